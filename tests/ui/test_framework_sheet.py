"""The kader op maat as a worksheet: the first version, and what a later meeting changes in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Select, TextArea

from sessiecoach.domain.session import (
    Case,
    Framework,
    FrameworkLine,
    Requirement,
    RequirementTest,
    Session,
)
from sessiecoach.storage.history import History
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.pick import PickScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.item_rows import Line
from sessiecoach.ui.worksheets.framework import FrameworkSheet
from sessiecoach.ui.worksheets.framework_rows import LINES as LINES_TABLE
from sessiecoach.ui.worksheets.sheet import Worksheet
from tests.fake_clock import FakeClock
from tests.ui.pressing import HOSTILE, SIZES, until
from tests.ui.sheet_meeting import STARTED_AT, at_block, meeting_of, opened_in, worksheet

Make = Callable[..., Surroundings]
SnapCompare = Callable[..., bool]


def requirement(number: int, text: str, *parties: str, result: str = "") -> Requirement:
    """Return a requirement that these parties support, and how it came out of the test."""
    tests = (RequirementTest(case="b7", result=result),) if result else ()  # type: ignore[arg-type]
    return Requirement(id=f"e-0000000{number}", text=text, supported_by=parties, tests=tests)


REQUIREMENTS = (
    requirement(1, "De inwoner heeft één aanspreekpunt", "burger", "professional", result="holds"),
    requirement(2, "Elke uitzondering komt in de raad", "raadslid", result="drops"),
    requirement(
        3,
        "Wie afwijkt van de regel kan aan de buren uitleggen waarom dat hier nodig was, ook als"
        " het vaker voorkomt",
        "beleidsambtenaar",
        "raadslid",
        result="adjust",
    ),
    requirement(4, "Binnen twee dagen antwoord"),
)
CASES = (
    Case(id="b7", title="De verhuizing"),
    Case(id="c2", title="Het gezin met drie plannen"),
    Case(id="x9", title="Taken back", withdrawn_at=dt.datetime(2016, 9, 5, tzinfo=dt.UTC)),
)
LINES = (
    FrameworkLine(
        id="l-00000001", text="De inwoner heeft één aanspreekpunt", from_=("e-00000001",)
    ),
    FrameworkLine(
        id="l-00000002",
        text="Wie afwijkt, legt het binnen een week vast en kan het uitleggen",
        from_=("e-00000003",),
    ),
    FrameworkLine(id="l-00000003", text="Tot 250 euro beslist wie aan de keukentafel zit"),
    FrameworkLine(id="l-00000004", text="Elke organisatie houdt haar eigen plan bij"),
)


def first_day(*frameworks: Framework, requirements: tuple[Requirement, ...] = ()) -> Session:
    """Return the first day, at the block in which the framework is made."""
    session = at_block(meeting_of("verticaal-maatwerk"), "3f")
    return replace(session, cases=CASES, frameworks=frameworks, requirements=requirements)


def day_before(*frameworks: Framework) -> Session:
    """Return the first day as a meeting of a month before, closed."""
    session = first_day(*frameworks, requirements=REQUIREMENTS)
    header = replace(
        session.header,
        id="2016-08-01-verticaal-maatwerk",
        document="a4w8k2p6t9c3x7q5z8d4h6j2r1",
        date=dt.date(2016, 8, 1),
        status="closed",
    )
    return replace(session, header=header)


FIRST = day_before(Framework(id="f-00000001", lines=LINES))


def second_day(*frameworks: Framework) -> Session:
    """Return the comeback meeting, at the block in which the framework is adjusted."""
    session = at_block(meeting_of("verticaal-maatwerk", number=2), "4f")
    return replace(session, cases=CASES, frameworks=frameworks)


CHANGED = Framework(
    id="f-00000002",
    version=2,
    lines=(
        LINES[0],
        replace(
            LINES[1],
            text="Wie afwijkt, belt eerst een collega en legt het daarna vast",
            case="c2",
        ),
        LINES[2],
        FrameworkLine(id="l-00000005", text="Wij bellen voordat de brief gaat", case="b7"),
    ),
    dropped=(replace(LINES[3], case="c2"),),
)


def words(line: Line) -> str:
    """Return what one line of the screen says."""
    return "".join(piece.text for piece in line)


def shown(sheet: Worksheet) -> list[str]:
    """Return what stands on the worksheet, line by line."""
    return [words(line).rstrip() for row in sheet.rows for line in row.lines if line]


def session_of(pilot: Pilot[None]) -> Session:
    """Return the meeting as it stands."""
    return opened_in(pilot).live.session


def standing(pilot: Pilot[None]) -> list[Framework]:
    """Return the versions of the meeting that count."""
    return [each for each in session_of(pilot).frameworks if each.withdrawn_at is None]


def texts(pilot: Pilot[None]) -> list[str]:
    """Return how the lines of the version of this meeting read."""
    return [each.text for each in standing(pilot)[-1].lines]


def told(pilot: Pilot[None]) -> list[str]:
    """Return what was said of acts."""
    return [each.message for each in pilot.app._notifications]


async def asked(pilot: Pilot[None], kind: type[FormScreen] | type[PickScreen]) -> None:
    """Wait until something is asked."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


