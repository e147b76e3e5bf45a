"""One note as lines: its bullet says whether it is on disk, its tail where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.kinds import Kind
from sessiecoach.domain.personal_data import looks_personal
from sessiecoach.domain.session import Item, Note
from sessiecoach.domain.text import one_line, visible
from sessiecoach.ui.widgets.item_rows import HARD_SPACE, ItemKey, Line, Piece, Row, flow

MOST_LINES = 8
"""How much of a long note a column shows; all of it shows where it is edited."""
KIND_STYLES: Mapping[str, str] = MappingProxyType(
    {
        "helpend": "helps",
        "belemmering": "hinders",
        "knelpunt": "hinders",
        "oplossing": "solution",
        "besluit": "decision",
        "actie": "promise",
        "toezegging": "promise",
    }
)
"""The style of a kind; the others are drawn as text."""
PERSONAL_SIGN: Final = "▒"
"""Stands behind a text in which something looks like personal data, as if it were inked out."""
_ARROW = "→" + HARD_SPACE
SHOWN_SIGNS: Mapping[str, str] = MappingProxyType({"-": "−"})
"""Signs that are drawn more clearly than they are typed."""


@dataclass(frozen=True, slots=True)
class NoteMarks:
    """What the tail of a note need not repeat, since all notes share it."""

    cases: bool = False
    """Whether there is more than one case, so that a note names its own."""
    groups: bool = False
    perspectives: bool = False
    """Whether notes of several perspectives stand together, so that a note names its own."""


def bullet(*, unsaved: bool, private: bool) -> Line:
    """Return the sign that opens an item: ○ until it is on disk; a square where private."""
    sign = ("□" if unsaved else "■") if private else ("○" if unsaved else "●")
    style = "unsaved" if unsaved else ("private" if private else "faint")
    return (Piece(f"{sign} ", style),)


def note_row(
    note: Note, width: int, marks: NoteMarks, *, unsaved: bool = False, solved: bool = False
) -> Row:
    """Lay out a note; `solved` when a solution answers it."""
    withdrawn = note.withdrawn_at is not None
    text = visible(note.text).strip() or "(zonder tekst)"
    pieces = [Piece(text, "withdrawn" if withdrawn else "text")]
    pieces += personal_mark("notes", note)
    tail = note_tail(note, marks, solved=solved)
    if tail:
        pieces.append(Piece(tail, "private" if note.private else "faint"))
    first = bullet(unsaved=unsaved, private=note.private)
    lines = flow(pieces, width, first=first, indent=2, most_lines=MOST_LINES)
    return Row(lines, ItemKey("notes", note.id))


def personal_mark(table: str, item: Item) -> tuple[Piece, ...]:
    """Return the quiet sign of an item that looks as if it holds personal data, or nothing."""
    return (Piece(PERSONAL_SIGN, "private"),) if looks_personal(table, item) else ()


def note_tail(note: Note, marks: NoteMarks, *, solved: bool = False) -> str:
    """Return what stands quietly after the text of a note."""
    parts = []
    if note.private:
        parts.append("privé")
    if note.who:
        parts.append("@" + one_line(note.who))
    where = []
    if marks.perspectives and note.perspective:
        where.append("/" + one_line(note.perspective))
    if marks.cases and note.case:
        where.append("#" + one_line(note.case))
    if marks.groups and note.group:
        where.append("%" + one_line(note.group))
    if where:
        parts.append(HARD_SPACE.join(where))
    if note.escalated_to:
        parts.append(_ARROW + one_line(note.escalated_to))
    if solved:
        parts.append(_ARROW + "oplossing")
    if note.withdrawn_at is not None:
        parts.append("samengevoegd" if note.merged_into else "ingetrokken")
    return " ".join(parts)


_HEADINGS: Mapping[str, str] = MappingProxyType({"helpend": "helpt", "belemmering": "belemmert"})
"""What stands above the notes of a kind where that is not its plural."""


def heading_row(kind: Kind, count: int) -> Row:
    """Return the line above the notes of one kind, with how many there are."""
    title = _HEADINGS.get(kind.id, kind.plural)
    sign = SHOWN_SIGNS.get(kind.sign, kind.sign) or "·"
    style = KIND_STYLES.get(kind.id, "heading") if count else "faint"
    return Row(((Piece(f"{sign} {title.upper()}  {count}", style),),))
