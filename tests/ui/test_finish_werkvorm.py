"""Rounding off asks only what a werkvorm works towards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input

from sessiecoach.storage.home import Places
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.finish import FinishScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock
from tests.ui.pressing import until
from tests.ui.sheet_meeting import STARTED_AT, at_block, meeting_of


@pytest.mark.parametrize(
    ("werkvorm", "asked", "question"),
    [
        ("leersessie", True, "Zijn de oplossingen uitgewerkt, en hoe?"),
        ("incidentmethode", False, "Wat is er gedaan met wat hier is gezegd en afgesproken?"),
    ],
)
async def test_who_reports_back_is_asked_where_the_werkvorm_names_it(
    make_surroundings: Callable[..., Surroundings],
    places: Places,
    clock: FakeClock,
    werkvorm: str,
    asked: bool,
    question: str,
) -> None:
    """Where what is said stays in the room nobody is asked to tell it elsewhere."""
    draft = meeting_of(werkvorm)
    session = at_block(draft, draft.blocks[0].id)
    clock.advance((STARTED_AT - clock.now()).total_seconds())
    path = places.sessions / f"{session.header.id}.toml"
    path.write_bytes(record_bytes(session))
    app = SessiecoachApp(make_surroundings(open_first=path))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, FinishScreen))
        screen = app.screen
        assert isinstance(screen, FinishScreen)
        await until(pilot, lambda: bool(screen.query("#report-backs")))
        for part in ("#report-title", "#report-backs", "#report-organisation", "#report-subject"):
            await until(pilot, lambda part=part: screen.query_one(part).display is asked)  # type: ignore[misc]
        await until(pilot, lambda: screen.query_one("#next-question", Input).value == question)
