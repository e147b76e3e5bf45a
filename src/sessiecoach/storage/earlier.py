"""The meetings of a series that were held before another one, read whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.session import Session
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.records import read_record


def earlier_sessions(path: Path, before: dt.date | None) -> tuple[Session, ...]:
    """Return the closed meetings beside the record at `path`, of days before this one.

    Without a date every other one counts. What cannot be read is left out. Reads every
    record, so not for the event loop.
    """
    found = []
    for meeting in Archive(path.parent.parent).meetings_of(path.parent).records:
        if meeting.path is None or meeting.path == path:
            continue
        try:
            session = read_record(meeting.path).session
        except FileFaultsError:
            continue
        date = session.header.date
        is_before = before is None or (date is not None and date < before)
        if session.header.status == "closed" and is_before:
            found.append(session)
    return tuple(found)
