"""Signs that every format draws alike: numbers as steps, and what is made up for a sample."""

from __future__ import annotations

from typing import Final

from sessiecoach.export.outline import Trend

_STEPS: Final = "▁▂▃▄▅▆▇█"
_NO_NUMBER: Final = "·"
MADE_UP_SIGN: Final = "°"
MADE_UP_LEGEND: Final = "° bedacht als voorbeeld; staat in geen bron."
MADE_UP_SECTION: Final = "° Voorbeeldmateriaal: dit onderdeel is bedacht en staat in geen bron."


def step_signs(trend: Trend) -> str:
    """Return a sign a number, as high as the number is."""
    return "".join(
        _NO_NUMBER if height is None else _STEPS[round(height * (len(_STEPS) - 1))]
        for height in trend.heights
    )
