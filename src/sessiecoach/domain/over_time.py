"""A series from meeting to meeting: solutions, promises, report-backs, people, scores and time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.attendance import turnout_of_roles
from sessiecoach.domain.block_times import block_times
from sessiecoach.domain.carry_over import Carried, told_of
from sessiecoach.domain.evaluation import Score, scores
from sessiecoach.domain.session import Diagnosis, Promise, ReportBack, Session, Solution, Update
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
from sessiecoach.domain.text import one_line


@dataclass(frozen=True, slots=True)
class Timeline:
    """How a solution stood after each meeting since it was proposed."""

    solution: Solution
    meeting: Session
    stands: tuple[tuple[Session, SolutionStatus, str], ...]
    """The meeting, the status after it, and who reported that there or since the one before."""


def timelines(meetings: Sequence[Session], items: Iterable[Carried]) -> tuple[Timeline, ...]:
    """Return the timeline of each solution among `items`."""
    return tuple(
        Timeline(each.item, each.meeting, tuple(_stands(each, meetings)))
        for each in items
        if isinstance(each.item, Solution)
    )


def _stands(
    carried: Carried, meetings: Sequence[Session]
) -> Iterator[tuple[Session, SolutionStatus, str]]:
    begun = since = carried.meeting.header.date or dt.date.min
    for meeting in meetings:
        date = meeting.header.date
        if date is None or date <= begun:
            continue
        told = [each for each in carried.told if each.on and each.on <= date]
        # What was told between two meetings was heard at the second of them.
        heard = (each for each in reversed(told) if each.on and each.on > since)
        yield (
            meeting,
            solution_status(told),
            next((each.reported_by for each in heard if each.reported_by), ""),
        )
        since = date


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """One organisation: what was told at each meeting of its report-backs."""

    organisation: str
    cells: tuple[CheckStatus | None, ...]
    """One for each meeting; None where nothing was told."""
    expected: tuple[bool, ...] = ()
    """For each meeting, whether one before it had agreed on a report-back."""


def report_back_matrix(
    meetings: Sequence[Session], loose: Iterable[Update], until: dt.date | None = None
) -> tuple[ReportedRow, ...]:
    """Return organisations by meetings. What was told between meetings counts for the next.

    With `until` there is one cell more, for what was told after the last meeting until then.
    """
    told = told_of(meetings, loose)
    dates = [meeting.header.date or dt.date.min for meeting in meetings]
    dates += [until] if until else []
    by_organisation: dict[str, list[ReportBack]] = defaultdict(list)
    spelled: dict[str, str] = {}
    since_when: dict[str, int] = {}
    for number, meeting in enumerate(meetings):
        for promised in meeting.report_backs:
            if promised.withdrawn_at is None:
                organisation = _same(promised.organisation)
                spelled.setdefault(organisation, promised.organisation)
                since_when.setdefault(organisation, number)
                by_organisation[organisation].append(promised)
    rows = []
    for organisation, promised_here in by_organisation.items():
        cells = []
        for place, date in enumerate(dates):
            since = dates[place - 1] if place else dt.date.min
            heard = [
                each
                for promised in promised_here
                for each in told.get(promised.id, ())
                if each.on and since < each.on <= date
            ]
            cells.append(check_status(heard) if heard else None)
        expected = (since_when[organisation] < place for place in range(len(dates)))
        rows.append(ReportedRow(spelled[organisation], tuple(cells), tuple(expected)))
    return tuple(rows)


def _same(name: str) -> str:
    """Return a role, organisation or owner as it is compared: two spellings of one are one."""
    return one_line(name).casefold()


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
            owner = spelled.setdefault(_same(each.item.owner), each.item.owner)
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
    return any(word in _same(owner) for word in ("werkgroep", "stuurgroep", "projectgroep"))


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
        """Whether these are managers, whose presence gives backing; who runs the programme not."""
        return "manager" in _same(self.role) and "programmamanager" not in _same(self.role)


def attendance_over(meetings: Sequence[Session]) -> tuple[RoleRow, ...]:
    """Return how many of each role came to each meeting, required roles first."""
    turnouts = [turnout_of_roles(meeting) for meeting in meetings]
    counted = [{_same(each.subject): each.present for each in turnout} for turnout in turnouts]
    required = {_same(role): role for m in meetings for role in m.header.required_roles}
    spelled = {_same(e.subject): e.subject for turnout in turnouts for e in reversed(turnout)}
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
    def delta(self) -> float | None:
        """The last mean minus the one before it; None where there are no two."""
        means = [each.mean for each in self.scores if each is not None and each.mean is not None]
        return means[-1] - means[-2] if len(means) > 1 else None


def scores_over(meetings: Sequence[Session]) -> tuple[ScaleRow, ...]:
    """Return how each scale was scored at each meeting."""
    scored = [{each.scale.id: each for each in scores(m) if each.total} for m in meetings]
    scales = {scale.id: scale for m in meetings for scale in m.scales if scale.withdrawn_at is None}
    return tuple(
        ScaleRow(scale.id, scale.title, scale.of, tuple(each.get(scale.id) for each in scored))
        for scale in scales.values()
        if any(scale.id in each for each in scored)
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
    asked = [{_plain(each): each for each in m.header.learning_questions} for m in meetings]
    every = {plain: words for each in reversed(asked) for plain, words in each.items()}
    first = dict.fromkeys(plain for each in asked for plain in each)
    return tuple(
        QuestionRow(every[plain], tuple(plain in each for each in asked)) for plain in first
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip("?. ")


def cases_not_discussed(meetings: Sequence[Session]) -> tuple[tuple[Session, str], ...]:
    """Return the cases that were offered and that no later meeting discussed."""
    discussed = {
        _plain(case.title)
        for meeting in meetings
        for case in meeting.cases
        if case.status != "offered"
    }
    return tuple(
        (meeting, case.title)
        for meeting in meetings
        for case in meeting.cases
        if case.status == "offered"
        and case.withdrawn_at is None
        and _plain(case.title) not in discussed
    )


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
    """Return what each block was to take and took, at each meeting that had it."""
    every = [{time.block.id: time for time in block_times(m, now, zone)} for m in meetings]
    blocks = {block: time.block.title for each in every for block, time in each.items()}
    return tuple(
        TimeRow(
            block,
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
        if meeting.diagnosis.stagnation is not None
    )
