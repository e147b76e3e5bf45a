"""Pictures of numbers that every format draws alike, as shapes in millimetres or as signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from sessiecoach.export.outline import Bar, Shift, Trend

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


def bar_signs(bar: Bar, width: int) -> str:
    """Return a bar of signs as long as the mean is high; nothing where nobody answered."""
    full = round(bar.fullness * width)
    return "" if bar.mean is None else "█" * full + "░" * (width - full)


Tone = Literal["accent", "line", "paper"]
"""What strikes the eye, what lies behind it, and the ground on which it stands."""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, in millimetres from the top left of its drawing."""

    left: float
    top: float
    width: float
    height: float
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle, in millimetres from the top left of its drawing."""

    across: float
    down: float
    radius: float
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of numbers that stand beside it in words; later shapes lie over earlier ones."""

    width: float
    height: float
    shapes: tuple[Box | Dot, ...]
    words: str
    """What it shows, for who cannot see it."""


_HEIGHT: Final = 3.4
_MIDDLE: Final = _HEIGHT / 2
_TRACK: Final = 26.0
_RADIUS: Final = 1.3
_RIM: Final = 0.4
_STEP_WIDTH: Final = 2.2
_STEP_GAP: Final = 0.5
_LEAST_STEP: Final = 0.3
"""So high is a step at the lowest number, so that it can be seen."""


def bar_drawing(bar: Bar) -> Drawing:
    """Return a bar as long as the mean is high, on a track as long as it could be."""
    track = Box(0, _MIDDLE - 0.9, _TRACK, 1.8, "line")
    full = Box(0, _MIDDLE - 0.9, _TRACK * bar.fullness, 1.8)
    return Drawing(_TRACK, _HEIGHT, (track, full) if bar.fullness else (track,), "balk")


def shift_drawing(shift: Shift) -> Drawing:
    """Return a line with an open dot where a number was and a full dot where it is now."""
    room = _TRACK - 2 * _RADIUS
    shapes: list[Box | Dot] = [Box(0, _MIDDLE - 0.2, _TRACK, 0.4, "line")]
    then, now = (
        None if value is None else _RADIUS + room * shift.place(value)
        for value in (shift.then, shift.now)
    )
    if then is not None and now is not None:
        begin, end = sorted((then, now))
        shapes.append(Box(begin, _MIDDLE - 0.35, end - begin, 0.7))
    if then is not None:
        shapes.append(Dot(then, _MIDDLE, _RADIUS))
        shapes.append(Dot(then, _MIDDLE, _RADIUS - _RIM, "paper"))
    if now is not None:
        shapes.append(Dot(now, _MIDDLE, _RADIUS))
    return Drawing(_TRACK, _HEIGHT, tuple(shapes), "open stip: toen; dichte stip: nu")


def trend_drawing(trend: Trend) -> Drawing:
    """Return a step a number, as high as the number is, on a line; none where there is none."""
    shapes: list[Box | Dot] = []
    left = 0.0
    for height in trend.heights:
        shapes.append(Box(left, _HEIGHT - 0.2, _STEP_WIDTH, 0.2, "line"))
        if height is not None:
            high = _LEAST_STEP + (_HEIGHT - _LEAST_STEP) * height
            shapes.append(Box(left, _HEIGHT - high, _STEP_WIDTH, high))
        left += _STEP_WIDTH + _STEP_GAP
    width = max(_STEP_WIDTH, left - _STEP_GAP)
    return Drawing(width, _HEIGHT, tuple(shapes), f"verloop: {step_signs(trend)}")
