"""Arbitrary sessions and facts, for properties that hold for all of them.

They follow the dataclasses by themselves: a new field needs nothing here.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Literal, cast

from hypothesis import strategies as st

from sessiecoach.domain import facts as of
from sessiecoach.domain.keys import key_name
from sessiecoach.domain.session import ID_LETTERS, ITEM_TABLES, SINGLE_TABLES, Header, Session
from sessiecoach.domain.text import visible

BLOCK_IDS = ("r1", "w1", "r2", "afspraken")
FACT_IDS = tuple(f"f{number}" for number in range(12))
ZONES = ("Europe/Amsterdam", "UTC", "America/New_York", "", "Nergens/Niets")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LONGEST_SECONDS = 130 * 365 * 24 * 3600
_RESERVED = {"schema", "session", "header", "extra"}


def texts(*, min_size: int = 0) -> st.SearchStrategy[str]:
    """Return texts as they are once they came in: visible, of any script, more lines too."""
    made = st.text(max_size=20) | st.sampled_from(
        ["", "knelpunt", "in casuïstiek", '"""', "'''", "\\", "[b]x[/b]", "een\ntwee", " x ", "# a"]
    )
    return made.map(visible).filter(lambda text: len(text) >= min_size)


def instants() -> st.SearchStrategy[dt.datetime]:
    """Return instants in UTC in whole seconds, as records keep them."""
    return st.integers(0, _LONGEST_SECONDS).map(
        lambda seconds: _EPOCH + dt.timedelta(seconds=seconds)
    )


def dates() -> st.SearchStrategy[dt.date]:
    """Return days that a meeting could be on."""
    return st.dates(dt.date(1970, 1, 1), dt.date(2099, 12, 31))


def times() -> st.SearchStrategy[dt.time]:
    """Return times of a day in whole seconds, without a zone."""
    return st.times().map(lambda time: time.replace(microsecond=0))


def item_ids(table: str) -> st.SearchStrategy[str]:
    """Return the few ids that items of a table have here, so that two sessions share some."""
    if table == "blocks":
        return st.sampled_from(BLOCK_IDS)
    letter = ID_LETTERS.get(table)
    names = ("7k3qam9x", "4hvtw2pd", "q9c6zr3k", "2m7xk8fn")
    return st.sampled_from([f"{letter}-{name}" for name in names] if letter else list("abcd"))


def extras(cls: type) -> st.SearchStrategy[Mapping[str, object]]:
    """Return keys that this program does not know at a level, with values that TOML can hold."""
    known = {key_name(field.name) for field in fields(cls)} | _RESERVED
    names = texts().filter(lambda name: name not in known)
    plain = (
        texts()
        | st.booleans()
        | st.integers(-(2**63), 2**63 - 1)
        | st.floats(allow_nan=False)
        | dates()
        | times()
        | instants()
    )
    values = st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts(), inner, max_size=2),
        max_leaves=4,
    )
    return st.just({}) | st.dictionaries(names, values, max_size=2)


def shaped(cls: type[Any], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return instances of a dataclass of the session, every field arbitrary but the `fixed`."""
    return st.builds(cls, **(dict(_fields_of(cast("Any", cls))) | fixed))


def values_of(cls: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return values for some fields of a dataclass, as a fact that changes an item holds them."""
    changing = {name: each for name, each in _fields_of(cast("Any", cls)).items() if name != "id"}
    chosen = st.sets(st.sampled_from(sorted(changing)), max_size=3)
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries({name: changing[name] for name in sorted(names)})
    )


def items(table: str) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return the items of a table, each id once."""
    one = shaped(ITEM_TABLES[table], id=item_ids(table))
    return st.lists(one, max_size=2, unique_by=lambda item: item.id).map(tuple)


def sessions() -> st.SearchStrategy[Session]:
    """Return sessions of any content: every table, unknown keys at every level."""
    tables: dict[str, st.SearchStrategy[Any]] = {table: items(table) for table in ITEM_TABLES}
    singles = {table: shaped(cls) for table, cls in SINGLE_TABLES.items()}
    header = shaped(Header, zone=st.sampled_from(ZONES))
    full = st.builds(Session, **tables | singles | {"header": header, "extra": extras(Session)})
    # Most sessions have a few tables: small ones find more and shrink better.
    few = st.sets(st.sampled_from(sorted(tables)), max_size=3).flatmap(
        lambda names: st.builds(Session, **{name: tables[name] for name in sorted(names)})
    )
    return few | full


def clock_changes() -> st.SearchStrategy[of.ClockChange]:
    """Return what can happen to the clock of a block, in any state of it."""
    block = st.sampled_from(BLOCK_IDS)
    seconds = st.integers(-1800, 1800)
    return st.one_of(
        st.builds(of.Started, block),
        st.builds(of.Ended, block),
        st.builds(of.Interrupted, block),
        st.builds(of.Resumed, block),
        st.builds(of.Extended, block, seconds),
        st.builds(of.Allotted, block, seconds),
        st.builds(of.Dropped, block),
        st.builds(of.BroughtBack, block),
        st.builds(of.EndMoved, st.none() | instants()),
        st.builds(of.LateStartChosen, st.sampled_from(["end_fixed", "all_moves"])),
        st.builds(of.Slept, block, instants(), instants()),
        st.builds(of.GivenBack, block, instants()),
    )


def changes(*, undo: bool = True) -> st.SearchStrategy[of.Change]:
    """Return any change that a fact can hold; with `undo`, of facts that may not be there."""
    made: list[st.SearchStrategy[of.Change]] = [clock_changes()]
    for table, cls in ITEM_TABLES.items():
        made += [
            st.builds(change, st.just(table), item_ids(table), values_of(cls))
            for change in (of.Added, of.Changed)
        ]
    for table, single in SINGLE_TABLES.items():
        made.append(st.builds(of.Changed, st.just(table), st.just(""), values_of(single)))
    whole = st.fixed_dictionaries({"extra": extras(Session)})
    made.append(st.builds(of.Changed, st.just(""), st.just(""), whole))
    if undo:
        made.append(st.builds(of.Undone, st.sampled_from(FACT_IDS)))
    return st.one_of(made)


def facts(*, undo: bool = True) -> st.SearchStrategy[of.Fact]:
    """Return facts of two writers, some of the same number."""
    return st.builds(
        of.Fact,
        id=st.sampled_from(FACT_IDS),
        seq=st.integers(0, 6),
        by=st.sampled_from(["links", "rechts"]),
        at=instants(),
        changes=st.lists(changes(undo=undo), max_size=3).map(tuple),
    )


def fact_lists(*, undo: bool = True) -> st.SearchStrategy[list[of.Fact]]:
    """Return facts in any order, each id once."""
    return st.lists(facts(undo=undo), max_size=len(FACT_IDS), unique_by=lambda fact: fact.id)


@cache
def _fields_of(cls: Any) -> Mapping[str, st.SearchStrategy[Any]]:
    hints = typing.get_type_hints(cls)
    return {
        field.name: extras(cls) if field.name == "extra" else _of_type(hints[field.name])
        for field in fields(cls)
    }


def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([_of_type(each) for each in inside])
    if origin is Literal:
        return st.sampled_from(inside)
    if origin is tuple:
        return st.lists(_of_type(inside[0]), max_size=2).map(tuple)
    known: dict[Any, st.SearchStrategy[Any]] = {
        str: texts(),
        int: st.integers(0, 10_000),
        bool: st.booleans(),
        type(None): st.none(),
        dt.datetime: instants(),
        dt.date: dates(),
        dt.time: times(),
    }
    return known[hint] if hint in known else shaped(hint)
