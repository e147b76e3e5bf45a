"""All that the beamer may know of a meeting: no names, no notes, no drift, nothing private.

The room view reads this small state and never the session, so what is not here cannot show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sessiecoach.domain.agenda import Agenda, Phase, marks_seconds, phase_of
from sessiecoach.domain.carousel import groups_of, round_after, station_of
from sessiecoach.domain.opening_block import rules_at
from sessiecoach.domain.session import Block, Session, nothing_extra


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTimer:
    """The time that one group has to report back."""

    title: str = ""
    """The name of the group, never of a person."""
    ends_at: dt.datetime | None = None
    """When nothing remains; None where this timer does not run."""
    seconds: float = 0
    """What remains of a timer that does not run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPlace:
    """Where one group of a carousel goes."""

    group: str = ""
    """The id of the group."""
    title: str = ""
    """The name of the group, never of a person; empty where it has none."""
    perspective: str = ""
    """The name of the perspective."""
    case: str = ""
    """The letter of the case, never what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomState:
    """What stands on the beamer. What remains follows from `ends_at` and a clock."""

    title: str = ""
    """The name of the block."""
    place: str = ""
    """Such as `2/3`: which round of how many; empty where the block is no round."""
    questions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """The spelregels, at the opening."""
    places: tuple[RoomPlace, ...] = ()
    """In a changeover of a carousel: where every group goes."""
    running: bool = False
    interrupted: bool = False
    ends_at: dt.datetime | None = None
    """When nothing remains; None where the clock does not run."""
    frozen_seconds: float | None = None
    """What remains of a block that is interrupted."""
    marks_seconds: tuple[int, ...] = ()
    following: str = ""
    """The name of the next block."""
    message: str = ""
    blackout: bool = False
    hand: bool = False
    """Whether the hand sign may be shown once the time is over."""
    timers: tuple[RoomTimer, ...] = ()
    meeting_ends_at: dt.datetime | None = None
    closed: bool = False
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


def room_state(
    session: Session,
    state: Agenda,
    now: dt.datetime,
    *,
    message: str = "",
    blackout: bool = False,
    hand: bool = True,
    timers: tuple[RoomTimer, ...] = (),
) -> RoomState:
    """Return what the room may see of a session whose agenda at `now` is `state`.

    As long as nobody acts it is the same at every `now`, so it need be published only once.
    """
    current = state.current
    shown = current or state.following
    said = RoomState(message=message, blackout=blackout, hand=hand, timers=timers)
    if shown is None:
        # Every block is over, or there never was one.
        done = session.header.status == "closed" or bool(session.plan)
        return replace(said, closed=done)
    interrupted = shown.phase is Phase.INTERRUPTED
    running = current is not None and not interrupted
    after = state.following if current is not None else None
    return replace(
        said,
        title=shown.block.title,
        place=round_place(session, shown.block.id),
        questions=shown.block.questions,
        rules=rules_at(session, shown.block),
        places=_places(session, shown.block),
        running=running,
        interrupted=interrupted,
        ends_at=now + dt.timedelta(seconds=shown.remaining_seconds) if running else None,
        frozen_seconds=None if running else shown.remaining_seconds,
        marks_seconds=marks_seconds(shown.block),
        following=after.block.title if after else "",
        meeting_ends_at=state.slot.ends_at if state.slot else None,
        closed=session.header.status == "closed",
    )


def _places(session: Session, block: Block) -> tuple[RoomPlace, ...]:
    after = round_after(session, block) if block.kind == "changeover" else None
    looks = {each.id: each.title or each.id for each in session.perspectives}
    return tuple(
        RoomPlace(
            group=group.id,
            title=group.title,
            perspective=looks.get(station.perspective, ""),
            case=station.case,
        )
        for group in groups_of(session)
        if (station := station_of(after, group.id)) is not None
    )


def room_remaining_seconds(state: RoomState, now: dt.datetime) -> float | None:
    """Return what remains at `now`, below zero in overrun; None where no time is shown."""
    if state.ends_at is not None:
        return (state.ends_at - now).total_seconds()
    return state.frozen_seconds


def timer_remaining_seconds(timer: RoomTimer, now: dt.datetime) -> float:
    """Return what a group has left to report back at `now`, below zero in overrun."""
    if timer.ends_at is None:
        return timer.seconds
    return (timer.ends_at - now).total_seconds()


def room_phase(state: RoomState, now: dt.datetime) -> Phase:
    """Return the phase that the room sees at `now`."""
    remaining = room_remaining_seconds(state, now)
    if state.closed or remaining is None:
        return Phase.DONE
    if not state.running:
        return Phase.INTERRUPTED if state.interrupted else Phase.PLANNED
    return phase_of(remaining, state.marks_seconds)


def round_place(session: Session, block: str) -> str:
    """Return `2/3` for the second of three rounds; empty for a block that is no round."""
    rounds = [each.id for each in session.plan if each.kind == "round"]
    return f"{rounds.index(block) + 1}/{len(rounds)}" if block in rounds else ""
