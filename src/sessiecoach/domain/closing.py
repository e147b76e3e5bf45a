"""What is still open when a meeting is closed: warnings, never a wall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sessiecoach.domain.attendance import (
    ONLY_TIME,
    attendance_known,
    blocks_to_attend,
    domains_not_expected,
    domains_not_present,
    groups_too_large,
    managers_take_part,
    roles_missing_in,
    roles_not_expected,
    roles_not_present,
)
from sessiecoach.domain.cooperation import lacks_motivation, standing_assignment
from sessiecoach.domain.outcomes import expects_report_backs, yields_solutions
from sessiecoach.domain.own_questions import question_rounds
from sessiecoach.domain.personal_data import BSN, PersonalItem, bsns_in, personal_items
from sessiecoach.domain.requirements import standing_requirements
from sessiecoach.domain.session import (
    Block,
    Decision,
    Framework,
    Interest,
    Note,
    Perspective,
    Promise,
    Rating,
    Requirement,
    Session,
    Solution,
)
from sessiecoach.domain.turnout import present_total


class OpenCode(StrEnum):
    """What can be open, in the order of the check list; each has one sentence on the screen."""

    BSN_IN_TEXT = "bsn_in_text"  # `subject` is masked; withdrawn text is in the record as well
    BSN_IN_WITHDRAWN_TEXT = "bsn_in_withdrawn_text"
    REQUIRED_ROLE_MISSING = "required_role_missing"  # nobody with the role `subject` came
    MISSING_AT_START = "missing_at_start"  # the role `subject` came, but not in the first block
    MISSING_AT_END = "missing_at_end"
    DOMAIN_MISSING = "domain_missing"  # nobody of the domain `subject` came
    TOO_FEW_PARTICIPANTS = "too_few_participants"  # fewer than `subject` came
    TOO_MANY_PARTICIPANTS = "too_many_participants"  # more than `subject` came
    GROUP_TOO_LARGE = "group_too_large"  # more than `subject` people in one
    ATTENDANCE_UNKNOWN = "attendance_unknown"  # nobody was marked as present
    PROMISE_WITHOUT_OWNER = "promise_without_owner"
    PROMISE_WITHOUT_DATE = "promise_without_date"
    SOLUTION_WITHOUT_ADDRESSEE = "solution_without_addressee"
    SOLUTION_NOT_MARKED_FEASIBLE = "solution_not_marked_feasible"  # yes nor no
    SOLUTION_WITHOUT_PROMISE = "solution_without_promise"
    BLOCK_NOT_HELD = "block_not_held"
    QUESTION_NOT_CHOSEN = "question_not_chosen"  # a round that works on one had none
    ROUND_WITHOUT_NOTES = "round_without_notes"
    ADVICE_MISSING = "advice_missing"  # a block that yields advice gave none
    PERSPECTIVE_WITHOUT_NOTES = "perspective_without_notes"
    DIAGNOSIS_WITHOUT_MOTIVATION = "diagnosis_without_motivation"
    PIONEERS_WITHOUT_ASSIGNMENT = "pioneers_without_assignment"
    NO_REPORT_BACKS = "no_report_backs"
    NEXT_DATE_UNKNOWN = "next_date_unknown"
    OTHER_PERSONAL_DATA = "other_personal_data"  # only told: it keeps nobody from closing


OF_ATTENDANCE: frozenset[OpenCode] = frozenset(
    {
        OpenCode.REQUIRED_ROLE_MISSING,
        OpenCode.MISSING_AT_START,
        OpenCode.MISSING_AT_END,
        OpenCode.DOMAIN_MISSING,
        OpenCode.TOO_FEW_PARTICIPANTS,
        OpenCode.TOO_MANY_PARTICIPANTS,
        OpenCode.GROUP_TOO_LARGE,
        OpenCode.ATTENDANCE_UNKNOWN,
    }
)
"""What is about who came, and so about no item."""
OF_BSN: frozenset[OpenCode] = frozenset({OpenCode.BSN_IN_TEXT, OpenCode.BSN_IN_WITHDRAWN_TEXT})
"""What is about a BSN that stands in the record, also in what is private or withdrawn."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One line of the check list."""

    code: OpenCode
    subject: str = ""
    """What it is about, as people wrote it: a role, a text, a title."""
    item: str = ""
    """The id of the promise, solution, block or perspective that it is about."""
    table: str = ""
    """Where that is found, where the code does not say it."""

    @property
    def mark(self) -> str:
        """How it is kept in the record of a meeting that was closed all the same.

        Nothing of a BSN is kept a second time.
        """
        about = self.item or (self.table if self.code in OF_BSN else self.subject)
        return f"{self.code}:{about}".removesuffix(":")


def open_points(session: Session) -> tuple[OpenPoint, ...]:
    """Return what is still open, in the order of the check list.

    What was withdrawn does not count. Private items are their writer's own, so none of them
    is asked after; but a round in which somebody wrote for themselves is not without notes,
    and a solution that a private promise carries out is not without a promise. A BSN stands in
    the record whatever it is in, so that is always named.
    """
    return (
        *_bsn(session),
        *_attendance(session),
        *_promises(session),
        *_solutions(session),
        *_blocks(session),
        *_perspectives(session),
        *_analysis(session),
        *_ahead(session),
    )


def bsn_in_line(text: str) -> OpenPoint | None:
    """Return that a BSN stands in a line that was typed and not confirmed; None without one."""
    bsns = bsns_in(text)
    return OpenPoint(OpenCode.BSN_IN_TEXT, ", ".join(bsns), table="drafts") if bsns else None


