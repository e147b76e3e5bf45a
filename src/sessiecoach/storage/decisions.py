"""The numbers of decisions, which run on over the meetings of a series."""

from __future__ import annotations

from pathlib import Path

from sessiecoach.storage.history import read_history


def last_decision_number(record: Path) -> int:
    """Return the highest number of a decision in the meetings before this one, 0 where none has.

    A record that cannot be read does not count: a number that is used twice is better than a
    meeting that cannot be closed.
    """
    history = read_history(record.parent)
    before = (m for m in history.meetings if history.paths[m.header.id].name < record.name)
    return max((each.number for meeting in before for each in meeting.decisions), default=0)
