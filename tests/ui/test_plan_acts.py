"""The plan of a meeting that is prepared: options of a block, a late start, usual minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from sessiecoach.domain.session import Block, Session
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.block_options import marks_of
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.bound_field import BoundInput
from sessiecoach.ui.widgets.plan_table import PlanTable
from tests.ui.drafts import draft
from tests.ui.pressing import SIZES, until, until_prepares

Make = Callable[..., Surroundings]
Begin = Callable[..., AbstractAsyncContextManager["Planning"]]


def held(**minutes: int) -> Session:
    """The first leersessie, each block as long as planned unless it is said otherwise."""
    session = draft()
    at = dt.datetime(2016, 6, 27, 7, tzinfo=dt.UTC)
    blocks = []
    for block in session.blocks:
        ended_at = at + dt.timedelta(minutes=minutes.get(block.id, block.planned_minutes))
        blocks.append(replace(block, started_at=at, ended_at=ended_at))
        at = ended_at
    header = replace(
        session.header,
        id="2016-06-27-leersessie",
        document="x2p6t9c3x7q5z8d4h6j2r9m4w8",
        date=dt.date(2016, 6, 27),
        status="closed",
    )
    return replace(session, header=header, blocks=tuple(blocks))


class Planning:
    """A plan that is made in a test."""

    def __init__(self, pilot: Pilot[None], screen: PrepareScreen) -> None:
        self.pilot, self.screen = pilot, screen

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.screen.live.session

    @property
    def minutes(self) -> dict[str, int]:
        """The planned minutes."""
        return {block.id: block.planned_minutes for block in self.session.plan}

    def block(self, block_id: str) -> Block:
        """Return a block."""
        block = self.session.block(block_id)
        assert block is not None
        return block

    async def press(self, *keys: str) -> None:
        """Press keys and wait for what they do."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def go_to(self, block_id: str) -> None:
        """Stand on the minutes of a block."""
        rows = self.screen.query_one(PlanTable).rows
        next(row for row in rows if row.block_id == block_id).minutes.focus()
        await self.pilot.pause()

    def says(self, name: str) -> str:
        """Return what a line of the plan says; empty where it is not shown."""
        line = self.screen.query_one(f"#plan-{name}", Static)
        return str(line.render()) if line.display else ""

    @property
    def usual(self) -> list[str]:
        """What stands beside the minutes."""
        return [str(row.usual.render()) for row in self.screen.query_one(PlanTable).rows]


def _app(
    make: Make, places: Places, session: Session, earlier: Session | None, theme: str
) -> SessiecoachApp:
    folder = places.sessions / "proeftuin-ruwaard"
    folder.mkdir(exist_ok=True)
    for each in (session, earlier):
        if each is not None:
            (folder / f"{each.header.id}.toml").write_bytes(record_bytes(each))
    return SessiecoachApp(make(theme, open_first=folder / f"{session.header.id}.toml"))


@pytest.fixture
def plan(make_surroundings: Make, places: Places) -> Begin:
    """Give a way to plan a meeting."""

    @asynccontextmanager
    async def begin(
        session: Session | None = None, earlier: Session | None = None
    ) -> AsyncIterator[Planning]:
        app = _app(make_surroundings, places, session or draft(), earlier, "avond")
        async with app.run_test(size=(120, 36)) as pilot:
            screen = await until_prepares(pilot)
            await _until_read(pilot)
            yield Planning(pilot, screen)

    return begin


async def _until_read(pilot: Pilot[None]) -> None:
    """Wait until the earlier meetings were read."""
    await until_prepares(pilot)
    workers = pilot.app.workers
    await until(pilot, lambda: all(w.is_finished for w in workers if w.group == "earlier"))
    await pilot.pause()


# Options of a block.


async def test_what_is_set_is_said_of_the_row_that_is_stood_in(plan: Begin) -> None:
    """Rule 8 and 15: how a block gives, when it signals and how it goes on stand in one line."""
    async with plan() as planning:
        assert planning.says("options").startswith("Enter op een blok: ")
        await planning.go_to("r1")
        assert planning.says("options") == (
            "mag korter tot 12 · seint bij 5 en 1 min · volgende met een toets"
        )
        await planning.go_to("w1")
        assert planning.says("options").startswith("vast · ")


@pytest.mark.parametrize("key", ["enter", "f6"])
async def test_options_of_a_block(plan: Begin, key: str) -> None:
    """Rule 8 and 15: Enter on a row opens them; they are one act, which one undo takes back."""
    async with plan() as planning:
        await planning.go_to("r1")
        await planning.press(key)
        form = planning.pilot.app.screen
        assert isinstance(form, FormScreen)
        before = planning.block("r1")
        for name, keys in (
            ("min_minutes", ("end", "backspace", "backspace", "1", "5")),
            ("giving", ("enter", "down", "enter")),
            ("going_on", ("enter", "down", "enter")),
            ("warn_minutes", ("end", "backspace", *"3, 10")),
        ):
            form.query_one(f"#field-{name}").focus()
            await planning.press(*keys)
        await planning.press("ctrl+s")
        focused = planning.screen.focused
        assert isinstance(focused, BoundInput)
        assert focused.bond.place.name == "blocks/r1/planned_minutes"
        assert planning.block("r1") == replace(
            before,
            min_minutes=15,
            flexible=True,
            buffer=True,
            auto_next=True,
            warn_minutes=(10, 5, 3),
        )
        assert planning.says("options") == (
            "buffer: geeft het eerst, tot 15 · seint bij 10 en 5 en 3 min · volgende begint vanzelf"
        )
        await planning.press("ctrl+z")
        assert planning.block("r1") == before


