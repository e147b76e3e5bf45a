"""The worksheet on which each requirement is tested on each case."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Static

from sessiecoach.domain.session import Case, Requirement, RequirementTest, Session
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.worksheets import case_tests
from sessiecoach.ui.worksheets.matrix_rows import matrix_of
from sessiecoach.ui.worksheets.panes import Pane
from tests.fake_clock import FakeClock
from tests.ui.pressing import until
from tests.ui.requirements_meeting import (
    CASES,
    GONE_AT,
    app_with,
    half_tested,
    overfull,
    show_sheet,
    untested,
)
from tests.ui.sheet_meeting import at_block, meeting_of, opened_in, worksheet

Make = Callable[..., Surroundings]
Show = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], case_tests.TestsSheet]]]
BEFORE_ALL = at_block(meeting_of("verticaal-maatwerk"), "3b")


@pytest.fixture
def shown(make_surroundings: Make, clock: FakeClock, tmp_path: Path) -> Show:
    """Show the worksheet of a meeting."""

    @asynccontextmanager
    async def show(
        session: Session, *, size: tuple[int, int] = (120, 36)
    ) -> AsyncIterator[tuple[Pilot[None], case_tests.TestsSheet]]:
        async with worksheet(session, "tests", make_surroundings, clock, tmp_path, size=size) as (
            pilot,
            sheet,
        ):
            assert isinstance(sheet, case_tests.TestsSheet)
            await until(pilot, lambda: sheet.has_focus)
            yield pilot, sheet

    return show


def now(pilot: Pilot[None]) -> Session:
    """Return the meeting as it stands."""
    return opened_in(pilot).live.session


def requirement(pilot: Pilot[None], item: str) -> Requirement:
    """Return a requirement as it stands."""
    return next(each for each in now(pilot).requirements if each.id == item)


def lines(sheet: case_tests.TestsSheet) -> list[str]:
    """Return the lines of the matrix."""
    rows = sheet.query_one(Pane).rows
    return ["".join(piece.text for piece in line) for row in rows for line in row.lines]


def head(sheet: case_tests.TestsSheet) -> list[str]:
    """Return the lines above the matrix."""
    return str(sheet.query_one("#matrix-head", Static).content).split("\n")


def words(lines: list[str]) -> str:
    """Return lines as one, with one blank between two words."""
    return " ".join(" ".join(lines).split())


def cell(sheet: case_tests.TestsSheet) -> list[str]:
    """Return what stands below the matrix of the cell with the cursor."""
    return str(sheet.query_one("#matrix-cell", Static).content).split("\n")


def marked(sheet: case_tests.TestsSheet) -> list[tuple[str, str]]:
    """Return the cells that are drawn as the one with the cursor, with their requirement."""
    return [
        (row.item.item, piece.text.strip())
        for row in sheet.query_one(Pane).rows
        for line in row.lines
        for piece in line
        if piece.style == "here" and row.item is not None
    ]


async def undone(pilot: Pilot[None], before: Session) -> None:
    """Take the last act back, and see that nothing of it is left."""
    await pilot.press("ctrl+z")
    await until(pilot, lambda: now(pilot) == before)


async def test_each_requirement_has_a_row_and_each_case_a_column(shown: Show) -> None:
    """With the outcome that follows; a star marks a cell with a remark."""
    async with shown(half_tested()) as (_pilot, sheet):
        assert [line.split() for line in head(sheet)] == [
            ["Mevrouw", "A.,", "drie"],
            ["loketten", "De", "garage", "Dubbele", "huur", "Uitkomst"],
        ]
        first = [line.split() for line in lines(sheet) if line.startswith(("E1", "E3"))]
        assert first[0][-6:] == ["houdt", "stand", "aanpassen", "*", "·", "aanpassen"]
        assert first[1][-4:] == ["vervalt", "·", "·", "vervalt"]
        assert not any("Elke week een overleg" in line for line in lines(sheet))


async def test_arrows_go_over_the_cells(shown: Show) -> None:
    """One cell is marked; the remark of that cell stands under the matrix."""
    async with shown(half_tested()) as (pilot, sheet):
        assert marked(sheet) == [("e-1", "houdt stand")]
        assert cell(sheet) == [
            "E1 · Mevrouw A., drie loketten · houdt stand",
            "Enter legt een opmerking vast.",
        ]
        await pilot.press("right")
        assert marked(sheet) == [("e-1", "aanpassen *")]
        assert cell(sheet) == [
            "E1 · De garage · aanpassen",
            "Er waren er twee: een voor wonen en een voor zorg.",
        ]
        await pilot.press("down", "down", "right", "right", "down")
        assert marked(sheet) == [("e-3", "·")]
        assert cell(sheet)[0] == "E3 · Dubbele huur · nog niet getoetst"
        await pilot.press("left", "left", "left")
        assert marked(sheet) == [("e-3", "vervalt")]


@pytest.mark.parametrize(("key", "result"), [("h", "holds"), ("a", "adjust"), ("v", "drops")])
async def test_a_letter_says_how_it_comes_out(shown: Show, key: str, result: str) -> None:
    """Of the cell with the cursor; ctrl+z takes it back, and the same again is no act."""
    async with shown(half_tested()) as (pilot, sheet):
        before = now(pilot)
        await pilot.press("right", "right", key)
        await until(pilot, lambda: now(pilot) != before)
        assert requirement(pilot, "e-1").tests[-1] == RequirementTest(case="c", result=result)  # type: ignore[arg-type]
        after = now(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert now(pilot) == after
        assert sheet.case == "c"
        await undone(pilot, before)


@pytest.mark.parametrize("key", ["space", "delete", "backspace"])
async def test_a_result_is_cleared_and_its_remark_stays(shown: Show, key: str) -> None:
    """Where nothing was tested there is nothing to clear."""
    async with shown(half_tested()) as (pilot, sheet):
        await pilot.press("right", key)
        await until(pilot, lambda: requirement(pilot, "e-1").tests[1].result is None)
        assert requirement(pilot, "e-1").tests[1].remark
        await until(pilot, lambda: marked(sheet) == [("e-1", "· *")])
        assert not sheet.check_action("result", ("",))


async def test_enter_notes_a_remark(shown: Show) -> None:
    """At the cell with the cursor, also before it is tested; ctrl+z takes it back."""
    async with shown(half_tested()) as (pilot, sheet):
        before = now(pilot)
        await pilot.press("down", "down", "right", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await pilot.press(*"Knelt [b]hier", "enter")
        await until(pilot, lambda: now(pilot) != before)
        assert requirement(pilot, "e-3").tests[-1] == RequirementTest(
            case="b", remark="Knelt [b]hier"
        )
        await until(pilot, lambda: isinstance(pilot.app.screen, WorksheetScreen))
        await until(pilot, lambda: cell(sheet)[1] == "Knelt [b]hier")
        await undone(pilot, before)


async def test_leaving_the_form_changes_nothing(shown: Show) -> None:
    """Neither of a remark nor of a case."""
    async with shown(half_tested()) as (pilot, _sheet):
        before = now(pilot)
        for key in ("enter", "c"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, WorksheetScreen))
        assert now(pilot) == before


async def test_a_case_is_added_where_one_tests(shown: Show) -> None:
    """By its code name, with the next free letter; its column gets the cursor."""
    session = replace(untested(), requirements=untested().requirements[2:3])
    async with shown(session) as (pilot, sheet):
        assert lines(sheet)[0].startswith("Er zijn nog geen casussen om de eisen op te toetsen.")
        assert not sheet.query_one("#matrix-head", Static).display
        assert not sheet.check_action("remark", ())
        before = now(pilot)
        for number, title in enumerate(("De garage", "Dubbele huur"), start=1):
            await pilot.press("c")
            await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
            await pilot.press(*title, "enter")
            await until(pilot, lambda number=number: len(now(pilot).cases) == number)  # type: ignore[misc]
            await until(pilot, lambda: isinstance(pilot.app.screen, WorksheetScreen))
        assert now(pilot).cases == (
            Case(id="a", title="De garage"),
            Case(id="b", title="Dubbele huur"),
        )
        await until(pilot, lambda: marked(sheet) == [("e-3", "·")])
        assert cell(sheet)[0] == "E1 · Dubbele huur · nog niet getoetst"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(now(pilot).cases) == 1)
        await until(pilot, lambda: cell(sheet)[0] == "E1 · De garage · nog niet getoetst")
        await undone(pilot, before)


async def test_without_requirements_it_says_where_they_are_made(shown: Show) -> None:
    """The worksheet before this one."""
    async with shown(replace(BEFORE_ALL, cases=CASES)) as (_pilot, sheet):
        assert lines(sheet)[0].startswith("Er is nog geen programma van eisen.")
        assert [sheet.check_action(act, ("holds",)) for act in ("result", "remark")] == [
            False,
            False,
        ]


async def test_many_cases_scroll_by_whole_columns(shown: Show) -> None:
    """It says which part shows, and goes no further than needed."""
    cases = tuple(Case(id=each) for each in "abcdefg")
    async with shown(replace(half_tested(), cases=cases), size=(80, 24)) as (pilot, sheet):
        middle = "← casus 2–3 van 7 → casus b casus c Uitkomst"
        assert words(head(sheet)) == "casus 1–2 van 7 → casus a casus b Uitkomst"
        await pilot.press("right", "right")
        assert words(head(sheet)) == middle
        await pilot.press("left")
        assert words(head(sheet)) == middle
        await pilot.press(*("right",) * 9)
        assert words(head(sheet)) == "← casus 6–7 van 7 casus f casus g Uitkomst"
        assert marked(sheet) == [("e-1", "·")]
        await pilot.resize_terminal(200, 50)
        await until(pilot, lambda: "casus a" in words(head(sheet)))
        assert "van 7" not in words(head(sheet))


async def test_a_case_that_only_a_test_names_has_a_column(shown: Show) -> None:
    """Its test counts in the outcome, so it is in sight."""
    cases = (replace(CASES[0], withdrawn_at=GONE_AT), CASES[2])
    async with shown(replace(half_tested(), cases=cases)) as (_pilot, sheet):
        assert words(head(sheet)) == ("Mevrouw A., drie Dubbele huur loketten casus b Uitkomst")


async def test_away_from_the_matrix_no_cell_is_marked(shown: Show) -> None:
    """While a line is typed the letters are text."""
    async with shown(half_tested()) as (pilot, sheet):
        before = now(pilot).requirements
        pilot.app.screen.query_one(Composer).focus()
        await until(pilot, lambda: marked(sheet) == [])
        await pilot.press("v")
        assert now(pilot).requirements == before


async def test_who_only_reads_can_do_nothing(shown: Show) -> None:
    """The cells can be looked at."""
    async with shown(half_tested()) as (pilot, sheet):
        sheet.snapshot = replace(sheet.snapshot, read_only=True)
        acts = (("result", ("holds",)), ("result", ("",)), ("remark", ()), ("add_case", ()))
        assert [act for act, given in acts if sheet.check_action(act, given)] == []
        await pilot.press("right")
        assert marked(sheet) == [("e-1", "aanpassen *")]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_nothing_that_people_wrote_breaks_it(shown: Show, size: tuple[int, int]) -> None:
    """Markup, escape codes and long words are text, and no line is wider than there is room."""
    async with shown(overfull(), size=size) as (pilot, sheet):
        await pilot.press("end", *("right",) * 9)
        assert sheet.cursor == ItemKey("requirements", "e-3-4")
        assert "[red]rood" in " ".join(head(sheet))
        assert len(head(sheet)) == 2
        assert max(map(len, [*lines(sheet), *head(sheet)])) <= sheet.size.width


@given(st.integers(1, 300), st.integers(1, 40), st.integers(0, 39), st.integers(0, 39))
def test_the_case_with_the_cursor_is_always_in_view(
    width: int, cases: int, here: int, first: int
) -> None:
    """Whatever the width; as many cases show as fit, and none that is not there."""
    here = min(here, cases - 1)
    matrix = matrix_of(width, cases, here, first)
    assert matrix.first <= here < matrix.first + matrix.shown <= cases
    assert matrix.first >= 0
    if width >= 60:
        assert matrix.label + matrix.shown * matrix.case + 11 <= width
        assert matrix.shown == cases or (matrix.shown + 1) * 15 + 30 + 2 + 11 > width


SNAPSHOTS = {
    "no-cases-80x24": (untested(), (80, 24), "avond", ()),
    "tested-80x24": (half_tested(), (80, 24), "ochtend", ("down", "right")),
    "tested-120x36": (half_tested(), (120, 36), "avond", ("right",)),
    "overfull-120x36": (overfull(), (120, 36), "avond", (*("right",) * 5, "down", "down")),
}


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_picture(
    name: str,
    snap_compare: Callable[..., bool],
    make_surroundings: Make,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    """Nothing is cut or twice there, at each size."""
    session, size, theme, keys = SNAPSHOTS[name]
    app = app_with(session, make_surroundings, clock, tmp_path, theme)
    show = partial(show_sheet, kind="tests", keys=keys)
    assert snap_compare(app, terminal_size=size, run_before=show)
