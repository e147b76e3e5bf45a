"""Reading a closed meeting as a page: everything that was said and agreed, and nothing to break."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from sessiecoach.domain.block_times import block_times
from sessiecoach.dutch.dates import clock_in_text, table_date
from sessiecoach.export.outline import Outline
from sessiecoach.export.report import report
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import Snapshot
from sessiecoach.storage.history import History, read_history
from sessiecoach.storage.listing import ListedSeries, list_series
from sessiecoach.ui.closing_words import left_open
from sessiecoach.ui.messages import LookAt, OpenRecord, ShowStage
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.session_screen import SessionScreen
from sessiecoach.ui.shown_item import with_shown
from sessiecoach.ui.widgets.figures import Figures
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.page import Page
from sessiecoach.ui.words import held_by

_REOPEN = (
    "De bijeenkomst heropenen? Zij wordt dan weer bewerkbaar, tot u haar opnieuw sluit. "
    "Wat er staat blijft staan."
)


class ReadScreen(SessionScreen):
    """A closed meeting to read, with a way to its neighbours and, asked for, back to live."""

    CSS_PATH = ["../widgets/page.tcss", "read.tcss"]  # noqa: RUF012  Textual declares it so
    HELP: ClassVar[str] = (
        "Een gesloten bijeenkomst om te lezen; er verandert niets. "
        "Een cijfer springt naar een onderdeel, n en b bladeren per onderdeel, "
        "[ en ] gaan naar de vorige en de volgende bijeenkomst van de reeks."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "leave",
            "Terug",
            id="read.leave",
            tooltip="Terug naar het overzicht van bijeenkomsten",
        ),
        Binding(
            "left_square_bracket",
            "previous_meeting",
            "Vorige",
            key_display="[",
            id="read.previous_meeting",
            tooltip="De vorige bijeenkomst van de reeks openen",
        ),
        Binding(
            "right_square_bracket",
            "next_meeting",
            "Volgende",
            key_display="]",
            id="read.next_meeting",
            tooltip="De volgende bijeenkomst van de reeks openen",
        ),
        Binding(
            "p",
            "toggle_private",
            "Privé",
            id="read.private",
            tooltip="Wat als privé is gemarkeerd tonen of verbergen",
        ),
        Binding(
            "d",
            "hand_on",
            "Doorgeven",
            id="read.hand_on",
            tooltip="Verslag, brieven, actielijst en agenda als bestanden maken",
        ),
        Binding(
            "h",
            "reopen",
            "Heropenen",
            id="read.reopen",
            tooltip="De bijeenkomst weer bewerkbaar maken; dat wordt eerst gevraagd",
        ),
        *(
            Binding(str((place + 1) % 10), f"section({place})", show=False, system=True)
            for place in range(10)
        ),
    ]

    private: reactive[bool] = reactive(False, init=False)
    series: reactive[ListedSeries | None] = reactive(None, init=False)
    history: reactive[History | None] = reactive(None, init=False, repaint=False)
    """Its series as it was read, for what was told later of what is agreed here."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._at: LookAt | None = None
        self._outline = self._made_outline()

    def look_at(self, at: LookAt) -> None:
        """Begin at something that was found, which stands out; what is private shows then."""
        self._at = at
        self.set_reactive(ReadScreen.private, at.private)
        self._outline = self._made_outline()

    def compose(self) -> ComposeResult:
        """Lay out the line on top, the contents, the page and the figures."""
        yield Static("", id="state", markup=False)
        with Horizontal(id="reading"):
            yield OptionList(id="contents", markup=False)
            page = Page(self._outline, id="page")
            page.words = self._at.words if self._at is not None else ()
            yield page
            with VerticalScroll(id="beside", can_focus=False):
                figures = Figures(id="figures")
                figures.set_reactive(Figures.session, self.live.session)
                session, now = self.live.session, self.live.now()
                figures.set_reactive(Figures.times, block_times(session, now, self.live.zone))
                yield figures
        yield KeyLine()

    def on_mount(self) -> None:
        """Show where one is, start at the top, and look for the neighbours."""
        self._show_state()
        self._list_contents()
        self.query_one(Page).focus()
        self._find_neighbours()

    def _made_outline(self) -> Outline:
        series, history = self.series, self.history
        outline = report(
            self.live.session,
            self.live.now(),
            series_title=series.title if series else "",
            private=self.private,
            left_open=left_open(self.live.session),
            meetings=history.meetings if history is not None else (),
            loose=history.updates if history is not None else (),
            brought=history.series.questions if history is not None else (),
        )
        return outline if self._at is None else with_shown(outline, self._at)

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Follow what changes elsewhere, such as a record that was edited by hand."""
        if before.session != after.session:
            self._set_page()
        self._show_state()

    def watch_private(self) -> None:
        """Set the page again, with what is private or without it."""
        self._set_page()
        self._show_state()

    def watch_series(self) -> None:
        """Name the series on the page, and say which neighbours there are."""
        self._set_page()
        self._show_state()
        self.refresh_bindings()

    def watch_history(self) -> None:
        """Show what was told later."""
        self._set_page()

    def _set_page(self) -> None:
        outline = self._made_outline()
        ids = [section.id for section in outline.sections]
        changed = ids != [section.id for section in self._outline.sections]
        self._outline = outline
        self.query_one(Page).outline = outline
        if changed:
            self._list_contents()

    def _list_contents(self) -> None:
        contents = self.query_one("#contents", OptionList)
        contents.clear_options()
        for place, section in enumerate(self._outline.sections):
            key = str((place + 1) % 10) if place < 10 else " "
            count = f"  {section.count}" if section.count is not None else ""
            contents.add_option(
                Option(
                    Content.assemble(
                        (f"{key}  ", "$muted"), section.short or section.title, (count, "$muted")
                    )
                )
            )
        contents.highlighted = self.query_one(Page).place if self._outline.sections else None

    def _show_state(self) -> None:
        header, zone = self.live.session.header, self.live.zone
        words = ["Gesloten" if header.status == "closed" else "Niet gesloten"]
        if header.closed_at is not None:
            closed_at = header.closed_at.astimezone(zone)
            words = [f"Gesloten op {table_date(closed_at)}, {clock_in_text(closed_at)}"]
        line = Content.assemble(("INZIEN", "bold $primary"), "   ", (words[0], "$muted"))
        if self.snapshot.read_only:
            line += Content.styled(
                f"   alleen lezen{held_by(self.snapshot.holder, zone)}", "$warning"
            )
        if self.private:
            line += Content.styled("   privénotities zichtbaar", "$private")
        self.query_one("#state", Static).update(line)

    # The neighbours in the series.

    @work(exclusive=True, group="neighbours")
    async def _find_neighbours(self) -> None:
        folder = self.opened.path.parent
        self.series = await asyncio.to_thread(list_series, folder)
        self.history = await asyncio.to_thread(read_history, folder)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now."""
        match action:
            case "undo" | "redo":
                return False
            case "reopen":
                closed = self.snapshot.session.header.status == "closed"
                return None if self.snapshot.read_only or not closed else True
            case "previous_meeting":
                return self._neighbour(-1) is not None or None
            case "next_meeting":
                return self._neighbour(1) is not None or None
            case _:
                return super().check_action(action, parameters)

    def _neighbour(self, step: int) -> OpenRecord | None:
        if self.series is None:
            return None
        beside = self.series.record_before if step < 0 else self.series.record_after
        found = beside(self.opened.path)
        return OpenRecord(found.path) if found is not None and found.path is not None else None

    def action_previous_meeting(self) -> None:
        """Open the meeting before this one."""
        if message := self._neighbour(-1):
            self.post_message(message)

    def action_next_meeting(self) -> None:
        """Open the meeting after this one."""
        if message := self._neighbour(1):
            self.post_message(message)

    # The page.

    @on(Page.Turned)
    def _turned(self, event: Page.Turned) -> None:
        contents = self.query_one("#contents", OptionList)
        if contents.option_count > event.place:
            contents.highlighted = event.place

    @on(OptionList.OptionSelected, "#contents")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_section(event.option_index)

    def action_section(self, place: int) -> None:
        """Bring a section to the top of the page."""
        page = self.query_one(Page)
        page.go_to(place)
        page.focus()

    def action_toggle_private(self) -> None:
        """Show what is private, or hide it again."""
        self.private = not self.private

    def action_hand_on(self) -> None:
        """Choose what is made of this meeting to hand on."""
        from sessiecoach.ui.screens.hand_on import Handed, HandOnScreen

        surroundings = getattr(self.app, "surroundings", None)
        if surroundings is not None:
            path = self.opened.path
            handed = Handed(path.parent, self.live.session, path.stem)
            self.app.push_screen(HandOnScreen(surroundings, self.live.now, handed))

    @work
    async def action_reopen(self) -> None:
        """Make the meeting one that can be changed again, when a person says so."""
        if await self.app.push_screen_wait(AskScreen(_REOPEN, yes="Heropenen", no="Laten zo")):
            self.live.reopen()
            self.post_message(ShowStage("live"))
