"""What tests of screens share: places in a temporary folder, a still clock, a full session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from textual.app import ScreenStackError
from textual.pilot import Pilot

from sessiecoach.live.clock import Anchor, Clock
from sessiecoach.storage.home import Places, shipped
from sessiecoach.storage.settings import Settings
from sessiecoach.storage.themes import load_themes
from sessiecoach.ui.keys_in_turn import KeysInTurnApp
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock


@pytest.fixture(autouse=True, scope="session")
def keys_have_their_turn() -> Iterator[None]:
    """Let whoever presses a key in a test wait until it had its turn, on any laptop."""
    press = Pilot.press

    async def pressed(pilot: Pilot[object], *keys: str) -> None:
        await press(pilot, *keys)
        if isinstance(pilot.app, KeysInTurnApp) and pilot.app.is_running:
            with suppress(ScreenStackError):  # the key ended the program
                await pilot.app.caught_up()
                await pilot._wait_for_screen()

    patched = pytest.MonkeyPatch()
    patched.setattr(Pilot, "press", pressed)
    yield
    patched.undo()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Places in a folder of this test; the sessions folder is there and empty."""
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    return Places(
        sessions=sessions,
        themes=(shipped("themes"),),
        own_werkvormen=tmp_path / "config" / "werkvormen",
        state=tmp_path / "state",
        settings=tmp_path / "config" / "settings.toml",
    )


@pytest.fixture
def make_surroundings(places: Places, clock: FakeClock) -> Callable[..., Surroundings]:
    """Make surroundings with the still clock of the test."""

    def make(theme: str = "avond", open_first: Path | None = None) -> Surroundings:
        themes = load_themes(places.themes)

        def make_clock(anchor: Anchor | None) -> tuple[Clock, Anchor | None]:
            return clock, anchor

        return Surroundings(
            places=places,
            settings=Settings(),
            themes=tuple(themes.themes.values()),
            theme=themes.choose(theme),
            make_clock=make_clock,
            open_first=open_first,
        )

    return make
