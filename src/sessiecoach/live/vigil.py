"""Watches the clocks of the laptop for an open session, and keeps what nobody answered yet."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

from sessiecoach.domain.facts import Interrupted
from sessiecoach.domain.session import Gap
from sessiecoach.domain.sleep import (
    follow_system_clock,
    gap_seconds,
    give_back,
    open_gaps,
    slept_through,
)
from sessiecoach.live.session import LiveSession
from sessiecoach.live.watch import JUMPED_SECONDS, ClockJumped, Slept, Watch

MACHINE = "machine"
"""The source of what no person did: that a laptop slept is not theirs to undo."""


class Vigil:
    """Notices a sleep or a corrected system clock, writes down the one and tells the other."""

    def __init__(
        self, live: LiveSession, watch: Watch, *, kept: str = "", keep: Callable[[str], None]
    ) -> None:
        """Watch for `live`; `kept` is what an earlier run gave to `keep`."""
        self._live, self._watch, self._keep = live, watch, keep
        self._answered = _read(kept)
        self._noticed: list[Slept] = []
        self.jumped_seconds = 0.0
        """How far the system clock was set forward, or back below zero; 0 when answered."""

    def look(self) -> bool:
        """Look at the clocks; tells whether there is a sleep to write down."""
        for event in self._watch.look():
            if isinstance(event, ClockJumped):
                jumped = self.jumped_seconds + event.seconds
                self.jumped_seconds = jumped if abs(jumped) >= JUMPED_SECONDS else 0.0
            else:
                self._noticed.append(event)
        return bool(self._noticed)

    def write_down(self) -> None:
        """Make facts of the sleeps that were noticed; whoever follows the session hears of it."""
        noticed, self._noticed = self._noticed, []
        for slept in noticed:
            session = self._live.session
            self._live.do(slept_through(session, slept.from_, slept.until), by=MACHINE)

    # A sleep.

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The sleeps of the running block that still count and that nobody answered."""
        block = self._live.session.running
        return () if block is None else open_gaps(block, self._answered)

    @property
    def slept_seconds(self) -> int:
        """How long these are together; 0 when there is nothing to answer."""
        return gap_seconds(self.gaps)

    def give_back(self, *, and_interrupt: bool = False) -> int:
        """Give the time of the sleeps back to their block, once; returns how many seconds.

        That is one act, also where the clock of the block is to stand still from here.
        """
        block, gaps = self._live.session.running, self.gaps
        if block is None or not gaps:
            return 0
        still = (Interrupted(block.id),) if and_interrupt else ()
        self._live.do((*give_back(block, gaps), *still))
        return gap_seconds(gaps)

    def let_count(self) -> None:
        """Leave it as it is: the sleeps count, and nobody is asked again."""
        self._answered |= {gap.from_ for gap in self.gaps}
        self._keep(json.dumps(sorted(instant.isoformat() for instant in self._answered)))

    # A corrected clock.

    def follow_clock(self) -> None:
        """Keep the hard end at its time on the system clock as it is now."""
        self._live.do(follow_system_clock(self._live.agenda(), self.jumped_seconds))
        self.jumped_seconds = 0.0

    def leave_clock(self) -> None:
        """Leave the hard end where it is."""
        self.jumped_seconds = 0.0


def _read(text: str) -> set[dt.datetime]:
    """Return what was answered in an earlier run; nothing where that cannot be read."""
    try:
        return {dt.datetime.fromisoformat(each) for each in json.loads(text or "[]")}
    except (ValueError, TypeError):
        return set()
