"""A time in digits as large as the place they get: the clock that a room can read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
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
    """A time in block digits that fill the widget; another second paints what it changes."""

    DEFAULT_CSS = """
    BigTime {
        width: 1fr;
        height: 5;
    }
    """

    text: reactive[str] = reactive("", repaint=False)
    """What is shown: `12:34`, `+01:05`; empty shows nothing."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual calls it so
        super().__init__(id=id)
        self._drawn: tuple[tuple[str, Size], list[str]] = (("", Size()), [])

    def lines(self, text: str, size: Size) -> list[str]:
        """Return `text` in digits, as lines from the top left of `size`."""
        return big_time(text, size.width, size.height)

    def _lines(self) -> list[str]:
        """Return the lines of now; they are drawn once, not once a line."""
        shown = (self.text, self.content_size)
        if self._drawn[0] != shown:
            self._drawn = (shown, self.lines(*shown))
        return self._drawn[1]

    def watch_text(self) -> None:
        """Paint the cells that are otherwise now."""
        before, size = self._drawn[1], self._drawn[0][1]
        if size != self.content_size:
            self.refresh()  # its place is new: all of it is painted
        elif changed := changed_cells(before, self._lines()):
            self.refresh(changed)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the digits."""
        width, style = self.content_size.width, self.visual_style.rich_style
        lines = self._lines()
        if y >= len(lines):
            return Strip.blank(width, style)
        return Strip([Segment(lines[y], style)]).adjust_cell_length(width, style.background_style)

    def render(self) -> Content:
        """Return the digits as text, for who copies them."""
        return Content("\n".join(self._lines()))


def changed_cells(before: list[str], after: list[str]) -> Region:
    """Return the smallest part outside which two drawings are the same."""
    height = max(len(before), len(after))
    width = max(map(len, (*before, *after)), default=0)
    old, new = (
        [line.ljust(width) for line in (*lines, *[""] * (height - len(lines)))]
        for lines in (before, after)
    )
    rows = [y for y in range(height) if old[y] != new[y]]
    if not rows:
        return Region()
    columns = [x for y in rows for x in range(width) if old[y][x] != new[y][x]]
    left, top = min(columns), rows[0]
    return Region(left, top, max(columns) - left + 1, rows[-1] - top + 1)
