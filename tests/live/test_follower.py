"""The room follows one session, whichever came first, and keeps what it saw last."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sessiecoach.domain.room import RoomState
from sessiecoach.live.follower import LEFT_SECONDS, LOST_SECONDS, STALE_SECONDS, RoomFollower
from sessiecoach.storage.room import Published, publish, room_file
from tests.fake_clock import FakeClock


def of(title: str, *, closed: bool = False) -> Published:
    """Return a published state that one can recognise."""
    return Published(state=RoomState(title=title, closed=closed))


class Desk:
    """A state folder in which main windows publish by the clock of the test."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder, self.clock = folder, clock

    def publish(self, document: str, published: Published) -> Path:
        """Publish as a main window does, now."""
        path = room_file(self.folder, document)
        publish(path, published)
        return self.touch(document)

    def touch(self, document: str) -> Path:
        """Give a sign of life, now."""
        path = room_file(self.folder, document)
        now = self.clock.now().timestamp()
        os.utime(path, (now, now))
        return path


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Desk:
    """Give an empty state folder."""
    return Desk(tmp_path / "state", clock)


def follower(desk: Desk, path: Path | None = None) -> RoomFollower:
    """Follow any session, or the one that is published at `path`."""
    return RoomFollower(path, desk.folder, desk.clock)


@pytest.mark.parametrize("named", [True, False])
def test_the_room_may_come_first(desk: Desk, named: bool) -> None:
    """Until a session is open there is nothing to see and nothing lost; then it is followed."""
    room = follower(desk, room_file(desk.folder, "eerste") if named else None)
    desk.clock.advance(60)
    assert room.look() is None
    assert not room.lost
    desk.publish("eerste", of("Ronde 1"))
    assert room.look() == of("Ronde 1")
    desk.clock.advance(1)
    desk.publish("eerste", of("Ronde 2"))
    assert room.look() == of("Ronde 2")


def test_signs_of_life_keep_it(desk: Desk) -> None:
    """A state that does not change but is touched is not lost; the moment it is not, it is."""
    desk.publish("eerste", of("Ronde 1"))
    room = follower(desk)
    for _ in range(10):
        room.look()
        assert not room.lost
        desk.clock.advance(LOST_SECONDS - 1)
        desk.touch("eerste")
    room.look()
    desk.clock.advance(LOST_SECONDS)
    room.look()
    assert not room.lost
    desk.clock.advance(0.5)
    assert room.look() == of("Ronde 1")
    assert room.lost


def test_a_main_window_that_comes_back(desk: Desk) -> None:
    """What was lost is found again when somebody publishes, or just touches it."""
    desk.publish("eerste", of("Ronde 1"))
    room = follower(desk)
    room.look()
    desk.clock.advance(60)
    assert room.look() == of("Ronde 1")
    assert room.lost
    desk.publish("eerste", of("Ronde 2"))
    assert room.look() == of("Ronde 2")
    assert not room.lost


@pytest.mark.parametrize("named", [True, False])
def test_a_session_that_was_left(desk: Desk, named: bool) -> None:
    """What was taken away on purpose is not lost: the room waits, and follows what comes next."""
    path = desk.publish("eerste", of("Ronde 1"))
    room = follower(desk, path if named else None)
    room.look()
    path.unlink()
    desk.clock.advance(LEFT_SECONDS)
    assert room.look() == of("Ronde 1")
    desk.clock.advance(0.25)
    assert room.look() is None
    desk.clock.advance(60)
    assert room.look() is None
    assert not room.lost
    desk.publish("eerste", of("Ronde 2"))
    assert room.look() == of("Ronde 2")
    assert not room.lost


def test_a_state_that_was_thrown_away(desk: Desk) -> None:
    """What the main window brings back in a moment was never gone for the room."""
    path = desk.publish("eerste", of("Ronde 1"))
    room = follower(desk)
    room.look()
    path.unlink()
    for _ in range(8):
        desk.clock.advance(LEFT_SECONDS / 8)
        assert (room.look(), room.lost) == (of("Ronde 1"), False)
    desk.publish("eerste", of("Ronde 1"))
    desk.clock.advance(1)
    assert (room.look(), room.lost) == (of("Ronde 1"), False)


def test_after_the_end_the_thanks_stand(desk: Desk) -> None:
    """A meeting that is over leaves its last words on the beamer until the next one opens."""
    path = desk.publish("eerste", of("", closed=True))
    room = follower(desk)
    room.look()
    path.unlink()
    desk.clock.advance(600)
    assert room.look() == of("", closed=True)
    desk.publish("tweede", of("Opening"))
    assert room.look() == of("Opening")


def test_thanks_of_an_earlier_meeting(desk: Desk) -> None:
    """A room view that starts later waits for a meeting, unless it was asked for that one."""
    path = desk.publish("eerste", of("", closed=True))
    desk.clock.advance(LOST_SECONDS)
    assert follower(desk).look() == of("", closed=True)
    desk.clock.advance(1)
    room = follower(desk)
    assert room.look() is None
    assert follower(desk, path).look() == of("", closed=True)
    desk.publish("tweede", of("Opening"))
    assert room.look() == of("Opening")


def test_a_room_that_comes_after_a_crash(desk: Desk) -> None:
    """What a main window left ten minutes ago is shown, and said to be lost at once."""
    desk.publish("eerste", of("Ronde 1"))
    desk.clock.advance(600)
    room = follower(desk)
    assert room.look() == of("Ronde 1")
    assert room.lost


def test_what_is_left_of_another_day(desk: Desk) -> None:
    """A state of long ago is not shown, unless it is asked for by name or somebody touches it."""
    path = desk.publish("eerste", of("Ronde 1"))
    desk.clock.advance(STALE_SECONDS + 1)
    room = follower(desk)
    assert room.look() is None
    assert not room.lost
    assert follower(desk, path).look() == of("Ronde 1")
    desk.touch("eerste")
    assert room.look() == of("Ronde 1")
    assert not room.lost


def test_one_session_at_a_time(desk: Desk) -> None:
    """Of two open sessions the room stays with the one it has, until that is gone or over."""
    desk.publish("eerste", of("Ronde 1"))
    room = follower(desk)
    room.look()
    for _ in range(4):
        desk.clock.advance(1)
        desk.touch("eerste")
        desk.clock.advance(1)
        desk.publish("tweede", of("Opening"))
        assert room.look() == of("Ronde 1")
    desk.publish("eerste", of("", closed=True))
    room.look()
    desk.clock.advance(1)
    desk.touch("tweede")
    assert room.look() == of("Opening")
    desk.clock.advance(LOST_SECONDS + 1)
    desk.publish("eerste", of("Ronde 2"))
    assert room.look() == of("Ronde 2")


def test_a_named_session_is_never_left(desk: Desk) -> None:
    """Who names a session gets that one, whatever else is open."""
    path = desk.publish("eerste", of("Ronde 1"))
    room = follower(desk, path)
    room.look()
    desk.clock.advance(60)
    desk.publish("tweede", of("Opening"))
    assert room.look() == of("Ronde 1")
    assert room.lost


def test_what_cannot_be_read_changes_nothing(desk: Desk) -> None:
    """A damaged file leaves the last state standing, and is read again once it is whole."""
    path = desk.publish("eerste", of("Ronde 1"))
    room = follower(desk)
    room.look()
    path.write_bytes(b"schema = ")
    desk.clock.advance(1)
    desk.touch("eerste")
    assert room.look() == of("Ronde 1")
    assert not room.lost
    desk.clock.advance(1)
    desk.publish("eerste", of("Ronde 2"))
    assert room.look() == of("Ronde 2")
