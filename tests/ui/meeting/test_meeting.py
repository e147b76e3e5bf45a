"""The meeting of 5 September 2016, from the plan in series.toml to its closed record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.hands_grid import HandsGrid
from tests.fake_clock import FakeClock
from tests.ui.meeting.leader import Leader, prepare, with_plain_ids

GOLDEN = Path(__file__).parent / "2016-09-05-leersessie.golden.toml"


async def test_a_whole_meeting(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, record: Path
) -> None:
    """A meeting that is prepared, led and closed by keyboard gives the golden record."""
    golden = GOLDEN.read_bytes().decode()
    shipped = {path: path.read_bytes() for path in record.parent.iterdir()}
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        leader = Leader(pilot, clock)
        await prepare(leader)
        await lead(leader)
        await round_off(leader)
    assert {path: path.read_bytes() for path in shipped} == shipped
    written = read_record(record)
    assert written.session.header.status == "closed"
    assert with_plain_ids(written.data.decode()) == golden


async def lead(leader: Leader) -> None:
    """Lead the blocks one by one, with an interruption, an extra minute and a slip."""
    await leader.until("9.00")
    await leader.press("f5")
    await leader.note("? Wat hebben we van onze managers nodig om door te pakken")
    await leader.until("9.05")
    await leader.press("f8")
    await leader.note(":i De werkgroep is twee keer bijeen geweest")
    await leader.until("9.15")
    await leader.press("f8")
    await leader.note("- te weinig tijd om aan te sluiten /professional #a")
    await leader.note("+ collega's denken mee, en/of 50% van hen /systeem #a")
    await leader.press("f3")
    await leader.note("- niemand weet wie beslist /veranderproces #b")
    await leader.note("- een regel die er niet had moeten staan")
    await leader.press("ctrl+z")
    await leader.until("9.20")
    await leader.press("f5")
    await leader.until("9.22")
    await leader.press("f5", "f7")
    await leader.until("9.38")
    await leader.press("f8")
    await leader.until("9.40")
    await leader.press("f8")
    await leader.note("- elke organisatie vraagt opnieuw /systeem #a")
    await leader.until("10.00")
    await leader.press("f8")
    await leader.until("10.02")
    await leader.press("f8")
    await leader.note("! Een vaste contactpersoon per huishouden /professional #a")
    await leader.until("10.20")
    await leader.press("f8", "f8")
    await leader.note("* Contactpersoon aanwijzen @manager")
    await leader.note("= Casus b komt terug in oktober")
    await leader.note("> Uitnodiging sturen @gespreksleider")
    await leader.until("10.27.30")
    await leader.press("f8")


async def round_off(leader: Leader) -> None:
    """Score by show of hands, say who was missing, and close with what is still open."""
    await leader.press("f10")
    await leader.stands("FinishScreen")
    await leader.sees(lambda: isinstance(leader.pilot.app.focused, HandsGrid))
    await leader.press("4", "5", "4", "4", "5")
    await leader.press("2", "enter")
    await leader.until("10.31")
    await leader.press("ctrl+s")
    await leader.stands("AskScreen")
    await leader.press("j")
    await leader.stands("StartScreen")
