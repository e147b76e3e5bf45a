"""Which columns stand side by side in a block, and which notes are in each.

A column is a perspective of the block, a heading of the board that the block belongs to, or
the block itself; a fourth takes what belongs to no perspective.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sessiecoach.domain.session import EVERY_BLOCK, Block, Note, Session


@dataclass(frozen=True, slots=True)
class Column:
    """What the notes of one column have in common: a block, or else a perspective."""

    perspective: str = ""
    """The id of a perspective; empty for what belongs to none."""
    block: str = ""
    """The id of a block, whose notes are here from whatever perspective."""

    def moved_here(self) -> dict[str, object]:
        """Return what of a note changes when it is moved to this column."""
        return {"block": self.block} if self.block else {"perspective": self.perspective}


GENERAL = Column()
"""The column of notes that belong to no perspective."""


def board_of(session: Session, block: Block) -> tuple[Block, ...]:
    """Return the blocks whose notes stand under headings side by side; empty without any.

    They are those of the plan that have a heading and yield the same; a plenary without a
    heading that yields the same as well looks at what they brought.
    """
    if not block.heading and (block.kind != "plenary" or not block.outcome):
        return ()
    return tuple(each for each in session.plan if each.heading and each.outcome == block.outcome)


def home_of(session: Session, block: Block | None) -> Block | None:
    """Return the block where what is said in a block is at home: the last that captures any."""
    return session.block(homes_of(session).get(block.id, "")) if block is not None else None


def columns(
    session: Session, block: Block | None, *, with_withdrawn: bool = False
) -> dict[Column, tuple[Note, ...]]:
    """Return the columns of a block in their order, each with its notes.

    Without a block, before and after the meeting, it is everything that was said.
    """
    homes = homes_of(session)
    home = home_of(session, block)
    found: dict[Column, list[Note]] = {each: [] for each in _columns_of(session, home)}
    own = Column(block=home.id) if home is not None else GENERAL
    by_block = any(each.block for each in found)
    known = {each.id for each in session.perspectives if each.withdrawn_at is None}
    apart = _with_own_column(session) if home is not None else frozenset[str]()
    for note in session.notes:
        if note.withdrawn_at is not None and not with_withdrawn:
            continue
        said_in = homes.get(note.block, homes.get("", ""))
        if by_block:
            place = Column(block=said_in)
        elif note.perspective in known:
            place = Column(perspective=note.perspective)
        elif said_in in apart:
            continue  # It stands in the column of the block that it was said in.
        else:
            place = GENERAL
        if place in (own, GENERAL):
            found.setdefault(place, []).append(note)
        elif place in found:
            found[place].append(note)
    return {each: tuple(notes) for each, notes in (found or {GENERAL: []}).items()}


def _columns_of(session: Session, block: Block | None) -> tuple[Column, ...]:
    """Return the columns that a block has also before there is any note."""
    every = tuple(each.id for each in session.perspectives if each.withdrawn_at is None)
    if block is None:
        return _of(every)
    board = board_of(session, block)
    if board:
        return tuple(Column(block=each.id) for each in board)
    named = _looked_from(block, every)
    if named or _all_look_from_all(session, every):
        return _of(named or every)
    return (Column(block=block.id),)


def _of(perspectives: Iterable[str]) -> tuple[Column, ...]:
    return tuple(Column(perspective=each) for each in perspectives)


def _looked_from(block: Block, every: tuple[str, ...]) -> tuple[str, ...]:
    if EVERY_BLOCK in block.perspectives:
        return every
    return tuple(each for each in block.perspectives if each in every)


def _all_look_from_all(session: Session, every: tuple[str, ...]) -> bool:
    """Return whether the perspectives are those of the whole meeting: no round lacks one."""
    naming = [each for each in session.plan if each.perspectives]
    asked = [each for each in session.plan if each.kind == "round"] if naming else []
    return bool(every) and all(
        set(_looked_from(each, every)) == set(every) for each in (*naming, *asked)
    )


def _with_own_column(session: Session) -> frozenset[str]:
    """Return the blocks whose notes have a column of their block, whatever their perspective."""
    return frozenset(
        block.id
        for block in session.plan
        if any(each.block for each in _columns_of(session, block))
    )


def homes_of(session: Session) -> Mapping[str, str]:
    """Return of each block where its notes are at home: the last block that captures any.

    So what is said in a break stands where it would have stood before it. What belongs to no
    block, or to one before all that capture, is at home in the first that does.
    """
    capturing = [each.id for each in session.plan if each.captures]
    capturing = capturing or [each.id for each in session.plan]
    if not capturing:
        return {}
    homes, last = {"": capturing[0]}, capturing[0]
    for block in session.blocks:
        last = block.id if block.id in capturing else last
        homes[block.id] = last
    return homes
