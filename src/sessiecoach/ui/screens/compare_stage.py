"""Comparing within a meeting: the clock goes on, and what is said of notes is in its record."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from sessiecoach.domain.session import Update
from sessiecoach.dutch.dates import clock
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import Snapshot
from sessiecoach.storage.history import History, read_history
from sessiecoach.ui.messages import ShowStage, Stage
from sessiecoach.ui.screens.comparing import Comparing
from sessiecoach.ui.screens.room_controls import RoomControls
from sessiecoach.ui.widgets.clock_panel import clock_face
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.notice_line import NoticeLine
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.words import save_state, short_name


class CompareStage(RoomControls, Comparing):
    """Compare the earlier meetings and this one, as it stands now."""

    CSS_PATH = [  # noqa: RUF012  Textual declares it so
        "../widgets/page.tcss",
        "../widgets/notice_line.tcss",
        "../widgets/session_header.tcss",
        "comparing.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "back",
            "Terug",
            id="compare.back",
            tooltip="Terug naar het scherm van de sessie",
        ),
        Binding(
            "f2",
            "look_back",
            "Terugkom",
            id="compare.look_back",
            priority=True,
            tooltip="Naar wat eerdere bijeenkomsten openlieten",
        ),
    ]

    def __init__(self, opened: Opened, came_from: Stage = "live") -> None:
        super().__init__(opened)
        self._goes_to: Stage = "prepare" if came_from == "prepare" else "live"
        self.asking = opened.live.session.header.id

    def compose(self) -> ComposeResult:
        """Lay out the line of the meeting, the views, and the keys."""
        yield SessionHeader()
        yield from self.compose_views()
        yield NoticeLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the meeting, and show the time."""
        self._show_header()
        self.tick()

    # What is shown.

    def tick(self) -> None:
        """Read the clock and paint what it changes."""
        super().tick()
        now = self.live.now()
        header = self.query_one(SessionHeader)
        header.time = clock(now.astimezone(self.live.zone))
        agenda = self.agenda
        if agenda is not None and agenda.current is not None:
            face = clock_face(self.snapshot.session, agenda, self.live.zone, now)
            name = short_name(self.snapshot.session, agenda.current.block)
            header.group = f"{name}: {face.plain}"
        else:
            header.group = ""
        self.query_one(NoticeLine).notice = self.guard or self.standing_notice()

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Compare with the meeting as it stands now."""
        super().watch_snapshot(before, after)
        self._show_header()
        if before.session != after.session and self.history is not None:
            self.history = self.history.with_meeting(after.session)
            self.compare_again()

    def _show_header(self) -> None:
        header = self.query_one(SessionHeader)
        header.name_meeting(self.snapshot.session.header)
        header.saved = save_state(self.snapshot, self.live.zone)

    # What comparing asks.

    def read_series(self) -> History:
        """Read the series, with this meeting as it is now and not as it was saved."""
        return read_history(self.opened.path.parent).with_meeting(self.live.session)

    def present(self) -> dt.datetime:
        """Return the instant of now."""
        return self.live.now().astimezone(self.live.zone)

    def day(self) -> dt.date:
        """Return the day of the meeting, also where it is led on another."""
        return self.live.session.header.date or self.present().date()

    async def keep_said(self, update: Update) -> None:
        """Put what was said in the record of this meeting."""
        said = {"same_as": update.same_as, "differs_from": update.differs_from}
        self.live.add("updates", item=update.item, on=self.day(), **said)

    @property
    def may_tell(self) -> bool:
        """Whether this window may write in the record."""
        return not self.snapshot.read_only

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        if action in ("first", "last", "same", "different", "later"):
            return self.may_compare(action)
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Go back to the screen of the session."""
        self.post_message(ShowStage(self._goes_to))

    def action_look_back(self) -> None:
        """Go to what earlier meetings left open."""
        self.post_message(ShowStage("lookback"))
