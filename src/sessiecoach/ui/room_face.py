"""What the room view says, in words: a face that is drawn without asking anything more."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.agenda import Phase, shown_seconds
from sessiecoach.domain.room import (
    RoomPlace,
    RoomState,
    RoomTimer,
    room_phase,
    room_remaining_seconds,
    timer_remaining_seconds,
)
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import timer
from sessiecoach.storage.room import Published
from sessiecoach.ui.words import marker_word, minute_clock

_SHAPES: Final[Mapping[Phase, str]] = MappingProxyType(
    {
        Phase.LAST_MINUTES: "▲",
        Phase.LAST_MINUTE: "◆ ◆",
        Phase.OVERRUN: "■ ■ ■",
        Phase.INTERRUPTED: "▍▍",
    }
)
"""What stands on both sides of the word of a phase, so that colour is not all that tells."""
_OF_A_ROUND: Final = re.compile(r"ronde\s*\d+\s*[:.–-]?\s*", re.IGNORECASE)
_PRACTICE: Final = "OEFENEN"


@dataclass(frozen=True, slots=True)
class TimerFace:
    """What a group has left to report back."""

    group: str
    time: str
    held: bool
    """Whether this group reports back now."""
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomFace:
    """All words on the beamer at one moment; empty where there is nothing to say."""

    place: str = ""
    title: str = ""
    questions: tuple[str, ...] = ()
    time: str = ""
    phase: Phase = Phase.DONE
    marker: str = ""
    """The word of the phase between its shapes."""
    end: str = ""
    hand: str = ""
    timers: tuple[TimerFace, ...] = ()
    message: str = ""
    following: str = ""
    lost: str = ""
    blackout: bool = False


def room_face(
    published: Published | None, now: dt.datetime, zone: dt.tzinfo, *, lost: bool
) -> RoomFace:
    """Return what the room sees at `now`; `lost` when nobody keeps what was published."""
    if published is None:
        return RoomFace(
            title="Nog geen bijeenkomst gestart",
            questions=("Dit scherm volgt vanzelf, zodra er een begint.",),
        )
    state = published.state
    practice = _PRACTICE if published.practice else ""
    message = one_line(state.message)
    if state.closed:
        return RoomFace(
            place=practice, title="Dank jullie wel", message=message, blackout=state.blackout
        )
    phase, remaining = room_phase(state, now), room_remaining_seconds(state, now)
    return RoomFace(
        place="  ·  ".join(word for word in (practice, _place(state)) if word),
        title=_title(state),
        questions=(
            *(one_line(question) for question in state.questions),
            *(f"· {one_line(rule)}" for rule in state.rules),
            *(_goes_to(place) for place in state.places),
        ),
        time="" if remaining is None else timer(remaining),
        phase=phase,
        marker=_marker(phase, remaining or 0),
        end=_end(state, phase, zone),
        hand="HAND OMHOOG = STIL" if phase is Phase.OVERRUN and state.hand else "",
        timers=tuple(_timer(each, now) for each in state.timers),
        message=message,
        following=f"Hierna: {one_line(state.following)}" if state.following else "",
        lost=_lost(state, zone) if lost else "",
        blackout=state.blackout,
    )


def _place(state: RoomState) -> str:
    number, _slash, rounds = state.place.partition("/")
    return f"RONDE {number} VAN {rounds}" if rounds and rounds != "1" else ""


def _title(state: RoomState) -> str:
    """Return the name of the block, without the number that stands above it."""
    title = one_line(state.title)
    rest = _OF_A_ROUND.sub("", title, count=1) if _place(state) else title
    return rest[:1].upper() + rest[1:]


def _goes_to(place: RoomPlace) -> str:
    """Return where a group goes: `Groep A: Systeem, casus a`."""
    group = one_line(place.title) or f"Groep {one_line(place.group)}"
    case = f"casus {one_line(place.case)}" if place.case else ""
    parts = (one_line(place.perspective), case)
    return f"{group}: {', '.join(part for part in parts if part) or '–'}"


def _marker(phase: Phase, remaining: float) -> str:
    word, shape = marker_word(phase, shown_seconds(remaining)), _SHAPES.get(phase, "")
    return f"{shape}  {word}  {shape}" if word else ""


def _end(state: RoomState, phase: Phase, zone: dt.tzinfo) -> str:
    if state.ends_at is None or phase is Phase.OVERRUN:
        return ""
    return f"klaar om {minute_clock(state.ends_at, zone)} uur"


def _timer(each: RoomTimer, now: dt.datetime) -> TimerFace:
    left = timer_remaining_seconds(each, now)
    held = each.ends_at is not None
    return TimerFace(one_line(each.title), timer(left), held, shown_seconds(left) <= 0)


def _lost(state: RoomState, zone: dt.tzinfo) -> str:
    if state.meeting_ends_at is None:
        return "verbinding weg"
    return (
        f"verbinding weg  ·  laatst bekende einde {minute_clock(state.meeting_ends_at, zone)} uur"
    )
