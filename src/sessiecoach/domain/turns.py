"""Report-back timers: each group its time within a block, while the clock of the block runs on.

Rule 31 of the clock. The turns stand in the block, so that they are undone, kept and merged
like anything else that people do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sessiecoach.domain.agenda import elapsed_seconds
from sessiecoach.domain.facts import Change, Changed, interrupted_since
from sessiecoach.domain.room import RoomTimer
from sessiecoach.domain.session import Block, Session, Turn

TURN_MINUTES = 2
"""What a group gets where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class TurnTime:
    """A turn that is held or still to come."""

    turn: Turn
    remaining_seconds: float
    """Below zero it is the overrun; the next group begins when a person says so."""

    @property
    def is_held(self) -> bool:
        """Whether this group is reporting back now."""
        return self.turn.started_at is not None


def turn_times(block: Block, now: dt.datetime) -> tuple[TurnTime, ...]:
    """Return the turns of a running block that are not over: the one held, then who waits."""
    if block.started_at is None or block.ended_at is not None:
        return ()
    return tuple(
        TurnTime(turn, turn.seconds - _elapsed_seconds(block, turn, now))
        for turn in block.turns
        if turn.ended_at is None
    )


def _elapsed_seconds(block: Block, turn: Turn, now: dt.datetime) -> float:
    """Return how long a turn took; while the clock of its block stands still, so does it."""
    if turn.started_at is None:
        return 0.0
    begun = elapsed_seconds(block, turn.started_at)
    return max(0.0, elapsed_seconds(block, now) - begun)


def start_turns(session: Session, minutes: int, now: dt.datetime) -> tuple[Change, ...]:
    """Give each group of the meeting so many minutes of the running block, the first from now.

    Turns that were held stay; those that were not over end here. Empty without a running
    block, groups or minutes.
    """
    block = session.running
    groups = [group.id for group in session.groups if group.withdrawn_at is None]
    if block is None or not groups or minutes <= 0:
        return ()
    new = [Turn(group=group, seconds=minutes * 60) for group in groups]
    new[0] = replace(new[0], started_at=now)
    return _with_turns(block, (*_over(block, now), *new))


def next_turn(session: Session, now: dt.datetime) -> tuple[Change, ...]:
    """End the turn that is held and begin the next; after the last one none is held."""
    block = session.running
    if block is None or all(turn.ended_at for turn in block.turns):
        return ()
    over = _over(block, now)
    waiting = [turn for turn in block.turns if turn.started_at is None]
    if waiting:
        waiting[0] = replace(waiting[0], started_at=now)
    return _with_turns(block, (*over, *waiting))


def stop_turns(session: Session, now: dt.datetime) -> tuple[Change, ...]:
    """End the turn that is held; the groups that waited get none."""
    block = session.running
    if block is None or all(turn.ended_at for turn in block.turns):
        return ()
    return _with_turns(block, _over(block, now))


def _over(block: Block, now: dt.datetime) -> tuple[Turn, ...]:
    return tuple(
        turn if turn.ended_at else replace(turn, ended_at=now)
        for turn in block.turns
        if turn.started_at
    )


def _with_turns(block: Block, turns: tuple[Turn, ...]) -> tuple[Change, ...]:
    return (Changed("blocks", block.id, {"turns": turns}),)


def room_timers(block: Block, now: dt.datetime, names: Mapping[str, str]) -> tuple[RoomTimer, ...]:
    """Return the turns of a block as the room sees them, `names` by the id of a group."""
    stands_still = interrupted_since(block) is not None
    timers = []
    for time in turn_times(block, now):
        title = names.get(time.turn.group, time.turn.group)
        if time.is_held and not stands_still:
            ends_at = now + dt.timedelta(seconds=time.remaining_seconds)
            timers.append(RoomTimer(title=title, ends_at=ends_at))
        else:
            timers.append(RoomTimer(title=title, seconds=time.remaining_seconds))
    return tuple(timers)
