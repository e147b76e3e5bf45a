"""What is chosen for the beamer: message, blackout and hand sign, kept through a restart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.room import RoomState, RoomTimer
from sessiecoach.domain.session import Group
from sessiecoach.domain.turns import start_turns
from sessiecoach.live.opening import Opened, open_to_work
from sessiecoach.live.room_desk import RoomDesk
from sessiecoach.storage.records import record_bytes
from tests.fake_clock import FakeClock
from tests.live.meeting import MEETING


class Beamer:
    """An open meeting with three groups, what its room sees, and what a restart would find."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.clock, self.kept = clock, ""
        self.seen: list[RoomState] = []
        path = folder / "meeting.toml"
        groups = (Group(id="A"), Group(id="B", note_taker="Jan"), Group(id="C"))
        path.write_bytes(record_bytes(replace(MEETING, groups=groups)))
        self.opened: Opened = open_to_work(path, folder / "state", clock)
        self.live = self.opened.live
        self.restart()

    def restart(self) -> None:
        """Make the desk anew, as opening does."""
        self.desk = RoomDesk(
            self.live,
            self.seen.append,
            lambda group: f"Groep {group.id}",
            kept=self.kept,
            keep=self._keep,
        )

    def _keep(self, kept: str) -> None:
        self.kept = kept

    @property
    def shown(self) -> RoomState:
        """What the room sees now."""
        self.desk.look()
        return self.seen[-1]


@pytest.fixture
def beamer(tmp_path: Path, clock: FakeClock) -> Beamer:
    return Beamer(tmp_path, clock)


def test_choices_survive_a_restart(beamer: Beamer) -> None:
    """Message and blackout stand again after a crash, and go when the session is left."""
    beamer.desk.say("Koffie staat \x1b[31m klaar\nbuiten ")
    beamer.desk.darken(blackout=True)
    beamer.restart()
    assert beamer.shown.blackout
    assert "\x1b" not in beamer.shown.message
    assert "\n" not in beamer.shown.message
    assert beamer.shown.message.startswith("Koffie staat")
    beamer.desk.clear()
    assert beamer.kept == ""
    assert (beamer.shown.message, beamer.shown.blackout) == ("", False)


def test_hand_sign_stands_from_zero_until_confirmed(beamer: Beamer) -> None:
    """Rule 11: at zero the sign stands, also after a restart, until a person confirms it."""
    beamer.live.go_on()
    beamer.clock.advance(19 * 60)
    beamer.desk.confirm_hand()
    assert not beamer.desk.hand_stands(beamer.live.agenda())
    beamer.clock.advance(60)
    assert beamer.desk.hand_stands(beamer.live.agenda())
    assert beamer.shown.hand
    beamer.restart()
    assert beamer.shown.hand
    beamer.desk.confirm_hand()
    assert not beamer.shown.hand
    beamer.restart()
    assert not beamer.shown.hand
    assert not beamer.desk.hand_stands(beamer.live.agenda())


def test_every_end_has_its_own_hand_sign(beamer: Beamer) -> None:
    """A minute more gives another end, and so does the next block: the sign stands again."""
    beamer.live.go_on()
    beamer.clock.advance(20 * 60)
    beamer.desk.confirm_hand()
    beamer.live.extend(60)
    assert not beamer.desk.hand_stands(beamer.live.agenda())
    beamer.clock.advance(60)
    assert beamer.desk.hand_stands(beamer.live.agenda())
    beamer.desk.confirm_hand()
    beamer.live.next_block()
    beamer.clock.advance(180)
    assert beamer.desk.hand_stands(beamer.live.agenda())


def test_the_room_sees_the_timers_of_groups(beamer: Beamer) -> None:
    """Rule 31: groups by the name that the room knows, never by who takes notes."""
    beamer.live.go_on()
    beamer.live.do(start_turns(beamer.live.session, 2, beamer.clock.now()))
    titles = [timer.title for timer in beamer.shown.timers]
    assert titles == ["Groep A", "Groep B", "Groep C"]
    assert beamer.shown.timers[1] == RoomTimer(title="Groep B", seconds=120)
    assert "Jan" not in repr(beamer.shown)


def test_looking_again_shows_the_same(beamer: Beamer) -> None:
    """While nobody acts one publishing lasts, timers and all."""
    beamer.live.go_on()
    beamer.live.do(start_turns(beamer.live.session, 2, beamer.clock.now()))
    first = beamer.shown
    for _ in range(20):
        beamer.clock.advance(0.237)
        assert beamer.shown == first


@pytest.mark.parametrize("kept", ["{", "[1]", '{"message": 3}', '{"later": 1}', "null"])
def test_choices_that_cannot_be_read_are_none(beamer: Beamer, kept: str) -> None:
    """What another version kept costs the choices, never the session."""
    beamer.kept = kept
    beamer.restart()
    assert (beamer.shown.message, beamer.shown.blackout) == ("", False)
