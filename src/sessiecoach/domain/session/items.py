"""What people said: notes, solutions, promises, decisions, report-backs and ratings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sessiecoach.domain.marks import Origin, nothing_extra

PromiseKind = Literal["toezegging", "actie"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One line that somebody said and somebody typed."""

    id: str = ""
    block: str = ""
    perspective: str = ""
    """Empty where the note belongs to the whole, not to one perspective."""
    kind: str = ""
    case: str = ""
    group: str = ""
    text: str = ""
    who: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    private: bool = False
    same_as: str = ""
    """The same hindrance or help in an earlier meeting, linked by a person."""
    merged_into: str = ""
    """The twin that stands for this note, when two were merged."""
    escalated_to: str = ""
    resolved_on: dt.date | None = None
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked upward for a solution, and of whom."""

    to: str = ""
    text: str = ""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A proposed way out; without a promise it is a "voorstel zonder toezegging"."""

    id: str = ""
    block: str = ""
    perspective: str = ""
    case: str = ""
    group: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    text: str = ""
    parts: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    """Ids of the notes that it answers."""
    addressed_to: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    follow_up_at: str = ""
    feasible_for_management_present: bool | None = None
    """Whether the managers in the room can carry it out; None while nobody answered."""
    private: bool = False
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What one owner will do: a toezegging of a manager or body, or an action."""

    id: str = ""
    kind: PromiseKind = "actie"
    block: str = ""
    perspective: str = ""
    case: str = ""
    group: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    what: str = ""
    owner: str = ""
    promised_by: str = ""
    """May differ from the owner; empty where the owner promised it in person."""
    cover: str = ""
    """The rugdekking that is given."""
    due: dt.date | None = None
    from_: tuple[str, ...] = ()
    """Ids of the solutions that it carries out."""
    private: bool = False
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A besluit; its number runs on over the series."""

    id: str = ""
    number: int = 0
    block: str = ""
    perspective: str = ""
    case: str = ""
    group: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    text: str = ""
    reason: str = ""
    decided_by: str = ""
    check_on: dt.date | None = None
    from_: tuple[str, ...] = ()
    private: bool = False
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBack:
    """Who will tell what in the own organisation."""

    id: str = ""
    organisation: str = ""
    who: str = ""
    subject: str = ""
    due: dt.date | None = None
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One answer on one scale, and how many gave it."""

    id: str = ""
    block: str = ""
    scale: str = ""
    value: int = 0
    of: int = 5
    count: int = 1
    by: str = ""
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A line that was typed but not confirmed when the program was left."""

    id: str = ""
    block: str = ""
    perspective: str = ""
    """Where it would have been filed, as far as its text does not say so."""
    case: str = ""
    group: str = ""
    by: str = ""
    text: str = ""
    written_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)
