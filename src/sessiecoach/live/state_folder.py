"""What an earlier run of a session left in the state folder: its journal, and kept copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.facts import Fact
from sessiecoach.domain.session import Session
from sessiecoach.live.notices import Notice, NoticeCode
from sessiecoach.live.record_file import TAKEN_IN
from sessiecoach.live.writer import ALIVE
from sessiecoach.storage.home import make_private
from sessiecoach.storage.journal import (
    HeldLine,
    Journal,
    JournalDamagedError,
    WrittenRecord,
    set_aside,
)
from sessiecoach.storage.own_folders import JOURNAL, known_as, of_copy
from sessiecoach.storage.records import read_record

WRITER = "writer"
ANCHOR = "anchor"
ROOM = "room"
"""By which the journal knows what people chose for the beamer."""
ANSWERED = "answered_gaps"
"""By which it knows the sleeps of which a person said that they count."""
NETWORK = "network"
"""By which it knows of what network folder a person was told."""
_KEPT = "kept"
BACKUPS = "backups"
"""The folder beside it, for what the record was before."""


@dataclass(frozen=True, slots=True)
class Left:
    """What the journal of an earlier run holds; all empty where there was none."""

    facts: tuple[Fact, ...] = ()
    """In the order in which they came."""
    held: tuple[HeldLine, ...] = ()
    records: tuple[WrittenRecord, ...] = ()
    """The records that may lie on disk, the newest first."""
    writer: str = ""
    taken_in: str = ""
    """The fingerprint of a hand edit that became facts, maybe before the record was written."""
    alive_at: dt.datetime | None = None
    remembered: Mapping[str, str] = field(default_factory=dict)
    """Small values beside the session, by name."""


@dataclass(frozen=True, slots=True)
class State:
    """The part of the state folder that belongs to one record."""

    kept: Path
    """The folder for copies that are kept aside."""
    journal: Journal | None
    """None where the disk refuses one; `notices` tell why."""
    left: Left
    notices: tuple[Notice, ...] = ()


def open_state(state_folder: Path, session: Session, record: Path) -> State:
    """Open the journal of a record, or make one; a damaged one is set aside.

    Only for who holds the lock of `record`.
    """
    folder = _folder(state_folder, session, record)
    try:
        return _opened(folder, session, record.resolve())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        notice = Notice(NoticeCode.NO_JOURNAL, {"reason": reason})
        return State(folder / _KEPT, None, Left(), (notice,))


def kept_anchor(state_folder: Path, session: Session, record: Path) -> str | None:
    """Return the anchor of the room clock that an earlier run kept, as it was written down.

    Raises OSError or JournalDamagedError.
    """
    path = _folder(state_folder, session, record) / JOURNAL
    if not path.exists():
        return None
    with closing(Journal(path)) as journal:
        return journal.remembered(ANCHOR)


def _folder(state_folder: Path, session: Session, record: Path) -> Path:
    main = state_folder / known_as(session.header.document, record)
    copied = of_copy(main, record)
    return copied if copied.is_dir() else main


def _opened(folder: Path, session: Session, record: Path) -> State:
    make_private(folder)
    path = folder / JOURNAL
    notices: tuple[Notice, ...] = ()
    try:
        journal, left = _read(path, record)
    except JournalDamagedError:
        kept = set_aside(path, folder / _KEPT)
        notices = (Notice(NoticeCode.JOURNAL_DAMAGED, {"kept": kept}),)
        journal, left = _read(path, record)
    owner = journal.claim(record)
    if owner != record:
        if _still_has(owner, session):
            # A copy of the record has the same document; it gets a journal of its own.
            journal.close()
            return _opened(of_copy(folder, record), session, record)
        journal.reclaim(record)
    return State(folder / _KEPT, journal, left, notices)


def _read(path: Path, record: Path) -> tuple[Journal, Left]:
    journal = Journal(path)
    try:
        journal.claim(record)
        alive_at = journal.remembered(ALIVE)
        left = Left(
            journal.facts(),
            journal.held(),
            journal.records(),
            journal.remembered(WRITER) or "",
            journal.remembered(TAKEN_IN) or "",
            _instant(alive_at) if alive_at else None,
            {name: journal.remembered(name) or "" for name in (ROOM, ANSWERED, NETWORK)},
        )
    except BaseException:
        journal.close()
        raise
    return journal, left


def _instant(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except ValueError as error:
        raise JournalDamagedError(text) from error


def _still_has(owner: Path, session: Session) -> bool:
    """Tell whether the record that a journal belongs to is still where it was."""
    if not owner.is_file():
        return False
    try:
        return read_record(owner).session.header.document == session.header.document
    except FileFaultsError:
        return True
