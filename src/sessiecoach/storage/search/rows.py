"""The rows of the index, and how the number of a row tells the order in which it is shown.

A place is the day of its meeting, then a number within that day, then how far it is from the end
of that meeting. So the newest come first where places go down, whenever they were put there.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import unicodedata
from pathlib import Path
from typing import Final

from sessiecoach.domain.kinds import by_id
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.likeness import Stems, plain_words
from sessiecoach.storage.search.entries import Entry, Told
from sessiecoach.storage.search.folder import Seen
from sessiecoach.storage.search.match import OPEN_FLAG, with_stems

ENTRY_BITS: Final = 20
MEETING_BITS: Final = 18
_LAST_ENTRY: Final = (1 << ENTRY_BITS) - 1
_MEETINGS_A_DAY: Final = 1 << MEETING_BITS


def first_number(day: int) -> int:
    """Return the lowest number of a meeting on a day, an ordinal; 0 for those without a date."""
    return day << MEETING_BITS


def first_place(day: int) -> int:
    """Return the lowest place of an entry on a day."""
    return first_number(day) << ENTRY_BITS


def kept_name(path: str) -> bytes:
    """Return a path as the index keeps it: a file may have a name that is no text."""
    return os.fsencode(path)


def name_kept(name: bytes) -> str:
    """Return the path that was kept."""
    return os.fsdecode(name)


class Rows:
    """Writes rows within one transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._run = database.execute
        self._run_many = database.executemany

    def forget(self, folder: str) -> None:
        """Take out all that is known of a series."""
        name = (kept_name(folder),)
        for (number,) in self._run("SELECT number FROM meetings WHERE folder = ?", name).fetchall():
            places = (number << ENTRY_BITS, (number + 1) << ENTRY_BITS)
            self._run("DELETE FROM found WHERE rowid >= ? AND rowid < ?", places)
            self._run("DELETE FROM entries WHERE place >= ? AND place < ?", places)
        self._run("DELETE FROM meetings WHERE folder = ?", name)
        self._run("DELETE FROM files WHERE folder = ?", name)
        self._run("DELETE FROM faults WHERE folder = ?", name)
        self._run("DELETE FROM series WHERE folder = ?", name)

    def add_series(self, folder: str, title: str, asked_on: dt.date, until: dt.date) -> None:
        """Note a series, and until which day it stands as it was read."""
        row = (kept_name(folder), title, asked_on.isoformat(), until.isoformat())
        self._run("INSERT INTO series VALUES (?, ?, ?, ?)", row)

    def add_file(self, folder: str, path: str, seen: Seen, sha256: str, *, settled: bool) -> None:
        """Note a file as it was read."""
        names = (kept_name(path), kept_name(folder))
        row = (*names, seen.modified_ns, seen.size, sha256, settled)
        self._run("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)", row)

    def note_again(self, path: str, seen: Seen, *, settled: bool) -> None:
        """Note that a file holds what it held, though it was written again."""
        row = (seen.modified_ns, seen.size, settled, kept_name(path))
        self._run("UPDATE files SET modified = ?, size = ?, settled = ? WHERE path = ?", row)

    def add_fault(self, folder: str, body: str) -> None:
        """Note what is wrong with a file of a series."""
        self._run("INSERT INTO faults VALUES (?, ?)", (kept_name(folder), body))

    def add_told(self, sessions: Path, folder: str, series: str, told: Told, stems: Stems) -> None:
        """Put in what one file tells; `series` is what the series is known by."""
        number = self._free_number(told.date.toordinal() if told.date else 0)
        path = told.path.relative_to(sessions).as_posix()
        record = told.record.relative_to(sessions).as_posix() if told.record else ""
        names = (kept_name(each) for each in (folder, path, record))
        date = told.date.isoformat() if told.date else ""
        self._run(
            "INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, *names, date, one_line(told.title), one_line(told.werkvorm), told.status),
        )
        place = (number << ENTRY_BITS) + _LAST_ENTRY
        known_by = with_stems(series, stems)
        entries = told.entries[: _LAST_ENTRY + 1]
        self._run_many(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_entry_row(place - n, each) for n, each in enumerate(entries)),
        )
        self._run_many(
            "INSERT INTO found (rowid, words, stems, who, kind, perspective, casus, series, flags)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_found_row(place - n, each, known_by, stems) for n, each in enumerate(entries)),
        )

    def _free_number(self, day: int) -> int:
        first = first_number(day)
        of_day = (first, first + _MEETINGS_A_DAY)
        (last,) = self._run(
            "SELECT max(number) FROM meetings WHERE number >= ? AND number < ?", of_day
        ).fetchone()
        if last is None:
            return first
        if last + 1 < first + _MEETINGS_A_DAY:
            return int(last) + 1
        taken = {
            number
            for (number,) in self._run(
                "SELECT number FROM meetings WHERE number >= ? AND number < ?", of_day
            )
        }
        return next(number for number in range(*of_day) if number not in taken)


def _shown(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text))


def _entry_row(place: int, entry: Entry) -> tuple[object, ...]:
    return (
        place,
        entry.item,
        entry.table,
        one_line(entry.kind),
        _shown(entry.text),
        _shown(entry.who),
        _shown(entry.perspective),
        _shown(entry.case),
        entry.private,
        entry.about,
        entry.is_open,
        entry.due.isoformat() if entry.due else None,
    )


def _found_row(place: int, entry: Entry, series: str, stems: Stems) -> tuple[object, ...]:
    words = plain_words(_shown(entry.text))
    kind = by_id.get(entry.kind)
    kinds = f"{kind.id} {kind.title} {kind.plural}" if kind else entry.kind
    return (
        place,
        " ".join(words),
        " ".join(map(stems.of, words)),
        with_stems(entry.who, stems),
        with_stems(kinds, stems),
        with_stems(entry.perspective, stems),
        with_stems(entry.case, stems),
        series,
        OPEN_FLAG if entry.is_open else "",
    )
