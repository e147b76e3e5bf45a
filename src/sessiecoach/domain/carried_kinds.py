"""The kinds of item that come back at a terugkom: which do, how they stand, what is asked of them.

Each kind is one entry of `KINDS`. What it is called, and the words of its questions, is one entry
beside it in Dutch.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Final, Literal

from sessiecoach.domain.frameworks import framework_versions
from sessiecoach.domain.marks import Origin
from sessiecoach.domain.series import ParticipantQuestion
from sessiecoach.domain.session import (
    Decision,
    FrameworkLine,
    Note,
    OwnQuestion,
    Promise,
    ReportBack,
    Session,
    Solution,
    Update,
    WorksheetKind,
)
from sessiecoach.domain.standing import (
    ItemStatus,
    bottleneck_status,
    check_status,
    line_status,
    promise_status,
    solution_status,
    step_before,
    step_status,
)

CarriedItem = Solution | Promise | Decision | ReportBack | FrameworkLine | Note | OwnQuestion
CarriedKind = Literal[
    "questions",
    "framework",
    "solutions",
    "promises",
    "decisions",
    "bottlenecks",
    "report_backs",
]


class Question(StrEnum):
    """One question about an item of an earlier meeting; its value is where the answer is kept."""

    WORKED_OUT = "worked_out"
    HOW = "how"
    APPLIED = "applied"
    WHERE = "applied_where"
    WENT = "went"
    IMPROVE = "improvements"
    STATUS = "status"  # of a promise
    DUE = "due"
    DONE = "done"
    FORM = "form"  # of a bottleneck: with whom it lies
    RESPONSE = "response"
    BOTTLENECK = "new_bottlenecks"
    WORDING = "wording"
    NEXT_STEP = "next_step"
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
AT_ALL: Final = ("yes", "partly")
"""The answers that say that something was done."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where the items of a terugkom are looked for."""

    meetings: Sequence[Session]
    """Those before the one that looks back, the first held first."""
    brought: Sequence[ParticipantQuestion] = ()
    """The questions that stand in the series itself."""


@dataclass(frozen=True, slots=True)
class Left:
    """One item that earlier meetings left."""

    at: int
    """The place of its meeting among the earlier ones, counted from 0."""
    place: int
    """What it is numbered by, counted from 1."""
    item: CarriedItem
    origin: Origin
    stands: Callable[[Sequence[Update], dt.date], ItemStatus]
    """How it stands, by what was told of it, on a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The rules of one kind."""

    left: Callable[[Earlier], Iterable[Left]]
    asked: Callable[[Update], tuple[Question, ...]]
    """The questions, by what was answered so far: what was written stays in sight."""
    spares: Callable[[Sequence[Update]], frozenset[Question]] = lambda _before: frozenset()
    """What need not be asked, by what was told before."""
    drops: Literal["with_reason", "by_status", "never"] = "with_reason"
    """How a terugkom lets it go."""
    can_be_embedded: bool = False
    """Whether it can become everyday work, and come back no more."""
    worksheet: WorksheetKind | None = None
    """On which worksheet it is made: where no meeting of a series has that, it does not come back.
    """
    is_counted: bool = False
    """Whether the opening of a terugkom counts it by how it stands, apart from the others."""


# Solutions, promises, decisions and report-backs: what stands in the table of a meeting.


def _solutions(earlier: Earlier) -> Iterator[Left]:
    for at, meeting in enumerate(earlier.meetings):
        for place, each in enumerate(meeting.solutions, start=1):
            if each.withdrawn_at is None:
                yield Left(at, place, each, each.origin, lambda told, _on: solution_status(told))


def _of_solution(told: Update) -> tuple[Question, ...]:
    asked = [Question.WORKED_OUT]
    if told.worked_out in AT_ALL or told.how:
        asked.append(Question.HOW)
    return (*asked, *_of_use(told))


def _of_use(told: Update) -> tuple[Question, ...]:
    asked = [Question.APPLIED]
    if told.applied in AT_ALL or told.applied_where:
        asked.append(Question.WHERE)
    if told.applied in AT_ALL:
        asked.append(Question.WENT)
    return (*asked, Question.IMPROVE)


def _promises(earlier: Earlier) -> Iterator[Left]:
    for at, meeting in enumerate(earlier.meetings):
        for place, each in enumerate(meeting.promises, start=1):
            if each.withdrawn_at is None:
                yield Left(at, place, each, each.origin, partial(promise_status, each))


def _of_promise(told: Update) -> tuple[Question, ...]:
    waits = told.status in ("open", "started")
    return (Question.STATUS, Question.DUE) if waits else (Question.STATUS,)


def _decisions(earlier: Earlier) -> Iterator[Left]:
    for at, meeting in enumerate(earlier.meetings):
        for place, each in enumerate(meeting.decisions, start=1):
            if each.withdrawn_at is None and each.check_on is not None:
                yield Left(at, place, each, each.origin, lambda told, _on: check_status(told))


def _report_backs(earlier: Earlier) -> Iterator[Left]:
    for at, meeting in enumerate(earlier.meetings):
        for place, each in enumerate(meeting.report_backs, start=1):
            if each.withdrawn_at is None:
                yield Left(at, place, each, each.origin, lambda told, _on: check_status(told))


