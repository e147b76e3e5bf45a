"""The archive: find anything that was said or agreed in any meeting, while one types."""

from __future__ import annotations

import asyncio
import re
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static

from sessiecoach.domain.search_query import read_query
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.search import day_meant
from sessiecoach.live.clock import Clock
from sessiecoach.storage.search.asking import Contents
from sessiecoach.storage.search.found import Found
from sessiecoach.storage.search.index import Refreshed
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.archive_desk import Answer, ArchiveDesk, Asked
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.screens.archive_acts import FoundActs
from sessiecoach.ui.search_words import (
    IN_MEMORY,
    count_words,
    empty_lines,
    meetings_words,
    nothing_lines,
    offers_line,
    stopped_words,
    trouble_words,
    unclear_words,
)
from sessiecoach.ui.stages import ARCHIVE
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.reading_bar import ReadingBar
from sessiecoach.ui.widgets.search_field import SearchField
from sessiecoach.ui.widgets.search_hits import SearchHits

_REST_SECONDS: Final = 0.06
"""After a key: who types on is not kept from it."""
_LOOK_SECONDS: Final = 0.25
_LOOKS_UNTIL_SHOWN: Final = 2
"""What is read sooner than that needs no bar."""
_LOOKS_UNTIL_ASKED: Final = 6
"""While records are read, what is found is brought up to date every so often."""
_PARENTHESIS: Final = re.compile(r"\s*\([^()]*\)$")


