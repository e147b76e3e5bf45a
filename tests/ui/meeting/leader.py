"""Somebody who leads a meeting through the real screens, by keyboard and by a still clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.fake_clock import FakeClock
from tests.ui.pressing import until, until_read

_RANDOM_ID = re.compile(r"\b([a-z])-[0-9a-hjkmnp-tv-z]{8}\b")
SECOND_LEERSESSIE = dt.date(2016, 9, 5)
ZONE = ZoneInfo("Europe/Amsterdam")
_DOCUMENT = re.compile(r'^document = ".*"$', re.MULTILINE)


class Leader:
    """Presses keys in a running program and lets time pass."""

    def __init__(
        self,
        pilot: Pilot[None],
        clock: FakeClock,
        *,
        day: dt.date = SECOND_LEERSESSIE,
        looks_every_seconds: float = 7200.0,
    ) -> None:
        """Lead with `clock`; moments are those of a day in the Netherlands.

        Who has a watch on the laptop looks more often than it may sleep.
        """
        self.pilot, self.clock, self.day = pilot, clock, day
        self.looks_every_seconds = looks_every_seconds

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
        """Let time pass until a moment of the day, such as `9.05`."""
        while (left := (self._at(moment) - self.clock.now()).total_seconds()) > 0:
            self.clock.advance(min(left, self.looks_every_seconds))
            self._look()
        await self.pilot.pause()

    async def sleeps_until(self, moment: str) -> None:
        """Let the lid be closed until a moment of the day; nothing looks at the clock meanwhile."""
        self.clock.advance((self._at(moment) - self.clock.now()).total_seconds())
        self._look()
        await self.pilot.pause()

    def _at(self, moment: str) -> dt.datetime:
        hour, minute, second = (*map(int, moment.split(".")), 0)[:3]
        return dt.datetime.combine(self.day, dt.time(hour, minute, second), ZONE)

    def _look(self) -> None:
        tick = getattr(self.pilot.app.screen, "tick", None)
        if tick is not None:
            tick()

    async def stands(self, screen: str) -> None:
        """Wait until a screen of this name stands."""
        await self.sees(lambda: type(self.pilot.app.screen).__name__ == screen)

    async def sees(self, reached: Callable[[], bool]) -> None:
        """Wait until something is so, and is painted."""
        await until(self.pilot, reached)
        await self.pilot.pause()


async def prepare(leader: Leader) -> None:
    """Open the next planned meeting, fill in what is known of it, and go live."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("enter")
    await leader.stands("PrepareScreen")
    await leader.press("f8")
    await leader.type("Wat hebben we van onze managers nodig?")
    await leader.press("f8")
    await leader.type("Inwoner met vragen bij drie organisaties\nprofessional\n")
    await leader.type("Gezin tussen twee wetten\n\n")
    await leader.press("f8")
    await leader.type("Groep A\nnotulist A\nGroep B\nnotulist B\n")
    await leader.press("f8")
    await leader.type("professional\nwijkteam\n6\n\nmanager\ngemeente\n3\n\ngespreksleider\n\n\n\n")
    await leader.press("f5")
    await leader.stands("LiveScreen")


def with_plain_ids(record: str) -> str:
    """Return a record with its random ids counted, so that two runs can be compared."""
    counted: dict[str, str] = {}

    def plain(found: re.Match[str]) -> str:
        number = len([each for each in counted if each[0] == found[1]]) + 1
        return counted.setdefault(found[0], f"{found[1]}-{number:08}")

    return _RANDOM_ID.sub(plain, _DOCUMENT.sub('document = "document"', record))
