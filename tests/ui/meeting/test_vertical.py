"""Verticaal maatwerk leren: both days of it, from the plan of the series to what they leave."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sessiecoach.domain.session import Session
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.attendance_table import AttendanceTable
from sessiecoach.ui.widgets.hands_grid import HandsGrid
from sessiecoach.ui.worksheets.case_tests import TestsSheet as CaseTestsSheet
from sessiecoach.ui.worksheets.framework import FrameworkSheet
from sessiecoach.ui.worksheets.requirements import RequirementsSheet
from sessiecoach.ui.worksheets.sheet import Worksheet
from tests.fake_clock import FakeClock
from tests.ui.meeting.leader import Leader, with_plain_ids
from tests.ui.pressing import until_read

HERE = Path(__file__).parent / "vertical"
DAY_ONE, DAY_TWO = dt.date(2017, 3, 14), dt.date(2017, 5, 16)
SHOES = {
    "bestuurder": "Burger",
    "raadslid": "Professional",
    "manager sociaal domein": "Raadslid",
    "beleidsambtenaar": "Burger",
    "teamleider": "Directeur",
    "professional wijkteam": "Beleidsambtenaar",
}
"""Each role that is needed, and in whose shoes it stands in the game."""
PICTURE = (
    ("9.15", "doen wat nodig is, met uitleg"),
    ("9.34", "een gunst voor wie roept"),
    ("9.53", "ongelijkheid tussen wijken"),
    ("10.03", "bang voor de volgende"),
    ("10.12", "een chef die meekijkt"),
    ("10.31", "Maatwerk is de regel"),
)
"""When a block begins, and what the room says under its heading; the last is what it shares."""
GAME = (
    ("11.25", ("- drie weken bij juridisch",)),
    ("11.44", ("? Wie speelt de burger",)),
    ("11.58", ("Een vast aanspreekpunt #a", "Binnen een week antwoord")),
    ("12.22", ("Uitleg in het dossier /beleidsambtenaar", "Een aanspreekpunt /directeur")),
    ("12.46", ("Achteraf zicht op alles /raadslid", "Mandaat tot 500 euro /professional")),
)
"""How it goes now, and what people demand in the shoes of each party."""
ANSWERS = (
    ("j", "wijkteam zuid", "g", "ook bij ziekte @teamleider vóór 1 juni", "enter"),
    ("d", "enter", "w", "enter"),
    ("n", "enter"),
    ("n", "enter"),
    ("j", "enter", "g", "enter"),
    ("g",),
)
"""Of each line of the framework: applied, where, how it went, what must get better; a promise."""


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at ten to nine on the first day."""
    return FakeClock(dt.datetime(2017, 3, 14, 7, 50, tzinfo=dt.UTC))


@pytest.fixture
def folder(places: Places) -> Path:
    """The folder of the series, with nothing but its plan."""
    folder = places.sessions / "maatwerk"
    folder.mkdir(parents=True)
    shutil.copy(HERE / "series.toml", folder)
    return folder


def name_of(day: dt.date) -> str:
    """Return what the record of a day is called."""
    return f"{day}-verticaal-maatwerk.toml"


def closed(folder: Path, day: dt.date) -> Session:
    """Return a day as it was closed, which is how its golden record has it."""
    written = read_record(folder / name_of(day))
    assert written.session.header.status == "closed"
    assert with_plain_ids(written.data.decode()) == (HERE / name_of(day)).read_bytes().decode()
    return written.session


# The first day.


