"""What a meeting yields in words: the notes of blocks that work towards the same.

The rest of what its werkvorm yields, such as promises, ratings or a framework, has tables of
its own in the record.
"""

from __future__ import annotations

from collections.abc import Iterable

from sessiecoach.domain.columns import homes_of
from sessiecoach.domain.kinds import by_id
from sessiecoach.domain.session import Block, Note, Session

_SOLUTION = "oplossing"
_REPORT_BACKS = "terugkoppelingen"
_OF_THE_MEETING = "evaluatie"
"""What people say of the meeting itself is no outcome of it."""


def outcomes(session: Session) -> dict[str, tuple[Block, ...]]:
    """Return the blocks that yield notes, by what they yield, in the order of the plan.

    They are those under a heading, and those that say what they yield and capture notes before
    anything else. What is made on a worksheet, or said in an evaluation, has its own place.
    """
    found: dict[str, tuple[Block, ...]] = {}
    for block in session.plan:
        if block.heading or (block.outcome and _yields_notes(block)):
            found[block.outcome] = (*found.get(block.outcome, ()), block)
    return found


def _yields_notes(block: Block) -> bool:
    if block.worksheets or block.kind == "evaluation":
        return False
    kind = by_id.get(block.captures[0]) if block.captures else None
    return kind is not None and kind.filed_as == "note" and kind.id != _OF_THE_MEETING


def yielded(session: Session, notes: Iterable[Note]) -> dict[str, tuple[Note, ...]]:
    """Return which of some notes each such block yields, by its id: of the kinds it captures.

    Under a heading every note counts, as all of them stood there side by side.
    """
    homes, shown = homes_of(session), tuple(notes)
    return {
        block.id: tuple(
            note
            for note in shown
            if homes.get(note.block) == block.id
            and note.kind != _OF_THE_MEETING
            and (block.heading or note.kind in block.captures)
        )
        for blocks in outcomes(session).values()
        for block in blocks
    }


def remaining(session: Session, notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return those of some notes that no such block yields."""
    shown = tuple(notes)
    taken = {note.id for part in yielded(session, shown).values() for note in part}
    return tuple(note for note in shown if note.id not in taken)


def yields_solutions(session: Session) -> bool:
    """Return whether solutions are what a meeting works towards, so that more is asked of them.

    Else they are ideas on the way, such as the alternatives in a moral deliberation. Of a
    meeting of which nothing is known they may be.
    """
    aims = [block for block in session.plan if block.outcome]
    return not aims or any(block.captures[:1] == (_SOLUTION,) for block in aims)


def expects_report_backs(session: Session) -> bool:
    """Return whether people tell in their own organisations what was said here.

    Where a werkvorm does not name it, what is said may well have to stay in the room.
    """
    named = session.header.outcomes
    told = any(each.withdrawn_at is None for each in session.report_backs)
    return told or not named or _REPORT_BACKS in named
