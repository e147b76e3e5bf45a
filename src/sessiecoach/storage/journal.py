"""The facts of a live session as they come: SQLite, on disk before anyone is told so.

The journal also keeps the half-typed line, the anchor of the room clock, the last sign of
life, and which records may lie on disk, each from how many facts.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sessiecoach.domain.errors import SessiecoachError
from sessiecoach.domain.facts import Fact
from sessiecoach.storage.fact_codec import fact_from_text, fact_to_text
from sessiecoach.storage.home import make_private

LAYOUT = 1
_TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS facts (place INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT);
CREATE TABLE IF NOT EXISTS held (field TEXT PRIMARY KEY, line TEXT, at TEXT);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT);
PRAGMA user_version = {LAYOUT};
COMMIT;
"""
# The log goes before the journal itself: a log without its journal would be played into the next.
_FILES = ("-wal", "-shm", "-journal", "")
_RECORDS = "records"
_CLAIM = "record_path"
_PLACE = "place of "
"""Before the name of a field: where what is half typed there would have been filed."""
_OF_THE_DISK: Mapping[int, int] = MappingProxyType(
    {
        sqlite3.SQLITE_BUSY: errno.EBUSY,
        sqlite3.SQLITE_CANTOPEN: errno.ENOENT,
        sqlite3.SQLITE_FULL: errno.ENOSPC,
        sqlite3.SQLITE_IOERR: errno.EIO,
        sqlite3.SQLITE_LOCKED: errno.EBUSY,
        sqlite3.SQLITE_NOMEM: errno.ENOMEM,
        sqlite3.SQLITE_PERM: errno.EACCES,
        sqlite3.SQLITE_READONLY: errno.EROFS,
    }
)
_NOTHING: Mapping[str, str] = MappingProxyType({})


class JournalDamagedError(SessiecoachError):
    """The journal cannot be read; it is not touched, so that it can be set aside."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line that was typed but not confirmed."""

    field: str
    """Which field of which screen it stands in."""
    text: str
    at: dt.datetime
    perspective: str = ""
    """Where it would have been filed, as far as its text does not say so."""
    case: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """Which bytes a record has, and the first how many facts of the journal it holds."""

    sha256: str
    facts: int


