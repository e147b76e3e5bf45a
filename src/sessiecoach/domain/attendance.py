"""Who is expected and who came, per role and per organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sessiecoach.domain.session import EVERY_BLOCK, Participant, Session
from sessiecoach.domain.text import as_compared


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many people of one role or organisation there are."""

    subject: str
    """The role or organisation, as it was spelled first."""
    expected: int
    present: int


def is_present(participant: Participant, block: str = "") -> bool:
    """Return whether somebody was there in `block`, or in any block where none is named."""
    if not block:
        return bool(participant.present)
    return EVERY_BLOCK in participant.present or block in participant.present


def turnout_of_roles(session: Session, block: str = "") -> tuple[Turnout, ...]:
    """Return the numbers per role, in `block` or in the whole meeting.

    Required roles come first, also where nobody has them, then the others as they were entered.
    """
    return _turnout(session, block, lambda each: each.role, session.header.required_roles)


def turnout_of_organisations(session: Session, block: str = "") -> tuple[Turnout, ...]:
    """Return the numbers per organisation, as they were entered.

    People without an organisation are in none of them.
    """
    return _turnout(session, block, lambda each: each.organisation, ())


def roles_not_expected(session: Session) -> tuple[str, ...]:
    """Return the required roles that nobody on the list of participants has."""
    return _without(session.header.required_roles, turnout_of_roles(session), expected=True)


def desired_roles_not_expected(session: Session) -> tuple[str, ...]:
    """Return the desired roles that nobody on the list of participants has."""
    return _without(session.header.desired_roles, turnout_of_roles(session), expected=True)


def roles_not_present(session: Session, block: str = "") -> tuple[str, ...]:
    """Return the required roles of which nobody came, in `block` or in the whole meeting."""
    return _without(session.header.required_roles, turnout_of_roles(session, block), expected=False)


def attendance_known(session: Session) -> bool:
    """Return whether anybody was marked as present."""
    return any(is_present(each) for each in session.participants if each.withdrawn_at is None)


def _turnout(
    session: Session, block: str, subject_of: Callable[[Participant], str], first: Iterable[str]
) -> tuple[Turnout, ...]:
    spelled: dict[str, str] = {}
    for subject in first:
        spelled.setdefault(as_compared(subject), subject)
    expected = dict.fromkeys(spelled, 0)
    present = dict.fromkeys(spelled, 0)
    for each in session.participants:
        subject = as_compared(subject_of(each))
        if not subject or each.withdrawn_at is not None:
            continue
        spelled.setdefault(subject, subject_of(each))
        expected[subject] = expected.get(subject, 0) + each.count
        present[subject] = present.get(subject, 0) + each.count * is_present(each, block)
    return tuple(
        Turnout(spelled[subject], number, present[subject]) for subject, number in expected.items()
    )


def _without(
    roles: Iterable[str], turnout: Iterable[Turnout], *, expected: bool
) -> tuple[str, ...]:
    filled = {
        as_compared(each.subject)
        for each in turnout
        if (each.expected if expected else each.present) > 0
    }
    return tuple(role for role in roles if as_compared(role) not in filled)
