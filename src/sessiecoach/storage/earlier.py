"""The meetings of a series that were held before another one, read whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sessiecoach.domain.session import Session
from sessiecoach.storage.history import read_history


def earlier_sessions(path: Path, before: dt.date | None) -> tuple[Session, ...]:
    """Return the closed meetings beside the record at `path`, of days before this one.

    Without a date every other one counts. What cannot be read is left out. Reads every
    record, so not for the event loop.
    """
    history = read_history(path.parent)
    return tuple(
        each
        for each in history.meetings
        if each.header.status == "closed"
        and history.paths[each.header.id] != path
        and (before is None or (each.header.date is not None and each.header.date < before))
    )
