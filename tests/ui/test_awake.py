"""A closed lid, a clock that was set, and blocks that go on by themselves, on the live screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.agenda import Phase
from sessiecoach.domain.session import Session
from sessiecoach.live.clock import Machine
from sessiecoach.live.opening import Opened
from sessiecoach.live.vigil import Vigil
from sessiecoach.live.watch import Watch
from sessiecoach.ui.messages import SoundSignal
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.notice_line import NoticeLine
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import (
    ROUND_TWO_AT,
    LiveApp,
    in_round_two,
    interrupted,
    opened_at,
)


class ListeningApp(LiveApp):
    """The program, with all signals that were to be heard."""

    heard: list[str]

    def on_sound_signal(self, message: SoundSignal) -> None:
        self.heard.append(message.kind.value)


class Laptop:
    """A laptop with the live screen, of which the lid and the system clock can be moved."""

    def __init__(self, make: Callable[..., Surroundings], clock: FakeClock, folder: Path) -> None:
        self.make, self.clock, self.folder = make, clock, folder
        self.set_seconds = 0.0
        self.machine = Machine(clock.monotonic, clock.monotonic, self._wall, "boot")
        self.kept: list[str] = []

    def _wall(self) -> dt.datetime:
        return self.clock.now() + dt.timedelta(seconds=self.set_seconds)

    def app(self, session: Session) -> ListeningApp:
        """Open a session in the middle of round 2, with 12:34 left."""
        self.opened: Opened = opened_at(session, self.clock, ROUND_TWO_AT, self.folder)
        watch = Watch(self.machine, self.clock)
        self.opened.vigil = Vigil(self.opened.live, watch, keep=self.kept.append)
        self.current = ListeningApp(self.make(), self.opened)
        self.current.heard = []
        return self.current

    @property
    def screen(self) -> LiveScreen:
        """The live screen."""
        assert isinstance(self.current.screen, LiveScreen)
        return self.current.screen

    @property
    def notice(self) -> str:
        """What the line above the composer says."""
        line = self.screen.query_one(NoticeLine)
        return str(line.render()) if line.display else ""

    @property
    def left(self) -> float:
        """What remains of the running block."""
        current = self.opened.live.agenda().current
        assert current is not None
        return current.remaining_seconds

    @property
    def block(self) -> str:
        """The block that runs."""
        running = self.opened.live.session.running
        assert running is not None
        return running.id

    def works(self, seconds: float) -> None:
        """Let time pass with the lid open; the clock is looked at four times a second."""
        for _ in range(round(seconds * 4)):
            self.clock.advance(0.25)
            self.screen.tick()

    def sleeps(self, seconds: float) -> None:
        """Let time pass with the lid closed, and look at the clock when it opens."""
        self.clock.advance(seconds)
        self.screen.tick()


@pytest.fixture
def laptop(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> Iterator[Laptop]:
    laptop = Laptop(make_surroundings, clock, tmp_path)
    yield laptop
    laptop.opened.leave()


def by_itself(session: Session) -> Session:
    """The meeting of which every block goes on by itself."""
    blocks = tuple(replace(block, auto_next=True) for block in session.blocks)
    return replace(session, blocks=blocks)


# A closed lid.


async def test_eight_minutes_of_sleep_are_one_line(laptop: Laptop) -> None:
    """Rule 28: one notice that stands until it is answered, one sound, and the time counts on."""
    async with laptop.app(in_round_two()).run_test() as pilot:
        laptop.works(154)
        laptop.sleeps(480)
        await pilot.pause()
        assert laptop.left == 120
        line = "Laptop sliep 8 min, doorgeteld (nog 02:00). ctrl+t t geeft de tijd terug."
        assert laptop.notice == line
        # Of the marks that were passed at five minutes none is told in words beside it.
        assert laptop.current.heard == ["warning"]
        laptop.works(20)
        assert laptop.notice == line.replace("02:00", "01:40")
        await pilot.press(*"typen gaat door")
        assert laptop.screen.query_one(Composer).text == "typen gaat door"


async def test_the_end_that_was_slept_through_is_told_quietly(laptop: Laptop) -> None:
    """Rule 28: no burst of signals and never the next round by itself; how long ago it ended."""
    async with laptop.app(by_itself(in_round_two())).run_test() as pilot:
        laptop.sleeps(754 + 80)
        await pilot.pause()
        assert laptop.block == "r2"
        assert laptop.current.heard == ["end"]
        assert laptop.notice.startswith("Laptop sliep 13 min 54 s; Ronde 2 eindigde 01:20 geleden.")


async def test_time_comes_back_with_two_keys_once(laptop: Laptop) -> None:
    """Rule 28: ctrl+t t gives exactly the gap back, while typing; F12 takes that back."""
    async with laptop.app(in_round_two()).run_test() as pilot:
        await pilot.press(*"half")
        laptop.sleeps(480)
        await pilot.press("ctrl+t", "t")
        await pilot.pause()
        assert laptop.left == 754
        assert laptop.notice == "8 min teruggegeven. F12 neemt het terug."
        await pilot.press("ctrl+t", "t")
        assert laptop.left == 754
        await pilot.press("f12")
        laptop.works(0.25)
        assert laptop.left == 754 - 480.25
        assert laptop.screen.query_one(Composer).text == "half"


async def test_other_answers_to_a_sleep(laptop: Laptop) -> None:
    """F9 offers to let it count, to give it back, or to give it back and stand still."""
    async with laptop.app(in_round_two()).run_test() as pilot:
        laptop.sleeps(60)
        await pilot.press("f9")
        assert "1 min teruggeven" in laptop.notice
        await pilot.press("3")
        await pilot.pause()
        laptop.works(30)
        assert laptop.left == 754
        assert laptop.screen.agenda is not None
        assert laptop.screen.agenda.current is not None
        assert laptop.screen.agenda.current.phase is Phase.INTERRUPTED
        await pilot.press("f5")
        laptop.works(11)
        laptop.sleeps(60)
        await pilot.press("f9", "1")
        laptop.works(0.25)
        assert laptop.notice == ""
        assert laptop.left == 754 - 11 - 60 - 0.25
        assert laptop.kept


async def test_an_interrupted_round_sleeps_without_a_word(laptop: Laptop) -> None:
    """Rule 27: interrupted before, interrupted after; nothing to answer."""
    async with laptop.app(interrupted(in_round_two(), "9.45.26")).run_test() as pilot:
        laptop.sleeps(480)
        await pilot.pause()
        assert laptop.notice == ""
        assert laptop.left == 754 + 60


# A clock that was set.


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3600.0, "De systeemklok sprong 1 uur vooruit; de ronde loopt gewoon door."),
        (-3600.2, "De systeemklok sprong 1 uur terug; de ronde loopt gewoon door."),
        (31_536_000.0, "De systeemklok sprong 365 dagen vooruit; de ronde loopt gewoon door."),
    ],
)
async def test_a_clock_that_was_set_is_told(laptop: Laptop, seconds: float, words: str) -> None:
    """Rule 5: the round has what it had, and one line says what the system did."""
    async with laptop.app(in_round_two()).run_test():
        laptop.set_seconds = seconds
        laptop.works(0.25)
        assert laptop.left == 753.75
        assert laptop.notice.startswith(words)


async def test_the_end_follows_the_clock_with_two_keys(laptop: Laptop) -> None:
    """ctrl+t k takes the new time over for the hard end; F12 takes it back; F9 leaves it."""
    async with laptop.app(in_round_two()).run_test() as pilot:
        slot = laptop.opened.live.agenda().slot
        assert slot is not None
        laptop.set_seconds = 3600
        laptop.works(0.25)
        await pilot.press("ctrl+t", "k")
        await pilot.pause()
        moved = laptop.opened.live.agenda().slot
        assert moved is not None
        assert slot.ends_at - moved.ends_at == dt.timedelta(hours=1)
        await pilot.press("f12")
        assert laptop.opened.live.agenda().slot == slot
        laptop.set_seconds = 0
        laptop.works(11)
        assert "1 uur terug" in laptop.notice
        await pilot.press("f9", "1")
        laptop.works(0.25)
        assert laptop.notice == ""
        assert laptop.opened.live.agenda().slot == slot


# Blocks that go on by themselves.


async def test_the_next_block_begins_by_itself(laptop: Laptop) -> None:
    """Rule 15: it announces itself ten seconds before, and then one block begins."""
    async with laptop.app(by_itself(in_round_two())).run_test() as pilot:
        laptop.works(743)
        assert "begint over" not in laptop.notice
        laptop.works(1)
        assert laptop.notice.endswith("begint over 10 s. F5 houdt tegen.")
        laptop.works(9.75)
        assert laptop.block == "r2"
        laptop.works(0.25)
        assert laptop.block == "w2"
        laptop.works(60)
        assert laptop.block == "w2"
        await pilot.pause()
        assert laptop.current.heard[-2:] == ["warning", "end"] or "end" in laptop.current.heard


async def test_f5_holds_it_back(laptop: Laptop) -> None:
    """Rule 15: F5 in the last seconds keeps the room in its round; going on is possible again."""
    async with laptop.app(by_itself(in_round_two())).run_test() as pilot:
        laptop.works(750)
        await pilot.press("f5")
        laptop.works(30)
        assert (laptop.block, laptop.left) == ("r2", 4)
        assert "begint over" not in laptop.notice
        await pilot.press("f5")
        laptop.works(4)
        assert laptop.block == "w2"


async def test_what_began_by_itself_can_be_taken_back(laptop: Laptop) -> None:
    """Rule 16: F12 brings the round back in overrun, and it does not begin again by itself."""
    async with laptop.app(by_itself(in_round_two())).run_test() as pilot:
        laptop.works(755)
        assert laptop.block == "w2"
        await pilot.press("f12")
        laptop.works(20)
        assert (laptop.block, laptop.left) == ("r2", -21)


async def test_a_block_that_waits_for_a_person_waits(laptop: Laptop) -> None:
    """Rule 2: without `auto_next` zero is not an end."""
    async with laptop.app(in_round_two()).run_test():
        laptop.works(800)
        assert (laptop.block, laptop.left) == ("r2", -46)
