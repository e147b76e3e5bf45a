"""The screen of a series: its dates, what moves and what stays, and the own questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from sessiecoach.domain.series import Series
from sessiecoach.domain.session import OwnQuestion, Update
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.home import Places
from sessiecoach.storage.listing import list_series
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.series import SERIES_FILE, read_series
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.new_meeting import NewMeetingScreen
from sessiecoach.ui.screens.series import SeriesList, SeriesScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.item_rows import ItemKey
from tests.fake_clock import FakeClock
from tests.ui.pressing import HOSTILE, SIZES, put_meetings, until, until_read
from tests.ui.sheet_meeting import meeting_of

Make = Callable[..., Surroundings]


@asynccontextmanager
async def shown(
    surroundings: Surroundings, folder: Path, clock: FakeClock, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[Pilot[None], SeriesScreen]]:
    """Show the screen of a series over the start screen."""
    app = SessiecoachApp(surroundings)
    async with app.run_test(size=size) as pilot:
        await until_read(pilot)
        screen = SeriesScreen(surroundings, folder, clock)
        await app.push_screen(screen)
        await until(pilot, lambda: bool(screen.query_one(SeriesList).items))
        yield pilot, screen


async def stand_on(pilot: Pilot[None], screen: SeriesScreen, key: ItemKey) -> None:
    """Go to a row by the arrows."""
    rows = screen.query_one(SeriesList)
    await pilot.press("home", *["down"] * rows.items.index(key))
    assert rows.cursor == key


async def fill(pilot: Pilot[None], key: str, **values: str) -> None:
    """Open a form by a key, fill some of its fields, and keep it."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    form = pilot.app.screen
    for name, value in values.items():
        field: Any = form.query_one(f"#field-{name}")
        if isinstance(field, Input):
            field.value = value
        elif isinstance(field, TextArea):
            field.text = value
        else:
            field.value = value
    await pilot.press("ctrl+s")
    await until(pilot, lambda: not isinstance(pilot.app.screen, FormScreen))


def on_disk(folder: Path) -> Series:
    """Return the series as its file has it."""
    return read_series(folder / SERIES_FILE).series


def new_series(places: Places, kind: str = "reeks-masterclass") -> Path:
    """Make a series without meetings."""
    return Archive(places.sessions).new_series("Zuid-Holland", kind=kind).folder


async def test_p_on_the_start_screen_shows_the_series(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """From the overview p goes to the series that is looked at, and Escape back."""
    put_meetings(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, SeriesScreen))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, SeriesScreen))


async def test_a_masterclass_gets_its_dates(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """One form plans every meeting with its werkvorm; ctrl+z takes all of them back."""
    folder = new_series(places)
    async with shown(make_surroundings(), folder, clock) as (pilot, _screen):
        await fill(pilot, "p", first="7 sep 2026", starts="13.00", ends="15.30")
        await until(pilot, lambda: len(on_disk(folder).planned_meetings) == 6)
        meetings = on_disk(folder).planned_meetings
        assert [each.werkvorm for each in meetings] == ["masterclass-bijeenkomst"] * 5 + [
            "masterclass-slot"
        ]
        assert meetings[0].date == dt.date(2026, 9, 7)
        assert (meetings[-1].date - meetings[0].date).days == 5 * 8 * 7
        assert {(each.starts, each.ends) for each in meetings} == {(dt.time(13), dt.time(15, 30))}
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not on_disk(folder).planned_meetings)


