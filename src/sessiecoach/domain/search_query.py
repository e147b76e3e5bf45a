"""What a person typed into a search: words, phrases, beginnings of words, and filters."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from sessiecoach.domain.kinds import KINDS
from sessiecoach.domain.text import one_line

Filter = Literal["who", "kind", "perspective", "case", "series"]
Standing = Literal["open", "late"]

FILTERS: Final[Mapping[str, Filter]] = MappingProxyType(
    {
        "wie": "who",
        "soort": "kind",
        "perspectief": "perspective",
        "casus": "case",
        "reeks": "series",
    }
)
"""How each filter is typed, before a colon."""
STANDINGS: Final[Mapping[str, Standing]] = MappingProxyType({"open": "open", "te-laat": "late"})
"""What can be typed after `is:`."""
SEARCHED_KINDS: Final = (
    *(kind.id for kind in KINDS),
    "terugkoppeling",
    "kader",
    "belang",
    "deelnemersvraag",
    "terugkom",
    "casus",
    "leervraag",
    "doel",
    "bijeenkomst",
    "diagnose",
    "uitweg",
    "vervolgvraag",
)
"""What can be typed after `soort:`; Dutch, as the kinds of notes are."""

_NAMES: Final = (*FILTERS, "is", "voor", "na")
_TOKEN: Final = re.compile(
    rf'(?:(?P<name>{"|".join(_NAMES)}):\s*)?(?:"(?P<phrase>[^"]*)"?(?P<star>\*?)|(?P<bare>[^\s"]+))',
    re.IGNORECASE,
)
_EMPTY_FILTER: Final = re.compile(rf"(?<!\S)(?:{'|'.join(_NAMES)}):\s*$", re.IGNORECASE)
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand in what is found."""

    text: str
    exactly: bool = False
    """Whether it was typed between quotes: these words, in this order, not inflected."""
    begins: bool = False
    """Whether the last word may go on."""
    unfinished: bool = False
    """Whether it is still being typed: the last word may go on, and is inflected as any other."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for: every term, and for each filter at least one of its values."""

    terms: tuple[Term, ...] = ()
    standing: Standing | None = None
    """Only what is open, or only what is open and past its day."""
    filters: Mapping[Filter, tuple[Term, ...]] = field(default_factory=lambda: MappingProxyType({}))
    before: dt.date | None = None
    """Only meetings before this day."""
    after: dt.date | None = None
    """Only meetings after this day."""
    unclear: tuple[str, ...] = ()
    """Filters with a value that says nothing, as they were typed; they do not count."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, so that nothing is found."""
        asked = (self.terms, self.standing, self.filters, self.before, self.after)
        return not any(asked)


def read_query(
    typed: str, day: Callable[[str], dt.date | None], *, typing: bool = False
) -> SearchQuery:
    """Read a search; never fails, whatever was typed.

    `day` reads a date as people write it, and returns None where it is none. While somebody is
    `typing`, the word at the end is unfinished; a filter with one letter is not, because that is
    what cases are called. What looks like a filter but is none, as in `12:30`, is looked for as
    words; a term without a letter or digit, and a filter without a value, are left out.
    """
    line = _EMPTY_FILTER.sub("", typed)
    terms: list[Term] = []
    filters: dict[Filter, list[Term]] = defaultdict(list)
    standings: set[Standing] = set()
    days: dict[str, list[dt.date]] = {"voor": [], "na": []}
    unclear: list[str] = []
    for found in _TOKEN.finditer(line):
        name = (found["name"] or "").lower()
        term = _term(found, at_end=typing and found.end() == len(line))
        if not any(map(str.isalnum, term.text)):
            continue
        if not name:
            terms.append(term)
        elif name in FILTERS:
            filters[FILTERS[name]].append(term)
        elif name == "is" and term.text.lower() in STANDINGS:
            standings.add(STANDINGS[term.text.lower()])
        elif name in days and (bound := _bound(name, term.text, day)) is not None:
            days[name].append(bound)
        else:
            unclear.append(one_line(found[0]))
    return SearchQuery(
        terms=tuple(terms),
        standing="late" if "late" in standings else "open" if standings else None,
        filters=MappingProxyType({name: tuple(each) for name, each in filters.items()}),
        before=min(days["voor"], default=None),
        after=max(days["na"], default=None),
        unclear=tuple(unclear),
    )


def _term(found: re.Match[str], *, at_end: bool) -> Term:
    bare: str | None = found["bare"]
    if bare is None:
        is_open = at_end and found[0].count('"') == 1
        phrase = found["phrase"].strip()
        return Term(phrase, exactly=True, begins=bool(found["star"]), unfinished=is_open)
    begins = bare.endswith("*")
    long_enough = not found["name"] or len(bare) > 1
    return Term(bare.rstrip("*"), begins=begins, unfinished=at_end and long_enough and not begins)


def _bound(name: str, value: str, day: Callable[[str], dt.date | None]) -> dt.date | None:
    """Return the day before or after which meetings count; of a year its first or its last."""
    if _YEAR.fullmatch(value) and int(value):
        return dt.date(int(value), 1, 1) if name == "voor" else dt.date(int(value), 12, 31)
    return day(value)
