"""One clock in two processes: what the main program publishes of it, and the room view makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessiecoach.live.clock import Anchor, Clock, Machine, PracticeClock, RoomClock

if TYPE_CHECKING:
    from sessiecoach.storage.room import PublishedClock


def practice_or_room_clock(clock: RoomClock, tempo: float) -> Clock:
    """Return the clock of a meeting that runs at this tempo; at 1 it is the room clock itself."""
    return clock if tempo == 1 else PracticeClock(clock, tempo, clock.anchor.wall)


def published_clock(anchor: Anchor | None, tempo: float = 1.0) -> PublishedClock:
    """Return what another process needs to have the same clock."""
    from sessiecoach.storage.room import PublishedClock

    if anchor is None:
        return PublishedClock(tempo=tempo)
    return PublishedClock(
        boot=anchor.boot,
        running_seconds=anchor.running_seconds,
        wall=anchor.wall,
        tempo=tempo,
    )


def clock_of(published: PublishedClock, machine: Machine) -> Clock:
    """Return the clock that is meant by what was published.

    On a system that names no boot the wall time ties the two clocks together.
    """
    if published.wall is None:
        return RoomClock(machine)
    anchor = Anchor(published.boot, published.running_seconds, published.wall)
    clock = RoomClock(machine, anchor)
    if published.tempo == 1:
        return clock
    return PracticeClock(clock, published.tempo, published.wall)
