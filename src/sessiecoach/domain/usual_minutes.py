"""How long blocks usually take: the median of earlier meetings, proposed when preparing."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from sessiecoach.domain.agenda import elapsed_seconds
from sessiecoach.domain.session import Session


def usual_minutes(earlier: Iterable[Session], block: str) -> int | None:
    """Return the median of the minutes that a block took in closed meetings (clock rule 33).

    Only meetings in which the block began and ended count; interruptions do not. None where
    there is no such meeting. At least one minute, rounded to the nearest.
    """
    taken: list[float] = []
    for session in earlier:
        held = session.block(block)
        if session.header.status != "closed" or held is None or held.withdrawn_at is not None:
            continue
        if held.started_at is not None and held.ended_at is not None:
            taken.append(elapsed_seconds(held, held.ended_at))
    return max(1, round(median(taken) / 60)) if taken else None
