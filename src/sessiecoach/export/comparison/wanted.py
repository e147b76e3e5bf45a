"""Which series and which meetings somebody means who names them in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from sessiecoach.domain.session import Session
from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.dutch.dates import NotATimeError, parse_date, table_date
from sessiecoach.storage.listing import list_folder


class UnclearError(Exception):
    """Nothing or too much answers to a name; its text is a sentence for who typed it."""


def series_folder(sessions: Path, wanted: str) -> Path:
    """Return the folder of the series that somebody means. Raises UnclearError.

    The name of a folder in the sessions folder goes first, then a title, then a path.
    """
    every = list_folder(sessions).series
    named = [
        each.folder for each in every if each.folder.name == wanted and each.folder != sessions
    ]
    if named:
        return named[0]
    titled = [each.folder for each in every if as_compared(each.title) == as_compared(wanted)]
    if len(titled) == 1:
        return titled[0]
    if titled:
        names = ", ".join(one_line(folder.name) for folder in titled)
        raise UnclearError(
            f"Meer dan één reeks heet {one_line(wanted)}; noem de map van de reeks: {names}."
        )
    path = Path(wanted)
    if path.is_dir():
        return path
    known = ", ".join(one_line(each.folder.name) for each in every)
    there = f"wel: {known}" if known else f"in {sessions} staat geen enkele reeks"
    raise UnclearError(f"De reeks {one_line(wanted)} is er niet; {there}.")


def meetings_between(
    held: Sequence[Session], first: str | None, last: str | None
) -> tuple[str, ...]:
    """Return the ids of the meetings from `first` until `last`, both with them.

    Each is a number or a date, or None for no bound; without both it is empty, which stands
    for all. `held` is the first held first. Raises UnclearError.
    """
    if first is None and last is None:
        return ()
    begin = 0 if first is None else _place(held, first)
    end = len(held) - 1 if last is None else _place(held, last)
    if begin > end:
        raise UnclearError(
            f"De bijeenkomst bij --van ({one_line(first or '')}) is later dan die bij --tot"
            f" ({one_line(last or '')})."
        )
    return tuple(each.header.id for each in held[begin : end + 1])


def _place(held: Sequence[Session], wanted: str) -> int:
    if wanted.strip().isdecimal():
        number = int(wanted)
        numbered = [place for place, each in enumerate(held) if each.header.number == number]
        if numbered:
            return numbered[0]
        if 1 <= number <= len(held) and not any(each.header.number for each in held):
            return number - 1
    elif (date := _date(held, wanted)) is not None:
        dated = [place for place, each in enumerate(held) if each.header.date == date]
        if dated:
            return dated[0]
    there = ", ".join(_name(place, each) for place, each in enumerate(held, start=1))
    raise UnclearError(
        f"De bijeenkomst {one_line(wanted)} is niet gehouden in deze reeks;"
        f" wel: {there or 'nog geen enkele'}."
    )


def _date(held: Sequence[Session], wanted: str) -> dt.date | None:
    """Read a date; one without a year is of the year of the last meeting that has such a day."""
    years = [each.header.date.year for each in reversed(held) if each.header.date]
    days = {each.header.date for each in held}
    try:
        found = [parse_date(wanted, year) for year in dict.fromkeys(years)] or [parse_date(wanted)]
    except NotATimeError as error:
        raise UnclearError(
            f"{one_line(wanted)} is geen nummer of datum van een bijeenkomst."
        ) from error
    return next((date for date in found if date in days), found[0])


def _name(place: int, meeting: Session) -> str:
    number = meeting.header.number or place
    date = meeting.header.date
    return f"{number} ({table_date(date)})" if date else str(number)
