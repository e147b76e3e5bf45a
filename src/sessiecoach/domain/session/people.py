"""Who is there, in which group, and the cases that they bring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sessiecoach.domain.marks import Origin, nothing_extra

CaseStatus = Literal["offered", "discussed", "continued"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody at the table, or a number of people of one role from one organisation."""

    id: str = ""
    role: str = ""
    organisation: str = ""
    domain: str = ""
    """Wonen, welzijn or zorg, or another that the werkvorm wants represented."""
    position: str = ""
    """In whose shoes they stand in a game: the title of a perspective, or what people call it."""
    name: str = ""
    count: int = 1
    present: tuple[str, ...] = ()
    """Block ids, or `*` for the whole meeting; empty while nobody said that they came."""
    group: str = ""
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who talk at one table."""

    id: str = ""
    title: str = ""
    note_taker: str = ""
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presenter:
    """Who brings a case: a role and an organisation, never a client."""

    role: str = ""
    organisation: str = ""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case from practice, by a code name only."""

    id: str = ""
    title: str = ""
    text: str = ""
    presenter: Presenter = field(default_factory=Presenter)
    status: CaseStatus = "offered"
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)
