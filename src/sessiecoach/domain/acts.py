"""What one act of a person does to a session, as changes that are not yet made.

Each function reads a session and returns the changes of one act; `live.LiveSession` makes
them a fact. So every rule of an act has its home here, without a clock and without a disk.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sessiecoach.domain.agenda import Agenda, Phase, agenda, length_seconds
from sessiecoach.domain.facts import (
    Added,
    Allotted,
    Change,
    Changed,
    Ended,
    Extended,
    Fact,
    Interrupted,
    Resumed,
    Started,
    apply,
)
from sessiecoach.domain.session import Note, Session

GUARD_REMAINING_SECONDS = 60
"""With more than this left, going to the next block asks for a second press (rule 14)."""
GUARD_SECONDS = 3.0
"""How long the second press may take, in a person's time."""
UNDO_CLOCK_SECONDS = 30
"""How long the last act of the clock can be taken back, in a person's time (rule 16)."""


def start_next(session: Session, now: dt.datetime, zone: dt.tzinfo) -> tuple[Change, ...]:
    """Start the next block, or the first one; the running one ends. Empty after the last.

    A buffer that gave minutes to meet the hard end keeps what it has left at this moment.
    """
    following = agenda(session, now, zone).following
    if following is None:
        return ()
    block = following.block
    changes: list[Change] = [Started(block.id)]
    length = _length_when_started(session, block.id, now, zone)
    if length != length_seconds(block):
        added = sum(entry.seconds for entry in block.added)
        changes.append(Allotted(block.id, length - added))
    if session.header.status == "draft":
        changes.append(Changed("header", "", {"status": "live"}))
    return tuple(changes)


def _length_when_started(session: Session, block: str, now: dt.datetime, zone: dt.tzinfo) -> int:
    """Return what a block has when the running one ends now, whatever that had left."""
    ended = apply(session, Fact("", 0, "", now, end_clock(session)))
    entries = agenda(ended, now, zone).entries
    return next(entry.length_seconds for entry in entries if entry.block.id == block)


def asks_second_press(state: Agenda) -> bool:
    """Return whether going on from the running block asks for a second press (rule 14)."""
    current = state.current
    return current is not None and current.remaining_seconds > GUARD_REMAINING_SECONDS


def interrupt_or_resume(session: Session, now: dt.datetime, zone: dt.tzinfo) -> tuple[Change, ...]:
    """Turn the clock of the running block off or on again; start the first where none runs."""
    current = agenda(session, now, zone).current
    if current is None:
        return start_next(session, now, zone)
    if current.phase is Phase.INTERRUPTED:
        return (Resumed(current.block.id),)
    return (Interrupted(current.block.id),)


def extend(session: Session, seconds: int) -> tuple[Change, ...]:
    """Give the running block more seconds, or fewer; never so few that it has no length.

    In overrun the overrun itself is lengthened away: one more minute at +0:20 leaves 0:40
    (rule 12), which is plain adding, because what remains is below zero by then.
    """
    block = session.running
    if block is None:
        return ()
    seconds = max(seconds, -length_seconds(block))
    return (Extended(block.id, seconds),) if seconds else ()


def end_clock(session: Session) -> tuple[Change, ...]:
    """End the running block without starting another: the meeting is over."""
    block = session.running
    return (Ended(block.id),) if block else ()


def close(session: Session, at: dt.datetime, warnings: tuple[str, ...]) -> tuple[Change, ...]:
    """Close the meeting; what still stood open is kept with it, as the person's choice."""
    return (
        *end_clock(session),
        Changed(
            "header", "", {"status": "closed", "closed_at": at, "closed_with": tuple(warnings)}
        ),
    )


def reopen() -> tuple[Change, ...]:
    """Make a closed meeting one that can be changed again."""
    return (Changed("header", "", {"status": "live", "closed_at": None, "closed_with": ()}),)


def withdraw(table: str, item: str, at: dt.datetime) -> tuple[Change, ...]:
    """Take an item out of what counts; it stays in the record."""
    return (Changed(table, item, {"withdrawn_at": at}),)


def bring_back(table: str, item: str) -> tuple[Change, ...]:
    """Let a withdrawn item count again, also one that was merged into its twin."""
    values: dict[str, object] = {"withdrawn_at": None}
    if table == "notes":
        values["merged_into"] = ""
    return (Changed(table, item, values),)


def merge(keep: Note, twin: Note, at: dt.datetime) -> tuple[Change, ...]:
    """Let one note stand for two: the twin is withdrawn and says which note stands for it."""
    if keep.id == twin.id:
        return ()
    return (Changed("notes", twin.id, {"withdrawn_at": at, "merged_into": keep.id}),)


@dataclass(frozen=True, slots=True)
class Mark:
    """What every new item gets: where in the meeting it was made, by whom and when."""

    block: str
    group: str
    author: str
    at: dt.datetime
    private: bool = False
    """Whether it is for its writer alone, unless it is told otherwise."""


FACILITATOR = "gespreksleider"
"""Who writes where no group has a note-taker: one laptop may serve all groups."""


def author_of(session: Session, group: str) -> str:
    """Return the role by which a line of this group is signed."""
    takers = (each.note_taker for each in session.groups if each.id == group)
    return next(takers, "").strip() or FACILITATOR


def number_decisions(session: Session, last: int) -> tuple[Change, ...]:
    """Give decisions without a number the next ones; `last` is the last of earlier meetings."""
    standing = [each for each in session.decisions if each.withdrawn_at is None]
    number = max((last, *(each.number for each in standing)))
    changes = []
    for decision in standing:
        if not decision.number:
            number += 1
            changes.append(Changed("decisions", decision.id, {"number": number}))
    return tuple(changes)


def turn_into_solution(note: Note, new_id: str, mark: Mark) -> tuple[Change, ...]:
    """Propose a note as a solution; the note stays, and the solution says it answers it."""
    values = {
        "block": mark.block,
        "perspective": note.perspective,
        "case": note.case,
        "group": note.group or mark.group,
        "author": mark.author,
        "written_at": mark.at,
        "text": note.text,
        "answers": (note.id,),
        "private": note.private,
    }
    return (Added("solutions", new_id, {k: v for k, v in values.items() if v}),)
