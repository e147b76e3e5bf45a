"""The numbers of decisions, which run on over the meetings of a series."""

from __future__ import annotations

from pathlib import Path

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.storage.listing import list_series
from sessiecoach.storage.records import read_record


def last_decision_number(record: Path) -> int:
    """Return the highest number of a decision in the meetings before this one, 0 where none has.

    A record that cannot be read does not count: a number that is used twice is better than a
    meeting that cannot be closed.
    """
    last = 0
    for meeting in list_series(record.parent).records:
        if meeting.path is None or meeting.path.name >= record.name:
            continue
        try:
            session = read_record(meeting.path).session
        except FileFaultsError:
            continue
        last = max((last, *(each.number for each in session.decisions)))
    return last
