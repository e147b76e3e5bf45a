"""One column of notes: its title with the total, and its notes by kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.geometry import Size
from textual.reactive import Reactive

from sessiecoach.domain.columns import Column
from sessiecoach.domain.kinds import KIND_IDS, Kind, by_id
from sessiecoach.domain.session import Note
from sessiecoach.ui.widgets.item_rows import BLANK, ItemKey, ItemRows, Piece, Row, flow
from sessiecoach.ui.widgets.note_line import NoteMarks, heading_row, note_row

LEAST_WIDTH = 20
"""Cells; a narrower column cannot be read."""
WIDEST = 110
"""Cells; a longer line is hard to read back."""
_FIRST = ("helpend", "belemmering")
"""The kinds that stand first, and have their place before there is any note of them."""


@dataclass(frozen=True, slots=True)
class ShownNotes:
    """All that a column shows."""

    notes: tuple[Note, ...] = ()
    marks: NoteMarks = field(default_factory=NoteMarks)
    unsaved: frozenset[str] = frozenset()
    solved: frozenset[str] = frozenset()
    hint: str = ""
    captures: tuple[str, ...] = _FIRST
    """The kinds of note that are captured here, the one of a line without a sign first."""


class NoteColumn(ItemRows):
    """One column: its title with the total, and its notes by kind."""

    # Its size is known here before it is drawn; that it was resized is told afterwards. It has
    # the size it gets, whatever is in it, so that nothing else is laid out anew.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column
        self.shown = ShownNotes()
        self._laid_out: dict[str, tuple[Note, object, Row]] = {}

    @property
    def perspective(self) -> str:
        """The perspective of its notes; empty where they are of none, or of a block."""
        return self.column.perspective

    def watch_virtual_size(self) -> None:
        """Break the lines anew for another width, and count what another height hides."""
        self.lay_out()
        self.on_resize()

    def lay_out(self) -> None:
        """Make rows of what is shown; only notes that are new or changed are laid out again.

        As long as the column has no width its notes are rows without words: the keys know them.
        """
        shown, width = self.shown, min(self.size.width, WIDEST)
        rows: list[Row] = []
        laid_out: dict[str, tuple[Note, object, Row]] = {}
        sections = self._sections()
        headed = len(shown.captures) != 1 or len(sections) > 1 or not self.column.block
        for kind, of_kind in sections:
            if rows:
                rows.append(BLANK)
            if headed or kind.id not in shown.captures:
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
            rows += [BLANK] if rows else []
            rows.append(Row(flow([Piece(shown.hint, "faint")], width or LEAST_WIDTH)))
        self._laid_out = laid_out
        self.rows = tuple(rows)

    def _sections(self) -> list[tuple[Kind, list[Note]]]:
        """Return the kinds that are here, each with its notes.

        In the column of a block they have the order in which it captures them. Those of a
        perspective keep one order, so that no note moves when another block begins.
        """
        captures = self.shown.captures
        order = dict.fromkeys((*_FIRST, *(captures if self.column.block else ()), *KIND_IDS))
        found = []
        for kind in order:
            of_kind = [note for note in self.shown.notes if note.kind == kind]
            if of_kind or (kind in _FIRST and kind in captures):
                found.append((by_id[kind], of_kind))
        return found
