"""How items stand by what was told of them since: solutions, promises, and what is checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.session import Note, Promise, Update
from sessiecoach.domain.standing import (
    CLOSED,
    BottleneckStatus,
    CheckStatus,
    LineStatus,
    PromiseCounts,
    PromiseStatus,
    SolutionAnswers,
    SolutionStatus,
    StepStatus,
    bottleneck_status,
    check_status,
    count_promises,
    due_now,
    in_order,
    lies_with,
    line_status,
    promise_status,
    solution_answers,
    solution_status,
    step_before,
    step_status,
    times_postponed,
    wording_now,
)
from tests import strategies

TODAY = dt.date(2016, 9, 5)
YESTERDAY = TODAY - dt.timedelta(days=1)
TOMORROW = TODAY + dt.timedelta(days=1)
NEXT_WEEK = TODAY + dt.timedelta(days=7)
NINE = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)
PROMISE = Promise(id="t-q9c6zr3k", what="Meenemen", due=TODAY)


def told(**values: Any) -> Update:
    """Return what was told today of the promise, unless the values say otherwise."""
    every: dict[str, Any] = {"item": PROMISE.id, "on": TODAY, **values}
    return Update(**every)


def any_updates() -> st.SearchStrategy[list[Update]]:
    """Return updates of the promise, of any content."""
    return st.lists(strategies.shaped(Update, item=st.just(PROMISE.id)), max_size=4)


# The order of what was told.


def test_the_order_is_that_of_the_days_then_of_writing() -> None:
    """Where neither tells them apart they keep the order of the record."""
    first = told(id="u-9", on=YESTERDAY, written_at=NINE)
    second, third = told(id="u-8"), told(id="u-7")
    # The instant counts, not how the clock on the wall had it.
    early = told(id="u-6", written_at=NINE)
    summer = dt.timezone(dt.timedelta(hours=2))
    late = told(id="u-1", written_at=dt.datetime(2016, 9, 5, 11, 30, tzinfo=summer))
    assert in_order([late, second, early, first, third]) == (first, second, third, early, late)


def test_without_a_day_the_day_of_writing_counts() -> None:
    """What tells neither is the oldest; what was taken back does not count at all."""
    nothing = told(id="u-3", on=None)
    written = told(id="u-2", on=None, written_at=NINE)
    before, after = told(id="u-1", on=YESTERDAY), told(id="u-4", on=TOMORROW)
    gone = told(id="u-5", withdrawn_at=NINE)
    assert in_order([after, gone, written, before, nothing]) == (nothing, before, written, after)


def test_the_ends_of_the_calendar_can_be_told_of() -> None:
    """An instant that no other zone can say is put in order all the same."""
    east = dt.timezone(dt.timedelta(hours=5))
    first = told(on=None, written_at=dt.datetime(1, 1, 1, tzinfo=east))
    last = told(
        on=None, written_at=dt.datetime(9999, 12, 31, 23, tzinfo=dt.timezone(-east.utcoffset(None)))
    )
    assert in_order([last, first]) == (first, last)


# Solutions.


@pytest.mark.parametrize(
    ("updates", "status"),
    [
        ([], SolutionStatus.UNKNOWN),
        ([told(remark="mooi")], SolutionStatus.UNKNOWN),
        ([told(worked_out="unknown")], SolutionStatus.UNKNOWN),
        ([told(worked_out="no")], SolutionStatus.NOT_TAKEN_UP),
        ([told(worked_out="partly")], SolutionStatus.BEING_WORKED_OUT),
        ([told(worked_out="yes")], SolutionStatus.WORKED_OUT),
        ([told(worked_out="yes", applied="no")], SolutionStatus.WORKED_OUT),
        ([told(worked_out="yes", applied="unknown")], SolutionStatus.WORKED_OUT),
        ([told(worked_out="no", applied="partly")], SolutionStatus.PARTLY_APPLIED),
        ([told(worked_out="no", applied="yes")], SolutionStatus.APPLIED),
        ([told(applied="partly", embedded=True)], SolutionStatus.EMBEDDED),
        ([told(applied="yes", embedded=True, dropped=True)], SolutionStatus.DROPPED),
    ],
)
def test_the_first_status_that_fits_counts(updates: list[Update], status: SolutionStatus) -> None:
    """Dropped, embedded, applied, partly, worked out, being worked out, not taken up, unknown."""
    assert solution_status(updates) is status


@pytest.mark.parametrize(
    ("updates", "status"),
    [
        # Each question keeps its last answer, whenever the other one was answered.
        ([told(applied="partly"), told(worked_out="yes")], SolutionStatus.PARTLY_APPLIED),
        ([told(applied="yes"), told(applied="no", worked_out="no")], SolutionStatus.NOT_TAKEN_UP),
        ([told(worked_out="yes"), told(worked_out="unknown")], SolutionStatus.UNKNOWN),
        ([told(worked_out="yes"), told(remark="mooi")], SolutionStatus.WORKED_OUT),
        # Embedded until somebody takes that back.
        ([told(embedded=True), told(worked_out="partly")], SolutionStatus.EMBEDDED),
        ([told(embedded=True), told(applied="partly")], SolutionStatus.EMBEDDED),
        ([told(embedded=True, applied="yes"), told(embedded=False)], SolutionStatus.APPLIED),
        ([told(embedded=True, worked_out="yes"), told(applied="no")], SolutionStatus.WORKED_OUT),
        ([told(embedded=False), told(embedded=True, applied="no")], SolutionStatus.EMBEDDED),
        # Dropped until somebody takes it up again.
        ([told(dropped=True), told(remark="jammer")], SolutionStatus.DROPPED),
        ([told(dropped=True), told(worked_out="partly")], SolutionStatus.BEING_WORKED_OUT),
        ([told(dropped=True), told(applied="unknown")], SolutionStatus.UNKNOWN),
        ([told(dropped=True), told(status="open")], SolutionStatus.UNKNOWN),
        ([told(dropped=True), told(embedded=False)], SolutionStatus.UNKNOWN),
        ([told(worked_out="yes"), told(status="dropped")], SolutionStatus.DROPPED),
        ([told(dropped=True), told(worked_out="no"), told(dropped=True)], SolutionStatus.DROPPED),
    ],
)
def test_the_later_word_on_a_solution_counts(updates: list[Update], status: SolutionStatus) -> None:
    """Of one day as of two: what was told later takes back what was told before."""
    assert solution_status(updates) is status
    apart = [
        told(**{name: getattr(each, name) for name in Update.__slots__} | {"on": day})
        for each, day in zip(updates, (YESTERDAY, TODAY, TOMORROW), strict=False)
    ]
    assert solution_status(reversed(apart)) is status


def test_what_nobody_knows_is_counted() -> None:
    """An unknown is a signal of its own, once for each time that it was said."""
    updates = [
        told(worked_out="unknown", applied="unknown"),
        told(worked_out="yes"),
        told(applied="unknown"),
        told(applied="unknown", withdrawn_at=NINE),
    ]
    assert solution_answers(updates) == SolutionAnswers(
        worked_out="yes", applied="unknown", embedded=False, dropped=False, times_unknown=2
    )


# Report-backs and decisions.


@pytest.mark.parametrize(
    ("updates", "status"),
    [
        ([], CheckStatus.UNKNOWN),
        ([told(response="wisselend")], CheckStatus.UNKNOWN),
        ([told(done="unknown")], CheckStatus.UNKNOWN),
        ([told(done="no")], CheckStatus.NOT_DONE),
        ([told(done="partly")], CheckStatus.PARTLY),
        ([told(done="yes")], CheckStatus.DONE),
        ([told(dropped=True)], CheckStatus.DROPPED),
        ([told(done="yes", dropped=True)], CheckStatus.DROPPED),
        # Who writes by hand may use the words of a promise.
        ([told(status="open")], CheckStatus.NOT_DONE),
        ([told(status="started")], CheckStatus.PARTLY),
        ([told(status="done")], CheckStatus.DONE),
        ([told(status="dropped")], CheckStatus.DROPPED),
        # The later word counts, and a remark is none.
        ([told(done="yes"), told(remark="mooi")], CheckStatus.DONE),
        ([told(done="yes"), told(done="no")], CheckStatus.NOT_DONE),
        ([told(done="yes"), told(status="open")], CheckStatus.NOT_DONE),
        ([told(done="partly"), told(done="unknown")], CheckStatus.UNKNOWN),
        ([told(dropped=True), told(remark="jammer")], CheckStatus.DROPPED),
        ([told(dropped=True), told(done="partly")], CheckStatus.PARTLY),
    ],
)
def test_what_is_checked_stands_as_was_told_last(
    updates: list[Update], status: CheckStatus
) -> None:
    """Dropped, done, partly, not done or unknown."""
    assert check_status(updates) is status


# Agreements of a framework.


@pytest.mark.parametrize(
    ("updates", "status"),
    [
        ([], LineStatus.UNKNOWN),
        ([told(remark="mooi")], LineStatus.UNKNOWN),
        ([told(applied="unknown")], LineStatus.UNKNOWN),
        ([told(applied="no")], LineStatus.NOT_APPLIED),
        ([told(applied="partly")], LineStatus.PARTLY_APPLIED),
        ([told(applied="yes")], LineStatus.APPLIED),
        ([told(applied="no", embedded=True)], LineStatus.EMBEDDED),
        ([told(embedded=True), told(applied="no")], LineStatus.NOT_APPLIED),
        ([told(embedded=True, applied="yes"), told(embedded=False)], LineStatus.APPLIED),
        ([told(applied="yes"), told(dropped=True)], LineStatus.APPLIED),
    ],
)
def test_a_line_stands_by_how_it_was_applied(updates: list[Update], status: LineStatus) -> None:
    """Embedded, applied, partly, not, or unknown; nobody can drop it here."""
    assert line_status(updates) is status


# Bottlenecks.


@pytest.mark.parametrize(
    ("resolved_on", "updates", "status"),
    [
        (None, [], BottleneckStatus.UNKNOWN),
        (None, [told(done="unknown")], BottleneckStatus.UNKNOWN),
        (None, [told(done="no")], BottleneckStatus.NOT_RESOLVED),
        (None, [told(done="partly")], BottleneckStatus.PARTLY_RESOLVED),
        (None, [told(done="yes")], BottleneckStatus.RESOLVED),
        (None, [told(done="yes"), told(dropped=True)], BottleneckStatus.DROPPED),
        (TODAY, [], BottleneckStatus.RESOLVED),
        (TODAY, [told(response="fijn")], BottleneckStatus.RESOLVED),
        (TODAY, [told(done="no")], BottleneckStatus.NOT_RESOLVED),
        (TODAY, [told(done="no", withdrawn_at=NINE)], BottleneckStatus.RESOLVED),
        (TOMORROW, [], BottleneckStatus.UNKNOWN),
    ],
)
def test_a_bottleneck_stands_by_whether_its_knot_was_cut(
    resolved_on: dt.date | None, updates: list[Update], status: BottleneckStatus
) -> None:
    """The day in its own record counts from then on, until somebody tells otherwise."""
    note = Note(id=PROMISE.id, resolved_on=resolved_on)
    assert bottleneck_status(note, updates, TODAY) is status


def test_a_bottleneck_lies_where_it_was_told_to_lie_last() -> None:
    """Where it was put on the agenda, until somebody names another."""
    note = Note(escalated_to="stuurgroep")
    assert lies_with(note, [told(form=" ")]) == "stuurgroep"
    later = told(form="college", on=TOMORROW)
    assert lies_with(note, [later, told(form="MT"), told(done="no")]) == "college"


# Own questions.


@pytest.mark.parametrize(
    ("updates", "status"),
    [
        ([], StepStatus.NONE),
        ([told(wording="Hoe dan?")], StepStatus.NONE),
        ([told(next_step=" ")], StepStatus.NONE),
        ([told(next_step="Bellen")], StepStatus.AGREED),
        ([told(next_step="Bellen"), told(done="yes")], StepStatus.TAKEN),
        ([told(next_step="Bellen"), told(done="partly")], StepStatus.PARTLY_TAKEN),
        ([told(next_step="Bellen"), told(done="no")], StepStatus.NOT_TAKEN),
        ([told(next_step="Bellen"), told(done="unknown")], StepStatus.UNKNOWN),
        # A next step takes back nothing of what was told that day of the one before.
        ([told(done="yes", next_step="Schrijven")], StepStatus.TAKEN),
        ([told(done="yes"), told(next_step="Schrijven")], StepStatus.TAKEN),
        ([told(done="yes", next_step="Schrijven", on=YESTERDAY)], StepStatus.AGREED),
        ([told(done="no", on=YESTERDAY), told(next_step="Dan zo")], StepStatus.NOT_TAKEN),
        ([told(next_step="Dan zo", on=YESTERDAY), told(done="yes")], StepStatus.TAKEN),
        ([told(done="yes", next_step="Schrijven", on=None)], StepStatus.AGREED),
        # Dropped until somebody works on it again.
        ([told(done="yes"), told(dropped=True)], StepStatus.DROPPED),
        ([told(dropped=True), told(remark="jammer")], StepStatus.DROPPED),
        ([told(dropped=True), told(wording="Toch?")], StepStatus.NONE),
        ([told(dropped=True), told(position="ernaast")], StepStatus.NONE),
        ([told(dropped=True), told(next_step="Bellen")], StepStatus.AGREED),
        ([told(dropped=True), told(done="no")], StepStatus.NOT_TAKEN),
    ],
)
def test_an_own_question_stands_by_its_last_step(updates: list[Update], status: StepStatus) -> None:
    """What was told last of a step counts."""
    assert step_status(updates, TODAY) is status


def test_the_last_step_and_wording_count() -> None:
    """In whatever order they were read; without any, the first wording and no step."""
    updates = [
        told(wording="Wat doe ik?", next_step="Schrijven", on=TOMORROW),
        told(wording="Hoe dan?", next_step="Bellen"),
        told(remark="mooi", on=NEXT_WEEK),
    ]
    assert (wording_now("Waarom?", updates), step_before(updates)) == ("Wat doe ik?", "Schrijven")
    assert (wording_now("Waarom?", updates[2:]), step_before(updates[2:])) == ("Waarom?", "")


# Promises.


@pytest.mark.parametrize(
    ("due", "updates", "status"),
    [
        (None, [], PromiseStatus.OPEN),
        (TODAY, [], PromiseStatus.OPEN),
        (YESTERDAY, [], PromiseStatus.LATE),
        (TODAY, [told(status="started")], PromiseStatus.STARTED),
        (None, [told(status="started")], PromiseStatus.STARTED),
        (YESTERDAY, [told(status="started")], PromiseStatus.LATE),
        (YESTERDAY, [told(status="done")], PromiseStatus.DONE),
        (YESTERDAY, [told(done="yes")], PromiseStatus.DONE),
        (YESTERDAY, [told(status="dropped", reason="niet nodig")], PromiseStatus.DROPPED),
        (YESTERDAY, [told(dropped=True)], PromiseStatus.DROPPED),
        (YESTERDAY, [told(dropped=True, status="done")], PromiseStatus.DROPPED),
        (YESTERDAY, [told(due=TODAY)], PromiseStatus.OPEN),
        (TODAY, [told(due=YESTERDAY)], PromiseStatus.LATE),
        (YESTERDAY, [told(status="done"), told(remark="mooi")], PromiseStatus.DONE),
        (YESTERDAY, [told(status="done"), told(done="unknown")], PromiseStatus.DONE),
        (YESTERDAY, [told(status="done"), told(status="open", due=TODAY)], PromiseStatus.OPEN),
        # Dropped until it is taken up again, and late again where its day did not move.
        (YESTERDAY, [told(dropped=True), told(due=TODAY)], PromiseStatus.DROPPED),
        (YESTERDAY, [told(dropped=True), told(status="started")], PromiseStatus.LATE),
        (TODAY, [told(status="dropped"), told(status="open")], PromiseStatus.OPEN),
    ],
)
def test_a_promise_stands_as_was_told_last(
    due: dt.date | None, updates: list[Update], status: PromiseStatus
) -> None:
    """Dropped, done, late, started or open: the first that applies."""
    promise = Promise(id=PROMISE.id, due=due)
    assert promise_status(promise, updates, TODAY) is status


def test_the_later_day_counts_in_whatever_order_it_was_read() -> None:
    """Records may be read in any order; what was told without a day is the oldest."""
    early = Update(item=PROMISE.id, on=YESTERDAY, status="done")
    late = Update(item=PROMISE.id, on=TODAY, status="open")
    undated = Update(item=PROMISE.id, status="dropped")
    assert promise_status(PROMISE, [late, early, undated], TODAY) is PromiseStatus.OPEN


def test_what_was_told_of_another_promise_or_taken_back_does_not_count() -> None:
    """Only standing updates of this very promise say how it stands."""
    updates = [
        Update(item="t-2m7xk8fn", on=TODAY, status="done"),
        told(status="done", withdrawn_at=NINE),
    ]
    assert promise_status(PROMISE, updates, TODAY) is PromiseStatus.OPEN


@pytest.mark.parametrize(
    ("due", "moved_to", "postponed", "now"),
    [
        (TODAY, [], 0, TODAY),
        (None, [], 0, None),
        (None, [TODAY], 0, TODAY),
        (None, [TODAY, TOMORROW], 1, TOMORROW),
        (TODAY, [TOMORROW, NEXT_WEEK], 2, NEXT_WEEK),
        (TODAY, [NEXT_WEEK, TOMORROW], 1, TOMORROW),
        (TODAY, [YESTERDAY, TOMORROW], 1, TOMORROW),
        (TODAY, [TODAY, None, TODAY], 0, TODAY),
    ],
)
def test_a_promise_is_postponed_when_its_day_becomes_later(
    due: dt.date | None, moved_to: Sequence[dt.date | None], postponed: int, now: dt.date | None
) -> None:
    """A first day, the same day and an earlier one are no postponing; the last day counts."""
    promise = Promise(id=PROMISE.id, due=due)
    days = (YESTERDAY, TODAY, TOMORROW)
    updates = [told(on=day, due=moved) for day, moved in zip(days, moved_to, strict=False)]
    assert times_postponed(promise, reversed(updates)) == postponed
    assert due_now(promise, updates[::-1]) == now


def test_the_counts_leave_out_what_is_dropped_or_withdrawn() -> None:
    """Open holds what was started too; kept and late are told apart."""
    promises = [
        Promise(id="t-1"),
        Promise(id="t-2"),
        Promise(id="t-3", due=YESTERDAY),
        Promise(id="t-4"),
        Promise(id="t-5"),
        Promise(id="t-6", withdrawn_at=NINE),
    ]
    updates = [
        Update(item="t-2", on=TODAY, status="started"),
        Update(item="t-4", on=TODAY, status="done"),
        Update(item="t-5", on=TODAY, status="dropped"),
    ]
    assert count_promises(promises, updates, TODAY) == PromiseCounts(open=2, kept=1, late=1)


@given(strategies.items("promises"), strategies.items("updates"), strategies.dates())
def test_the_order_of_promises_does_not_matter(
    promises: tuple[Promise, ...], updates: tuple[Update, ...], today: dt.date
) -> None:
    """Counting is of a set: no promise counts twice, none gets lost but the dropped ones."""
    counts = count_promises(promises, updates, today)
    assert counts == count_promises(reversed(promises), updates, today)
    standing = [each for each in promises if each.withdrawn_at is None]
    assert counts.open + counts.kept + counts.late <= len(standing)


# Total and exclusive: by a second wording of the rules, each status on its own.


def last(updates: Sequence[Update], name: str) -> object:
    """Return the last answer to one question."""
    return next((got for each in reversed(updates) if (got := getattr(each, name))), None)


@given(any_updates())
def test_whatever_was_told_of_a_solution_exactly_one_status_fits(updates: list[Update]) -> None:
    """Each status has a rule of its own; of all rules just one holds, that of the status given."""
    answers = solution_answers(updates)
    worked_out, applied = last(in_order(updates), "worked_out"), last(in_order(updates), "applied")
    assert (answers.worked_out, answers.applied) == (worked_out, applied)
    asked = not answers.dropped and not answers.embedded
    used = applied in ("yes", "partly")
    fits = {
        SolutionStatus.DROPPED: answers.dropped,
        SolutionStatus.EMBEDDED: answers.embedded and not answers.dropped,
        SolutionStatus.APPLIED: asked and applied == "yes",
        SolutionStatus.PARTLY_APPLIED: asked and applied == "partly",
        SolutionStatus.WORKED_OUT: asked and not used and worked_out == "yes",
        SolutionStatus.BEING_WORKED_OUT: asked and not used and worked_out == "partly",
        SolutionStatus.NOT_TAKEN_UP: asked and not used and worked_out == "no",
        SolutionStatus.UNKNOWN: asked and not used and worked_out in (None, "unknown"),
    }
    assert set(fits) == set(SolutionStatus)
    assert [status for status, holds in fits.items() if holds] == [solution_status(updates)]


@given(any_updates(), st.none() | strategies.dates(), strategies.dates())
def test_whatever_was_told_of_a_promise_exactly_one_status_fits(
    updates: list[Update], due: dt.date | None, today: dt.date
) -> None:
    """The status given is the only one of which the rule holds."""
    promise = Promise(id=PROMISE.id, due=due)
    words = [
        "dropped" if each.dropped else each.status or each.done
        for each in in_order(updates)
        if each.dropped or each.status or each.done not in (None, "unknown")
    ]
    word = words[-1] if words else None
    over = word in ("dropped", "done", "yes")
    until = due_now(promise, updates)
    late = not over and until is not None and until < today
    fits = {
        PromiseStatus.DROPPED: word == "dropped",
        PromiseStatus.DONE: word in ("done", "yes"),
        PromiseStatus.LATE: late,
        PromiseStatus.STARTED: not late and word in ("started", "partly"),
        PromiseStatus.OPEN: not late and word in ("open", "no", None),
    }
    assert set(fits) == set(PromiseStatus)
    assert [s for s, holds in fits.items() if holds] == [promise_status(promise, updates, today)]


@given(any_updates())
def test_whatever_was_told_of_what_is_checked_exactly_one_status_fits(
    updates: list[Update],
) -> None:
    """The status given is the only one of which the rule holds."""
    words = [
        "dropped" if each.dropped else each.status or each.done
        for each in in_order(updates)
        if each.dropped or each.status or each.done
    ]
    word = words[-1] if words else None
    fits = {
        CheckStatus.DROPPED: word == "dropped",
        CheckStatus.DONE: word in ("done", "yes"),
        CheckStatus.PARTLY: word in ("started", "partly"),
        CheckStatus.NOT_DONE: word in ("open", "no"),
        CheckStatus.UNKNOWN: word in (None, "unknown"),
    }
    assert set(fits) == set(CheckStatus)
    assert [status for status, holds in fits.items() if holds] == [check_status(updates)]


@given(any_updates())
def test_whatever_was_told_of_a_line_exactly_one_status_fits(updates: list[Update]) -> None:
    """The status given is the only one of which the rule holds."""
    applied = last(in_order(updates), "applied")
    embedded = solution_answers(updates).embedded
    fits = {
        LineStatus.EMBEDDED: embedded,
        LineStatus.APPLIED: not embedded and applied == "yes",
        LineStatus.PARTLY_APPLIED: not embedded and applied == "partly",
        LineStatus.NOT_APPLIED: not embedded and applied == "no",
        LineStatus.UNKNOWN: not embedded and applied in (None, "unknown"),
    }
    assert set(fits) == set(LineStatus)
    assert [status for status, holds in fits.items() if holds] == [line_status(updates)]


@given(any_updates(), st.none() | strategies.dates(), strategies.dates())
def test_whatever_was_told_of_a_bottleneck_exactly_one_status_fits(
    updates: list[Update], resolved_on: dt.date | None, today: dt.date
) -> None:
    """The status given is the only one of which the rule holds."""
    words = [
        "dropped" if each.dropped else each.status or each.done
        for each in in_order(updates)
        if each.dropped or each.status or each.done
    ]
    cut = not words and resolved_on is not None and resolved_on <= today
    word = words[-1] if words else None
    fits = {
        BottleneckStatus.DROPPED: word == "dropped",
        BottleneckStatus.RESOLVED: cut or word in ("done", "yes"),
        BottleneckStatus.PARTLY_RESOLVED: word in ("started", "partly"),
        BottleneckStatus.NOT_RESOLVED: word in ("open", "no"),
        BottleneckStatus.UNKNOWN: not cut and word in (None, "unknown"),
    }
    assert set(fits) == set(BottleneckStatus)
    found = bottleneck_status(Note(resolved_on=resolved_on), updates, today)
    assert [status for status, holds in fits.items() if holds] == [found]


@given(any_updates(), strategies.dates())
def test_whatever_was_told_of_an_own_question_exactly_one_status_fits(
    updates: list[Update], today: dt.date
) -> None:
    """The status given is the only one of which the rule holds."""
    dropped, steps = False, list[str]()
    words: list[str | None] = []
    for each in in_order(updates):
        word = "dropped" if each.dropped else each.status or each.done
        works = word or (each.wording + each.position + each.next_step).strip()
        dropped = word == "dropped" or (dropped and not works)
        words += [word] if word not in (None, "dropped") else []
        steps += [each.next_step] if each.next_step.strip() else []
        day = each.on or (each.written_at.date() if each.written_at else dt.date.min)
        words += ["agreed"] if each.next_step.strip() and day < today else []
    last_word = words[-1] if words else None
    fits = {
        StepStatus.DROPPED: dropped,
        StepStatus.TAKEN: not dropped and last_word in ("done", "yes"),
        StepStatus.PARTLY_TAKEN: not dropped and last_word in ("started", "partly"),
        StepStatus.NOT_TAKEN: not dropped and last_word in ("open", "no"),
        StepStatus.UNKNOWN: not dropped and last_word == "unknown",
        StepStatus.AGREED: not dropped
        and (last_word == "agreed" or (last_word is None and bool(steps))),
        StepStatus.NONE: not dropped and last_word is None and not steps,
    }
    assert set(fits) == set(StepStatus)
    assert [status for status, holds in fits.items() if holds] == [step_status(updates, today)]


def test_dropped_embedded_and_done_are_closed_and_nothing_else() -> None:
    """What is applied is not closed yet: a terugkom asks whether it lasts."""
    every = (
        *SolutionStatus,
        *PromiseStatus,
        *CheckStatus,
        *LineStatus,
        *BottleneckStatus,
        *StepStatus,
    )
    assert [each for each in every if each in CLOSED] == [
        SolutionStatus.DROPPED,
        SolutionStatus.EMBEDDED,
        PromiseStatus.DROPPED,
        PromiseStatus.DONE,
        CheckStatus.DROPPED,
        CheckStatus.DONE,
        LineStatus.EMBEDDED,
        BottleneckStatus.DROPPED,
        BottleneckStatus.RESOLVED,
        StepStatus.DROPPED,
    ]
