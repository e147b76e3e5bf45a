"""How long a half day (dagdeel) is: steps and blocks follow to the minute when that changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.facts import Change, Changed
from sessiecoach.domain.session import Block, Session, Step
from sessiecoach.domain.werkvorm import Block as PlannedBlock
from sessiecoach.domain.werkvorm import Werkvorm

LEAST_MINUTES = 180
MOST_MINUTES = 240


class Unfit(StrEnum):
    """Why half days cannot get a length; each has one sentence on the screen."""

    OUT_OF_RANGE = "out_of_range"
    ODD = "odd"  # a step may take half a half day
    STEP_NOT_WHOLE = "step_not_whole"  # the step would not take whole minutes
    STEP_TOO_SHORT = "step_too_short"  # its fixed blocks leave too little for the others
    STEP_FIXED = "step_fixed"  # no block of the step can give or take


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why half days cannot get a length, and the title of the step that stands in the way."""

    why: Unfit
    step: str = ""


def length_refusal(minutes: int) -> Refusal | None:
    """Return why no half day is this long, or None; a number of minutes from 180 to 240, even."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        return Refusal(Unfit.OUT_OF_RANGE)
    return Refusal(Unfit.ODD) if minutes % 2 else None


def refusal(session: Session, minutes: int) -> Refusal | None:
    """Return why the half days of this meeting cannot take `minutes`, or None."""
    if (found := length_refusal(minutes)) is not None:
        return found
    for step in _measured(session):
        total, rest = divmod(step.minutes * minutes, session.header.half_day_minutes)
        title = step.title or step.id
        if rest:
            return Refusal(Unfit.STEP_NOT_WHOLE, title)
        blocks = _blocks_of(session, step)
        stretching = [block for block in blocks if _stretches(block)]
        left = total - _fixed_minutes(blocks)
        if not stretching and left:
            return Refusal(Unfit.STEP_FIXED, title)
        if left < len(stretching):
            return Refusal(Unfit.STEP_TOO_SHORT, title)
    return None


def with_half_days(
    session: Session, minutes: int, werkvorm: Werkvorm | None = None
) -> tuple[Change, ...]:
    """Return the changes of one act that give the half days of a draft another length.

    Breaks and fixed blocks keep their minutes. The others of a step share what is left in
    proportion, in whole minutes, so that a step takes exactly its half days. Their minima follow,
    never above the minutes. Blocks that do not count, such as a lunch, stay out of it. With its
    `werkvorm` a plan that nobody changed keeps its proportions: there and back is no change at
    all. Empty where nothing changes, or where it is refused.
    """
    header = session.header
    if header.status != "draft" or not header.half_day_minutes:
        return ()
    if minutes == header.half_day_minutes or refusal(session, minutes) is not None:
        return ()
    planned = {block.id: block for block in werkvorm.blocks} if werkvorm is not None else {}
    usual = werkvorm.half_day_minutes if werkvorm is not None else 0
    changes: list[Change] = [Changed("header", "", {"half_day_minutes": minutes})]
    for step in _measured(session):
        total = step.minutes * minutes // header.half_day_minutes
        changes.append(Changed("steps", step.id, {"minutes": total}))
        blocks = _blocks_of(session, step)
        stretching = [block for block in blocks if _stretches(block)]
        fixed = _fixed_minutes(blocks)
        shares = _shares(stretching, step.minutes - fixed, planned)
        for block, given in zip(stretching, shared(shares, total - fixed), strict=True):
            least = _least(block, header.half_day_minutes, planned.get(block.id), usual)
            values = {
                "planned_minutes": given,
                "min_minutes": min(given, _scaled(least[0], minutes, least[1])),
            }
            if values != {name: getattr(block, name) for name in values}:
                changes.append(Changed("blocks", block.id, values))
    return tuple(changes)


def shared(shares: Sequence[int], total: int) -> tuple[int, ...]:
    """Divide `total`, at least one for each, in whole parts that are together exactly `total`.

    Parts are in proportion to `shares`, all alike where none has any; what rounding leaves goes
    to those that it took most from, the first of them first.
    """
    if not shares:
        return ()
    weights = tuple(shares) if any(shares) else (1,) * len(shares)
    whole = sum(weights)
    parts = [max(1, weight * total // whole) for weight in weights]
    taken = [weight * total - part * whole for weight, part in zip(weights, parts, strict=True)]
    order = sorted(range(len(parts)), key=lambda place: (-taken[place], place))
    for place in order[: max(0, total - sum(parts))]:
        parts[place] += 1
    while sum(parts) > total:  # some were too small for a minute, and got one
        parts[parts.index(max(parts))] -= 1
    return tuple(parts)


def _measured(session: Session) -> Iterator[Step]:
    """Yield the steps that take half days."""
    for step in session.steps:
        if step.withdrawn_at is None and step.minutes:
            yield step


def _blocks_of(session: Session, step: Step) -> tuple[Block, ...]:
    return tuple(block for block in session.plan if block.step == step.id and block.counts)


def _stretches(block: Block) -> bool:
    return block.kind != "break" and (block.flexible or block.buffer)


def _fixed_minutes(blocks: Sequence[Block]) -> int:
    return sum(block.planned_minutes for block in blocks if not _stretches(block))


def _shares(
    blocks: Sequence[Block], minutes: int, planned: Mapping[str, PlannedBlock]
) -> tuple[int, ...]:
    """Return what the blocks are in proportion to: the werkvorm where they still follow it."""
    present = tuple(block.planned_minutes for block in blocks)
    if all(block.id in planned for block in blocks):
        usual = tuple(planned[block.id].minutes for block in blocks)
        if shared(usual, minutes) == present:
            return usual
    return present


def _least(
    block: Block, half_day: int, planned: PlannedBlock | None, usual: int
) -> tuple[int, int]:
    """Return the minimum to scale, and the length of a half day for which it was meant."""
    if planned is not None:
        follows = min(block.planned_minutes, _scaled(planned.least_minutes, half_day, usual))
        if follows == block.min_minutes:
            return planned.least_minutes, usual
    return block.min_minutes, half_day


def _scaled(minutes: int, new: int, old: int) -> int:
    return (2 * minutes * new + old) // (2 * old)
