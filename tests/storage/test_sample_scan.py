"""The shipped stagnation scans: made up and marked so, and so that then and now can be compared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sessiecoach.domain.bottlenecks import BottleneckState, bottleneck_state, bottlenecks
from sessiecoach.domain.carry_over import carried
from sessiecoach.domain.closing import OpenCode, open_points
from sessiecoach.domain.cooperation import adopted, forces, unlooked_after
from sessiecoach.domain.evaluation import BY_HANDS
from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import Note, Session
from sessiecoach.domain.standing import BottleneckStatus
from sessiecoach.storage.checking import check_files
from sessiecoach.storage.home import shipped
from sessiecoach.storage.listing import list_series
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.series import read_series, series_bytes
from sessiecoach.storage.werkvormen import load_werkvormen
from tests.storage.sample_checks import has_no_names, keeps_to_its_clock, marked

FOLDER = shipped("sessions") / "samenwerking-woerden"
# By name: whoever tried the program in a checkout has files of their own beside these.
RECORDS = tuple(FOLDER / f"{day}-stagnatiescan.toml" for day in ("2013-03-12", "2013-09-10"))
SERIES = FOLDER / "series.toml"
OF_SOURCE = ("perspectives", "stagnations", "ways_out")
"""What the slides of 2012 say themselves; the rest of the records is made up."""
SEED_DAY = dt.date(2016, 6, 27)
"""The first meeting of the sample that newcomers go on with."""
each_record = pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def scans() -> tuple[Session, ...]:
    """Give the two scans."""
    return tuple(read_record(path).session for path in RECORDS)


def test_all_files_are_in_order() -> None:
    """Checking them finds no fault."""
    report = check_files([*RECORDS, SERIES])
    assert report.faults == ()
    assert report.files == 3


@each_record
def test_a_record_is_as_this_program_writes_it(path: Path) -> None:
    """Opening and saving it moves no byte, and its name is its id."""
    record = read_record(path)
    assert record_bytes(record.session) == record.data
    assert (record.session.header.id, record.session.header.series) == (path.stem, FOLDER.name)


def test_the_series_is_as_this_program_writes_it() -> None:
    """And plans nothing, so that it is never the one whose next meeting comes first."""
    found = read_series(SERIES)
    assert series_bytes(found.series) == found.data
    assert (found.series.id, found.series.origin) == (FOLDER.name, "invented")
    assert not list_series(FOLDER).planned


@each_record
def test_everything_but_the_model_is_made_up(path: Path) -> None:
    """The source tells of no scan: only its roles, stagnations and ways out are in the slides."""
    session = read_record(path).session
    assert session.header.date is not None
    assert session.header.date < SEED_DAY
    for table, item in marked(session, "pioneer_team", "diagnosis"):
        origin = getattr(item, "origin", "") or item.extra.get("origin")
        of_source = table in OF_SOURCE and item.id != "geen"
        assert origin == ("seed" if of_source else "invented"), (table, item)
    said_of_it = [each.extra["invented"] for each in session.stagnations if each.id != "geen"]
    assert said_of_it == [["text", "between"]] * 2


@each_record
def test_nobody_has_a_name(path: Path) -> None:
    """Roles and organisations only, and whoever scored alone has initials."""
    session = read_record(path).session
    has_no_names(session)
    assert {each.by for each in session.ratings} == {BY_HANDS, "R."}


@each_record
def test_the_plan_is_that_of_the_werkvorm(path: Path) -> None:
    """Blocks follow each other, and what was written down falls within its block."""
    session = read_record(path).session
    werkvorm = load_werkvormen(None).formats[session.header.werkvorm]
    number = session.header.number
    fresh = prepared_session(
        werkvorm, session_id="", document="", number=number, earlier_meetings=number > 1
    )
    plans = [
        [(block.id, block.kind, block.planned_minutes, block.worksheets) for block in each.plan]
        for each in (session, fresh)
    ]
    assert plans[0] == plans[1]
    keeps_to_its_clock(session, ("interests", "notes", "solutions", "promises", "decisions"))


def test_every_reference_leads_somewhere(scans: tuple[Session, ...]) -> None:
    """Assignments, promises, ways out and updates name what was there by then."""
    first, second = scans
    known: set[str] = set()
    for scan in scans:
        assert {each.item for each in scan.updates} <= known
        for table in ("notes", "solutions", "promises", "decisions", "report_backs"):
            known |= {each.id for each in getattr(scan, table)}
        assert {each.same_as for each in scan.notes if each.same_as} <= known
        assert {source for each in scan.promises for source in each.from_} <= known
        assert scan.pioneer_team.promise in {each.id for each in scan.promises}
    assert [each.number for scan in scans for each in scan.decisions] == [1, 2]
    told = {each.item for each in second.updates}
    assert {each.id for each in first.solutions} | {each.id for each in first.promises} <= told
    assert {each.id for each in first.decisions} | {each.id for each in first.report_backs} <= told


def test_only_the_last_scan_leaves_something_open(scans: tuple[Session, ...]) -> None:
    """There is no date for a third; that is all, and its record says so."""
    first, second = scans
    assert open_points(first) == ()
    assert [each.code for each in open_points(second)] == [OpenCode.NEXT_DATE_UNKNOWN]
    assert second.header.closed_with == ("next_date_unknown",)


def test_the_numbers_move_the_stagnation(scans: tuple[Session, ...]) -> None:
    """Half a year later people do act together, and only few join: the choice follows that."""
    first, second = scans
    means = [[round(each.mean or 0, 1) for each in forces(scan)] for scan in scans]
    assert means == [[7.4, 3.7, 3.0], [7.3, 6.6, 3.4]]
    assert first.diagnosis.choice == "schijnsamenwerking"
    assert second.diagnosis.choice == "eilandsamenwerking"
    for scan in scans:
        assert scan.diagnosis.motivation
        assert {each.scale for each in scan.ratings} == {each.id for each in scan.scales}
        taken = [each for each in scan.ways_out if adopted(scan, each)]
        assert [each.stagnation for each in taken] == [scan.diagnosis.choice] * 2
        assert len(unlooked_after(scan)) == 1


def test_one_knot_was_cut_one_moved_and_one_came_up_again(scans: tuple[Session, ...]) -> None:
    """Of two that lay with steering groups one is cut; the one that lay nowhere is put there."""
    first, second = scans
    left = {
        each.item.id: each
        for each in carried(scans, (), dt.date(2013, 9, 11))
        if isinstance(each.item, Note)
    }
    cut, moved = (each for each in bottlenecks(first) if each.escalated_to)
    assert left[cut.id].status is BottleneckStatus.RESOLVED
    assert left[moved.id].told[-1].form == "stuurgroep jeugd en gezin"
    (nowhere,) = (
        each for each in bottlenecks(first) if bottleneck_state(each) is BottleneckState.NOWHERE
    )
    (again,) = (each for each in bottlenecks(second) if each.same_as == nowhere.id)
    assert bottleneck_state(again) is BottleneckState.ON_AGENDA
