"""A session as a report reads it: only what is shown, with the words for its ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sessiecoach.domain.carried_kinds import (
    KINDS,
    CarriedKind,
    Earlier,
    Left,
    question_of,
)
from sessiecoach.domain.carry_over import told_of
from sessiecoach.domain.chronology import chronological
from sessiecoach.domain.outcomes import remaining
from sessiecoach.domain.own_questions import OwnQuestionView, own_questions, rounds_on
from sessiecoach.domain.series import ParticipantQuestion
from sessiecoach.domain.session import Note, Origin, Session, Update
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.carried_kinds import item_words, label_of
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.standing import told_day, told_words
from sessiecoach.export.outline import Part, Section
from sessiecoach.export.words import Labels, labels_of, title_of

_FROM_NO_SIDE: Final = "Het geheel"
_NO_CASE: Final = "Los van een casus"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An item of another meeting, as a report names it."""

    label: str
    text: str
    day: str
    """Of its meeting."""


@dataclass(frozen=True)
class Source:
    """A session as a report reads it: only what is shown, with the words for its ids."""

    session: Session
    zone: dt.tzinfo
    now: dt.datetime
    private: bool = False
    """Whether what was marked private is shown too."""
    others: tuple[Session, ...] = ()
    """The other meetings of its series."""
    loose: tuple[Update, ...] = ()
    """What was told between the meetings."""
    brought: tuple[ParticipantQuestion, ...] = ()
    """The own questions of participants that stand in the series."""

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The notes that are shown."""
        return tuple(
            note
            for note in self.session.notes
            if note.withdrawn_at is None and (self.private or not note.private)
        )

    @cached_property
    def questions(self) -> tuple[OwnQuestionView, ...]:
        """The own questions of the series as they stood on the day of this meeting."""
        meetings = (*self.others, self.session)
        return own_questions(self.brought, meetings, self.loose, self.session.header.date)

    def said_of(self, question: str) -> tuple[Note, ...]:
        """Return what its rounds said of an own question, of the kinds that belong there."""
        return tuple(
            note
            for block in rounds_on(self.session, question)
            for note in self.notes
            if note.block == block.id and note.kind in block.captures
        )

    @cached_property
    def remaining_notes(self) -> tuple[Note, ...]:
        """The notes that stand neither with an own question nor with what a block yields."""
        told = {note.id for each in self.questions for note in self.said_of(each.id)}
        return tuple(note for note in remaining(self.session, self.notes) if note.id not in told)

    @cached_property
    def _told(self) -> Mapping[str, tuple[Update, ...]]:
        return told_of(self.others, self.loose)

    def updates(self, item: str) -> tuple[Update, ...]:
        """Return what was told elsewhere of an item, as it was written."""
        return self._told.get(item, ())

    def told(self, item: str) -> tuple[tuple[str, str], ...]:
        """Return what was told elsewhere of an item: the day, and the words."""
        kind = self.kind_of(item)
        lines = ((told_day(each), told_words(each, kind)) for each in self._told.get(item, ()))
        return tuple((day, words) for day, words in lines if words)

    @cached_property
    def _left(self) -> Mapping[str, tuple[CarriedKind, Session, Left]]:
        """What a terugkom can ask about, as it stood in another meeting or else in this one."""
        found: dict[str, tuple[CarriedKind, Session, Left]] = {
            left.item.id: (kind, meeting, left)
            for meeting in (self.session, *self.others)
            for kind, rules in KINDS.items()
            for left in rules.left(Earlier((meeting,)))
        }
        every = chronological((self.session, *self.others))
        for left in KINDS["questions"].left(Earlier(every, self.brought)):
            # They are numbered through the series.
            found[left.item.id] = ("questions", every[left.at], left)
        return found

    def kind_of(self, item: str) -> CarriedKind | None:
        """Return of which kind an item is; None where it is none that a terugkom asks about."""
        return self._left[item][0] if item in self._left else None

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The ids of the items that are not shown because they are private."""
        found: set[str] = set()
        for meeting in () if self.private else (self.session, *self.others):
            found |= {each.id for each in meeting.solutions if each.private}
            found |= {each.id for each in meeting.promises if each.private}
            found |= {each.id for each in meeting.decisions if each.private}
            found |= {each.id for each in meeting.notes if each.private}
        return frozenset(found)

    @cached_property
    def elsewhere(self) -> Mapping[str, Elsewhere]:
        """The items of the other meetings, by id; private ones only where they are shown."""
        found: dict[str, Elsewhere] = {}
        for meeting in self.others:
            labels = labels_of(meeting, private=self.private)
            day = table_date(meeting.header.date)[3:] if meeting.header.date else ""
            texts = [(each, each.text) for each in meeting.solutions]
            texts += [(each, each.what) for each in meeting.promises]  # type: ignore[misc]
            texts += [(each, each.text) for each in meeting.decisions]  # type: ignore[misc]
            for item, text in texts:
                if item.id not in self.hidden:
                    found[item.id] = Elsewhere(labels.of(item.id), one_line(text), day)
            for promised in meeting.report_backs:
                words = (promised.organisation, promised.subject)
                told = " · ".join(one_line(each) for each in words if each.strip())
                found[promised.id] = Elsewhere("", told, day)
        in_series = {question_of(each, at).id for at, each in enumerate(self.brought, start=1)}
        for item_id, (kind, meeting, left) in self._left.items():
            if item_id not in found and (meeting is not self.session or item_id in in_series):
                on = None if item_id in in_series else meeting.header.date
                day = table_date(on)[3:] if on else ""
                words_of = item_words(left.item, self._told.get(item_id, ()))
                found[item_id] = Elsewhere(label_of(kind, left.place), words_of, day)
        return found

    @cached_property
    def labels(self) -> Labels:
        """What items are called."""
        return labels_of(self.session, private=self.private)

    @cached_property
    def perspectives(self) -> Mapping[str, str]:
        """The titles of the perspectives, in their order."""
        return {each.id: each.title for each in self.session.perspectives}

    @cached_property
    def cases(self) -> Mapping[str, str]:
        """The titles of the cases, in their order."""
        return {each.id: each.title for each in self.session.cases}

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """What the groups are called, where there is more than one."""
        here = [each for each in self.session.groups if each.withdrawn_at is None]
        if len(here) < 2:
            return {}
        return {each.id: one_line(each.title) or f"groep {one_line(each.id)}" for each in here}

    def perspective(self, value: str) -> str:
        """Return what a perspective is called."""
        return title_of(self.perspectives, value) if value else _FROM_NO_SIDE

    def case(self, value: str) -> str:
        """Return what a case is called, with its code name."""
        if not value:
            return _NO_CASE
        title = one_line(self.cases.get(value, ""))
        return f"Casus {one_line(value)} · {title}" if title else f"Casus {one_line(value)}"

    def tags(
        self, group: str, *, private: bool, case: str = "", perspective: str = ""
    ) -> list[str]:
        """Return the few words behind a text: where it comes from."""
        tags = [self.perspective(perspective)] if perspective else []
        tags += [f"casus {one_line(case)}"] if case else []
        tags += [self.groups[group]] if group in self.groups else []
        return [*tags, "privé"] if private else tags


def made_up(origin: Origin) -> bool:
    """Return whether an item is plausible filler of a sample."""
    return origin == "invented"


def in_order(known: Mapping[str, str], values: Iterable[str]) -> Iterator[str]:
    """Yield the values that occur, in the order of `known`; unknown ones follow, none last."""
    found = dict.fromkeys(values)
    yield from (value for value in known if value in found)
    yield from (value for value in found if value and value not in known)
    if "" in found:
        yield ""


def section_of(
    section_id: str,
    title: str,
    parts: Sequence[Part],
    count: int | None = None,
    *,
    short: str = "",
) -> Section | None:
    """Return a section, or None where it would hold nothing."""
    return Section(section_id, title, tuple(parts), count, short) if parts else None
