"""A leerkring from its dates to its second meeting, and a praktijklab that misses a domain."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot

from sessiecoach.domain.evaluation import asked
from sessiecoach.domain.session import Session
from sessiecoach.export.markdown import markdown
from sessiecoach.export.report import report
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record
from sessiecoach.storage.series import SERIES_FILE, read_series
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.series import SeriesList
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.attendance_table import AttendanceTable
from sessiecoach.ui.widgets.check_list import CheckList
from sessiecoach.ui.widgets.chip_row import ChipRow
from sessiecoach.ui.widgets.hands_grid import HandsGrid
from sessiecoach.ui.widgets.question_panel import QuestionPanel
from sessiecoach.ui.worksheets.ratings import RatingsSheet
from tests.fake_clock import FakeClock
from tests.ui.meeting.leader import Leader, with_plain_ids
from tests.ui.pressing import until_read

GOLDEN = Path(__file__).parent / "leerkring"
ZONE = ZoneInfo("Europe/Amsterdam")
FIRST, SECOND, LAB = dt.date(2018, 2, 15), dt.date(2018, 3, 15), dt.date(2018, 6, 11)
WHENEVER = dt.datetime.combine(LAB, dt.time(9), ZONE)
KIJKGLAS, BOCHT = "2018-02-15-kijkglas", "2018-03-15-ideale-bocht"
ADVICE = "Praat eerst over ondergrenzen"
PROMISE = "Onze ondergrens noemen"
FOR_MYSELF = "Ik durf de leegstand niet te noemen"
LENSES = (
    ("13.40", "ambitie", "4", ("Thuis blijven wonen", "- ieder telt anders", "+ zelfde wijk")),
    ("13.52", "belangen", "2", ("- leegstand kost geld", "Niemand zegt zijn grens")),
    ("14.04", "relatie", "4", ("+ we bellen elkaar",)),
    ("14.16", "organisatie", "2", ("- mandaat stopt hier",)),
    ("14.28", "proces", "3", ("Verkennen overgeslagen",)),
)
"""When a lens begins, which it is, the score that all hands give, and what is found through it."""
BEND = (
    ("14.00", "Eerst koffie"),
    ("14.05", "Zij willen rust in de keten"),
    ("14.20", "Beide: niemand terug naar af"),
    ("14.30", "Voorstel als vraag"),
)
"""When each phase of the conversation begins, and what is noted in it."""


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at one o'clock on the day of the first meeting."""
    return FakeClock(dt.datetime.combine(FIRST, dt.time(13), ZONE))


async def test_a_leerkring(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, places: Places
) -> None:
    """A series made by keyboard, and its first two meetings, give the golden records."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        leader = Leader(pilot, clock, day=FIRST)
        await make_series(leader)
        await prepare_kijkglas(leader)
        await look_through_lenses(leader)
        await advise(leader)
        go_to_day(leader, SECOND)
        await prepare_bend(leader)
        await look_back(leader)
        await prepare_privately(leader)
        await take_the_bend(leader)
        await agree(leader)
    folder = places.sessions / "leerkring-wonen-en-zorg"
    written = {name: read_record(folder / f"{name}.toml") for name in (KIJKGLAS, BOCHT)}
    first, second = (record.session for record in written.values())
    assert first.header.status == second.header.status == "closed"
    three_dates_are_planned(folder)
    each_lens_has_findings_and_a_score(first)
    one_advice_on_the_case(first)
    what_was_prepared_is_private(second)
    what_was_promised_came_back(first, second)
    for name, record in written.items():
        golden = (GOLDEN / f"{name}.golden.toml").read_bytes().decode()
        assert with_plain_ids(record.data.decode()) == golden


async def test_a_praktijklab_without_a_domain(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, places: Places
) -> None:
    """That nobody is there for welzijn is told beforehand, before closing, and in the record."""
    shutil.copytree(GOLDEN / "praktijklab-uitstroom", places.sessions / "praktijklab-uitstroom")
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        leader = Leader(pilot, clock, day=LAB)
        go_to_day(leader, LAB)
        await prepare_lab(leader)
        await lead_lab(leader)
        await close_lab(leader)
    path = places.sessions / "praktijklab-uitstroom" / "2018-06-11-praktijklab.toml"
    header = read_record(path).session.header
    assert header.status == "closed"
    assert header.closed_with[0] == "domain_missing:welzijn"


# What is done, by keys.


async def make_series(leader: Leader) -> None:
    """Make a series of this kind on the start screen, and plan its three dates."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("s")
    await leader.stands("FormScreen")
    await leader.type("Leerkring wonen en zorg\n")
    await leader.press("enter", "down", "enter", "tab")
    await leader.type("vergaderzaal")
    await leader.press("ctrl+s")
    await leader.sees(lambda: bool(leader.pilot.app.screen.query("#field-weeks")))
    await leader.type("15 feb 2018\n\n\n13.30\n15.00\n")
    await leader.stands("SeriesScreen")
    rows = leader.pilot.app.screen.query_one(SeriesList)
    await leader.sees(lambda: len(rows.items) == 4)
    await leader.press("escape")