async def answered(pilot: Pilot[None]) -> None:
    """Wait until nothing is asked any more."""
    await until(pilot, lambda: isinstance(pilot.app.screen, WorksheetScreen))
    await pilot.pause()


async def fill(pilot: Pilot[None], text: str, case: str | None = None) -> None:
    """Fill in the form that is asked for, and keep it."""
    await asked(pilot, FormScreen)
    form = pilot.app.screen
    field = form.query_one("#field-text", TextArea)
    field.text = text
    cases = form.query("#field-case")
    assert bool(cases) == (case is not None)
    if case:
        form.query_one("#field-case", Select).value = case
    await pilot.press("ctrl+s")
    await answered(pilot)


@asynccontextmanager
async def sheet_of(
    session: Session, make_surroundings: Make, clock: FakeClock, folder: Path, *others: Session
) -> AsyncIterator[tuple[Pilot[None], FrameworkSheet]]:
    """Open a meeting and show its framework."""
    async with worksheet(session, "framework", make_surroundings, clock, folder, others=others) as (
        pilot,
        sheet,
    ):
        assert isinstance(sheet, FrameworkSheet)
        yield pilot, sheet


# The first version.


async def test_an_empty_one_says_how_to_begin_and_n_makes_a_line(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """No case is asked, for nothing changed yet; ctrl+z takes line and version back."""
    async with sheet_of(first_day(), make_surroundings, clock, tmp_path) as (pilot, sheet):
        assert shown(sheet)[0] == "Nog geen kader op maat."
        assert "n zet er een regel in" in " ".join(shown(sheet))
        await pilot.press("n")
        await fill(pilot, " Eén aanspreekpunt ")
        await until(pilot, lambda: bool(standing(pilot)))
        [made] = standing(pilot)
        assert (made.version, made.block, texts(pilot)) == (1, "3f", ["Eén aanspreekpunt"])
        assert shown(sheet)[0] == "Kader op maat, versie 1  1"
        assert sheet.cursor == (LINES_TABLE, made.lines[0].id)
        await pilot.press("n")
        await fill(pilot, "Binnen twee dagen")
        await until(pilot, lambda: len(texts(pilot)) == 2)
        assert told(pilot) == ["Dit is nu versie 1 van het kader."]
        assert sheet.cursor == (LINES_TABLE, standing(pilot)[0].lines[1].id)
        assert len(session_of(pilot).frameworks) == 1
        for left in (1, 0):
            await pilot.press("ctrl+z")
            await until(
                pilot,
                lambda: sum(len(each.lines) for each in standing(pilot)) == left,  # noqa: B023
            )
        assert shown(sheet)[0] == "Nog geen kader op maat."


async def test_requirements_that_stand_are_taken_over(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """One by Enter, the rest at once by a; what dropped in the test is not offered."""
    session = first_day(requirements=REQUIREMENTS)
    async with sheet_of(session, make_surroundings, clock, tmp_path) as (pilot, sheet):
        page = "\n".join(shown(sheet))
        assert "Enter neemt een eis over als regel" in page
        assert "Uit het programma van eisen  3" in page
        assert "Elke uitzondering komt in de raad" not in page
        assert "steun van Burger en Professional · houdt stand" in page
        await pilot.press("down", "enter")
        await until(pilot, lambda: bool(standing(pilot)))
        assert [each.from_ for each in standing(pilot)[0].lines] == [("e-00000003",)]
        assert "uit eis E3 · steun van Beleidsambtenaar en Raadslid" in "\n".join(shown(sheet))
        await pilot.press("a")
        await until(pilot, lambda: len(standing(pilot)[0].lines) == 3)
        assert [each.from_[0][-1] for each in standing(pilot)[0].lines] == ["3", "1", "4"]
        assert "Uit het programma" not in "\n".join(shown(sheet))
        assert not sheet.check_action("take_all", ())
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(standing(pilot)[0].lines) == 1)


async def test_a_line_of_the_first_version_changes_without_a_case(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """And goes without one; the requirement that it came from is offered again."""
    session = first_day(requirements=REQUIREMENTS[:1])
    async with sheet_of(session, make_surroundings, clock, tmp_path) as (pilot, sheet):
        await pilot.press("enter")
        await until(pilot, lambda: bool(standing(pilot)))
        await pilot.press("enter")
        await fill(pilot, "Eén nummer")
        await until(pilot, lambda: texts(pilot) == ["Eén nummer"])
        assert "uit eis E1 · steun van Burger en Professional" in "\n".join(shown(sheet))
        assert not sheet.check_action("toggle_changes", ())
        await pilot.press("x")
        await until(pilot, lambda: not standing(pilot))
        assert sheet.proposal == REQUIREMENTS[0]


# A later version.


async def test_the_first_change_makes_the_next_version(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """All lines are in it with their ids, the earlier record stays, ctrl+z takes all back."""
    async with sheet_of(second_day(), make_surroundings, clock, tmp_path, FIRST) as (pilot, sheet):
        assert shown(sheet)[:3] == [
            "Kader op maat, versie 1  4",
            "van ma 1 aug 2016 · de eerste wijziging hier maakt versie 2",
            "1   De inwoner heeft één aanspreekpunt",
        ]
        assert not sheet.check_action("move_line", ())
        path = opened_in(pilot).path
        earlier = path.with_name(f"{FIRST.header.id}.toml")
        before = earlier.read_bytes()
        await pilot.press("down", "down", "enter")
        await fill(pilot, "Tot 500 euro beslist wie aan de keukentafel zit", "c2")
        await until(pilot, lambda: bool(standing(pilot)))
        [made] = standing(pilot)
        assert made.version == 2
        assert [each.id for each in made.lines] == [each.id for each in LINES]
        assert [each.case for each in made.lines] == ["", "", "c2", ""]
        page = shown(sheet)
        place = page.index("3   Tot 500 euro beslist wie aan de keukentafel zit")
        assert page[place + 1 : place + 3] == [
            "    Tot 250 euro beslist wie aan de keukentafel zit",
            "    ~ gewijzigd door casus c2 · Het gezin met drie plannen",
        ]
        assert page[1] == "van deze bijeenkomst · 1 gewijzigd sinds versie 1 van ma 1 aug 2016"
        await until(pilot, lambda: read_record(path).session.frameworks == (made,))
        assert earlier.read_bytes() == before
        assert told(pilot) == ["Dit is nu versie 2 van het kader."]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not standing(pilot))
        assert shown(sheet)[0] == "Kader op maat, versie 1  4"


async def test_a_case_is_called_as_in_the_meeting_that_changed_the_line(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The codes begin again at every meeting, so the same code is another case in each."""

    def with_case(session: Session, title: str) -> Session:
        return replace(session, cases=(Case(id="a", title=title),))

    def held(month: int, number: int, text: str) -> Session:
        line = FrameworkLine(id="l-00000001", text=text, case="a")
        framework = Framework(id=f"f-0000000{number}", version=number, lines=(line,))
        header = replace(
            FIRST.header,
            id=f"2016-0{month}-01-verticaal-maatwerk",
            document=f"a4w8k2p6t9c3x7q5z8d4h6j2r{number}",
            date=dt.date(2016, month, 1),
        )
        return with_case(replace(FIRST, header=header, frameworks=(framework,)), f"Van {month}")

    meetings = (held(6, 1, "Wij bellen"), held(7, 2, "Wij bellen eerst"))
    session = with_case(second_day(), "Van nu")
    async with sheet_of(session, make_surroundings, clock, tmp_path, *meetings) as (pilot, sheet):
        assert "    ~ gewijzigd door casus a · Van 7" in shown(sheet)
        await pilot.press("enter")
        await fill(pilot, "Wij bellen altijd", "a")
        await until(pilot, lambda: bool(standing(pilot)))
        assert "    ~ gewijzigd door casus a · Van nu" in shown(sheet)


async def test_lines_come_go_and_come_back_each_with_its_case(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """All in one version of this meeting; a case is picked by its digit, or none by 0."""
    async with sheet_of(second_day(), make_surroundings, clock, tmp_path, FIRST) as (pilot, sheet):
        await pilot.press("x")
        await asked(pilot, PickScreen)
        await pilot.press("2")
        await answered(pilot)
        await until(pilot, lambda: bool(standing(pilot)))
        await pilot.press("x")
        await asked(pilot, PickScreen)
        await pilot.press("0")
        await answered(pilot)
        await until(pilot, lambda: len(texts(pilot)) == 2)
        await pilot.press("n")
        await fill(pilot, "Wij bellen eerst", "b7")
        await until(pilot, lambda: len(texts(pilot)) == 3)
        [made] = standing(pilot)
        assert [(each.id, each.case) for each in made.dropped] == [
            ("l-00000001", "c2"),
            ("l-00000002", ""),
        ]
        assert made.lines[-1].case == "b7"
        page = "\n".join(shown(sheet))
        assert "Geschrapt  2" in page
        assert "× geschrapt door casus c2 · Het gezin met drie plannen" in page
        assert "+ toegevoegd door casus b7 · De verhuizing" in page
        assert "(zonder tekst)" not in page
        await pilot.press("down")
        assert sheet.dropped == "l-00000001"
        assert sheet.line is None
        assert not sheet.check_action("drop_line", ())
        await pilot.press("b")
        await until(pilot, lambda: len(texts(pilot)) == 4)
        assert texts(pilot)[0] == LINES[0].text
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(texts(pilot)) == 3)


async def test_a_line_of_this_version_goes_without_a_question(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """It changed nothing of the version before."""
    session = second_day(CHANGED)
    async with sheet_of(session, make_surroundings, clock, tmp_path, FIRST) as (pilot, _sheet):
        await pilot.press("down", "down", "down", "x")
        await until(pilot, lambda: len(texts(pilot)) == 3)
        assert [each.id for each in standing(pilot)[0].dropped] == ["l-00000004"]


async def test_a_form_has_the_case_that_made_the_line_change_here(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Also one that this meeting does not know; one that was taken back is not offered."""
    lines = (CHANGED.lines[0], replace(CHANGED.lines[1], case="zz"), *CHANGED.lines[2:])
    session = second_day(replace(CHANGED, lines=lines))
    async with sheet_of(session, make_surroundings, clock, tmp_path, FIRST) as (pilot, _sheet):
        await pilot.press("x")
        await asked(pilot, PickScreen)
        assert pilot.app.screen.query_one(OptionList).option_count == 3
        await pilot.press("escape")
        await answered(pilot)
        await pilot.press("down", "enter")
        await asked(pilot, FormScreen)
        assert pilot.app.screen.query_one("#field-case", Select).value == "zz"


async def test_what_changed_in_an_earlier_meeting_is_only_read(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """What it dropped cannot be brought back here, and its cases are not those of now."""
    session = second_day(CHANGED)
    header = replace(session.header, id="2016-08-29-verticaal-maatwerk", status="closed")
    header = replace(header, document="a4w8k2p6t9c3x7q5z8d4h6j2r2", date=dt.date(2016, 8, 29))
    others = (FIRST, replace(session, header=header))
    async with sheet_of(second_day(), make_surroundings, clock, tmp_path, *others) as (
        pilot,
        sheet,
    ):
        page = shown(sheet)
        assert " ".join(page[1:3]) == (
            "van ma 29 aug 2016 · de eerste wijziging hier maakt versie 3 · 1 toegevoegd,"
            " 1 gewijzigd en 1 geschrapt sinds versie 1 van ma 1 aug 2016"
        )
        await pilot.press("down", "enter")
        await asked(pilot, FormScreen)
        assert pilot.app.screen.query_one("#field-case", Select).value is Select.NULL
        await pilot.press("escape")
        await answered(pilot)
        await pilot.press("end")
        assert "geschrapt" in page[-1]
        assert not sheet.check_action("bring_back", ())


async def test_what_is_left_changes_nothing(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Escape from a question or a form makes no version."""
    async with sheet_of(second_day(), make_surroundings, clock, tmp_path, FIRST) as (pilot, _sheet):
        for key, kind in (("x", PickScreen), ("enter", FormScreen), ("n", FormScreen)):
            await pilot.press(key)
            await asked(pilot, kind)
            await pilot.press("escape")
            await answered(pilot)
        assert session_of(pilot).frameworks == ()


async def test_without_cases_none_is_asked(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """A line goes at once, and the form has only its text; a case that was told stays."""
    session = replace(second_day(CHANGED), cases=())
    async with sheet_of(session, make_surroundings, clock, tmp_path, FIRST) as (pilot, _sheet):
        await pilot.press("x")
        await until(pilot, lambda: len(texts(pilot)) == 3)
        await pilot.press("enter")
        await fill(pilot, "Anders")
        await until(pilot, lambda: texts(pilot)[0] == "Anders")
        assert standing(pilot)[0].lines[0].case == "c2"


async def test_requirements_of_a_later_meeting_ask_for_a_case(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """One that is taken over then is a change, as any other."""
    later = Requirement(id="e-00000009", text="Wij bellen eerst")
    session = replace(second_day(), requirements=(later,))
    async with sheet_of(session, make_surroundings, clock, tmp_path, FIRST) as (pilot, sheet):
        assert sheet.check_action("take_all", ()) is False
        await pilot.press("end", "enter")
        await asked(pilot, PickScreen)
        await pilot.press("1")
        await answered(pilot)
        await until(pilot, lambda: bool(standing(pilot)))
        line = standing(pilot)[0].lines[-1]
        assert (line.text, line.from_, line.case) == ("Wij bellen eerst", ("e-00000009",), "b7")


async def test_v_hides_and_shows_what_changed(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Without it only the lines stand there."""
    session = second_day(CHANGED)
    async with sheet_of(session, make_surroundings, clock, tmp_path, FIRST) as (pilot, sheet):
        with_changes = shown(sheet)
        await pilot.press("v")
        await until(pilot, lambda: shown(sheet) != with_changes)
        page = "\n".join(shown(sheet))
        assert not any(word in page for word in ("gewijzigd", "Geschrapt", "toegevoegd", "sinds"))
        assert "Wij bellen voordat de brief gaat" in page
        await pilot.press("v")
        await until(pilot, lambda: shown(sheet) == with_changes)


async def test_a_line_of_this_version_moves(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """By shift and an arrow; the cursor goes along."""
    session = second_day(CHANGED)
    async with sheet_of(session, make_surroundings, clock, tmp_path, FIRST) as (pilot, sheet):
        await pilot.press("shift+down")
        await until(pilot, lambda: standing(pilot)[0].lines[1].id == "l-00000001")
        assert sheet.line == LINES[0]
        await pilot.press("shift+up")
        await until(pilot, lambda: standing(pilot)[0].lines[0].id == "l-00000001")


async def test_a_line_that_is_clicked_twice_opens(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """And a requirement is taken over by it."""
    session = first_day(requirements=REQUIREMENTS[:1])
    async with sheet_of(session, make_surroundings, clock, tmp_path) as (pilot, sheet):
        row = len(shown(sheet)) - 1
        await pilot.click(FrameworkSheet, offset=(6, row), times=2)
        await until(pilot, lambda: bool(standing(pilot)))
        await pilot.click(FrameworkSheet, offset=(6, 3), times=2)
        await fill(pilot, "Eén nummer")
        await until(pilot, lambda: texts(pilot) == ["Eén nummer"])


async def test_nothing_can_be_done_where_one_only_reads(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Only what changed can still be hidden; nobody is told of keys that do nothing."""
    acts = ("take_over", "take_all", "add_line", "edit_line", "drop_line", "bring_back")
    async with sheet_of(second_day(), make_surroundings, clock, tmp_path, FIRST) as (_pilot, sheet):
        sheet.snapshot = replace(sheet.snapshot, read_only=True)
        assert shown(sheet)[1] == "van ma 1 aug 2016"
        assert not any(sheet.check_action(act, ()) for act in (*acts, "move_line"))
        session = replace(second_day(CHANGED))
        sheet.snapshot = replace(sheet.snapshot, session=session)
        assert sheet.check_action("toggle_changes", ())
        sheet.go_to(sheet.items[-1])
        assert sheet.dropped
        assert not sheet.check_action("bring_back", ())
        sheet.snapshot = replace(sheet.snapshot, session=Session())
        sheet.earlier = replace(cast("History", sheet.earlier), meetings=())
        assert shown(sheet) == ["Nog geen kader op maat."]


async def test_while_the_series_is_read_nothing_is_shown_or_done(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Else somebody could begin a first version while there is one."""
    async with sheet_of(second_day(), make_surroundings, clock, tmp_path, FIRST) as (_pilot, sheet):
        sheet.earlier = None
        assert shown(sheet) == ["De eerdere bijeenkomsten van deze reeks worden gelezen…"]
        assert sheet.check_action("add_line", ()) is False
        assert (sheet.line, sheet.proposal, sheet.dropped) == (None, None, "")


async def test_what_a_person_wrote_by_hand_is_shown_as_well(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Two versions in one meeting, without a day, of a requirement that was taken back."""
    at = dt.datetime(2016, 9, 5, tzinfo=dt.UTC)
    session = replace(
        second_day(Framework(id="f-1", title="Ons kader", lines=LINES), CHANGED),
        requirements=(replace(REQUIREMENTS[0], withdrawn_at=at),),
        perspectives=FIRST.perspectives,
    )
    async with sheet_of(session, make_surroundings, clock, tmp_path) as (_pilot, sheet):
        page = "\n".join(shown(sheet))
        assert "1 toegevoegd, 1 gewijzigd en 1 geschrapt sinds versie 1\n" in page
        assert "uit een eis die is ingetrokken · steun van Burger en Professional" in page
        undated = replace(session, header=replace(session.header, date=None, id="ander"))
        sheet.earlier = replace(cast("History", sheet.earlier), meetings=(undated,))
        sheet.snapshot = replace(sheet.snapshot, session=second_day())
        assert shown(sheet)[1].startswith("van Verticaal maatwerk leren ·")


async def test_hostile_text_stays_text(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """In lines, cases and requirements; a line without words says so."""
    hostile = replace(
        second_day(
            Framework(
                id="f-00000002",
                version=2,
                title=HOSTILE,
                lines=(
                    FrameworkLine(id="l-1", text=HOSTILE, case="[/x]", from_=("e-00000001",)),
                    FrameworkLine(id="l-2", text=" "),
                ),
            )
        ),
        cases=(Case(id="[/x]", title=HOSTILE),),
    )
    async with sheet_of(hostile, make_surroundings, clock, tmp_path, FIRST) as (pilot, sheet):
        page = "\n".join(shown(sheet))
        assert "\x1b" not in page
        assert "(zonder tekst)" in page
        await pilot.press("enter")
        await asked(pilot, FormScreen)
        await pilot.press("escape")
        await answered(pilot)


# Pictures.


def app_of(
    session: Session,
    make_surroundings: Make,
    clock: FakeClock,
    folder: Path,
    *others: Session,
    theme: str = "avond",
) -> SessiecoachApp:
    """Return the program that opens a meeting ten minutes after its block began."""
    clock.advance((STARTED_AT + dt.timedelta(minutes=10) - clock.now()).total_seconds())
    place = folder / "sessions" / "reeks"
    place.mkdir(parents=True, exist_ok=True)
    for each in (*others, session):
        (place / f"{each.header.id}.toml").write_bytes(record_bytes(each))
    path = place / f"{session.header.id}.toml"
    return SessiecoachApp(make_surroundings(theme=theme, open_first=path))


async def _at_sheet(pilot: Pilot[None]) -> None:
    app = cast("SessiecoachApp", pilot.app)
    await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
    await pilot.press("ctrl+w")
    await until(pilot, lambda: isinstance(app.screen, WorksheetScreen))
    screen = cast("WorksheetScreen", app.screen)
    await until(pilot, lambda: screen.sheet.is_mounted and screen.earlier is not None)
    await pilot.pause()


@pytest.mark.parametrize("size", ["80x24", "120x36"])
def test_picture_of_what_is_offered(
    size: str, snap_compare: SnapCompare, make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """No version yet, and three requirements that wait."""
    app = app_of(first_day(requirements=REQUIREMENTS), make_surroundings, clock, tmp_path)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=_at_sheet)


@pytest.mark.parametrize(
    ("size", "theme"), [("80x24", "avond"), ("120x36", "avond"), ("120x36", "ochtend")]
)
def test_picture_of_what_changed(
    size: str,
    theme: str,
    snap_compare: SnapCompare,
    make_surroundings: Make,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    """A second version, with the line of before and the cases."""
    app = app_of(second_day(CHANGED), make_surroundings, clock, tmp_path, FIRST, theme=theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=_at_sheet)


def test_picture_of_an_empty_one(
    snap_compare: SnapCompare, make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """What to do where there is nothing."""
    app = app_of(first_day(), make_surroundings, clock, tmp_path)
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=_at_sheet)
