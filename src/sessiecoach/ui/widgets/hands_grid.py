"""Scores by show of hands: one row a statement, one key when all hands go up at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from sessiecoach.domain.evaluation import Score, levels
from sessiecoach.domain.session import Scale
from sessiecoach.domain.text import one_line
from sessiecoach.export.outline import Bar
from sessiecoach.ui.widgets.hands_entry import HandsEntry, numbers_of, words_of
from sessiecoach.ui.widgets.row_list import Lines, RowList
from sessiecoach.ui.widgets.typeset import mean_bar, mean_words

_CELL: Final = 3
_MEAN: Final = 4
_GAP: Final = 2
_LONGEST_BAR: Final = 20
_LEAST_LABEL: Final = 26
_LEAST_BAR: Final = 6


class HandsGrid(HandsEntry, RowList):
    """A statement to raise hands for, the hands for each number, and what it comes to.

    On the statement a digit gives that number all hands and goes to the next statement; in
    the columns the hands for each number are typed.
    """

    scores: reactive[tuple[Score, ...]] = reactive((), layout=True)
    last_times: reactive[Mapping[str, str]] = reactive(dict, layout=True)
    """How scales were answered at an earlier meeting, in words, by the id of the scale."""

    class Counted(Message):
        """The hands for one statement were counted."""

        def __init__(self, scale: str, counts: Mapping[int, int]) -> None:
            super().__init__()
            self.scale, self.counts = scale, counts

    class Finished(Message):
        """The last statement was answered."""

    def head(self, width: int) -> Lines:
        """Return the numbers above the columns, and whom a key stands for."""
        label, _bar = self._widths(width)
        titles = words_of(self._scales)
        if not titles:
            return []
        words = Content.styled(f"{self.hands} {self.who}", "$muted").truncate(label, ellipsis=True)
        above = "".join(title.rjust(self._cell_width()) for title in titles)
        gap = " " * max(0, label - words.cell_length)
        return [Content.assemble(words, gap, (above, "$muted"))]

    def rows(self, width: int) -> Sequence[Lines]:
        """Return a row for each statement."""
        return [self._row(place, score, width) for place, score in enumerate(self.scores)]

    def foot(self, width: int) -> Lines:
        """Say what the keys do."""
        if self.scores:
            asked = self.scores[min(self.cursor, len(self.scores) - 1)].scale.id
            before = self.last_times.get(asked, "")
            keys = "cijfer: alle handen · →: handen per cijfer tellen"
            # On one line: what follows on the screen should not move down for it.
            words = Content.assemble((f"{before}   " if before else "", "$muted"), (keys, "$faint"))
            return [words.truncate(max(1, width), ellipsis=True)]
        text = "Hier worden geen cijfers gevraagd. Ga verder met Tab."
        return Content.styled(text, "$muted").wrap(max(1, width))

    @property
    def _scales(self) -> list[Scale]:
        return [score.scale for score in self.scores]

    def _cell_width(self) -> int:
        """Return the width of a column: as wide as the largest number, and air."""
        most = max((max(score.counts, default=0) for score in self.scores), default=0)
        longest = max(map(cell_len, words_of(self._scales)), default=0)
        digits = len(str(max(most, self.hands)))
        return max(_CELL, max(digits, longest) + 1, len(self.typed) + 2)

    def _widths(self, width: int) -> tuple[int, int]:
        """Return the widths of the statement and of the bar."""
        cells = self._cell_width() * len(numbers_of(self._scales))
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
        bar = Bar("", score.counts, least=score.scale.least)
        numbers = numbers_of(self._scales)
        pieces: list[Content | str | tuple[str, str]] = [
            first,
            " " * max(0, label_width - first.cell_length),
            *(self._cell(score, number, here=here) for number in numbers),
        ]
        if bar_width:
            pieces += [" " * _GAP, *mean_bar(bar, bar_width)]
        pieces.append((mean_words(bar).rjust(_MEAN), "bold"))
        slip = Content.styled(self.too_many(score.total), "$warning")
        beyond = [slip.truncate(max(1, width), ellipsis=True)] if slip else []
        return [Content.assemble(*pieces), *rest, *self._meaning(score, width), *beyond]

    def _meaning(self, score: Score, width: int) -> Lines:
        """Say what the numbers of a scale mean, where words do not stand above the columns."""
        answers = tuple(map(one_line, score.scale.answers))
        if not answers or answers == words_of(self._scales):
            return []
        numbered = zip(levels(score.scale), answers, strict=False)
        words = " · ".join(f"{number} {answer}" for number, answer in numbered)
        return Content.styled(words, "$muted").wrap(max(1, width))

    def _cell(self, score: Score, number: int, *, here: bool) -> tuple[str, str]:
        width = self._cell_width()
        if number not in levels(score.scale):
            return " " * width, ""
        count = score.by_number[number]
        if here and self.column and number == levels(score.scale)[self.column - 1]:
            shown = self.cell_words(score, number, here=True)
            return shown.rjust(width), "bold $block-cursor-foreground on $block-cursor-background"
        highest = count and count == max(score.counts)
        style = "bold" if highest else "" if count else "$faint"
        return self.cell_words(score, number, here=False).rjust(width), style

    # Entering.

    @property
    def answered(self) -> Score | None:
        """How the statement under the cursor was answered."""
        return self.scores[self.cursor] if self.scores else None

    def count_hands(self, counts: Mapping[int, int]) -> None:
        """Tell the hands for the statement under the cursor."""
        if self.answered is not None:
            self.post_message(self.Counted(self.answered.scale.id, counts))

    def go_on(self) -> None:
        """Go to the next statement, or tell that this was the last."""
        if self.cursor + 1 < len(self.scores):
            self.cursor += 1
            self.column = min(self.column, len(levels(self.scores[self.cursor].scale)))
        else:
            self.column = 0
            self.post_message(self.Finished())

    def pending(self) -> Counted | None:
        """Return the number that is being typed as if it were done, and forget it here."""
        score, counts = self.answered, self.typed_hands()
        return None if score is None or counts is None else self.Counted(score.scale.id, counts)
