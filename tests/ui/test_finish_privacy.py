"""At closing: a BSN that stands in the record is named, and can be replaced with one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from sessiecoach.domain.closing import OpenCode
from sessiecoach.domain.session import Evaluation, Note, Session
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.finish import FinishScreen
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.widgets.check_list import CheckLine, CheckList
from sessiecoach.ui.widgets.personal_field import PersonalText
from tests.fake_clock import FakeClock
from tests.ui.finish_meeting import (
    Closing,
    MakeSurroundings,
    all_saved,
    nearly_done,
    rounding_off,
    stands,
)
from tests.ui.live_meeting import at
from tests.ui.pressing import until

BSN = "123456782"
OTHER_BSN = "111222333"
Snap = Callable[..., bool]


@pytest.fixture
def closing(make_surroundings: MakeSurroundings, clock: FakeClock) -> Closing:
    """Give the program with a meeting that is rounded off."""
    return Closing(make_surroundings, clock)


def told() -> Session:
    """A meeting in which numbers, a name and a telephone number were written down."""
    session = nearly_done()
    notes = (
        Note(id="n-1", block="r1", kind="feit", text=f"Mevrouw Jansen, bsn {BSN}, wacht al lang"),
        Note(
            id="n-2",
            block="r1",
            kind="feit",
            text=f"haar zoon met bsn {OTHER_BSN}",
            withdrawn_at=at("9.30.00"),
        ),
    )
    return replace(session, notes=(*session.notes, *notes))


def session_of(app: SessiecoachApp) -> Session:
    """Return the session that is open."""
    assert app.opened is not None
    return app.opened.live.session


def lines(app: SessiecoachApp) -> tuple[CheckLine, ...]:
    """Return what is open."""
    return app.screen.query_one(CheckList).lines


def text_of(app: SessiecoachApp, item: str) -> str:
    """Return what a note says."""
    return next(each.text for each in session_of(app).notes if each.id == item)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let everything that follows happen."""
    await pilot.press(*keys)
    await pilot.pause()


async def stand_on(app: SessiecoachApp, pilot: Pilot[None], code: OpenCode) -> None:
    """Put the cursor of the check list on the first line of a kind."""
    await press(pilot, "f4")
    codes = [line.point.code if line.point else None for line in lines(app)]
    app.screen.query_one(CheckList).cursor = codes.index(code)
    await pilot.pause()


async def test_each_text_with_a_bsn_is_named_masked(closing: Closing) -> None:
    """First of all that is open, also of what was withdrawn; other personal data in one line."""
    app = closing.app(told())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        said = [line.sentence for line in lines(app)]
        assert said[:2] == [
            "BSN in een notitie: •••••782",
            "BSN in een notitie, ingetrokken: •••••333",
        ]
        assert said[2] == "1 tekst lijkt persoonsgegevens te bevatten: naam 1"
        assert lines(app)[0].remedy == "ctrl+l → [BSN]"


async def test_one_key_replaces_the_number(closing: Closing) -> None:
    """In the text itself, withdrawn or not, as one act that undo takes back."""
    app = closing.app(told())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await stand_on(app, pilot, OpenCode.BSN_IN_TEXT)
        await press(pilot, "ctrl+l")
        assert text_of(app, "n-1") == "Mevrouw Jansen, bsn [BSN], wacht al lang"
        await stand_on(app, pilot, OpenCode.BSN_IN_WITHDRAWN_TEXT)
        await press(pilot, "ctrl+l")
        assert text_of(app, "n-2") == "haar zoon met bsn [BSN]"
        assert not any(line.sentence.startswith("BSN") for line in lines(app))
        await press(pilot, "ctrl+z")
        assert text_of(app, "n-2") == f"haar zoon met bsn {OTHER_BSN}"


async def test_on_another_line_the_key_does_nothing(closing: Closing) -> None:
    """Only a line about a BSN has that key."""
    app = closing.app(told())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        assert screen.check_action("replace_personal", ()) is False
        await stand_on(app, pilot, OpenCode.PROMISE_WITHOUT_DATE)
        assert screen.check_action("replace_personal", ()) is False
        before = session_of(app)
        await press(pilot, "ctrl+l")
        assert session_of(app) is before
        await stand_on(app, pilot, OpenCode.BSN_IN_TEXT)
        assert screen.check_action("replace_personal", ()) is True


