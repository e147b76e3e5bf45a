"""What every screen of an open session shares: the snapshot, the agenda of now, undo."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from sessiecoach.domain.agenda import Agenda
from sessiecoach.domain.session import Session
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import LiveSession, Snapshot
from sessiecoach.ui.messages import LeaveRecord, LookAt
from sessiecoach.ui.notices import notice_sentence

LONGEST_TICK_SECONDS = 1.0
SHORTEST_TICK_SECONDS = 0.1
"""In practice seconds go by faster than anybody can read."""


class SessionScreen(Screen[None]):
    """A screen of one open session. It reads snapshots and calls verbs; it keeps no state."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+z",
            "undo",
            "Ongedaan",
            id="session.undo",
            priority=True,
            show=False,
            tooltip="Het laatste dat hier is gedaan terugnemen",
        ),
        Binding(
            "ctrl+y",
            "redo",
            "Opnieuw",
            id="session.redo",
            priority=True,
            show=False,
            tooltip="Opnieuw doen wat is teruggenomen",
        ),
        Binding(
            "ctrl+o",
            "leave",
            "Overzicht",
            id="session.leave",
            show=False,
            tooltip="Alles bewaren en terug naar het overzicht",
        ),
    ]

    snapshot: reactive[Snapshot] = reactive(lambda: Snapshot(Session()), init=False, repaint=False)
    agenda: reactive[Agenda | None] = reactive(None, init=False, repaint=False)

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self.opened = opened
        self.set_reactive(SessionScreen.snapshot, opened.live.snapshot)
        self.set_reactive(SessionScreen.agenda, opened.live.agenda())

    def look_at(self, at: LookAt) -> None:
        """Show this first, once the screen stands; one that cannot begins as it always does."""

    @property
    def live(self) -> LiveSession:
        """The session whose verbs this screen calls."""
        return self.opened.live

    def on_mount(self) -> None:
        """Follow the session for as long as this screen stands."""
        self._unsubscribe = self.live.subscribe(self._heard)
        self._tick_again()

    def stop_following(self) -> None:
        """Show nothing of the session any more: this screen is going."""
        self._unsubscribe()
        self._timer.stop()

    def on_unmount(self) -> None:
        """Stop following the session."""
        self.stop_following()

    def tick(self) -> None:
        """Read the clock and let what depends on it be painted."""
        self.agenda = self.live.agenda()

    def _tick_again(self) -> None:
        """Tick when there is something else to see; that is computed, never counted."""
        wait = min(max(SHORTEST_TICK_SECONDS, self.next_tick_seconds()), LONGEST_TICK_SECONDS)
        self._timer = self.set_timer(wait, self._ticked)

    def _ticked(self) -> None:
        self.tick()
        self._tick_again()

    def next_tick_seconds(self) -> float:
        """Return how long nothing changes on this screen by itself."""
        return LONGEST_TICK_SECONDS

    def _heard(self, before: Snapshot, after: Snapshot) -> None:
        # A save that lands while this screen is taken down has nothing left to show on.
        if self.app.is_running and not self._pruning:
            self._changed(before, after)

    def _changed(self, before: Snapshot, after: Snapshot) -> None:
        self.snapshot = after
        self.tick()
        for notice in after.notices[len(before.notices) :]:
            self.notify(notice_sentence(notice, self.live.zone), timeout=12, markup=False)
        if before.can_undo != after.can_undo or before.can_redo != after.can_redo:
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        if action == "undo":
            return self.snapshot.can_undo or None
        if action == "redo":
            return self.snapshot.can_redo or None
        return True

    def action_undo(self) -> None:
        """Take back the last thing that was done here."""
        self.live.undo()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.live.redo()

    def action_leave(self) -> None:
        """Go back to the start screen, everything saved."""
        self.post_message(LeaveRecord())