async def test_a_number_that_a_kind_cannot_have_is_refused(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """A masterclass of five meetings is none: the form says so and nothing is planned."""
    folder = new_series(places)
    async with shown(make_surroundings(), folder, clock) as (pilot, _screen):
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        form = pilot.app.screen
        form.query_one("#field-first", Input).value = "7 sep 2026"
        form.query_one("#field-count", Input).value = "5"
        await pilot.press("ctrl+s")
        fault = form.query_one("#fault-count")
        await until(pilot, lambda: "soort reeks" in str(fault.render()))
        assert on_disk(folder).planned_meetings == ()


async def test_a_moved_date_keeps_id_and_record(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """Moved before and after its record was made, a meeting stays one meeting with one id."""
    folder = new_series(places, "")
    async with shown(make_surroundings(), folder, clock) as (pilot, screen):
        await fill(pilot, "n", date="7 sep 2026", starts="9.00", ends="10.30")
        await until(pilot, lambda: len(screen.query_one(SeriesList).items) == 2)
        key = ItemKey("planned", "2026-09-07")
        await stand_on(pilot, screen, key)
        await fill(pilot, "enter", date="14 sep 2026")
        await until(pilot, lambda: on_disk(folder).planned_meetings[0].date.day == 14)
        planned = on_disk(folder).planned_meetings[0]
        assert planned.id == "2026-09-07"
        path = Archive(places.sessions).open_planned(
            folder, planned, load_werkvormen(None).formats["leersessie"]
        )
        before = read_record(path).session
        screen._read()
        await until(pilot, lambda: bool(screen.shown and screen.shown.summaries))
        await pilot.pause()
        await fill(pilot, "enter", date="21 sep 2026", starts="10.00", ends="11.30")
        await until(pilot, lambda: on_disk(folder).planned_meetings[0].date.day == 21)
    session = read_record(path).session
    assert session.header.date == dt.date(2026, 9, 21)
    assert session.header.starts == dt.time(10)
    assert (session.header.id, session.header.document) == (
        before.header.id,
        before.header.document,
    )
    [meeting] = list_series(folder).meetings
    assert meeting.path == path
    assert meeting.planned is not None
    assert meeting.planned.id == "2026-09-07"


async def test_what_was_held_stays(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """A closed meeting can neither be moved nor taken away here."""
    folder = put_meetings(places.sessions)
    async with shown(make_surroundings(), folder, clock) as (pilot, screen):
        rows = screen.query_one(SeriesList)
        await stand_on(pilot, screen, ItemKey("record", "2016-06-27-leersessie"))
        assert screen.check_action("edit_row", ()) is False
        assert screen.check_action("drop_row", ()) is False
        await stand_on(pilot, screen, ItemKey("planned", "2016-09-05"))
        assert screen.check_action("drop_row", ()) is True
        await pilot.press("x")
        await until(pilot, lambda: ItemKey("planned", "2016-09-05") not in rows.items)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: ItemKey("planned", "2016-09-05") in rows.items)


async def test_a_question_gets_a_version(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """Another wording on another day is a version; the first wording stays in sight."""
    folder = new_series(places)
    async with shown(make_surroundings(), folder, clock) as (pilot, screen):
        await fill(pilot, "v", by="manager zorg", text=f"Hoe vind ik partners? {HOSTILE}")
        await until(pilot, lambda: bool(on_disk(folder).questions))
        [question] = on_disk(folder).questions
        clock.advance(40 * 24 * 3600)
        key = ItemKey("question", question.id)
        await until(pilot, lambda: key in screen.query_one(SeriesList).items)
        await stand_on(pilot, screen, key)
        await fill(pilot, "enter", text="Wie vult mij aan?", next_step="Bellen")
        await until(pilot, lambda: len(on_disk(folder).questions[0].versions) == 2)
        [question] = on_disk(folder).questions
        assert question.versions[1].text == "Wie vult mij aan?"
        assert question.versions[0].text.startswith("Hoe vind ik partners? [/x]")
        assert "\x1b" not in question.versions[0].text
        await until(pilot, lambda: "eerst: Hoe vind" in words(screen))
        await pilot.press("x")
        await until(pilot, lambda: not on_disk(folder).questions)


async def test_a_question_of_a_meeting_shows_and_stays_in_its_record(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """What was brought in and reworded during meetings stands here, to be read only."""
    folder = new_series(places)
    brought = replace(
        meeting_of("masterclass-bijeenkomst"),
        questions=(OwnQuestion(id="q-aaaaaaaa", by="manager zorg", text="Hoe vind ik partners?"),),
    )
    told = Update(
        id="u-aaaaaaaa",
        item="q-aaaaaaaa",
        on=dt.date(2016, 11, 7),
        wording="Wie vult mij aan?",
        position="trekker",
        next_step="Drie partijen bellen",
    )
    later = meeting_of("masterclass-bijeenkomst", number=2)
    later = replace(
        later,
        header=replace(later.header, id="later", date=dt.date(2016, 11, 7)),
        updates=(told,),
    )
    for meeting in (brought, later):
        (folder / f"{meeting.header.id}.toml").write_bytes(record_bytes(meeting))
    async with shown(make_surroundings(), folder, clock) as (pilot, screen):
        text = words(screen)
        for line in (
            "Wie vult mij aan?",
            "eerst: Hoe vind ik partners?",
            "positie: trekker",
            "stap (afgesproken): Drie partijen bellen",
        ):
            assert line in text
        await stand_on(pilot, screen, ItemKey("question", "q-aaaaaaaa"))
        assert screen.check_action("edit_row", ()) is False
        assert screen.check_action("drop_row", ()) is False


def words(screen: SeriesScreen) -> str:
    """Return what stands in the rows."""
    rows = screen.query_one(SeriesList).rows
    return "\n".join("".join(piece.text for piece in line) for row in rows for line in row.lines)


async def test_a_file_that_a_person_laid_out_is_kept(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """Comments would be lost by writing, so the file as it was is kept aside, once."""
    folder = new_series(places, "")
    path = folder / SERIES_FILE
    path.write_text("# van mij\n" + path.read_text())
    laid_out = path.read_bytes()
    async with shown(make_surroundings(), folder, clock) as (pilot, _screen):
        await fill(pilot, "n", date="7 sep 2026")
        await fill(pilot, "n", date="8 sep 2026")
        await until(pilot, lambda: len(on_disk(folder).planned_meetings) == 2)
    [kept] = (places.state / "kept").iterdir()
    assert kept.read_bytes() == laid_out


async def test_what_another_hand_planned_meanwhile_stays(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """A change goes into the file as it is now; taking back does not undo another's work."""
    folder = new_series(places, "")
    path = folder / SERIES_FILE
    async with shown(make_surroundings(), folder, clock) as (pilot, screen):
        await fill(pilot, "n", date="7 sep 2026")
        await until(pilot, lambda: len(on_disk(folder).planned_meetings) == 1)
        path.write_text(path.read_text().replace('title = "Zuid-Holland"', 'title = "Oss"'))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: any("elders gewijzigd" in n.message for n in told(screen)))
        await fill(pilot, "n", date="8 sep 2026")
        await until(pilot, lambda: len(on_disk(folder).planned_meetings) == 2)
    assert on_disk(folder).title == "Oss"


def told(screen: SeriesScreen) -> list[Any]:
    """Return what was said in notices."""
    return list(screen.app._notifications)


async def test_a_broken_file_is_named_and_not_written(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """Where the file cannot be read nothing can be changed, and it stays as it is."""
    folder = new_series(places, "")
    path = folder / SERIES_FILE
    path.write_text("title = \n")
    async with shown(make_surroundings(), folder, clock) as (pilot, screen):
        assert screen.check_action("add_meeting", ()) is False
        await until(pilot, lambda: any("regel 1" in n.message for n in told(screen)))
    assert path.read_text() == "title = \n"


async def test_a_disk_that_refuses_is_told(
    make_surroundings: Make, places: Places, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written is said, and what stood there stands there still."""
    folder = new_series(places, "")
    (folder / SERIES_FILE).chmod(0o400)
    folder.chmod(0o500)
    before = (folder / SERIES_FILE).read_bytes()

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    async with shown(make_surroundings(), folder, clock) as (pilot, screen):
        await fill(pilot, "n", date="7 sep 2026")
        await until(pilot, lambda: any("NIET OPGESLAGEN" in n.message for n in told(screen)))
    folder.chmod(0o700)
    assert (folder / SERIES_FILE).read_bytes() == before


async def test_a_new_leerkring_asks_for_its_dates(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """Making a series of a kind goes on with planning its dates; of a werkvorm with a meeting."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        await fill_and_go_on(pilot, "s", title="Wonen en zorg", werkvorm="reeks-leerkring")
        await until(pilot, lambda: isinstance(app.screen_stack[-2], SeriesScreen))
        form = app.screen
        form.query_one("#field-first", Input).value = "16 jan 2018"
        await pilot.press("ctrl+s")
        folder = places.sessions / "wonen-en-zorg"
        await until(pilot, lambda: len(on_disk(folder).planned_meetings) == 3)
        assert [each.werkvorm for each in on_disk(folder).planned_meetings] == [
            "kijkglas",
            "ideale-bocht",
            "vrij",
        ]
        assert on_disk(folder).planned_meetings[2].theme == "regisseren zonder macht"
        assert on_disk(folder).partners == ("gemeente", "corporatie", "zorgaanbieder")
        await pilot.press("escape")
        await until_read(pilot)
        await fill_and_go_on(pilot, "s", title="Los", werkvorm="vrij", then=NewMeetingScreen)


async def fill_and_go_on(
    pilot: Pilot[None], key: str, *, then: type = FormScreen, **values: str
) -> None:
    """Fill a form after which another screen comes."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    form = pilot.app.screen
    for name, value in values.items():
        field: Any = form.query_one(f"#field-{name}")
        field.value = value
    await pilot.press("ctrl+s")
    await until(pilot, lambda: pilot.app.screen is not form and isinstance(pilot.app.screen, then))


def filled_series(places: Places) -> Path:
    """Make a masterclass of two meetings with everything in it."""
    folder = new_series(places)
    path = folder / SERIES_FILE
    path.write_text(
        path.read_text()
        + """
goal = "Samen leren wat werkt in de ondersteuning van mensen die zorg mijden."
location = "provinciehuis Den Haag"
partners = ["gemeente", "publieke gezondheidszorg", "wonen", "welzijn", "zorg", "onderwijs"]

[[planned_meetings]]
date = 2026-09-07
starts = 13:00:00
ends = 15:30:00
werkvorm = "masterclass-bijeenkomst"
theme = "persoonlijke effectiviteit"
guest = "master leiderschap"

[[planned_meetings]]
date = 2026-11-02
starts = 13:00:00
ends = 15:30:00
werkvorm = "masterclass-slot"

[[questions]]
id = "v-aaaaaaaa"
by = "manager zorg"
versions = [
    { on = 2026-09-07, text = "Hoe vind ik partners?" },
    { on = 2026-11-02, text = "Welke partij vult mij aan, en wat breng ik zelf mee?" },
]
next_step = "Drie partijen bij elkaar aan tafel brengen"
next_step_done = true

[[questions]]
id = "v-bbbbbbbb"
by = "beleidsmedewerker wonen"
versions = [{ on = 2026-09-07, text = "Hoe maak ik afspraken minder vrijblijvend?" }]
"""
    )
    return folder


@pytest.mark.parametrize("size", ["80x24", "120x36"])
@pytest.mark.parametrize("content", ["empty", "full"])
def test_looks(
    make_surroundings: Make,
    places: Places,
    clock: FakeClock,
    snap_compare: Any,
    size: str,
    content: str,
) -> None:
    """A series without anything, and one with all that it can have."""
    folder = filled_series(places) if content == "full" else new_series(places)
    surroundings = make_surroundings()

    async def show(pilot: Pilot[None]) -> None:
        await until_read(pilot)
        screen = SeriesScreen(surroundings, folder, clock)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: bool(screen.query_one(SeriesList).items))
        await pilot.pause()

    assert snap_compare(SessiecoachApp(surroundings), terminal_size=SIZES[size], run_before=show)
