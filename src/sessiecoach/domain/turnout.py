"""Counting who came: people of one role, organisation, domain and group are one party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sessiecoach.domain.attendance import needed_roles
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.session import EVERY_BLOCK, Participant, Session
from sessiecoach.domain.text import as_compared


@dataclass(frozen=True, slots=True)
class Party:
    """People who are counted together: those alike, or one person who is named."""

    role: str
    organisation: str = ""
    name: str = ""
    group: str = ""
    participants: tuple[Participant, ...] = ()
    """Their lines on the list; none for a required role that nobody was expected to fill."""
    required: bool = False
    domain: str = ""

    @property
    def expected(self) -> int:
        """How many were expected."""
        return sum(each.count for each in self.participants)

    @property
    def present(self) -> int:
        """How many came, for at least a part of the meeting."""
        return sum(each.count for each in self.participants if each.present)


def parties(session: Session) -> tuple[Party, ...]:
    """Return everybody on the list, required roles first, then in the order of the list."""
    alike: dict[tuple[str, ...], list[Participant]] = {}
    for each in session.participants:
        if each.withdrawn_at is None:
            key = (
                as_compared(each.role),
                as_compared(each.organisation),
                each.name.strip(),
                each.group,
                as_compared(each.domain),
            )
            alike.setdefault(key, []).append(each)
    required = {as_compared(role): role for role in needed_roles(session.header)}
    listed = [
        Party(
            lines[0].role,
            lines[0].organisation,
            lines[0].name,
            lines[0].group,
            tuple(lines),
            as_compared(lines[0].role) in required,
            lines[0].domain,
        )
        for lines in alike.values()
    ]
    filled = {as_compared(party.role) for party in listed}
    listed += [Party(name, required=True) for role, name in required.items() if role not in filled]
    order = tuple(required)
    return tuple(
        sorted(
            listed,
            key=lambda party: (
                order.index(as_compared(party.role)) if party.required else len(order)
            ),
        )
    )


def present_total(session: Session) -> int:
    """Return how many people came; 0 while nobody was marked."""
    return sum(party.present for party in parties(session))


def expected_total(session: Session) -> int:
    """Return how many people were expected."""
    return sum(party.expected for party in parties(session))


def came(
    party: Party, number: int, *, at: dt.datetime, new_id: Callable[[], str]
) -> tuple[Change, ...]:
    """Return the changes that make `number` the people of a party who came.

    Who was expected and stayed away keeps a line of their own. More than expected is what
    it is: the list then says so. Lines that are no longer needed are withdrawn at `at`.
    """
    number = max(0, number)
    away = max(0, party.expected - number)
    parts = [(count, here) for count, here in ((number, True), (away, False)) if count]
    changes: list[Change] = []
    lines = list(party.participants)
    for count, here in parts:
        # A line that already says the right thing keeps its id and its blocks.
        line = next((each for each in lines if bool(each.present) is here), None)
        line = line or next(iter(lines), None)
        if line is None:
            changes.append(Added("participants", new_id(), _described(party, count, here=here)))
            continue
        lines.remove(line)
        values: dict[str, object] = {}
        if line.count != count:
            values["count"] = count
        if bool(line.present) is not here:
            values["present"] = (EVERY_BLOCK,) if here else ()
        if values:
            changes.append(Changed("participants", line.id, values))
    if parts:
        changes.extend(Changed("participants", gone.id, {"withdrawn_at": at}) for gone in lines)
    return tuple(changes)


def _described(party: Party, count: int, *, here: bool) -> dict[str, object]:
    values: dict[str, object] = {
        "role": party.role,
        "organisation": party.organisation,
        "name": party.name,
        "group": party.group,
        "domain": party.domain,
        "present": (EVERY_BLOCK,) if here else (),
    }
    return {name: value for name, value in values.items() if value} | {"count": count}
