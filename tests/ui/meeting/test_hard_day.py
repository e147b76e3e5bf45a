"""The meeting of 5 September 2016 on a day on which everything happens that can happen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from textual.app import App

from sessiecoach.domain.agenda import length_seconds
from sessiecoach.live.clock import Machine
from sessiecoach.live.opening import Opened
from sessiecoach.storage.home import Places
from sessiecoach.storage.journal import Journal
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.finish import FinishScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.clock_panel import ClockPanel
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.hands_grid import HandsGrid
from sessiecoach.ui.widgets.notice_line import NoticeLine
from sessiecoach.ui.widgets.time_use import TimeUse
from sessiecoach.ui.widgets.way_cards import WayCards
from tests.fake_clock import FakeClock
from tests.live.meeting import crash
from tests.ui.meeting.leader import Leader, prepare, with_plain_ids
from tests.ui.pressing import until_read

GOLDEN = Path(__file__).parent / "2016-09-05-hard-day.golden.toml"
LOOKS_EVERY_SECONDS = 4.0
"""Sooner than the watch takes it for a laptop that slept."""
HALF = "wie er ja mag zeg"
"""What stood in the composer when the program was gone."""

WHERE_TIME_WENT = (
    "Evaluatie  uitloop +01:00",
    "+12 min  Ronde 1: in beeld brengen  32 van 20 min",
    "+1 min gegeven; onderbroken, 2 min",
    "−5 min  Ronde 3: oplossingen  15 van 20 min",
    "−4 min  Ronde 2: verdiepen  16 van 20 min",
)
"""What the closing screen tells of the time: the three largest deviations, and why."""


async def test_a_hard_day(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, record: Path, places: Places
) -> None:
    """Rules 33 and 34: interrupted, extended, 9 minutes over, asleep and crashed, and yet whole.

    Every minute follows from the clock and the keys alone. The golden record keeps the plan of
    every block beside what came of it, and the closing screen names the largest deviations.
    """
    machine = Machine(clock.monotonic, clock.monotonic, clock.now, "boot")
    surroundings = replace(make_surroundings(), machine=machine)
    golden = _text(GOLDEN)
    app = SessiecoachApp(surroundings)
    async with app.run_test(size=(120, 36)) as pilot:
        leader = Leader(pilot, clock, looks_every_seconds=LOOKS_EVERY_SECONDS)
        await prepare(leader)
        await run_over(leader)
        await steer(leader)
        await sleep(leader)
        await type_half(leader, places)
        opened, on_disk = _opened(app), _text(record)
    crash(opened)
    assert _text(record) == on_disk
    assert HALF not in on_disk
    clock.advance(180)
    app = SessiecoachApp(surroundings)
    async with app.run_test(size=(120, 36)) as pilot:
        leader = Leader(pilot, clock, looks_every_seconds=LOOKS_EVERY_SECONDS)
        await go_on(leader)
        await to_the_end(leader)
        await round_off(leader)
        assert app.opened is None
    written = read_record(record)
    assert written.session.header.status == "closed"
    assert with_plain_ids(written.data.decode()) == golden


async def run_over(leader: Leader) -> None:
    """Lead the first blocks: round 1 is interrupted, gets a minute, and runs over by 9 minutes."""
    await leader.until("9.00")
    await leader.press("f5")
    await leader.note("? Wat hebben we van onze managers nodig om door te pakken")
    await leader.until("9.05")
    await leader.press("f8")
    await leader.until("9.15")
    await leader.press("f8")
    await leader.note("- te weinig tijd om aan te sluiten /professional #a")
    await leader.until("9.20")
    await leader.press("f5")
    await leader.until("9.22")
    assert clock_of(leader) == ("Onderbroken sinds 9.20", "15:00")
    await leader.press("f5", "f7")
    await leader.until("9.38")
    assert clock_of(leader) == ("Tijd is om", "00:00")
    await leader.until("9.47")
    assert clock_of(leader) == ("Uitloop +09:00", "+09:00")
    await leader.press("f8")


async def steer(leader: Leader) -> None:
    """See the ways, apply one, take it back, do it again, and choose the other after all."""
    await leader.press("f9")
    await leader.stands("SteerScreen")
    cards = leader.pilot.app.screen.query_one(WayCards)
    assert [(way.title, way.ready) for way in cards.ways] == [
        ("buffer eerst", "klaar om 10.30"),
        ("gelijk verdelen", "klaar om 10.30"),
        ("later klaar", "klaar om 10.42"),
    ]
    await leader.press("b")
    await leader.stands("LiveScreen")
    assert minutes(leader) == {"r2": 14, "r3": 14, "afspraken": 8}
    await leader.press("f12")
    assert minutes(leader) == {"r2": 20, "r3": 20, "afspraken": 8}
    await leader.press("f11")
    assert minutes(leader) == {"r2": 14, "r3": 14, "afspraken": 8}
    await leader.press("f12", "f9")
    await leader.stands("SteerScreen")
    await leader.press("a")
    await leader.stands("LiveScreen")
    assert minutes(leader) == {"r2": 16, "r3": 15, "afspraken": 5}


async def sleep(leader: Leader) -> None:
    """Close the lid for 8 of the last 10 minutes of round 2: they count, and 2:00 are left."""
    await leader.until("9.49")
    await leader.press("f8")
    await leader.note("- elke organisatie vraagt opnieuw /systeem #a")
    await leader.until("9.55")
    await leader.sleeps_until("10.03")
    assert notice(leader) == (
        "Laptop sliep 8 min, doorgeteld (nog 02:00). ctrl+t t geeft de tijd terug."
    )
    await leader.press("f9", "1")
    assert notice(leader) == ""
    assert clock_of(leader) == ("nog 02:00", "02:00")
    await leader.until("10.05")
    await leader.press("f8")


async def type_half(leader: Leader, places: Places) -> None:
    """Be in the middle of a line of round 3 when the program is gone."""
    await leader.until("10.07")
    await leader.press("f8")
    await leader.note("! Een vaste contactpersoon per huishouden /professional #a")
    await leader.until("10.12")
    await leader.type(HALF)
    live = _opened(leader.pilot.app).live
    (path,) = places.state.glob("*/journal.sqlite3")
    with closing(Journal(path)) as journal:
        await leader.sees(
            lambda: not live.snapshot.unsaved and HALF in [line.text for line in journal.held()]
        )


async def go_on(leader: Leader) -> None:
    """Start the program anew: the same round with the time that the room has, and the half line."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("enter")
    await leader.stands("LiveScreen")
    app = leader.pilot.app
    await leader.sees(lambda: isinstance(app, SessiecoachApp) and app.is_ready)
    assert clock_of(leader) == ("nog 07:00", "07:00")
    assert notice(leader) == (
        "Ging verder waar de zaal is: 3 min weg geweest. F9 voor andere keuzes."
    )
    assert app.screen.query_one(Composer).text == HALF
    await leader.note("gen")


