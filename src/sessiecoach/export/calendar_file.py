"""The days of a series as a calendar file: by when something is promised, and the next meetings.

A promise is an event of a whole day that takes no time, since Outlook and Google leave out tasks
when they read a calendar file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sessiecoach.domain.carry_over import Carried
from sessiecoach.domain.concerns import Circle, circle_of
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Promise
from sessiecoach.domain.standing import due_now
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import long_date
from sessiecoach.export.after_meeting import NO_SERIES, ComingMeeting, coming, standing
from sessiecoach.export.source import Source
from sessiecoach.export.words import labels_of
from sessiecoach.export.written import moment_of

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

_MAKER: Final = "-//sessiecoach//sessiecoach//NL"
_FIRST_DAY: Final = dt.date(2000, 1, 1)
_AMSTERDAM: Final = "Europe/Amsterdam"
_SINCE: Final = 1996
"""From this year on summer time in the European Union begins and ends on the days it does now."""
_BRACKETS: Final = str.maketrans("<>", "‹›")
_LONGEST: Final = 200
"""Signs of a title that a calendar shows as a whole."""


def calendar_file(source: Source, series: Series = NO_SERIES, *, names: bool = False) -> bytes:
    """Return the open promises that have a day, and the meetings to come, as iCalendar.

    An event keeps its UID, so that reading a later file changes it instead of adding another.
    Names of people are in it only with `names`, since a calendar travels: an owner is told where
    that is a role, an organisation or a body.
    """
    from icalendar import Calendar

    circle = circle_of(source.session, source.others)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _MAKER)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    title = _plain(series.title) or _plain(source.session.header.title)
    if title:
        calendar.add("x-wr-calname", title)
    events = [
        *(_of_promise(source, series, circle, *each, names=names) for each in _dated(source)),
        *(_of_meeting(source, series, each) for each in coming(source, series)),
    ]
    _add_zone(calendar, source, events)
    for event in events:
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _dated(source: Source) -> Iterator[tuple[Carried, Promise, dt.date]]:
    for each in standing(source):
        if each.is_open and isinstance(each.item, Promise):
            due = due_now(each.item, each.told)
            if due is not None:
                yield each, each.item, due


def _of_promise(
    source: Source,
    series: Series,
    circle: Circle,
    each: Carried,
    promise: Promise,
    due: dt.date,
    *,
    names: bool,
) -> Event:
    event = _event(source, series, "promise", promise.id)
    owner = _plain(promise.owner)
    if not (names or circle.at(each.meeting).is_nobody(owner)):
        owner = ""
    what = _plain(promise.what) or "afspraak"
    _add_day(event, due)
    event.add("summary", _short(f"Uiterlijk vandaag: {what}{f' ({owner})' if owner else ''}"))
    kind = "Toezegging" if promise.kind == "toezegging" else "Actie"
    label = labels_of(each.meeting, private=source.private).of(promise.id)
    day = each.meeting.header.date
    said = [f"{kind} {label}{f' van {long_date(day)}' if day else ''}.", f"{what.rstrip('.')}."]
    if owner:
        said.append(f"Wie: {owner}.")
    event.add("description", "\n".join(said))
    event.add("transp", "TRANSPARENT")
    return event


def _of_meeting(source: Source, series: Series, meeting: ComingMeeting) -> Event:
    event = _event(source, series, "meeting", meeting.key)
    event.add(
        "summary", _short(_plain(meeting.title) or _plain(series.title) or "Volgende bijeenkomst")
    )
    if meeting.starts is None:
        _add_day(event, meeting.date)
    else:
        zone = _zone(source)
        event.add("dtstart", dt.datetime.combine(meeting.date, meeting.starts, zone))
        if meeting.ends is not None and meeting.ends > meeting.starts:
            event.add("dtend", dt.datetime.combine(meeting.date, meeting.ends, zone))
    if meeting.location:
        event.add("location", _plain(meeting.location))
    if meeting.question:
        event.add("description", f"Vraag voor deze keer: {_plain(meeting.question)}")
    return event


def _event(source: Source, series: Series, kind: str, key: str) -> Event:
    """Return an event that is known again; a later meeting makes a later version of it."""
    from icalendar import Event

    of = source.session.header.series or series.id or source.session.header.document
    known_by = hashlib.sha256("\0".join((of, kind, key)).encode("utf-8", "replace")).hexdigest()
    moment = moment_of(source.session)
    event = Event()
    event.add("uid", f"{known_by[:32]}@sessiecoach")
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", max(0, (moment.date() - _FIRST_DAY).days))
    return event


def _add_day(event: Event, day: dt.date) -> None:
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))


def _plain(text: str) -> str:
    """Return a text on one line without tags: some calendar programs show a text as HTML."""
    return one_line(text).translate(_BRACKETS)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _zone(source: Source) -> ZoneInfo:
    return source.zone if isinstance(source.zone, ZoneInfo) else ZoneInfo(_AMSTERDAM)


def _add_zone(calendar: Calendar, source: Source, events: list[Event]) -> None:
    """Add what a calendar has to know of the time zone of its meetings."""
    from icalendar import Timezone

    days = [event.start for event in events if isinstance(event.start, dt.datetime)]
    if not days:
        return
    zone = _zone(source)
    first, last = min(days).date(), max(days).date()
    if zone.key == _AMSTERDAM and first.year >= _SINCE:
        calendar.add_component(_amsterdam())
        return
    year = dt.timedelta(days=366)
    calendar.add_component(
        Timezone.from_tzid(zone.key, first_date=first - year, last_date=last + year)
    )


def _amsterdam() -> Timezone:
    """Return the time zone of the Netherlands as a rule, which every calendar program follows."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

    zone = Timezone()
    zone.add("tzid", _AMSTERDAM)
    winter, summer = dt.timedelta(hours=1), dt.timedelta(hours=2)
    for part, name, month, hour, before, since in (
        (TimezoneDaylight(), "CEST", 3, 2, winter, summer),
        (TimezoneStandard(), "CET", 10, 3, summer, winter),
    ):
        part.add("tzname", name)
        part.add("dtstart", _last_sunday(_SINCE, month, hour))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", since)
        part.add("rrule", vRecur(freq="yearly", bymonth=month, byday="-1su"))
        zone.add_component(part)
    return zone


def _last_sunday(year: int, month: int, hour: int) -> dt.datetime:
    """Return an hour of the last Sunday of a month of 31 days, in local time."""
    last = dt.datetime(year, month, 31, hour)  # noqa: DTZ001 - a rule has no zone
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)
