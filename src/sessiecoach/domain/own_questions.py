"""The participants' own questions through a series: how each is worded, and what came of it.

A question is written beforehand in the series, or is brought in during a meeting. What is told
of it later, a new wording, the position that is chosen, the next step and whether it was done,
is an `Update` in the record of the meeting where it was told. So no earlier record is written
again, and what stands now is read from all of them, in whatever order they come.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sessiecoach.domain import acts
from sessiecoach.domain.carry_over import told_of, was_told
from sessiecoach.domain.chronology import chronological
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.lookback import Telling, tell, told_here
from sessiecoach.domain.marks import Origin
from sessiecoach.domain.series import ParticipantQuestion
from sessiecoach.domain.session import Answer, Block, OwnQuestion, Session, Update
from sessiecoach.domain.text import one_line


@dataclass(frozen=True, slots=True)
class Wording:
    """How a question was worded from a day on."""

    text: str
    on: dt.date | None
    meeting: str = ""
    """The id of the meeting where it was told; empty for the series itself, or between meetings."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What somebody was going to do for the own question."""

    text: str
    on: dt.date | None
    """When it was told."""
    meeting: str = ""
    done: Answer | None = None
    """None while nobody told."""


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """A meeting that worked on a question."""

    meeting: str
    """Its id."""
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class OwnQuestionView:
    """One question as it stands, with all that was told of it."""

    id: str
    by: str
    """A role or initials."""
    versions: tuple[Wording, ...] = ()
    """The first wording first; the same words twice in a row are one version."""
    position: str = ""
    """The last one that was told."""
    steps: tuple[NextStep, ...] = ()
    """The oldest first."""
    worked_on: tuple[WorkedOn, ...] = ()
    """The meetings in which a round on it began, the first held first."""
    brought_in: str = ""
    """The id of the meeting that brought it; empty where it stands in the series."""
    origin: Origin = ""

    @property
    def first(self) -> str:
        """The first wording; empty while there is none."""
        return self.versions[0].text if self.versions else ""

    @property
    def text(self) -> str:
        """The wording now; empty while there is none."""
        return self.versions[-1].text if self.versions else ""

    @property
    def step(self) -> NextStep | None:
        """The last step that was told."""
        return self.steps[-1] if self.steps else None


@dataclass(frozen=True, slots=True)
class _Moment:
    """What was told of one question on one day in one meeting."""

    day: dt.date
    """What moments are sorted by."""
    on: dt.date | None
    meeting: str
    wording: str = ""
    position: str = ""
    done: Answer | None = None
    """Of the step before."""
    step: str = ""
    step_done: Answer | None = None


def own_questions(
    brought: Iterable[ParticipantQuestion],
    meetings: Iterable[Session],
    loose: Iterable[Update] = (),
    until: dt.date | None = None,
) -> tuple[OwnQuestionView, ...]:
    """Return every question of a series: those in the series first, then as meetings brought them.

    `brought` are the questions in the series, `loose` what was told between meetings. Of what
    was held or told after `until` nothing counts. Whatever lies in two copies of a folder comes
    once, and not at all where it was withdrawn in one of them. In whatever order files are
    read, the result is the same.
    """
    every = tuple(
        each
        for each in chronological(meetings)
        if until is None or each.header.date is None or each.header.date <= until
    )
    told = told_of(every, loose)
    told_in = {update.id: each.header.id for each in every for update in each.updates}
    held = _worked_on(every)
    found: dict[str, OwnQuestionView] = {}
    for view, beginning in _beginnings(brought, every):
        updates = [each for each in told.get(view.id, ()) if until is None or was_told(each, until)]
        moments = [each for each in beginning if until is None or each.day <= until]
        moments += _moments(updates, told_in)
        whole = _folded(replace(view, worked_on=held.get(view.id, ())), moments)
        found.setdefault(view.id, whole)
    return tuple(found.values())


def _worked_on(meetings: Sequence[Session]) -> Mapping[str, tuple[WorkedOn, ...]]:
    found: dict[str, dict[str, WorkedOn]] = defaultdict(dict)
    for meeting in meetings:
        name, on = meeting.header.id, meeting.header.date
        for block in meeting.plan:
            if block.started_at is not None:
                found[block.question].setdefault(name, WorkedOn(name, on))
    return {question: tuple(turns.values()) for question, turns in found.items()}


