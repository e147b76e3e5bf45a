"""A fact as one line of JSON and back, typed again by the tables that it speaks of."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from sessiecoach.domain import facts as of
from sessiecoach.domain.keys import key_name
from sessiecoach.domain.session import ITEM_TABLES, SINGLE_TABLES
from sessiecoach.storage.shape import plain, read_shape

_CHANGES: Mapping[str, type[of.Change]] = {
    "added": of.Added,
    "changed": of.Changed,
    "started": of.Started,
    "ended": of.Ended,
    "interrupted": of.Interrupted,
    "resumed": of.Resumed,
    "extended": of.Extended,
    "allotted": of.Allotted,
    "dropped": of.Dropped,
    "brought_back": of.BroughtBack,
    "end_moved": of.EndMoved,
    "late_start_chosen": of.LateStartChosen,
    "slept": of.Slept,
    "given_back": of.GivenBack,
    "undone": of.Undone,
}
_NAMES = {kind: name for name, kind in _CHANGES.items()}
_TABLES: Mapping[str, type[object]] = {**ITEM_TABLES, **SINGLE_TABLES}
_DATES: Mapping[str, type[dt.datetime | dt.date | dt.time]] = {
    "$datetime": dt.datetime,
    "$date": dt.date,
    "$time": dt.time,
}
_MAPPING = "$mapping"


def fact_to_text(fact: of.Fact) -> str:
    """Return a fact as JSON on one line."""
    changes = [[_NAMES[type(change)], _tagged(_attributes(change))] for change in fact.changes]
    body = [fact.id, fact.seq, fact.by, fact.at.isoformat(), changes]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def fact_from_text(text: str) -> of.Fact:
    """Return the fact of a line that `fact_to_text` made.

    Raises ValueError where the line is not such a one, without a word of what it says.
    """
    try:
        return _fact(*json.loads(text, object_hook=_untagged))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a fact: {type(error).__name__}") from None


def _fact(fact_id: object, seq: object, by: object, at: str, changes: list[list[Any]]) -> of.Fact:
    instant = dt.datetime.fromisoformat(at)
    if not (isinstance(fact_id, str) and isinstance(by, str) and isinstance(seq, int)):
        raise TypeError
    if instant.tzinfo is None:
        raise ValueError
    return of.Fact(
        fact_id, seq, by, instant, tuple(_change(name, values) for name, values in changes)
    )


def as_kept(fact: of.Fact) -> of.Fact:
    """Return a fact as reading it back gives it: texts visible, lists as tuples.

    Raises ValueError for a fact that could not be read back.
    """
    return fact_from_text(fact_to_text(fact))


def _attributes(change: of.Change) -> dict[str, object]:
    if isinstance(change, of.Added | of.Changed):
        return {field.name: getattr(change, field.name) for field in fields(change)}
    return plain(change)


def _change(name: str, attributes: dict[str, object]) -> of.Change:
    kind = _CHANGES[name]
    if kind is of.Added or kind is of.Changed:
        table, item, values = (attributes[key] for key in ("table", "item", "values"))
        if not (isinstance(table, str) and isinstance(item, str) and isinstance(values, dict)):
            raise TypeError(name)
        if kind is of.Added and table not in ITEM_TABLES:
            raise KeyError(table)
        return kind(table, item, _typed(table, values))
    change, faults = read_shape(kind, attributes, unknown="fault")
    if faults or change is None:
        raise ValueError(name)
    return change


def _typed(table: str, values: dict[str, object]) -> dict[str, object]:
    if not table:
        return _keys_of_the_record(values)
    given = {
        key_name(name): value
        for name, value in values.items()
        if value is not None and name != "extra"
    }
    extra = values.get("extra")
    if isinstance(extra, Mapping):
        given |= {name: value for name, value in extra.items() if name not in given}
    item, faults = read_shape(_TABLES[table], given, unknown="keep")
    if faults:
        raise ValueError(faults[0].key)
    return {name: None if values[name] is None else getattr(item, name) for name in values}


def _keys_of_the_record(values: dict[str, object]) -> dict[str, object]:
    """Return what changed of the record itself: only its unknown keys are no table."""
    if not all(name == "extra" and isinstance(value, dict) for name, value in values.items()):
        raise KeyError(*values)
    return values


def _tagged(value: object) -> object:
    if value is None or isinstance(value, (str, int, float)):
        return value  # what most values are
    match value:
        case dt.datetime():
            return {"$datetime": value.isoformat()}
        case dt.date():
            return {"$date": value.isoformat()}
        case dt.time():
            return {"$time": value.isoformat()}
        case Mapping() if any(str(name).startswith("$") for name in value):
            # Somebody's own key may look like one of ours.
            return {_MAPPING: [[name, _tagged(each)] for name, each in value.items()]}
        case Mapping():
            return {name: _tagged(each) for name, each in value.items()}
        case list() | tuple():
            return [_tagged(each) for each in value]
        case _ if is_dataclass(value):
            return _tagged(plain(value))
        case _:
            return value


def _untagged(read: dict[str, object]) -> object:
    if len(read) == 1:
        (name, value), *_ = read.items()
        if name in _DATES and isinstance(value, str):
            return _DATES[name].fromisoformat(value)
        if name == _MAPPING and isinstance(value, list):
            return dict(value)
    return read
