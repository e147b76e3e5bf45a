"""A laptop that slept or whose clock was set: written down, told, and answered with one key."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sessiecoach.live.clock import RoomClock
from sessiecoach.live.opening import open_to_work
from sessiecoach.live.vigil import MACHINE, Vigil
from sessiecoach.live.watch import Watch
from sessiecoach.storage.records import record_bytes
from tests.live.meeting import MEETING
from tests.live.test_clock import Laptop


class Room:
    """An open meeting on a laptop of which the lid and the clock can be moved."""

    def __init__(self, folder: Path) -> None:
        self.laptop, self.kept = Laptop(), ""
        self.clock = RoomClock(self.laptop.machine())
        path = folder / "meeting.toml"
        path.write_bytes(record_bytes(MEETING))
        self.live = open_to_work(path, folder / "state", self.clock).live
        self.restart()

    def restart(self) -> None:
        """Begin to watch anew, as opening does."""
        watch = Watch(self.laptop.machine(), self.clock)
        self.vigil = Vigil(self.live, watch, kept=self.kept, keep=self._keep)

    def _keep(self, kept: str) -> None:
        self.kept = kept

    def look(self) -> bool:
        """Look at the clocks, and write down what there is."""
        slept = self.vigil.look()
        self.vigil.write_down()
        return slept

    @property
    def left(self) -> float:
        """What remains of the running block."""
        current = self.live.agenda().current
        assert current is not None
        return current.remaining_seconds


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """Give a meeting of which the round of twenty minutes has run for ten."""
    room = Room(tmp_path)
    room.live.go_on()
    for _ in range(600):
        room.laptop.work(1)
        assert not room.look()
    return room


def test_a_closed_lid_counts_and_is_told_once(room: Room) -> None:
    """Rule 28: asleep for eight of the ten minutes left, 2:00 remains and the gap is a fact."""
    room.laptop.sleep(480)
    assert room.look()
    assert (room.left, room.vigil.slept_seconds) == (120, 480)
    assert not room.look()
    assert room.vigil.slept_seconds == 480
    assert room.live.facts[-1].by == MACHINE


def test_the_gap_comes_back_exactly_once_and_can_be_undone(room: Room) -> None:
    """Rule 28: ten minutes again to the second; a second press gives nothing; undo takes it."""
    room.laptop.sleep(480)
    room.look()
    assert room.vigil.give_back() == 480
    assert (room.left, room.vigil.slept_seconds) == (600, 0)
    assert room.vigil.give_back() == 0
    assert room.left == 600
    assert room.live.undo_clock()
    assert (room.left, room.vigil.slept_seconds) == (120, 480)
    # That the laptop slept is nobody's act: what undo finds next is the start of the block.
    assert room.live.agenda().current is not None


def test_giving_back_and_interrupting_is_one_act(room: Room) -> None:
    """The clock stands still with the time given back; one undo takes both."""
    room.laptop.sleep(480)
    room.look()
    room.vigil.give_back(and_interrupt=True)
    room.laptop.work(30)
    assert room.left == 600
    assert room.live.undo_clock()
    assert room.left == 90


def test_two_sleeps_come_back_together(room: Room) -> None:
    """Who opens the lid twice before answering gives both back with one key."""
    room.laptop.sleep(60)
    room.look()
    room.laptop.work(10)
    room.laptop.sleep(30)
    room.look()
    assert room.vigil.slept_seconds == 100
    room.vigil.give_back()
    assert room.left == 600


def test_who_lets_it_count_is_not_asked_again(room: Room) -> None:
    """The answer lasts, also through a restart; a later sleep is another question."""
    room.laptop.sleep(480)
    room.look()
    room.vigil.let_count()
    assert room.vigil.slept_seconds == 0
    room.restart()
    assert (room.vigil.slept_seconds, room.left) == (0, 120)
    room.laptop.sleep(7)
    room.look()
    assert room.vigil.slept_seconds == 7


def test_an_unanswered_sleep_is_told_again_after_a_restart(room: Room) -> None:
    """The line stands for as long as nobody answers, whatever happens to the program."""
    room.laptop.sleep(480)
    room.look()
    room.restart()
    assert room.vigil.slept_seconds == 480


def test_an_interrupted_block_did_not_sleep(room: Room) -> None:
    """Rule 27: interrupted before, interrupted after, and no gap."""
    room.live.go_on()
    room.laptop.sleep(480)
    assert room.look()
    assert (room.vigil.slept_seconds, room.left) == (0, 600)


@pytest.mark.parametrize("jump", [3600.0, -3600.0])
def test_a_clock_that_was_set_is_told_and_moves_no_round(room: Room, jump: float) -> None:
    """Rule 5: the round has what it had; one key keeps the hard end at its time on the laptop."""
    slot = room.live.agenda().slot
    assert slot is not None
    room.laptop.wall += dt.timedelta(seconds=jump)
    assert not room.look()
    assert (room.left, round(room.vigil.jumped_seconds)) == (600, jump)
    room.vigil.follow_clock()
    moved = room.live.agenda().slot
    assert moved is not None
    assert moved.ends_at == slot.ends_at - dt.timedelta(seconds=jump)
    assert (room.left, room.vigil.jumped_seconds) == (600, 0)
    assert room.live.undo_clock()
    assert room.live.agenda().slot == slot


def test_a_clock_that_was_set_back_again_is_no_news(room: Room) -> None:
    """Two jumps that cancel each other leave nothing to answer; small ones are no news at all."""
    for jump in (3600, -3599, 3):
        room.laptop.wall += dt.timedelta(seconds=jump)
        room.look()
    assert room.vigil.jumped_seconds == 0
    room.laptop.wall += dt.timedelta(seconds=900)
    room.look()
    room.vigil.leave_clock()
    assert room.vigil.jumped_seconds == 0
    assert room.live.session.header.hard_end is None


@pytest.mark.parametrize("kept", ["{", "[1]", '["gisteren"]', "3"])
def test_answers_that_cannot_be_read_are_none(room: Room, kept: str) -> None:
    """What another version kept costs a second question, never the session."""
    room.kept = kept
    room.restart()
    room.laptop.sleep(60)
    room.look()
    assert room.vigil.slept_seconds == 60


def test_without_a_running_block_there_is_nothing_to_answer(tmp_path: Path) -> None:
    """A lid that was closed before the meeting is nobody's gap."""
    room = Room(tmp_path)
    room.laptop.sleep(480)
    assert room.look()
    assert room.vigil.gaps == ()
    assert room.vigil.give_back() == 0
