"""Values in the place of those that have a fault, so that the rest can be read."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Final, Literal

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.keys import Key, key_name, key_of

Way = Literal[0, 1]
WAYS: Final[tuple[Way, Way]] = (0, 1)

_STEP: Final = re.compile(r"[A-Za-z0-9_-]+|\[[0-9]+\]")
_NOT_PLAIN: Final = re.compile(r"[^a-z0-9]+")
_MOST: Final = 2
"""How long a list is, and how high a number where nothing says how high it may be."""


def made_up(
    cls: type[Any], mapping: Mapping[str, object], faults: Iterable[Fault], way: Way
) -> dict[str, object]:
    """Return `mapping` with a value that `cls` allows at each key that `faults` name.

    The two ways differ in every value that is made up. What is said about both was therefore
    not drawn from a value that nobody wrote.
    """
    copy = {name: _copied(value) for name, value in mapping.items()}
    for fault in faults:
        if fault.code is not FaultCode.UNKNOWN_KEY:
            _put(cls, copy, fault.key, way)
    return copy


def _copied(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _copied(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_copied(each) for each in value]
    return value


def _put(cls: type[Any], table: dict[str, object], path: str, way: Way) -> None:
    """Put a value at one key, in the table itself."""
    *before, last = (
        int(step[1:-1]) - 1 if step.startswith("[") else step for step in _STEP.findall(path)
    )
    here: Any = table
    hint: Any = cls
    limits = Key()
    for step in before:
        hint, limits = _below(hint, limits, step)
        here = here[step]
    hint, limits = _below(hint, limits, last)
    here[last] = _value(hint, limits, path, way)


def _below(hint: Any, limits: Key, step: str | int) -> tuple[Any, Key]:
    """Return the type and the limits of a value that is at `step` of one of type `hint`."""
    if isinstance(step, int):
        return typing.get_args(hint)[0], limits
    declared = next(each for each in fields(hint) if key_name(each.name) == step)
    return _without_none(typing.get_type_hints(hint)[declared.name]), key_of(declared)


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(each for each in typing.get_args(hint) if each is not type(None))
    return hint


def _value(hint: Any, limits: Key, path: str, way: Way) -> object:
    allowed = limits.allowed or (
        typing.get_args(hint) if typing.get_origin(hint) is Literal else ()
    )
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return [_value(inner, limits, path, way)] * _MOST if way else []
    if allowed:
        return allowed[way % len(allowed)]
    if is_dataclass(hint):
        return {
            key_name(each.name): _value(*_below(hint, limits, key_name(each.name)), path, way)
            for each in fields(hint)
            if way or (each.default is MISSING and each.default_factory is MISSING)
        }
    if hint is bool:
        return bool(way)
    if hint in (int, float):
        least = 0 if limits.least is None else limits.least
        return hint((least + _MOST if limits.most is None else limits.most) if way else least)
    # A name of its own for each key, so that no two of them are equal.
    return f"x{way}-{_NOT_PLAIN.sub('-', path.lower())}"[-60:].strip("-")
