"""Scores by show of hands: one row a statement, one key when all hands go up at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from sessiecoach.domain.evaluation import Score
from sessiecoach.domain.text import one_line
from sessiecoach.export.outline import Bar
from sessiecoach.ui.widgets.row_list import Lines, RowList
from sessiecoach.ui.widgets.typeset import mean_bar, mean_words

_CELL: Final = 3
_MEAN: Final = 4
_GAP: Final = 2
_LONGEST_BAR: Final = 20
_LEAST_LABEL: Final = 26
_LEAST_BAR: Final = 6
_MOST_DIGITS: Final = 3


class HandsGrid(RowList):
    """A statement to raise hands for, the hands for each number, and what it comes to.

    On the statement a digit gives that number all hands and goes to the next statement; in
    the columns the hands for each number are typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left",
            "across(-1)",
            "Kolom terug",
            show=False,
            tooltip="Bij de stelling geeft een cijfer alle handen, in de kolommen een aantal",
        ),
        Binding(
            "right", "across(1)", "Kolom verder", show=False, tooltip="Handen per cijfer tellen"
        ),
        Binding("enter", "next_row", "Volgende stelling", show=False),
        Binding("backspace,delete", "clear", "Wissen", show=False, tooltip="Het cijfer wissen"),
        Binding("escape", "forget", "Getal vergeten", show=False, system=True),
    ]

    scores: reactive[tuple[Score, ...]] = reactive((), layout=True)
    present: reactive[int] = reactive(0, layout=True)
    """How many people are there; 0 while nobody counted them."""
    expected: reactive[int] = reactive(0, layout=True)
    column: reactive[int] = reactive(0)
    """0 on the statement, else the number whose hands are counted."""
    typed: reactive[str] = reactive("")

    class Counted(Message):
        """The hands for one statement were counted."""

        def __init__(self, scale: str, counts: Mapping[int, int]) -> None:
            super().__init__()
            self.scale, self.counts = scale, counts

    class Finished(Message):
        """The last statement was answered."""

    @property
    def hands(self) -> int:
        """How many hands one key stands for."""
        return self.present or self.expected or 1

    def head(self, width: int) -> Lines:
        """Return the numbers above the columns, and whom a key stands for."""
        label, _bar = self._widths(width)
        most = self._most()
        if not most:
            return []
        words = Content.styled(f"{self.hands} {self._who}", "$muted").truncate(label, ellipsis=True)
        numbers = "".join(str(number).rjust(self._cell_width()) for number in range(1, most + 1))
        gap = " " * max(0, label - words.cell_length)
        return [Content.assemble(words, gap, (numbers, "$muted"))]

    def rows(self, width: int) -> Sequence[Lines]:
        """Return a row for each statement."""
        return [self._row(place, score, width) for place, score in enumerate(self.scores)]

    def foot(self, width: int) -> Lines:
        """Say what the keys do."""
        if self.scores:
            words = "cijfer: alle handen · →: handen per cijfer tellen"
            return [Content.styled(words, "$faint").truncate(max(1, width), ellipsis=True)]
        text = "Deze werkvorm vraagt geen cijfers. Ga verder met Tab."
        return Content.styled(text, "$muted").wrap(max(1, width))

    def _most(self) -> int:
        return max((score.scale.of for score in self.scores), default=0)

    def _cell_width(self) -> int:
        """Return the width of a column: as wide as the largest number, and air."""
        most = max((max(score.counts, default=0) for score in self.scores), default=0)
        return max(_CELL, len(str(max(most, self.hands))) + 1, len(self.typed) + 2)

    def _widths(self, width: int) -> tuple[int, int]:
        """Return the widths of the statement and of the bar."""
        cells = self._cell_width() * self._most()
        room = width - cells - _MEAN - _GAP
        longest = max((len(one_line(score.scale.title)) for score in self.scores), default=0) + 1
        bar = min(_LONGEST_BAR, max(_LEAST_BAR, room - longest))
        bar = bar if room - bar >= _LEAST_LABEL else 0
        return width - cells - _MEAN - (bar + _GAP if bar else 0), bar

    def _row(self, place: int, score: Score, width: int) -> Lines:
        label_width, bar_width = self._widths(width)
        here = self.has_focus and place == self.cursor
        title = one_line(score.scale.title) or one_line(score.scale.id)
        label = Content.styled(title, "bold" if here and not self.column else "")
        first, *rest = label.wrap(max(1, label_width - 1)) or [Content("")]
        bar = Bar("", score.counts)
        pieces: list[Content | str | tuple[str, str]] = [
            first,
            " " * max(0, label_width - first.cell_length),
            *(self._cell(score, value, here=here) for value in range(1, score.scale.of + 1)),
            " " * (self._cell_width() * (self._most() - score.scale.of)),
        ]
        if bar_width:
            pieces += [" " * _GAP, *mean_bar(bar, bar_width)]
        pieces.append((mean_words(bar).rjust(_MEAN), "bold"))
        return [Content.assemble(*pieces), *rest, *self._too_many(sum(score.counts), width)]

    def _too_many(self, counted: int, width: int) -> Lines:
        """Say that there are more hands than people: mostly a slip, and never refused."""
        people = self.present or self.expected
        if not people or counted <= people:
            return []
        words = f"{counted} handen geteld, {people} {self._who}"
        return [Content.styled(words, "$warning").truncate(max(1, width), ellipsis=True)]

    @property
    def _who(self) -> str:
        return "aanwezig" if self.present else "verwacht" if self.expected else "hand per toets"

    def _cell(self, score: Score, value: int, *, here: bool) -> tuple[str, str]:
        count = score.counts[value - 1]
        if here and value == self.column:
            shown = f"{self.typed}▏" if self.typed else str(count)
            return shown.rjust(
                self._cell_width()
            ), "bold $block-cursor-foreground on $block-cursor-background"
        highest = count and count == max(score.counts)
        style = "bold" if highest else "" if count else "$faint"
        return (str(count) if count else "·").rjust(self._cell_width()), style

    # Keys.

    def on_key(self, event: events.Key) -> None:
        """Take digits: all hands at once, or the number of hands in a column."""
        if not (event.character and event.character in "0123456789" and self.scores):
            return
        event.stop()
        if self.column:
            self.typed = (self.typed + event.character)[-_MOST_DIGITS:]
            return
        score = self.scores[self.cursor]
        value = int(event.character) or 10
        if value > score.scale.of:
            self.app.bell()
            return
        self.post_message(self.Counted(score.scale.id, {value: self.hands}))
        self.action_next_row()

    def pending(self) -> Counted | None:
        """Return the number that is being typed as if it were done, and forget it here."""
        if not (self.typed and self.column and self.scores):
            return None
        score = self.scores[self.cursor]
        counts = dict(enumerate(score.counts, start=1)) | {self.column: int(self.typed)}
        self.typed = ""
        return self.Counted(score.scale.id, counts)

    def leave_row(self) -> None:
        """Take in the number that was typed."""
        if counted := self.pending():
            self.post_message(counted)

    def action_across(self, step: int) -> None:
        """Go to the column beside this one."""
        self.leave_row()
        if self.scores:
            self.column = max(0, min(self.column + step, self.scores[self.cursor].scale.of))

    def action_next_row(self) -> None:
        """Go to the next statement, or on when this was the last."""
        self.leave_row()
        if self.cursor + 1 < len(self.scores):
            self.cursor += 1
            self.column = min(self.column, self.scores[self.cursor].scale.of)
        else:
            self.column = 0
            self.post_message(self.Finished())

    def action_clear(self) -> None:
        """Take back a digit, the hands of a column, or all hands of a statement."""
        if self.typed:
            self.typed = self.typed[:-1]
        elif self.scores:
            score = self.scores[self.cursor]
            counts = dict(enumerate(score.counts, start=1)) | {self.column: 0}
            self.post_message(self.Counted(score.scale.id, counts if self.column else {}))

    def action_forget(self) -> None:
        """Forget the number that is being typed."""
        self.typed = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Escape to the screen while no number is being typed."""
        return bool(self.typed) if action == "forget" else True
