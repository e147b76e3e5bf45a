"""What a person does with any item that has the cursor: change, withdraw, mark private."""

from __future__ import annotations

from textual import on, work

from sessiecoach.domain.session import Decision, Item, Note, Promise, ReportBack, Solution
from sessiecoach.domain.vocabulary import vocabulary_of
from sessiecoach.ui.screens.composing import ComposingScreen
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.item_forms import changed, fields_of, item_of, title_of, values_of
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.solution_list import SolutionList

_ON_NOTES = frozenset({"move_note", "shift_note", "make_solution", "merge_note", "link_note"})
_ON_ITEMS = frozenset({"edit_item", "withdraw_item", "toggle_private", "bring_back_item"})
_ADDING = frozenset({"add_promise", "add_decision", "add_report_back"})


class ItemActs(ComposingScreen):
    """A session screen with lists of what was said, and the acts that each item has."""

    # What the acts work on.

    @property
    def focused_list(self) -> NoteColumns | SolutionList | None:
        """The list that has the focus."""
        focused = self.focused
        return focused if isinstance(focused, NoteColumns | SolutionList) else None

    @property
    def focused_item(self) -> ItemKey | None:
        """What the keys work on: the item with the cursor in the list that has the focus."""
        focused = self.focused_list
        return focused.current if focused is not None else None

    def item(self) -> tuple[str, Item] | None:
        """Return the item that the keys work on, with its table."""
        key = self.focused_item
        item = item_of(self.snapshot.session, *key) if key is not None else None
        return (key.table, item) if key is not None and item is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say which acts the item with the cursor allows."""
        if action == "toggle_withdrawn":
            return self.focused_list is not None
        if action not in _ON_NOTES | _ON_ITEMS | _ADDING | {"set_feasible"}:
            return super().check_action(action, parameters)
        if self.snapshot.read_only:
            return False
        if action in _ADDING:
            return self.focused_list is not None
        found = self.item()
        if found is None:
            return False
        item = found[1]
        withdrawn = item.withdrawn_at is not None
        if action == "bring_back_item" or withdrawn:
            return action == "bring_back_item" and withdrawn
        if action == "set_feasible":
            return isinstance(item, Solution)
        if action == "toggle_private":
            return not isinstance(item, ReportBack)
        return isinstance(item, Note) if action in _ON_NOTES else True

    @on(NoteColumns.CursorMoved)
    @on(SolutionList.CursorMoved)
    def _other_acts(self) -> None:
        self.refresh_bindings()

    @on(NoteColumns.EditAsked)
    @on(SolutionList.EditAsked)
    async def _edit_clicked(self) -> None:
        await self.run_action("edit_item")

    # To the lists and back.

    def action_focus_items(self) -> None:
        """Go to the list that shows."""
        for each in self.query("NoteColumns, SolutionList"):
            if each.focusable and all(parent.display for parent in each.ancestors_with_self):
                each.focus()
                return

    def action_focus_composer(self) -> None:
        """Go to the line to type in."""
        self.query_one(Composer).focus()

    def action_toggle_withdrawn(self) -> None:
        """Show what was withdrawn, or hide it again."""
        focused = self.focused_list
        if focused is not None:
            focused.show_withdrawn = not focused.show_withdrawn
            self.refresh_bindings()

    # Acts on any item.

    @work
    async def action_edit_item(self) -> None:
        """Change everything that an item says."""
        found = self.item()
        if found is not None:
            table, item = found
            values = await self.filled(item)
            if values is not None:
                self.live.do(changed(table, item, values))

    async def filled(self, item: Item) -> dict[str, object] | None:
        """Return what a person fills in for an item, or None when it was left."""
        session = self.snapshot.session
        people = [known.id for known in vocabulary_of(session).people]
        year = (session.header.date or self.live.now().date()).year
        form = FormScreen(title_of(item), fields_of(item, session, people), year=year)
        values = await self.app.push_screen_wait(form)
        return values_of(values) if values is not None else None

    def action_withdraw_item(self) -> None:
        """Take an item out of what counts."""
        key = self.focused_item
        if key is not None:
            self.live.withdraw(*key)
            self.tell("Ingetrokken. Ctrl+z haalt het terug, w toont wat is ingetrokken.")

    def action_bring_back_item(self) -> None:
        """Let a withdrawn item count again."""
        key = self.focused_item
        if key is not None:
            self.live.bring_back(*key)

    def action_toggle_private(self) -> None:
        """Keep an item out of the room view and the report, or no longer."""
        found = self.item()
        if found is not None and isinstance(found[1], Note | Solution | Promise | Decision):
            self.live.change(found[0], found[1].id, private=not found[1].private)
