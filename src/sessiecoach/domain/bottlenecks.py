"""Bottlenecks: on whose agenda each lies, when it was cut, and which of earlier meetings wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.carry_over import told_of
from sessiecoach.domain.chronology import chronological, held_at
from sessiecoach.domain.facts import Added, Change
from sessiecoach.domain.session import Note, Session, Update
from sessiecoach.domain.standing import CLOSED, bottleneck_status, lies_with
from sessiecoach.domain.text import as_compared, one_line

BOTTLENECK: Final = "knelpunt"
"""The kind of note that can be put on an agenda."""


class BottleneckState(StrEnum):
    """Where a bottleneck lies."""

    NOWHERE = "nowhere"
    ON_AGENDA = "on_agenda"  # of the steering group `escalated_to`
    CUT = "cut"  # on `resolved_on`


def bottleneck_state(note: Note) -> BottleneckState:
    """Return where a bottleneck lies; cut is cut, whoever had it on the agenda."""
    if note.resolved_on is not None:
        return BottleneckState.CUT
    return BottleneckState.ON_AGENDA if note.escalated_to.strip() else BottleneckState.NOWHERE


def bottlenecks(session: Session) -> tuple[Note, ...]:
    """Return the bottlenecks of a meeting that were not withdrawn, in the order of the record."""
    return tuple(
        each for each in session.notes if each.kind == BOTTLENECK and each.withdrawn_at is None
    )


def steering_groups(meetings: Iterable[Session]) -> tuple[str, ...]:
    """Return the bodies that have a bottleneck on their agenda, the last named first.

    Two spellings of one are one; what was noted in private names nobody.
    """
    found: dict[str, str] = {}
    for meeting in reversed(chronological(meetings)):
        for note in reversed(bottlenecks(meeting)):
            if not note.private:
                found.setdefault(as_compared(note.escalated_to), one_line(note.escalated_to))
    return tuple(name for name in found.values() if name)


def earlier_bottlenecks(
    session: Session, meetings: Iterable[Session], loose: Iterable[Update]
) -> tuple[tuple[Session, Note], ...]:
    """Return the bottlenecks that meetings before this one left open, the oldest first.

    Each stands there as it is by all that was told of it since. One that a later meeting took
    up again is there as the note of that meeting; private ones stay with their own.
    """
    others = [each for each in meetings if each.header.id != session.header.id]
    told = told_of([*others, session], loose)
    before = [each for each in chronological(others) if held_at(each) < held_at(session)]
    taken_up = {note.same_as for each in (*before, session) for note in bottlenecks(each)}
    on = session.header.date or dt.date.max
    found: dict[str, tuple[Session, Note]] = {}
    for meeting in before:
        for note in bottlenecks(meeting):
            of_it = told.get(note.id, ())
            is_open = bottleneck_status(note, of_it, on) not in CLOSED
            if is_open and not note.private and note.id not in taken_up:
                stands = replace(note, escalated_to=lies_with(note, of_it), resolved_on=None)
                found.setdefault(note.id, (meeting, stands))
    return tuple(found.values())


def take_up(note: Note, to: str, mark: Mark, new_id: str) -> tuple[Change, ...]:
    """Return the changes that put a bottleneck of an earlier meeting on an agenda here.

    The record of that meeting is not written again: this meeting notes that it says the same.
    """
    values = {
        "kind": BOTTLENECK,
        "text": note.text,
        "perspective": note.perspective,
        "escalated_to": to,
        "same_as": note.id,
        "block": mark.block,
        "group": mark.group,
        "author": mark.author,
        "written_at": mark.at,
    }
    return (Added("notes", new_id, {name: value for name, value in values.items() if value}),)
