"""One view of a comparison as a page; the next one is a key away."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from sessiecoach.ui.widgets.page import Page


class ViewPage(Page):
    """One view at a time; where a page would go to its next section, it asks for the next view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n,right",
            "next_section",
            "Volgende",
            id="view.next",
            tooltip="De volgende weergave",
        ),
        Binding(
            "b,left",
            "previous_section",
            "Vorige",
            id="view.previous",
            tooltip="De vorige weergave",
        ),
    ]

    class Stepped(Message):
        """The view before or after this one is asked for."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def action_next_section(self) -> None:
        """Ask for the view after this one."""
        self.post_message(self.Stepped(1))

    def action_previous_section(self) -> None:
        """Ask for the view before this one."""
        self.post_message(self.Stepped(-1))
