"""A series of meetings: what they share, and what is planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sessiecoach.domain.marks import Origin, nothing_extra


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMeeting:
    """A date in the calendar; once it is opened, its record tells the rest."""

    id: str = ""
    """Stable when the date is moved; the date as it was first planned, where nobody chose one."""
    date: dt.date
    starts: dt.time | None = None
    ends: dt.time | None = None
    """The hard end."""
    title: str = ""
    werkvorm: str = ""
    """Empty for the werkvorm of the series."""
    location: str = ""
    """Empty for the location of the series."""
    theme: str = ""
    guest: str = ""
    """Who is the guest, such as the master of a masterclass."""
    record: str = ""
    """The name of its record without .toml, where the date was moved after that was made."""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionVersion:
    """How somebody worded the own question from a day on."""

    on: dt.date | None = None
    text: str = ""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantQuestion:
    """The question that one participant brings to a series and works on through it."""

    id: str = ""
    by: str = ""
    """A role or initials, no full name."""
    versions: tuple[QuestionVersion, ...] = ()
    """The first wording first."""
    next_step: str = ""
    next_step_done: bool | None = None
    """None while nobody told."""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What the meetings of one folder share."""

    id: str = ""
    """The name of its folder when it was made; the folder counts where they differ."""
    title: str = ""
    kind: str = ""
    """The id of a series kind, or empty where one werkvorm is all that is known."""
    werkvorm: str = ""
    """The werkvorm of a meeting that names none of its own."""
    location: str = ""
    zone: str = "Europe/Amsterdam"
    goal: str = ""
    partners: tuple[str, ...] = ()
    case_details_until: dt.date | None = None
    """The last day on which the details of cases are kept; None for no end."""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    planned_meetings: tuple[PlannedMeeting, ...] = ()
    questions: tuple[ParticipantQuestion, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)

    def werkvorm_of(self, planned: PlannedMeeting) -> str:
        """Return the id of the werkvorm that a planned meeting will have."""
        return planned.werkvorm or self.werkvorm

    def location_of(self, planned: PlannedMeeting) -> str:
        """Return where a planned meeting is held."""
        return planned.location or self.location
