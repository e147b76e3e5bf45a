"""What tests of the start and preparation screens share: a folder with meetings, and waiting."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.screens.start import StartScreen

SIZES = {"80x24": (80, 24), "120x36": (120, 36), "200x50": (200, 50)}
SERIES = Path(__file__).parent / "meeting" / "sessions" / "proeftuin-ruwaard"
"""A series as it is after its first meeting; the sample that is shipped has more of them."""
MOST_LOOKS = 10_000
"""Ten seconds at least: a disk that is busy is slow, and only what never comes waits so long."""
HOSTILE = "[/x] [red]rood[/red] \x1b]2;PWNED\x07 été 🙂"
"""What must never reach the terminal or the markup parser."""


def put_meetings(sessions: Path) -> Path:
    """Copy the series to a folder of the test and return where it lies."""
    folder = sessions / "proeftuin-ruwaard"
    folder.mkdir(parents=True)
    for file in SERIES.glob("*.toml"):
        shutil.copyfile(file, folder / file.name)
    return folder


async def until(pilot: Pilot[None], reached: Callable[[], bool]) -> None:
    """Let the program go on until something is so."""
    for _ in range(MOST_LOOKS):
        if reached():
            return
        await pilot.pause(0.001)
    raise AssertionError("this never came")


async def until_read(pilot: Pilot[None]) -> None:
    """Wait until the start screen has read every record and every werkvorm."""
    app = pilot.app
    groups = ("list", "records", "detail")

    def all_read() -> bool:
        # Before the first reading began nothing is at work either.
        begun = any(
            isinstance(each, StartScreen) and each._werkvormen is not None
            for each in app.screen_stack
        )
        return begun and all(each.is_finished for each in app.workers if each.group in groups)

    await until(pilot, all_read)
    await pilot.pause()


async def until_prepares(pilot: Pilot[None]) -> PrepareScreen:
    """Wait until a meeting is being prepared, and return its screen."""
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    await until(pilot, lambda: isinstance(app.screen, PrepareScreen) and app.is_ready)
    await pilot.pause()
    assert isinstance(app.screen, PrepareScreen)
    return app.screen
