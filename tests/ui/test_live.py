"""Tests of leading a meeting: the clock by key while typing, signals, groups, and being away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widget import Widget

from sessiecoach.domain.session import Draft, Session
from sessiecoach.live.opening import Opened, open_to_work
from sessiecoach.live.writer import Saved
from sessiecoach.storage.settings import Settings
from sessiecoach.ui.screens.composing import typed_items
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.clock_panel import ClockPanel
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.notice_line import NoticeLine
from sessiecoach.ui.widgets.question_panel import QuestionPanel
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.widgets.solution_list import SolutionList
from sessiecoach.ui.words import SaveKind
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import (
    ROUND_TWO_AT,
    LiveApp,
    at,
    in_round_two,
    interrupted,
    killed,
    lengthened,
    opened_at,
    prepared,
    running,
)
from tests.ui.pressing import until

MakeSurroundings = Callable[..., Surroundings]


class Room:
    """A meeting in a test: its clock, its app and its screen."""

    def __init__(self, make: MakeSurroundings, clock: FakeClock, folder: Path) -> None:
        self.make, self.clock, self.folder = make, clock, folder

    def app(self, session: Session, now: str | None = None, *, blink: bool = True) -> LiveApp:
        """Open a session at a moment; without one in the middle of round 2."""
        moment = at(now) if now is not None else ROUND_TWO_AT
        self.opened = opened_at(session, self.clock, moment, self.folder)
        return self.shown(self.opened, blink=blink)

    def shown(self, opened: Opened, *, blink: bool = True) -> LiveApp:
        """Show what was opened."""
        surroundings = replace(self.make(), settings=Settings(blink=blink))
        self.current = LiveApp(surroundings, opened)
        return self.current

    @property
    def screen(self) -> LiveScreen:
        """The live screen."""
        assert isinstance(self.current.screen, LiveScreen)
        return self.current.screen

    @property
    def panel(self) -> ClockPanel:
        """The clock."""
        return self.screen.query_one(ClockPanel)

    @property
    def notice(self) -> str:
        """What the line above the composer says."""
        line = self.screen.query_one(NoticeLine)
        # What does not fit on one line goes on below, where two spaces would stand.
        return str(line.render()).replace("\n", "  ") if line.display else ""

    @property
    def keys(self) -> dict[str, str]:
        """What the footer shows: each key with its word."""
        return {
            key: active.binding.description
            for key, active in self.screen.active_bindings.items()
            if active.binding.show and active.enabled
        }

    def after(self, seconds: float) -> None:
        """Let time pass and the clock be read."""
        self.clock.advance(seconds)
        self.screen.tick()


@pytest.fixture
def room(make_surroundings: MakeSurroundings, clock: FakeClock, tmp_path: Path) -> Iterator[Room]:
    """Give a room in which a meeting can be led; what it opened is let go of at the end."""
    room = Room(make_surroundings, clock, tmp_path)
    yield room
    opened: Opened | None = getattr(room, "opened", None)
    if opened is not None:
        opened.leave()


# Starting, interrupting, resuming.


async def test_a_newcomer_is_invited_to_start(room: Room) -> None:
    """Before the start the question says which key starts which block."""
    async with room.app(prepared(), "9.00.00").run_test() as pilot:
        assert room.screen.query_one(QuestionPanel).asked.invitation == (
            "F5",
            "start Opening en spelregels",
            "5 min",
        )
        assert room.keys["f5"] == "Start"
        assert room.notice == ""
        await pilot.press("f5")
        assert room.screen.query_one(QuestionPanel).asked.invitation == ("", "", "")
        assert room.keys["f5"] == "Onderbreken"
        assert room.screen.live.session.header.status == "live"


async def test_another_day_keeps_its_length(room: Room) -> None:
    """A meeting that begins after its planned end says in one line that it keeps its length."""
    async with room.app(prepared(), "14.23.17").run_test() as pilot:
        assert room.notice == (
            "Niet op het geplande moment: 1 uur 30 min vanaf nu; het plan blijft bewaard."
        )
        await pilot.press("f5")
        assert room.notice == ""
        header = room.screen.live.session.header
        assert (str(header.starts), str(header.ends)) == ("09:00:00", "10:30:00")


async def test_one_key_interrupts_and_resumes(room: Room) -> None:
    """Rule 13: F5 freezes what remains and goes on to the second, and says what it does now."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("f5")
        room.after(95)
        assert room.panel.face.digits == "12:34"
        assert room.panel.face.plain == "Onderbroken sinds 9.46"
        assert room.keys["f5"] == "Hervatten"
        await pilot.press("f5")
        room.after(4)
        assert room.panel.face.digits == "12:30"


