"""Removing the details of cases from a series whose day has passed: first what, then doing it.

A record is written whole, and only then what was copied from it goes. Whatever stops halfway,
doing it again finishes what was left: a meeting counts as done once all of that succeeded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import Fault, FileFaultsError
from sessiecoach.domain.plain_words import names_in, words_without
from sessiecoach.domain.retention import (
    KeptKind,
    RemovedKind,
    gone_from,
    has_passed,
    series_plainly,
    tidied,
    told_plainly,
)
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Case, Session, Update
from sessiecoach.domain.text import one_line
from sessiecoach.storage.copies import (
    Copies,
    Left,
    Removed,
    Why,
    copies_of,
    has_indexes,
    remove_copies,
    remove_indexes,
    series_copies,
)
from sessiecoach.storage.files import FolderNotSyncedError, remove_unfinished, write_whole
from sessiecoach.storage.home import make_private
from sessiecoach.storage.listing import ListedSeries, list_folder, list_series
from sessiecoach.storage.lock import LockedError, LockNotPossibleError, take_lock
from sessiecoach.storage.own_folders import known_as
from sessiecoach.storage.platforms import DISK, Disk
from sessiecoach.storage.records import Record, read_record, record_bytes
from sessiecoach.storage.series import SERIES_FILE, read_series, series_bytes
from sessiecoach.storage.updates import LooseUpdate, read_updates, update_bytes

_DONE: Final = "tidied"


class NotDone(StrEnum):
    """Why a record is left as it is."""

    MISSING = "missing"
    BROKEN = "broken"
    NEWER = "newer"
    DRAFT = "draft"
    LIVE = "live"
    LOCKED = "locked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MeetingTidied:
    """One meeting: what goes or went, or why it is left."""

    path: Path
    title: str = ""
    date: dt.date | None = None
    problem: NotDone | None = None
    reason: str = ""
    """What the system said."""
    faults: tuple[Fault, ...] = ()
    """Why it cannot be read."""
    removed: Mapping[RemovedKind, int] = field(default_factory=dict)
    kept: Mapping[KeptKind, int] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    """Copies that go or went, what was handed on first."""
    left: tuple[Left, ...] = ()
    """Copies that stay."""
    work: bool = False
    """Whether there is or was anything to do."""


@dataclass(frozen=True, slots=True)
class SeriesTidied:
    """One series: what is to be done, or what was."""

    folder: Path
    title: str
    until: dt.date | None = None
    passed: bool = False
    meetings: tuple[MeetingTidied, ...] = ()
    """Looked at only where the day has passed."""
    updates: int = 0
    """How many files of what was told between meetings change."""
    questions: bool = False
    """Whether the file of the series changes: its title, plan and own questions."""
    files: tuple[Path, ...] = ()
    """Copies of the file of the series, which go."""
    left: tuple[Left, ...] = ()
    faults: tuple[Fault, ...] = ()
    """What else of the series cannot be read."""

    @property
    def work(self) -> bool:
        """Whether there is or was anything to do."""
        own = self.updates or self.questions or self.left
        return bool(own or any(each.work for each in self.meetings))

    @property
    def is_unfinished(self) -> bool:
        """Whether something was kept that must be tried again, or looked at."""
        left = [*self.left, *(each for meeting in self.meetings for each in meeting.left)]
        return bool(self.problems or any(each.why is Why.REFUSED for each in left))

    @property
    def problems(self) -> tuple[MeetingTidied, ...]:
        """The meetings that are left as they are."""
        return tuple(each for each in self.meetings if each.problem is not None)


@dataclass(frozen=True, slots=True)
class _Read:
    """A series as it is on disk now."""

    listed: ListedSeries
    records: Mapping[Path, Record | FileFaultsError]
    loose: tuple[LooseUpdate, ...] = ()
    faults: tuple[Fault, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    cases: tuple[Case, ...] = ()


def tidy_plans(sessions: Path, state: Path, on: dt.date) -> tuple[SeriesTidied, ...]:
    """Return for every series what there is to remove on a day. Writes nothing."""
    listed = list_folder(sessions).series
    return tuple(tidy_plan(each.folder, state, on) for each in listed if each.folder != sessions)


def tidy_plan(folder: Path, state: Path, on: dt.date) -> SeriesTidied:
    """Return what there is to remove of one series on a day. Writes nothing."""
    listed = list_series(folder)
    until = listed.series.case_details_until
    shown = SeriesTidied(folder, listed.title, until, faults=listed.faults)
    if not has_passed(listed.series, on):
        return shown
    read = _read(listed)
    meetings = tuple(_planned(path, each, read, state, on) for path, each in read.records.items())
    shown = replace(
        shown,
        passed=True,
        meetings=meetings,
        updates=len(_changed(read)),
        questions=_series_after(read) != listed.series,
        faults=read.faults,
    )
    return replace(shown, files=series_copies(state, folder)) if shown.work else shown


def tidy(
    folder: Path,
    state: Path,
    now: dt.datetime,
    told: Callable[[Path], None] = lambda _path: None,
    disk: Disk = DISK,
) -> SeriesTidied:
    """Remove what there is to remove of a series now, and return what was done.

    `told` hears of each record before it is done. There is no way back. A record that is open,
    broken or refused by the disk is left whole and named.
    """
    on = now.astimezone().date()
    plan = tidy_plan(folder, state, on)
    if not plan.work:
        return plan
    read = _read(list_series(folder))
    done = Removed()
    done.remove(plan.files, disk)
    questions = _tidy_series(read, disk, done)
    updates = _tidy_updates(read, disk, done)
    # What could not be written now needs the names that the records hold, the next time as well.
    waits = any(each.reason and each.path not in plan.files for each in done.left)
    meetings = []
    for path, each in read.records.items():
        told(path)
        meetings.append(
            _waiting(_planned(path, each, read, state, on))
            if waits
            else _done(path, each, read, state, now, disk)
        )
    indexes = remove_indexes(state, disk)
    if not indexes.refused:
        for meeting in meetings:
            _note_done(meeting, state, disk)
    return replace(
        plan,
        meetings=tuple(meetings),
        updates=updates,
        questions=questions,
        files=tuple(done.files),
        left=(*done.left, *indexes.left),
    )


def _read(listed: ListedSeries) -> _Read:
    records: dict[Path, Record | FileFaultsError] = {}
    for meeting in listed.records:
        if meeting.path is not None:
            try:
                records[meeting.path] = read_record(meeting.path)
            except FileFaultsError as error:
                records[meeting.path] = error
    sessions = [each.session for each in records.values() if isinstance(each, Record)]
    told = read_updates(listed.folder)
    return _Read(
        listed,
        records,
        told.updates,
        (*listed.faults, *told.faults),
        names_in(sessions),
        gone_from(sessions),
        tuple(case for each in sessions for case in each.cases),
    )


def _series_after(read: _Read) -> Series:
    """Return the series as it stays."""
    return series_plainly(read.listed.series, words_without(read.names, others=read.cases))


def _planned(
    path: Path, record: Record | FileFaultsError, read: _Read, state: Path, on: dt.date
) -> MeetingTidied:
    if isinstance(record, FileFaultsError):
        return MeetingTidied(path, problem=NotDone.BROKEN, faults=record.faults)
    session = record.session
    shown = MeetingTidied(path, one_line(session.header.title), session.header.date)
    problem = _problem(record)
    if problem is not None:
        return replace(shown, problem=problem)
    after = tidied(session, on, read.names, read.gone, read.cases)
    work, copies = after.session != session, copies_of(state, session, path)
    if not work and _is_done(state, session, path):
        copies = Copies()
    elif not work:
        # Tidied elsewhere, or halfway: what this machine made of it before is still here.
        work = bool(copies) or has_indexes(state)
    return replace(
        shown,
        removed=after.removed,
        kept=after.kept,
        files=copies.removable,
        left=copies.left,
        work=work,
    )


def _problem(record: Record) -> NotDone | None:
    if record.newer:
        return NotDone.NEWER
    status = record.session.header.status
    return {"draft": NotDone.DRAFT, "live": NotDone.LIVE}.get(status)


def _waiting(plan: MeetingTidied) -> MeetingTidied:
    if plan.problem is not None or not plan.work:
        return plan
    return replace(plan, problem=NotDone.REFUSED, removed={}, files=(), left=())


def _done(
    path: Path,
    before: Record | FileFaultsError,
    read: _Read,
    state: Path,
    now: dt.datetime,
    disk: Disk,
) -> MeetingTidied:
    """Do one meeting, under its lock and as it is by then."""
    on = now.astimezone().date()
    plan = _planned(path, before, read, state, on)
    if plan.problem is not None or not plan.work:
        return plan
    nothing = replace(plan, removed={}, files=(), left=())
    try:
        with take_lock(path, now):
            record = read_record(path)
            plan = _planned(path, record, read, state, on)
            if plan.problem is not None:
                return plan
            with suppress(OSError):
                remove_unfinished(path)
            after = tidied(record.session, on, read.names, read.gone, read.cases).session
            if after != record.session:
                # It stands whole under its name where only the folder was not synced.
                with suppress(FolderNotSyncedError):
                    write_whole(path, record_bytes(after), disk)
            copies = copies_of(state, record.session, path)
            if _is_done(state, record.session, path) and after == record.session:
                copies = Copies()
            removed = remove_copies(copies, state, disk)
    except LockedError as error:
        holder = error.holder
        return replace(nothing, problem=NotDone.LOCKED, reason=holder.host if holder else "")
    except LockNotPossibleError as error:
        return replace(nothing, problem=NotDone.REFUSED, reason=error.reason.strerror or "")
    except FileFaultsError as faults:
        return replace(nothing, problem=NotDone.BROKEN, faults=faults.faults)
    except OSError as refusal:
        return replace(nothing, problem=NotDone.REFUSED, reason=refusal.strerror or "")
    return replace(plan, files=tuple(removed.files), left=tuple(removed.left))


def _tidy_series(read: _Read, disk: Disk, done: Removed) -> bool:
    """Take personal data out of the file of the series; return whether it was changed."""
    after = _series_after(read)
    if after == read.listed.series:
        return False
    path = read.listed.folder / SERIES_FILE
    try:
        if read_series(path).newer:
            done.left.append(Left(path, Why.REFUSED))
            return False
        write_whole(path, series_bytes(after), disk)
    except FolderNotSyncedError:
        return True
    except OSError as error:
        done.left.append(Left(path, Why.REFUSED, error.strerror or type(error).__name__))
        return False
    except FileFaultsError:
        done.left.append(Left(path, Why.REFUSED))
        return False
    return True


def _changed(read: _Read) -> list[tuple[LooseUpdate, Update]]:
    """Return the files of what was told between meetings that change, and what they become."""
    words = words_without(read.names, others=read.cases)
    after = ((each, told_plainly(each.update, words, read.gone)) for each in read.loose)
    return [(each, update) for each, update in after if update != each.update]


def _tidy_updates(read: _Read, disk: Disk, done: Removed) -> int:
    """Take out of what was told between meetings; return how many files changed."""
    changed = 0
    for each, update in _changed(read):
        if each.newer:
            done.left.append(Left(each.path, Why.REFUSED))
            continue
        try:
            write_whole(each.path, update_bytes(update), disk)
        except FolderNotSyncedError:
            changed += 1
        except OSError as error:
            reason = error.strerror or type(error).__name__
            done.left.append(Left(each.path, Why.REFUSED, reason))
        else:
            changed += 1
    return changed


def _is_done(state: Path, session: Session, path: Path) -> bool:
    """Tell whether the copies of a meeting were removed since it was tidied, on this machine."""
    on = session.header.tidied_on
    with suppress(OSError):
        return on is not None and _mark(state, session, path).read_bytes() == _day(on)
    return False


def _note_done(meeting: MeetingTidied, state: Path, disk: Disk) -> None:
    """Remember that nothing is left, so that what is made of it from now on may stay."""
    if meeting.problem is not None or any(each.why is Why.REFUSED for each in meeting.left):
        return
    with suppress(OSError, FileFaultsError):
        session = read_record(meeting.path).session
        mark = _mark(state, session, meeting.path)
        make_private(mark.parent)
        if session.header.tidied_on is not None:
            write_whole(mark, _day(session.header.tidied_on), disk)


def _mark(state: Path, session: Session, path: Path) -> Path:
    return state / _DONE / known_as(session.header.document, path)


def _day(on: dt.date) -> bytes:
    return on.isoformat().encode()
