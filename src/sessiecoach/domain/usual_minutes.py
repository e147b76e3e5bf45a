"""How long blocks usually take: the median of earlier meetings, proposed when preparing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median

from sessiecoach.domain.agenda import elapsed_seconds
from sessiecoach.domain.facts import Change, Changed
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


def usual_plan(earlier: Iterable[Session], session: Session) -> Mapping[str, int]:
    """Return how long each block of a plan usually takes, by its id, where that is known.

    Only earlier meetings of the same werkvorm count, because ids of blocks are those of it.
    """
    alike = [each for each in earlier if each.header.werkvorm == session.header.werkvorm]
    found = {block.id: usual_minutes(alike, block.id) for block in session.plan}
    return {block: minutes for block, minutes in found.items() if minutes is not None}


def other_than_planned(session: Session, usual: Mapping[str, int]) -> Mapping[str, int]:
    """Return the usual minutes that differ from the planned ones."""
    return {
        block.id: usual[block.id]
        for block in session.plan
        if usual.get(block.id, block.planned_minutes) != block.planned_minutes
    }


def plan_as_usual(minutes: Mapping[str, int]) -> tuple[Change, ...]:
    """Return the changes of one act that plan these blocks, by id, with these minutes."""
    return tuple(
        Changed("blocks", block, {"planned_minutes": planned}) for block, planned in minutes.items()
    )
