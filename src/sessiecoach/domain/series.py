"""A series of meetings: what they share, what is planned, and what became of promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sessiecoach.domain.session import Origin, Promise, Update, nothing_extra


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
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    planned_meetings: tuple[PlannedMeeting, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)

    def werkvorm_of(self, planned: PlannedMeeting) -> str:
        """Return the id of the werkvorm that a planned meeting will have."""
        return planned.werkvorm or self.werkvorm

    def location_of(self, planned: PlannedMeeting) -> str:
        """Return where a planned meeting is held."""
        return planned.location or self.location


class PromiseStatus(StrEnum):
    """What is known of a promise on a day; the first that applies, in this order."""

    DROPPED = "dropped"
    DONE = "done"
    LATE = "late"  # its day has passed
    STARTED = "started"
    OPEN = "open"


def promise_status(promise: Promise, updates: Iterable[Update], today: dt.date) -> PromiseStatus:
    """Return how a promise stands on `today`, by what was told of it in any meeting since.

    Of two updates the one of the later day counts, and on one day the later in the row.
    """
    told = sorted(
        (each for each in updates if each.item == promise.id and each.withdrawn_at is None),
        key=lambda update: update.on or dt.date.min,
    )
    status, due = None, promise.due
    for update in told:
        status = "dropped" if update.dropped else (update.status or status)
        due = update.due or due
    if status in ("dropped", "done"):
        return PromiseStatus(status)
    if due is not None and due < today:
        return PromiseStatus.LATE
    return PromiseStatus.STARTED if status == "started" else PromiseStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCounts:
    """How many promises of a meeting stand how; a dropped one is in none of these."""

    open: int = 0
    """Also those that were started."""
    kept: int = 0
    late: int = 0


def count_promises(
    promises: Iterable[Promise], updates: Iterable[Update], today: dt.date
) -> PromiseCounts:
    """Return the counts on `today`; withdrawn promises do not count."""
    told = tuple(updates)
    found = [
        promise_status(promise, told, today) for promise in promises if promise.withdrawn_at is None
    ]
    return PromiseCounts(
        open=found.count(PromiseStatus.OPEN) + found.count(PromiseStatus.STARTED),
        kept=found.count(PromiseStatus.DONE),
        late=found.count(PromiseStatus.LATE),
    )
