"""What folder and file names tell of the meetings, without opening one record."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.text import one_line
from sessiecoach.storage.series import SERIES_FILE, UPDATES_FOLDER, read_series

_SUFFIX: Final = ".toml"
_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+?)(?:-(\d{1,3}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMeeting:
    """A meeting as its file name has it, or as it is planned while it has no record."""

    folder: Path
    """Of its series."""
    path: Path | None = None
    """Of its record; None while the meeting is only planned."""
    date: dt.date | None = None
    """On which it was planned when its record was made; None where the name tells no date."""
    count: int = 1
    """Which record of its name it is."""
    werkvorm: str = ""
    """As the file name tells it."""
    planned: PlannedMeeting | None = None
    """The planned meeting that it is, or that its record was made for."""

    @property
    def name(self) -> str:
        """What to call it as long as no title is known; fit for a screen."""
        return one_line(self.path.stem if self.path else self.date.isoformat() if self.date else "")

    @property
    def order(self) -> tuple[dt.date, dt.time, int, str]:
        """What meetings of a series are sorted by; one without a date comes last."""
        starts = self.planned.starts if self.planned else None
        return self.date or dt.date.max, starts or dt.time.min, self.count, self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSeries:
    """A folder of meetings with what its `series.toml` tells."""

    folder: Path
    series: Series = field(default_factory=Series)
    """Empty where the folder has no file of its own, or a broken one."""
    meetings: tuple[ListedMeeting, ...] = ()
    """Records and planned meetings, the earliest first."""
    faults: tuple[Fault, ...] = ()
    """Why its file or the folder could not be read."""

    @property
    def title(self) -> str:
        """Its title, or else the name of the folder; fit for a screen."""
        return one_line(self.series.title) or one_line(self.folder.name)

    @property
    def records(self) -> tuple[ListedMeeting, ...]:
        """The meetings that have a record."""
        return tuple(meeting for meeting in self.meetings if meeting.path is not None)

    @property
    def planned(self) -> tuple[ListedMeeting, ...]:
        """The meetings that have none yet."""
        return tuple(meeting for meeting in self.meetings if meeting.path is None)

    def record_before(self, path: Path) -> ListedMeeting | None:
        """Return the record before this one in the series."""
        return self._beside(path, -1)

    def record_after(self, path: Path) -> ListedMeeting | None:
        """Return the record after this one in the series."""
        return self._beside(path, 1)

    def _beside(self, path: Path, step: int) -> ListedMeeting | None:
        records = self.records
        place = next((i for i, each in enumerate(records) if each.path == path), None)
        if place is None or not 0 <= place + step < len(records):
            return None
        return records[place + step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Everything that a sessions folder holds."""

    series: tuple[ListedSeries, ...] = ()
    """Sorted by title; records outside any series folder come first, as a series of their own."""
    not_followed: tuple[Path, ...] = ()
    """Links to folders: what they point to may be anything, so nobody looked there."""
    faults: tuple[Fault, ...] = ()
    """Why the sessions folder itself could not be read."""

    @property
    def meetings(self) -> tuple[ListedMeeting, ...]:
        """The meetings of every series, the earliest first."""
        every = (meeting for series in self.series for meeting in series.meetings)
        return tuple(sorted(every, key=lambda meeting: meeting.order))

    def next_planned(self, today: dt.date) -> ListedMeeting | None:
        """Return the meeting to open first: the next one that has no record yet.

        Where all dates have passed it is the earliest of those, because it was never held.
        """
        planned = [meeting for meeting in self.meetings if meeting.path is None]
        coming = (each for each in planned if each.date is not None and each.date >= today)
        return next(coming, planned[0] if planned else None)


def list_folder(root: Path) -> Listing:
    """Return what lies in the sessions folder; one that is not there holds nothing."""
    found: list[ListedSeries] = []
    loose: list[str] = []
    links: list[Path] = []
    try:
        with os.scandir(root) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if _holds_updates(Path(entry.path)):
                        continue
                    series = list_series(Path(entry.path))
                    if series.meetings or series.faults or series.series != Series():
                        found.append(series)
                elif entry.is_symlink() and entry.is_dir():
                    links.append(Path(entry.path))
                elif _is_record(entry.name):
                    loose.append(entry.name)
    except FileNotFoundError:
        return Listing()
    except OSError as error:
        return Listing(faults=(_not_readable(root, error),))
    found.sort(key=lambda series: (series.title.casefold(), series.folder.name))
    if loose:
        found.insert(0, ListedSeries(folder=root, meetings=_meetings(root, loose, ())))
    return Listing(series=tuple(found), not_followed=tuple(sorted(links)))


def _holds_updates(folder: Path) -> bool:
    """Tell whether a folder beside loose records holds what was told between those meetings."""
    return folder.name == UPDATES_FOLDER and not (folder / SERIES_FILE).exists()


def list_series(folder: Path) -> ListedSeries:
    """Return the meetings of one folder; reads its `series.toml` and no record."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if not entry.is_dir()]
    except OSError as error:
        return ListedSeries(folder=folder, faults=(_not_readable(folder, error),))
    series = Series()
    faults: tuple[Fault, ...] = ()
    if SERIES_FILE in names:
        try:
            series = read_series(folder / SERIES_FILE).series
        except FileFaultsError as error:
            faults = error.faults
    records = [name for name in names if _is_record(name)]
    meetings = _meetings(folder, records, series.planned_meetings)
    return ListedSeries(folder=folder, series=series, meetings=meetings, faults=faults)


def _is_record(name: str) -> bool:
    return name.endswith(_SUFFIX) and not name.startswith(".") and name != SERIES_FILE


def _not_readable(path: Path, error: OSError) -> Fault:
    reason = errno.errorcode.get(error.errno or 0, error.strerror or "")
    return Fault(FaultCode.NOT_READABLE, found=reason, file=str(path))


def _meetings(
    folder: Path, names: Iterable[str], planned: Iterable[PlannedMeeting]
) -> tuple[ListedMeeting, ...]:
    records = sorted((_from_name(folder, name) for name in names), key=lambda each: each.order)
    waiting = list(planned)
    meetings = []
    for record in records:
        meant = next((each for each in waiting if _is_of(record, each)), None)
        if meant is not None:
            waiting.remove(meant)
        meetings.append(replace(record, planned=meant))
    meetings.extend(
        ListedMeeting(folder=folder, date=each.date, werkvorm=each.werkvorm, planned=each)
        for each in waiting
    )
    return tuple(sorted(meetings, key=lambda meeting: meeting.order))


def _is_of(record: ListedMeeting, planned: PlannedMeeting) -> bool:
    """Tell whether a record was made for a planned meeting, also when that was moved since."""
    if planned.record and record.path is not None:
        return planned.record == record.path.stem
    if record.date is None:
        return False
    return record.date == planned.date or planned.id.startswith(record.date.isoformat())


def _from_name(folder: Path, name: str) -> ListedMeeting:
    path = folder / name
    parts = _NAME.fullmatch(name.removesuffix(_SUFFIX))
    if parts is None:
        return ListedMeeting(folder=folder, path=path)
    try:
        date = dt.date.fromisoformat(parts[1])
    except ValueError:
        return ListedMeeting(folder=folder, path=path)
    return ListedMeeting(
        folder=folder, path=path, date=date, count=int(parts[3] or 1), werkvorm=parts[2]
    )
