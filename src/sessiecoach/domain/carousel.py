"""Groups that rotate: the perspective and case of each in each round, and what is amiss there.

A carousel is data: every round says of each group where it is. `rotation` proposes that, people
change it, and `carousel_findings` says what a plan cannot have and what is good to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from sessiecoach.domain.facts import Change, Changed
from sessiecoach.domain.session import (
    EVERY_BLOCK,
    Block,
    Case,
    Group,
    Perspective,
    Session,
    Station,
)

_LEAST: Final = 2
"""With one round or one perspective there is nothing to rotate."""


class CarouselCode(StrEnum):
    """What can be amiss with a carousel."""

    NO_GROUPS = "no_groups"
    MORE_ROUNDS_THAN_PERSPECTIVES = "more_rounds_than_perspectives"
    """Whatever one does, every group meets a perspective twice."""
    CASES_DO_NOT_FIT = "cases_do_not_fit"
    """There are fewer places than all cases need to meet every perspective."""
    NO_PERSPECTIVE = "no_perspective"
    TWICE = "twice"
    NO_CASE = "no_case"
    NEVER = "never"
    MORE_GROUPS_THAN_PERSPECTIVES = "more_groups_than_perspectives"
    SHARED = "shared"
    NO_CHANGEOVER = "no_changeover"


_GOOD_TO_KNOW: Final = frozenset(
    {
        CarouselCode.MORE_GROUPS_THAN_PERSPECTIVES,
        CarouselCode.SHARED,
        CarouselCode.NO_CHANGEOVER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarouselFinding:
    """One thing that is amiss, with the ids of what it is about."""

    code: CarouselCode
    groups: tuple[str, ...] = ()
    case: str = ""
    perspectives: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    """Ids of blocks."""
    places: int = 0
    """How many times a group is somewhere."""
    needed: int = 0
    """How many of those it takes."""

    @property
    def refuses(self) -> bool:
        """Whether a carousel cannot be held like this; else it is only good to know."""
        return self.code not in _GOOD_TO_KNOW


# What there is to rotate.


def rotating_rounds(session: Session) -> tuple[Block, ...]:
    """Return the rounds of the plan that look from more than one perspective, in order."""
    return tuple(
        block
        for block in session.plan
        if block.kind == "round" and len(perspectives_of(session, block)) >= _LEAST
    )


def perspectives_of(session: Session, block: Block) -> tuple[str, ...]:
    """Return the ids of the perspectives that a block looks from, in the order of the record."""
    every = EVERY_BLOCK in block.perspectives
    return tuple(
        each.id
        for each in session.perspectives
        if each.withdrawn_at is None and (every or each.id in block.perspectives)
    )


def shared_perspectives(session: Session) -> tuple[str, ...]:
    """Return the perspectives that every rotating round looks from."""
    rounds = [perspectives_of(session, each) for each in rotating_rounds(session)]
    return tuple(each for each in rounds[0] if all(each in one for one in rounds)) if rounds else ()


def can_rotate(session: Session) -> bool:
    """Return whether this meeting has rounds and perspectives for a carousel."""
    rounds = rotating_rounds(session)
    return len(rounds) >= _LEAST and len(shared_perspectives(session)) >= _LEAST


def rotates(session: Session) -> bool:
    """Return whether groups rotate in this meeting, instead of choosing freely."""
    return session.header.carousel or any(block.stations for block in session.plan)


def groups_of(session: Session) -> tuple[Group, ...]:
    """Return the groups that take part."""
    return tuple(each for each in session.groups if each.withdrawn_at is None)


def cases_of(session: Session) -> tuple[Case, ...]:
    """Return the cases that are talked about."""
    return tuple(each for each in session.cases if each.withdrawn_at is None)


def station_of(block: Block | None, group: str) -> Station | None:
    """Return where a group is in a block, or None where nobody said so."""
    stations = block.stations if block is not None else ()
    return next((each for each in stations if each.group == group and group), None)


def looked_from(session: Session, block: Block, group: str = "") -> Perspective | None:
    """Return the one perspective from which a block is looked at, or None where that is open.

    In a carousel it is where `group` is; else it is that of a block which names only one.
    """
    station = station_of(block, group)
    sides = perspectives_of(session, block) if station is None else (station.perspective,)
    if len(sides) != 1:
        return None
    return next((each for each in session.perspectives if each.id == sides[0]), None)


def round_after(session: Session, block: Block) -> Block | None:
    """Return the round that groups go to in a changeover, where they have a place in it."""
    plan = session.plan
    following = plan[plan.index(block) + 1 :] if block in plan else ()
    after = next((each for each in following if each.kind != "changeover"), None)
    return after if after is not None and after.stations else None


# The rotation.


def rotation(
    groups: Sequence[str],
    rounds: int,
    perspectives: Sequence[str],
    cases: Sequence[str],
) -> tuple[tuple[Station, ...], ...]:
    """Return of each round where every group is.

    No group meets a perspective twice where there are no more rounds than perspectives; with
    as many groups as perspectives it is a Latin square. A group keeps its case where every
    case then meets every perspective, and gives way where that is needed.
    """
    if not perspectives:
        return ((),) * rounds
    shifts = _shifts(len(groups), rounds, len(perspectives))
    met = [
        [perspectives[(place + shift) % len(perspectives)] for place in range(len(groups))]
        for shift in shifts
    ]
    said = [[cases[place % len(cases)] if cases else "" for place in range(len(groups))]] * rounds
    said = _meeting_all(met, [list(row) for row in said], perspectives, cases)
    return tuple(
        tuple(
            Station(group=group, perspective=looks, case=case)
            for group, looks, case in zip(groups, met[turn], said[turn], strict=True)
        )
        for turn in range(rounds)
    )


def _shifts(groups: int, rounds: int, perspectives: int) -> list[int]:
    """Return by how many places each round is shifted, so that perspectives are met evenly."""
    counts = [0] * perspectives
    shifts: list[int] = []
    for turn in range(rounds):
        # After all of them were used once they come round again.
        used = shifts[turn - turn % perspectives :]
        free = [each for each in range(perspectives) if each not in used]
        best = min(free, key=lambda shift: _uneven(_counted(counts, groups, shift)))
        counts = _counted(counts, groups, best)
        shifts.append(best)
    return shifts


def _counted(counts: Sequence[int], groups: int, shift: int) -> list[int]:
    total = list(counts)
    for place in range(groups):
        total[(place + shift) % len(total)] += 1
    return total


def _uneven(counts: Sequence[int]) -> int:
    return sum(each * each for each in counts)


def _meeting_all(
    met: Sequence[Sequence[str]],
    said: list[list[str]],
    perspectives: Sequence[str],
    cases: Sequence[str],
) -> list[list[str]]:
    """Let each perspective be met by cases that miss it, in places of cases met there twice."""
    for looks in perspectives:
        places = [
            (turn, at) for turn, row in enumerate(met) for at, one in enumerate(row) if one == looks
        ]
        for case in cases:
            there = [said[turn][at] for turn, at in places]
            spare = [
                place for place, one in zip(places, there, strict=True) if there.count(one) > 1
            ]
            if case not in there and spare:
                turn, at = spare[-1]
                said[turn][at] = case
    return said


# Acts.


def choose_carousel(session: Session) -> tuple[Change, ...]:
    """Let the groups rotate, divided anew over all rounds; one act."""
    groups = [each.id for each in groups_of(session)]
    cases = [each.id for each in cases_of(session)]
    rounds = rotating_rounds(session)
    made = rotation(groups, len(rounds), shared_perspectives(session), cases)
    stations = {block.id: row for block, row in zip(rounds, made, strict=True)}
    return (
        Changed("header", "", {"carousel": True}),
        *(
            Changed("blocks", block.id, {"stations": stations.get(block.id, ())})
            for block in session.blocks
            if block.stations != stations.get(block.id, ())
        ),
    )


def leave_carousel(session: Session) -> tuple[Change, ...]:
    """Let the groups be free again; one act."""
    return (
        Changed("header", "", {"carousel": False}),
        *(
            Changed("blocks", block.id, {"stations": ()})
            for block in session.blocks
            if block.stations
        ),
    )


def place_group(block: Block, group: str, perspective: str, case: str) -> tuple[Change, ...]:
    """Give a group another perspective or case in one round; nothing where it has them."""
    before = station_of(block, group)
    after = replace(before or Station(group=group), perspective=perspective, case=case)
    if before is None:
        stations = (*block.stations, after)
    else:
        stations = tuple(after if each is before else each for each in block.stations)
    if after == before:
        return ()
    return (Changed("blocks", block.id, {"stations": stations}),)


# What is amiss.


def carousel_findings(session: Session) -> tuple[CarouselFinding, ...]:
    """Return what is amiss with the carousel of a meeting, what refuses it first.

    What no division of these groups, rounds and cases can do comes before what is wrong with
    this one. Nothing where groups are free.
    """
    if not rotates(session):
        return ()
    if not groups_of(session):
        return (CarouselFinding(code=CarouselCode.NO_GROUPS),)
    return (
        *_impossible(session),
        *_of_groups(session),
        *_of_cases(session),
        *_of_rounds(session),
    )


def _impossible(session: Session) -> Iterator[CarouselFinding]:
    rounds, looks = rotating_rounds(session), shared_perspectives(session)
    if len(rounds) > len(looks):
        yield CarouselFinding(
            code=CarouselCode.MORE_ROUNDS_THAN_PERSPECTIVES,
            places=len(rounds),
            needed=len(looks),
        )
    places = len(groups_of(session)) * len(rounds)
    needed = len(cases_of(session)) * len(looks)
    if needed > places:
        yield CarouselFinding(code=CarouselCode.CASES_DO_NOT_FIT, places=places, needed=needed)


def _of_groups(session: Session) -> Iterator[CarouselFinding]:
    rounds, cases = rotating_rounds(session), {each.id for each in cases_of(session)}
    for group in groups_of(session):
        at = {block.id: station_of(block, group.id) or Station() for block in rounds}
        met = {
            block.id: at[block.id].perspective
            for block in rounds
            if at[block.id].perspective in perspectives_of(session, block)
        }
        lost = tuple(each for each in at if each not in met)
        if lost:
            yield CarouselFinding(code=CarouselCode.NO_PERSPECTIVE, groups=(group.id,), rounds=lost)
        looks = list(met.values())
        for twice in dict.fromkeys(each for each in looks if looks.count(each) > 1):
            yield CarouselFinding(
                code=CarouselCode.TWICE,
                groups=(group.id,),
                perspectives=(twice,),
                rounds=tuple(block for block, each in met.items() if each == twice),
            )
        idle = tuple(each for each in met if at[each].case not in cases)
        if cases and idle:
            yield CarouselFinding(code=CarouselCode.NO_CASE, groups=(group.id,), rounds=idle)


def _of_cases(session: Session) -> Iterator[CarouselFinding]:
    groups = {each.id for each in groups_of(session)}
    met = {
        (each.case, each.perspective)
        for block in rotating_rounds(session)
        for each in block.stations
        if each.group in groups
    }
    looks = shared_perspectives(session)
    for case in cases_of(session):
        never = tuple(each for each in looks if (case.id, each) not in met)
        if never:
            yield CarouselFinding(code=CarouselCode.NEVER, case=case.id, perspectives=never)


def _of_rounds(session: Session) -> Iterator[CarouselFinding]:
    groups, looks = [each.id for each in groups_of(session)], shared_perspectives(session)
    if len(groups) > len(looks):
        yield CarouselFinding(
            code=CarouselCode.MORE_GROUPS_THAN_PERSPECTIVES, places=len(looks), needed=len(groups)
        )
    rounds = rotating_rounds(session)
    for block in rounds:
        for one in perspectives_of(session, block):
            here = tuple(
                each.group
                for each in block.stations
                if each.perspective == one and each.group in groups
            )
            if len(here) > -(-len(groups) // max(1, len(looks))):
                yield CarouselFinding(
                    code=CarouselCode.SHARED, groups=here, perspectives=(one,), rounds=(block.id,)
                )
    plan = session.plan
    for before, after in pairwise(rounds):
        if plan.index(after) == plan.index(before) + 1:
            yield CarouselFinding(code=CarouselCode.NO_CHANGEOVER, rounds=(before.id, after.id))
