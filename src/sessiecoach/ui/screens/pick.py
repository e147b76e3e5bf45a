"""One choice out of a few, taken by its key or with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from sessiecoach.domain.text import one_line
from sessiecoach.ui.closes_once import ClosesOnce


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick; without a value it is a heading."""

    text: str
    value: str = ""
    key: str = ""
    """The character that picks it at once."""


class PickScreen(ClosesOnce, ModalScreen[str | None]):
    """Ask for one of some choices; gives its value, None when left."""

    CSS_PATH = "pick.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Terug", show=False)]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title, self._choices = title, tuple(choices)

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        with Vertical(id="dialog"):
            yield Static(Content(self._title), id="pick-title", markup=False)
            yield OptionList(
                *(Option(_shown(choice), disabled=not choice.value) for choice in self._choices),
                markup=False,
                compact=True,
            )
            yield Static("Enter of de toets kiest, Esc gaat terug.", id="pick-keys", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Pick by the key of a choice."""
        for choice in self._choices:
            if choice.value and choice.key and event.character == choice.key:
                event.stop()
                self.dismiss(choice.value)
                return

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index].value)


def _shown(choice: Choice) -> Content:
    text = one_line(choice.text)
    if not choice.value:
        return Content.styled(text, "$muted")
    return Content.assemble((f" {choice.key or ' '}  ", "bold"), text)
