"""The clock where the laptop slept, its system clock was set, or a block goes on by itself."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sessiecoach.domain import auto_next
from sessiecoach.domain.signals import Signal
from sessiecoach.dutch.dates import duration, timer
from sessiecoach.live.opening import Opened
from sessiecoach.ui.screens.clock_screen import (
    CHOICES_SECONDS,
    WAITING_TICK_SECONDS,
    ClockScreen,
)
from sessiecoach.ui.widgets.notice_line import Choice
from sessiecoach.ui.words import jump_words, short_name

_CHANGING: Final = frozenset({"give_back_sleep", "follow_clock"})


class AwakeScreen(ClockScreen):
    """Tells what the laptop did, for as long as nobody answers, and holds no round back."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._slept = False
        self._answerable: tuple[bool, bool] = (False, False)

    # Reading the clock.

    def tick(self) -> None:
        """Look at the clocks of the laptop first, then at that of the room."""
        vigil = self.opened.vigil
        if vigil is not None:
            if vigil.look():
                # Known before it is written down, which reads the clock again.
                self._slept = True
                vigil.write_down()
            answerable = (bool(vigil.gaps), bool(vigil.jumped_seconds))
            if answerable != self._answerable or self._slept:
                self._answerable = answerable
                self.read_again()
                self.refresh_bindings()
        super().tick()

    def read_clock(self, now: dt.datetime) -> None:
        """Give the signals that are due, and begin the next block where it does so by itself."""
        before = self._read
        super().read_clock(now)
        slept, self._slept = self._slept, False
        agenda = self.agenda
        if agenda is None or agenda.current is None or before is None:
            return
        left = before[1] if before[0] == agenda.current.block.id else None
        if auto_next.begins_now(agenda, left, slept=slept):
            self.live.begin_next()

    def signal(self, due: Signal) -> None:
        """Tell in words what is also heard; after a sleep the line about it says it all."""
        if not self._slept:
            super().signal(due)

    def read_now(self) -> None:
        """Read the clock at once: something else is to be told."""
        self.read_again()
        self.tick()

    def next_tick_seconds(self) -> float:
        """Return the time until another second shows; no long wait while the clock runs faster."""
        seconds = super().next_tick_seconds()
        surroundings = getattr(self.app, "surroundings", None)
        hurries = surroundings is not None and surroundings.practice
        return min(seconds, WAITING_TICK_SECONDS) if hurries else seconds

    # What is told.

    def standing_notice(self) -> str:
        """Return what there is to tell now, the most pressing of it."""
        return (
            self._announcement()
            or self.told
            or self._sleep_words()
            or super().standing_notice()
            or self._jump_words()
        )

    def _announcement(self) -> str:
        agenda = self.agenda
        if agenda is None or agenda.following is None:
            return ""
        seconds = auto_next.next_begins_in(agenda)
        if seconds is None:
            return ""
        name = short_name(self.snapshot.session, agenda.following.block)
        return f"{name} begint over {seconds} s. F5 houdt tegen."

    def _sleep_words(self) -> str:
        vigil, agenda = self.opened.vigil, self.agenda
        if vigil is None or agenda is None or agenda.current is None or not vigil.slept_seconds:
            return ""
        slept = f"Laptop sliep {duration(vigil.slept_seconds)}"
        left = agenda.current.remaining_seconds
        if left > 0:
            slept += f", doorgeteld (nog {timer(left)})."
        else:
            name = short_name(self.snapshot.session, agenda.current.block)
            slept += f"; {name} eindigde {timer(-left)} geleden."
        return slept if self.snapshot.read_only else f"{slept} ctrl+t t geeft de tijd terug."

    def _jump_words(self) -> str:
        vigil, agenda = self.opened.vigil, self.agenda
        if vigil is None or not vigil.jumped_seconds:
            return ""
        words = jump_words(vigil.jumped_seconds)
        if agenda is None or agenda.slot is None or self.snapshot.read_only:
            return words
        return f"{words} ctrl+t k: einde volgens de nieuwe tijd. F9: meer."

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        vigil = self.opened.vigil
        if self.snapshot.read_only and action in _CHANGING:
            return False
        match action:
            case "give_back_sleep":
                return vigil is not None and bool(vigil.gaps)
            case "follow_clock":
                return vigil is not None and bool(vigil.jumped_seconds)
            case "absence_choices" if not self.snapshot.read_only and any(self._answerable):
                return True
        return super().check_action(action, parameters)

    def more_clock_keys(self) -> tuple[Choice, ...]:
        """Return what else can be done now with a key after the leader."""
        keys = super().more_clock_keys()
        if self.check_action("give_back_sleep", ()):
            keys = (Choice("t", "tijd terug", "give_back_sleep"), *keys)
        if self.check_action("follow_clock", ()):
            keys = (Choice("k", "klok volgen", "follow_clock"), *keys)
        return keys

    # Acts.

    def action_absence_choices(self) -> None:
        """Ask what to do with the time that the laptop slept, or the program was away."""
        vigil = self.opened.vigil
        if vigil is not None and vigil.gaps:
            slept = duration(vigil.slept_seconds)
            self.ask(
                f"{slept} geslapen",
                (
                    Choice("1", "telt mee, zo laten", "let_sleep_count"),
                    Choice("2", f"{slept} teruggeven", "give_back_sleep"),
                    Choice("3", "teruggeven en onderbreken", "interrupt_from_sleep"),
                ),
                CHOICES_SECONDS,
            )
        elif self.absent is None and vigil is not None and vigil.jumped_seconds:
            self.ask(
                "Systeemklok verzet",
                (
                    Choice("1", "einde laten staan", "leave_clock"),
                    Choice("2", "einde volgens de nieuwe tijd", "follow_clock"),
                ),
                CHOICES_SECONDS,
            )
        else:
            super().action_absence_choices()

    def action_give_back_sleep(self) -> None:
        """Keep the time that the laptop slept out of the running block, to the second."""
        if self.opened.vigil is not None:
            self._tell_given(self.opened.vigil.give_back(), "teruggegeven")

    def action_interrupt_from_sleep(self) -> None:
        """Give the time back, and let the clock stand still from here."""
        if self.opened.vigil is not None:
            given = self.opened.vigil.give_back(and_interrupt=True)
            self._tell_given(given, "teruggegeven en onderbroken")

    def _tell_given(self, seconds: int, words: str) -> None:
        if seconds:
            self.tell(f"{duration(seconds)} {words}. F12 neemt het terug.")

    def action_let_sleep_count(self) -> None:
        """Leave the time that the laptop slept as it is: it counts."""
        if self.opened.vigil is not None:
            self.opened.vigil.let_count()
            self.read_now()

    def action_follow_clock(self) -> None:
        """Keep the hard end at its time on the corrected system clock."""
        if self.opened.vigil is not None:
            self.opened.vigil.follow_clock()
            self.tell("Het einde volgt de nieuwe tijd. F12 neemt het terug.")

    def action_leave_clock(self) -> None:
        """Leave the hard end where it is."""
        if self.opened.vigil is not None:
            self.opened.vigil.leave_clock()
            self.read_now()
