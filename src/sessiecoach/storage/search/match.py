"""A query as SQLite's full-text search reads it, and where a text answers to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.search_query import Filter, SearchQuery, Term
from sessiecoach.dutch.likeness import Stems, plain_words

WORDS: Final = "words"
STEMS: Final = "stems"
FLAGS: Final = "flags"
OPEN_FLAG: Final = "open"
COLUMNS: Final[Mapping[Filter, str]] = MappingProxyType(
    {
        "who": "who",
        "kind": "kind",
        "perspective": "perspective",
        "case": "casus",
        "series": "series",
    }
)
_WORD: Final = re.compile(r"[^\W_]+")

Mark = tuple[int, int]
"""Where something that was looked for begins and ends in a text."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The plain words of one term."""

    words: tuple[str, ...]
    stem: str
    """Of a single word that may be inflected; else empty."""
    begins: bool


def match_text(query: SearchQuery, stems: Stems) -> str | None:
    """Return the query for MATCH; empty where no word and no filter of it is looked up there.

    Of what a person typed only letters and digits get in, and those between quotes. None where
    nothing can answer: a term falls apart into signs.
    """
    every = (*query.terms, *(term for terms in query.filters.values() for term in terms))
    if not all(plain_words(term.text) for term in every):
        return None
    parts = [_looked_up(_read(each, stems), (WORDS, STEMS)) for each in query.terms]
    for name, terms in query.filters.items():
        column = COLUMNS[name]
        either = [_looked_up(_read(each, stems), (column, column)) for each in terms]
        parts.append(" OR ".join(f"({each})" for each in either))
    if query.standing is not None:
        parts.append(f'{FLAGS} : "{OPEN_FLAG}"')
    return " AND ".join(f"({part})" for part in parts)


def marks(text: str, query: SearchQuery, stems: Stems) -> tuple[Mark, ...]:
    """Return where `text` holds what was looked for, from left to right and never overlapping."""
    wanted = [_read(each, stems) for each in query.terms]
    if not wanted:
        return ()
    found = [(each.start(), each.end()) for each in _WORD.finditer(text)]
    plain = ["".join(plain_words(text[begin:end])) for begin, end in found]
    held = {
        place + more
        for each in wanted
        for place in range(len(plain) - len(each.words) + 1)
        if _stands_at(each, plain[place : place + len(each.words)], stems)
        for more in range(len(each.words))
    }
    return tuple(found[place] for place in sorted(held))


def with_stems(text: str, stems: Stems) -> str:
    """Return the plain words of a text with their stems behind them, for a filter to match."""
    words = plain_words(text)
    return " ".join((*words, *map(stems.of, words)))


def _read(term: Term, stems: Stems) -> _Wanted:
    words = tuple(plain_words(term.text))
    inflected = len(words) == 1 and not term.exactly and not term.begins
    stem = stems.of(words[0]) if inflected else ""
    return _Wanted(words, stem, term.begins or term.unfinished)


def _looked_up(wanted: _Wanted, columns: tuple[str, str]) -> str:
    return " OR ".join(_ways(wanted, *columns))


def _ways(wanted: _Wanted, column: str, stem_column: str) -> Iterator[str]:
    yield f'{column} : "{" ".join(wanted.words)}"{" *" if wanted.begins else ""}'
    if wanted.stem:
        yield f'{stem_column} : "{wanted.stem}"'


def _stands_at(wanted: _Wanted, words: Sequence[str], stems: Stems) -> bool:
    *before, last = words
    if tuple(before) != wanted.words[:-1]:
        return False
    if last == wanted.words[-1] or (wanted.begins and last.startswith(wanted.words[-1])):
        return True
    return bool(wanted.stem and stems.of(last) == wanted.stem)
