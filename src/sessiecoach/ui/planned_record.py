"""Making the record of a meeting that is planned, when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sessiecoach.domain.series import Series
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.listing import ListedMeeting
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.messages import CannotMakeError


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
