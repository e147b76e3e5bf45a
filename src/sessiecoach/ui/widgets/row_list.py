"""A short list that is one widget: rows of lines, one of which the keys work on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widget import Widget

Lines = list[Content]


class RowList(Widget, can_focus=True):
    """Rows with a cursor. What they say is up to who derives from it; so are the other keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Omhoog", show=False, system=True),
        Binding("down", "move(1)", "Omlaag", show=False, system=True),
        Binding("home", "move(-1000)", "Eerste", show=False, system=True),
        Binding("end", "move(1000)", "Laatste", show=False, system=True),
    ]

    cursor: reactive[int] = reactive(0)

    def head(self, width: int) -> Lines:
        """Return the lines above the rows."""
        return []

    def rows(self, width: int) -> Sequence[Lines]:
        """Return the lines of each row, each of at most `width` cells."""
        raise NotImplementedError

    def foot(self, width: int) -> Lines:
        """Return the lines under the rows."""
        return []

    def leave_row(self) -> None:
        """Do what must be done before the cursor goes elsewhere, such as taking in a number."""

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.rows(max(1, self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines all of it takes."""
        rows = sum(len(row) for row in self.rows(width))
        return len(self.head(width)) + rows + len(self.foot(width))

    def render(self) -> Content:
        """Draw the rows; the one with the cursor stands out while this has the focus."""
        width = self.content_size.width
        lines = [*self.head(width)]
        for place, row in enumerate(self.rows(width)):
            if place == self.cursor and self.has_focus:
                lines += [self._lit(line, width) for line in row]
            else:
                lines += row
        return Content("\n").join([*lines, *self.foot(width)])

    def _lit(self, line: Content, width: int) -> Content:
        padded = line + Content(" " * max(0, width - line.cell_length))
        return padded.stylize_before("on $panel")

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.row_count - 1))

    def watch_cursor(self) -> None:
        """Bring the row into view."""
        self.show_cursor()

    def action_move(self, step: int) -> None:
        """Go to another row."""
        self.leave_row()
        self.cursor += step

    def on_focus(self) -> None:
        """Show where the cursor is; the list may have become shorter."""
        self.cursor = self.validate_cursor(self.cursor)
        self.refresh()
        self.show_cursor()

    def on_blur(self) -> None:
        """Take in what was typed, and let the cursor fade."""
        self.leave_row()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where somebody clicked."""
        place = self.place_at(event.y - self.gutter.top)
        if place is not None:
            self.leave_row()
            self.cursor = place

    def place_at(self, line: int) -> int | None:
        """Return which row stands at a line of this widget."""
        width = self.content_size.width
        line -= len(self.head(width))
        for place, row in enumerate(self.rows(width)):
            if 0 <= line < len(row):
                return place
            line -= len(row)
        return None

    def show_cursor(self) -> None:
        """Scroll what holds this list until the row with the cursor shows."""
        if not self.is_mounted or not self.has_focus:
            return
        width = self.content_size.width
        rows = self.rows(width)
        if not rows:
            return
        top = len(self.head(width)) + sum(len(row) for row in rows[: self.cursor])
        if self.cursor == 0:
            top = 0
        region = Region(0, top + self.gutter.top, 1, len(rows[self.cursor]) + 1)
        node: Widget = self
        while not isinstance(node, VerticalScroll) and isinstance(node.parent, Widget):
            region = region.translate(node.virtual_region.offset)
            node = node.parent
        if isinstance(node, VerticalScroll):
            node.scroll_to_region(region, animate=False, immediate=True)