async def test_letters_and_escape_never_reach_the_clock(room: Room) -> None:
    """Rule 17: what the leader would take is text in the line, and Escape stops nothing."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("o", "v", "u", "z", "plus", "minus", "escape", "escape")
        assert room.screen.query_one(Composer).text == "ovuz+-"
        room.after(1)
        assert room.panel.face.digits == "12:33"
        assert len(room.screen.live.session.blocks[4].interruptions) == 0


async def test_minutes_by_key_while_typing(room: Room) -> None:
    """Rule 12: F7 and F6 give and take a minute with the cursor in the line, also past zero."""
    async with room.app(in_round_two(), "9.59.20").run_test() as pilot:
        assert room.panel.face.digits == "+00:20"
        await pilot.press("x", "f7")
        assert room.panel.face.digits == "00:40"
        await pilot.press("f6", "y")
        assert room.panel.face.digits == "+00:20"
        assert room.screen.query_one(Composer).text == "xy"


async def test_last_act_of_the_clock_is_taken_back_and_done_again(room: Room) -> None:
    """Rule 16: F12 restores what was before the last act, F11 does it again, for half a minute."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("f7", "f12")
        assert room.panel.face.digits == "12:34"
        await pilot.press("f11")
        assert room.panel.face.digits == "13:34"
        room.after(31)
        await pilot.press("f12")
        assert room.panel.face.digits == "13:03"


# The next block.


async def test_next_block_asks_twice(room: Room) -> None:
    """Rule 14: with minutes left F8 asks, beside the clock; a second press within 3 s goes on."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("f8")
        assert room.panel.guard == "Nog 12:34. Nogmaals F8 binnen 3 s voor Wisselen"
        assert room.screen.live.session.running == room.screen.live.session.block("r2")
        room.after(2.9)
        await pilot.press("f8")
        assert room.panel.guard == ""
        assert room.screen.live.session.running == room.screen.live.session.block("w2")


async def test_a_late_second_press_asks_again(room: Room) -> None:
    """After 3 seconds the question is gone, and the next press is a first one."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("f8")
        room.after(3.1)
        assert room.panel.guard == ""
        await pilot.press("f8")
        assert room.panel.guard
        assert room.screen.live.session.running == room.screen.live.session.block("r2")


async def test_one_press_in_overrun(room: Room) -> None:
    """Rule 14: past zero one press goes on."""
    async with room.app(in_round_two(), "9.59.10").run_test() as pilot:
        await pilot.press("f8")
        assert room.screen.live.session.running == room.screen.live.session.block("w2")


async def test_after_the_last_block_comes_rounding_off(room: Room) -> None:
    """In the last block F8 asks in the same way, and then shows the closing screen."""
    starts = [f"9.0{minute}.00" for minute in range(9)]
    app = room.app(running(*starts), "9.08.30")
    async with app.run_test() as pilot:
        await pilot.press("f8")
        assert room.panel.guard == "Nog 02:30. Nogmaals F8 binnen 3 s voor afronden"
        assert app.stages == []
        await pilot.press("f8")
        await pilot.pause()
        assert app.stages == ["finish"]


async def test_rounding_off_by_key(room: Room) -> None:
    """F10 goes to the closing screen at any moment; the clock goes on."""
    app = room.app(in_round_two())
    async with app.run_test() as pilot:
        await pilot.press("f10")
        await pilot.pause()
        assert app.stages == ["finish"]
        assert room.opened.live.session.running is not None


# The leader.


