"""A table on a page that is too narrow for it: how small its columns can be, and what then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sessiecoach.export.drawing import step_signs
from sessiecoach.export.outline import Cell, Item, Listing, Table

GAP: Final = 3
"""Between two columns."""
_LONGEST_WORD: Final = 24
_READABLE: Final = 12
"""A column of running text that is narrower than this reads like a list of words."""


def least_widths(table: Table, width_of: Callable[[str], int]) -> list[int]:
    """Return for each column the width below which its words break or its text cannot be read."""
    found = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        lines = [column.title, *(line for cell in cells for line in _lines(cell))]
        longest = max((width_of(word) for line in lines for word in line.split()), default=0)
        longest = min(_LONGEST_WORD, longest)
        natural = max(map(width_of, lines), default=0)
        found.append(max(longest, min(natural, _READABLE)) if column.grows else longest)
    return found


def fits(least: Sequence[int], width: int) -> bool:
    """Return whether columns of these least widths can stand beside each other."""
    return sum(least) + GAP * (len(least) - 1) <= width


def _lines(cell: Cell) -> list[str]:
    drawn = step_signs(cell.trend) if cell.trend else ""
    return [f"{drawn}{cell.text}{'°' * cell.made_up}", *cell.below]


def records(table: Table) -> Listing:
    """Return the rows of a table under each other, each value behind the title of its column."""
    titles = [column.title for column in table.columns]
    lead = 1 if len(titles) > 1 and not titles[0] else 0
    items = []
    for row in table.rows:
        main, others = row[lead], list(zip(titles, row, strict=True))[lead + 1 :]
        details = [("", each) for each in main.below]
        for title, cell in others:
            if words := _value(cell):
                details.append((title, words))
        items.append(
            Item(
                main.text,
                label=row[0].text if lead else "",
                details=tuple(details),
                mark=main.mark,
                made_up=row[0].made_up,
            )
        )
    return Listing(tuple(items))


def _value(cell: Cell) -> str:
    drawn = step_signs(cell.trend) if cell.trend else ""
    return ", ".join(text for text in (f"{drawn}{cell.text}", *cell.below) if text)