def other_personal_data(session: Session) -> tuple[PersonalItem, ...]:
    """Return what seems to hold personal data besides a BSN; it keeps nobody from closing."""
    return tuple(
        replace(each, pieces=rest)
        for each in personal_items(session)
        if (rest := tuple(piece for piece in each.pieces if piece.kind != BSN))
    )


def next_date(planned: Iterable[dt.date], after: dt.date | None) -> dt.date | None:
    """Return the first planned date later than `after`, or the first of all without it."""
    return min((date for date in planned if after is None or date > after), default=None)


def _bsn(session: Session) -> Iterator[OpenPoint]:
    for each in personal_items(session):
        if each.bsns:
            code = OpenCode.BSN_IN_WITHDRAWN_TEXT if each.withdrawn else OpenCode.BSN_IN_TEXT
            yield OpenPoint(code, ", ".join(each.bsns), each.item, each.table)


def _attendance(session: Session) -> Iterator[OpenPoint]:
    known = attendance_known(session)
    missing = roles_not_present(session) if known else roles_not_expected(session)
    for role in missing:
        yield OpenPoint(OpenCode.REQUIRED_ROLE_MISSING, role)
    if known:
        yield from _at_begin_and_end(session)
    domains = domains_not_present(session) if known else domains_not_expected(session)
    for domain in domains:
        yield OpenPoint(OpenCode.DOMAIN_MISSING, domain)
    if known:
        yield from _numbers(session)
    else:
        yield OpenPoint(OpenCode.ATTENDANCE_UNKNOWN)


def _at_begin_and_end(session: Session) -> Iterator[OpenPoint]:
    blocks = blocks_to_attend(session)
    if blocks:
        for role in roles_missing_in(session, blocks[0].id):
            yield OpenPoint(OpenCode.MISSING_AT_START, role)
        for role in roles_missing_in(session, blocks[-1].id):
            yield OpenPoint(OpenCode.MISSING_AT_END, role)


def _numbers(session: Session) -> Iterator[OpenPoint]:
    header, present = session.header, present_total(session)
    if present < header.min_participants:
        yield OpenPoint(OpenCode.TOO_FEW_PARTICIPANTS, str(header.min_participants))
    if header.max_participants and present > header.max_participants:
        yield OpenPoint(OpenCode.TOO_MANY_PARTICIPANTS, str(header.max_participants))
    if groups_too_large(session, present=True):
        yield OpenPoint(OpenCode.GROUP_TOO_LARGE, str(header.max_per_group))


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
    standing = session.solutions if yields_solutions(session) else ()
    asks_managers = managers_take_part(session)
    for solution in standing:
        if solution.withdrawn_at is not None or solution.private:
            continue
        if not any(each.strip() for each in solution.addressed_to):
            yield OpenPoint(OpenCode.SOLUTION_WITHOUT_ADDRESSEE, solution.text, solution.id)
        if asks_managers and solution.feasible_for_management_present is None:
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
    written_in = {item.block for item in _written(session)} | {*_made_in(session)}
    advised_in = {
        note.block for note in session.notes if note.kind == "advies" and note.withdrawn_at is None
    }
    asking = question_rounds(session)
    clock_was_used = any(block.started_at for block in session.plan)
    for block in session.plan:
        silent = block.id not in written_in
        if clock_was_used and silent and _skipped(block):
            yield OpenPoint(OpenCode.BLOCK_NOT_HELD, block.title or block.id, block.id)
            continue
        if block in asking and block.started_at and not block.question:
            yield OpenPoint(OpenCode.QUESTION_NOT_CHOSEN, block.title or block.id, block.id)
        if silent and block.kind == "round":
            yield OpenPoint(OpenCode.ROUND_WITHOUT_NOTES, block.title or block.id, block.id)
        elif block.started_at and _yields_advice(block) and block.id not in advised_in:
            yield OpenPoint(OpenCode.ADVICE_MISSING, block.title or block.id, block.id)


def _yields_advice(block: Block) -> bool:
    return bool(block.outcome) and block.captures[:1] == ("advies",)


def _skipped(block: Block) -> bool:
    return block.started_at is None and block.kind not in ONLY_TIME


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


def _analysis(session: Session) -> Iterator[OpenPoint]:
    if lacks_motivation(session):
        yield OpenPoint(OpenCode.DIAGNOSIS_WITHOUT_MOTIVATION)
    if session.pioneer_team.members and standing_assignment(session) is None:
        yield OpenPoint(OpenCode.PIONEERS_WITHOUT_ASSIGNMENT)


def _ahead(session: Session) -> Iterator[OpenPoint]:
    told = any(each.withdrawn_at is None for each in session.report_backs)
    if expects_report_backs(session) and not told:
        yield OpenPoint(OpenCode.NO_REPORT_BACKS)
    if session.next.date is None:
        yield OpenPoint(OpenCode.NEXT_DATE_UNKNOWN)


def _written(session: Session) -> Iterator[Note | Solution | Promise | Decision]:
    """Yield all that people said and somebody typed, wherever it was filed."""
    for table in (session.notes, session.solutions, session.promises, session.decisions):
        for item in table:
            if item.withdrawn_at is None:
                yield item


def _made_in(session: Session) -> Iterator[str]:
    """Yield the id of each block in which something was made besides notes."""
    made: tuple[Requirement | Framework | Interest | Rating, ...] = (
        *session.requirements,
        *session.frameworks,
        *session.interests,
        *session.ratings,
    )
    yield from (each.block for each in made if each.withdrawn_at is None)
    if any(test.result for each in standing_requirements(session) for test in each.tests):
        yield from (block.id for block in session.plan if "tests" in block.worksheets)
