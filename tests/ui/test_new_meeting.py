"""Making a meeting: what is proposed, what is refused and what is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static

from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.session import Header
from sessiecoach.storage.home import Places
from sessiecoach.storage.listing import ListedMeeting, ListedSeries
from sessiecoach.storage.records import read_record
from sessiecoach.storage.summaries import Summary
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.new_meeting import NewMeetingScreen, Proposal, proposed
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.werkvorm_list import WerkvormList, werkvorm_lines
from tests.ui.pressing import SIZES, put_meetings, until, until_prepares, until_read

Make = Callable[..., Surroundings]


async def asking(pilot: Pilot[None]) -> NewMeetingScreen:
    """Press n on the start screen and return the screen that asks."""
    await until_read(pilot)
    await pilot.press("n")
    await until(pilot, lambda: isinstance(pilot.app.screen, NewMeetingScreen))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, NewMeetingScreen)
    return screen


def value(screen: NewMeetingScreen, name: str) -> str:
    """Return what stands in a field."""
    return screen.query_one(f"#{name}", Input).value


async def write(pilot: Pilot[None], name: str, text: str) -> None:
    """Replace what stands in a field."""
    pilot.app.screen.query_one(f"#{name}", Input).focus()
    await pilot.pause()
    await pilot.press("home", "ctrl+k", *(each.replace(" ", "space") for each in text))


async def test_the_series_proposes_the_next_meeting(
    make_surroundings: Make, places: Places
) -> None:
    """Date, times, title and werkvorm stand ready; ctrl+s makes it and opens it."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await asking(pilot)
        assert value(screen, "title") == "Tweede leersessie Proeftuin Ruwaard"
        assert (value(screen, "date"), value(screen, "starts"), value(screen, "ends")) == (
            "5 sep 2016",
            "9.00",
            "10.30",
        )
        werkvorm = screen.query_one(WerkvormList).werkvorm
        assert werkvorm is not None
        assert werkvorm.id == "leersessie"
        await pilot.press("ctrl+s")
        await until_prepares(pilot)
    header = read_record(folder / "2016-09-05-leersessie.toml").session.header
    assert (header.number, header.series, header.location) == (
        2,
        "proeftuin-ruwaard",
        "gemeentehuis Oss",
    )


async def test_the_end_follows_the_werkvorm_until_it_is_typed(
    make_surroundings: Make,
) -> None:
    """Without a planned end it is the begin and the length of what is chosen."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await asking(pilot)
        werkvormen = screen.query_one(WerkvormList)
        werkvormen.choose("leersessie")
        await until(pilot, lambda: value(screen, "ends") == "10.30")
        werkvormen.choose("roddelmethode")
        await until(pilot, lambda: value(screen, "ends") == "9.50")
        await write(pilot, "starts", "13.00")
        await until(pilot, lambda: value(screen, "ends") == "13.50")
        await write(pilot, "ends", "15.00")
        werkvormen.choose("leersessie")
        await pilot.pause()
        assert value(screen, "ends") == "15.00"
        assert "2 uur" in str(screen.query_one("#length", Static).render())


def test_every_day_of_a_werkvorm_is_shown_under_its_title() -> None:
    """What one chooses from is the whole format, not only its last day."""
    werkvorm = load_werkvormen(None).formats["verticaal-maatwerk"]
    lines = [line.plain for line in werkvorm_lines(werkvorm)]
    agenda = [line for line in lines if " min  " in line]
    assert len(agenda) == len(werkvorm.blocks)
    for number, day in enumerate(werkvorm.days, start=1):
        below = lines[lines.index(day.title) + 1 :]
        for block, line in zip(werkvorm.agenda(number), below, strict=False):
            assert line.removesuffix(" °").endswith(f"{block.minutes} min  {block.title}")


def test_a_werkvorm_of_one_day_shows_what_comes_in_later_meetings() -> None:
    """One agenda without a heading, with the terugkom that the first meeting does not have."""
    werkvorm = load_werkvormen(None).formats["leersessie"]
    lines = [line.plain.removesuffix(" °") for line in werkvorm_lines(werkvorm)]
    agenda = [f"{each.minutes:>4} min  {each.title}" for each in werkvorm.agenda(2)]
    assert lines[lines.index("") + 1 : -1] == agenda


async def test_a_new_series_needs_a_name(make_surroundings: Make, places: Places) -> None:
    """The question for a name stands there only then, and is asked before anything is made."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await asking(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is screen
        assert "een naam" in str(screen.query_one("#fault", Static).render())
        await pilot.press(*"Kring", "ctrl+s")
        await until_prepares(pilot)
    assert (places.sessions / "kring" / "series.toml").is_file()
    assert len(list((places.sessions / "kring").glob("2016-*.toml"))) == 1


