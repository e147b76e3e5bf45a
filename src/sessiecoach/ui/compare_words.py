"""How a comparison says which meetings it is about."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from sessiecoach.domain.session import Note, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import counted


def span_words(held: Sequence[Session], span: tuple[int, int]) -> Content:
    """Return which meetings are compared, by the places of the first and the last."""
    if not held:
        return Content("")
    chosen = held[span[0] : span[1] + 1]
    days = [day_of(each) for each in (chosen[0], chosen[-1])]
    many = counted(len(chosen), "bijeenkomst", "bijeenkomsten")
    words = days[0] if len(chosen) == 1 else f"{days[0]} t/m {days[1]}"
    return Content.assemble("   ", (words, "bold"), (f"   {many}", "$muted"))


def day_of_note(meetings: Sequence[Session], note: Note) -> str:
    """Return the day of the meeting in which a note was made."""
    found = (each for each in meetings if any(other.id == note.id for other in each.notes))
    return next((day_of(each) for each in found), "")


def day_of(meeting: Session) -> str:
    """Return the day of a meeting; its title where no day is known."""
    header = meeting.header
    # Without its weekday, which tells nothing here.
    return table_date(header.date).partition(" ")[2] if header.date else one_line(header.title)
