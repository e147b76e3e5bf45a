"""Tests of the open items of a series between its meetings: each answer in a file of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from sessiecoach.domain.session import Session, Update
from sessiecoach.storage.home import Places
from sessiecoach.storage.updates import add_update, read_updates
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.open_items import OpenItemsScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.item_stands import ItemStands
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import SIZES, at
from tests.ui.pressing import until, until_read
from tests.ui.series_of_three import BETWEEN, FIRST, put_series

MakeSurroundings = Callable[..., Surroundings]
TODAY = dt.date(2016, 9, 5)


class Sitting:
    """The program with the open items of the series on the screen."""

    def __init__(self, app: SessiecoachApp, pilot: Pilot[None], folder: Path) -> None:
        self.app, self.pilot, self.folder = app, pilot, folder

    async def press(self, *keys: str) -> None:
        """Press keys and let everything that follows happen."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Type a line and confirm it."""
        await self.press(*("space" if each == " " else each for each in text), "enter")

    async def stands(self, kind: type) -> None:
        """Wait until a screen stands."""
        await until(self.pilot, lambda: isinstance(self.app.screen, kind))
        await self.pilot.pause()

    async def on_disk(self, *wanted: str) -> list[Update]:
        """Wait until updates of just these items count, and return them."""
        await until(self.pilot, lambda: sorted(e.item for e in self._counting()) == sorted(wanted))
        return sorted(self._counting(), key=lambda each: each.item)

    def _counting(self) -> list[Update]:
        told = read_updates(self.folder).updates
        return [each.update for each in told if each.update.withdrawn_at is None]

    @property
    def files(self) -> list[str]:
        """The names of the files."""
        return sorted(path.name for path in (self.folder / "updates").glob("*.toml"))

    @property
    def screen(self) -> OpenItemsScreen:
        """The open items."""
        assert isinstance(self.app.screen, OpenItemsScreen)
        return self.app.screen

    @property
    def asked(self) -> tuple[str, str]:
        """The item and the question of now."""
        asking = self.screen.query_one(AnswerPanel).asking
        return asking.item, asking.question

    @property
    def day(self) -> str:
        """What is said of the day."""
        return str(self.screen.query_one("#open-day", Static).render())

    def badges(self) -> dict[str, str]:
        """How each listed item stands."""
        groups = self.screen.query_one(ItemStands).groups
        return {each.item: each.badge for group in groups for each in group.stands}


Sit = Callable[..., AbstractAsyncContextManager[Sitting]]


def app_of(
    make: MakeSurroundings, clock: FakeClock, *meetings: Session, theme: str = "avond"
) -> SessiecoachApp:
    """Make the program with a series on 5 September."""
    surroundings = make(theme)
    put_series(surroundings.places.sessions, *meetings)
    clock.advance((at("9.07.18") - clock.now()).total_seconds())
    return SessiecoachApp(surroundings)


async def opened(pilot: Pilot[None]) -> Sitting:
    """Go from the start screen to the open items, and wait until they were read."""
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    sitting = Sitting(app, pilot, app.surroundings.places.sessions / "proeftuin-ruwaard")
    await until(pilot, lambda: app.is_ready)
    await until_read(pilot)
    await sitting.press("o")
    await sitting.stands(OpenItemsScreen)
    await until(pilot, lambda: sitting.screen.history is not None)
    await pilot.pause()
    return sitting


@pytest.fixture
def sit(make_surroundings: MakeSurroundings, clock: FakeClock) -> Sit:
    """Give what opens the open items of a series."""

    @asynccontextmanager
    async def sitting(*meetings: Session, size: tuple[int, int] = (120, 36)) -> Any:
        app = app_of(make_surroundings, clock, *(meetings or (FIRST, BETWEEN)))
        async with app.run_test(size=size) as pilot:
            yield await opened(pilot)

    return sitting


async def test_an_answer_is_a_file_of_its_own(sit: Sit) -> None:
    """It was heard today, as is shown; more answers about the item are in the same file."""
    async with sit() as sitting:
        assert sitting.day == "gehoord op vandaag, F3 wijzigt"
        await sitting.press("d")
        assert sitting.asked == ("s-1", "how")
        (update,) = await sitting.on_disk("s-1")
        assert (update.worked_out, update.on) == ("partly", TODAY)
        (name,) = sitting.files
        assert name.startswith("2016-09-05-")
        await sitting.write("per team")
        await sitting.press("n", "enter")
        await until(sitting.pilot, lambda: read_updates(sitting.folder).updates[0].update.how != "")
        assert sitting.asked == ("s-2", "worked_out")
        await sitting.press("j")
        updates = await sitting.on_disk("s-1", "s-2")
        assert (updates[0].id, updates[0].how, updates[0].applied) == (update.id, "per team", "no")
        assert name in sitting.files
        assert len(sitting.files) == 2
        assert sitting.day == "gehoord op vandaag, F3 wijzigt"


