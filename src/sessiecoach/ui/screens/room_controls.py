"""What a gespreksleider lets the room see: the beamer, the hand sign, groups that report back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType

from sessiecoach.domain.facts import Change
from sessiecoach.domain.session import Session
from sessiecoach.domain.signals import SignalKind
from sessiecoach.domain.turns import TURN_MINUTES, next_turn, start_turns, stop_turns, turn_times
from sessiecoach.live.opening import Opened
from sessiecoach.ui.messages import SoundSignal
from sessiecoach.ui.screens.awake_screen import AwakeScreen
from sessiecoach.ui.screens.clock_screen import CHOICES_SECONDS
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.widgets.notice_line import Choice
from sessiecoach.ui.widgets.turns_line import TurnsLine, TurnWords
from sessiecoach.ui.words import group_name

ROOM_COMMAND: Final = "sessiecoach zaal"
"""What starts the second window, to be typed as it stands."""

_OF_THE_ROOM: Final = frozenset(
    {"room_choices", "room_choices_next", "say_to_room", "darken_room", "show_room_command"}
)


class RoomControls(AwakeScreen):
    """The clock with the beamer under one key and the groups under another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+b",
            "room_choices",
            "Zaal",
            id="room.choices",
            priority=True,
            show=False,
            tooltip="De beamer: een bericht, zwart, het handteken, en hoe het zaalscherm start",
        ),
        Binding(
            "ctrl+r",
            "turns",
            "Oogst per groep",
            id="room.turns",
            priority=True,
            show=False,
            tooltip="Elke groep haar tijd om te vertellen; daarna steeds de volgende groep",
        ),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._turn_left: tuple[str, float] | None = None

    # Reading the clock.

    def read_clock(self, now: dt.datetime) -> None:
        """Read the clock, and what the group that is held has left."""
        super().read_clock(now)
        session = self.snapshot.session
        block = session.running
        times = turn_times(block, now) if block is not None else ()
        names = {group.id: group_name(group) for group in session.groups}
        for line in self.query(TurnsLine):
            line.key = "" if self.snapshot.read_only else "^r"
            line.turns = tuple(
                TurnWords.of(
                    names.get(time.turn.group, time.turn.group),
                    time.remaining_seconds,
                    is_held=time.is_held,
                )
                for time in times
            )
        held = next((time for time in times if time.is_held), None)
        before = self._turn_left
        self._turn_left = (held.turn.group, held.remaining_seconds) if held else None
        same = held is not None and before is not None and before[0] == held.turn.group
        if same and held and before and before[1] > 0 >= held.remaining_seconds:
            self.post_message(SoundSignal(SignalKind.WARNING))
            self.tell(f"De tijd van {names.get(held.turn.group, held.turn.group)} is om.")

    # What is told.

    def standing_notice(self) -> str:
        """Return what there is to tell now; what stands on the beamer is never forgotten."""
        return super().standing_notice() or self._room_words()

    def _room_words(self) -> str:
        room, agenda = self.opened.room, self.agenda
        if room is None or agenda is None:
            return ""
        if room.choices.blackout:
            return "De beamer is zwart. ctrl+b z: weer aan."
        if room.hand_stands(agenda):
            return "Op de beamer: hand omhoog = stil. ctrl+t h haalt het weg."
        if room.choices.message:
            return f"Op de beamer: {room.choices.message}"
        return ""

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        session = self.snapshot.session
        if action in _OF_THE_ROOM:
            return self.opened.room is not None
        if action == "confirm_hand":
            room, agenda = self.opened.room, self.live.agenda()
            return room is not None and room.hand_stands(agenda)
        if action in ("turns", "stop_turns"):
            if self.snapshot.read_only or session.running is None:
                return False
            if action == "stop_turns":
                return bool(stop_turns(session, self.live.now()))
            return any(group.withdrawn_at is None for group in session.groups)
        return super().check_action(action, parameters)

    def more_clock_keys(self) -> tuple[Choice, ...]:
        """Return what else can be done now with a key after the leader."""
        offered = (
            Choice("h", "hand weg", "confirm_hand"),
            Choice("r", "oogst", "turns"),
            Choice("e", "einde oogst", "stop_turns"),
            Choice("s", "zaal", "room_choices_next"),
        )
        able = tuple(each for each in offered if self.check_action(each.action, ()))
        return (*super().more_clock_keys(), *able, Choice("g", "geluid", "app.switch_sound"))

    # The beamer.

    def action_room_choices(self) -> None:
        """Ask what the beamer is to show."""
        room = self.opened.room
        if room is None:
            return
        dark = room.choices.blackout
        choices = [
            Choice("b", "bericht", "say_to_room"),
            Choice("z", "weer aan" if dark else "zwart", "darken_room"),
        ]
        if self.check_action("confirm_hand", ()):
            choices.append(Choice("h", "hand weg", "confirm_hand"))
        choices.append(Choice("w", "tweede venster", "show_room_command"))
        self.ask("Zaal", choices, CHOICES_SECONDS)

    def action_room_choices_next(self) -> None:
        """Ask that after the leader, once the focus is back where it was."""
        self.call_after_refresh(self.action_room_choices)

    @work(exclusive=True, group="room_message")
    async def action_say_to_room(self) -> None:
        """Type one line for the room; an empty one takes it away."""
        room = self.opened.room
        if room is None:
            return
        field = FormField(
            "message", "Bericht", value=room.choices.message, hint="leeg haalt het weg"
        )
        values = await self.app.push_screen_wait(FormScreen("Bericht op de beamer", (field,)))
        if values is not None:
            room.say(str(values["message"] or ""))
            self.read_now()

    def action_darken_room(self) -> None:
        """Let the beamer be dark, or show again what it showed."""
        room = self.opened.room
        if room is not None:
            room.darken(blackout=not room.choices.blackout)
            self.read_now()

    def action_confirm_hand(self) -> None:
        """Take the hand sign off the beamer: the room is silent."""
        if self.opened.room is not None:
            self.opened.room.confirm_hand()
            self.read_now()

    def action_show_room_command(self) -> None:
        """Say how the second window starts."""
        self.tell(f"Typ in een tweede terminalvenster, op de beamer: {ROOM_COMMAND}")

    # Groups that report back.

    def action_turns(self) -> None:
        """Go on to the next group; where none is held, ask how long each gets."""
        session = self.snapshot.session
        if next_turn(session, self.live.now()):
            self._turn(next_turn)
        else:
            self._start_turns()

    @work(exclusive=True, group="turns")
    async def _start_turns(self) -> None:
        session = self.snapshot.session
        groups = sum(group.withdrawn_at is None for group in session.groups)
        field = FormField(
            "minutes",
            f"Minuten voor elk van de {groups} groepen",
            "minutes",
            TURN_MINUTES,
            required=True,
        )
        values = await self.app.push_screen_wait(FormScreen("Oogst per groep", (field,)))
        minutes = values["minutes"] if values is not None else None
        if isinstance(minutes, int):
            self._turn(lambda session, now: start_turns(session, minutes, now))

    def action_stop_turns(self) -> None:
        """End the turn that is held; who waited gets none."""
        self._turn(stop_turns)

    def _turn(self, act: Callable[[Session, dt.datetime], tuple[Change, ...]]) -> None:
        self.live.do(act(self.live.session, self.live.now()))
