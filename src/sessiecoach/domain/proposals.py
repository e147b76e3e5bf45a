"""How the rest of a meeting can meet its hard end: proposals side by side, people choose.

Rules 19 to 23 of the clock. Finished, running and fixed blocks are never touched, no block
gets less than its minimum, and the planned minutes stay what they were.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sessiecoach.domain.agenda import AgendaEntry, agenda, length_seconds, session_place
from sessiecoach.domain.facts import Allotted, Change, EndMoved
from sessiecoach.domain.session import Block, Session

MINUTE = 60
LEAST_LATE_SECONDS = 30
"""Less than this is on time to the nearest minute, as all times on a screen are.

Every press that ends a block comes some seconds late; who divides those gives blocks odd
lengths and wins nothing that anybody can see.
"""


class ProposalKind(StrEnum):
    """The ways to meet the hard end, in the order in which they are offered."""

    BUFFERS_FIRST = "buffers_first"
    EVENLY = "evenly"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True)
class NewLength:
    """A block that gets another length."""

    block: str
    before_seconds: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to go on."""

    kind: ProposalKind
    lengths: tuple[NewLength, ...]
    ends_at: dt.datetime
    short_seconds: int
    """What does not fit when every block has its minimum; 0 when it fits."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """What to do when the minima no longer fit: drop this block, or none and move the end."""

    block: str
    """Empty for moving the end."""
    ends_at: dt.datetime


def proposals(
    session: Session, now: dt.datetime, zone: dt.tzinfo, *, whole_minutes: bool = True
) -> tuple[Proposal, ...]:
    """Return the ways to meet the hard end; empty where it is met or there is none.

    It is met where less than `LEAST_LATE_SECONDS` is missing.

    With `whole_minutes` lengths are rounded to whole minutes and the rest, odd seconds too,
    goes to the last block that gives (rule 21); without it they are equal to the second
    (rule 20).
    """
    late = _late(session, now, zone)
    if late.seconds < LEAST_LATE_SECONDS:
        return ()
    gives = [entry.block for entry in late.waiting if entry.block.flexible or entry.block.buffer]
    # As the agenda has it: of two buffers the later one gives first.
    buffers = [[block] for block in reversed(gives) if block.buffer]
    others = [block for block in gives if not block.buffer]
    found = [
        _proposal(ProposalKind.BUFFERS_FIRST, gives, [*buffers, others], late, whole_minutes),
        _proposal(ProposalKind.EVENLY, gives, [others, *buffers], late, whole_minutes),
        Proposal(ProposalKind.ACCEPT, (), late.hard_end + _seconds(late.seconds), 0),
    ]
    if found[0].lengths == found[1].lengths:
        del found[1]
    return tuple(found)


def spread_lengths(
    blocks: Sequence[Block], take_seconds: int, *, whole_minutes: bool
) -> tuple[dict[str, int], int]:
    """Take seconds off blocks evenly, none below its minimum.

    Returns the new lengths by block id and the seconds that could not be taken.
    """
    lengths = {block.id: length_seconds(block) for block in blocks}
    least = {block.id: min(block.min_minutes * MINUTE, lengths[block.id]) for block in blocks}
    left = take_seconds
    giving = [block.id for block in blocks if lengths[block.id] > least[block.id]]
    while left > 0 and giving:
        share, odd = divmod(left, len(giving))
        for place, block in enumerate(giving):
            wanted = share + (1 if place >= len(giving) - odd else 0)
            taken = min(wanted, lengths[block] - least[block])
            lengths[block] -= taken
            left -= taken
        giving = [block for block in giving if lengths[block] > least[block]]
    if whole_minutes:
        _round(lengths, least, {block.id: length_seconds(block) for block in blocks})
    return lengths, left


def _round(lengths: dict[str, int], least: dict[str, int], before: dict[str, int]) -> None:
    """Round to whole minutes; the last block that gives takes the rest, within its limits."""
    changed = [block for block, seconds in lengths.items() if seconds != before[block]]
    if not changed:
        return
    *rounded, last = changed
    total = sum(lengths[block] for block in changed)
    for block in rounded:
        minutes = (lengths[block] + MINUTE // 2) // MINUTE * MINUTE
        lengths[block] = min(minutes, before[block])
    lengths[last] = total - sum(lengths[block] for block in rounded)
    for block in reversed(rounded):
        bounded = min(max(lengths[last], least[last]), before[last])
        moved = min(bounded - lengths[last], lengths[block] - least[block])
        moved = max(moved, lengths[block] - before[block])
        lengths[block] -= moved
        lengths[last] += moved


def apply_proposal(session: Session, proposal: Proposal) -> tuple[Change, ...]:
    """Return the changes that give each block the length that a proposal says.

    Accepting a later end makes that the hard end of this meeting.
    """
    if proposal.kind is ProposalKind.ACCEPT:
        return move_end(proposal.ends_at)
    changes: list[Change] = []
    for new in proposal.lengths:
        block = session.block(new.block)
        if block is not None:
            added = sum(entry.seconds for entry in block.added)
            changes.append(Allotted(block.id, new.seconds - added))
    return tuple(changes)


def move_end(ends_at: dt.datetime) -> tuple[Change, ...]:
    """Agree on another hard end; the planned one stays in the record."""
    return (EndMoved(ends_at.astimezone(dt.UTC)),)


def ways_out(session: Session, now: dt.datetime, zone: dt.tzinfo) -> tuple[WayOut, ...]:
    """Return what can be done when the minima no longer fit; empty while they do (rule 23).

    A block is offered when the meeting ends earlier without it: first those without which it
    fits, the shortest of them first, then those that help most. Moving the end comes last.
    """
    offered = proposals(session, now, zone)
    if not offered or offered[0].short_seconds == 0:
        return ()
    best_end = offered[0].ends_at
    ways = []
    for entry in _late(session, now, zone).waiting:
        ends_at, short = _without(session, entry.block, now, zone)
        if ends_at < best_end:
            ways.append(((short, length_seconds(entry.block)), WayOut(entry.block.id, ends_at)))
    ways.sort(key=lambda way: way[0])
    return (*(way for _order, way in ways), WayOut("", best_end))


def _without(
    session: Session, dropped: Block, now: dt.datetime, zone: dt.tzinfo
) -> tuple[dt.datetime, int]:
    """Return when a meeting ends without this block, and by how many seconds that is late."""
    blocks = (
        replace(block, withdrawn_at=now) if block.id == dropped.id else block
        for block in session.blocks
    )
    rest = replace(session, blocks=tuple(blocks))
    offered = proposals(rest, now, zone)
    if offered:
        return offered[0].ends_at, offered[0].short_seconds
    late = _late(rest, now, zone)
    return late.hard_end + _seconds(late.seconds), 0


@dataclass(frozen=True, slots=True)
class _Late:
    """By how much the plan as it stands misses its end."""

    seconds: int
    """Below zero when it ends early; buffers have given nothing yet."""
    hard_end: dt.datetime
    waiting: tuple[AgendaEntry, ...]
    """The blocks that are still to come."""


def _late(session: Session, now: dt.datetime, zone: dt.tzinfo) -> _Late:
    """Return the lateness before buffers gave anything: that is what a proposal is about."""
    state = agenda(session, now, zone)
    if state.slot is None or state.expected_end is None:
        return _Late(0, now, ())
    running = session_place(state.entries)
    after = state.entries if running is None else state.entries[running + 1 :]
    waiting = tuple(entry for entry in after if entry.block.started_at is None)
    given = sum(length_seconds(entry.block) - entry.length_seconds for entry in waiting)
    seconds = (state.expected_end - state.slot.ends_at).total_seconds() + given
    return _Late(math.ceil(seconds), state.slot.ends_at, waiting)


def _proposal(
    kind: ProposalKind,
    gives: Sequence[Block],
    layers: Sequence[Sequence[Block]],
    late: _Late,
    whole_minutes: bool,
) -> Proposal:
    """Take the lateness off layer after layer; what one cannot give is asked of the next."""
    left = late.seconds
    new: dict[str, int] = {}
    for blocks in layers:
        lengths, left = spread_lengths(blocks, left, whole_minutes=whole_minutes)
        new |= lengths
    changed = tuple(
        NewLength(block.id, length_seconds(block), new[block.id])
        for block in gives
        if new[block.id] != length_seconds(block)
    )
    return Proposal(kind, changed, late.hard_end + _seconds(left), left)


def _seconds(seconds: int) -> dt.timedelta:
    return dt.timedelta(seconds=seconds)
