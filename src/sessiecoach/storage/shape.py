"""The one way between mappings as TOML gives them and frozen dataclasses, naming every fault.

A key path in a fault counts from 1, as people count: `blocks[2].minutes` is the second block.
Values in `Fault.found` are written as they stand in a file, so a text is between quotes;
`Fault.expected` holds a `ValueType`, allowed values (`a | b`), a range (`1..20`, `1..`, `..20`),
an example of a form, or the known key that is nearest to an unknown one.
"""

from __future__ import annotations

import datetime
import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, cast

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.keys import Key, ValueType, key_name, key_of
from sessiecoach.domain.text import visible

T = TypeVar("T")
Unknown = Literal["keep", "fault"]
Reader = Callable[[object, list[Fault]], object]
"""Takes a value, appends its faults with keys relative to it, returns what was read or `_BAD`."""

Convert = Callable[[object], object]
"""Takes a value and returns what is written in its place, which may be itself."""

_BAD = object()
_EXTRA = "extra"
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_FOUND = 200


def read_shape(
    cls: type[T], mapping: Mapping[str, object], *, unknown: Unknown
) -> tuple[T | None, list[Fault]]:
    """Return an instance of the dataclass `cls` and every fault of `mapping`.

    Unknown keys are kept in the field `extra` of their level, or are faults; a level without
    that field has nowhere to keep them, so there they are faults in both cases. An unknown key
    alone still gives an instance, any other fault gives None. A missing `X | None` is None.

    Raises:
        TypeError: a field of `cls` has a type that no file can hold.
    """
    faults: list[Fault] = []
    value = _table_reader(cast("Any", cls), unknown)(mapping, faults)
    return (None if value is _BAD else cast("T", value)), faults


def _as_it_is(value: object) -> object:
    return value


def plain(shaped: object, written: Convert = _as_it_is) -> dict[str, object]:
    """Return a dataclass as a mapping that TOML can hold, in the order of its fields.

    What equals its default, and None, is left out; the keys of `extra` come last.
    `read_shape` makes the same instance of it again. `written` may give something else to
    write for a dataclass or an instant within it, but is not asked about what `extra` holds.
    """
    table: dict[str, object] = {}
    for attribute, name, default in _written_fields(cast("Any", type(shaped))):
        value = getattr(shaped, attribute)
        if value is not None and value != default:
            # Most values are texts, and there are thousands of them.
            table[name] = value if type(value) is str else _plain_value(value, written)
    extra = getattr(shaped, _EXTRA, None)
    if isinstance(extra, Mapping):
        for name, value in extra.items():
            table.setdefault(name, _plain_value(value, _as_it_is))
    return table


def _plain_value(value: object, written: Convert) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [_plain_value(each, written) for each in value]
    if isinstance(value, Mapping):
        return {name: _plain_value(each, written) for name, each in value.items()}
    value = written(value)
    return plain(value, written) if is_dataclass(value) else value


@cache
def _written_fields(cls: type[Any]) -> tuple[tuple[str, str, object], ...]:
    return tuple(
        (each.name, key_name(each.name), _default_of(each))
        for each in fields(cls)
        if each.init and each.name != _EXTRA
    )


def _default_of(declared: Any) -> object:
    if declared.default_factory is not MISSING:
        return declared.default_factory()
    return declared.default