async def test_the_first_day(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, folder: Path
) -> None:
    """It leaves a shared picture, a tested programme of requirements and a framework."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        leader = Leader(pilot, clock, day=DAY_ONE)
        await prepare_day_one(leader)
        await share_the_picture(leader)
        await play_the_game(leader)
        await make_the_programme(leader)
        await go_through_cases(leader)
        await make_the_framework(leader)
        await leave_early(leader)
    day = closed(folder, DAY_ONE)

    steps = {step.id: step.minutes for step in day.steps}
    assert steps == {"1": 100, "2": 200, "3": 100}
    for step, minutes in steps.items():
        of_step = [block for block in day.plan if block.step == step and block.counts]
        assert sum(block.planned_minutes for block in of_step) == minutes

    headings = {block.id: block.heading for block in day.plan if block.heading}
    said = {headings[note.block]: note.text for note in day.notes if note.block in headings}
    assert said == {
        "is": "doen wat nodig is, met uitleg",
        "is niet": "een gunst voor wie roept",
        "schaduwzijden": "ongelijkheid tussen wijken",
        "wat mij weerhoudt": "bang voor de volgende",
        "zo werkt het": "een chef die meekijkt",
    }

    assert {each.role: each.position for each in day.participants} == SHOES
    programme = {each.text: each for each in day.requirements}
    assert {text: each.supported_by for text, each in programme.items()} == {
        "Een vast aanspreekpunt": ("burger", "directeur", "professional"),
        "Binnen een week antwoord": ("burger",),
        "Uitleg in het dossier": ("beleidsambtenaar",),
        "Achteraf zicht op alles": ("raadslid",),
        "Mandaat tot 500 euro": ("professional",),
    }
    merged = [note.perspective for note in day.notes if note.id in day.requirements[0].from_]
    assert merged == ["burger", "directeur"]
    outcomes = [{test.case: test.result for test in each.tests} for each in day.requirements]
    assert outcomes == [
        {"a": "holds", "b": "holds"},
        {"a": "holds", "b": "adjust"},
        {"a": "holds", "b": "holds"},
        {"a": "holds", "b": "holds"},
        {"a": "drops", "b": "drops"},
    ]

    (framework,) = day.frameworks
    assert framework.version == 1
    assert [line.from_ for line in framework.lines] == [
        *((each.id,) for each in day.requirements[:4]),
        (),
    ]
    assert "missing_at_end:bestuurder" in day.header.closed_with


async def prepare_day_one(leader: Leader) -> None:
    """Give a half day 200 minutes, and say which cases there are and who comes."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("enter")
    await leader.stands("PrepareScreen")
    await leader.press("f8", "shift+tab")
    await leader.type("200\n")
    await leader.type("Mevrouw A.\nprofessional wijkteam\nDe garage\n\n")
    await leader.press("f8", "f8")
    await people(leader, play=True)
    await leader.press("f5")
    await leader.stands("LiveScreen")


async def people(leader: Leader, *, play: bool) -> None:
    """Type who are expected, a row a role; those who play say in whose shoes they stand."""
    for role, position in SHOES.items():
        await leader.type(f"{role}\n\n\n\n")
        await leader.type(f"{position}\n" if play else "")


async def share_the_picture(leader: Leader) -> None:
    """Note something under each of the five headings, and what is shared of it."""
    await leader.until("9.00")
    await leader.press("f5")
    for moment, line in PICTURE:
        await leader.until(moment)
        await leader.press("f8")
        await leader.note(line)
    await leader.until("10.40")
    await leader.press("f8")  # the lunch


async def play_the_game(leader: Leader) -> None:
    """Say how it goes now, and note demands from the position of each party."""
    for moment, lines in GAME:
        await leader.until(moment)
        await leader.press("f8")
        for line in lines:
            await leader.note(line)
    await leader.until("13.10")
    await leader.press("f8")  # a break


async def make_the_programme(leader: Leader) -> None:
    """Take the wishes up, merge the two that say the same, and say who supports it."""
    await leader.until("13.25")
    await leader.press("f8", "ctrl+w")
    await shows(leader, RequirementsSheet)
    await leader.press("enter", "enter", "enter", "enter", "g")
    await leader.stands("PickScreen")
    await leader.press("enter")
    await leader.stands("WorksheetScreen")
    await leader.press("enter", "right", "home", "5")
    await leader.until("14.07")
    await leader.press("f8", "ctrl+w")
    await leader.stands("LiveScreen")
    await leader.note("= Deze eisen zijn van ons allemaal")


