"""The signals of a running block: which one is due between two readings of its clock.

Rules 7, 8, 10 and 28: each mark once, again only after passing back above it, one more
reminder after a minute of overrun, and after a sleep only the last of what was missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.agenda import crossed_marks, shown_seconds
from sessiecoach.domain.session import Block

REPEAT_SECONDS = 60
"""So long after the end it is told once more."""


class SignalKind(StrEnum):
    """What a signal says; the first sounds unlike the other two."""

    WARNING = "warning"
    END = "end"
    STILL_OVER = "still_over"


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal to the room."""

    kind: SignalKind
    mark_seconds: int
    """How long before the end of the block it is due; below zero in overrun."""


def signal_between(block: Block, before: float, after: float) -> Signal | None:
    """Return the signal that became due between two readings of what remains, in seconds.

    Of several only the last counts; the end weighs more than the reminder that follows it.
    """
    crossed = crossed_marks(block, before, after)
    if crossed:
        last = min(crossed)
        return Signal(SignalKind.WARNING if last else SignalKind.END, last)
    if shown_seconds(after) <= -REPEAT_SECONDS < shown_seconds(before):
        return Signal(SignalKind.STILL_OVER, -REPEAT_SECONDS)
    return None
