"""A screen of fields that belong to values of the session: held, filed, undone, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual import events, on
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from sessiecoach.domain.session import Item
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import Snapshot
from sessiecoach.ui.field_values import changed_to, field_words, read_value, value_at
from sessiecoach.ui.new_items import EMPTY
from sessiecoach.ui.screens.typed_text import TypedText
from sessiecoach.ui.widgets.bound_field import (
    Bound,
    BoundInput,
    BoundText,
    Place,
    filed,
    is_changed,
)
from sessiecoach.ui.widgets.row_table import RowTable
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.words import SaveState, save_state

PAUSE_SECONDS: Final = 0.8
"""After this much quiet what was typed is filed, as one act that can be undone."""


class FilingScreen(TypedText):
    """What is typed in a bound field is held at every key, and filed after a pause.

    A screen of this kind has a header, and a line `#fault` for what cannot be read.
    """

    _pausing: Timer | None = None

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._faults: dict[Bound, str] = {}
        self._refused_last: Bound | None = None
        """The field that was refused, where nothing was filed since."""

    def fields(self) -> Iterator[Bound]:
        """Yield every field that belongs to a value."""
        yield from self.query(BoundInput)
        yield from self.query(BoundText)

    async def bring_back(self) -> None:
        """Let what was half typed when the program ended stand in its field again."""
        fields = {each.bond.place.name: each for each in self.fields()}
        writer = self.opened.writer
        # The writer knows what was half typed since the session was opened as well.
        for line in writer.held if writer is not None else self.opened.held:
            table, _, rest = line.field.partition("/")
            item, _, attribute = rest.partition("/")
            tables = [each for each in self.query(RowTable) if each.table == table]
            if line.field not in fields and tables and item:
                row = await tables[0].held(item)
                fields |= {each.bond.place.name: each for each in row.fields}
            if line.field in fields and attribute:
                fields[line.field].put(line.text)

    def _changed(self, before: Snapshot, after: Snapshot) -> None:
        # While a screen is taken away its widgets are gone before it stops following.
        if self.display:
            super()._changed(before, after)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        field = event.control
        if not isinstance(field, Bound) or not is_changed(field):
            return
        self.live.hold(field.typed, field.bond.place.name)
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(PAUSE_SECONDS, self.file_all)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if isinstance(event.input, BoundInput) and self.file(event.input):
            self.focus_next(BoundInput)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """File what was typed in a field that is left."""
        if isinstance(event.widget, Bound):
            self.file(event.widget)

    def file_all(self) -> None:
        """File everything that was typed and can be read."""
        for field in tuple(self.fields()):
            self.file(field)

    def file(self, field: Bound) -> bool:
        """Bring what stands in a field to the session; False where it cannot be read."""
        if not is_changed(field):
            self._tell_fault(field, "")
            return True
        bond = field.bond
        try:
            value = self.read(field)
        except ValueError as error:
            if self._faults.get(field) != str(error):
                self._refused_last = field
            self._tell_fault(field, str(error))
            return False
        self._tell_fault(field, "")
        self._refused_last = None
        self.live.hold("", bond.place.name)
        filed(field, value)
        self.put(bond.place, value)
        return True

    def read(self, field: Bound) -> object:
        """Return the value that was typed; raises ValueError with a Dutch sentence."""
        return read_value(field.bond.kind, field.typed, self._year())

    def put_back(self, field: Bound) -> None:
        """Let stand in a field what the session has, in the place of what was refused."""
        field.put(field.bond.shown)
        self.live.hold("", field.bond.place.name)
        self._tell_fault(field, "")
        if self._refused_last is field:
            self._refused_last = None

    def put(self, place: Place, value: object) -> None:
        """Give a value of the session another; what is not there yet is added."""
        session = self.live.session
        if place.table == "header":
            self.live.change("header", "", **{place.attribute: value})
            return
        items: tuple[Item, ...] = getattr(session, place.table)
        item = next((each for each in items if each.id == place.item), None)
        if item is not None:
            values = changed_to(item, place.attribute, value)
            self.live.change(place.table, place.item, **values)
            return
        new = EMPTY[place.table]
        if value != value_at(new, place.attribute):
            values = changed_to(new, place.attribute, value)
            self.live.add(place.table, id=place.item, **values)

    def _year(self) -> int:
        date = self.live.session.header.date
        return date.year if date else self.live.now().astimezone(self.live.zone).year

    def refused(self) -> list[Bound]:
        """Return the fields that hold what cannot be read, as they stand on the screen."""
        return [each for each in self.fields() if each in self._faults] if self._faults else []

    def saved_state(self) -> SaveState:
        """Return what the header says of what was typed."""
        return save_state(self.snapshot, self.live.zone, len(self.refused()))

    def _tell_fault(self, field: Bound, sentence: str) -> None:
        if self._faults.get(field, "") == sentence:
            return
        field.set_class(bool(sentence), "-wrong")
        if sentence:
            self._faults[field] = sentence
        else:
            del self._faults[field]
        line = self.query_one("#fault", Static)
        told = [
            f"{field_words(each.bond.place.attribute)}: {_lower(self._faults[each])}"
            for each in self.refused()
        ]
        line.update(Content("  ·  ".join(told)))
        line.display = bool(told)
        self.query_one(SessionHeader).saved = self.saved_state()

    # Undo.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let undo take back what was not filed yet as well."""
        if action == "undo" and any(is_changed(each) for each in self.fields()):
            return True
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Take back the last thing that was done, what was typed and refused included."""
        self.file_all()
        focused = self.focused
        field = focused if isinstance(focused, Bound) and focused in self._faults else None
        field = field or self._refused_last
        if field is None and not self.snapshot.can_undo:
            field = next(iter(self.refused()), None)
        if field is not None and field.is_attached:
            self.put_back(field)
        else:
            super().action_undo()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.file_all()
        super().action_redo()

    def action_leave(self) -> None:
        """Go back to the overview, everything filed."""
        self.file_all()
        super().action_leave()


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
