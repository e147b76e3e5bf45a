"""A form of a few fields over another screen: filled by keyboard, nothing lost by Escape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Final, Literal

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from sessiecoach.domain.text import visible
from sessiecoach.dutch.dates import (
    NotATimeError,
    parse_clock,
    parse_date,
    parse_minutes,
    why_not,
)
from sessiecoach.dutch.longest import too_long_sentence
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.widgets.personal_field import PersonalInput, PersonalText

FieldKind = Literal["line", "text", "list", "choice", "yes_no", "date", "minutes", "clock"]
"""A list is typed with `;` between its parts; a yes_no has a third state: not answered."""

_RETYPED: Final[frozenset[FieldKind]] = frozenset({"date", "minutes", "clock"})
"""Kinds of which a person rather types a new value than mends the old one."""
_ENTER: Final[Mapping[type[Widget], str]] = MappingProxyType(
    {Input: "Enter volgende veld", TextArea: "Enter nieuwe regel"}
)
_YES_NO = (("ja", "yes"), ("nee", "no"), ("nog niet gezegd", ""))


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form."""

    name: str
    label: str
    kind: FieldKind = "line"
    value: object = None
    choices: Sequence[tuple[str, str]] = ()
    """Of a choice: what is shown and what it stands for."""
    suggestions: Sequence[str] = ()
    hint: str = ""
    required: bool = False
    read: Callable[[str], object] | None = None
    """Reads what was typed in another way than its kind does; raises ValueError in Dutch."""


