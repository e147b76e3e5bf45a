"""A few words to choose from by their numbers, and short lists of lines that were added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.ui.widgets.row_list import Lines, RowList

_GAP: Final = 2
_SIGNS: Final = 4
"""Cells before a word: its number and whether it is chosen."""


class Choices(Widget, can_focus=True):
    """Words next to each other; a digit chooses one or takes it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "move(-1)", "Vorige", show=False, system=True),
        Binding("right,down", "move(1)", "Volgende", show=False, system=True),
        Binding("space", "mark", "Kiezen", show=False, tooltip="Kiezen, of terugnemen"),
        Binding("enter", "done", "Verder", show=False, tooltip="Verder met het volgende"),
    ]

    options: reactive[tuple[str, ...]] = reactive((), layout=True)
    chosen: reactive[frozenset[str]] = reactive(frozenset())
    cursor: reactive[int] = reactive(0)

    class Toggled(Message):
        """A word was chosen, or taken back."""

        def __init__(self, option: str) -> None:
            super().__init__()
            self.option = option

    class Done(Message):
        """Somebody goes on."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the words take."""
        across = self._across(width)
        return max(1, -(-len(self.options) // across))

    def _across(self, width: int) -> int:
        widest = max((Content(option).cell_length for option in self.options), default=0)
        return max(1, (width + _GAP) // (widest + _SIGNS + _GAP))

    def render(self) -> Content:
        """Draw the words with their numbers, in columns."""
        width = self.content_size.width
        across = self._across(width)
        column = max(1, (width + _GAP) // across - _GAP)
        words = [self._word(place, option, column) for place, option in enumerate(self.options)]
        rows = [words[place : place + across] for place in range(0, len(words), across)]
        return Content("\n").join(Content(" " * _GAP).join(row) for row in rows)

    def _word(self, place: int, option: str, width: int) -> Content:
        is_chosen = option in self.chosen
        number = str(place + 1) if place < 9 else "·"
        here = self.has_focus and place == self.cursor
        style = "bold $warning" if is_chosen else "bold" if here else ""
        sign = "✓ " if is_chosen else "  "
        words = Content.assemble((f"{number} ", "$muted"), (sign, style), (option, style))
        words = words.truncate(width, ellipsis=True, pad=True)
        return words.stylize_before("on $panel") if here else words

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        if event.character and event.character in "123456789":
            event.stop()
            place = int(event.character) - 1
            if place < len(self.options):
                self.cursor = place
                self.action_mark()

    def action_move(self, step: int) -> None:
        """Go to the word beside this one."""
        self.cursor = max(0, min(self.cursor + step, len(self.options) - 1))

    def action_mark(self) -> None:
        """Choose the word, or take it back."""
        if self.cursor < len(self.options):
            self.post_message(self.Toggled(self.options[self.cursor]))

    def action_done(self) -> None:
        """Go on."""
        self.post_message(self.Done())

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self.refresh()

    def on_blur(self) -> None:
        """Let the cursor fade."""
        self.refresh()


class AddedLine(NamedTuple):
    """One line that was added."""

    id: str
    text: str
    beside: str = ""


class AddedLines(RowList):
    """Lines that were added here: Enter changes one, Delete takes it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Wijzigen", show=False, tooltip="De regel wijzigen"),
        Binding("delete,backspace", "remove", "Weghalen", show=False, tooltip="De regel weghalen"),
    ]

    lines: reactive[tuple[AddedLine, ...]] = reactive((), layout=True)

    class Removed(Message):
        """Somebody took a line back."""

        def __init__(self, sender: AddedLines, line: AddedLine) -> None:
            super().__init__()
            self.sender, self.line = sender, line

        @property
        def control(self) -> AddedLines:
            """The list it stood in."""
            return self.sender

    class Edited(Removed):
        """Somebody wants to change a line."""

    def rows(self, width: int) -> Sequence[Lines]:
        """Return a row for each line."""
        rows = []
        for line in self.lines:
            text = Content(line.text)
            if line.beside:
                text = Content.assemble(text, ("  " + line.beside, "$muted"))
            first, *rest = text.wrap(max(1, width - 2)) or [Content("")]
            bullet = Content.styled("· ", "$muted")
            rows.append([bullet + first, *(Content("  ") + each for each in rest)])
        return rows

    def watch_lines(self, lines: tuple[AddedLine, ...]) -> None:
        """Stay away while there is nothing to show."""
        self.display = bool(lines)

    def action_edit(self) -> None:
        """Ask to change the line with the cursor."""
        if self.lines:
            self.post_message(self.Edited(self, self.lines[self.cursor]))

    def action_remove(self) -> None:
        """Ask to take the line with the cursor back."""
        if self.lines:
            self.post_message(self.Removed(self, self.lines[self.cursor]))
