"""An open session on the beamer and under watch, for as long as it is open and no longer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.room import RoomState
from sessiecoach.domain.session import Header, Session
from sessiecoach.live.clock import Machine
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.rehearsal import put_rehearsal
from sessiecoach.storage.room import Published, read_published
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock

LONGEST_LOOKS = 1500


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Give the file that the beamer follows."""
    return tmp_path / "room" / "room.toml"


@pytest.fixture
def surroundings(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, room: Path
) -> Surroundings:
    """Give surroundings in which a session is published, and the laptop is watched."""
    machine = Machine(clock.monotonic, clock.monotonic, clock.now, "boot")
    return replace(make_surroundings(), room_path=lambda _document: room, machine=machine)


def a_meeting(places: Places, clock: FakeClock) -> Path:
    """Make a meeting that can be started at once."""
    formats = load_werkvormen(None).formats
    return put_rehearsal(places.sessions / "reeks", formats["leersessie"], clock.now())


async def published(room: Path, wanted: Callable[[Published], bool]) -> Published:
    """Wait until something is published that is so."""
    for _ in range(LONGEST_LOOKS):
        found = read_published(room)
        if found is not None and wanted(found):
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(read_published(room))


async def opened_or_left(app: SessiecoachApp) -> None:
    """Wait until a session is opened, or left."""
    for worker in [worker for worker in app.workers if worker.group == "open"]:
        await worker.wait()


async def test_the_beamer_follows_until_the_session_is_left(
    surroundings: Surroundings, clock: FakeClock, room: Path
) -> None:
    """What is open is published, an act at once; leaving takes it away, and what was chosen."""
    record = a_meeting(surroundings.places, clock)
    app = SessiecoachApp(replace(surroundings, open_first=record, theme=surroundings.themes[-1]))
    async with app.run_test() as pilot:
        await published(room, lambda found: not found.state.running)
        await pilot.press("f5")
        found = await published(room, lambda found: found.state.running)
        assert found.state.title == "Opening en spelregels"
        assert (found.theme, found.practice, found.clock.tempo) == (app.theme, False, 1.0)
        await pilot.press("ctrl+b", "z")
        await published(room, lambda found: found.state.blackout)
        await pilot.press("ctrl+o")
        await opened_or_left(app)
        assert read_published(room) is None
        app.open_record(lambda: record)
        found = await published(room, lambda found: found.state.running)
        assert not found.state.blackout
        await pilot.press("ctrl+o")
        await opened_or_left(app)


async def test_the_beamer_thanks_who_came(
    surroundings: Surroundings, clock: FakeClock, room: Path
) -> None:
    """After a meeting was closed the room may know that it is over, and no more than that."""
    record = a_meeting(surroundings.places, clock)
    app = SessiecoachApp(replace(surroundings, open_first=record))
    async with app.run_test() as pilot:
        await published(room, lambda found: bool(found.state.title))
        assert app.opened is not None
        app.opened.live.close()
        await pilot.press("ctrl+o")
        await published(room, lambda found: found.state == RoomState(closed=True))
        await opened_or_left(app)


async def test_what_is_closed_or_open_elsewhere_is_not_for_the_beamer(
    surroundings: Surroundings, clock: FakeClock, room: Path
) -> None:
    """Reading an old meeting at the beamer's laptop shows the room nothing."""
    record = surroundings.places.sessions / "oud.toml"
    header = Header(id="oud", document="abcdefgh", status="closed")
    record.write_bytes(record_bytes(Session(header=header)))
    app = SessiecoachApp(replace(surroundings, open_first=record))
    async with app.run_test() as pilot:
        await pilot.pause()
        await opened_or_left(app)
        assert app.opened is not None
        assert app.opened.room is None
        assert read_published(room) is None


async def test_the_laptop_is_watched(surroundings: Surroundings, clock: FakeClock) -> None:
    """Rule 28 in the program itself: eight minutes of sleep are one line."""
    app = SessiecoachApp(replace(surroundings, open_first=a_meeting(surroundings.places, clock)))
    async with app.run_test() as pilot:
        await opened_or_left(app)
        await pilot.press("f5")
        clock.advance(120)
        assert isinstance(app.screen, LiveScreen)
        app.screen.tick()
        assert app.screen.standing_notice().startswith("Laptop sliep 2 min, doorgeteld")
        await pilot.press("ctrl+o")
        await opened_or_left(app)


@pytest.mark.parametrize("tempo", [60.0, 1.5, 1.0])
async def test_a_rehearsal_says_so_on_every_screen(
    surroundings: Surroundings, clock: FakeClock, room: Path, tempo: float
) -> None:
    """Live, rounding off, help and overview: each says OEFENEN, and so does the beamer."""
    record = a_meeting(surroundings.places, clock)
    app = SessiecoachApp(replace(surroundings, open_first=record, practice=True, tempo=tempo))
    async with app.run_test() as pilot:
        await pilot.pause()
        found = await published(room, lambda found: found.practice)
        assert found.clock.tempo == tempo
        for keys in ((), ("f5",), ("f10",), ("f1",), ("escape",), ("ctrl+o",)):
            await pilot.press(*keys)
            await pilot.pause()
            titles = [str(screen.border_title) for screen in app.screen_stack[1:]]
            assert any("OEFENEN" in title for title in titles)
            shown = "".join(
                segment.text
                for strip in app.screen._compositor.render_strips()
                for segment in strip
            )
            assert "OEFENEN" in shown