class FormScreen(ClosesOnce, ModalScreen[Mapping[str, object] | None]):
    """Ask for a few values; gives them by name when they are all valid, None when left.

    A list is a tuple of texts; yes_no is True, False or None; a date, clock or minutes that
    stays empty is None.
    """

    CSS_PATH = "form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "keep",
            "Bewaren",
            id="form.keep",
            priority=True,
            tooltip="Bewaren wat hier staat, uit elk veld",
        ),
        Binding(
            "escape",
            "leave",
            "Terug",
            id="form.leave",
            priority=True,
            tooltip="Terug zonder te bewaren; is er iets getypt, dan wordt dat gevraagd",
        ),
        Binding("down", "app.focus_next", "Volgend veld", show=False),
        Binding("up", "app.focus_previous", "Vorig veld", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        year: int | None = None,
        first: str = "",
    ) -> None:
        """Make a form that starts in the field called `first`, or in the first there is.

        `year` completes a date that is typed without one.
        """
        super().__init__()
        self._title, self._fields, self._year = title, tuple(fields), year
        self._visited: set[Widget] = set()
        self._needed: set[str] = set()
        names = [field.name for field in self._fields]
        self._start = first if first in names else names[0]

    def compose(self) -> ComposeResult:
        """Lay out a row a field, and the keys that end the form."""
        with Vertical(id="dialog"):
            yield Label(Content(self._title), id="form-title", markup=False)
            with VerticalScroll(id="form-fields", can_focus=False):
                for field in self._fields:
                    with Horizontal(classes="form-row"):
                        yield Label(Content(field.label), classes="form-label", markup=False)
                        yield self._widget(field)
                    yield Static("", id=f"fault-{field.name}", classes="form-fault", markup=False)
            with Horizontal(id="answers"):
                yield Button("Bewaren", id="keep", variant="primary")
                yield Button("Terug", id="leave")

    def _widget(self, field: FormField) -> Input | TextArea | Select[str]:
        name = f"field-{field.name}"
        match field.kind:
            case "text":
                return PersonalText(
                    visible(str(field.value or "")), placeholder=field.hint, id=name
                )
            case "choice":
                choices = [(Text(visible(shown)), value) for shown, value in field.choices]
                value = str(field.value) if field.value else Select.NULL
                return Select(
                    choices,
                    prompt="kiezen…",
                    value=value,
                    allow_blank=not field.required,
                    compact=True,
                    id=name,
                )
            case "yes_no":
                value = {True: "yes", False: "no"}.get(field.value, "")  # type: ignore[call-overload]
                return Select(_YES_NO, value=value, allow_blank=False, compact=True, id=name)
            case _:
                suggester = (
                    SuggestFromList(field.suggestions, case_sensitive=False)
                    if field.suggestions
                    else None
                )
                line = PersonalInput(
                    _shown(field),
                    placeholder=field.hint,
                    suggester=suggester,
                    select_on_focus=field.kind in _RETYPED,
                    id=name,
                )
                line.is_watched = field.kind in ("line", "list")
                return line

    def on_mount(self) -> None:
        """Remember what stood there, and start where one is to begin."""
        for line in (*self.query(Input), *self.query(TextArea)):
            line.cursor_blink = False
        self._before = self._texts()
        self.query_one(f"#field-{self._start}").focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what Enter does here, and go on typing a text at its end."""
        widget = event.widget
        if isinstance(widget, TextArea) and widget not in self._visited:
            self._visited.add(widget)
            widget.move_cursor(widget.document.end)
        does = (words for kind, words in _ENTER.items() if isinstance(widget, kind))
        keys = next(does, "Enter kiest") + " · ctrl+s bewaart · Esc terug"
        if isinstance(widget, Input) and widget.id == f"field-{self._fields[-1].name}":
            keys = "Enter bewaart · Esc terug"
        self.query_one("#dialog").border_subtitle = Content(keys)

    def on_paste(self, event: events.Paste) -> None:
        """Let nothing in that could command the terminal."""
        event.text = visible(event.text)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _filled_in(self, event: Input.Changed | TextArea.Changed | Select.Changed) -> None:
        """Say no more that a field is needed once something is in it."""
        widget = event.control
        if widget is None or not widget.id:
            return
        name = widget.id.removeprefix("field-")
        if name in self._needed and self._texts()[name].strip():
            self._needed.discard(name)
            self.query_one(f"#fault-{name}").display = False

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        if event.input.id == f"field-{self._fields[-1].name}":
            self.action_keep()
        else:
            self.focus_next("Input, TextArea, Select")

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Give the values when all are valid; else say what is wrong and stand on it."""
        values: dict[str, object] = {}
        wrong: list[str] = []
        for field in self._fields:
            line = self.query_one(f"#fault-{field.name}", Static)
            try:
                values[field.name] = _read(field, self._texts()[field.name], self._year)
                if field.required and values[field.name] in (None, "", ()):
                    self._needed.add(field.name)
                    raise ValueError("Dit is nodig.")
                line.update("")
                line.display = False
            except ValueError as error:
                line.update(Content(str(error)))
                line.display = True
                wrong.append(field.name)
        if wrong:
            self.query_one(f"#field-{wrong[0]}").focus()
        else:
            self.dismiss(values)

    @on(Button.Pressed, "#leave")
    @work
    async def action_leave(self) -> None:
        """Leave at once when nothing changed, else ask what to do with it."""
        if self._texts() == self._before:
            self.dismiss(None)
        elif await self.app.push_screen_wait(
            AskScreen("De wijzigingen bewaren?", yes="Bewaren", no="Weggooien")
        ):
            self.action_keep()
        else:
            self.dismiss(None)

    def _texts(self) -> dict[str, str]:
        texts = {}
        for field in self._fields:
            widget = self.query_one(f"#field-{field.name}")
            if isinstance(widget, TextArea):
                texts[field.name] = visible(widget.text)
            elif isinstance(widget, Input):
                texts[field.name] = visible(widget.value)
            elif isinstance(widget, Select):
                texts[field.name] = "" if widget.value is Select.NULL else str(widget.value)
        return texts


def _shown(field: FormField) -> str:
    value = field.value
    match value:
        case None:
            return ""
        case dt.date():
            return f"{value.day}-{value.month}-{value.year}"
        case dt.time():
            return f"{value.hour}.{value.minute:02d}"
        case tuple() | list():
            return "; ".join(visible(str(part)) for part in value)
        case _:
            return visible(str(value))


def _read(field: FormField, text: str, year: int | None) -> object:
    """Return the value of a field; raises ValueError with a Dutch sentence."""
    text = text.strip()
    if too_long := too_long_sentence(text):
        raise ValueError(too_long)
    if field.read is not None:
        return field.read(text)
    parse: Mapping[str, Callable[[str], object]] = {
        "date": lambda typed: parse_date(typed, year),
        "minutes": parse_minutes,
        "clock": parse_clock,
    }
    match field.kind:
        case "date" | "minutes" | "clock":
            try:
                return parse[field.kind](text) if text else None
            except NotATimeError as error:
                raise ValueError(why_not(error)) from error
        case "list":
            return tuple(part.strip() for part in text.split(";") if part.strip())
        case "yes_no":
            return {"yes": True, "no": False}.get(text)
        case _:
            return text
