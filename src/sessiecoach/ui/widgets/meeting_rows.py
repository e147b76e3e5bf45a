"""The rows of the start screen: which meetings there are, how they stand, and which is next."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.dutch.dates import long_date, span_in_text, table_date
from sessiecoach.dutch.numbers import counted
from sessiecoach.storage.listing import ListedMeeting, ListedSeries, Listing

if TYPE_CHECKING:
    from sessiecoach.domain.standing import PromiseCounts
    from sessiecoach.domain.werkvorm import Werkvorm
    from sessiecoach.storage.summaries import Summary

_PARENTHESIS: Final = re.compile(r"\s*\([^()]*\)$")
_NO_FORMATS: Final[Mapping[str, Werkvorm]] = MappingProxyType({})
"""Before they were read."""


class MeetingStatus(StrEnum):
    """How far a meeting is, each with a word and a sign."""

    UNKNOWN = "unknown"  # its record was not read yet
    PLANNED = "planned"
    DRAFT = "draft"
    LIVE = "live"
    CLOSED = "closed"
    BROKEN = "broken"
    EMPTY = "empty"  # no meeting: the series has none yet


STATUS_WORDS: Final[Mapping[MeetingStatus, tuple[str, str]]] = {
    MeetingStatus.UNKNOWN: ("·", "…"),
    MeetingStatus.PLANNED: ("○", "gepland"),
    MeetingStatus.DRAFT: ("◐", "concept"),
    MeetingStatus.LIVE: ("▶", "bezig"),
    MeetingStatus.CLOSED: ("●", "gesloten"),
    MeetingStatus.BROKEN: ("✗", "beschadigd"),
    MeetingStatus.EMPTY: ("", ""),
}
"""A sign and a word, so that nobody needs the colour."""

_INVITATIONS: Final[Mapping[MeetingStatus, tuple[str, str, str]]] = {
    MeetingStatus.LIVE: ("Bezig", "Enter gaat verder waar u was", "Enter gaat verder"),
    MeetingStatus.DRAFT: (
        "In voorbereiding",
        "Enter gaat verder met voorbereiden",
        "Enter gaat verder",
    ),
    MeetingStatus.PLANNED: (
        "Volgende",
        "Enter opent en maakt het verslag",
        "Enter maakt het verslag",
    ),
}
"""What it is called, and what Enter does in full and in short."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of the list."""

    series: ListedSeries
    meeting: ListedMeeting | None
    """None for a series without meetings, and for a series whose own file is broken."""
    summary: Summary | None = None
    status: MeetingStatus = MeetingStatus.UNKNOWN
    invites: bool = False
    """Whether this is the meeting to go on with in its series."""

    @property
    def key(self) -> str:
        """What a row keeps when a planned meeting got its record, so that it stays highlighted."""
        meeting = self.meeting
        if meeting is None:
            return f"{self.series.folder}/{self.status}"
        if meeting.planned is not None:
            return f"{self.series.folder}/{meeting.planned.id}"
        return str(meeting.path)

    @property
    def date(self) -> dt.date | None:
        """When it is."""
        if self.summary is not None:
            return self.summary.date
        return self.meeting.date if self.meeting else None


@dataclass(frozen=True, slots=True)
class SeriesRows:
    """A series with its rows, in the order in which they are shown."""

    series: ListedSeries
    title: str
    rows: tuple[MeetingRow, ...]

    @property
    def is_read(self) -> bool:
        """Whether every record was read, so that it is sure which meeting to go on with."""
        return all(row.status is not MeetingStatus.UNKNOWN for row in self.rows)


def rows_of(
    listing: Listing, summaries: Mapping[Path, Summary], root: Path, today: dt.date
) -> tuple[SeriesRows, ...]:
    """Return every series with its rows, the one whose next meeting comes first on top."""
    found = [
        SeriesRows(
            series,
            "Losse bijeenkomsten" if series.folder == root else series.title,
            _rows_of_series(series, summaries),
        )
        for series in listing.series
    ]
    return tuple(sorted(found, key=lambda each: _nearness(each.series, today)))


def _nearness(series: ListedSeries, today: dt.date) -> tuple[int, int]:
    """Sort by names alone, so that nothing moves once records were read."""
    records = [each.date for each in series.records if each.date is not None]
    planned = _next_planned(series, max(records, default=None))
    date = planned.date if planned else None
    if date is None:
        return 2, 0
    return (0 if date >= today else 1), abs((date - today).days)


def _rows_of_series(
    series: ListedSeries, summaries: Mapping[Path, Summary]
) -> tuple[MeetingRow, ...]:
    rows = [_row(series, meeting, summaries) for meeting in series.meetings]
    invited = _invited(series, rows)
    shown = [each for each in rows if each is not invited and each.status in _WITH_RECORD]
    shown.reverse()
    shown += [each for each in rows if each is not invited and each.status not in _WITH_RECORD]
    if invited is not None:
        first = MeetingRow(series, invited.meeting, invited.summary, invited.status, invites=True)
        shown.insert(0, first)
    if series.faults:
        shown.insert(0, MeetingRow(series, None, status=MeetingStatus.BROKEN))
    elif not shown:
        shown.append(MeetingRow(series, None, status=MeetingStatus.EMPTY))
    return tuple(shown)


