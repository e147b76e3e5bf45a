"""What a search gives: hits by meeting, and as much of each text as a line has room for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from sessiecoach.storage.search.match import Mark

_CUT: Final = "…"
_BEFORE: Final = 3
"""One of so many signs of an excerpt stands before what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A part of a text on one line, cut between words, with what was looked for marked in it."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found."""

    item: str
    """Its id in the record; empty for what has none, such as the goal."""
    table: str
    """The table of the record that holds it, such as `notes`."""
    kind: str
    """One of `SEARCHED_KINDS`, or what a person wrote there."""
    text: str
    """The whole of it, visible and on one line."""
    marks: tuple[Mark, ...] = ()
    who: str = ""
    perspective: str = ""
    case: str = ""
    private: bool = False
    about: str = ""
    """Of what was told later: the id of the item that it tells of."""
    standing: Literal["", "open", "late", "closed"] = ""
    """Empty for what no terugkom asks about."""
    due: dt.date | None = None

    def around(self, signs: int) -> Excerpt:
        """Return the text around the first mark, in about this many signs."""
        if len(self.text) <= signs:
            return Excerpt(text=self.text, marks=self.marks)
        first = self.marks[0][0] if self.marks else 0
        begin = min(max(0, first - signs // _BEFORE), len(self.text) - signs)
        if begin:
            begin = _after_space(self.text, begin, first)
        end = min(len(self.text), begin + signs)
        if end < len(self.text):
            end = _before_space(self.text, end, begin)
        before = _CUT if begin else ""
        shift = len(before) - begin
        return Excerpt(
            text=f"{before}{self.text[begin:end]}{_CUT if end < len(self.text) else ''}",
            marks=tuple(
                (max(start, begin) + shift, min(stop, end) + shift)
                for start, stop in self.marks
                if start < end and stop > begin
            ),
        )


def _after_space(text: str, begin: int, latest: int) -> int:
    space = text.find(" ", begin, latest)
    return begin if space < 0 else space + 1


def _before_space(text: str, end: int, earliest: int) -> int:
    space = text.rfind(" ", earliest, end + 1)
    return end if space <= earliest else space


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMeeting:
    """The hits of one meeting, or of what was told between meetings."""

    folder: Path
    """Of its series."""
    series: str
    """The title of the series; empty for records without one."""
    path: Path
    """The file that holds the hits: a record, a file in `updates/`, or `series.toml`."""
    record: Path | None
    """The record to open at a hit; None where there is none."""
    date: dt.date | None
    title: str
    werkvorm: str = ""
    """The id of its format; empty for what is no record."""
    status: str = ""
    """How far the record is: `draft`, `live` or `closed`; empty for what is no record."""
    hits: tuple[Hit, ...]
    """In the order of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that was found, the newest meeting first, those without a date last."""

    meetings: tuple[FoundMeeting, ...] = ()
    more: bool = False
    """Whether there is more than was asked for."""

    @property
    def hits(self) -> int:
        """How many hits there are."""
        return sum(len(meeting.hits) for meeting in self.meetings)
