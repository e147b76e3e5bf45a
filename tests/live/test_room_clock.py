"""A rehearsal runs faster, and the room view has exactly the clock of the main program."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.live.clock import PracticeClock, RoomClock
from sessiecoach.live.room_clock import clock_of, practice_or_room_clock, published_clock
from sessiecoach.storage.room import PublishedClock
from tests.fake_clock import FakeClock
from tests.live.test_clock import NINE, Laptop


def test_ninety_minutes_in_ninety_seconds() -> None:
    """The agenda runs sixty times as fast; guards and undo windows keep a person's time."""
    base = FakeClock(NINE)
    clock = PracticeClock(base, 60, NINE)
    began = clock.monotonic()
    assert clock.now() == NINE
    base.advance(90)
    assert clock.now() == NINE + dt.timedelta(minutes=90)
    assert clock.monotonic() - began == 90


@given(st.floats(0, 10_000), st.sampled_from([1.0, 2.0, 60.0, 0.5]), st.booleans())
def test_two_processes_have_one_clock(passed: float, tempo: float, sleeps: bool) -> None:
    """Whatever the tempo and whenever the room view starts, both say the same instant."""
    laptop = Laptop()
    own = RoomClock(laptop.machine())
    clock = practice_or_room_clock(own, tempo)
    (laptop.sleep if sleeps else laptop.work)(passed)
    laptop.wall += dt.timedelta(hours=1)
    seen = clock_of(published_clock(own.anchor, tempo), laptop.machine())
    assert seen.now() == clock.now()
    laptop.work(77)
    assert seen.now() == clock.now()


@pytest.mark.parametrize("tempo", [1.0, 60.0])
def test_without_a_boot_the_wall_ties_the_clocks(tempo: float) -> None:
    """Where the system names no boot, a room view that starts later agrees by the wall time."""
    laptop = Laptop(boot="")
    own = RoomClock(laptop.machine())
    clock = practice_or_room_clock(own, tempo)
    laptop.work(30)
    seen = clock_of(published_clock(own.anchor, tempo), laptop.machine())
    laptop.work(5)
    assert seen.now() == clock.now() == NINE + dt.timedelta(seconds=35 * tempo)


def test_nothing_published_is_the_time_of_the_system() -> None:
    """A room view that waits for a meeting has the clock of its own system."""
    assert clock_of(PublishedClock(), Laptop().machine()).now() == NINE
    assert published_clock(None) == PublishedClock()
