"""The action list of a series as a table for a spreadsheet, with nothing it can carry out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from sessiecoach.domain.carry_over import Carried
from sessiecoach.domain.session import Promise
from sessiecoach.domain.standing import due_now, times_postponed
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.standing import status_word
from sessiecoach.export.after_meeting import standing
from sessiecoach.export.source import Source
from sessiecoach.export.words import labels_of, title_of

_COLUMNS: Final = (
    "nummer",
    "soort",
    "wat",
    "wie",
    "toegezegd door",
    "wanneer",
    "status",
    "besloten op",
    "keer uitgesteld",
    "hoort bij",
)
_FORMULA_SIGNS: Final = frozenset("=+-@")
_QUOTES: Final = frozenset("\"'`´‘’‚‛“”„‟«»‹›")
_BOM: Final = "\ufeff"
"""Without it a spreadsheet does not know that this is UTF-8."""


def action_list_csv(source: Source) -> bytes:
    """Return the open actions and toezeggingen of the series as they stand after this meeting.

    As a Dutch spreadsheet reads it: semicolons, every field between quotes, CR LF. Each cell is
    one line. Private promises are in it only where the source shows them.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([disarmed(cell) for cell in row] for row in _rows(source))
    return (_BOM + text.getvalue()).encode()


def disarmed(cell: str) -> str:
    """Return a text on one line, with a `'` before what a spreadsheet would take for a formula.

    Also where blanks, quotes or what does not show stand before the sign, and where the sign is
    of full width or another form.
    """
    line = one_line(cell)
    first = next((each for each in line if not _goes_before(each)), "")
    plain = unicodedata.normalize("NFKC", first)[:1]
    # NFKC leaves the minus of mathematics, which a spreadsheet may read as the other.
    return f"'{line}" if plain in _FORMULA_SIGNS or plain == "\u2212" else line


def _goes_before(sign: str) -> bool:
    return sign in _QUOTES or sign.isspace() or unicodedata.category(sign) in ("Cf", "Mn", "Zs")


def _rows(source: Source) -> Iterator[tuple[str, ...]]:
    for each, promise in sorted(_open_promises(standing(source)), key=_by_day):
        yield (
            _number(source, each),
            promise.kind,
            promise.what,
            promise.owner,
            promise.promised_by or promise.owner,
            _day(due_now(promise, each.told)),
            status_word(each.status),
            _day(each.meeting.header.date),
            str(times_postponed(promise, each.told)),
            _belongs_to(source, each, promise),
        )


def _open_promises(every: Iterable[Carried]) -> Iterator[tuple[Carried, Promise]]:
    for each in every:
        if each.is_open and isinstance(each.item, Promise):
            yield each, each.item


def _by_day(found: tuple[Carried, Promise]) -> dt.date:
    each, promise = found
    return due_now(promise, each.told) or dt.date.max


def _number(source: Source, each: Carried) -> str:
    """Return how a promise is called in the report of its meeting, with which meeting that is."""
    label = labels_of(each.meeting, private=source.private).of(each.item.id)
    number = each.meeting.header.number
    return f"{label} van bijeenkomst {number}" if number else label


def _day(day: dt.date | None) -> str:
    """Return a day as a Dutch spreadsheet reads it: `05-09-2016`."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}" if day else ""


def _belongs_to(source: Source, each: Carried, promise: Promise) -> str:
    """Return what a promise was made for: its solutions, its case, and its meeting."""
    solutions = {
        solution.id: one_line(solution.text)
        for meeting in (*source.others, source.session)
        for solution in meeting.solutions
        if solution.id not in source.hidden and solution.withdrawn_at is None
    }
    words = [solutions[item] for item in promise.from_ if item in solutions]
    if promise.case.strip():
        cases = {case.id: case.title for case in each.meeting.cases}
        words.append(f"casus {title_of(cases, promise.case)}")
    header = each.meeting.header
    title = one_line(header.title)
    words.append(title or (table_date(header.date) if header.date else ""))
    return "; ".join(word for word in words if word)
