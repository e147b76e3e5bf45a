"""Signs that every format draws alike: numbers as steps, and what is made up for a sample."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from sessiecoach.export.outline import Shift, Trend

_STEPS: Final = "▁▂▃▄▅▆▇█"
_NO_NUMBER: Final = "·"
MADE_UP_SIGN: Final = "°"
MADE_UP_LEGEND: Final = "° bedacht als voorbeeld; staat in geen bron."
MADE_UP_SECTION: Final = "° Voorbeeldmateriaal: dit onderdeel is bedacht en staat in geen bron."


def count_words(count: int | None) -> str:
    """Return how many gave an answer; nothing for an answer that a scale does not have."""
    return "" if count is None else str(count)


def step_signs(trend: Trend) -> str:
    """Return a sign a number, as high as the number is."""
    return "".join(
        _NO_NUMBER if height is None else _STEPS[round(height * (len(_STEPS) - 1))]
        for height in trend.heights
    )


Stretch = Literal["then", "now", "between", "outside"]


def track_signs(shift: Shift, width: int) -> Iterator[tuple[str, Stretch]]:
    """Yield the signs of a line, with an open dot where it was and a full dot where it is."""
    dots: dict[int, tuple[str, Stretch]] = {}
    if shift.then is not None:
        dots[round(shift.place(shift.then) * (width - 1))] = ("○", "then")
    if shift.now is not None:
        dots[round(shift.place(shift.now) * (width - 1))] = ("●", "now")
    begin, end = (min(dots), max(dots)) if dots else (0, 0)
    for place in range(width):
        line: tuple[str, Stretch] = ("━", "between") if begin < place < end else ("─", "outside")
        yield dots.get(place, line)
