"""Wiping a meeting: its record and every copy of it that this program made."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path

from sessiecoach.domain.errors import Fault, FileFaultsError
from sessiecoach.domain.series_plan import without_meeting
from sessiecoach.domain.session import ITEM_TABLES, Session
from sessiecoach.domain.text import one_line
from sessiecoach.storage.copies import (
    Left,
    Removed,
    copies_of,
    remove_copies,
    remove_indexes,
    series_copies,
)
from sessiecoach.storage.files import remove_unfinished, write_whole
from sessiecoach.storage.handed_on import forget_made
from sessiecoach.storage.listing import list_series
from sessiecoach.storage.lock import LockedError, LockNotPossibleError, lock_path, take_lock
from sessiecoach.storage.own_folders import known_as
from sessiecoach.storage.platforms import DISK, Disk
from sessiecoach.storage.records import read_record
from sessiecoach.storage.series import SERIES_FILE, read_series, series_bytes
from sessiecoach.storage.tidying import NotDone
from sessiecoach.storage.updates import read_updates

_DONE = "tidied"


@dataclass(frozen=True, slots=True)
class Wiped:
    """One meeting: what goes or went, or why it is left."""

    path: Path
    title: str = ""
    date: dt.date | None = None
    problem: NotDone | None = None
    reason: str = ""
    faults: tuple[Fault, ...] = ()
    files: tuple[Path, ...] = ()
    """All that goes or went, the record last."""
    left: tuple[Left, ...] = ()
    planned: bool = False
    """Whether it stood in the plan of its series, and goes from there."""
    told_in: tuple[Path, ...] = ()
    """Records of other meetings that tell what came of it; these stay."""


def wipe_plan(path: Path, state: Path) -> Wiped:
    """Return what wiping a meeting would remove. Writes nothing."""
    shown = Wiped(path)
    try:
        record = read_record(path)
    except FileFaultsError as error:
        if not os.path.lexists(path):
            return replace(shown, problem=NotDone.MISSING)
        return replace(shown, problem=NotDone.BROKEN, faults=error.faults)
    session = record.session
    shown = replace(shown, title=one_line(session.header.title), date=session.header.date)
    if record.newer:
        return replace(shown, problem=NotDone.NEWER)
    copies = copies_of(state, session, path)
    files = (*copies.removable, *_beside(path, session), path)
    told_in = tuple(_told_in(path, session))
    planned = _planned(path) is not None
    old = series_copies(state, path.parent) if planned else ()
    return replace(shown, files=(*old, *files), left=copies.left, planned=planned, told_in=told_in)


def wipe(path: Path, state: Path, now: dt.datetime, disk: Disk = DISK) -> Wiped:
    """Remove a meeting with all copies that this program made, and return what was done.

    There is no way back. The record goes last, so that whatever stops halfway, doing it again
    finds what was left.
    """
    plan = wipe_plan(path, state)
    if plan.problem is not None:
        return plan
    removed = Removed()
    nothing = replace(plan, files=(), left=(), planned=False)
    try:
        with take_lock(path, now):
            # Under the lock, because somebody may have worked on it since.
            plan = wipe_plan(path, state)
            if plan.problem is not None:
                return plan
            nothing = replace(plan, files=(), left=(), planned=False)
            return _wiped(plan, removed, state, disk)
    except LockedError as error:
        holder = error.holder
        return replace(nothing, problem=NotDone.LOCKED, reason=holder.host if holder else "")
    except LockNotPossibleError as error:
        return replace(nothing, problem=NotDone.REFUSED, reason=error.reason.strerror or "")
    except FileFaultsError as faults:
        done = _so_far(nothing, removed)
        return replace(done, problem=NotDone.BROKEN, faults=faults.faults)
    except OSError as refusal:
        done = _so_far(nothing, removed)
        return replace(done, problem=NotDone.REFUSED, reason=refusal.strerror or "")


def _so_far(wiped: Wiped, removed: Removed) -> Wiped:
    return replace(wiped, files=tuple(removed.files), left=tuple(removed.left))


def _wiped(plan: Wiped, removed: Removed, state: Path, disk: Disk) -> Wiped:
    path = plan.path
    session = read_record(path).session
    target = path.resolve()
    with suppress(OSError):
        remove_unfinished(path)
    copies = copies_of(state, session, path)
    remove_copies(copies, state, disk, removed)
    removed.left += remove_indexes(state, disk).left
    beside = _beside(path, session)
    removed.remove(beside, disk)
    meeting = _planned(path)
    if meeting is not None:
        _without_planned(path, meeting, disk)
        removed.remove(series_copies(state, path.parent), disk)
    if not removed.refused:
        name = known_as(session.header.document, path)
        removed.remove([path] if path == target else [path, target], disk)
    plan = replace(plan, planned=meeting is not None)
    if removed.refused:
        return replace(_so_far(plan, removed), problem=NotDone.REFUSED)
    with suppress(OSError):
        forget_made(state, name, [each.path for each in copies.made])
        disk.system.unlink(state / _DONE / name)
    # Held until here: who waits for it finds that its name is gone, and makes another.
    for each in (*beside, target):
        with suppress(OSError):
            disk.system.unlink(lock_path(each))
    remove_indexes(state, disk)
    return _so_far(plan, removed)


def _beside(path: Path, session: Session) -> tuple[Path, ...]:
    """Return copies of the record beside it, and what was told of it between meetings."""
    return (*_kept_beside(path, session), *_updates(path, session))


def _kept_beside(path: Path, session: Session) -> Iterator[Path]:
    """Yield the record as a person laid it out, where that was kept beside it."""
    document, target = session.header.document, path.resolve()
    name = re.compile(rf"{re.escape(target.stem)}-[0-9]+{re.escape(target.suffix)}")
    if not document:
        return
    with suppress(OSError):
        for each in sorted(target.parent.iterdir()):
            if name.fullmatch(each.name):
                with suppress(FileFaultsError):
                    if read_record(each).session.header.document == document:
                        yield each


def _updates(path: Path, session: Session) -> Iterator[Path]:
    ids = _ids(session)
    for each in read_updates(path.parent).updates:
        if each.update.item in ids:
            yield each.path


def _told_in(path: Path, session: Session) -> Iterator[Path]:
    ids = _ids(session)
    for meeting in list_series(path.parent).records:
        if meeting.path is not None and not _same(meeting.path, path):
            with suppress(FileFaultsError):
                if any(each.item in ids for each in read_record(meeting.path).session.updates):
                    yield meeting.path


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False


def _ids(session: Session) -> frozenset[str]:
    """Return the ids of what was said in a meeting, also within frameworks and answers."""
    tables = [getattr(session, each.name) for each in fields(Session) if each.name in ITEM_TABLES]
    lines = (line.id for each in session.frameworks for line in (*each.lines, *each.dropped))
    random = (item.id for table in tables for item in table if "-" in item.id)
    return frozenset(each for each in (*random, *lines) if each)


def _planned(path: Path) -> str | None:
    """Return the id of the planned meeting that a record was made for."""
    for meeting in list_series(path.parent).records:
        if meeting.path is not None and meeting.planned is not None and _same(meeting.path, path):
            return meeting.planned.id
    return None


def _without_planned(path: Path, meeting: str, disk: Disk) -> None:
    place = path.parent / SERIES_FILE
    read = read_series(place)
    if read.newer:
        raise PermissionError(13, "", str(place))
    write_whole(place, series_bytes(without_meeting(read.series, meeting)), disk)
