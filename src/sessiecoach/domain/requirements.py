"""The programma van eisen: from the wishes of parties to what they ask together, and its test.

A wish is a note of kind `eis`, its party the perspective it was noted from. A requirement names
the wishes that it comes from, so what is still open follows and nothing is copied or marked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.marks import nothing_extra
from sessiecoach.domain.session import (
    Case,
    Note,
    Perspective,
    Requirement,
    RequirementTest,
    Session,
    TestResult,
)
from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.domain.worksheets import worksheets

WISH_KIND: Final = "eis"
"""The kind of the notes that make up a wish list."""


# What stands.


def parties(session: Session) -> tuple[Perspective, ...]:
    """Return whose wishes are heard: the perspectives of the meeting, in their order."""
    return tuple(each for each in session.perspectives if each.withdrawn_at is None)


def takes_positions(session: Session) -> bool:
    """Return whether people take positions: where demands of parties become one programme."""
    return "requirements" in worksheets(session) and bool(parties(session))


def positions(session: Session) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each position that was taken with the roles that took it, parties first in order."""
    titles = {as_compared(each.id): each.title or each.id for each in parties(session)}
    titles |= {as_compared(title): title for title in titles.values()}
    taken: dict[str, list[str]] = {title: [] for title in titles.values()}
    for each in session.participants:
        if each.withdrawn_at is None and each.position.strip():
            title = titles.get(as_compared(each.position), one_line(each.position))
            taken.setdefault(title, []).append(each.role or each.organisation)
    return tuple((title, tuple(roles)) for title, roles in taken.items() if roles)


def standing_requirements(session: Session) -> tuple[Requirement, ...]:
    """Return the joint programme of requirements: those that were not withdrawn."""
    return tuple(each for each in session.requirements if each.withdrawn_at is None)


def open_wishes(session: Session) -> tuple[Note, ...]:
    """Return the wishes that no requirement comes from, party by party; without a party last.

    A wish of a requirement that was withdrawn is not open: it was spoken about. Splitting it
    off makes it open again.
    """
    taken = {wish for each in session.requirements for wish in each.from_}
    found = [
        note
        for note in session.notes
        if note.kind == WISH_KIND and note.withdrawn_at is None and note.id not in taken
    ]
    known = [each.id for each in parties(session)]
    others = dict.fromkeys(note.perspective for note in found if note.perspective)
    order = [*known, *(each for each in others if each not in known), ""]
    return tuple(sorted(found, key=lambda note: order.index(note.perspective)))


def wishes_of(session: Session, requirement: Requirement) -> tuple[Note, ...]:
    """Return the notes that a requirement comes from, in the order in which they were taken up."""
    notes = {note.id: note for note in session.notes}
    return tuple(notes[wish] for wish in requirement.from_ if wish in notes)


# From wish to requirement.


def take_up(wish: Note, new_id: str, mark: Mark) -> tuple[Change, ...]:
    """Make a wish a requirement, which its party stands behind."""
    return add_requirement(wish.text, wish.perspective, new_id, mark, wishes=(wish.id,))


def add_requirement(
    text: str, party: str, new_id: str, mark: Mark, *, wishes: Sequence[str] = ()
) -> tuple[Change, ...]:
    """Add a requirement of a party, or of nobody; nothing where it has no text."""
    if not text.strip():
        return ()
    values = {
        "block": mark.block,
        "text": text.strip(),
        "party": party,
        "from_": tuple(wishes),
        "supported_by": (party,) if party else (),
        "author": mark.author,
        "written_at": mark.at,
    }
    return (Added("requirements", new_id, {k: v for k, v in values.items() if v}),)


def merge_wish(session: Session, wish: Note, requirement: str) -> tuple[Change, ...]:
    """Let a requirement stand for one more wish: its party stands behind it from now on."""
    found = _requirement(session, requirement)
    if found is None or wish.id in found.from_:
        return ()
    supporters = {*found.supported_by, wish.perspective} - {""}
    values: dict[str, object] = {"from_": (*found.from_, wish.id)}
    if supporters != set(found.supported_by):
        values["supported_by"] = _in_order(session, supporters, found.supported_by)
    if not found.party and wish.perspective:
        values["party"] = wish.perspective
    return (Changed("requirements", found.id, values),)


