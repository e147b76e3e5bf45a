"""The notes of a meeting side by side, a column a perspective or a heading."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from sessiecoach.domain.columns import Column, columns, home_of
from sessiecoach.domain.session import Block, Note, Session
from sessiecoach.live.session import Snapshot
from sessiecoach.ui.widgets.column_words import captured_notes, column_title, empty_hint
from sessiecoach.ui.widgets.item_keys import NOTE_KEYS
from sessiecoach.ui.widgets.item_rows import ItemKey, ItemRows
from sessiecoach.ui.widgets.note_column import LEAST_WIDTH, NoteColumn, ShownNotes
from sessiecoach.ui.widgets.note_line import NoteMarks


class NoteColumns(Widget, can_focus=True):
    """The notes in the columns of a block: focus it to choose a note, and act on it by a key.

    Give it the `snapshot` (by `data_bind`). The acts are those of a screen that is a
    `NoteActs`; without one its keys only move.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(NOTE_KEYS)

    # The columns draw themselves: nothing here is painted anew where they are not.
    snapshot: reactive[Snapshot] = reactive(lambda: Snapshot(Session()), repaint=False)
    block: reactive[Block | None] = reactive(None, repaint=False)
    """Whose columns are shown; without one everything is."""
    used: reactive[Column | None] = reactive(None, repaint=False)
    """The column that has the cursor, or was used last; None while there is none."""
    show_withdrawn: reactive[bool] = reactive(False, repaint=False)

    class PerspectiveChosen(Message):
        """Another column is used; of a column that has no perspective it is empty."""

        def __init__(self, perspective: str) -> None:
            super().__init__()
            self.perspective = perspective

    class CursorMoved(Message):
        """Another note has the cursor, so that other acts may be possible."""

    class EditAsked(Message):
        """A note was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: list[NoteColumn] = []
        self._known = frozenset[str]()

    def compose(self) -> ComposeResult:
        """Lay out the line of titles, which shows where not all columns fit, and the columns."""
        yield Static(id="column-titles", markup=False)
        yield Horizontal(id="columns")

    @property
    def current(self) -> ItemKey | None:
        """The note that has the cursor."""
        column = self._column()
        return column.cursor if column is not None else None

    @property
    def perspective(self) -> str | None:
        """The perspective of the column that was used last; None while there is none."""
        return self.used.perspective if self.used is not None else None

    @perspective.setter
    def perspective(self, perspective: str) -> None:
        """Use the column where what belongs to a perspective is filed now."""
        self.used = self._filed_in() or Column(perspective=perspective)

    def beside(self, note: Note) -> tuple[Note, ...]:
        """Return the other notes that count in the column of a note."""
        for column in self.columns:
            if note.id in [each.id for each in column.shown.notes]:
                others = (each for each in column.shown.notes if each.id != note.id)
                return tuple(each for each in others if each.withdrawn_at is None)
        return ()

    def _column(self) -> NoteColumn | None:
        return next((each for each in self.columns if each.column == self.used), None)

    def _filed_in(self) -> Column | None:
        """Return the column of the running block, where every line goes; None without one."""
        home = home_of(self.snapshot.session, self.block)
        own = Column(block=home.id) if home is not None else None
        return own if any(each.column == own for each in self.columns) else None

    # What is shown.

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()

    def on_resize(self) -> None:
        """Let as many columns show as fit."""
        self._fit()

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Show the notes as they are, and let those that came in stand out."""
        old, new = before.session, after.session
        if (
            before.unsaved != after.unsaved
            or old.notes is not new.notes
            or old.solutions is not new.solutions
            or old.perspectives is not new.perspectives
            or old.blocks is not new.blocks
        ):
            self._show()

    def watch_block(self) -> None:
        """Show the columns of another block, and use the one where its lines go."""
        self._show()
        self._use_filed_in()

    def watch_show_withdrawn(self) -> None:
        """Show or hide what was withdrawn."""
        self._show()

    def watch_used(self) -> None:
        """Show which column is used, and say so: what is typed goes there."""
        self._fit()
        self._mark()
        if self.perspective is not None:
            self.post_message(self.PerspectiveChosen(self.perspective))

    def watch_has_focus(self, _value: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_value)
        self._mark()
        if not _value:
            self._use_filed_in()

    def _use_filed_in(self) -> None:
        """On a board, let the column that stands out be the one where a line is filed."""
        filed_in = self._filed_in()
        if filed_in is not None and not self.has_focus:
            self.used = filed_in

    def _show(self) -> None:
        if not self.children:
            return
        session, block = self.snapshot.session, self.block
        found = columns(session, block, with_withdrawn=self.show_withdrawn)
        if [each.column for each in self.columns] != list(found):
            self._make_columns(list(found))
        stood = self.current
        if self.used not in found:
            self.used = self._filed_in() or next(iter(found))
        by_block = any(each.block for each in found)
        marks = NoteMarks(
            cases=sum(each.withdrawn_at is None for each in session.cases) > 1,
            groups=sum(each.withdrawn_at is None for each in session.groups) > 1,
            perspectives=by_block and any(not each.withdrawn_at for each in session.perspectives),
        )
        solved = frozenset(
            note
            for solution in session.solutions
            if solution.withdrawn_at is None
            for note in solution.answers
        )
        nothing = not any(found.values())
        hinted = self._column() if by_block else self.columns[0]
        for column in self.columns:
            notes = found[column.column]
            hint = empty_hint(session, block, found) if nothing and column is hinted else ""
            captured = captured_notes(session, column.column, block)
            column.shown = ShownNotes(notes, marks, self.snapshot.unsaved, solved, hint, captured)
            column.lay_out()
            total = sum(note.withdrawn_at is None for note in notes)
            title = column_title(session, column.column)
            between = " · " if title[-1:].isdigit() else " "  # of `Tafel 1` there are not eleven
            column.border_title = Content(f"{title}{between}{total}")
        self._fit()
        self._flash_new()
        if stood is not None and stood != self.current and self.has_focus:
            self.go_to(stood)  # It is in another column now, and the cursor goes along.
        self._mark()

    def _make_columns(self, wanted: list[Column]) -> None:
        """Take away and add columns; those that stay keep their cursor and their view."""
        before = {each.column: each for each in self.columns}
        self.columns = [before.pop(each) if each in before else NoteColumn(each) for each in wanted]
        for column in before.values():
            column.remove()
        row = self.query_one("#columns", Horizontal)
        row.mount_all(column for column in self.columns if not column.is_attached)
        order = {column: place for place, column in enumerate(self.columns)}
        row.sort_children(key=lambda column: order.get(column, 0))  # type: ignore[call-overload]

    def _fit(self) -> None:
        """Let as many columns show as can be read, the used one among them."""
        if not self.columns or not self.size.width:
            return  # how many that are is not known yet
        count = max(1, min(len(self.columns), self.size.width // LEAST_WIDTH))
        used = self._column()
        place = self.columns.index(used) if used is not None else 0
        first = max(0, min(place - count // 2, len(self.columns) - count))
        for at, column in enumerate(self.columns):
            column.display = first <= at < first + count
        titles = self.query_one("#column-titles", Static)
        titles.display = count < len(self.columns)
        if titles.display:
            shown = [
                Content.styled(str(each.border_title), "bold $primary" if each is used else "")
                for each in self.columns
            ]
            titles.update(_in_width(shown, first, first + count, self.size.width - 2))

    def _mark(self) -> None:
        for column in self.columns:
            used = column.column == self.used
            column.set_class(used, "-used")
            column.active = used and self.has_focus
            if column.active and column.cursor is None and column.items:
                column.cursor = column.items[0]
                self.post_message(self.CursorMoved())

    def _flash_new(self) -> None:
        """Let notes that came in since the last time stand out, and scroll to them."""
        ids = frozenset(note.id for note in self.snapshot.session.notes)
        new, self._known = (ids - self._known) & self.snapshot.unsaved, ids
        for column in self.columns:
            here = [item for item in column.items if item.item in new]
            if here:
                column.flash(frozenset(here))
                if column.active:
                    column.show(here[-1])
                else:
                    column.cursor = here[-1]

    # What a person does.

    def go_to(self, item: ItemKey) -> None:
        """Put the cursor on an item, wherever it is."""
        for column in self.columns:
            if item in column.items:
                self._choose(column, item)

    def _choose(self, column: NoteColumn, item: ItemKey | None) -> None:
        self.used = column.column
        column.cursor = item
        self.post_message(self.CursorMoved())

    def action_move_cursor(self, steps: int) -> None:
        """Go to another note in this column."""
        column = self._column()
        if column is not None:
            self._choose(column, column.moved(steps))

    def action_move_page(self, pages: int) -> None:
        """Go about as many notes further as show at a time."""
        column = self._column()
        if column is not None:
            self._choose(column, column.moved(pages * column.page()))

    def action_move_column(self, steps: int) -> None:
        """Go to the column beside this one, to the note at the same height."""
        column = self._column()
        if column is None:
            return
        place = self.columns.index(column) + steps
        if 0 <= place < len(self.columns):
            beside = self.columns[place]
            line = column.line_of_cursor()
            self._choose(beside, beside.item_near(line))

    @on(ItemRows.Clicked)
    def _clicked(self, event: ItemRows.Clicked) -> None:
        event.stop()
        self.focus()
        if isinstance(event.rows, NoteColumn):
            self._choose(event.rows, event.item)
        if event.twice:
            self.post_message(self.EditAsked())

    def on_click(self, event: events.Click) -> None:
        """Use the column that was clicked, also where it has no note."""
        for column in self.columns:
            if event.widget is column and column.column != self.used:
                self._choose(column, column.cursor)


def _in_width(titles: list[Content], first: int, end: int, width: int) -> Content:
    """Return titles on one line; where they do not fit, signs that there are more outside."""
    begin, until = 0, len(titles)
    while True:
        parts = titles[begin:until]
        line = Content("   ").join(
            [*([Content("‹")] if begin else []), *parts, *([Content("›")] * (until < len(titles)))]
        )
        if line.cell_length <= width or (begin == first and until == end):
            return line
        # Of what does not show below, what is farthest from it goes first.
        if first - begin > until - end:
            begin += 1
        else:
            until -= 1
