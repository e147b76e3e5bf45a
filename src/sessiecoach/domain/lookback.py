"""Looking back at what earlier meetings left: what is asked, and what an answer changes.

Everything that is told of an item in one meeting is one `Update` in the record of that
meeting: made at the first answer, changed by the next ones. Told between meetings it is one
file. So each function here reads the update that there is and gives what becomes of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sessiecoach.domain import acts
from sessiecoach.domain.carried_kinds import AT_ALL, CHOICES, KINDS, CarriedKind, Question
from sessiecoach.domain.carry_over import Carried, carried
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.series import ParticipantQuestion
from sessiecoach.domain.session import Improvement, OwnQuestion, Session, Update
from sessiecoach.domain.standing import (
    LineStatus,
    SolutionStatus,
    in_order,
    solution_answers,
    wording_now,
)

BESIDE: Final = frozenset({Question.REASON, Question.REPORTER, Question.REMARK})
"""Questions that a person goes to, and comes back from."""
NOTHING_TOLD: Final = Update()
"""What there is of an item that nobody said anything of here."""


_NOTHING_SPARED: Final[frozenset[Question]] = frozenset()


def questions_of(
    kind: CarriedKind, told: Update, spared: Container[Question] = _NOTHING_SPARED
) -> tuple[Question, ...]:
    """Return what is asked of an item of this kind, by what was answered so far.

    What was written stays in sight whatever the answers become, also where it was `spared`.
    """
    rules = KINDS[kind]
    if lets_go(kind, told):
        by_status = rules.drops == "by_status"
        return (Question.STATUS, Question.REASON) if by_status else (Question.REASON,)
    return tuple(each for each in rules.asked(told) if each not in spared or getattr(told, each))


def is_dropped(told: Update) -> bool:
    """Return whether an update says that its item is dropped."""
    return told.dropped or told.status == "dropped"


def lets_go(kind: CarriedKind, told: Update) -> bool:
    """Return whether an update lets its item go, which not every kind of item does."""
    return is_dropped(told) and KINDS[kind].drops != "never"


def unanswered(
    kind: CarriedKind, told: Update, spared: Container[Question] = _NOTHING_SPARED
) -> Question | None:
    """Return the first question with choices that has no answer; None where all have one."""
    if lets_go(kind, told) or told.embedded:
        return None
    asked = (each for each in questions_of(kind, told, spared) if each in CHOICES)
    return next((each for each in asked if getattr(told, each) is None), None)


def following(
    kind: CarriedKind,
    told: Update,
    question: Question,
    spared: Container[Question] = _NOTHING_SPARED,
) -> Question | None:
    """Return what is asked after a question; None where the item is done."""
    asked = questions_of(kind, told, spared)
    if question not in asked:
        return None
    rest = asked[asked.index(question) + 1 :]
    return rest[0] if rest else None


def preceding(
    kind: CarriedKind,
    told: Update,
    question: Question,
    spared: Container[Question] = _NOTHING_SPARED,
) -> Question | None:
    """Return what is asked before a question; None where it is the first."""
    asked = questions_of(kind, told, spared)
    place = asked.index(question) if question in asked else len(asked)
    return asked[place - 1] if place else None


def answered(
    kind: CarriedKind, told: Update, question: Question, answer: object
) -> Mapping[str, object]:
    """Return the attributes of an update that change by an answer; empty where none do.

    An answer takes back that the item was dropped. A report of how it went does not outlive
    that it was applied, nor a new day that it is not ready.
    """
    values: dict[str, object] = {question.value: answer}
    match question:
        case Question.REASON if KINDS[kind].drops == "by_status":
            values["status"] = "dropped"
        case Question.REASON:
            values["dropped"] = True
        case Question.BOTTLENECK:
            values[question.value] = (str(answer),) if answer else ()
        case Question.APPLIED if answer not in AT_ALL:
            values["went"] = None
        case Question.STATUS if answer == "done":
            values["due"] = None
    if question in CHOICES and is_dropped(told):
        values |= {"dropped": False, "reason": ""}
    return _other(told, values)


def brought_back(told: Update) -> Mapping[str, object]:
    """Return what changes when an item that was dropped here is asked about again."""
    values: dict[str, object] = {"dropped": False, "reason": ""}
    if told.status == "dropped":
        values["status"] = None
    return _other(told, values)


def _other(told: Update, values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if getattr(told, name) != value}


@dataclass(frozen=True, slots=True)
class LookedBack:
    """An item of an earlier meeting, and what was told of it here."""

    carried: Carried
    """As it stands with what was told here."""
    here: Update = NOTHING_TOLD
    was_open: bool = True
    """Whether it was still open before anything was told here."""

    @property
    def asks(self) -> bool:
        """Whether it belongs on the list: it was open, or it was told of here."""
        return self.was_open or self.is_told

    @property
    def is_told(self) -> bool:
        """Whether anything was told of it here."""
        return self.here != NOTHING_TOLD

    @property
    def is_done(self) -> bool:
        """Whether every question that a key answers has its answer here."""
        return self.is_told and self.unanswered is None

    @property
    def _spared(self) -> frozenset[Question]:
        return KINDS[self.carried.kind].spares(self.before)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked of it, by what was answered here so far."""
        return questions_of(self.carried.kind, self.here, self._spared)

    @property
    def unanswered(self) -> Question | None:
        """The first question with choices that has no answer here; None where all have one."""
        return unanswered(self.carried.kind, self.here, self._spared)

    @property
    def may_be_dropped(self) -> bool:
        """Whether a terugkom can let it go; an agreement of a framework goes by a new version."""
        return KINDS[self.carried.kind].drops != "never"

    @property
    def is_dropped_here(self) -> bool:
        """Whether it was let go here."""
        return lets_go(self.carried.kind, self.here)

    @property
    def may_be_embedded(self) -> bool:
        """Whether it can become everyday work."""
        return KINDS[self.carried.kind].can_be_embedded

    @property
    def wording(self) -> str:
        """How the question of a participant reads now; empty of any other item."""
        asked = self.carried.item
        return wording_now(asked.text, self.carried.told) if isinstance(asked, OwnQuestion) else ""

    def following(self, question: Question) -> Question | None:
        """Return what is asked after a question; None where the item is done."""
        return following(self.carried.kind, self.here, question, self._spared)

    def preceding(self, question: Question) -> Question | None:
        """Return what is asked before a question; None where it is the first."""
        return preceding(self.carried.kind, self.here, question, self._spared)

    @property
    def before(self) -> tuple[Update, ...]:
        """What was told of it elsewhere, oldest first."""
        return tuple(each for each in self.carried.told if each.id != self.here.id)


