"""Looking back at what earlier meetings left: what is asked, and what an answer changes.

Everything that is told of an item in one meeting is one `Update` in the record of that
meeting: made at the first answer, changed by the next ones. Told between meetings it is one
file. So each function here reads the update that there is and gives what becomes of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from sessiecoach.domain import acts, steering
from sessiecoach.domain.agenda import agenda, length_seconds
from sessiecoach.domain.carry_over import Carried, CarriedKind, carried
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.kinds import by_id
from sessiecoach.domain.session import Block, Improvement, Session, Update
from sessiecoach.domain.standing import SolutionStatus, in_order, solution_status


class Question(StrEnum):
    """One question about an item of an earlier meeting."""

    WORKED_OUT = "worked_out"
    HOW = "how"
    APPLIED = "applied"
    WHERE = "applied_where"
    WENT = "went"
    IMPROVE = "improvements"
    STATUS = "status"  # of a promise
    DUE = "due"
    DONE = "done"  # of a report-back, or a decision that was to be checked
    FORM = "form"
    RESPONSE = "response"
    BOTTLENECK = "new_bottlenecks"
    REASON = "reason"  # why it is dropped
    REPORTER = "reported_by"
    REMARK = "remark"


_ANSWERS: Final = ("yes", "partly", "no", "unknown")
CHOICES: Final[Mapping[Question, tuple[str, ...]]] = MappingProxyType(
    {
        Question.WORKED_OUT: _ANSWERS,
        Question.APPLIED: _ANSWERS,
        Question.WENT: ("well", "mixed", "badly", "too_early"),
        Question.STATUS: ("open", "started", "done", "dropped"),
        Question.DONE: _ANSWERS,
    }
)
"""The questions that one key answers, with their answers in the order in which they are offered.
A line of text answers each of the others."""

BESIDE: Final = frozenset({Question.REASON, Question.REPORTER, Question.REMARK})
"""Questions that a person goes to, and comes back from."""
_AT_ALL: Final = ("yes", "partly")
NOTHING_TOLD: Final = Update()
"""What there is of an item that nobody said anything of here."""


def questions_of(kind: CarriedKind, told: Update) -> tuple[Question, ...]:
    """Return what is asked of an item of this kind, by what was answered so far.

    What was written stays in sight whatever the answers become.
    """
    if is_dropped(told):
        return (Question.STATUS, Question.REASON) if kind == "promises" else (Question.REASON,)
    match kind:
        case "solutions":
            asked = [Question.WORKED_OUT]
            if told.worked_out in _AT_ALL or told.how:
                asked.append(Question.HOW)
            asked.append(Question.APPLIED)
            if told.applied in _AT_ALL or told.applied_where:
                asked.append(Question.WHERE)
            if told.applied in _AT_ALL:
                asked.append(Question.WENT)
            return (*asked, Question.IMPROVE)
        case "promises":
            waits = told.status in ("open", "started")
            return (Question.STATUS, Question.DUE) if waits else (Question.STATUS,)
        case "report_backs":
            more = (Question.FORM, Question.RESPONSE, Question.BOTTLENECK)
            tells = told.done in _AT_ALL or told.form or told.response or told.new_bottlenecks
            return (Question.DONE, *more) if tells else (Question.DONE,)
        case _:
            return (Question.DONE,)


def is_dropped(told: Update) -> bool:
    """Return whether an update lets its item go."""
    return told.dropped or told.status == "dropped"


def unanswered(kind: CarriedKind, told: Update) -> Question | None:
    """Return the first question with choices that has no answer; None where all have one."""
    if is_dropped(told) or told.embedded:
        return None
    asked = (each for each in questions_of(kind, told) if each in CHOICES)
    return next((each for each in asked if getattr(told, each) is None), None)


def following(kind: CarriedKind, told: Update, question: Question) -> Question | None:
    """Return what is asked after a question; None where the item is done."""
    asked = questions_of(kind, told)
    if question not in asked:
        return None
    rest = asked[asked.index(question) + 1 :]
    return rest[0] if rest else None


def preceding(kind: CarriedKind, told: Update, question: Question) -> Question | None:
    """Return what is asked before a question; None where it is the first."""
    asked = questions_of(kind, told)
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
        case Question.REASON if kind == "promises":
            values["status"] = "dropped"
        case Question.REASON:
            values["dropped"] = True
        case Question.BOTTLENECK:
            values[question.value] = (str(answer),) if answer else ()
        case Question.APPLIED if answer not in _AT_ALL:
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
        return self.is_told and unanswered(self.carried.kind, self.here) is None

    @property
    def before(self) -> tuple[Update, ...]:
        """What was told of it elsewhere, oldest first."""
        return tuple(each for each in self.carried.told if each.id != self.here.id)


def embedded_or_not(item: LookedBack) -> Mapping[str, object]:
    """Return what changes when a solution becomes everyday work, or is that no longer."""
    if item.carried.status != SolutionStatus.EMBEDDED:
        return {"embedded": True}
    # What an earlier update said is taken back by a word of its own.
    earlier = solution_status(item.before) == SolutionStatus.EMBEDDED
    return {"embedded": False if earlier else None}


def looked_back(
    session: Session, others: Iterable[Session], loose: Iterable[Update], on: dt.date
) -> tuple[LookedBack, ...]:
    """Return every item that earlier meetings left to this one, oldest first.

    `others` are the meetings of the series; this one may be among them, as it lies on disk.
    """
    told_elsewhere = tuple(loose)
    rest = [each for each in others if each.header.id != session.header.id]
    asking = session.header.id
    now = carried([*rest, session], told_elsewhere, on, asking)
    silent = replace(session, updates=())
    before = carried([*rest, silent], told_elsewhere, on, asking)
    return tuple(
        LookedBack(each, told_here(session.updates, each.item.id), was.is_open)
        for each, was in zip(now, before, strict=True)
    )


def between_meetings(
    meetings: Iterable[Session],
    loose: Iterable[Update],
    on: dt.date,
    here: Mapping[str, Update],
) -> tuple[LookedBack, ...]:
    """Return every item of a series; `here` is what is told now, by item, not among `loose`."""
    every = tuple(meetings)
    elsewhere = tuple(loose)
    now = carried(every, [*elsewhere, *here.values()], on)
    before = carried(every, elsewhere, on)
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


# A meeting without anything to look back on.


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


def reporters(items: Sequence[LookedBack]) -> tuple[str, ...]:
    """Return who told something before, in the order in which they first did."""
    told = (update for each in items for update in each.carried.told)
    return tuple(dict.fromkeys(each.reported_by for each in told if each.reported_by))
