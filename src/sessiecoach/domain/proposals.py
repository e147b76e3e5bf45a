"""How the rest of a meeting can meet its hard end: proposals side by side, people choose.

Rules 19 to 23 of the clock. Finished, running and fixed blocks are never touched, no block
gets less than its minimum, and the planned minutes stay what they were.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.agenda import agenda, length_seconds
from sessiecoach.domain.facts import Allotted, Change, Changed
from sessiecoach.domain.session import Block, Session

MINUTE = 60


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

    With `whole_minutes` lengths are rounded to whole minutes and the rest, odd seconds too,
    goes to the last block that gives (rule 21); without it they are equal to the second
    (rule 20).
    """
    late, raw_end = _late(session, now, zone)
    if late <= 0:
        return ()
    waiting = [block for block in session.plan if _gives(block)]
    buffers = [block for block in waiting if block.buffer]
    others = [block for block in waiting if not block.buffer]
    found = [
        _proposal(ProposalKind.BUFFERS_FIRST, [buffers, others], late, raw_end, whole_minutes),
        _proposal(ProposalKind.EVENLY, [others, buffers], late, raw_end, whole_minutes),
        Proposal(ProposalKind.ACCEPT, (), raw_end, 0),
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
        lengths[block] = min(max(minutes, least[block]), before[block])
    lengths[last] = total - sum(lengths[block] for block in rounded)
    for block in reversed(rounded):
        missing = least[last] - lengths[last]
        if missing > 0:
            given = min(missing, lengths[block] - least[block])
            lengths[block] -= given
            lengths[last] += given


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
    return (Changed("header", "", {"hard_end": ends_at.astimezone(dt.UTC)}),)


def ways_out(session: Session, now: dt.datetime, zone: dt.tzinfo) -> tuple[WayOut, ...]:
    """Return what can be done when the minima no longer fit; empty while they do (rule 23).

    A block is offered when the meeting ends earlier without it; the first one that makes it
    fit comes first. Moving the end comes last.
    """
    offered = proposals(session, now, zone)
    if not offered or offered[0].short_seconds == 0:
        return ()
    short = offered[0].short_seconds
    best_end = offered[0].ends_at
    waiting = [block for block in session.plan if block.started_at is None]
    ways = [
        WayOut(block.id, best_end - dt.timedelta(seconds=_least_seconds(block)))
        for block in sorted(waiting, key=lambda block: abs(_least_seconds(block) - short))
        if _least_seconds(block) > 0
    ]
    return (*ways, WayOut("", best_end))


def _least_seconds(block: Block) -> int:
    if not _gives(block):
        return length_seconds(block)
    return min(block.min_minutes * MINUTE, length_seconds(block))


def _gives(block: Block) -> bool:
    return block.started_at is None and (block.flexible or block.buffer)


def _late(session: Session, now: dt.datetime, zone: dt.tzinfo) -> tuple[int, dt.datetime]:
    """Return by how many seconds the plan as it stands misses the end, and when it ends.

    Buffers have not given anything yet here: that is what a proposal is about.
    """
    state = agenda(session, now, zone)
    if state.slot is None or state.expected_end is None:
        return 0, now
    given = sum(
        length_seconds(entry.block) - entry.length_seconds
        for entry in state.entries
        if entry.block.started_at is None
    )
    ends_at = state.expected_end + dt.timedelta(seconds=given)
    return math.ceil((ends_at - state.slot.ends_at).total_seconds()), ends_at


def _proposal(
    kind: ProposalKind,
    layers: Sequence[Sequence[Block]],
    late: int,
    raw_end: dt.datetime,
    whole_minutes: bool,
) -> Proposal:
    left = late
    lengths: list[NewLength] = []
    for blocks in layers:
        new, left = spread_lengths(blocks, left, whole_minutes=whole_minutes)
        lengths.extend(
            NewLength(block.id, length_seconds(block), new[block.id])
            for block in blocks
            if new[block.id] != length_seconds(block)
        )
    taken = late - left
    return Proposal(kind, tuple(lengths), raw_end - dt.timedelta(seconds=taken), left)
