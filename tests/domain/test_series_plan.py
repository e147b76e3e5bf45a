"""Planning a series: dates, werkvormen and ids."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.series import ParticipantQuestion, PlannedMeeting, QuestionVersion, Series
from sessiecoach.domain.series_plan import (
    Rhythm,
    asked,
    changed_meeting,
    fits,
    planned,
    proposed_count,
    proposed_weeks,
    reworded,
    werkvormen_of,
    with_meetings,
    without_meeting,
    without_question,
)
from sessiecoach.domain.werkvorm import SeriesKind

FIRST = dt.date(2026, 9, 7)
LEERKRING = SeriesKind(
    schema=1,
    kind="series",
    id="reeks",
    title="Drie",
    meetings=("kijkglas", "bocht", "vrij"),
    themes=("een", "twee", "drie"),
)
MASTERCLASS = SeriesKind(
    schema=1,
    kind="series",
    id="reeks",
    title="Zes of zeven",
    meetings=("bijeenkomst", "slot"),
    repeated="bijeenkomst",
    least_meetings=6,
    most_meetings=7,
    months=9,
)
ENDLESS = replace(MASTERCLASS, least_meetings=None, most_meetings=None)


def test_dates_are_on_one_day_of_the_week() -> None:
    """From the first date on, so many weeks apart."""
    assert Rhythm(FIRST, 3, 5).dates() == (
        FIRST,
        dt.date(2026, 10, 12),
        dt.date(2026, 11, 16),
    )


def test_a_kind_proposes_how_many_and_how_far_apart() -> None:
    """Six meetings in nine months are some eight weeks apart; without a kind it is four weeks."""
    assert proposed_count(MASTERCLASS) == 6
    assert proposed_weeks(MASTERCLASS, 6) == 8
    assert proposed_count(LEERKRING) == 3
    assert (proposed_count(None), proposed_weeks(None, 9)) == (1, 4)
    assert proposed_weeks(LEERKRING, 3) == 4
    assert proposed_weeks(MASTERCLASS, 1) == 4


@pytest.mark.parametrize(
    ("kind", "fitting", "not_fitting"),
    [
        (MASTERCLASS, (6, 7), (0, 5, 8)),
        (LEERKRING, (3,), (2, 4)),
        (ENDLESS, (2, 99), (1, 100)),
        (None, (1, 99), (-1, 0, 100)),
    ],
)
def test_a_kind_says_how_many_meetings_it_can_have(
    kind: SeriesKind | None, fitting: tuple[int, ...], not_fitting: tuple[int, ...]
) -> None:
    """Fewer or more than the source has is no series of that kind."""
    assert all(fits(kind, count) for count in fitting)
    assert not any(fits(kind, count) for count in not_fitting)


def test_what_is_repeated_fills_up_and_the_last_stays_last() -> None:
    """Seven meetings of a masterclass end with its closing one."""
    assert werkvormen_of(MASTERCLASS, 7) == ("bijeenkomst",) * 6 + ("slot",)
    assert werkvormen_of(LEERKRING, 3) == LEERKRING.meetings
    assert werkvormen_of(LEERKRING, 4) == (*LEERKRING.meetings, "")
    assert werkvormen_of(None, 2) == ("", "")


def test_planned_meetings_have_hours_werkvorm_and_theme() -> None:
    """What the kind of series says of each meeting stands with its date."""
    rhythm = Rhythm(FIRST, 3, 4, dt.time(9), dt.time(12))
    meetings = planned(LEERKRING, rhythm)
    assert [(each.werkvorm, each.theme) for each in meetings] == [
        ("kijkglas", "een"),
        ("bocht", "twee"),
        ("vrij", "drie"),
    ]
    assert {(each.starts, each.ends) for each in meetings} == {(dt.time(9), dt.time(12))}
    assert [each.theme for each in planned(None, rhythm)] == ["", "", ""]


@given(
    st.lists(st.dates(FIRST, dt.date(2026, 9, 10)), max_size=8),
    st.lists(st.dates(FIRST, dt.date(2026, 9, 10)), max_size=8),
)
def test_ids_are_never_shared_and_never_change(first: list[dt.date], second: list[dt.date]) -> None:
    """Whatever is planned on whatever days, each meeting has an id of its own that stays."""
    series = with_meetings(Series(), [PlannedMeeting(date=each) for each in first])
    before = {each.id: each for each in series.planned_meetings}
    series = with_meetings(series, [PlannedMeeting(date=each) for each in second])
    ids = [each.id for each in series.planned_meetings]
    assert len(set(ids)) == len(ids) == len(first) + len(second)
    assert all(each in series.planned_meetings for each in before.values())
    dates = [each.date for each in series.planned_meetings]
    assert dates == sorted(dates)


def test_moving_a_date_keeps_the_id() -> None:
    """The id is that of the day on which it was first planned; the place follows the new date."""
    series = with_meetings(Series(), planned(None, Rhythm(FIRST, 2, 1)))
    moved = replace(series.planned_meetings[0], date=dt.date(2026, 10, 1))
    after = changed_meeting(series, moved)
    assert [(each.id, each.date) for each in after.planned_meetings] == [
        ("2026-09-14", dt.date(2026, 9, 14)),
        ("2026-09-07", dt.date(2026, 10, 1)),
    ]
    freed = with_meetings(after, [PlannedMeeting(date=FIRST)])
    assert freed.planned_meetings[0].id == "2026-09-07-2"


def test_a_meeting_can_go() -> None:
    """Only that one goes."""
    series = with_meetings(Series(), planned(None, Rhythm(FIRST, 2, 1)))
    assert without_meeting(series, "2026-09-07").planned_meetings == series.planned_meetings[1:]


def test_a_question_is_added_changed_and_taken_away() -> None:
    """A question is known by its id; the order in which they were asked stays."""
    one, two = ParticipantQuestion(id="v-1", by="manager"), ParticipantQuestion(id="v-2")
    series = asked(asked(Series(), one), two)
    changed = replace(one, by="teamleider")
    series = asked(series, changed)
    assert series.questions == (changed, two)
    assert without_question(series, "v-1").questions == (two,)


def test_another_wording_is_a_version() -> None:
    """The first wording stays; a second of one day takes the place of the first of that day."""
    later = FIRST + dt.timedelta(days=30)
    question = reworded(ParticipantQuestion(id="v-1"), "Hoe?", FIRST)
    assert reworded(question, "Hoe?", later) == question
    twice = reworded(reworded(question, "Waarom?", later), "Wie?", later)
    assert twice.versions == (
        QuestionVersion(on=FIRST, text="Hoe?"),
        QuestionVersion(on=later, text="Wie?"),
    )
    assert reworded(twice, "Hoe?", later).versions == question.versions
