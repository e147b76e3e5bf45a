"""Report-back timers per group inside a block, while the clock of the block runs on (rule 31)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.room import RoomTimer
from sessiecoach.domain.session import Block, Group, Turn
from sessiecoach.domain.turns import (
    next_turn,
    room_timers,
    start_turns,
    stop_turns,
    turn_times,
)
from tests.domain.reference_plan import NINE, Meeting, at, reference_session

NAMES = {"A": "Groep A", "B": "Groep B", "C": "Groep C"}


@pytest.fixture
def meeting() -> Meeting:
    """Give the reference plan with three groups, its last block begun at 10.16."""
    groups = (Group(id="A"), Group(id="weg", withdrawn_at=NINE), Group(id="B"), Group(id="C"))
    meeting = Meeting(replace(reference_session(), groups=groups))
    meeting.play_until("afronding")
    return meeting


def block_of(meeting: Meeting) -> Block:
    block = meeting.session.running
    assert block is not None
    return block


def left(meeting: Meeting) -> list[tuple[str, float]]:
    return [
        (time.turn.group, time.remaining_seconds)
        for time in turn_times(block_of(meeting), meeting.now)
    ]


def test_three_groups_report_back_while_the_clock_runs_on(meeting: Meeting) -> None:
    """Rule 31: three groups of two minutes; the master clock takes no notice of them."""
    before = meeting.remaining
    meeting.do(*start_turns(meeting.session, 2, meeting.now))
    meeting.wait(seconds=30)
    assert left(meeting) == [("A", 90), ("B", 120), ("C", 120)]
    assert meeting.remaining == before - 30
    meeting.do(*next_turn(meeting.session, meeting.now))
    meeting.wait(seconds=130)
    assert left(meeting) == [("B", -10), ("C", 120)]
    meeting.do(*next_turn(meeting.session, meeting.now))
    assert left(meeting) == [("C", 120)]
    meeting.wait(seconds=5)
    meeting.do(*next_turn(meeting.session, meeting.now))
    assert left(meeting) == []
    assert meeting.remaining == before - 165


def test_a_turn_stands_still_with_the_clock_of_its_block(meeting: Meeting) -> None:
    """What freezes the room freezes who reports back, and goes on to the second."""
    meeting.wait(minutes=1)
    meeting.interrupt_or_resume()
    meeting.wait(minutes=1)
    meeting.interrupt_or_resume()
    meeting.do(*start_turns(meeting.session, 2, meeting.now))
    meeting.wait(seconds=20)
    meeting.interrupt_or_resume()
    meeting.wait(minutes=5)
    assert left(meeting)[0] == ("A", 100)
    meeting.interrupt_or_resume()
    meeting.wait(seconds=10)
    assert left(meeting)[0] == ("A", 90)


def test_turns_are_in_the_record(meeting: Meeting) -> None:
    """Who reported back and how long stays with the block; who never began does not."""
    meeting.do(*start_turns(meeting.session, 2, meeting.now))
    began_at = meeting.now
    meeting.wait(seconds=100)
    meeting.do(*stop_turns(meeting.session, meeting.now))
    held = Turn(group="A", seconds=120, started_at=began_at, ended_at=meeting.now)
    assert block_of(meeting).turns == (held,)
    meeting.do(*start_turns(meeting.session, 1, meeting.now))
    assert block_of(meeting).turns[0] == held
    assert left(meeting) == [("A", 60), ("B", 60), ("C", 60)]


def test_starting_again_ends_who_was_held(meeting: Meeting) -> None:
    """A second start is a new row; the turn that ran ended there."""
    meeting.do(*start_turns(meeting.session, 2, meeting.now))
    meeting.wait(seconds=50)
    meeting.do(*start_turns(meeting.session, 3, meeting.now))
    assert left(meeting) == [("A", 180), ("B", 180), ("C", 180)]
    assert block_of(meeting).turns[0].ended_at == meeting.now


def test_turns_end_with_their_block(meeting: Meeting) -> None:
    """A block that is over shows no turns, and one that has not begun has none."""
    block = replace(block_of(meeting), turns=(Turn(group="A", seconds=60, started_at=NINE),))
    assert turn_times(replace(block, ended_at=at("10.20")), meeting.now) == ()
    assert turn_times(replace(block, started_at=None), meeting.now) == ()


def test_nothing_happens_without_groups_minutes_or_a_running_block(meeting: Meeting) -> None:
    """No key does half a thing: without what is needed there are no changes."""
    assert start_turns(replace(meeting.session, groups=()), 2, meeting.now) == ()
    assert start_turns(meeting.session, 0, meeting.now) == ()
    assert next_turn(meeting.session, meeting.now) == ()
    assert stop_turns(meeting.session, meeting.now) == ()
    for act in (next_turn, stop_turns):
        assert act(reference_session(), NINE) == ()
    assert start_turns(replace(reference_session(), groups=(Group(id="A"),)), 2, NINE) == ()


def test_the_room_sees_groups_only(meeting: Meeting) -> None:
    """Who is held has an end that does not change from look to look; who waits has a length."""
    meeting.do(*start_turns(meeting.session, 2, meeting.now))
    ends_at = meeting.now.replace(minute=meeting.now.minute + 2)
    expected = (
        RoomTimer(title="Groep A", ends_at=ends_at),
        RoomTimer(title="Groep B", seconds=120),
        RoomTimer(title="Groep C", seconds=120),
    )
    for _look in range(5):
        assert room_timers(block_of(meeting), meeting.now, NAMES) == expected
        meeting.wait(seconds=0.237)
    meeting.until("10.17")
    meeting.interrupt_or_resume()
    frozen = room_timers(block_of(meeting), meeting.now, {})[0]
    assert frozen == RoomTimer(title="A", seconds=60.0)


@given(st.lists(st.sampled_from(["next", "still", "wait"]), max_size=12))
def test_no_more_than_one_group_is_held(acts: list[str]) -> None:
    """Whatever is pressed, at most one turn runs and none has gained time."""
    meeting = Meeting(replace(reference_session(), groups=(Group(id="A"), Group(id="B"))))
    meeting.next_block()
    meeting.do(*start_turns(meeting.session, 2, meeting.now))
    for act in acts:
        if act == "next":
            meeting.do(*next_turn(meeting.session, meeting.now))
        elif act == "still":
            meeting.interrupt_or_resume()
        meeting.wait(seconds=7)
        times = turn_times(block_of(meeting), meeting.now)
        assert [time.is_held for time in times] == [True, False][: len(times)]
        assert all(time.remaining_seconds <= 120 for time in times)
