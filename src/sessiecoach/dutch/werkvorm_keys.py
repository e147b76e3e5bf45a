"""Every key of a werkvorm and of a kind of series, explained: what it holds and what it means."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Final, Literal

from sessiecoach.domain.keys import Key, key_of
from sessiecoach.domain.werkvorm import SeriesKind, Werkvorm

_WHOLES: Final = (("Een werkvorm", Werkvorm), ("Een reeks", SeriesKind))
_PLAIN: Final = {
    str: "tekst",
    int: "geheel getal",
    float: "getal",
    bool: "true of false",
}
_NO_EXAMPLES: Final = ("", '"een regel tekst"')
_PARTS: Final = {
    "days": "Een dag",
    "steps": "Een stap",
    "perspectives": "Een perspectief",
    "scales": "Een schaal",
    "blocks": "Een blok",
    "stagnations": "Een uitkomst",
    "ways_out": "Een uitweg",
}


def key_tables() -> str:
    """Return Markdown: a table of keys for a werkvorm, for each of its parts, and for a reeks.

    What stands there is said where the keys are read, so that it cannot be otherwise.
    """
    lines: list[str] = []
    for title, whole in _WHOLES:
        lines += _table(title, whole)
        for name, part in _parts(whole):
            lines += _table(f"{_PARTS.get(name, name)}: `[[{name}]]`", part)
    return "\n".join(lines).rstrip() + "\n"


def _parts(whole: type[Any]) -> Iterator[tuple[str, type[Any]]]:
    for each, hint in typing.get_type_hints(whole).items():
        inside = typing.get_args(hint)
        if inside and isinstance(inside[0], type) and is_dataclass(inside[0]):
            yield each, inside[0]


def _table(title: str, of: type[Any]) -> list[str]:
    hints = typing.get_type_hints(of)
    rows = [_row(each, hints[each.name]) for each in fields(of)]
    return [f"### {title}", "", "| sleutel | waarde | betekenis |", "|---|---|---|", *rows, ""]


def _row(declared: Field[Any], hint: object) -> str:
    limits = key_of(declared)
    required = declared.default is MISSING and declared.default_factory is MISSING
    name = f"**`{declared.name}`**" if required else f"`{declared.name}`"
    return f"| {name} | {_value(hint, limits)}{_default(declared)} | {limits.meaning} |"


def _value(hint: object, limits: Key) -> str:
    inside = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        return _value(inside[0], limits)
    if origin is tuple:
        if isinstance(inside[0], type) and is_dataclass(inside[0]):
            return "groepen"
        return f"lijst: {_value(inside[0], limits)}"
    allowed = inside if origin is Literal else limits.allowed
    if allowed:
        return " / ".join(f"`{each}`" for each in allowed)
    words = _PLAIN[hint]  # type: ignore[index]
    if limits.least is not None and limits.most is not None:
        words += f" van {limits.least:g} tot en met {limits.most:g}"
    return f"{words}, zoals `{limits.example}`" if limits.example not in _NO_EXAMPLES else words


def _default(declared: Field[Any]) -> str:
    value = declared.default
    if value is MISSING or value in (None, "", ()):
        return ""
    if isinstance(value, bool):
        value = "true" if value else "false"
    shown = list(value) if isinstance(value, tuple) else value
    return f"; anders `{shown}`"
