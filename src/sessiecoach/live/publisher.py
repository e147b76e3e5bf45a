"""Publishes what the room may see, from the event loop and never in its way."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from sessiecoach.storage.room import Published, publish, sign_of_life

ALIVE_SECONDS = 1.0
"""How often a sign of life is given while nothing changes."""


class RoomPublisher:
    """Keeps the published state of one session up to date for as long as it is open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wanted: Published | None = None
        self._changed = asyncio.Event()

    def show(self, published: Published) -> None:
        """Publish this as soon as the disk allows; what is published already costs nothing."""
        if published != self._wanted:
            self._wanted = published
            self._changed.set()

    async def run(self) -> None:
        """Publish until cancelled; a disk that refuses costs the room view, never the session."""
        while True:
            try:
                async with asyncio.timeout(ALIVE_SECONDS):
                    await self._changed.wait()
            except TimeoutError:
                with suppress(OSError):
                    sign_of_life(self._path)
                continue
            self._changed.clear()
            if self._wanted is not None:
                with suppress(OSError):
                    await asyncio.to_thread(publish, self._path, self._wanted)

    def withdraw(self) -> None:
        """Take the state away: the session was left on purpose."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
