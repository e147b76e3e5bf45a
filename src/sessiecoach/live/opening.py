"""Opening a record to work on it: the lock, the journal, what a crash or a hand left behind."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.facts import Change, Fact, Interrupted, difference, fold, interrupted_since
from sessiecoach.domain.session import Session
from sessiecoach.live.clock import Anchor, Clock
from sessiecoach.live.session import BY_HAND, COMPOSER, LiveSession
from sessiecoach.live.writer import ALIVE, RecordFile, Writer
from sessiecoach.storage.files import keep_copy, remove_unfinished
from sessiecoach.storage.home import make_private
from sessiecoach.storage.ids import new_id
from sessiecoach.storage.journal import (
    HeldLine,
    Journal,
    JournalDamagedError,
    WrittenRecord,
    remove_journal,
)
from sessiecoach.storage.lock import Lock, LockedError, LockNotPossibleError, take_lock
from sessiecoach.storage.records import (
    Record,
    read_record,
    record_bytes,
    record_from,
    sha256,
    zone_of,
)

LONG_GAP = dt.timedelta(minutes=60)
"""After a longer absence a running meeting opens interrupted and asks (rule 27)."""
_ANCHOR = "anchor"
_PATH = "record_path"
_WRITER = "writer"
_DOCUMENT = re.compile("[0-9a-z]{6,40}")


class NoticeCode(StrEnum):
    """What opening can have to tell; each has one sentence in Dutch."""

    RECOVERED = "recovered"
    OPENED_INTERRUPTED = "opened_interrupted"
    HAND_EDITED = "hand_edited"
    JOURNAL_DAMAGED = "journal_damaged"
    NO_JOURNAL = "no_journal"
    HELD_BY_ANOTHER = "held_by_another"
    FOLDER_READ_ONLY = "folder_read_only"
    NEWER_SCHEMA = "newer_schema"
    LAYOUT_KEPT = "layout_kept"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell a person in one line."""

    code: NoticeCode
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Opened:
    """A session that is open, and all that belongs to it until it is left."""

    path: Path
    live: LiveSession
    writer: Writer | None
    """None where the session can only be read."""
    notices: tuple[Notice, ...]
    held: tuple[HeldLine, ...]
    """Half-typed lines of before, to come back where they stood."""
    lock: Lock | None = None

    def leave(self) -> str:
        """Save everything and let go; returns why not all was saved, empty when all was."""
        reason = ""
        if self.writer is not None:
            reason = self.writer.leave().reason
            if not reason and self.live.session.header.status == "closed":
                self.writer.drop_journal()
            self.writer.close()
        if self.lock is not None:
            self.lock.release()
        return reason


def anchor_of(path: Path, state_folder: Path) -> Anchor | None:
    """Return the anchor of the room clock that an earlier run of this session kept."""
    try:
        record = read_record(path)
        journal = state_folder / _document(record.session, path) / "journal.sqlite3"
        if not journal.exists():
            return None
        open_journal = Journal(journal)
        kept = open_journal.remembered(_ANCHOR)
        open_journal.close()
        boot, seconds, wall = json.loads(kept or "")
        return Anchor(boot, seconds, dt.datetime.fromisoformat(wall))
    except (FileFaultsError, JournalDamagedError, OSError, ValueError, TypeError):
        return None


def open_to_work(
    path: Path, state_folder: Path, clock: Clock, anchor: Anchor | None = None
) -> Opened:
    """Open the record at `path` to work on it, going on where an earlier run was.

    Where another program has it, or nothing can be written, it opens read-only and says so.
    Raises FileFaultsError for a record that cannot be read.
    """
    record = read_record(path)
    if record.newer:
        return _read_only(path, record, clock, Notice(NoticeCode.NEWER_SCHEMA))
    try:
        lock = take_lock(path, clock.now())
    except LockedError as error:
        fields: dict[str, object] = {"holder": error.holder}
        return _read_only(path, record, clock, Notice(NoticeCode.HELD_BY_ANOTHER, fields))
    except LockNotPossibleError as error:
        fields = {"reason": error.reason.strerror or ""}
        return _read_only(path, record, clock, Notice(NoticeCode.FOLDER_READ_ONLY, fields))
    return _Opening(path, state_folder, clock, record, lock, anchor).opened()