@pytest.mark.parametrize(
    ("keys", "digits"),
    [(["o"], "12:34"), (["plus"], "13:33"), (["minus"], "11:33"), (["v"], "12:33")],
)
async def test_a_key_after_the_leader_acts(room: Room, keys: list[str], digits: str) -> None:
    """Rule 17: ctrl+t shows what can follow; the next key acts on the clock, not on the text."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("a", "ctrl+t")
        assert " ".join(room.notice.split()) == (
            "Klok o onderbreken - 1 min + 1 min v volgende b bijsturen u terug r oogst g geluid Esc"
        )
        await pilot.press(*keys, "b")
        assert room.notice == ""
        assert room.screen.query_one(Composer).text == "ab"
        room.after(1)
        assert room.panel.face.digits == digits
        assert bool(room.panel.guard) == (keys == ["v"])


async def test_minutes_after_the_leader_go_on(room: Room) -> None:
    """In an empty line + and - can be pressed on; the line says how many minutes there are."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("ctrl+t", "plus")
        await until(pilot, lambda: room.notice == "Klok +1 min  - 1 min  + 1 min  Esc")
        await pilot.press("plus", "plus", "plus", "minus")
        await until(pilot, lambda: room.notice == "Klok +3 min  - 1 min  + 1 min  Esc")
        assert room.panel.face.digits == "15:34"
        composer = room.screen.query_one(Composer)
        assert composer.text == ""
        await pilot.press("b", "plus")
        await until(pilot, lambda: composer.text == "b+")
        assert room.notice == ""
        assert room.panel.face.digits == "15:34"
        assert room.screen.focused is composer.line


async def test_asking_for_more_takes_one_line(room: Room) -> None:
    """At 80 columns the leader stands on two lines; what is left of it gives one back."""
    async with room.app(in_round_two()).run_test(size=(80, 24)) as pilot:
        line = room.screen.query_one(NoticeLine)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: line.size.height == 2)
        await pilot.press("plus")
        await until(pilot, lambda: line.size.height == 1)


async def test_minutes_that_are_typed_at_once_all_count(room: Room) -> None:
    """However far the screen lags behind the hands, no minute and no letter is lost."""
    app = room.app(in_round_two())
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.is_ready)
        app.post_message(events.Key("ctrl+t", None))
        for character in "++++-bc":
            app.post_message(events.Key(_character_to_key(character), character))
        await until(pilot, lambda: room.screen.query_one(Composer).text == "bc")
        assert room.panel.face.digits == "15:34"


async def test_more_is_taken_than_was_given(room: Room) -> None:
    """Below zero the line says minus; at zero it says so."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("ctrl+t", "plus", "minus")
        await until(pilot, lambda: room.notice.startswith("Klok 0 min  "))
        await pilot.press("minus", "minus")
        await until(pilot, lambda: room.notice.startswith("Klok −2 min  "))
        await pilot.press("escape", "x")
        await until(pilot, lambda: room.screen.query_one(Composer).text == "x")
        assert room.panel.face.digits == "10:34"


async def test_each_minute_after_the_leader_is_taken_back(room: Room) -> None:
    """F12 takes one minute back at a time, and the line counts along while it asks."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("ctrl+t", "plus", "plus", "plus", "f12")
        await until(pilot, lambda: room.notice.startswith("Klok +2 min  "))
        await pilot.press("escape", "f12", "f12")
        await until(pilot, lambda: room.panel.face.digits == "12:34")
        assert room.panel.face.digits == "12:34"
        assert room.screen.live.session.running is not None
        assert room.screen.live.session.running.added == ()


async def test_minutes_do_not_go_on_behind_half_a_line(room: Room) -> None:
    """Who is typing means a + as text, so one minute is all, as with any key of the leader."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("a", "ctrl+t", "plus", "plus")
        await until(pilot, lambda: room.screen.query_one(Composer).text == "a+")
        assert room.notice == ""
        assert room.panel.face.digits == "13:34"


@pytest.mark.parametrize(("key", "text"), [("v", "v"), ("o", "o"), ("u", "u"), ("space", " ")])
async def test_after_minutes_every_other_key_is_text(room: Room, key: str, text: str) -> None:
    """What the leader would do at first is not done any more: the hint does not say so."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("ctrl+t", "plus", key)
        await until(pilot, lambda: room.screen.query_one(Composer).text == text)
        assert (room.notice, room.panel.guard, room.keys["f5"]) == ("", "", "Onderbreken")
        assert room.panel.face.digits == "13:34"


