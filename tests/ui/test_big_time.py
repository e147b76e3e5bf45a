"""Tests of the digits that fill the place they get."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from sessiecoach.ui.widgets.big_time import BigTime, big_time, changed_cells
from tests.ui.pressing import until

times = st.from_regex(r"[+-]?([0-9]:)?[0-9]{2}:[0-9]{2}", fullmatch=True)


@given(text=times, width=st.integers(0, 320), height=st.integers(0, 100))
def test_digits_stay_within_their_place(text: str, width: int, height: int) -> None:
    """Whatever the size, no line is wider and no block is higher than what was given."""
    lines = big_time(text, width, height)
    assert len(lines) <= height
    assert len({len(line) for line in lines}) <= 1
    assert all(len(line) <= width for line in lines)


@given(text=times, width=st.integers(36, 300), height=st.integers(3, 80))
def test_where_there_is_room_it_is_blocks(text: str, width: int, height: int) -> None:
    """From 36 by 3 cells on every time, also with hours and a sign, is drawn in blocks alone."""
    lines = big_time(text, width, height)
    assert len(lines) >= 3
    assert set("".join(lines)) <= set(" ▀▄█")


@given(
    text=times,
    width=st.integers(17, 200),
    height=st.integers(3, 60),
    more=st.tuples(st.integers(0, 60), st.integers(0, 30)),
)
def test_more_room_never_gives_smaller_digits(
    text: str, width: int, height: int, more: tuple[int, int]
) -> None:
    """A larger terminal shows digits at least as high."""
    wide, tall = more
    assert len(big_time(text, width + wide, height + tall)) >= len(big_time(text, width, height))


@given(st.integers(3, 60))
def test_no_two_digits_look_alike(height: int) -> None:
    """At every size each digit and sign has a shape of its own."""
    shapes = {letter: tuple(big_time(letter, 200, height)) for letter in "0123456789+-:"}
    assert len(set(shapes.values())) == len(shapes)


def test_smallest_digits() -> None:
    """Three lines and seventeen cells are enough for a time that can be read."""
    assert big_time("12:34", 17, 3) == [
        "▀█  ▀▀█ ▄ ▀▀█ █ █",
        " █  █▀▀   ▀▀█ ▀▀█",
        "▄█▄ █▄▄ ▀ ▄▄█   █",
    ]


def test_digits_of_the_panel() -> None:
    """Five lines give digits with strokes of two cells."""
    assert big_time("+0", 32, 5) == [
        "       ███████",
        "  ██   ██   ██",
        "██████ ██   ██",
        "  ██   ██   ██",
        "       ███████",
    ]


@pytest.mark.parametrize(("width", "height"), [(60, 15), (120, 36), (300, 80)])
def test_a_room_is_filled(width: int, height: int) -> None:
    """On a beamer of any size the digits reach from side to side or from top to bottom."""
    lines = big_time("12:34", width, height)
    assert len(lines[0]) > 0.85 * width or len(lines) > 0.85 * height


@pytest.mark.parametrize(
    ("text", "width", "height", "shown"),
    [
        ("12:34", 16, 3, ["12:34"]),
        ("12:34", 40, 2, ["12:34"]),
        ("12:34", 4, 9, []),
        ("12:34", 40, 0, []),
        ("", 40, 9, []),
        ("morgen", 40, 9, ["morgen"]),
    ],
)
def test_without_room_it_is_plain_text(
    text: str, width: int, height: int, shown: list[str]
) -> None:
    """Where digits cannot be drawn the text itself stands, or nothing where that is too long."""
    assert big_time(text, width, height) == shown


class _Face(App[None]):
    CSS = "BigTime { width: 100%; height: 100%; }"

    def compose(self) -> ComposeResult:
        yield BigTime()


async def test_the_widget_scales_with_its_terminal() -> None:
    """A terminal that is made larger gets larger digits of the same time."""
    async with _Face().run_test(size=(22, 4)) as pilot:
        face = pilot.app.query_one(BigTime)
        face.text = "09:58"
        await until(pilot, lambda: str(face.render()).count("\n") == 3)
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: str(face.render()).count("\n") > 10)


_TIMES = st.sampled_from(["", "00:00", "09:58", "09:57", "12:34", "+01:05", "1:00:00"])


@given(before=_TIMES, after=_TIMES, width=st.integers(0, 80), height=st.integers(0, 12))
def test_nothing_changes_outside_the_changed_cells(
    before: str, after: str, width: int, height: int
) -> None:
    """A drawing with its changed cells painted over it is the other drawing."""
    old, new = big_time(before, width, height), big_time(after, width, height)
    changed = changed_cells(old, new)
    assert bool(changed) == (old != new)

    def cell(lines: list[str], x: int, y: int) -> str:
        return lines[y][x] if y < len(lines) and x < len(lines[y]) else " "

    for y in range(height):
        for x in range(width):
            painted = new if changed.contains(x, y) else old
            assert cell(painted, x, y) == cell(new, x, y)


async def test_another_second_is_on_the_screen() -> None:
    """Painting only what changes leaves on the screen what painting all of it would."""
    async with _Face().run_test(size=(60, 12)) as pilot:
        face = pilot.app.query_one(BigTime)
        for text in ("09:58", "09:57", "10:00", "", "+00:01"):
            face.text = text
            await pilot.pause()
            painted = [
                strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()
            ]
            drawn = [line.rstrip() for line in big_time(text, 60, 12)]
            assert painted == drawn + [""] * (12 - len(drawn))