def _shown(value: object) -> str:
    """Return a value as a person sees it in the file, cut where that gets long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        cut = value if len(value) <= _LONGEST_FOUND else value[:_LONGEST_FOUND] + "…"
        return f'"{visible(cut)}"'
    if isinstance(value, (list, tuple)):
        return "[…]" if value else "[]"
    if isinstance(value, Mapping):
        return "{…}" if value else "{}"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, int) and abs(value) > 10**_LONGEST_FOUND:
        return "9999…"
    return str(value)


def _step(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else f'"{visible(name)}"'


def _prefixed(faults: list[Fault], start: int, prefix: str) -> None:
    """Set `prefix` before the key of every fault from `start` on."""
    for index in range(start, len(faults)):
        fault = faults[index]
        joint = "." if fault.key and not fault.key.startswith("[") else ""
        faults[index] = replace(fault, key=f"{prefix}{joint}{fault.key}")


@dataclass(frozen=True, slots=True)
class _Row:
    attribute: str
    name: str
    read: Reader
    required: bool
    none_when_absent: bool


@cache
def _table_reader(cls: type[Any], unknown: Unknown) -> Reader:
    """Return the reader of a dataclass; made once, because type hints are slow to resolve."""
    hints = typing.get_type_hints(cls)
    rows = tuple(
        _row(cls, each, hints[each.name], unknown)
        for each in fields(cls)
        if each.init and each.name != _EXTRA
    )
    known = {row.name for row in rows}
    has_extra = any(each.name == _EXTRA for each in fields(cls))

    def read(value: object, faults: list[Fault]) -> object:
        if not isinstance(value, Mapping):
            faults.append(_wrong_type(ValueType.TABLE, value))
            return _BAD
        given: dict[str, object] = {}
        whole = True
        for row in rows:
            if row.name not in value:
                if row.required:
                    faults.append(Fault(FaultCode.MISSING_KEY, key=row.name))
                    whole = False
                elif row.none_when_absent:
                    given[row.attribute] = None
                continue
            start = len(faults)
            part = row.read(value[row.name], faults)
            if len(faults) > start:
                _prefixed(faults, start, row.name)
            if part is _BAD:
                whole = False
            else:
                given[row.attribute] = part
        if not value.keys() <= known:
            extra = {name: value[name] for name in value if name not in known}
            if extra and unknown == "keep" and has_extra:
                given[_EXTRA] = {name: _visible_value(each) for name, each in extra.items()}
            else:
                faults.extend(_unknown_key(name, known) for name in extra)
        return cls(**given) if whole else _BAD

    return read


def _unknown_key(name: str, known: set[str]) -> Fault:
    near = get_close_matches(name[:_LONGEST_FOUND], sorted(known), n=1)
    return Fault(FaultCode.UNKNOWN_KEY, key=_step(name), expected=near[0] if near else "")


def _row(cls: type[Any], declared: Any, hint: object, unknown: Unknown) -> _Row:
    where = f"{cls.__qualname__}.{declared.name}"
    has_default = declared.default is not MISSING or declared.default_factory is not MISSING
    inner = _without_none(hint)
    optional = inner is not hint
    if optional and has_default and declared.default is not None:
        raise TypeError(f"{where}: None could not be told from the default in a file")
    return _Row(
        attribute=declared.name,
        name=key_name(declared.name),
        read=_reader(inner, key_of(declared), unknown, where),
        required=not has_default and not optional,
        none_when_absent=optional,
    )


def _without_none(hint: object) -> object:
    """Return X for `X | None`, and anything else as it is."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        others = [each for each in typing.get_args(hint) if each is not type(None)]
        if len(others) == 1:
            return others[0]
    return hint


def _reader(hint: object, key: Key, unknown: Unknown, where: str) -> Reader:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return _chosen(tuple(inner), None)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return _list_reader(_reader(inner[0], key, unknown, where))
    if isinstance(origin, type) and issubclass(origin, Mapping) and inner and inner[0] is str:
        return _mapping_reader(_reader(inner[1], key, unknown, where))
    if hint is object:
        return _anything
    if isinstance(hint, type):
        if issubclass(hint, StrEnum):
            return _chosen(tuple(each.value for each in hint), hint)
        if is_dataclass(hint):
            # Asked for when needed, so that a dataclass may hold others of its own kind.
            return lambda value, faults: _table_reader(hint, unknown)(value, faults)
        if hint in _SCALARS:
            return _limited(_SCALARS[hint], key)
    raise TypeError(f"{where}: a file cannot hold {hint!r}")


def _wrong_type(expected: ValueType, value: object) -> Fault:
    return Fault(FaultCode.WRONG_TYPE, expected=expected, found=_shown(value))


def _list_reader(read: Reader) -> Reader:
    def read_list(value: object, faults: list[Fault]) -> object:
        if not isinstance(value, (list, tuple)):
            faults.append(_wrong_type(ValueType.LIST, value))
            return _BAD
        parts = []
        for number, each in enumerate(value, start=1):
            start = len(faults)
            parts.append(read(each, faults))
            if len(faults) > start:
                _prefixed(faults, start, f"[{number}]")
        return _BAD if any(part is _BAD for part in parts) else tuple(parts)

    return read_list


