"""What Tab can put in a search line: names of filters, and the values they can have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sessiecoach.domain.search_query import FILTERS, SEARCHED_KINDS, STANDINGS
from sessiecoach.storage.search.asking import Contents

_NAMES: Final = ("is", *FILTERS, "voor", "na")
_BEING_TYPED: Final = re.compile(r'(?:(?<=\s)|^)(?:(?P<name>[^\s":]+):)?(?P<value>"[^"]*|[^\s"]*)$')
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Offers:
    """What can stand in place of the word that is being typed."""

    begin: int
    """Where that word begins in the line."""
    texts: tuple[str, ...]
    """As they are put in the line: `soort:`, `soort:besluit `."""

    def put_in(self, line: str, cursor: int, place: int) -> tuple[str, int]:
        """Return the line with one of them, and where the cursor stands then."""
        before = line[: self.begin] + self.texts[place]
        return before + line[cursor:].lstrip(), len(before)


def offers_for(line: str, cursor: int, contents: Contents) -> Offers | None:
    """Return what can be put where the cursor stands; None where nothing can."""
    found = _BEING_TYPED.search(line[:cursor])
    if found is None:
        return None
    name, typed = found["name"], found["value"]
    if name is None:
        begin = _folded(typed)
        names = tuple(f"{each}:" for each in _NAMES if each.startswith(begin))
        return Offers(found.start(), names) if names else None
    values = _values(name.casefold(), contents)
    sought = _folded(typed.lstrip('"'))
    fits = [each for each in values if _folded(each).startswith(sought)]
    fits += [each for each in values if each not in fits and f" {sought}" in _folded(each)]
    texts = tuple(f"{name.casefold()}:{_quoted(each)} " for each in fits[:_MOST])
    return Offers(found.start(), texts) if texts else None


def _values(name: str, contents: Contents) -> Sequence[str]:
    if name == "is":
        return tuple(STANDINGS)
    if name == "soort":
        return SEARCHED_KINDS
    if name in ("voor", "na"):
        return tuple(map(str, contents.years))
    return contents.values.get(FILTERS[name], ()) if name in FILTERS else ()


def _quoted(value: str) -> str:
    plain = value.replace('"', " ").strip()
    return f'"{plain}"' if not plain.isalnum() and plain not in STANDINGS else plain


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))
