"""What a group makes together besides notes: requirements, a framework, a diagnosis, questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sessiecoach.domain.marks import Origin, nothing_extra

TestResult = Literal["holds", "adjust", "drops"]
StagnationCode = Literal["none", "sham", "island"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementTest:
    """How a requirement came out of a test on one case."""

    case: str = ""
    result: TestResult | None = None
    remark: str = ""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """An eis of the joint programma van eisen."""

    id: str = ""
    block: str = ""
    text: str = ""
    party: str = ""
    """From whose wish list it comes: the id of a perspective."""
    from_: tuple[str, ...] = ()
    """Ids of the notes in which it was wished; empty where nobody wished it."""
    supported_by: tuple[str, ...] = ()
    """Ids of the perspectives whose party stands behind it."""
    tests: tuple[RequirementTest, ...] = ()
    author: str = ""
    written_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkLine:
    """One agreement of a kader op maat; it keeps its id through all versions."""

    id: str = ""
    text: str = ""
    from_: tuple[str, ...] = ()
    """Ids of the requirements that it comes from."""
    case: str = ""
    """The case that made it come or change in this version."""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A version of a kader op maat, with all its lines."""

    id: str = ""
    block: str = ""
    version: int = 1
    title: str = ""
    lines: tuple[FrameworkLine, ...] = ()
    dropped: tuple[FrameworkLine, ...] = ()
    """Lines of the version before that went out, with the case that made them go."""
    author: str = ""
    written_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Where a cooperation stands still, and why people think so.

    Sham cooperation stops between intention and action, island cooperation between action and
    connection (slides 'Uitbouwen van samenwerking', Van Delden, 2012).
    """

    choice: str = ""
    """The outcome that people chose, as `choice` of a block words it."""
    stagnation: StagnationCode | None = None
    """How a record without `choice` says it."""
    motivation: str = ""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stagnation:
    """One outcome of a diagnosis, with what the model of the werkvorm says about it."""

    id: str = ""
    """One of the outcomes in `choice` of a block."""
    title: str = ""
    text: str = ""
    between: tuple[str, ...] = ()
    """Ids of two scales: it shows where the second is scored much lower than the first."""
    withdrawn_at: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """What helps one role out of one outcome of a diagnosis, as the werkvorm says it."""

    id: str = ""
    stagnation: str = ""
    """One of the outcomes in `choice` of a block."""
    role: str = ""
    """The id of a perspective."""
    text: str = ""
    solution: str = ""
    """The id of the solution that was made of it."""
    withdrawn_at: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What one partner has to gain or to keep, and who sees to it."""

    id: str = ""
    block: str = ""
    partner: str = ""
    text: str = ""
    looked_after_by: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class PioneerTeam:
    """The few who go ahead, with an assignment that names a result (Van Delden, 2012)."""

    members: tuple[str, ...] = ()
    """Roles, no full names."""
    promise: str = ""
    """The id of the promise that is their assignment; a terugkom follows it as any promise."""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """The question that a participant brings from the own work, as it was worded first.

    How it is worded later, the position that is chosen and the next step are updates of it.
    """

    id: str = ""
    block: str = ""
    by: str = ""
    """A role or initials, no full name."""
    text: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)
