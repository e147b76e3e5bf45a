"""What every worksheet shares: it shows what is made, and posts what a person does to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.facts import Change
from sessiecoach.domain.personal_data import personal_item
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.vocabulary import vocabulary_of
from sessiecoach.live.session import Snapshot
from sessiecoach.storage.history import History
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.widgets.cursor_rows import CursorRows
from sessiecoach.ui.widgets.item_rows import Row

Making = Callable[[Mark], Sequence[Change]]
"""What gives the changes of an act, when it is known where, by whom and at which moment."""


class Worksheet(CursorRows):
    """A thing that a group makes, as rows of which one has the cursor.

    The screen sets what it shows and makes facts of its acts. Each kind says in `sheet_rows`
    what there is, and has bindings whose actions call `act`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "move_page(-1)", "Bladzijde terug", show=False),
        Binding("pagedown", "move_page(1)", "Bladzijde verder", show=False),
    ]
    EDIT = "edit_row"

    HELP: ClassVar[str] = ""
    """Two or three sentences for somebody who sees it for the first time."""

    snapshot: reactive[Snapshot] = reactive(lambda: Snapshot(Session()), repaint=False)
    block: reactive[str] = reactive("", repaint=False)
    """The id of the block that runs, or of the one that this worksheet belongs to."""
    earlier: reactive[History | None] = reactive(None, repaint=False)
    """The series as it was read; None while that is under way."""

    class Acted(Message):
        """A person did something; an act without changes is none."""

        def __init__(self, make: Making, told: str = "") -> None:
            super().__init__()
            self.make, self.told = make, told

    @property
    def session(self) -> Session:
        """The meeting as it stands."""
        return self.snapshot.session

    @property
    def may_change(self) -> bool:
        """Whether anything can be done here now."""
        return not self.snapshot.read_only

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return the rows, broken for so many cells."""
        raise NotImplementedError

    def show_sheet(self) -> None:
        """Lay the rows out anew; the cursor stays on its item."""
        if self.stands:
            self.rows = self.sheet_rows(self.size.width)
            if self.cursor is None and self.items:
                self.cursor = self.items[0]
            self.refresh_bindings()

    @property
    def stands(self) -> bool:
        """Whether there is room to show something; not while it is taken away."""
        return self.is_mounted and not self._pruning and self.size.width > 0

    def on_mount(self) -> None:
        """Show what there is."""
        self.show_sheet()

    def watch_snapshot(self) -> None:
        """Show what became of it."""
        self.show_sheet()

    def watch_block(self) -> None:
        """Show it for another block."""
        self.show_sheet()

    def watch_earlier(self) -> None:
        """Show what earlier meetings tell."""
        self.show_sheet()

    @property
    def personal_place(self) -> tuple[str, str, str] | None:
        """The table, id and text of the row with the cursor, if that holds personal data.

        The text is empty where all of the item is meant.
        """
        cursor = self.cursor
        found = personal_item(self.session, *cursor) if cursor is not None else None
        return (found.table, found.item, "") if found is not None else None

    def act(self, make: Making, told: str = "") -> None:
        """Do something to the meeting; `told` says in one line what does not show."""
        if self.may_change:
            self.post_message(self.Acted(make, told))

    async def fill_in(
        self, title: str, fields: Sequence[FormField], first: str = ""
    ) -> Mapping[str, object] | None:
        """Return what a person fills in, by name, or None when it was left; for a worker."""
        date = self.session.header.date
        form = FormScreen(title, fields, year=date.year if date else None, first=first)
        return await self.app.push_screen_wait(form)

    def people(self) -> tuple[str, ...]:
        """Return the roles and organisations of this meeting, to be suggested."""
        return tuple(one_line(each.id) for each in vocabulary_of(self.session).people)

    # From row to row.

    def on_resize(self) -> None:
        """Break the rows for another width."""
        self.show_sheet()
        super().on_resize()

    def action_move_page(self, pages: int) -> None:
        """Go about as many rows further as show at a time."""
        self.action_move_cursor(pages * self.page())
