"""The room view in its own window: it follows what is published, and is readable from afar."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot

from sessiecoach.domain.room import RoomPlace, RoomState, RoomTimer
from sessiecoach.live.clock import Clock
from sessiecoach.live.follower import LOST_SECONDS
from sessiecoach.storage.home import shipped
from sessiecoach.storage.room import Published, PublishedClock, publish, room_file
from sessiecoach.storage.themes import load_themes
from sessiecoach.ui.room_app import RoomApp, RoomLine, RoomTime
from sessiecoach.ui.widgets.big_time import big_time
from tests.fake_clock import FakeClock

SIZES = {"60x15": (60, 15), "120x36": (120, 36), "300x80": (300, 80)}
DOCUMENT = "m4w8k2p6t9c3"
NOW = dt.datetime(2016, 9, 5, 7, 46, 26, tzinfo=dt.UTC)
ROUND = RoomState(
    title="Ronde 2: verdiepen",
    place="2/3",
    questions=("Wat gebeurde er precies?", "Wat hield je tegen en wat hielp je vooruit?"),
    running=True,
    ends_at=NOW + dt.timedelta(minutes=12, seconds=34),
    marks_seconds=(300, 60),
    following="Wisselen",
    hand=True,
    meeting_ends_at=dt.datetime(2016, 9, 5, 8, 30, tzinfo=dt.UTC),
)
INTERRUPTED = replace(ROUND, running=False, interrupted=True, ends_at=None, frozen_seconds=754)
OVER = replace(ROUND, ends_at=NOW - dt.timedelta(seconds=65))
FULL = replace(
    ROUND,
    ends_at=NOW + dt.timedelta(seconds=251),
    message="Nog één keer rond, daarna koffie",
    timers=(
        RoomTimer(title="Groep A", ends_at=NOW - dt.timedelta(seconds=5)),
        RoomTimer(title="Groep B", seconds=120),
        RoomTimer(title="Groep C", seconds=120),
    ),
)


class Room:
    """A state folder in which a main window publishes, and the room view beside it."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock(NOW)
        self.state_folder = folder / "state"
        self.path = room_file(self.state_folder, DOCUMENT)
        self.clocks_asked: list[PublishedClock] = []

    def publish(self, state: RoomState, **published: object) -> None:
        """Publish as the main window does, now."""
        publish(self.path, Published(state=state, **published))  # type: ignore[arg-type]
        self.touch()

    def touch(self) -> None:
        """Give a sign of life, now."""
        now = self.clock.now().timestamp()
        os.utime(self.path, (now, now))

    def app(self, *, theme: str = "avond", named: bool = False) -> RoomApp:
        """Make the room view."""

        def make_clock(published: PublishedClock) -> Clock:
            self.clocks_asked.append(published)
            return self.clock

        themes = load_themes((shipped("themes"),)).themes
        return RoomApp(
            self.path if named else None,
            self.state_folder,
            tuple(themes.values()),
            themes[theme],
            make_clock,
            ZoneInfo("Europe/Amsterdam"),
        )


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """Give a room in which nothing is published yet."""
    return Room(tmp_path)


def line(app: RoomApp, name: str) -> str:
    """Return what stands on a line, empty where it is not shown."""
    found = app.query_one(f"#{name}", RoomLine)
    return found.words.plain if found.display else ""


def time_of(app: RoomApp) -> str:
    return app.query_one(RoomTime).text


