"""What the beamer may know of a meeting: little, the same at every tick, and nothing private."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain import acts
from sessiecoach.domain.agenda import Phase, agenda
from sessiecoach.domain.facts import Ended, Slept
from sessiecoach.domain.room import (
    RoomPlace,
    RoomState,
    RoomTimer,
    room_phase,
    room_remaining_seconds,
    room_state,
    round_place,
    timer_remaining_seconds,
)
from sessiecoach.domain.session import Block, Group, Header, Perspective, Session, Station
from tests.domain.reference_plan import NINE, ZONE, Meeting, at, reference_session
from tests.private_marks import MARK, marked
from tests.strategies import instants, sessions


@pytest.fixture
def meeting() -> Meeting:
    """Give the reference plan at 9.00 with titles, a question for round 2, nothing started."""
    plan = reference_session()
    named = {"r2": "Ronde 2: verdiepen", "w2": "Wisselen", "r3": "Ronde 3: oogsten"}
    blocks = tuple(
        replace(block, title=named.get(block.id, block.id), questions=("Wat helpt?",))
        for block in plan.blocks
    )
    return Meeting(replace(plan, blocks=blocks))


def state_of(meeting: Meeting) -> RoomState:
    return room_state(meeting.session, meeting.agenda, meeting.now)


def test_a_running_round(meeting: Meeting) -> None:
    """The room sees which round it is, its question, when it ends, and what comes next."""
    meeting.play_until("r2")
    meeting.wait(minutes=5)
    assert state_of(meeting) == RoomState(
        title="Ronde 2: verdiepen",
        place="2/3",
        questions=("Wat helpt?",),
        running=True,
        ends_at=at("9.53"),
        marks_seconds=(300, 60),
        following="Wisselen",
        hand=True,
        meeting_ends_at=at("10.30"),
    )


def test_a_changeover_says_where_the_groups_of_a_carousel_go(meeting: Meeting) -> None:
    """Every group with its perspective and the letter of its case, in a changeover only."""
    stations = (
        Station(group="A", perspective="systeem", case="b"),
        Station(group="B", perspective="burger"),
        Station(group="C", perspective="weg"),
        Station(group="Z", perspective="systeem"),
    )
    meeting.play_until("w2")
    session = replace(
        meeting.session,
        perspectives=(Perspective(id="systeem", title="Systeem"), Perspective(id="burger")),
        groups=(Group(id="A", title="Het raam"), Group(id="B"), Group(id="C"), Group(id="D")),
        blocks=tuple(
            replace(each, stations=stations if each.kind == "round" else ())
            for each in meeting.session.blocks
        ),
    )
    assert room_state(session, meeting.agenda, meeting.now).places == (
        RoomPlace(group="A", title="Het raam", perspective="Systeem", case="b"),
        RoomPlace(group="B", perspective="burger"),
        RoomPlace(group="C"),
    )
    assert state_of(meeting).places == ()
    meeting.play_until("r3")
    assert room_state(session, meeting.agenda, meeting.now).places == ()


def test_before_the_start(meeting: Meeting) -> None:
    """Before anything runs the room sees the first block at its full length, standing still."""
    state = state_of(meeting)
    assert (state.title, state.running, state.ends_at) == ("terugblik", False, None)
    assert room_remaining_seconds(state, at("12.00")) == 600
    assert room_phase(state, at("12.00")) is Phase.PLANNED
    assert state.following == ""


def test_interrupted(meeting: Meeting) -> None:
    """What is left of an interrupted block stands still, at any later moment."""
    meeting.play_until("r2")
    meeting.wait(minutes=5)
    meeting.interrupt_or_resume()
    state = state_of(meeting)
    assert (state.interrupted, state.running, state.ends_at) == (True, False, None)
    assert room_remaining_seconds(state, at("11.00")) == 15 * 60
    assert room_phase(state, at("11.00")) is Phase.INTERRUPTED


@pytest.mark.parametrize(
    ("clock", "phase", "remaining"),
    [
        ("9.36", Phase.RUNNING, 17 * 60),
        ("9.48", Phase.LAST_MINUTES, 300),
        ("9.52", Phase.LAST_MINUTE, 60),
        ("9.53", Phase.OVERRUN, 0),
        ("9.55", Phase.OVERRUN, -120),
    ],
)
def test_phases_follow_from_the_clock(
    meeting: Meeting, clock: str, phase: Phase, remaining: float
) -> None:
    """Rules 2, 7 and 9: one published state tells the room of every mark as it passes."""
    meeting.play_until("r2")
    state = state_of(meeting)
    assert room_phase(state, at(clock)) is phase
    assert room_remaining_seconds(state, at(clock)) == remaining


def test_after_the_last_block(meeting: Meeting) -> None:
    """When every block is over the room is thanked; a plan without blocks is not over."""
    meeting.play_until("afronding")
    assert state_of(meeting).following == ""
    meeting.do(Ended("afronding"))
    state = state_of(meeting)
    assert state.closed
    assert room_phase(state, meeting.now) is Phase.DONE
    empty = Meeting(replace(reference_session(), blocks=()))
    assert state_of(empty) == RoomState(hand=True)
    assert room_phase(state_of(empty), NINE) is Phase.DONE


def test_a_closed_meeting(meeting: Meeting) -> None:
    """A meeting that is closed is over for the room, also with blocks that were not held."""
    meeting.play_until("r2")
    meeting.do(*acts.close(meeting.session, meeting.now, ()))
    state = state_of(meeting)
    assert state.closed
    assert room_phase(state, meeting.now) is Phase.DONE


@pytest.mark.parametrize("over", [False, True])
def test_what_the_facilitator_shows(meeting: Meeting, over: bool) -> None:
    """Message, blackout, hand sign and the timers of the groups are passed on, also at the end."""
    timers = (RoomTimer(title="Groep A", ends_at=at("9.02")), RoomTimer(title="B", seconds=120))
    if over:
        meeting.play_until("afronding")
        meeting.do(Ended("afronding"))
    state = room_state(
        meeting.session,
        meeting.agenda,
        meeting.now,
        message="Koffie staat klaar",
        blackout=True,
        hand=False,
        timers=timers,
    )
    assert (state.message, state.blackout, state.hand) == ("Koffie staat klaar", True, False)
    assert state.timers == timers
    assert state.closed is over


def test_timers_of_groups(meeting: Meeting) -> None:
    """Rule 31: a running timer follows the clock, below zero too; one that waits stands still."""
    running, waiting = RoomTimer(ends_at=at("9.02")), RoomTimer(seconds=120)
    assert timer_remaining_seconds(running, at("9.01.30")) == 30
    assert timer_remaining_seconds(running, at("9.02.05")) == -5
    assert timer_remaining_seconds(waiting, at("9.30")) == 120


def test_only_rounds_are_counted(meeting: Meeting) -> None:
    """A round has a place among the rounds that are held; other blocks have none."""
    assert round_place(meeting.session, "r3") == "3/3"
    assert round_place(meeting.session, "w2") == ""
    meeting.do(*acts.withdraw("blocks", "r2", meeting.now))
    assert round_place(meeting.session, "r3") == "2/2"
    assert round_place(meeting.session, "r2") == ""


def test_the_room_reads_the_rules_at_the_opening_only() -> None:
    """Before its clock runs and while it does; in the next block they are gone."""
    block = Block(id="r1", kind="round")
    session = Session(
        header=Header(rules=("Alles telt.",)),
        blocks=(Block(id="opening", kind="opening", planned_minutes=5), block),
    )
    now = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)
    for started, ended, rules in (
        (None, None, ("Alles telt.",)),
        (now, None, ("Alles telt.",)),
        (now, now, ()),
    ):
        opening = replace(session.blocks[0], started_at=started, ended_at=ended)
        given = replace(session, blocks=(opening, block))
        assert room_state(given, agenda(given, now, ZONE), now).rules == rules


SECONDS = st.floats(0, 3 * 3600)


@given(st.lists(SECONDS, min_size=3, max_size=3), SECONDS, SECONDS)
def test_the_state_stands_until_somebody_acts(
    waited: list[float], early: float, late: float
) -> None:
    """Two readings give exactly the same state, so that nothing is written at every tick."""
    meeting = Meeting()
    for seconds in waited:
        meeting.next_block()
        meeting.wait(seconds=seconds)
        meeting.interrupt_or_resume()
        meeting.wait(seconds=seconds / 7)
        meeting.interrupt_or_resume()
    meeting.do(Slept(meeting.current.block.id, meeting.now, meeting.now))
    since = meeting.now
    states = []
    for seconds in (0, early, late):
        now = since + dt.timedelta(seconds=seconds)
        states.append(room_state(meeting.session, agenda(meeting.session, now, ZONE), now))
    assert states[0] == states[1] == states[2]
    meeting.now = since + dt.timedelta(seconds=early)
    remaining = room_remaining_seconds(states[0], meeting.now)
    assert remaining == pytest.approx(meeting.remaining, abs=1e-6)


@given(sessions(), instants())
def test_nothing_else_of_a_session_is_in_it(session: Session, now: dt.datetime) -> None:
    """Of all that people typed only spelregels and titles and questions of blocks reach the room.

    No name, no note, no promise, nothing private, and no key that this version does not know.
    """
    secret = marked(session, but=("blocks.title", "blocks.questions", "header.rules"))
    state = room_state(secret, agenda(secret, now, ZONE), now)
    assert MARK not in repr(state)


def test_the_marks_are_everywhere() -> None:
    """The session of the test above has a mark in every text, so that a leak would show."""
    session = Session()
    assert MARK in repr(marked(session, but=()))
    plan = marked(reference_session(), but=("blocks.title",))
    assert MARK not in plan.blocks[0].title
    assert MARK in plan.blocks[0].id
    assert MARK in plan.header.title
