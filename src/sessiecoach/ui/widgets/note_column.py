"""One column of notes: its title with the total, and its notes by kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.geometry import Size
from textual.reactive import Reactive

from sessiecoach.domain.kinds import KINDS
from sessiecoach.domain.session import Note
from sessiecoach.ui.widgets.item_rows import BLANK, ItemKey, ItemRows, Piece, Row, flow
from sessiecoach.ui.widgets.note_line import NoteMarks, heading_row, note_row

LEAST_WIDTH = 20
"""Cells; a narrower column cannot be read."""
ALWAYS_SHOWN = ("helpend", "belemmering")
"""The kinds that have their place in a column before there is any note."""
_KIND_ORDER = sorted(KINDS, key=lambda kind: (*(kind.id != each for each in ALWAYS_SHOWN),))


@dataclass(frozen=True, slots=True)
class ShownNotes:
    """All that a column shows."""

    notes: tuple[Note, ...] = ()
    marks: NoteMarks = field(default_factory=NoteMarks)
    unsaved: frozenset[str] = frozenset()
    solved: frozenset[str] = frozenset()
    hint: str = ""


class NoteColumn(ItemRows):
    """One column: its title with the total, and its notes by kind."""

    # Its size is known here before it is drawn; that it was resized is told afterwards. It has
    # the size it gets, whatever is in it, so that nothing else is laid out anew.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self, perspective: str) -> None:
        super().__init__()
        self.perspective = perspective
        self.shown = ShownNotes()
        self._laid_out: dict[str, tuple[Note, object, Row]] = {}

    def watch_virtual_size(self) -> None:
        """Break the lines anew for another width, and count what another height hides."""
        self.lay_out()
        self.on_resize()

    def lay_out(self) -> None:
        """Make rows of what is shown; only notes that are new or changed are laid out again.

        As long as the column has no width its notes are rows without words: the keys know them.
        """
        shown, width = self.shown, self.size.width
        rows: list[Row] = []
        laid_out: dict[str, tuple[Note, object, Row]] = {}
        for kind in _KIND_ORDER:
            of_kind = [note for note in shown.notes if note.kind == kind.id]
            if not of_kind and kind.id not in ALWAYS_SHOWN:
                continue
            if rows:
                rows.append(BLANK)
            rows.append(heading_row(kind, sum(note.withdrawn_at is None for note in of_kind)))
            for note in of_kind:
                unsaved, solved = note.id in shown.unsaved, note.id in shown.solved
                if not width:
                    rows.append(Row(((),), ItemKey("notes", note.id)))
                    continue
                how = (width, shown.marks, unsaved, solved)
                before = self._laid_out.get(note.id)
                if before is None or before[0] is not note or before[1] != how:
                    row = note_row(note, width, shown.marks, unsaved=unsaved, solved=solved)
                    before = (note, how, row)
                laid_out[note.id] = before
                rows.append(before[2])
        if shown.hint:
            rows += [BLANK, Row(flow([Piece(shown.hint, "faint")], width or LEAST_WIDTH))]
        self._laid_out = laid_out
        self.rows = tuple(rows)
