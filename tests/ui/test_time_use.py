"""What rounding off tells of the time: the running block, the largest deviations, the sums."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sessiecoach.domain.agenda import agenda
from sessiecoach.domain.block_times import block_times
from sessiecoach.domain.session import Interruption, SecondsAt, Session
from sessiecoach.ui.widgets.time_use import time_lines
from tests.domain.reference_plan import ZONE, at
from tests.ui.live_meeting import prepared, running

ON_TIME = ("9.00.00", "9.05.00", "9.15.00", "9.35.00", "9.37.00", "9.57.00", "9.59.00", "10.19.00")


def told(session: Session, now: str) -> list[str]:
    """Return the lines at a moment."""
    state, times = agenda(session, at(now), ZONE), block_times(session, at(now), ZONE)
    return [line.plain.strip() for line in time_lines(state, times)]


def test_before_the_clock_ran() -> None:
    """It says what starts the clock."""
    assert told(prepared(), "9.00") == ["De klok is nog niet gestart; F5 start het eerste blok."]


def test_a_meeting_on_time() -> None:
    """Nothing is named where every block held itself to its time."""
    assert told(running(*ON_TIME), "10.20") == [
        "Oplossingen en afspraken  nog 07:00",
        "Elk blok hield zich aan de tijd.",
    ]


def test_the_running_block_takes_no_place() -> None:
    """Rule 33: of three largest deviations there are three, however far the running block is."""
    starts = ("9.00.00", "9.08.00", "9.13.00", "9.35.00", "9.36.00", "9.56.00")
    assert told(running(*starts), "10.20") == [
        "Wisselen  uitloop +22:00",
        "−5 min  Terugkom eerdere sessies  5 van 10 min",
        "+3 min  Opening en spelregels  8 van 5 min",
        "+2 min  Ronde 1: in beeld brengen  22 van 20 min",
    ]


def changed(session: Session, *places: int) -> Session:
    """Return the session with some of its blocks interrupted for a minute and given two."""
    blocks = list(session.blocks)
    for place in places:
        began = blocks[place].started_at
        assert began is not None
        pause = Interruption(from_=began, until=began.replace(minute=began.minute + 1))
        given = (SecondsAt(at=began, seconds=120),)
        blocks[place] = replace(blocks[place], added=given, interruptions=(pause,))
    return replace(session, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("places", "last"),
    [
        ((2,), "+2 min gegeven; onderbroken, 1 min"),
        ((2, 4), "Samen: 4 min gegeven; 2 keer onderbroken, 2 min"),
        ((0,), "Samen: 2 min gegeven; 1 keer onderbroken, 1 min"),
    ],
)
def test_sums_tell_what_is_not_told_yet(places: tuple[int, ...], last: str) -> None:
    """What was done to one block stands with it; only of more, or of one not named, the sums."""
    session = running("9.00.00", "9.05.00", "9.15.00", "9.38.00", "9.40.00", "10.00.00")
    assert told(changed(session, *places), "10.01")[-1] == last
