"""A masterclass from its dates to its closing meeting: own questions, worded first and last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sessiecoach.domain.own_questions import OwnQuestionView, own_questions
from sessiecoach.domain.session import Session
from sessiecoach.export.outline import Item, Listing
from sessiecoach.export.report import report
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record
from sessiecoach.storage.series import SERIES_FILE, read_series
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.finish import FinishScreen
from sessiecoach.ui.screens.series import SeriesList
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.attendance_table import AttendanceTable
from sessiecoach.ui.widgets.hands_grid import HandsGrid
from sessiecoach.ui.widgets.question_panel import QuestionPanel
from sessiecoach.ui.worksheets.questions import QuestionsSheet
from tests.fake_clock import FakeClock
from tests.ui.meeting.leader import Leader, with_plain_ids
from tests.ui.pressing import until_read

GOLDEN = Path(__file__).parent / "masterclass"
ZONE = ZoneInfo("Europe/Amsterdam")
FIRST, LAST = dt.date(2014, 9, 15), dt.date(2015, 6, 22)
BEGINS, ENDS = "2014-09-15-masterclass-bijeenkomst", "2015-06-22-masterclass-slot"
JONGEREN = "Hoe vind ik de jongeren die niemand zoekt?"
PLEIN = "Wie begint er met de overlast op het plein?"
TAFEL = "Hoe krijg ik de corporaties aan tafel?"


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at half past twelve on the day of the first meeting."""
    return FakeClock(dt.datetime.combine(FIRST, dt.time(12, 30), ZONE))


@pytest.fixture
def folder(places: Places) -> Path:
    """Where the series lies: of its kind, and nothing planned yet."""
    return Archive(places.sessions).new_series("Masterclass", kind="reeks-masterclass").folder


async def test_a_masterclass(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, folder: Path
) -> None:
    """Dates, the first meeting and the closing one, led by keyboard, give the golden records."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        leader = Leader(pilot, clock, day=FIRST)
        await plan(leader)
        await prepare(leader)
        await lead(leader)
        await round_off(leader)
        before_last = dt.datetime.combine(LAST, dt.time(12, 50), ZONE) - clock.now()
        clock.advance(before_last.total_seconds())
        leader.day = LAST
        await look_back(leader)
        await conclude(leader)
    written = {name: read_record(folder / f"{name}.toml") for name in (BEGINS, ENDS)}
    begun, ended = (record.session for record in written.values())
    assert begun.header.status == ended.header.status == "closed"
    for name, record in written.items():
        golden = (GOLDEN / f"{name}.golden.toml").read_bytes().decode()
        assert with_plain_ids(record.data.decode()) == golden
    dates_are_planned(folder)
    three_questions_were_worked_on(begun)
    each_question_has_its_way(folder, begun, ended)


# What is done, by keys.


async def plan(leader: Leader) -> None:
    """Plan six meetings of a series, and write down the question that is known already."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("p")
    await leader.stands("SeriesScreen")
    rows = leader.pilot.app.screen.query_one(SeriesList)
    await leader.sees(lambda: bool(rows.items))
    await leader.press("p")
    await leader.stands("FormScreen")
    await leader.type("15 sep 2014\n\n\n13.00\n15.30\n")
    await leader.sees(lambda: len(rows.items) == 7)
    await leader.press("v")
    await leader.stands("FormScreen")
    await leader.type(f"adviseur ggd\n{JONGEREN}")
    await leader.press("ctrl+s")
    await leader.sees(lambda: len(rows.items) == 8)
    await leader.press("escape")


