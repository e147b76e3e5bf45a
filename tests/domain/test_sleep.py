"""A closed lid and a corrected system clock, on the reference plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain.agenda import Phase
from sessiecoach.domain.facts import Slept
from sessiecoach.domain.session import Block, Header
from sessiecoach.domain.sleep import (
    follow_system_clock,
    gap_seconds,
    give_back,
    open_gaps,
    slept_through,
)
from tests.domain.reference_plan import Meeting, at, reference_session


@pytest.fixture
def asleep() -> Meeting:
    """Give the terugblik of ten minutes in which the lid was closed for eight."""
    meeting = Meeting()
    meeting.next_block()
    meeting.wait(minutes=8)
    meeting.do(*slept_through(meeting.session, at("9.00"), meeting.now))
    return meeting


def block_of(meeting: Meeting) -> Block:
    block = meeting.session.running
    assert block is not None
    return block


def test_eight_of_ten_minutes_leave_two(asleep: Meeting) -> None:
    """Rule 28: the room did not sleep, so 2:00 is left, and the gap is in the record."""
    assert asleep.remaining == 120
    assert gap_seconds(block_of(asleep).gaps) == 480
    assert open_gaps(block_of(asleep), ()) == block_of(asleep).gaps


def test_the_gap_is_given_back_exactly_and_once(asleep: Meeting) -> None:
    """Rule 28: ten minutes again; asked a second time there is nothing to give; undo takes it."""
    block = block_of(asleep)
    asleep.do(*give_back(block, open_gaps(block, ())))
    assert asleep.remaining == 600
    assert open_gaps(block_of(asleep), ()) == ()
    asleep.undo()
    assert asleep.remaining == 120


def test_an_answered_gap_goes_on_counting(asleep: Meeting) -> None:
    """Who says that it counts is not asked again; a later sleep is another question."""
    asleep.wait(seconds=30)
    asleep.do(*slept_through(asleep.session, at("9.08"), asleep.now))
    assert [gap.until for gap in open_gaps(block_of(asleep), (at("9.00"),))] == [asleep.now]
    assert gap_seconds(block_of(asleep).gaps) == 510


def test_gaps_are_whole_seconds(asleep: Meeting) -> None:
    """What the record keeps is what can be given back."""
    ragged = dt.timedelta(microseconds=123456)
    changes = slept_through(asleep.session, at("9.10") + ragged, at("9.11") + 2 * ragged)
    assert changes == (Slept("terugblik", at("9.10"), at("9.11")),)


def test_an_interrupted_block_did_not_sleep(asleep: Meeting) -> None:
    """Rule 27: what stood still before stands still; there is nothing to give back."""
    asleep.interrupt_or_resume()
    assert slept_through(asleep.session, asleep.now, at("9.30")) == ()
    assert slept_through(reference_session(), at("9.00"), at("9.30")) == ()


@pytest.mark.parametrize(("jumped", "ends"), [(3600.4, "9.30"), (-3600, "11.30"), (90, "10.28.30")])
def test_a_corrected_clock_is_taken_over_for_the_end_only(jumped: float, ends: str) -> None:
    """Rule 5: set an hour forward the hard end is an hour nearer; the round does not move."""
    meeting = Meeting()
    meeting.next_block()
    meeting.wait(minutes=4)
    meeting.do(*follow_system_clock(meeting.agenda, jumped))
    assert meeting.session.header.hard_end == at(ends)
    assert meeting.agenda.slot is not None
    assert meeting.agenda.slot.ends_at == at(ends)
    assert (meeting.remaining, meeting.current.phase) == (360, Phase.RUNNING)
    meeting.undo()
    assert meeting.session.header.hard_end is None


def test_without_a_slot_there_is_no_end_to_move() -> None:
    """A meeting without a date has no hard end."""
    meeting = Meeting(replace(reference_session(), header=Header(id="los")))
    assert follow_system_clock(meeting.agenda, 3600) == ()
