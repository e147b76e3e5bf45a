"""The day by which something is promised, as it stands in a sentence: `vóór 1 dec`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import NotATimeError, parse_coming_date, table_date

_BY: Final = "v(?:[oó]|o\u0301){2}r|uiterlijk"
_BY_WORD: Final = re.compile(rf"(?:^|(?<= ))(?:{_BY})(?= )", re.IGNORECASE)
_ANY_WORD: Final = re.compile(rf"(?:^|(?<= ))(?:{_BY}|per|op)(?= )", re.IGNORECASE)
_MOST_WORDS: Final = 4
"""Of a date: `maandag 10 oktober 2016`."""
_CLOCK_TOO: Final = re.compile(r"[0-9]+[.][0-9]+")
"""What is a time as well as a date: `9.10`."""


def split_due(text: str, today: dt.date) -> tuple[str, dt.date | None]:
    """Return a text without the day at its end, and that day: `bellen vóór 1 dec`.

    A day counts after vóór, voor or uiterlijk; without a year it is the first such day from
    `today` on. What is no date stays text, and so does `voor 9.10`, which may be a time.
    """
    text = one_line(text)
    for found in reversed(list(_BY_WORD.finditer(text))):
        day = text[found.end() :].strip()
        due = None if _CLOCK_TOO.fullmatch(day) else _day(day, today)
        if due is not None:
            return text[: found.start()].rstrip(" ,;"), due
    return text, None


def split_due_anywhere(text: str, today: dt.date) -> tuple[str, dt.date | None]:
    """Return a text without the last day in it, wherever that stands, and that day.

    As `split_due`; after per and op a day counts too.
    """
    text = one_line(text)
    for found in reversed(list(_ANY_WORD.finditer(text))):
        words = text[found.end() :].split()
        for many in range(min(_MOST_WORDS, len(words)), 0, -1):
            due = _day(" ".join(words[:many]), today)
            if due is not None:
                return one_line(" ".join((text[: found.start()], *words[many:]))), due
    return text, None


def with_due(text: str, due: dt.date | None) -> str:
    """Return a text with the day behind it, so that `split_due` reads both again."""
    return text if due is None else f"{text} {due_words(due)}"


def due_words(due: dt.date) -> str:
    """Return a day as it is typed behind a promise: `vóór do 1 dec 2016`."""
    return f"vóór {table_date(due)}"


def _day(text: str, today: dt.date) -> dt.date | None:
    try:
        return parse_coming_date(text.rstrip(".,;"), today)
    except NotATimeError:
        return None