def split_off(session: Session, requirement: str, wish: str, at: dt.datetime) -> tuple[Change, ...]:
    """Make a wish open again that a requirement stood for.

    Its party no longer stands behind the requirement, unless another of its wishes is in it.
    A requirement without any wish left is withdrawn at `at`.
    """
    found = _requirement(session, requirement)
    if found is None or wish not in found.from_:
        return ()
    left = tuple(each for each in found.from_ if each != wish)
    if not left:
        values: dict[str, object] = {"from_": ()}
        if found.withdrawn_at is None:
            values["withdrawn_at"] = at
        return (Changed("requirements", found.id, values),)
    sides = {note.id: note.perspective for note in session.notes}
    gone = sides.get(wish, "")
    values = {"from_": left}
    staying = [sides[each] for each in left if sides.get(each)]
    if gone and gone not in staying:
        values["supported_by"] = tuple(each for each in found.supported_by if each != gone)
        if found.party == gone:
            values["party"] = next(iter(staying), "")
    return (Changed("requirements", found.id, values),)


def reword(requirement: Requirement, text: str) -> tuple[Change, ...]:
    """Word a requirement otherwise; nothing where that leaves no text or changes none."""
    if text.strip() in ("", requirement.text.strip()):
        return ()
    return (Changed("requirements", requirement.id, {"text": text.strip()}),)


def toggle_support(session: Session, requirement: str, party: str) -> tuple[Change, ...]:
    """Let a party stand behind a requirement, or no longer."""
    found = _requirement(session, requirement)
    if found is None:
        return ()
    supporters = _in_order(session, set(found.supported_by) ^ {party}, found.supported_by)
    return (Changed("requirements", found.id, {"supported_by": supporters}),)


def _requirement(session: Session, requirement: str) -> Requirement | None:
    return next((each for each in session.requirements if each.id == requirement), None)


def _in_order(session: Session, wanted: set[str], before: Iterable[str]) -> tuple[str, ...]:
    """Return supporters in the order of the parties; what a person wrote by hand follows."""
    known = dict.fromkeys([*(each.id for each in session.perspectives), *before])
    return tuple(each for each in known if each in wanted)


# The test on cases.


def cases_to_test(session: Session) -> tuple[Case, ...]:
    """Return the cases of the meeting, and then those that only a test still names."""
    standing = [each for each in session.cases if each.withdrawn_at is None]
    withdrawn = {each.id: each for each in session.cases if each.withdrawn_at is not None}
    shown = {each.id for each in standing}
    tested = dict.fromkeys(
        case
        for requirement in standing_requirements(session)
        for case, test in results_of(requirement).items()
        if case not in shown and (test.result or test.remark)
    )
    return (*standing, *(withdrawn.get(case, Case(id=case)) for case in tested))


def results_of(requirement: Requirement) -> Mapping[str, RequirementTest]:
    """Return how a requirement came out, by case; of two tests on one case the last counts."""
    return {test.case: test for test in requirement.tests}


def outcome_of(requirement: Requirement) -> TestResult | None:
    """Return how a requirement came out of all its tests; None where it was not tested.

    One case may be an exception, so a requirement drops only where it drops on every case it
    was tested on. It holds where it held on every one of them. In between it needs adjusting.
    """
    found = {test.result for test in results_of(requirement).values()} - {None}
    if not found:
        return None
    return found.pop() if len(found) == 1 else "adjust"


def result_on_case(
    session: Session, requirement: str, case: str, result: TestResult | None
) -> tuple[Change, ...]:
    """Say how a requirement comes out on a case; None for not tested. A remark stays."""
    found = _requirement(session, requirement)
    if found is None:
        return ()
    test = results_of(found).get(case, RequirementTest(case=case))
    return _tested(found, replace(test, result=result))


def remark_on_case(
    session: Session, requirement: str, case: str, remark: str
) -> tuple[Change, ...]:
    """Say something about a requirement on a case; empty for nothing. The result stays."""
    found = _requirement(session, requirement)
    if found is None:
        return ()
    test = results_of(found).get(case, RequirementTest(case=case))
    return _tested(found, replace(test, remark=remark.strip()))


def _tested(requirement: Requirement, test: RequirementTest) -> tuple[Change, ...]:
    """Put a test in the place of those on its case; one that says nothing goes."""
    by_case = {**results_of(requirement), test.case: test}
    tests = tuple(
        each
        for each in by_case.values()
        if each.result or each.remark or each.extra != nothing_extra()
    )
    if tests == requirement.tests:
        return ()
    return (Changed("requirements", requirement.id, {"tests": tests}),)
