"""What happened in a session, one immutable fact an act, and the fold to what stands now.

A session is the sum of its facts. Folding sorts them by (seq, by, id) and leaves out the
undone ones, so the order in which they arrive and how often does not matter, and merging
two laptops is the union of two sets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from sessiecoach.domain.session import (
    ITEM_TABLES,
    SINGLE_TABLES,
    Block,
    Gap,
    Interruption,
    Item,
    LateStart,
    SecondsAt,
    Session,
)


@dataclass(frozen=True, slots=True)
class Added:
    """A new item came into a table."""

    table: str
    item: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Changed:
    """These attributes of this item have these values now."""

    table: str
    """Empty for the session itself."""
    item: str
    """The id; empty for a table of which there is one."""
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Started:
    """The clock of a block began; a block that still ran has ended at the same instant."""

    block: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A block ended and no other began."""

    block: str


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The clock of a block stands still from here on."""

    block: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock of a block goes on."""

    block: str


@dataclass(frozen=True, slots=True)
class Extended:
    """A block got more seconds, or fewer where the number is negative."""

    block: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Allotted:
    """A block got this length in place of the planned one, by a proposal that was applied."""

    block: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that had not begun went out of the plan, to meet the end."""

    block: str


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """A block that was dropped is in the plan again."""

    block: str


@dataclass(frozen=True, slots=True)
class EndMoved:
    """The meeting has another hard end on the day itself; None: that of the plan again."""

    ends_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class LateStartChosen:
    """It was decided what gives now that the meeting starts late."""

    late_start: LateStart


@dataclass(frozen=True, slots=True)
class Slept:
    """The laptop slept through a part of a block."""

    block: str
    from_: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The time of the gap that began here does not count for its block."""

    block: str
    from_: dt.datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """An earlier fact does not count; of a fact that is itself an undo, this is the redo."""

    fact: str


BlockChange = (
    Started
    | Ended
    | Interrupted
    | Resumed
    | Extended
    | Allotted
    | Dropped
    | BroughtBack
    | Slept
    | GivenBack
)
ClockChange = BlockChange | EndMoved | LateStartChosen
Change = Added | Changed | ClockChange | Undone


@dataclass(frozen=True, slots=True)
class Fact:
    """One act of one person: all its changes count, or none does."""

    id: str
    seq: int
    """Higher than every number this writer had seen, so that a later act sorts later."""
    by: str
    """The writer: random, one for each journal that was opened."""
    at: dt.datetime
    """The instant of the act in UTC, by the room clock."""
    changes: tuple[Change, ...]

    @property
    def order(self) -> tuple[int, str, str]:
        """What facts are sorted by; total, so that every laptop folds alike."""
        return self.seq, self.by, self.id

    @property
    def moves_clock(self) -> bool:
        """Whether this is an act of the clock, which has an undo of its own."""
        return any(isinstance(change, ClockChange) for change in self.changes)


def fold(facts: Iterable[Fact]) -> Session:
    """Return the session that these facts add up to, whatever their order and repetition."""
    session = Session()
    for fact in standing(facts):
        session = apply(session, fact)
    return session


