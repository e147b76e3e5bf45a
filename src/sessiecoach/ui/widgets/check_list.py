"""What is still open, line by line, with the key that mends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from sessiecoach.domain.closing import OpenPoint
from sessiecoach.ui.widgets.row_list import Lines, RowList

_LEAST_TEXT: Final = 30


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the list."""

    sentence: str
    remedy: str = ""
    """Where Enter goes, or the keys that answer."""
    point: OpenPoint | None = None
    """What it is about; None for a line that was typed and not confirmed."""
    field: str = ""
    """Where that line stands."""
    yes_or_no: bool = False
    """Whether it is a question that j and n answer."""


class CheckList(RowList):
    """Warnings before closing, never a wall."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Herstellen", show=False, tooltip="Naar wat nog open staat"),
        Binding("j", "answer(True)", "Ja", show=False, tooltip="Het aanwezige management kan het"),
        Binding("n", "answer(False)", "Nee", show=False, tooltip="Dat kan het niet"),
    ]

    lines: reactive[tuple[CheckLine, ...]] = reactive((), layout=True)

    class Chosen(Message):
        """Somebody wants to mend this."""

        def __init__(self, line: CheckLine) -> None:
            super().__init__()
            self.line = line

    class Answered(Message):
        """Somebody answered the question of this line."""

        def __init__(self, line: CheckLine, answer: bool) -> None:
            super().__init__()
            self.line, self.answer = line, answer

    def watch_lines(self) -> None:
        """Stay on a line: the last of them may just have been mended."""
        self.cursor = self.validate_cursor(self.cursor)

    def rows(self, width: int) -> Sequence[Lines]:
        """Return a row for each warning, its remedy at the right where there is room."""
        return [self._row(line, width) for line in self.lines]

    def foot(self, width: int) -> Lines:
        """Say that all is done."""
        if self.lines:
            return []
        text = "Niets meer open. Ctrl+s sluit de bijeenkomst."
        return Content.styled(text, "$success").wrap(max(1, width))

    def _row(self, line: CheckLine, width: int) -> Lines:
        room = width - 2
        remedy = Content.styled(line.remedy, "$muted")
        beside = room - remedy.cell_length - 2
        if remedy and beside < _LEAST_TEXT:
            remedy, beside = Content(""), room
        wrapped = Content(line.sentence).wrap(max(1, beside if remedy else room)) or [Content("")]
        first = Content.assemble(("! ", "bold $warning"), wrapped[0])
        if remedy:
            gap = max(1, width - first.cell_length - remedy.cell_length)
            first = Content.assemble(first, " " * gap, remedy)
        return [first, *(Content("  ") + rest for rest in wrapped[1:])]

    def action_choose(self) -> None:
        """Ask to mend the line with the cursor."""
        if self.lines:
            self.post_message(self.Chosen(self.lines[self.cursor]))

    def action_answer(self, answer: bool) -> None:
        """Answer the question of the line with the cursor."""
        if self.lines and self.lines[self.cursor].yes_or_no:
            self.post_message(self.Answered(self.lines[self.cursor], answer))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Answer only questions."""
        if action == "answer":
            return bool(self.lines) and self.lines[self.cursor].yes_or_no
        return True
