"""The start screen: what it lists, what it opens and what it says when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record
from sessiecoach.storage.series import read_series, series_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.help import HelpScreen
from sessiecoach.ui.screens.new_meeting import NewMeetingScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.meeting_list import MeetingList
from sessiecoach.ui.widgets.meeting_rows import MeetingRow, rows_of
from tests.ui.pressing import HOSTILE, SIZES, put_meetings, until, until_prepares, until_read

Make = Callable[..., Surroundings]


def shown(pilot: Pilot[None]) -> str:
    """Return all that stands on the screen."""
    width, _ = pilot.app.size
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip)[:width] for strip in strips)


def texts(folder: Path) -> dict[str, bytes]:
    """Return what every file of a folder holds."""
    return {file.name: file.read_bytes() for file in folder.glob("*.toml")}


async def test_next_meeting_on_top(make_surroundings: Make, places: Places) -> None:
    """The shipped series opens with its next meeting, whatever day it is today."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        lines = shown(pilot).splitlines()
        place = next(n for n, line in enumerate(lines) if "Volgende:" in line)
        assert "Volgende: maandag 5 september 2016, 9.00-10.30 uur" in lines[place]
        assert "Tweede leersessie Proeftuin Ruwaard — Enter" in lines[place + 1]
        assert "ma 27 jun 2016" in lines[place + 2]
        assert "● gesloten" in lines[place + 2]
        assert "3 opl" in lines[place + 2]
        assert "ma 10 okt 2016" in lines[place + 3]
        assert "○ gepland" in lines[place + 3]


async def test_list_stands_before_records_are_read(make_surroundings: Make, places: Places) -> None:
    """Names of files are enough to choose from, so the first paint has them all."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:

        def rows() -> list[MeetingRow]:
            lists = [each for screen in app.screen_stack for each in screen.query(MeetingList)]
            return [row for each in lists for series in each.shown for row in series.rows]

        await until(pilot, lambda: bool(rows()))
        assert len(rows()) == 5


async def test_enter_makes_the_record_of_a_planned_meeting(
    make_surroundings: Make, places: Places
) -> None:
    """It opens to be prepared, and nothing that was there changes."""
    folder = put_meetings(places.sessions)
    before = texts(folder)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        screen = await until_prepares(pilot)
        assert screen.snapshot.session.header.title == "Tweede leersessie Proeftuin Ruwaard"
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        await until_read(pilot)
        assert "In voorbereiding: maandag 5 september 2016" in shown(pilot)
        row = app.screen.query_one(MeetingList).row
        assert row is not None
        assert row.invites
    after = texts(folder)
    made = read_record(folder / "2016-09-05-leersessie.toml").session
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"2016-09-05-leersessie.toml"}
    assert (made.header.status, made.header.number) == ("draft", 2)
    assert made.block("terugkom") is not None


async def test_enter_opens_a_draft_again(make_surroundings: Make, places: Places) -> None:
    """A second Enter makes no second record."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        for _ in range(2):
            await pilot.press("enter")
            await until_prepares(pilot)
            await pilot.press("ctrl+o")
            await until(pilot, lambda: isinstance(app.screen, StartScreen))
            await until_read(pilot)
    assert len(texts(folder)) == 3


async def test_what_is_prepared_is_looked_at_when_the_program_starts_again(
    make_surroundings: Make, places: Places
) -> None:
    """The row that invites has the highlight, not the planned one that names alone put on top."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await until_prepares(pilot)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        assert "In voorbereiding: maandag 5 september 2016" in shown(pilot)
        row = app.screen.query_one(MeetingList).row
        assert row is not None
        assert row.invites
        await pilot.press("enter")
        screen = await until_prepares(pilot)
        assert screen.snapshot.session.header.id == "2016-09-05-leersessie"
    assert len(texts(folder)) == 3


async def test_enter_before_records_are_read_goes_on_with_what_is_prepared(
    make_surroundings: Make, places: Places
) -> None:
    """It makes no record of a later meeting, which stands ready until records are read."""
    folder = put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await until_prepares(pilot)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        await until_read(pilot)
        start = app.screen
        assert isinstance(start, StartScreen)
        meetings = start.query_one(MeetingList)
        unread = rows_of(start.listing, {}, places.sessions, start._today())
        ready = next(row for row in unread[0].rows if row.invites)
        assert str(ready.date) == "2016-10-10"
        start._summaries.clear()
        meetings.shown = unread
        meetings.look_at(ready.key)
        meetings.action_select()
        screen = await until_prepares(pilot)
        assert screen.snapshot.session.header.id == "2016-09-05-leersessie"
    assert len(texts(folder)) == 3


async def test_detail_of_what_is_highlighted(make_surroundings: Make, places: Places) -> None:
    """A closed meeting tells its goal, its solutions and its promises."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        assert "20 min  Ronde 1: in beeld brengen" in shown(pilot)
        await pilot.press("down")
        await until_read(pilot)
        text = shown(pilot)
        assert "Eerste leersessie Proeftuin Ruwaard" in text
        assert "Oplossingen  3" in text
        assert "Toezeggingen en acties" in text


