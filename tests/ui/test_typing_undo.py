"""Undo in a line that is being typed: typing first, and nothing is lost by a slip."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sessiecoach.live.opening import open_to_work
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.typed_pieces import Edit, Typing
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import ROUND_TWO_AT, LiveApp, in_round_two, killed, opened_at
from tests.ui.noted import NotedScreen, noted, session
from tests.ui.pressing import until

Room = tuple[Pilot[None], NotedScreen]


@pytest.fixture
async def room(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Room]:
    """Open a meeting in its first round, with two notes filed by hand."""
    async with noted(tmp_path, clock, session()) as (pilot, screen):
        await typed(pilot, "eerste", "enter", "tweede notitie", "enter")
        await until(pilot, lambda: len(screen.live.session.notes) == 2)
        yield pilot, screen


async def typed(pilot: Pilot[None], *parts: str) -> None:
    """Type text and press keys."""
    for part in parts:
        keys = [part] if part in ("enter", "up") or part.startswith("ctrl+") else list(part)
        await pilot.press(*("space" if key == " " else key for key in keys))
    await pilot.pause()


def types(pilot: Pilot[None]) -> bool:
    """Return whether the line stands and has the focus."""
    return any(each.line.has_focus for each in pilot.app.screen.query(Composer))


def texts(screen: NotedScreen) -> list[str]:
    """Return what the notes say."""
    return [each.text for each in screen.live.session.notes]


async def test_typing_is_taken_back_before_what_was_filed(room: Room) -> None:
    """Word by word, and done again word by word; the notes stay."""
    pilot, screen = room
    line = screen.query_one(Composer).line
    await typed(pilot, "nog een", "ctrl+z")
    assert line.value == "nog "
    await typed(pilot, "ctrl+z")
    assert (line.value, len(texts(screen))) == ("", 2)
    await typed(pilot, "ctrl+y", "ctrl+y")
    assert (line.value, len(texts(screen))) == ("nog een", 2)


async def test_with_an_empty_line_the_note_goes_and_comes_back(room: Room) -> None:
    """What was taken back is told; redo brings back the note first and the typing after it."""
    pilot, screen = room
    line = screen.query_one(Composer).line
    await typed(pilot, "half", "ctrl+z", "ctrl+z")
    assert texts(screen) == ["eerste"]
    said = [each.message for each in screen.app._notifications]
    assert "Teruggenomen: ‘tweede notitie’ · ^y zet terug" in said
    await typed(pilot, "ctrl+y")
    assert (texts(screen), line.value) == (["eerste", "tweede notitie"], "")
    await typed(pilot, "ctrl+y")
    assert (texts(screen), line.value) == (["eerste", "tweede notitie"], "half")


async def test_a_note_comes_back_while_more_is_typed(room: Room) -> None:
    """Redo brings a note back after a new line was begun as well."""
    pilot, screen = room
    await typed(pilot, "ctrl+z", "begin van iets", "ctrl+y")
    assert texts(screen) == ["eerste", "tweede notitie"]
    assert screen.query_one(Composer).line.value == "begin van iets"


async def test_a_fetched_line_is_let_go(room: Room) -> None:
    """Undo on a note that was fetched to put it right leaves the note as it is."""
    pilot, screen = room
    await typed(pilot, "up", "ctrl+z")
    composer = screen.query_one(Composer)
    assert (composer.line.value, composer.is_revising) == ("", False)
    assert texts(screen) == ["eerste", "tweede notitie"]


async def test_a_line_that_came_back_is_taken_back_as_typing(room: Room) -> None:
    """A half-typed line of before costs no note, and comes back by redo."""
    pilot, screen = room
    composer = screen.query_one(Composer)
    composer.take("van voor de val")
    await typed(pilot, "ctrl+z")
    assert (composer.line.value, len(texts(screen))) == ("", 2)
    await typed(pilot, "ctrl+y")
    assert composer.line.value == "van voor de val"


def test_rubbing_out_is_one_piece() -> None:
    """Letters that were rubbed out in a row come back together."""
    typing = Typing()
    for edit in (Edit(2, "c", ""), Edit(1, "b", ""), Edit(1, "d", "")):
        typing.take(edit)
    assert typing.back() == Edit(1, "", "bcd")
    assert typing.forth() == Edit(1, "bcd", "")
    assert (typing.forth(), typing.last) == (None, Edit(1, "bcd", ""))


def test_typing_after_taking_back_ends_what_could_be_done_again() -> None:
    """As everywhere else."""
    typing = Typing()
    typing.take(Edit(0, "", "een"))
    typing.back()
    typing.take(Edit(0, "", "t"))
    assert (typing.following, typing.last) == (None, Edit(0, "", "t"))
    assert typing.back() == Edit(0, "t", "")
    assert typing.back() is None


async def test_a_note_of_before_a_restart_comes_back(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """On the screen of the room too, whatever the clock did in between."""
    opened = opened_at(in_round_two(), clock, ROUND_TWO_AT, tmp_path)
    async with LiveApp(make_surroundings(), opened).run_test() as pilot:
        await until(pilot, lambda: types(pilot))
        await typed(pilot, "blijvende notitie", "enter")
        await until(pilot, lambda: len(opened.live.session.notes) == 10)
    killed(opened)
    again = open_to_work(opened.path, tmp_path / "state", clock)
    async with LiveApp(make_surroundings(), again).run_test() as pilot:
        await until(pilot, lambda: types(pilot))
        await typed(pilot, "ctrl+z")
        assert len(again.live.session.notes) == 9
        clock.advance(30)
        await typed(pilot, "half", "ctrl+y")
        assert again.live.session.notes[-1].text == "blijvende notitie"
