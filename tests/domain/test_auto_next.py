"""Blocks that go on by themselves: announced, held back with one key, and never more than one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sessiecoach.domain.auto_next import begins_now, goes_on_by_itself, next_begins_in
from tests.domain.reference_plan import Meeting, reference_session


@pytest.fixture
def meeting() -> Meeting:
    """Give the reference plan of which every block goes on by itself, round 1 begun."""
    session = reference_session()
    blocks = tuple(replace(block, auto_next=True) for block in session.blocks)
    meeting = Meeting(replace(session, blocks=blocks))
    meeting.play_until("r1")
    return meeting


def test_it_announces_itself_ten_seconds_before(meeting: Meeting) -> None:
    """Rule 15: from ten seconds before until the end it says in how many."""
    meeting.wait(minutes=19, seconds=49)
    assert next_begins_in(meeting.agenda) is None
    meeting.wait(seconds=1)
    assert next_begins_in(meeting.agenda) == 10
    meeting.wait(seconds=8.5)
    assert next_begins_in(meeting.agenda) == 2
    meeting.wait(seconds=1.5)
    assert next_begins_in(meeting.agenda) is None


def test_then_the_next_begins(meeting: Meeting) -> None:
    """Rule 15: at the look that passes the end, not before and not at a later one."""
    meeting.wait(minutes=19, seconds=59.8)
    assert not begins_now(meeting.agenda, 0.5, slept=False)
    meeting.wait(seconds=0.25)
    assert begins_now(meeting.agenda, 0.2, slept=False)
    assert not begins_now(meeting.agenda, -0.05, slept=False)


def test_never_after_a_sleep_or_a_restart(meeting: Meeting) -> None:
    """Rule 15 and 28: who slept through the end, or was not there, finds the round in overrun."""
    meeting.wait(minutes=22)
    assert not begins_now(meeting.agenda, 300, slept=True)
    assert not begins_now(meeting.agenda, None, slept=False)


def test_an_interruption_holds_it_back(meeting: Meeting) -> None:
    """Rule 15: F5 holds it; after Hervatten it comes all the same, on its time."""
    meeting.wait(minutes=19, seconds=55)
    meeting.interrupt_or_resume()
    meeting.wait(minutes=3)
    assert next_begins_in(meeting.agenda) is None
    assert not begins_now(meeting.agenda, 5, slept=False)
    meeting.interrupt_or_resume()
    assert next_begins_in(meeting.agenda) == 5
    meeting.wait(seconds=5)
    assert begins_now(meeting.agenda, 5, slept=False)


def test_manual_is_the_default() -> None:
    """Rule 15: without `auto_next` nothing is said and nothing begins; zero is not an end."""
    meeting = Meeting()
    assert not goes_on_by_itself(meeting.agenda)
    assert next_begins_in(meeting.agenda) is None
    meeting.play_until("r1")
    meeting.wait(minutes=20)
    assert not begins_now(meeting.agenda, 0.2, slept=False)
    assert next_begins_in(meeting.agenda) is None


def test_nothing_follows_the_last_block(meeting: Meeting) -> None:
    """After the last block a person rounds off; nothing begins by itself."""
    meeting.play_until("afronding")
    meeting.wait(minutes=14)
    assert not goes_on_by_itself(meeting.agenda)
