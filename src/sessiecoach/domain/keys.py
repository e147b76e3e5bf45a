"""What a key of a file may hold: said once, at the field of the dataclass that it fills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field
from enum import StrEnum
from typing import Any

_METADATA = "key"


class ValueType(StrEnum):
    """The types of value that a file can hold, as they stand in `Fault.expected`."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    TRUE_OR_FALSE = "true_or_false"
    DATE = "date"
    TIME = "time"
    INSTANT = "instant"  # date and time with an offset
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Key:
    """The limits of one key; those on a value count for each value of a list as well."""

    allowed: tuple[object, ...] = ()
    """The only values that are allowed; empty for no limit."""
    least: float | None = None
    """Smallest number that is allowed."""
    most: float | None = None
    form: str = ""
    """A regular expression that the whole text must match."""
    example: str = ""
    """A text of that form, for the message that asks for it."""
    meaning: str = ""
    """One Dutch sentence for the handbook."""


def key(
    *,
    default: Any = MISSING,
    default_factory: Callable[[], object] | Any = MISSING,
    allowed: tuple[object, ...] = (),
    least: float | None = None,
    most: float | None = None,
    form: str = "",
    example: str = "",
    meaning: str = "",
) -> Any:
    """Return a dataclass field with its `Key`; a field without a default is required."""
    metadata: Mapping[str, object] = {
        _METADATA: Key(allowed, least, most, form, example, meaning),
    }
    if default_factory is not MISSING:
        return field(default_factory=default_factory, metadata=metadata)
    return field(default=default, metadata=metadata)


def key_of(declared: Field[Any]) -> Key:
    """Return the limits of a dataclass field; one that was made without has none."""
    found = declared.metadata.get(_METADATA)
    return found if isinstance(found, Key) else Key()


def key_name(attribute: str) -> str:
    """Return the key in a file of an attribute: `from_` is a word of Python, `from` is the key."""
    return attribute.removesuffix("_")
