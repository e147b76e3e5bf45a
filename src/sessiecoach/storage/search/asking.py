"""Asking the index: hits with their meetings, how many there are, and what can be asked for."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from sessiecoach.domain.search_query import Filter, SearchQuery
from sessiecoach.dutch.likeness import Stems
from sessiecoach.storage.search.found import Found, FoundMeeting, Hit
from sessiecoach.storage.search.match import marks
from sessiecoach.storage.search.rows import ENTRY_BITS, first_place, name_kept

_FILTERED: Final = """
SELECT {columns}
FROM {tables}
WHERE {match} AND (e.private = 0 OR :private) AND (NOT :late OR e.due < :today)
  AND {place} >= :first AND {place} < :last
"""
_BY_WORDS: Final = {
    "tables": "found CROSS JOIN entries e ON e.place = found.rowid",
    "match": "found MATCH :match",
    "place": "found.rowid",
}
_BY_DATE: Final = {"tables": "entries e", "match": "1", "place": "e.place"}
_HIT: Final = (
    "e.place, e.item, e.held_in, e.kind, e.text, e.who, e.perspective, e.casus, e.private,"
    " e.about, e.is_open, e.due"
)
_COUNTS: Final = f"count(*), count(DISTINCT e.place >> {ENTRY_BITS})"
_MOST_VALUES: Final = 400
"""Of a filter: who offers more than that offers nothing."""
_ID_BEHIND: Final = re.compile(r" \([^()\s]+\)$")
_BETWEEN_NAMES: Final = " · "


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the index."""

    query: SearchQuery
    today: dt.date
    private: bool
    """Whether private items are to be found as well."""


@dataclass(frozen=True, slots=True)
class Total:
    """How much answers to a question."""

    hits: int = 0
    meetings: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """What there is to search in."""

    meetings: int = 0
    """How many records were read."""
    values: Mapping[Filter, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """What filters can have as value, the most frequent first; nothing from private items."""
    years: tuple[int, ...] = ()
    """In which there were meetings, the newest first."""


def found_in(
    database: sqlite3.Connection,
    sessions: Path,
    question: Question,
    match: str,
    stems: Stems,
    *,
    limit: int | None,
) -> Found:
    """Return what answers to a question, whose words MATCH gets as `match`."""
    place = _way(match)["place"]
    rows = database.execute(
        f"{_FILTERED.format(columns=_HIT, **_way(match))} ORDER BY {place} DESC LIMIT :limit",
        _parameters(question, match) | {"limit": -1 if limit is None else limit + 1},
    ).fetchall()
    more = limit is not None and len(rows) > limit
    by_meeting = groupby(rows[:limit], key=lambda row: int(row[0]) >> ENTRY_BITS)
    meetings = (
        _meeting(database, sessions, number, of_it, question, stems) for number, of_it in by_meeting
    )
    return Found(meetings=tuple(meetings), more=more)


def total_of(database: sqlite3.Connection, question: Question, match: str) -> Total:
    """Return how much answers to a question."""
    row = database.execute(
        _FILTERED.format(columns=_COUNTS, **_way(match)), _parameters(question, match)
    ).fetchone()
    return Total(*row)


def contents_of(database: sqlite3.Connection) -> Contents:
    """Return what there is to search in."""
    (count,) = database.execute("SELECT count(*) FROM meetings WHERE path = record").fetchone()
    years = database.execute(
        "SELECT DISTINCT substr(date, 1, 4) FROM meetings WHERE date <> '' ORDER BY 1 DESC"
    )
    titles = database.execute("SELECT title FROM series ORDER BY title")
    values: dict[Filter, tuple[str, ...]] = {
        "who": _each_name(_used(database, "who")),
        "perspective": _titles(_used(database, "perspective")),
        "case": _titles(_used(database, "casus")),
        "series": tuple(dict.fromkeys(title for (title,) in titles if title))[:_MOST_VALUES],
    }
    return Contents(count, MappingProxyType(values), tuple(int(year) for (year,) in years))


def _used(database: sqlite3.Connection, column: str) -> list[tuple[str, int]]:
    return database.execute(
        f"SELECT {column}, count(*) FROM entries WHERE private = 0 AND {column} <> ''"  # noqa: S608
        f" GROUP BY {column} ORDER BY 2 DESC, 1 LIMIT {_MOST_VALUES}"
    ).fetchall()


def _each_name(used: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for names, count in used:
        for name in names.split(_BETWEEN_NAMES):
            counts[name] += count
    return tuple(name for name, _count in counts.most_common())


def _titles(used: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_ID_BEHIND.sub("", named) for named, _count in used))


def _way(match: str) -> Mapping[str, str]:
    return _BY_WORDS if match else _BY_DATE


def _parameters(question: Question, match: str) -> dict[str, object]:
    query = question.query
    first, last = _between(query)
    return {
        "match": match,
        "private": question.private,
        "late": query.standing == "late",
        "today": question.today.isoformat(),
        "first": first,
        "last": last,
    }


def _meeting(
    database: sqlite3.Connection,
    sessions: Path,
    number: int,
    rows: Iterable[tuple[Any, ...]],
    question: Question,
    stems: Stems,
) -> FoundMeeting:
    folder, series, path, record, date, title, werkvorm, status = database.execute(
        "SELECT m.folder, s.title, m.path, m.record, m.date, m.title, m.werkvorm, m.status"
        " FROM meetings m JOIN series s ON s.folder = m.folder WHERE m.number = ?",
        (number,),
    ).fetchone()
    return FoundMeeting(
        folder=sessions / name_kept(folder),
        series=series,
        path=sessions / name_kept(path),
        record=sessions / name_kept(record) if record else None,
        date=dt.date.fromisoformat(date) if date else None,
        title=title,
        werkvorm=werkvorm,
        status=status,
        hits=tuple(_hit(row, question, stems) for row in rows),
    )


def _between(query: SearchQuery) -> tuple[int, int]:
    """Return the places of the first entry that counts, and of the first that does not any more."""
    first = 0 if query.after is None else first_place(query.after.toordinal() + 1)
    if query.before is not None:
        # What has no date is neither before nor after a day.
        return max(first, first_place(1)), first_place(query.before.toordinal())
    return first, first_place(dt.date.max.toordinal() + 1)


def _hit(row: tuple[Any, ...], question: Question, stems: Stems) -> Hit:
    _, item, table, kind, text, who, perspective, case, private, about, is_open, due = row
    by = dt.date.fromisoformat(due) if due else None
    standing: Literal["", "open", "late", "closed"] = ""
    if is_open is not None:
        late = by is not None and by < question.today
        standing = ("late" if late else "open") if is_open else "closed"
    return Hit(
        item=item,
        table=table,
        kind=kind,
        text=text,
        marks=marks(text, question.query, stems),
        who=who,
        perspective=perspective,
        case=case,
        private=bool(private),
        about=about,
        standing=standing,
        due=by,
    )
