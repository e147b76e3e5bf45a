"""What a person does with what was said: change, move, merge, promise, withdraw."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from difflib import SequenceMatcher

from textual import on, work

from sessiecoach.domain.facts import Added
from sessiecoach.domain.kinds import KINDS
from sessiecoach.domain.session import (
    ID_LETTERS,
    Decision,
    Item,
    Note,
    Promise,
    ReportBack,
    Solution,
)
from sessiecoach.domain.text import one_line
from sessiecoach.domain.vocabulary import vocabulary_of
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.composing import ComposingScreen
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.item_forms import changed, fields_of, item_of, title_of, values_of
from sessiecoach.ui.screens.pick import Choice, PickScreen
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_columns import GENERAL, NoteColumns, column_titles
from sessiecoach.ui.widgets.solution_list import SolutionList

_ON_NOTES = frozenset({"move_note", "shift_note", "make_solution", "merge_note"})
_ON_ITEMS = frozenset({"edit_item", "withdraw_item", "toggle_private", "bring_back_item"})
_ADDING = frozenset({"add_promise", "add_decision", "add_report_back"})
_COMPARED_CHARACTERS = 300
"""How much of two texts is compared to find twins; more only takes time."""


class NoteActs(ComposingScreen):
    """A session screen with a composer and lists of what was said, and all acts on them.

    A screen derives from it, puts a `Composer`, a `NoteColumns` and a `SolutionList` on itself
    with their `snapshot` bound to its own, adds `ITEM_STYLES` to its CSS_PATH, and gives a
    change of `live.group` to `Composer.group` and the block to `NoteColumns.block`. What is
    typed is then held and filed, and the keys of the lists work. What an act did that does not
    show is told by `tell`.
    """

    def tell(self, sentence: str) -> None:
        """Say in one line what was done."""
        self.notify(sentence, timeout=4, markup=False)

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

    def _item(self) -> tuple[str, Item] | None:
        key = self.focused_item
        item = item_of(self.snapshot.session, *key) if key is not None else None
        return (key.table, item) if key is not None and item is not None else None

    def _note(self) -> Note | None:
        found = self._item()
        return found[1] if found is not None and isinstance(found[1], Note) else None

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
        found = self._item()
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
        found = self._item()
        if found is not None:
            table, item = found
            values = await self._filled(item)
            if values is not None:
                self.live.do(changed(table, item, values))

    async def _filled(self, item: Item) -> dict[str, object] | None:
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
        found = self._item()
        if found is not None and isinstance(found[1], Note | Solution | Promise | Decision):
            self.live.change(found[0], found[1].id, private=not found[1].private)

    # Acts on a note.

    @work
    async def action_move_note(self) -> None:
        """Choose another perspective or kind for a note."""
        note = self._note()
        if note is None:
            return
        picked = await self.app.push_screen_wait(PickScreen("Waarheen?", self._places_for(note)))
        if picked is not None:
            attribute, _colon, value = picked.partition(":")
            self.live.do(changed("notes", note, {attribute: value}))

    def _places_for(self, note: Note) -> list[Choice]:
        perspectives = {
            each.id: one_line(each.title) or each.id
            for each in self.snapshot.session.perspectives
            if each.withdrawn_at is None
        }
        choices = [Choice("Perspectief")]
        choices += [
            Choice(title, f"perspective:{each}", str(place) if place < 10 else "")
            for place, (each, title) in enumerate(perspectives.items(), start=1)
            if each != note.perspective
        ]
        if note.perspective:
            choices.append(Choice(GENERAL, "perspective:", "0"))
        choices.append(Choice("Soort"))
        choices += [
            Choice(kind.title, f"kind:{kind.id}", kind.sign or kind.letter)
            for kind in KINDS
            if kind.filed_as == "note" and kind.id != note.kind
        ]
        return choices

    def action_shift_note(self, steps: int) -> None:
        """Move a note to the column beside its own; the cursor goes with it."""
        note = self._note()
        columns = self.focused_list
        if note is None or not isinstance(columns, NoteColumns):
            return
        order = list(column_titles(self.snapshot.session, columns.block))
        place = order.index(columns.perspective or "") + steps
        if 0 <= place < len(order):
            self.live.do(changed("notes", note, {"perspective": order[place]}))

    def action_make_solution(self) -> None:
        """Propose a note as a solution."""
        note = self._note()
        if note is not None:
            self.live.turn_into_solution(note)
            self.tell("Oplossing gemaakt; de notitie blijft staan. F4 toont de oplossingen.")

    @work
    async def action_merge_note(self) -> None:
        """Choose a note that says the same, and let this one stand for both."""
        note = self._note()
        if note is None:
            return
        others = [
            each
            for each in self.snapshot.session.notes
            if each.perspective == note.perspective
            and each.withdrawn_at is None
            and each.id != note.id
        ]
        if not others:
            self.tell("In deze kolom staat geen andere notitie om samen te voegen.")
            return
        ordered = await asyncio.to_thread(most_alike_first, note, others)
        choices = [Choice(f"„{_short(note.text)}” blijft staan, en neemt op:")]
        choices += [
            Choice(_short(each.text), each.id, str(place) if place < 10 else "")
            for place, each in enumerate(ordered, start=1)
        ]
        picked = await self.app.push_screen_wait(PickScreen("Samenvoegen", choices))
        twin = next((each for each in others if each.id == picked), None)
        if twin is not None:
            self.live.merge(note, twin)
            self.tell("Samengevoegd. Ctrl+z maakt er weer twee van.")

    # Acts on solutions.

    def action_set_feasible(self, feasible: bool) -> None:
        """Say whether the managers in the room can carry a solution out; again: not said."""
        found = self._item()
        if found is not None and isinstance(found[1], Solution):
            now = found[1].feasible_for_management_present
            value = None if now is feasible else feasible
            self.live.change("solutions", found[1].id, feasible_for_management_present=value)

    @work
    async def action_add_promise(self) -> None:
        """Add a promise to the solution with the cursor, or one without a solution."""
        solution = self._solution()
        promise = Promise(
            kind="toezegging",
            perspective=solution.perspective if solution else "",
            case=solution.case if solution else "",
            from_=(solution.id,) if solution else (),
        )
        await self._add("promises", promise)

    @work
    async def action_add_decision(self) -> None:
        """Add a decision, about the solution with the cursor if there is one."""
        solution = self._solution()
        await self._add("decisions", Decision(from_=(solution.id,) if solution else ()))

    @work
    async def action_add_report_back(self) -> None:
        """Add who reports back what in the own organisation."""
        await self._add("report_backs", ReportBack())

    def _solution(self) -> Solution | None:
        """Return the solution with the cursor, or that of the promise with the cursor."""
        found = self._item()
        if found is None:
            return None
        item = found[1]
        wanted = item.from_ if isinstance(item, Promise) else (item.id,)
        return next((s for s in self.snapshot.session.solutions if s.id in wanted), None)

    async def _add(self, table: str, item: Promise | Decision | ReportBack) -> None:
        values = await self._filled(item)
        if values is None:
            return
        mark = self.mark()
        if not isinstance(item, ReportBack):
            values |= {
                "block": mark.block,
                "group": mark.group,
                "author": mark.author,
                "written_at": mark.at,
                "from_": item.from_,
            }
        if isinstance(item, Promise):
            values |= {"perspective": item.perspective, "case": item.case}
        key = ItemKey(table, new_id(ID_LETTERS[table]))
        self.live.do((Added(*key, {name: value for name, value in values.items() if value}),))
        for solutions in self.query(SolutionList):
            solutions.go_to(key)


def most_alike_first(note: Note, others: Sequence[Note]) -> list[Note]:
    """Return notes in the order of how much they look like one note."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_compared(note))

    def alike(other: Note) -> float:
        matcher.set_seq1(_compared(other))
        return matcher.ratio() + (other.kind == note.kind) / 1000

    return sorted(others, key=alike, reverse=True)


def _compared(note: Note) -> str:
    return one_line(note.text[:_COMPARED_CHARACTERS]).casefold()


def _short(text: str, most: int = 60) -> str:
    text = one_line(text[: 4 * most])
    return text if len(text) <= most else text[: most - 1] + "…"
