"""The order of the meetings of a series, whichever file was read first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sessiecoach.domain.session import Session


def chronological(meetings: Iterable[Session]) -> tuple[Session, ...]:
    """Return meetings, the first held first; those without a date come before all others."""
    every = sorted(meetings, key=held_at)
    if len({held_at(each) for each in every}) < len(every):
        # Copies of one record: which of them is read first may not matter.
        every.sort(key=lambda each: (held_at(each), repr(each)))
    return tuple(every)


HeldAt = tuple[dt.date, dt.time, int, str]
"""What meetings are sorted by: day, hour, number in the series and id."""


def held_at(meeting: Session) -> HeldAt:
    """Return the place of a meeting among others; one without a date comes before them."""
    header = meeting.header
    starts = header.starts or dt.time.min
    return header.date or dt.date.min, starts, header.number, header.id