async def prepare(leader: Leader) -> None:
    """Open the first meeting: its theme, its master, and who are expected."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("enter")
    await leader.stands("PrepareScreen")
    await leader.press("tab", "tab", "tab", "tab", "tab", "tab")
    await leader.type("netwerken en ketens\nmaster ketens")
    await leader.press("f8", "f8")
    await leader.type("master\n\n\n\nadviseur ggd\n\n\n\nteamleider welzijn\n\n\n\n")
    await leader.type("adviseur wonen\n\n\n\n")
    await leader.press("f5")
    await leader.stands("LiveScreen")


async def lead(leader: Leader) -> None:
    """Let everybody say a question, listen to the master, work on three, and agree."""
    await leader.until("13.00")
    await leader.press("f5")
    await to_questions(leader)
    await leader.press("w")
    for who, question in (("teamleider welzijn", PLEIN), ("adviseur wonen", TAFEL)):
        await fill_in(leader, "n", f"{who}\n{question}")
        await leader.press("w")
    await leader.press("ctrl+w")
    await leader.until("13.25")
    await leader.press("f8")
    await leader.note("Een netwerk is geen overleg")
    await leader.until("13.55")
    await leader.press("f8")
    await leader.until("14.10")
    await leader.press("f8")
    panel = leader.pilot.app.screen.query_one(QuestionPanel)
    await leader.sees(lambda: JONGEREN in str(panel.render()))
    await leader.note("? Wie kent ze al")
    await leader.note(":s Loop een avond mee")
    await leader.until("14.30")
    await leader.press("f8")
    await leader.note(":s Vraag het de winkeliers")
    await leader.until("14.50")
    await leader.press("f8")
    await leader.note("? Wat hebben zij eraan")
    await leader.until("15.10")
    await leader.press("f8")
    await to_questions(leader)
    await leader.press("home")
    await fill_in(leader, "p", "verbinder, nog zonder mandaat\n")
    await fill_in(leader, "v", "Meelopen met het jongerenwerk")
    await leader.press("down")
    await fill_in(leader, "v", "De winkeliers spreken")
    await leader.press("down")
    await fill_in(leader, "v", "Twee directeuren bellen")
    await leader.press("ctrl+w")
    await leader.note("* Een vaste plek voor het overleg @adviseur-wonen vóór 1 okt")
    await leader.note("= Wie niet kan, stuurt niemand anders")
    await leader.until("15.28")


async def round_off(leader: Leader) -> None:
    """Say that all came, take the date of the series over, and close."""
    await leader.press("f10")
    await leader.stands("FinishScreen")
    screen = leader.pilot.app.screen
    assert isinstance(screen, FinishScreen)
    await leader.sees(lambda: screen.proposed is not None)
    await leader.press("f4", "enter")
    await leader.sees(lambda: isinstance(leader.pilot.app.focused, AttendanceTable))
    await leader.press("a", "f4", "end", "enter")
    await close(leader)


async def look_back(leader: Leader) -> None:
    """Open the closing meeting, and ask in its terugkom about each question and agreement."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("end", "enter")
    await leader.stands("PrepareScreen")
    await leader.press("f8", "f8")
    await leader.type("adviseur wonen\n\n\n\n")
    await leader.press("f5")
    await leader.stands("LiveScreen")
    await leader.until("13.00")
    await leader.press("f5")
    await leader.press("f2")
    await leader.stands("LookbackScreen")
    panel = leader.pilot.app.screen.query_one(AnswerPanel)
    # The step was taken; the question is another one now, and what comes next is asked later.
    await leader.sees(lambda: panel.asking.question == "done")
    assert panel.asking.text == f"adviseur ggd: {JONGEREN}"
    await leader.press("j")
    await leader.sees(lambda: panel.asking.question == "wording")
    await leader.press("ctrl+u")
    await leader.type("Wie zoekt deze jongeren al, en wat vraagt dat van mij?\n\n")
    # Partly taken, and not; both keep their words.
    for key in ("d", "n"):
        await leader.sees(lambda: panel.asking.question == "done")
        await leader.press(key)
        await leader.sees(lambda: panel.asking.question == "wording")
        await leader.type("\n\n")
    await leader.sees(lambda: panel.asking.question == "status")
    await leader.press("g")
    await leader.press("escape")
    await leader.stands("LiveScreen")


async def conclude(leader: Leader) -> None:
    """Agree on what stays, say the next step, score the series, and close."""
    await leader.until("13.40")
    await leader.press("f8")
    await leader.note("= De tafel op het plein blijft")
    await leader.note("* De tafel bijeenroepen @adviseur-wonen vóór 1 sep")
    await leader.until("14.20")
    await leader.press("f8")
    await to_questions(leader)
    await leader.press("home")
    await fill_in(leader, "v", "Het jongerenwerk elke maand spreken")
    await fill_in(leader, "p", "aanjager\n", before="ctrl+u")
    await leader.press("ctrl+w")
    await leader.until("14.40")
    await leader.press("f8")
    await leader.note("Ik weet wie ik bel")
    await leader.until("14.58")
    await leader.press("f10")
    await leader.stands("FinishScreen")
    await leader.sees(lambda: isinstance(leader.pilot.app.focused, HandsGrid))
    await leader.press("4", "5")
    await close(leader)


