"""Opening a record, to work on it or only to read it, and leaving it with everything saved."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sessiecoach.domain.facts import Fact, difference
from sessiecoach.domain.session import Session
from sessiecoach.live.clock import Anchor, Clock
from sessiecoach.live.notices import Notice, NoticeCode
from sessiecoach.live.resuming import Resuming
from sessiecoach.live.room_desk import RoomDesk
from sessiecoach.live.session import BY_HAND, LiveSession
from sessiecoach.live.state_folder import NETWORK, kept_anchor
from sessiecoach.live.vigil import Vigil
from sessiecoach.live.writer import Writer
from sessiecoach.storage.files import changed_since
from sessiecoach.storage.ids import new_id
from sessiecoach.storage.journal import HeldLine, JournalDamagedError
from sessiecoach.storage.lock import Holder, Lock, LockedError, LockNotPossibleError, take_lock
from sessiecoach.storage.network import MOUNTS, Mounts
from sessiecoach.storage.platforms import DISK, Disk
from sessiecoach.storage.records import Record, read_record, zone_of
from sessiecoach.storage.same_meeting import copies_beside

__all__ = ["Notice", "NoticeCode", "Opened", "anchor_of", "open_to_work"]
_MOST_HAND_EDITS = 3


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
    room: RoomDesk | None = None
    """What the beamer shows of it; None where nothing is published."""
    vigil: Vigil | None = None
    """Who watches the clocks of the laptop; None where nobody does."""

    def leave(self) -> str:
        """Save everything and let go; returns why not all was saved, empty when all was.

        The writer task must have ended, or end without anybody waiting for it.
        """
        self.live.let_go()
        try:
            return self._saved() if self.writer is not None else ""
        finally:
            if self.writer is not None:
                self.writer.close()
            if self.lock is not None:
                self.lock.release()

    def _saved(self) -> str:
        assert self.writer is not None  # noqa: S101  asked by `leave`
        for _ in range(_MOST_HAND_EDITS):
            saved = self.writer.leave()
            self.live.saved(saved)
            if saved.reason:
                return saved.reason
            if saved.conflict is None:
                if self.live.session.header.status == "closed":
                    with suppress(OSError):
                        self.writer.drop_journal()
                break
        return ""


def anchor_of(record: Record, path: Path, state_folder: Path) -> Anchor | None:
    """Return the anchor of the room clock that an earlier run of this meeting kept.

    A meeting that is not under way takes the time of the system anew.
    """
    session = record.session
    if session.header.status != "live":
        return None
    try:
        boot, seconds, wall = json.loads(kept_anchor(state_folder, session, path) or "")
        return Anchor(str(boot), float(seconds), dt.datetime.fromisoformat(wall))
    except (JournalDamagedError, OSError, ValueError, TypeError):
        return None


def open_to_work(
    path: Path,
    state_folder: Path,
    clock: Clock,
    anchor: Anchor | None = None,
    record: Record | None = None,
    *,
    disk: Disk = DISK,
    mounts: Mounts = MOUNTS,
) -> Opened:
    """Open the record at `path` to work on it, going on where an earlier run was.

    Who read the record just before, gives it along; it is read again only where it changed.
    Where another program has it, or nothing can be written, it opens read-only and says so.
    Raises FileFaultsError for a record that cannot be read.
    """
    if record is None:
        record = read_record(path)
    if record.newer:
        return _read_only(path, record, clock, Notice(NoticeCode.NEWER_SCHEMA))
    try:
        lock = take_lock(path, clock.now())
    except LockedError as error:
        notice = Notice(NoticeCode.HELD_BY_ANOTHER, {"holder": error.holder})
        return _read_only(path, record, clock, notice, error.holder)
    except LockNotPossibleError as error:
        reason = error.reason.strerror or type(error.reason).__name__
        return _read_only(
            path, record, clock, Notice(NoticeCode.FOLDER_READ_ONLY, {"reason": reason})
        )
    try:
        if record.mark is None or changed_since(path, record.mark):
            record = read_record(path)  # who had the lock until now has written since
        if record.newer:
            lock.release()
            return _read_only(path, record, clock, Notice(NoticeCode.NEWER_SCHEMA))
        resuming = Resuming(path, state_folder, clock, record, anchor, disk)
        network = mounts.network_kind(path)
        if network and network != resuming.state.left.remembered.get(NETWORK):
            resuming.notices.append(Notice(NoticeCode.NETWORK_FOLDER, {"kind": network}))
        resuming.notices.extend(_copies(path, record))
        resumed = resuming.resumed()
        if network:
            resumed.writer.remember(NETWORK, network)
    except BaseException:
        lock.release()
        raise
    notices, writer = resumed.notices, resumed.writer
    return Opened(path, resumed.live, writer, notices, writer.held, lock)


def _copies(path: Path, record: Record) -> tuple[Notice, ...]:
    """Tell of other records of the same meeting, such as a sync program makes of two versions."""
    copies = copies_beside(path, record.session)
    return (Notice(NoticeCode.SAME_MEETING, {"copies": copies}),) if copies else ()


def _read_only(
    path: Path, record: Record, clock: Clock, notice: Notice, holder: Holder | None = None
) -> Opened:
    session = record.session
    notices = (notice, *_copies(path, record))
    at = clock.now().astimezone(dt.UTC)
    live = LiveSession(
        (Fact(new_id("f"), 1, BY_HAND, at, difference(Session(), session, at)),),
        clock=clock,
        zone=zone_of(session),
        writer=None,
        by=BY_HAND,
        holder=holder,
        notices=notices,
    )
    return Opened(path, live, None, notices, ())