async def test_closing_all_the_same_is_recorded_without_the_number(closing: Closing) -> None:
    """The question names it masked; who goes on closes, and that choice is in the record."""
    app = closing.app(told())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        asked = app.screen._question  # type: ignore[attr-defined]
        assert "BSN in een notitie: •••••782" in asked
        assert BSN not in asked
        assert "lijkt persoonsgegevens te bevatten" in asked
        await press(pilot, "j")
        await stands(app, pilot, StartScreen)
    kept = read_record(closing.path).session.header
    assert kept.status == "closed"
    assert kept.closed_with[:2] == ("bsn_in_text:n-1", "bsn_in_withdrawn_text:n-2")
    assert not any("other_personal_data" in mark for mark in kept.closed_with)
    assert not any("782" in mark for mark in kept.closed_with)


async def test_enter_opens_the_text(closing: Closing) -> None:
    """Of a note its form, in which the same key works; it is filed only when one says so."""
    app = closing.app(told())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await stand_on(app, pilot, OpenCode.OTHER_PERSONAL_DATA)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await until(pilot, lambda: isinstance(app.focused, PersonalText))
        await press(pilot, "ctrl+l", "ctrl+l")
        await press(pilot, "ctrl+s")
        await stands(app, pilot, FinishScreen)
        assert text_of(app, "n-1") == "Mevrouw A., bsn [BSN], wacht al lang"
        assert "persoonsgegevens" not in lines(app)[-1].sentence


async def test_what_has_no_form_says_which_key(closing: Closing) -> None:
    """A wish of the evaluation stays as it is at Enter; the key replaces it there too."""
    session = replace(nearly_done(), evaluation=Evaluation(wishes=(f"bsn {BSN} weg",)))
    app = closing.app(session)
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await stand_on(app, pilot, OpenCode.BSN_IN_TEXT)
        await press(pilot, "enter")
        await until(pilot, lambda: any("Ctrl+l" in n.message for n in app._notifications))
        assert session_of(app).evaluation.wishes == (f"bsn {BSN} weg",)
        await press(pilot, "ctrl+l")
        assert session_of(app).evaluation.wishes == ("bsn [BSN] weg",)


async def test_a_half_typed_line_with_a_bsn(closing: Closing) -> None:
    """It is named masked as well, and Enter goes to it, where the key works."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        field = screen.query_one("#good", Input)
        field.focus()
        field.value = f"bsn {BSN}"
        await pilot.pause()
        await press(pilot, "f4")
        said = [line.sentence for line in lines(app)]
        assert said[-1] == "Getypt, niet bevestigd, met een BSN: bsn •••••782"
        app.screen.query_one(CheckList).cursor = len(said) - 1
        assert screen.check_action("replace_personal", ()) is False
        await press(pilot, "enter")
        assert field.has_focus
        await press(pilot, "ctrl+l")
        assert field.value == "bsn [BSN]"
        await press(pilot, "ctrl+z")
        assert field.value == f"bsn {BSN}"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await press(pilot, "j")
        await stands(app, pilot, StartScreen)
    marks = read_record(closing.path).session.header.closed_with
    assert {"bsn_in_text:drafts", "line_not_confirmed"} <= set(marks)


@pytest.mark.parametrize(
    ("size", "theme"), [((80, 24), "avond"), ((120, 36), "ochtend")], ids=["80x24", "120x36"]
)
def test_closing_with_two_numbers(
    snap_compare: Snap, closing: Closing, size: tuple[int, int], theme: str
) -> None:
    """They stand first, quietly, each with its key; the name is one line below."""
    app = closing.app(told(), theme=theme)

    async def round_off(pilot: Pilot[None]) -> None:
        await rounding_off(app, pilot)
        await stand_on(app, pilot, OpenCode.BSN_IN_TEXT)
        await all_saved(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=round_off)
