"""The open items of a series between its meetings: what is told is a file of its own."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain.lookback import (
    NOTHING_TOLD,
    LookedBack,
    Telling,
    between_meetings,
    told_with,
)
from sessiecoach.domain.session import ID_LETTERS, Improvement, Update
from sessiecoach.domain.text import one_line
from sessiecoach.domain.vocabulary import vocabulary_of
from sessiecoach.dutch.dates import NotATimeError, parse_date, table_date, why_not
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.dutch.standing import NOTHING_EARLIER, NOTHING_LEFT
from sessiecoach.live.clock import Clock
from sessiecoach.storage.history import read_history
from sessiecoach.storage.ids import new_id
from sessiecoach.storage.updates import LooseUpdate, add_update, change_update
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.screens.answering_items import AnsweringScreen
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.words import reason_words


class OpenItemsScreen(ClosesOnce, AnsweringScreen):
    """Tell how open items stand, without a meeting."""

    CSS_PATH = [*AnsweringScreen.ITEM_STYLES, "open_items.tcss"]  # noqa: RUF012
    HELP: ClassVar[str] = (
        "Alles wat in deze reeks nog open staat, de oudste bijeenkomst eerst. Eén toets is een "
        "antwoord en de volgende vraag komt vanzelf. Elk punt waarover u iets zegt krijgt een "
        "klein bestand bij de reeks; de verslagen zelf blijven zoals ze zijn."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "close",
            "Terug",
            id="open_items.close",
            tooltip="Terug naar het overzicht van bijeenkomsten",
        ),
        Binding(
            "f3",
            "choose_day",
            "Dag",
            id="open_items.day",
            priority=True,
            tooltip="Op welke dag u hoorde wat u hierna antwoordt",
        ),
        Binding(
            "f5",
            "keep_again",
            "Opnieuw bewaren",
            id="open_items.keep",
            priority=True,
            tooltip="Nog eens proberen te bewaren wat nog niet is bewaard",
        ),
        Binding(
            "ctrl+z",
            "take_back",
            "Ongedaan",
            id="open_items.undo",
            priority=True,
            show=False,
            tooltip="Het laatste antwoord terugnemen",
        ),
        Binding(
            "ctrl+y",
            "do_again",
            "Opnieuw",
            id="open_items.redo",
            priority=True,
            show=False,
            tooltip="Opnieuw doen wat is teruggenomen",
        ),
    ]

    trouble: reactive[str] = reactive("", init=False, repaint=False)
    """Why not everything is on disk."""

    def __init__(self, folder: Path, title: str, clock: Clock) -> None:
        super().__init__()
        self.folder, self.series_title, self.clock = folder, title, clock
        self.told_on: dt.date | None = None
        """On which day it was heard; None today."""
        self._wanted: dict[str, Update] = {}
        """What the file of each item is to hold."""
        self._written: dict[str, LooseUpdate] = {}
        self._done: list[tuple[str, Update, Update]] = []
        self._undone: list[tuple[str, Update, Update]] = []
        self._writes = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Lay out the top line, the summary, the list, and what is asked."""
        with Horizontal(id="open-top"):
            yield Static(id="open-title", markup=False)
            yield Static(id="open-day", markup=False)
        yield from self.compose_answering()
        yield Static(id="open-trouble", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show which series it is, and read it."""
        title = Content.assemble("Open punten", ("  ·  ", "$faint"), (self.series_title, "$muted"))
        self.query_one("#open-title", Static).update(title.stylize("bold", 0, 11))
        self.query_one("#open-trouble").display = False
        self._show_day()
        self.show_items()
        self.query_one(AnswerPanel).focus()
        self._read_history()

    @work(exclusive=True, group="history")
    async def _read_history(self) -> None:
        history = await asyncio.to_thread(read_history, self.folder)
        self.history = history
        for fault in history.faults[:1]:
            self.notify(fault_sentence(fault), severity="warning", timeout=12, markup=False)

    def read_items(self) -> None:
        """Take what the meetings of the series left, with what was told here."""
        if self.history is not None:
            here = {item: each for item, each in self._wanted.items() if not each.withdrawn_at}
            self.items = between_meetings(
                self.history.meetings,
                self.history.updates,
                self._today(),
                here,
                self.history.series.questions,
            )

    # What is shown.

    def empty_words(self) -> tuple[str, str]:
        """Say why there is nothing to ask."""
        if self.history is None:
            return "De verslagen worden gelezen…", ""
        reason = NOTHING_LEFT if self.history.meetings else NOTHING_EARLIER
        if self.items:
            reason = "Alles van deze reeks is afgesloten; a laat het zien."
        return reason, "Esc gaat terug."

    def watch_trouble(self) -> None:
        """Say that something is not on disk."""
        line = self.query_one("#open-trouble", Static)
        line.update(Content(self.trouble))
        line.display = bool(self.trouble)
        self.refresh_bindings()

    def _show_day(self) -> None:
        day = table_date(self.told_on) if self.told_on is not None else "vandaag"
        self.query_one("#open-day", Static).update(Content(f"gehoord op {day}, F3 wijzigt"))

    # What is told.

    def _today(self) -> dt.date:
        return self.clock.now().astimezone().date()

    def day(self) -> dt.date:
        """Return for which day something is told."""
        return self.told_on or self._today()

    def known_people(self) -> tuple[str, ...]:
        """Return the people of the last meeting, then who told something before."""
        meetings = self.history.meetings if self.history is not None else ()
        here = (known.id for last in meetings[-1:] for known in vocabulary_of(last).people)
        return tuple(dict.fromkeys((*map(one_line, here), *super().known_people())))

    def with_day(self, then: Callable[[], None]) -> None:
        """Do it, unless nothing can have been heard of the item on the day that is shown."""
        if self._is_too_early(self.day()):
            then = self._refuse_day
        then()

    def _refuse_day(self) -> None:
        panel = self.query_one(AnswerPanel)
        panel.fault = "Die dag ligt vóór de bijeenkomst van dit punt; F3 kiest een andere."
        panel.ask_again()

    def _is_too_early(self, day: dt.date) -> bool:
        item = self.item
        held = item.carried.meeting.header.date if item is not None else None
        return held is not None and day < held

    def action_choose_day(self) -> None:
        """Choose on which day was heard what is answered next."""

        def read(text: str) -> object:
            try:
                day = parse_date(text, self._today().year)
            except NotATimeError as error:
                raise ValueError(why_not(error)) from error
            if day > self._today():
                raise ValueError("Die dag moet nog komen.")
            if self._is_too_early(day):
                raise ValueError("Die dag ligt vóór de bijeenkomst van dit punt.")
            return day

        def chosen(values: Mapping[str, object] | None) -> None:
            day = values.get("day") if values else None
            if isinstance(day, dt.date):
                self.told_on = day if day != self._today() else None
                self._show_day()
            panel = self.query_one(AnswerPanel)
            panel.fault = ""
            panel.focus()

        field = FormField("day", "Gehoord op", "date", self.day(), required=True, read=read)
        self.app.push_screen(FormScreen("Voor welke dag geldt dit?", [field]), chosen)

    def tell_of(self, item: LookedBack, values: Mapping[str, object]) -> None:
        """Write it in the file of this item."""
        item_id = item.carried.item.id
        gone = self._wanted.get(item_id, NOTHING_TOLD)
        update_id = gone.id or new_id(ID_LETTERS["updates"])
        telling = Telling(self.day(), self.reporter, self.clock.now().astimezone())
        told = told_with(item.here, item_id, values, telling, update_id)
        self._done.append((item_id, item.here, told))
        self._undone.clear()
        self._want(item_id, told)

    def improve(self, item: LookedBack, improvements: Sequence[Improvement]) -> None:
        """Write what must get better with the item; the next meeting can act on it."""
        self.tell_of(item, {"improvements": (*item.here.improvements, *improvements)})

    def _want(self, item: str, update: Update) -> None:
        """Let the file of an item hold this; nothing told is kept as withdrawn."""
        if update == NOTHING_TOLD:
            now = self.clock.now().astimezone()
            update = replace(self._wanted[item], withdrawn_at=now)
        self._wanted[item] = update
        self.read_items()
        self.refresh_bindings()
        self._keep()

    @work(group="tell")
    async def _keep(self) -> None:
        await self._keep_all()

    async def _keep_all(self) -> str:
        """Bring everything to disk; returns why not, empty where all is there."""
        async with self._writes:
            try:
                for item, update in tuple(self._wanted.items()):
                    written = self._written.get(item)
                    if written is None:
                        loose = await asyncio.to_thread(add_update, self.folder, update)
                    elif written.update != update:
                        await asyncio.to_thread(change_update, written, update)
                        loose = LooseUpdate(written.path, update)
                    else:
                        continue
                    self._written[item] = loose
            except OSError as error:
                reason = reason_words(error.strerror or type(error).__name__)
                self.trouble = (
                    f"NIET OPGESLAGEN: {reason}. Uw antwoorden staan nog hier; F5 probeert opnieuw."
                )
                return reason
            self.trouble = ""
            return ""

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; the keys, help and palette only ask."""
        match action:
            case "take_back":
                return bool(self._done) or None
            case "do_again":
                return bool(self._undone) or None
            case "keep_again":
                return bool(self.trouble)
            case "choose_day":
                return self.item is not None
        return self.can_answer(action)

    # Acts.

    def action_keep_again(self) -> None:
        """Try again to bring everything to disk."""
        self._keep()

    def action_take_back(self) -> None:
        """Take the last answer back; its file says so."""
        if self._done:
            item, before, after = self._done.pop()
            self._undone.append((item, before, after))
            self._want(item, before)
            self.show_changed(item, after)

    def action_do_again(self) -> None:
        """Give the answer again that was taken back."""
        if self._undone:
            item, before, after = self._undone.pop()
            self._done.append((item, before, after))
            self._want(item, after)
            self.show_changed(item, before)

    @work(exclusive=True, group="close")
    async def action_close(self) -> None:
        """Leave a question beside the others, or go back with everything kept."""
        if self.leave_side_question():
            return
        if self.drafts:
            question = self._unconfirmed()
            if not await self.app.push_screen_wait(AskScreen(question, yes="Terug", no="Blijven")):
                return
        reason = await self._keep_all()
        if reason:
            question = f"Niet alles is opgeslagen ({reason}). Toch terug?"
            ask = AskScreen(question, yes="Toch terug", no="Blijven", danger=True)
            if not await self.app.push_screen_wait(ask):
                return
        self.dismiss()

    def _unconfirmed(self) -> str:
        """Ask whether lines may be lost that were typed and not confirmed, and say which."""
        (item_id, _question), text = next(iter(self.drafts.items()))
        item = self.item_of(item_id)
        label = self.labels.of(item) if item is not None else item_id
        others = f" (en nog {len(self.drafts) - 1})" if len(self.drafts) > 1 else ""
        return f"{label}: “{one_line(text)}”{others} is nog niet bevestigd met Enter. Toch terug?"