async def test_asking_for_more_minutes_ends_by_itself(room: Room) -> None:
    """Each press gives five seconds more; after them + is text again."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("ctrl+t", "plus")
        await until(pilot, lambda: room.notice.startswith("Klok +1 min  "))
        room.after(4)
        await pilot.press("plus")
        await until(pilot, lambda: room.notice.startswith("Klok +2 min  "))
        room.after(4)
        assert room.notice
        room.after(1.2)
        assert room.notice == ""
        await pilot.press("plus")
        await until(pilot, lambda: room.screen.query_one(Composer).text == "+")


async def test_undo_and_redo_after_the_leader(room: Room) -> None:
    """u takes the last act of the clock back, z does it again."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("f7", "ctrl+t", "u")
        assert room.panel.face.digits == "12:34"
        await pilot.press("ctrl+t", "z")
        assert room.panel.face.digits == "13:34"


@pytest.mark.parametrize("key", ["escape", "q", "enter", "ctrl+t"])
async def test_leaving_the_leader(room: Room, key: str) -> None:
    """Escape or any other key only leaves the leader; it types nothing and stops nothing."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("ctrl+t", key)
        if key == "ctrl+t":
            await pilot.press("escape")
        await pilot.press("x")
        room.after(1)
        assert room.notice == ""
        assert room.screen.query_one(Composer).text == "x"
        assert room.panel.face.digits == "12:33"


async def test_the_leader_waits_five_seconds(room: Room) -> None:
    """Without a key the leader ends by itself, and letters are text again."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("ctrl+t")
        room.after(4.9)
        assert room.notice
        room.after(0.2)
        assert room.notice == ""
        await pilot.press("o")
        assert room.screen.query_one(Composer).text == "o"
        assert room.keys["f5"] == "Onderbreken"


# Signals.


async def test_each_mark_signals_once(room: Room) -> None:
    """Rule 7: at 5:00, 1:00, zero and a minute over: a signal each, however often one reads."""
    async with room.app(in_round_two()).run_test():
        told = []
        for _second in range(14 * 60):
            before = room.screen.signalled_at
            room.after(1)
            if room.screen.signalled_at != before:
                told.append(room.screen.told)
        assert told == [
            "Nog 5 minuten: Ronde 2",
            "Laatste minuut: Ronde 2",
            "Tijd is om: Ronde 2",
            "Al 1 min over tijd: Ronde 2",
        ]


async def test_a_signal_is_said_for_a_while(room: Room) -> None:
    """The line above the composer says which mark was passed, for ten seconds."""
    async with room.app(in_round_two(), "9.53.59").run_test():
        room.after(1)
        assert room.notice == "Nog 5 minuten: Ronde 2"
        assert room.panel.face.marker == "NOG 5 MIN"
        room.after(10)
        assert room.notice == ""


async def test_after_a_sleep_only_the_last_mark(room: Room) -> None:
    """A lid that was closed over two marks gives one signal, of where the block is now."""
    async with room.app(in_round_two()).run_test():
        room.after(12 * 60)
        assert room.notice == "Laatste minuut: Ronde 2"
        first = room.screen.signalled_at
        room.after(20)
        assert room.screen.signalled_at == first


async def test_a_mark_signals_again_after_passing_back(room: Room) -> None:
    """A minute more lifts the clock above the mark, after which it can be passed again."""
    async with room.app(in_round_two(), "9.53.59").run_test() as pilot:
        room.after(2)
        first = room.screen.signalled_at
        assert first is not None
        await pilot.press("f7")
        room.after(59)
        assert room.screen.signalled_at != first


@pytest.mark.parametrize(("blink", "faint"), [(True, {True, False}), (False, {False})])
async def test_blinking_is_slow_and_can_be_off(room: Room, blink: bool, faint: set[bool]) -> None:
    """Rule 9: the marker changes at most twice a second, and never when that is off."""
    async with room.app(in_round_two(), "9.53.59", blink=blink).run_test():
        seen = []
        for _quarter in range(48):
            room.after(0.25)
            seen.append(room.panel.flash)
        assert set(seen) == faint
        changes = sum(one != other for one, other in pairwise(seen))
        assert changes <= 2 * 12
        assert not any(seen[-4:])


