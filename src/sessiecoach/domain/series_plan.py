"""Planning a series: which meetings on which dates, and what a change of it may not break."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sessiecoach.domain.series import (
    ParticipantQuestion,
    PlannedMeeting,
    QuestionVersion,
    Series,
)
from sessiecoach.domain.werkvorm import SeriesKind

MOST_MEETINGS = 99
"""So many meetings can be planned in one go."""
_WEEK = dt.timedelta(days=7)
_DAYS_OF_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The dates of a new series: from when, how many, and how far apart."""

    first: dt.date
    count: int
    weeks: int
    """From one meeting to the next."""
    starts: dt.time | None = None
    ends: dt.time | None = None

    def dates(self) -> tuple[dt.date, ...]:
        """Return the day of each meeting, all on one day of the week."""
        return tuple(self.first + place * self.weeks * _WEEK for place in range(self.count))


def proposed_count(kind: SeriesKind | None) -> int:
    """Return how many meetings a kind of series has: its smallest number, or those it names."""
    if kind is None:
        return 1
    return kind.least_meetings or len(kind.meetings)


def proposed_weeks(kind: SeriesKind | None, count: int) -> int:
    """Return how many weeks apart meetings are, so that they fill the months of the kind."""
    if kind is None or kind.months is None or count < 2:
        return 4
    return max(1, round(kind.months * _DAYS_OF_MONTH / 7 / (count - 1)))


def fits(kind: SeriesKind | None, count: int) -> bool:
    """Return whether a kind of series can have so many meetings."""
    if not 1 <= count <= MOST_MEETINGS:
        return False
    if kind is None:
        return True
    least = kind.least_meetings or len(kind.meetings)
    most = kind.most_meetings or (MOST_MEETINGS if kind.repeated else len(kind.meetings))
    return least <= count <= most


def werkvormen_of(kind: SeriesKind | None, count: int) -> tuple[str, ...]:
    """Return the werkvorm of each of `count` meetings; empty for that of the series.

    What is repeated is repeated where it stands, until the number is right; what comes after
    it stays at the end. Without anything to repeat the last meetings have none of their own.
    """
    if kind is None:
        return ("",) * count
    meetings = list(kind.meetings)
    while kind.repeated and len(meetings) < count:
        meetings.insert(meetings.index(kind.repeated), kind.repeated)
    return tuple((*meetings, *[""] * count)[:count])


def planned(kind: SeriesKind | None, rhythm: Rhythm) -> tuple[PlannedMeeting, ...]:
    """Return the meetings of a new series, each with its werkvorm and theme where there is one."""
    dates = rhythm.dates()
    werkvormen = werkvormen_of(kind, len(dates))
    themes = (*(kind.themes if kind is not None else ()), *[""] * len(dates))
    return tuple(
        PlannedMeeting(
            date=date,
            starts=rhythm.starts,
            ends=rhythm.ends,
            werkvorm=werkvorm,
            theme=theme,
        )
        for date, werkvorm, theme in zip(dates, werkvormen, themes, strict=False)
    )


def with_meetings(series: Series, meetings: Iterable[PlannedMeeting]) -> Series:
    """Return a series with more meetings, each with an id that no other has, sorted by date."""
    taken = {each.id for each in series.planned_meetings}
    every = list(series.planned_meetings)
    for meeting in meetings:
        name = _free(meeting.date.isoformat(), taken)
        taken.add(name)
        every.append(replace(meeting, id=name))
    return replace(series, planned_meetings=_sorted(every))


def changed_meeting(series: Series, meeting: PlannedMeeting) -> Series:
    """Return a series in which a meeting says something else; its id stays, whatever its date."""
    every = [meeting if each.id == meeting.id else each for each in series.planned_meetings]
    return replace(series, planned_meetings=_sorted(every))


def without_meeting(series: Series, meeting_id: str) -> Series:
    """Return a series without a planned meeting."""
    kept = (each for each in series.planned_meetings if each.id != meeting_id)
    return replace(series, planned_meetings=tuple(kept))


def asked(series: Series, question: ParticipantQuestion) -> Series:
    """Return a series with one more question of a participant, or with that one changed."""
    known = [each.id for each in series.questions]
    if question.id in known:
        every = tuple(question if each.id == question.id else each for each in series.questions)
    else:
        every = (*series.questions, question)
    return replace(series, questions=every)


def reworded(question: ParticipantQuestion, text: str, on: dt.date) -> ParticipantQuestion:
    """Return a question with another wording from a day on; the wordings before it stay.

    A second wording of one day takes the place of the first.
    """
    kept = tuple(each for each in question.versions if each.on != on)
    if kept and kept[-1].text == text:
        return replace(question, versions=kept)
    return replace(question, versions=(*kept, QuestionVersion(on=on, text=text)))


def without_question(series: Series, question_id: str) -> Series:
    """Return a series without the question of a participant."""
    kept = (each for each in series.questions if each.id != question_id)
    return replace(series, questions=tuple(kept))


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    numbers = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in numbers if each not in taken)


def _sorted(meetings: Sequence[PlannedMeeting]) -> tuple[PlannedMeeting, ...]:
    return tuple(sorted(meetings, key=lambda each: (each.date, each.starts or dt.time.min)))
