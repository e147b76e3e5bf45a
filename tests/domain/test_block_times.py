"""How long each block was to take, and how long it took."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from sessiecoach.domain.block_times import block_times, largest_deviations
from sessiecoach.domain.session import Block, Header, Interruption, SecondsAt, Session

OSS = ZoneInfo("Europe/Amsterdam")


def at(hour: int, minute: int, second: int = 0) -> dt.datetime:
    """Return an instant of the meeting of 27 June 2016."""
    return dt.datetime(2016, 6, 27, hour, minute, second, tzinfo=OSS)


HEADER = Header(date=dt.date(2016, 6, 27), starts=dt.time(9), ends=dt.time(10, 30))


def held(
    block_id: str, minutes: int, began: dt.datetime | None = None, ended: dt.datetime | None = None
) -> Block:
    """Make a block of so many planned minutes, held from here until there."""
    return Block(id=block_id, planned_minutes=minutes, started_at=began, ended_at=ended)


def test_planned_times_follow_the_plan() -> None:
    """Each block was to begin where the one before it was to end, whatever the day brought."""
    session = Session(
        header=HEADER, blocks=(held("a", 10, at(9, 4), at(9, 20)), held("b", 20), held("c", 5))
    )
    times = block_times(session, at(9, 20), OSS)
    assert [time.planned_from for time in times] == [at(9, 0), at(9, 10), at(9, 30)]
    assert times[-1].planned_until == at(9, 35)
    assert times[0].began_at == at(9, 4)


def test_without_a_slot_no_planned_times() -> None:
    """A meeting without a date has lengths but no times."""
    (time,) = block_times(Session(blocks=(held("a", 10),)), at(9, 0), OSS)
    assert (time.planned_from, time.planned_until) == (None, None)
    assert time.planned_seconds == 600


def test_used_time_counts_interruptions() -> None:
    """An interruption takes time of the meeting; it is told apart too, also when it still lasts."""
    block = Block(
        id="a",
        planned_minutes=20,
        started_at=at(9, 0),
        interruptions=(
            Interruption(from_=at(9, 5), until=at(9, 6)),
            Interruption(from_=at(9, 20)),
        ),
        added=(SecondsAt(at=at(9, 10), seconds=60), SecondsAt(at=at(9, 11), seconds=120)),
    )
    (time,) = block_times(Session(header=HEADER, blocks=(block,)), at(9, 24), OSS)
    assert time.used_seconds == 24 * 60
    assert time.deviation_seconds == 4 * 60
    assert (time.interruptions, time.interrupted_seconds) == (2, 5 * 60)
    assert time.added_seconds == 180
    assert time.ended_at is None


def test_largest_deviations_come_first() -> None:
    """Longer and shorter both count; a block that was not held or kept its time does not."""
    session = Session(
        header=HEADER,
        blocks=(
            held("a", 5, at(9, 0), at(9, 6)),
            held("b", 20, at(9, 6), at(9, 30)),
            held("c", 20, at(9, 30), at(9, 45)),
            held("d", 20, at(9, 45), at(10, 5, 20)),
            held("e", 8, at(10, 5, 20), at(10, 15, 20)),
            held("f", 30),
        ),
    )
    largest = largest_deviations(block_times(session, at(10, 16), OSS))
    assert [(time.block.id, time.deviation_seconds) for time in largest] == [
        ("c", -300),
        ("b", 240),
        ("e", 120),
    ]
