"""The worksheet of ratings: hands, one person after the other, and what was answered last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sessiecoach.domain.evaluation import asked
from sessiecoach.domain.session import Participant, Rating, Session
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.pick import PickScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.worksheets.ratings import RatingsSheet, who_can_rate
from sessiecoach.ui.worksheets.sheet import Worksheet
from tests.fake_clock import FakeClock
from tests.ui.pressing import until
from tests.ui.sheet_meeting import STARTED_AT, at_block, meeting_of, opened_in, worksheet

Make = Callable[..., Surroundings]
PEOPLE = (
    Participant(id="p-a", role="professional", organisation="Wijkteam", count=3),
    Participant(id="p-b", role="manager", organisation="Wonen Noord"),
    Participant(id="p-c", role="bestuurder"),
)


def scan(block: str = "krachten") -> Session:
    """Return a scan with five people, at one of its blocks."""
    return replace(at_block(meeting_of("stagnatiescan"), block), participants=PEOPLE)


def answered(
    session: Session, answers: Mapping[str, Sequence[int]], by: str = "deelnemer"
) -> Session:
    """Return a meeting where these numbers were given on scales, each in its block."""
    homes = {
        score.scale.id: each.block.id
        for each in asked(session)
        for score in each.scores
        if each.block is not None
    }
    given = tuple(
        Rating(id=f"r-{by}{scale}{place}", block=homes[scale], scale=scale, value=value, by=by)
        for scale, values in answers.items()
        for place, value in enumerate(values)
    )
    return replace(session, ratings=(*session.ratings, *given))


def earlier() -> Session:
    """Return the closed scan of a year before."""
    session = answered(scan(), {"intentie": (7, 8, 8), "actie": (4, 3), "clienten_delen": (1, 2)})
    header = replace(
        session.header,
        id="2015-09-07-stagnatiescan",
        document="q2w3e4r5t6y7",
        date=dt.date(2015, 9, 7),
        status="closed",
    )
    ended = tuple(
        replace(each, ended_at=each.started_at) if each.started_at else each
        for each in session.blocks
    )
    return replace(session, header=header, blocks=ended)


def counts(pilot: Pilot[None], scale: str) -> dict[int, int]:
    """Return how many gave each number on a scale, without those that nobody gave."""
    scores = (score for each in asked(opened_in(pilot).live.session) for score in each.scores)
    score = next(each for each in scores if each.scale.id == scale)
    return {number: count for number, count in score.by_number.items() if count}


def shown(sheet: Worksheet) -> list[str]:
    """Return the lines of a worksheet as they stand there."""
    lines = (line for row in sheet.rows for line in row.lines)
    return ["".join(piece.text for piece in line).rstrip() for line in lines]


def line_of(sheet: Worksheet, words: str) -> str:
    """Return the line with these words."""
    return next(line for line in shown(sheet) if words in line)


def at(sheet: Worksheet) -> str:
    """Return the scale under the cursor."""
    return sheet.cursor.item if sheet.cursor is not None else ""


async def test_a_digit_gives_all_hands_and_goes_on(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """On a scale from 0 a 0 is an answer, t is ten, and after the last one the cursor stays."""
    async with worksheet(scan(), "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        await pilot.press("0", "t", "7")
        await until(pilot, lambda: counts(pilot, "verbinding") == {7: 5})
        assert (counts(pilot, "intentie"), counts(pilot, "actie")) == ({0: 5}, {10: 5})
        assert at(sheet) == "verbinding"
        ratings = opened_in(pilot).live.session.ratings
        assert {(each.block, each.by, each.of) for each in ratings} == {
            ("krachten", "deelnemer", 10)
        }
        assert line_of(sheet, "ons hebben voorgenomen").split()[-2:] == ["10,0", "5"]


async def test_hands_are_counted_per_number_and_taken_back(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """In the columns a number is typed; ctrl+z takes one entry back as one, and then the other."""
    async with worksheet(scan(), "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        await pilot.press("right", "2", "right", "1", "2")
        assert "12▏" in line_of(sheet, "staat helder")
        await pilot.press("down")
        await until(pilot, lambda: counts(pilot, "intentie") == {0: 2, 1: 12})
        assert "14 handen geteld, 5 verwacht" in shown(sheet)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: counts(pilot, "intentie") == {0: 2})
        await pilot.press("ctrl+z")
        await until(pilot, lambda: counts(pilot, "intentie") == {})
        await pilot.press("ctrl+y", "up", "backspace")
        await until(pilot, lambda: counts(pilot, "intentie") == {0: 2})
        await pilot.press("left", "backspace")
        await until(pilot, lambda: counts(pilot, "intentie") == {})


async def test_escape_forgets_a_number_before_it_goes_back(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The first Escape drops what is being typed; the second goes back to the notes."""
    async with worksheet(scan(), "ratings", make_surroundings, clock, tmp_path) as (pilot, _sheet):
        await pilot.press("right", "7", "escape")
        assert isinstance(pilot.app.screen, WorksheetScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LiveScreen))
        assert counts(pilot, "intentie") == {}


