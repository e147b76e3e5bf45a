"""A whole series as it was read: every meeting, and what was told between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sessiecoach.domain.chronology import chronological
from sessiecoach.domain.errors import Fault, FileFaultsError
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Session, Update
from sessiecoach.storage.listing import list_series
from sessiecoach.storage.records import read_record
from sessiecoach.storage.same_meeting import counted_once, is_same
from sessiecoach.storage.updates import LooseUpdate, read_updates


@dataclass(frozen=True, slots=True)
class History:
    """What one folder tells of a series."""

    folder: Path
    title: str
    series: Series = field(default_factory=Series)
    meetings: tuple[Session, ...] = ()
    """Every meeting that could be read, the first held first; one with copies is there once."""
    paths: Mapping[str, Path] = field(default_factory=dict)
    """Where the record of each meeting lies, by its id; of two copies, the one that counts."""
    loose: tuple[LooseUpdate, ...] = ()
    """What was told between meetings."""
    faults: tuple[Fault, ...] = ()
    """Why some files could not be read, and which are copies; each names its file."""

    @property
    def updates(self) -> tuple[Update, ...]:
        """What was told between meetings, without the files."""
        return tuple(each.update for each in self.loose)

    def with_meeting(self, session: Session) -> History:
        """Return the series with this meeting as it is now, instead of as it was read."""
        others = (each for each in self.meetings if not is_same(each, session))
        return replace(self, meetings=chronological((*others, session)))


def read_history(folder: Path) -> History:
    """Read a series with all its records: not for the event loop. Writes nothing.

    A meeting without an id is known by the name of its file.
    """
    listed = list_series(folder)
    records: list[tuple[Path, Session]] = []
    faults = list(listed.faults)
    for path in (meeting.path for meeting in listed.records if meeting.path is not None):
        try:
            records.append((path, read_record(path).session))
        except FileFaultsError as error:
            faults.extend(error.faults)
    counted, copies = counted_once(records)
    faults.extend(copies)
    meetings: list[Session] = []
    paths: dict[str, Path] = {}
    for each in counted:
        session = each.whole
        if not session.header.id:
            session = replace(session, header=replace(session.header, id=each.path.stem))
        meetings.append(session)
        paths.setdefault(session.header.id, each.path)
    told = read_updates(folder)
    return History(
        folder,
        listed.title,
        listed.series,
        chronological(meetings),
        paths,
        told.updates,
        (*faults, *told.faults),
    )
