"""The screen around the worksheets: which one shows, how one gets there and goes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.worksheets.panes import Pane
from tests.fake_clock import FakeClock
from tests.ui.pressing import until
from tests.ui.sheet_meeting import at_block, meeting_of, opened_in, worksheet

Make = Callable[..., Surroundings]


async def test_ctrl_w_shows_what_the_running_block_makes(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The worksheet of the block that runs shows first, and ctrl+w goes back to the notes."""
    session = at_block(meeting_of("verticaal-maatwerk"), "3b")
    async with worksheet(session, "tests", make_surroundings, clock, tmp_path) as (pilot, _sheet):
        app = pilot.app
        assert isinstance(app.screen, WorksheetScreen)
        assert app.screen.kind == "tests"
        await pilot.press("ctrl+w")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))


async def test_brackets_go_from_worksheet_to_worksheet(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """] shows the next worksheet of the meeting, [ the one before, round the end."""
    session = at_block(meeting_of("verticaal-maatwerk"), "2h")
    async with worksheet(session, "requirements", make_surroundings, clock, tmp_path) as (
        pilot,
        _sheet,
    ):
        screen = pilot.app.screen
        assert isinstance(screen, WorksheetScreen)
        shown = []
        for key in ("right_square_bracket",) * 3 + ("left_square_bracket",):
            before = screen.kind
            await pilot.press(key)
            await until(pilot, lambda before=before: screen.kind != before)  # type: ignore[misc]
            shown.append(screen.kind)
        assert shown == ["tests", "framework", "requirements", "framework"]


async def test_each_person_can_score_the_evaluation_where_there_are_worksheets(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The worksheet of the evaluation has its scales, and asks who gives the numbers."""
    session = at_block(meeting_of("masterclass-slot"), "evaluatie")
    async with worksheet(session, "ratings", make_surroundings, clock, tmp_path) as (pilot, sheet):
        screen = pilot.app.screen
        assert isinstance(screen, WorksheetScreen)
        assert screen.kind == "ratings"
        assert sheet.block == "evaluatie"
        page = " ".join(piece.text for row in sheet.rows for line in row.lines for piece in line)
        assert "Ik ben verder met mijn vraag." in page
        assert sheet.check_action("one_person", ())


async def test_a_line_is_filed_and_half_a_line_waits(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The composer works here as on the live screen, and what is half typed goes along."""
    session = at_block(meeting_of("verticaal-maatwerk"), "2h")
    async with worksheet(session, "requirements", make_surroundings, clock, tmp_path) as (
        pilot,
        _sheet,
    ):
        screen = pilot.app.screen
        assert isinstance(screen, WorksheetScreen)
        screen.action_focus_composer()
        await pilot.press(*"Eerst bellen", "enter", *"half")
        await until(pilot, lambda: bool(opened_in(pilot).live.session.notes))
        assert [each.kind for each in opened_in(pilot).live.session.notes] == ["eis"]
        await pilot.press("ctrl+w")
        await until(pilot, lambda: isinstance(pilot.app.screen, LiveScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(Composer).line.value == "half")


async def test_a_form_is_finished_before_the_worksheet_of_a_block_that_begins_shows(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """What is being filled in still lands where it was begun; after it the other one shows."""
    session = at_block(meeting_of("verticaal-maatwerk"), "3b")
    async with worksheet(session, "requirements", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        screen, live = pilot.app.screen, opened_in(pilot).live
        assert isinstance(screen, WorksheetScreen)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        for block in ("3d", "3e", "3f"):
            clock.advance(3600)
            assert live.next_block()
            assert live.session.running == live.session.block(block)
        await pilot.pause()
        assert screen.sheet is sheet
        await pilot.press("e", "e", "n", "ctrl+s")
        await until(pilot, lambda: screen.kind == "framework" and screen.sheet.is_mounted)
        assert [each.text for each in live.session.requirements] == ["een"]


async def test_a_worksheet_that_went_shows_nothing_more(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """What is saved while it is taken away finds no lists to lay out."""
    session = at_block(meeting_of("verticaal-maatwerk"), "2h")
    async with worksheet(session, "requirements", make_surroundings, clock, tmp_path) as (
        _pilot,
        sheet,
    ):
        assert sheet.stands
        going = sheet.remove()
        await sheet.query(Pane).remove()
        assert not sheet.stands
        sheet.show_sheet()
        await going
        assert not sheet.query(Pane)
