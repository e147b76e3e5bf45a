"""What every screen of an open session does: it tells what another hand did to the record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import ROUND_TWO_AT, LiveApp, in_round_two, opened_at


async def test_a_hand_edit_is_told(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """Who edits the record while it is open is told that it was taken in, and it was."""
    opened = opened_at(in_round_two(), clock, ROUND_TWO_AT, tmp_path)
    app = LiveApp(make_surroundings(), opened)
    async with app.run_test(size=(120, 36)) as pilot:
        assert opened.writer is not None
        app.run_worker(opened.writer.run(opened.live.saved))
        edited = opened.path.read_bytes().replace(b"Tweede leersessie", b"Onze leersessie")
        opened.path.write_bytes(edited)
        opened.live.add("notes", text="iets", kind="feit")
        for _ in range(100):
            await pilot.pause(0.05)
            if opened.live.session.header.title.startswith("Onze"):
                break
        assert opened.live.session.header.title == "Onze leersessie Proeftuin Ruwaard"
        await pilot.pause()
        told = [each.message for each in app._notifications]
        assert any("buiten dit programma veranderd" in each for each in told)
