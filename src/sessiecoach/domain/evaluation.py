"""Scores by show of hands: how many gave which number, and what that comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.session import Rating, Scale, Session

BY_HANDS = "deelnemer"
"""By whom a show of hands is, unless it is told otherwise."""


def hands(
    session: Session,
    scale: Scale,
    counts: Mapping[int, int],
    *,
    block: str,
    at: dt.datetime,
    new_id: Callable[[], str],
    by: str = BY_HANDS,
) -> tuple[Change, ...]:
    """Return the changes that make `counts` (value -> hands) the score of a scale in a block.

    They take the place of all that `by` gave there before: a value for which no hand goes up
    any more is withdrawn at `at`. Values outside the scale and numbers below one count as no
    hands. `new_id` gives the id of each rating that is new.
    """
    wanted = {value: count for value, count in counts.items() if count > 0 and _fits(value, scale)}
    changes: list[Change] = []
    for rating in session.ratings:
        if (rating.block, rating.scale, rating.by) != (block, scale.id, by):
            continue
        count = wanted.pop(rating.value, 0)
        values: dict[str, object] = {}
        if count and rating.withdrawn_at is not None:
            values["withdrawn_at"] = None
        if count and (rating.count, rating.of) != (count, scale.of):
            values |= {"count": count, "of": scale.of}
        if not count and rating.withdrawn_at is None:
            values["withdrawn_at"] = at
        if values:
            changes.append(Changed("ratings", rating.id, values))
    for value, count in sorted(wanted.items()):
        given: dict[str, object] = {
            "block": block,
            "scale": scale.id,
            "value": value,
            "of": scale.of,
            "count": count,
            "by": by,
        }
        changes.append(Added("ratings", new_id(), given))
    return tuple(changes)


@dataclass(frozen=True, slots=True)
class Score:
    """The answers on one scale."""

    scale: Scale
    counts: tuple[int, ...]
    """How many gave 1, 2 and so on up to the highest number of the scale."""

    @property
    def total(self) -> int:
        """How many answers there are."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean answer, or None where nobody answered."""
        if not self.total:
            return None
        return sum(value * count for value, count in enumerate(self.counts, 1)) / self.total


def score(ratings: Iterable[Rating], scale: Scale, *, block: str = "") -> Score:
    """Return the score of a scale in `block`, or in the whole meeting where none is named."""
    counts = [0] * scale.of
    for rating in ratings:
        asked = rating.scale == scale.id and (not block or rating.block == block)
        if asked and rating.withdrawn_at is None and _fits(rating.value, scale):
            counts[rating.value - 1] += max(0, rating.count)
    return Score(scale, tuple(counts))


def scores(session: Session, *, block: str = "") -> tuple[Score, ...]:
    """Return the score of each scale of a meeting, also of those that nobody answered."""
    return tuple(
        score(session.ratings, scale, block=block)
        for scale in session.scales
        if scale.withdrawn_at is None
    )


def _fits(value: int, scale: Scale) -> bool:
    return 1 <= value <= scale.of
