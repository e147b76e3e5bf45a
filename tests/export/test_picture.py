"""A drawing as a PNG: its size, its colours, and the same file for the same drawing."""

from __future__ import annotations

import struct
import zlib

from hypothesis import example, given
from hypothesis import strategies as st

from sessiecoach.export.drawing import (
    Box,
    Dot,
    Drawing,
    bar_drawing,
    bar_signs,
    shift_drawing,
    trend_drawing,
)
from sessiecoach.export.outline import Bar, Shift, Trend
from sessiecoach.export.picture import png

ACCENT, LINE, PAPER = (0x1F, 0x4E, 0x79), (0xD5, 0xDB, 0xE1), (0xFF, 0xFF, 0xFF)
_NUMBERS = st.none() | st.floats(0, 10)
_TOO_LITTLE = 1e-6


def pixels(data: bytes) -> list[list[tuple[int, ...]]]:
    """Return the colours of a PNG, row by row, as another program reads them."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, place = {}, 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        named = data[place + 4 : place + 8 + length]
        (check,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        assert check == zlib.crc32(named)
        chunks[named[:4]] = named[4:]
        place += 12 + length
    assert list(chunks) == [b"IHDR", b"pHYs", b"IDAT", b"IEND"]
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    lines = zlib.decompress(chunks[b"IDAT"])
    step = 1 + 3 * width
    assert len(lines) == step * height
    rows = [lines[at + 1 : at + step] for at in range(0, len(lines), step)]
    return [[tuple(row[at : at + 3]) for at in range(0, len(row), 3)] for row in rows]


def test_shapes_are_where_they_were_put() -> None:
    """Twelve dots a millimetre; a later shape lies over an earlier one."""
    shapes = (Box(0, 0, 4, 1, "line"), Box(1, 0, 1, 1), Dot(3, 0.5, 0.4), Dot(3, 0.5, 0.2, "paper"))
    found = pixels(png(Drawing(4, 1, shapes, "")))
    assert (len(found[0]), len(found)) == (48, 12)
    assert [found[6][at] for at in (0, 11, 12, 23, 24, 36, 40)] == [
        *(LINE, LINE, ACCENT, ACCENT, LINE, PAPER),
        found[6][40],
    ]
    assert found[6][32] == ACCENT
    assert found[6][40] not in (ACCENT, PAPER)  # the edge fades


def test_the_same_drawing_is_the_same_file() -> None:
    """Nothing of the day or the machine is in it."""
    drawing = shift_drawing(Shift("a", 2, 8, 10))
    assert png(drawing) == png(drawing)


@given(_NUMBERS, _NUMBERS)
@example(0.0, 1.8e-193)
def test_a_line_stays_on_its_track(then: float | None, now: float | None) -> None:
    """Whatever the numbers are, each dot is whole within the drawing, and lower is to the left.

    What differs by less than can be drawn may lie at the same place.
    """
    drawing = shift_drawing(Shift("a", then, now, 10))
    dots = [each for each in drawing.shapes if isinstance(each, Dot)]
    assert all(each.radius <= each.across <= drawing.width - each.radius for each in dots)
    assert len(dots) == 2 * (then is not None) + (now is not None)
    if then is not None and now is not None and then < now:
        assert dots[0].across <= dots[-1].across
        assert now - then < _TOO_LITTLE or dots[0].across < dots[-1].across
    assert pixels(png(drawing))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_a_bar_is_as_long_as_the_mean_is_high(counts: list[int]) -> None:
    """It fills its track where all gave the highest number, and is not there at the lowest."""
    bar = Bar("a", tuple(counts))
    drawing = bar_drawing(bar)
    full = [each for each in drawing.shapes if isinstance(each, Box) and each.tone == "accent"]
    assert sum(each.width for each in full) == drawing.width * bar.fullness
    signs = bar_signs(bar, 12)
    assert signs.count("█") == round(12 * bar.fullness) if any(counts) else not signs
    assert len(signs) in (0, 12)


@given(st.lists(_NUMBERS, max_size=30))
def test_steps_are_as_high_as_the_numbers(values: list[float | None]) -> None:
    """Each number has a step within the drawing; where there is none there is only the ground."""
    drawing = trend_drawing(Trend(tuple(values), 10))
    steps = [each for each in drawing.shapes if isinstance(each, Box) and each.tone == "accent"]
    assert len(steps) == sum(each is not None for each in values)
    assert all(each.top >= 0 and each.height > 0 for each in steps)
    assert all(each.left + each.width <= drawing.width + 1e-9 for each in steps)
