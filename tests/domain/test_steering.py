"""What people decide about the rest of a meeting that is on, on the reference plan of the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain.agenda import length_seconds, slot
from sessiecoach.domain.facts import Allotted, BroughtBack, Dropped, EndMoved, LateStartChosen
from sessiecoach.domain.proposals import proposals
from sessiecoach.domain.session import Header, SecondsAt
from sessiecoach.domain.steering import (
    blocks_to_come,
    bring_back,
    choose_late_start,
    drop,
    end_on_clock,
    give_length,
    late_start_seconds,
    planned_end_again,
)
from tests.domain.reference_plan import NINE, ZONE, Meeting, at, reference_session


def in_round_one() -> Meeting:
    """Return the reference plan with its first round under way."""
    meeting = Meeting()
    meeting.play_until("r1")
    return meeting


def ids(meeting: Meeting) -> list[str]:
    return [block.id for block in blocks_to_come(meeting.session)]


def test_only_what_is_to_come_can_be_steered() -> None:
    """What began, was passed by or is over is left alone; a dropped block can come back."""
    assert len(ids(Meeting())) == 7
    meeting = in_round_one()
    meeting.do(*drop(meeting.session, "w1"))
    assert ids(meeting) == ["w1", "r2", "w2", "r3", "afronding"]
    for begun in ("terugblik", "r1", "elders"):
        assert drop(meeting.session, begun) == ()
        assert give_length(meeting.session, begun, 60) == ()


def test_dropping_and_bringing_back() -> None:
    """Rule 23: a block that is dropped gives its time; brought back it is as it was."""
    meeting = in_round_one()
    before = meeting.session
    assert drop(before, "w1") == (Dropped("w1"),)
    meeting.do(*drop(before, "w1"))
    assert meeting.agenda.expected_end == at("10.27")
    assert drop(meeting.session, "w1") == ()
    assert give_length(meeting.session, "w1", 60) == ()
    assert bring_back(meeting.session, "w1") == (BroughtBack("w1"),)
    meeting.do(*bring_back(meeting.session, "w1"))
    assert meeting.session == before
    assert bring_back(before, "w1") == ()


def test_another_length() -> None:
    """A waiting block gets the length that a person says, what was added before included."""
    meeting = in_round_one()
    added = (SecondsAt(at=NINE, seconds=60),)
    blocks = tuple(
        replace(block, added=added) if block.id == "r3" else block
        for block in meeting.session.blocks
    )
    session = replace(meeting.session, blocks=blocks)
    assert give_length(session, "r3", 25 * 60) == (Allotted("r3", 24 * 60),)
    assert give_length(session, "r3", 21 * 60) == ()
    meeting.do(*give_length(meeting.session, "w1", -5))
    block = meeting.session.block("w1")
    assert block is not None
    assert (length_seconds(block), block.planned_minutes) == (0, 3)


@pytest.mark.parametrize(
    ("now", "typed", "end"),
    [
        ("9.20", dt.time(10, 15), "10.15"),
        ("9.20", dt.time(9, 20), None),
        ("9.20", dt.time(9, 5), None),
        ("9.20", dt.time(20, 0), "20.00"),
    ],
)
def test_a_time_on_the_clock(now: str, typed: dt.time, end: str | None) -> None:
    """A typed time is that of today; one that is over is no end."""
    found = end_on_clock(reference_session(), typed, at(now), ZONE)
    assert found == (at(end) if end else None)


def test_a_time_past_midnight() -> None:
    """A meeting that goes past midnight means that night, hours before its begin too."""
    header = Header(date=dt.date(2016, 9, 5), starts=dt.time(23), ends=dt.time(0, 30))
    session = replace(reference_session(), header=header)
    night = dt.datetime(2016, 9, 6, 0, 45, tzinfo=ZONE)
    assert end_on_clock(session, dt.time(0, 45), at("23.40"), ZONE) == night
    assert end_on_clock(session, dt.time(0, 45), at("8.00"), ZONE) == night


def test_an_end_for_who_planned_none() -> None:
    """A meeting without a date gets an end all the same, and can be steered to it."""
    meeting = Meeting(replace(reference_session(), header=Header(id="los")))
    meeting.next_block()
    end = end_on_clock(meeting.session, dt.time(10, 20), meeting.now, ZONE)
    assert end == at("10.20")
    meeting.do(EndMoved(end))
    times = slot(meeting.session, ZONE, meeting.now)
    assert times is not None
    assert (times.begins_at, times.ends_at, times.moved) == (NINE, at("10.20"), False)
    assert proposals(meeting.session, meeting.now, ZONE)[-1].ends_at == at("10.30")


def test_the_planned_end_again() -> None:
    """An end that was moved goes back to that of the plan."""
    meeting = in_round_one()
    assert planned_end_again(meeting.session) == ()
    meeting.do(EndMoved(at("10.45")))
    meeting.do(*planned_end_again(meeting.session))
    assert meeting.agenda.slot is not None
    assert meeting.agenda.slot.ends_at == at("10.30")


@pytest.mark.parametrize(("minutes", "late"), [(-5, 0), (0, 0), (0.9, 0), (1, 60), (7.5, 450)])
def test_starting_late(minutes: float, late: int) -> None:
    """Rule 25: from a minute on there is something to choose, before the start as after it."""
    meeting = Meeting()
    meeting.wait(minutes=minutes)
    assert late_start_seconds(meeting.session, meeting.now, ZONE) == late
    meeting.next_block()
    meeting.wait(minutes=3)
    assert late_start_seconds(meeting.session, meeting.now, ZONE) == late
    meeting.next_block()
    assert late_start_seconds(meeting.session, meeting.now, ZONE) == 0


def test_no_late_start_on_another_moment() -> None:
    """A meeting held on another moment than planned is not late, nor is one without a plan."""
    assert late_start_seconds(reference_session(), at("14.00"), ZONE) == 0
    assert late_start_seconds(replace(reference_session(), header=Header()), NINE, ZONE) == 0


def test_choosing_what_gives() -> None:
    """Rule 25: the end is fixed, or all moves along; the choice takes back an agreed end."""
    meeting = Meeting(starts_at=at("9.07"))
    session = meeting.session
    assert choose_late_start(session, "end_fixed") == ()
    meeting.do(*choose_late_start(session, "all_moves"))
    assert meeting.agenda.expected_end == at("10.37")
    assert meeting.agenda.surplus_seconds == 0
    meeting.do(EndMoved(at("10.20")))
    assert choose_late_start(meeting.session, "all_moves") == (
        EndMoved(),
        LateStartChosen("all_moves"),
    )
    meeting.do(*choose_late_start(meeting.session, "end_fixed"))
    assert meeting.agenda.slot is not None
    assert meeting.agenda.slot.ends_at == at("10.30")
    assert meeting.agenda.expected_end == at("10.31")
