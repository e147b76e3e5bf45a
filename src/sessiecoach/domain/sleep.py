"""What a laptop that slept, or whose system clock was corrected, does to a running block.

The room did not sleep, so the time counts until a person gives it back (rules 26 to 28).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sessiecoach.domain.agenda import Agenda
from sessiecoach.domain.facts import Change, GivenBack, Slept, interrupted_since
from sessiecoach.domain.proposals import move_end
from sessiecoach.domain.session import Block, Gap, Session


def slept_through(session: Session, from_: dt.datetime, until: dt.datetime) -> tuple[Change, ...]:
    """Return the fact that the laptop slept while the clock of a block ran; empty else.

    In whole seconds, as the record keeps them: a gap is found again by when it began.
    """
    block = session.running
    if block is None or interrupted_since(block) is not None:
        return ()
    return (Slept(block.id, from_.replace(microsecond=0), until.replace(microsecond=0)),)


def open_gaps(block: Block, answered: Collection[dt.datetime]) -> tuple[Gap, ...]:
    """Return the gaps of a block that still count and that nobody answered.

    `answered` tells when those began of which a person said that they go on counting.
    """
    return tuple(gap for gap in block.gaps if not gap.given_back and gap.from_ not in answered)


def gap_seconds(gaps: Collection[Gap]) -> int:
    """Return how long these gaps are together."""
    return round(sum((gap.until - gap.from_).total_seconds() for gap in gaps))


def give_back(block: Block, gaps: Collection[Gap]) -> tuple[Change, ...]:
    """Return the changes that keep gaps out of the time of their block, to the second."""
    return tuple(GivenBack(block.id, gap.from_) for gap in gaps)


def follow_system_clock(state: Agenda, jumped_seconds: float) -> tuple[Change, ...]:
    """Return the change that keeps the hard end at its time on the corrected system clock.

    A system clock that was set forward reaches the hard end that much sooner. Empty where
    the meeting has no slot.
    """
    if state.slot is None:
        return ()
    return move_end(state.slot.ends_at - dt.timedelta(seconds=round(jumped_seconds)))
