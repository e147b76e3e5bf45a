"""For which part of a meeting people were there: all of it, its begin, its end, or some blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from enum import StrEnum

from sessiecoach.domain.attendance import blocks_to_attend
from sessiecoach.domain.facts import Change, Changed
from sessiecoach.domain.session import EVERY_BLOCK, Session
from sessiecoach.domain.turnout import Party, came


class Part(StrEnum):
    """A part of a meeting, in the order in which a key goes through them."""

    WHOLE = "whole"
    START = "start"
    END = "end"
    BOTH_ENDS = "both_ends"
    NONE = "none"
    SOME = "some"  # other blocks, chosen one by one, or not the same for all


def part_of(session: Session, party: Party) -> Part:
    """Return for which part of the meeting those of a party who came were there."""
    present = {frozenset(each.present) for each in party.participants if each.present}
    if not present:
        return Part.NONE
    if len(present) > 1:
        return Part.SOME
    (blocks,) = present
    if EVERY_BLOCK in blocks:
        return Part.WHOLE
    return next(
        (part for part, ids in _ends(session).items() if blocks == frozenset(ids)), Part.SOME
    )


def attended(session: Session, party: Party) -> tuple[str, ...]:
    """Return the ids of the blocks in which anybody of a party was there, in order."""
    present = {block for each in party.participants for block in each.present}
    blocks = tuple(block.id for block in blocks_to_attend(session))
    return blocks if EVERY_BLOCK in present else tuple(b for b in blocks if b in present)


def next_part(
    session: Session, party: Party, *, at: dt.datetime, new_id: Callable[[], str]
) -> tuple[Change, ...]:
    """Let the people of a party be there for the next part, round and round.

    After the end of the meeting, and after blocks that were chosen one by one, nobody came; then
    all who were expected came for all of it.
    """
    ends = _ends(session)
    order = (Part.WHOLE, *ends, Part.NONE)
    now = part_of(session, party)
    place = order.index(now) + 1 if now in order else -1
    match order[place % len(order)]:
        case Part.WHOLE:
            return came(party, max(1, party.expected), at=at, new_id=new_id)
        case Part.NONE:
            return came(party, 0, at=at, new_id=new_id)
        case part:
            return _present_in(party, ends[part])


def present_in(session: Session, party: Party, blocks: Collection[str]) -> tuple[Change, ...]:
    """Let those of a party who came be there in these blocks; in each of them is all the time.

    Nobody was there in no block at all, so then nothing changes.
    """
    known = tuple(block.id for block in blocks_to_attend(session))
    chosen = tuple(block for block in known if block in blocks)
    if not chosen:
        return ()
    return _present_in(party, (EVERY_BLOCK,) if chosen == known else chosen)


def _ends(session: Session) -> dict[Part, tuple[str, ...]]:
    """Return the parts at the ends of a meeting; none where it has but one block."""
    blocks = blocks_to_attend(session)
    if len(blocks) < 2:
        return {}
    first, last = blocks[0].id, blocks[-1].id
    ends: dict[Part, tuple[str, ...]] = {Part.START: (first,), Part.END: (last,)}
    if len(blocks) > 2:
        ends[Part.BOTH_ENDS] = (first, last)
    return ends


def _present_in(party: Party, blocks: tuple[str, ...]) -> tuple[Change, ...]:
    lines = [each for each in party.participants if each.present] or party.participants
    return tuple(
        Changed("participants", each.id, {"present": blocks})
        for each in lines
        if each.present != blocks
    )
