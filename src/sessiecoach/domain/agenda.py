"""What the clock says at an instant: elapsed, remaining, phase, drift and expected times.

Everything here is derived from the facts of the blocks and an instant that is passed in.
Nothing counts, so nothing can count wrong.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.facts import interrupted_since
from sessiecoach.domain.session import Block, Header, Session

SHORT_BLOCK_MINUTES = 5
"""A block shorter than this gives only its last signal."""
LAST_MINUTE_SECONDS = 60
"""Only a mark this near to the end opens the last minute; a block may have none such."""


class Phase(StrEnum):
    """How far a block is; each is shown with a word and a shape of its own."""

    PLANNED = "planned"
    RUNNING = "running"
    LAST_MINUTES = "last_minutes"
    LAST_MINUTE = "last_minute"
    OVERRUN = "overrun"
    INTERRUPTED = "interrupted"
    DONE = "done"


def length_seconds(block: Block) -> int:
    """Return the length that a block has now: planned or allotted, plus what was added."""
    given = block.allotted[-1].seconds if block.allotted else block.planned_minutes * 60
    return given + sum(added.seconds for added in block.added)


def elapsed_seconds(block: Block, now: dt.datetime) -> float:
    """Return how long the clock of a block has run at `now`; 0 before it began.

    Interruptions do not count. Time that the laptop slept counts, because the room did not
    sleep, unless it was given back. A clock that was set back never gives less than nothing.
    """
    if block.started_at is None:
        return 0.0
    until = block.ended_at or now
    still = [(pause.from_, pause.until or until) for pause in block.interruptions]
    still += [(gap.from_, gap.until) for gap in block.gaps if gap.given_back]
    elapsed = until - block.started_at
    counted_until = block.started_at
    # Where a laptop slept during an interruption, that time is left out once.
    for begin, end in sorted(still):
        left_out = min(end, until) - max(begin, counted_until)
        if left_out > dt.timedelta():
            elapsed -= left_out
            counted_until = min(end, until)
    return max(0.0, elapsed.total_seconds())


def remaining_seconds(block: Block, now: dt.datetime) -> float:
    """Return what is left of a block at `now`; below zero it is the overrun."""
    return length_seconds(block) - elapsed_seconds(block, now)


def shown_seconds(remaining: float) -> int:
    """Return the whole seconds that a face shows: up to zero it rounds up, past it down.

    So a round of twenty minutes opens with 20:00, reaches 0:00 when it is over, and shows
    +0:01 when a full second of overrun has gone by.
    """
    return math.ceil(remaining)


def marks_seconds(block: Block) -> tuple[int, ...]:
    """Return at how many seconds before the end the room is told, most first."""
    length = length_seconds(block)
    marks = sorted({minutes * 60 for minutes in block.warn_minutes}, reverse=True)
    if length < SHORT_BLOCK_MINUTES * 60:
        marks = marks[-1:]
    return tuple(mark for mark in marks if mark < length)


def phase(block: Block, now: dt.datetime) -> Phase:
    """Return how far a block is at `now`."""
    if block.ended_at is not None:
        return Phase.DONE
    if block.started_at is None:
        return Phase.PLANNED
    if interrupted_since(block) is not None:
        return Phase.INTERRUPTED
    return phase_of(remaining_seconds(block, now), marks_seconds(block))


def phase_of(remaining: float, marks: Sequence[int]) -> Phase:
    """Return the phase of a running clock with this much left; `marks` in seconds."""
    shown = shown_seconds(remaining)
    if shown <= 0:
        return Phase.OVERRUN
    passed = [mark for mark in marks if shown <= mark]
    if not passed:
        return Phase.RUNNING
    return Phase.LAST_MINUTE if passed[-1] <= LAST_MINUTE_SECONDS else Phase.LAST_MINUTES


@dataclass(frozen=True, slots=True)
class Slot:
    """When the meeting begins and when it must be over."""

    begins_at: dt.datetime
    ends_at: dt.datetime
    moved: bool
    """Whether it was held at another moment than planned, so that its length was kept."""


def slot(session: Session, zone: dt.tzinfo, now: dt.datetime) -> Slot | None:
    """Return the slot of a meeting, or None where no date and times are planned or agreed on.

    A meeting that starts on another day, or after its planned end, keeps its length and
    takes the moment at which it really started; until it starts that moment is `now`.
    """
    header = session.header
    planned = planned_slot(header, zone)
    real = first_started_at(session) or now
    if planned is None:
        return Slot(real, header.hard_end, moved=False) if header.hard_end else None
    too_early = real < planned.begins_at and real.astimezone(zone).date() != header.date
    if too_early or real >= planned.ends_at:
        length = planned.ends_at - planned.begins_at
        return Slot(real, header.hard_end or real + length, moved=True)
    ends_at = planned.ends_at
    if header.late_start == "all_moves" and real > planned.begins_at:
        ends_at += real - planned.begins_at
    return Slot(planned.begins_at, header.hard_end or ends_at, moved=False)


def planned_slot(header: Header, zone: dt.tzinfo) -> Slot | None:
    """Return the slot as it stands in the plan; an end before the begin is the next day."""
    if header.date is None or header.starts is None or header.ends is None:
        return None
    try:
        begins_at = dt.datetime.combine(header.date, header.starts, zone).astimezone(dt.UTC)
        ends_at = dt.datetime.combine(header.date, header.ends, zone).astimezone(dt.UTC)
        if ends_at <= begins_at:
            next_day = header.date + dt.timedelta(days=1)
            ends_at = dt.datetime.combine(next_day, header.ends, zone).astimezone(dt.UTC)
    except OverflowError:  # a year that was mistyped, before the first or after the last day
        return None
    return Slot(begins_at, ends_at, moved=False)


def first_started_at(session: Session) -> dt.datetime | None:
    """Return when the first clock of the meeting began."""
    return min((b.started_at for b in session.blocks if b.started_at), default=None)


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One block in time: as planned, and as it went or is expected to go."""

    block: Block
    phase: Phase
    planned_from: dt.datetime
    planned_until: dt.datetime
    expected_from: dt.datetime
    expected_until: dt.datetime
    length_seconds: int
    """What it has, or will have once buffers have taken up the lateness."""
    remaining_seconds: float


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole meeting at an instant."""

    entries: tuple[AgendaEntry, ...]
    slot: Slot | None
    current: AgendaEntry | None
    """The block whose clock runs or stands interrupted."""
    following: AgendaEntry | None
    """The block that would start next."""
    expected_end: dt.datetime | None
    drift_seconds: int
    """How much later (above zero) or earlier the current block ends than planned."""
    surplus_seconds: int
    """How much later than the hard end the meeting is expected to end, buffers used up."""


def agenda(session: Session, now: dt.datetime, zone: dt.tzinfo) -> Agenda:
    """Return the agenda of a session at `now`.

    Lateness is taken up by blocks marked as buffer, down to their minimum and only as far
    as needed to meet the hard end (product.md, clock rule 19); other blocks keep their length
    until a person applies a proposal.
    """
    times = slot(session, zone, now)
    plan = session.plan
    begins_at = times.begins_at if times else (first_started_at(session) or now)
    expected = first_started_at(session) or max(begins_at, now)
    lengths = _lengths(plan, now, times.ends_at if times else None, expected)
    entries: list[AgendaEntry] = []
    planned = begins_at
    for block, length in zip(plan, lengths, strict=True):
        planned_until = planned + dt.timedelta(minutes=block.planned_minutes)
        expected_from, expected_until = _expected(block, length, expected, now)
        entries.append(
            AgendaEntry(
                block=block,
                phase=phase(block, now),
                planned_from=planned,
                planned_until=planned_until,
                expected_from=expected_from,
                expected_until=expected_until,
                length_seconds=length,
                remaining_seconds=length - elapsed_seconds(block, now),
            )
        )
        planned = planned_until
        expected = max(expected, expected_until)
    return _summed(tuple(entries), times)


def _summed(entries: tuple[AgendaEntry, ...], times: Slot | None) -> Agenda:
    running = session_place(entries)
    current = entries[running] if running is not None else None
    after = entries[running + 1 :] if running is not None else entries
    following = next((entry for entry in after if entry.phase is Phase.PLANNED), None)
    expected_end = max((entry.expected_until for entry in entries), default=None)
    drift = current or following
    surplus = (expected_end - times.ends_at).total_seconds() if times and expected_end else 0
    return Agenda(
        entries=entries,
        slot=times,
        current=current,
        following=following,
        expected_end=expected_end,
        drift_seconds=(
            round((drift.expected_until - drift.planned_until).total_seconds()) if drift else 0
        ),
        surplus_seconds=round(surplus),
    )


def session_place(entries: Sequence[AgendaEntry]) -> int | None:
    """Return the place of the block whose clock runs or stands interrupted."""
    for place, entry in enumerate(entries):
        if entry.block.started_at and not entry.block.ended_at:
            return place
    return None


def _expected(
    block: Block, length: int, earliest: dt.datetime, now: dt.datetime
) -> tuple[dt.datetime, dt.datetime]:
    if block.started_at is None:
        return earliest, earliest + dt.timedelta(seconds=length)
    if block.ended_at is not None:
        return block.started_at, block.ended_at
    left = max(0.0, length - elapsed_seconds(block, now))
    return block.started_at, now + dt.timedelta(seconds=left)


def _lengths(
    plan: Sequence[Block], now: dt.datetime, hard_end: dt.datetime | None, expected: dt.datetime
) -> list[int]:
    """Return the length of each block once waiting buffers have taken up the lateness."""
    lengths = [length_seconds(block) for block in plan]
    if hard_end is None:
        return lengths
    for block, length in zip(plan, lengths, strict=True):
        expected = max(expected, _expected(block, length, expected, now)[1])
    late = math.ceil((expected - hard_end).total_seconds())
    for place in reversed(range(len(plan))):
        block = plan[place]
        if late <= 0:
            break
        if block.buffer and block.started_at is None:
            taken = min(late, max(0, lengths[place] - block.min_minutes * 60))
            lengths[place] -= taken
            late -= taken
    return lengths


def crossed_marks(block: Block, before: float, after: float) -> tuple[int, ...]:
    """Return the marks that lie between two readings of what remains, both in seconds.

    Zero is a mark too: the time is over. Giving a block more time passes back above a mark,
    after which it can be crossed again (product.md, clock rule 7).
    """
    if after >= before:
        return ()
    marks = (*marks_seconds(block), 0)
    return tuple(mark for mark in marks if shown_seconds(after) <= mark < shown_seconds(before))