def meeting_to_go_on_with(
    series: ListedSeries, summaries: Mapping[Path, Summary]
) -> ListedMeeting | None:
    """Return the meeting that invites in a series; None where none does."""
    invited = _invited(series, [_row(series, each, summaries) for each in series.meetings])
    return invited.meeting if invited is not None else None


_WITH_RECORD: Final = frozenset(MeetingStatus) - {MeetingStatus.PLANNED}


def _row(
    series: ListedSeries, meeting: ListedMeeting, summaries: Mapping[Path, Summary]
) -> MeetingRow:
    if meeting.path is None:
        return MeetingRow(series, meeting, status=MeetingStatus.PLANNED)
    summary = summaries.get(meeting.path)
    if summary is None:
        return MeetingRow(series, meeting)
    status = MeetingStatus.BROKEN if summary.broken else MeetingStatus(summary.header.status)
    return MeetingRow(series, meeting, summary, status)


def _invited(series: ListedSeries, rows: Iterable[MeetingRow]) -> MeetingRow | None:
    """Return what to go on with: what runs, what is prepared, else what is planned next.

    Next is the first planned meeting after the last one that has been held; today does not
    matter, because a meeting that was never held is still to be held.
    """
    rows = tuple(rows)
    held = [each.date for each in rows if each.status in _HELD and each.date is not None]
    last = max(held, default=None)
    for status in (MeetingStatus.LIVE, MeetingStatus.DRAFT):
        for row in rows:
            later = last is None or row.date is None or row.date >= last
            if row.status is status and (later or status is MeetingStatus.LIVE):
                return row
    planned = _next_planned(series, last)
    return next((each for each in rows if planned and each.meeting is planned), None)


_HELD: Final = frozenset({MeetingStatus.CLOSED, MeetingStatus.LIVE, MeetingStatus.UNKNOWN})


def _next_planned(series: ListedSeries, last: dt.date | None) -> ListedMeeting | None:
    later = (each for each in series.planned if each.date and (last is None or each.date > last))
    return next(later, None)


# The words of a row.


def invitation(
    row: MeetingRow, formats: Mapping[str, Werkvorm] = _NO_FORMATS
) -> tuple[str, str, str, str]:
    """Return the lines of the meeting to go on with.

    The first tells which it is; the others its title and what Enter does, ever shorter.
    """
    word, in_full, in_short = _INVITATIONS[row.status]
    title = title_of(row, formats)
    return f"{word}: {when_in_words(row)}", f"{title} — {in_full}", f"{title} — {in_short}", in_full


def title_of(row: MeetingRow, formats: Mapping[str, Werkvorm] = _NO_FORMATS) -> str:
    """Return what a meeting is called; one that is only planned may have its werkvorm as name."""
    if row.summary is not None and row.summary.header.title:
        return one_line(row.summary.header.title)
    planned = row.meeting.planned if row.meeting else None
    if planned is not None and planned.title:
        return one_line(planned.title)
    if row.meeting is None:
        return row.series.title
    named_after = werkvorm_words(row, formats) if row.meeting.path is None else ""
    return named_after or row.meeting.name


def when_in_words(row: MeetingRow) -> str:
    """Return date and times in full: `maandag 5 september 2016, 9.00-10.30 uur`."""
    if row.date is None:
        return "datum onbekend"
    header = row.summary.header if row.summary is not None else None
    planned = row.meeting.planned if row.meeting else None
    starts = header.starts if header else planned.starts if planned else None
    ends = header.ends if header else planned.ends if planned else None
    times = f", {span_in_text(starts, ends)}" if starts and ends else ""
    return f"{long_date(row.date)}{times}"


def date_words(row: MeetingRow) -> str:
    """Return the date as it stands in a column."""
    return table_date(row.date) if row.date else "geen datum"


def werkvorm_words(row: MeetingRow, formats: Mapping[str, Werkvorm]) -> str:
    """Return the name of the werkvorm, short enough for a column."""
    wanted = row.summary.werkvorm if row.summary is not None else ""
    if not wanted and row.meeting is not None:
        wanted = row.meeting.werkvorm or row.series.series.werkvorm
    known = formats.get(wanted)
    if known is None:
        return one_line(wanted).replace("-", " ").capitalize()
    return _PARENTHESIS.sub("", one_line(known.title))


def row_words(row: MeetingRow, formats: Mapping[str, Werkvorm]) -> str:
    """Return what tells a meeting apart in its series: its werkvorm, short enough for a column.

    Where the series itself is called after the werkvorm that says nothing, and it is the title.
    """
    werkvorm = werkvorm_words(row, formats)
    is_said = as_compared(row.series.title).startswith(as_compared(werkvorm))
    return title_of(row, formats) if werkvorm and is_said else werkvorm


def solution_words(count: int, *, short: bool) -> str:
    """Return a count of solutions; empty for none."""
    if not count:
        return ""
    return f"{count} opl." if short else counted(count, "oplossing", "oplossingen")


def promise_words(counts: PromiseCounts) -> tuple[tuple[str, str], ...]:
    """Return what became of promises, each number with its word and its colour; late first."""
    every = (
        (counts.late, "te laat", "$warning"),
        (counts.open, "open", "$foreground"),
        (counts.kept, "gehouden", "$saved"),
    )
    return tuple((f"{count} {word}", style) for count, word, style in every if count)
