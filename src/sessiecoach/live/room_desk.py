"""What the gespreksleider shows on the beamer of an open session, beside what follows from it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from sessiecoach.domain.agenda import Agenda, Phase, agenda, length_seconds
from sessiecoach.domain.room import RoomState, room_state
from sessiecoach.domain.session import Group
from sessiecoach.domain.text import one_line, visible
from sessiecoach.domain.turns import room_timers
from sessiecoach.live.session import LiveSession


@dataclass(frozen=True, slots=True)
class RoomChoices:
    """What people chose; kept in the journal, so that a restart shows the same."""

    message: str = ""
    """One line for the room."""
    blackout: bool = False
    confirmed: str = ""
    """Of which end the hand sign was confirmed."""


class RoomDesk:
    """The controls of the beamer for one open session."""

    def __init__(
        self,
        live: LiveSession,
        show: Callable[[RoomState], None],
        name_of: Callable[[Group], str],
        *,
        kept: str = "",
        keep: Callable[[str], None],
    ) -> None:
        """Give what the room may see to `show`; `name_of` a group is how the room knows it.

        `kept` is what an earlier run gave to `keep`.
        """
        self._live, self._keep = live, keep
        self._show, self._name_of = show, name_of
        self.choices = _read(kept)

    def look(self) -> None:
        """Show the room what it may see now; what it sees already costs nothing."""
        session, now = self._live.session, self._live.now()
        state = agenda(session, now, self._live.zone)
        names = {group.id: one_line(self._name_of(group)) for group in session.groups}
        running = session.running
        self._show(
            room_state(
                session,
                state,
                now,
                message=self.choices.message,
                blackout=self.choices.blackout,
                hand=self.choices.confirmed != _end_of(state),
                timers=room_timers(running, now, names) if running is not None else (),
            )
        )

    def hand_stands(self, state: Agenda) -> bool:
        """Tell whether the room is asked for silence by a hand, which nobody confirmed yet."""
        return _is_over(state) and self.choices.confirmed != _end_of(state)

    def say(self, message: str) -> None:
        """Let one line stand on the beamer; an empty one takes it away."""
        self._choose(replace(self.choices, message=one_line(visible(message)).strip()))

    def darken(self, blackout: bool) -> None:
        """Let the beamer be dark, or show what it showed."""
        self._choose(replace(self.choices, blackout=blackout))

    def confirm_hand(self) -> None:
        """Take the hand sign away: the room is silent."""
        state = self._live.agenda()
        if _is_over(state):
            self._choose(replace(self.choices, confirmed=_end_of(state)))

    def clear(self) -> None:
        """Forget all choices: the session is being left on purpose."""
        self._choose(RoomChoices())

    def _choose(self, choices: RoomChoices) -> None:
        self.choices = choices
        self._keep("" if choices == RoomChoices() else json.dumps(asdict(choices)))
        self.look()


def _is_over(state: Agenda) -> bool:
    return state.current is not None and state.current.phase is Phase.OVERRUN


def _end_of(state: Agenda) -> str:
    """Return which end of which block this is; a block that gets more time has another end."""
    if state.current is None:
        return ""
    block = state.current.block
    started_at = block.started_at or dt.datetime.min.replace(tzinfo=dt.UTC)
    return f"{block.id} {started_at.isoformat()} {length_seconds(block)}"


def _read(text: str) -> RoomChoices:
    """Return the choices of an earlier run; nothing is chosen where they cannot be read."""
    try:
        read = json.loads(text or "{}")
        choices = RoomChoices(**read)
    except (ValueError, TypeError):
        return RoomChoices()
    if isinstance(choices.message, str) and isinstance(choices.confirmed, str):
        return replace(choices, message=visible(choices.message), blackout=choices.blackout is True)
    return RoomChoices()
