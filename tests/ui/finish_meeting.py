"""A leersessie in its last block, as tests of rounding off and of reading it use it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from sessiecoach.domain.session import Participant, Promise, Session, Solution
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.messages import ShowStage
from sessiecoach.ui.screens.finish import FinishScreen
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import at, in_round_two, running
from tests.ui.pressing import SERIES

MakeSurroundings = Callable[..., Surroundings]

PEOPLE = (
    Participant(id="p-1", role="professional", organisation="wijkteam", count=6),
    Participant(id="p-2", role="professional", organisation="ggz", count=4),
    Participant(id="p-3", role="manager", organisation="gemeente", count=2),
    Participant(id="p-4", role="notulist"),
)
SOLUTIONS = (
    Solution(
        id="s-1",
        block="r3",
        perspective="professional",
        case="a",
        text="Elke professional heeft één manager die ja mag zeggen",
        addressed_to=("management",),
        feasible_for_management_present=True,
    ),
    Solution(
        id="s-2", block="r3", perspective="systeem", text="Een budget per wijk [/x] \U0001f389"
    ),
)
PROMISES = (
    Promise(
        id="t-1",
        kind="toezegging",
        block="afspraken",
        what="In het teamoverleg zeggen wie dat is",
        owner="manager gemeente",
        due=None,
        from_=("s-1",),
    ),
)


def nearly_done() -> Session:
    """The meeting of 5 September in its last block, with all that was said and promised."""
    starts = (
        *("9.00.00", "9.05.00", "9.16.00", "9.36.40", "9.39.00"),
        *("10.02.00", "10.04.00", "10.24.00", "10.29.00"),
    )
    return replace(
        running(*starts),
        notes=in_round_two().notes,
        participants=PEOPLE,
        solutions=SOLUTIONS,
        promises=PROMISES,
    )


def bare() -> Session:
    """The same meeting when nothing was filled in and no clock ran."""
    session = running()
    return replace(session, cases=(), groups=())


def record_in(folder: Path, session: Session) -> Path:
    """Put the record of a session beside the one before it, in a folder of the test."""
    series = folder / "proeftuin-ruwaard"
    if not series.exists():
        shutil.copytree(SERIES, series)
    path = series / "2016-09-05-leersessie.toml"
    path.write_bytes(record_bytes(session))
    return path


_READING = ("propose", "neighbours", "earlier-meetings")
"""Workers that read what a screen shows besides its own record."""


class Closing:
    """The program with a record open and rounding off on the screen."""

    def __init__(self, make: MakeSurroundings, clock: FakeClock) -> None:
        self.make, self.clock = make, clock

    def app(self, session: Session, now: str = "10.30.00", theme: str = "avond") -> SessiecoachApp:
        """Make the program with this session, at a moment of the day."""
        surroundings = self.make(theme)
        path = record_in(surroundings.places.sessions, session)
        self.clock.advance((at(now) - self.clock.now()).total_seconds())
        self.path = path
        return SessiecoachApp(replace(surroundings, open_first=path))


async def stands(app: SessiecoachApp, pilot: Pilot[None], screen: type) -> None:
    """Wait until a screen stands and has seen what was posted to it."""
    for _ in range(200):
        await pilot.pause()
        if isinstance(app.screen, screen) and app._stands:
            break
    assert isinstance(app.screen, screen)
    looking = [worker for worker in app.workers if worker.group in _READING]
    if looking:
        await app.workers.wait_for_complete(looking)
    await pilot.pause()


async def rounding_off(app: SessiecoachApp, pilot: Pilot[None]) -> FinishScreen:
    """Go to rounding off and return its screen."""
    from sessiecoach.ui.screens.live import LiveScreen

    await stands(app, pilot, LiveScreen)
    app.screen.post_message(ShowStage("finish"))
    await stands(app, pilot, FinishScreen)
    screen = app.screen
    assert isinstance(screen, FinishScreen)
    return screen


async def all_saved(app: SessiecoachApp, pilot: Pilot[None]) -> None:
    """Wait until everything is on disk, so that the top line says so."""
    for _ in range(200):
        await pilot.pause()
        if app.opened is not None and not app.opened.live.snapshot.unsaved:
            return
    raise AssertionError("not everything was saved")
