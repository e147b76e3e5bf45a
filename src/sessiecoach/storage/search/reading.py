"""A folder of a series as rows of the index; whatever can be read of it counts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sessiecoach.domain.errors import Fault, FileFaultsError
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.storage.records import read_record
from sessiecoach.storage.same_meeting import Counted, counted_once
from sessiecoach.storage.search.entries import Told, entries_of_series
from sessiecoach.storage.series import SERIES_FILE, read_series
from sessiecoach.storage.toml_file import read_file
from sessiecoach.storage.updates import read_updates


@dataclass(frozen=True, slots=True)
class ReadSeries:
    """What the files of one series hold to find."""

    title: str
    told: tuple[Told, ...]
    until: dt.date | None
    """The day on which it is to be read again, though no file changed."""
    faults: tuple[Fault, ...]


def read_folder(
    sessions: Path,
    folder: str,
    files: Iterable[str],
    today: dt.date,
    each_read: Callable[[], bool],
) -> ReadSeries | None:
    """Read a series with all its records; None where `each_read`, asked after each, says no."""
    place = sessions / folder
    series = Series()
    records: list[tuple[Path, Session]] = []
    faults: list[Fault] = []
    for name in sorted(files):
        path = sessions / name
        if path.parent != place:
            continue
        try:
            if path.name == SERIES_FILE:
                series = read_series(path).series
            else:
                records.append((path, read_record(path).session))
        except FileFaultsError as error:
            faults.extend(error.faults)
        if not each_read():
            return None
    counted, copies = counted_once(records)
    faults.extend(copies)
    records = [_with_id(*each) for meeting in counted for each in _found_in(meeting)]
    loose = read_updates(place)
    told, until = entries_of_series(series, records, loose.updates, place / SERIES_FILE, today)
    title = one_line(series.title) or ("" if folder == "." else one_line(place.name))
    return ReadSeries(title, told, until, (*faults, *loose.faults))


def _found_in(meeting: Counted) -> Iterator[tuple[Path, Session]]:
    """Yield the record of a meeting, and of each copy only what it alone says."""
    yield meeting.path, meeting.session
    for path, copy in meeting.copies:
        own = meeting.own_part(copy)
        if own is not None:
            yield path, own


def _with_id(path: Path, session: Session) -> tuple[Path, Session]:
    if session.header.id:
        return path, session
    return path, replace(session, header=replace(session.header, id=path.stem))


def fingerprint(path: Path) -> str:
    """Return what tells whether the bytes of a file changed; empty for one that is not readable."""
    try:
        return hashlib.sha256(read_file(path)).hexdigest()
    except FileFaultsError:
        return ""
