"""The clock of the tests itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.fake_clock import FakeClock


def test_it_stands_still_until_it_is_advanced(clock: FakeClock) -> None:
    """Two readings are equal until time passes, and then both clocks moved as much."""
    now, monotonic = clock.now(), clock.monotonic()
    assert (clock.now(), clock.monotonic()) == (now, monotonic)
    clock.advance(90.5)
    assert clock.now() - now == timedelta(seconds=90.5)
    assert clock.monotonic() - monotonic == 90.5


def test_it_tells_utc() -> None:
    """An instant given in another zone comes back as the same instant in UTC."""
    in_oss = datetime(2016, 6, 27, 9, tzinfo=timezone(timedelta(hours=2)))
    assert FakeClock(in_oss).now() == datetime(2016, 6, 27, 7, tzinfo=UTC)
    assert FakeClock(in_oss).now().tzinfo is UTC


def test_it_refuses_what_no_clock_does(clock: FakeClock) -> None:
    """A start without a zone and time that runs back are mistakes of the test that asks."""
    with pytest.raises(ValueError, match="zone"):
        FakeClock(datetime(2016, 9, 5, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="back"):
        clock.advance(-1)
