"""A field that belongs to one value of the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import Suggester

from sessiecoach.domain.text import visible
from sessiecoach.ui.field_values import FieldKind, shown_value
from sessiecoach.ui.widgets.personal_field import PersonalInput, PersonalText

_RETYPED: frozenset[FieldKind] = frozenset({"count", "minutes", "date", "clock", "half_day"})
"""Kinds of which a person rather types a new value than mends the old one."""
_OF_PEOPLE: Final = frozenset(
    {
        "domain",
        "guest",
        "name",
        "note_taker",
        "organisation",
        "position",
        "presenter.role",
        "role",
    }
)
"""Who takes part: a name is none of somebody who is talked about."""
_WHERE: Final = "location"
"""Where people meet: an address is no personal data there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the session a value stands."""

    table: str
    item: str
    """Empty for a table of which there is one."""
    attribute: str

    @property
    def name(self) -> str:
        """What a half-typed text of this place is kept under."""
        return f"{self.table}/{self.item}/{self.attribute}"


@dataclass(slots=True)
class Bond:
    """What ties a field to its value."""

    place: Place
    kind: FieldKind
    value: object
    """What the session has."""
    shown: str = ""
    """What stood in the field when that was filed or shown; another text is still to be filed."""

    def __post_init__(self) -> None:
        self.shown = shown_value(self.kind, self.value)


class KnownWords(Suggester):
    """Completes what was used before; asks each time, because new words come in."""

    def __init__(self, words: Callable[[], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=False)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first known word that begins like this."""
        begin = value.casefold()
        found = (word for word in self._words() if word.casefold().startswith(begin))
        return next(found, None) if begin else None


class BoundInput(PersonalInput):
    """A field of one line."""

    keeps_typing = False  # undo takes back what it filed

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Veld erboven", show=False),
        Binding("down", "step(1)", "Veld eronder", show=False),
    ]

    class Stepped(Message):
        """The field above (-1) or below (1) is wanted."""

        def __init__(self, field: BoundInput, step: int) -> None:
            super().__init__()
            self.field, self.step = field, step

    def __init__(
        self,
        bond: Bond,
        *,
        hint: str = "",
        words: Callable[[], Sequence[str]] | None = None,
        classes: str = "",
    ) -> None:
        self.is_watched = bond.kind == "line" and bond.place.attribute != _WHERE
        self.is_of_people = bond.place.attribute in _OF_PEOPLE
        super().__init__(
            bond.shown,
            placeholder=hint,
            suggester=KnownWords(words) if words else None,
            select_on_focus=bond.kind in _RETYPED,
            classes=classes,
        )
        self.cursor_blink = False
        self.bond = bond

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return visible(self.value)

    def put(self, text: str) -> None:
        """Let another text stand in the field."""
        self.value = text

    def on_focus(self) -> None:
        """Go on typing at the end."""
        self.cursor_position = len(self.value)

    def on_blur(self) -> None:
        """Show how a text begins that is longer than the field."""
        self.cursor_position = 0

    def action_step(self, step: int) -> None:
        """Go to the field above or below."""
        self.post_message(self.Stepped(self, step))


class BoundText(PersonalText):
    """A field of more lines."""

    def __init__(self, bond: Bond, *, hint: str = "", classes: str = "") -> None:
        super().__init__(bond.shown, placeholder=hint, classes=classes)
        self.cursor_blink = False
        self.bond = bond

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return visible(self.text)

    def put(self, text: str) -> None:
        """Let another text stand in the field."""
        self.text = text

    def on_resize(self) -> None:
        """Paint anew what is wrapped anew."""
        self.refresh()


Bound = BoundInput | BoundText


def is_changed(field: Bound) -> bool:
    """Return whether what stands in a field is still to be filed."""
    return field.typed != field.bond.shown


def filed(field: Bound, value: object) -> None:
    """Take in that what stands in a field is the value that the session has now."""
    field.bond.value, field.bond.shown = value, field.typed


def take(field: Bound, value: object) -> None:
    """Show what the session has, where that is another value than before."""
    bond = field.bond
    if value == bond.value:
        return
    bond.value, bond.shown = value, shown_value(bond.kind, value)
    if field.typed != bond.shown:
        field.put(bond.shown)
