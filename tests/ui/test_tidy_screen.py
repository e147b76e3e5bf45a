"""The screen that removes case details: it shows first, asks once, and says what it did."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from sessiecoach.storage.handed_on import note_made
from sessiecoach.storage.home import Places
from sessiecoach.storage.lock import take_lock
from sessiecoach.storage.records import read_record
from sessiecoach.storage.series import SERIES_FILE, read_series
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.series import SeriesList, SeriesScreen
from sessiecoach.ui.screens.tidy import TidyList, TidyScreen
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock
from tests.ui.pressing import SIZES, put_meetings, until, until_read

Make = Callable[..., Surroundings]
RECORD = "2016-06-27-leersessie.toml"


def _until(folder: Path, day: str) -> None:
    series = folder / SERIES_FILE
    text = series.read_text(encoding="utf-8")
    series.write_text(
        text.replace("\ntitle", f"\ncase_details_until = {day}\ntitle", 1), encoding="utf-8"
    )


def _shown(screen: TidyScreen) -> str:
    rows = screen.query_one(TidyList).rows
    lines = ["".join(piece.text for piece in line) for row in rows for line in row.lines]
    return " ".join(" ".join(lines).split())


@asynccontextmanager
async def tidying(
    surroundings: Surroundings, clock: FakeClock, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[Pilot[None], TidyScreen]]:
    """Show the screen over the start screen, once it has looked."""
    app = SessiecoachApp(surroundings)
    async with app.run_test(size=size) as pilot:
        await until_read(pilot)
        screen = TidyScreen(surroundings, clock)
        await app.push_screen(screen)
        await until(pilot, lambda: bool(screen.query_one(TidyList).rows))
        yield pilot, screen


async def test_it_shows_first_asks_once_and_tells(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """What goes and what stays; no leaves it, yes removes it and says what went."""
    folder = put_meetings(places.sessions)
    _until(folder, "2016-08-31")
    made = places.sessions.parent / "verslag.md"
    made.write_text("verslag", encoding="utf-8")
    note_made(places.state, read_record(folder / RECORD).session.header.document, [made])
    before = (folder / RECORD).read_bytes()
    async with tidying(make_surroundings(), clock) as (pilot, screen):
        assert "weg 5 casussen" in _shown(screen)
        assert "verslag.md" in _shown(screen).replace(" ", "")  # a long path is broken
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert (folder / RECORD).read_bytes() == before
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        await pilot.press("j")
        await until(pilot, lambda: "verwijderd 5 casussen" in _shown(screen))
        await until(pilot, lambda: not screen.busy)
        assert not made.exists()
        assert read_record(folder / RECORD).session.header.tidied_on == clock.now().date()
        await until(pilot, lambda: screen.check_action("tidy", ()) is False)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)


async def test_a_meeting_that_is_open_elsewhere_is_named(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """It stays as it is, and the screen says why."""
    folder = put_meetings(places.sessions)
    _until(folder, "2016-08-31")
    async with tidying(make_surroundings(), clock) as (pilot, screen):
        with take_lock(folder / RECORD, clock.now()):
            await pilot.press("o")
            await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
            await pilot.press("j")
            await until(pilot, lambda: "is nu elders geopend" in _shown(screen))
            assert "nog niet alles is opgeruimd" in _shown(screen)
            assert "nu opgeruimd" not in _shown(screen)
            assert "verwijderd" not in _shown(screen)
        assert read_record(folder / RECORD).session.header.tidied_on is None


async def test_without_a_date_it_says_where_to_choose_one(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """And offers nothing to remove."""
    put_meetings(places.sessions)
    async with tidying(make_surroundings(), clock) as (_pilot, screen):
        assert "Nog geen reeks heeft een bewaardatum" in _shown(screen)
        assert screen.check_action("tidy", ()) is False


async def test_without_a_series_it_says_so(make_surroundings: Make, clock: FakeClock) -> None:
    """An empty folder is no fault."""
    async with tidying(make_surroundings(), clock) as (_pilot, screen):
        assert _shown(screen) == "Er is nog geen reeks."


async def test_the_date_is_chosen_on_the_screen_of_the_series_and_taken_back(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """As a Dutch date; shown there, and when it has passed the way to remove is offered."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        screen = SeriesScreen(make_surroundings(), folder, clock)
        await app.push_screen(screen)
        rows = screen.query_one(SeriesList)
        await until(pilot, lambda: bool(rows.items))
        assert screen.check_action("open_tidying", ()) is False
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        app.screen.query_one("#field-case_details_until", Input).value = "31 aug 2016"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(screen.shown and screen.shown.is_over))

        def told() -> str:
            return " ".join(p.text for row in rows.rows for line in row.lines for p in line)

        assert read_series(folder / SERIES_FILE).series.case_details_until is not None
        await until(pilot, lambda: "31 aug 2016; die datum is voorbij" in told())
        assert "1 bijeenkomst met casusdetails. o ruimt op." in told()
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, TidyScreen))
        await until(pilot, lambda: app.screen.check_action("close", ()) is True)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not (screen.shown and screen.shown.is_over))
        assert read_series(folder / SERIES_FILE).series.case_details_until is None


@pytest.mark.parametrize(
    ("size", "content", "theme"),
    [
        ("80x24", "full", "avond"),
        ("120x36", "full", "ochtend"),
        ("200x50", "full", "avond"),
        ("80x24", "empty", "avond"),
    ],
)
def test_how_it_looks(
    make_surroundings: Make,
    places: Places,
    clock: FakeClock,
    snap_compare: Any,
    size: str,
    content: str,
    theme: str,
) -> None:
    """A series whose day has passed, and a folder where none has a date."""
    folder = put_meetings(places.sessions)
    if content == "full":
        _until(folder, "2016-08-31")
        other = places.sessions / "later"
        other.mkdir()
        (other / SERIES_FILE).write_text(
            'schema = 1\ntitle = "Latere reeks"\ncase_details_until = 2030-12-31\n',
            encoding="utf-8",
        )
    surroundings = make_surroundings(theme)

    async def show(pilot: Pilot[None]) -> None:
        await until_read(pilot)
        screen = TidyScreen(surroundings, clock)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: bool(screen.query_one(TidyList).rows))
        await pilot.pause()

    assert snap_compare(SessiecoachApp(surroundings), terminal_size=SIZES[size], run_before=show)
