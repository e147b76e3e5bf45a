"""Every series with its meetings: where one begins."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from sessiecoach.domain.text import visible
from sessiecoach.live.clock import Clock
from sessiecoach.ui.messages import OpenRecord
from sessiecoach.ui.surroundings import Surroundings


class StartScreen(Screen[None]):
    """Series and their meetings."""

    CSS_PATH = "start.tcss"
    HELP: ClassVar[str] = "Kies een bijeenkomst met de pijltjes en open haar met Enter."
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, surroundings: Surroundings, clock: Clock) -> None:
        super().__init__()
        self.surroundings, self.clock = surroundings, clock

    def compose(self) -> ComposeResult:
        """Lay out the list of meetings."""
        yield Static("sessiecoach", id="program")
        yield OptionList(id="meetings", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """List the records by the names of their files."""
        folder = self.surroundings.places.sessions
        self.paths = sorted(path for path in folder.glob("*/*.toml") if path.stem != "series")
        meetings = self.query_one("#meetings", OptionList)
        meetings.add_options(Option(Content(visible(path.stem))) for path in self.paths)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.post_message(OpenRecord(self.paths[event.option_index]))
