"""Since when a program was away while the clock of a block ran."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sessiecoach.domain.session import Block, Session

LONG_GAP = dt.timedelta(minutes=60)
"""After a longer absence a running meeting opens interrupted and asks (rule 27)."""


def last_sign(session: Session, alive_at: dt.datetime | None) -> dt.datetime:
    """Return when the clock of the running block was last known to be kept.

    `alive_at` is the last sign of life that the journal here has. Without one, or where the
    meeting went on elsewhere since, it is the last instant that the session itself tells of.
    """
    told = (alive_at, *_instants(session))
    return max(instant for instant in told if instant is not None)


def _instants(session: Session) -> Iterator[dt.datetime | None]:
    for block in session.blocks:
        yield from _of_block(block)
    for table in (session.notes, session.solutions, session.promises, session.decisions):
        for item in table:
            yield item.written_at


def _of_block(block: Block) -> Iterator[dt.datetime | None]:
    yield block.started_at
    yield block.ended_at
    for seconds in (*block.added, *block.allotted):
        yield seconds.at
    for interruption in block.interruptions:
        yield interruption.from_
        yield interruption.until
    for gap in block.gaps:
        yield gap.until