async def test_enter_after_typing_goes_on(plan: Begin) -> None:
    """Who types minutes stays in the flow: Enter files them and goes to the next field."""
    async with plan() as planning:
        await planning.go_to("r1")
        await planning.press("2", "5", "enter")
        assert planning.minutes["r1"] == 25
        assert planning.pilot.app.screen is planning.screen
        assert planning.says("total").startswith("Samen 95 min van 90 min  ▲ 5 min meer dan er is")


@pytest.mark.parametrize(
    ("typed", "marks"),
    [("5; 1", (5, 1)), ("1 en 5", (5, 1)), ("3,3, 10", (10, 3)), ("", ()), ("10 min", (10,))],
)
def test_marks_as_people_type_them(typed: str, marks: tuple[int, ...]) -> None:
    """Rule 8: marks are typed in any order, each counts once, most first."""
    assert marks_of(typed) == marks


@pytest.mark.parametrize("typed", ["vijf", "0", "61", "1;2;3;4;5", "5 1"])
def test_what_is_no_mark_is_refused(typed: str) -> None:
    """Rule 8: with a sentence, and never half taken."""
    with pytest.raises(ValueError, match=r"\w+ .*\."):
        marks_of(typed)


# A late start.


async def test_what_gives_at_a_late_start(plan: Begin) -> None:
    """Rule 25: one key chooses beforehand whether the end stays or all moves; undo takes it."""
    async with plan() as planning:
        assert planning.says("late") == "Bij een late start blijft het einde vast  F3"
        await planning.press("f3")
        assert planning.session.header.late_start == "all_moves"
        assert planning.says("late") == "Bij een late start schuift alles op  F3"
        await planning.press("ctrl+z")
        assert planning.says("late") == "Bij een late start blijft het einde vast  F3"


# Usual minutes.


async def test_usual_minutes_of_the_series(plan: Begin) -> None:
    """Rule 33: beside the minutes stands how long a block usually takes, where that differs."""
    async with plan(earlier=held(r1=23, r3=24)) as planning:
        places = {block.id: place for place, block in enumerate(planning.session.blocks)}
        assert planning.usual[places["r1"]] == "23"
        assert planning.usual[places["r3"]] == "24"
        assert planning.usual[places["r2"]] == ""
        await planning.go_to("r1")
        await planning.press("f11")
        assert (planning.minutes["r1"], planning.minutes["r3"]) == (23, 20)
        assert planning.usual[places["r1"]] == ""


async def test_all_usual_minutes_are_one_act(plan: Begin) -> None:
    """Rule 33: one key takes all of them over, and one undo takes that back."""
    async with plan(earlier=held(r1=23, r3=24)) as planning:
        before = planning.minutes
        assert planning.says("usual-keys") == "Zo lang als meestal: F11 dit blok, F12 alle"
        await planning.press("f12")
        assert planning.minutes == before | {"r1": 23, "r3": 24}
        assert planning.says("usual-keys") == ""
        await planning.press("ctrl+z")
        assert planning.minutes == before


async def test_a_first_meeting_has_no_usual_minutes(plan: Begin) -> None:
    """Where nothing was held before, nothing is proposed and its keys do nothing."""
    async with plan() as planning:
        before = planning.session
        assert not planning.screen.query_one(PlanTable).has_class("-usual")
        assert planning.says("usual-keys") == ""
        await planning.go_to("r1")
        await planning.press("f11", "f12")
        assert planning.session == before


async def test_a_meeting_that_is_held_keeps_its_plan(plan: Begin) -> None:
    """The planned minutes and options never change once a meeting is live."""
    session = draft()
    live = replace(session, header=replace(session.header, status="live"))
    async with plan(earlier=held(r1=23)) as planning:
        planning.screen.live.change("header", "", status=live.header.status)
        await planning.pilot.pause()
        before = planning.session
        await planning.press("f3", "f6", "f11", "f12")
        assert planning.session == before


@pytest.mark.parametrize("size", SIZES)
def test_picture(
    size: str, snap_compare: Callable[..., bool], make_surroundings: Make, places: Places
) -> None:
    """A plan with usual minutes beside it, and the options of the row that is stood in."""

    async def on_round_one(pilot: Pilot[None]) -> None:
        await _until_read(pilot)
        await pilot.press("f4", "down", "down")
        await pilot.pause()

    app = _app(make_surroundings, places, draft(), held(r1=23, r3=24), "ochtend")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=on_round_one)


@pytest.mark.parametrize("size", ["80x24", "120x36"])
def test_picture_of_the_options(
    size: str, snap_compare: Callable[..., bool], make_surroundings: Make, places: Places
) -> None:
    """The form with the options of one block."""

    async def opened(pilot: Pilot[None]) -> None:
        await _until_read(pilot)
        await pilot.press("f4", "down", "enter")
        await pilot.pause()

    app = _app(make_surroundings, places, draft(), None, "avond")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=opened)
