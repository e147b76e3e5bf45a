"""A worksheet that shows its rows in one list or in two beside each other, with one cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size

from sessiecoach.ui.widgets.item_rows import ItemKey, ItemRows, Line, Piece, indentation
from sessiecoach.ui.worksheets.sheet import Worksheet

_HIGH: Final = 30
"""From this height on there is air between the parts of a sheet."""


class Pane(ItemRows):
    """One list of a worksheet, with the styles that a matrix and chips need."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--chip", "rows--here"}
    DEFAULT_CSS = """
    Pane > .rows--chip { color: $chip-foreground; background: $chip-background; }
    Pane > .rows--here { color: $primary; text-style: bold reverse; }
    """


class PanedSheet(Worksheet):
    """A worksheet of panes: the keys work on the one with the cursor, also with an item gone."""

    @property
    def panes(self) -> tuple[Pane, ...]:
        """The lists that show, from left to right."""
        return tuple(pane for pane in self.query(Pane) if pane.display)

    @property
    def items(self) -> tuple[ItemKey, ...]:
        """The items of all lists, each from top to bottom."""
        return tuple(item for pane in self.panes for item in pane.items)

    @property
    def pane(self) -> Pane | None:
        """The list that has the cursor."""
        return next((pane for pane in self.panes if self.cursor in pane.items), None)

    def lay_out(self, width: int) -> None:
        """Give the lists their rows, broken for so many cells together."""
        raise NotImplementedError

    def show_sheet(self) -> None:
        """Lay the lists out anew; when the item with the cursor went, its neighbour gets it."""
        if not self.stands:
            return
        self.set_class(self.app.size.height >= _HIGH, "-airy")
        before = self.pane
        self.lay_out(self.size.width)
        if self.cursor not in self.items:
            near = before.cursor if before is not None and before.display else None
            self.cursor = near or next(iter(self.items), None)
        self._show_cursor()
        self.refresh_bindings()

    def watch_cursor(self) -> None:
        """Show the cursor in the list that has its item."""
        self._show_cursor()

    def watch_active(self) -> None:
        """Show or hide the cursor."""
        self._show_cursor()

    def _show_cursor(self) -> None:
        for pane in self.panes:
            pane.active = self.active and self.cursor in pane.items
            if self.cursor in pane.items:
                pane.cursor = self.cursor

    def moved(self, steps: int) -> ItemKey | None:
        """Return the item that is so many steps from the cursor in its list."""
        return self.pane.moved(steps) if self.pane is not None else next(iter(self.items), None)

    def page(self) -> int:
        """Return how many items about fill the list with the cursor."""
        return self.pane.page() if self.pane is not None else 1


def width_of(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(piece.text) for piece in line)


def padded(line: Line, width: int) -> Line:
    """Return a line with blanks behind it, so that the next thing begins at `width`."""
    return (*line, indentation(max(0, width - width_of(line))))


def cut(text: str, width: int) -> str:
    """Return a text of one line of at most so many cells; an ellipsis says that it was longer."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…"


def chips(words: Sequence[str], width: int, *, first: Line = ()) -> tuple[Line, ...]:
    """Return words as chips, as many on a line as fit; `first` opens the first line."""
    indent = width_of(first)
    lines: list[Line] = [first]
    for word in words:
        chip = Piece(f" {cut(word, max(1, width - indent - 3))} ", "chip")
        room = width - width_of(lines[-1])
        if width_of(lines[-1]) > indent and cell_len(chip.text) > room:
            lines.append((indentation(indent),))
        lines[-1] = (*lines[-1], chip, indentation(1))
    return tuple(lines)
