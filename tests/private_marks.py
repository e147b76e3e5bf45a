"""A session of which every text gives itself away, for proofs that something does not leak."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from sessiecoach.domain.session import Session

MARK = "GEHEIM"


def marked(session: Session, *, but: tuple[str, ...]) -> Session:
    """Return a session with a mark in every text but those in the fields named `table.field`.

    Words that the program itself defines, such as the kind of a block, stay as they are.
    """
    return cast("Session", _marked(session, "", but))


def _marked(shaped: Any, table: str, but: tuple[str, ...]) -> object:
    hints = typing.get_type_hints(type(shaped))
    changed = {}
    for field in fields(shaped):
        path = f"{table}.{field.name}" if table else field.name
        if path not in but:
            value = getattr(shaped, field.name)
            changed[field.name] = _value(value, hints[field.name], path, but)
    return replace(shaped, **changed)


def _value(value: object, hint: object, path: str, but: tuple[str, ...]) -> object:
    if is_dataclass(value):
        return _marked(value, path, but)
    if isinstance(value, Mapping):
        return {**value, MARK: MARK}
    if isinstance(value, tuple):
        inside = typing.get_args(hint)[0]
        return tuple(_value(each, inside, path, but) for each in value)
    return f"{MARK} {value}" if hint is str else value