def embedded_or_not(item: LookedBack) -> Mapping[str, object]:
    """Return what changes when an item becomes everyday work, or is that no longer."""
    if item.carried.status not in (SolutionStatus.EMBEDDED, LineStatus.EMBEDDED):
        return {"embedded": True}
    # What an earlier update said is taken back by a word of its own.
    earlier = solution_answers(item.before).embedded
    return {"embedded": False if earlier else None}


def looked_back(
    session: Session,
    others: Iterable[Session],
    loose: Iterable[Update],
    on: dt.date,
    brought: Iterable[ParticipantQuestion] = (),
) -> tuple[LookedBack, ...]:
    """Return every item that earlier meetings left to this one, oldest first.

    `others` are the meetings of the series; this one may be among them, as it lies on disk.
    `brought` are the questions of participants that stand in the series itself.
    """
    told_elsewhere, questions = tuple(loose), tuple(brought)
    rest = [each for each in others if each.header.id != session.header.id]
    asking = session.header.id
    now = carried([*rest, session], told_elsewhere, on, asking, questions)
    silent = replace(session, updates=())
    before = carried([*rest, silent], told_elsewhere, on, asking, questions)
    return tuple(
        LookedBack(each, told_here(session.updates, each.item.id), was.is_open)
        for each, was in zip(now, before, strict=True)
    )


