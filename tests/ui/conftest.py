"""What tests of screens share: places in a temporary folder, a still clock, a full session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sessiecoach.live.clock import Anchor, Clock
from sessiecoach.storage.home import Places, shipped
from sessiecoach.storage.settings import Settings
from sessiecoach.storage.themes import load_themes
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock


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
