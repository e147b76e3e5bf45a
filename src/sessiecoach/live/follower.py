"""Follows what is published for the room, from another process that may come first or last."""

from __future__ import annotations

from pathlib import Path

from sessiecoach.live.clock import Clock
from sessiecoach.storage.room import Published, newest_room, read_published, signed_ns

LOST_SECONDS = 5.0
"""Without a sign of life for this long the connection is said to be gone."""
LEFT_SECONDS = 3.0
"""A state that is gone for this long was taken away by who left the session.

Long enough for a main window to bring back what somebody else threw away, and shorter than
what is lost: of a session that was left nothing is missing.
"""
STALE_SECONDS = 3600.0
"""A state that was left longer ago is of another meeting; it is not the one to wait for."""


class RoomFollower:
    """Reads the published state of one session, and remembers the last that was readable."""

    def __init__(self, path: Path | None, state_folder: Path, clock: Clock) -> None:
        """Follow the state at `path`; without one, the session that is open.

        `clock` is that of this system: it tells how long ago a sign of life was.
        """
        self._named, self._state_folder, self._clock = path, state_folder, clock
        self._path: Path | None = None
        self._sign = 0
        self._signed_at = clock.monotonic()
        self.published: Published | None = None
        """What the room is to see; stays when the main window is gone without a word.

        None before anything is published, and again once a session that is not over was left.
        """

    @property
    def lost(self) -> bool:
        """Whether what is published stands without anybody keeping it."""
        return self.published is not None and self._silent_seconds > LOST_SECONDS

    @property
    def _silent_seconds(self) -> float:
        return self._clock.monotonic() - self._signed_at

    def look(self) -> Published | None:
        """Take in what changed on disk since the last look, and return what is published."""
        path = self._chosen()
        sign = signed_ns(path) if path is not None else None
        if path is None or sign is None:
            return self._without_state()
        if (path, sign) == (self._path, self._sign):
            return self.published
        age = 0.0 if path == self._path else max(0.0, self._age(sign))
        found = read_published(path)
        if path == self._named or not self._is_of_another_day(found, age):
            self._path, self._sign = path, sign
            self._signed_at = self._clock.monotonic() - age
            self.published = found or self.published
        return self.published

    def _is_of_another_day(self, found: Published | None, age: float) -> bool:
        """Tell whether a state was left by a meeting that is no longer the one of this room."""
        if found is not None and found.state.closed:
            return age > LOST_SECONDS
        return age > STALE_SECONDS and self.published is None

    def _without_state(self) -> Published | None:
        """Wait for a session again where the one of before was left; thanks are left standing."""
        found = self.published
        if found and not found.state.closed and self._silent_seconds > LEFT_SECONDS:
            self._path, self._sign, self.published = None, 0, None
        return self.published

    def _chosen(self) -> Path | None:
        """Return which state to look at: the same for as long as somebody keeps it."""
        if self._named is not None:
            return self._named
        over = self.published is None or self.lost or self.published.state.closed
        return newest_room(self._state_folder) if over else self._path

    def _age(self, sign: int) -> float:
        return self._clock.now().timestamp() - sign / 1e9