async def go_through_cases(leader: Leader) -> None:
    """Test each requirement on both cases, and say what makes one fit worse."""
    await leader.until("14.45")
    await leader.press("f8")
    await leader.until("14.55")
    await leader.press("f8", "ctrl+w")
    await shows(leader, CaseTestsSheet)
    await leader.press("h", "right", "h", "down", "a", "enter")
    await leader.stands("FormScreen")
    await leader.type("bij spoed te lang\n")
    await leader.stands("WorksheetScreen")
    await leader.press("left", "h", "down", "h", "right", "h", "down", "h", "left", "h")
    await leader.press("down", "v", "right", "v", "ctrl+w")
    await leader.stands("LiveScreen")
    await leader.until("15.33")
    await leader.press("f8")  # a break
    await leader.until("15.43")
    await leader.press("f8")
    await leader.note("+ twee collega's beslissen samen")


async def make_the_framework(leader: Leader) -> None:
    """Take over what stood the test, add a line, and promise to stand behind it."""
    await leader.until("15.57")
    await leader.press("f8", "ctrl+w")
    await shows(leader, FrameworkSheet)
    await leader.press("a", "n")
    await leader.stands("FormScreen")
    await leader.type("Wie twijfelt belt een collega")
    await leader.press("ctrl+s")
    await leader.stands("WorksheetScreen")
    await leader.press("ctrl+w")
    await leader.stands("LiveScreen")
    await leader.note("* Rugdekking geven @manager-sociaal-domein vóór 1 mei")
    await leader.until("16.25")
    await leader.press("f8")


async def leave_early(leader: Leader) -> None:
    """Say that the executive was there at the beginning only, and close all the same."""
    await leader.stands("FinishScreen")
    await leader.press("f8")
    await to_who_came(leader)
    await leader.press("d")
    await close(leader)


# The second day.


async def test_the_second_day(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, folder: Path
) -> None:
    """It tells what became of each line of the framework, and leaves a second version."""
    shutil.copy(HERE / name_of(DAY_ONE), folder)
    clock.advance((DAY_TWO - DAY_ONE).total_seconds() - 3600)  # summer time came
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        leader = Leader(pilot, clock, day=DAY_TWO)
        await prepare_day_two(leader)
        await look_back(leader)
        await tell_how_it_went(leader)
        await adjust_the_framework(leader)
        await score(leader)
    first, day = read_record(HERE / name_of(DAY_ONE)).session, closed(folder, DAY_TWO)

    lines = {line.id: line.text for line in first.frameworks[0].lines}
    told = {lines[each.item]: each for each in day.updates if each.item in lines}
    assert [(text, each.applied, each.went) for text, each in told.items()] == [
        ("Een vast aanspreekpunt", "yes", "well"),
        ("Binnen een week antwoord", "partly", "mixed"),
        ("Uitleg in het dossier", "no", None),
        ("Achteraf zicht op alles", "no", None),
        ("Wie twijfelt belt een collega", "yes", "well"),
    ]
    assert told["Een vast aanspreekpunt"].applied_where == "wijkteam zuid"
    (better,) = told["Een vast aanspreekpunt"].improvements
    assert (better.text, better.owner, better.due) == (
        "ook bij ziekte",
        "teamleider",
        dt.date(2017, 6, 1),
    )
    assert better.becomes in [promise.id for promise in day.promises]

    (framework,) = day.frameworks
    assert framework.version == 2
    assert [(line.text, line.case) for line in framework.lines] == [
        ("Een vast aanspreekpunt", ""),
        ("Binnen een week antwoord, bij spoed meteen", "a"),
        ("Achteraf zicht op alles", ""),
        ("Wie twijfelt belt een collega", ""),
        ("Ieder heeft een vervanger", "a"),
    ]
    assert [(line.text, line.case) for line in framework.dropped] == [
        ("Uitleg in het dossier", "a"),
    ]
    assert [(rating.scale, rating.value, rating.count) for rating in day.ratings] == [
        ("sneller", 4, 6),
        ("goedkoper", 3, 6),
        ("verbonden", 4, 6),
    ]
    # Nobody is in the shoes of another on this day, so nothing is asked of those positions.
    assert day.perspectives == ()
    assert not [mark for mark in day.header.closed_with if "perspective" in mark]