class ArchiveScreen(ClosesOnce, FoundActs):
    """A line to type in, and under it everything that answers to it."""

    CSS_PATH = ["../widgets/item_rows.tcss", "archive.tcss"]  # noqa: RUF012
    HELP: ClassVar[str] = (
        "Zoek in alles wat in alle bijeenkomsten is gezegd en afgesproken. Typ woorden; de"
        " treffers komen vanzelf, de nieuwste bijeenkomst eerst. Kies met de pijltjes en open met"
        " Enter: het verslag begint bij wat u vond, en Esc gaat terug naar deze lijst. Filters:"
        " is:open, is:te-laat, wie:, soort:, perspectief:, casus:, reeks:, voor: en na:."
        ' Woorden tussen "aanhalingstekens" staan precies zo achter elkaar.'
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab",
            "complete(1)",
            "Aanvullen",
            id="archive.complete",
            tooltip="Het filter of zijn waarde afmaken; nog eens kiest de volgende",
        ),
        Binding("shift+tab", "complete(-1)", "De vorige aanvulling", show=False),
        Binding(
            "f2",
            "toggle_private",
            "Privé",
            id="archive.private",
            tooltip="Ook zoeken in wat als privé is gemarkeerd, of niet meer",
        ),
        Binding(
            "f5",
            "read_again",
            "Opnieuw lezen",
            id="archive.read",
            show=False,
            tooltip="Lezen wat in de verslagen is veranderd; verder lezen na stoppen",
        ),
        Binding(
            "escape",
            "back",
            "Terug",
            id="archive.back",
            tooltip="Terug naar het overzicht; eerst het lezen stoppen als dat nog bezig is",
        ),
    ]

    private: reactive[bool] = reactive(False, init=False)
    """Whether private items are searched as well."""
    answer: reactive[Answer | None] = reactive(None, init=False, repaint=False)
    reads: reactive[bool] = reactive(False, init=False, repaint=False)
    """Whether records are being read for so long that it shows."""

    def __init__(
        self, surroundings: Surroundings, clock: Clock, desk: ArchiveDesk | None = None
    ) -> None:
        super().__init__(id=ARCHIVE)
        self.surroundings, self.clock = surroundings, clock
        places = surroundings.places
        self.desk = desk or ArchiveDesk(places.state, places.sessions)
        self.contents: Contents | None = None
        """None until the index was looked in."""
        self.refreshed: Refreshed | None = None
        self._looks = 0
        self._stopped_here = False
        """Whether a person stopped the reading."""
        self._is_reading = False

    def compose(self) -> ComposeResult:
        """Lay out the top line, the line to type in, what it says of itself, and the hits."""
        with Horizontal(id="archive-top"):
            yield Static("Archief", id="archive-title", markup=False)
            yield Static(id="archive-extent", markup=False)
        with Horizontal(id="archive-line"):
            yield Static("⌕", id="archive-sign", markup=False)
            yield SearchField()
        yield Static(id="archive-offers", markup=False)
        yield Static(id="archive-unclear", markup=False)
        yield ReadingBar(id="archive-reading")
        yield Static(id="archive-count", markup=False)
        yield Static(id="archive-said", markup=False)
        yield SearchHits()
        yield Static(id="archive-trouble", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Be ready to type; the records are read meanwhile."""
        self.query_one(SearchField).focus()
        self._timer = self.set_interval(_LOOK_SECONDS, self._look, pause=True)
        self._show_offers()
        self._show()
        self._name_formats()

    async def on_unmount(self) -> None:
        """Let go of the index."""
        await asyncio.to_thread(self.desk.close)

    def on_screen_resume(self) -> None:
        """Read what changed since, also when one comes back from a record."""
        if not self._stopped_here:
            self._read()

    def on_screen_suspend(self) -> None:
        """Leave the machine to what is shown instead; the reading goes on later."""
        self.desk.stopped = True

    @property
    def _stands(self) -> bool:
        """Whether this can still show something: a thread may end after it was taken down."""
        return self.is_mounted and self.app.is_running and not self._pruning

    # Reading.

    @work(exclusive=True, group="names")
    async def _name_formats(self) -> None:
        own = self.surroundings.places.own_werkvormen
        werkvormen = await asyncio.to_thread(load_werkvormen, own)
        if self._stands:
            titles = {
                name: _PARENTHESIS.sub("", one_line(each.title))
                for name, each in werkvormen.formats.items()
            }
            self.query_one(SearchHits).formats = titles

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        self.desk.stopped, self.desk.progress = False, (0, 0)
        self._is_reading, self._looks = True, 0
        self._timer.resume()
        await asyncio.to_thread(self.desk.open)
        self._take_in(await asyncio.to_thread(self.desk.contents))
        self._ask()
        refreshed = await asyncio.to_thread(self.desk.refresh, self.clock.now().astimezone())
        if not self._stands or refreshed is None:
            return
        self.refreshed = refreshed
        self._is_reading = self.reads = False
        self._timer.pause()
        self._take_in(await asyncio.to_thread(self.desk.contents))
        self._ask()
        self._show()

    def _look(self) -> None:
        """Show how far the reading is, and now and then what can be found by now."""
        self._looks += 1
        bar = self.query_one(ReadingBar)
        bar.progress = self.desk.progress
        self.reads = self._is_reading and bar.progress[1] > 0 and self._looks > _LOOKS_UNTIL_SHOWN
        if self.reads and self._looks % _LOOKS_UNTIL_ASKED == 0:
            self._count_contents()
            self._ask()

    @work(exclusive=True, group="contents")
    async def _count_contents(self) -> None:
        contents = await asyncio.to_thread(self.desk.contents)
        if self._stands:
            self._take_in(contents)
            self._show()

    def _take_in(self, contents: Contents) -> None:
        self.contents = contents
        self.query_one(SearchField).contents = contents

    def watch_reads(self) -> None:
        """Show the bar, or take it away."""
        self.query_one(ReadingBar).display = self.reads
        self._show()

    def action_read_again(self) -> None:
        """Read what changed; go on where it was stopped."""
        self._stopped_here = False
        self._read()

    # Asking.

    @on(Input.Changed, "#sought")
    def _typed(self) -> None:
        self.query_one(SearchField).look_what_fits()
        self._show_offers()
        self._ask()

    def _ask(self) -> None:
        """Ask what the line asks now, unless another key comes first."""
        line = visible(self.query_one(SearchField).value)
        query = read_query(line, day_meant, typing=True)
        today = self.clock.now().astimezone().date()
        asked = Asked(line, query, today, self.private)
        self.desk.latest(asked)
        self._show_unclear(asked)
        if query.is_empty:
            self.workers.cancel_group(self, "ask")
            self.answer = None
        else:
            self._find(asked)

    @work(exclusive=True, group="ask")
    async def _find(self, asked: Asked) -> None:
        await asyncio.sleep(_REST_SECONDS)
        answer = await asyncio.to_thread(self.desk.answer, asked)
        if answer is None or not self._stands:
            return
        self.answer = answer
        if self._is_reading or self._stopped_here:
            return
        # Another window may have changed a meeting, or removed it, while this one stays open.
        if await asyncio.to_thread(self.desk.is_outdated) and self._stands:
            self._read()

    def watch_answer(self) -> None:
        """Show what was found."""
        hits = self.query_one(SearchHits)
        hits.found = self.answer.found if self.answer is not None else Found()
        self._show()

    def watch_private(self) -> None:
        """Find with private items, or without them."""
        self._ask()
        self._show()

    # What is shown.

    def _show(self) -> None:
        """Show everything beside the line and the hits themselves."""
        answer, contents = self.answer, self.contents
        found = answer is not None and answer.found.hits > 0
        self.query_one(SearchHits).display = found
        said = self.query_one("#archive-said", Static)
        said.display = not found
        said.update(Content("\n").join(self._said_lines()))
        count = self.query_one("#archive-count", Static)
        count.display = found
        if answer is not None and found:
            count.update(Content(count_words(answer)))
        extent = [IN_MEMORY] if not self.desk.on_disk else []
        extent += [meetings_words(contents.meetings)] if contents and contents.meetings else []
        words = Content("  ·  ".join(extent))
        if self.private:
            words = Content.assemble(("ook privé", "bold $private"), "  ·  ", words)
        self.query_one("#archive-extent", Static).update(words)
        self._show_trouble()
        self.refresh_bindings()

    def _said_lines(self) -> list[Content]:
        if self.answer is not None:
            stopped = self._is_incomplete
            return nothing_lines(self.answer, is_reading=self.reads, stopped=stopped)
        if self.contents is None or (self._is_reading and not self.contents.meetings):
            return [Content.styled("De verslagen worden gelezen…", "$muted")]
        return empty_lines(self.contents.meetings)

    @property
    def _is_incomplete(self) -> bool:
        return self.refreshed is not None and not self.refreshed.complete

    def _show_trouble(self) -> None:
        told = ""
        if self.refreshed is not None:
            told = trouble_words(self.refreshed.faults, self.surroundings.places.sessions)
        if self._is_incomplete and not self._is_reading:
            told = "\n".join(filter(None, (stopped_words(*self.desk.progress), told)))
        trouble = self.query_one("#archive-trouble", Static)
        trouble.update(Content(told))
        trouble.display = bool(told)

    def _show_unclear(self, asked: Asked) -> None:
        words = asked.line.split()
        types = bool(words) and not asked.line[-1].isspace()
        being_typed = words[-1] if types and self.query_one(SearchField).offers else ""
        told = unclear_words(asked.query, being_typed)
        unclear = self.query_one("#archive-unclear", Static)
        unclear.update(Content(told))
        unclear.display = bool(told)

    # Completing.

    def _show_offers(self) -> None:
        field = self.query_one(SearchField)
        line = offers_line(field.offers, field.chosen)
        self.query_one("#archive-offers", Static).update(line)

    def action_complete(self, step: int) -> None:
        """Put what is offered in the line; once more puts the next one there."""
        self.query_one(SearchField).complete(step)
        self._show_offers()

    def action_toggle_private(self) -> None:
        """Search what is private as well, or not any more."""
        self.private = not self.private

    def action_back(self) -> None:
        """Stop reading where that takes long; else go back to the meetings."""
        if self.reads:
            self._stopped_here = self.desk.stopped = True
        else:
            self.dismiss()