async def test_the_records_stay_as_they_are(sit: Sit) -> None:
    """Only files in the folder of updates are made."""
    async with sit() as sitting:
        records = {path: path.read_bytes() for path in sitting.folder.glob("*.toml")}
        await sitting.press("n")
        await sitting.on_disk("s-1")
        assert {path: path.read_bytes() for path in sitting.folder.glob("*.toml")} == records


async def test_undo_and_redo_are_in_that_file(sit: Sit) -> None:
    """An answer that is taken back says so in its file; it can come again."""
    async with sit() as sitting:
        await sitting.press("n")
        await sitting.press("n")
        await sitting.on_disk("s-1")
        await sitting.press("ctrl+z")
        assert sitting.asked == ("s-1", "applied")
        await sitting.press("ctrl+z")
        await sitting.on_disk()
        (kept,) = read_updates(sitting.folder).updates
        assert kept.update.withdrawn_at is not None
        assert sitting.asked == ("s-1", "worked_out")
        await sitting.press("ctrl+y")
        (update,) = await sitting.on_disk("s-1")
        assert (update.worked_out, update.applied) == ("no", None)
        await sitting.press("ctrl+z")
        await sitting.on_disk()
        await sitting.press("j")
        (update,) = await sitting.on_disk("s-1")
        assert update.worked_out == "yes"
        assert len(sitting.files) == 1


async def test_what_must_get_better_is_kept_with_the_item(sit: Sit) -> None:
    """Without a meeting there is no action to make of it; the next terugkom shows it."""
    async with sit() as sitting:
        await sitting.press("n")
        await sitting.press("n")
        await sitting.write("één loket @teamleider vóór 10 okt")
        await until(
            sitting.pilot,
            lambda: any(e.update.improvements for e in read_updates(sitting.folder).updates),
        )
        (wish,) = read_updates(sitting.folder).updates[0].update.improvements
        assert (wish.text, wish.owner, wish.becomes) == ("één loket", "teamleider", "")
        assert wish.due == dt.date(2016, 10, 10)


async def test_a_promise_that_is_ready_is_closed(sit: Sit) -> None:
    """One key, and the list says so."""
    async with sit() as sitting:
        await sitting.press("down", "down")
        await sitting.press("g")
        (update,) = await sitting.on_disk("t-1")
        assert update.status == "done"
        assert sitting.badges()["t-1"] == "● gereed"


async def test_the_day_is_never_before_the_meeting(sit: Sit) -> None:
    """Nor is it yet to come; a day that is too early for another item is told with that item."""
    async with sit() as sitting:
        await sitting.press("f3")
        await sitting.stands(FormScreen)
        fault = sitting.app.screen.query_one("#fault-day", Static)
        for day, words in (
            ("26-6-2016", "vóór de bijeenkomst"),
            ("6-9-2016", "moet nog komen"),
            ("ooit", "geen datum"),
        ):
            sitting.app.screen.query_one(Input).value = day
            await sitting.press("enter")
            assert words in str(fault.render())
        sitting.app.screen.query_one(Input).value = "28-6-2016"
        await sitting.press("enter")
        await sitting.stands(OpenItemsScreen)
        assert sitting.day == "gehoord op di 28 jun 2016, F3 wijzigt"
        await sitting.press("n")
        (update,) = await sitting.on_disk("s-1")
        assert update.on == dt.date(2016, 6, 28)
        await sitting.press("pagedown", "down", "g")
        panel = sitting.screen.query_one(AnswerPanel)
        assert panel.fault.startswith("Die dag ligt vóór de bijeenkomst van dit punt; F3")
        await sitting.on_disk("s-1")
        item, _question = sitting.asked
        await sitting.press("f3")
        await sitting.stands(FormScreen)
        sitting.app.screen.query_one(Input).value = "5-9-2016"
        await sitting.press("enter")
        await sitting.stands(OpenItemsScreen)
        assert (sitting.day, panel.fault) == ("gehoord op vandaag, F3 wijzigt", "")
        await sitting.press("g")
        await sitting.on_disk("s-1", item)


