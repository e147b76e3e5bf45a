"""Brings facts to the journal and the session to its record, off the event loop, in one line.

There is one save function. The writer task calls it in a thread; signal handlers and the
crash guard call it directly. One lock keeps saves in order, so a record can never be
overtaken by an older one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.facts import Fact
from sessiecoach.domain.session import Draft, Session
from sessiecoach.storage.files import (
    FileMark,
    FolderNotSyncedError,
    changed_since,
    keep_copy,
    read_marked,
    write_whole,
)
from sessiecoach.storage.journal import HeldLine, Journal, WrittenRecord
from sessiecoach.storage.records import as_recorded, record_bytes, record_from, sha256

RETRY_SECONDS = (1.0, 2.0, 5.0, 10.0)
"""How long to wait after a failed save, and then after the next; the last one repeats."""
HOLD_SECONDS = 0.5
"""A half-typed line is on disk this long after its first unsaved key."""
ALIVE_SECONDS = 20.0
"""How often a sign of life is kept, so that a restart knows how long it was away."""
ALIVE = "alive_at"


@dataclass(frozen=True, slots=True)
class Conflict:
    """The record was changed by another hand while it was open here."""

    kept: Path | None
    """Where what that hand wrote lies now; None where the file was gone."""
    edited: Session | None
    """What it says, where it could be read."""
    before: Session
    """What this program had written, so that only that hand's own changes are taken in."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What one save reached."""

    facts: frozenset[str]
    """Ids of the facts that are on disk since this save."""
    at: dt.datetime
    reason: str = ""
    """Why not all was saved, in the system's words; empty when all was."""
    conflict: Conflict | None = None
    kept_as_it_was: Path | None = None
    """Where the file lies whose own layout the first rewrite would have lost."""


@dataclass(slots=True)
class RecordFile:
    """The record on disk as this program last saw it."""

    path: Path
    kept: Path
    """The folder for copies that are kept aside."""
    mark: FileMark | None
    keep_before_rewrite: bool = False
    """Whether a person's own layout would be lost by the first rewrite."""


