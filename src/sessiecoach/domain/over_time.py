"""A series from meeting to meeting: solutions, promises, report-backs, people, scores and time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.attendance import manages, turnout_of_roles
from sessiecoach.domain.block_times import block_times
from sessiecoach.domain.carry_over import Carried, told_of
from sessiecoach.domain.chronology import HeldAt, chronological, held_at
from sessiecoach.domain.cooperation import was_diagnosed
from sessiecoach.domain.evaluation import Score, scale_key, scores
from sessiecoach.domain.session import (
    Diagnosis,
    Promise,
    ReportBack,
    Scale,
    Session,
    Solution,
    Update,
)
from sessiecoach.domain.standing import (
    CheckStatus,
    PromiseCounts,
    PromiseStatus,
    SolutionStatus,
    check_status,
    due_now,
    solution_status,
    times_postponed,
)
from sessiecoach.domain.text import as_compared


@dataclass(frozen=True, slots=True)
class Timeline:
    """How a solution stood after each meeting since it was proposed."""

    solution: Solution
    meeting: Session
    stands: tuple[tuple[Session, SolutionStatus, str], ...]
    """The meeting, the status after it, and who reported that there or since the one before."""


def timelines(meetings: Sequence[Session], items: Iterable[Carried]) -> tuple[Timeline, ...]:
    """Return the timeline of each solution among `items`."""
    dated = (each for each in chronological(meetings) if each.header.date is not None)
    every = [(held_at(each), each) for each in dated]
    # Of two meetings on one day the first has not heard yet what the second was told.
    told_at = {told.id: here for here, meeting in every for told in meeting.updates}
    return tuple(
        Timeline(each.item, each.meeting, tuple(_stands(each, every, told_at)))
        for each in items
        if isinstance(each.item, Solution)
    )


def _stands(
    carried: Carried, meetings: Sequence[tuple[HeldAt, Session]], told_at: Mapping[str, HeldAt]
) -> Iterator[tuple[Session, SolutionStatus, str]]:
    before: list[Update] = []
    begun = held_at(carried.meeting)
    for here, meeting in meetings:
        if here <= begun:
            continue
        told = [
            each
            for each in carried.told
            if each.on is None
            or each.on < here[0]
            or (each.on == here[0] and told_at.get(each.id, here) <= here)
        ]
        # What was told between two meetings was heard at the second of them.
        heard = (each for each in reversed(told) if each not in before and each.reported_by)
        reported_by = next((each.reported_by for each in heard), "")
        yield meeting, solution_status(told), reported_by
        before = told


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """One organisation: what was told at each meeting of its report-backs."""

    organisation: str
    cells: tuple[CheckStatus | None, ...]
    """One for each meeting; None where nothing was told."""
    agreed_at: int = 0
    """The place of the first meeting that agreed on one: those after it expect to hear."""


def report_back_matrix(
    meetings: Sequence[Session], loose: Iterable[Update], until: dt.date | None = None
) -> tuple[ReportedRow, ...]:
    """Return organisations by meetings. What was told between meetings counts for the next.

    With `until` there is one cell more, for what was told after the last meeting until then.
    """
    between = tuple(loose)
    dates = [meeting.header.date or dt.date.min for meeting in meetings]
    dates += [until] if until else []
    by_organisation: dict[str, list[ReportBack]] = defaultdict(list)
    spelled: dict[str, str] = {}
    since_when: dict[str, int] = {}
    for number, meeting in enumerate(meetings):
        for promised in meeting.report_backs:
            if promised.withdrawn_at is None:
                organisation = as_compared(promised.organisation)
                spelled.setdefault(organisation, promised.organisation)
                since_when.setdefault(organisation, number)
                by_organisation[organisation].append(promised)
    told = [
        told_of(meetings[place : place + 1], _told_between(between, dates[:place], date))
        for place, date in enumerate(dates)
    ]
    rows = []
    for organisation, promised_here in by_organisation.items():
        cells = []
        for told_here in told:
            heard = [each for promised in promised_here for each in told_here.get(promised.id, ())]
            cells.append(check_status(heard) if heard else None)
        rows.append(ReportedRow(spelled[organisation], tuple(cells), since_when[organisation]))
    return tuple(rows)


def _told_between(
    loose: Iterable[Update], before: Sequence[dt.date], until: dt.date
) -> Iterator[Update]:
    """Yield what was told after the last of the days before, until this one."""
    for each in loose:
        told_on = each.on or dt.date.min
        if told_on <= until and (not before or before[-1] < told_on):
            yield each


@dataclass(frozen=True, slots=True)
class OwnedPromise:
    """A promise as it stands, in the list of its owner."""

    carried: Carried
    promise: Promise
    postponed: int
    """How often its day was moved to a later one."""
    due: dt.date | None = None
    """As it was last agreed."""


def promises_by_owner(items: Iterable[Carried]) -> Mapping[str, tuple[OwnedPromise, ...]]:
    """Return the promises of each owner, the late ones first; owners with late ones first.

    Of those that stand alike the one comes first that is due first.
    """
    found: dict[str, list[OwnedPromise]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for each in items:
        if isinstance(each.item, Promise):
            postponed = times_postponed(each.item, each.told)
            owner = spelled.setdefault(as_compared(each.item.owner), each.item.owner)
            due = due_now(each.item, each.told)
            found[owner].append(OwnedPromise(each, each.item, postponed, due))
    urgency = list(
        dict.fromkeys(
            (PromiseStatus.LATE, PromiseStatus.OPEN, PromiseStatus.STARTED, *PromiseStatus)
        )
    )

    def rank(owned: OwnedPromise) -> int:
        return next(n for n, status in enumerate(urgency) if status == owned.carried.status)

    for promises in found.values():
        promises.sort(key=lambda owned: (rank(owned), owned.due or dt.date.max))
    owners = sorted(found, key=lambda owner: (rank(found[owner][0]), owner.casefold()))
    return {owner: tuple(found[owner]) for owner in owners}


def is_body(owner: str) -> bool:
    """Return whether an owner is a standing body rather than a person: a werkgroep, a stuurgroep.

    A record holds owners as words only, so the word tells.
    """
    return any(word in as_compared(owner) for word in ("werkgroep", "stuurgroep", "projectgroep"))


def promise_counts(items: Iterable[Carried]) -> PromiseCounts:
    """Return how many promises stand how, as `count_promises` does of one meeting."""
    found = [each.status for each in items if isinstance(each.item, Promise)]
    return PromiseCounts(
        open=found.count(PromiseStatus.OPEN) + found.count(PromiseStatus.STARTED),
        kept=found.count(PromiseStatus.DONE),
        late=found.count(PromiseStatus.LATE),
    )


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role: how many came to each meeting, and whether it is required."""

    role: str
    required: bool
    present: tuple[int, ...]

    @property
    def manages(self) -> bool:
        """Whether these are managers, whose presence gives backing; not who runs a programme."""
        return manages(self.role)


