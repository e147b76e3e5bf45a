"""Linking a hindrance by hand to the one that was noted in an earlier meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from textual.widgets import OptionList

from sessiecoach.domain.session import Header
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.screens.pick import PickScreen
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_columns import NoteColumns
from tests.fake_clock import FakeClock
from tests.ui.noted import note, noted, session
from tests.ui.pressing import until

ALIKE = note(91, text="Er is te weinig tijd voor de inwoner")
OTHER = note(92, text="Drie loketten met drie regels")
HELP = note(93, kind="helpend", text="Te weinig tijd dwingt tot kiezen")


def put_earlier(folder: Path) -> None:
    """Write a closed meeting of June beside the one that is open."""
    earlier = session(
        header=Header(
            id="eerder", status="closed", date=dt.date(2016, 6, 27), document="eerder0000000000"
        ),
        notes=(OTHER, ALIKE, HELP),
        blocks=(),
    )
    (folder / "2016-06-27-leersessie.toml").write_bytes(record_bytes(earlier))


async def test_the_likest_note_is_offered_first(tmp_path: Path, clock: FakeClock) -> None:
    """Only hindrances are offered for a hindrance; one key links, undo takes the link back."""
    put_earlier(tmp_path)
    ours = session(notes=(note(1, text="Weinig tijd voor inwoners"),))
    async with noted(tmp_path, clock, ours) as (pilot, screen):
        await pilot.press("ctrl+up", "right")
        screen.query_one(NoteColumns).go_to(ItemKey("notes", "n-00000001"))
        await pilot.pause()
        await pilot.press("equals_sign")
        await until(pilot, lambda: isinstance(screen.app.screen, PickScreen))
        shown = [str(each.prompt) for each in screen.app.screen.query_one(OptionList).options]
        assert "27 jun 2016" in shown[1]
        assert ALIKE.text in shown[1]
        assert OTHER.text in shown[2]
        assert len(shown) == 3
        await pilot.press("1")
        await until(pilot, lambda: screen.live.session.notes[0].same_as == ALIKE.id)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen.live.session.notes[0].same_as == "")


async def test_a_link_can_be_taken_away(tmp_path: Path, clock: FakeClock) -> None:
    """A note that is linked offers to be the same as nothing."""
    put_earlier(tmp_path)
    ours = session(notes=(replace(note(1, text="Weinig tijd"), same_as=OTHER.id),))
    async with noted(tmp_path, clock, ours) as (pilot, screen):
        await pilot.press("ctrl+up", "right")
        screen.query_one(NoteColumns).go_to(ItemKey("notes", "n-00000001"))
        await pilot.pause()
        await pilot.press("equals_sign")
        await until(pilot, lambda: isinstance(screen.app.screen, PickScreen))
        await pilot.press("0")
        await until(pilot, lambda: screen.live.session.notes[0].same_as == "")


async def test_without_an_earlier_meeting_it_says_so(tmp_path: Path, clock: FakeClock) -> None:
    """A first meeting has nothing to link to."""
    async with noted(tmp_path, clock, session(notes=(note(1),))) as (pilot, screen):
        await pilot.press("ctrl+up", "right")
        screen.query_one(NoteColumns).go_to(ItemKey("notes", "n-00000001"))
        await pilot.pause()
        await pilot.press("equals_sign")
        await until(pilot, lambda: len(screen.app._notifications) == 1)
        assert screen.app.screen is screen
