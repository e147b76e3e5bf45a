"""Rows of text that are drawn line by line, with one row that the keys work on.

Lists of a meeting grow to hundreds of notes. A widget a note would make every key slow, so a
list is one widget that lays out its rows once and draws only the lines that show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

_STYLES = (
    "text",
    "muted",
    "faint",
    "heading",
    "helps",
    "hinders",
    "solution",
    "promise",
    "decision",
    "private",
    "missing",
    "saved",
    "unsaved",
    "withdrawn",
)
FLASH_SECONDS = 1.2
"""How long a new item stands out."""


class ItemKey(NamedTuple):
    """Which item of the session a row shows."""

    table: str
    item: str


class Piece(NamedTuple):
    """A bit of text in one style: a name of `_STYLES`."""

    text: str
    style: str = "text"


Line = tuple[Piece, ...]
HARD_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that belong together; with an item the cursor can stand on them."""

    lines: tuple[Line, ...]
    item: ItemKey | None = None


BLANK = Row(((),))


def flow(
    pieces: Sequence[Piece],
    width: int,
    *,
    first: Line = (),
    indent: int = 0,
    most_lines: int = 0,
) -> tuple[Line, ...]:
    """Break pieces softly into lines of at most `width` cells; a newline in them is kept.

    `first` opens the first line; the others open with `indent` blanks. A word that is longer
    than a line is cut; a hard space keeps two words together. With `most_lines` the last of
    them ends in an ellipsis where more follows.
    """
    width = max(width, indent + 2)
    room = width - indent
    lines: list[list[Piece]] = [[]]
    used = 0
    # What cannot show need not be measured: a line of 100 kB is laid out as fast as any.
    budget = room * (most_lines + 1) if most_lines else None
    for word, style in _words(pieces, budget):
        if most_lines and len(lines) > most_lines:
            break
        if word == "\n":
            lines.append([])
            used = 0
            continue
        length = cell_len(word)
        if used and used + 1 + length <= room:
            _append(lines[-1], " ", lines[-1][-1].style)
            _append(lines[-1], word, style)
            used += 1 + length
            continue
        parts = [word] if length <= room else chop_cells(word, room)
        for part in parts:
            if used or part is not parts[0]:
                lines.append([])
            _append(lines[-1], part, style)
            used = cell_len(part)
    if most_lines and len(lines) > most_lines:
        lines = lines[:most_lines]
        _end_in_ellipsis(lines[-1], room)
    blanks = (indentation(indent),) if indent else ()
    return tuple(
        ((first if place == 0 and first else blanks) + tuple(line))
        for place, line in enumerate(lines)
    )


def indentation(width: int) -> Piece:
    """Return blanks in a style that no text has: pictures of a screen drop them otherwise."""
    return Piece(" " * width, "unsaved")


def _words(pieces: Sequence[Piece], budget: int | None) -> Iterator[Piece]:
    for text, style in pieces:
        if budget is not None:
            text = text[: budget * 2]
        for place, line in enumerate(text.split("\n")):
            if place:
                yield Piece("\n", style)
            for word in line.replace("\t", " ").split(" "):
                if word:
                    yield Piece(word, style)


def _append(line: list[Piece], text: str, style: str) -> None:
    if line and line[-1].style == style:
        line[-1] = Piece(line[-1].text + text, style)
    else:
        line.append(Piece(text, style))


def _end_in_ellipsis(line: list[Piece], room: int) -> None:
    while line and sum(cell_len(piece.text) for piece in line) >= room:
        text, style = line.pop()
        if len(text) > 1:
            line.append(Piece(text[:-1], style))
    line.append(Piece("…", "muted"))


