"""Tests of what is being taken away: it may miss its parts, and ends nothing."""

from __future__ import annotations

import asyncio

import pytest
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.worker import WorkerFailed

from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.palette import Palette
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.help import HelpScreen
from sessiecoach.ui.screens.start import StartScreen
from tests.ui.lookback_meeting import MakeSurroundings
from tests.ui.pressing import until


class Seeking(Screen[None]):
    """Looks for a part that is not there."""

    def compose(self) -> ComposeResult:
        """Lay out two parts, and a list."""
        yield Static("een stuk tekst", id="part", markup=False)
        yield OptionList("een", "twee", "drie", markup=False)

    async def seek(self, *, going: bool) -> None:
        """Miss a part, while this is taken away or while it stands."""
        if going:
            self.app.pop_screen()
            while not self._pruning:  # noqa: ASYNC110  there is no event of it
                await asyncio.sleep(0)
        self.query_one("#nowhere")


class Hasty(Screen[None]):
    """Goes while it is being mounted."""

    missed = False

    async def show_for_a_moment(self, app: SessiecoachApp) -> None:
        """Push it, as a worker of the screen below does."""
        await app.push_screen(self)

    async def on_mount(self) -> None:
        """Go, and look for a part."""
        self.app.pop_screen()
        while not self._pruning:  # noqa: ASYNC110  there is no event of it
            await asyncio.sleep(0)
        self.missed = True
        self.query_one("#nowhere")


@pytest.fixture
def app(make_surroundings: MakeSurroundings) -> SessiecoachApp:
    """The program without any meeting."""
    return SessiecoachApp(make_surroundings("avond"))


async def seeks(app: SessiecoachApp, *, going: bool) -> None:
    """Let a worker of a screen miss a part, and wait until it did."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready)
        screen = Seeking()
        await app.push_screen(screen)
        worker = screen.run_worker(screen.seek(going=going))
        await until(pilot, lambda: worker.is_finished)
        await pilot.pause()
        assert isinstance(worker.error, NoMatches)
        assert isinstance(app.screen, StartScreen)


async def test_what_goes_may_miss_a_part(app: SessiecoachApp) -> None:
    """A worker that outlives its screen for a moment is no fault."""
    await seeks(app, going=True)


async def test_what_a_worker_made_may_miss_a_part(app: SessiecoachApp) -> None:
    """A form that a screen asked for goes before it stands; the screen that asked does not."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready)
        await app.push_screen(Seeking())
        form = Hasty()
        worker = app.screen.run_worker(form.show_for_a_moment(app))
        await until(pilot, lambda: worker.is_finished and isinstance(app.screen, Seeking))
        assert form.missed
        assert app.is_running


async def test_what_stands_may_not(app: SessiecoachApp) -> None:
    """Elsewhere the same is a fault, which is told and ends the program."""
    with pytest.raises(WorkerFailed):
        await seeks(app, going=False)
    assert app.return_code == 1


async def test_a_screen_for_a_program_that_ends(app: SessiecoachApp) -> None:
    """F1 right after q lays out nothing, and the end is a good one."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready)
        app.exit()
        await app.push_screen(HelpScreen(app.screen))
    assert app.return_code == 0


async def test_a_click_on_what_was_taken_away(app: SessiecoachApp) -> None:
    """It is still drawn, and there is nothing there to click on."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready)
        await app.push_screen(Seeking())
        part = app.screen.query_one("#part")
        await until(pilot, lambda: part.region.area > 0)
        x, y = part.region.x + 2, part.region.y
        with app.batch_update():
            await part.remove()
            assert app.get_widget_at(x, y)[0] is part
            for kind in (events.MouseMove, events.MouseDown, events.MouseUp):
                await app.on_event(
                    kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
                )
        await pilot.pause()
        assert app.is_running


@pytest.mark.parametrize(("row", "chosen"), [(1, 1), (7, None)])
async def test_a_click_on_a_row_that_went(
    row: int, chosen: int | None, app: SessiecoachApp
) -> None:
    """A list that became shorter does nothing for a row that it had."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready)
        await app.push_screen(Seeking())
        listed = app.screen.query_one(OptionList)
        listed.highlighted = None
        click = events.Click(listed, 1, 1, 0, 0, 1, False, False, False)
        click.style = Style(meta={"option": row})
        listed.post_message(click)
        await pilot.pause()
        assert listed.highlighted == chosen


async def test_a_dialog_below_help_stays(app: SessiecoachApp) -> None:
    """Its button was pressed before the help came over it; the help is not what it closes."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready)
        dialog = AskScreen("Weggooien?")
        await app.push_screen(dialog)
        await app.push_screen(Palette())
        for _ in range(2):
            dialog.dismiss(True)
        await pilot.pause()
        assert app.screen_stack[-2] is dialog
        assert isinstance(app.screen, Palette)