async def test_without_a_series(make_surroundings: Make, places: Places) -> None:
    """Then the record lies in the folder itself."""
    places.sessions.rmdir()
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await asking(pilot)
        screen.query_one("#series", Select).value = "none"
        await pilot.pause()
        assert not screen.query_one("#new-series").parent.display  # type: ignore[union-attr]
        await write(pilot, "date", "8-9-2016")
        await pilot.press("ctrl+s")
        await until_prepares(pilot)
    assert len(list(places.sessions.glob("2016-09-08-*.toml"))) == 1


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("date", "31-9-2016", "30 dagen"),
        ("date", "", "Een datum is nodig"),
        ("starts", "25.61", "25"),
        ("ends", "straks", "straks"),
    ],
)
async def test_what_cannot_be_read_is_told(
    field: str, text: str, words: str, make_surroundings: Make, places: Places
) -> None:
    """The sentence stands there, the field has the focus and nothing is made."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asking(pilot)
        await write(pilot, field, text)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is screen
        assert words in str(screen.query_one("#fault", Static).render())
        assert screen.focused is screen.query_one(f"#{field}")
    assert len(list(folder.glob("*.toml"))) == 2


async def test_escape_makes_nothing(make_surroundings: Make, places: Places) -> None:
    """It goes back to the list as it was."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await asking(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
    assert len(list(folder.glob("*.toml"))) == 2


async def test_a_second_meeting_on_a_day(make_surroundings: Make, places: Places) -> None:
    """Its file gets a number; the first stays as it is."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await asking(pilot)
        await write(pilot, "date", "27-6-2016")
        await pilot.press("ctrl+s")
        await until_prepares(pilot)
    assert (folder / "2016-06-27-leersessie-2.toml").is_file()


def test_proposal_of_a_series_without_plans() -> None:
    """Times and werkvorm of the last meeting that was held; the date is a person's to say."""
    folder = Path("reeks")
    meeting = ListedMeeting(folder=folder, path=folder / "a.toml", date=dt.date(2016, 6, 27))
    header = Header(
        werkvorm="kijkglas", date=dt.date(2016, 6, 27), starts=dt.time(14), ends=dt.time(16)
    )
    summary = Summary(meeting=meeting, path=folder / "a.toml", header=header)
    series = ListedSeries(folder=folder, meetings=(meeting,))
    known = {summary.path: summary}
    assert proposed(series, known) == Proposal(
        werkvorm="kijkglas", starts=dt.time(14), ends=dt.time(16)
    )
    planned = PlannedMeeting(id="x", date=dt.date(2016, 9, 5), title="Twee", werkvorm="vrij")
    earlier = replace(planned, id="y", date=dt.date(2016, 3, 1))
    series = replace(
        series,
        series=Series(werkvorm="leersessie"),
        meetings=(
            ListedMeeting(folder=folder, date=earlier.date, planned=earlier),
            meeting,
            ListedMeeting(folder=folder, date=planned.date, planned=planned),
        ),
    )
    assert proposed(series, known) == Proposal(
        "vrij", "Twee", dt.date(2016, 9, 5), dt.time(14), dt.time(16)
    )
    assert proposed(None, known) == Proposal()


@pytest.mark.parametrize("size", SIZES)
def test_picture(
    size: str, snap_compare: Callable[..., bool], make_surroundings: Make, places: Places
) -> None:
    """The questions beside the werkvormen, or above them."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    assert snap_compare(app, terminal_size=SIZES[size], run_before=asking)


async def test_typing_replaces_the_date_that_was_proposed(
    make_surroundings: Make, places: Places
) -> None:
    """The first field is selected, as every other is when one comes to it."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test() as pilot:
        screen = await asking(pilot)
        await pilot.press("3", "1")
        assert value(screen, "date") == "31"


async def test_escape_asks_where_something_was_typed(
    make_surroundings: Make, places: Places
) -> None:
    """What was typed stands until a person says that it may go."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await asking(pilot)
        await pilot.press("3", "escape")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
    assert len(list(folder.glob("*.toml"))) == 2