def _beginnings(
    brought: Iterable[ParticipantQuestion], meetings: Sequence[Session]
) -> Iterator[tuple[OwnQuestionView, Sequence[_Moment]]]:
    """Yield each question with what it began with: in the series, or in its meeting."""
    for place, each in enumerate(brought, start=1):
        # Somebody who writes a file by hand may leave the id out.
        name = each.id or f"series-{place}"
        yield OwnQuestionView(name, each.by, origin=each.origin), _in_series(each)
    gone = {each.id for meeting in meetings for each in meeting.questions if each.withdrawn_at}
    for meeting in meetings:
        on, name = meeting.header.date, meeting.header.id
        for question in meeting.questions:
            if question.id not in gone:
                day = on or dt.date.min
                view = OwnQuestionView(
                    question.id, question.by, brought_in=name, origin=question.origin
                )
                yield view, [_Moment(day, on, name, question.text)]


def _in_series(question: ParticipantQuestion) -> list[_Moment]:
    """Return what the series itself says of a question; its step is of the last version."""
    found = [_Moment(each.on or dt.date.min, each.on, "", each.text) for each in question.versions]
    last = found.pop() if found else _Moment(dt.date.min, None, "")
    done: dict[bool | None, Answer] = {True: "yes", False: "no"}
    step = replace(last, step=question.next_step, step_done=done.get(question.next_step_done))
    return [*found, step]


def _moments(updates: Iterable[Update], told_in: Mapping[str, str]) -> list[_Moment]:
    """Return what updates tell, those of one day in one meeting together; later words count."""
    found: dict[tuple[dt.date, str], _Moment] = {}
    for each in updates:
        day, meeting = each.on or _written(each.written_at), told_in.get(each.id, "")
        before = found.get((day, meeting)) or _Moment(day, each.on, meeting)
        found[day, meeting] = replace(
            before,
            wording=each.wording if each.wording.strip() else before.wording,
            position=each.position if each.position.strip() else before.position,
            done=each.done or before.done,
            step=each.next_step if each.next_step.strip() else before.step,
        )
    return list(found.values())


def _written(at: dt.datetime | None) -> dt.date:
    return at.date() if at is not None else dt.date.min


def _folded(view: OwnQuestionView, moments: Sequence[_Moment]) -> OwnQuestionView:
    """Return a question after all that was told of it."""
    versions: list[Wording] = []
    steps: list[NextStep] = []
    position = ""
    for each in sorted(moments, key=lambda moment: moment.day):
        if each.done is not None and steps:
            steps[-1] = replace(steps[-1], done=each.done)
        if each.step.strip():
            steps.append(NextStep(each.step, each.on, each.meeting, each.step_done))
        now = versions[-1].text if versions else ""
        if each.wording.strip() and one_line(each.wording) != one_line(now):
            versions.append(Wording(each.wording, each.on, each.meeting))
        position = each.position or position
    return replace(view, versions=tuple(versions), position=position, steps=tuple(steps))


# The rounds of a meeting, and whose turn it is.

Turn = Literal["today", "waiting", "had"]
"""Whether a question is worked on in this meeting, was never yet, or was before."""


def question_rounds(session: Session) -> tuple[Block, ...]:
    """Return the blocks of a meeting that each work on one question."""
    return tuple(
        each for each in session.plan if each.kind == "round" and "questions" in each.worksheets
    )


def rounds_on(session: Session, question: str) -> tuple[Block, ...]:
    """Return the blocks of this meeting that work on a question."""
    return tuple(each for each in session.plan if each.question == question)


def question_of_block(
    session: Session,
    brought: Iterable[ParticipantQuestion],
    block: Block,
    meetings: Iterable[Session] = (),
    loose: Iterable[Update] = (),
) -> str:
    """Return the wording now of the question that a block works on; empty where there is none.

    `brought` are the questions in the series; `meetings` and `loose` as they were read, this
    meeting may be among them.
    """
    if not block.question:
        return ""
    views = own_questions(brought, (*_others(session, meetings), session), loose)
    return next((each.text for each in views if each.id == block.question), "")


def _others(session: Session, meetings: Iterable[Session]) -> Iterator[Session]:
    return (each for each in meetings if each.header.id != session.header.id)


def turn_of(session: Session, view: OwnQuestionView) -> Turn:
    """Return whether a question is worked on in this meeting, was before, or waits."""
    if rounds_on(session, view.id):
        return "today"
    return "had" if _elsewhere(session, view) else "waiting"


def in_turn(session: Session, views: Iterable[OwnQuestionView]) -> tuple[OwnQuestionView, ...]:
    """Return questions in the order that is proposed: who had no turn yet goes before the others.

    First come those of today, as their rounds come by; last those that had a turn, the one that
    waits longest first. It is a proposal: people choose.
    """
    places = {block.question: place for place, block in enumerate(session.plan)}

    def order(view: OwnQuestionView) -> tuple[int, int, dt.date]:
        match turn_of(session, view):
            case "today":
                return 0, places[view.id], dt.date.min
            case "waiting":
                return 1, 0, dt.date.min
            case _:
                days = (each.on or dt.date.min for each in _elsewhere(session, view))
                return 2, 0, max(days)

    return tuple(sorted(views, key=order))


