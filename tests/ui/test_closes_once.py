"""Tests of screens that are asked to close more than once before they are gone."""

from __future__ import annotations

import pytest
from textual import events

from sessiecoach.storage.sample import put_sample
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.start import StartScreen
from tests.ui.lookback_meeting import MakeSurroundings
from tests.ui.pressing import until


@pytest.mark.parametrize("key", ["ctrl+p", "n", "s", "p", "c", "o", "a", "f1"])
async def test_escape_in_a_row_closes_one_screen(
    key: str, make_surroundings: MakeSurroundings
) -> None:
    """Three of them that come at once leave the screen below where it is."""
    surroundings = make_surroundings("avond")
    put_sample(surroundings.places.sessions)
    app = SessiecoachApp(surroundings)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready and isinstance(app.screen, StartScreen))
        await pilot.press(key)
        await until(pilot, lambda: len(app.screen_stack) == 3 and app.screen.focused is not None)
        for _ in range(3):
            app.post_message(events.Key("escape", None))
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert app.is_running
