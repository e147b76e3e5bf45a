"""TOML laid out for people: fixed order, an item a table, long texts on lines of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import tomli_w

_INDENT = "    "
_INLINE_LENGTH = 88


def toml_text(document: Mapping[str, object]) -> str:
    """Return a document as TOML, its tables in the order of the mapping.

    Values that are no tables come first, as TOML asks. Within a table everything stands on
    lines of its own keys, nested tables inline, so that a person sees one item as one piece.
    """
    plain = {key: value for key, value in document.items() if not _is_table(value)}
    pieces = ["".join(_lines(plain))] if plain else []
    for key, value in document.items():
        if isinstance(value, Mapping):
            pieces.append(f"[{_key(key)}]\n" + "".join(_lines(value)))
        elif _is_table(value) and isinstance(value, Sequence):
            pieces.extend(f"[[{_key(key)}]]\n" + "".join(_lines(item)) for item in value)
    return "\n".join(pieces)


def _is_table(value: object) -> bool:
    if isinstance(value, Mapping):
        return True
    return (
        isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)
    )


def _lines(table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        yield f"{_key(key)} = {_value(value)}\n"


def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        return "[\n" + "".join(f"{_INDENT}{_value(item)},\n" for item in value) + "]"
    if isinstance(value, list):
        inline = f"[{', '.join(_value(item) for item in value)}]"
        if len(inline) <= _INLINE_LENGTH and "\n" not in inline:
            return inline
    if isinstance(value, dt.datetime):
        return value.isoformat()
    text = tomli_w.dumps({"v": value}, multiline_strings=True)
    return text.removeprefix("v = ").removesuffix("\n")
