"""The minutes of a terugkom that has nothing to look back on: they go to the agreements."""

from __future__ import annotations

import datetime as dt

from sessiecoach.domain import acts, steering
from sessiecoach.domain.agenda import agenda, length_seconds
from sessiecoach.domain.facts import Change, Changed
from sessiecoach.domain.kinds import by_id
from sessiecoach.domain.session import Block, Session


def idle_lookback(session: Session) -> Block | None:
    """Return the block for looking back that still has minutes to give, or None."""
    blocks = (each for each in session.plan if each.kind == "lookback" and not each.ended_at)
    return next(blocks, None)


def agreements_block(session: Session) -> Block | None:
    """Return the block of the agreements that is still to come, or else the last one to talk."""
    to_come = [each for each in steering.blocks_to_come(session) if each.withdrawn_at is None]
    agreeing = [each for each in to_come if _agrees(each)]
    talking = [each for each in to_come if each.kind in ("round", "plenary")]
    found = agreeing or talking
    return found[-1] if found else None


def _agrees(block: Block) -> bool:
    kinds = (by_id.get(each) for each in block.captures[:1])
    return any(kind is not None and kind.filed_as != "note" for kind in kinds)


def give_minutes(session: Session, now: dt.datetime, zone: dt.tzinfo) -> tuple[Change, ...]:
    """Give the minutes for looking back to the agreements, and go on where that had begun.

    Empty where no block can give or take them. Before the meeting the plan itself changes.
    """
    giving, taking = idle_lookback(session), agreements_block(session)
    if giving is None or taking is None:
        return ()
    if session.header.status == "draft":
        minutes = taking.planned_minutes + giving.planned_minutes
        return (
            Changed("blocks", giving.id, {"withdrawn_at": now}),
            Changed("blocks", taking.id, {"planned_minutes": minutes}),
        )
    current = agenda(session, now, zone).current
    if current is not None and current.block.id == giving.id:
        left = max(0, int(current.remaining_seconds))
        seconds = length_seconds(taking) + left
        return (
            *acts.start_next(session, now, zone),
            *steering.give_length(session, taking.id, seconds),
        )
    seconds = length_seconds(taking) + length_seconds(giving)
    return (
        *steering.drop(session, giving.id),
        *steering.give_length(session, taking.id, seconds),
    )
