"""Steering to the hard end through the screen, with the reference plan of the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from sessiecoach.domain.agenda import length_seconds
from sessiecoach.domain.session import Block, Session
from sessiecoach.live.opening import Opened, open_to_work
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.steer import SteerScreen
from sessiecoach.ui.steer_words import Way
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.agenda_list import AgendaList
from sessiecoach.ui.widgets.block_steps import BlockSteps
from sessiecoach.ui.widgets.clock_panel import ClockPanel, ClockWords
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.way_cards import WayCards
from tests.domain.reference_plan import at, reference_session
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import SIZES, LiveApp, opened_at, running

MakeSurroundings = Callable[..., Surroundings]
_TITLES = {
    "terugblik": "Terugblik",
    "r1": "Ronde 1: waarnemen",
    "w1": "Wisselen",
    "r2": "Ronde 2: verdiepen",
    "w2": "Wisselen",
    "r3": "Ronde 3: oplossen",
    "afronding": "Afronding",
}


def plan() -> Session:
    """Return the reference plan as a record that can be opened."""
    session = reference_session()
    header = replace(session.header, title="Referentie", document="m4w8k2p6t9c3x7q5z8d4h6j2r9")
    blocks = tuple(replace(block, title=_TITLES[block.id]) for block in session.blocks)
    return replace(session, header=header, blocks=blocks)


def late_by(minutes: int) -> Session:
    """Return the plan with round 1 over, so many minutes late; the changeover has begun."""
    return running("9.00.00", "9.10.00", f"9.{30 + minutes}.00", session=plan())


class Room:
    """A meeting in a test: its clock, its app and its screens."""

    def __init__(self, make: MakeSurroundings, clock: FakeClock, folder: Path) -> None:
        self.make, self.clock, self.folder = make, clock, folder
        self.opened: Opened | None = None

    def app(self, session: Session, now: str, *, theme: str = "avond") -> LiveApp:
        """Open a session at a moment."""
        self.opened = opened_at(session, self.clock, at(now), self.folder)
        return LiveApp(self.make(theme), self.opened)

    @property
    def session(self) -> Session:
        """The session as it stands."""
        assert self.opened is not None
        return self.opened.live.session

    @property
    def late_start(self) -> str:
        """What gives at a late start."""
        return self.session.header.late_start

    def minutes(self) -> dict[str, float]:
        """Return the length that each block has now."""
        return {block.id: length_seconds(block) / 60 for block in self.session.plan}


@pytest.fixture
def room(make_surroundings: MakeSurroundings, clock: FakeClock, tmp_path: Path) -> Iterator[Room]:
    """Give a room in which a meeting can be steered; what it opened is let go of at the end."""
    room = Room(make_surroundings, clock, tmp_path)
    yield room
    if room.opened is not None:
        room.opened.leave()


async def steer(pilot: Pilot[None]) -> SteerScreen:
    """Open the screen by its key."""
    await pilot.press("f9")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, SteerScreen)
    return screen


def text_of(screen: SteerScreen, name: str) -> str:
    """Return what a line says; empty where it is not shown."""
    line = screen.query_one(f"#steer-{name}", Static)
    return str(line.content) if line.display else ""


def ways(screen: SteerScreen) -> dict[str, list[str]]:
    """Return the ways as they are shown: their minutes, and when they are ready."""
    return {way.title: [*map(_minutes, way.lengths), way.ready] for way in _ways(screen)}


def _ways(screen: SteerScreen) -> tuple[Way, ...]:
    cards = screen.query_one(WayCards)
    return cards.ways if cards.display else ()


def _minutes(line: object) -> str:
    return f"{line.name} {line.before} {line.after}"  # type: ignore[attr-defined]


def keys(screen: SteerScreen) -> str:
    """Return the line with keys."""
    return str(screen.query_one(KeyLine).render())


# The ways.


async def test_nine_minutes_late(room: Room) -> None:
    """Rule 22: three ways side by side, with the exact minutes and the end of each."""
    async with room.app(late_by(9), "9.39.00").run_test() as pilot:
        screen = await steer(pilot)
        assert text_of(screen, "state") == (
            "Zonder ingreep klaar om 10.33 uur, 3 min na het einde van 10.30 uur."
        )
        assert ways(screen) == {
            "buffer eerst": [
                "Ronde 2 20 19",
                "Ronde 3 20 18",
                "Afronding 14 8",
                "klaar om 10.30",
            ],
            "gelijk verdelen": ["Ronde 2 20 16", "Ronde 3 20 15", "klaar om 10.30"],
            "later klaar": ["klaar om 10.39"],
        }


@pytest.mark.parametrize(
    ("key", "lengths"),
    [
        ("a", {"r2": 19, "r3": 18, "afronding": 8}),
        ("1", {"r2": 19, "r3": 18, "afronding": 8}),
        ("b", {"r2": 16, "r3": 15, "afronding": 14}),
        ("2", {"r2": 16, "r3": 15, "afronding": 14}),
    ],
)
async def test_one_key_applies_and_one_undoes(
    room: Room, key: str, lengths: dict[str, float]
) -> None:
    """Rule 22: applied at once, undone by the clock, done again; the plan stays in the record."""
    async with room.app(late_by(9), "9.39.00").run_test() as pilot:
        await steer(pilot)
        before = room.session
        await pilot.press(key)
        live = pilot.app.screen
        assert isinstance(live, LiveScreen)
        assert live.told.endswith("klaar om 10.30 uur. F12 neemt het terug.")
        applied = room.session
        assert room.minutes() | lengths == room.minutes()
        assert [block.planned_minutes for block in applied.blocks] == [10, 20, 3, 20, 3, 20, 14]
        assert live.agenda is not None
        assert live.agenda.expected_end == at("10.30")
        await pilot.press("ctrl+t", "u")
        assert room.session == before
        await pilot.press("f11")
        assert room.session == applied


async def test_later_is_the_end_of_this_day(room: Room) -> None:
    """Rule 22: accepting a later end moves the end and no block; the planned end stays."""
    async with room.app(late_by(9), "9.39.00").run_test() as pilot:
        await steer(pilot)
        before = room.minutes()
        await pilot.press("c")
        header = room.session.header
        assert (header.hard_end, str(header.ends)) == (at("10.39"), "10:30:00")
        assert room.minutes() == before
        await pilot.press("f12")
        assert room.session.header.hard_end is None


async def test_what_is_applied_is_kept(room: Room) -> None:
    """Rule 22: after a restart the record has the planned and the applied minutes."""
    app = room.app(late_by(9), "9.39.00")
    async with app.run_test() as pilot:
        await steer(pilot)
        await pilot.press("a")
    assert room.opened is not None
    room.opened.leave()
    room.opened = open_to_work(room.opened.path, room.folder / "state", room.clock)
    block = room.session.block("r3")
    assert block is not None
    assert (block.planned_minutes, block.allotted[-1].seconds) == (20, 18 * 60)


async def test_three_minutes_late(room: Room) -> None:
    """Rule 19: the buffer gives first, by itself; the rounds stay at 20 and afronding has 11."""
    async with room.app(late_by(3), "9.33.00").run_test() as pilot:
        screen = await steer(pilot)
        assert text_of(screen, "state") == (
            "Het einde van 10.30 uur blijft: de buffer geeft nu 3 min."
        )
        assert ways(screen)["buffer eerst"] == ["Afronding 14 11", "klaar om 10.30"]
        assert screen.query_one(BlockSteps).blocks[-1].remark == "geeft nu 3 min"
        await pilot.press("a")
        assert room.minutes() | {"r2": 20, "r3": 20, "afronding": 11} == room.minutes()


@pytest.mark.parametrize(("now", "divides"), [("9.30.29", False), ("9.30.30", True)])
async def test_some_seconds_are_not_divided(room: Room, now: str, divides: bool) -> None:
    """Up to half a minute in overrun is on time: there is nothing to choose, and it says so."""
    session = running("9.00.00", "9.10.00", session=plan())
    async with room.app(session, now).run_test() as pilot:
        screen = await steer(pilot)
        on_time = "Het past, niets te verdelen. Klaar om 10.30 uur."
        assert (text_of(screen, "state") == on_time, bool(ways(screen))) == (not divides, divides)


async def test_evenly_to_the_second(room: Room) -> None:
    """Rule 20: 60 minutes as 4 x 15, the first 5 over: 13:20 for each of the others."""
    quarters = tuple(
        Block(id=f"k{n}", title=f"Kwart {n}", kind="plenary", planned_minutes=15, flexible=True)
        for n in range(1, 5)
    )
    header = replace(plan().header, ends=dt.time(10))
    session = replace(plan(), header=header, blocks=quarters)
    async with room.app(running("9.00.00", session=session), "9.02.00").run_test() as pilot:
        await pilot.press("f7", "f7", "f7", "f7", "f7")
        screen = await steer(pilot)
        await pilot.press("s")
        assert ways(screen) == {
            "gelijk verdelen": [
                "Kwart 2 15 13:20",
                "Kwart 3 15 13:20",
                "Kwart 4 15 13:20",
                "klaar om 10.00",
            ],
            "later klaar": ["klaar om 10.05"],
        }
        await pilot.press("a")
        assert sum(map(length_seconds, room.session.plan)) == 3600


async def test_whole_minutes_with_the_rest_in_the_last(room: Room) -> None:
    """Rule 21: whole minutes by default; the last flexible block takes the odd seconds."""
    session = running("9.00.00", "9.10.00", "9.37.11", session=plan())
    async with room.app(session, "9.37.11").run_test() as pilot:
        screen = await steer(pilot)
        assert ways(screen)["gelijk verdelen"] == [
            "Ronde 2 20 16",
            "Ronde 3 20 16:49",
            "klaar om 10.30",
        ]
        await pilot.press("s")
        assert ways(screen)["gelijk verdelen"][:2] == ["Ronde 2 20 16:25", "Ronde 3 20 16:24"]
        assert "● op de seconde" in text_of(screen, "seconds")


async def test_the_clock_runs_at_true_speed(room: Room) -> None:
    """Rule 24: whatever is applied, the running block has what it had, second by second."""
    async with room.app(late_by(9), "9.39.00").run_test() as pilot:
        screen = await steer(pilot)
        assert text_of(screen, "clock") == "Wisselen: nog 03:00"
        room.clock.advance(17)
        screen.tick()
        assert text_of(screen, "clock") == "Wisselen: nog 02:43"
        await pilot.press("b")
        room.clock.advance(60)
        live = pilot.app.screen
        assert isinstance(live, LiveScreen)
        live.tick()
        assert live.agenda is not None
        assert live.agenda.current is not None
        assert live.agenda.current.remaining_seconds == 103


async def test_what_is_applied_is_what_holds_now(room: Room) -> None:
    """Rule 22: a proposal is that of the moment of the key, not of the last time it was shown."""
    session = running("9.00.00", "9.10.00", session=plan())
    async with room.app(session, "9.39.00").run_test() as pilot:
        await steer(pilot)
        room.clock.advance(30)
        await pilot.press("b")
        assert room.minutes()["r2"] + room.minutes()["r3"] == 40 - 9.5


@pytest.mark.parametrize(
    ("late", "size", "says"),
    [
        (9, (120, 36), "loopt 9 min uit   F9 bijsturen"),
        (9, (80, 24), "loopt 9 min uit · F9"),
        (3, (120, 36), "loopt 3 min uit"),
    ],
)
async def test_how_late_it_is_can_always_be_seen(
    room: Room, late: int, size: tuple[int, int], says: str
) -> None:
    """Rule 18: drift and expected end stand there; where the end is missed also what helps."""
    async with room.app(late_by(late), f"9.{30 + late}.00").run_test(size=size) as pilot:
        live = pilot.app.screen
        panel = live.query_one(ClockPanel)
        lines = f"{panel.query_one(ClockWords).render()}\n{panel.query_one('#drift').render()}"
        assert says in lines.split("\n")
        end = live.query_one(AgendaList).rows.end
        assert end is not None
        assert (end.planned, end.now) == ("10.30", "10.33" if late == 9 else "")


# When the minima no longer fit.


async def test_minima_that_do_not_fit(room: Room) -> None:
    """Rule 23: it says by how many minutes, and offers to drop a block or move the end."""
    async with room.app(late_by(25), "9.55.00").run_test() as pilot:
        screen = await steer(pilot)
        assert text_of(screen, "state") == (
            "Past niet meer: ook op zijn kortst is het 10.33 uur, 3 min te laat."
        )
        assert ways(screen) == {
            "Wisselen (10.18) laten vervallen": ["kan dan om 10.30"],
            "Afronding (10.41) laten vervallen": ["kan dan om 10.30"],
            "Ronde 2 (9.58) laten vervallen": ["kan dan om 10.30"],
            "Ronde 3 (10.21) laten vervallen": ["kan dan om 10.30"],
            "einde naar 10.33": ["klaar om 10.33"],
            "einde naar 10.55": ["klaar om 10.55"],
        }
        assert text_of(screen, "seconds") == ""


async def test_dropping_a_block_and_dividing_the_rest(room: Room) -> None:
    """Rule 23: after the drop the rest is divided, never below a minimum; two keys undo both."""
    async with room.app(late_by(25), "9.55.00").run_test() as pilot:
        screen = await steer(pilot)
        before = room.session
        await pilot.press("1")
        assert "w2" not in room.minutes()
        assert list(ways(screen)) == ["buffer eerst", "later klaar"]
        await pilot.press("a")
        assert room.minutes() | {"r2": 12, "r3": 12, "afronding": 8} == room.minutes()
        await pilot.press("f12", "f12")
        assert room.session == before


async def test_moving_the_end_to_the_minima(room: Room) -> None:
    """Rule 23: the end moves as little as it can, every block at its minimum, in one act."""
    async with room.app(late_by(25), "9.55.00").run_test() as pilot:
        await steer(pilot)
        before = room.session
        await pilot.press("5")
        assert room.session.header.hard_end == at("10.33")
        assert room.minutes() | {"r2": 12, "r3": 12, "afronding": 8} == room.minutes()
        live = pilot.app.screen
        assert isinstance(live, LiveScreen)
        assert live.agenda is not None
        assert (live.agenda.expected_end, live.agenda.surplus_seconds) == (at("10.33"), 0)
        await pilot.press("f12")
        assert room.session == before


async def test_moving_the_end_for_all(room: Room) -> None:
    """Rule 23: or it moves so far that every block keeps its time."""
    async with room.app(late_by(25), "9.55.00").run_test() as pilot:
        await steer(pilot)
        before = room.minutes()
        await pilot.press("6")
        assert room.session.header.hard_end == at("10.55")
        assert room.minutes() == before


# Starting late.


async def test_starting_now_with_a_fixed_end(room: Room) -> None:
    """Rule 25: the default: the clock begins and the end stays; one act, and one undoes it."""
    async with room.app(plan(), "9.07.00").run_test() as pilot:
        screen = await steer(pilot)
        assert text_of(screen, "late") == (
            "Start 7 min te laat.\n"
            "n  ● nu starten, einde vast (10.30)   m  ○ alles schuift op (10.37)"
        )
        await pilot.press("n")
        assert isinstance(pilot.app.screen, LiveScreen)
        assert room.session.running == room.session.block("terugblik")
        assert room.late_start == "end_fixed"
        await pilot.press("f12")
        assert room.session.running is None


async def test_changing_ones_mind_before_the_start(room: Room) -> None:
    """Rule 25: the start and the choice are one act, so that one undo takes back both."""
    async with room.app(plan(), "9.07.00").run_test() as pilot:
        await steer(pilot)
        await pilot.press("m", "n")
        assert (room.late_start, room.session.running is None) == ("end_fixed", False)
        await pilot.press("f12")
        assert (room.late_start, room.session.running is None) == ("all_moves", True)


async def test_all_moves(room: Room) -> None:
    """Rule 25: the end moves along with the late start, and can be fixed again."""
    async with room.app(plan(), "9.07.00").run_test() as pilot:
        screen = await steer(pilot)
        await pilot.press("m")
        assert text_of(screen, "told") == "Alles schuift op."
        assert text_of(screen, "state") == "Het past, niets te verdelen. Klaar om 10.37 uur."
        assert "m  ● alles schuift op (10.37)" in text_of(screen, "late")
        await pilot.press("f5")
        assert room.session.running is not None
        room.clock.advance(60)
        await pilot.press("n")
        assert room.late_start == "end_fixed"
        assert "n  ● einde vast (10.30)" in text_of(screen, "late")
        await pilot.press("ctrl+z")
        assert room.late_start == "all_moves"


async def test_no_late_start_once_the_first_block_is_over(room: Room) -> None:
    """Rule 25: on time, or later on, there is no such choice and its keys do nothing."""
    async with room.app(late_by(9), "9.39.00").run_test() as pilot:
        screen = await steer(pilot)
        assert text_of(screen, "late") == ""
        await pilot.press("m", "n")
        assert room.late_start == "end_fixed"
        assert screen.is_current


# What a person decides otherwise.


async def test_on_time(room: Room) -> None:
    """There is nothing to divide, and the blocks and the end can still be changed."""
    async with room.app(late_by(0), "9.30.00").run_test() as pilot:
        screen = await steer(pilot)
        assert text_of(screen, "state") == "Het past, niets te verdelen. Klaar om 10.30 uur."
        assert ways(screen) == {}
        assert keys(screen).startswith("+ - Minuut   Enter Lengte   x Vervalt   e Einde")
        await pilot.press("a", "1", "s")
        assert screen.is_current
        await pilot.press("down", "x")
        assert "w2" not in room.minutes()
        assert text_of(screen, "state") == (
            "Het past, niets te verdelen. Klaar om 10.27 uur, "
            "3 min over tot het einde van 10.30 uur."
        )
        assert text_of(screen, "told") == "Wisselen vervalt; x haalt het terug."
        await pilot.press("x")
        assert room.minutes()["w2"] == 3


async def test_a_minute_more_or_less(room: Room) -> None:
    """Plus and minus change the block with the bar, each as one act, never below a minute."""
    async with room.app(late_by(0), "9.30.00").run_test() as pilot:
        await steer(pilot)
        await pilot.press("plus", "plus", "minus")
        assert room.minutes()["r2"] == 21
        await pilot.press("down", *["minus"] * 5)
        assert room.minutes()["w2"] == 1
        await pilot.press("u", "u")
        assert room.minutes()["w2"] == 3


async def test_a_typed_length(room: Room) -> None:
    """Enter asks for a length; below the minimum a person may go, and it is said."""
    async with room.app(late_by(0), "9.30.00").run_test() as pilot:
        screen = await steer(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FormScreen)
        await pilot.press(*"9 min", "enter")
        await pilot.pause()
        assert room.minutes()["r2"] == 9
        row = screen.query_one(BlockSteps).blocks[0]
        assert (row.length, row.least, row.remark) == ("9", "12", "onder minimum")
        block = room.session.block("r2")
        assert block is not None
        assert block.planned_minutes == 20


async def test_a_typed_end(room: Room) -> None:
    """Another end counts for all that follows; one that is over is refused with a sentence."""
    async with room.app(late_by(0), "9.30.00").run_test() as pilot:
        screen = await steer(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).placeholder == "nu 10.30"
        await pilot.press(*"9.20", "enter")
        await pilot.pause()
        assert text_of(screen, "told") == "9.20 uur is al geweest."
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*"10.25", "enter")
        await pilot.pause()
        assert room.session.header.hard_end == at("10.25")
        assert ways(screen)["buffer eerst"] == ["Afronding 14 9", "klaar om 10.25"]
        await pilot.press("p")
        assert room.session.header.hard_end is None
        await pilot.press("u", "u")
        assert room.session.header.hard_end is None
        await pilot.press("z")
        assert room.session.header.hard_end == at("10.25")


async def test_leaving_changes_nothing(room: Room) -> None:
    """Escape and F9 go back to the line that was being typed, and the clock runs on."""
    async with room.app(late_by(9), "9.39.00").run_test() as pilot:
        before = room.session
        for key in ("escape", "f9"):
            await steer(pilot)
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, LiveScreen)
        await pilot.press("x")
        assert room.session == before


# The clock beside it.


async def test_clock_keys_work_while_steering(room: Room) -> None:
    """Rule 17: the function keys of the clock work here as on the screen below."""
    async with room.app(late_by(9), "9.39.00").run_test() as pilot:
        screen = await steer(pilot)
        await pilot.press("f7")
        assert room.minutes()["w1"] == 4
        await pilot.press("f6", "f5")
        assert text_of(screen, "clock") == "Wisselen: Onderbroken sinds 9.39"
        await pilot.press("f5", "escape")
        block = room.session.running
        assert block is not None
        assert len(block.interruptions) == 1
        assert block.interruptions[0].until is not None


@pytest.mark.parametrize(("key", "asked"), [("f8", "guard"), ("ctrl+t", "leader")])
async def test_keys_that_ask_go_back_first(room: Room, key: str, asked: str) -> None:
    """Rule 14: the second press for the next block is asked where the clock stands."""
    async with room.app(late_by(9), "9.39.00").run_test() as pilot:
        await steer(pilot)
        await pilot.press(key)
        await pilot.pause()
        live = pilot.app.screen
        assert isinstance(live, LiveScreen)
        assert bool(live.guard) == (asked == "guard")
        assert room.session.running == room.session.block("w1")


async def test_only_to_be_read(room: Room) -> None:
    """What is open elsewhere cannot be steered here."""
    app = room.app(late_by(9), "9.39.00")
    assert room.opened is not None
    again = open_to_work(room.opened.path, room.folder / "elsewhere", room.clock)
    assert again.writer is None
    async with LiveApp(app.surroundings, again).run_test() as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LiveScreen)


# Pictures.


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("late", [0, 9, 25])
def test_looks(room: Room, snap_compare: Callable[..., bool], late: int, size: str) -> None:
    """On time, late, and so late that the minima no longer fit."""
    app = room.app(late_by(late), f"9.{30 + late}.10", theme="ochtend" if late == 25 else "avond")
    assert snap_compare(app, terminal_size=SIZES[size], press=["f9"])


@pytest.mark.parametrize("size", ["80x24", "120x36"])
def test_looks_of_a_late_start(room: Room, snap_compare: Callable[..., bool], size: str) -> None:
    """Before the first block, with all that there is to choose."""
    app = room.app(plan(), "9.07.00")
    assert snap_compare(app, terminal_size=SIZES[size], press=["f9", "plus"])