async def test_a_broken_record_is_listed_with_its_reason(
    make_surroundings: Make, places: Places
) -> None:
    """It hides no other, is not opened and is not touched."""
    folder = put_meetings(places.sessions)
    broken = folder / "2016-07-01-leersessie.toml"
    broken.write_text("schema = 1\n[session\n")
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        assert "✗ beschadigd" in shown(pilot)
        assert "● gesloten" in shown(pilot)
        await pilot.press("down")
        await until_read(pilot)
        text = " ".join(shown(pilot).split())
        assert "kan niet worden gelezen" in text
        assert "regel 2, kolom 9" in text
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        broken.unlink()
        await pilot.press("r")
        await until_read(pilot)
        assert "beschadigd" not in shown(pilot).replace("bestand is beschadigd", "")
    assert not broken.exists()


async def test_a_broken_series_is_listed_with_its_reason(
    make_surroundings: Make, places: Places
) -> None:
    """Its records can still be opened."""
    folder = put_meetings(places.sessions)
    (folder / "series.toml").write_text("schema = 1\ntitle = 3\n")
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        text = shown(pilot)
        assert "series.toml is beschadigd" in text
        assert "● gesloten" in text
        assert "title" in text


async def test_empty_folder_says_what_to_do(make_surroundings: Make, places: Places) -> None:
    """v puts the sample there, and its next meeting is ready to open."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_read(pilot)
        await until(pilot, lambda: "Nog geen bijeenkomsten" in shown(pilot))
        await until(pilot, lambda: "v Voorbeelden neerzetten" in shown(pilot))
        await pilot.press("v")
        await until(pilot, lambda: not app.screen.has_class("-empty"))
        await until_read(pilot)
        await until(pilot, lambda: "Volgende: maandag 21 november 2016" in shown(pilot))
        await pilot.press("v")
        await pilot.press("enter")
        await until_prepares(pilot)


async def test_sample_overwrites_nothing(make_surroundings: Make, places: Places) -> None:
    """With a meeting in the folder v does nothing."""
    folder = put_meetings(places.sessions)
    (folder / "series.toml").unlink()
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_read(pilot)
        await pilot.press("v")
        await until_read(pilot)
    assert not (folder / "series.toml").exists()


async def test_a_folder_that_cannot_be_written_is_told_at_once(
    make_surroundings: Make, places: Places
) -> None:
    """Before a meeting starts it is clear that nothing would be saved."""
    put_meetings(places.sessions)
    surroundings = replace(
        make_surroundings(), probe_writable=lambda _folder: PermissionError(13, "Permission denied")
    )
    app = SessiecoachApp(surroundings)
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        text = " ".join(shown(pilot).split())
        assert "kan niets worden bewaard: hier mag niet worden geschreven." in text
        assert "Volgende:" in text


async def test_a_folder_that_is_no_folder_is_told(make_surroundings: Make, places: Places) -> None:
    """The reason stands on the screen; nothing falls over."""
    places.sessions.rmdir()
    places.sessions.write_text("een bestand")
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        assert app.screen.query_one("#trouble", Static).display


async def test_a_planned_meeting_of_an_unknown_werkvorm(
    make_surroundings: Make, places: Places
) -> None:
    """It cannot be made; the sentence says why and the list stays."""
    folder = put_meetings(places.sessions)
    series = read_series(folder / "series.toml").series
    (folder / "series.toml").write_bytes(series_bytes(replace(series, werkvorm="bestaat-niet")))
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: len(app._notifications) == 1)
        assert isinstance(app.screen, StartScreen)
        assert "bestaat-niet is er niet" in next(iter(app._notifications)).message
        await until(pilot, lambda: app.is_ready)
    assert len(texts(folder)) == 2


async def test_a_new_series_leads_to_its_first_meeting(
    make_surroundings: Make, places: Places
) -> None:
    """s asks for a name, makes the folder and goes on with the first meeting, which is looked at
    when one comes back, whatever was chosen before.
    """
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        await pilot.press("s")
        await until(pilot, lambda: app.screen is not app.screen_stack[1])
        await pilot.press(*"Kring [/x]", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, NewMeetingScreen))
        await pilot.press("ctrl+s")
        screen = await until_prepares(pilot)
        assert screen.snapshot.session.header.series == "kring-x"
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))

        def looked_at() -> str:
            row = app.screen.query_one(MeetingList).row
            return row.series.folder.name if row is not None else ""

        await until(pilot, lambda: looked_at() == "kring-x")
        await until_read(pilot)
        assert looked_at() == "kring-x"
    series = read_series(places.sessions / "kring-x" / "series.toml").series
    assert series.title == "Kring [/x]"


async def test_hostile_titles_are_only_text(make_surroundings: Make, places: Places) -> None:
    """Brackets are shown and an escape is made visible, in list, detail and form."""
    folder = put_meetings(places.sessions)
    series = read_series(folder / "series.toml").series
    planned = tuple(replace(each, title=HOSTILE) for each in series.planned_meetings)
    series = replace(series, title=HOSTILE, goal=HOSTILE, planned_meetings=planned)
    (folder / "series.toml").write_bytes(series_bytes(series))
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(200, 50)) as pilot:
        await until_read(pilot)
        text = shown(pilot)
        assert "\x1b" not in text
        assert text.count("[/x] [red]rood[/red]") >= 4
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NewMeetingScreen))
        assert "[red]rood[/red]" in shown(pilot)


async def test_help_lists_the_keys_in_dutch(make_surroundings: Make, places: Places) -> None:
    """F1 tells what the screen is for and what each key does; Escape closes it."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 50)) as pilot:
        await until_read(pilot)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        text = shown(pilot)
        assert "Hier staan alle reeksen" in text
        for words in ("Openen", "Nieuwe reeks", "Vernieuwen", "Opdrachten", "Omlaag"):
            assert words in text
        for english in ("Cursor", "Select", "Focus", "palette", "Scroll"):
            assert english not in text
        await pilot.press("f1", "escape")
        assert isinstance(app.screen, StartScreen)


