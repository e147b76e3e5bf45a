"""The shipped leerkring and praktijklab: made up and marked so, and whole enough to look at."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sessiecoach.domain.attendance import domains_not_present
from sessiecoach.domain.evaluation import asked
from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import Session
from sessiecoach.storage.checking import check_files
from sessiecoach.storage.home import shipped
from sessiecoach.storage.listing import list_series
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.series import read_series, series_bytes
from sessiecoach.storage.werkvormen import load_werkvormen
from tests.storage.sample_checks import has_no_names, keeps_to_its_clock, marked

LEERKRING = shipped("sessions") / "leerkring-wonen-en-zorg"
LAB = shipped("sessions") / "praktijklab-uitstroom"
# By name: whoever tried the program in a checkout has files of their own beside these.
KIJKGLAS = LEERKRING / "2018-03-15-kijkglas.toml"
BOCHT = LEERKRING / "2018-04-19-ideale-bocht.toml"
RECORDS = (KIJKGLAS, BOCHT, LAB / "2018-06-11-praktijklab.toml")
SERIES = (LEERKRING / "series.toml", LAB / "series.toml")
each_record = pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
each_series = pytest.mark.parametrize("path", SERIES, ids=lambda path: path.parent.name)


@pytest.fixture(scope="module")
def meetings() -> tuple[Session, ...]:
    """Give the three meetings that are there."""
    return tuple(read_record(path).session for path in RECORDS)


def test_all_files_are_in_order() -> None:
    """Checking them finds no fault."""
    report = check_files([*RECORDS, *SERIES])
    assert report.faults == ()
    assert report.files == 5


@each_record
def test_a_record_is_as_this_program_writes_it(path: Path) -> None:
    """Opening and saving it moves no byte, and its name is its id."""
    record = read_record(path)
    assert record_bytes(record.session) == record.data
    header = record.session.header
    assert (header.id, header.series) == (path.stem, path.parent.name)
    assert (header.status, header.closed_with) == ("closed", ())


@each_series
def test_a_series_is_as_this_program_writes_it(path: Path) -> None:
    """And plans nothing, so that it is never the one whose next meeting comes first."""
    found = read_series(path)
    assert series_bytes(found.series) == found.data
    assert found.series.id == path.parent.name
    assert found.series.origin == "invented"
    assert not list_series(path.parent).planned


@each_record
def test_everything_is_made_up(path: Path) -> None:
    """The source gives no meeting: every part of every record says that it is invented."""
    for table, item in marked(read_record(path).session):
        origin = getattr(item, "origin", "") or item.extra.get("origin")
        assert origin == "invented", (table, item)


@each_record
def test_nobody_has_a_name(path: Path) -> None:
    """Roles and organisations only, in participants and in everything that was said."""
    session = read_record(path).session
    has_no_names(session)


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
        [(block.id, block.kind, block.planned_minutes, block.captures) for block in each.plan]
        for each in (session, fresh)
    ]
    assert plans[0] == plans[1]
    keeps_to_its_clock(session, ("notes", "solutions", "promises"))


def test_each_lens_has_findings_and_a_score(meetings: tuple[Session, ...]) -> None:
    """Three at least through each of the five, and the room scored each statement."""
    kijkglas = meetings[0]
    found = Counter(note.perspective for note in kijkglas.notes if note.perspective)
    assert list(found) == ["ambitie", "belangen", "relatie", "organisatie", "proces"]
    assert min(found.values()) >= 3
    scores = [score for each in asked(kijkglas) for score in each.scores]
    assert [score.scale.id for score in scores] == list(found)
    assert {score.total for score in scores} == {10}


def test_there_is_one_advice_on_the_case(meetings: tuple[Session, ...]) -> None:
    """All parties give it together."""
    (advice,) = (note for note in meetings[0].notes if note.kind == "advies")
    assert (advice.block, advice.case) == ("advies", "a")


def test_the_second_meeting_tells_what_became_of_the_first(meetings: tuple[Session, ...]) -> None:
    """Each promise and report-back came by; not everything was done."""
    first, second, _lab = meetings
    left = {each.id for each in first.promises} | {each.id for each in first.report_backs}
    assert {each.item for each in second.updates} == left
    assert {each.status for each in second.updates} == {"done", "started", None}
    assert {each.done for each in second.updates} == {"yes", "partly", "no", None}


def test_only_the_preparation_is_private(meetings: tuple[Session, ...]) -> None:
    """What somebody wrote there is, and nothing else."""
    for meeting in meetings:
        for note in meeting.notes:
            assert note.private == (note.block == "voorbereiden")
    assert any(note.private for note in meetings[1].notes)


def test_all_three_domains_were_in_the_praktijklab(meetings: tuple[Session, ...]) -> None:
    """As the source asks; each also said what hinders and what helps."""
    lab = meetings[2]
    assert domains_not_present(lab) == ()
    told = {(note.perspective, note.kind) for note in lab.notes if note.perspective}
    assert told == {
        (d, k) for d in ("wonen", "welzijn", "zorg") for k in ("belemmering", "helpend")
    }
    promised = {solution for each in lab.promises for solution in each.from_}
    assert promised == {each.id for each in lab.solutions}
