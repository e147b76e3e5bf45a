"""When a block that goes on by itself says so, and when the next one begins (rule 15)."""

from __future__ import annotations

from sessiecoach.domain.agenda import Agenda, Phase, shown_seconds

ANNOUNCED_SECONDS = 10
"""So long before the end it is told that the next block begins by itself."""


def next_begins_in(state: Agenda) -> int | None:
    """Return in how many seconds the next block begins by itself, while that is announced.

    None where it is not near, or not so: an interrupted clock holds it back.
    """
    current = state.current
    if not goes_on_by_itself(state) or current is None:
        return None
    seconds = shown_seconds(current.remaining_seconds)
    return seconds if 0 < seconds <= ANNOUNCED_SECONDS else None


def begins_now(state: Agenda, before: float | None, *, slept: bool) -> bool:
    """Tell whether the next block begins now; `before` is what remained when last looked at.

    Only at the moment that the end is passed with somebody there to hold it back: never
    where the laptop slept meanwhile, and never later, when the end was passed long ago.
    """
    current = state.current
    if before is None or slept or current is None or not goes_on_by_itself(state):
        return False
    return shown_seconds(before) > 0 >= shown_seconds(current.remaining_seconds)


def goes_on_by_itself(state: Agenda) -> bool:
    """Tell whether a block runs of which the next one begins without a key."""
    current = state.current
    return (
        current is not None
        and current.block.auto_next
        and current.phase is not Phase.INTERRUPTED
        and state.following is not None
    )
