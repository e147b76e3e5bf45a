"""The shipped sample: as this program writes it, true to its source, every item marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sessiecoach.domain.closing import open_points
from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import ITEM_TABLES, Session
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.home import shipped
from sessiecoach.storage.records import read_record, record_bytes, record_from, zone_of
from sessiecoach.storage.series import read_series, series_bytes
from sessiecoach.storage.shape import plain
from sessiecoach.storage.werkvormen import load_werkvormen

SESSIONS = shipped("sessions")
FOLDER = SESSIONS / "proeftuin-ruwaard"
# By name: whoever tried the program in a checkout has records of their own beside these.
RECORDS = tuple(
    FOLDER / f"{date}-leersessie.toml" for date in ("2016-06-27", "2016-09-05", "2016-10-10")
)
SERIES = (FOLDER / "series.toml",)


@pytest.fixture(scope="module")
def session() -> Session:
    """Give the first leersessie of Proeftuin Ruwaard."""
    return read_record(RECORDS[0]).session


def items(session: Session) -> Iterator[tuple[str, Any]]:
    """Yield everything in a record that says where it comes from, with its table."""
    for table in ("header", "evaluation", "next"):
        yield table, getattr(session, table)
    for table in ITEM_TABLES:
        for item in getattr(session, table):
            yield table, item


def marks(item: Any) -> tuple[object, tuple[str, ...]]:
    """Return the origin of an item and the keys of it that were made up."""
    origin = getattr(item, "origin", "") or item.extra.get("origin", "")
    invented = getattr(item, "invented", ()) or item.extra.get("invented", ())
    return origin, tuple(invented)


def before(path: Path, table: str) -> Iterator[Any]:
    """Yield what earlier records hold in a table."""
    for earlier in RECORDS[: RECORDS.index(path)]:
        yield from getattr(read_record(earlier).session, table)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_a_shipped_record_is_as_this_program_writes_it(path: Path) -> None:
    """Opening and saving it moves no byte, and its name is its id."""
    record = read_record(path)
    assert record_bytes(record.session) == record.data
    assert record_from(record_bytes(record.session)).session == record.session
    assert record.session.header.id == path.stem
    assert record.session.header.series == path.parent.name


@pytest.mark.parametrize("path", SERIES, ids=lambda path: path.parent.name)
def test_a_shipped_series_is_as_this_program_writes_it(path: Path) -> None:
    """Its file too is what saving it would give, and its folder has its id."""
    found = read_series(path)
    assert series_bytes(found.series) == found.data
    assert found.series.id == path.parent.name


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_every_item_says_whether_the_source_has_it(path: Path) -> None:
    """Seed or invented; of a seed item the made-up keys are named, and are keys that it has."""
    for table, item in items(read_record(path).session):
        origin, invented = marks(item)
        assert origin in ("seed", "invented"), (table, item)
        assert not invented or origin == "seed", (table, item)
        keys = {*plain(item), "of", "count", "kind"}
        assert set(invented) <= keys, (table, item)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_only_persons_of_the_source_have_a_name(path: Path) -> None:
    """Nobody is made up by name, and notes are signed with a role.

    The source tells who was at the first meeting; who came to the others it does not say.
    """
    session = read_record(path).session
    named = {(each.role, each.name) for each in session.participants if each.name}
    in_source = {("programmamanager", "Susanne Smits"), ("casuïstiekaanjager", "Bart Bakker")}
    assert named == (in_source if path == RECORDS[0] else set())
    assert {note.author.split()[0] for note in session.notes} == {"notulist"}
    assert not session.header.names


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_every_reference_leads_somewhere(path: Path) -> None:
    """Blocks, perspectives, cases, groups, notes and solutions that are named are there."""
    session = read_record(path).session
    known = {table: {item.id for item in getattr(session, table)} | {""} for table in ITEM_TABLES}
    proposed = {each.id for each in before(path, "solutions")} | known["solutions"]
    for table in ("notes", "solutions", "promises", "decisions"):
        for item in getattr(session, table):
            assert item.block in known["blocks"]
            assert item.perspective in known["perspectives"]
            assert item.case in known["cases"]
            assert item.group in known["groups"]
    for note in session.notes:
        assert note.merged_into in known["notes"]
    for solution in session.solutions:
        assert set(solution.answers) <= known["notes"]
    for promise in session.promises:
        assert set(promise.from_) <= proposed  # an improvement is of an earlier solution
    for rating in session.ratings:
        assert rating.scale in known["scales"]
        assert 1 <= rating.value <= rating.of


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_the_clock_of_a_closed_meeting_is_one_that_could_be(path: Path) -> None:
    """Blocks follow each other without a gap, end in time, and notes fall within their block."""
    session = read_record(path).session
    blocks = {block.id: block for block in session.blocks}
    for one, two in zip(session.plan, session.plan[1:], strict=False):
        assert one.ended_at == two.started_at
    for table in ("notes", "solutions", "promises", "decisions"):
        for item in getattr(session, table):
            block = blocks[item.block]
            assert block.started_at <= item.written_at <= block.ended_at, item
    last = session.plan[-1].ended_at
    assert last is not None
    assert last.astimezone(zone_of(session)).time() <= (session.header.ends or dt.time.max)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_the_plan_is_that_of_the_werkvorm(path: Path) -> None:
    """What the werkvorm gives a first meeting and later ones stands in their records."""
    session = read_record(path).session
    werkvorm = load_werkvormen(None).formats[session.header.werkvorm]
    fresh = prepared_session(
        werkvorm,
        session_id="",
        document="",
        number=session.header.number,
        earlier_meetings=path != RECORDS[0],
    )
    told = [
        [(block.id, block.kind, block.planned_minutes, block.captures) for block in each.blocks]
        for each in (session, fresh)
    ]
    assert told[0] == told[1]
    assert sum(block.planned_minutes for block in session.blocks) == 90
    assert [each.id for each in session.perspectives] == [each.id for each in fresh.perspectives]


def test_the_record_holds_what_the_source_tells(session: Session) -> None:
    """Date, rounds, perspectives, agreements, evaluation and what comes next."""
    header = session.header
    assert (header.date, header.number, header.status) == (dt.date(2016, 6, 27), 1, "closed")
    assert header.location == ""  # the source does not say where it was
    assert "wat belemmert en wat helpt" in header.goal
    rounds = [block for block in session.blocks if block.kind == "round"]
    assert [block.planned_minutes for block in rounds] == [20, 20, 20]
    assert [each.id for each in session.perspectives] == [
        "systeem",
        "professional",
        "veranderproces",
    ]
    roles = {each.role for each in session.participants if marks(each)[0] == "seed"}
    assert roles == {"programmamanager", "casuïstiekaanjager", "professional", "manager"}
    (promise,) = (each for each in session.promises if each.origin == "seed")
    assert promise.owner == "werkgroep Anders samenwerken"
    assert promise.kind == "toezegging"
    (report,) = session.report_backs
    assert report.subject == "ervaren knelpunten en mogelijke oplossingsrichtingen"
    assert set(session.evaluation.good) >= {"lang genoeg", "constructief", "to-the-point"}
    assert "managers" in session.evaluation.wishes[0]
    assert session.next.date == dt.date(2016, 9, 5)
    assert open_points(session) == ()


def test_the_three_solutions_are_whole(session: Session) -> None:
    """Parts, addressees, requests upward and the place for follow-up of each."""
    ambassador, room, backing = session.solutions
    assert all(each.origin == "seed" for each in session.solutions)
    assert all(each.feasible_for_management_present for each in session.solutions)
    assert all(each.block == "r3" for each in session.solutions)
    assert "ruimte geven met rugdekking" in ambassador.text
    assert ambassador.parts == (
        "het gewoon (durven) doen",
        "intervisie stimuleren (op samenwerking)",
        "kaders geven voor eindresultaten, financiën, cultuur en transparantie",
    )
    assert [(each.to, each.text) for each in ambassador.requests] == [
        ("bestuurders", "samen optrekken")
    ]
    assert "Figuurlijke ruimte en tijd" in room.text
    assert room.follow_up_at == "werkgroep Anders samenwerken"
    assert [(each.to, each.text) for each in room.requests] == [
        ("bestuurders", "zelfsturing als aanbeveling")
    ]
    assert "gemotiveerde oplossing" in backing.text
    assert backing.addressed_to == ("management", "bestuurders")
    assert len(backing.parts) == 2


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_every_perspective_and_case_has_what_helps_and_what_hinders(path: Path) -> None:
    """The sample fills the screens: each column and each discussed case has both kinds."""
    session = read_record(path).session
    standing = [note for note in session.notes if note.withdrawn_at is None]
    assert len(standing) >= (30 if path == RECORDS[0] else 14)
    for perspective in session.perspectives:
        kinds = {note.kind for note in standing if note.perspective == perspective.id}
        assert kinds >= {"belemmering", "helpend"}
    for case in session.cases:
        if case.status != "offered":
            kinds = {note.kind for note in standing if note.case == case.id}
            assert kinds >= {"belemmering", "helpend"}


def test_the_series_plans_the_four_mondays_of_the_source() -> None:
    """5 September, 10 October, 21 November and 19 December 2016, 9.00-10.30, gemeentehuis Oss."""
    series = read_series(SERIES[0]).series
    assert series.title == "Proeftuin Ruwaard"
    planned = series.planned_meetings
    assert [each.date for each in planned] == [
        dt.date(2016, 9, 5),
        dt.date(2016, 10, 10),
        dt.date(2016, 11, 21),
        dt.date(2016, 12, 19),
    ]
    for each in planned:
        assert each.origin == "seed"
        assert each.date.isoweekday() == 1
        assert (each.starts, each.ends) == (dt.time(9), dt.time(10, 30))
        assert series.location_of(each) == "gemeentehuis Oss"
        assert series.werkvorm_of(each) == "leersessie"


def test_the_sample_is_listed_with_its_planned_meetings() -> None:
    """A newcomer finds three closed meetings with all they hold, and the dates ahead."""
    archive = Archive(SESSIONS)
    series = archive.meetings_of(FOLDER)
    assert len(series.meetings) >= 5
    found = {each.path: each for each in archive.summaries_of(series, dt.date(2016, 11, 21))}
    first, second, third = (found[path] for path in RECORDS)
    assert [
        (each.header.status, each.notes, each.solutions) for each in (first, second, third)
    ] == [("closed", 38, 3), ("closed", 20, 4), ("closed", 20, 3)]
    assert (first.promises.open, first.promises.kept, first.promises.late) == (1, 2, 1)
    assert (second.promises.open, second.promises.kept, second.promises.late) == (1, 2, 0)
