"""The acts of the clock: keys that work while any field has the focus, signals, and a guard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from sessiecoach.domain import acts
from sessiecoach.domain.agenda import Agenda, Phase, length_seconds, shown_seconds
from sessiecoach.domain.facts import Change
from sessiecoach.domain.signals import Signal, signal_between
from sessiecoach.dutch.dates import timer
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import Snapshot
from sessiecoach.ui.messages import ShowStage, SoundSignal
from sessiecoach.ui.screens import absence
from sessiecoach.ui.screens.session_screen import SessionScreen
from sessiecoach.ui.widgets.notice_line import Choice, NoticeLine
from sessiecoach.ui.words import short_name, signal_words, signed_minutes, whole_minutes

LEADER_SECONDS: Final = 5.0
"""How long a key after ctrl+t can be pressed."""
CHOICES_SECONDS: Final = 30.0
WAITING_TICK_SECONDS: Final = 0.25
JUST_AFTER_SECONDS: Final = 0.005
"""So long after a second has changed it is painted, never just before."""
TOLD_SECONDS: Final = 10.0
"""How long a short notice stands, and how long the marker blinks after a signal."""

_MINUTES: Final = (
    Choice("-", "1 min", "extend(-1)", repeats=True),
    Choice("+", "1 min", "extend(1)", repeats=True),
)
_CHANGING: Final = frozenset(
    {
        "start_clock",
        "interrupt_clock",
        "resume_clock",
        "extend",
        "next_block",
        "clock_keys",
        "undo_clock",
        "redo_clock",
        "absence_choices",
        "steer",
    }
)


def _key(key: str, action: str, words: str, tooltip: str, *, show: bool = False) -> Binding:
    name = action.replace("(", "_").rstrip(")")
    return Binding(
        key, action, words, id=f"clock.{name}", tooltip=tooltip, show=show, priority=True
    )


class ClockScreen(SessionScreen):
    """A screen of an open session from which the clock is led.

    A screen derives from it, puts a `NoticeLine` on itself, and shows `agenda`, `guard`, `told`
    and `absent` where they change.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("f5", "start_clock", "Start", "De klok van het volgende blok starten", show=True),
        _key(
            "f5",
            "interrupt_clock",
            "Onderbreken",
            "De klok stilzetten; wat over is blijft staan",
            show=True,
        ),
        _key("f5", "resume_clock", "Hervatten", "De klok gaat op de seconde verder", show=True),
        _key("f6", "extend(-1)", "−1 min", "Dit blok een minuut korter"),
        _key("f7", "extend(1)", "+1 min", "Dit blok een minuut langer"),
        _key(
            "f8",
            "next_block",
            "Volgende",
            "Naar het volgende blok; vraagt het twee keer",
            show=True,
        ),
        _key("ctrl+t", "clock_keys", "Klok", "Daarna: o onderbreken, - en +, v volgende, u terug"),
        _key("f12", "undo_clock", "Klok terug", "De laatste handeling van de klok terugnemen"),
        _key("f11", "redo_clock", "Klok opnieuw", "Opnieuw doen wat van de klok is teruggenomen"),
        _key("f9", "absence_choices", "Tijd weg", "Wat te doen met de tijd dat de laptop weg was"),
        _key("f9", "steer", "Bijsturen", "Hoe de rest het einde haalt: minuten, blokken, einde"),
    ]

    # Every reading of the clock is a new agenda; what shows otherwise is painted by its widget.
    agenda: reactive[Agenda | None] = reactive(None, init=False, repaint=False)
    guard: reactive[str] = reactive("", repaint=False, init=False)
    """What a first press of next asks; empty when nothing is asked."""
    told: reactive[str] = reactive("", repaint=False, init=False)
    """A short notice; empty when it has stood long enough."""
    absent: reactive[absence.Absence | None] = reactive(None, repaint=False, init=False)
    """The time that the program was away, for as long as a person can do something about it."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self.set_reactive(ClockScreen.absent, absence.take_absence(opened, opened.live.now()))
        self._read: tuple[str, float] | None = None
        self._guard_until: float | None = None
        self._told_until: float | None = None
        self._asking_until: float | None = None
        self._length_before_seconds = 0
        """How long the running block was to take when the leader was pressed."""
        self.signalled_at: float | None = None
        self._possible: tuple[object, ...] = ()
        self._due_at: dt.datetime | None = None

    # Reading the clock.

    def tick(self) -> None:
        """Read the clock when it shows another second, or when something waits for its moment."""
        now = self.live.now()
        if self._due_at is None or now >= self._due_at or self._waits:
            self.read_clock(now)

    def next_tick_seconds(self) -> float:
        """Return the time until another second shows; less where something goes by itself."""
        if self._waits or self._due_at is None:
            return WAITING_TICK_SECONDS
        return (self._due_at - self.live.now()).total_seconds() + JUST_AFTER_SECONDS

    @property
    def _waits(self) -> bool:
        """Whether something shows that goes by itself, or blinks."""
        return bool(self._guard_until or self._told_until or self._asking_until)

    def read_clock(self, now: dt.datetime) -> None:
        """Give the signals that are due, and let go of what stood long enough."""
        agenda = self.live.agenda()
        self._due_at = _other_second(agenda, now)
        self._signal_crossed(agenda, now)
        person = self.live.person_seconds()
        if self._guard_until is not None and person >= self._guard_until:
            self._guard_until, self.guard = None, ""
        if self._told_until is not None and person >= self._told_until:
            self._told_until, self.told = None, ""
        if self._asking_until is not None and person >= self._asking_until:
            self._stop_asking()
        current = agenda.current
        if self.absent is not None and (current is None or current.block.id != self.absent.block):
            self.absent = None
        self.agenda = agenda
        # What can be done changes with the block and whether it stands still, not every second.
        possible = (
            current and (current.block.id, current.phase is Phase.INTERRUPTED),
            agenda.following and agenda.following.block.id,
            self.absent,
        )
        if possible != self._possible:
            self._possible = possible
            self._stop_asking()
            self.refresh_bindings()

    def _changed(self, before: Snapshot, after: Snapshot) -> None:
        self.read_again()
        super()._changed(before, after)
        if self._asking_until is not None and self.query_one(NoticeLine).choices == _MINUTES:
            self._ask_for_more()

    def _signal_crossed(self, agenda: Agenda, now: dt.datetime) -> None:
        current = agenda.current
        before = self._read
        self._read = (current.block.id, current.remaining_seconds) if current else None
        if current is None or before is None or before[0] != current.block.id:
            return
        due = signal_between(current.block, before[1], current.remaining_seconds)
        if due is not None:
            self.signalled_at = self.live.person_seconds()
            self.post_message(SoundSignal(due.kind))
            self.signal(due)

    def signal(self, due: Signal) -> None:
        """Tell in words what is also heard."""
        block = self.snapshot.session.running
        if block is not None:
            name = short_name(self.snapshot.session, block)
            self.tell(signal_words(due.mark_seconds, name))

    def standing_notice(self) -> str:
        """Return what there is to tell now, the most pressing of it."""
        return self.told or (self.absent.sentence if self.absent is not None else "")

    def read_again(self) -> None:
        """Read the clock at the next tick, whether it shows another second or not."""
        self._due_at = None

    def tell(self, words: str) -> None:
        """Show a short notice for a while."""
        self.told = words
        self._told_until = self.live.person_seconds() + TOLD_SECONDS

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        if self.snapshot.read_only and (action in _CHANGING or action in ("undo", "redo")):
            return False
        agenda = self.agenda
        current = agenda.current if agenda else None
        match action:
            case "start_clock":
                return current is None and agenda is not None and agenda.following is not None
            case "interrupt_clock":
                return current is not None and current.phase is not Phase.INTERRUPTED
            case "resume_clock":
                return current is not None and current.phase is Phase.INTERRUPTED
            case "extend" | "next_block":
                return current is not None or None
            case "undo_clock":
                return self.live.can_undo_clock() or None
            case "redo_clock":
                return self.live.can_redo_clock() or None
            case "absence_choices":
                return self.absent is not None
            case "steer":
                return not self.check_action("absence_choices", ())
        return super().check_action(action, parameters)

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Keys that change something go when the session can only be read."""
        if before.read_only != after.read_only:
            self.refresh_bindings()

    # Acts of the clock.

    def action_start_clock(self) -> None:
        """Start the block that is next."""
        self.live.go_on()

    def action_interrupt_clock(self) -> None:
        """Let the clock stand still."""
        self.live.go_on()

    def action_resume_clock(self) -> None:
        """Let the clock go on."""
        self.live.go_on()

    def action_extend(self, minutes: int) -> None:
        """Give the running block a minute more, or less."""
        self.live.extend(minutes * 60)

    def action_next_block(self) -> None:
        """Go on to the next block, or ask for a second press; after the last one, round off."""
        agenda = self.live.agenda()
        session = self.snapshot.session
        if agenda.following is None:
            if acts.asks_second_press(agenda) and not self.guard:
                self._ask_again(agenda, "afronden")
            else:
                self.post_message(ShowStage("finish"))
        elif self.live.next_block():
            self.guard, self._guard_until = "", None
        else:
            self._ask_again(agenda, short_name(session, agenda.following.block))

    def _ask_again(self, agenda: Agenda, goal: str) -> None:
        if agenda.current is None:
            return
        left = timer(agenda.current.remaining_seconds)
        seconds = acts.GUARD_SECONDS
        self.guard = f"Nog {left}. Nogmaals F8 binnen {seconds:.0f} s voor {goal}"
        self._guard_until = self.live.person_seconds() + seconds

    def action_undo_clock(self) -> None:
        """Take back the last act of the clock."""
        if self.live.undo_clock():
            self.tell("De klok is terug zoals zij was.")
        else:
            self.tell(f"Van de klok is na {acts.UNDO_CLOCK_SECONDS} s niets meer terug te nemen.")

    def action_redo_clock(self) -> None:
        """Do the act of the clock again that was taken back."""
        if not self.live.redo_clock():
            self.tell("Van de klok is niets teruggenomen.")

    # Keys that choose: the leader of the clock, and what to do with an absence.

    def action_clock_keys(self) -> None:
        """Let the next key act on the clock."""
        agenda = self.live.agenda()
        self._length_before_seconds = self._length_seconds()
        go_on = ("start_clock", "start")
        if agenda.current is not None:
            still = agenda.current.phase is Phase.INTERRUPTED
            go_on = ("resume_clock", "hervatten") if still else ("interrupt_clock", "onderbreken")
        choices = [Choice("o", go_on[1], go_on[0])]
        if agenda.current is not None:
            choices += [
                *_MINUTES,
                Choice("v", "volgende", "next_block"),
            ]
        choices += [
            Choice("b", "bijsturen", "steer"),
            Choice("u", "terug", "undo_clock"),
        ]
        if self.live.can_redo_clock():
            choices.append(Choice("z", "opnieuw", "redo_clock"))
        self.ask("Klok", (*choices, *self.more_clock_keys()), LEADER_SECONDS)

    def more_clock_keys(self) -> tuple[Choice, ...]:
        """Return what else can be done now with a key after the leader."""
        return ()

    def steer_hint(self, agenda: Agenda) -> str:
        """Return what can be done where the end is missed, its key first; empty else."""
        missed = whole_minutes(agenda.surplus_seconds) > 0
        return "F9 bijsturen" if missed and self.check_action("steer", ()) else ""

    def action_steer(self) -> None:
        """Choose how the rest meets its end."""
        from sessiecoach.ui.screens.steer import SteerScreen

        self.app.push_screen(SteerScreen(self.opened, self))

    def action_absence_choices(self) -> None:
        """Ask what to do with the time that the program was away."""
        if self.absent is not None:
            offered = absence.choices(self.snapshot.session, self.absent)
            self.ask(f"{self.absent.words} weg", offered, CHOICES_SECONDS)

    def ask(self, question: str, choices: Sequence[Choice], wait: float) -> None:
        """Let the next key choose, for so many seconds."""
        self.query_one(NoticeLine).ask(question, choices)
        self._asking_until = self.live.person_seconds() + wait

    def _stop_asking(self) -> None:
        self._asking_until = None
        self.query_one(NoticeLine).stop_asking()

    @on(NoticeLine.Chosen)
    async def _chosen(self, message: NoticeLine.Chosen) -> None:
        self._asking_until = None
        await self.run_action(message.choice.action)
        if message.again:
            self._ask_for_more()

    def _length_seconds(self) -> int:
        running = self.live.session.running
        return length_seconds(running) if running is not None else 0

    def _ask_for_more(self) -> None:
        """Let more minutes be added at once, and tell how many there are by now."""
        added = signed_minutes(self._length_seconds() - self._length_before_seconds)
        self.ask(f"Klok {added}", _MINUTES, LEADER_SECONDS)

    @on(NoticeLine.Left)
    def _left(self) -> None:
        self._asking_until = None

    def action_keep_absence(self) -> None:
        """Leave it as it is."""
        self.absent = None

    def action_give_back_absence(self) -> None:
        """Keep the absence out of the time of its block."""
        if self.absent is not None:
            self._settle(absence.give_back(self.absent), f"{self.absent.words} teruggegeven")

    def action_interrupt_from_absence(self) -> None:
        """Keep the absence out, and let the clock stand still."""
        if self.absent is not None:
            changes = absence.give_back_and_interrupt(self.absent)
            self._settle(changes, f"{self.absent.words} teruggegeven en onderbroken")

    def action_resume_after_absence(self) -> None:
        """Let the clock go on from here; the absence does not count."""
        self.absent = None
        self.live.go_on()

    def action_count_absence(self) -> None:
        """Undo the interruption that opening made."""
        if self.absent is not None:
            changes = absence.count(self.snapshot.session, self.absent)
            self._settle(changes, f"{self.absent.words} telt mee")

    def _settle(self, changes: tuple[Change, ...], words: str) -> None:
        self.absent = None
        self.live.do(changes)
        self.tell(f"{words}. F12 neemt het terug.")


def _other_second(agenda: Agenda, now: dt.datetime) -> dt.datetime:
    """Return when the clock shows another second: that of the block, or without one of the day."""
    if agenda.current is None:
        return now.replace(microsecond=0) + dt.timedelta(seconds=1)
    left = agenda.current.remaining_seconds
    return now + dt.timedelta(seconds=left - shown_seconds(left) + 1)
