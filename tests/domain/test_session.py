"""The session as it stands: what can be asked of it, and that its tables are complete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args, get_origin, get_type_hints

import pytest

from sessiecoach.domain.session import (
    ID_LETTERS,
    ITEM_TABLES,
    SINGLE_TABLES,
    Block,
    Session,
    nothing_extra,
)

AT = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)

HELD = Session(
    blocks=(
        Block(id="opening", started_at=AT, ended_at=AT),
        Block(id="weg", started_at=AT, withdrawn_at=AT),
        Block(id="r1", started_at=AT),
        Block(id="r2"),
    )
)


def test_a_block_by_its_id() -> None:
    """A block is found by its id, also when it was dropped; an unknown id gives none."""
    assert HELD.block("weg") is HELD.blocks[1]
    assert HELD.block("r9") is None


def test_the_plan_has_no_dropped_blocks() -> None:
    """The plan is what is left, in order."""
    assert [block.id for block in HELD.plan] == ["opening", "r1", "r2"]


def test_the_running_block() -> None:
    """The running block began and did not end; a dropped one never runs."""
    assert HELD.running is HELD.blocks[2]
    assert Session(blocks=HELD.blocks[:2]).running is None
    assert Session().running is None


def test_tables_are_complete() -> None:
    """Each field of a session is a table of items, a table of which there is one, or `extra`."""
    names = {field.name for field in fields(Session)}
    assert names == {*ITEM_TABLES, *SINGLE_TABLES, "extra"}
    hints = get_type_hints(Session)
    for table, kind in ITEM_TABLES.items():
        assert get_args(hints[table]) == (kind, ...)
    for table, single in SINGLE_TABLES.items():
        assert hints[table] is single


@pytest.mark.parametrize("table", ITEM_TABLES)
def test_items_can_be_withdrawn_and_keep_unknown_keys(table: str) -> None:
    """An item has an id, can be withdrawn, and comes from a file with keys of somebody else."""
    names = {field.name for field in fields(ITEM_TABLES[table])}
    assert names >= {"id", "withdrawn_at", "extra"}


def test_id_letters_are_told_apart() -> None:
    """No two tables share a letter, and each letter belongs to a table of items."""
    assert len(set(ID_LETTERS.values())) == len(ID_LETTERS)
    assert ID_LETTERS.keys() <= ITEM_TABLES.keys()


def dataclasses_of(cls: type, seen: dict[str, type]) -> dict[str, type]:
    """Return a dataclass with all those that its fields hold, by their names."""
    if cls.__name__ not in seen:
        seen[cls.__name__] = cls
        for hint in get_type_hints(cls).values():
            for inner in (hint, *get_args(hint)):
                if isinstance(inner, type) and is_dataclass(inner):
                    dataclasses_of(inner, seen)
    return seen


LEVELS = dataclasses_of(Session, {})


@pytest.mark.parametrize("level", sorted(LEVELS))
def test_every_level_is_frozen_and_keeps_unknown_keys(level: str) -> None:
    """No state changes in place, and no level of a file loses a key that we do not know."""
    hints = get_type_hints(LEVELS[level])
    assert hints["extra"] == Mapping[str, object]
    assert LEVELS[level].__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert not any(get_origin(hint) in (list, dict, set) for hint in hints.values())


def test_a_session_cannot_be_changed() -> None:
    """A snapshot that a screen holds stays what it was, unknown keys too."""
    with pytest.raises(FrozenInstanceError):
        HELD.blocks = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        nothing_extra()["x"] = 1  # type: ignore[index]
