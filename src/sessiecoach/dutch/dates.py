"""Dates, clock times and lengths of time in Dutch: written, and read as people type them.

The words are tables of our own, so that the language of the operating system changes nothing.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from enum import StrEnum
from typing import Final, NamedTuple

from sessiecoach.domain.errors import SessiecoachError
from sessiecoach.domain.text import one_line

DAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT_MONTHS: Final = tuple("mrt" if month == "maart" else month[:3] for month in MONTHS)
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
_LONGEST_MINUTES: Final = 24 * 60
_LONGEST_SHOWN: Final = 40


class TimeCode(StrEnum):
    """Why a text is no time, length or date; each has its sentence in `why_not`."""

    NOT_A_CLOCK = "not_a_clock"
    NO_SUCH_HOUR = "no_such_hour"
    NO_SUCH_MINUTE = "no_such_minute"
    NOT_MINUTES = "not_minutes"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    NO_YEAR = "no_year"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_MONTH = "no_such_month"
    YEAR_OUT_OF_RANGE = "year_out_of_range"
    OTHER_WEEKDAY = "other_weekday"


class NotATimeError(SessiecoachError):
    """A typed text is no time, length or date."""

    def __init__(self, code: TimeCode, text: str, actual: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text
        self.actual = actual
        """What it is instead, where that is known, such as the right day of the week."""


_SENTENCES: Final = {
    TimeCode.NOT_A_CLOCK: "“{text}” is geen tijd; typ bijvoorbeeld 9.00 of 13.30.",
    TimeCode.NO_SUCH_HOUR: "“{text}” is geen tijd: de uren lopen van 0 tot en met 23.",
    TimeCode.NO_SUCH_MINUTE: "“{text}” kan niet: de minuten lopen van 00 tot en met 59.",
    TimeCode.NOT_MINUTES: "“{text}” is geen duur; typ bijvoorbeeld 20, 90 min of 1u30.",
    TimeCode.TOO_LONG: "“{text}” is te lang: een duur is ten hoogste 24 uur.",
    TimeCode.NOT_A_DATE: "“{text}” is geen datum; typ bijvoorbeeld 5-9-2016 of 5 sep 2016.",
    TimeCode.NO_YEAR: "Bij “{text}” ontbreekt het jaar; typ bijvoorbeeld 5-9-2016.",
    TimeCode.NO_SUCH_DAY: "“{text}” kan niet: die maand heeft {actual} dagen.",
    TimeCode.NO_SUCH_MONTH: "“{text}” kan niet: de maanden lopen van 1 tot en met 12.",
    TimeCode.YEAR_OUT_OF_RANGE: "“{text}” kan niet: het jaar ligt tussen 1900 en 2199.",
    TimeCode.OTHER_WEEKDAY: "“{text}” klopt niet: die dag is een {actual}.",
}


def why_not(error: NotATimeError) -> str:
    """Return one sentence for the person who typed it: what is wrong and what is expected."""
    shown = one_line(error.text)
    if len(shown) > _LONGEST_SHOWN:
        shown = shown[: _LONGEST_SHOWN - 1] + "…"
    return _SENTENCES[error.code].format(text=shown, actual=error.actual)


def long_date(date: dt.date) -> str:
    """Return a date for a sentence or a title: `maandag 27 juni 2016`."""
    return f"{DAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]} {date.year:04}"


def table_date(date: dt.date) -> str:
    """Return a date for a table: `ma 27 jun 2016`, without full stops."""
    return f"{DAYS[date.weekday()][:2]} {date.day} {_SHORT_MONTHS[date.month - 1]} {date.year:04}"


def clock(moment: dt.time | dt.datetime, *, seconds: bool = False) -> str:
    """Return a time as on a clock: `09:00`, or `09:41:07`."""
    return f"{moment:%H:%M:%S}" if seconds else f"{moment:%H:%M}"


def point_clock(moment: dt.time | dt.datetime) -> str:
    """Return a time as in a text, without its word: `9.57`."""
    return f"{moment.hour}.{moment.minute:02}"


def clock_in_text(moment: dt.time | dt.datetime) -> str:
    """Return a time for a sentence: `9.00 uur`."""
    return f"{point_clock(moment)} uur"


def span_in_text(begin: dt.time | dt.datetime, end: dt.time | dt.datetime) -> str:
    """Return a begin and an end for a sentence: `9.00-10.30 uur`."""
    return f"{point_clock(begin)}-{point_clock(end)} uur"


def timer(remaining_seconds: float) -> str:
    """Return what a timer shows: `12:34`, `1:02:03`; past zero `+01:05`.

    Parts of a second are rounded up, so that a block begins at its full length and `00:00`
    stands exactly when its time is over.
    """
    whole = math.ceil(remaining_seconds)
    sign = "+" if whole < 0 else ""
    minutes, seconds = divmod(abs(whole), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{sign}{hours}:{minutes:02}:{seconds:02}"
    return f"{sign}{minutes:02}:{seconds:02}"


def duration(seconds: int) -> str:
    """Return a length of time in words: `20 min`, `1 uur 30 min`, `13 min 20 s`, `45 s`."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} uur"] if hours else []
    if minutes or not (hours or rest):
        parts.append(f"{minutes} min")
    if rest:
        parts.append(f"{rest} s")
    return ("-" if seconds < 0 else "") + " ".join(parts)


