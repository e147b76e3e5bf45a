"""The values of a record as text in a field, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Literal

from sessiecoach.domain.half_days import length_refusal
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.dates import (
    NotATimeError,
    parse_clock,
    parse_date,
    parse_minutes,
    point_clock,
    table_date,
    why_not,
)
from sessiecoach.dutch.longest import too_long_sentence
from sessiecoach.ui.plan_words import half_day_words

FieldKind = Literal["line", "text", "lines", "date", "clock", "count", "minutes", "half_day"]
"""`lines` is a list with one text a line; `count` is a number of people, `minutes` a length."""

_LONGEST_LINE: Final = 500
_MOST_PEOPLE: Final = 999
_MOST_MINUTES: Final = 480


_FIELD_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "title": "Titel of naam",
        "date": "Datum",
        "starts": "Begin",
        "ends": "Einde",
        "location": "Plaats",
        "note_taker": "Notulist",
        "role": "Rol",
        "domain": "Domein",
        "position": "Speelt",
        "theme": "Thema",
        "guest": "Gast",
        "half_day_minutes": "Dagdeel",
        "presenter.role": "Ingebracht door",
        "organisation": "Organisatie",
        "count": "Aantal",
        "name": "Naam",
        "planned_minutes": "Minuten",
        "min_minutes": "Minst",
    }
)


def field_words(attribute: str) -> str:
    """Return what a person knows the field of an attribute by: `Datum`, `Aantal`."""
    return _FIELD_WORDS.get(attribute, "Veld")


def shown_value(kind: FieldKind, value: object) -> str:
    """Return how a value stands in its field."""
    match value:
        case None:
            return ""
        case dt.date():
            return table_date(value)[3:]  # the day of the week would be in the way of typing
        case dt.time():
            return point_clock(value)
        case tuple():
            return "\n".join(one_line(str(each)) for each in value)
        case str() if kind == "text":
            return visible(value)
        case _:
            return one_line(str(value))


def read_value(kind: FieldKind, text: str, year: int | None = None) -> object:
    """Return the value that a text stands for; `year` completes a date that has none.

    Raises ValueError with a Dutch sentence.
    """
    text = visible(text).strip()
    if too_long := too_long_sentence(text):
        raise ValueError(too_long)
    match kind:
        case "text":
            return text
        case "lines":
            return tuple(one_line(line) for line in text.splitlines() if line.strip())
        case "line":
            if len(text) > _LONGEST_LINE:
                raise ValueError(f"Dit is te lang: hoogstens {_LONGEST_LINE} tekens.")
            return one_line(text)
        case "count":
            return _count(text)
        case "minutes":
            return _minutes(text)
        case "half_day":
            return _half_day(text)
        case _:
            return _moment(kind, text, year)


def _count(text: str) -> int:
    if not text:
        return 1
    if not text.isdecimal() or not 1 <= int(text[:9]) <= _MOST_PEOPLE:
        raise ValueError(f"Een getal van 1 tot en met {_MOST_PEOPLE}.")
    return int(text)


def _minutes(text: str) -> int:
    try:
        minutes = parse_minutes(text)
    except NotATimeError as error:
        raise ValueError(why_not(error)) from error
    if minutes > _MOST_MINUTES:
        raise ValueError(f"Een blok duurt hoogstens {_MOST_MINUTES} minuten.")
    return minutes


def _half_day(text: str) -> int:
    minutes = int(text[:9]) if text.isdecimal() else 0
    refused = length_refusal(minutes)
    if refused is not None:
        raise ValueError(half_day_words(refused))
    return minutes


def _moment(kind: FieldKind, text: str, year: int | None) -> object:
    if not text:
        return None
    try:
        return parse_date(text, year) if kind == "date" else parse_clock(text)
    except NotATimeError as error:
        raise ValueError(why_not(error)) from error


def value_at(item: object, attribute: str) -> object:
    """Return an attribute of an item; `presenter.role` is one of a part of it."""
    for name in attribute.split("."):
        item = getattr(item, name)
    return item


def changed_to(item: object, attribute: str, value: object) -> dict[str, object]:
    """Return the attribute of an item that changes with this one, and its new value."""
    name, _, inner = attribute.partition(".")
    if inner:
        return {name: replace(getattr(item, name), **{inner: value})}
    return {name: value}
