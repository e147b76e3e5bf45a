"""What earlier meetings left open: carried over by rule, not by somebody's memory."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

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

    What lies in two copies of a folder counts once. In whatever order files are read, the
    result is the same.
    """
    found: dict[str, list[Update]] = defaultdict(list)
    for update in [*(each for meeting in meetings for each in meeting.updates), *loose]:
        if update not in found[update.item]:
            found[update.item].append(update)
    return {item: in_order(sorted(updates, key=repr)) for item, updates in found.items()}


def chronological(meetings: Iterable[Session]) -> tuple[Session, ...]:
    """Return meetings, the first held first; those without a date come before all others."""
    return tuple(sorted(meetings, key=_held_at))


def _held_at(meeting: Session) -> tuple[dt.date, dt.time, str]:
    header = meeting.header
    return header.date or dt.date.min, header.starts or dt.time.min, header.id


def carried(
    meetings: Iterable[Session], loose: Iterable[Update], on: dt.date, asking: str = ""
) -> tuple[Carried, ...]:
    """Return every item that earlier meetings of a series left, open or closed, oldest first.

    `asking` is the id of the meeting that looks back, which may be among `meetings`: what it
    told itself counts, what it proposed does not come back to it. Without it, everything
    until `on` counts. Withdrawn items are not proposed any more and are left out; a decision
    comes back only where a day was agreed on which to check it.
    """
    every = chronological(meetings)
    told = told_of(every, loose)
    earlier = _before(every, asking) if asking else every
    earlier = [each for each in earlier if each.header.date is None or each.header.date <= on]
    held = [each.header.status != "draft" for each in earlier]
    return tuple(
        Carried(
            kind=kind,
            item=item,
            meeting=meeting,
            place=place,
            told=told.get(item.id, ()),
            status=_status(item, told.get(item.id, ()), on),
            meetings_open=sum(held[number + 1 :]),
            days_open=(on - meeting.header.date).days if meeting.header.date else 0,
        )
        for number, meeting in enumerate(earlier)
        for kind, place, item in _items(meeting)
    )


def _before(meetings: Sequence[Session], asking: str) -> Sequence[Session]:
    places = (place for place, each in enumerate(meetings) if each.header.id == asking)
    return meetings[: next(places, len(meetings))]


def open_items(
    meetings: Iterable[Session], loose: Iterable[Update], on: dt.date, asking: str = ""
) -> tuple[Carried, ...]:
    """Return what of `carried` is still open, oldest first."""
    return tuple(each for each in carried(meetings, loose, on, asking) if each.is_open)


def _items(meeting: Session) -> Iterator[tuple[CarriedKind, int, CarriedItem]]:
    tables: tuple[tuple[CarriedKind, Sequence[CarriedItem]], ...] = (
        ("solutions", meeting.solutions),
        ("promises", meeting.promises),
        ("decisions", [each for each in meeting.decisions if each.check_on is not None]),
        ("report_backs", meeting.report_backs),
    )
    for kind, items in tables:
        for place, item in enumerate(items, start=1):
            if item.withdrawn_at is None:
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
    """Return the numbers that open a terugkom, over all that earlier meetings left."""
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
        elif isinstance(each.item, ReportBack):
            name = each.item.organisation.strip().casefold()
            done = each.status in (CheckStatus.DONE, CheckStatus.PARTLY)
            reported[name] = reported.get(name, False) or done
    return Opening(dict(solutions), late, waiting, sum(reported.values()), len(reported))
