"""Who is expected and who came, per role and per organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sessiecoach.domain.session import (
    EVERY_BLOCK,
    Block,
    BlockKind,
    Header,
    Participant,
    Session,
)
from sessiecoach.domain.text import as_compared

ONLY_TIME: frozenset[BlockKind] = frozenset({"changeover", "break"})
"""Blocks in which nothing is said that the record should hold, and that nobody misses."""
_NOT_OF_A_LINE = ("programma", "project", "proces", "case", "casus")
"""What a manager manages who has no people to speak for."""
_SEVERAL_HOURS_MINUTES = 180
"""From this length of a meeting people come and go."""


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
    return _turnout(session, block, lambda each: each.role, needed_roles(session.header))


def turnout_of_organisations(session: Session, block: str = "") -> tuple[Turnout, ...]:
    """Return the numbers per organisation, as they were entered.

    People without an organisation are in none of them.
    """
    return _turnout(session, block, lambda each: each.organisation, ())


def needed_roles(header: Header) -> tuple[str, ...]:
    """Return the roles that must be there, also those that must be only at begin and end."""
    known = {as_compared(role) for role in header.required_roles}
    at_ends = header.present_at_start_and_end
    return (
        *header.required_roles,
        *(role for role in at_ends if as_compared(role) not in known),
    )


def roles_not_expected(session: Session) -> tuple[str, ...]:
    """Return the needed roles that nobody on the list of participants has."""
    return _without(needed_roles(session.header), turnout_of_roles(session), expected=True)


def desired_roles_not_expected(session: Session) -> tuple[str, ...]:
    """Return the desired roles that nobody on the list of participants has."""
    return _without(session.header.desired_roles, turnout_of_roles(session), expected=True)


def roles_not_present(session: Session, block: str = "") -> tuple[str, ...]:
    """Return the needed roles of which nobody came, in `block` or in the whole meeting."""
    return _without(needed_roles(session.header), turnout_of_roles(session, block), expected=False)


def blocks_to_attend(session: Session) -> tuple[Block, ...]:
    """Return the blocks of the plan in which something is said, in order."""
    return tuple(block for block in session.plan if block.kind not in ONLY_TIME)


def counts_parts(session: Session) -> bool:
    """Return whether it matters who was there for which part of this meeting."""
    minutes = sum(block.planned_minutes for block in session.plan)
    return bool(session.header.present_at_start_and_end) or minutes >= _SEVERAL_HOURS_MINUTES


def roles_missing_in(session: Session, block: str) -> tuple[str, ...]:
    """Return the roles that must be there at begin and end, came, and were not in `block`."""
    came = {as_compared(each.subject) for each in turnout_of_roles(session) if each.present}
    roles = session.header.present_at_start_and_end
    missing = _without(roles, turnout_of_roles(session, block), expected=False)
    return tuple(role for role in missing if as_compared(role) in came)


def domains_not_expected(session: Session) -> tuple[str, ...]:
    """Return the required domains that nobody on the list of participants is of."""
    return _without(session.header.required_domains, _of_domains(session), expected=True)


def domains_not_present(session: Session) -> tuple[str, ...]:
    """Return the required domains of which nobody came."""
    return _without(session.header.required_domains, _of_domains(session), expected=False)


def _of_domains(session: Session) -> tuple[Turnout, ...]:
    return _turnout(session, "", lambda each: each.domain, ())


def groups_too_large(session: Session, *, present: bool = False) -> bool:
    """Return whether more people are expected, or `present`, than fit in the groups.

    That is so where one group has too many, and where all groups together are too few; a
    meeting in which nobody made groups has none that is too large.
    """
    most = session.header.max_per_group
    groups = [each for each in session.groups if each.withdrawn_at is None]
    if not (most and groups):
        return False
    total = 0
    of_group: dict[str, int] = {}
    for each in session.participants:
        if each.withdrawn_at is None and (is_present(each) or not present):
            total += each.count
            of_group[each.group] = of_group.get(each.group, 0) + each.count
    return total > most * len(groups) or any(of_group.get(each.id, 0) > most for each in groups)


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


def manages(role: str) -> bool:
    """Return whether people of a role have others to speak for; not who runs a programme."""
    role = as_compared(role)
    return "manager" in role and not any(f"{each}manager" in role for each in _NOT_OF_A_LINE)


def managers_take_part(session: Session) -> bool:
    """Return whether managers are needed or expected, who can say what they can carry out."""
    expected = (each.role for each in session.participants if each.withdrawn_at is None)
    return any(map(manages, (*needed_roles(session.header), *expected)))
