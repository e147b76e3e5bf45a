"""The screen that removes the details of cases where their day has passed, after it showed what."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.numbers import counted
from sessiecoach.dutch.tidying import NO_WAY_BACK
from sessiecoach.live.clock import Clock
from sessiecoach.storage.tidying import SeriesTidied, tidy, tidy_plans
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.tidy_rows import key_of, tidy_rows
from sessiecoach.ui.widgets.cursor_rows import CursorRows
from sessiecoach.ui.widgets.key_line import KeyLine

_WIDEST: Final = 120


class TidyList(CursorRows):
    """The series, with what goes and what stays of each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "scroll_page(-1)", "Bladzijde terug", show=False),
        Binding("pagedown", "scroll_page(1)", "Bladzijde verder", show=False),
    ]

    plans: reactive[tuple[SeriesTidied, ...] | None] = reactive(None, repaint=False)
    """None while nothing was read yet."""
    done: reactive[Mapping[Path, SeriesTidied]] = reactive(dict, repaint=False)
    """What was done since the screen opened, by folder."""

    def watch_plans(self) -> None:
        """Show what was read."""
        self.lay_out()

    def watch_done(self) -> None:
        """Show what was done."""
        self.lay_out()

    def on_resize(self) -> None:
        """Break the rows for another width."""
        self.lay_out()
        super().on_resize()

    def lay_out(self) -> None:
        """Break the rows for the width that there is."""
        if self.plans is not None and self.size.width:
            self.rows = tidy_rows(self.plans, self.done, min(self.size.width, _WIDEST))
            if self.cursor is None and self.items:
                self.cursor = self.items[0]

    def action_move_cursor(self, steps: int) -> None:
        """Go to another series; past the last one, read on."""
        before = self.cursor
        super().action_move_cursor(steps)
        if self.cursor == before:
            self.scroll_relative(y=steps, animate=False)

    def action_scroll_page(self, pages: int) -> None:
        """Read on without leaving the series."""
        self.scroll_relative(y=pages * max(1, self.size.height - 2), animate=False)


class TidyScreen(ClosesOnce, Screen[None]):
    """See what goes and what stays where the day of a series has passed, and do it."""

    CSS_PATH = ["../widgets/item_rows.tcss", "tidy.tcss"]  # noqa: RUF012  Textual wants it so
    HELP: ClassVar[str] = (
        "Van een reeks waarvan de bewaardatum voorbij is gaan de details van casussen weg: wat er"
        " gebeurde, namen, privénotities. De lessen blijven: wat helpt en belemmert, oplossingen,"
        " besluiten, toezeggingen en wat ervan kwam. Hier staat eerst wat er weggaat; terughalen"
        " kan niet. Een hele bijeenkomst wissen kan met de opdracht sessiecoach wissen."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o",
            "tidy",
            "Opruimen",
            id="tidy.do",
            tooltip="Van deze reeks verwijderen wat hier bij ‘weg’ staat, na één vraag",
        ),
        Binding(
            "escape", "close", "Terug", id="tidy.close", tooltip="Terug naar waar u vandaan kwam"
        ),
    ]

    busy: reactive[bool] = reactive(False, init=False, repaint=False)
    """Whether something is being removed."""

    def __init__(self, surroundings: Surroundings, clock: Clock) -> None:
        """Show every series of the sessions folder."""
        super().__init__()
        self.surroundings, self.clock = surroundings, clock

    def compose(self) -> ComposeResult:
        """Lay out the top line, the series and the keys."""
        yield Static(id="tidy-top", markup=False)
        yield TidyList()
        yield KeyLine()

    def on_mount(self) -> None:
        """Look what there is to do."""
        self._say("bezig met kijken …")
        self.query_one(TidyList).focus()
        self._look()

    def _say(self, words: str) -> None:
        title = Content.styled("Opruimen", "bold")
        beside = Content.assemble(("  ·  ", "$faint"), (words, "$muted")) if words else Content("")
        self.query_one("#tidy-top", Static).update(title + beside)

    @work(exclusive=True, group="tidy")
    async def _look(self) -> None:
        await self._look_now()

    async def _look_now(self) -> None:
        places, on = self.surroundings.places, self.clock.now().astimezone().date()
        plans = await asyncio.to_thread(tidy_plans, places.sessions, places.state, on)
        self.query_one(TidyList).plans = plans
        waiting = sum(each.work for each in plans)
        many = counted(waiting, "reeks", "reeksen")
        self._say(f"{many} op te ruimen" if waiting else "niets op te ruimen")
        self.refresh_bindings()

    def _standing(self) -> SeriesTidied | None:
        rows = self.query_one(TidyList)
        found = (each for each in rows.plans or () if key_of(each.folder) == rows.cursor)
        return next(found, None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        if action == "tidy":
            series = self._standing()
            return not self.busy and series is not None and series.work
        if action == "close":
            return not self.busy
        return True

    @work(exclusive=True, group="tidy")
    async def action_tidy(self) -> None:
        """Ask once, then remove."""
        series = self._standing()
        if series is None or not series.work:
            return
        meetings = sum(each.work and each.problem is None for each in series.meetings)
        question = (
            f"Casusdetails verwijderen uit {counted(meetings, 'bijeenkomst', 'bijeenkomsten')}"
            f" van {one_line(series.title)}?\n\nDe lessen blijven. {NO_WAY_BACK}"
        )
        ask = AskScreen(question, yes="Verwijderen", no="Laten staan", danger=True)
        if not await self.app.push_screen_wait(ask):
            return
        self.busy = True
        self.refresh_bindings()
        try:
            done = await asyncio.to_thread(
                tidy,
                series.folder,
                self.surroundings.places.state,
                self.clock.now(),
                self._telling(),
            )
        finally:
            self.busy = False
        rows = self.query_one(TidyList)
        rows.done = {**rows.done, series.folder: done}
        await self._look_now()
        left = len(done.problems)
        if left:
            many = counted(left, "bijeenkomst", "bijeenkomsten")
            told = f"{many} niet opgeruimd; waarom staat erbij."
            self.notify(told, severity="warning", timeout=12, markup=False)

    def _telling(self) -> Callable[[Path], None]:
        """Return what shows which meeting it is at; the thread that removes waits for nothing."""
        loop = asyncio.get_running_loop()

        def tell(path: Path) -> None:
            # Without a program that shows it, removing goes on.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._say, f"bezig met {one_line(path.stem)}")

        return tell

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