class Writer:
    """The one writer of a session that is open here."""

    def __init__(
        self,
        journal: Journal | None,
        record: RecordFile,
        session: Session,
        fact_count: int,
        now: Callable[[], dt.datetime],
        *,
        behind: bool = False,
    ) -> None:
        """Go on from a session of `fact_count` facts; `behind` when its record is older."""
        self._journal = journal
        self._record = record
        self._now = now
        self._lock = threading.Lock()
        self._queue: list[Fact] = []
        self._session = session
        self._fact_count = fact_count
        self._written = session
        self._record_is_behind = behind
        self._held: dict[str, HeldLine] = {}
        self._held_unsaved: set[str] = set()
        self._leaving = False
        self._wake = asyncio.Event()
        if behind:
            self._wake.set()

    @property
    def held(self) -> tuple[HeldLine, ...]:
        """The lines that were typed but not confirmed."""
        return tuple(line for line in self._held.values() if line.text)

    def put(self, fact: Fact, session: Session) -> None:
        """Queue a fact with the session that it leads to."""
        self._queue.append(fact)
        self._session = session
        self._fact_count += 1
        self._record_is_behind = True
        self._wake.set()

    def hold(self, line: HeldLine) -> None:
        """Keep a half-typed line, soon."""
        self._held[line.field] = line
        if not self._held_unsaved:
            with suppress(RuntimeError):  # no loop: it goes with the next save
                asyncio.get_running_loop().call_later(HOLD_SECONDS, self._wake.set)
        self._held_unsaved.add(line.field)

    def taken_over(self, held: tuple[HeldLine, ...]) -> None:
        """Start with lines that lay in the journal or the record."""
        self._held = {line.field: line for line in held}

    async def run(self, on_saved: Callable[[Saved], None]) -> None:
        """Save whenever there is something to save, until cancelled; try again after a failure."""
        failures = 0
        while True:
            wait = RETRY_SECONDS[min(failures, len(RETRY_SECONDS)) - 1] if failures else None
            with suppress(TimeoutError):
                async with asyncio.timeout(wait or ALIVE_SECONDS):
                    await self._wake.wait()
            if failures and wait is not None and self._wake.is_set():
                # What is typed while the disk refuses must not make it be asked at every key.
                await asyncio.sleep(RETRY_SECONDS[0])
            self._wake.clear()
            saved = await asyncio.to_thread(self.save_now)
            failures = failures + 1 if saved.reason else 0
            on_saved(saved)

    def save_now(self) -> Saved:
        """Save all there is, in this thread; never raises for what a disk can do."""
        with self._lock:
            facts = tuple(self._queue)
            reasons: list[str] = []
            journaled = self._save_journal(facts, reasons)
            conflict, kept = None, None
            written = False
            if self._record_is_behind or self._leaving:
                try:
                    conflict, kept = self._save_record()
                    written = True
                except OSError as error:
                    reasons.append(_reason(error))
            on_disk: frozenset[str] = frozenset()
            if journaled or written:
                on_disk = frozenset(fact.id for fact in facts)
            if journaled:
                del self._queue[: len(facts)]
            return Saved(on_disk, self._now(), "; ".join(reasons), conflict, kept)

    def leave(self) -> Saved:
        """Save all there is, the half-typed lines in the record as well."""
        self._leaving = True
        return self.save_now()

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()

    def drop_journal(self) -> None:
        """Remove the journal of a closed session, after its record was read back and is equal."""
        with self._lock:
            recorded = record_from(self._record.path.read_bytes()).session
            session = as_recorded(replace(self._session, drafts=recorded.drafts))
            if self._journal is not None and recorded == session:
                self._journal.drop()
                self._journal = None

    def _save_journal(self, facts: tuple[Fact, ...], reasons: list[str]) -> bool:
        if self._journal is None:
            return False
        try:
            if facts:
                self._journal.append(facts)
            for name in tuple(self._held_unsaved):
                self._journal.hold(self._held[name])
                self._held_unsaved.discard(name)
            self._journal.remember(ALIVE, self._now().isoformat())
        except OSError as error:
            reasons.append(_reason(error))
            return False
        return True

    def _save_record(self) -> tuple[Conflict | None, Path | None]:
        session, fact_count = self._session, self._fact_count
        shown = replace(session, drafts=self._drafts()) if self._leaving else session
        data = record_bytes(shown)
        file = self._record
        conflict = self._conflict()
        kept = None
        if file.keep_before_rewrite:
            kept = keep_copy(file.path, file.kept)
            file.keep_before_rewrite = False
        if self._journal is not None:
            with suppress(OSError):  # said already by the save of the journal
                self._journal.note_record(WrittenRecord(sha256(data), fact_count))
        try:
            file.mark = write_whole(file.path, data)
        except FolderNotSyncedError as error:
            file.mark = error.mark
            raise
        self._written = session
        self._record_is_behind = self._session is not session
        return conflict, kept

    def _conflict(self) -> Conflict | None:
        file = self._record
        if file.mark is None or not changed_since(file.path, file.mark):
            return None
        try:
            data, _mark = read_marked(file.path)
        except FileNotFoundError:
            return Conflict(None, None, self._written)
        name = f"{file.path.stem}.conflict-{self._now():%Y%m%dT%H%M%S}{file.path.suffix}"
        kept = keep_copy(file.path, file.kept, name)
        try:
            edited = record_from(data).session
        except FileFaultsError:
            edited = None
        return Conflict(kept, edited, self._written)

    def _drafts(self) -> tuple[Draft, ...]:
        running = self._session.running
        return tuple(
            Draft(
                id=f"c-{place}",
                block=running.id if running else "",
                by=line.field,
                text=line.text,
                written_at=line.at,
            )
            for place, line in enumerate(self.held, start=1)
        )


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
