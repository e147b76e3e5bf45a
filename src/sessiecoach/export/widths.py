"""How wide the columns of a table on paper are, by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sessiecoach.domain.text import visible

LETTERS: Final = 96
"""About as many stand on a line of A4."""
LINE_MM: Final = 170
"""As long is a line of A4 between its margins."""
_LONGEST_WORD: Final = 1 / 4
"""Of the line; a longer word is broken off, so that it does not push the other columns away."""
_LONGEST_ASIDE: Final = 1 / 5
"""Of the line; beside a column that grows, another breaks its texts off from there."""
_AIR: Final = 2 / LETTERS


def shares(
    columns: Sequence[Sequence[str]],
    growing: Sequence[bool],
    measure: Callable[[str], float] = len,
    line: float = LETTERS,
    drawn: Sequence[float] = (),
) -> tuple[float, ...]:
    """Return which part of the line each column gets, given every text in it; together 1.

    Each has room for its longest word, and for what is `drawn` in it. Of the rest a column with
    short texts gets all that it wishes before one with long texts does, and what nobody needs goes
    to those that grow.
    """
    air = _AIR * line
    pictures = drawn or [0.0] * len(columns)
    most = [line if grows or not any(growing) else line * _LONGEST_ASIDE for grows in growing]
    least = [
        air + max(picture, min(line * _LONGEST_WORD, _widest(texts, measure, words=True)))
        for texts, picture in zip(columns, pictures, strict=True)
    ]
    wanted = [
        air + min(limit, _widest(texts, measure, words=False))
        for texts, limit in zip(columns, most, strict=True)
    ]
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
