"""What a person decides about the end and the blocks that are still to come, each as one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from sessiecoach.domain import acts, steering
from sessiecoach.domain.agenda import length_seconds
from sessiecoach.domain.facts import Change
from sessiecoach.domain.proposals import move_end
from sessiecoach.domain.session import LateStart
from sessiecoach.dutch.dates import clock_in_text, duration, point_clock
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import Snapshot
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.screens.clock_screen import ClockScreen
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.screens.session_screen import SessionScreen
from sessiecoach.ui.widgets.block_steps import BlockSteps
from sessiecoach.ui.words import short_name


class SteerActs(ClosesOnce, SessionScreen, ModalScreen[None]):
    """A screen over that of the clock, whose acts are those of the clock."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n",
            "choose_late_start('end_fixed')",
            "Einde vast",
            id="steer.fixed",
            show=False,
            tooltip="Nu starten; het einde blijft zoals gepland",
        ),
        Binding(
            "m",
            "choose_late_start('all_moves')",
            "Schuift op",
            id="steer.moves",
            show=False,
            tooltip="Het einde schuift op met de late start",
        ),
        Binding(
            "e",
            "ask_end",
            "Einde",
            id="steer.end",
            tooltip="Typen wanneer het klaar moet zijn",
        ),
        Binding(
            "p",
            "planned_end",
            "Plan",
            id="steer.planned",
            tooltip="Het einde van het plan telt weer",
        ),
        Binding(
            "u",
            "undo",
            "Terug",
            id="steer.undo",
            tooltip="De laatste keuze terugnemen",
        ),
        Binding(
            "z",
            "redo",
            "Opnieuw",
            id="steer.redo",
            show=False,
            tooltip="Opnieuw doen wat is teruggenomen",
        ),
    ]

    def __init__(self, opened: Opened, below: ClockScreen) -> None:
        super().__init__(opened)
        self.below = below

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Keys that change something go when the session can only be read."""
        if before.read_only != after.read_only:
            self.refresh_bindings()

    def action_choose_late_start(self, choice: LateStart) -> None:
        """Choose what gives at a late start; who chooses a fixed end starts at once."""
        session = self.snapshot.session
        changes = steering.choose_late_start(session, choice)
        if choice == "all_moves":
            self.do(changes, "Alles schuift op.")
            return
        starts = session.running is None
        if starts:
            changes += acts.start_next(session, self.live.now(), self.live.zone)
        self.do(changes, "Het einde blijft zoals gepland.", leaves=starts)

    def action_ask_end(self) -> None:
        """Ask when it should be ready."""
        slot = self.live.agenda().slot
        now = f"nu {point_clock(slot.ends_at.astimezone(self.live.zone))}" if slot else "10.30"
        field = FormField("end", "Klaar om", "clock", hint=now, required=True)
        self.app.push_screen(FormScreen("Ander einde", [field]), self._end_typed)

    def _end_typed(self, values: Mapping[str, object] | None) -> None:
        typed = values.get("end") if values else None
        if not isinstance(typed, dt.time):
            return
        session, zone = self.snapshot.session, self.live.zone
        end = steering.end_on_clock(session, typed, self.live.now(), zone)
        if end is None:
            self.tell(f"{clock_in_text(typed)} is al geweest.")
        else:
            self.do(move_end(end), f"Het einde is nu {clock_in_text(typed)}.")

    def action_planned_end(self) -> None:
        """Let the end of the plan count again."""
        changes = steering.planned_end_again(self.snapshot.session)
        self.do(changes, "Het geplande einde telt weer.")

    @on(BlockSteps.Stepped)
    def _stepped(self, message: BlockSteps.Stepped) -> None:
        block = self.snapshot.session.block(message.block)
        if block is not None:
            self._give(block.id, max(60, length_seconds(block) + message.minutes * 60))

    @on(BlockSteps.LengthAsked)
    def _length_asked(self, message: BlockSteps.LengthAsked) -> None:
        session = self.snapshot.session
        block = session.block(message.block)
        if block is None:
            return
        hint = f"nu {duration(length_seconds(block))}"
        field = FormField("minutes", "Lengte", "minutes", hint=hint, required=True)

        def typed(values: Mapping[str, object] | None) -> None:
            minutes = values.get("minutes") if values else None
            if isinstance(minutes, int):
                self._give(message.block, max(1, minutes) * 60)

        self.app.push_screen(FormScreen(short_name(session, block), [field]), typed)

    def _give(self, block_id: str, seconds: int) -> None:
        session = self.snapshot.session
        block = session.block(block_id)
        if block is not None:
            changes = steering.give_length(session, block_id, seconds)
            self.do(changes, f"{short_name(session, block)} duurt nu {duration(seconds)}.")

    @on(BlockSteps.Dropped)
    def _dropped(self, message: BlockSteps.Dropped) -> None:
        session = self.snapshot.session
        block = session.block(message.block)
        if block is None:
            return
        name = short_name(session, block)
        if message.goes:
            self.do(steering.drop(session, block.id), f"{name} vervalt; x haalt het terug.")
        else:
            self.do(steering.bring_back(session, block.id), f"{name} staat weer in de agenda.")

    def action_undo(self) -> None:
        """Take back the last act of the clock: here that is what one chose."""
        undone = self.live.undo_clock()
        seconds = acts.UNDO_CLOCK_SECONDS
        self.tell("Teruggenomen." if undone else f"Na {seconds} s is niets meer terug te nemen.")

    def action_redo(self) -> None:
        """Do it again."""
        self.tell("Opnieuw gedaan." if self.live.redo_clock() else "Er is niets teruggenomen.")

    def do(self, changes: tuple[Change, ...], words: str, *, leaves: bool = False) -> None:
        """Make one act of it, and say so here or on the screen below."""
        if changes:
            self.live.do(changes)
        if leaves:
            self.dismiss()
            self.below.tell(f"{words} F12 neemt het terug.")
        elif changes:
            self.tell(words)

    def tell(self, words: str) -> None:
        told = self.query_one("#steer-told", Static)
        told.update(Content(words))
        told.display = True
