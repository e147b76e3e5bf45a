"""One key goes through the ways of sounding, lets each be heard, and keeps the choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import ClassVar

import pytest

from sessiecoach.domain.signals import SignalKind
from sessiecoach.storage.settings import Settings, read_settings, write_settings
from sessiecoach.ui import app as shell
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.messages import SoundSignal
from sessiecoach.ui.sound import Player
from sessiecoach.ui.surroundings import Surroundings


class Loud(SessiecoachApp):
    """The program, of which the bell is counted."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [Path(shell.__file__).with_name("app.tcss")]
    rung = 0

    def bell(self) -> None:
        self.rung += 1

    async def settled(self) -> None:
        """Wait until all is heard and kept."""
        for worker in [each for each in self.workers if each.group in ("sound", "settings")]:
            await worker.wait()


@pytest.fixture
def played() -> list[str]:
    """Give the list of what a player was asked to play."""
    return []


@pytest.fixture
def app(make_surroundings: Callable[..., Surroundings], played: list[str]) -> Loud:
    """Give the program on a system that has a player, with the bell chosen."""

    def play(file: Path) -> None:
        played.append(file.name)

    def find_player() -> Player | None:
        return play

    return Loud(replace(make_surroundings(), find_player=find_player))


async def test_each_switch_is_heard_and_kept(app: Loud, played: list[str]) -> None:
    """Rule 10: bell, tone, off, bell; each sounds at once, and the file holds the last one."""
    path = app.surroundings.places.settings
    write_settings(path, Settings(theme="ochtend"), path.parent)
    async with app.run_test() as pilot:
        for mode, rung, tones in (("tone", 0, 1), ("off", 0, 1), ("bell", 1, 1), ("tone", 1, 2)):
            await pilot.press("ctrl+g")
            await app.settled()
            assert (app.rung, len(played)) == (rung, tones)
            found, faults = read_settings(path)
            assert (found.sound, found.theme, faults) == (mode, "ochtend", ())


async def test_signals_sound_as_was_chosen(app: Loud, played: list[str]) -> None:
    """What a screen lets be heard comes out by the way that is chosen."""
    async with app.run_test() as pilot:
        app.screen.post_message(SoundSignal(SignalKind.WARNING))
        await pilot.pause()
        await app.settled()
        assert (app.rung, played) == (1, [])
        await pilot.press("ctrl+g")
        await app.settled()
        played.clear()
        app.screen.post_message(SoundSignal(SignalKind.END))
        await pilot.pause()
        await app.settled()
        assert played == ["end.wav"]


async def test_settings_that_cannot_be_written_cost_nothing(app: Loud) -> None:
    """The choice lasts for today, and nobody is bothered."""
    places = app.surroundings.places
    places.settings.parent.parent.mkdir(parents=True, exist_ok=True)
    places.settings.parent.write_text("hier staat een bestand")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+g")
        await app.settled()
        assert app.sounds.mode == "tone"
