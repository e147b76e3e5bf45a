"""The calendar file: days of promises and meetings to come, as two other readers understand it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.session import Header, Next, Promise, Session, Update
from sessiecoach.domain.text import one_line
from sessiecoach.export.calendar_file import calendar_file
from sessiecoach.export.source import Source
from tests.export.agreed import NOW, SEPTEMBER, SERIES, SOURCE, ZONE, with_text
from tests.hostile_texts import HOSTILE

GOLDEN = Path(__file__).parent / "golden" / "days.ics"


def _events(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")  # type: ignore[return-value]


def _read(data: bytes) -> list[Any]:
    """Return the events as the other reader understands them."""
    return list(vobject.readOne(data.decode()).contents.get("vevent", []))


def _of(title: str, events: list[icalendar.Event]) -> icalendar.Event:
    (found,) = (each for each in events if title in str(each["summary"]))
    return found


def test_the_calendar_stays_as_it_was() -> None:
    """Its bytes are known, apart from the ends of lines, which git may change in the copy."""
    made = calendar_file(SOURCE, SERIES)
    assert made.replace(b"\r\n", b"\n") == GOLDEN.read_bytes().replace(b"\r\n", b"\n")
    assert made == calendar_file(SOURCE, SERIES)


def test_it_is_written_as_the_standard_says() -> None:
    """Lines end in CR LF and are no longer than 75 bytes; what has to be there is there once."""
    made = calendar_file(SOURCE, SERIES)
    lines = made.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert b"\n" not in made.replace(b"\r\n", b"")
    for event in _events(made):
        assert {"UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DTSTART"} <= set(event)


def test_two_readers_understand_the_same() -> None:
    """Every event with its days, its words and its place."""
    made = calendar_file(SOURCE, SERIES)
    ours = [(str(e["uid"]), str(e["summary"]), e.start) for e in _events(made)]
    theirs = [(e.uid.value, e.summary.value, e.dtstart.value) for e in _read(made)]
    assert len(ours) == 5
    for (uid, summary, start), (other_uid, other_summary, other_start) in zip(
        ours, theirs, strict=True
    ):
        assert (uid, summary) == (other_uid, other_summary)
        if isinstance(start, dt.datetime):
            assert start.timestamp() == other_start.timestamp()
        else:
            assert start == other_start


def test_a_promise_is_a_whole_day_that_takes_no_time() -> None:
    """On the day to which it was moved last; without a day there is nothing to show."""
    events = _events(calendar_file(SOURCE, SERIES))
    late = _of("De wachtlijst delen", events)
    assert late.start == dt.date(2016, 8, 15)
    assert late.end == dt.date(2016, 8, 16)
    assert str(late["transp"]) == "TRANSPARENT"
    assert "Toezegging T1 van maandag 27 juni 2016." in str(late["description"])
    assert not [each for each in events if "De familie bellen" in str(each["summary"])]
    assert not [each for each in events if "Een kamer regelen" in str(each["summary"])]


def test_a_meeting_has_its_hours_in_the_time_of_its_place() -> None:
    """With place and question; one without hours is a whole day."""
    events = _events(calendar_file(SOURCE, SERIES))
    third = _of("Derde sessie", events)
    assert third.start == dt.datetime(2016, 10, 10, 9, tzinfo=ZONE)
    assert third.end == dt.datetime(2016, 10, 10, 10, 30, tzinfo=ZONE)
    assert str(third["location"]) == "gemeentehuis Oss"
    assert str(third["description"]) == "Vraag voor deze keer: Wat merkt de familie?"
    whole = _of("Proeftuin", events)
    assert whole.start == dt.date(2016, 12, 19)
    assert str(whole["location"]) == "wijkcentrum"
    assert "TRANSP" not in third


def test_the_rule_of_the_time_zone_is_that_of_the_netherlands() -> None:
    """At every week of many years, as a reader counts that knows only the file."""
    zone = vobject.readOne(calendar_file(SOURCE, SERIES).decode()).vtimezone.tzinfo
    for week in range(40 * 53):
        noon = dt.datetime(1997, 1, 1, 12) + dt.timedelta(weeks=week)  # noqa: DTZ001
        assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=ZONE).utcoffset()


def test_another_time_zone_is_in_the_file_too() -> None:
    """A meeting elsewhere has the hours of that place, as has one before there were rules."""
    zone = ZoneInfo("America/New_York")
    made = calendar_file(replace(SOURCE, zone=zone), SERIES)
    third = _of("Derde sessie", _events(made))
    assert third.start == dt.datetime(2016, 10, 10, 9, tzinfo=zone)
    assert b"TZID:America/New_York" in made
    assert made == calendar_file(replace(SOURCE, zone=zone), SERIES)
    assert b"TZID:Europe/Amsterdam" in calendar_file(replace(SOURCE, zone=dt.UTC), SERIES)
    old = Source(Session(header=Header(id="x", date=dt.date(1980, 1, 1))), ZONE, NOW)
    plan = PlannedMeeting(date=dt.date(1980, 2, 1), starts=dt.time(9), ends=dt.time(8))
    (event,) = _events(calendar_file(old, Series(planned_meetings=(plan,))))
    assert event.start == dt.datetime(1980, 2, 1, 9, tzinfo=ZONE)
    assert "DTEND" not in event
    assert str(event["summary"]) == "Volgende bijeenkomst"


def test_an_event_is_known_again_and_a_later_file_counts_more() -> None:
    """A promise keeps its UID whatever it says, a meeting also when it is planned or moved."""
    before = {str(e["uid"]): e for e in _events(calendar_file(SOURCE, SERIES))}
    assert len(before) == 5
    moved = replace(SERIES.planned_meetings[1], date=dt.date(2016, 10, 17))
    series = replace(SERIES, planned_meetings=(moved,))
    later = replace(
        SEPTEMBER,
        header=replace(SEPTEMBER.header, closed_at=dt.datetime(2016, 9, 9, tzinfo=dt.UTC)),
        promises=tuple(replace(each, what="anders") for each in SEPTEMBER.promises),
        next=Next(),
        updates=(*SEPTEMBER.updates, Update(id="u-9", item="t-los", due=dt.date(2017, 1, 1))),
    )
    after = {
        str(e["uid"]): e for e in _events(calendar_file(replace(SOURCE, session=later), series))
    }
    assert set(after) < set(before)
    assert len(after) == 4
    for uid, event in after.items():
        assert int(str(event["sequence"])) > int(str(before[uid]["sequence"]))
        assert event.DTSTAMP > before[uid].DTSTAMP
    assert dt.date(2017, 1, 1) in {event.start for event in after.values()}


def test_a_day_that_was_agreed_keeps_its_uid_once_it_is_planned() -> None:
    """The next meeting is one event, before and after it stands in the series."""
    alone = replace(SEPTEMBER, promises=())
    source = replace(SOURCE, session=alone, others=())
    (agreed,) = _events(calendar_file(source, Series()))
    planned = PlannedMeeting(id="2016-10-10", date=dt.date(2016, 10, 10))
    (now,) = _events(calendar_file(source, Series(planned_meetings=(planned,))))
    assert agreed["uid"] == now["uid"]
    assert agreed.start == dt.date(2016, 10, 10)


def test_a_person_is_in_it_only_where_that_was_asked() -> None:
    """A role is told, a name is not."""
    named = Promise(id="t-n", what="Bellen", owner="Karin de Boer", due=dt.date(2016, 10, 1))
    source = replace(SOURCE, session=replace(SEPTEMBER, promises=(*SEPTEMBER.promises, named)))
    made = calendar_file(source, SERIES)
    assert b"Karin" not in made
    assert b"(manager gemeente)" in made.replace(b"\r\n ", b"")
    asked = calendar_file(source, SERIES, names=True)
    assert "Karin de Boer" in str(_of("Bellen", _events(asked))["description"])


def test_a_series_without_days_is_an_empty_calendar() -> None:
    """It can still be read, and has no name where there is none."""
    made = calendar_file(Source(Session(), ZONE, NOW))
    assert _events(made) == []
    assert b"X-WR-CALNAME" not in made
    promise = Promise(id="t", due=dt.date(2016, 9, 6))
    made = calendar_file(Source(Session(promises=(promise,)), ZONE, NOW))
    (event,) = _events(made)
    assert str(event["summary"]) == "Uiterlijk vandaag: afspraak"
    assert str(event["description"]) == "Actie A1.\nafspraak."


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_stays_text(text: str) -> None:
    """No line, property, event or tag comes of it."""
    clean, _series = with_text("gewoon")
    source, series = with_text(f"{text}\r\nEND:VEVENT\nATTACH:file:///etc/passwd")
    made = calendar_file(source, series)
    assert made == calendar_file(source, series)
    assert b"<" not in made
    assert len(_read(made)) == len(_events(made)) == len(_events(calendar_file(clean, SERIES)))
    assert set(_names(made)) <= set(_names(calendar_file(SOURCE, SERIES)))
    if one_line(text) and len(text) < 100:
        shown = one_line(text).replace("<", "‹").replace(">", "›")
        events = _events(made)  # one is of a meeting that was left as it was
        assert sum(shown in str(event["summary"]) for event in events) == len(events) - 1


def _names(data: bytes) -> Iterator[str]:
    for component in icalendar.Calendar.from_ical(data).walk():
        yield from (f"{component.name}.{name}" for name in component)
