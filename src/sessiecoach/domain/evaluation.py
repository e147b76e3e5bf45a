"""Scores: how many gave which number on a scale, by show of hands or each for themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from sessiecoach.domain.chronology import chronological, held_at
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.session import Block, Rating, Scale, Session
from sessiecoach.domain.text import as_compared

BY_HANDS = "deelnemer"
"""By whom a show of hands is; any other name is of somebody who answered alone."""


def levels(scale: Scale) -> range:
    """Return the numbers of a scale, the lowest first."""
    return range(scale.least, scale.of + 1)


def scale_key(scale: Scale) -> Hashable:
    """Return what two scales share that ask the same: their numbers mean the same then.

    One id may be used by two werkvormen for two statements, and 4 of 5 is not 4 of 10.
    """
    return scale.id, as_compared(scale.title), scale.least, scale.of


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
    hands. `new_id` gives the id of each rating that is new. What one person answers is one
    hand, `by` that person.
    """
    wanted = {
        value: count for value, count in counts.items() if count > 0 and value in levels(scale)
    }
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
    """How many gave each number, from the lowest of the scale to the highest."""
    others: tuple[int, ...] = ()
    """How many of them were no show of hands in its block; empty where all were."""

    @property
    def total(self) -> int:
        """How many answers there are."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean answer, or None where nobody answered."""
        if not self.total:
            return None
        return sum(value * count for value, count in self.by_number.items()) / self.total

    @property
    def by_number(self) -> Mapping[int, int]:
        """How many gave each number."""
        return dict(zip(levels(self.scale), self.counts, strict=True))

    @property
    def hands(self) -> Mapping[int, int]:
        """How many hands went up for each number: what counting again takes the place of."""
        others = self.others or (0,) * len(self.counts)
        shown = (all_of - other for all_of, other in zip(self.counts, others, strict=True))
        return dict(zip(levels(self.scale), shown, strict=True))


def score(ratings: Iterable[Rating], scale: Scale, *, block: str = "") -> Score:
    """Return the score of a scale in `block`, or in the whole meeting where none is named."""
    asked = (each for each in ratings if not block or each.block == block)
    return _score(asked, scale, block)


def scores(session: Session, *, block: str = "") -> tuple[Score, ...]:
    """Return the score of each scale of a meeting, also of those that nobody answered."""
    return tuple(score(session.ratings, scale, block=block) for scale in _standing(session))


@dataclass(frozen=True, slots=True)
class Asked:
    """The scales of one block, and how they were answered there."""

    block: Block | None
    """None for scales that no block names."""
    scores: tuple[Score, ...]

    @property
    def evaluates(self) -> bool:
        """Whether they are about the meeting itself, and asked while it is rounded off."""
        return self.block is None or self.block.kind == "evaluation"


def asked(session: Session) -> tuple[Asked, ...]:
    """Return the scales of a meeting block by block, with every answer once.

    An answer that was written at a block that does not ask its scale counts with the first
    block that does.
    """
    standing = {scale.id: scale for scale in _standing(session)}
    found: list[tuple[Block | None, list[Scale]]] = [
        (block, [standing[each] for each in dict.fromkeys(block.scales) if each in standing])
        for block in session.plan
    ]
    named = {scale.id for _block, scales in found for scale in scales}
    found.append((None, [scale for scale in standing.values() if scale.id not in named]))
    homes: dict[str, list[str]] = {}
    for block, scales in found:
        for scale in scales:
            homes.setdefault(scale.id, []).append(block.id if block is not None else "")
    given: dict[tuple[str, str], list[Rating]] = {}
    for rating in session.ratings:
        at = homes.get(rating.scale, [""])
        home = rating.block if rating.block in at else at[0]
        given.setdefault((home, rating.scale), []).append(rating)
    return tuple(
        Asked(
            block,
            tuple(
                _score(given.get((here, scale.id), ()), scale, here)
                for scale in scales
                for here in (block.id if block is not None else "",)
            ),
        )
        for block, scales in found
        if scales
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """How a scale was answered at an earlier meeting."""

    meeting: Session
    score: Score


def last_time(session: Session, meetings: Iterable[Session], scale: Scale) -> Earlier | None:
    """Return the last meeting before this one that answered the same scale, and how."""
    here = held_at(session)
    before = [
        each
        for each in chronological(meetings)
        if each.header.id != session.header.id and held_at(each) < here
    ]
    for meeting in reversed(before):
        for each in scores(meeting):
            if each.total and scale_key(each.scale) == scale_key(scale):
                return Earlier(meeting, each)
    return None


def answer_of(session: Session, scale: str, *, block: str, by: str) -> int | None:
    """Return what somebody answered on a scale in a block; None where they did not."""
    for rating in session.ratings:
        place = rating.block, rating.scale, rating.by
        if place == (block, scale, by) and rating.withdrawn_at is None:
            return rating.value
    return None


def raters(session: Session) -> tuple[str, ...]:
    """Return who answered for themselves, each once, in the order in which they began."""
    given = (each.by for each in session.ratings if each.withdrawn_at is None)
    return tuple(dict.fromkeys(by for by in given if by and by != BY_HANDS))


def _standing(session: Session) -> tuple[Scale, ...]:
    return tuple(scale for scale in session.scales if scale.withdrawn_at is None)


def _score(ratings: Iterable[Rating], scale: Scale, block: str) -> Score:
    counts = dict.fromkeys(levels(scale), 0)
    others = dict.fromkeys(levels(scale), 0)
    for rating in ratings:
        stands = rating.scale == scale.id and rating.withdrawn_at is None
        if stands and rating.value in counts:
            number = max(0, rating.count)
            counts[rating.value] += number
            if rating.by != BY_HANDS or (block and rating.block != block):
                others[rating.value] += number
    return Score(
        scale, tuple(counts.values()), tuple(others.values()) if any(others.values()) else ()
    )
