"""How an item of an earlier meeting stands, derived from all that was told of it since.

Nothing here is written down: the record holds what people said, and this reads it (domain.md,
section 3; the questions are those of the source texts on the leersessie and on verticaal
maatwerk).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

from sessiecoach.domain.session import Answer, Note, Promise, Update


class SolutionStatus(StrEnum):
    """How a solution stands; of those that apply the first in this order."""

    DROPPED = "dropped"
    EMBEDDED = "embedded"
    APPLIED = "applied"
    PARTLY_APPLIED = "partly_applied"
    WORKED_OUT = "worked_out"
    BEING_WORKED_OUT = "being_worked_out"
    NOT_TAKEN_UP = "not_taken_up"
    UNKNOWN = "unknown"


class PromiseStatus(StrEnum):
    """What is known of a promise on a day; the first that applies, in this order."""

    DROPPED = "dropped"
    DONE = "done"
    LATE = "late"  # its day has passed
    STARTED = "started"
    OPEN = "open"


class CheckStatus(StrEnum):
    """How a report-back or a decision that is to be checked stands."""

    DROPPED = "dropped"
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


class LineStatus(StrEnum):
    """How an agreement of a kader op maat stands; it goes only by a new version of the kader."""

    EMBEDDED = "embedded"
    APPLIED = "applied"
    PARTLY_APPLIED = "partly_applied"
    NOT_APPLIED = "not_applied"
    UNKNOWN = "unknown"


class BottleneckStatus(StrEnum):
    """Whether the knot of a bottleneck was cut by those who have it on their agenda."""

    DROPPED = "dropped"
    RESOLVED = "resolved"
    PARTLY_RESOLVED = "partly_resolved"
    NOT_RESOLVED = "not_resolved"
    UNKNOWN = "unknown"


class StepStatus(StrEnum):
    """Whether a participant took the last step that was told of, for the own question."""

    DROPPED = "dropped"
    TAKEN = "taken"
    PARTLY_TAKEN = "partly_taken"
    NOT_TAKEN = "not_taken"
    UNKNOWN = "unknown"
    AGREED = "agreed"  # there is a step, and nobody told of it yet
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SolutionAnswers:
    """The last answer that was given to each question about a solution."""

    worked_out: Answer | None
    applied: Answer | None
    embedded: bool
    dropped: bool
    times_unknown: int
    """How often nobody knew: a signal of its own."""


_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


def in_order(updates: Iterable[Update]) -> tuple[Update, ...]:
    """Return the updates that count, oldest first; of one instant, in the order given.

    What was told without a day is of the day on which it was written, or else the oldest.
    """
    standing = (each for each in updates if each.withdrawn_at is None)
    return tuple(sorted(standing, key=_told_at))


def _told_at(update: Update) -> tuple[dt.date, dt.datetime]:
    written = update.written_at or _NEVER
    return update.on or written.date(), written


def solution_answers(told: Iterable[Update]) -> SolutionAnswers:
    """Return the last answers about one solution; `told` is all that was told of it.

    Dropped it is until somebody answers a question about it again: a remark alone takes nothing
    up. Embedded it is until somebody says that it is not, or that it is not applied any more.
    """
    worked_out: Answer | None = None
    applied: Answer | None = None
    embedded = dropped = False
    times_unknown = 0
    for each in in_order(told):
        worked_out = each.worked_out or worked_out
        applied = each.applied or applied
        if each.embedded is not None:
            embedded = each.embedded
        elif each.applied == "no":
            embedded = False
        dropped = _word(each) == "dropped" or (dropped and not _answers(each))
        times_unknown += "unknown" in (each.worked_out, each.applied)
    return SolutionAnswers(worked_out, applied, embedded, dropped, times_unknown)


def _answers(update: Update) -> bool:
    """Tell whether an update answers a question, or only remarks something."""
    given = (update.worked_out, update.applied, update.embedded, _word(update))
    return any(each is not None for each in given)


_Word = Literal["dropped", "done", "started", "open", "unknown"]
_WORDS: Final[Mapping[Answer, _Word]] = MappingProxyType(
    {"yes": "done", "partly": "started", "no": "open", "unknown": "unknown"}
)


def _word(update: Update) -> _Word | None:
    """Return how an item stands by one update; None where that does not say.

    Promises have a status and report-backs were done or not; who writes a file by hand may
    use either word for either.
    """
    if update.dropped:
        return "dropped"
    return update.status or (_WORDS[update.done] if update.done else None)


def solution_status(told: Iterable[Update]) -> SolutionStatus:
    """Return how a solution stands; exactly one status fits whatever was told."""
    answers = solution_answers(told)
    if answers.dropped:
        return SolutionStatus.DROPPED
    if answers.embedded:
        return SolutionStatus.EMBEDDED
    if answers.applied == "yes":
        return SolutionStatus.APPLIED
    if answers.applied == "partly":
        return SolutionStatus.PARTLY_APPLIED
    match answers.worked_out:
        case "yes":
            return SolutionStatus.WORKED_OUT
        case "partly":
            return SolutionStatus.BEING_WORKED_OUT
        case "no":
            return SolutionStatus.NOT_TAKEN_UP
        case _:
            return SolutionStatus.UNKNOWN


_CHECKED: Final[Mapping[_Word | None, CheckStatus]] = MappingProxyType(
    {
        "dropped": CheckStatus.DROPPED,
        "done": CheckStatus.DONE,
        "started": CheckStatus.PARTLY,
        "open": CheckStatus.NOT_DONE,
    }
)


def check_status(told: Iterable[Update]) -> CheckStatus:
    """Return how a report-back or a decision to check stands, by the last that says it."""
    words = (_word(each) for each in reversed(in_order(told)))
    return _CHECKED.get(next((each for each in words if each), None), CheckStatus.UNKNOWN)


def line_status(told: Iterable[Update]) -> LineStatus:
    """Return how an agreement of a framework stands; that it was dropped is no word of it."""
    answers = solution_answers(told)
    if answers.embedded:
        return LineStatus.EMBEDDED
    match answers.applied:
        case "yes":
            return LineStatus.APPLIED
        case "partly":
            return LineStatus.PARTLY_APPLIED
        case "no":
            return LineStatus.NOT_APPLIED
        case _:
            return LineStatus.UNKNOWN


_RESOLVED: Final[Mapping[CheckStatus, BottleneckStatus]] = MappingProxyType(
    {
        CheckStatus.DROPPED: BottleneckStatus.DROPPED,
        CheckStatus.DONE: BottleneckStatus.RESOLVED,
        CheckStatus.PARTLY: BottleneckStatus.PARTLY_RESOLVED,
        CheckStatus.NOT_DONE: BottleneckStatus.NOT_RESOLVED,
        CheckStatus.UNKNOWN: BottleneckStatus.UNKNOWN,
    }
)


def bottleneck_status(note: Note, told: Iterable[Update], on: dt.date) -> BottleneckStatus:
    """Return how a bottleneck stands on a day, by the last that says it.

    Its own meeting may have noted a day on which it was resolved; what was told since counts
    more.
    """
    known = in_order(told)
    if note.resolved_on is not None and note.resolved_on <= on and not any(map(_word, known)):
        return BottleneckStatus.RESOLVED
    return _RESOLVED[check_status(known)]


def lies_with(note: Note, told: Iterable[Update]) -> str:
    """Return on whose agenda a bottleneck is now: where it was put, or what was told since."""
    since = (each.form for each in reversed(in_order(told)))
    return next((each for each in since if each.strip()), note.escalated_to)


_TAKEN: Final[Mapping[_Word | None, StepStatus]] = MappingProxyType(
    {
        "done": StepStatus.TAKEN,
        "started": StepStatus.PARTLY_TAKEN,
        "open": StepStatus.NOT_TAKEN,
        "unknown": StepStatus.UNKNOWN,
    }
)


def step_status(told: Iterable[Update], on: dt.date) -> StepStatus:
    """Return how the step of an own question stands on a day, by the last that was told of one.

    A step that was chosen on that day takes back nothing of what was told of the one before;
    from the next day on it is the one that stands. Dropped it is until somebody words it anew,
    chooses a step or tells of one.
    """
    status = StepStatus.NONE
    dropped = False
    for each in in_order(told):
        word = _word(each)
        dropped = word == "dropped" or (dropped and not _works_on(each))
        if word in _TAKEN:
            status = _TAKEN[word]
        is_past = _told_at(each)[0] < on
        if each.next_step.strip() and (is_past or status is StepStatus.NONE):
            status = StepStatus.AGREED
    return StepStatus.DROPPED if dropped else status


def _works_on(update: Update) -> bool:
    """Tell whether an update works on an own question, or only remarks something."""
    words = (update.wording, update.position, update.next_step)
    return _word(update) is not None or any(each.strip() for each in words)


def step_before(told: Iterable[Update]) -> str:
    """Return the step that a participant chose last for the own question; empty where none."""
    steps = (each.next_step for each in reversed(in_order(told)))
    return next((each for each in steps if each.strip()), "")


def wording_now(first: str, told: Iterable[Update]) -> str:
    """Return how the own question reads now; `first` is how it was worded first."""
    wordings = (each.wording for each in reversed(in_order(told)))
    return next((each for each in wordings if each.strip()), first)


def promise_status(promise: Promise, updates: Iterable[Update], today: dt.date) -> PromiseStatus:
    """Return how a promise stands on `today`, by what was told of it in any meeting since.

    Of two updates the later one counts; that somebody did not know changes nothing.
    """
    told = in_order(each for each in updates if each.item == promise.id)
    words = (_word(each) for each in reversed(told))
    word = next((each for each in words if each not in (None, "unknown")), None)
    if word in ("dropped", "done"):
        return PromiseStatus(word)
    due = due_now(promise, told)
    if due is not None and due < today:
        return PromiseStatus.LATE
    return PromiseStatus.STARTED if word == "started" else PromiseStatus.OPEN


def times_postponed(promise: Promise, told: Iterable[Update]) -> int:
    """Return how often the day of a promise was moved to a later one."""
    due, moved = promise.due, 0
    for each in in_order(told):
        if each.due is not None:
            moved += due is not None and each.due > due
            due = each.due
    return moved


def due_now(promise: Promise, told: Sequence[Update]) -> dt.date | None:
    """Return the day by which a promise is to be kept, as it was last agreed."""
    return next((each.due for each in reversed(in_order(told)) if each.due), promise.due)


ItemStatus = (
    SolutionStatus | PromiseStatus | CheckStatus | LineStatus | BottleneckStatus | StepStatus
)

CLOSED: frozenset[ItemStatus] = frozenset(
    {
        SolutionStatus.DROPPED,
        SolutionStatus.EMBEDDED,
        PromiseStatus.DROPPED,
        PromiseStatus.DONE,
        CheckStatus.DROPPED,
        CheckStatus.DONE,
        LineStatus.EMBEDDED,
        BottleneckStatus.DROPPED,
        BottleneckStatus.RESOLVED,
        StepStatus.DROPPED,
    }
)
"""What no terugkom asks about any more; everything else comes back by itself."""


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
