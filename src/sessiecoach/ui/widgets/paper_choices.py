"""What to hand on: a row a paper with its forms, and a row an option, each toggled by a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from sessiecoach.ui.widgets.row_list import Lines, RowList

_TITLE_WIDTH: Final = 18
_MARK_WIDTH: Final = 2
_GAP: Final = 2


@dataclass(frozen=True, slots=True)
class ChoiceCell:
    """One thing that can be chosen or not."""

    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """Things to choose that belong together."""

    title: str
    about: str
    """What it is, in a sentence."""
    cells: tuple[ChoiceCell, ...]
    """Empty where there is nothing to choose from."""
    beside: str = ""
    """Said behind the cells in a quiet voice."""
    heading: str = ""
    """Stands above it, where a new group of rows begins."""


class PaperChoices(RowList):
    """Rows of things that are toggled; the arrows go to one, the space bar toggles it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "choose",
            "Kiezen",
            key_display="Spatie",
            id="hand_on.toggle",
            tooltip="Dit kiezen, of niet meer",
        ),
        Binding("left", "step(-1)", "Vorige vorm", show=False, system=True),
        Binding("right", "step(1)", "Volgende vorm", show=False, system=True),
    ]

    choices: reactive[tuple[ChoiceRow, ...]] = reactive((), layout=True)
    column: reactive[int] = reactive(0)

    class Toggled(Message):
        """A thing was toggled."""

        def __init__(self, row: int, cell: int) -> None:
            super().__init__()
            self.row, self.cell = row, cell

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    @property
    def standing(self) -> ChoiceRow | None:
        """The row with the cursor."""
        return self.choices[self.cursor] if self.cursor < len(self.choices) else None

    def rows(self, width: int) -> Sequence[Lines]:
        """Return the lines of each row: the heading of its group, and itself."""
        found = []
        for place, row in enumerate(self.choices):
            above: Lines = [Content(""), Content.styled(row.heading, "$muted")]
            line = self._line(row, lit=place == self.cursor and self.has_focus)
            found.append([*(above if row.heading else ()), line])
        if found and self.choices[0].heading:
            found[0] = found[0][1:]  # no air above the first
        return found

    def _lit(self, line: Content, width: int) -> Content:
        return line  # the one thing that a key toggles stands out, not the whole row

    def _line(self, row: ChoiceRow, *, lit: bool) -> Content:
        title = row.title.ljust(_TITLE_WIDTH)
        line = Content.styled(title, "bold" if lit else "" if row.cells else "$muted")
        cell_width = _MARK_WIDTH + self._words_width
        for place, cell in enumerate(row.cells):
            mark = "✓" if cell.chosen else "·"
            words = f" {mark} {cell.words} "
            style = "bold $primary" if cell.chosen else "$muted"
            if lit and place == self._column_in(row):
                style = "bold $block-cursor-foreground on $block-cursor-background"
            air = " " * max(0, cell_width + _GAP - len(words)) if len(row.cells) > 1 else ""
            line += Content.assemble((words, style), air)
        return line + Content.styled(f" {row.beside}", "$muted") if row.beside else line

    @property
    def _words_width(self) -> int:
        several = [each for row in self.choices if len(row.cells) > 1 for each in row.cells]
        return max((len(each.words) for each in several), default=0)

    def _column_in(self, row: ChoiceRow) -> int:
        return max(0, min(self.column, len(row.cells) - 1))

    def watch_cursor(self) -> None:
        """Say on which row one stands."""
        super().watch_cursor()
        self.post_message(self.Moved(self.cursor))

    def action_step(self, step: int) -> None:
        """Go to another thing of this row."""
        row = self.standing
        if row is not None and row.cells:
            self.column = max(0, min(self._column_in(row) + step, len(row.cells) - 1))

    def action_choose(self) -> None:
        """Choose what the cursor is on, or no longer."""
        row = self.standing
        if row is not None and row.cells:
            self.post_message(self.Toggled(self.cursor, self._column_in(row)))

    def on_click(self, event: events.Click) -> None:
        """Toggle what somebody clicked."""
        super().on_click(event)
        row = self.standing
        at = event.x - self.gutter.left - _TITLE_WIDTH
        if row is None or not row.cells or at < 0:
            return
        several = _MARK_WIDTH + self._words_width + _GAP
        place = at // several if len(row.cells) > 1 else 0
        if place < len(row.cells):
            self.column = place
            self.post_message(self.Toggled(self.cursor, place))
