"""A cooperation looked at: interests, the pioneer team, and where it stands still.

What is asked comes from the slides 'Uitbouwen van samenwerking' (Van Delden, 2012), by way of a
werkvorm: nothing here knows the outcomes of a diagnosis or the names of its scales.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sessiecoach.domain.acts import Mark, bring_back
from sessiecoach.domain.chronology import chronological, held_at
from sessiecoach.domain.evaluation import scores
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.session import (
    Diagnosis,
    Interest,
    Promise,
    Scale,
    Session,
    Solution,
    Stagnation,
    WayOut,
)
from sessiecoach.domain.text import as_compared, one_line

# Interests and the pioneer team.


def interests_by_partner(session: Session) -> tuple[tuple[str, tuple[Interest, ...]], ...]:
    """Return the interests of each partner, also withdrawn ones, in the order of the record.

    A partner is called as it was spelled first.
    """
    spelled: dict[str, str] = {}
    found: dict[str, list[Interest]] = {}
    for each in session.interests:
        key = as_compared(each.partner)
        spelled.setdefault(key, one_line(each.partner))
        found.setdefault(key, []).append(each)
    return tuple((spelled[key], tuple(interests)) for key, interests in found.items())


def unlooked_after(session: Session) -> tuple[Interest, ...]:
    """Return the interests that nobody looks after."""
    return tuple(
        each
        for each in session.interests
        if each.withdrawn_at is None and not each.looked_after_by.strip()
    )


def partners(session: Session, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the partners that are known: organisations at the table, then `others`.

    Two spellings of one are one, as it was spelled first.
    """
    here = (each.organisation for each in session.participants if each.withdrawn_at is None)
    named = (each.partner for each in session.interests if each.withdrawn_at is None)
    found: dict[str, str] = {}
    for each in (*here, *others, *named):
        found.setdefault(as_compared(each), one_line(each))
    return tuple(name for name in found.values() if name)


def without_interest(session: Session, known: Iterable[str]) -> tuple[str, ...]:
    """Return those of the `known` partners of which no interest is named yet."""
    named = {as_compared(each.partner) for each in session.interests if each.withdrawn_at is None}
    return tuple(each for each in known if as_compared(each) not in named)


def assignment_of(session: Session) -> Promise | None:
    """Return the promise that is the result assignment of the pioneer team."""
    wanted = session.pioneer_team.promise
    return next((each for each in session.promises if wanted and each.id == wanted), None)


def has_pioneer_team(session: Session) -> bool:
    """Return whether anything is said of a pioneer team."""
    return bool(session.pioneer_team.members) or standing_assignment(session) is not None


def standing_assignment(session: Session) -> Promise | None:
    """Return the result assignment, unless it was withdrawn."""
    promise = assignment_of(session)
    return promise if promise is not None and promise.withdrawn_at is None else None


def form_pioneer_team(
    session: Session,
    *,
    members: Sequence[str],
    what: str,
    owner: str,
    due: dt.date | None,
    mark: Mark,
    new_id: str,
) -> tuple[Change, ...]:
    """Return the changes that make this the pioneer team, and `what` its result assignment.

    The assignment is one promise, however often it is worded anew; without words it is
    withdrawn. `new_id` is for a first one. What stays as it was gives no change.
    """
    team = session.pioneer_team
    promise = assignment_of(session)
    changes: list[Change] = []
    of_team: dict[str, object] = {}
    if tuple(members) != team.members:
        of_team["members"] = tuple(members)
    said: dict[str, object] = {"what": what, "owner": owner, "due": due}
    if promise is None and what:
        of_team["promise"] = new_id
        values = said | {
            "kind": "toezegging",
            "block": mark.block,
            "author": mark.author,
            "written_at": mark.at,
        }
        changes.append(Added("promises", new_id, {k: v for k, v in values.items() if v}))
    elif promise is not None and what:
        now = {name: value for name, value in said.items() if getattr(promise, name) != value}
        if promise.withdrawn_at is not None:
            now["withdrawn_at"] = None
        if now:
            changes.append(Changed("promises", promise.id, now))
    elif promise is not None and promise.withdrawn_at is None:
        changes.append(Changed("promises", promise.id, {"withdrawn_at": mark.at}))
    if of_team:
        changes.append(Changed("pioneer_team", "", of_team))
    return tuple(changes)


# The diagnosis.

LEAST_DROP: Final = 2.0
"""From how many points of ten the numbers point at something: own elaboration, in no source."""


@dataclass(frozen=True, slots=True)
class Force:
    """A scale of the model, with what the people of this meeting answered."""

    scale: Scale
    mean: float | None
    """None while nobody answered."""

    @property
    def of_ten(self) -> float | None:
        """The mean on a scale from 0 to 10, so that scales of different length compare."""
        if self.mean is None:
            return None
        return (self.mean - self.scale.least) / max(1, self.scale.of - self.scale.least) * 10


@dataclass(frozen=True, slots=True)
class Drop:
    """How much lower one force is scored than the one before it, where that points at something."""

    stagnation: Stagnation
    before: Force
    after: Force

    @property
    def points(self) -> float:
        """How much lower, of ten points; below zero where the second is the higher one."""
        return (self.before.of_ten or 0.0) - (self.after.of_ten or 0.0)


def choices(session: Session, block: str = "") -> tuple[str, ...]:
    """Return the outcomes of which the group chooses one: those of `block`, or of the first.

    What was chosen is among them, also where the plan does not offer it.
    """
    own = [each.choice for each in session.plan if each.id == block and each.choice]
    offered = next(iter([*own, *(each.choice for each in session.plan if each.choice)]), ())
    chosen = session.diagnosis.choice
    return (*offered, chosen) if chosen and chosen not in offered else offered


