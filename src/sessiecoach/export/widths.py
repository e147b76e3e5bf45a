"""How wide the columns of a table on paper are, by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sessiecoach.domain.text import visible

_LINE: Final = 96
"""About as many letters stand on a line of A4."""
_LONGEST_WORD: Final = 24
"""A longer one is broken off, so that it does not push the other columns away."""
_WANTED: Final = 60
_AIR: Final = 2


def shares(columns: Sequence[Sequence[str]], growing: Sequence[bool]) -> tuple[float, ...]:
    """Return which part of the width each column gets, given every text in it; together 1.

    Each has room for its longest word; what is left goes to columns by what they hold, and
    where nothing is left to wish to those that grow.
    """
    least = [_AIR + min(_LONGEST_WORD, _longest(texts, words=True)) for texts in columns]
    wanted = [_AIR + min(_WANTED, _longest(texts, words=False)) for texts in columns]
    wishes = [max(0, more - less) for more, less in zip(wanted, least, strict=True)]
    room = max(0, _LINE - sum(least))
    if sum(wishes) > room:
        given = [room * wish / sum(wishes) for wish in wishes]
    else:
        growers = growing if any(growing) else [True] * len(least)
        rest = (room - sum(wishes)) / sum(growers)
        given = [wish + rest * grows for wish, grows in zip(wishes, growers, strict=True)]
    whole = sum(least) + sum(given)
    return tuple((less + more) / whole for less, more in zip(least, given, strict=True))


def _longest(texts: Sequence[str], *, words: bool) -> int:
    pieces = (
        piece
        for text in texts
        for piece in (visible(text).split() if words else visible(text).split("\n"))
    )
    return max(map(len, pieces), default=1)
