"""The line in which one types what to look for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class SearchField(Input):
    """One line that keeps the focus: what moves through the hits goes past it to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "screen.open",
            "Openen",
            id="archive.open",
            tooltip="De bijeenkomst openen bij deze treffer",
        ),
    ]

    def __init__(self) -> None:
        super().__init__(
            placeholder="Wat zoekt u?", compact=True, select_on_focus=False, id="sought"
        )
        self.cursor_blink = False

    def put(self, line: str, cursor: int) -> None:
        """Let another line stand here."""
        self.value = line
        self.cursor_position = cursor