def full(sessions: Path) -> None:
    """Fill a folder with three series, one of them long, and a broken record."""
    folder = put_meetings(sessions)
    (folder / "2016-07-01-leersessie.toml").write_text("kapot")
    record = read_record(folder / "2016-06-27-leersessie.toml")
    for number in range(2, 14):
        text = record.data.decode().replace('title = "Eerste', f'title = "{number}e')
        text = text.replace('id = "2016-06-27-leersessie"', f'id = "s-{number}"', 1)
        text = text.replace(f'"{record.session.header.document}"', f'"meeting{number}"', 1)
        long = sessions / "een-lange-reeks"
        long.mkdir(exist_ok=True)
        (long / f"2015-{number - 1:02}-05-leersessie.toml").write_text(
            text.replace("date = 2016-06-27", f"date = 2015-{number - 1:02}-05", 1)
        )
    (sessions / "lege-reeks").mkdir()
    (sessions / "lege-reeks" / "series.toml").write_text(
        'schema = 1\ntitle = "Leerkring [/x] met een naam die veel langer is dan er ruimte voor is'
        ' in een smal venster, ook al is het breed 🙂"\n'
    )


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_a_full_folder(
    size: str, snap_compare: Callable[..., bool], make_surroundings: Make, places: Places
) -> None:
    """Series, rows and detail at each size."""
    full(places.sessions)
    app = SessiecoachApp(make_surroundings())
    assert snap_compare(app, terminal_size=SIZES[size], run_before=until_read)


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_an_empty_folder(
    size: str, snap_compare: Callable[..., bool], make_surroundings: Make
) -> None:
    """What to do first, at each size and in the light theme."""
    surroundings = make_surroundings("ochtend")
    places = replace(surroundings.places, sessions=Path("nergens"))
    surroundings = replace(surroundings, places=places, probe_writable=lambda _folder: None)
    app = SessiecoachApp(surroundings)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=until_read)
