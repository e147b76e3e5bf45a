"""Numbers of people per role and organisation, and the roles that are missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain.attendance import (
    Turnout,
    attendance_known,
    blocks_to_attend,
    counts_parts,
    desired_roles_not_expected,
    domains_not_expected,
    domains_not_present,
    groups_too_large,
    is_present,
    managers_take_part,
    needed_roles,
    roles_missing_in,
    roles_not_expected,
    roles_not_present,
    turnout_of_organisations,
    turnout_of_roles,
)
from sessiecoach.domain.session import Block, Group, Header, Participant, Session
from sessiecoach.domain.turnout import parties

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


def test_roles_that_must_be_there_at_the_ends_are_needed_as_well() -> None:
    """A role that must be there at begin and end is needed, and named once where it is required."""
    header = Header(required_roles=("Manager",), present_at_start_and_end=("raadslid", "manager"))
    assert needed_roles(header) == ("Manager", "raadslid")
    assert roles_not_expected(Session(header=header)) == ("Manager", "raadslid")
    assert roles_not_present(Session(header=header)) == ("Manager", "raadslid")
    assert [each.role for each in parties(Session(header=header))] == ["Manager", "raadslid"]


AT_ENDS = Session(
    header=Header(present_at_start_and_end=("bestuurder", "raadslid", "wethouder")),
    participants=(
        Participant(id="p-1", role="Bestuurder", present=("begin",)),
        Participant(id="p-2", role="raadslid", present=("*",)),
        Participant(id="p-3", role="manager", present=("eind",)),
    ),
)


def test_roles_that_leave_before_the_end() -> None:
    """Who came and was not in a block is missed there; who never came is missed already."""
    assert roles_missing_in(AT_ENDS, "begin") == ()
    assert roles_missing_in(AT_ENDS, "eind") == ("bestuurder",)
    second = Participant(id="p-4", role="bestuurder", present=("eind",))
    both = replace(AT_ENDS, participants=(*AT_ENDS.participants, second))
    assert roles_missing_in(both, "eind") == ()


def test_blocks_in_which_one_can_be_missed() -> None:
    """Breaks, changeovers and dropped blocks are not attended."""
    blocks = (
        Block(id="koffie", kind="break"),
        Block(id="begin", kind="opening"),
        Block(id="wissel", kind="changeover"),
        Block(id="eind", kind="plenary"),
        Block(id="weg", withdrawn_at=GONE),
    )
    found = blocks_to_attend(Session(blocks=blocks))
    assert [block.id for block in found] == ["begin", "eind"]


def test_when_parts_of_a_meeting_count() -> None:
    """In a short meeting one is there or not, unless a role must be there at begin and end."""

    def lasting(minutes: int) -> Session:
        return Session(blocks=(Block(planned_minutes=60), Block(planned_minutes=minutes - 60)))

    assert not counts_parts(lasting(179))
    assert counts_parts(lasting(180))
    assert counts_parts(replace(lasting(90), header=AT_ENDS.header))


def test_missing_domains() -> None:
    """Each required domain is to be expected and to come; spelling and case do not matter."""
    session = Session(
        header=Header(required_domains=("wonen", "welzijn", "zorg")),
        participants=(
            Participant(id="p-1", domain="Wonen ", present=("*",)),
            Participant(id="p-2", domain="zorg"),
            Participant(id="p-3", domain="welzijn", withdrawn_at=GONE),
        ),
    )
    assert domains_not_expected(session) == ("welzijn",)
    assert domains_not_present(session) == ("welzijn", "zorg")
    assert domains_not_expected(replace(session, header=Header())) == ()


def at_tables(*people: tuple[str, int, bool], most: int = 4) -> Session:
    """A meeting with two groups and so many people, of a group or of none, who came or not."""
    return Session(
        header=Header(max_per_group=most),
        groups=(Group(id="A"), Group(id="B"), Group(id="C", withdrawn_at=GONE)),
        participants=(
            *(
                Participant(group=group, count=count, present=("*",) if came else ())
                for group, count, came in people
            ),
            Participant(count=90, withdrawn_at=GONE),
        ),
    )


def test_groups_that_are_too_large() -> None:
    """One group can have too many, or all together too few chairs; who stayed away needs none."""
    assert not groups_too_large(at_tables(("", 8, False)))
    assert groups_too_large(at_tables(("", 9, False)))
    assert not groups_too_large(at_tables(("", 9, False)), present=True)
    assert groups_too_large(at_tables(("", 9, True)), present=True)
    assert not groups_too_large(at_tables(("A", 4, True), ("B", 4, True)))
    assert groups_too_large(at_tables(("A", 5, True)))
    assert not groups_too_large(at_tables(("A", 9, False), most=0))
    assert not groups_too_large(replace(at_tables(("", 9, False)), groups=()))


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("manager", True),
        ("Teammanager wonen", True),
        ("programmamanager", False),
        ("casemanager", False),
        ("professional", False),
    ],
)
def test_managers_have_others_to_speak_for(role: str, expected: bool) -> None:
    """They take part where they are needed, or expected; who went home does not count."""
    needed = Session(header=Header(required_roles=(role,)))
    came = Session(participants=(Participant(id="p-1", role=role),))
    gone = replace(came.participants[0], withdrawn_at=dt.datetime(2016, 9, 5, tzinfo=dt.UTC))
    assert managers_take_part(needed) is expected
    assert managers_take_part(came) is expected
    assert not managers_take_part(Session(participants=(gone,)))
