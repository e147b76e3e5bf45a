"""A line that says what must get better, who sees to it and by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from sessiecoach.domain.session import Improvement
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.due import split_due_anywhere

_OWNER: Final = re.compile(r"(?:^|(?<= ))@(?P<who>[^\W\d_][^\s@]*)(?= |$)")


def read_improvement(line: str, today: dt.date, owner_of: Callable[[str], str]) -> Improvement:
    """Return what a line says: `eerst één team @teamleider vóór 10 okt`.

    `@` stands before the owner, of one word or with hyphens; `owner_of` gives how a known one
    is spelled. A date counts after vóór, uiterlijk, op or per; without a year it is the first
    such day from `today` on. What is no date stays text.
    """
    text, due = split_due_anywhere(line, today)
    owner = ""
    for found in _OWNER.finditer(text):
        owner = owner_of(found["who"]) or found["who"].replace("-", " ")
    if owner:
        text = one_line(_OWNER.sub("", text))
    return Improvement(text=text, owner=owner, due=due)
