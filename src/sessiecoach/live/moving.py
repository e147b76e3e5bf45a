"""Moving a meeting that has a record to another date, without opening it on the screen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sessiecoach.live.clock import Clock
from sessiecoach.live.opening import open_to_work


def move_meeting(
    path: Path,
    state_folder: Path,
    clock: Clock,
    date: dt.date,
    starts: dt.time | None,
    ends: dt.time | None,
) -> str:
    """Give a meeting in preparation another date and other hours; not for the event loop.

    The file keeps its name and every id stays, so that all links hold. Returns why it could
    not be, empty where it was done: "held" where another program has it or nothing can be
    written, "begun" where the meeting began already. Raises FileFaultsError for a broken record.
    """
    opened = open_to_work(path, state_folder, clock)
    try:
        if opened.writer is None:
            return "held"
        if opened.live.session.header.status != "draft":
            return "begun"
        opened.live.change("header", "", date=date, starts=starts, ends=ends)
    finally:
        reason = opened.leave()
    return reason