def painted(app: RoomApp) -> list[str]:
    """Return the lines on the screen as they are painted."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


async def look(pilot: Pilot[None], app: RoomApp) -> None:
    """Let the room look, and be painted."""
    await app.look()
    await pilot.pause()


async def test_it_starts_before_the_main_window(room: Room) -> None:
    """Until a session is open the room says so; then it follows by itself."""
    app = room.app()
    async with app.run_test() as pilot:
        assert line(app, "title") == "Nog geen bijeenkomst gestart"
        assert not app.query_one(RoomTime).display
        room.publish(ROUND)
        await look(pilot, app)
        assert (line(app, "place"), line(app, "title")) == ("RONDE 2 VAN 3", "Verdiepen")
        assert (time_of(app), line(app, "lost")) == ("12:34", "")


@pytest.mark.parametrize("named", [True, False])
async def test_it_starts_after_the_main_window(room: Room, named: bool) -> None:
    """What is published already is there at the first look."""
    room.publish(ROUND)
    app = room.app(named=named)
    async with app.run_test():
        assert time_of(app) == "12:34"
        assert line(app, "end") == "klaar om 9.59 uur"
        assert line(app, "following") == "Hierna: Wisselen"


async def test_it_follows(room: Room) -> None:
    """Time passes without a word from the main window; a change is seen at the next look."""
    room.publish(ROUND)
    app = room.app()
    async with app.run_test() as pilot:
        room.clock.advance(4)
        app.paint()
        assert time_of(app) == "12:30"
        room.publish(INTERRUPTED)
        await look(pilot, app)
        assert (time_of(app), line(app, "marker")) == ("12:34", "▍▍  ONDERBROKEN  ▍▍")
        room.clock.advance(3)
        room.publish(replace(ROUND, title="Wisselen", place="", questions=()))
        await look(pilot, app)
        assert (line(app, "place"), line(app, "title")) == ("", "Wisselen")
        assert line(app, "questions") == ""


async def test_the_main_window_goes_and_comes(room: Room) -> None:
    """Without a sign of life it says so with the last known end, counts on, and recovers."""
    room.publish(ROUND)
    app = room.app()
    async with app.run_test() as pilot:
        room.clock.advance(LOST_SECONDS)
        await look(pilot, app)
        assert line(app, "lost") == ""
        room.clock.advance(1)
        await look(pilot, app)
        assert line(app, "lost") == "verbinding weg  ·  laatst bekende einde 10.30 uur"
        assert time_of(app) == "12:28"
        room.clock.advance(13 * 60)
        await look(pilot, app)
        assert (time_of(app), line(app, "marker")) == ("+00:32", "■ ■ ■  UITLOOP  ■ ■ ■")
        room.publish(ROUND)
        await look(pilot, app)
        assert line(app, "lost") == ""


async def test_the_main_window_is_left(room: Room) -> None:
    """After a meeting that was left nothing is said to be gone: the room waits for the next."""
    room.publish(ROUND)
    app = room.app()
    async with app.run_test() as pilot:
        room.path.unlink()
        for _ in range(20):
            room.clock.advance(1)
            await look(pilot, app)
            assert line(app, "lost") == ""
        assert line(app, "title") == "Nog geen bijeenkomst gestart"
        assert not app.query_one(RoomTime).display
        room.publish(ROUND)
        await look(pilot, app)
        assert line(app, "title") == "Verdiepen"
        assert app.query_one(RoomTime).display


async def test_blackout(room: Room) -> None:
    """A dark beamer shows not one sign, and everything again afterwards."""
    room.publish(replace(FULL, blackout=True))
    app = room.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert painted(app) == [""] * 36
        room.clock.advance(1)
        room.publish(FULL)
        await look(pilot, app)
        assert any("Nog één keer rond" in row for row in painted(app))


async def test_a_message(room: Room) -> None:
    """One line for the room; markup in it is just text."""
    room.publish(replace(ROUND, message="Koffie [bold]om[/bold] 10.00 [/x]"))
    app = room.app()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert any("Koffie [bold]om[/bold] 10.00 [/x]" in row for row in painted(app))


async def test_the_hand_sign(room: Room) -> None:
    """Rule 11: it stands from zero until somebody confirms it."""
    room.publish(ROUND)
    app = room.app()
    async with app.run_test() as pilot:
        assert line(app, "hand") == ""
        room.clock.advance(754)
        app.paint()
        assert line(app, "hand") == "HAND OMHOOG = STIL"
        room.publish(replace(ROUND, hand=False))
        await look(pilot, app)
        assert line(app, "hand") == ""


async def test_groups_that_report_back(room: Room) -> None:
    """Rule 31: the times of three groups, while the clock of the block runs on."""
    room.publish(FULL)
    app = room.app()
    async with app.run_test():
        shown = line(app, "timers").replace("\u00a0", " ")
        assert shown == "Groep A +00:05    Groep B 02:00    Groep C 02:00"
        assert time_of(app) == "04:11"


async def test_closed(room: Room) -> None:
    """At the end only a word of thanks is left."""
    room.publish(replace(FULL, closed=True, message=""))
    app = room.app()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert [row.strip() for row in painted(app) if row.strip()] == ["Dank jullie wel"]


async def test_the_clock_of_the_main_window(room: Room) -> None:
    """The room counts by the clock that was published, made once for as long as it stands."""
    app = room.app()
    async with app.run_test() as pilot:
        published = PublishedClock(boot="boot-1", running_seconds=5000, tempo=60)
        for state in (ROUND, INTERRUPTED):
            room.publish(state, clock=published)
            await look(pilot, app)
            room.clock.advance(1)
    assert room.clocks_asked == [PublishedClock(), published]


async def test_the_theme_of_the_main_window(room: Room) -> None:
    """The room wears what the main window wears, where it has it."""
    app = room.app(theme="avond")
    async with app.run_test() as pilot:
        room.publish(ROUND, theme="ochtend")
        await look(pilot, app)
        assert app.theme == "ochtend"
        room.clock.advance(1)
        room.publish(ROUND, theme="van-iemand-anders")
        await look(pilot, app)
        assert app.theme == "ochtend"


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_it_closes(room: Room, key: str) -> None:
    """One key closes the room view; the session goes on."""
    room.publish(ROUND)
    app = room.app()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app._exit
    assert room.path.exists()


def digits_on(rows: Sequence[str]) -> list[str]:
    """Return the rows of the block digits, without what is empty beside them."""
    blocks = [row for row in rows if set(row.strip()) and set(row.strip()) <= set("█▀▄ ")]
    left = min(len(row) - len(row.lstrip()) for row in blocks)
    return [row[left:] for row in blocks]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("state", [ROUND, FULL, OVER], ids=["round", "full", "over"])
async def test_digits_fill_the_room_there_is(
    room: Room, state: RoomState, size: tuple[int, int]
) -> None:
    """From 60x15 to 300x80 the time is in whole digits, in the middle, as high as they fit."""
    room.publish(state)
    app = room.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        rows = painted(app)
        time = app.query_one(RoomTime)
        drawn = big_time(time.text, time.content_size.width, time.content_size.height)
        assert digits_on(rows) == digits_on([row.rstrip() for row in drawn])
        assert len(drawn) >= min(size[1] * 0.4, size[0] / 6)
        left = min(len(row) - len(row.lstrip()) for row in rows if "█" in row)
        right = size[0] - max(len(row) for row in rows if "█" in row)
        assert abs(left - right) <= 1 + len(drawn[0]) - max(len(row.rstrip()) for row in drawn)
        shown = "\n".join(rows)
        for name in ("title", "marker", "end", "hand", "message", "following"):
            assert line(app, name) in shown


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("state", [ROUND, FULL, OVER], ids=["round", "full", "over"])
def test_picture(
    snap_compare: Callable[..., bool], room: Room, state: RoomState, size: tuple[int, int]
) -> None:
    """What the room sees of a round, of a full screen, and of a round that is over."""
    room.publish(state)
    assert snap_compare(room.app(), terminal_size=size)


def test_picture_by_daylight(snap_compare: Callable[..., bool], room: Room) -> None:
    """An interrupted round whose main window is gone, in the light theme."""
    room.publish(INTERRUPTED)
    room.clock.advance(60)
    assert snap_compare(room.app(theme="ochtend"), terminal_size=(120, 36))


def test_picture_of_a_changeover(snap_compare: Callable[..., bool], room: Room) -> None:
    """Where every group of a carousel goes, a line a group."""
    places = (
        RoomPlace(group="A", perspective="Professional", case="a"),
        RoomPlace(group="B", perspective="Veranderproces", case="b"),
        RoomPlace(group="C", perspective="Systeem", case="c"),
    )
    walking = replace(
        ROUND,
        title="Wisselen",
        place="",
        questions=(),
        places=places,
        marks_seconds=(),
        ends_at=NOW + dt.timedelta(seconds=95),
        following="Ronde 2: verdiepen",
    )
    room.publish(walking)
    assert snap_compare(room.app(), terminal_size=(80, 24))
