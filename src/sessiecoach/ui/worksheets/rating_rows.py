"""How scales are laid out in rows: the statement, how many gave each number, and the mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from sessiecoach.domain.evaluation import Earlier, Score, levels
from sessiecoach.domain.session import Scale
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import number_words
from sessiecoach.export.outline import Bar
from sessiecoach.ui.widgets.hands_entry import numbers_of, words_of
from sessiecoach.ui.widgets.item_rows import ItemKey, Line, Piece, Row, flow, indentation

_CELL: Final = 3
_MEAN: Final = 6
_TOTAL: Final = 6
_GAP: Final = 2
_LEAST_LABEL: Final = 30
_BARS: Final = (20, 16, 12, 8, 6)
"""How long a bar may be; the longest that leaves the statements room."""
_MOST_LINES: Final = 2
_LONGEST_LINE: Final = 130


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One statement, and all that is shown of it."""

    key: ItemKey
    score: Score
    cell: tuple[int, str] | None = None
    """The number whose hands are being counted, and what stands there meanwhile."""
    own: int | None = None
    """What the person answered whose answers are taken in now."""
    beneath: tuple[str, ...] = ()
    """What is told of it in a quieter voice."""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class RatingGroup:
    """Statements under one heading."""

    title: str
    rows: tuple[RatingRow, ...]
    is_quiet: bool = False
    """Whether they belong to another block than the one that is asked now."""


def last_time_words(score: Score, earlier: Earlier | None, today: dt.date | None) -> str:
    """Return how it was answered last time: `vorige keer 6,2 (5 sep) ▲ 0,8`."""
    if earlier is None or earlier.score.mean is None:
        return ""
    date = earlier.meeting.header.date
    words = f"vorige keer {number_words(earlier.score.mean, 1)}"
    if date is not None:
        same_year = today is not None and today.year == date.year
        words += f" ({table_date(date)[3:-5] if same_year else table_date(date)[3:]})"
    if score.mean is None:
        return words
    delta = score.mean - earlier.score.mean
    amount = number_words(abs(delta), 1)
    if amount == "0,0":
        return f"{words} gelijk"
    return f"{words} {'▲' if delta > 0 else '▼'} {amount}"


def group_rows(groups: Sequence[RatingGroup], hands: int, width: int) -> Iterator[Row]:
    """Yield the rows of all groups, broken for so many cells."""
    width = min(width, _LONGEST_LINE)
    counts = (count for group in groups for row in group.rows for count in row.score.counts)
    digits = len(str(max((hands, *counts))))
    for place, group in enumerate(groups):
        table = _Table(group, digits, width)
        yield Row((*(((),) if place else ()), *table.heading()))
        for row in group.rows:
            yield Row(tuple(table.lines(row)), row.key)


class _Table:
    """The columns of one group."""

    def __init__(self, group: RatingGroup, digits: int, width: int) -> None:
        scales = [row.score.scale for row in group.rows]
        self.numbers, self.titles = numbers_of(scales), words_of(scales)
        typed = max((len(row.cell[1]) for row in group.rows if row.cell), default=0)
        longest = max(map(cell_len, self.titles), default=0)
        self.cell = max(_CELL, digits + 1, longest + 1, typed + 1)
        self.width, self.group = width, group
        room = width - self.cell * len(self.numbers) - _MEAN - _TOTAL
        titles = [title_of(scale) for scale in scales]
        self.bar = next((bar for bar in _BARS if _leaves_room(titles, room - bar - _GAP)), 0)
        self.label = max(1, room - (self.bar + _GAP if self.bar else 0))

    def heading(self) -> Iterator[Line]:
        """Yield the title, with the numbers above their columns."""
        *above, last = flow([Piece(self.group.title, "heading")], self.label - 1)
        yield from above
        titles = "".join(title.rjust(self.cell) for title in self.titles)
        bar = " " * (self.bar + _GAP) if self.bar else ""
        words = f"{titles}{bar}{'gem.'.rjust(_MEAN)}{'antw.'.rjust(_TOTAL)}"
        yield (*last, _blanks(self.label, last), Piece(words, "muted"))

    def lines(self, row: RatingRow) -> Iterator[Line]:
        """Yield the lines of one statement."""
        quiet = self.group.is_quiet
        scale = row.score.scale
        title = title_of(scale)
        first, *rest = flow([Piece(title, "muted" if quiet else "text")], self.label - 1)
        bar = Bar("", row.score.counts, least=scale.least)
        full = round(bar.fullness * self.bar)
        drawn = (
            Piece(" " * _GAP),
            Piece("━" * full, "muted" if quiet else "bar"),
            Piece("━" * (self.bar - full), "rest"),
        )
        yield (
            *first,
            _blanks(self.label, first),
            *(piece for number in self.numbers for piece in self._cell(row, number)),
            *(drawn if self.bar else ()),
            Piece(number_words(bar.mean, 1).rjust(_MEAN), "muted" if quiet else "strong"),
            Piece(str(row.score.total or "–").rjust(_TOTAL), "muted"),
        )
        beneath = " · ".join(row.beneath)
        if beneath and rest and _length(rest[-1]) + _GAP + cell_len(beneath) <= self.width:
            last = rest.pop()
            yield from rest
            yield (*last, _blanks(self.width - cell_len(beneath), last), Piece(beneath, "muted"))
        else:
            yield from rest
            if beneath:
                indent = max(0, self.width - cell_len(beneath))
                yield from flow([Piece(beneath, "muted")], self.width, indent=indent)
        if row.slip:
            yield from flow([Piece(row.slip, "missing")], self.width)

    def _cell(self, row: RatingRow, number: int) -> Line:
        score, is_quiet = row.score, self.group.is_quiet
        if number not in levels(score.scale):
            return (Piece(" " * self.cell),)
        if row.cell is not None and row.cell[0] == number:
            return (Piece(row.cell[1].rjust(self.cell), "cell"),)
        count = score.by_number[number]
        shown = str(count or "·")
        air = indentation(self.cell - len(shown))
        if row.own == number:
            return (air, Piece(shown, "own"))
        highest = count == max(score.counts) and not is_quiet
        style = "strong" if highest else "muted" if is_quiet else "text"
        return (air, Piece(shown, style if count else "faint"))


def title_of(scale: Scale) -> str:
    """Return the statement of a scale, or its id where nobody wrote one."""
    return one_line(scale.title) or one_line(scale.id)


def _leaves_room(titles: Sequence[str], label: int) -> bool:
    """Return whether no statement takes more than two lines of so many cells."""
    if label < _LEAST_LABEL:
        return False
    return all(len(flow([Piece(title)], label - 1)) <= _MOST_LINES for title in titles)


def kind_of(scale: Scale) -> tuple[int, int, tuple[str, ...]]:
    """Return what scales share that stand under the same numbers."""
    return scale.least, scale.of, scale.answers


def _length(line: Line) -> int:
    return sum(cell_len(piece.text) for piece in line)


def _blanks(until: int, line: Line) -> Piece:
    return indentation(max(1, until - _length(line)))
