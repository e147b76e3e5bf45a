"""What helps and what hinders in two meetings of a series: new, recurring, gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiecoach.domain.carry_over import told_of
from sessiecoach.domain.session import Note, Session, Update

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

    A later word takes back an earlier one: `same_as` after `differs_from`, or the other way.
    """
    every = tuple(meetings)
    same_as = {note.id: note.same_as for meeting in every for note in meeting.notes if note.same_as}
    for note in (each for meeting in every for each in meeting.notes if each.merged_into):
        # A twin that was merged away says the same as the note that stands for it.
        linked = same_as.pop(note.id, "")
        if linked and linked != note.merged_into:
            same_as.setdefault(note.merged_into, linked)
        same_as[note.id] = note.merged_into
    different: set[frozenset[str]] = set()
    for item, told in told_of(every, loose).items():
        for update in told:
            if update.same_as:
                same_as[item] = update.same_as
                different.discard(frozenset((item, update.same_as)))
            if update.differs_from:
                different.add(frozenset((item, update.differs_from)))
                if same_as.get(item) == update.differs_from:
                    del same_as[item]

    def root(note: str) -> str:
        trail = [note]
        while (following := same_as.get(trail[-1])) is not None:
            if following in trail:
                # Links that run in a circle have one root all the same.
                return min(trail[trail.index(following) :])
            trail.append(following)
        return trail[-1]

    return Links(root, frozenset(different))


def side_by_side(
    before: Session, after: Session, links: Links, *, private: bool = False
) -> tuple[ComparedNote, ...]:
    """Return what is new, recurring and gone, in the order of the records.

    A link may run through meetings in between, so `links` are those of the whole series.
    """
    was = tuple(compared_notes(before, private=private))
    stands = tuple(compared_notes(after, private=private))
    earlier = {links.root(note.id): note for note in was}
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
    for meeting in meetings:
        for note in compared_notes(meeting, private=private):
            found.setdefault(links.root(note.id), []).append((meeting, note))
    often = [
        Recurring(tuple(notes))
        for notes in found.values()
        if len({meeting.header.id for meeting, _note in notes}) > 1
    ]
    return tuple(sorted(often, key=lambda each: (-each.times, -len(each.notes))))