def attendance_over(meetings: Sequence[Session]) -> tuple[RoleRow, ...]:
    """Return how many of each role came to each meeting, required roles first."""
    turnouts = [turnout_of_roles(meeting) for meeting in meetings]
    counted = [
        {as_compared(each.subject): each.present for each in turnout} for turnout in turnouts
    ]
    required = {as_compared(role): role for m in meetings for role in m.header.required_roles}
    spelled = {as_compared(e.subject): e.subject for turnout in turnouts for e in reversed(turnout)}
    roles = dict.fromkeys((*required, *(role for each in counted for role in each)))
    return tuple(
        RoleRow(spelled[role], role in required, tuple(each.get(role, 0) for each in counted))
        for role in roles
    )


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One scale: how it was scored at each meeting."""

    scale: str
    title: str
    of: int
    scores: tuple[Score | None, ...]

    @property
    def asked(self) -> Scale:
        """The scale as the last meeting asked it that had an answer."""
        return next(each.scale for each in reversed(self.scores) if each is not None)

    @property
    def delta(self) -> float | None:
        """The last mean minus the one before it; None where there are no two."""
        means = [each.mean for each in self.scores if each is not None and each.mean is not None]
        return means[-1] - means[-2] if len(means) > 1 else None


def scores_over(meetings: Sequence[Session]) -> tuple[ScaleRow, ...]:
    """Return how each scale was scored at each meeting.

    A scale with another statement or with other numbers than before is another one.
    """
    scored = [{scale_key(each.scale): each for each in scores(m) if each.total} for m in meetings]
    scales = {scale: each.scale for found in scored for scale, each in found.items()}
    return tuple(
        ScaleRow(each.id, each.title, each.of, tuple(found.get(scale) for found in scored))
        for scale, each in scales.items()
    )


class QuestionState(StrEnum):
    """What became of a learning question at a meeting."""

    NEW = "new"
    CARRIED = "carried"
    HANDLED = "handled"  # asked at the meeting before, and not any more


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A learning question, and at which meetings it was on the table."""

    question: str
    asked: tuple[bool, ...]

    @property
    def states(self) -> tuple[QuestionState | None, ...]:
        """How it stood at each meeting; None where it was not on the table."""
        found: list[QuestionState | None] = []
        for place, here in enumerate(self.asked):
            if here:
                before = any(self.asked[:place])
                found.append(QuestionState.CARRIED if before else QuestionState.NEW)
            else:
                just = place > 0 and self.asked[place - 1]
                found.append(QuestionState.HANDLED if just else None)
        return tuple(found)


