"""The file `series.toml` and back: what the meetings of one folder share."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.storage.files import FileMark, keep_copy, write_whole
from sessiecoach.storage.ids import double_ids
from sessiecoach.storage.schema import SCHEMA_KEY, schema_of, with_newer
from sessiecoach.storage.shape import plain, read_shape
from sessiecoach.storage.toml_file import read_toml, read_toml_file
from sessiecoach.storage.toml_text import toml_text

SCHEMA: Final = 1
SERIES_FILE: Final = "series.toml"
UPDATES_FOLDER: Final = "updates"
"""Beside the records: what was told between the meetings."""
_PLANNED: Final = "planned_meetings"


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """A series as it was read."""

    series: Series
    schema: int
    data: bytes

    @property
    def newer(self) -> bool:
        """Whether a newer version of this program wrote it, so that it is read-only here."""
        return self.schema > SCHEMA


def read_series(path: Path) -> SeriesFile:
    """Read the series at `path`. Raises FileFaultsError with every fault, the file named."""
    document, data = read_toml_file(path)
    try:
        return _series_file(document, data)
    except FileFaultsError as error:
        faults = tuple(replace(fault, file=str(path)) for fault in error.faults)
        raise FileFaultsError(faults) from error


def series_from(data: bytes) -> SeriesFile:
    """Return the series that these bytes hold. Raises FileFaultsError with every fault."""
    return _series_file(read_toml(data), data)


def series_bytes(series: Series) -> bytes:
    """Return a series as the bytes of its file, the same bytes for the same series."""
    document: dict[str, object] = {SCHEMA_KEY: SCHEMA}
    return toml_text(document | plain(series)).encode()


def write_series(path: Path, series: Series) -> FileMark:
    """Put a series in its file, whole or not at all. Raises OSError when it did not succeed."""
    return write_whole(path, series_bytes(series))


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """A series before and after it was changed."""

    before: Series
    after: Series
    kept: Path | None = None
    """Where the file lies as a person laid it out, where that would have been lost."""


def change_series(folder: Path, change: Callable[[Series], Series], kept: Path) -> SeriesChange:
    """Change the series of a folder as it is now on disk, and write it whole or not at all.

    A series without a file gets one. What a person laid out, or commented, in a way that a
    rewrite would lose is copied once to the folder `kept` beforehand. Where nothing changes
    nothing is written. Raises FileFaultsError where the file is broken, and OSError where it
    is of a newer version or could not be written.
    """
    path = folder / SERIES_FILE
    copy = None
    try:
        read = read_series(path)
    except FileFaultsError:
        if path.exists() or path.is_symlink():
            raise
        before, own_layout = Series(id=folder.name), False
    else:
        if read.newer:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        before, own_layout = read.series, read.data != series_bytes(read.series)
    after = change(before)
    if after != before:
        if own_layout:
            copy = keep_copy(path, kept, f"{folder.name}-{SERIES_FILE}")
        write_series(path, after)
    return SeriesChange(before, after, copy)


def _series_file(document: Mapping[str, object], data: bytes) -> SeriesFile:
    schema = schema_of(document, SCHEMA)
    mapping = {name: value for name, value in document.items() if name != SCHEMA_KEY}
    series, faults = read_shape(Series, mapping, unknown="keep")
    if series is not None:
        series = replace(series, planned_meetings=_with_ids(series.planned_meetings))
        faults.extend(double_ids(_PLANNED, (meeting.id for meeting in series.planned_meetings)))
    if faults or series is None:
        raise FileFaultsError(with_newer(faults, schema, SCHEMA))
    return SeriesFile(series, schema, data)


def _with_ids(meetings: tuple[PlannedMeeting, ...]) -> tuple[PlannedMeeting, ...]:
    """Give each meeting that has no id its date as one, with `-2` where that is taken."""
    taken = {meeting.id for meeting in meetings}
    named = []
    for meeting in meetings:
        if not meeting.id:
            count, made = 1, meeting.date.isoformat()
            while made in taken:
                count += 1
                made = f"{meeting.date.isoformat()}-{count}"
            taken.add(made)
            meeting = replace(meeting, id=made)
        named.append(meeting)
    return tuple(named)