def standing(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts that count, each once, in the order in which they count."""
    ordered = sorted({fact.id: fact for fact in facts}.values(), key=lambda fact: fact.order)
    undone: set[str] = set()
    counting: list[Fact] = []
    for fact in reversed(ordered):
        if fact.id in undone:
            continue
        counting.append(fact)
        undone.update(change.fact for change in fact.changes if isinstance(change, Undone))
    counting.reverse()
    return tuple(counting)


def apply(session: Session, fact: Fact) -> Session:
    """Return the session after one more fact that sorts after all before it.

    An undo changes nothing here: what it takes back was applied before, so it needs `fold`.
    """
    for change in _in_runs(fact.changes):
        match change:
            case tuple():
                session = _with_added(session, change)
            case Changed():
                session = _with_changed(session, change)
            case Undone():
                pass
            case EndMoved(ends_at=ends_at):
                session = replace(session, header=replace(session.header, hard_end=ends_at))
            case LateStartChosen(late_start=chosen):
                session = replace(session, header=replace(session.header, late_start=chosen))
            case _:
                session = _turn_clock(session, change, fact.at)
    return session


def _in_runs(
    changes: Iterable[Change],
) -> Iterator[tuple[Added, ...] | Changed | ClockChange | Undone]:
    """Yield additions to one table that follow each other together: opening adds hundreds."""
    run: list[Added] = []
    for change in changes:
        if run and not (isinstance(change, Added) and change.table == run[0].table):
            yield tuple(run)
            run = []
        if isinstance(change, Added):
            run.append(change)
        else:
            yield change
    if run:
        yield tuple(run)


def _with_added(session: Session, run: tuple[Added, ...]) -> Session:
    """Return the session with these items of one table; one that is there already is changed."""
    table = run[0].table
    items: list[Item] = list(getattr(session, table))
    places = {item.id: place for place, item in enumerate(items)}
    for added in run:
        place = places.setdefault(added.item, len(items))
        if place < len(items):
            items[place] = replace(items[place], **added.values)  # type: ignore[arg-type]
        else:
            items.append(ITEM_TABLES[table](id=added.item, **added.values))  # type: ignore[arg-type]
    return replace(session, **{table: tuple(items)})  # type: ignore[arg-type]


def _with_changed(session: Session, changed: Changed) -> Session:
    if not changed.table:
        return replace(session, **changed.values)  # type: ignore[arg-type]
    if changed.table in SINGLE_TABLES:
        single = replace(getattr(session, changed.table), **changed.values)
        return replace(session, **{changed.table: single})
    items: tuple[Item, ...] = getattr(session, changed.table)
    # An item whose making was undone elsewhere stays away: half an item helps nobody.
    items = tuple(
        replace(item, **changed.values) if item.id == changed.item else item  # type: ignore[arg-type]
        for item in items
    )
    return replace(session, **{changed.table: items})  # type: ignore[arg-type]


def _turn_clock(session: Session, change: BlockChange, at: dt.datetime) -> Session:
    blocks = []
    for block in session.blocks:
        if block.id == change.block:
            blocks.append(_turned(block, change, at))
        elif isinstance(change, Started) and block.started_at and not block.ended_at:
            blocks.append(_ended(block, at))
        else:
            blocks.append(block)
    return replace(session, blocks=tuple(blocks))


def _turned(block: Block, change: BlockChange, at: dt.datetime) -> Block:
    match change:
        case Started():
            return replace(block, started_at=at, ended_at=None)
        case Ended():
            return _ended(block, at)
        case Interrupted():
            if interrupted_since(block) is not None:
                return block
            return replace(block, interruptions=(*block.interruptions, Interruption(from_=at)))
        case Resumed():
            return _resumed(block, at)
        case Extended(seconds=seconds):
            return replace(block, added=(*block.added, SecondsAt(at=at, seconds=seconds)))
        case Allotted(seconds=seconds):
            return replace(block, allotted=(*block.allotted, SecondsAt(at=at, seconds=seconds)))
        case Dropped():
            return replace(block, withdrawn_at=at)
        case BroughtBack():
            return replace(block, withdrawn_at=None)
        case Slept(from_=from_, until=until):
            return replace(block, gaps=(*block.gaps, Gap(from_=from_, until=until)))
        case _:
            gaps = tuple(
                replace(gap, given_back=True) if gap.from_ == change.from_ else gap
                for gap in block.gaps
            )
            return replace(block, gaps=gaps)


def interrupted_since(block: Block) -> dt.datetime | None:
    """Return since when the clock of this block stands still, or None where it does not."""
    if block.interruptions and block.interruptions[-1].until is None:
        return block.interruptions[-1].from_
    return None


def _resumed(block: Block, at: dt.datetime) -> Block:
    if interrupted_since(block) is None:
        return block
    *earlier, last = block.interruptions
    return replace(block, interruptions=(*earlier, replace(last, until=at)))


def _ended(block: Block, at: dt.datetime) -> Block:
    return replace(_resumed(block, at), ended_at=at)


def difference(old: Session, new: Session, at: dt.datetime) -> tuple[Change, ...]:
    """Return the changes that lead from one session to another.

    So a record that is opened, or that a person edited by hand, becomes facts. An item that
    is gone from the new one is withdrawn at `at`: what a person deleted in an editor stays
    readable. Order within a table follows the old session; new items come after.
    """
    changes: list[Change] = []
    if old.extra != new.extra:
        changes.append(Changed("", "", {"extra": new.extra}))
    for table in SINGLE_TABLES:
        values = _changed(getattr(old, table), getattr(new, table))
        if values:
            changes.append(Changed(table, "", values))
    for table, kind in ITEM_TABLES.items():
        before: dict[str, Item] = {item.id: item for item in getattr(old, table)}
        after: dict[str, Item] = {item.id: item for item in getattr(new, table)}
        for item in after.values():
            if item.id not in before:
                values = _changed(kind(id=item.id), item)
                changes.append(Added(table, item.id, values))
            elif values := _changed(before[item.id], item):
                changes.append(Changed(table, item.id, values))
        changes.extend(
            Changed(table, gone.id, {"withdrawn_at": at})
            for gone in before.values()
            if gone.id not in after and gone.withdrawn_at is None
        )
    return tuple(changes)


def _changed(old: object, new: object) -> dict[str, object]:
    names = (field.name for field in fields(new))  # type: ignore[arg-type]
    return {name: getattr(new, name) for name in names if getattr(old, name) != getattr(new, name)}