class Journal:
    """The journal of one session. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        """Open or make the journal at `path`; its folder must be there.

        Raises JournalDamagedError for a damaged file or one of another layout, and OSError
        where the disk refuses.
        """
        self.path = path
        self._lock = threading.RLock()
        with self._of_the_disk():
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            path.chmod(0o600)
            with self._of_the_disk():
                self._prepare()
        except BaseException:
            self._database.close()
            raise

    def _prepare(self) -> None:
        layout = self._database.execute("PRAGMA user_version").fetchone()[0]
        if layout not in (0, LAYOUT):
            raise JournalDamagedError(f"layout {layout}")
        found = self._database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise JournalDamagedError(found)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("PRAGMA secure_delete = ON")
        if layout == 0:
            self._database.executescript(_TABLES)

    def claim(self, record: Path) -> Path:
        """Return of which record this is the journal; of `record`, where it had none yet."""
        with self._writing() as run:
            run.execute("INSERT OR IGNORE INTO state VALUES (?, ?)", (_CLAIM, str(record)))
        return Path(self.remembered(_CLAIM) or record)

    def reclaim(self, record: Path) -> None:
        """Say that the record of this journal was moved to `record`."""
        self.remember(_CLAIM, str(record))

    def append(
        self,
        facts: Sequence[Fact],
        *,
        held: Sequence[HeldLine] = (),
        remember: Mapping[str, str] = _NOTHING,
        records: Sequence[WrittenRecord] | None = None,
    ) -> None:
        """Bring facts and all that goes with them to disk; when this returns they are there.

        All of it is kept or nothing. A fact that is there already is not added again, a held
        line without text is forgotten, and `records` replaces what `records()` returns.
        Raises OSError.
        """
        rows = [(fact.id, fact_to_text(fact)) for fact in facts]
        values = dict(remember)
        values |= {_PLACE + line.field: _place(line) for line in held if line.text}
        if records is not None:
            values[_RECORDS] = json.dumps([[each.sha256, each.facts] for each in records])
        with self._writing() as run:
            run.executemany("INSERT OR IGNORE INTO facts (id, body) VALUES (?, ?)", rows)
            for line in held:
                if line.text:
                    row = (line.field, line.text, line.at.isoformat())
                    run.execute("INSERT OR REPLACE INTO held VALUES (?, ?, ?)", row)
                else:
                    run.execute("DELETE FROM held WHERE field = ?", (line.field,))
                    run.execute("DELETE FROM state WHERE name = ?", (_PLACE + line.field,))
            run.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", values.items())

    def remember(self, name: str, value: str) -> None:
        """Keep one small value by name, such as the anchor of the clock. Raises OSError."""
        self.append((), remember={name: value})

    def facts(self) -> tuple[Fact, ...]:
        """Return all facts in the order in which they came. Raises JournalDamagedError."""
        # As bytes, because SQLite calls a text that is not UTF-8 a fault of the operation.
        rows = self._rows("SELECT CAST(body AS BLOB) FROM facts ORDER BY place")
        with _readable():
            return tuple(fact_from_text(body.decode()) for (body,) in rows)

    def held(self) -> tuple[HeldLine, ...]:
        """Return the lines that were typed but not confirmed. Raises JournalDamagedError."""
        rows = self._rows(
            "SELECT field, line, at, value FROM held"
            " LEFT JOIN state ON name = ? || field ORDER BY field",
            _PLACE,
        )
        with _readable():
            return tuple(
                HeldLine(field, text, dt.datetime.fromisoformat(at), *_read_place(place))
                for field, text, at, place in rows
            )

    def records(self) -> tuple[WrittenRecord, ...]:
        """Return the records that may lie on disk, the newest first.

        Raises JournalDamagedError.
        """
        noted = self.remembered(_RECORDS)
        with _readable():
            return tuple(WrittenRecord(*each) for each in json.loads(noted or "[]"))

    def remembered(self, name: str) -> str | None:
        """Return a value that was kept by name. Raises JournalDamagedError."""
        rows = self._rows("SELECT value FROM state WHERE name = ?", name)
        value: str | None = rows[0][0] if rows else None
        return value

    def drop(self) -> None:
        """Close and remove the journal: its session is in a record that was read back."""
        self.close()
        for ending in _FILES:
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._lock, self._of_the_disk():
            return self._database.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction under the lock; whatever SQLite says is an OSError."""
        run = self._database
        with self._lock:
            try:
                run.execute("BEGIN IMMEDIATE")
                yield run
                run.execute("COMMIT")
            except BaseException as error:
                with suppress(sqlite3.Error):
                    if run.in_transaction:
                        run.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise self._refusal(_OF_THE_DISK.get(_code(error), errno.EIO)) from error
                raise

    @contextmanager
    def _of_the_disk(self) -> Iterator[None]:
        """Tell what the disk refuses from what is wrong with the journal itself."""
        try:
            yield
        except sqlite3.Error as error:
            if _code(error) in _OF_THE_DISK:
                raise self._refusal(_OF_THE_DISK[_code(error)]) from error
            raise JournalDamagedError(str(error)) from error

    def _refusal(self, number: int) -> OSError:
        return OSError(number, os.strerror(number), str(self.path))


def set_aside(path: Path, kept: Path) -> Path:
    """Move a journal that cannot be used into a folder of its own in `kept`; returns where it is.

    Nothing is copied, so that it also succeeds on a full disk. Raises OSError.
    """
    make_private(kept)
    number = 1
    while True:
        folder = kept / f"journal-{number}"
        try:
            folder.mkdir(mode=0o700)
            break
        except FileExistsError:
            number += 1
    for ending in _FILES:
        name = path.name + ending
        with suppress(FileNotFoundError):
            path.with_name(name).replace(folder / name)
    return folder / path.name


def _place(line: HeldLine) -> str:
    return json.dumps([line.perspective, line.case, line.group])


def _read_place(value: str | None) -> tuple[str, str, str]:
    """Return perspective, case and group; journals of before these were kept have none."""
    perspective, case, group = json.loads(value) if value else ("", "", "")
    return str(perspective), str(case), str(group)


def _code(error: sqlite3.Error) -> int:
    """Return the primary code of what SQLite says; its extended codes stand above it."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


@contextmanager
def _readable() -> Iterator[None]:
    """Call what was kept and cannot be read a damaged journal."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise JournalDamagedError(str(error)) from error
