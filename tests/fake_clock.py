"""A clock that stands still until a test advances it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """The time of a test: 5 September 2016, 9.00 in Oss, unless it is told otherwise."""

    def __init__(self, starts_at: datetime = datetime(2016, 9, 5, 7, tzinfo=UTC)) -> None:
        if starts_at.utcoffset() is None:
            raise ValueError("a clock without a zone is not a clock")
        self._now = starts_at.astimezone(UTC)
        self._monotonic_seconds = 1000.0

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        return self._now

    def monotonic(self) -> float:
        """Return seconds since some moment before the test; only differences mean something."""
        return self._monotonic_seconds

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass; a clock that goes back is not what this one plays."""
        if seconds < 0:
            raise ValueError("time does not run back")
        self._now += timedelta(seconds=seconds)
        self._monotonic_seconds += seconds
