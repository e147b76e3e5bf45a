"""How wide the columns of a table on paper are, by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sessiecoach.domain.text import visible

LETTERS: Final = 96
"""About as many stand on a line of A4."""
_LONGEST_WORD: Final = 1 / 4
"""Of the line; a longer word is broken off, so that it does not push the other columns away."""
_AIR: Final = 2 / LETTERS


def shares(
    columns: Sequence[Sequence[str]],
    growing: Sequence[bool],
    measure: Callable[[str], float] = len,
    line: float = LETTERS,
) -> tuple[float, ...]:
    """Return which part of the line each column gets, given every text in it; together 1.

    Each has room for its longest word. Of the rest a column with short texts gets all that it
    wishes before one with long texts does, and what nobody needs goes to those that grow.
    """
    air = _AIR * line
    least = [
        air + min(line * _LONGEST_WORD, _widest(texts, measure, words=True)) for texts in columns
    ]
    wanted = [air + min(line, _widest(texts, measure, words=False)) for texts in columns]
    wishes = [max(0.0, more - less) for more, less in zip(wanted, least, strict=True)]
    room = max(0.0, line - sum(least))
    given = [0.0] * len(wishes)
    waiting = len(wishes)
    for place in sorted(range(len(wishes)), key=wishes.__getitem__):
        given[place] = min(wishes[place], room / waiting)
        room -= given[place]
        waiting -= 1
    growers = growing if any(growing) else [True] * len(least)
    widths = [
        less + more + room * grows / sum(growers)
        for less, more, grows in zip(least, given, growers, strict=True)
    ]
    return tuple(width / sum(widths) for width in widths)


def _widest(texts: Sequence[str], measure: Callable[[str], float], *, words: bool) -> float:
    pieces = (
        piece
        for text in texts
        for piece in (visible(text).split() if words else visible(text).split("\n"))
    )
    return max(map(measure, pieces), default=0.0)
