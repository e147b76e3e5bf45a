"""The beamer and the groups from the live screen: one key each, while a line is being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from sessiecoach.domain.room import RoomState
from sessiecoach.domain.session import Group, Session
from sessiecoach.live.opening import Opened
from sessiecoach.live.room_desk import RoomDesk
from sessiecoach.live.state_folder import ROOM
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.notice_line import NoticeLine
from sessiecoach.ui.widgets.turns_line import TurnsLine
from sessiecoach.ui.words import group_name
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import ROUND_TWO_AT, in_round_two, opened_at
from tests.ui.test_awake import ListeningApp


class Room:
    """A meeting in round 2 with a beamer, and what stands on that."""

    def __init__(self, make: Callable[..., Surroundings], clock: FakeClock, folder: Path) -> None:
        self.make, self.clock, self.folder = make, clock, folder
        self.seen: list[RoomState] = []

    def app(self, session: Session | None = None, *, beamer: bool = True) -> ListeningApp:
        """Open a session with 12:34 left."""
        session = session or in_round_two()
        self.opened: Opened = opened_at(session, self.clock, ROUND_TWO_AT, self.folder)
        writer = self.opened.writer
        assert writer is not None
        if beamer:
            self.opened.room = RoomDesk(
                self.opened.live,
                self.seen.append,
                group_name,
                kept=writer.remembered(ROOM),
                keep=lambda kept: writer.remember(ROOM, kept),
            )
        self.current = ListeningApp(self.make(), self.opened)
        self.current.heard = []
        return self.current

    @property
    def screen(self) -> LiveScreen:
        """The live screen, below whatever lies on it."""
        screen = next(each for each in self.current.screen_stack if isinstance(each, LiveScreen))
        assert isinstance(screen, LiveScreen)
        return screen

    @property
    def notice(self) -> str:
        """What the line above the composer says."""
        line = self.screen.query_one(NoticeLine)
        return str(line.render()) if line.display else ""

    @property
    def groups(self) -> str:
        """What the line of the groups says."""
        line = self.screen.query_one(TurnsLine)
        return str(line.render()) if line.display else ""

    @property
    def shown(self) -> RoomState:
        """What stands on the beamer."""
        assert self.opened.room is not None
        self.opened.room.look()
        return self.seen[-1]

    def after(self, seconds: float) -> None:
        """Let time pass and the clock be read."""
        self.clock.advance(seconds)
        self.screen.tick()


@pytest.fixture
def room(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> Iterator[Room]:
    room = Room(make_surroundings, clock, tmp_path)
    yield room
    room.opened.leave()


def three_groups() -> Session:
    """The meeting with three groups, one of them with a name."""
    groups = (Group(id="A"), Group(id="B", title="De tafel [/x] bij het raam"), Group(id="C"))
    return replace(in_round_two(), groups=groups)


# The beamer.


async def test_a_message_is_typed_and_stands_on_the_beamer(room: Room) -> None:
    """ctrl+b b asks for one line; it stands until it is emptied, and the composer keeps its own."""
    async with room.app().run_test() as pilot:
        await pilot.press(*"half")
        await pilot.press("ctrl+b", "b")
        await pilot.pause()
        assert isinstance(room.current.screen, FormScreen)
        await pilot.press(*"Koffie [/x]", "enter")
        await pilot.pause()
        assert room.shown.message == "Koffie [/x]"
        assert room.notice == "Op de beamer: Koffie [/x]"
        assert room.screen.query_one(Composer).text == "half"
        await pilot.press("ctrl+b", "b")
        await pilot.pause()
        room.current.screen.query_one(Input).value = ""
        await pilot.press("enter")
        await pilot.pause()
        assert (room.shown.message, room.notice) == ("", "")


async def test_a_dark_beamer_is_never_forgotten(room: Room) -> None:
    """ctrl+b z makes it dark and the line says so until it is on again; a restart keeps it."""
    async with room.app().run_test() as pilot:
        await pilot.press("ctrl+b", "z")
        await pilot.pause()
        assert room.shown.blackout
        assert room.notice == "De beamer is zwart. ctrl+b z: weer aan."
        writer = room.opened.writer
        assert writer is not None
        assert '"blackout": true' in writer.remembered(ROOM)
        await pilot.press("ctrl+b", "z")
        await pilot.pause()
        assert (room.shown.blackout, room.notice) == (False, "")


async def test_hand_sign_goes_with_a_key(room: Room) -> None:
    """Rule 11: from zero on the sign stands, and ctrl+t h takes it away."""
    async with room.app().run_test() as pilot:
        await pilot.press("ctrl+b")
        assert "hand weg" not in room.notice
        await pilot.press("escape")
        room.after(754)
        assert room.shown.hand
        room.after(11)
        assert room.notice == "Op de beamer: hand omhoog = stil. ctrl+t h haalt het weg."
        await pilot.press("ctrl+t", "h")
        await pilot.pause()
        assert not room.shown.hand
        assert room.notice == ""


async def test_the_command_of_the_second_window_is_told(room: Room) -> None:
    """ctrl+b w says exactly what to type."""
    async with room.app().run_test() as pilot:
        await pilot.press("ctrl+t", "s")
        await pilot.pause()
        assert "tweede venster" in room.notice
        await pilot.press("w")
        await pilot.pause()
        assert room.notice.endswith("sessiecoach zaal")


async def test_without_a_beamer_there_is_nothing_to_choose(room: Room) -> None:
    """Where nothing is published its key does nothing and stands in no list."""
    async with room.app(beamer=False).run_test() as pilot:
        await pilot.press("ctrl+b")
        assert room.notice == ""
        assert "ctrl+b" not in {
            key for key, active in room.screen.active_bindings.items() if active.enabled
        }


# Groups that report back.


async def test_three_groups_report_back_inside_a_round(room: Room) -> None:
    """Rule 31: ctrl+r asks how long, then goes from group to group while the round runs on."""
    async with room.app(three_groups()).run_test() as pilot:
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        room.after(30)
        assert room.groups == (
            "Oogst   ▶ Groep A 01:30   De tafel [/x] bij het raam 02:00   Groep C 02:00"
            "   ^r volgende groep"
        )
        assert [timer.title for timer in room.shown.timers][1] == "De tafel [/x] bij het raam"
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert room.groups.startswith("Oogst   ▶ De tafel [/x] bij het raam 02:00   Groep C")
        current = room.opened.live.agenda().current
        assert current is not None
        assert current.remaining_seconds == 724
        await pilot.press("ctrl+t", "r")
        await pilot.pause()
        assert room.groups == "Oogst   ▶ Groep C 02:00   ^r klaar"
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert (room.groups, room.shown.timers) == ("", ())


async def test_a_group_over_time_is_heard_once_and_waits(room: Room) -> None:
    """At zero one soft signal; who tells goes on, past zero, until a person goes on."""
    async with room.app(three_groups()).run_test() as pilot:
        await pilot.press("ctrl+r")
        await pilot.pause()
        room.current.screen.query_one(Input).value = "1"
        await pilot.press("enter")
        await pilot.pause()
        for _ in range(65):
            room.after(1)
        await pilot.pause()
        assert room.current.heard == ["warning"]
        assert room.notice == "De tijd van Groep A is om."
        assert room.groups.startswith("Oogst   ◆ Groep A +00:05   De tafel")


async def test_a_turn_too_many_is_taken_back(room: Room) -> None:
    """ctrl+z brings the group back with the time it had; ctrl+t e ends the whole row."""
    async with room.app(three_groups()).run_test() as pilot:
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        room.after(30)
        await pilot.press("ctrl+r")
        room.after(5)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "▶ Groep A 01:25" in room.groups
        await pilot.press("ctrl+t", "e")
        await pilot.pause()
        assert room.groups == ""
        running = room.opened.live.session.running
        assert running is not None
        assert [turn.group for turn in running.turns] == ["A"]


async def test_without_groups_there_is_nobody_to_time(room: Room) -> None:
    """A meeting without groups has no such key; leaving the form begins nothing."""
    async with room.app(replace(in_round_two(), groups=())).run_test() as pilot:
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert isinstance(room.current.screen, LiveScreen)


async def test_leaving_the_form_begins_nothing(room: Room) -> None:
    """Escape in the form of the minutes leaves everything as it was."""
    async with room.app().run_test() as pilot:
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(room.current.screen, LiveScreen)
        assert room.groups == ""


async def test_every_act_can_be_found(room: Room) -> None:
    """Help and palette offer the beamer, the groups and the sound."""
    async with room.app(three_groups()).run_test():
        found = {command.title for command in room.current.get_system_commands(room.current.screen)}
        assert {"Zaal", "Oogst per groep", "Geluid"} <= found
