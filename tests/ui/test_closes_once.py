"""Tests of screens that are asked to close more than once before they are gone."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest
from textual import events
from textual.screen import Screen

from sessiecoach.storage.sample import put_sample
from sessiecoach.ui import screens
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.palette import Palette
from sessiecoach.ui.screens.start import StartScreen
from tests.ui.lookback_meeting import MakeSurroundings
from tests.ui.pressing import until


def test_every_screen_that_closes_itself_closes_once() -> None:
    """Otherwise a worker that ends late would take away what came on top meanwhile."""
    kinds = {
        kind
        for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}.")
        for kind in vars(importlib.import_module(module.name)).values()
        if isinstance(kind, type) and issubclass(kind, Screen)
    }
    own = {kind for kind in kinds if kind.__module__.startswith("sessiecoach.")}
    closing = {kind for kind in own if "dismiss" in inspect.getsource(kind)}
    assert len(closing) > 10
    assert {kind for kind in closing if not issubclass(kind, ClosesOnce)} == set()


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


@pytest.mark.parametrize(("at", "closes"), [((1, 1), True), ((500, 300), False)])
async def test_a_click_beside_the_palette_closes_it(
    at: tuple[int, int], closes: bool, make_surroundings: MakeSurroundings
) -> None:
    """One that comes from outside the window, which became smaller meanwhile, does nothing."""
    app = SessiecoachApp(make_surroundings("avond"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready and isinstance(app.screen, StartScreen))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Palette))
        x, y = at
        app.screen.post_message(
            events.Click(app.screen, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
        )
        await pilot.pause()
        await until(pilot, lambda: isinstance(app.screen, StartScreen) is closes)
        assert app.is_running
