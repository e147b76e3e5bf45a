"""Taking up a session where an earlier run left it, whatever a crash or a hand did since."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.facts import (
    Added,
    Change,
    Changed,
    Fact,
    Interrupted,
    difference,
    interrupted_since,
)
from sessiecoach.domain.session import Session
from sessiecoach.live.absence import LONG_GAP, last_sign
from sessiecoach.live.clock import Anchor, Clock
from sessiecoach.live.ledger import Ledger
from sessiecoach.live.notices import Notice, NoticeCode
from sessiecoach.live.record_file import TAKEN_IN, RecordFile, conflict_name, fingerprint
from sessiecoach.live.session import BY_HAND, COMPOSER, LiveSession
from sessiecoach.live.state_folder import ANCHOR, BACKUPS, WRITER, Left, open_state
from sessiecoach.live.writer import ALIVE, Writer
from sessiecoach.storage.backups import Backups
from sessiecoach.storage.files import keep_copy, remove_unfinished
from sessiecoach.storage.ids import new_id
from sessiecoach.storage.journal import HeldLine, Journal, WrittenRecord
from sessiecoach.storage.platforms import DISK, Disk
from sessiecoach.storage.records import (
    Record,
    as_recorded,
    record_bytes,
    record_from,
    sha256,
    zone_of,
)


@dataclass(frozen=True, slots=True)
class Resumed:
    """A session that can be worked on."""

    live: LiveSession
    writer: Writer
    notices: tuple[Notice, ...]


class Resuming:
    """The steps of taking up a session, with what they share."""

    def __init__(
        self,
        path: Path,
        state_folder: Path,
        clock: Clock,
        record: Record,
        anchor: Anchor | None,
        disk: Disk = DISK,
    ) -> None:
        """Only for who holds the lock of the record at `path`."""
        self.disk = disk
        self.path, self.clock, self.record = path, clock, record
        self.anchor = anchor
        self.base = replace(record.session, drafts=())
        self.state = open_state(state_folder, record.session, path)
        self.notices = list(self.state.notices)
        self.writer_id = self.state.left.writer or new_id("w")
        self.ledger = Ledger(self.state.left.facts)
        self.new: list[Fact] = []
        self.taken_in = ""
        self.own_layout = False

    def resumed(self) -> Resumed:
        """Return the session as it goes on, with all that opening found brought to disk."""
        try:
            return self._resumed()
        except BaseException:
            if self.state.journal is not None:
                self.state.journal.close()
            raise

    def _resumed(self) -> Resumed:
        with suppress(OSError):
            remove_unfinished(self.path)
        left = self.state.left
        on_disk = self._from_disk(left)
        self._after_absence(left.alive_at)
        behind = on_disk is None or (
            on_disk.facts < len(self.ledger.facts) and not self._says_no_more()
        )
        records = left.records if on_disk is None else (on_disk,)
        held = _held(left, self.record, self.clock.now())
        journal = self._kept(held, records)
        writer = Writer(
            journal,
            self._record_file(records),
            self.ledger.session,
            len(self.ledger.facts),
            self.clock.now,
            held=held,
            remembered=left.remembered,
            behind=behind,
            taken_in=self.taken_in,
        )
        notices = tuple(self.notices)
        live = LiveSession(
            self.ledger,
            clock=self.clock,
            zone=zone_of(self.ledger.session),
            writer=writer,
            by=self.writer_id,
            notices=notices,
        )
        return Resumed(live, writer, notices)

    def _from_disk(self, left: Left) -> WrittenRecord | None:
        """Take in what the file says; returns what it is to the journal, None where it is behind.

        Whatever a person changed in it since this program wrote it becomes a fact.
        """
        known = _known(self.record, left)
        if known is not None:
            return known
        if not left.facts:
            self._add(difference(Session(), self.base, self.clock.now()))
            return self._written()
        before, changes = self._hand_edit(left)
        if not changes:
            # Only comments, layout or order are new: they stand until something is said.
            self.own_layout = True
            same = record_bytes(self.ledger.session) == record_bytes(before)
            return self._written() if same else None
        self.taken_in = fingerprint(self.base)
        if self.taken_in != left.taken_in:
            self._keep_hand_edit()
            self._add(changes)
        return self._written() if self._says_no_more() else None

    def _written(self) -> WrittenRecord:
        return WrittenRecord(sha256(self.record.data), len(self.ledger.facts))

    def _hand_edit(self, left: Left) -> tuple[Session, tuple[Change, ...]]:
        """Return what the file said before, and what a hand changed in it.

        After a crash in the middle of a save that hand may have begun with one of two records,
        or with what a hand left there that was taken in. What differs least is what was edited;
        where both do, the older, because that takes back nothing that only facts hold.
        """
        written = [each for each in reversed(left.records) if each.facts <= len(left.facts)]
        begun = [as_recorded(Ledger(left.facts[: each.facts]).session) for each in written]
        begun += self._taken_in_before(left)
        now = self.clock.now()
        found = [(before, difference(before, self.base, now)) for before in begun or [Session()]]
        return min(found, key=lambda each: _size(each[1]))

    def _taken_in_before(self, left: Left) -> Iterator[Session]:
        """Yield what a hand left that was taken in, where that was edited again."""
        if left.taken_in in ("", fingerprint(self.base)):
            return
        for copy in sorted(self.state.kept.glob(f"*.conflict-*{self.path.suffix}")):
            with suppress(OSError, FileFaultsError):
                session = replace(record_from(copy.read_bytes()).session, drafts=())
                if fingerprint(session) == left.taken_in:
                    yield as_recorded(session)

    def _keep_hand_edit(self) -> None:
        kept: Path | None = None
        with suppress(OSError):
            name = conflict_name(self.path, self.clock.now())
            kept = keep_copy(self.path, self.state.kept, name, self.disk)
        self.notices.append(Notice(NoticeCode.HAND_EDITED, {"kept": kept}))

    def _says_no_more(self) -> bool:
        """Tell whether the facts say the same as the file does."""
        return record_bytes(self.ledger.session) == record_bytes(self.base)

    def _after_absence(self, alive_at: dt.datetime | None) -> None:
        """Say that a running meeting went on, or interrupt it from when it was last alive."""
        session, now = self.ledger.session, self.clock.now()
        block = session.running
        if block is None or session.header.status != "live":
            return
        away_since = min(last_sign(session, alive_at), now)
        fields = {"seconds": round((now - away_since).total_seconds())}
        if interrupted_since(block) is None and now - away_since > LONG_GAP:
            self.notices.append(Notice(NoticeCode.OPENED_INTERRUPTED, fields))
            self._add((Interrupted(block.id),), at=away_since, by=self.writer_id)
        elif alive_at is not None:
            self.notices.append(Notice(NoticeCode.RECOVERED, fields))

    def _record_file(self, records: tuple[WrittenRecord, ...]) -> RecordFile:
        record = self.record
        own_layout = self.own_layout or record_bytes(record.session) != record.data
        if own_layout:
            self.notices.append(Notice(NoticeCode.LAYOUT_KEPT))
        return RecordFile(
            self.path,
            self.state.kept,
            record.mark,
            record.session,
            own_layout=own_layout,
            on_disk=records,
            disk=self.disk,
            backups=self._backups(),
        )

    def _backups(self) -> Backups:
        folder = self.state.kept.with_name(BACKUPS)
        backups = Backups(folder, self.clock.now, self.path.suffix, self.disk)
        backups.opened(self.record.data)
        return backups

    def _kept(
        self, held: tuple[HeldLine, ...], records: tuple[WrittenRecord, ...]
    ) -> Journal | None:
        """Bring to disk what this opening found, and return the journal; the record stays."""
        journal = self.state.journal
        if journal is None:
            return None
        remember = {
            WRITER: self.writer_id,
            ALIVE: self.clock.now().isoformat(),
            TAKEN_IN: self.taken_in,
        }
        if self.anchor is not None:
            wall = self.anchor.wall.isoformat()
            anchor = [self.anchor.boot, self.anchor.running_seconds, wall]
            remember[ANCHOR] = json.dumps(anchor)
        try:
            journal.append(self.new, held=held, remember=remember, records=records)
        except OSError as error:
            journal.close()
            reason = error.strerror or type(error).__name__
            self.notices.append(Notice(NoticeCode.NO_JOURNAL, {"reason": reason}))
            return None
        return journal

    def _add(
        self, changes: tuple[Change, ...], at: dt.datetime | None = None, by: str = BY_HAND
    ) -> Fact:
        instant = (at or self.clock.now()).astimezone(dt.UTC)
        fact = Fact(new_id("f"), self.ledger.next_seq, by, instant, changes)
        self.new.append(fact)
        self.ledger.add(fact)
        return fact


def _known(record: Record, left: Left) -> WrittenRecord | None:
    """Return what the journal noted of this very file; None where another hand wrote it."""
    found = sha256(record.data)
    return next(
        (
            written
            for written in left.records
            if written.sha256 == found and written.facts <= len(left.facts)
        ),
        None,
    )


def _size(changes: tuple[Change, ...]) -> int:
    return sum(len(each.values) for each in changes if isinstance(each, Added | Changed))


def _held(left: Left, record: Record, now: dt.datetime) -> tuple[HeldLine, ...]:
    """Return the half-typed lines: the journal has the last word, the record what was left."""
    held = {line.field: line for line in left.held}
    for draft in record.session.drafts:
        name = draft.by or COMPOSER
        place = (draft.perspective, draft.case, draft.group)
        held.setdefault(name, HeldLine(name, draft.text, draft.written_at or now, *place))
    return tuple(held.values())