_HOURS_AND_MINUTES: Final = re.compile(
    r"(?P<hours>[0-9]{1,3}) ?(?:uur|uren|u|h)\.?"
    r"(?: ?(?:en )?(?P<minutes>[0-9]{1,2}) ?(?:minuten|minuut|min\.?|m)?)?"
)
_HOURS_COLON_MINUTES: Final = re.compile(r"(?P<hours>[0-9]{1,3}):(?P<minutes>[0-9][0-9])")
_PART_OF_HOURS: Final = re.compile(r"(?P<hours>[0-9]{1,2}),(?P<part>[0-9]{1,2}) ?(?:uur|uren|u)\.?")
_MINUTES: Final = re.compile(r"(?P<minutes>[0-9]{1,5}) ?(?:minuten|minuut|min\.?|m)?")


def parse_minutes(text: str) -> int:
    """Read a length in whole minutes: `20`, `20m`, `90 min`, `1u30`, `1:30`, `1,5 uur`.

    Raises NotATimeError.
    """
    typed = _typed(text)
    if found := _MINUTES.fullmatch(typed):
        minutes = int(found["minutes"])
    elif found := _HOURS_AND_MINUTES.fullmatch(typed) or _HOURS_COLON_MINUTES.fullmatch(typed):
        rest = int(found["minutes"] or 0)
        if rest > 59:
            raise NotATimeError(TimeCode.NO_SUCH_MINUTE, text)
        minutes = int(found["hours"]) * 60 + rest
    elif found := _PART_OF_HOURS.fullmatch(typed):
        hundredths = int(found["hours"]) * 100 + int(found["part"].ljust(2, "0"))
        minutes, rest = divmod(hundredths * 60, 100)
        if rest:
            raise NotATimeError(TimeCode.NOT_MINUTES, text)
    else:
        raise NotATimeError(TimeCode.NOT_MINUTES, text)
    if minutes > _LONGEST_MINUTES:
        raise NotATimeError(TimeCode.TOO_LONG, text)
    return minutes


_CLOCK: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})(?: ?[.:uh] ?(?P<minute>[0-9][0-9]))? ?(?:uur|u|h)?\.?"
    r"|(?P<hour4>[0-9]{1,2})(?P<minute4>[0-9][0-9])"
)


def parse_clock(text: str) -> dt.time:
    """Read a time of day: `9.00`, `9:00`, `0900`, `9u30`, `9 uur`.

    Raises NotATimeError.
    """
    found = _CLOCK.fullmatch(_typed(text))
    if found is None:
        raise NotATimeError(TimeCode.NOT_A_CLOCK, text)
    hour = int(found["hour"] or found["hour4"])
    minute = int(found["minute"] or found["minute4"] or 0)
    if hour > 23:
        raise NotATimeError(TimeCode.NO_SUCH_HOUR, text)
    if minute > 59:
        raise NotATimeError(TimeCode.NO_SUCH_MINUTE, text)
    return dt.time(hour, minute)