async def test_a_folder_that_refuses_is_said(sit: Sit) -> None:
    """The answers stay on the screen, and can be kept once it is possible."""
    async with sit() as sitting:
        in_the_way = sitting.folder / "updates"
        in_the_way.write_text("", encoding="utf-8")
        await sitting.press("d")
        await until(sitting.pilot, lambda: bool(sitting.screen.trouble))
        assert sitting.screen.trouble.startswith("NIET OPGESLAGEN")
        assert sitting.badges()["s-1"] == "◐ in uitwerking"
        await sitting.write("per team")
        await sitting.press("escape")
        await sitting.stands(AskScreen)
        await sitting.press("n")
        await sitting.stands(OpenItemsScreen)
        in_the_way.unlink()
        await sitting.press("f5")
        (update,) = await sitting.on_disk("s-1")
        assert update.how == "per team"
        await until(sitting.pilot, lambda: not sitting.screen.trouble)


async def test_a_half_typed_line_is_asked_about(sit: Sit) -> None:
    """Escape asks before it is lost; without one it goes back to the list of meetings."""
    async with sit() as sitting:
        await sitting.press("j")
        await sitting.press("z", "o", "escape")
        await sitting.stands(AskScreen)
        assert isinstance(sitting.app.screen, AskScreen)
        asked = sitting.app.screen.query("Static").results(Static)
        words = "O1: “zo” is nog niet bevestigd met Enter. Toch terug?"
        assert words in [str(each.render()) for each in asked]
        await sitting.press("n")
        await sitting.stands(OpenItemsScreen)
        assert sitting.screen.query_one(AnswerPanel).query_one(Input).value == "zo"
        await sitting.press("enter", "x", "escape")
        assert sitting.asked == ("s-1", "applied")
        await sitting.press("escape")
        await sitting.stands(StartScreen)
        assert [each.how for each in sitting._counting()] == ["zo"]


async def test_what_was_told_before_counts(
    make_surroundings: MakeSurroundings, clock: FakeClock, places: Places
) -> None:
    """A file of an earlier sitting is read, and shown as told before."""
    app = app_of(make_surroundings, clock, FIRST)
    folder = places.sessions / "proeftuin-ruwaard"
    add_update(folder, Update(id="u-9", item="t-1", on=dt.date(2016, 8, 20), status="done"))
    add_update(folder, Update(id="u-8", item="s-1", on=dt.date(2016, 8, 20), worked_out="partly"))
    async with app.run_test(size=(120, 36)) as pilot:
        sitting = await opened(pilot)
        assert "t-1" not in sitting.badges()
        assert sitting.screen.query_one(AnswerPanel).asking.told == (
            "20 aug 2016: deels uitgewerkt",
        )
        await sitting.press("a")
        assert sitting.badges()["t-1"] == "● gereed"


async def test_a_series_without_anything_says_so(sit: Sit) -> None:
    """And nothing can be answered."""
    bare = replace(FIRST, solutions=(), promises=(), decisions=(), report_backs=())
    async with sit(bare) as sitting:
        empty = sitting.screen.query_one(ItemStands).empty
        assert empty == "Niets afgesproken in eerdere sessies van deze reeks."
        await sitting.press("j", "b", "x", "escape")
        await sitting.stands(StartScreen)


# Pictures.


@pytest.mark.parametrize("size", SIZES)
def test_picture(
    size: str,
    snap_compare: Callable[..., bool],
    make_surroundings: MakeSurroundings,
    clock: FakeClock,
) -> None:
    """One item told today, and the question of the next."""

    async def telling(pilot: Pilot[None]) -> None:
        sitting = await opened(pilot)
        await sitting.press("d")
        await sitting.write("per team")
        await sitting.press("n", "enter", "j", "enter")
        await sitting.on_disk("s-1", "s-2")

    app = app_of(make_surroundings, clock, FIRST, BETWEEN, theme="ochtend")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=telling)


def test_picture_of_a_folder_that_refuses(
    snap_compare: Callable[..., bool],
    make_surroundings: MakeSurroundings,
    clock: FakeClock,
) -> None:
    """What is not on disk cannot be overlooked."""

    async def refused(pilot: Pilot[None]) -> None:
        sitting = await opened(pilot)
        (sitting.folder / "updates").write_text("", encoding="utf-8")
        await sitting.press("d")
        await until(pilot, lambda: bool(sitting.screen.trouble))
        await pilot.pause()

    app = app_of(make_surroundings, clock, FIRST, BETWEEN)
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=refused)
