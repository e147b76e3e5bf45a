"""A console that is closed on Windows, played here by a fake: all is saved before it returns."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from sessiecoach.ui.console_close import Handler, heed_console_close
from sessiecoach.ui.guarded_app import GuardedApp
from tests.ui.pressing import until


def registered(saved: list[str]) -> Handler:
    """Return what Windows would call."""
    handlers: list[Handler] = []
    heed_console_close(lambda: saved.append("bewaard"), handlers.append)
    (handler,) = handlers
    return handler


@pytest.mark.parametrize("event", [2, 5, 6])
def test_a_console_that_goes_away_is_saved_first(event: int) -> None:
    """A closed window, logging off and shutting down save, and go to nobody else."""
    saved: list[str] = []
    assert registered(saved)(event)
    assert saved == ["bewaard"]


@pytest.mark.parametrize("event", [0, 1])
def test_a_key_goes_to_who_hears_of_it_otherwise(event: int) -> None:
    """Ctrl+C and Ctrl+Break are signals in Python, and are left to those."""
    saved: list[str] = []
    assert not registered(saved)(event)
    assert saved == []


class Keeper(GuardedApp):
    """An app that remembers what it did."""

    def __init__(self, state_folder: Path) -> None:
        super().__init__(state_folder)
        self.done: list[str] = []

    def leave_all(self) -> str:
        """Save everything."""
        self.done.append("bewaard")
        return ""


async def test_all_is_saved_when_the_handler_returns(tmp_path: Path) -> None:
    """The program is ended by then, so saving is over; a second call waits and saves no more."""
    app = Keeper(tmp_path)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_running)
        closing = asyncio.to_thread(app.console_closed)
        await closing
        assert app.done == ["bewaard"]
        await asyncio.to_thread(app.console_closed)
        assert app.done == ["bewaard"]
        await until(pilot, lambda: app.return_code == 129)
