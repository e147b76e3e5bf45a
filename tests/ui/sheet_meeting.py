"""A meeting of any werkvorm that tests of the worksheets work on."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import Session, WorksheetKind
from sessiecoach.live.opening import Opened
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.worksheets.sheet import Worksheet
from tests.fake_clock import FakeClock
from tests.ui.pressing import until

STARTED_AT = dt.datetime(2016, 9, 5, 7, 0, tzinfo=dt.UTC)
"""Nine o'clock in Oss."""


def meeting_of(werkvorm: str, *, number: int = 1, series: str = "reeks") -> Session:
    """Return the draft of the `number`th meeting of a series, on 5 September 2016 at nine."""
    return prepared_session(
        load_werkvormen(None).formats[werkvorm],
        session_id=f"2016-09-05-{werkvorm}",
        document="m4w8k2p6t9c3x7q5z8d4h6j2r9",
        series=series,
        number=number,
        date=dt.date(2016, 9, 5),
        starts=dt.time(9, 0),
        ends=dt.time(12, 30),
        earlier_meetings=number > 1,
    )


def at_block(session: Session, block: str) -> Session:
    """Return a meeting in which a block began at nine, and all before it were held."""
    blocks = list(session.blocks)
    place = [each.id for each in blocks].index(block)
    for before in range(place):
        moment = STARTED_AT - dt.timedelta(minutes=place - before)
        blocks[before] = replace(
            blocks[before], started_at=moment, ended_at=moment + dt.timedelta(minutes=1)
        )
    blocks[place] = replace(blocks[place], started_at=STARTED_AT)
    return replace(session, header=replace(session.header, status="live"), blocks=tuple(blocks))


@asynccontextmanager
async def worksheet(
    session: Session,
    kind: WorksheetKind,
    surroundings: Callable[..., Surroundings],
    clock: FakeClock,
    folder: Path,
    *,
    size: tuple[int, int] = (120, 36),
    theme: str = "avond",
    others: Sequence[Session] = (),
) -> AsyncIterator[tuple[Pilot[None], Worksheet]]:
    """Open a meeting ten minutes after nine, show a worksheet, and give it to the test.

    `others` are closed meetings of its series, whose records lie beside it.
    """
    clock.advance((STARTED_AT + dt.timedelta(minutes=10) - clock.now()).total_seconds())
    place = folder / "sessions" / "reeks"
    place.mkdir(parents=True, exist_ok=True)
    for each in (*others, session):
        (place / f"{each.header.id}.toml").write_bytes(record_bytes(each))
    path = place / f"{session.header.id}.toml"
    app = SessiecoachApp(surroundings(theme=theme, open_first=path))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
        await pilot.press("ctrl+w")
        await until(pilot, lambda: isinstance(app.screen, WorksheetScreen))
        screen = app.screen
        assert isinstance(screen, WorksheetScreen)
        await screen.show_kind(kind)
        await until(pilot, lambda: screen.sheet.is_mounted and screen.earlier is not None)
        await pilot.pause()
        yield pilot, screen.sheet


def opened_in(pilot: Pilot[None]) -> Opened:
    """Return the open session of the program that a test leads."""
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    assert app.opened is not None
    return app.opened
