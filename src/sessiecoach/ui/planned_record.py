"""Finding the record of a meeting that is opened; a planned one gets hers then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from sessiecoach.domain.series import Series
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.listing import ListedMeeting, ListedSeries
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.messages import CannotMakeError
from sessiecoach.ui.widgets.meeting_rows import meeting_to_go_on_with


def invited_finder(
    archive: Archive,
    own: Path | None,
    series: ListedSeries,
    otherwise: ListedMeeting,
    today: dt.date,
) -> Callable[[], Path]:
    """Return what reads a series and gives the record of the meeting to go on with.

    For when somebody says to go on before it is known with what; `otherwise` is for where no
    meeting turns out to invite. What is returned is not for the event loop.
    """

    def find() -> Path:
        summaries = {each.path: each for each in archive.summaries_of(series, today)}
        meeting = meeting_to_go_on_with(series, summaries) or otherwise
        return record_finder(archive, own, series.series, meeting)()

    return find


def record_finder(
    archive: Archive, own: Path | None, series: Series, meeting: ListedMeeting
) -> Callable[[], Path]:
    """Return what gives the record of a meeting, made off the event loop where there is none."""
    path = meeting.path
    return planned_maker(archive, own, series, meeting) if path is None else lambda: path


def planned_maker(
    archive: Archive, own: Path | None, series: Series, meeting: ListedMeeting
) -> Callable[[], Path]:
    """Return what makes the record of a planned meeting, off the event loop."""

    def make() -> Path:
        assert meeting.planned is not None  # noqa: S101
        wanted = series.werkvorm_of(meeting.planned)
        werkvorm = load_werkvormen(own).formats.get(wanted)
        if werkvorm is None:
            raise CannotMakeError(
                f"De werkvorm {wanted or 'van deze reeks'} is er niet;"
                " maak de bijeenkomst met n en kies een andere."
            )
        return archive.open_planned(meeting.folder, meeting.planned, werkvorm)

    return make