def _mapping_reader(read: Reader) -> Reader:
    def read_mapping(value: object, faults: list[Fault]) -> object:
        if not isinstance(value, Mapping):
            faults.append(_wrong_type(ValueType.TABLE, value))
            return _BAD
        parts = {}
        for name, each in value.items():
            start = len(faults)
            if visible(name) != name:
                faults.append(Fault(FaultCode.WRONG_FORM, found=_shown(name)))
                parts[name] = _BAD
            else:
                parts[name] = read(each, faults)
            if len(faults) > start:
                _prefixed(faults, start, _step(name))
        return _BAD if any(part is _BAD for part in parts.values()) else parts

    return read_mapping


def _visible_value(value: object) -> object:
    """Return any value of a file with the texts in it made visible."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, (list, tuple)):
        return [_visible_value(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _visible_value(each) for name, each in value.items()}
    return value


def _anything(value: object, _faults: list[Fault]) -> object:
    return _visible_value(value)


def _text(value: object) -> object:
    return visible(value) if isinstance(value, str) else _BAD


def _integer(value: object) -> object:
    return value if isinstance(value, int) and not isinstance(value, bool) else _BAD


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return _BAD
    try:
        number = float(value)
    except OverflowError:
        return _BAD
    return number if math.isfinite(number) else _BAD


def _true_or_false(value: object) -> object:
    return value if isinstance(value, bool) else _BAD


def _date(value: object) -> object:
    is_date = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    return value if is_date else _BAD


def _time(value: object) -> object:
    return value if isinstance(value, datetime.time) and value.tzinfo is None else _BAD


def _instant(value: object) -> object:
    has_offset = isinstance(value, datetime.datetime) and value.utcoffset() is not None
    return value if has_offset else _BAD


_SCALARS: dict[object, tuple[ValueType, Callable[[object], object]]] = {
    str: (ValueType.TEXT, _text),
    int: (ValueType.INTEGER, _integer),
    float: (ValueType.NUMBER, _number),
    bool: (ValueType.TRUE_OR_FALSE, _true_or_false),
    datetime.date: (ValueType.DATE, _date),
    datetime.time: (ValueType.TIME, _time),
    datetime.datetime: (ValueType.INSTANT, _instant),
}


def _limited(scalar: tuple[ValueType, Callable[[object], object]], key: Key) -> Reader:
    """Return the reader of one value, with the limits of its key."""
    value_type, convert = scalar
    form = re.compile(key.form) if key.form else None
    is_number = value_type in (ValueType.INTEGER, ValueType.NUMBER)
    least = -math.inf if key.least is None else key.least
    most = math.inf if key.most is None else key.most

    def read(value: object, faults: list[Fault]) -> object:
        part = convert(value)
        if part is _BAD:
            faults.append(_wrong_type(value_type, value))
        elif key.allowed and part not in key.allowed:
            faults.append(_not_allowed(key.allowed, value))
            part = _BAD
        elif is_number and not least <= cast("float", part) <= most:
            expected = f"{_bound(key.least)}..{_bound(key.most)}"
            faults.append(Fault(FaultCode.OUT_OF_RANGE, expected=expected, found=_shown(value)))
            part = _BAD
        elif form is not None and isinstance(part, str) and not form.fullmatch(part):
            expected = key.example or key.form
            faults.append(Fault(FaultCode.WRONG_FORM, expected=expected, found=_shown(value)))
            part = _BAD
        return part

    return read


def _bound(bound: float | None) -> str:
    return "" if bound is None else f"{bound:g}"


def _not_allowed(allowed: tuple[object, ...], value: object) -> Fault:
    expected = " | ".join(str(each) for each in allowed)
    return Fault(FaultCode.NOT_ALLOWED, expected=expected, found=_shown(value))


def _chosen(allowed: tuple[object, ...], enum: type[StrEnum] | None) -> Reader:
    """Return the reader of a value out of a few, of which the type counts as well."""
    types_of_allowed = {type(each) for each in allowed}

    def read(value: object, faults: list[Fault]) -> object:
        part = visible(value) if isinstance(value, str) else value
        if type(part) not in types_of_allowed or part not in allowed:
            faults.append(_not_allowed(allowed, value))
            return _BAD
        return part if enum is None else enum(cast("str", part))

    return read