def _elsewhere(session: Session, view: OwnQuestionView) -> tuple[WorkedOn, ...]:
    return tuple(each for each in view.worked_on if each.meeting != session.header.id)


def work_on(session: Session, question: str) -> tuple[Change, ...]:
    """Let the next round without a question work on this one, or take it out of its round.

    A round that is over comes last, for who writes down afterwards what was worked on. Empty
    where every round has its question.
    """
    if assigned := rounds_on(session, question):
        return tuple(Changed("blocks", each.id, {"question": ""}) for each in assigned)
    free = [each for each in question_rounds(session) if not each.question]
    free.sort(key=lambda block: block.ended_at is not None)
    return tuple(Changed("blocks", each.id, {"question": question}) for each in free[:1])


# What is told of a question in a meeting.


def bring(new_id: str, by: str, text: str, mark: acts.Mark) -> tuple[Change, ...]:
    """Add the question of a participant to the meeting."""
    values = {
        "block": mark.block,
        "by": by,
        "text": text,
        "author": mark.author,
        "written_at": mark.at,
    }
    return (Added("questions", new_id, {k: v for k, v in values.items() if v}),)


def brought_here(session: Session, question: str) -> OwnQuestion | None:
    """Return a question as this meeting brought it, withdrawn or not."""
    return next((each for each in session.questions if each.id == question), None)


def is_first_wording(session: Session, question: str) -> bool:
    """Return whether what this meeting brought can still be put right, as its first wording.

    Once it was worked on, or worded anew, what it said first stays.
    """
    begun = any(each.started_at is not None for each in rounds_on(session, question))
    anew = told_here(session.updates, question).wording.strip()
    return brought_here(session, question) is not None and not begun and not anew


def correct(question: OwnQuestion, by: str, text: str) -> tuple[Change, ...]:
    """Put right what a meeting brought."""
    values = {"by": by, "text": text}
    changed = {name: value for name, value in values.items() if getattr(question, name) != value}
    return (Changed("questions", question.id, changed),) if changed else ()


def reword(
    session: Session, view: OwnQuestionView, text: str, at: dt.datetime, new_id: str
) -> tuple[Change, ...]:
    """Word a question anew; in the words of before it is no version any more.

    `new_id` is for an update that is not there yet, as in the acts below.
    """
    before = view.versions
    if told_here(session.updates, view.id).wording.strip():
        before = before[:-1]
    same = bool(before) and one_line(before[-1].text) == one_line(text)
    return _tell(session, view.id, {"wording": "" if same else text}, at, new_id)


def take_position(
    session: Session, view: OwnQuestionView, position: str, at: dt.datetime, new_id: str
) -> tuple[Change, ...]:
    """Tell which position in the field a participant chose; the one of before is no news."""
    if position == view.position:
        return ()
    return _tell(session, view.id, {"position": position}, at, new_id)


def plan_step(
    session: Session, question: str, step: str, at: dt.datetime, new_id: str
) -> tuple[Change, ...]:
    """Tell what a participant will do next."""
    return _tell(session, question, {"next_step": step}, at, new_id)


def step_before(session: Session, view: OwnQuestionView) -> NextStep | None:
    """Return the step that was planned before this meeting: the one that it asks about."""
    before = (each for each in reversed(view.steps) if each.meeting != session.header.id)
    return next(before, None)


def tell_done(
    session: Session, question: str, done: Answer, at: dt.datetime, new_id: str
) -> tuple[Change, ...]:
    """Tell whether the step of before was done; the same answer again takes it back."""
    told = told_here(session.updates, question).done
    return _tell(session, question, {"done": None if told == done else done}, at, new_id)


def _tell(
    session: Session, question: str, values: Mapping[str, object], at: dt.datetime, new_id: str
) -> tuple[Change, ...]:
    told = told_here(session.updates, question)
    new = {name: value for name, value in values.items() if getattr(told, name) != value}
    return tell(told, question, new, Telling(session.header.date, "", at), new_id)


def withdraw(session: Session, question: str, at: dt.datetime) -> tuple[Change, ...]:
    """Take a question that this meeting brought out of what counts, and out of its round."""
    freed = (Changed("blocks", b.id, {"question": ""}) for b in rounds_on(session, question))
    return (*acts.withdraw("questions", question, at), *freed)