def _of_report_back(told: Update) -> tuple[Question, ...]:
    more = (Question.FORM, Question.RESPONSE, Question.BOTTLENECK)
    tells = told.done in AT_ALL or told.form or told.response or told.new_bottlenecks
    return (Question.DONE, *more) if tells else (Question.DONE,)


# The agreements of a kader op maat.


def _framework(earlier: Earlier) -> Iterator[Left]:
    """Yield the lines of the version that stands, from the meeting that worded each like this."""
    versions = framework_versions(earlier.meetings)
    if not versions:
        return
    latest = versions[-1].framework
    worded = {
        (line.id, line.text): made.meeting
        for made in reversed(versions)
        for line in made.framework.lines
    }
    places = {id(meeting): at for at, meeting in enumerate(earlier.meetings)}
    for place, line in enumerate(latest.lines, start=1):
        if line.id:
            at = places[id(worded[line.id, line.text])]
            yield Left(at, place, line, latest.origin, lambda told, _on: line_status(told))


# Bottlenecks that were put on somebody's agenda.


def _bottlenecks(earlier: Earlier) -> Iterator[Left]:
    """Yield those on an agenda; one that a later meeting took up again is there as of that one."""
    every = [[each for each in m.notes if _is_escalated(each)] for m in earlier.meetings]
    taken_up = {each.same_as for notes in every for each in notes}
    for at, notes in enumerate(every):
        for place, each in enumerate(notes, start=1):
            if each.id not in taken_up:
                yield Left(at, place, each, each.origin, partial(bottleneck_status, each))


def _is_escalated(note: Note) -> bool:
    gone = note.withdrawn_at is not None or note.merged_into or note.private
    return note.kind == "knelpunt" and bool(note.escalated_to.strip()) and not gone


def _of_bottleneck(told: Update) -> tuple[Question, ...]:
    asked = [Question.DONE]
    if told.done in AT_ALL or told.response:
        asked.append(Question.RESPONSE)
    if told.done in ("partly", "no", "unknown") or told.form:
        asked.append(Question.FORM)
    return tuple(asked)


# The own questions of participants.


def _questions(earlier: Earlier) -> Iterator[Left]:
    """Yield the questions of the series as of its first meeting, then those that meetings brought.

    They are numbered through the series.
    """
    every = [(0, question_of(each, n)) for n, each in enumerate(earlier.brought, start=1)]
    every = every if earlier.meetings else []
    for at, meeting in enumerate(earlier.meetings):
        every += [(at, each) for each in meeting.questions if each.withdrawn_at is None]
    known: dict[str, tuple[int, OwnQuestion]] = {}
    for at, each in every:
        known.setdefault(each.id, (at, each))
    for place, (at, each) in enumerate(known.values(), start=1):
        yield Left(at, place, each, each.origin, step_status)


def question_of(brought: ParticipantQuestion, place: int) -> OwnQuestion:
    """Return a question of the series as one that a meeting brought; `place` counts from 1.

    Without an id, as a person may have written it, its place is what it is known by.
    """
    first = brought.versions[0].text if brought.versions else ""
    known_by = brought.id or f"series-{place}"
    return OwnQuestion(id=known_by, by=brought.by, text=first, origin=brought.origin)


def said_in_series(brought: Iterable[ParticipantQuestion]) -> Iterator[Update]:
    """Yield what the series itself tells of its questions: later wordings, a step, its end."""
    for place, each in enumerate(brought, start=1):
        item = question_of(each, place).id
        last = each.versions[-1].on if each.versions else None
        for number, version in enumerate(each.versions[1:], start=2):
            yield Update(id=f"{item}/{number:03}", item=item, on=version.on, wording=version.text)
        if each.next_step.strip():
            yield Update(id=f"{item}/step", item=item, on=last, next_step=each.next_step)
        if each.next_step_done is not None:
            done: Literal["yes", "no"] = "yes" if each.next_step_done else "no"
            yield Update(id=f"{item}/step-told", item=item, on=last, done=done)


def _of_question(_told: Update) -> tuple[Question, ...]:
    return Question.DONE, Question.WORDING, Question.NEXT_STEP


def _without_step(before: Sequence[Update]) -> frozenset[Question]:
    return frozenset() if step_before(before) else frozenset({Question.DONE})


KINDS: Final[Mapping[CarriedKind, Kind]] = MappingProxyType(
    {
        "questions": Kind(
            left=_questions,
            asked=_of_question,
            spares=_without_step,
            worksheet="questions",
            is_counted=True,
        ),
        "framework": Kind(
            left=_framework,
            asked=_of_use,
            drops="never",
            can_be_embedded=True,
            worksheet="framework",
            is_counted=True,
        ),
        "solutions": Kind(left=_solutions, asked=_of_solution, can_be_embedded=True),
        "promises": Kind(left=_promises, asked=_of_promise, drops="by_status"),
        "decisions": Kind(left=_decisions, asked=lambda _told: (Question.DONE,)),
        "bottlenecks": Kind(left=_bottlenecks, asked=_of_bottleneck, is_counted=True),
        "report_backs": Kind(left=_report_backs, asked=_of_report_back),
    }
)
"""In the order in which a terugkom asks about what one meeting left."""