async def test_words_are_given_by_number_or_first_letter(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Nee, deels and ja are 1, 2 and 3, or n, d and j; they stand above their columns."""
    session = scan("doorbraak")
    async with worksheet(session, "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        await pilot.press("1", "d", "j", "4")
        await until(pilot, lambda: counts(pilot, "teams_maken") == {3: 5})
        assert (counts(pilot, "clienten_delen"), counts(pilot, "samen_pionieren")) == (
            {1: 5},
            {2: 5},
        )
        assert at(sheet) == "werk_structureren"
        heads = [line.split() for line in shown(sheet) if "deels" in line and "gem." in line]
        assert [line[:-5] for line in heads] == [["Professioneel", "team"], ["Management"]]
        assert heads[0][-5:] == ["nee", "deels", "ja", "gem.", "antw."]


async def test_persons_answer_one_by_one_beside_the_hands(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Who is chosen with p answers with a key a statement; it counts with the hands."""
    session = answered(scan(), {"intentie": (6, 6)})
    async with worksheet(session, "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        app = pilot.app
        await pilot.press("down", "p")
        await until(pilot, lambda: isinstance(app.screen, PickScreen))
        await pilot.press("4")
        await until(pilot, lambda: isinstance(sheet, RatingsSheet) and bool(sheet.person))
        assert at(sheet) == "intentie"
        await pilot.press("8", "t", "0", "right")
        await until(pilot, lambda: counts(pilot, "verbinding") == {0: 1})
        assert (counts(pilot, "intentie"), counts(pilot, "actie")) == ({6: 2, 8: 1}, {10: 1})
        given = [each for each in opened_in(pilot).live.session.ratings if each.by != "deelnemer"]
        assert {(each.by, each.count) for each in given} == {("manager · Wonen Noord", 1)}
        assert "Cijfers van manager · Wonen Noord" in shown(sheet)[0]
        assert [line.strip() for line in shown(sheet) if "gaf" in line] == [
            "gaf 8",
            "gaf 10",
            "gaf 0",
        ]
        await pilot.press("backspace")
        await until(pilot, lambda: counts(pilot, "verbinding") == {})
        await pilot.press("ctrl+z")
        await until(pilot, lambda: counts(pilot, "verbinding") == {0: 1})
        await pilot.press("escape", "home", "9")
        await until(pilot, lambda: counts(pilot, "intentie") == {8: 1, 9: 5})
        assert "1 per persoon" in shown(sheet)[4]
        assert isinstance(app.screen, WorksheetScreen)


async def test_somebody_else_is_typed_once(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Initials will do; spelled otherwise they are the same person, and the hands are nobody."""
    session = answered(scan(), {"intentie": (3,)}, by="JD")
    async with worksheet(session, "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        app = pilot.app
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PickScreen))
        await pilot.press("+")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press(*"Deelnemer", "enter")
        assert isinstance(app.screen, FormScreen)
        await pilot.press(*["backspace"] * 9, *"jd", "enter")
        await until(pilot, lambda: isinstance(sheet, RatingsSheet) and sheet.person == "JD")
        assert at(sheet) == "actie"  # the first that JD did not answer
        await pilot.press("5")
        await until(pilot, lambda: counts(pilot, "actie") == {5: 1})


def test_everybody_on_the_list_can_answer_alone() -> None:
    """People of one role have numbers, and who answered before is on it too."""
    session = answered(scan(), {"intentie": (3,)}, by="JD")
    assert who_can_rate(session) == (
        "professional 1 · Wijkteam",
        "professional 2 · Wijkteam",
        "professional 3 · Wijkteam",
        "manager · Wonen Noord",
        "bestuurder",
        "JD",
    )


async def test_last_time_stands_beside_now(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The last meeting that answered a scale, its day, and what differs; nothing where none did."""
    session = answered(scan(), {"intentie": (9, 8), "actie": (3, 4)})
    async with worksheet(
        session, "ratings", make_surroundings, clock, tmp_path, others=[earlier()]
    ) as (pilot, sheet):
        await until(pilot, lambda: any("vorige keer" in line for line in shown(sheet)))
        told = [line.strip() for line in shown(sheet) if "vorige keer" in line]
        assert told[:2] == [
            "vorige keer 7,7 (7 sep 2015) ▲ 0,8",
            "vorige keer 3,5 (7 sep 2015) gelijk",
        ]
        assert "vorige keer 1,5 (7 sep 2015)" in told[2]
        await pilot.press("4")
        await until(pilot, lambda: any("▼" in line for line in shown(sheet)))
        assert "vorige keer 7,7 (7 sep 2015) ▼ 3,7" in line_of(sheet, "▼")
        assert sheet.earlier is not None
        sheet.earlier = replace(sheet.earlier, meetings=())
        assert not [line for line in shown(sheet) if "vorige keer" in line]


async def test_other_blocks_stand_below_and_can_be_answered(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The scales of the running block come first; a round of the kijkglas asks one of five."""
    session = replace(at_block(meeting_of("kijkglas"), "relatie"), participants=PEOPLE)
    async with worksheet(session, "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        assert [key.item for key in sheet.items] == [
            "relatie",
            "ambitie",
            "belangen",
            "organisatie",
            "proces",
        ]
        await pilot.press("4", "3")
        await until(pilot, lambda: counts(pilot, "relatie") == {3: 5})
        await pilot.press("down", "2")
        await until(pilot, lambda: counts(pilot, "ambitie") == {2: 5})
        assert opened_in(pilot).live.session.ratings[-1].block == "ambitie"


async def test_a_block_that_begins_takes_nobody_by_surprise(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Its scales come on top, but what is being answered stays under the cursor and in view."""
    async with worksheet(
        scan("processen"), "ratings", make_surroundings, clock, tmp_path, size=(80, 24)
    ) as (pilot, sheet):
        await pilot.press("down")
        sheet.block = "doorbraak"
        await pilot.pause()
        assert sheet.items[0].item == "clienten_delen"
        assert at(sheet) == "structureren"
        assert 0 <= sheet.line_of_cursor() < sheet.size.height
        await pilot.press("3")
        await until(pilot, lambda: counts(pilot, "structureren") == {3: 5})


async def test_after_all_is_answered_the_next_block_begins_at_its_own_statements(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """A digit after the next block began never falls on the last statement of the one before."""
    async with worksheet(scan(), "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        await pilot.press("7", "3", "4")
        await until(pilot, lambda: counts(pilot, "verbinding") == {4: 5})
        sheet.block = "processen"
        await pilot.press("6")
        await until(pilot, lambda: counts(pilot, "praktisch_samenwerken") == {6: 5})
        assert counts(pilot, "verbinding") == {4: 5}


async def test_a_closed_meeting_is_only_read(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Nothing is taken in where nothing may change."""
    async with worksheet(scan(), "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        sheet.snapshot = replace(sheet.snapshot, read_only=True)
        await pilot.press("7", "p", "right", "backspace")
        assert isinstance(pilot.app.screen, WorksheetScreen)
        assert counts(pilot, "intentie") == {}
        assert "Alleen lezen." in shown(sheet)


async def test_without_scales_there_is_a_sentence(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """A worksheet without anything to answer says why."""
    session = replace(scan("duiden"), scales=())
    async with worksheet(session, "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        await pilot.press("7", "right", "enter", "p")
        assert " ".join(shown(sheet)).startswith("Deze bijeenkomst vraagt geen cijfers.")


# How it looks.


def full() -> Session:
    """Return a scan of which the forces and processes were answered, by hands and by one."""
    session = answered(
        scan("processen"),
        {
            "intentie": (8, 8, 9),
            "actie": (3, 4, 4),
            "praktisch_samenwerken": (6, 7, 7, 10),
            "structureren": (0, 2, 3, 3),
            "lering_trekken": (5, 5, 6, 6, 6, 7),
        },
    )
    return answered(session, {"structureren": (8,)}, by="manager · Wonen Noord")


def before() -> Session:
    """Return the scan of last time with the processes too."""
    answers = {"praktisch_samenwerken": (5, 6), "structureren": (4,), "lering_trekken": (6,)}
    return answered(earlier(), answers)


def listed() -> Session:
    """Return a scan with a few answers to what is asked of each role."""
    return answered(scan("doorbraak"), {"clienten_delen": (3, 3, 2), "teams_maken": (1, 1, 3)})


async def _at_ratings(pilot: Pilot[None]) -> None:
    """Show the worksheet, with the cursor on the second statement."""
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
    await pilot.press("ctrl+w")
    await until(pilot, lambda: isinstance(app.screen, WorksheetScreen))
    screen = app.screen
    assert isinstance(screen, WorksheetScreen)
    await screen.show_kind("ratings")
    await until(pilot, lambda: screen.earlier is not None and bool(screen.sheet.items))
    await pilot.press("down")
    await pilot.pause()


async def _of_one_person(pilot: Pilot[None]) -> None:
    """Let the manager answer two statements."""
    await _at_ratings(pilot)
    await pilot.press("p")
    await until(pilot, lambda: isinstance(pilot.app.screen, PickScreen))
    await pilot.press("4")
    await until(pilot, lambda: isinstance(pilot.app.screen, WorksheetScreen))
    await pilot.press("j", "d")
    await until(pilot, lambda: counts(pilot, "samen_pionieren") == {2: 1})
    await until(pilot, lambda: not opened_in(pilot).live.snapshot.unsaved)
    await pilot.pause()


PICTURES = {
    "processen-80x24": (full, (80, 24), "avond", _at_ratings),
    "processen-120x36": (full, (120, 36), "ochtend", _at_ratings),
    "doorbraak-80x24": (listed, (80, 24), "avond", _of_one_person),
    "doorbraak-120x36": (listed, (120, 36), "avond", _at_ratings),
    "leeg-80x24": (scan, (80, 24), "avond", _at_ratings),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(
    name: str,
    snap_compare: Callable[..., bool],
    make_surroundings: Make,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    """Five scales of eleven numbers, and ten questions of three words, beside last time."""
    make, size, theme, run_before = PICTURES[name]
    place = tmp_path / "sessions" / "reeks"
    place.mkdir(parents=True, exist_ok=True)
    session = make()
    for each in (session,) if name.startswith("leeg") else (before(), session):
        (place / f"{each.header.id}.toml").write_bytes(record_bytes(each))
    clock.advance((STARTED_AT + dt.timedelta(minutes=10) - clock.now()).total_seconds())
    path = place / f"{session.header.id}.toml"
    app = SessiecoachApp(make_surroundings(theme=theme, open_first=path))
    assert snap_compare(app, terminal_size=size, run_before=run_before)