# What is typed, and for whom.


async def test_typing_is_possible_at_once(room: Room) -> None:
    """The cursor is in the line; Enter files it under the block and group of now."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press(*"+", "space", *"hulp", "enter")
        note = room.screen.live.session.notes[-1]
        assert (note.text, note.kind, note.block, note.group) == ("hulp", "helpend", "r2", "A")


async def test_one_key_goes_to_the_next_group(room: Room) -> None:
    """F3 goes from group to group and to the whole room, shows it, and keeps it with each line."""
    async with room.app(in_round_two()).run_test() as pilot:
        header = room.screen.query_one(SessionHeader)
        shown = []
        for _group in range(3):
            shown.append(header.group)
            await pilot.press("x", "enter", "f3")
        assert shown == ["Groep A", "Groep B", "Plenair"]
        assert header.group == "Groep A"
        assert [note.group for note in room.screen.live.session.notes[-3:]] == ["A", "B", ""]


async def test_the_group_is_that_of_the_last_note(room: Room) -> None:
    """A meeting that is opened again goes on with the group that was noted for last."""
    session = in_round_two()
    last = replace(session.notes[-1], group="B")
    session = replace(session, notes=(*session.notes[:-1], last))
    async with room.app(session).run_test():
        assert room.screen.query_one(SessionHeader).group == "Groep B"


async def test_solutions_take_the_place_of_notes(room: Room) -> None:
    """F4 shows the solutions and the notes in turn; a solution block opens with its solutions."""
    async with room.app(in_round_two()).run_test() as pilot:
        notes, solutions = (
            room.screen.query_one(NoteColumns),
            room.screen.query_one(SolutionList),
        )
        assert (notes.display, solutions.display) == (True, False)
        await pilot.press("f4")
        assert (notes.display, solutions.display) == (False, True)
        await pilot.press("f4", "x")
        assert (notes.display, solutions.display) == (True, False)
        assert room.screen.query_one(Composer).text == "x"
        await pilot.press("f8", "f8", "f8", "f8")
        assert room.screen.live.session.running == room.screen.live.session.block("r3")
        assert (notes.display, solutions.display) == (False, True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- geen mandaat", ""),
        ("* bellen", "Toezegging vastgelegd; F4 toont oplossingen en afspraken."),
        ("= zo doen", "Besluit vastgelegd; F4 toont oplossingen en afspraken."),
    ],
)
async def test_what_the_notes_do_not_show_is_told(room: Room, line: str, told: str) -> None:
    """A promise that is typed beside notes stands elsewhere; where it stands nothing is said."""
    async with room.app(in_round_two()).run_test() as pilot:
        screen, before = room.screen, len(typed_items(room.screen.live.session))
        screen.query_one(Composer).take(line)
        await pilot.press("enter")
        await until(pilot, lambda: len(typed_items(screen.live.session)) == before + 1)
        await until(pilot, lambda: screen.query_one(NoticeLine).notice == told)
        await pilot.press("f4")
        screen.told = ""
        screen.query_one(Composer).take("> mailen")
        await pilot.press("enter")
        await until(pilot, lambda: len(typed_items(screen.live.session)) == before + 2)
        await pilot.pause()
        assert screen.told == ""


async def test_a_new_size_keeps_focus_and_text(room: Room) -> None:
    """Rule 32: a terminal that changes in mid-round draws other digits; what was typed stays."""
    async with room.app(in_round_two()).run_test(size=(120, 36)) as pilot:
        await pilot.press(*"half")
        for size in ((80, 24), (200, 50), (60, 18), (120, 36)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press("x")
        assert room.screen.query_one(Composer).text == "halfx"


# Saved, not saved, not mine.


async def test_a_failed_save_stands_until_one_succeeds(room: Room) -> None:
    """Rule 30: NIET OPGESLAGEN stays with its reason, whatever is typed, until it is on disk."""
    async with room.app(in_round_two()).run_test() as pilot:
        header = room.screen.query_one(SessionHeader)
        assert header.saved.text == "● opgeslagen 09:46:26"
        live = room.screen.live
        live.saved(Saved(frozenset(), room.clock.now(), "No space left on device"))
        assert header.saved.kind is SaveKind.NOT_SAVED
        assert header.saved.text == "NIET OPGESLAGEN: de schijf is vol"
        await pilot.press("x", "enter")
        room.after(1)
        assert room.panel.face.digits == "12:33"
        assert header.saved.kind is SaveKind.NOT_SAVED
        assert room.opened.writer is not None
        live.saved(room.opened.writer.save_now())
        assert header.saved.text == "● opgeslagen 09:46:27"


async def test_a_new_line_is_not_yet_saved(room: Room) -> None:
    """○ stands from Enter until the line is on disk."""
    async with room.app(in_round_two()).run_test() as pilot:
        await pilot.press("x", "enter")
        assert room.screen.query_one(SessionHeader).saved.text == "○ bewaren…"


async def test_a_second_window_only_reads(room: Room) -> None:
    """Who comes second is told since when it is open, and no key changes anything."""
    first = opened_at(in_round_two(), room.clock, ROUND_TWO_AT, room.folder)
    room.opened = first
    second = open_to_work(first.path, room.folder / "state", room.clock)
    async with room.shown(second).run_test() as pilot:
        saved = room.screen.query_one(SessionHeader).saved
        assert saved.kind is SaveKind.READ_ONLY
        assert saved.text.startswith("alleen lezen · open sinds 9.46 op ")
        before = second.live.session
        await pilot.press("f5", "f7", "f8", "f8", "f3", "ctrl+t", "o", "x", "enter")
        assert second.live.session is before
        assert set(room.keys) & {"f5", "f8", "f10"} == set()


# Away and back.


async def _back_after(room: Room, session: Session, minutes: int) -> LiveApp:
    first = opened_at(session, room.clock, ROUND_TWO_AT, room.folder)
    killed(first)
    room.clock.advance(60 * minutes)
    room.opened = open_to_work(first.path, room.folder / "state", room.clock)
    return room.shown(room.opened)


async def test_a_killed_program_goes_on_where_the_room_is(room: Room) -> None:
    """Rule 26: the gap counts, one line says so, and typing is possible at once."""
    async with (await _back_after(room, in_round_two(), 3)).run_test() as pilot:
        assert room.panel.face.digits == "09:34"
        assert "3 min weg" in room.notice
        assert not room.current._notifications
        await pilot.press("x")
        assert room.screen.query_one(Composer).text == "x"
        assert "3 min weg" in room.notice


async def test_a_half_line_goes_on_in_its_column_and_group(room: Room) -> None:
    """After a kill the line stands where it was typed: column, case and group, also on top."""
    app = room.app(in_round_two())
    async with app.run_test() as pilot:
        await pilot.press("x")
        room.screen.query_one(NoteColumns).perspective = "professional"
        await pilot.press("f3")
        composer = room.screen.query_one(Composer)
        await until(pilot, lambda: composer.perspective == "professional")
        await until(pilot, lambda: composer.group == "B")
        await pilot.pause()
        killed(room.opened)
    room.opened = open_to_work(room.opened.path, room.folder / "state", room.clock)
    async with room.shown(room.opened).run_test() as pilot:
        composer = room.screen.query_one(Composer)
        await until(pilot, lambda: composer.perspective == "professional")
        assert (composer.text, composer.group, room.opened.live.group) == ("x", "B", "B")
        assert room.screen.query_one(NoteColumns).perspective == "professional"
        assert room.screen.query_one(SessionHeader).group == "Groep B"


async def test_a_half_line_leaves_a_column_that_the_block_has_no_more(room: Room) -> None:
    """Where the block looks from elsewhere now, the line begins in its first column."""
    session = in_round_two()
    running = session.running
    assert running is not None
    blocks = tuple(
        replace(each, perspectives=("systeem",)) if each.id == running.id else each
        for each in session.blocks
    )
    held = Draft(id="c-1", by="composer", text="x", perspective="professional", group="B")
    session = replace(session, notes=(), blocks=blocks, drafts=(held,))
    async with room.app(session).run_test() as pilot:
        composer = room.screen.query_one(Composer)
        await until(pilot, lambda: composer.text == "x" and composer.perspective == "systeem")
        assert room.screen.query_one(NoteColumns).perspective == "systeem"
        assert room.opened.live.group == "B"


async def test_the_gap_can_be_given_back(room: Room) -> None:
    """F9 and 2 keep the gap out of the round, as one act that the clock takes back."""
    async with (await _back_after(room, in_round_two(), 3)).run_test() as pilot:
        await pilot.press("a", "f9")
        assert room.notice == (
            "3 min weg  1 telt mee, zo laten  2 3 min teruggeven  3 teruggeven en onderbreken  Esc"
        )
        await pilot.press("2", "b")
        assert room.panel.face.digits == "12:34"
        assert room.screen.query_one(Composer).text == "ab"
        assert room.notice == "3 min teruggegeven. F12 neemt het terug."
        await pilot.press("f12")
        assert room.panel.face.digits == "09:34"


async def test_the_gap_can_be_given_back_and_the_clock_stopped(room: Room) -> None:
    """F9 and 3 give the gap back and let the clock stand still, as one act."""
    async with (await _back_after(room, in_round_two(), 3)).run_test() as pilot:
        await pilot.press("f9", "3")
        room.after(60)
        assert (room.panel.face.digits, room.keys["f5"]) == ("12:34", "Hervatten")
        await pilot.press("f12")


async def test_the_gap_can_be_left_as_it_is(room: Room) -> None:
    """F9 and 1 change nothing, and the line goes."""
    async with (await _back_after(room, in_round_two(), 3)).run_test() as pilot:
        await pilot.press("f9", "1")
        assert (room.panel.face.digits, room.notice) == ("09:34", "")
        await pilot.press("f9", "2")
        assert room.panel.face.digits == "09:34"


async def test_after_a_long_absence_it_stands_still(room: Room) -> None:
    """Rule 27: after over an hour the round stands where it was; one key counts it after all."""
    async with (await _back_after(room, in_round_two(), 70)).run_test() as pilot:
        assert room.panel.face.digits == "12:34"
        assert "onderbroken geopend" in room.notice
        await pilot.press("f9")
        assert room.notice == (
            "1 uur 10 min weg  1 blijft onderbroken  2 nu hervatten  3 1 uur 10 min meetellen  Esc"
        )
        await pilot.press("3")
        assert room.panel.face.digits == "+57:26"
        await pilot.press("f12")
        assert room.panel.face.digits == "12:34"


async def test_what_stood_still_before_stands_still_after(room: Room) -> None:
    """Rule 27: interrupted before the kill is interrupted after it, and resumes to the second."""
    session = interrupted(in_round_two(), "9.46.00")
    async with (await _back_after(room, session, 5)).run_test() as pilot:
        assert room.panel.face.digits == "13:00"
        await pilot.press("f9", "2")
        room.after(1)
        assert room.panel.face.digits == "12:59"


async def test_the_choice_ends_with_its_block(room: Room) -> None:
    """Once the block is over there is nothing to choose about it."""
    async with (await _back_after(room, in_round_two(), 3)).run_test() as pilot:
        await pilot.press("f8", "f8")
        assert room.notice == ""
        assert room.screen.check_action("absence_choices", ()) is False


# Cheap to read.


async def test_reading_the_clock_paints_only_what_changed(room: Room) -> None:
    """Within a second nothing is painted again, and after it only the clock."""
    async with room.app(lengthened(in_round_two(), 60)).run_test() as pilot:
        await pilot.pause()
        room.after(0.2)
        assert _to_be_painted(room.screen) == set()
        room.after(1)
        painted = _to_be_painted(room.screen)
        assert painted == {"digits", "words"}


def _to_be_painted(screen: LiveScreen) -> set[str | None]:
    every = (screen, *screen.walk_children(Widget))
    return {widget.id for widget in every if widget._repaint_required or widget._layout_required}
