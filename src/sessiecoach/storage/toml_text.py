"""TOML laid out for people: fixed order, an item a table, long texts on lines of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

_INDENT = "    "
_INLINE_LENGTH = 88
_LARGEST_DECIMAL = 10**4000


class LaidOut:
    """An item of a list of tables whose lines were made before, so that they need not be again."""

    __slots__ = ("lines",)

    def __init__(self, table: Mapping[str, object]) -> None:
        self.lines = "".join(_lines(table))
        """What stands below the name of the list, a key on a line."""


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
            pieces.extend(f"[[{_key(key)}]]\n{_item_lines(item)}" for item in value)
    return "\n".join(pieces)


def _is_table(value: object) -> bool:
    if isinstance(value, Mapping):
        return True
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, LaidOut | Mapping) for item in value)
    )


def _item_lines(item: Mapping[str, object] | LaidOut) -> str:
    return item.lines if isinstance(item, LaidOut) else "".join(_lines(item))


def _lines(table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        yield f"{_key(key)} = {_value(value)}\n"


@lru_cache(maxsize=512)
def _key(key: str) -> str:
    import tomli_w

    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _value(value: object) -> str:
    if isinstance(value, str) and value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'  # what most values are: nothing in it needs an escape
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return _list([_value(item) for item in value], nested=_is_nested(value))
    if isinstance(value, int) and abs(value) >= _LARGEST_DECIMAL:
        # Python refuses so many digits, but reads them where they were hexadecimal.
        return hex(value)
    import tomli_w

    text = tomli_w.dumps({"v": value}, multiline_strings=True)
    return text.removeprefix("v = ").removesuffix("\n")


def _is_nested(values: list[object]) -> bool:
    return any(isinstance(item, Mapping | list) for item in values)


def _list(items: list[str], *, nested: bool) -> str:
    inline = f"[{', '.join(items)}]"
    if not nested and len(inline) <= _INLINE_LENGTH and "\n" not in inline:
        return inline
    return "[\n" + "".join(f"{_INDENT}{item},\n" for item in items) + "]"
