"""Solutions per perspective and case with their promises; decisions and report-backs below."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from sessiecoach.domain.session import (
    Session,
)
from sessiecoach.live.session import Snapshot
from sessiecoach.ui.widgets.item_keys import SOLUTION_KEYS
from sessiecoach.ui.widgets.item_rows import (
    ItemKey,
    ItemRows,
)
from sessiecoach.ui.widgets.solution_rows import solution_rows

WIDEST = 110
"""Cells; a longer line is hard to read back."""


class SolutionList(ItemRows, can_focus=True):
    """What the meeting leaves with: focus it to choose an item, and act on it by a key.

    Give it the `snapshot` (by `data_bind`). The acts are those of a screen that is a
    `NoteActs`; without one its keys only move.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(SOLUTION_KEYS)

    snapshot: reactive[Snapshot] = reactive(lambda: Snapshot(Session()), repaint=False)
    show_withdrawn: reactive[bool] = reactive(False, repaint=False)

    class CursorMoved(Message):
        """Another item has the cursor, so that other acts may be possible."""

    class EditAsked(Message):
        """An item was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self._known = frozenset[ItemKey]()

    @property
    def current(self) -> ItemKey | None:
        """The item that has the cursor."""
        return self.cursor

    def on_resize(self) -> None:
        """Break the lines anew for another width, with the cursor in view."""
        self._show()
        super().on_resize()

    def watch_snapshot(self) -> None:
        """Show what there is now."""
        self._show()

    def watch_show_withdrawn(self) -> None:
        """Show or hide what was withdrawn."""
        self._show()

    def watch_has_focus(self, _value: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_value)
        self.active = _value
        self._begin()

    def _begin(self) -> None:
        """Let the cursor stand somewhere while the keys work on it."""
        if self.has_focus and self.cursor is None and self.items:
            self._choose(self.items[0])

    def _show(self) -> None:
        width = self.size.width
        if not width:
            return
        session = self.snapshot.session
        self.rows = solution_rows(
            session,
            min(width, WIDEST),
            unsaved=self.snapshot.unsaved,
            with_withdrawn=self.show_withdrawn,
        )
        items = frozenset(self.items)
        appeared, self._known = items - self._known, items
        new = [
            item for item in self.items if item in appeared and item.item in self.snapshot.unsaved
        ]
        if new:
            self.flash(frozenset(new))
            if self.has_focus:
                self.show(new[-1])
            else:
                self.cursor = new[-1]
        self._begin()

    def action_move_cursor(self, steps: int) -> None:
        """Go to another item."""
        self._choose(self.moved(steps))

    def action_move_page(self, pages: int) -> None:
        """Go about as many items further as show at a time."""
        self._choose(self.moved(pages * self.page()))

    def go_to(self, item: ItemKey) -> None:
        """Put the cursor on an item."""
        if item in self.items:
            self._choose(item)

    def _choose(self, item: ItemKey | None) -> None:
        self.cursor = item
        self.post_message(self.CursorMoved())

    @on(ItemRows.Clicked)
    def _clicked(self, event: ItemRows.Clicked) -> None:
        event.stop()
        self.focus()
        self._choose(event.item)
        if event.twice:
            self.post_message(self.EditAsked())