def between_meetings(
    meetings: Iterable[Session],
    loose: Iterable[Update],
    on: dt.date,
    here: Mapping[str, Update],
    brought: Iterable[ParticipantQuestion] = (),
) -> tuple[LookedBack, ...]:
    """Return every item of a series; `here` is what is told now, by item, not among `loose`.

    `brought` are the questions of participants that stand in the series itself.
    """
    every, questions = tuple(meetings), tuple(brought)
    elsewhere = tuple(loose)
    now = carried(every, [*elsewhere, *here.values()], on, brought=questions)
    before = carried(every, elsewhere, on, brought=questions)
    return tuple(
        LookedBack(each, here.get(each.item.id, NOTHING_TOLD), was.is_open)
        for each, was in zip(now, before, strict=True)
    )


def told_here(updates: Iterable[Update], item: str) -> Update:
    """Return the update of an item among those of one meeting; of two the last counts."""
    found = in_order(each for each in updates if each.item == item and not _links(each))
    return found[-1] if found else NOTHING_TOLD


def _links(update: Update) -> bool:
    return bool(update.same_as or update.differs_from)


@dataclass(frozen=True, slots=True)
class Telling:
    """What every update gets: for which day, who told it, and when it was written."""

    on: dt.date | None
    reported_by: str
    at: dt.datetime


def tell(
    told: Update, item: str, values: Mapping[str, object], telling: Telling, new_id: str
) -> tuple[Change, ...]:
    """Return the changes by which a meeting tells something of an item, as one act.

    `new_id` is for an update that is not there yet. Empty where nothing becomes other.
    """
    if not values:
        return ()
    if told == NOTHING_TOLD:
        return (Added("updates", new_id, first_values(item, telling) | dict(values)),)
    return (Changed("updates", told.id, {**values, "written_at": telling.at}),)


def told_with(
    told: Update, item: str, values: Mapping[str, Any], telling: Telling, new_id: str
) -> Update:
    """Return the update that holds what was told of an item, for a file of its own."""
    if told == NOTHING_TOLD:
        first: dict[str, Any] = first_values(item, telling)
        return Update(id=new_id, **{**first, **values})
    return replace(told, **{**values, "written_at": telling.at})


def first_values(item: str, telling: Telling) -> dict[str, object]:
    """Return what an update holds before anything was told."""
    values: dict[str, object] = {"item": item, "written_at": telling.at}
    if telling.on is not None:
        values["on"] = telling.on
    if telling.reported_by:
        values["reported_by"] = telling.reported_by
    return values


def improve(
    told: Update,
    item: str,
    improvements: Sequence[Improvement],
    telling: Telling,
    mark: acts.Mark,
    new_id: str,
) -> tuple[Change, ...]:
    """Return the changes that make improvements actions that are followed from now on.

    What an improvement `becomes` is the id of its action. The update and the actions are one
    act.
    """
    values = {"improvements": (*told.improvements, *improvements)}
    added = (_action(each, item, mark) for each in improvements)
    return (*tell(told, item, values, telling, new_id), *added)


def _action(improvement: Improvement, item: str, mark: acts.Mark) -> Added:
    action = {
        "kind": "actie",
        "block": mark.block,
        "group": mark.group,
        "author": mark.author,
        "written_at": mark.at,
        "what": improvement.text,
        "owner": improvement.owner,
        "due": improvement.due,
        "from_": (item,),
    }
    filled = {name: value for name, value in action.items() if value}
    return Added("promises", improvement.becomes, filled)


def without_action(item: LookedBack) -> tuple[Improvement, ...]:
    """Return what must get better according to an earlier word, and became no action yet.

    Between meetings there is no record that could hold one.
    """
    told = [each for update in (*item.before, item.here) for each in update.improvements]
    taken_up = {each.text for each in told if each.becomes}
    return tuple(each for each in told if not each.becomes and each.text not in taken_up)


def reporters(items: Sequence[LookedBack]) -> tuple[str, ...]:
    """Return who told something before, in the order in which they first did."""
    told = (update for each in items for update in each.carried.told)
    return tuple(dict.fromkeys(each.reported_by for each in told if each.reported_by))