async def to_the_end(leader: Leader) -> None:
    """Lead the last blocks, each as long as it was given."""
    await leader.until("10.22")
    await leader.press("f8")
    await leader.note("* Contactpersoon aanwijzen @manager")
    await leader.note("= Casus b komt terug in oktober")
    await leader.until("10.27")
    await leader.press("f8")


async def round_off(leader: Leader) -> None:
    """See where the time went, and close with what is still open."""
    await leader.press("f10")
    await leader.stands("FinishScreen")
    await leader.sees(lambda: isinstance(leader.pilot.app.focused, HandsGrid))
    await leader.press("4", "5", "4", "4", "5")
    await leader.until("10.31")
    screen = leader.pilot.app.screen
    assert isinstance(screen, FinishScreen)
    assert [line.plain.strip() for line in screen.query_one(TimeUse).lines] == [*WHERE_TIME_WENT]
    # All of it stands on the screen at once, and where that is small a page further.
    await leader.sees(lambda: tells_of_time(leader))
    await leader.pilot.resize_terminal(80, 24)
    page = screen.query_one("#finish")
    await leader.sees(lambda: page.size.width < 80 and page.max_scroll_y > page.size.height)
    assert not tells_of_time(leader)
    await leader.press("pagedown")
    await leader.sees(lambda: tells_of_time(leader))
    await leader.press("ctrl+s")
    await leader.stands("AskScreen")
    await leader.press("j")
    await leader.stands("StartScreen")


# What is shown, and what is on disk.


def tells_of_time(leader: Leader) -> bool:
    """Tell whether the screen, as it is painted, says all there is to say of the time."""
    strips = leader.pilot.app.screen._compositor.render_strips()
    rows = ["".join(segment.text for segment in strip) for strip in strips]
    return all(any(line in row for row in rows) for line in WHERE_TIME_WENT)


def clock_of(leader: Leader) -> tuple[str, str]:
    """Return what the clock of the live screen says, in words and in digits."""
    face = leader.pilot.app.screen.query_one(ClockPanel).face
    return face.plain, face.digits


def notice(leader: Leader) -> str:
    """Return what the line above the composer says."""
    line = leader.pilot.app.screen.query_one(NoticeLine)
    return str(line.render()) if line.display else ""


def minutes(leader: Leader) -> dict[str, float]:
    """Return the length that each block has now that can give."""
    blocks = _opened(leader.pilot.app).live.session.plan
    return {b.id: length_seconds(b) / 60 for b in blocks if b.id in ("r2", "r3", "afspraken")}


def _opened(app: App[None]) -> Opened:
    assert isinstance(app, SessiecoachApp)
    assert app.opened is not None
    return app.opened


def _text(path: Path) -> str:
    return path.read_bytes().decode()
