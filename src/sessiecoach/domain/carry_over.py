"""What earlier meetings left open: carried over by rule, not by somebody's memory."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sessiecoach.domain.carried_kinds import (
    KINDS,
    CarriedItem,
    CarriedKind,
    Earlier,
    said_in_series,
)
from sessiecoach.domain.chronology import chronological
from sessiecoach.domain.marks import Origin
from sessiecoach.domain.series import ParticipantQuestion
from sessiecoach.domain.session import Promise, ReportBack, Session, Update
from sessiecoach.domain.standing import CLOSED, CheckStatus, ItemStatus, SolutionStatus, in_order
from sessiecoach.domain.text import as_compared
from sessiecoach.domain.worksheets import worksheets


@dataclass(frozen=True, slots=True)
class Carried:
    """One item of an earlier meeting, and how it stands."""

    kind: CarriedKind
    item: CarriedItem
    meeting: Session
    """The meeting that it comes from; of an agreement of a framework, that worded it like this."""
    place: int
    """What it is numbered by among the items of its kind, counted from 1."""
    told: tuple[Update, ...]
    """All that was told of it, oldest first."""
    status: ItemStatus
    meetings_open: int
    """How many meetings were held since the one that it comes from."""
    days_open: int
    """Since the day of that meeting; 0 where it has none."""
    origin: Origin = ""

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
    meetings: Iterable[Session],
    loose: Iterable[Update],
    on: dt.date,
    asking: str = "",
    brought: Iterable[ParticipantQuestion] = (),
) -> tuple[Carried, ...]:
    """Return every item that earlier meetings of a series left, open or closed, oldest first.

    `asking` is the id of the meeting that looks back, which may be among `meetings`: what it
    told itself counts, what it proposed does not come back to it. Without it, every meeting
    until `on` counts. What was told after `on` does not count. Withdrawn items are not proposed
    any more and are left out; a decision comes back only where a day was agreed on which to
    check it, a bottleneck only where it was put on an agenda, and of a framework the version
    that stands. A framework and own questions come back only to a series that works on them: of
    which a meeting has the worksheet. An item that lies in two copies of a record comes back
    once. `brought` are the questions of participants that stand in the series itself.
    """
    every = chronological(meetings)
    questions = tuple(brought)
    own = {update.id for each in every if each.header.id == asking for update in each.updates}
    told = {
        item: tuple(each for each in updates if each.id in own or was_told(each, on))
        for item, updates in told_of(every, (*loose, *said_in_series(questions))).items()
    }
    earlier = _before(every, asking) if asking else every
    earlier = [each for each in earlier if each.header.date is None or each.header.date <= on]
    held_since = [
        {_day_of(each) for each in earlier[number + 1 :] if _was_held(each)}
        for number in range(len(earlier))
    ]
    looked_in = Earlier(earlier, questions)
    used = {sheet for meeting in every for sheet in worksheets(meeting)}
    left = [
        (kind, each)
        for kind, rules in KINDS.items()
        if rules.worksheet is None or rules.worksheet in used
        for each in rules.left(looked_in)
    ]
    found: dict[str, Carried] = {}
    for kind, each in sorted(left, key=lambda pair: pair[1].at):
        meeting = earlier[each.at]
        of_it = told.get(each.item.id, ())
        carried_over = Carried(
            kind=kind,
            item=each.item,
            meeting=meeting,
            place=each.place,
            told=of_it,
            status=each.stands(of_it, on),
            meetings_open=len(held_since[each.at] - {_day_of(meeting)}),
            days_open=(on - meeting.header.date).days if meeting.header.date else 0,
            origin=each.origin,
        )
        found.setdefault(each.item.id, carried_over)
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


@dataclass(frozen=True, slots=True)
class Opening:
    """The numbers of the line that opens a terugkom."""

    solutions: Mapping[SolutionStatus, int]
    promises_late: int
    promises_open: int
    organisations_reported: int
    organisations: int
    by_kind: Mapping[CarriedKind, Mapping[ItemStatus, int]] = field(default_factory=dict)
    """How many items stand how, of each kind that is counted apart and that there is."""


def opening(items: Iterable[Carried]) -> Opening:
    """Return the numbers that open a terugkom, over all that earlier meetings left.

    An organisation reported when it did for any of its report-backs, at least in part; one that
    is not asked to any more does not count.
    """
    every = tuple(items)
    by_kind: dict[CarriedKind, dict[ItemStatus, int]] = defaultdict(lambda: defaultdict(int))
    solutions: dict[SolutionStatus, int] = defaultdict(int)
    reported: dict[str, bool] = {}
    late = waiting = 0
    for each in every:
        if KINDS[each.kind].is_counted:
            by_kind[each.kind][each.status] += 1
        elif isinstance(each.status, SolutionStatus):
            solutions[each.status] += 1
        elif isinstance(each.item, Promise) and each.is_open:
            late += each.status == "late"
            waiting += 1
        elif isinstance(each.item, ReportBack) and each.status != CheckStatus.DROPPED:
            name = as_compared(each.item.organisation)
            done = each.status in (CheckStatus.DONE, CheckStatus.PARTLY)
            reported[name] = reported.get(name, False) or done
    return Opening(
        dict(solutions),
        late,
        waiting,
        sum(reported.values()),
        len(reported),
        {kind: dict(counts) for kind, counts in by_kind.items()},
    )
