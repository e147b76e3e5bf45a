"""Somebody who leads a meeting through the real screens, by keyboard and by a still clock."""

from __future__ import annotations

import datetime as dt
import re

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.fake_clock import FakeClock

_RANDOM_ID = re.compile(r"\b([a-z])-[0-9a-hjkmnp-tv-z]{8}\b")
_DOCUMENT = re.compile(r'^document = ".*"$', re.MULTILINE)


class Leader:
    """Presses keys in a running program and lets time pass."""

    def __init__(self, pilot: Pilot[None], clock: FakeClock) -> None:
        self.pilot, self.clock = pilot, clock

    async def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text as a terminal gives it, letter by letter; a newline is Enter."""
        for line in text.splitlines(keepends=True):
            for letter in line.rstrip("\n"):
                self.pilot.app.post_message(events.Key(_character_to_key(letter), letter))
            await self.pilot.pause()
            if line.endswith("\n"):
                await self.press("enter")

    async def note(self, line: str) -> None:
        """Type a line in the composer and confirm it."""
        await self.type(line)
        await self.press("escape")  # an open list of completions
        await self.press("enter")

    async def until(self, moment: str) -> None:
        """Let time pass until a moment of the day in Oss, such as `9.05`."""
        hour, minute, second = (*map(int, moment.split(".")), 0)[:3]
        wanted = dt.datetime(2016, 9, 5, hour - 2, minute, second, tzinfo=dt.UTC)
        self.clock.advance((wanted - self.clock.now()).total_seconds())
        tick = getattr(self.pilot.app.screen, "tick", None)
        if tick is not None:
            tick()
        await self.pilot.pause()

    async def stands(self, screen: str) -> None:
        """Wait until a screen of this name stands."""
        for _ in range(200):
            await self.pilot.pause(0.02)
            if type(self.pilot.app.screen).__name__ == screen:
                await self.pilot.pause()
                return
        raise AssertionError(f"{type(self.pilot.app.screen).__name__} stands, not {screen}")


def with_plain_ids(record: str) -> str:
    """Return a record with its random ids counted, so that two runs can be compared."""
    counted: dict[str, str] = {}

    def plain(found: re.Match[str]) -> str:
        number = len([each for each in counted if each[0] == found[1]]) + 1
        return counted.setdefault(found[0], f"{found[1]}-{number:08}")

    return _RANDOM_ID.sub(plain, _DOCUMENT.sub('document = "document"', record))
