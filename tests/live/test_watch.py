"""What a laptop does to its clocks is noticed once, and never invented."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.live.clock import RoomClock
from sessiecoach.live.watch import ClockJumped, Event, Slept, Watch
from tests.live.test_clock import Laptop, after


class Practice:
    """The clock of a practice."""

    def __init__(self, clock: RoomClock) -> None:
        self._clock, self._began_at = clock, clock.now()

    def now(self) -> dt.datetime:
        """Return thirty times as much time as went by."""
        return self._began_at + 30 * (self._clock.now() - self._began_at)

    def monotonic(self) -> float:
        """Return seconds of a person's time."""
        return self._clock.monotonic()


@pytest.fixture
def laptop() -> Laptop:
    """Give a laptop whose clocks agree."""
    return Laptop()


@pytest.fixture
def watch(laptop: Laptop) -> Watch:
    """Give a watch that looked just now."""
    return Watch(laptop.machine(), RoomClock(laptop.machine()))


def test_a_closed_lid(laptop: Laptop, watch: Watch) -> None:
    """Rule 28: eight minutes with the lid closed are one event, from where it was last awake."""
    laptop.work(0.25)
    assert watch.look() == ()
    laptop.sleep(8 * 60)
    laptop.work(0.1)
    (slept,) = watch.look()
    assert slept == Slept(after(0.25), after(480.35))
    assert isinstance(slept, Slept)
    assert slept.seconds == pytest.approx(480.1)
    assert watch.look() == ()


def test_a_machine_that_stood_still(laptop: Laptop, watch: Watch) -> None:
    """A program that was paused while the laptop was awake was away just as well."""
    laptop.work(60)
    assert watch.look() == (Slept(after(0), after(60)),)


def test_a_busy_machine_is_not_asleep(laptop: Laptop, watch: Watch) -> None:
    """A tick that comes seconds late is no sleep."""
    for seconds in (0.25, 4.9, 1.5, 3):
        laptop.work(seconds)
        assert watch.look() == ()


@pytest.mark.parametrize("seconds", [3600, -3600, 5, -5])
def test_a_clock_that_was_set(laptop: Laptop, watch: Watch, seconds: int) -> None:
    """Rule 5: a system clock that is set forward or back is told once, and is no sleep."""
    laptop.work(0.25)
    laptop.wall += dt.timedelta(seconds=seconds)
    assert watch.look() == (ClockJumped(float(seconds)),)
    laptop.work(0.25)
    assert watch.look() == ()
    laptop.wall -= dt.timedelta(seconds=seconds)
    assert watch.look() == (ClockJumped(float(-seconds)),)


def test_a_clock_set_while_asleep(laptop: Laptop, watch: Watch) -> None:
    """Waking up with another time is both."""
    laptop.sleep(600)
    laptop.wall += dt.timedelta(hours=1)
    assert watch.look() == (Slept(after(0), after(600)), ClockJumped(3600.0))


def test_a_clock_that_drifts(laptop: Laptop, watch: Watch) -> None:
    """Small corrections are not told one by one; when they add up they are, once."""
    events: list[Event] = []
    for _ in range(12):
        laptop.work(1)
        laptop.wall += dt.timedelta(seconds=0.75)
        events += watch.look()
    assert events == [ClockJumped(5.25)]


def test_practice_is_no_sleep(laptop: Laptop) -> None:
    """In practice the clock of the room runs faster than the machine; that is not an absence."""
    watch = Watch(laptop.machine(), Practice(RoomClock(laptop.machine())))
    laptop.work(0.25)
    assert watch.look() == ()
    laptop.work(10)
    assert watch.look() == (Slept(after(7.5), after(307.5)),)


@given(
    st.lists(st.tuples(st.sampled_from(["work", "sleep", "set"]), st.floats(0, 4000)), max_size=20),
    st.floats(0.01, 4.9),
)
def test_absences_add_up(happened: list[tuple[str, float]], tick: float) -> None:
    """Whatever happens, what is told as slept was not watched, and no two absences overlap."""
    laptop = Laptop()
    clock = RoomClock(laptop.machine())
    watch = Watch(laptop.machine(), clock)
    away = 0.0
    until = clock.now()
    for what, seconds in happened:
        if what == "work":
            laptop.work(tick)
        elif what == "sleep":
            laptop.sleep(seconds)
            away += seconds if seconds >= 5 else 0
        else:
            laptop.wall += dt.timedelta(seconds=seconds)
        for event in watch.look():
            if isinstance(event, Slept):
                assert event.from_ >= until
                until = event.until
                away -= event.seconds
    assert away == pytest.approx(0, abs=0.01)
