"""A series: what its planned meetings take over from it, and how promises stand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.session import Promise, Update
from sessiecoach.domain.standing import (
    PromiseCounts,
    PromiseStatus,
    count_promises,
    promise_status,
)
from tests import strategies

TODAY = dt.date(2016, 9, 5)
YESTERDAY = TODAY - dt.timedelta(days=1)
PROMISE = Promise(id="t-q9c6zr3k", what="Meenemen", due=TODAY)


def told(**values: object) -> Update:
    return Update(item=PROMISE.id, on=TODAY, **values)  # type: ignore[arg-type]


def test_a_planned_meeting_takes_over_what_it_does_not_say() -> None:
    """Werkvorm and location of the series count where a meeting has none of its own."""
    series = Series(werkvorm="leersessie", location="gemeentehuis Oss")
    plain = PlannedMeeting(date=TODAY)
    other = PlannedMeeting(date=TODAY, werkvorm="vrij", location="bibliotheek")
    assert (series.werkvorm_of(plain), series.location_of(plain)) == (
        "leersessie",
        "gemeentehuis Oss",
    )
    assert (series.werkvorm_of(other), series.location_of(other)) == ("vrij", "bibliotheek")


@pytest.mark.parametrize(
    ("due", "updates", "status"),
    [
        (None, [], PromiseStatus.OPEN),
        (TODAY, [], PromiseStatus.OPEN),
        (YESTERDAY, [], PromiseStatus.LATE),
        (TODAY, [told(status="started")], PromiseStatus.STARTED),
        (YESTERDAY, [told(status="started")], PromiseStatus.LATE),
        (YESTERDAY, [told(status="done")], PromiseStatus.DONE),
        (YESTERDAY, [told(status="dropped", reason="niet nodig")], PromiseStatus.DROPPED),
        (YESTERDAY, [told(dropped=True)], PromiseStatus.DROPPED),
        (YESTERDAY, [told(due=TODAY)], PromiseStatus.OPEN),
        (TODAY, [told(due=YESTERDAY)], PromiseStatus.LATE),
        (YESTERDAY, [told(status="done"), told(remark="mooi")], PromiseStatus.DONE),
        (YESTERDAY, [told(status="done"), told(status="open", due=TODAY)], PromiseStatus.OPEN),
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
        told(status="done", withdrawn_at=dt.datetime(2016, 9, 5, 8, tzinfo=dt.UTC)),
    ]
    assert promise_status(PROMISE, updates, TODAY) is PromiseStatus.OPEN


def test_the_counts_leave_out_what_is_dropped_or_withdrawn() -> None:
    """Open holds what was started too; kept and late are told apart."""
    promises = [
        Promise(id="t-1"),
        Promise(id="t-2"),
        Promise(id="t-3", due=YESTERDAY),
        Promise(id="t-4"),
        Promise(id="t-5"),
        Promise(id="t-6", withdrawn_at=dt.datetime(2016, 9, 5, 8, tzinfo=dt.UTC)),
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
