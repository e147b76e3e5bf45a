"""What goes along with an open session: the beamer, and an eye on the clocks of the laptop."""

from __future__ import annotations

from textual.app import App

from sessiecoach.live.clock import Anchor, Clock
from sessiecoach.live.opening import Opened
from sessiecoach.live.room_clock import published_clock
from sessiecoach.live.state_folder import ANSWERED
from sessiecoach.live.vigil import Vigil
from sessiecoach.live.watch import Watch
from sessiecoach.ui.room_link import RoomLink
from sessiecoach.ui.surroundings import Surroundings


class Company:
    """Stays with one open session until it is left."""

    def __init__(
        self,
        app: App[None],
        opened: Opened,
        surroundings: Surroundings,
        clock: Clock,
        anchor: Anchor | None,
    ) -> None:
        """Give the session its room desk and its vigil, where the surroundings have a place for it.

        A session that is closed, or that another program has, is not for the beamer.
        """
        header, writer = opened.live.session.header, opened.writer
        self._link: RoomLink | None = None
        if writer is None:
            return
        if surroundings.machine is not None:
            opened.vigil = Vigil(
                opened.live,
                Watch(surroundings.machine, clock),
                kept=writer.remembered(ANSWERED),
                keep=lambda kept: writer.remember(ANSWERED, kept),
            )
        if surroundings.room_path is not None and header.status != "closed":
            self._link = RoomLink(
                app,
                opened,
                writer,
                surroundings.room_path(header.document),
                published_clock(anchor, surroundings.tempo),
                practice=surroundings.practice,
            )

    def leave(self) -> None:
        """Publish no more: the session is left on purpose."""
        if self._link is not None:
            self._link.leave()

    def withdraw(self) -> None:
        """Take away what the beamer follows; waits for the disk."""
        if self._link is not None:
            self._link.withdraw()