async def to_questions(leader: Leader) -> None:
    """Go to the worksheet of the own questions."""
    await leader.press("ctrl+w")
    await leader.stands("WorksheetScreen")
    screen = leader.pilot.app.screen
    await leader.sees(lambda: any(sheet.items for sheet in screen.query(QuestionsSheet)))


async def fill_in(leader: Leader, key: str, text: str, *, before: str = "") -> None:
    """Fill in the form that a key of the worksheet opens, and keep it."""
    await leader.press(key)
    await leader.stands("FormScreen")
    if before:
        await leader.press(before)
    await leader.type(text)
    if not text.endswith("\n"):
        await leader.press("ctrl+s")
    await leader.stands("WorksheetScreen")


async def close(leader: Leader) -> None:
    """Close the meeting with what is still open."""
    await leader.press("ctrl+s")
    await leader.stands("AskScreen")
    await leader.press("j")
    await leader.stands("StartScreen")


# What came of it.


def dates_are_planned(folder: Path) -> None:
    """Six meetings, the last with a werkvorm of its own, eight weeks apart."""
    planned = read_series(folder / SERIES_FILE).series.planned_meetings
    assert len(planned) == 6
    assert {each.werkvorm for each in planned[:-1]} == {"masterclass-bijeenkomst"}
    assert (planned[-1].werkvorm, planned[-1].date) == ("masterclass-slot", LAST)


def three_questions_were_worked_on(begun: Session) -> None:
    """Each round on another one, with a theme and a master; and what people agreed."""
    assert (begun.header.theme, begun.header.guest) == ("netwerken en ketens", "master ketens")
    rounds = [block for block in begun.blocks if block.kind == "round"]
    assert [block.question[:1] for block in rounds] == ["v", "q", "q"]
    assert [block.question for block in rounds[1:]] == [each.id for each in begun.questions]
    assert len({block.question for block in rounds}) == 3
    assert [each.text for each in begun.questions] == [PLEIN, TAFEL]
    told = {each.item: each for each in begun.updates}
    assert told[rounds[0].question].position == "verbinder, nog zonder mandaat"
    assert all(told[block.question].next_step for block in rounds)
    (promise,) = begun.promises
    assert (promise.owner, promise.due) == ("adviseur wonen", dt.date(2014, 10, 1))
    assert begun.next.date == dt.date(2014, 11, 10)


def each_question_has_its_way(folder: Path, begun: Session, ended: Session) -> None:
    """The first wording stands against the last, with every step and whether it was done."""
    brought = read_series(folder / SERIES_FILE).series.questions
    views = own_questions(brought, (begun, ended))
    assert [(each.first, each.text) for each in views] == [
        (JONGEREN, "Wie zoekt deze jongeren al, en wat vraagt dat van mij?"),
        (PLEIN, PLEIN),
        (TAFEL, TAFEL),
    ]
    assert [steps(each) for each in views] == [
        [
            ("Meelopen met het jongerenwerk", "yes"),
            ("Het jongerenwerk elke maand spreken", None),
        ],
        [("De winkeliers spreken", "partly")],
        [("Twee directeuren bellen", "no")],
    ]
    assert views[0].position == "aanjager"
    outline = report(
        ended, dt.datetime.combine(LAST, dt.time(15), ZONE), meetings=(begun,), brought=brought
    )
    (section,) = (each for each in outline.sections if each.id == "eigen-vragen")
    (listing,) = section.parts
    assert isinstance(listing, Listing)
    assert isinstance(listing.items[0], Item)
    assert listing.items[0].details[0] == ("Eerst (15 sep 2014)", JONGEREN)


def steps(view: OwnQuestionView) -> list[tuple[str, str | None]]:
    """Return the steps of a question, each with whether it was done."""
    return [(each.text, each.done) for each in view.steps]
