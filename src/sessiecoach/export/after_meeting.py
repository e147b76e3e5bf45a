"""What stands after a meeting: what is open in its series, and which meetings come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sessiecoach.domain.carry_over import Carried, carried
from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.session import Header, Session
from sessiecoach.domain.text import one_line
from sessiecoach.export.source import Source

NO_SERIES = Series()
"""For a meeting that stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingMeeting:
    """A meeting that is still to come, as far as it is known."""

    key: str
    """The same for one meeting whenever it is asked for, also when it was moved."""
    date: dt.date
    starts: dt.time | None = None
    ends: dt.time | None = None
    title: str = ""
    location: str = ""
    question: str = ""
    """What the meeting before it leaves to it."""


def day_of(source: Source) -> dt.date:
    """Return the day after which things stand like this: that of the meeting."""
    return source.session.header.date or source.now.astimezone(source.zone).date()


def standing(source: Source) -> tuple[Carried, ...]:
    """Return everything of its series that can be open after a meeting, also of itself.

    Nothing private, unless that is shown; withdrawn items are not there.
    """
    meetings = (*source.others, source.session)
    every = carried(meetings, source.loose, day_of(source), brought=source.brought)
    return tuple(each for each in every if each.item.id not in source.hidden)


def coming(source: Source, series: Series) -> tuple[ComingMeeting, ...]:
    """Return the meetings of a series after this one, the first first.

    Those that are planned, those that have a record already, and the day that this meeting
    agreed on.
    """
    after = day_of(source)
    planned = [each for each in series.planned_meetings if each.date > after]
    made = [each for each in source.others if each.header.date and each.header.date > after]
    found = [_coming(source, series, each.date, each, _made_for(made, each)) for each in planned]
    used = {each.date for each in found}
    dates = [each.header.date for each in made] + [source.session.next.date]
    for date in dict.fromkeys(dates):
        if date is not None and date > after and date not in used:
            record = next((each for each in made if each.header.date == date), None)
            found.append(_coming(source, series, date, None, record))
    return tuple(sorted(found, key=lambda each: (each.date, each.starts or dt.time.min)))


def next_one(source: Source, series: Series) -> ComingMeeting | None:
    """Return the meeting that follows: on the day that was agreed, or else as it is planned."""
    agreed = source.session.next.date
    every = coming(source, series)
    return next((each for each in every if each.date == agreed), next(iter(every), None))


def _made_for(made: Sequence[Session], planned: PlannedMeeting) -> Session | None:
    """Return the record that was made for a planned meeting, as far as its date tells."""
    return next(
        (
            each
            for each in made
            if each.header.id == planned.record or each.header.date == planned.date
        ),
        None,
    )


def _coming(
    source: Source,
    series: Series,
    date: dt.date,
    planned: PlannedMeeting | None,
    made: Session | None,
) -> ComingMeeting:
    """Return what is known of a meeting; what its record says counts more than the plan."""
    header = made.header if made else Header()
    plan = planned or PlannedMeeting(date=date)
    agreed = source.session.next
    return ComingMeeting(
        key=plan.id or date.isoformat(),
        date=header.date or date,
        starts=header.starts or plan.starts,
        ends=header.ends or plan.ends,
        title=one_line(header.title or plan.title or plan.theme),
        location=one_line(header.location or series.location_of(plan)),
        question=one_line(agreed.question) if agreed.date in (date, None) else "",
    )
