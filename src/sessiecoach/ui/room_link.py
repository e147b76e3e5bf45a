"""Ties an open session to the room view: publishes what the room may see, until it is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import App

from sessiecoach.domain.room import RoomState
from sessiecoach.live.opening import Opened
from sessiecoach.live.publisher import RoomPublisher
from sessiecoach.live.room_desk import RoomDesk
from sessiecoach.live.session import Snapshot
from sessiecoach.live.state_folder import ROOM
from sessiecoach.live.writer import Writer
from sessiecoach.storage.room import Published, PublishedClock
from sessiecoach.ui.words import group_name

LOOK_SECONDS = 0.5
"""How often it is looked what the room may see; an act of a person is seen at once."""


class RoomLink:
    """One open session on the beamer; it runs on the loop of an app and never in its way."""

    def __init__(
        self,
        app: App[None],
        opened: Opened,
        writer: Writer,
        path: Path,
        clock: PublishedClock,
        *,
        practice: bool,
    ) -> None:
        """Publish at `path`, and give the session its room desk."""
        self._app, self._clock, self._practice = app, clock, practice
        self._publisher = RoomPublisher(path)
        self.desk = RoomDesk(
            opened.live,
            self._show,
            group_name,
            kept=writer.remembered(ROOM),
            keep=lambda kept: writer.remember(ROOM, kept),
        )
        opened.room = self.desk
        self._publishing = app.run_worker(self._publisher.run(), name="room", group="room")
        self._looking = app.set_interval(LOOK_SECONDS, self.desk.look)
        self._unsubscribe: Callable[[], None] = opened.live.subscribe(self._changed)
        self.desk.look()

    def _show(self, state: RoomState) -> None:
        self._publisher.show(
            Published(
                state=state, clock=self._clock, theme=self._app.theme, practice=self._practice
            )
        )

    def _changed(self, before: Snapshot, after: Snapshot) -> None:
        if before.session is not after.session:
            self.desk.look()

    def leave(self) -> None:
        """Forget what was chosen and publish no more: the session is left on purpose.

        The file goes with `withdraw`, off the loop.
        """
        self._looking.stop()
        self._unsubscribe()
        self.desk.clear()
        self._publishing.cancel()

    def withdraw(self) -> None:
        """Take away what is published; waits for the disk."""
        self._publisher.withdraw()
