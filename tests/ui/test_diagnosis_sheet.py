"""Where a cooperation stands still, as a worksheet: numbers, a choice, why, and ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import TextArea

from sessiecoach.domain.session import Diagnosis
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.item_rows import ItemKey
from tests.fake_clock import FakeClock
from tests.ui.pressing import HOSTILE, SIZES, until
from tests.ui.scan_meeting import (
    SHAM,
    app_of,
    at,
    at_sheet,
    before,
    fill,
    full,
    scored,
    shown,
    styled,
    undone,
)
from tests.ui.sheet_meeting import opened_in, worksheet

Make = Callable[..., Surroundings]


async def test_the_numbers_propose_and_people_choose(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """A digit chooses, also against the numbers; that nobody said why stands out."""
    session = at("duiden", ratings=SHAM)
    async with worksheet(session, "diagnosis", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        live = opened_in(pilot).live
        start = live.session
        words = (
            "De cijfers wijzen op schijnsamenwerking: intentie 7,3, actie 3,5. Een begin van het"
        )
        assert words in shown(sheet)
        assert start.diagnosis == Diagnosis()
        await pilot.press("3")
        await until(pilot, lambda: live.session.diagnosis.choice == "eilandsamenwerking")
        await until(pilot, lambda: bool(styled(sheet, "missing")))
        assert styled(sheet, "missing") == ["! nog niet gezegd; Enter of m"]
        assert "UITWEGEN BIJ EILANDSAMENWERKING" in shown(sheet)
        await undone(pilot, start)


async def test_enter_chooses_and_says_why_in_one_act(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The outcome at the cursor; on the chosen one, and with m, why is worded anew."""
    session = at("duiden", ratings=SHAM)
    async with worksheet(session, "diagnosis", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        live = opened_in(pilot).live
        start = live.session
        await pilot.press("down", "enter")
        await fill(pilot, motivation="Vier convenanten")
        assert live.session.diagnosis == Diagnosis(
            choice="schijnsamenwerking", motivation="Vier convenanten"
        )
        await until(pilot, lambda: "WAAROM Vier convenanten" in shown(sheet))
        await undone(pilot, start)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: live.session != start)
        for key, said, words in (("enter", "Vier convenanten", "Vijf"), ("m", "Vijf", "Zes")):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
            assert pilot.app.screen.query_one(TextArea).text == said
            await fill(pilot, motivation=words)
            assert live.session.diagnosis.motivation == words
        await pilot.press("2")
        await pilot.pause()
        assert live.session.diagnosis.motivation == "Zes"


