"""The room clock: it counts sleep, and no correction of the system moves it."""

from __future__ import annotations

import datetime as dt
import sys
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.live.clock import Machine, RoomClock, running_clock, this_machine

NINE = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)


@dataclass
class Laptop:
    """Three clocks that a test moves apart."""

    boot: str = "boot-1"
    running: float = 5000.0
    awake: float = 900.0
    wall: dt.datetime = NINE

    def machine(self) -> Machine:
        """Return its clocks as the program sees them."""
        return Machine(lambda: self.running, lambda: self.awake, lambda: self.wall, self.boot)

    def work(self, seconds: float) -> None:
        """Let time pass with the lid open."""
        self.awake += seconds
        self.sleep(seconds)

    def sleep(self, seconds: float) -> None:
        """Let time pass with the lid closed."""
        self.running += seconds
        self.wall += dt.timedelta(seconds=seconds)

    def restart(self, seconds: float) -> None:
        """Boot again, which takes some time."""
        self.wall += dt.timedelta(seconds=seconds)
        self.boot, self.running, self.awake = self.boot + "+", 3.0, 3.0


def after(seconds: float) -> dt.datetime:
    """Return the instant so long after nine."""
    return NINE + dt.timedelta(seconds=seconds)


def test_it_opens_with_the_time_of_the_system() -> None:
    """A new clock says what the system says."""
    assert RoomClock(Laptop().machine()).now() == NINE


def test_sleep_counts() -> None:
    """A closed lid does not stop the time of the room; a person's own time does stand still."""
    laptop = Laptop()
    clock = RoomClock(laptop.machine())
    began = clock.monotonic()
    laptop.work(10)
    laptop.sleep(480)
    assert clock.now() == after(490)
    assert clock.monotonic() - began == 10


def test_a_corrected_system_clock_moves_nothing() -> None:
    """Summer time, a time server or a person with a wrong date do not touch a running meeting."""
    laptop = Laptop()
    clock = RoomClock(laptop.machine())
    laptop.work(60)
    laptop.wall += dt.timedelta(hours=1)
    assert clock.now() == after(60)
    laptop.wall -= dt.timedelta(days=400)
    laptop.work(60)
    assert clock.now() == after(120)


def test_a_restart_goes_on_by_its_anchor() -> None:
    """On the same boot a new program has the same time, whatever the system clock says now."""
    laptop = Laptop()
    anchor = RoomClock(laptop.machine()).anchor
    laptop.work(60)
    laptop.wall += dt.timedelta(hours=1)
    laptop.sleep(30)
    clock = RoomClock(laptop.machine(), anchor)
    assert clock.now() == after(90)
    assert clock.anchor == anchor


def test_another_boot_takes_the_time_of_the_system() -> None:
    """The clock that ran on begins anew with a boot, so that its old reading means nothing."""
    laptop = Laptop()
    anchor = RoomClock(laptop.machine()).anchor
    laptop.work(60)
    laptop.restart(40)
    clock = RoomClock(laptop.machine(), anchor)
    assert clock.now() == after(100)
    laptop.work(5)
    assert clock.now() == after(105)
    assert clock.anchor != anchor


def test_a_system_that_tells_no_boot_takes_the_time_of_the_system() -> None:
    """Where two boots cannot be told apart an old anchor is not trusted."""
    laptop = Laptop(boot="")
    anchor = RoomClock(laptop.machine()).anchor
    laptop.running = 1.0
    assert RoomClock(laptop.machine(), anchor).now() == NINE


@given(
    st.lists(
        st.tuples(st.sampled_from(["work", "sleep", "correct", "again"]), st.floats(0, 5000)),
        max_size=30,
    )
)
def test_it_only_ever_counts_real_time(acts: list[tuple[str, float]]) -> None:
    """Any mix of work, sleep, corrections and restarts of the program: within a second, exact."""
    laptop = Laptop()
    clock = RoomClock(laptop.machine())
    passed = 0.0
    for act, seconds in acts:
        before = clock.now()
        if act == "correct":
            laptop.wall -= dt.timedelta(seconds=seconds)
        elif act == "again":
            clock = RoomClock(laptop.machine(), clock.anchor)
        else:
            laptop.work(seconds) if act == "work" else laptop.sleep(seconds)
            passed += seconds
        assert clock.now() >= before
    assert abs((clock.now() - after(passed)).total_seconds()) < 0.001


def test_this_machine_has_clocks() -> None:
    """The clocks of this system can be read, go on, and know their boot where it is told."""
    machine = this_machine()
    clock = RoomClock(machine)
    first, awake = clock.now(), clock.monotonic()
    assert clock.now() >= first
    assert clock.monotonic() >= awake
    assert first.utcoffset() == dt.timedelta()
    assert machine.boot == this_machine().boot


@pytest.mark.parametrize(
    ("platform", "clock"),
    [
        ("linux", "CLOCK_BOOTTIME"),
        ("darwin", "CLOCK_MONOTONIC"),
        ("win32", "time.monotonic"),
        ("freebsd14", "time.monotonic"),
    ],
)
def test_each_platform_has_a_clock_that_runs_on_during_sleep(platform: str, clock: str) -> None:
    """The clock of a platform is read by the name that its documents give it."""
    read: list[str] = []

    def named(name: str) -> float:
        read.append(name)
        return 7.0

    def monotonic() -> float:
        read.append("time.monotonic")
        return 7.0

    assert running_clock(platform, named, monotonic)() == 7.0
    assert read == [clock]


@pytest.mark.skipif(sys.platform != "linux", reason="the clock of Linux")
def test_the_clock_of_this_system_is_asked() -> None:
    """On Linux the seconds since the boot are read, sleep included."""
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= running_clock()() <= time.clock_gettime(time.CLOCK_BOOTTIME)
