"""What helps and what hinders in two meetings of a series: new, recurring, gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.carry_over import told_of
from sessiecoach.domain.chronology import chronological
from sessiecoach.domain.session import Note, Session, Update
from sessiecoach.domain.standing import in_order

COMPARED_KINDS: tuple[str, ...] = ("belemmering", "helpend")
"""Kinds of note of which one asks whether they recur."""


class Recurrence(StrEnum):
    """What became of a hindrance or a help between two meetings."""

    NEW = "new"
    RECURRING = "recurring"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ComparedNote:
    """A hindrance or help of either meeting."""

    recurrence: Recurrence
    note: Note
    """As the later meeting has it; of one that is gone, as the earlier has it."""
    earlier: Note | None
    """What it recurs from."""


@dataclass(frozen=True, slots=True)
class Links:
    """What people said of notes: which say the same, and which do not."""

    root: Callable[[str], str]
    """Gives the first note that a note is the same as, through all meetings."""
    different: frozenset[frozenset[str]]
    """Pairs of notes of which somebody said that they are not the same."""


def links(meetings: Iterable[Session], loose: Iterable[Update]) -> Links:
    """Return the links that people made; only these count, likeness never does.

    A later word on two notes takes back an earlier one: `same_as` after `differs_from`, or the
    other way, whichever of the two it was told of. Links run on: what two notes are the same as
    makes them the same. A twin that was merged away says what the note says that stands for it.
    """
    every = chronological(meetings)
    noted = [note for meeting in every for note in meeting.notes]
    is_same: dict[tuple[str, str], bool] = {}
    for note in noted:
        for twin in filter(None, (note.same_as, note.merged_into)):
            is_same[_pair(note.id, twin)] = True
    told = told_of(every, loose)
    for update in in_order(each for updates in told.values() for each in updates):
        if update.same_as:
            is_same[_pair(update.item, update.same_as)] = True
        if update.differs_from:
            is_same[_pair(update.item, update.differs_from)] = False
    roots = _roots((pair for pair, same in is_same.items() if same), [note.id for note in noted])
    different = frozenset(frozenset(pair) for pair, same in is_same.items() if not same)
    return Links(lambda note: roots.get(note, note), different)


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def _roots(same: Iterable[tuple[str, str]], noted: Sequence[str]) -> Mapping[str, str]:
    """Return for each linked note the first of all that it is linked to, in the order noted.

    Those of meetings that could not be read come after the others.
    """
    order = {note: place for place, note in reversed(tuple(enumerate(noted)))}
    together: dict[str, set[str]] = {}
    for one, other in same:
        joined = together.get(one, {one}) | together.get(other, {other})
        together |= dict.fromkeys(joined, joined)
    return {
        note: min(joined, key=lambda each: (order.get(each, len(order)), each))
        for note, joined in together.items()
    }


def side_by_side(
    before: Session, after: Session, links: Links, *, private: bool = False
) -> tuple[ComparedNote, ...]:
    """Return what is new, recurring and gone, in the order of the records.

    A link may run through meetings in between, so `links` are those of the whole series.
    """
    was = tuple(compared_notes(before, private=private))
    stands = tuple(compared_notes(after, private=private))
    earlier = {links.root(note.id): note for note in reversed(was)}
    later = {links.root(note.id) for note in stands}
    rows = [_compared(note, earlier.get(links.root(note.id))) for note in stands]
    rows += [
        ComparedNote(Recurrence.GONE, note, None)
        for note in was
        if links.root(note.id) not in later
    ]
    return tuple(rows)


def _compared(note: Note, earlier: Note | None) -> ComparedNote:
    return ComparedNote(Recurrence.RECURRING if earlier else Recurrence.NEW, note, earlier)


def compared_notes(meeting: Session, *, private: bool = False) -> Iterator[Note]:
    """Yield what helps and hinders in a meeting, without what was withdrawn or merged.

    What is private is left out too, unless it is asked for.
    """
    for note in meeting.notes:
        gone = note.withdrawn_at is not None or note.merged_into
        if note.kind in COMPARED_KINDS and not gone and (private or not note.private):
            yield note


@dataclass(frozen=True, slots=True)
class Recurring:
    """A hindrance or help that came up in more than one meeting."""

    notes: tuple[tuple[Session, Note], ...]
    """Each time that it was noted, the first first."""

    @property
    def times(self) -> int:
        """At how many meetings it came up."""
        return len({meeting.header.id for meeting, _note in self.notes})


def recurring(
    meetings: Sequence[Session], links: Links, *, private: bool = False
) -> tuple[Recurring, ...]:
    """Return what came up in more than one meeting, in the most meetings first."""
    found: dict[str, list[tuple[Session, Note]]] = {}
    seen: set[str] = set()  # two copies of one record hold the same notes
    for meeting in chronological(meetings):
        for note in compared_notes(meeting, private=private):
            if note.id not in seen:
                found.setdefault(links.root(note.id), []).append((meeting, note))
                seen.add(note.id)
    often = [
        Recurring(tuple(notes))
        for notes in found.values()
        if len({meeting.header.id for meeting, _note in notes}) > 1
    ]
    return tuple(sorted(often, key=lambda each: (-each.times, -len(each.notes))))
