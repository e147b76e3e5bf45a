"""Under way."""

from __future__ import annotations

from sessiecoach.ui.widgets.item_rows import Row
from sessiecoach.ui.worksheets.sheet import Worksheet


class RatingsSheet(Worksheet):
    """Under way."""

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return the rows, broken for so many cells."""
        return ()
