"""What a person does while rounding off, as changes of the session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase

from sessiecoach.domain.closing import OpenCode, OpenPoint
from sessiecoach.domain.evaluation import Score, asked, last_time
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.outcomes import yields_solutions
from sessiecoach.domain.presence import next_part, present_in
from sessiecoach.domain.session import EVERY_BLOCK, ID_LETTERS, Session
from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.domain.turnout import Party, came, parties
from sessiecoach.domain.worksheets import is_about_own_questions, worksheets
from sessiecoach.storage.history import History
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.worksheets.rating_rows import last_time_words

_OF_SOLUTIONS = "Zijn de oplossingen uitgewerkt, en hoe?"
_OF_AGREEMENTS = "Wat is er gedaan met wat hier is gezegd en afgesproken?"
_OF_FRAMEWORK = "Wat is er van het kader toegepast, hoe ging dat, en wat moet beter?"
_OF_OWN_QUESTIONS = "Wat heb je met je vraag gedaan, en met wie?"
_WITH_FORMS = frozenset({"notes", "solutions", "promises", "decisions", "report_backs"})
MENDED_LIVE = frozenset(
    {
        OpenCode.QUESTION_NOT_CHOSEN,
        OpenCode.ROUND_WITHOUT_NOTES,
        OpenCode.ADVICE_MISSING,
        OpenCode.PERSPECTIVE_WITHOUT_NOTES,
        OpenCode.DIAGNOSIS_WITHOUT_MOTIVATION,
        OpenCode.PIONEERS_WITHOUT_ASSIGNMENT,
    }
)
"""What is mended on the screen of the meeting, its worksheets included."""


def default_question(session: Session) -> str:
    """Return the question for the next meeting that is proposed where nobody asked one."""
    if is_about_own_questions(session):
        return _OF_OWN_QUESTIONS
    if "framework" in worksheets(session):
        return _OF_FRAMEWORK
    return _OF_SOLUTIONS if yields_solutions(session) else _OF_AGREEMENTS


def evaluation_block(session: Session) -> str:
    """Return the id of the block in which the meeting is evaluated; empty where there is none."""
    found = [block for block in session.plan if block.kind == "evaluation"]
    return next((block.id for block in found if block.scales), found[0].id if found else "")


def asked_scores(session: Session) -> tuple[Score, ...]:
    """Return the scores of the scales of the evaluation, or of those that no block names."""
    named = {each.block.id if each.block else "": each.scores for each in asked(session)}
    return named.get(evaluation_block(session)) or named.get("", ())


def last_times(
    session: Session, earlier: History | None, questions: Iterable[Score]
) -> Mapping[str, str]:
    """Return how each scale was answered at an earlier meeting, in words, by its id."""
    if earlier is None:
        return {}
    told = {
        each.scale.id: last_time_words(
            each, last_time(session, earlier.meetings, each.scale), session.header.date
        )
        for each in questions
    }
    return {scale: words for scale, words in told.items() if words}


def roles_to_miss(session: Session) -> tuple[str, ...]:
    """Return whom people may have missed: required roles, desired ones, others, and the named."""
    header = session.header
    here = (each.role for each in session.participants if each.withdrawn_at is None)
    found: dict[str, str] = {}
    for role in (*header.required_roles, *header.desired_roles, *here, *session.evaluation.missing):
        name = one_line(role)
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def missing_toggled(session: Session, role: str) -> tuple[Change, ...]:
    """Say that a role was missed, or take that back."""
    missing = session.evaluation.missing
    left = tuple(each for each in missing if as_compared(each) != role.casefold())
    new = left if len(left) < len(missing) else (*missing, role)
    return (Changed("evaluation", "", {"missing": new}),)


def line_added(session: Session, name: str, text: str) -> tuple[Change, ...]:
    """Add a line to what was good, what is wished or who was missed."""
    lines: tuple[str, ...] = getattr(session.evaluation, name)
    if text in lines:
        return ()
    return (Changed("evaluation", "", {name: (*lines, text)}),)


def line_changed(session: Session, name: str, place: int, text: str) -> tuple[Change, ...]:
    """Change a line of the evaluation; an empty text takes it away."""
    lines: tuple[str, ...] = getattr(session.evaluation, name)
    new = (*lines[:place], *((text,) if text else ()), *lines[place + 1 :])
    return (Changed("evaluation", "", {name: new}),) if new != lines else ()


def free_case_id(session: Session) -> str:
    """Return the first code name that no case has: a, b, ... z, a2."""
    taken = {case.id.casefold() for case in session.cases} | talked_about(session)
    for number in range(1, len(taken) + 2):
        for letter in ascii_lowercase:
            name = letter if number == 1 else f"{letter}{number}"
            if name not in taken:
                return name
    raise AssertionError("there are more names than cases")


def everybody_came(session: Session, at: dt.datetime) -> tuple[Change, ...]:
    """Mark everybody who was expected as present."""
    return tuple(
        change
        for party in parties(session)
        if party.participants and party.present < party.expected
        for change in party_came(party, party.expected, at)
    )


def party_came(party: Party, number: int, at: dt.datetime) -> tuple[Change, ...]:
    """Say how many people of a party came."""
    return came(party, number, at=at, new_id=lambda: new_id(ID_LETTERS["participants"]))


def party_stepped(session: Session, party: Party, at: dt.datetime) -> tuple[Change, ...]:
    """Say that a party was there for the next part of the meeting."""
    return next_part(session, party, at=at, new_id=lambda: new_id(ID_LETTERS["participants"]))


def party_in_blocks(
    session: Session, party: Party, blocks: tuple[str, ...], at: dt.datetime
) -> tuple[Change, ...]:
    """Say in which blocks a party was there; in none of them means that nobody came."""
    return present_in(session, party, blocks) if blocks else party_came(party, 0, at)


def party_name(party: Party) -> str:
    """Return what the people of a party are called."""
    parts = map(one_line, (party.role, party.organisation, party.domain))
    return ", ".join(part for part in parts if part) or "zonder rol"


def participant_fields(session: Session) -> tuple[FormField, ...]:
    """Return the fields for people who came and stand on no list."""
    roles, domains = roles_to_miss(session), session.header.required_domains
    return (
        FormField("role", "Rol", suggestions=roles, required=True, hint="bijv. manager"),
        FormField("organisation", "Organisatie", suggestions=organisations(session)),
        *((FormField("domain", "Domein", suggestions=domains),) if domains else ()),
        FormField("count", "Hoeveel", value="1"),
    )


def participant_added(values: Mapping[str, object]) -> tuple[Change, ...]:
    """Add people who came and stood on no list."""
    typed = str(values["count"]).strip()
    new = {
        "role": values["role"],
        "organisation": values["organisation"],
        "domain": values.get("domain", ""),
        "count": max(1, int(typed)) if typed.isdecimal() else 1,
        "present": (EVERY_BLOCK,),
    }
    item = new_id(ID_LETTERS["participants"])
    return (Added("participants", item, {name: value for name, value in new.items() if value}),)


def organisations(session: Session) -> tuple[str, ...]:
    """Return the organisations of the people on the list, each once."""
    found = dict.fromkeys(
        one_line(each.organisation) for each in session.participants if each.withdrawn_at is None
    )
    return tuple(name for name in found if name)


def people_of(session: Session) -> tuple[str, ...]:
    """Return who can promise or hear something: roles, organisations, owners of promises."""
    found: dict[str, None] = {}
    for each in session.participants:
        if each.withdrawn_at is None:
            found |= dict.fromkeys((one_line(each.role), one_line(each.organisation)))
    found |= dict.fromkeys(one_line(each.owner) for each in session.promises)
    return tuple(name for name in found if name)


def table_of(point: OpenPoint) -> str:
    """Return the table of the item that a point is about; empty where it is about none."""
    match point.code:
        case OpenCode.BSN_IN_TEXT | OpenCode.BSN_IN_WITHDRAWN_TEXT | OpenCode.OTHER_PERSONAL_DATA:
            return point.table if point.table in _WITH_FORMS else ""
        case OpenCode.PROMISE_WITHOUT_OWNER | OpenCode.PROMISE_WITHOUT_DATE:
            return "promises"
        case (
            OpenCode.SOLUTION_WITHOUT_ADDRESSEE
            | OpenCode.SOLUTION_NOT_MARKED_FEASIBLE
            | OpenCode.SOLUTION_WITHOUT_PROMISE
        ):
            return "solutions"
        case _:
            return ""


def field_of(point: OpenPoint) -> str:
    """Return the field of the form in which a point is mended; empty where that is the first."""
    match point.code:
        case OpenCode.PROMISE_WITHOUT_OWNER:
            return "owner"
        case OpenCode.PROMISE_WITHOUT_DATE:
            return "due"
        case OpenCode.SOLUTION_WITHOUT_ADDRESSEE:
            return "addressed_to"
        case OpenCode.SOLUTION_NOT_MARKED_FEASIBLE:
            return "feasible_for_management_present"
        case _:
            return ""


def talked_about(session: Session) -> frozenset[str]:
    """Return the ids of the cases about which something was written."""
    tables = (session.notes, session.solutions, session.promises, session.decisions)
    return frozenset(
        item.case for table in tables for item in table if item.case and item.withdrawn_at is None
    )


def offered_cases(session: Session) -> Iterator[tuple[str, str]]:
    """Yield id and title of the cases that wait for a next time."""
    talked = talked_about(session)
    for case in session.cases:
        waits = case.status == "offered" and case.id not in talked
        if waits and case.withdrawn_at is None:
            yield case.id, one_line(case.title)


def cases_discussed(session: Session) -> tuple[Change, ...]:
    """Say of each offered case about which something was written that it was discussed."""
    talked = talked_about(session)
    return tuple(
        Changed("cases", case.id, {"status": "discussed"})
        for case in session.cases
        if case.withdrawn_at is None and case.status == "offered" and case.id in talked
    )