def _read_only(path: Path, record: Record, clock: Clock, notice: Notice) -> Opened:
    session = record.session
    at = clock.now().astimezone(dt.UTC)
    fact = Fact(new_id("f"), 1, BY_HAND, at, difference(Session(), session, at))
    holder = notice.fields.get("holder")
    live = LiveSession(
        (fact,),
        clock=clock,
        zone=zone_of(session),
        writer=None,
        by=BY_HAND,
        holder=holder,  # type: ignore[arg-type]
    )
    return Opened(path, live, None, (notice,), ())


class _Opening:
    """The steps of one opening, with what they share."""

    def __init__(
        self,
        path: Path,
        state_folder: Path,
        clock: Clock,
        record: Record,
        lock: Lock,
        anchor: Anchor | None,
    ) -> None:
        self.path, self.clock, self.record, self.lock = path, clock, record, lock
        self.anchor = anchor
        self.folder = state_folder / _document(record.session, path)
        self.kept = self.folder / "kept"
        self.notices: list[Notice] = []
        self.facts: tuple[Fact, ...] = ()
        self.held: tuple[HeldLine, ...] = ()
        self.alive_at: dt.datetime | None = None

    def opened(self) -> Opened:
        remove_unfinished(self.path)
        journal = self._journal()
        writer_id = self._read_journal(journal)
        base = replace(self.record.session, drafts=())
        if not self.facts:
            self.facts = (self._fact(difference(Session(), base, self._at())),)
            new = list(self.facts)
        else:
            new = self._taken_in(journal, base)
        new.extend(self._after_absence())
        session = fold(self.facts)
        behind = session != base
        self._keep(journal, new, writer_id, behind=behind)
        writer = Writer(
            journal, self._record_file(), session, len(self.facts), self.clock.now, behind=behind
        )
        self._take_drafts(writer)
        live = LiveSession(
            self.facts,
            clock=self.clock,
            zone=zone_of(session),
            writer=writer,
            by=writer_id,
        )
        return Opened(self.path, live, writer, tuple(self.notices), writer.held, self.lock)

    def _journal(self) -> Journal | None:
        path = self.folder / "journal.sqlite3"
        try:
            make_private(self.folder)
            try:
                journal = Journal(path)
                of_path = journal.remembered(_PATH)
                if of_path and Path(of_path) != self.path.resolve() and Path(of_path).exists():
                    # A copy of the record has the same document; it gets a journal of its own.
                    journal.close()
                    suffix = hashlib.sha256(str(self.path.resolve()).encode()).hexdigest()[:8]
                    self.folder = self.folder.with_name(f"{self.folder.name}-{suffix}")
                    make_private(self.folder)
                    journal = Journal(self.folder / "journal.sqlite3")
                journal.facts()
            except JournalDamagedError:
                kept = keep_copy(path, self.kept)
                remove_journal(path)
                self.notices.append(Notice(NoticeCode.JOURNAL_DAMAGED, {"kept": kept}))
                journal = Journal(path)
        except OSError as error:
            self._no_journal(error)
            return None
        return journal

    def _read_journal(self, journal: Journal | None) -> str:
        if journal is None:
            return new_id("w")
        self.facts = journal.facts()
        self.held = journal.held()
        alive_at = journal.remembered(ALIVE)
        self.alive_at = dt.datetime.fromisoformat(alive_at) if alive_at else None
        return journal.remembered(_WRITER) or new_id("w")

    def _taken_in(self, journal: Journal | None, base: Session) -> list[Fact]:
        """Return the facts of what a person changed in the file since this program wrote it."""
        written = journal.records() if journal else ()
        fingerprint = sha256(self.record.data)
        if any(record.sha256 == fingerprint for record in written):
            return []
        before = fold(self.facts[: written[0].facts]) if written else Session()
        before = replace(record_from(record_bytes(before)).session, drafts=())
        if before == base:
            return []
        stamp = f"{self.clock.now():%Y%m%dT%H%M%S}"
        name = f"{self.path.stem}.conflict-{stamp}{self.path.suffix}"
        try:
            kept: Path | None = keep_copy(self.path, self.kept, name)
        except OSError:
            kept = None
        self.notices.append(Notice(NoticeCode.HAND_EDITED, {"kept": kept}))
        return [self._next(difference(before, base, self._at()))]

    def _after_absence(self) -> list[Fact]:
        """Say that a running meeting went on, or interrupt it from when it was last alive."""
        session = fold(self.facts)
        block = session.running
        if block is None or session.header.status != "live" or self.alive_at is None:
            return []
        away = self.clock.now() - self.alive_at
        fields = {"seconds": round(away.total_seconds())}
        if interrupted_since(block) is not None:
            self.notices.append(Notice(NoticeCode.RECOVERED, fields))
            return []
        if away <= LONG_GAP:
            self.notices.append(Notice(NoticeCode.RECOVERED, fields))
            return []
        self.notices.append(Notice(NoticeCode.OPENED_INTERRUPTED, fields))
        return [self._next((Interrupted(block.id),), at=self.alive_at)]

    def _record_file(self) -> RecordFile:
        own_layout = record_bytes(self.record.session) != self.record.data
        if own_layout:
            self.notices.append(Notice(NoticeCode.LAYOUT_KEPT, {"kept": self.kept}))
        return RecordFile(self.path, self.kept, self.record.mark, keep_before_rewrite=own_layout)

    def _take_drafts(self, writer: Writer) -> None:
        held = {line.field: line for line in self.held}
        for draft in self.record.session.drafts:
            name = draft.by or COMPOSER
            held.setdefault(name, HeldLine(name, draft.text, draft.written_at or self._at()))
        writer.taken_over(tuple(held.values()))

    def _keep(
        self, journal: Journal | None, new: list[Fact], writer_id: str, *, behind: bool
    ) -> None:
        """Bring to disk what this opening found; the record itself is left as it is."""
        if journal is None:
            return
        try:
            journal.append(new)
            journal.remember(_WRITER, writer_id)
            journal.remember(_PATH, str(self.path.resolve()))
            journal.remember(ALIVE, self.clock.now().isoformat())
            if self.anchor is not None:
                wall = self.anchor.wall.isoformat()
                anchor = [self.anchor.boot, self.anchor.running_seconds, wall]
                journal.remember(_ANCHOR, json.dumps(anchor))
            if not behind:
                written = WrittenRecord(sha256(self.record.data), len(self.facts))
                journal.note_record(written)
        except OSError as error:
            self._no_journal(error)

    def _no_journal(self, error: OSError) -> None:
        reason = error.strerror or type(error).__name__
        self.notices.append(Notice(NoticeCode.NO_JOURNAL, {"reason": reason}))

    def _at(self) -> dt.datetime:
        return self.clock.now().astimezone(dt.UTC)

    def _fact(self, changes: tuple[Change, ...], at: dt.datetime | None = None) -> Fact:
        seq = max((fact.seq for fact in self.facts), default=0) + 1
        return Fact(new_id("f"), seq, BY_HAND, at or self._at(), changes)

    def _next(self, changes: tuple[Change, ...], at: dt.datetime | None = None) -> Fact:
        fact = self._fact(changes, at)
        self.facts = (*self.facts, fact)
        return fact


def _document(session: Session, path: Path) -> str:
    """Return the name of the state folder of a session; what a file says is never a path."""
    if _DOCUMENT.fullmatch(session.header.document):
        return session.header.document
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:26]
