"""Brings facts to the journal and the session to its record, off the event loop, in one line.

There is one save function. The writer task calls it in a thread; signal handlers and the
crash guard call it directly. One lock keeps saves in order and each has a number, so a
record can never be overtaken by an older one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.facts import Fact
from sessiecoach.domain.session import Draft, Session
from sessiecoach.live.record_file import TAKEN_IN, Conflict, RecordFile
from sessiecoach.storage.journal import HeldLine, Journal
from sessiecoach.storage.records import as_recorded, read_record

RETRY_SECONDS = (1.0, 2.0, 5.0, 10.0)
"""How long to wait after a failed save, and then after the next; the last one repeats."""
HOLD_SECONDS = 0.5
"""A half-typed line is on disk this long after its first unsaved key."""
ALIVE_SECONDS = 20.0
"""How often a sign of life is kept while a block runs, so that a restart knows the gap.

As often it is looked whether another hand changed the record.
"""
ALIVE = "alive_at"
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Saved:
    """What one save reached."""

    facts: frozenset[str]
    """Ids of all facts that went to disk since the session was opened."""
    at: dt.datetime
    reason: str = ""
    """Why not all was saved, in the system's words; empty when all was."""
    conflict: Conflict | None = None
    """What another hand wrote; told with every save until `took_in`."""
    kept_as_it_was: Path | None = None
    """Where the file lies whose own layout this rewrite lost."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """All there was to save at one moment."""

    number: int
    facts: tuple[Fact, ...]
    session: Session
    fact_count: int
    """How many facts the session has; those of this batch are the last."""
    held: Mapping[str, HeldLine]
    """The half-typed lines of which the last change is not in the journal."""
    remember: Mapping[str, str]
    """The small values of which the last change is not in the journal."""
    drafts: tuple[Draft, ...] | None
    """All half-typed lines, when the session is left; else they stay out of the record."""
    taken_in: str
    """What was last taken in from another hand, by its fingerprint; empty where nothing was."""


class Writer:
    """The one writer of a session that is open here.

    `put`, `hold`, `remember`, `took_in` and `run` belong to the thread of the event loop;
    `save_now` and `leave` may be called from any thread.
    """

    def __init__(
        self,
        journal: Journal | None,
        record: RecordFile,
        session: Session,
        fact_count: int,
        now: Callable[[], dt.datetime],
        *,
        held: tuple[HeldLine, ...] = (),
        remembered: Mapping[str, str] = _NOTHING,
        behind: bool = False,
        taken_in: str = "",
    ) -> None:
        """Go on from a session of `fact_count` facts; `behind` when its record is older.

        `taken_in` is the fingerprint of a hand edit that is in the facts, and still in the record.
        """
        self._journal = journal
        self._record = record
        self._now = now
        self._saving = threading.Lock()
        """Held for the whole of a save."""
        self._taking = threading.Lock()
        """Held while what is to be saved changes or is looked at, never during a save."""
        self._queue: list[Fact] = []
        self._session, self._fact_count = session, fact_count
        self._recorded = None if behind else session
        """The session of which the record was last written; compared by identity."""
        self._held = {line.field: line for line in held}
        self._held_unsaved: dict[str, HeldLine] = {}
        self._remembered = dict(remembered)
        self._remember_unsaved: dict[str, str] = {}
        self._hold_is_due = False
        self._leaving = False
        self._on_disk: set[str] = set()
        self._conflict: Conflict | None = None
        self._taken_in = taken_in
        self._batches = self._newest = 0
        self._wake = asyncio.Event()
        if behind:
            self._wake.set()

    @property
    def held(self) -> tuple[HeldLine, ...]:
        """The lines that were typed but not confirmed."""
        with self._taking:
            return self._half_lines()

    def _half_lines(self) -> tuple[HeldLine, ...]:
        return tuple(line for line in self._held.values() if line.text)

    def remembered(self, name: str) -> str:
        """Return the small value that was kept by this name, by an earlier run maybe."""
        return self._remembered.get(name, "")

    def remember(self, name: str, value: str) -> None:
        """Keep a small value by name in the journal; it is no part of the session."""
        with self._taking:
            if self._remembered.get(name, "") != value:
                self._remembered[name] = self._remember_unsaved[name] = value
        self._wake.set()

    def put(self, fact: Fact, session: Session) -> None:
        """Queue a fact with the session that it leads to."""
        with self._taking:
            self._queue.append(fact)
            self._session = session
            self._fact_count += 1
        if not self._leaving:  # then it may be another thread, and the task is gone
            self._wake.set()

    def hold(self, line: HeldLine) -> None:
        """Keep a half-typed line, soon; one that is empty is forgotten."""
        with self._taking:
            self._held[line.field] = self._held_unsaved[line.field] = line
        if not self._hold_is_due:
            with suppress(RuntimeError):  # no loop: it goes with the next save
                asyncio.get_running_loop().call_later(HOLD_SECONDS, self._held_long_enough)
                self._hold_is_due = True

    def _held_long_enough(self) -> None:
        self._hold_is_due = False
        self._wake.set()

    def took_in(self, conflict: Conflict) -> None:
        """Go on writing the record: what the other hand wrote was put as facts."""
        with self._saving:
            self._record.took_in(conflict)
            if self._conflict is conflict:
                self._conflict = None
            if conflict.edited is not None:
                self._taken_in = conflict.fingerprint
        if not self._leaving:
            self._wake.set()

    async def run(self, on_saved: Callable[[Saved], None]) -> None:
        """Save whenever there is something to save, until cancelled; try again after a failure."""
        failures = 0
        while True:
            await self._until_due(failures)
            self._wake.clear()
            saved = await asyncio.to_thread(self._save, self._take())
            failures = failures + 1 if saved.reason else 0
            on_saved(saved)

    async def _until_due(self, failures: int) -> None:
        seconds = ALIVE_SECONDS
        if failures:
            seconds = RETRY_SECONDS[min(failures, len(RETRY_SECONDS)) - 1]
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
            if failures:
                # What is typed while the disk refuses must not make it be asked at every key.
                await asyncio.sleep(RETRY_SECONDS[0])

    def save_now(self) -> Saved:
        """Save all there is, in this thread; never raises for what a disk can do."""
        return self._save(self._take())

    def leave(self) -> Saved:
        """Save all there is, the half-typed lines in the record as well."""
        self._leaving = True
        saved = self.save_now()
        if self._journal is not None and not saved.reason and saved.conflict is None:
            # The record has the half lines now, and another laptop may confirm them there.
            empty = [replace(line, text="") for line in self.held]
            with suppress(OSError):
                self._journal.append((), held=empty, records=self._record.on_disk)
        return saved

    def as_it_stands(self) -> Session:
        """Return the session with its half-typed lines, as its record would have it."""
        with self._taking:
            return replace(self._session, drafts=self._drafts())

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()

    def drop_journal(self) -> None:
        """Remove the journal of a closed session, where its record reads back as the session.

        Where it does not, the journal stays. Raises OSError where it cannot be removed.
        """
        with self._saving:
            try:
                recorded = read_record(self._record.path).session
                session = as_recorded(replace(self._session, drafts=recorded.drafts))
            except FileFaultsError:
                return
            if self._journal is not None and recorded == session:
                self._journal.drop()
                self._journal = None

    def _take(self) -> _Batch:
        with self._taking:
            self._batches += 1
            return _Batch(
                self._batches,
                tuple(self._queue),
                self._session,
                self._fact_count,
                dict(self._held_unsaved),
                dict(self._remember_unsaved),
                self._drafts() if self._leaving else None,
                self._taken_in,
            )

    def _done(self, batch: _Batch) -> None:
        """Forget what is on disk, but nothing that came since."""
        saved = {fact.id for fact in batch.facts}
        with self._taking:
            self._queue = [fact for fact in self._queue if fact.id not in saved]
            for name, line in batch.held.items():
                if self._held_unsaved.get(name) is line:
                    del self._held_unsaved[name]
            for name, value in batch.remember.items():
                if self._remember_unsaved.get(name) is value:
                    del self._remember_unsaved[name]

    def _save(self, batch: _Batch) -> Saved:
        with self._saving:
            if batch.number < self._newest:
                batch = self._take()  # a newer save came in between
            self._newest = batch.number
            reasons: list[str] = []
            journaled = self._save_journal(batch, reasons)
            written, kept = False, None
            try:
                self._conflict = self._record.conflict(self._now()) or self._conflict
                if self._may_write(batch, journaled=journaled):
                    kept = self._record.keep_layout()
                    journal = self._journal if journaled else None
                    refused = self._record.write(
                        batch.session, batch.drafts, batch.fact_count, journal
                    )
                    self._recorded, written = batch.session, True
                    self._forget_taken_in(batch, journal)
                    if refused is not None:
                        raise refused
            except OSError as error:
                reasons.append(_reason(error))
            if journaled:
                self._done(batch)
            if journaled or written:
                self._on_disk.update(fact.id for fact in batch.facts)
            return Saved(
                frozenset(self._on_disk),
                self._now(),
                "; ".join(dict.fromkeys(reasons)),
                self._conflict,
                kept,
            )

    def _may_write(self, batch: _Batch, *, journaled: bool) -> bool:
        """Tell whether the record is to be written now.

        What another hand wrote stands until it was taken in, as long as the journal has ours.
        """
        if self._conflict is not None and self._conflict.edited is not None and journaled:
            return False
        return (
            batch.session is not self._recorded
            or self._record.lost
            or (batch.drafts is not None and not self._record.holds(batch.drafts))
        )

    def _save_journal(self, batch: _Batch, reasons: list[str]) -> bool:
        if self._journal is None:
            return False
        if not (batch.facts or batch.held or batch.remember or batch.session.running):
            return True
        remember = {**batch.remember, ALIVE: self._now().isoformat()}
        if batch.taken_in:
            remember[TAKEN_IN] = batch.taken_in
        try:
            self._journal.append(batch.facts, held=tuple(batch.held.values()), remember=remember)
        except OSError as error:
            reasons.append(_reason(error))
            return False
        return True

    def _forget_taken_in(self, batch: _Batch, journal: Journal | None) -> None:
        """Take what another hand wrote for an edit again, now that the record is ours.

        Not before it is: after a crash in between, that hand's work still lies there.
        """
        if batch.taken_in and batch.taken_in == self._taken_in:
            if journal is not None:
                journal.append((), remember={TAKEN_IN: ""})
            self._taken_in = ""

    def _drafts(self) -> tuple[Draft, ...]:
        running = self._session.running
        return tuple(
            Draft(
                id=f"c-{place}",
                block=running.id if running else "",
                perspective=line.perspective,
                case=line.case,
                group=line.group,
                by=line.field,
                text=line.text,
                written_at=line.at,
            )
            for place, line in enumerate(self._half_lines(), start=1)
        )


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
