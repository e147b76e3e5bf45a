"""What is still open when a meeting is closed: warnings, never a wall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.attendance import attendance_known, roles_not_expected, roles_not_present
from sessiecoach.domain.session import (
    Block,
    BlockKind,
    Decision,
    Note,
    Perspective,
    Promise,
    Session,
    Solution,
)

_ONLY_TIME: frozenset[BlockKind] = frozenset({"changeover", "break"})
"""Blocks in which nothing is said that the record should hold."""


class OpenCode(StrEnum):
    """What can be open, in the order of the check list; each has one sentence on the screen."""

    REQUIRED_ROLE_MISSING = "required_role_missing"  # nobody with the role `subject` came
    ATTENDANCE_UNKNOWN = "attendance_unknown"  # nobody was marked as present
    PROMISE_WITHOUT_OWNER = "promise_without_owner"
    PROMISE_WITHOUT_DATE = "promise_without_date"
    SOLUTION_WITHOUT_ADDRESSEE = "solution_without_addressee"
    SOLUTION_NOT_MARKED_FEASIBLE = "solution_not_marked_feasible"  # yes nor no
    SOLUTION_WITHOUT_PROMISE = "solution_without_promise"
    BLOCK_NOT_HELD = "block_not_held"
    ROUND_WITHOUT_NOTES = "round_without_notes"
    PERSPECTIVE_WITHOUT_NOTES = "perspective_without_notes"
    NO_REPORT_BACKS = "no_report_backs"
    NEXT_DATE_UNKNOWN = "next_date_unknown"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One line of the check list."""

    code: OpenCode
    subject: str = ""
    """What it is about, as people wrote it: a role, a text, a title."""
    item: str = ""
    """The id of the promise, solution, block or perspective that it is about."""

    @property
    def mark(self) -> str:
        """How it is kept in the record of a meeting that was closed all the same."""
        return f"{self.code}:{self.item or self.subject}".removesuffix(":")


def open_points(session: Session) -> tuple[OpenPoint, ...]:
    """Return what is still open, in the order of the check list.

    What was withdrawn does not count. Private items are their writer's own, so none of them
    is asked after; but a round in which somebody wrote for themselves is not without notes,
    and a solution that a private promise carries out is not without a promise.
    """
    return (
        *_roles(session),
        *_promises(session),
        *_solutions(session),
        *_blocks(session),
        *_perspectives(session),
        *_ahead(session),
    )


def next_date(planned: Iterable[dt.date], after: dt.date | None) -> dt.date | None:
    """Return the first planned date later than `after`, or the first of all without it."""
    return min((date for date in planned if after is None or date > after), default=None)


def _roles(session: Session) -> Iterator[OpenPoint]:
    known = attendance_known(session)
    missing = roles_not_present(session) if known else roles_not_expected(session)
    for role in missing:
        yield OpenPoint(OpenCode.REQUIRED_ROLE_MISSING, role)
    if not known:
        yield OpenPoint(OpenCode.ATTENDANCE_UNKNOWN)


def _promises(session: Session) -> Iterator[OpenPoint]:
    for promise in session.promises:
        if promise.withdrawn_at is not None or promise.private:
            continue
        if not promise.owner.strip():
            yield OpenPoint(OpenCode.PROMISE_WITHOUT_OWNER, promise.what, promise.id)
        if promise.due is None:
            yield OpenPoint(OpenCode.PROMISE_WITHOUT_DATE, promise.what, promise.id)


def _solutions(session: Session) -> Iterator[OpenPoint]:
    promised = promised_solutions(session)
    for solution in session.solutions:
        if solution.withdrawn_at is not None or solution.private:
            continue
        if not any(each.strip() for each in solution.addressed_to):
            yield OpenPoint(OpenCode.SOLUTION_WITHOUT_ADDRESSEE, solution.text, solution.id)
        if solution.feasible_for_management_present is None:
            yield OpenPoint(OpenCode.SOLUTION_NOT_MARKED_FEASIBLE, solution.text, solution.id)
        if solution.id not in promised:
            yield OpenPoint(OpenCode.SOLUTION_WITHOUT_PROMISE, solution.text, solution.id)


def promised_solutions(session: Session) -> frozenset[str]:
    """Return the ids of the solutions that somebody promised something for."""
    return frozenset(
        solution
        for promise in session.promises
        if promise.withdrawn_at is None
        for solution in promise.from_
    )


def _blocks(session: Session) -> Iterator[OpenPoint]:
    written_in = {item.block for item in _written(session)}
    clock_was_used = any(block.started_at for block in session.plan)
    for block in session.plan:
        silent = block.id not in written_in
        if clock_was_used and silent and _skipped(block):
            yield OpenPoint(OpenCode.BLOCK_NOT_HELD, block.title or block.id, block.id)
        elif silent and block.kind == "round":
            yield OpenPoint(OpenCode.ROUND_WITHOUT_NOTES, block.title or block.id, block.id)


def _skipped(block: Block) -> bool:
    return block.started_at is None and block.kind not in _ONLY_TIME


def _perspectives(session: Session) -> Iterator[OpenPoint]:
    written_from = {item.perspective for item in _written(session)}
    for each in _looked_from(session):
        if each.id not in written_from:
            yield OpenPoint(OpenCode.PERSPECTIVE_WITHOUT_NOTES, each.title or each.id, each.id)


def _looked_from(session: Session) -> Iterator[Perspective]:
    """Yield the perspectives that a block names; all of them where no block names any."""
    named = {perspective for block in session.plan for perspective in block.perspectives}
    for each in session.perspectives:
        if each.withdrawn_at is None and (not named or each.id in named):
            yield each


def _ahead(session: Session) -> Iterator[OpenPoint]:
    if all(each.withdrawn_at for each in session.report_backs):
        yield OpenPoint(OpenCode.NO_REPORT_BACKS)
    if session.next.date is None:
        yield OpenPoint(OpenCode.NEXT_DATE_UNKNOWN)


def _written(session: Session) -> Iterator[Note | Solution | Promise | Decision]:
    """Yield all that people said and somebody typed, wherever it was filed."""
    for table in (session.notes, session.solutions, session.promises, session.decisions):
        for item in table:
            if item.withdrawn_at is None:
                yield item
