"""In a block in which people prepare for themselves, what is typed is theirs until told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sessiecoach.domain.closing import OpenCode, open_points
from sessiecoach.domain.session import Note, Session
from sessiecoach.live.opening import open_to_work
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.widgets.chip_row import ChipRow
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_columns import NoteColumns
from tests.fake_clock import FakeClock
from tests.ui.noted import NotedApp, NotedScreen, noted
from tests.ui.pressing import until
from tests.ui.sheet_meeting import at_block, meeting_of

Screen = tuple[Pilot[None], NotedScreen]
PRIVATE = "■ privé"


def alone() -> Session:
    """A meeting in the block in which everybody prepares a conversation for themselves."""
    return at_block(meeting_of("ideale-bocht"), "voorbereiden")


@pytest.fixture
async def preparing(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Screen]:
    """Stand in the line of that block."""
    async with noted(tmp_path, clock, alone()) as (pilot, screen):
        screen.query_one(Composer).focus()
        await pilot.pause()
        yield pilot, screen


def chips(screen: NotedScreen) -> list[str]:
    """Return the chips of the line."""
    return [chip.text for chip in screen.query_one(ChipRow).chips]


async def write(pilot: Pilot[None], line: str) -> None:
    """Type a line and confirm it."""
    composer = pilot.app.screen.query_one(Composer)
    composer.take(line)
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize(
    ("line", "table"),
    [
        ("zeg ja", "notes"),
        ("! vraag het", "solutions"),
        ("> bellen", "promises"),
        ("= zo doen", "decisions"),
    ],
)
async def test_what_is_typed_is_private(preparing: Screen, line: str, table: str) -> None:
    """The chips say so before Enter, and whatever the line is filed as, it is private."""
    pilot, screen = preparing
    await until(pilot, lambda: PRIVATE in chips(screen))
    await write(pilot, line)
    await until(pilot, lambda: bool(getattr(screen.live.session, table)))
    (item,) = getattr(screen.live.session, table)
    assert item.private


async def test_p_makes_it_public(preparing: Screen) -> None:
    """The key that makes a note private makes this one public; revising it leaves it so."""
    pilot, screen = preparing
    await write(pilot, "zeg ja")
    await until(pilot, lambda: bool(screen.live.session.notes))
    (note,) = screen.live.session.notes
    await pilot.press("ctrl+up")
    screen.query_one(NoteColumns).go_to(ItemKey("notes", note.id))
    await pilot.pause()
    await pilot.press("p")
    await until(pilot, lambda: not screen.live.session.notes[0].private)
    composer = screen.query_one(Composer)
    composer.focus()
    composer.take("! zeg ja", ItemKey("notes", note.id))
    await until(pilot, lambda: PRIVATE not in chips(screen))
    await pilot.press("enter")
    await until(pilot, lambda: bool(screen.live.session.solutions))
    assert not screen.live.session.solutions[0].private


async def test_revising_in_another_block_keeps_it_private(tmp_path: Path, clock: FakeClock) -> None:
    """What was private stays so where a line takes its place later, and the chips say so."""
    session = at_block(meeting_of("ideale-bocht"), "contact")
    note = Note(id="n-00000001", block="voorbereiden", kind="inzicht", text="ja", private=True)
    async with noted(tmp_path, clock, replace(session, notes=(note,))) as (pilot, screen):
        composer = screen.query_one(Composer)
        composer.focus()
        await pilot.pause()
        assert PRIVATE not in chips(screen)
        composer.take("! ja", ItemKey("notes", note.id))
        await until(pilot, lambda: PRIVATE in chips(screen))
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.live.session.solutions))
        assert screen.live.session.solutions[0].private


async def test_other_blocks_are_for_everybody(tmp_path: Path, clock: FakeClock) -> None:
    """Once the block is over what is typed is public again."""
    session = at_block(meeting_of("ideale-bocht"), "contact")
    async with noted(tmp_path, clock, session) as (pilot, screen):
        screen.query_one(Composer).focus()
        await pilot.pause()
        await write(pilot, "hallo")
        await until(pilot, lambda: bool(screen.live.session.notes))
        assert not screen.live.session.notes[0].private


@pytest.mark.parametrize(
    ("action", "table"), [("add_promise", "promises"), ("add_decision", "decisions")]
)
async def test_a_form_proposes_what_the_block_says(
    preparing: Screen, action: str, table: str
) -> None:
    """A promise or decision that is filled in on a form is private there as well."""
    pilot, screen = preparing
    getattr(screen, f"action_{action}")()
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    await pilot.press(*"bellen", "ctrl+s")
    await until(pilot, lambda: bool(getattr(screen.live.session, table)))
    (item,) = getattr(screen.live.session, table)
    assert item.private


def test_a_round_that_is_private_is_not_silent() -> None:
    """Who writes for themselves writes; the check list does not call that round silent."""
    session = at_block(meeting_of("ideale-bocht"), "contact")
    note = Note(id="n-1", block="contact", text="ja", private=True)
    codes = {(each.code, each.item) for each in open_points(replace(session, notes=(note,)))}
    assert (OpenCode.ROUND_WITHOUT_NOTES, "contact") not in codes


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_picture_of_a_private_line(
    snap_compare: Callable[..., bool], tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    """The chip beside the kind, and the sign of a private note."""
    path = tmp_path / "2016-09-05-leersessie.toml"
    note = Note(id="n-00000001", block="voorbereiden", kind="inzicht", text="eerst", private=True)
    path.write_bytes(record_bytes(replace(alone(), notes=(note,))))

    async def run_before(pilot: Pilot[None]) -> None:
        await pilot.pause()
        pilot.app.screen.query_one(Composer).focus()
        await pilot.press("d", "a", "n")
        await pilot.pause()

    app = NotedApp(open_to_work(path, tmp_path / "state", clock), "avond")
    assert snap_compare(app, terminal_size=size, run_before=run_before)