def learning_questions_over(meetings: Sequence[Session]) -> tuple[QuestionRow, ...]:
    """Return the learning questions, in the order in which they first came up."""
    asked = [
        {_plain(each): each for each in m.header.learning_questions if _plain(each)}
        for m in meetings
    ]
    every = {plain: words for each in reversed(asked) for plain, words in each.items()}
    first = dict.fromkeys(plain for each in asked for plain in each)
    return tuple(
        QuestionRow(every[plain], tuple(plain in each for each in asked)) for plain in first
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip("?. ")


def cases_not_discussed(meetings: Sequence[Session]) -> tuple[tuple[Session, str], ...]:
    """Return the cases that were offered and that no meeting discussed then or since.

    Each comes once, with the meeting that offered it first; they are known by their titles.
    """
    waiting: dict[str, tuple[Session, str]] = {}
    for meeting in meetings:
        standing = [case for case in meeting.cases if case.withdrawn_at is None]
        for case in standing:
            if case.status == "offered":
                title = case.title or case.id
                waiting.setdefault(_plain(title), (meeting, title))
        for case in standing:
            if case.status != "offered":
                waiting.pop(_plain(case.title or case.id), None)
    return tuple(waiting.values())


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One block: its planned and used minutes at each meeting."""

    block: str
    title: str
    planned_minutes: tuple[int | None, ...]
    used_seconds: tuple[int | None, ...]


def times_over(
    meetings: Sequence[Session], now: dt.datetime, zone: dt.tzinfo
) -> tuple[TimeRow, ...]:
    """Return what each block was to take and took, at each meeting that had it.

    They stand in the order of the last meeting; what it did not have comes after. Blocks of two
    werkvormen are not the same, also where they have one id.
    """
    every = [
        {(m.header.werkvorm, time.block.id): time for time in block_times(m, now, zone)}
        for m in meetings
    ]
    blocks: dict[tuple[str, str], str] = {}
    for each in reversed(every):
        for block, time in each.items():
            blocks.setdefault(block, time.block.title)
    return tuple(
        TimeRow(
            block[1],
            title,
            tuple(each[block].block.planned_minutes if block in each else None for each in every),
            tuple(
                each[block].used_seconds if block in each and each[block].began_at else None
                for each in every
            ),
        )
        for block, title in blocks.items()
    )


@dataclass(frozen=True, slots=True)
class DiagnosisRow:
    """Where the cooperation stood still according to one meeting."""

    meeting: Session
    diagnosis: Diagnosis


def diagnoses_over(meetings: Sequence[Session]) -> tuple[DiagnosisRow, ...]:
    """Return the diagnosis of each meeting that made one."""
    return tuple(
        DiagnosisRow(meeting, meeting.diagnosis)
        for meeting in meetings
        if was_diagnosed(meeting.diagnosis)
    )