async def test_another_choice_asks_why_again(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """What was said of the other choice is gone with it, and told so; one undo brings it back."""
    async with worksheet(full("duiden"), "diagnosis", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        live = opened_in(pilot).live
        start = live.session
        assert sheet.cursor == ItemKey("choice", "schijnsamenwerking")
        await pilot.press("1")
        await until(pilot, lambda: live.session.diagnosis == Diagnosis(choice="geen"))
        told = "ctrl+z haalt het terug"
        await until(pilot, lambda: any(told in each.message for each in pilot.app._notifications))
        await undone(pilot, start)
        await pilot.press("x")
        await until(pilot, lambda: live.session.diagnosis == Diagnosis())


async def test_a_digit_without_an_outcome_does_nothing(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Three outcomes have three digits."""
    async with worksheet(at("duiden"), "diagnosis", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        assert sheet.check_action("choose", (3,))
        assert not sheet.check_action("choose", (4,))
        assert not sheet.check_action("motivate", ())
        await pilot.press("4", "m", "o", "x")
        await pilot.pause()
        assert opened_in(pilot).live.session.diagnosis == Diagnosis()


async def test_a_way_out_becomes_a_solution(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """o or Enter takes it over, Enter words it anew, x takes it back; each one act."""
    async with worksheet(full("doorbraak"), "diagnosis", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        live = opened_in(pilot).live
        start = live.session
        assert "DE CIJFERS VAN VANDAAG" not in shown(sheet)
        await pilot.press("down", "down", "o")
        await until(pilot, lambda: bool(live.session.solutions))
        (made,) = live.session.solutions
        assert (made.perspective, made.block) == ("aanbod", "doorbraak")
        assert made.text == "Een tastbaar gezamenlijk project waar elke aanbieder iets aan heeft."
        await until(pilot, lambda: "· oplossing" in styled(sheet, "solution"))
        assert not sheet.check_action("adopt", ())
        await undone(pilot, start)
        await until(pilot, lambda: bool(sheet.check_action("adopt", ())))
        await pilot.press("enter")
        await until(pilot, lambda: bool(live.session.solutions))
        await until(pilot, lambda: not sheet.check_action("adopt", ()))
        await pilot.press("enter")
        await fill(pilot, text="Eén wijk eerst")
        assert [each.text for each in live.session.solutions] == ["Eén wijk eerst"]
        await until(pilot, lambda: "Eén wijk eerst" in shown(sheet))
        await pilot.press("x")
        await until(pilot, lambda: live.session.solutions[0].withdrawn_at is not None)
        await until(pilot, lambda: "Eén wijk eerst" not in shown(sheet))


async def test_what_the_meeting_before_chose_is_told(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """As people chose it then."""
    june = replace(before(), diagnosis=Diagnosis(choice="eilandsamenwerking", motivation="x"))
    async with worksheet(
        at("duiden"), "diagnosis", make_surroundings, clock, tmp_path, others=[june]
    ) as (_pilot, sheet):
        assert "Vorige keer (27 jun 2016): Eilandsamenwerking." in shown(sheet)
        assert "Er zijn nog geen cijfers om over te praten" in shown(sheet)


async def test_even_numbers_point_nowhere(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """The group talks all the same."""
    even = scored(intentie=(5,), actie=(5,), verbinding=(4,))
    session = at("duiden", ratings=even)
    async with worksheet(session, "diagnosis", make_surroundings, clock, tmp_path) as (
        _pilot,
        sheet,
    ):
        assert "De cijfers wijzen niet één kant op" in shown(sheet)


async def test_a_werkvorm_may_explain_nothing_or_offer_nothing(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Outcomes without a model can still be chosen; without outcomes the worksheet says so."""
    plain = replace(full("duiden"), stagnations=(), ways_out=(), perspectives=())
    async with worksheet(plain, "diagnosis", make_surroundings, clock, tmp_path) as (pilot, sheet):
        assert "WAT KIEST DE GROEP? 1 ○ geen 2 ● schijnsamenwerking · gekozen" in shown(sheet)
        assert "UITWEGEN" not in shown(sheet)
        blocks = tuple(replace(each, choice=()) for each in plain.blocks)
        bare = replace(plain, blocks=blocks, diagnosis=Diagnosis())
        sheet.snapshot = replace(sheet.snapshot, session=bare)
        assert shown(sheet).startswith("Deze werkvorm heeft geen uitkomsten")
        await pilot.press("enter", "1")
        hostile = replace(bare, diagnosis=Diagnosis(choice=HOSTILE, motivation=HOSTILE))
        sheet.snapshot = replace(sheet.snapshot, session=hostile)
        assert shown(sheet).count("<1b>]2;PWNED<07>") == 2


async def test_nothing_is_done_where_nothing_may_change(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """A meeting that somebody else has open is only read."""
    async with worksheet(full("duiden"), "diagnosis", make_surroundings, clock, tmp_path) as (
        _pilot,
        sheet,
    ):
        acts = [("edit_row", ()), ("choose", (1,)), ("motivate", ()), ("take_back", ())]
        assert all(sheet.check_action(act, given) for act, given in acts)
        sheet.snapshot = replace(sheet.snapshot, read_only=True)
        assert not any(sheet.check_action(act, given) for act, given in acts)


@pytest.mark.parametrize(
    ("block", "size", "theme"),
    [
        ("duiden", "80x24", "avond"),
        ("duiden", "120x36", "avond"),
        ("duiden", "120x36", "ochtend"),
        ("doorbraak", "80x24", "avond"),
    ],
)
def test_picture_of_a_diagnosis(
    block: str,
    size: str,
    theme: str,
    snap_compare: Callable[..., bool],
    make_surroundings: Make,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    """The numbers, the outcomes of which one is chosen, why, and the ways out."""
    app = app_of(full(block), make_surroundings, clock, tmp_path, theme=theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=at_sheet)


def test_picture_of_no_diagnosis(
    snap_compare: Callable[..., bool], make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Nothing was scored and nothing chosen."""
    app = app_of(at("duiden"), make_surroundings, clock, tmp_path)
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=at_sheet)