async def prepare_kijkglas(leader: Leader) -> None:
    """Say which case the lenses are put on, and who are expected."""
    await open_next(leader)
    await go_to_part(leader, "cases")
    await leader.type("Wonen met zorg in wijk A\nzorgaanbieder\n\n")
    await expect(leader, "casusinbrenger\nzorgaanbieder", "bestuurder\ncorporatie\n2")
    await leader.press("f5")
    await leader.stands("LiveScreen")


async def look_through_lenses(leader: Leader) -> None:
    """Note what each lens shows, and score its statement by show of hands."""
    await leader.until("13.30")
    await leader.press("f5")
    await leader.note("? Van wie is de opgave #a")
    for moment, _lens, score, lines in LENSES:
        await leader.until(moment)
        await leader.press("f8")
        for line in lines:
            await leader.note(line)
        await leader.press("ctrl+w")
        await leader.stands("WorksheetScreen")
        await leader.sees(lambda: isinstance(leader.pilot.app.focused, RatingsSheet))
        await leader.press(score, "ctrl+w")
        await leader.stands("LiveScreen")


async def advise(leader: Leader) -> None:
    """Give one advice together, promise something, count who came, and close."""
    await leader.until("14.40")
    await leader.press("f8")
    await leader.note(f"{ADVICE} #a")
    await leader.note(f"* {PROMISE} @bestuurder vóór 15 mrt")
    await end(leader)
    await next_open_point(leader)
    await leader.sees(lambda: isinstance(leader.pilot.app.focused, AttendanceTable))
    await leader.press("a")
    await next_open_point(leader)
    await leader.type("corporatie\nbestuurder\nonze ondergrens\n")
    await next_open_point(leader)
    await leader.press("ctrl+s")
    await leader.stands("StartScreen")


async def prepare_bend(leader: Leader) -> None:
    """Open the second meeting, and say who are expected."""
    await open_next(leader)
    await expect(leader, "observator", "bestuurder\ncorporatie\n2")
    await leader.press("f5")
    await leader.stands("LiveScreen")


async def look_back(leader: Leader) -> None:
    """Tell of the promise and the report-back of the first meeting, and of own practice."""
    await leader.until("13.30")
    await leader.press("f5", "f2")
    await leader.stands("LookbackScreen")
    await leader.sees(lambda: isinstance(leader.pilot.app.focused, AnswerPanel))
    await leader.press("g", "d")
    await leader.type("directieoverleg\nschrik, en toen opluchting\n\n")
    await leader.press("escape")
    await leader.stands("LiveScreen")
    await leader.note("Het begon weer met cijfers")


async def prepare_privately(leader: Leader) -> None:
    """Prepare a conversation: the line says that what is typed is private."""
    await leader.until("13.45")
    await leader.press("f8")
    chips = leader.pilot.app.screen.query_one(ChipRow)
    await leader.sees(lambda: "■ privé" in [each.text for each in chips.chips])
    await leader.note(FOR_MYSELF)


async def take_the_bend(leader: Leader) -> None:
    """Go from contact to the own goal; each phase says that it is not of the source."""
    panel = leader.pilot.app.screen.query_one(QuestionPanel)
    for moment, line in BEND:
        await leader.until(moment)
        await leader.press("f8")
        await leader.sees(lambda: "sessiecoach-uitwerking" in str(panel.render()))
        await leader.note(line)


async def agree(leader: Leader) -> None:
    """Promise what comes next, evaluate by hands, and close with what is open."""
    await leader.until("14.40")
    await leader.press("f8")
    await leader.note("* Het gesprek voeren @bestuurder vóór 12 apr")
    await leader.until("14.45")
    await leader.press("f8")
    await leader.note(":r Insturen duurde te kort")
    await end(leader)
    await leader.sees(lambda: isinstance(leader.pilot.app.focused, HandsGrid))
    await leader.press("4")
    await close_all_the_same(leader)


async def prepare_lab(leader: Leader) -> None:
    """Expect people of two domains: the preparation says which is missing."""
    await open_next(leader)
    await expect(leader, "manager\ncorporatie A\nwonen", "manager\nzorgaanbieder B\nzorg")
    await leader.sees(lambda: "Nog niemand uit: welzijn" in shown(leader.pilot))
    await leader.press("f5")
    await leader.stands("LiveScreen")


async def lead_lab(leader: Leader) -> None:
    """Note from the domains that are there, and what they can do together."""
    await leader.until("13.00")
    await leader.press("f5")
    for moment, lines in (
        ("13.10", ("- wachtlijst zonder uitleg /wonen", "- hulp stopt bij sleutel /zorg")),
        ("13.55", ("! Sleutel en hulp op een dag",)),
        ("14.30", ("* Proef met drie woningen @manager vóór 1 sep",)),
        ("14.50", (":r Zonder welzijn missen we de buurt",)),
    ):
        await leader.until(moment)
        await leader.press("f8")
        for line in lines:
            await leader.note(line)


