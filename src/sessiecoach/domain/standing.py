"""How an item of an earlier meeting stands, derived from all that was told of it since.

Nothing here is written down: the record holds what people said, and this reads it (domain.md,
section 3; the questions are those of the source texts on the leersessie and on verticaal
maatwerk).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.session import Answer, Promise, Update


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


@dataclass(frozen=True, slots=True)
class SolutionAnswers:
    """The last answer that was given to each question about a solution."""

    worked_out: Answer | None
    applied: Answer | None
    embedded: bool
    dropped: bool
    times_unknown: int
    """How often nobody knew: a signal of its own."""


def in_order(updates: Iterable[Update]) -> tuple[Update, ...]:
    """Return the updates that count, oldest first; in whatever order files were read."""
    standing = (each for each in updates if each.withdrawn_at is None)
    return tuple(sorted(standing, key=_told_at))


def _told_at(update: Update) -> tuple[dt.date, str, str]:
    written = update.written_at.astimezone(dt.UTC).isoformat() if update.written_at else ""
    return update.on or dt.date.min, written, update.id


def solution_answers(told: Iterable[Update]) -> SolutionAnswers:
    """Return the last answers about one solution; `told` is all that was told of it."""
    updates = in_order(told)
    worked_out = next((each.worked_out for each in reversed(updates) if each.worked_out), None)
    applied = next((each.applied for each in reversed(updates) if each.applied), None)
    return SolutionAnswers(
        worked_out=worked_out,
        applied=applied,
        embedded=any(each.embedded for each in updates),
        dropped=bool(updates) and updates[-1].dropped,
        times_unknown=sum("unknown" in (each.worked_out, each.applied) for each in updates),
    )


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


def check_status(told: Iterable[Update]) -> CheckStatus:
    """Return how a report-back or a decision to check stands."""
    updates = in_order(told)
    if updates and (updates[-1].dropped or updates[-1].status == "dropped"):
        return CheckStatus.DROPPED
    for each in reversed(updates):
        if each.status == "done" or each.done == "yes":
            return CheckStatus.DONE
        if each.done == "partly" or each.status == "started":
            return CheckStatus.PARTLY
        if each.done == "no":
            return CheckStatus.NOT_DONE
        if each.done == "unknown":
            break
    return CheckStatus.UNKNOWN


def promise_status(promise: Promise, updates: Iterable[Update], today: dt.date) -> PromiseStatus:
    """Return how a promise stands on `today`, by what was told of it in any meeting since.

    Of two updates the later one counts.
    """
    told = in_order(each for each in updates if each.item == promise.id)
    status, due = None, promise.due
    for update in told:
        status = "dropped" if update.dropped else (update.status or status)
        due = update.due or due
    if status in ("dropped", "done"):
        return PromiseStatus(status)
    if due is not None and due < today:
        return PromiseStatus.LATE
    return PromiseStatus.STARTED if status == "started" else PromiseStatus.OPEN


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


ItemStatus = SolutionStatus | PromiseStatus | CheckStatus

CLOSED: frozenset[ItemStatus] = frozenset(
    {
        SolutionStatus.DROPPED,
        SolutionStatus.EMBEDDED,
        PromiseStatus.DROPPED,
        PromiseStatus.DONE,
        CheckStatus.DROPPED,
        CheckStatus.DONE,
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