class ItemRows(Widget):
    """A list of rows that scrolls by itself; one widget, however long the list.

    The owner sets `rows` and `cursor`, and says with `active` whether the cursor shows.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"rows--{name}" for name in _STYLES),
        "rows--cursor",
        "rows--flash",
    }

    rows: reactive[tuple[Row, ...]] = reactive((), repaint=False)
    cursor: reactive[ItemKey | None] = reactive(None, repaint=False)
    active: reactive[bool] = reactive(False)
    flashing: reactive[frozenset[ItemKey]] = reactive(frozenset[ItemKey]())
    top: reactive[int] = reactive(0)
    """The first line that shows."""

    class Clicked(Message):
        """A row with an item was clicked; twice in a row asks to edit it."""

        def __init__(self, rows: ItemRows, item: ItemKey, *, twice: bool) -> None:
            super().__init__()
            self.rows, self.item, self.twice = rows, item, twice

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[Line, ItemKey | None]] = []
        self._spans: dict[ItemKey, tuple[int, int]] = {}
        self._hidden = (0, 0)

    @property
    def items(self) -> tuple[ItemKey, ...]:
        """The items, from top to bottom."""
        return tuple(self._spans)

    def watch_rows(self) -> None:
        """Lay the lines out anew; a cursor whose item is gone falls to its neighbour."""
        stood = self._spans.get(self.cursor) if self.cursor else None
        self._lines = [(line, row.item) for row in self.rows for line in row.lines]
        self._spans = {}
        place = 0
        for row in self.rows:
            if row.item is not None:
                self._spans[row.item] = (place, place + len(row.lines))
            place += len(row.lines)
        self.top = self._clamped(self.top)
        self._count_hidden()
        if self.rows and self.cursor is not None and self.cursor not in self._spans:
            self.cursor = self._nearest(stood[0]) if stood else None
        self.refresh()

    def watch_top(self) -> None:
        """Count again what is out of view."""
        self._count_hidden()

    def watch_cursor(self) -> None:
        """Bring the row with the cursor into view."""
        if self.cursor is not None:
            self.show(self.cursor)
        self.refresh()

    def on_resize(self) -> None:
        """Keep what the keys work on in view."""
        self.top = self._clamped(self.top)
        self._count_hidden()
        if self.cursor is not None:
            self.show(self.cursor)

    def _clamped(self, top: int) -> int:
        return max(0, min(top, len(self._lines) - self.size.height))

    def show(self, item: ItemKey) -> None:
        """Scroll so far that all of an item shows, or else its beginning."""
        if item not in self._spans or not self.size.height:
            return
        begin, end = self._spans[item]
        height = self.size.height
        # The first and the last line may be taken by the counts of what is out of view.
        if begin <= self.top:
            self.top = self._clamped(begin - (2 if begin < 4 else 1))
        elif end > self.top + height - 1:
            self.top = self._clamped(min(end - height + 1, begin - 1))

    def moved(self, steps: int) -> ItemKey | None:
        """Return the item that is so many steps from the cursor, at most the last one."""
        items = self.items
        if not items:
            return None
        if self.cursor is None or self.cursor not in self._spans:
            return items[-1] if steps < 0 else items[0]
        place = items.index(self.cursor) + steps
        return items[max(0, min(place, len(items) - 1))]

    def item_near(self, line: int) -> ItemKey | None:
        """Return the item nearest to a line of the view, counted from its top."""
        return self._nearest(self.top + line)

    def _nearest(self, place: int) -> ItemKey | None:
        near: tuple[int, ItemKey] | None = None
        for item, (begin, end) in self._spans.items():
            distance = max(begin - place, place - end + 1, 0)
            if near is None or distance < near[0]:
                near = (distance, item)
        return near[1] if near else None

    def line_of_cursor(self) -> int:
        """Return at which line of the view the cursor stands; 0 where it does not."""
        span = self._spans.get(self.cursor) if self.cursor else None
        return span[0] - self.top if span else 0

    def page(self) -> int:
        """Return how many items about fill the view."""
        lines = max(1, len(self._lines))
        return max(1, len(self._spans) * self.size.height // lines)

    def flash(self, items: frozenset[ItemKey]) -> None:
        """Let items stand out for a moment."""
        self.flashing = self.flashing | items
        self.set_timer(FLASH_SECONDS, lambda: self._unflash(items))

    def _unflash(self, items: frozenset[ItemKey]) -> None:
        self.flashing = self.flashing - items

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by the wheel; the cursor stays where it is."""
        self.top = self._clamped(self.top + 2)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back by the wheel."""
        self.top = self._clamped(self.top - 2)
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """Tell which item was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = self.top + offset.y
        item = self._lines[place][1] if place < len(self._lines) else None
        if item is not None:
            self.post_message(self.Clicked(self, item, twice=event.chain == 2))

    def _count_hidden(self) -> None:
        """Count the items that do not show, or not wholly, above and below."""
        bottom = self.top + self.size.height
        above = below = 0
        if self.top > 0:
            above = sum(begin <= self.top for begin, _end in self._spans.values())
        if bottom < len(self._lines):
            below = sum(end >= bottom for _begin, end in self._spans.values())
        self._hidden = above, below

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view; its first and last say what is out of view."""
        width = self.size.width
        above, below = self._hidden
        if y == 0 and above:
            return self._strip((Piece(f"↑ {above} meer", "muted"),), None, width)
        if y == self.size.height - 1 and below:
            return self._strip((Piece(f"↓ {below} meer", "muted"),), None, width)
        place = self.top + y
        if place >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line, item = self._lines[place]
        return self._strip(line, item, width)

    def _strip(self, line: Line, item: ItemKey | None, width: int) -> Strip:
        style = self.get_component_rich_style
        over = Style()
        if self.active and item is not None and item == self.cursor:
            over = Style(bgcolor=style("rows--cursor").bgcolor)
        elif item in self.flashing:
            over = Style(bgcolor=style("rows--flash").bgcolor)
        segments = [Segment(piece.text, style(f"rows--{piece.style}") + over) for piece in line]
        return Strip(segments).adjust_cell_length(width, self.rich_style + over)