async def close_lab(leader: Leader) -> None:
    """Count who came: the missing domain stays open, and closing keeps it."""
    await end(leader)
    checks = leader.pilot.app.screen.query_one(CheckList)
    await leader.sees(lambda: bool(checks.lines))
    await leader.press("f4", "down", "enter")
    await leader.sees(lambda: isinstance(leader.pilot.app.focused, AttendanceTable))
    await leader.press("a")
    await close_all_the_same(leader)


def go_to_day(leader: Leader, day: dt.date) -> None:
    """Let days pass, until one o'clock less ten minutes."""
    before = dt.datetime.combine(day, dt.time(12, 50), ZONE) - leader.clock.now()
    leader.clock.advance(before.total_seconds())
    leader.day = day


async def open_next(leader: Leader) -> None:
    """Open the planned meeting that comes next, which makes its record."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("home", "enter")
    await leader.stands("PrepareScreen")


async def go_to_part(leader: Leader, part: str) -> None:
    """Go from part to part of the preparation until one is reached."""

    def is_there() -> bool:
        focused = leader.pilot.app.focused
        return focused is not None and any(each.id == part for each in focused.ancestors)

    for _ in range(6):
        await leader.press("f8")
        if is_there():
            return
    raise AssertionError(part)


async def expect(leader: Leader, *rows: str) -> None:
    """Type who are expected, a row each; what is left out of a row stays empty."""
    await go_to_part(leader, "participants")
    columns = 5 if leader.day == LAB else 4
    for row in rows:
        await leader.type(row + "\n" * (columns - row.count("\n")))


async def end(leader: Leader) -> None:
    """End the last block when its time is over."""
    await leader.until("15.00")
    await leader.press("f8")
    await leader.stands("FinishScreen")
    await leader.press("f8")


async def next_open_point(leader: Leader) -> None:
    """Go where the first open point is mended."""
    await leader.press("f4", "home", "enter")


async def close_all_the_same(leader: Leader) -> None:
    """Close with what is still open."""
    await leader.press("ctrl+s")
    await leader.stands("AskScreen")
    await leader.press("j")
    await leader.stands("StartScreen")


def shown(pilot: Pilot[None]) -> str:
    """Return all that the screen shows."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in strip) for strip in strips)


# What came of it.


def three_dates_are_planned(folder: Path) -> None:
    """Four weeks apart, each with the werkvorm and the theme that the kind of series gives it."""
    series = read_series(folder / SERIES_FILE).series
    assert (series.kind, series.partners) == (
        "reeks-leerkring",
        ("gemeente", "corporatie", "zorgaanbieder"),
    )
    assert [(each.date, each.werkvorm, each.theme) for each in series.planned_meetings] == [
        (FIRST, "kijkglas", "kijkglas op een casus"),
        (SECOND, "ideale-bocht", "relatie en goed gesprek"),
        (dt.date(2018, 4, 12), "vrij", "regisseren zonder macht"),
    ]


def each_lens_has_findings_and_a_score(first: Session) -> None:
    """What was typed in the round of a lens is found through it, and its statement is scored."""
    for _moment, lens, _score, lines in LENSES:
        found = [note.text for note in first.notes if note.perspective == lens]
        assert found == [line.lstrip("+- ") for line in lines]
    scores = [(score.scale.id, score.mean) for each in asked(first) for score in each.scores]
    assert scores == [(lens, float(score)) for _moment, lens, score, _lines in LENSES]


def one_advice_on_the_case(first: Session) -> None:
    """The advice is of all together, on the case, and has a section of its own in the report."""
    (advice,) = (note for note in first.notes if note.kind == "advies")
    assert (advice.text, advice.case, advice.block) == (ADVICE, "a", "advies")
    titles = [each.title for each in report(first, WHENEVER).sections]
    assert {"Bevinding per lens", "Gezamenlijk advies"} <= set(titles)


def what_was_prepared_is_private(second: Session) -> None:
    """It is in the record for its writer, and in the report only when that is asked."""
    (secret,) = (note for note in second.notes if note.private)
    assert (secret.text, secret.block) == (FOR_MYSELF, "voorbereiden")
    assert FOR_MYSELF not in markdown(report(second, WHENEVER))
    assert FOR_MYSELF in markdown(report(second, WHENEVER, private=True))
    phases = [each for each in second.blocks if each.id in ("contact", "verkennen", "keerpunt")]
    assert all(each.own_elaboration for each in phases)


def what_was_promised_came_back(first: Session, second: Session) -> None:
    """The promise is kept, and the report-back tells how it was received."""
    (promise,), (told_back,) = first.promises, first.report_backs
    told = {each.item: each for each in second.updates}
    assert told[promise.id].status == "done"
    assert (told[told_back.id].done, told[told_back.id].form) == ("partly", "directieoverleg")
    assert told[told_back.id].response == "schrik, en toen opluchting"
