"""Dates, clock times and lengths are written in Dutch and read as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.dutch.dates import (
    DAYS,
    MONTHS,
    NotATimeError,
    TimeCode,
    clock,
    clock_in_text,
    duration,
    long_date,
    parse_clock,
    parse_coming_date,
    parse_date,
    parse_minutes,
    point_clock,
    span_in_text,
    table_date,
    timer,
    why_not,
)

SESSION_DAY = dt.date(2016, 6, 27)
PEOPLE_DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
MINUTES_OF_A_DAY = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))


def test_dates_as_in_the_field() -> None:
    """In full in a sentence, short and without full stops in a table."""
    assert long_date(SESSION_DAY) == "maandag 27 juni 2016"
    assert table_date(SESSION_DAY) == "ma 27 jun 2016"
    assert table_date(dt.date(2016, 3, 5)) == "za 5 mrt 2016"


def test_short_words_are_those_of_the_language() -> None:
    """Every day and month has its usual short form, March among them."""
    days = [table_date(dt.date(2016, 8, day)).split()[0] for day in range(1, 8)]
    assert days == ["ma", "di", "wo", "do", "vr", "za", "zo"]
    months = [table_date(dt.date(2016, month, 1)).split()[2] for month in range(1, 13)]
    assert " ".join(months) == "jan feb mrt apr mei jun jul aug sep okt nov dec"


def test_times_as_in_the_field() -> None:
    """A point and `uur` in a text, two digits and a colon on a clock."""
    moment = dt.datetime(2016, 6, 27, 9, 0, 7, tzinfo=dt.UTC)
    assert clock(moment) == "09:00"
    assert clock(moment, seconds=True) == "09:00:07"
    assert point_clock(moment) == "9.00"
    assert clock_in_text(dt.time(22, 32)) == "22.32 uur"
    assert span_in_text(dt.time(9, 0), dt.time(10, 30)) == "9.00-10.30 uur"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (754, "12:34"),
        (1200, "20:00"),
        (1199.001, "20:00"),
        (1199, "19:59"),
        (0.001, "00:01"),
        (0, "00:00"),
        (-0.999, "00:00"),
        (-1, "+00:01"),
        (-65, "+01:05"),
        (3599.5, "1:00:00"),
        (3723, "1:02:03"),
        (-3723, "+1:02:03"),
    ],
)
def test_timer_text(seconds: float, text: str) -> None:
    """A block begins at its full length, 00:00 stands when it is over, then overrun counts up."""
    assert timer(seconds) == text


@given(st.integers(-100_000, 100_000))
def test_timer_says_the_seconds(seconds: int) -> None:
    """The digits of the timer are the seconds that remain or are over, and nothing is lost."""
    parts = [int(part) for part in timer(seconds).removeprefix("+").split(":")]
    total = 0
    for part in parts:
        total = total * 60 + part
    assert total == abs(seconds)
    assert timer(seconds).startswith("+") == (seconds < 0)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 min"),
        (45, "45 s"),
        (480, "8 min"),
        (800, "13 min 20 s"),
        (1200, "20 min"),
        (3600, "1 uur"),
        (5400, "1 uur 30 min"),
        (3605, "1 uur 5 s"),
        (-120, "-2 min"),
    ],
)
def test_length_in_words(seconds: int, text: str) -> None:
    """A length says its hours, minutes and seconds, and leaves out what is zero."""
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("20", 20),
        ("20m", 20),
        (" 20 min. ", 20),
        ("90 min", 90),
        ("90 minuten", 90),
        ("1 minuut", 1),
        ("1u30", 90),
        ("1U30", 90),
        ("1u5", 65),
        ("1u30m", 90),
        ("1:30", 90),
        ("1 uur", 60),
        ("1 uur 30", 90),
        ("1 uur en 30 minuten", 90),
        ("2u", 120),
        ("1,5 uur", 90),
        ("0,25 u", 15),
        ("0", 0),
        ("24u", 1440),
    ],
)
def test_lengths_as_people_type_them(typed: str, minutes: int) -> None:
    """Rule 6: minutes alone, hours with minutes, and hours with a comma are all understood."""
    assert parse_minutes(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("25.61", TimeCode.NOT_MINUTES),
        ("", TimeCode.NOT_MINUTES),
        ("-5", TimeCode.NOT_MINUTES),
        ("veel", TimeCode.NOT_MINUTES),
        ("1:5", TimeCode.NOT_MINUTES),
        ("0,33 uur", TimeCode.NOT_MINUTES),
        ("²0", TimeCode.NOT_MINUTES),
        ("٢٠", TimeCode.NOT_MINUTES),
        ("1u61", TimeCode.NO_SUCH_MINUTE),
        ("1:60", TimeCode.NO_SUCH_MINUTE),
        ("1441", TimeCode.TOO_LONG),
        ("24u01", TimeCode.TOO_LONG),
        ("9" * 5000, TimeCode.NOT_MINUTES),
    ],
)
def test_what_is_no_length_is_refused(typed: str, code: TimeCode) -> None:
    """Rule 6: a text that is no length says why by its code."""
    with pytest.raises(NotATimeError) as raised:
        parse_minutes(typed)
    assert raised.value.code is code


@given(st.integers(0, 1440))
def test_written_length_is_read_back(minutes: int) -> None:
    """What the program writes as a length can be typed as one."""
    assert parse_minutes(duration(minutes * 60)) == minutes
    assert parse_minutes(f"{minutes // 60}:{minutes % 60:02}") == minutes
    assert parse_minutes(f"{minutes // 60}u{minutes % 60}") == minutes


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9.00", dt.time(9)),
        ("9:00", dt.time(9)),
        ("09:05", dt.time(9, 5)),
        ("0900", dt.time(9)),
        ("930", dt.time(9, 30)),
        ("9", dt.time(9)),
        ("9 uur", dt.time(9)),
        ("9u30", dt.time(9, 30)),
        ("9.30 uur", dt.time(9, 30)),
        (" 23.59 UUR ", dt.time(23, 59)),
        ("0.00", dt.time(0)),
    ],
)
def test_clock_times_as_people_type_them(typed: str, time: dt.time) -> None:
    """Rule 6: a point, a colon, an u, nothing between, and hours alone are all understood."""
    assert parse_clock(typed) == time


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("25.61", TimeCode.NO_SUCH_HOUR),
        ("24.00", TimeCode.NO_SUCH_HOUR),
        ("9.60", TimeCode.NO_SUCH_MINUTE),
        ("0961", TimeCode.NO_SUCH_MINUTE),
        ("9.5", TimeCode.NOT_A_CLOCK),
        ("", TimeCode.NOT_A_CLOCK),
        ("negen", TimeCode.NOT_A_CLOCK),
        ("12345", TimeCode.NOT_A_CLOCK),
        ("-9", TimeCode.NOT_A_CLOCK),
        ("٩", TimeCode.NOT_A_CLOCK),
    ],
)
def test_what_is_no_clock_time_is_refused(typed: str, code: TimeCode) -> None:
    """Rule 6: a text that is no time of day says why by its code."""
    with pytest.raises(NotATimeError) as raised:
        parse_clock(typed)
    assert raised.value.code is code


@given(MINUTES_OF_A_DAY)
def test_written_clock_time_is_read_back(time: dt.time) -> None:
    """Each way in which the program writes a time of day can be typed."""
    for text in (clock(time), point_clock(time), clock_in_text(time), f"{time:%H%M}"):
        assert parse_clock(text) == time


@pytest.mark.parametrize(
    "typed",
    [
        "5-9-2016",
        "05-09-2016",
        "5/9/2016",
        "5.9.2016",
        "5-9-16",
        "5 9 2016",
        "05 09 16",
        "2016-09-05",
        "2016-9-5",
        "5 sep 2016",
        "5 sept. 2016",
        "5 september 2016",
        "5 September  2016",
        "5sep2016",
        "5-sep-2016",
        "ma 5 sep 2016",
        "ma. 5 sep 2016",
        "maandag 5 september 2016",
        "maandag, 5-9-2016",
    ],
)
def test_dates_as_people_type_them(typed: str) -> None:
    """Numbers, short and long months, with or without the day of the week."""
    assert parse_date(typed) == dt.date(2016, 9, 5)


@pytest.mark.parametrize("typed", ["5 september", "5 sep", "5-9", "5/9", "ma 5 sep"])
def test_date_without_a_year_takes_the_given_one(typed: str) -> None:
    """The year of the series can be left out; without one to take that is told."""
    assert parse_date(typed, year=2016) == dt.date(2016, 9, 5)
    with pytest.raises(NotATimeError) as raised:
        parse_date(typed)
    assert raised.value.code is TimeCode.NO_YEAR


def test_typed_year_goes_before_the_given_one() -> None:
    """Who types a year means it."""
    assert parse_date("5 sep 2017", year=2016) == dt.date(2017, 9, 5)


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("5 sep", dt.date(2016, 9, 5)),
        ("4 sep", dt.date(2017, 9, 4)),
        ("10 okt", dt.date(2016, 10, 10)),
        ("1-1", dt.date(2017, 1, 1)),
        ("zo 1 jan", dt.date(2017, 1, 1)),
        ("4 jan 2016", dt.date(2016, 1, 4)),
    ],
)
def test_a_coming_day_is_the_first_from_today_on(typed: str, date: dt.date) -> None:
    """Today counts, and what is over this year comes in the next; a typed year counts as typed."""
    assert parse_coming_date(typed, dt.date(2016, 9, 5)) == date


@pytest.mark.parametrize(
    ("typed", "today", "code", "actual"),
    [
        ("31 feb", dt.date(2016, 9, 5), TimeCode.NO_SUCH_DAY, "28"),
        ("31 feb", dt.date(2016, 2, 5), TimeCode.NO_SUCH_DAY, "29"),
        ("29 feb", dt.date(2016, 9, 5), TimeCode.NO_SUCH_DAY, "28"),
        ("di 10 okt", dt.date(2016, 9, 5), TimeCode.OTHER_WEEKDAY, "maandag"),
        ("1 jan", dt.date(9999, 12, 31), TimeCode.YEAR_OUT_OF_RANGE, ""),
        ("5-13", dt.date(2016, 9, 5), TimeCode.NO_SUCH_MONTH, ""),
    ],
)
def test_a_coming_day_that_is_none_says_why(
    typed: str, today: dt.date, code: TimeCode, actual: str
) -> None:
    """What is said is about the year in which the day would come, not about the one of today."""
    with pytest.raises(NotATimeError) as raised:
        parse_coming_date(typed, today)
    assert (raised.value.code, raised.value.actual) == (code, actual)


@pytest.mark.parametrize(
    ("typed", "code", "actual"),
    [
        ("", TimeCode.NOT_A_DATE, ""),
        ("morgen", TimeCode.NOT_A_DATE, ""),
        ("5 foo 2016", TimeCode.NOT_A_DATE, ""),
        ("5 ju 2016", TimeCode.NOT_A_DATE, ""),
        ("foo 5 sep 2016", TimeCode.NOT_A_DATE, ""),
        ("m 5 sep 2016", TimeCode.NOT_A_DATE, ""),
        ("5-9-216", TimeCode.NOT_A_DATE, ""),
        ("5-9/2016", TimeCode.NOT_A_DATE, ""),
        ("31-9-2016", TimeCode.NO_SUCH_DAY, "30"),
        ("29 feb 2017", TimeCode.NO_SUCH_DAY, "28"),
        ("0-9-2016", TimeCode.NO_SUCH_DAY, "30"),
        ("32 dec 2016", TimeCode.NO_SUCH_DAY, "31"),
        ("5-13-2016", TimeCode.NO_SUCH_MONTH, ""),
        ("5-0-2016", TimeCode.NO_SUCH_MONTH, ""),
        ("5-9-0216", TimeCode.YEAR_OUT_OF_RANGE, ""),
        ("5-9-9999", TimeCode.YEAR_OUT_OF_RANGE, ""),
        ("di 5 sep 2016", TimeCode.OTHER_WEEKDAY, "maandag"),
    ],
)
def test_what_is_no_date_is_refused(typed: str, code: TimeCode, actual: str) -> None:
    """A text that is no date says why, and what it is instead where that is known."""
    with pytest.raises(NotATimeError) as raised:
        parse_date(typed)
    assert (raised.value.code, raised.value.actual) == (code, actual)


@given(PEOPLE_DAYS)
def test_written_date_is_read_back(date: dt.date) -> None:
    """Each way in which the program writes a date can be typed."""
    texts = [long_date(date), table_date(date), date.isoformat(), f"{date:%d-%m-%Y}"]
    assert [parse_date(text) for text in texts] == [date] * 4


@given(
    st.sampled_from([parse_clock, parse_date, parse_minutes]),
    st.text() | st.text("0123459.:,-/ uhmeinjas", max_size=12),
)
def test_any_text_is_read_or_refused(parse: object, text: str) -> None:
    """Whatever is typed gives a value or a sentence for the person, never another error."""
    assert callable(parse)
    refused: NotATimeError | None = None
    try:
        parse(text)
    except NotATimeError as error:
        refused = error
    assert refused is None or why_not(refused).endswith(".")


def test_sentence_says_what_is_wrong_and_what_is_expected() -> None:
    """Rule 6: every code has a sentence that shows the typed text, short and unable to command."""
    with pytest.raises(NotATimeError) as raised:
        parse_clock("25.61")
    assert why_not(raised.value) == "“25.61” is geen tijd: de uren lopen van 0 tot en met 23."
    for code in TimeCode:
        sentence = why_not(NotATimeError(code, "{actual}\x1b[31m" + "x" * 99, "maandag"))
        assert "“{actual}<1b>[31m" in sentence
        assert len(sentence) < 130


def test_tables_are_whole() -> None:
    """Seven days and twelve months, in lower case as the language has them."""
    assert (len(DAYS), len(MONTHS)) == (7, 12)
    assert all(word.islower() for word in DAYS + MONTHS)
