"""The facts of a live session as they come: SQLite, on disk before anyone is told so.

The journal also keeps the half-typed line, the anchor of the room clock, the last sign of
life, and which record was last written from how many facts.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sessiecoach.domain.errors import SessiecoachError
from sessiecoach.domain.facts import Fact
from sessiecoach.storage.fact_codec import fact_from_text, fact_to_text

LAYOUT = 1
_TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS facts (place INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT);
CREATE TABLE IF NOT EXISTS held (field TEXT PRIMARY KEY, line TEXT, at TEXT);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT);
PRAGMA user_version = {LAYOUT};
COMMIT;
"""


class JournalDamagedError(SessiecoachError):
    """The journal cannot be read; it is not touched, so that it can be kept aside."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line that was typed but not confirmed."""

    field: str
    """Which field of which screen it stands in."""
    text: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """Which bytes the record had when it was last written, and from how many facts."""

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
        try:
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            path.chmod(0o600)
            self._prepare()
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, str(error), str(path)) from error
        except sqlite3.DatabaseError as error:
            self._database.close()
            raise JournalDamagedError(str(error)) from error

    def _prepare(self) -> None:
        layout = self._database.execute("PRAGMA user_version").fetchone()[0]
        if layout not in (0, LAYOUT):
            self._database.close()
            raise JournalDamagedError(f"layout {layout}")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("PRAGMA secure_delete = ON")
        self._database.executescript(_TABLES)

    def append(self, facts: Sequence[Fact]) -> None:
        """Bring facts to disk; when this returns they are there. Raises OSError."""
        rows = [(fact.id, fact_to_text(fact)) for fact in facts]
        with self._writing() as run:
            run.executemany("INSERT OR IGNORE INTO facts (id, body) VALUES (?, ?)", rows)

    def facts(self) -> tuple[Fact, ...]:
        """Return all facts in the order in which they came. Raises JournalDamagedError."""
        try:
            with self._lock:
                rows = self._database.execute("SELECT body FROM facts ORDER BY place").fetchall()
            return tuple(fact_from_text(body) for (body,) in rows)
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
            raise JournalDamagedError(str(error)) from error

    def hold(self, line: HeldLine) -> None:
        """Keep a half-typed line; an empty one is forgotten."""
        with self._writing() as run:
            if line.text:
                run.execute(
                    "INSERT OR REPLACE INTO held VALUES (?, ?, ?)",
                    (line.field, line.text, line.at.isoformat()),
                )
            else:
                run.execute("DELETE FROM held WHERE field = ?", (line.field,))

    def held(self) -> tuple[HeldLine, ...]:
        """Return the lines that were typed but not confirmed."""
        with self._lock:
            rows = self._database.execute("SELECT field, line, at FROM held").fetchall()
        return tuple(HeldLine(name, text, dt.datetime.fromisoformat(at)) for name, text, at in rows)

    def note_record(self, intended: WrittenRecord) -> None:
        """Say what is about to be written as the record, before it is.

        The one before stays known too: after a crash either may lie on disk.
        """
        before = self._state("record")
        with self._writing() as run:
            if before is not None:
                _put(run, "record_before", before)
            _put(run, "record", json.dumps([intended.sha256, intended.facts]))

    def records(self) -> tuple[WrittenRecord, ...]:
        """Return the last records that were written or about to be, the newest first."""
        found = (self._state("record"), self._state("record_before"))
        return tuple(WrittenRecord(*json.loads(value)) for value in found if value is not None)

    def remember(self, name: str, value: str) -> None:
        """Keep one small value, such as the anchor of the clock, by name."""
        with self._writing() as run:
            _put(run, name, value)

    def remembered(self, name: str) -> str | None:
        """Return a value that was kept by name."""
        return self._state(name)

    def drop(self) -> None:
        """Close and remove the journal: its session is in a record that was read back."""
        self.close()
        remove_journal(self.path)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def _state(self, name: str) -> str | None:
        with self._lock:
            row = self._database.execute(
                "SELECT value FROM state WHERE name = ?", (name,)
            ).fetchone()
        return row[0] if row else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction under the lock; what SQLite says of the disk is an OSError."""
        run = self._database
        with self._lock:
            try:
                run.execute("BEGIN IMMEDIATE")
                yield run
                run.execute("COMMIT")
            except sqlite3.Error as error:
                if run.in_transaction:
                    run.execute("ROLLBACK")
                raise OSError(errno.EIO, str(error), str(self.path)) from error


def remove_journal(path: Path) -> None:
    """Remove a journal with the files that SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _put(run: sqlite3.Connection, name: str, value: str) -> None:
    run.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))
