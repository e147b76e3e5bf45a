"""How long each block of a meeting was to take, and how long it took."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sessiecoach.domain.agenda import planned_slot
from sessiecoach.domain.session import Block, Session


@dataclass(frozen=True, slots=True)
class BlockTime:
    """One block of the plan, as it was meant and as it went."""

    block: Block
    planned_from: dt.datetime | None
    """By the plan as it was made, whatever the day brought; None where no slot is known."""
    began_at: dt.datetime | None
    ended_at: dt.datetime | None
    """None while it runs or has not begun."""
    used_seconds: int
    """What it took of the meeting, interruptions and all."""
    added_seconds: int
    interruptions: int
    interrupted_seconds: int

    @property
    def planned_seconds(self) -> int:
        """What it was to take."""
        return self.block.planned_minutes * 60

    @property
    def planned_until(self) -> dt.datetime | None:
        """When it was to end."""
        if self.planned_from is None:
            return None
        return self.planned_from + dt.timedelta(seconds=self.planned_seconds)

    @property
    def deviation_seconds(self) -> int:
        """How much longer it took than planned; below zero it was shorter."""
        return self.used_seconds - self.planned_seconds


def block_times(session: Session, now: dt.datetime, zone: dt.tzinfo) -> tuple[BlockTime, ...]:
    """Return the times of every block of the plan; of one that still runs, until `now`."""
    slot = planned_slot(session.header, zone)
    planned = slot.begins_at if slot else None
    times = []
    for block in session.plan:
        times.append(_time(block, planned, now))
        planned = times[-1].planned_until
    return tuple(times)


def largest_deviations(
    times: tuple[BlockTime, ...], number: int = 3, least_seconds: int = 30
) -> tuple[BlockTime, ...]:
    """Return the blocks that were held and differed most from their plan, the largest first."""
    held = [
        time for time in times if time.began_at and abs(time.deviation_seconds) >= least_seconds
    ]
    held.sort(key=lambda time: -abs(time.deviation_seconds))
    return tuple(held[:number])


def _time(block: Block, planned_from: dt.datetime | None, now: dt.datetime) -> BlockTime:
    used = interrupted = dt.timedelta()
    if block.started_at is not None:
        until = block.ended_at or now
        used = max(until - block.started_at, used)
        for pause in block.interruptions:
            interrupted += max((pause.until or until) - pause.from_, dt.timedelta())
    return BlockTime(
        block=block,
        planned_from=planned_from,
        began_at=block.started_at,
        ended_at=block.ended_at,
        used_seconds=round(used.total_seconds()),
        added_seconds=sum(added.seconds for added in block.added),
        interruptions=len(block.interruptions),
        interrupted_seconds=round(interrupted.total_seconds()),
    )
