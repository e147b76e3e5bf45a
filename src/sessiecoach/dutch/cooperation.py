"""What is said of a cooperation: where the numbers point, and where a bottleneck lies."""

from __future__ import annotations

from sessiecoach.domain.bottlenecks import BottleneckState, bottleneck_state
from sessiecoach.domain.cooperation import (
    LEAST_DROP,
    Force,
    drops,
    forces,
    pointed_at,
)
from sessiecoach.domain.session import Note, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import decimal, number_words

NO_NUMBERS = "Er zijn nog geen cijfers om over te praten; die geeft u op het werkblad Cijfers."


def force_name(force: Force) -> str:
    """Return what a scale of the model is called in a sentence: its id, in words."""
    return one_line(force.scale.id.replace("_", " "))


def force_words(force: Force) -> str:
    """Return a scale of the model with its mean: `intentie 7,1`; without one, only its name."""
    if force.mean is None:
        return force_name(force)
    return f"{force_name(force)} {number_words(force.mean, 1)}"


def pointing_words(session: Session) -> str:
    """Return where the numbers point, as something to talk about; nothing without a model."""
    if not forces(session):
        return ""
    found = pointed_at(session)
    if found is not None:
        word = one_line(found.stagnation.id)
        pair = f"{force_words(found.before)}, {force_words(found.after)}"
        return f"De cijfers wijzen op {word}: {pair}. Een begin van het gesprek; de groep kiest."
    if not drops(session):
        return NO_NUMBERS
    points = decimal(LEAST_DROP)
    return (
        f"De cijfers wijzen niet één kant op: nergens is het verschil {points} punten of meer."
        " Praat erover; de groep kiest."
    )


def bottleneck_words(note: Note) -> str:
    """Return where a bottleneck lies: `ligt bij stuurgroep Wonen`, `doorgehakt op 3 okt 2016`."""
    match bottleneck_state(note):
        case BottleneckState.CUT:
            assert note.resolved_on is not None  # noqa: S101  that is what cut means
            by = f" door {one_line(note.escalated_to)}" if note.escalated_to.strip() else ""
            return f"doorgehakt{by} op {table_date(note.resolved_on)[3:]}"
        case BottleneckState.ON_AGENDA:
            return f"ligt bij {one_line(note.escalated_to)}"
        case BottleneckState.NOWHERE:
            return "nog nergens geagendeerd"
