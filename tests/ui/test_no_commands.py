"""The last look at what goes to the terminal, and the first at what is pasted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets import Input, Static

from sessiecoach.domain.text import visible
from sessiecoach.ui.guarded_app import GuardedApp
from sessiecoach.ui.no_commands import NO_COMMANDS
from tests.hostile_texts import HOSTILE, IN_ONE, SIGNS, commanding

BLACK = Color(0, 0, 0)


class Careless(GuardedApp):
    """Shows and takes text without any care."""

    CSS = "Static { border: round red; }"

    def __init__(self, state: Path) -> None:
        super().__init__(state)
        self.title_of_border = Static(Content(IN_ONE), markup=False)
        self.field = Input(placeholder=IN_ONE)

    def compose(self) -> ComposeResult:
        """Show what is hostile wherever a widget takes text."""
        yield self.title_of_border
        yield self.field

    def on_mount(self) -> None:
        """Give a border a hostile title, and tell something hostile."""
        self.title_of_border.border_title = Content(IN_ONE)
        self.notify(IN_ONE, title=IN_ONE, markup=False)
        self.field.focus()


async def test_what_is_forgotten_is_left_out(tmp_path: Path) -> None:
    """A widget, a border, a toast and a placeholder that show a text as it came command nothing."""
    app = Careless(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for value in ("", IN_ONE.replace("\n", " ")):
            app.field.value = value
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            shown = "".join(each.text for strip in strips for each in strip)
            assert "PWNED" in shown
            assert commanding(shown) == set()


async def test_what_is_pasted_is_visible_before_anything_takes_it(tmp_path: Path) -> None:
    """A field of Textual itself gets no character that commands."""
    app = Careless(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.on_event(events.Paste("[/x]\x1b]2;x\x07\x9b\u202e\ud800\x00"))
        await pilot.pause()
        assert app.field.value == "[/x]<1b>]2;x<07><9b><202e>\ufffd<00>"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_line_keeps_its_width(text: str) -> None:
    """Nothing moves: what is left out counted for nothing, or leaves as many blanks."""
    kept = NO_COMMANDS.apply([Segment(text)], BLACK)[0].text
    assert commanding(kept) == set()
    assert cell_len(kept) == cell_len(text)


@given(st.text())
def test_text_that_is_visible_stays(text: str) -> None:
    """What is only text comes through as it is."""
    line = visible(text).replace("\n", " ").replace("\t", " ")
    segments = [Segment(line), Segment("x")]
    assert NO_COMMANDS.apply(segments, BLACK) == segments


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_of_people_stay(sign: str) -> None:
    """Emoji that are joined, flags and accents are no commands."""
    assert NO_COMMANDS.apply([Segment(sign)], BLACK) == [Segment(sign)]
