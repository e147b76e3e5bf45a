"""What a group makes together besides notes: requirements, a framework in versions, a diagnosis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sessiecoach.domain.marks import Origin, nothing_extra

TestResult = Literal["holds", "adjust", "drops"]
Stagnation = Literal["none", "sham", "island"]


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
    """From whose wish list it comes."""
    supported_by: tuple[str, ...] = ()
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

    stagnation: Stagnation | None = None
    motivation: str = ""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)
