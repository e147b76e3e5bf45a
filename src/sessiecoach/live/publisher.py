"""Publishes what the room may see, from the event loop and never in its way."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sessiecoach.domain.room import RoomState
from sessiecoach.storage.room import Published, publish, sign_of_life

ALIVE_SECONDS = 1.0
"""How often a sign of life is given while nothing changes."""


class RoomPublisher:
    """Keeps the published state of one session up to date for as long as it is open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wanted: Published | None = None
        self._published: Published | None = None
        self._withdrawn = False
        self._writing = threading.Lock()
        """Held while the file is written or taken away, so that neither undoes the other."""
        self._changed = asyncio.Event()

    def show(self, published: Published) -> None:
        """Publish this as soon as the disk allows; what is published already costs nothing."""
        if published != self._wanted:
            self._wanted = published
            self._changed.set()

    async def run(self) -> None:
        """Publish until cancelled; a disk that refuses costs the room view, never the session."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(ALIVE_SECONDS):
                    await self._changed.wait()
            self._changed.clear()
            if self._wanted is not None:
                await asyncio.to_thread(self._bring, self._wanted)

    def withdraw(self) -> None:
        """Take the state away for good: the session was left on purpose.

        Of a meeting that is over it stays that it is, for a room view that looks a moment
        later; of a rehearsal nothing does.
        """
        last = self._wanted
        with self._writing, suppress(OSError):
            self._withdrawn = True
            if last is not None and last.state.closed and not last.practice:
                publish(self._path, replace(last, state=RoomState(closed=True)))
            else:
                self._path.unlink(missing_ok=True)

    def _bring(self, wanted: Published) -> None:
        """Publish what is wanted, or say that it still stands; what fails is tried again."""
        with self._writing:
            if self._withdrawn:
                return
            try:
                if wanted == self._published:
                    sign_of_life(self._path)
                else:
                    publish(self._path, wanted)
                    self._published = wanted
            except OSError:
                self._published = None
