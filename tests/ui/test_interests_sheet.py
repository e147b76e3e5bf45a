"""The interests of partners and the pioneer team as a worksheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.session import PioneerTeam
from sessiecoach.storage.history import History
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.worksheets.interests import TEAM
from tests.fake_clock import FakeClock
from tests.ui.pressing import SIZES, until
from tests.ui.scan_meeting import (
    INTERESTS,
    app_of,
    at,
    at_sheet,
    field_of,
    fill,
    full,
    shown,
    styled,
    undone,
)
from tests.ui.sheet_meeting import opened_in, worksheet

Make = Callable[..., Surroundings]


async def test_an_interest_is_named_and_stands_out_while_nobody_looks_after_it(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """n asks for the partner, the interest and who; the cursor goes to what was made."""
    session = at("belangen")
    async with worksheet(session, "interests", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        before = opened_in(pilot).live.session
        assert "Nog geen belangen." in shown(sheet)
        assert "Nog geen belang genoemd van De Linde, Welzijn Noord, gemeente." in shown(sheet)
        await pilot.press("n")
        await fill(pilot, partner="De Linde", text="Rust in het weekend")
        (made,) = opened_in(pilot).live.session.interests
        assert (made.partner, made.text, made.looked_after_by) == (
            "De Linde",
            "Rust in het weekend",
            "",
        )
        assert (made.block, made.author) == ("belangen", "gespreksleider")
        assert made.written_at is not None
        await until(pilot, lambda: sheet.cursor == ItemKey("interests", made.id))
        assert styled(sheet, "missing") == [
            "· 1 waar niemand voor zorgt",
            "! niemand zorgt hiervoor",
        ]
        await undone(pilot, before)


async def test_enter_changes_an_interest(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Once somebody looks after it, it stands out no more."""
    session = at("belangen", interests=(INTERESTS[1],))
    async with worksheet(session, "interests", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        before = opened_in(pilot).live.session
        await pilot.press("enter")
        await fill(pilot, looked_after_by="manager")
        assert opened_in(pilot).live.session.interests[0].looked_after_by == "manager"
        await until(pilot, lambda: "manager zorgt hiervoor" in shown(sheet))
        assert styled(sheet, "missing") == []
        await undone(pilot, before)


async def test_an_interest_is_withdrawn_and_brought_back(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """x strikes it out, b lets it count again; each only where it can be done."""
    session = at("belangen", interests=(INTERESTS[0],))
    async with worksheet(session, "interests", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        live = opened_in(pilot).live
        assert not sheet.check_action("bring_back", ())
        await pilot.press("x")
        await until(pilot, lambda: live.session.interests[0].withdrawn_at is not None)
        await until(pilot, lambda: bool(styled(sheet, "withdrawn")))
        assert not sheet.check_action("withdraw", ())
        await pilot.press("b")
        await until(pilot, lambda: live.session.interests[0].withdrawn_at is None)
        await pilot.press("down")
        assert sheet.cursor == TEAM
        assert not sheet.check_action("withdraw", ())


async def test_the_assignment_of_the_pioneer_team_is_one_promise(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """t asks for members and the assignment; later it changes that same promise, as one act."""
    session = at("belangen")
    async with worksheet(session, "interests", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        live = opened_in(pilot).live
        empty = live.session
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        assert field_of(pilot, "owner") == "pioniersteam"
        await fill(pilot, members="teamleider; agent", what="Eén intake", due="1 mrt 2017")
        (promise,) = live.session.promises
        assert (promise.kind, promise.what, promise.owner) == (
            "toezegging",
            "Eén intake",
            "pioniersteam",
        )
        assert (promise.due, promise.block) == (dt.date(2017, 3, 1), "belangen")
        assert live.session.pioneer_team == PioneerTeam(
            members=("teamleider", "agent"), promise=promise.id
        )
        await until(pilot, lambda: "teamleider, agent" in shown(sheet))
        once = live.session
        await pilot.press("t")
        await fill(pilot, what="Twee intakes", owner="manager")
        assert [(each.id, each.what, each.owner) for each in live.session.promises] == [
            (promise.id, "Twee intakes", "manager")
        ]
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        assert [field_of(pilot, each) for each in ("members", "what", "due", "owner")] == [
            "teamleider; agent",
            "Twee intakes",
            "1-3-2017",
            "manager",
        ]
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, FormScreen))
        await undone(pilot, once)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: live.session == empty)


async def test_a_team_without_an_assignment_says_so(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """Enter on the team asks for it too."""
    session = at("belangen", pioneer_team=PioneerTeam(members=("teamleider",)))
    async with worksheet(session, "interests", make_surroundings, clock, tmp_path) as (
        pilot,
        sheet,
    ):
        assert styled(sheet, "missing") == ["! nog geen resultaatopdracht"]
        assert sheet.cursor == TEAM
        await pilot.press("enter")
        await fill(pilot, members="", what="Eén intake", owner="")
        await until(pilot, lambda: "Nog niemand genoemd" in shown(sheet))
        assert "zonder trekker · zonder datum" in shown(sheet)


async def test_partners_of_the_series_are_known(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """One of which nothing is named yet is told, so that none is forgotten."""
    session = at("belangen", interests=(INTERESTS[0],))
    async with worksheet(session, "interests", make_surroundings, clock, tmp_path) as (
        _pilot,
        sheet,
    ):
        earlier = sheet.earlier
        assert isinstance(earlier, History)
        sheet.earlier = replace(earlier, series=replace(earlier.series, partners=("Woonstad",)))
        assert "Nog geen belang genoemd van Welzijn Noord, gemeente, Woonstad." in shown(sheet)


async def test_nothing_is_done_where_nothing_may_change(
    make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """A meeting that somebody else has open is only read."""
    async with worksheet(full("belangen"), "interests", make_surroundings, clock, tmp_path) as (
        _pilot,
        sheet,
    ):
        acts = ("new", "team", "edit_row", "withdraw")
        assert all(sheet.check_action(act, ()) for act in acts)
        sheet.snapshot = replace(sheet.snapshot, read_only=True)
        assert not any(sheet.check_action(act, ()) for act in acts)
        assert sheet.check_action("move_cursor", (1,))


@pytest.mark.parametrize(
    ("size", "theme"), [("80x24", "avond"), ("120x36", "avond"), ("120x36", "ochtend")]
)
def test_picture_of_interests(
    size: str,
    theme: str,
    snap_compare: Callable[..., bool],
    make_surroundings: Make,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    """Partners with their interests, and the pioneer team with its assignment."""
    app = app_of(full("belangen"), make_surroundings, clock, tmp_path, theme=theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=at_sheet)


def test_picture_of_no_interests(
    snap_compare: Callable[..., bool], make_surroundings: Make, clock: FakeClock, tmp_path: Path
) -> None:
    """What to do first."""
    app = app_of(at("belangen"), make_surroundings, clock, tmp_path)
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=at_sheet)
