"""Two stagnation scans of one cooperation, half a year apart, by keyboard."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

from sessiecoach.domain.evaluation import BY_HANDS
from sessiecoach.domain.session import Session
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.worksheets.sheet import Worksheet
from tests.fake_clock import FakeClock
from tests.ui.meeting.leader import ZONE, Leader, with_plain_ids
from tests.ui.pressing import until_read
from tests.ui.scan_meeting import shown

HERE = Path(__file__).parent
FOLDER = "samen-in-oost"
WINTER, AUTUMN = dt.date(2017, 2, 6), dt.date(2017, 9, 4)
FIRST, SECOND = "2017-02-06-stagnatiescan", "2017-09-04-stagnatiescan"
WAY_OUT, ASSIGNMENT, BOTTLENECK = "s-00000001", "t-00000001", "n-00000002"
"""What the first scan leaves, as the golden record numbers it."""

Make = Callable[..., Surroundings]


async def test_the_first_scan(make_surroundings: Make, clock: FakeClock, places: Places) -> None:
    """What is said and chosen on the worksheets stands in the record, each in its own table."""
    golden = (HERE / "scan" / f"{FIRST}.golden.toml").read_bytes().decode()
    path = put_series(places) / f"{FIRST}.toml"
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        leader = at_ten_to_nine(Leader(pilot, clock, day=WINTER))
        await prepare(leader)
        await name_interests(leader)
        await score(leader)
        await diagnose(leader)
        await break_through(leader)
        await agree(leader)
        await close(leader)
    written = read_record(path)
    scan = written.session
    assert [(each.partner, each.looked_after_by) for each in scan.interests] == [
        ("De Linde", "teamleider"),
        ("gemeente", ""),
    ]
    (assignment,) = (each for each in scan.promises if each.id == scan.pioneer_team.promise)
    assert (assignment.owner, assignment.due) == ("pioniersteam", dt.date(2017, 9, 1))
    assert answers(scan, "actie") == {BY_HANDS: 3, "M.": 4}
    assert answers(scan, "lering_trekken") == {BY_HANDS: 2}
    assert answers(scan, "teams_maken") == {BY_HANDS: 1}
    assert scan.diagnosis.choice == "schijnsamenwerking"
    assert "convenanten" in scan.diagnosis.motivation
    (way_out,) = scan.solutions
    assert (way_out.perspective, way_out.text) == (
        "management",
        "Kleine, haalbare doelen met elkaar afspreken.",
    )
    (bottleneck,) = (each for each in scan.notes if each.kind == "knelpunt")
    assert (bottleneck.escalated_to, bottleneck.resolved_on) == ("stuurgroep Jeugd", None)
    assert with_plain_ids(written.data.decode()) == golden


async def test_the_second_scan(make_surroundings: Make, clock: FakeClock, places: Places) -> None:
    """Half a year later the terugkom asks what became of it, and the scores show the change."""
    golden = (HERE / "scan" / f"{SECOND}.golden.toml").read_bytes().decode()
    folder = put_series(places)
    shutil.copyfile(HERE / "scan" / f"{FIRST}.golden.toml", folder / f"{FIRST}.toml")
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=(120, 36)) as pilot:
        leader = at_ten_to_nine(Leader(pilot, clock, day=AUTUMN))
        await begin_again(leader)
        await look_back(leader)
        await score_again(leader)
        await diagnose_again(leader)
        await close(leader)
    written = read_record(folder / f"{SECOND}.toml")
    scan = written.session
    told = {each.item: each for each in scan.updates}
    assert told[BOTTLENECK].done == "yes"
    assert told[BOTTLENECK].response == "Er ligt een convenant"
    assert told[ASSIGNMENT].status == "done"
    assert told[WAY_OUT].worked_out == told[WAY_OUT].applied == "no"
    assert scan.diagnosis.choice == "eilandsamenwerking"
    assert answers(scan, "actie") == {BY_HANDS: 6}
    assert with_plain_ids(written.data.decode()) == golden


def put_series(places: Places) -> Path:
    """Put a series with two planned scans where the program looks, and return its folder."""
    folder = places.sessions / FOLDER
    folder.mkdir()
    shutil.copyfile(HERE / "scan" / "series.toml", folder / "series.toml")
    return folder


def at_ten_to_nine(leader: Leader) -> Leader:
    """Return a leader who comes in ten minutes before the meeting begins."""
    nine = dt.datetime.combine(leader.day, dt.time(8, 50), ZONE)
    leader.clock.advance((nine - leader.clock.now()).total_seconds())
    return leader


def answers(scan: Session, scale: str) -> dict[str, int]:
    """Return who gave what on a scale; hands together are one."""
    return {each.by: each.value for each in scan.ratings if each.scale == scale}


def plain(worksheet: Worksheet) -> str:
    """Return what a worksheet says, its hard spaces as spaces."""
    return shown(worksheet).replace("\u00a0", " ")


# What the leader does.


async def sheet(leader: Leader, kind: str) -> Worksheet:
    """Wait until the worksheet of a kind shows."""
    await leader.stands("WorksheetScreen")
    screen = leader.pilot.app.screen
    assert isinstance(screen, WorksheetScreen)
    await leader.sees(lambda: screen.kind == kind and screen.earlier is not None)
    return screen.sheet


async def fill_in(leader: Leader, key: str, *values: str) -> None:
    """Open a form with a key, type in its fields from the first on, and keep it."""
    await leader.press(key)
    await leader.stands("FormScreen")
    for place, value in enumerate(values):
        if place:
            await leader.press("tab")
        await leader.type(value)
    await leader.press("ctrl+s")
    await leader.stands("WorksheetScreen")


async def prepare(leader: Leader) -> None:
    """Say what one wants to learn and who come: no cases and no groups are asked."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("enter")
    await leader.stands("PrepareScreen")
    await leader.press("f8")
    await leader.type("Waar staan we stil?")
    await leader.press("f8")
    await leader.type("professional\nDe Linde\n2\n\nmanager\nWelzijn Oost\n\n\n")
    await leader.type("bestuurder\ngemeente\n\n\n")
    await leader.press("f5")
    await leader.stands("LiveScreen")


