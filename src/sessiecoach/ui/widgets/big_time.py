"""A time in digits as large as the place they get: the clock that a room can read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

# The segments of a digit: top, left and right above, middle, left and right below, bottom.
_SEGMENTS: Final[Mapping[str, str]] = {
    "0": "tlrLRb",
    "2": "trmLb",
    "3": "trmRb",
    "4": "lrmR",
    "5": "tlmRb",
    "6": "tlmLRb",
    "7": "trR",
    "8": "tlrmLRb",
    "9": "tlrmRb",
}
_LOWEST_PIXELS: Final = 5
_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class _Form(NamedTuple):
    """The measures of one size of digits, in pixels: half a cell high, one cell wide."""

    width: int
    height: int

    @property
    def stroke(self) -> int:
        return max(1, round(min(self.width / 3.5, self.height / 5.5)))

    @property
    def gap(self) -> int:
        return max(1, round(self.stroke * 0.6))

    @property
    def sign(self) -> int:
        """How wide a plus or minus is: its stroke, and an arm at both sides."""
        return self.stroke + 2 * max(1, round(self.width / 4))

    def width_of(self, letter: str) -> int:
        if letter == ":":
            return self.stroke
        return self.sign if letter in "+-" else self.width

    def width_of_all(self, text: str) -> int:
        return sum(map(self.width_of, text)) + self.gap * (len(text) - 1)


class _Bar(NamedTuple):
    x: int
    y: int
    width: int
    height: int


def big_time(text: str, width: int, height: int) -> list[str]:
    """Return `text` in block digits, the largest that fit in `width` x `height` cells.

    The text is of digits and `:`, `+` or `-`. The lines are equally long and no more than
    `height`. Where even the smallest digits, three lines high, do not fit, the text stands as
    it is; where there is no place for that either, the list is empty.
    """
    form = _largest(text, width, 2 * height)
    if form is None:
        return [text] if 0 < len(text) <= width and height > 0 else []
    rows = [[False] * form.width_of_all(text) for _ in range(form.height + form.height % 2)]
    left = 0
    for letter in text:
        for bar in _bars(letter, form):
            for y in range(bar.y, bar.y + bar.height):
                rows[y][left + bar.x : left + bar.x + bar.width] = [True] * bar.width
        left += form.width_of(letter) + form.gap
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def _largest(text: str, width: int, height: int) -> _Form | None:
    """Return the largest form that fits, digits about three wide to five high."""
    if not text or not set(text) <= set("0123456789:+-"):
        return None
    for tall in range(height, _LOWEST_PIXELS - 1, -1):
        for wide in range(max(3, round(tall * 0.66)), max(3, math.ceil(tall * 0.5)) - 1, -1):
            form = _Form(wide, tall)
            if form.width_of_all(text) <= width:
                return form
    return None


def _bars(letter: str, form: _Form) -> Iterator[_Bar]:
    wide, tall, stroke = form.width, form.height, form.stroke
    middle = (tall - stroke) // 2
    if letter == ":":
        upper = (middle + stroke) // 2 - stroke // 2
        yield _Bar(0, upper, stroke, stroke)
        yield _Bar(0, tall - stroke - upper, stroke, stroke)
    elif letter in "+-":
        arm = (form.sign - stroke) // 2
        yield _Bar(0, middle, form.sign, stroke)
        if letter == "+":
            yield _Bar(arm, max(0, middle - arm), stroke, stroke + 2 * min(arm, middle))
    elif letter == "1":
        # A stem in the middle, with a flag and a foot: it does not lean on its neighbour.
        stem = (wide - stroke + 1) // 2
        beside = wide - stem - stroke
        yield _Bar(stem, 0, stroke, tall)
        yield _Bar(max(0, stem - stroke), 0, stroke, stroke)
        yield _Bar(stem - beside, tall - stroke, stroke + 2 * beside, stroke)
    else:
        segments = _SEGMENTS[letter]
        below = tall - middle
        for name, bar in (
            ("t", _Bar(0, 0, wide, stroke)),
            ("m", _Bar(0, middle, wide, stroke)),
            ("b", _Bar(0, tall - stroke, wide, stroke)),
            ("l", _Bar(0, 0, stroke, middle + stroke)),
            ("r", _Bar(wide - stroke, 0, stroke, middle + stroke)),
            ("L", _Bar(0, middle, stroke, below)),
            ("R", _Bar(wide - stroke, middle, stroke, below)),
        ):
            if name in segments:
                yield bar


class BigTime(Widget):
    """A time in block digits that fill the widget."""

    DEFAULT_CSS = """
    BigTime {
        width: 1fr;
        height: 5;
        text-wrap: nowrap;
    }
    """

    text: reactive[str] = reactive("")
    """What is shown: `12:34`, `+01:05`; empty shows nothing."""

    def render(self) -> Content:
        """Draw the digits at the size that there is."""
        size = self.content_size
        return Content("\n".join(big_time(self.text, size.width, size.height)))
