"""One question with two answers."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from sessiecoach.ui.closes_once import ClosesOnce


class AskScreen(ClosesOnce, ModalScreen[bool]):
    """Ask a question; True for yes. The answer that breaks nothing has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "answer(True)", "Ja", show=False),
        Binding("n,escape", "answer(False)", "Nee", show=False),
        Binding("left", "app.focus_previous", "Vorige", show=False),
        Binding("right", "app.focus_next", "Volgende", show=False),
    ]

    def __init__(
        self,
        question: str,
        *,
        yes: str = "Ja",
        no: str = "Nee",
        danger: bool = False,
        wait: bool = False,
    ) -> None:
        """Make a question; where yes is a danger, or better waits, no has the focus."""
        super().__init__()
        self._question, self._yes, self._no, self._danger = question, yes, no, danger
        self._wait = wait

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        with Vertical(id="dialog"):
            yield Static(Content(self._question), id="question", markup=False)
            with Horizontal(id="answers"):
                yield Button(
                    Content(f"{self._yes} (j)"),
                    id="yes",
                    variant="error" if self._danger else "default" if self._wait else "primary",
                )
                yield Button(
                    Content(f"{self._no} (n)"),
                    id="no",
                    variant="primary" if self._wait else "default",
                )

    def on_mount(self) -> None:
        """Put the focus on the answer that breaks nothing."""
        self.query_one("#no" if self._danger or self._wait else "#yes", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answer by key."""
        self.dismiss(answer)