_WEEKDAY: Final = re.compile(r"(?P<weekday>[a-z]+)\.?,? (?P<rest>[0-9].*)")
_YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DAY_FIRST: Final = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<sign>[-/. ])(?P<month>[0-9]{1,2})"
    r"(?:(?P=sign)(?P<year>[0-9]{4}|[0-9][0-9]))?"
)
_MONTH_AS_WORD: Final = re.compile(
    r"(?P<day>[0-9]{1,2})[- ]?(?P<month>[a-z]{3,})\.?(?:[- ]?(?P<year>[0-9]{4}|[0-9][0-9]))?"
)


def parse_date(text: str, year: int | None = None) -> dt.date:
    """Read a date: `5-9-2016`, `5 sep 2016`, `ma 5 september 2016`, `2016-09-05`, `5 9 16`.

    `year` is for a date that is typed without one: `5 september`, `5-9`. A day of the week
    that does not belong to the date is refused, since one of the two is then a slip.

    Raises NotATimeError.
    """
    parts = _date_parts(text)
    return _whole_date(text, parts, _year(text, parts.year, year))


def parse_coming_date(text: str, today: dt.date) -> dt.date:
    """Read a date as `parse_date` does; without a year it is the first such day from `today` on.

    A year that was typed counts, also where it has passed. Raises NotATimeError.
    """
    parts = _date_parts(text)
    year = today.year + (parts.month < today.month)
    if parts.month == today.month and parts.day < today.day:
        year += 1
    return _whole_date(text, parts, _year(text, parts.year or f"{year:04}", None))


class _DateParts(NamedTuple):
    """What stands in a date, of which nobody knows yet whether it exists."""

    weekday: int | None
    day: int
    month: int
    year: str | None


def _date_parts(text: str) -> _DateParts:
    typed = _typed(text)
    weekday = None
    if found := _WEEKDAY.fullmatch(typed):
        weekday = _weekday(found["weekday"])
        typed = found["rest"] if weekday is not None else ""
    found = (
        _YEAR_FIRST.fullmatch(typed)
        or _DAY_FIRST.fullmatch(typed)
        or _MONTH_AS_WORD.fullmatch(typed)
    )
    month = None if found is None else _month(found["month"])
    if found is None or month is None:
        raise NotATimeError(TimeCode.NOT_A_DATE, text)
    return _DateParts(weekday, int(found["day"]), month, found["year"])


def _whole_date(text: str, parts: _DateParts, year: int) -> dt.date:
    date = _date(text, year, parts.month, parts.day)
    if parts.weekday is not None and date.weekday() != parts.weekday:
        raise NotATimeError(TimeCode.OTHER_WEEKDAY, text, DAYS[date.weekday()])
    return date


def _typed(text: str) -> str:
    """Return a text as it is read: on one line, in lower case."""
    return one_line(text).lower()


def _weekday(word: str) -> int | None:
    if len(word) < 2:
        return None
    return next((index for index, day in enumerate(DAYS) if day.startswith(word)), None)


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    for index, (month, short) in enumerate(zip(MONTHS, _SHORT_MONTHS, strict=True)):
        if word == short or month.startswith(word):
            return index + 1
    return None


def _year(text: str, typed: str | None, given: int | None) -> int:
    if typed is None:
        if given is None:
            raise NotATimeError(TimeCode.NO_YEAR, text)
        return given
    year = int(typed) if len(typed) == 4 else 2000 + int(typed)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NotATimeError(TimeCode.YEAR_OUT_OF_RANGE, text)
    return year


def _date(text: str, year: int, month: int, day: int) -> dt.date:
    if not 1 <= month <= 12:
        raise NotATimeError(TimeCode.NO_SUCH_MONTH, text)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    days = (following - dt.date(year, month, 1)).days
    if not 1 <= day <= days:
        raise NotATimeError(TimeCode.NO_SUCH_DAY, text, str(days))
    return dt.date(year, month, day)
