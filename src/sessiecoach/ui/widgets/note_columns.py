"""The notes of a meeting side by side, a column a perspective."""

from __future__ import annotations

from collections.abc import Iterable
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

from sessiecoach.domain.session import Block, Note, Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.vocabulary import vocabulary_of
from sessiecoach.live.session import Snapshot
from sessiecoach.ui.widgets.item_keys import NOTE_KEYS
from sessiecoach.ui.widgets.item_rows import ItemKey, ItemRows
from sessiecoach.ui.widgets.note_column import LEAST_WIDTH, NoteColumn, ShownNotes
from sessiecoach.ui.widgets.note_line import NoteMarks

GENERAL = "Algemeen"
"""The column of notes that belong to no perspective."""
_EMPTY = "Typ hieronder wat je hoort en druk op Enter. Met + helpt het, met - belemmert het."


def empty_hint(session: Session, titles: Iterable[str]) -> str:
    """Return what to type where there is no note yet; with a column that is not the first."""
    vocabulary = vocabulary_of(session)
    words = [vocabulary.word("perspective", each) for each in titles]
    other = next((word for word in words[1:] if word), None)
    # As short as it is, all of it shows on 80x24, also where a notice takes a line.
    return f"{_EMPTY} Met /{other} komt het in die kolom." if other else _EMPTY


def column_titles(
    session: Session, block: Block | None, *, with_withdrawn: bool = False
) -> dict[str, str]:
    """Return the perspectives to show with their titles: those of the block, or all.

    The empty one, for notes without a perspective, comes last and only when there are any,
    or when there is nothing else.
    """
    known = {
        each.id: one_line(each.title) or each.id
        for each in session.perspectives
        if each.withdrawn_at is None
    }
    asked = block.perspectives if block is not None else ()
    titles = {each: known[each] for each in asked if each in known} or dict(known)
    if not titles or any(
        note.perspective not in known and (with_withdrawn or note.withdrawn_at is None)
        for note in session.notes
    ):
        titles[""] = GENERAL
    return titles


class NoteColumns(Widget, can_focus=True):
    """The notes, a column a perspective: focus it to choose a note, and act on it by a key.

    Give it the `snapshot` (by `data_bind`). The acts are those of a screen that is a
    `NoteActs`; without one its keys only move. `perspective` is the column that was used last.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(NOTE_KEYS)

    # The columns draw themselves: nothing here is painted anew where they are not.
    snapshot: reactive[Snapshot] = reactive(lambda: Snapshot(Session()), repaint=False)
    block: reactive[Block | None] = reactive(None, repaint=False)
    """Whose perspectives are shown; without one all are."""
    perspective: reactive[str | None] = reactive(None, repaint=False)
    """The column that has the cursor, or was used last; None while there is none."""
    show_withdrawn: reactive[bool] = reactive(False, repaint=False)

    class PerspectiveChosen(Message):
        """Another column is used."""

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

    def _column(self) -> NoteColumn | None:
        return next((each for each in self.columns if each.perspective == self.perspective), None)

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
        ):
            self._show()

    def watch_block(self) -> None:
        """Show the perspectives of another block."""
        self._show()

    def watch_show_withdrawn(self) -> None:
        """Show or hide what was withdrawn."""
        self._show()

    def watch_perspective(self) -> None:
        """Show which column is used, and say so: what is typed goes there."""
        self._fit()
        self._mark()
        if self.perspective is not None:
            self.post_message(self.PerspectiveChosen(self.perspective))

    def watch_has_focus(self, _value: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_value)
        self._mark()

    def _show(self) -> None:
        if not self.children:
            return
        session = self.snapshot.session
        titles = column_titles(session, self.block, with_withdrawn=self.show_withdrawn)
        if [each.perspective for each in self.columns] != list(titles):
            self._make_columns(list(titles))
        if self.perspective not in titles:
            self.perspective = next(iter(titles))
        stood = self.current
        by_column = self._divided(session)
        marks = NoteMarks(
            cases=sum(each.withdrawn_at is None for each in session.cases) > 1,
            groups=sum(each.withdrawn_at is None for each in session.groups) > 1,
        )
        solved = frozenset(
            note
            for solution in session.solutions
            if solution.withdrawn_at is None
            for note in solution.answers
        )
        nothing = not any(by_column.values())
        for column in self.columns:
            notes = tuple(by_column[column.perspective])
            hint = empty_hint(session, titles) if nothing and column is self.columns[0] else ""
            column.shown = ShownNotes(notes, marks, self.snapshot.unsaved, solved, hint)
            column.lay_out()
            total = sum(note.withdrawn_at is None for note in notes)
            title = titles[column.perspective]
            column.border_title = Content(f"{title} {total}")
        self._fit()
        self._flash_new()
        if stood is not None and stood != self.current and self.has_focus:
            self.go_to(stood)  # It is in another column now, and the cursor goes along.
        self._mark()

    def _make_columns(self, perspectives: list[str]) -> None:
        """Take away and add columns; those that stay keep their cursor and their view."""
        before = {each.perspective: each for each in self.columns}
        self.columns = [
            before.pop(each) if each in before else NoteColumn(each) for each in perspectives
        ]
        for column in before.values():
            column.remove()
        row = self.query_one("#columns", Horizontal)
        row.mount_all(column for column in self.columns if not column.is_attached)
        order = {column: place for place, column in enumerate(self.columns)}
        row.sort_children(key=lambda column: order.get(column, 0))  # type: ignore[call-overload]

    def _divided(self, session: Session) -> dict[str, list[Note]]:
        """Return the notes of each column; those of an unknown perspective are general."""
        divided: dict[str, list[Note]] = {each.perspective: [] for each in self.columns}
        known = {each.id for each in session.perspectives if each.withdrawn_at is None}
        for note in session.notes:
            if note.withdrawn_at is not None and not self.show_withdrawn:
                continue
            place = note.perspective if note.perspective in known else ""
            if place in divided:
                divided[place].append(note)
        return divided

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
            titles.update(Content("   ").join(shown))

    def _mark(self) -> None:
        for column in self.columns:
            used = column.perspective == self.perspective
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
        self.perspective = column.perspective
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
            if event.widget is column and column.perspective != self.perspective:
                self._choose(column, column.cursor)
