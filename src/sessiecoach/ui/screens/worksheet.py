"""The worksheets of a meeting, one at a time: what a group makes besides notes."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static
from textual.worker import WorkerCancelled, WorkerFailed

from sessiecoach.domain.session import WorksheetKind
from sessiecoach.domain.worksheets import home_of, worksheets, worksheets_of
from sessiecoach.dutch.dates import clock
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import Snapshot
from sessiecoach.ui.fitting import fitted
from sessiecoach.ui.messages import ShowStage, Stage
from sessiecoach.ui.screens.composing import ComposingScreen
from sessiecoach.ui.screens.earlier_meetings import EarlierMeetings
from sessiecoach.ui.screens.personal_acts import PersonalActs, PersonalPlace
from sessiecoach.ui.screens.room_controls import RoomControls
from sessiecoach.ui.screens.session_screen import SessionScreen
from sessiecoach.ui.widgets.clock_line import ClockLine
from sessiecoach.ui.widgets.clock_panel import clock_face
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.notice_line import NoticeLine
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.words import save_state
from sessiecoach.ui.worksheets.made import TITLES, worksheet_of
from sessiecoach.ui.worksheets.sheet import Worksheet


class WorksheetScreen(RoomControls, ComposingScreen, PersonalActs, EarlierMeetings):
    """Make something together; the clock goes on, and a line can be typed as always."""

    CSS_PATH = [  # noqa: RUF012  Textual declares it so
        *ComposingScreen.ITEM_STYLES,
        "../widgets/clock_line.tcss",
        "../widgets/notice_line.tcss",
        "../widgets/session_header.tcss",
        "../worksheets/sheet.tcss",
        "worksheet.tcss",
    ]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+w",
            "back",
            "Notities",
            id="worksheet.back",
            priority=True,
            tooltip="Terug naar de notities; alles is bewaard",
        ),
        Binding("escape", "back", "Terug", show=False, id="worksheet.leave"),
        Binding(
            "left_square_bracket",
            "other_sheet(-1)",
            "Vorig werkblad",
            id="worksheet.previous",
            key_display="[",
            show=False,
            tooltip="Naar het werkblad hiervoor",
        ),
        Binding(
            "right_square_bracket",
            "other_sheet(1)",
            "Volgend werkblad",
            id="worksheet.next",
            key_display="]",
            tooltip="Naar het volgende werkblad van deze bijeenkomst",
        ),
    ]

    def __init__(self, opened: Opened, came_from: Stage = "live") -> None:
        super().__init__(opened)
        self._goes_to = came_from
        session = opened.live.session
        running = session.running
        here = worksheets_of(session, running) if running is not None else ()
        self.kind: WorksheetKind = (*here, *worksheets(session))[0]
        self._block = running.id if running is not None else ""

    @property
    def HELP(self) -> str:  # type: ignore[override]  # noqa: N802
        """What the worksheet that shows is for."""
        return self.sheet.HELP if self.query(Worksheet) else ""

    def compose(self) -> ComposeResult:
        """Lay out the top line, the time, the worksheet, and the line to type in."""
        fitted(self, self.app)
        yield SessionHeader()
        yield ClockLine()
        yield Static(id="sheet-titles", markup=False)
        with Container(id="sheet"):
            yield self._made(self.kind)
        yield NoticeLine()
        yield Composer().data_bind(SessionScreen.snapshot)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the worksheet of the running block."""
        self._show_header()
        self._show_titles()
        self.tick()
        self.read_earlier()
        self.sheet.focus()

    # What is shown.

    @property
    def sheet(self) -> Worksheet:
        """The worksheet that shows."""
        return self.query_one(Worksheet)

    def _made(self, kind: WorksheetKind) -> Worksheet:
        sheet = worksheet_of(kind)
        home = home_of(self.snapshot.session, kind)
        sheet.set_reactive(Worksheet.snapshot, self.snapshot)
        sheet.set_reactive(Worksheet.block, home.id if home is not None else "")
        sheet.set_reactive(Worksheet.earlier, self.earlier)
        return sheet

    async def show_kind(self, kind: WorksheetKind) -> None:
        """Show another worksheet."""
        if kind != self.kind:
            self.kind = kind
            focused = self.sheet.has_focus_within
            place = self.query_one("#sheet", Container)
            await place.remove_children()
            await place.mount(self._made(kind))
            self._show_titles()
            if focused:
                self.sheet.focus()
            self.refresh_bindings()

    def read_clock(self, now: dt.datetime) -> None:
        """Read the clock and paint what shows otherwise than before."""
        super().read_clock(now)
        agenda, zone = self.agenda, self.live.zone
        if agenda is None or not self.query(ClockLine):
            return
        self.query_one(SessionHeader).time = clock(now.astimezone(zone))
        self.query_one(ClockLine).face = clock_face(self.snapshot.session, agenda, zone, now)
        self.query_one(NoticeLine).notice = self.guard or self.standing_notice()

    def watch_told(self) -> None:
        """Say it at once."""
        self.query_one(NoticeLine).notice = self.guard or self.standing_notice()

    def watch_guard(self, guard: str) -> None:
        """Ask for the second press."""
        self.query_one(NoticeLine).notice = guard or self.standing_notice()

    def watch_earlier(self) -> None:
        """Let the worksheet show what earlier meetings tell."""
        for sheet in self.query(Worksheet):
            sheet.earlier = self.earlier

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Show the session as it stands now, and the worksheet of a block that begins."""
        super().watch_snapshot(before, after)
        self._show_header()
        running = after.session.running
        if running is not None and running.id != self._block:
            ended, self._block = after.session.block(self._block), running.id
            kinds = worksheets_of(after.session, running)
            # Who looked at what the last block was for, goes on with what this one is for.
            was_for = worksheets_of(after.session, ended)[:1] if ended is not None else ()
            if kinds and (self.kind not in kinds or self.kind in was_for):
                self._show_in_time(kinds[0])
        home = home_of(after.session, self.kind)
        for sheet in self.query(Worksheet):
            sheet.block = home.id if home is not None else ""
            sheet.snapshot = after

    @work(exclusive=True, group="block")
    async def _show_in_time(self, kind: WorksheetKind) -> None:
        """Show a worksheet once nobody fills in a form of the one that shows."""
        for asking in [each for each in self.workers if each.node is self.sheet]:
            with suppress(WorkerFailed, WorkerCancelled):
                await asking.wait()
        await self.show_kind(kind)

    def _show_header(self) -> None:
        header = self.query_one(SessionHeader)
        header.name_meeting(self.snapshot.session.header)
        header.saved = save_state(self.snapshot, self.live.zone)

    def _show_titles(self) -> None:
        kinds = worksheets(self.snapshot.session)
        titles = [
            Content.styled(TITLES[each], "bold $primary" if each == self.kind else "$muted")
            for each in kinds
        ]
        self.query_one("#sheet-titles", Static).update(Content("   ").join(titles))

    # Acts.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        if action == "other_sheet":
            return len(worksheets(self.snapshot.session)) > 1
        return super().check_action(action, parameters)

    @on(Worksheet.Acted)
    def _make(self, event: Worksheet.Acted) -> None:
        event.stop()
        changes = tuple(event.make(self.mark()))
        if changes:
            self.live.do(changes)
            if event.told:
                self.notify(event.told, timeout=4, markup=False)

    @property
    def personal_place(self) -> PersonalPlace | None:
        """The row with the cursor, while the keys are of the worksheet."""
        focused = self.focused
        found = focused.personal_place if isinstance(focused, Worksheet) else None
        return PersonalPlace(*found) if found is not None else None

    def action_back(self) -> None:
        """Go back to the notes; what is half typed waits there."""
        self.post_message(ShowStage(self._goes_to))

    async def action_other_sheet(self, steps: int) -> None:
        """Show the worksheet before or after this one, round the end."""
        kinds = worksheets(self.snapshot.session)
        place = kinds.index(self.kind) if self.kind in kinds else 0
        await self.show_kind(kinds[(place + steps) % len(kinds)])

    def action_focus_items(self) -> None:
        """Go to the worksheet."""
        self.sheet.focus()

    def action_focus_composer(self) -> None:
        """Go to the line to type in."""
        self.query_one(Composer).focus()
