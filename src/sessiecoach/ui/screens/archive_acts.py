"""What can be done with a hit of the archive: going to another, opening its meeting, handing on."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.live.clock import Clock
from sessiecoach.storage.records import read_record
from sessiecoach.storage.series import SERIES_FILE
from sessiecoach.ui.archive_desk import ArchiveDesk
from sessiecoach.ui.messages import LookAt, OpenRecord
from sessiecoach.ui.search_words import NO_PLACE
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.item_rows import ItemRows
from sessiecoach.ui.widgets.search_field import SearchField
from sessiecoach.ui.widgets.search_hits import FoundHit, SearchHits


class FoundActs(Screen[None]):
    """The acts on what was found; the line to type in keeps the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Vorige treffer", show=False, tooltip="Een treffer omhoog"),
        Binding("down", "move(1)", "Volgende treffer", show=False, tooltip="Een treffer omlaag"),
        Binding("pageup", "move_page(-1)", "Bladzijde terug", show=False),
        Binding("pagedown", "move_page(1)", "Bladzijde verder", show=False),
        Binding("ctrl+up", "move_meeting(-1)", "Vorige bijeenkomst", show=False),
        Binding("ctrl+down", "move_meeting(1)", "Volgende bijeenkomst", show=False),
        Binding("ctrl+home", "move(-100000)", "Eerste treffer", show=False),
        Binding("ctrl+end", "move(100000)", "Laatste treffer", show=False),
        Binding(
            "f3",
            "hand_on",
            "Doorgeven",
            id="archive.hand_on",
            tooltip="Van de bijeenkomst van deze treffer stukken maken om door te geven",
        ),
        Binding(
            "f4",
            "tidy",
            "Opruimen",
            id="archive.tidy",
            show=False,
            tooltip="Zien welke details van casussen hun bewaardatum voorbij zijn, en ze weghalen",
        ),
    ]

    surroundings: Surroundings
    clock: Clock
    desk: ArchiveDesk

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; the keys, help and palette only ask."""
        if action in ("open", "hand_on"):
            return any(hits.hit is not None for hits in self.query(SearchHits)) or None
        return True

    def action_move(self, step: int) -> None:
        """Go to another hit; the line keeps the keys."""
        self.query_one(SearchHits).move(step)

    def action_move_page(self, pages: int) -> None:
        """Go a screen of hits further."""
        hits = self.query_one(SearchHits)
        hits.move(pages * hits.page())

    def action_move_meeting(self, step: int) -> None:
        """Go to the hits of another meeting."""
        self.query_one(SearchHits).go_to_meeting(step)

    @on(ItemRows.Clicked)
    def _clicked(self, message: ItemRows.Clicked) -> None:
        hits = self.query_one(SearchHits)
        hits.cursor = message.item
        self.query_one(SearchField).focus()
        self.action_open()

    def action_open(self) -> None:
        """Open the meeting at the hit; what no record holds, where it stands."""
        at = self.query_one(SearchHits).hit
        if at is None:
            return
        if at.meeting.record is not None:
            self.post_message(OpenRecord(at.meeting.record, _look_at(at)))
        elif at.meeting.path.name == SERIES_FILE:
            self._show_series(at.meeting.folder)
        else:
            self.notify(NO_PLACE, severity="warning", markup=False)

    def _show_series(self, folder: Path) -> None:
        from sessiecoach.ui.screens.series import SeriesScreen

        self.app.push_screen(SeriesScreen(self.surroundings, folder, self.clock))

    @work(exclusive=True, group="hand on")
    async def action_hand_on(self) -> None:
        """Choose what is made of the meeting of the hit, to hand on."""
        from sessiecoach.ui.screens.hand_on import Handed, HandOnScreen

        at = self.query_one(SearchHits).hit
        path = at.meeting.record if at is not None else None
        if path is None:
            self.notify(NO_PLACE, severity="warning", markup=False)
            return
        try:
            record = await asyncio.to_thread(read_record, path)
        except FileFaultsError as error:
            self.notify(fault_sentence(error.faults[0]), severity="error", markup=False)
            return
        handed = Handed(path.parent, record.session, path.stem)
        self.app.push_screen(HandOnScreen(self.surroundings, self.clock.now, handed))

    @work(exclusive=True, group="tidy")
    async def action_tidy(self) -> None:
        """Show what is past the day until which it is kept; it goes from the index as well."""
        from sessiecoach.ui.screens.tidy import TidyScreen

        await asyncio.to_thread(self.desk.release)
        self.app.push_screen(TidyScreen(self.surroundings, self.clock))


def _look_at(at: FoundHit) -> LookAt:
    hit = at.hit
    words = tuple(dict.fromkeys(hit.text[begin:end] for begin, end in hit.marks))
    return LookAt(hit.table, hit.item, hit.text, words, private=hit.private)