async def name_interests(leader: Leader) -> None:
    """Name two interests, one of which nobody looks after, and form the pioneer team."""
    await leader.until("9.00")
    await leader.press("f5")
    await leader.note("Sinds 2015")
    await leader.until("9.10")
    await leader.press("f8", "ctrl+w")
    await sheet(leader, "interests")
    await fill_in(leader, "n", "De Linde", "Vast gezicht", "teamleider")
    await fill_in(leader, "n", "gemeente", "Begroting sluit")
    team = "wijkteam; school"
    await fill_in(leader, "t", team, "Eén intake", "1 sep")


async def score(leader: Leader) -> None:
    """Score the forces by hands and by one person, and the processes by hands."""
    await leader.until("9.35")
    await leader.press("f8")
    await sheet(leader, "ratings")
    await leader.press("7", "3", "3", "p")
    await leader.stands("PickScreen")
    await leader.press("+")
    await leader.stands("FormScreen")
    await leader.type("M.\n")
    await sheet(leader, "ratings")
    await leader.press("8", "4", "2", "h")
    await leader.until("9.55")
    await leader.press("f8")
    await leader.press("6", "5", "4", "3", "2")


async def diagnose(leader: Leader) -> None:
    """Choose what the group thinks is the matter, and say why."""
    await leader.until("10.15")
    await leader.press("f8")
    await sheet(leader, "diagnosis")
    await leader.press("2")
    await fill_in(leader, "m", "Drie convenanten, geen praktijk")


async def break_through(leader: Leader) -> None:
    """Take a way out over for the managers, and go through the check list."""
    await leader.until("10.25")
    await leader.press("f8", "end", "o", "left_square_bracket")
    await sheet(leader, "ratings")
    await leader.press("j", "d", "n")


async def agree(leader: Leader) -> None:
    """Put a bottleneck on the agenda of a steering group, and promise to bring it there."""
    await leader.until("10.45")
    await leader.press("f8")
    await sheet(leader, "bottlenecks")
    await fill_in(leader, "n", "Niemand mag gegevens delen")
    await fill_in(leader, "a", "stuurgroep Jeugd")
    await leader.press("ctrl+w")
    await leader.stands("LiveScreen")
    await leader.note("* Agenderen @bestuurder vóór 1 maart")
    await leader.until("11.00")
    await leader.press("f8")


async def close(leader: Leader) -> None:
    """Say that everybody was there, and close with what is still open."""
    await leader.stands("FinishScreen")
    await leader.press("ctrl+s")
    await leader.stands("AskScreen")
    await leader.press("j")
    await leader.stands("StartScreen")


async def begin_again(leader: Leader) -> None:
    """Open the second scan; who came and what was asked is known from the first."""
    await leader.stands("StartScreen")
    await until_read(leader.pilot)
    await leader.press("enter")
    await leader.stands("PrepareScreen")
    await leader.press("f5")
    await leader.stands("LiveScreen")
    await leader.until("9.00")
    await leader.press("f5")


async def look_back(leader: Leader) -> None:
    """Say of all that the first scan left how it stands: the knot was cut, a way out stalled."""
    await leader.until("9.10")
    await leader.press("f8", "f2")
    await leader.stands("LookbackScreen")
    await leader.press("n", "n", "enter")
    await leader.press("g", "g")
    await leader.press("j")
    await leader.type("Er ligt een convenant\n")
    await leader.press("escape")
    await leader.stands("LiveScreen")


async def score_again(leader: Leader) -> None:
    """Score the forces, and see beside each number that of last time."""
    await leader.until("9.20")
    await leader.press("f8", "ctrl+w")
    interests = await sheet(leader, "interests")
    assert "De Linde: Vast gezicht · teamleider zorgde hiervoor" in plain(interests)
    assert "pioniersteam: wijkteam, school" in plain(interests)
    await leader.until("9.35")
    await leader.press("f8")
    ratings = await sheet(leader, "ratings")
    await leader.press("7", "6", "3")
    said = plain(ratings)
    assert "vorige keer 3,2 (6 feb) ▲ 2,8" in said
    assert "vorige keer 2,8 (6 feb) ▲ 0,2" in said
    await leader.until("9.55")
    await leader.press("f8", "7")
    assert "vorige keer 6,0 (6 feb) ▲ 1,0" in plain(ratings)


async def diagnose_again(leader: Leader) -> None:
    """See what was chosen last time, choose otherwise, and go on to the agreements."""
    await leader.until("10.15")
    await leader.press("f8")
    diagnosis = await sheet(leader, "diagnosis")
    then = "Schijnsamenwerking, intentie 7,2, actie 3,2, verbinding 2,8"
    assert f"Vorige keer (6 feb 2017): {then}." in plain(diagnosis)
    await leader.press("3")
    await fill_in(leader, "m", "De rest kijkt toe")
    await leader.until("10.25")
    await leader.press("f8")
    await leader.until("10.45")
    await leader.press("f8")
    bottlenecks = await sheet(leader, "bottlenecks")
    assert "Niemand mag gegevens delen" not in plain(bottlenecks)
    await leader.until("11.00")
    await leader.press("f8")
