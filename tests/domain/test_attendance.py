"""Numbers of people per role and organisation, and the roles that are missing."""

from __future__ import annotations

import datetime as dt

import pytest

from sessiecoach.domain.attendance import (
    Turnout,
    attendance_known,
    desired_roles_not_expected,
    is_present,
    roles_not_expected,
    roles_not_present,
    turnout_of_organisations,
    turnout_of_roles,
)
from sessiecoach.domain.session import Header, Participant, Session

GONE = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)

MEETING = Session(
    header=Header(
        required_roles=("manager", "professional", "bestuurder", "raadslid"),
        desired_roles=("tijdbewaker", "notulist", "bestuurder"),
    ),
    participants=(
        Participant(id="p-1", role="professional", organisation="ONS", count=6, present=("*",)),
        Participant(id="p-2", role="Manager", organisation="ONS", present=("r1", "r2")),
        Participant(id="p-3", role="professional", organisation="Vivent", count=3),
        Participant(id="p-4", role="notulist", present=("afspraken",)),
        Participant(id="p-5", role=" ", organisation="ons ", count=2, present=("*",)),
        Participant(id="p-6", role="bestuurder", organisation="Gemeente Oss"),
        Participant(id="p-7", role="raadslid", count=0, present=("*",)),
        Participant(id="p-8", role="raadslid", present=("*",), withdrawn_at=GONE),
    ),
)


def test_turnout_of_roles() -> None:
    """Required roles come first, spellings of one role are one, rows of people count as many."""
    assert turnout_of_roles(MEETING) == (
        Turnout("manager", 1, 1),
        Turnout("professional", 9, 6),
        Turnout("bestuurder", 1, 0),
        Turnout("raadslid", 0, 0),
        Turnout("notulist", 1, 1),
    )


def test_turnout_in_a_block() -> None:
    """Within a block only those count who were there, or there all the time."""
    assert turnout_of_roles(MEETING, "r1")[:2] == (
        Turnout("manager", 1, 1),
        Turnout("professional", 9, 6),
    )
    assert turnout_of_roles(MEETING, "afspraken")[0] == Turnout("manager", 1, 0)
    assert turnout_of_roles(MEETING, "afspraken")[-1] == Turnout("notulist", 1, 1)


def test_turnout_of_organisations() -> None:
    """Organisations come as they were entered; people without one are in none."""
    assert turnout_of_organisations(MEETING) == (
        Turnout("ONS", 9, 9),
        Turnout("Vivent", 3, 0),
        Turnout("Gemeente Oss", 1, 0),
    )
    assert turnout_of_organisations(MEETING, "w1")[0] == Turnout("ONS", 9, 8)


def test_missing_roles() -> None:
    """A role can be missing from the list, from the meeting, and from one block of it."""
    assert roles_not_expected(MEETING) == ("raadslid",)
    assert desired_roles_not_expected(MEETING) == ("tijdbewaker",)
    assert roles_not_present(MEETING) == ("bestuurder", "raadslid")
    assert roles_not_present(MEETING, "afspraken") == ("manager", "bestuurder", "raadslid")


def test_a_role_that_is_required_twice() -> None:
    """A role that a person wrote down twice has one line, spelled as the first time."""
    twice = Session(header=Header(required_roles=("Manager", "manager")))
    assert turnout_of_roles(twice) == (Turnout("Manager", 0, 0),)


@pytest.mark.parametrize(
    ("present", "block", "expected"),
    [
        ((), "", False),
        ((), "r1", False),
        (("*",), "", True),
        (("*",), "r1", True),
        (("r1",), "", True),
        (("r1",), "r1", True),
        (("r1",), "r2", False),
    ],
)
def test_presence(present: tuple[str, ...], block: str, expected: bool) -> None:
    """A star is the whole meeting; any block is enough where none is asked for."""
    assert is_present(Participant(present=present), block) is expected


def test_whether_attendance_is_known() -> None:
    """Nobody marked means that nobody looked; who was withdrawn says nothing."""
    assert attendance_known(MEETING)
    assert not attendance_known(Session())
    gone = Participant(present=("*",), withdrawn_at=GONE)
    assert not attendance_known(Session(participants=(Participant(), gone)))
