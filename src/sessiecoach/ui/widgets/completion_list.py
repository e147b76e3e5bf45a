"""What the word under the cursor can become, opened above the line that is typed."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from sessiecoach.domain.line import Completion
from sessiecoach.domain.text import one_line

MOST_ROWS = 8
_WIDEST = 56
_KEY_WIDTH = 6


class CompletionList(Widget):
    """A few rows over what lies below; the focus stays in the line that is typed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "completion--word",
        "completion--title",
        "completion--key",
        "completion--chosen",
    }

    completions: reactive[tuple[Completion, ...]] = reactive(())
    chosen: reactive[int | None] = reactive(None)
    """The row that Enter accepts; None until an arrow chose one. Tab then takes the first."""

    _at = 0
    _word_width = 0

    class Accepted(Message):
        """A row was clicked."""

        def __init__(self, completion: Completion) -> None:
            super().__init__()
            self.completion = completion

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.completions)

    @property
    def best(self) -> Completion | None:
        """What Tab accepts: the chosen one, else the first."""
        return self.completions[self.chosen or 0] if self.completions else None

    def choose(self, steps: int) -> None:
        """Choose another row; past the last comes the first. The first step up is the last row."""
        if self.completions:
            before = self.chosen if self.chosen is not None else (-1 if steps > 0 else 0)
            self.chosen = (before + steps) % len(self.completions)

    def open(self, completions: tuple[Completion, ...], at: int) -> None:
        """Offer these above cell `at` of the line; none closes the list."""
        if completions:
            self._at = at
        self.completions = completions

    def close(self) -> None:
        """Show nothing more."""
        self.completions = ()

    def watch_completions(self) -> None:
        """Open, grow, shrink or close; a new list has nothing chosen."""
        self.chosen = None
        rows = self.completions[:MOST_ROWS]
        self.display = bool(rows)
        if rows:
            self._word_width = max(cell_len(each.insert.strip()) for each in self.completions)
            title = max(cell_len(one_line(each.title)) for each in self.completions)
            width = min(self._word_width + title + 4 + _KEY_WIDTH, _WIDEST)
            self.styles.width, self.styles.height = width, len(rows)
            # One row further up, so that the chips stay in view.
            self.styles.offset = (self._at, -len(rows) - 1)

    def render_line(self, y: int) -> Strip:
        """Draw one row: the word to insert, and what it stands for."""
        width = self.size.width
        first = max(0, (self.chosen or 0) - MOST_ROWS + 1)
        place = first + y
        if place >= len(self.completions):
            return Strip.blank(width, self.rich_style)
        completion = self.completions[place]
        word = completion.insert.strip()
        pad = " " * (self._word_width - cell_len(word))
        title = one_line(completion.title)
        style = self.get_component_rich_style
        over = style("completion--chosen") if place == self.chosen else None
        segments = [
            Segment(" ", over or self.rich_style),
            Segment(f"{word}{pad}  ", over or style("completion--word")),
            Segment(title, over or style("completion--title")),
        ]
        strip = Strip(segments)
        if place == (self.chosen or 0):
            key = " Tab " if self.chosen is None else " Enter "
            strip = strip.adjust_cell_length(width - len(key), over or self.rich_style)
            strip = Strip([*strip, Segment(key, over or style("completion--key"))])
        return strip.adjust_cell_length(width, over or self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Accept the row under the mouse."""
        event.stop()
        place = max(0, (self.chosen or 0) - MOST_ROWS + 1) + event.y
        if place < len(self.completions):
            self.post_message(self.Accepted(self.completions[place]))
