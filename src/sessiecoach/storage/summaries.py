"""What a list shows of a meeting once its record was read, broken ones with their faults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sessiecoach.domain.attendance import is_present
from sessiecoach.domain.errors import Fault, FileFaultsError
from sessiecoach.domain.session import Header, Session, Update
from sessiecoach.domain.standing import PromiseCounts, count_promises
from sessiecoach.storage.listing import ListedMeeting
from sessiecoach.storage.records import Record, read_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A meeting in one line."""

    meeting: ListedMeeting
    path: Path
    faults: tuple[Fault, ...] = ()
    """Why it could not be read; then the rest says nothing."""
    newer: bool = False
    """Whether a newer version of this program wrote it."""
    header: Header = field(default_factory=Header)
    notes: int = 0
    solutions: int = 0
    promises: PromiseCounts = field(default_factory=PromiseCounts)
    present: int = 0
    """How many people came."""

    @property
    def broken(self) -> bool:
        """Whether its record cannot be opened."""
        return bool(self.faults)

    @property
    def date(self) -> dt.date | None:
        """When it is; a date that was moved stands in the record and not in the file name."""
        return self.header.date or self.meeting.date

    @property
    def werkvorm(self) -> str:
        """The id of its werkvorm."""
        return self.header.werkvorm or self.meeting.werkvorm


@dataclass(frozen=True, slots=True, kw_only=True)
class SameMeeting:
    """Records that say they are one meeting: a copy, or what a sync program made of two."""

    id: str
    """The session id of the first."""
    paths: tuple[Path, ...]


def summarise(
    meetings: Iterable[ListedMeeting], today: dt.date, loose: Iterable[Update] = ()
) -> tuple[Summary, ...]:
    """Return the summaries of the records of one series, in the order given.

    What became of a promise is told in the records of later meetings, and in the `loose`
    updates between them, so all are read before one is counted. A record that cannot be read
    costs only itself.
    """
    read: list[tuple[ListedMeeting, Path, Record | tuple[Fault, ...]]] = []
    told: list[Update] = list(loose)
    for meeting in meetings:
        if meeting.path is None:
            continue
        try:
            record = read_record(meeting.path)
        except FileFaultsError as error:
            read.append((meeting, meeting.path, error.faults))
        else:
            read.append((meeting, meeting.path, record))
            told.extend(record.session.updates)
    return tuple(
        Summary(meeting=meeting, path=path, faults=found)
        if isinstance(found, tuple)
        else _summary(meeting, path, found, told, today)
        for meeting, path, found in read
    )


def _summary(
    meeting: ListedMeeting, path: Path, record: Record, told: Iterable[Update], today: dt.date
) -> Summary:
    session: Session = record.session
    return Summary(
        meeting=meeting,
        path=path,
        newer=record.newer,
        header=session.header,
        notes=sum(note.withdrawn_at is None for note in session.notes),
        solutions=sum(solution.withdrawn_at is None for solution in session.solutions),
        promises=count_promises(session.promises, told, today),
        present=sum(
            each.count
            for each in session.participants
            if each.withdrawn_at is None and is_present(each)
        ),
    )


def same_meetings(summaries: Iterable[Summary]) -> tuple[SameMeeting, ...]:
    """Name the records that share a session id within a series, or a document anywhere."""
    by_id: dict[tuple[Path | None, str], list[Summary]] = {}
    for summary in summaries:
        if summary.header.id:
            by_id.setdefault((summary.meeting.folder, summary.header.id), []).append(summary)
        if summary.header.document:
            by_id.setdefault((None, summary.header.document), []).append(summary)
    found: dict[frozenset[Path], SameMeeting] = {}
    for same in by_id.values():
        paths = tuple(sorted(summary.path for summary in same))
        if len(paths) > 1:
            found.setdefault(frozenset(paths), SameMeeting(id=same[0].header.id, paths=paths))
    return tuple(found.values())
