"""Leaving a meeting that its disk does not take: nothing is in the way, and nothing is lost."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from tests.ui.pressing import put_meetings, until, until_prepares


@pytest.fixture
def app(make_surroundings: Callable[..., Surroundings], places: Places) -> SessiecoachApp:
    """The program with a series of which the second meeting is next."""
    put_meetings(places.sessions)
    return SessiecoachApp(make_surroundings())


async def unsaved(pilot: Pilot[None]) -> tuple[PrepareScreen, Path]:
    """Prepare a meeting, lose its folder, type on, and ask to leave."""
    await pilot.press("enter")
    screen = await until_prepares(pilot)
    path = screen.opened.path
    shutil.rmtree(path.parent)
    await pilot.press(*"zzz", "ctrl+o")
    await until(pilot, lambda: any("opnieuw" in each.message for each in pilot.app._notifications))
    return screen, path


async def asked_where(pilot: Pilot[None], wanted: str) -> PrepareScreen:
    """Ask once more to leave, and give a folder for the copy."""
    screen, _path = await unsaved(pilot)
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    pilot.app.screen.query_one(Input).value = wanted
    await pilot.press("ctrl+s")
    return screen


async def test_the_first_time_one_types_on(app: SessiecoachApp) -> None:
    """It is told why, no question is in the way, and with room again it is left at once."""
    async with app.run_test(size=(120, 36)) as pilot:
        screen, path = await unsaved(pilot)
        assert app.screen is screen
        await pilot.press(*"!!")
        path.parent.mkdir()
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        assert read_record(path).session.header.title.endswith("zzz!!")


async def test_a_copy_goes_where_a_person_wants(app: SessiecoachApp, tmp_path: Path) -> None:
    """It is a record with everything in it, for its owner only, and the meeting is left."""
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await asked_where(pilot, str(tmp_path / "stick" / "map"))
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
    (copy,) = (tmp_path / "stick" / "map").iterdir()
    assert read_record(copy).session.header.title.endswith("zzz")
    assert copy.name == screen.opened.path.name
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_a_place_that_takes_nothing_either(app: SessiecoachApp, tmp_path: Path) -> None:
    """It is told, and one stays where one was."""
    blocked = tmp_path / "a file"
    blocked.write_text("")
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await asked_where(pilot, str(blocked / "map"))
        await until(pilot, lambda: any("Ook daar" in n.message for n in app._notifications))
        assert app.screen is screen


@pytest.mark.parametrize(("answer", "leaves"), [("j", True), ("n", False)])
async def test_without_a_copy_it_is_asked_once_more(
    answer: str, leaves: bool, app: SessiecoachApp
) -> None:
    """No folder means leaving without it, which is the only act that loses something."""
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await asked_where(pilot, "")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press(answer)
        await until(pilot, lambda: isinstance(app.screen, StartScreen if leaves else PrepareScreen))
        assert leaves or app.screen is screen
