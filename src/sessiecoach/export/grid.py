"""Every table of a document as rows of texts, for the formats of paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sessiecoach.dutch.numbers import difference_words, number_words
from sessiecoach.export.drawing import (
    MADE_UP_SIGN,
    Drawing,
    bar_drawing,
    count_words,
    shift_drawing,
    trend_drawing,
)
from sessiecoach.export.outline import Bars, Cell, Mark, Shifts, Table, heads
from sessiecoach.export.widths import LETTERS, LINE_MM, shares


@dataclass(frozen=True, slots=True)
class Square:
    """What stands in one place: a text, and quieter lines under it."""

    text: str
    below: tuple[str, ...] = ()
    mark: Mark = ""
    bold: bool = False
    drawing: Drawing | None = None
    """A picture before the text."""
    tint: Mark = ""
    """What its ground is about, in a table that is read by its colours."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is written."""

    titles: tuple[str, ...]
    right: tuple[bool, ...]
    """Which columns hold numbers."""
    rows: tuple[tuple[Square, ...], ...]
    growing: tuple[bool, ...]
    named: frozenset[int] = frozenset()
    """The rows, by their place, that only name the rows after them."""

    def shares(
        self, measure: Callable[[str], float] = len, line: float = LETTERS
    ) -> tuple[float, ...]:
        """Return which part of a line each column gets, given how wide texts and the line are."""
        texts = [[title] for title in self.titles]
        drawn = [0.0 for _title in self.titles]
        for row in self.rows:
            for place, square in enumerate(row):
                texts[place] += (square.text, *square.below)
                if square.drawing is not None:
                    drawn[place] = max(drawn[place], square.drawing.width * line / LINE_MM)
        return shares(texts, self.growing, measure, line, drawn)


def grid(part: Table | Bars | Shifts) -> Grid:
    """Return a table, or numbers that are drawn elsewhere, as rows of texts."""
    match part:
        case Table():
            return _table(part)
        case Bars():
            return _bars(part)
        case Shifts():
            return _shifts(part)


def _table(table: Table) -> Grid:
    return Grid(
        tuple(column.title for column in table.columns),
        tuple(column.align == "right" for column in table.columns),
        tuple(
            tuple(_square(cell, named=heads(row), matrix=table.matrix) for cell in row)
            for row in table.rows
        ),
        tuple(column.grows for column in table.columns),
        frozenset(place for place, row in enumerate(table.rows) if heads(row)),
    )


def _square(cell: Cell, *, named: bool, matrix: bool) -> Square:
    return Square(
        f"{cell.text}{MADE_UP_SIGN * cell.made_up}",
        cell.below,
        cell.mark,
        bold=named,
        drawing=trend_drawing(cell.trend) if cell.trend else None,
        tint=cell.mark if matrix else "",
    )


def _bars(bars: Bars) -> Grid:
    rows = tuple(
        (
            Square(bar.label + MADE_UP_SIGN * bar.made_up),
            *(Square(count_words(bar.count(number))) for number in bars.numbers),
            Square(number_words(bar.mean, 1), bold=True),
            Square("", drawing=bar_drawing(bar)),
        )
        for bar in bars.bars
    )
    return _numbers(("stelling", *bars.titles, "gemiddeld", ""), rows)


def _shifts(shifts: Shifts) -> Grid:
    rows = tuple(
        (
            Square(shift.label + MADE_UP_SIGN * shift.made_up, mark=shift.mark),
            Square(number_words(shift.then, shifts.places)),
            Square("", drawing=shift_drawing(shift)),
            Square(number_words(shift.now, shifts.places), bold=True),
            Square(difference_words(shift.delta, shifts.places)),
        )
        for shift in shifts.shifts
    )
    return _numbers(("", shifts.then, "", shifts.now, "verschil"), rows)


def _numbers(titles: tuple[str, ...], rows: tuple[tuple[Square, ...], ...]) -> Grid:
    first = tuple(place == 0 for place in range(len(titles)))
    return Grid(titles, tuple(bool(each) for each in ("", *titles[1:])), rows, first)
