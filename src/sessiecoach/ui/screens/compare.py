"""Comparing between meetings, from the start screen: what is said of notes goes in files."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from sessiecoach.domain.session import Update
from sessiecoach.live.clock import Clock
from sessiecoach.storage.history import History, read_history
from sessiecoach.storage.updates import LooseUpdate, add_update, change_update
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.screens.comparing import Comparing
from sessiecoach.ui.widgets.key_line import KeyLine


class CompareScreen(ClosesOnce, Comparing):
    """Compare the meetings of a series between two of them."""

    CSS_PATH = ["../widgets/page.tcss", "comparing.tcss"]  # noqa: RUF012  Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,c",
            "close",
            "Terug",
            key_display="Esc",
            id="compare.close",
            tooltip="Terug naar het overzicht van bijeenkomsten",
        ),
        Binding(
            "d",
            "hand_on",
            "Doorgeven",
            id="compare.hand_on",
            tooltip="De vergelijking als document maken om door te geven",
        ),
        Binding(
            "ctrl+z",
            "take_back",
            "Ongedaan",
            id="compare.take_back",
            show=False,
            tooltip="Terugnemen wat hier het laatst van twee notities is gezegd",
        ),
    ]

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__()
        self.folder, self.clock = folder, clock
        self._told: list[LooseUpdate] = []

    def compose(self) -> ComposeResult:
        """Lay out the views and the keys."""
        yield from self.compose_views()
        yield KeyLine()

    def read_series(self) -> History:
        """Read the series from its folder."""
        return read_history(self.folder)

    def present(self) -> dt.datetime:
        """Return the instant of now."""
        return self.clock.now().astimezone()

    async def keep_said(self, update: Update) -> None:
        """Put what was said in a file of its own. Raises OSError."""
        now = self.present()
        made = replace(update, on=now.date(), written_at=now)
        self._told.append(await asyncio.to_thread(add_update, self.folder, made))
        self.read_anew()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now."""
        if action == "take_back":
            return bool(self._told) or None
        return self.may_compare(action)

    def action_take_back(self) -> None:
        """Take back the last thing that was said here; its file stays, and says so."""
        if self._told:
            self._take_back(self._told.pop())

    @work(group="tell")
    async def _take_back(self, loose: LooseUpdate) -> None:
        gone = replace(loose.update, withdrawn_at=self.present())
        try:
            await asyncio.to_thread(change_update, loose, gone)
        except OSError as error:
            self.not_kept(error)
            return
        self.notify("Teruggenomen.", timeout=4, markup=False)
        self.read_anew()

    def action_hand_on(self) -> None:
        """Choose how this comparison is made to hand on."""
        from sessiecoach.ui.screens.hand_on import Handed, HandOnScreen

        surroundings = getattr(self.app, "surroundings", None)
        if surroundings is not None:
            handed = Handed(self.folder, asked=self.asked())
            self.app.push_screen(HandOnScreen(surroundings, self.present, handed))

    def action_close(self) -> None:
        """Go back to the start screen."""
        self.dismiss()
