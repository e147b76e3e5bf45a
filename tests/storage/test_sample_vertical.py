"""The shipped two days of verticaal maatwerk leren: made up, marked so, and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessiecoach.domain.closing import OpenCode, open_points
from sessiecoach.domain.framework_acts import framework_here
from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.requirements import outcome_of
from sessiecoach.domain.session import ITEM_TABLES, Session
from sessiecoach.storage.checking import check_files
from sessiecoach.storage.home import shipped
from sessiecoach.storage.listing import list_series
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.series import read_series, series_bytes
from sessiecoach.storage.werkvormen import load_werkvormen
from tests.storage.sample_checks import has_no_names, keeps_to_its_clock, marked
from tests.storage.test_sample_masterclass import SEED_DAY

FOLDER = shipped("sessions") / "verticaal-maatwerk-leren"
# By name: whoever tried the program in a checkout has files of their own beside these.
RECORDS = tuple(FOLDER / f"{day}-verticaal-maatwerk.toml" for day in ("2016-02-11", "2016-04-21"))
SERIES = FOLDER / "series.toml"
each_record = pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def days() -> tuple[Session, Session]:
    """Give both days."""
    first, second = (read_record(path).session for path in RECORDS)
    return first, second


def test_all_files_are_in_order() -> None:
    """Checking them finds no fault."""
    report = check_files([*RECORDS, SERIES])
    assert (report.faults, report.files) == ((), 3)


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
    assert (found.series.id, found.series.werkvorm) == (FOLDER.name, "verticaal-maatwerk")
    assert not list_series(FOLDER).planned
    assert found.series.origin == "invented"


@each_record
def test_everything_is_made_up(path: Path) -> None:
    """The source tells of no meeting: every part of every record says that it is invented."""
    session = read_record(path).session
    assert session.header.date is not None
    assert session.header.date < SEED_DAY
    for table, item in marked(session):
        origin = getattr(item, "origin", "") or item.extra.get("origin")
        assert origin == "invented", (table, item)


@each_record
def test_nobody_has_a_name(path: Path) -> None:
    """Roles, organisations and code names of cases only."""
    session = read_record(path).session
    has_no_names(session)
    assert {note.author for note in session.notes} == {"notulist"}


@each_record
def test_the_plan_is_that_of_the_werkvorm(path: Path) -> None:
    """Blocks follow each other within the day, and what was written falls within its block."""
    session = read_record(path).session
    fresh = prepared_session(
        load_werkvormen(None).formats[session.header.werkvorm],
        session_id="",
        document="",
        number=session.header.number,
    )
    plans = [
        [(each.id, each.planned_minutes, each.step, each.worksheets, each.captures) for each in of]
        for of in (session.plan, fresh.plan)
    ]
    assert plans[0] == plans[1]
    assert [each.id for each in session.perspectives] == [each.id for each in fresh.perspectives]
    keeps_to_its_clock(
        session, ("notes", "solutions", "requirements", "frameworks", "promises", "decisions")
    )


def test_every_reference_leads_somewhere(days: tuple[Session, Session]) -> None:
    """Within a day, and from the second day to the first."""
    before: set[str] = set()
    for day in days:
        known = {table: {each.id for each in getattr(day, table)} for table in ITEM_TABLES}
        cases, parties = known["cases"] | {""}, known["perspectives"] | {""}
        for note in day.notes:
            assert note.case in cases
            assert note.perspective in parties
        for requirement in day.requirements:
            assert set(requirement.from_) <= known["notes"]
            assert {*requirement.supported_by, requirement.party} <= parties
            assert {test.case for test in requirement.tests} <= cases
        for framework in day.frameworks:
            for line in (*framework.lines, *framework.dropped):
                assert set(line.from_) <= known["requirements"] | before
                assert line.case in cases
        for promise in day.promises:
            assert set(promise.from_) <= known["solutions"]
        for rating in day.ratings:
            assert rating.scale in known["scales"]
        assert {each.item for each in day.updates} <= before
        for update in day.updates:
            assert {each.becomes for each in update.improvements} <= known["promises"]
        before = {each for ids in known.values() for each in ids}
        before |= {line.id for each in day.frameworks for line in each.lines}


def test_the_first_day_leaves_what_the_source_asks(days: tuple[Session, Session]) -> None:
    """A shared picture, one programme of wishes of all parties, and what came of its test."""
    day, _second = days
    headings = {block.id: block.heading for block in day.plan if block.heading}
    said_under = {headings[note.block] for note in day.notes if note.block in headings}
    assert said_under == {"is", "is niet", "schaduwzijden", "wat mij weerhoudt", "zo werkt het"}
    in_shoes = {each.role for each in day.participants if each.position}
    assert in_shoes == set(day.header.required_roles)
    wishes = {note.perspective for note in day.notes if note.kind == "eis"}
    assert wishes == {each.id for each in day.perspectives}
    assert any(len(each.from_) > 1 for each in day.requirements)
    outcomes = {outcome_of(each) for each in day.requirements}
    assert outcomes == {"holds", "adjust", "drops"}
    (dropped,) = (each for each in day.requirements if outcome_of(each) == "drops")
    (framework,) = day.frameworks
    assert framework.version == 1
    assert dropped.id not in {each for line in framework.lines for each in line.from_}


def test_the_second_day_tells_what_became_of_it(days: tuple[Session, Session]) -> None:
    """Each line is answered for; three changes, each because of a case that was worked on."""
    first, day = days
    lines = {line.id for line in first.frameworks[0].lines}
    told = [each for each in day.updates if each.item in lines]
    assert {each.item for each in told} == lines
    assert {each.applied for each in told} == {"yes", "partly", "no"}
    assert {each.went for each in told} == {"well", "mixed", "too_early", None}
    here = framework_here(day, [first])
    assert [each.framework.version for each in here.versions] == [1, 2]
    changes = [each for each in here.changes if each.case]
    assert {each.how for each in changes} == {"added", "changed", "dropped"}
    assert {each.case for each in changes} == {"d", "e"}
    assert {each.scale for each in day.ratings} == {each.id for each in day.scales}


def test_what_stayed_open_is_on_record(days: tuple[Session, Session]) -> None:
    """The executive left the first day early; after the second day no date is known."""
    first, second = days
    assert [(each.code, each.subject) for each in open_points(first)] == [
        (OpenCode.MISSING_AT_END, "bestuurder")
    ]
    assert [each.code for each in open_points(second)] == [OpenCode.NEXT_DATE_UNKNOWN]
    for day in days:
        assert day.header.closed_with == tuple(point.mark for point in open_points(day))
    assert first.next.date == second.header.date