def explained(session: Session, choice: str) -> Stagnation:
    """Return what the model says about an outcome; one without a text has its own words."""
    found = next(
        (s for s in session.stagnations if s.id == choice and s.withdrawn_at is None), None
    )
    return found if found is not None else Stagnation(id=choice)


def name_of(stagnation: Stagnation) -> str:
    """Return what an outcome is called."""
    return one_line(stagnation.title) or one_line(stagnation.id)


def forces(session: Session) -> tuple[Force, ...]:
    """Return every scale that an outcome looks at, in the order of the model."""
    found: dict[str, Force] = {}
    for stagnation in session.stagnations:
        if stagnation.withdrawn_at is None:
            for each in forces_of(session, stagnation):
                found.setdefault(each.scale.id, each)
    return tuple(found.values())


def forces_of(session: Session, stagnation: Stagnation) -> tuple[Force, ...]:
    """Return the scales between which an outcome stands, as far as this meeting has them."""
    scored = {each.scale.id: Force(each.scale, each.mean) for each in scores(session)}
    return tuple(scored[each] for each in stagnation.between if each in scored)


def drops(session: Session) -> tuple[Drop, ...]:
    """Return how the forces of each outcome differ, the largest drop first.

    Only those count of which both forces were scored; of two alike the first of the model
    comes first, because what stands earlier has to be mended earlier.
    """
    found = []
    for stagnation in session.stagnations:
        pair = forces_of(session, stagnation)
        scored = all(each.mean is not None for each in pair)
        if len(pair) == 2 and scored and stagnation.withdrawn_at is None:
            found.append(Drop(stagnation, pair[0], pair[1]))
    return tuple(sorted(found, key=lambda each: -each.points))


def pointed_at(session: Session) -> Drop | None:
    """Return what the numbers point at, to talk about; None where no drop is large enough.

    The rule is own elaboration: the largest drop from one force to the next, of at least two
    points of ten.
    """
    largest = next(iter(drops(session)), None)
    return largest if largest is not None and largest.points >= LEAST_DROP else None


def was_diagnosed(diagnosis: Diagnosis) -> bool:
    """Return whether people chose an outcome; that nothing stands still is one as well."""
    return bool(diagnosis.choice) or diagnosis.stagnation is not None


def last_diagnosed(session: Session, meetings: Iterable[Session]) -> Session | None:
    """Return the last meeting before this one that made a diagnosis."""
    found = [each for each in _before(session, meetings) if was_diagnosed(each.diagnosis)]
    return found[-1] if found else None


def last_with_interests(session: Session, meetings: Iterable[Session]) -> Session | None:
    """Return the last meeting before this one that named interests, or who go ahead."""
    found = [each for each in _before(session, meetings) if _names_interests(each)]
    return found[-1] if found else None


def _before(session: Session, meetings: Iterable[Session]) -> list[Session]:
    """Return the meetings before this one, the first held first."""
    return [
        each
        for each in chronological(meetings)
        if held_at(each) < held_at(session) and each.header.id != session.header.id
    ]


def _names_interests(session: Session) -> bool:
    standing = any(each.withdrawn_at is None for each in session.interests)
    return standing or bool(session.pioneer_team.members)


def lacks_motivation(session: Session) -> bool:
    """Return whether an outcome was chosen and nobody said why."""
    return was_diagnosed(session.diagnosis) and not session.diagnosis.motivation.strip()


def choose(session: Session, choice: str, motivation: str | None = None) -> tuple[Change, ...]:
    """Return the changes that make an outcome the chosen one; empty takes the choice back.

    Why people chose another outcome does not motivate this one, so without a `motivation` it
    begins empty; that of the same outcome stays.
    """
    before = session.diagnosis
    if motivation is None:
        motivation = before.motivation if choice == before.choice else ""
    values: dict[str, object] = {"choice": choice, "motivation": motivation, "stagnation": None}
    if choice == before.choice:
        del values["stagnation"]
    new = {name: value for name, value in values.items() if getattr(before, name) != value}
    return (Changed("diagnosis", "", new),) if new else ()


def ways_out_of(session: Session, choice: str) -> tuple[WayOut, ...]:
    """Return the ways out of an outcome, in the order of the werkvorm."""
    return tuple(
        each for each in session.ways_out if each.stagnation == choice and not each.withdrawn_at
    )


def adopted(session: Session, way: WayOut) -> Solution | None:
    """Return the solution that was made of a way out, unless it was withdrawn."""
    found = _made_of(session, way)
    return found if found is not None and found.withdrawn_at is None else None


def adopt(session: Session, way: WayOut, mark: Mark, new_id: str) -> tuple[Change, ...]:
    """Return the changes that make a way out a solution of its role, which a terugkom follows.

    One that was made of it before comes back as it was worded; one that stands stays.
    """
    before = _made_of(session, way)
    if before is not None:
        return bring_back("solutions", before.id) if before.withdrawn_at is not None else ()
    values = {
        "block": mark.block,
        "perspective": way.role,
        "group": mark.group,
        "author": mark.author,
        "written_at": mark.at,
        "text": way.text,
    }
    return (
        Added("solutions", new_id, {name: value for name, value in values.items() if value}),
        Changed("ways_out", way.id, {"solution": new_id}),
    )


def _made_of(session: Session, way: WayOut) -> Solution | None:
    return next(
        (each for each in session.solutions if way.solution and each.id == way.solution), None
    )


def adopted_solutions(session: Session) -> tuple[tuple[WayOut, Solution], ...]:
    """Return the ways out that became solutions, of whatever outcome, with those solutions."""
    pairs = ((each, adopted(session, each)) for each in session.ways_out)
    return tuple((way, solution) for way, solution in pairs if solution is not None)
