"""The way from a series to the screen that removes the details of its cases."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from sessiecoach.live.clock import Clock
from sessiecoach.ui.series_words import ShownSeries
from sessiecoach.ui.surroundings import Surroundings


class OpensTidying(Screen[None]):
    """A screen of a series, from which one can remove what should be gone by now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o",
            "open_tidying",
            "Opruimen",
            id="series.tidy",
            show=False,
            tooltip="Zien welke casusdetails weg moeten, en ze verwijderen; de lessen blijven",
        ),
    ]

    surroundings: Surroundings
    clock: Clock
    shown: ShownSeries | None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether there can be anything to remove."""
        if action == "open_tidying":
            return self.shown is not None and self.shown.is_over
        return True

    def _read(self, *, first: bool = False) -> object:
        """Read the series, which may have changed."""
        raise NotImplementedError

    @work(exclusive=True, group="form")
    async def action_open_tidying(self) -> None:
        """Show what goes and what stays."""
        from sessiecoach.ui.screens.tidy import TidyScreen

        await self.app.push_screen_wait(TidyScreen(self.surroundings, self.clock))
        self._read()
