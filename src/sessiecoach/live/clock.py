"""The room clock: time as the people in the room have it, whatever the laptop did.

A reading of a clock that runs on while a laptop sleeps is tied once to a wall time. After
that the wall time of the system is never asked again, so a corrected or summer-time system
clock moves nothing and a closed lid counts.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from; everything that needs it gets one as an argument."""

    def now(self) -> dt.datetime:
        """Return the instant in UTC, as the room has it."""
        ...

    def monotonic(self) -> float:
        """Return seconds of a person's time, for guards, undo windows and blinking."""
        ...


@dataclass(frozen=True, slots=True)
class Anchor:
    """One reading of the running clock tied to one wall time, for as long as a boot lasts."""

    boot: str
    running_seconds: float
    wall: dt.datetime


@dataclass(frozen=True, slots=True)
class Machine:
    """What the system can tell about time; a test brings its own."""

    running_seconds: Callable[[], float]
    """Seconds that run on during sleep, from an unknown beginning."""
    awake_seconds: Callable[[], float]
    wall: Callable[[], dt.datetime]
    boot: str
    """Changes with every boot; empty where the system does not tell."""


def this_machine() -> Machine:
    """Return the clocks of this system."""
    return Machine(
        running_seconds=running_clock(),
        awake_seconds=time.monotonic,
        wall=lambda: dt.datetime.now(dt.UTC),
        boot=_boot(),
    )


def _named_clock(name: str) -> float:
    return time.clock_gettime(getattr(time, name))


def running_clock(
    platform: str = sys.platform,
    named: Callable[[str], float] = _named_clock,
    monotonic: Callable[[], float] = time.monotonic,
) -> Callable[[], float]:
    """Return the clock of a platform that runs on during sleep.

    On Linux that is CLOCK_BOOTTIME, and on macOS CLOCK_MONOTONIC, which is another than
    `time.monotonic` there; on Windows the clock behind `time.monotonic` counts sleep.
    """
    name = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(platform)
    return partial(named, name) if name else monotonic


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


class RoomClock:
    """The one clock of a running program."""

    def __init__(self, machine: Machine, anchor: Anchor | None = None) -> None:
        """Go on from `anchor` where it is of this boot; else tie a new one to the wall time."""
        self._machine = machine
        if anchor is None or not anchor.boot or anchor.boot != machine.boot:
            anchor = Anchor(machine.boot, machine.running_seconds(), machine.wall())
        self.anchor = anchor

    def now(self) -> dt.datetime:
        """Return the instant in UTC, as the room has it."""
        passed = self._machine.running_seconds() - self.anchor.running_seconds
        return self.anchor.wall + dt.timedelta(seconds=passed)

    def monotonic(self) -> float:
        """Return seconds of a person's time."""
        return self._machine.awake_seconds()


class PracticeClock:
    """A clock that runs faster, to rehearse a meeting; a person's own time stays as it is."""

    def __init__(self, base: Clock, tempo: float, since: dt.datetime) -> None:
        """Run `tempo` times as fast as `base`, with which it agrees at the instant `since`."""
        self._base, self._tempo, self._since = base, tempo, since

    def now(self) -> dt.datetime:
        """Return the instant in UTC, as the rehearsed meeting has it."""
        return self._since + (self._base.now() - self._since) * self._tempo

    def monotonic(self) -> float:
        """Return seconds of a person's time."""
        return self._base.monotonic()
