"""Preparing a meeting: everything in any order, saved while it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Footer, Static

from sessiecoach.ui.messages import ShowStage
from sessiecoach.ui.screens.session_screen import SessionScreen


class PrepareScreen(SessionScreen):
    """Fill in what one knows of a meeting before it begins."""

    CSS_PATH = "prepare.tcss"
    HELP: ClassVar[str] = "Vul in wat u weet; elke wijziging wordt meteen bewaard."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "go_live",
            "Naar de sessie",
            id="prepare.live",
            priority=True,
            tooltip="Het scherm van de sessie tonen; de klok begint pas als u start",
        ),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the title."""
        yield Static(Content(self.snapshot.session.header.title), id="title", markup=False)
        yield Footer()

    def action_go_live(self) -> None:
        """Show the screen of the session."""
        self.post_message(ShowStage("live"))
