"""Tests of what points out personal data in rows: a quiet sign, and a key on worksheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.session import (
    Decision,
    Framework,
    FrameworkLine,
    Interest,
    Note,
    Promise,
    ReportBack,
    Session,
    Solution,
)
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.new_meeting import NewMeetingScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.item_rows import ItemKey, Row
from sessiecoach.ui.widgets.note_line import PERSONAL_SIGN, NoteMarks, note_row
from sessiecoach.ui.widgets.personal_field import PersonalInput
from sessiecoach.ui.widgets.solution_rows import solution_rows
from sessiecoach.ui.worksheets.framework_rows import LINES
from tests.fake_clock import FakeClock
from tests.ui.pressing import until, until_read
from tests.ui.scan_meeting import at
from tests.ui.sheet_meeting import at_block, meeting_of, opened_in, worksheet

Make = Callable[..., Surroundings]
TEXT = "Vraag het mevrouw Jansen."


def words(row: Row) -> str:
    """Return all that a row says."""
    return " ".join(piece.text for line in row.lines for piece in line)


@pytest.mark.parametrize(("text", "expected"), [(TEXT, 1), ("Te weinig tijd.", 0)])
def test_a_note_has_a_sign(text: str, expected: int) -> None:
    """One sign behind the text of a note that looks personal, and none behind another."""
    row = note_row(Note(id="n-1", text=text), 60, NoteMarks())
    assert words(row).count(PERSONAL_SIGN) == expected


def test_what_was_agreed_has_a_sign() -> None:
    """Each of the items that hold something, and no other."""
    holding = Session(
        solutions=(Solution(id="s-1", text=TEXT), Solution(id="s-2", text="Meer tijd.")),
        promises=(Promise(id="t-1", what=TEXT), Promise(id="t-2", what="Meer tijd.")),
        decisions=(Decision(id="b-1", text=TEXT), Decision(id="b-2", text="Meer tijd.")),
        report_backs=(ReportBack(id="k-1", subject=TEXT), ReportBack(id="k-2", subject="Tijd.")),
    )
    rows = solution_rows(holding, 80, unsaved=frozenset())
    signed = [row.item.item for row in rows if row.item and PERSONAL_SIGN in words(row)]
    assert signed == ["s-1", "b-1", "t-1", "k-1"]


async def test_the_key_works_on_a_row_of_a_worksheet(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """It shows where the row holds something and the worksheet has the keys; undo puts back."""
    interests = (
        Interest(id="i-1", partner="De Linde", text="Rust."),
        Interest(id="i-2", partner="De Linde", text=TEXT),
    )
    session = replace(at("belangen"), interests=interests)
    async with worksheet(session, "interests", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        screen = sheet.screen
        sheet.go_to(ItemKey("interests", "i-1"))
        assert screen.check_action("replace_personal", ()) is False
        sheet.go_to(ItemKey("interests", "i-2"))
        assert screen.check_action("replace_personal", ()) is True

        def text() -> str:
            return opened_in(pilot).live.session.interests[1].text

        await pilot.press("ctrl+l")
        await until(pilot, lambda: text() == "Vraag het mevrouw A.")
        assert screen.check_action("replace_personal", ()) is False
        await pilot.press("ctrl+z")
        await until(pilot, lambda: text() == TEXT)
        screen.query_one(Composer).focus()
        await pilot.pause()
        assert screen.check_action("replace_personal", ()) is False


async def test_the_key_works_on_one_line_of_a_framework(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The line with the cursor is replaced in, not the first that holds something."""
    lines = (
        FrameworkLine(id="l-00000001", text=f"Eerst. {TEXT}"),
        FrameworkLine(id="l-00000002", text=TEXT),
        FrameworkLine(id="l-00000003", text="Elke week."),
    )
    session = at_block(meeting_of("verticaal-maatwerk"), "3f")
    session = replace(session, frameworks=(Framework(id="f-1", block="3f", lines=lines),))
    async with worksheet(session, "framework", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        sheet.go_to(ItemKey(LINES, "l-00000003"))
        assert sheet.screen.check_action("replace_personal", ()) is False
        sheet.go_to(ItemKey(LINES, "l-00000002"))
        await pilot.press("ctrl+l")

        def texts() -> list[str]:
            return [each.text for each in opened_in(pilot).live.session.frameworks[0].lines]

        wanted = [f"Eerst. {TEXT}", "Vraag het mevrouw A.", "Elke week."]
        await until(pilot, lambda: texts() == wanted)


async def test_names_of_a_new_meeting_are_watched(make_surroundings: Make) -> None:
    """Its title and the name of a new series can hold the name of a client."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NewMeetingScreen) and app.is_ready)
        for name in ("title", "new-series"):
            field = app.screen.query_one(f"#{name}", PersonalInput)
            field.value = "Rond mevrouw Jansen"
            assert [sign.kind for sign in field.signs] == ["salutation"]
