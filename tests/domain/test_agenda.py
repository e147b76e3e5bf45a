"""The clock and the agenda, by the rules of the clock in the design, on its reference plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain import acts
from sessiecoach.domain.agenda import (
    Phase,
    Slot,
    agenda,
    crossed_marks,
    elapsed_seconds,
    first_started_at,
    length_seconds,
    marks_seconds,
    phase,
    planned_slot,
    remaining_seconds,
    session_place,
    shown_seconds,
    slot,
)
from sessiecoach.domain.facts import Ended, GivenBack, Slept
from sessiecoach.domain.session import (
    Block,
    Gap,
    Header,
    Interruption,
    SecondsAt,
    Session,
)
from tests.domain.reference_plan import NINE, ZONE, Meeting, at, reference_session
from tests.strategies import instants, shaped


@pytest.fixture
def meeting() -> Meeting:
    """Give the reference plan at 9.00, nothing started."""
    return Meeting()


def running(minutes: int = 20, **values: object) -> Block:
    """Return a block that was started at 9.00."""
    given = {"planned_minutes": minutes, "started_at": NINE, "warn_minutes": (5, 1)} | values
    return Block(id="r1", **given)  # type: ignore[arg-type]


def after(minutes: float = 0, seconds: float = 0) -> dt.datetime:
    return NINE + dt.timedelta(minutes=minutes, seconds=seconds)


# Counting


def test_remaining(meeting: Meeting) -> None:
    """Rule 1: remaining = planned + added - (now - started - interrupted)."""
    meeting.next_block()
    meeting.wait(minutes=4)
    meeting.interrupt_or_resume()
    meeting.wait(minutes=2)
    meeting.interrupt_or_resume()
    meeting.extend(3)
    meeting.wait(seconds=30)
    assert meeting.remaining == (10 + 3) * 60 - (4 * 60 + 30)


def test_zero_is_not_an_end(meeting: Meeting) -> None:
    """Rule 2: past zero the block goes on, and shows +0:01 after a full second."""
    meeting.next_block()
    meeting.wait(minutes=10)
    assert (meeting.remaining, meeting.current.phase) == (0, Phase.OVERRUN)
    meeting.wait(seconds=0.5)
    assert shown_seconds(meeting.remaining) == 0
    meeting.wait(seconds=0.5)
    assert shown_seconds(meeting.remaining) == -1
    assert meeting.agenda.current is not None


@given(st.floats(0, 2 * 3600))
def test_the_face_is_less_than_a_second_off(seconds: float) -> None:
    """Rule 3: what is shown differs less than a second from what remains, at any moment."""
    left = remaining_seconds(running(), after(seconds=seconds))
    assert left == pytest.approx(20 * 60 - seconds, abs=1e-5)
    assert 0 <= shown_seconds(left) - left < 1


@pytest.mark.parametrize(
    ("left", "shown"), [(1200, 1200), (1199.01, 1200), (0.01, 1), (0, 0), (-0.99, 0), (-1, -1)]
)
def test_a_face_opens_full_and_ends_at_zero(left: float, shown: int) -> None:
    """A round opens with 20:00 and shows 0:00 only when it is over."""
    assert shown_seconds(left) == shown


def test_the_end_time(meeting: Meeting) -> None:
    """Rule 4: the end time is now plus what remains; in overrun it is now."""
    meeting.next_block()
    meeting.wait(minutes=4)
    assert meeting.current.expected_until == at("9.10")
    meeting.wait(minutes=8)
    assert meeting.current.expected_until == at("9.12")


@pytest.mark.parametrize("back_minutes", [1, 60, 60 * 24])
def test_a_clock_set_back(meeting: Meeting, back_minutes: int) -> None:
    """Rule 5: a clock that is set back gives no negative time and skips no round."""
    meeting.next_block()
    meeting.interrupt_or_resume()
    meeting.wait(minutes=-back_minutes)
    assert meeting.remaining == 10 * 60
    assert meeting.current.block.id == "terugblik"
    meeting.interrupt_or_resume()
    assert meeting.remaining == 10 * 60
    meeting.next_block()
    assert meeting.current.block.id == "r1"


@pytest.mark.parametrize(
    ("day", "starts", "ends", "length"),
    [
        (dt.date(2016, 9, 5), dt.time(23), dt.time(0, 30), 90),
        (dt.date(2016, 9, 5), dt.time(9), dt.time(9), 24 * 60),
        # Summer time begins on 27 March 2016 at 2.00 and ends on 30 October 2016 at 3.00.
        (dt.date(2016, 3, 27), dt.time(1), dt.time(4), 120),
        (dt.date(2016, 10, 30), dt.time(1), dt.time(4), 240),
        (dt.date(2016, 3, 26), dt.time(23), dt.time(4), 240),
        (dt.date(2016, 10, 29), dt.time(23), dt.time(4), 360),
    ],
)
def test_midnight_and_summer_time(
    day: dt.date, starts: dt.time, ends: dt.time, length: int
) -> None:
    """Rule 5: an end before the begin is the next day; a night of summer time has its own length.

    On such a night the meeting still ends when the clock on the wall says so.
    """
    slot = planned_slot(Header(date=day, starts=starts, ends=ends), ZONE)
    assert slot is not None
    assert (slot.ends_at - slot.begins_at).total_seconds() == length * 60
    assert slot.ends_at.astimezone(ZONE).time() == ends
    assert not slot.moved


def test_a_meeting_over_midnight() -> None:
    """Rule 5: late in a slot that goes past midnight is late, not another day."""
    header = Header(date=dt.date(2016, 9, 5), starts=dt.time(23), ends=dt.time(1))
    session = Session(header=header, blocks=(Block(id="r1", planned_minutes=120),))
    half_past_twelve = dt.datetime(2016, 9, 6, 0, 30, tzinfo=ZONE)
    times = slot(session, ZONE, half_past_twelve)
    assert times is not None
    assert not times.moved
    assert times.ends_at == dt.datetime(2016, 9, 6, 1, tzinfo=ZONE)


# Signals


def crossings(block: Block, *, step: float, minutes: float) -> list[int]:
    marks: list[int] = []
    before = remaining_seconds(block, NINE)
    seconds = 0.0
    while seconds <= minutes * 60:
        seconds += step
        left = remaining_seconds(block, after(seconds=seconds))
        marks.extend(crossed_marks(block, before, left))
        before = left
    return marks


@pytest.mark.parametrize("step", [0.1, 1, 7.3, 60, 3600])
def test_one_signal_each(step: float) -> None:
    """Rule 7: 5:00, 1:00 and zero give one signal each, however often one looks."""
    assert crossings(running(), step=step, minutes=25) == [300, 60, 0]


def test_a_signal_comes_at_the_mark(meeting: Meeting) -> None:
    """Rule 7: the signal falls with the second that is shown, not one sooner or later."""
    block = running()
    assert crossed_marks(block, 300.5, 300.01) == ()
    assert crossed_marks(block, 300.01, 300) == (300,)
    assert crossed_marks(block, 300, 299) == ()


def test_a_signal_comes_again_after_passing_back() -> None:
    """Rule 7: more time passes back above a mark, and then it can be crossed again."""
    block = running(added=(SecondsAt(at=after(16), seconds=120),))
    before = length_seconds(running()) - 16 * 60
    given = remaining_seconds(block, after(16))
    assert (before, given) == (240, 360)
    assert crossed_marks(block, before, given) == ()
    assert crossed_marks(block, given, remaining_seconds(block, after(17))) == (300,)


@pytest.mark.parametrize(
    ("minutes", "warn_minutes", "marks"),
    [
        (20, (5, 1), (300, 60)),
        (20, (1, 5, 5), (300, 60)),
        (20, (10, 5, 1), (600, 300, 60)),
        (20, (2,), (120,)),
        (20, (), ()),
        (5, (5, 1), (60,)),
        (5, (3, 1), (180, 60)),
        (6, (5, 1), (300, 60)),
        (4, (5, 1), (60,)),
        (4, (3, 2), (120,)),
        (1, (5, 1), ()),
    ],
)
def test_marks(minutes: int, warn_minutes: tuple[int, ...], marks: tuple[int, ...]) -> None:
    """Rule 8: marks are of the block; under five minutes only the last; none at its begin."""
    assert marks_seconds(running(minutes, warn_minutes=warn_minutes)) == marks


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (1200, Phase.RUNNING),
        (300.5, Phase.RUNNING),
        (300, Phase.LAST_MINUTES),
        (61, Phase.LAST_MINUTES),
        (60, Phase.LAST_MINUTE),
        (1, Phase.LAST_MINUTE),
        (0, Phase.OVERRUN),
        (-65, Phase.OVERRUN),
    ],
)
def test_phases(left: float, expected: Phase) -> None:
    """Rule 9: running, the last minutes, the last minute and overrun are four phases."""
    assert phase(running(), after(seconds=1200 - left)) is expected


@pytest.mark.parametrize(
    ("warn_minutes", "left", "expected"),
    [
        ((), 30, Phase.RUNNING),
        ((5,), 301, Phase.RUNNING),
        ((5,), 300, Phase.LAST_MINUTES),
        ((5,), 30, Phase.LAST_MINUTES),
        ((1,), 300, Phase.RUNNING),
        ((1,), 60, Phase.LAST_MINUTE),
        ((5, 2), 120, Phase.LAST_MINUTES),
        ((10, 5, 1), 600, Phase.LAST_MINUTES),
    ],
)
def test_the_last_minute_is_one_minute(
    warn_minutes: tuple[int, ...], left: float, expected: Phase
) -> None:
    """Rule 9: a block whose only mark is at 5:00 is not in its last minute by then."""
    block = running(warn_minutes=warn_minutes)
    assert phase(block, after(seconds=1200 - left)) is expected


def test_phases_without_a_running_clock() -> None:
    """Rule 9: planned, interrupted and done are phases too, whatever the time."""
    assert phase(Block(id="r1", planned_minutes=20), after(90)) is Phase.PLANNED
    still = running(interruptions=(Interruption(from_=after(1)),))
    assert phase(still, after(90)) is Phase.INTERRUPTED
    assert phase(running(ended_at=after(1)), after(90)) is Phase.DONE


def test_seconds_over_five_minutes() -> None:
    """Rule 8: a block that is a second longer than the mark passes it."""
    just_over = running(5, added=(SecondsAt(at=NINE, seconds=1),))
    assert marks_seconds(just_over) == (300, 60)
    just_under = running(5, added=(SecondsAt(at=NINE, seconds=-1),), warn_minutes=(3, 1))
    assert marks_seconds(just_under) == (60,)


# Control


def test_a_minute_more_in_overrun(meeting: Meeting) -> None:
    """Rule 12: +1 at +0:20 gives 0:40, and is logged with its time."""
    meeting.next_block()
    meeting.wait(minutes=10, seconds=20)
    meeting.extend(1)
    assert meeting.remaining == 40
    assert meeting.current.block.added == (SecondsAt(at=meeting.now, seconds=60),)


def test_a_minute_less_while_interrupted(meeting: Meeting) -> None:
    """Rule 12: -1 counts also while the clock stands still."""
    meeting.next_block()
    meeting.wait(minutes=4)
    meeting.interrupt_or_resume()
    meeting.wait(minutes=1)
    meeting.extend(-1)
    assert meeting.remaining == 5 * 60
    assert meeting.current.phase is Phase.INTERRUPTED


def test_interrupting_freezes(meeting: Meeting) -> None:
    """Rule 13: what remains stands still, the expected end moves, and it goes on to the second."""
    meeting.next_block()
    meeting.wait(minutes=3, seconds=0.25)
    meeting.interrupt_or_resume()
    left = meeting.remaining
    meeting.wait(minutes=7)
    assert meeting.remaining == left == 419.75
    assert meeting.current.expected_until == meeting.now + dt.timedelta(seconds=left)
    assert meeting.current.block.interruptions[-1].from_ == after(3, 0.25)
    meeting.interrupt_or_resume()
    meeting.wait(seconds=1)
    assert meeting.remaining == left - 1


def test_an_interruption_ends_with_its_block(meeting: Meeting) -> None:
    """Rule 13: going on from an interrupted block leaves what was used as it was."""
    meeting.next_block()
    meeting.wait(minutes=3)
    meeting.interrupt_or_resume()
    meeting.wait(minutes=7)
    meeting.next_block()
    meeting.wait(minutes=30)
    assert elapsed_seconds(meeting.session.blocks[0], meeting.now) == 3 * 60


# The hard end


def test_drift_and_expected_end(meeting: Meeting) -> None:
    """Rule 18: on time there is no drift; in overrun it grows, and the expected end after it."""
    assert (meeting.agenda.drift_seconds, meeting.agenda.expected_end) == (0, at("10.30"))
    meeting.next_block()
    meeting.wait(minutes=5)
    assert (meeting.agenda.drift_seconds, meeting.agenda.surplus_seconds) == (0, 0)
    meeting.wait(minutes=7, seconds=30)
    assert meeting.agenda.drift_seconds == 150
    meeting.wait(minutes=7, seconds=30)
    assert meeting.agenda.drift_seconds == 600
    assert meeting.agenda.expected_end == at("10.34")
    assert meeting.agenda.surplus_seconds == 240


def test_early_is_drift_too(meeting: Meeting) -> None:
    """Rule 18: a block that goes on early makes the rest earlier, also before the planned begin."""
    meeting.until("8.45")
    meeting.next_block()
    meeting.wait(minutes=5)
    meeting.next_block()
    assert meeting.current.expected_until == at("9.10")
    assert meeting.agenda.drift_seconds == -20 * 60
    assert meeting.agenda.expected_end == at("10.10")
    meeting.undo()
    meeting.wait(minutes=1)
    meeting.do(Ended("terugblik"))
    assert meeting.entry("r1").expected_from == at("8.51")
    assert meeting.agenda.drift_seconds == -19 * 60


def test_buffers_absorb_first(meeting: Meeting) -> None:
    """Rule 19: 3 minutes late leaves all rounds at 20 and afronding at 11."""
    meeting.play_until("r2", r1=23)
    lengths = {e.block.id: e.length_seconds / 60 for e in meeting.agenda.entries}
    assert lengths == {
        "terugblik": 10,
        "r1": 20,
        "w1": 3,
        "r2": 20,
        "w2": 3,
        "r3": 20,
        "afronding": 11,
    }
    assert meeting.agenda.expected_end == at("10.30")
    assert meeting.agenda.surplus_seconds == 0
    assert meeting.agenda.drift_seconds == 3 * 60


def test_a_buffer_keeps_its_minimum(meeting: Meeting) -> None:
    """Rule 19: 9 minutes late takes afronding to its 8 minutes and leaves 3 over the end."""
    meeting.play_until("w1", r1=29)
    assert meeting.entry("afronding").length_seconds == 8 * 60
    assert meeting.agenda.expected_end == at("10.33")
    assert meeting.agenda.surplus_seconds == 3 * 60


def test_a_buffer_keeps_what_it_has_once_it_began(meeting: Meeting) -> None:
    """Rule 19: a buffer that began with 11 minutes has them, and the plan still says 14."""
    meeting.play_until("afronding", r3=23)
    assert meeting.remaining == 11 * 60
    meeting.wait(minutes=4)
    assert meeting.remaining == 7 * 60
    assert meeting.current.block.planned_minutes == 14
    assert meeting.agenda.expected_end == at("10.30")


def test_early_leaves_buffers_alone(meeting: Meeting) -> None:
    """Rule 19: nothing is taken while the meeting is early or on time."""
    meeting.play_until("r2", r1=15)
    assert meeting.entry("afronding").length_seconds == 14 * 60
    assert meeting.agenda.surplus_seconds == -5 * 60


def test_the_later_buffer_gives_first() -> None:
    """Rule 19: of two buffers the last gives first, and other blocks never do."""
    blocks = (
        Block(id="a", planned_minutes=20, min_minutes=10, flexible=True),
        Block(id="b", planned_minutes=20, min_minutes=15, buffer=True),
        Block(id="c", planned_minutes=20, min_minutes=15, buffer=True),
    )
    header = Header(date=dt.date(2016, 9, 5), starts=dt.time(9), ends=dt.time(10))
    state = agenda(Session(header=header, blocks=blocks), after(7), ZONE)
    assert [e.length_seconds for e in state.entries] == [20 * 60, 18 * 60, 15 * 60]


def test_a_buffer_below_its_minimum_gives_nothing() -> None:
    """Rule 23: nothing goes below a minimum, and a minimum above the length lengthens nothing."""
    blocks = (Block(id="a", planned_minutes=60, min_minutes=90, buffer=True),)
    header = Header(date=dt.date(2016, 9, 5), starts=dt.time(9), ends=dt.time(10))
    state = agenda(Session(header=header, blocks=blocks), after(30), ZONE)
    assert state.entries[0].length_seconds == 3600


def test_dropped_blocks_do_not_count(meeting: Meeting) -> None:
    """Rule 23: a block that was dropped has no place in the agenda and takes no time."""
    meeting.do(*acts.withdraw("blocks", "w1", meeting.now))
    assert "w1" not in [entry.block.id for entry in meeting.agenda.entries]
    assert meeting.agenda.expected_end == at("10.27")


def test_starting_late_with_the_end_fixed(meeting: Meeting) -> None:
    """Rule 25: by default the end is fixed, and the buffer gives what the late start took."""
    meeting.until("9.05")
    assert meeting.agenda.expected_end == at("10.30")
    meeting.next_block()
    assert meeting.agenda.slot == Slot(NINE, at("10.30"), moved=False)
    assert meeting.agenda.expected_end == at("10.30")
    assert meeting.entry("afronding").length_seconds == 9 * 60


def test_starting_late_where_all_moves() -> None:
    """Rule 25: where all moves the end moves along, before the start as after it."""
    plan = reference_session()
    meeting = Meeting(replace(plan, header=replace(plan.header, late_start="all_moves")))
    assert meeting.agenda.expected_end == at("10.30")
    meeting.until("9.05")
    assert meeting.agenda.expected_end == at("10.35")
    assert meeting.agenda.surplus_seconds == 0
    meeting.next_block()
    meeting.wait(minutes=2)
    assert meeting.agenda.slot == Slot(NINE, at("10.35"), moved=False)
    assert meeting.entry("afronding").length_seconds == 14 * 60


@pytest.mark.parametrize("late_start", ["end_fixed", "all_moves"])
def test_an_end_agreed_on_the_day(late_start: Literal["end_fixed", "all_moves"]) -> None:
    """Rule 23: an end that was moved on the day counts in place of the planned one."""
    plan = reference_session()
    header = replace(plan.header, hard_end=at("10.40"), late_start=late_start)
    for start, moved in (("9.05", False), ("11.00", True)):
        meeting = Meeting(replace(plan, header=header), starts_at=at(start))
        assert meeting.agenda.slot is not None
        assert (meeting.agenda.slot.ends_at, meeting.agenda.slot.moved) == (at("10.40"), moved)


@pytest.mark.parametrize(
    ("starts_at", "moved"),
    [
        (dt.datetime(2016, 9, 4, 23, tzinfo=ZONE), True),
        (dt.datetime(2016, 9, 5, 0, 30, tzinfo=ZONE), False),
        (dt.datetime(2016, 9, 5, 8, 59, tzinfo=ZONE), False),
        (dt.datetime(2016, 9, 5, 10, 29, 59, tzinfo=ZONE), False),
        (dt.datetime(2016, 9, 5, 10, 30, tzinfo=ZONE), True),
        (dt.datetime(2026, 11, 22, 20, tzinfo=ZONE), True),
    ],
)
def test_held_at_another_moment(starts_at: dt.datetime, moved: bool) -> None:
    """On another day, or after its planned end, a meeting keeps its length and begins now."""
    meeting = Meeting(starts_at=starts_at.astimezone(dt.UTC))
    times = meeting.agenda.slot
    assert times is not None
    assert times.moved is moved
    assert times.ends_at - times.begins_at == dt.timedelta(minutes=90)
    if moved:
        assert times.begins_at == meeting.now
        meeting.next_block()
        meeting.wait(minutes=5)
        assert meeting.agenda.slot == times
        assert meeting.agenda.drift_seconds == 0
        meeting.next_block()
        meeting.wait(minutes=5)
        assert meeting.agenda.slot == times
        assert meeting.session.header.date == dt.date(2016, 9, 5)


# Sleep and crash


def test_killed_and_started_again(meeting: Meeting) -> None:
    """Rule 26: time goes on as the room has it while nobody looks."""
    meeting.play_until("r2")
    meeting.wait(minutes=3)
    meeting.extend(2)
    meeting.wait(minutes=9)
    again = Meeting(meeting.session, starts_at=meeting.now)
    assert again.current.block.id == "r2"
    assert again.remaining == meeting.remaining == 10 * 60


def test_interrupted_before_interrupted_after(meeting: Meeting) -> None:
    """Rule 27: what was interrupted is interrupted still, with what remained."""
    meeting.next_block()
    meeting.wait(minutes=3)
    meeting.interrupt_or_resume()
    meeting.wait(minutes=55)
    assert (meeting.remaining, meeting.current.phase) == (7 * 60, Phase.INTERRUPTED)


def test_a_closed_lid_counts(meeting: Meeting) -> None:
    """Rule 28: lid closed for 8 of 10 minutes leaves 2:00, unless the time is given back."""
    meeting.next_block()
    lid_closed_at = meeting.now
    meeting.wait(minutes=8)
    meeting.do(Slept("terugblik", lid_closed_at, meeting.now))
    assert meeting.remaining == 2 * 60
    meeting.do(GivenBack("terugblik", lid_closed_at))
    assert meeting.remaining == 10 * 60
    meeting.undo()
    assert meeting.remaining == 2 * 60


def test_sleep_during_an_interruption_is_left_out_once(meeting: Meeting) -> None:
    """Rule 28: giving back time that an interruption had already left out changes nothing."""
    meeting.next_block()
    meeting.wait(minutes=1)
    meeting.interrupt_or_resume()
    meeting.wait(minutes=6)
    meeting.do(Slept("terugblik", after(2), after(6)), GivenBack("terugblik", after(2)))
    meeting.interrupt_or_resume()
    meeting.wait(minutes=1)
    assert meeting.remaining == 8 * 60


def test_gaps_that_overlap_are_left_out_once() -> None:
    """Two laptops that slept at once give their time back once; outside the block nothing."""
    block = running(
        gaps=(
            Gap(from_=after(4), until=after(8), given_back=True),
            Gap(from_=after(-5), until=after(1), given_back=True),
            Gap(from_=after(2), until=after(6), given_back=True),
            Gap(from_=after(3), until=after(5), given_back=True),
            Gap(from_=after(9), until=after(9.5)),
            Gap(from_=after(19), until=after(30), given_back=True),
        ),
        ended_at=after(20),
    )
    assert elapsed_seconds(block, after(90)) == (20 - 6 - 1 - 1) * 60


# Afterwards


def test_planned_and_actual_times_stay(meeting: Meeting) -> None:
    """Rule 33: each block tells when it was planned and when it was, also while others run."""
    meeting.play_until("r2", terugblik=12, r1=21)
    entry = meeting.entry("r1")
    assert (entry.planned_from, entry.planned_until) == (at("9.10"), at("9.30"))
    assert (entry.expected_from, entry.expected_until) == (at("9.12"), at("9.33"))
    assert entry.phase is Phase.DONE
    assert meeting.agenda.following is not None
    assert meeting.agenda.following.block.id == "w2"


def test_a_whole_meeting(meeting: Meeting) -> None:
    """Rule 34: block after block from 9.00 to 10.30, and then nothing follows."""
    meeting.play_until("afronding")
    meeting.wait(minutes=14)
    assert meeting.now == at("10.30")
    assert meeting.agenda.following is None
    meeting.do(*acts.end_clock(meeting.session))
    state = meeting.agenda
    assert (state.current, state.following, state.expected_end) == (None, None, at("10.30"))
    assert (state.drift_seconds, state.surplus_seconds) == (0, 0)
    assert {entry.phase for entry in state.entries} == {Phase.DONE}


# Without a plan


@pytest.mark.parametrize(
    "header",
    [
        Header(starts=dt.time(9), ends=dt.time(10)),
        Header(date=dt.date(2016, 9, 5), ends=dt.time(10)),
        Header(date=dt.date(2016, 9, 5), starts=dt.time(9)),
    ],
)
def test_no_slot(header: Header) -> None:
    """Without a date, a begin and an end there is no slot; the clock does without."""
    session = Session(header=header, blocks=(Block(id="r1", planned_minutes=20, buffer=True),))
    state = agenda(session, after(3), ZONE)
    assert (state.slot, state.surplus_seconds) == (None, 0)
    assert state.expected_end == after(23)
    begun = replace(session, blocks=(replace(session.blocks[0], started_at=NINE),))
    assert agenda(begun, after(3), ZONE).expected_end == after(20)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_a_day_that_no_calendar_has(day: dt.date) -> None:
    """A year that was mistyped in the record gives no slot, and the clock does without."""
    session = Session(header=Header(date=day, starts=dt.time(0), ends=dt.time(0)))
    assert agenda(session, NINE, ZONE).slot is None


def test_an_empty_plan() -> None:
    """A meeting without blocks has an agenda without entries."""
    plan = reference_session()
    state = agenda(replace(plan, blocks=()), NINE, ZONE)
    assert (state.entries, state.current, state.following) == ((), None, None)
    assert (state.expected_end, state.drift_seconds, state.surplus_seconds) == (None, 0, 0)
    assert first_started_at(Session()) is None
    assert session_place(()) is None


# Any mix of acts

Act = Literal["next", "interrupt", "more", "less", "sleep", "give back", "end", "undo", "wait"]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(Act.__args__),  # type: ignore[attr-defined]
        st.integers(0, 900),
    ),
    max_size=25,
)


@given(ACTS)
def test_any_mix_of_acts_counts_every_second_once(played: list[tuple[Act, int]]) -> None:
    """Rule 1: after any mix of acts, what remains is the length less the seconds that it ran.

    The seconds are counted here one by one, as no clock of ours does.
    """
    meeting = Meeting()
    ran: dict[str, set[int]] = {block.id: set() for block in meeting.session.blocks}
    second = 0

    def let_pass(seconds: int) -> None:
        nonlocal second
        current = meeting.agenda.current
        if current is not None and current.phase is not Phase.INTERRUPTED:
            ran[current.block.id].update(range(second, second + seconds))
        second += seconds
        meeting.wait(seconds=seconds)

    for act, seconds in played:
        current = meeting.agenda.current
        match act:
            case "next" if meeting.agenda.following:
                meeting.next_block()
            case "interrupt" if current:
                meeting.interrupt_or_resume()
            case "more":
                meeting.extend(1)
            case "less":
                meeting.extend(-1)
            case "sleep" | "give back" if current:
                from_second, from_ = second, meeting.now
                let_pass(seconds)
                meeting.do(Slept(current.block.id, from_, meeting.now))
                if act == "give back":
                    meeting.do(GivenBack(current.block.id, from_))
                    ran[current.block.id] -= set(range(from_second, second))
            case "end":
                meeting.do(*acts.end_clock(meeting.session))
            case "undo" if current:
                meeting.extend(5)
                meeting.undo()
        if act not in ("sleep", "give back"):
            let_pass(seconds)
        for block in meeting.session.blocks:
            assert elapsed_seconds(block, meeting.now) == len(ran[block.id])
            assert remaining_seconds(block, meeting.now) == (
                length_seconds(block) - len(ran[block.id])
            )
            assert length_seconds(block) >= 0
        assert sum(map(len, ran.values())) <= second


@given(ACTS, st.integers(-100_000, 100_000))
def test_time_is_never_negative(played: list[tuple[Act, int]], jump: int) -> None:
    """Rule 5: wherever the clock of the machine goes, no block has run less than nothing."""
    meeting = Meeting()
    for act, seconds in played:
        if act in ("next", "end"):
            meeting.next_block()
        elif act in ("interrupt", "give back"):
            meeting.interrupt_or_resume()
        meeting.wait(seconds=seconds if act != "less" else -seconds)
    meeting.wait(seconds=jump)
    for entry in meeting.agenda.entries:
        assert elapsed_seconds(entry.block, meeting.now) >= 0
        assert entry.remaining_seconds <= entry.length_seconds
        assert entry.expected_until >= entry.expected_from or entry.block.started_at


@given(shaped(Block), instants())
def test_arbitrary_blocks_never_have_negative_time(block: Block, now: dt.datetime) -> None:
    """A record that a person wrote by hand may say anything and still gives a face."""
    assert elapsed_seconds(block, now) >= 0
    assert isinstance(phase(block, now), Phase)
    assert remaining_seconds(block, now) <= length_seconds(block)


@given(ACTS, st.sampled_from(["next", "interrupt", "more", "less", "end"]))
def test_an_undone_act_restores_exactly(played: list[tuple[Act, int]], last: Act) -> None:
    """Rule 16: undo of the last act of the clock restores the exact earlier state."""
    meeting = Meeting()
    for act, seconds in [*played, (last, 0)]:
        earlier = meeting.session
        match act:
            case "next":
                meeting.next_block()
            case "interrupt" | "sleep" | "wait":
                meeting.interrupt_or_resume()
            case "end":
                meeting.do(*acts.end_clock(meeting.session))
            case _:
                meeting.extend(-1 if act == "less" else 1)
        meeting.wait(seconds=seconds)
    later = meeting.session
    meeting.undo()
    assert meeting.session == earlier
    meeting.undo()
    assert meeting.session == later


@given(st.integers(0, 3 * 3600), st.sampled_from(["Europe/Amsterdam", "UTC", "Asia/Tokyo"]))
def test_the_end_is_met_as_long_as_buffers_last(late: int, zone_name: str) -> None:
    """Rule 19: a late start gives a surplus only where the buffer has nothing left to give."""
    plan = reference_session()
    zone = ZoneInfo(zone_name)
    start = dt.datetime(2016, 9, 5, 9, tzinfo=zone).astimezone(dt.UTC)
    late = min(late, 90 * 60 - 1)
    state = agenda(plan, start + dt.timedelta(seconds=late), zone)
    assert state.surplus_seconds == max(0, late - 6 * 60)
