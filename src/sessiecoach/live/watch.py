"""Notices what a laptop did to its clocks: slept, stood still, or had its time corrected.

Looking costs a few readings; it is done at every tick and decides nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sessiecoach.live.clock import Clock, Machine

SLEPT_SECONDS = 5.0
"""Shorter than this is a busy machine, not a closed lid."""
JUMPED_SECONDS = 5.0
"""A smaller correction of the system clock is what time servers do all day."""


@dataclass(frozen=True, slots=True)
class Slept:
    """The program was not there for a while: a closed lid, ctrl-z, a paused machine."""

    from_: dt.datetime
    until: dt.datetime

    @property
    def seconds(self) -> float:
        """How long it was away."""
        return (self.until - self.from_).total_seconds()


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The system clock was set forward (above zero) or back; the room clock was not."""

    seconds: float


Event = Slept | ClockJumped


class Watch:
    """Compares the clocks of a machine between two looks.

    Lengths are those of the machine, because in practice the clock of the room runs faster.
    """

    def __init__(self, machine: Machine, clock: Clock) -> None:
        self._machine, self._clock = machine, clock
        self._looked_at = clock.now()
        self._running_seconds = machine.running_seconds()
        self._behind_seconds = self._behind()

    def look(self) -> tuple[Event, ...]:
        """Return what happened since the last look, at most one event of each kind."""
        events: list[Event] = []
        now, running = self._clock.now(), self._machine.running_seconds()
        if running - self._running_seconds >= SLEPT_SECONDS:
            events.append(Slept(self._looked_at, now))
        self._looked_at, self._running_seconds = now, running
        behind = self._behind()
        jumped = behind - self._behind_seconds
        if abs(jumped) >= JUMPED_SECONDS:
            self._behind_seconds = behind
            events.append(ClockJumped(jumped))
        return tuple(events)

    def _behind(self) -> float:
        """Return how far the clock that runs on in sleep is behind that of the system."""
        return self._machine.wall().timestamp() - self._machine.running_seconds()
