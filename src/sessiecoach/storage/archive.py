"""The sessions folder: what is in it, and how new meetings and series get there."""

from __future__ import annotations

import datetime as dt
import errno
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.text import one_line
from sessiecoach.storage.files import safe_name
from sessiecoach.storage.home import make_private
from sessiecoach.storage.ids import new_document
from sessiecoach.storage.listing import ListedSeries, Listing, list_folder, list_series
from sessiecoach.storage.new_file import create_whole, numbered
from sessiecoach.storage.platforms import DISK
from sessiecoach.storage.series import SERIES_FILE, series_bytes

if TYPE_CHECKING:
    from sessiecoach.domain.werkvorm import Werkvorm
    from sessiecoach.storage.summaries import Summary


@dataclass(frozen=True, slots=True)
class Archive:
    """Every series and record in one folder; asking writes nothing, and nothing is overwritten.

    A series is named by the folder that was listed, never by a text: no title, id or content
    of a file becomes a path elsewhere.
    """

    sessions: Path
    """The folder; it need not be there yet."""

    def list_meetings(self) -> Listing:
        """Return every series with its records and planned meetings; opens no record."""
        return list_folder(self.sessions)

    def meetings_of(self, folder: Path) -> ListedSeries:
        """Return the meetings of one series as they are now, the earliest first."""
        return list_series(folder)

    def summaries_of(self, series: ListedSeries, today: dt.date) -> tuple[Summary, ...]:
        """Return what each record of a series holds; reads them all, so not for the event loop."""
        from sessiecoach.storage.summaries import summarise
        from sessiecoach.storage.updates import read_updates

        loose = (each.update for each in read_updates(series.folder).updates)
        return summarise(series.records, today, loose)

    def open_planned(self, folder: Path, planned: PlannedMeeting, werkvorm: Werkvorm) -> Path:
        """Make the record of a planned meeting and return where it lies.

        Where it was made in the meantime, that one is returned as it is. Raises OSError.
        """
        series = self.meetings_of(folder)
        for meeting in series.records:
            made_for = meeting.planned
            if meeting.path is not None and made_for is not None and made_for.id == planned.id:
                return meeting.path
        return self.new_meeting(
            folder,
            werkvorm,
            date=planned.date,
            starts=planned.starts,
            ends=planned.ends,
            title=planned.title,
            location=series.series.location_of(planned),
            theme=planned.theme,
            guest=planned.guest,
        )

    def new_meeting(
        self,
        folder: Path,
        werkvorm: Werkvorm,
        *,
        date: dt.date,
        starts: dt.time | None = None,
        ends: dt.time | None = None,
        title: str = "",
        location: str = "",
        theme: str = "",
        guest: str = "",
    ) -> Path:
        """Make a record in the folder of a series and return where it lies. Raises OSError.

        Its number counts what was held or planned before it. It looks back when the series
        has a record of an earlier day.
        """
        from sessiecoach.domain.preparing import prepared_session
        from sessiecoach.storage.records import record_bytes

        self._refuse_elsewhere(folder)
        series = self.meetings_of(folder)
        earlier = [each for each in series.meetings if each.date is not None and each.date < date]
        for stem in numbered(f"{date.isoformat()}-{safe_name(werkvorm.id)}"):
            session = prepared_session(
                werkvorm,
                session_id=stem,
                document=new_document(),
                series="" if folder == self.sessions else folder.name,
                number=len(earlier) + 1,
                title=title,
                date=date,
                starts=starts,
                ends=ends,
                location=location,
                zone=series.series.zone,
                goal=series.series.goal,
                earlier_meetings=any(each.path for each in earlier),
            )
            session = replace(session, header=replace(session.header, theme=theme, guest=guest))
            path = folder / f"{stem}.toml"
            try:
                create_whole(path, record_bytes(session))
            except FileExistsError:
                continue
            return path
        raise AssertionError("numbers do not end")

    def new_series(
        self,
        title: str,
        *,
        werkvorm: str = "",
        kind: str = "",
        location: str = "",
        partners: tuple[str, ...] = (),
    ) -> ListedSeries:
        """Make a folder for a series, named after its title, and return it. Raises OSError."""
        make_private(self.sessions)
        for name in numbered(safe_name(title)):
            folder = self.sessions / name
            try:
                folder.mkdir(mode=0o700)
            except FileExistsError:
                continue
            series = Series(
                id=name,
                title=one_line(title),
                kind=kind,
                werkvorm=werkvorm,
                location=location,
                partners=partners,
            )
            try:
                create_whole(folder / SERIES_FILE, series_bytes(series))
                DISK.sync_folder(self.sessions)
            except OSError:
                with suppress(OSError):  # what is not empty is somebody's
                    folder.rmdir()
                raise
            return self.meetings_of(folder)
        raise AssertionError("numbers do not end")

    def _refuse_elsewhere(self, folder: Path) -> None:
        """Raise OSError for a folder that is not one of ours, or is only a link to another."""
        here = self.sessions in (folder, folder.parent) and folder.name != ".."
        if not here or (folder.is_symlink() and folder != self.sessions):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(folder))
