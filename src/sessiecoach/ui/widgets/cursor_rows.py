"""Rows of which one has the cursor, which goes with the keys and the mouse."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from sessiecoach.ui.widgets.item_rows import ItemKey, ItemRows


class CursorRows(ItemRows, can_focus=True):
    """A list that is gone through row by row; the cursor shows while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move_cursor(-1)", "Vorige", show=False),
        Binding("down", "move_cursor(1)", "Volgende", show=False),
        Binding("home", "move_cursor(-100000)", "Eerste", show=False),
        Binding("end", "move_cursor(100000)", "Laatste", show=False),
    ]
    EDIT = ""
    """The action of a row that is clicked twice; empty where there is none."""

    def watch_has_focus(self, _value: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_value)
        self.active = _value

    def go_to(self, item: ItemKey) -> None:
        """Put the cursor on an item."""
        if item in self.items:
            self.cursor = item
            self.refresh_bindings()

    def action_move_cursor(self, steps: int) -> None:
        """Go to another row."""
        self.cursor = self.moved(steps)
        self.refresh_bindings()

    @on(ItemRows.Clicked)
    def _clicked(self, event: ItemRows.Clicked) -> None:
        event.stop()
        self.focus()
        self.go_to(event.item)
        if event.twice and self.EDIT:
            self.call_later(self.run_action, self.EDIT)
