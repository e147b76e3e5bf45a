"""A series as a comparison reads it: the meetings that count, and what they left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sessiecoach.domain.carry_over import Carried, carried, was_told
from sessiecoach.domain.comparison import COMPARED_KINDS, Links, compared_notes, links
from sessiecoach.domain.session import (
    Decision,
    Note,
    Promise,
    ReportBack,
    Session,
    Solution,
    Update,
)
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.carried_kinds import item_words, label_of
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.likeness import Twin, likely_twins
from sessiecoach.export.words import labels_of
from sessiecoach.storage.history import History

_LONG_AGO: Final = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
MOST_COLUMNS: Final = 5
"""As many meetings stand beside each other on a page; of more, the last ones."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to compare."""

    on: dt.date
    """The day on which one looks: what should be done by then and is not, is late."""
    meetings: tuple[str, ...] = ()
    """The ids of the meetings that are compared; all that were held where none are named."""
    asking: str = ""
    """The id of the meeting that looks back: what it proposed is not asked of it."""
    private: bool = False
    """Whether what was marked private is shown too."""


@dataclass(frozen=True)
class SeriesSource:
    """A series as a comparison reads it."""

    history: History
    asked: Asked
    now: dt.datetime = _LONG_AGO
    """For the block of a meeting that still runs."""

    @cached_property
    def held(self) -> tuple[Session, ...]:
        """Every meeting that was held or is being held, the first first."""
        return tuple(
            each
            for each in self.history.meetings
            if (each.header.status != "draft" or self._asks(each))
            and (each.header.date is None or each.header.date <= self.asked.on)
        )

    def _asks(self, meeting: Session) -> bool:
        return bool(self.asked.asking) and meeting.header.id == self.asked.asking

    @cached_property
    def chosen(self) -> tuple[Session, ...]:
        """The meetings that are compared, the first held first."""
        wanted = self.asked.meetings
        return tuple(each for each in self.held if not wanted or each.header.id in wanted)

    @property
    def columns(self) -> tuple[Session, ...]:
        """The meetings that stand beside each other in a table."""
        return self.chosen[-MOST_COLUMNS:]

    @cached_property
    def pair(self) -> tuple[Session, Session] | None:
        """The two meetings of which one asks what changed; None where there are not two.

        The first and the last of those that were chosen, or else the last two that noted what
        helps or hinders: beside a meeting that has only begun everything would be gone. So it
        would beside one that asked for neither, as in a series of different werkvormen.
        """
        if len(self.chosen) < 2:
            return None
        if self.asked.meetings:
            return self.chosen[0], self.chosen[-1]
        private = self.asked.private
        noted = [each for each in self.chosen if any(compared_notes(each, private=private))]
        asking = [each for each in self.chosen if each in noted or _asks_what_helps(each)]
        found = noted if len(noted) > 1 else asking
        return (found[-2], found[-1]) if len(found) > 1 else None

    @cached_property
    def links(self) -> Links:
        """What people said of notes: which say the same, and which do not."""
        return links(self.history.meetings, self.history.updates)

    @cached_property
    def twins(self) -> tuple[Twin[Note], ...]:
        """The notes that may be the same, found once: it takes most of the time of comparing."""
        if self.pair is None:
            return ()
        private = self.asked.private
        *before, last = self.chosen
        unlinked = [
            note
            for note in compared_notes(last, private=private)
            if self.links.root(note.id) == note.id
        ]
        noted = [note for each in before for note in compared_notes(each, private=private)]
        found: list[Twin[Note]] = []
        for kind in COMPARED_KINDS:
            later = [note for note in unlinked if note.kind == kind]
            earlier = [note for note in reversed(noted) if note.kind == kind]
            found += likely_twins(later, earlier, lambda note: note.text)
        differ = self.links.different
        pairs = (twin for twin in found if {twin.later.id, twin.earlier.id} not in differ)
        return tuple(sorted(pairs, key=lambda twin: -twin.likeness))

    @cached_property
    def items(self) -> tuple[Carried, ...]:
        """Everything that was agreed in the series, open or closed."""
        every, brought = self.history.meetings, self.history.series.questions
        return self._shown(carried(every, self.history.updates, self.asked.on, brought=brought))

    @cached_property
    def left(self) -> tuple[Carried, ...]:
        """What the meetings before the asking one left, open or closed."""
        if not self.asked.asking:
            return self.items
        every = self.history.meetings
        asking, on = self.asked.asking, self.asked.on
        brought = self.history.series.questions
        return self._shown(carried(every, self.history.updates, on, asking, brought))

    @cached_property
    def updates(self) -> tuple[Update, ...]:
        """What was told between meetings until the day on which one looks."""
        return tuple(each for each in self.history.updates if was_told(each, self.asked.on))

    def _shown(self, items: Iterable[Carried]) -> tuple[Carried, ...]:
        return tuple(each for each in items if self.asked.private or not _is_private(each))

    @cached_property
    def has_earlier(self) -> bool:
        """Whether there is a meeting to look back on."""
        return any(not self._asks(each) for each in self.held)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for meeting in self.history.meetings:
            found |= labels_of(meeting, private=self.asked.private).by_id
        return found

    def label(self, item: str) -> str:
        """Return what an item is called in the report of its meeting: `O2`."""
        return self._labels.get(item, "")

    def label_of(self, each: Carried) -> str:
        """Return what an item is called: as its report does, or else by its kind and place."""
        if isinstance(each.item, ReportBack):
            return ""  # known by its organisation
        return self.label(each.item.id) or label_of(each.kind, each.place)

    @cached_property
    def _one_year(self) -> bool:
        return len({each.header.date.year for each in self.held if each.header.date}) <= 1

    def day(self, meeting: Session) -> str:
        """Return the day of a meeting, as short as can be: `5 sep`, `5 sep 2016`."""
        date = meeting.header.date
        if date is None:
            return one_line(meeting.header.title) or one_line(meeting.header.id) or "zonder datum"
        return self.short(date)

    def short(self, date: dt.date) -> str:
        """Return a date without its weekday, and without its year where there is only one."""
        words = table_date(date).split(" ", 1)[1]
        same = self._one_year and any(
            each.header.date and each.header.date.year == date.year for each in self.held
        )
        return words.rsplit(" ", 1)[0] if same else words

    def only_last(self) -> str:
        """Return that not all meetings stand in the tables; empty where they do."""
        if len(self.chosen) <= MOST_COLUMNS:
            return ""
        return f"Naast elkaar staan de laatste {MOST_COLUMNS} van {len(self.chosen)} bijeenkomsten."


def _asks_what_helps(meeting: Session) -> bool:
    """Return whether some block captures what is compared; where none captures any, all may."""
    captured = {kind for block in meeting.plan for kind in block.captures}
    return not captured or not captured.isdisjoint(COMPARED_KINDS)


def _is_private(each: Carried) -> bool:
    match each.item:
        case Solution() | Promise() | Decision():
            return each.item.private
        case _:
            return False


def text_of(each: Carried) -> str:
    """Return what an item says, on one line."""
    if isinstance(each.item, ReportBack):
        words = [one_line(each.item.organisation) or "een organisatie"]
        words += [one_line(each.item.subject)] if each.item.subject.strip() else []
        return "Terugkoppeling in " + ": ".join(words)
    return item_words(each.item, each.told)