async def prepare_day_two(leader: Leader) -> None:
    """Say which case was brought since, and who comes."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("enter")
    await leader.stands("PrepareScreen")
    await leader.press("f8", "f8")
    await leader.type("Het gezin\n\n")
    await leader.press("f8", "f8")
    await people(leader, play=False)
    await leader.press("f5")
    await leader.stands("LiveScreen")


async def look_back(leader: Leader) -> None:
    """Answer for each line of the framework, and for the promise of the first day."""
    await leader.until("9.00")
    await leader.press("f5", "f2")
    await leader.stands("LookbackScreen")
    panel = leader.pilot.app.screen.query_one(AnswerPanel)
    await leader.sees(lambda: panel.asking.question == "applied")
    for answers in ANSWERS:
        for answer in answers:
            if answer == "enter" or len(answer) == 1:
                await leader.press(answer)
            else:
                await leader.type(f"{answer}\n")
    await leader.sees(lambda: "Alles is besproken" in panel.asking.closing)
    await leader.press("escape")
    await leader.stands("LiveScreen")


async def tell_how_it_went(leader: Leader) -> None:
    """Note where it was applied, how that went, and what is to get better."""
    await leader.until("9.15")
    await leader.press("f8")
    await leader.note("Bij drie gezinnen")
    await leader.until("9.55")
    await leader.press("f8")
    await leader.note("+ in twee dagen geregeld #a")
    await leader.until("10.35")
    await leader.press("f8")  # a break
    await leader.until("10.50")
    await leader.press("f8")
    await leader.note("Een lijst van vervangers")


async def adjust_the_framework(leader: Leader) -> None:
    """Change a line, drop one and add one, each because of a case."""
    await leader.until("11.30")
    await leader.press("f8", "ctrl+w")
    await shows(leader, FrameworkSheet)
    await leader.press("down", "enter")
    await leader.stands("FormScreen")
    await leader.type(", bij spoed meteen")
    await leader.press("tab", "enter", "down", "enter", "ctrl+s")
    await leader.stands("WorksheetScreen")
    await leader.press("down", "x")
    await leader.stands("PickScreen")
    await leader.press("1")
    await leader.stands("WorksheetScreen")
    await leader.press("n")
    await leader.stands("FormScreen")
    await leader.type("Ieder heeft een vervanger")
    await leader.press("tab", "enter", "down", "enter", "ctrl+s")
    await leader.stands("WorksheetScreen")
    await leader.press("ctrl+w")
    await leader.stands("LiveScreen")
    await leader.until("12.10")
    await leader.press("f8")
    await leader.note("* Kader delen met de teams @bestuurder vóór 1 juli")


async def score(leader: Leader) -> None:
    """Score what came of it by show of hands, and close; everybody was there all day."""
    await leader.until("12.30")
    await leader.press("f8")
    await leader.stands("FinishScreen")
    await leader.press("f8", "4", "3", "4")
    await to_who_came(leader)
    await close(leader)


# Both days.


async def shows(leader: Leader, kind: type[Worksheet]) -> None:
    """Wait until a worksheet shows that knows what the meetings before it left."""
    await leader.stands("WorksheetScreen")

    def ready() -> bool:
        (sheet,) = leader.pilot.app.screen.query(Worksheet)
        return isinstance(sheet, kind) and sheet.earlier is not None

    await leader.sees(ready)


async def to_who_came(leader: Leader) -> None:
    """Go past all other questions to who came, and say that everybody did."""
    focused = leader.pilot.app.focused
    await leader.press(*(["tab"] if isinstance(focused, HandsGrid) else []))
    await leader.press("enter", "enter", "enter", "enter")
    await leader.sees(lambda: isinstance(leader.pilot.app.focused, AttendanceTable))
    await leader.press("a")


async def close(leader: Leader) -> None:
    """Close with what is still open."""
    await leader.press("ctrl+s")
    await leader.stands("AskScreen")
    await leader.press("j")
    await leader.stands("StartScreen")
