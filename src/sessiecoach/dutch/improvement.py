"""A line that says what must get better, who sees to it and by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from sessiecoach.domain.session import Improvement
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import NotATimeError, parse_date

_OWNER: Final = re.compile(r"(?:^|(?<= ))@(?P<who>[^\W\d_][^\s@]*)(?= |$)")
_BEFORE: Final = re.compile(r"(?:^|(?<= ))(?:vóór|voor|uiterlijk|per|op)(?= )", re.IGNORECASE)
_MOST_WORDS: Final = 4
"""Of a date: `maandag 10 oktober 2016`."""


def read_improvement(line: str, today: dt.date, owner_of: Callable[[str], str]) -> Improvement:
    """Return what a line says: `eerst één team @teamleider vóór 10 okt`.

    `@` stands before the owner, of one word or with hyphens; `owner_of` gives how a known one
    is spelled. A date counts after vóór, uiterlijk, op or per; without a year it is the first
    such day from `today` on. What is no date stays text.
    """
    text, due = _dated(one_line(line), today)
    owner = ""
    for found in _OWNER.finditer(text):
        owner = owner_of(found["who"]) or found["who"].replace("-", " ")
    if owner:
        text = one_line(_OWNER.sub("", text))
    return Improvement(text=text, owner=owner, due=due)


def _dated(text: str, today: dt.date) -> tuple[str, dt.date | None]:
    for found in reversed(list(_BEFORE.finditer(text))):
        words = text[found.end() :].split()
        for many in range(min(_MOST_WORDS, len(words)), 0, -1):
            due = next_day(" ".join(words[:many]).rstrip(".,;"), today)
            if due is not None:
                return one_line(" ".join((text[: found.start()], *words[many:]))), due
    return text, None


def next_day(text: str, today: dt.date) -> dt.date | None:
    """Return the day that a text means, the first from `today` on where it names no year."""
    for year in (None, today.year, today.year + 1):
        try:
            day = parse_date(text, year)
        except NotATimeError:
            continue
        if year is None or day >= today:
            return day
    return None
