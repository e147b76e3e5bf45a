"""The blocks of a meeting: the plan as it was that day, and the facts of its clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sessiecoach.domain.marks import Origin, nothing_extra

BlockKind = Literal["opening", "lookback", "round", "changeover", "break", "plenary", "evaluation"]
WorksheetKind = Literal[
    "ratings",
    "requirements",
    "tests",
    "framework",
    "interests",
    "diagnosis",
    "bottlenecks",
    "questions",
]
"""What a group can make in a block besides notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondsAt:
    """A number of seconds that was decided on at an instant."""

    at: dt.datetime
    seconds: int
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """The clock of a block stood still from here until there, or still does."""

    from_: dt.datetime
    until: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The laptop slept; the room did not, so this counts unless it was given back."""

    from_: dt.datetime
    until: dt.datetime
    given_back: bool = False
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The time that one group has to report back within a block."""

    group: str = ""
    """The id of the group."""
    seconds: int = 0
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Where a group is in a round of a carousel: how it looks, and at which case."""

    group: str = ""
    """The id of the group."""
    perspective: str = ""
    """The id of the perspective."""
    case: str = ""
    """The id of the case; empty where there are none."""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Blocks that belong together."""

    id: str = ""
    title: str = ""
    minutes: int = 0
    """How long its blocks that count take together: its half days; 0 where that is not fixed."""
    withdrawn_at: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the meeting: the plan as it was that day, and the facts of its clock."""

    id: str = ""
    kind: BlockKind = "round"
    title: str = ""
    planned_minutes: int = 0
    """As the meeting was prepared; never changed once it is live."""
    min_minutes: int = 0
    flexible: bool = False
    buffer: bool = False
    """Gives its minutes first when the meeting runs late."""
    auto_next: bool = False
    warn_minutes: tuple[int, ...] = ()
    """Minutes before the end at which the room is told, most first."""
    questions: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()
    """Kinds of note that belong here; the first is the default of a line without a sign."""
    perspectives: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    worksheets: tuple[WorksheetKind, ...] = ()
    """What is made here besides notes, the main thing first."""
    choice: tuple[str, ...] = ()
    """The outcomes of which the group chooses one here."""
    heading: str = ""
    """Under which notes of this block stand, side by side with those of other blocks."""
    outcome: str = ""
    """What this block yields; blocks that yield the same belong together."""
    private: bool = False
    """Whether what is typed here is for its writer alone, unless it is told otherwise."""
    question: str = ""
    """The id of the participant's question that is worked on here."""
    step: str = ""
    """The id of the step that it belongs to."""
    own_elaboration: bool = False
    """Whether the block and its questions are of this program, and not in the source."""
    counts: bool = True
    """Whether its minutes count in the half days of its step; those of a lunch do not."""
    stations: tuple[Station, ...] = ()
    """In a carousel: the perspective and case of each group in this round."""
    allotted: tuple[SecondsAt, ...] = ()
    """Lengths given by applied proposals; the last one stands in place of the planned length."""
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    added: tuple[SecondsAt, ...] = ()
    gaps: tuple[Gap, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    turns: tuple[Turn, ...] = ()
    """Groups that report back one after the other, in their order."""
    withdrawn_at: dt.datetime | None = None
    """When this block was dropped from the plan."""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)
