"""What a person decides about the rest of a meeting while it is on, as acts of the clock.

Rules 23 and 25: beside the proposals a block can be dropped or get another length, and the
end can be moved. Whatever began is left alone.
"""

from __future__ import annotations

import datetime as dt

from sessiecoach.domain.agenda import (
    first_started_at,
    length_seconds,
    planned_slot,
    slot,
)
from sessiecoach.domain.facts import (
    Allotted,
    BroughtBack,
    Change,
    Dropped,
    EndMoved,
    LateStartChosen,
)
from sessiecoach.domain.session import Block, LateStart, Session

LATE_SECONDS = 60
"""From so much lateness on there is something to choose at the start."""


def blocks_to_come(session: Session) -> tuple[Block, ...]:
    """Return the blocks that can still be steered, in order, the dropped ones among them."""
    places = [n for n, block in enumerate(session.blocks) if block == session.running]
    after = session.blocks[places[0] + 1 :] if places else session.blocks
    return tuple(block for block in after if block.started_at is None)


def drop(session: Session, block_id: str) -> tuple[Change, ...]:
    """Take a block out of the plan; empty where it is gone or has begun."""
    block = _to_come(session, block_id)
    return (Dropped(block.id),) if block is not None and block.withdrawn_at is None else ()


def bring_back(session: Session, block_id: str) -> tuple[Change, ...]:
    """Put a dropped block back in the plan."""
    block = _to_come(session, block_id)
    return (BroughtBack(block.id),) if block is not None and block.withdrawn_at else ()


def give_length(session: Session, block_id: str, seconds: int) -> tuple[Change, ...]:
    """Give a block that is still to come another length; the planned minutes stay.

    A person may go below its minimum; no proposal does.
    """
    block = _to_come(session, block_id)
    if block is None or block.withdrawn_at is not None:
        return ()
    seconds = max(0, seconds)
    if seconds == length_seconds(block):
        return ()
    return (Allotted(block.id, seconds - sum(added.seconds for added in block.added)),)


def _to_come(session: Session, block_id: str) -> Block | None:
    return next((block for block in blocks_to_come(session) if block.id == block_id), None)


def end_on_clock(
    session: Session, typed: dt.time, now: dt.datetime, zone: dt.tzinfo
) -> dt.datetime | None:
    """Return the instant of a time of day as the end of this meeting; None where it is over.

    It is meant on the day that is nearest to the present, or to the begin where that is yet
    to come, so that a meeting may go past midnight.
    """
    times = slot(session, zone, now)
    present = max(now, times.begins_at) if times else now
    day = present.astimezone(zone).date()
    meant = [
        dt.datetime.combine(day + dt.timedelta(days=days), typed, zone).astimezone(dt.UTC)
        for days in (-1, 0, 1)
    ]
    nearest = min(meant, key=lambda instant: abs(instant - present))
    return nearest if nearest > present else None


def planned_end_again(session: Session) -> tuple[Change, ...]:
    """Let the end of the plan count again; empty where it does."""
    return (EndMoved(),) if session.header.hard_end is not None else ()


def late_start_seconds(session: Session, now: dt.datetime, zone: dt.tzinfo) -> int:
    """Return by how much the meeting starts late, while what gives can still be chosen.

    0 where it is not a minute late, was held on another moment than planned, or where its
    first block is over.
    """
    planned, times = planned_slot(session.header, zone), slot(session, zone, now)
    if planned is None or times is None or times.moved:
        return 0
    if any(block.ended_at for block in session.blocks):
        return 0
    late = ((first_started_at(session) or now) - planned.begins_at).total_seconds()
    return int(late) if late >= LATE_SECONDS else 0


def choose_late_start(session: Session, choice: LateStart) -> tuple[Change, ...]:
    """Choose what gives at a late start (rule 25); it counts before an end agreed on earlier."""
    if choice == session.header.late_start and session.header.hard_end is None:
        return ()
    return (*planned_end_again(session), LateStartChosen(choice))
