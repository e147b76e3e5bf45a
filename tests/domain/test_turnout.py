"""Counting who came, party by party."""

from __future__ import annotations

import datetime as dt
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.facts import Changed, Fact, apply
from sessiecoach.domain.session import EVERY_BLOCK, Header, Participant, Session
from sessiecoach.domain.turnout import Party, came, expected_total, parties, present_total

NOW = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)


def session_of(*participants: Participant, required: tuple[str, ...] = ()) -> Session:
    """Make a meeting with these people."""
    return Session(header=Header(required_roles=required), participants=participants)


def counted(session: Session, party: Party, number: int) -> Session:
    """Let `number` people of a party have come."""
    ids = (f"p-{len(session.participants)}{number}" for number in count())
    changes = came(party, number, at=NOW, new_id=lambda: next(ids))
    return apply(session, Fact("f-1", 1, "w-1", NOW, changes))


def only(session: Session) -> Party:
    """Return the one party of a meeting."""
    (party,) = parties(session)
    return party


def test_required_roles_come_first_also_when_nobody_has_them() -> None:
    """A required role stands on top in the order of the werkvorm, filled or not."""
    session = session_of(
        Participant(id="p-1", role="notulist"),
        Participant(id="p-2", role="Professional", count=6),
        required=("manager", "professional"),
    )
    found = parties(session)
    assert [(party.role, party.expected, party.required) for party in found] == [
        ("manager", 0, True),
        ("Professional", 6, True),
        ("notulist", 1, False),
    ]


def test_people_alike_are_one_party() -> None:
    """Lines with the same role, organisation and group count together; a name stands apart."""
    session = session_of(
        Participant(id="p-1", role="professional", organisation="BrabantZorg", count=2),
        Participant(id="p-2", role=" Professional", organisation="brabantzorg", present=("*",)),
        Participant(id="p-3", role="professional", organisation="BrabantZorg", name="S. de Vries"),
        Participant(id="p-4", role="professional", organisation="BrabantZorg", withdrawn_at=NOW),
    )
    assert [(party.expected, party.present) for party in parties(session)] == [(3, 1), (1, 0)]
    assert (expected_total(session), present_total(session)) == (4, 1)


def test_all_came() -> None:
    """When everybody came, their one line says so."""
    session = session_of(Participant(id="p-1", role="manager", count=3))
    after = counted(session, only(session), 3)
    assert after.participants == (
        Participant(id="p-1", role="manager", count=3, present=(EVERY_BLOCK,)),
    )


def test_who_stayed_away_keeps_a_line() -> None:
    """Four of six came: six are still expected."""
    session = session_of(
        Participant(id="p-1", role="manager", organisation="GGZ", group="A", count=6)
    )
    party = only(counted(session, only(session), 4))
    assert (party.expected, party.present) == (6, 4)
    assert {each.group for each in party.participants} == {"A"}


def test_counting_again_leaves_no_more_lines_than_needed() -> None:
    """After four of six, all six: one line stands, the other is withdrawn, not lost."""
    session = session_of(Participant(id="p-1", role="manager", count=6))
    session = counted(session, only(session), 4)
    session = counted(session, only(session), 6)
    party = only(session)
    assert [each.id for each in party.participants] == ["p-1"]
    assert (party.expected, party.present) == (6, 6)
    assert len(session.participants) == 2


def test_nobody_came_after_all() -> None:
    """A party that was counted by mistake can be set back to none."""
    session = session_of(Participant(id="p-1", role="manager", count=2, present=("opening",)))
    party = only(counted(session, only(session), 0))
    assert (party.expected, party.present) == (2, 0)


def test_more_came_than_expected() -> None:
    """Then the list says how many there were."""
    session = session_of(Participant(id="p-1", role="manager", count=2))
    party = only(counted(session, only(session), 5))
    assert (party.expected, party.present) == (5, 5)


def test_a_role_that_nobody_was_expected_to_fill_can_still_come() -> None:
    """A manager who was not on the list gets a line with only what is known."""
    session = session_of(required=("manager",))
    after = counted(session, only(session), 1)
    (added,) = after.participants
    assert (added.role, added.count, added.present) == ("manager", 1, (EVERY_BLOCK,))
    assert counted(session, only(session), 0) == session


def test_a_part_of_the_meeting_stays_that_part() -> None:
    """Counting the same number again does not say that somebody was there all the time."""
    session = session_of(Participant(id="p-1", role="bestuurder", present=("opening",)))
    assert came(only(session), 1, at=NOW, new_id=str) == ()


@given(
    st.lists(st.tuples(st.integers(1, 6), st.booleans()), min_size=1, max_size=4),
    st.lists(st.integers(-1, 30), min_size=1, max_size=4),
)
def test_what_was_counted_last_stands(lines: list[tuple[int, bool]], numbers: list[int]) -> None:
    """However often a party is counted: the last number came, and nobody is lost."""
    session = session_of(
        *(
            Participant(id=f"p-{place}", role="x", count=many, present=(EVERY_BLOCK,) * here)
            for place, (many, here) in enumerate(lines)
        )
    )
    most = only(session).expected
    for number in numbers:
        session = counted(session, only(session), number)
        most = max(most, number)
        party = only(session)
        assert (party.expected, party.present) == (most, max(0, number))
        assert len(party.participants) <= 2


def test_withdrawn_lines_are_changes_like_others() -> None:
    """What a count makes needless is withdrawn at the given instant."""
    session = session_of(
        Participant(id="p-1", role="x", count=2, present=(EVERY_BLOCK,)),
        Participant(id="p-2", role="x", count=1),
    )
    changes = came(only(session), 3, at=NOW, new_id=str)
    assert changes == (
        Changed("participants", "p-1", {"count": 3}),
        Changed("participants", "p-2", {"withdrawn_at": NOW}),
    )


def test_people_of_other_domains_are_counted_apart() -> None:
    """Of two who are alike but for their domain each is counted, so that no domain is lost."""
    session = session_of(
        Participant(id="p-1", role="professional", domain="Wonen"),
        Participant(id="p-2", role="professional", domain="zorg", count=2),
        Participant(id="p-3", role="professional", domain=" wonen"),
    )
    first, second = parties(session)
    assert (first.domain, first.expected) == ("Wonen", 2)
    assert (second.domain, second.expected) == ("zorg", 2)
    split = counted(session, second, 1)
    assert sum(each.count for each in split.participants if each.domain == "zorg") == 2
