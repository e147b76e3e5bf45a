"""Comparing within a meeting: two keys from the clock, which goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.compare_stage import CompareStage
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.lookback import LookbackScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.widgets.twin_line import TwinLine
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import in_round_two
from tests.ui.pressing import SIZES, put_meetings, until

Make = Callable[..., Surroundings]
Snap = Callable[..., bool]


def put_running(places: Places) -> None:
    """Write the first meeting and a second one that runs; two hindrances read alike."""
    folder = put_meetings(places.sessions)
    path = folder / "2016-06-27-leersessie.toml"
    first = read_record(path).session
    alike = replace(first.notes[0], id="n-aaaaaaaa", kind="belemmering", text="Te weinig tijd")
    path.write_bytes(record_bytes(replace(first, notes=(*first.notes, alike))))
    session = in_round_two()
    note = replace(alike, id="n-bbbbbbbb", text="Te weinig tijd", block="r1", same_as="")
    running = replace(session, notes=(*session.notes, note))
    (folder / "2016-09-05-leersessie.toml").write_bytes(record_bytes(running))


async def opened(pilot: Pilot[None]) -> CompareStage:
    """Go from live by the terugkom to the comparison, and wait until it was read."""
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, LookbackScreen))
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, CompareStage))
    screen = app.screen
    assert isinstance(screen, CompareStage)
    await until(pilot, lambda: screen.outline is not None)
    await pilot.pause()
    return screen


@pytest.fixture
def app(make_surroundings: Make, places: Places, clock: FakeClock) -> SessiecoachApp:
    """Give the program with a meeting that runs."""
    put_running(places)
    clock.advance(46 * 60)
    path = places.sessions / "proeftuin-ruwaard" / "2016-09-05-leersessie.toml"
    return SessiecoachApp(make_surroundings(open_first=path))


async def test_the_clock_goes_on_and_escape_goes_back(
    app: SessiecoachApp, clock: FakeClock
) -> None:
    """The top line tells what is left; F2 goes to the terugkom and back, Escape to the session."""
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        header = screen.query_one(SessionHeader)
        before = header.group
        assert "Ronde 2: nog" in before
        clock.advance(60)
        await until(pilot, lambda: header.group != before)
        length = screen.live.agenda().current
        assert length is not None
        await pilot.press("f7")
        extended = screen.live.agenda().current
        assert extended is not None
        assert extended.remaining_seconds - length.remaining_seconds == 60
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, LookbackScreen))
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, CompareStage))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))


async def test_a_link_is_kept_in_the_record_of_this_meeting(app: SessiecoachApp) -> None:
    """One key links, the record of the earlier meeting stays as it is, undo takes it back."""
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("2")
        await until(pilot, lambda: screen.query_one(TwinLine).display)
        many, asked = len(screen.twins), screen.twins[0]
        await pilot.press("equals_sign")
        await until(pilot, lambda: len(screen.twins) == many - 1)
        (told,) = [each for each in screen.live.session.updates if each.same_as]
        assert (told.item, told.same_as) == (asked.later.id, asked.earlier.id)
        assert told.on == screen.live.session.header.date
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(screen.twins) == many)


def test_picture_within_a_meeting(snap_compare: Snap, app: SessiecoachApp) -> None:
    """The line of the meeting stands above that of the comparison."""

    async def show(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("2")
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES["120x36"], run_before=show)
