"""What earlier meetings left open: carried over by rule, not by somebody's memory."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sessiecoach.domain.chronology import HeldAt, chronological, held_at
from sessiecoach.domain.session import Decision, Promise, ReportBack, Session, Solution, Update
from sessiecoach.domain.standing import (
    CLOSED,
    CheckStatus,
    ItemStatus,
    SolutionStatus,
    check_status,
    in_order,
    promise_status,
    solution_status,
)
from sessiecoach.domain.text import as_compared

__all__ = [
    "Carried",
    "CarriedItem",
    "CarriedKind",
    "HeldAt",
    "Opening",
    "carried",
    "chronological",
    "held_at",
    "opening",
    "told_of",
    "was_told",
]

CarriedItem = Solution | Promise | Decision | ReportBack
CarriedKind = Literal["solutions", "promises", "decisions", "report_backs"]


@dataclass(frozen=True, slots=True)
class Carried:
    """One item of an earlier meeting, and how it stands."""

    kind: CarriedKind
    """The table of the record that holds it."""
    item: CarriedItem
    meeting: Session
    """The meeting that it comes from."""
    place: int
    """Its place among the items of its kind in that meeting, counted from 1."""
    told: tuple[Update, ...]
    """All that was told of it, oldest first."""
    status: ItemStatus
    meetings_open: int
    """How many meetings were held since the one that it comes from."""
    days_open: int
    """Since the day of that meeting; 0 where it has none."""

    @property
    def is_open(self) -> bool:
        """Whether a terugkom asks about it."""
        return self.status not in CLOSED


def told_of(
    meetings: Iterable[Session], loose: Iterable[Update]
) -> Mapping[str, tuple[Update, ...]]:
    """Return what was told of each item, by its id; `loose` was told between meetings.

    What lies in two copies of a folder counts once, and not at all where it was taken back in
    one of them. In whatever order files are read, the result is the same.
    """
    found: dict[str, list[Update]] = defaultdict(list)
    for update in (*_told_in(chronological(meetings)), *sorted(loose, key=repr)):
        if update not in found[update.item]:
            found[update.item].append(update)
    return {item: in_order(_standing(updates)) for item, updates in found.items()}


def was_told(update: Update, on: dt.date) -> bool:
    """Return whether something was already told on a day; without a day it was."""
    return update.on is None or update.on <= on


def _standing(updates: Sequence[Update]) -> Iterator[Update]:
    """Yield the updates of which no copy was taken back."""
    gone = [replace(each, withdrawn_at=None) for each in updates if each.withdrawn_at is not None]
    yield from (each for each in updates if each not in gone)


def _told_in(meetings: Iterable[Session]) -> Iterator[Update]:
    """Yield what meetings told, in the order of their records; without a day it is of theirs."""
    for meeting in meetings:
        for update in meeting.updates:
            told_on = update.on or meeting.header.date
            yield update if told_on == update.on else replace(update, on=told_on)


def carried(
    meetings: Iterable[Session], loose: Iterable[Update], on: dt.date, asking: str = ""
) -> tuple[Carried, ...]:
    """Return every item that earlier meetings of a series left, open or closed, oldest first.

    `asking` is the id of the meeting that looks back, which may be among `meetings`: what it
    told itself counts, what it proposed does not come back to it. Without it, every meeting
    until `on` counts. What was told after `on` does not count. Withdrawn items are not proposed
    any more and are left out; a decision comes back only where a day was agreed on which to
    check it. An item that lies in two copies of a record comes back once.
    """
    every = chronological(meetings)
    own = {update.id for each in every if each.header.id == asking for update in each.updates}
    told = {
        item: tuple(each for each in updates if each.id in own or was_told(each, on))
        for item, updates in told_of(every, loose).items()
    }
    earlier = _before(every, asking) if asking else every
    earlier = [each for each in earlier if each.header.date is None or each.header.date <= on]
    found: dict[str, Carried] = {}
    for number, meeting in enumerate(earlier):
        held_since = {_day_of(each) for each in earlier[number + 1 :] if _was_held(each)}
        for kind, place, item in _items(meeting):
            of_it = told.get(item.id, ())
            carried_over = Carried(
                kind=kind,
                item=item,
                meeting=meeting,
                place=place,
                told=of_it,
                status=_status(item, of_it, on),
                meetings_open=len(held_since - {_day_of(meeting)}),
                days_open=(on - meeting.header.date).days if meeting.header.date else 0,
            )
            found.setdefault(item.id, carried_over)
    return tuple(found.values())


def _day_of(meeting: Session) -> tuple[str, dt.date | None]:
    """Return what two copies of one record have in common."""
    return meeting.header.id, meeting.header.date


def _was_held(meeting: Session) -> bool:
    return meeting.header.status != "draft"


def _before(meetings: Sequence[Session], asking: str) -> Sequence[Session]:
    """Return the meetings before the one that asks; all others where that has no date yet."""
    place = next((n for n, each in enumerate(meetings) if each.header.id == asking), None)
    if place is None or meetings[place].header.date is None:
        return [each for each in meetings if each.header.id != asking]
    return meetings[:place]


def _items(meeting: Session) -> Iterator[tuple[CarriedKind, int, CarriedItem]]:
    tables: tuple[tuple[CarriedKind, Sequence[CarriedItem]], ...] = (
        ("solutions", meeting.solutions),
        ("promises", meeting.promises),
        ("decisions", meeting.decisions),
        ("report_backs", meeting.report_backs),
    )
    for kind, items in tables:
        for place, item in enumerate(items, start=1):
            checked = not isinstance(item, Decision) or item.check_on is not None
            if item.withdrawn_at is None and checked:
                yield kind, place, item


def _status(item: CarriedItem, told: Sequence[Update], on: dt.date) -> ItemStatus:
    match item:
        case Solution():
            return solution_status(told)
        case Promise():
            return promise_status(item, told, on)
        case _:
            return check_status(told)


@dataclass(frozen=True, slots=True)
class Opening:
    """The numbers of the line that opens a terugkom."""

    solutions: Mapping[SolutionStatus, int]
    promises_late: int
    promises_open: int
    organisations_reported: int
    organisations: int


def opening(items: Iterable[Carried]) -> Opening:
    """Return the numbers that open a terugkom, over all that earlier meetings left.

    An organisation reported when it did for any of its report-backs, at least in part; one that
    is not asked to any more does not count.
    """
    every = tuple(items)
    solutions: dict[SolutionStatus, int] = defaultdict(int)
    reported: dict[str, bool] = {}
    late = waiting = 0
    for each in every:
        if isinstance(each.status, SolutionStatus):
            solutions[each.status] += 1
        elif isinstance(each.item, Promise) and each.is_open:
            late += each.status == "late"
            waiting += 1
        elif isinstance(each.item, ReportBack) and each.status != CheckStatus.DROPPED:
            name = as_compared(each.item.organisation)
            done = each.status in (CheckStatus.DONE, CheckStatus.PARTLY)
            reported[name] = reported.get(name, False) or done
    return Opening(dict(solutions), late, waiting, sum(reported.values()), len(reported))
