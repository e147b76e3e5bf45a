"""The file of the index: made when it is not there, and made anew when it is of no use."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from sessiecoach.storage.home import make_private

LAYOUT: Final = 4
_BUSY_SECONDS: Final = 30.0
_ENDINGS: Final = ("-wal", "-shm", "-journal", "")
_TABLES: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS series (
    folder BLOB PRIMARY KEY, title TEXT, asked_on TEXT, until TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    path BLOB PRIMARY KEY, folder BLOB, modified INTEGER, size INTEGER, sha256 TEXT,
    settled INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS faults (folder BLOB, body TEXT);
CREATE TABLE IF NOT EXISTS meetings (
    number INTEGER PRIMARY KEY, folder BLOB, path BLOB, record BLOB, date TEXT, title TEXT,
    werkvorm TEXT, status TEXT
);
CREATE INDEX IF NOT EXISTS meetings_of ON meetings (folder);
CREATE TABLE IF NOT EXISTS entries (
    place INTEGER PRIMARY KEY, item TEXT, held_in TEXT, kind TEXT, text TEXT, who TEXT,
    perspective TEXT, casus TEXT, private INTEGER, about TEXT, is_open INTEGER, due TEXT
);
CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5 (
    words, stems, who, kind, perspective, casus, series, flags,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3', columnsize = 0
);
PRAGMA user_version = {LAYOUT};
COMMIT;
"""
_OF_THE_DISK: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)


def index_file(state: Path, sessions: Path) -> Path:
    """Return where the index of a sessions folder lies; each folder has one of its own."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(sessions))).hexdigest()[:16]
    return state / "search" / f"{name}.sqlite3"


def remove_index(state: Path, sessions: Path) -> None:
    """Delete the index of a sessions folder, with all it holds of records. Raises OSError."""
    path = index_file(state, sessions)
    for ending in _ENDINGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def open_index(state: Path, sessions: Path) -> tuple[sqlite3.Connection, bool]:
    """Open the index of a sessions folder; the second is whether it lies on disk.

    One that is damaged, or of another version of this program, is deleted and begun anew: it
    holds nothing that the records do not. Where nothing can be written it is in memory only.
    """
    for attempt in (1, 2):
        try:
            return _open(index_file(state, sessions)), True
        except OSError:
            break
        except sqlite3.Error as error:
            if refused_by_disk(error) or attempt > 1:
                break
            with suppress(OSError):
                remove_index(state, sessions)
    return in_memory(), False


def in_memory() -> sqlite3.Connection:
    """Return an empty index that is gone with the program."""
    database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    database.executescript(_TABLES)
    return database


def refused_by_disk(error: sqlite3.Error) -> bool:
    """Tell whether the disk is to blame, and not what stands in the index."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _OF_THE_DISK


def _open(path: Path) -> sqlite3.Connection:
    make_private(path.parent)
    # Made before SQLite does: what it makes beside it gets the same mode.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    database = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None
    )
    try:
        layout = database.execute("PRAGMA user_version").fetchone()[0]
        if layout not in (0, LAYOUT):
            raise sqlite3.DatabaseError(f"layout {layout}")
        with suppress(sqlite3.OperationalError):
            # Another program may be making it at this instant; then it has this mode already.
            database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("PRAGMA secure_delete = ON")
        if layout == 0:
            database.executescript(_TABLES)
    except BaseException:
        database.close()
        raise
    return database
