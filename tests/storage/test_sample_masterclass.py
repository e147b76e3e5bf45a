"""The shipped masterclass: made up and marked so, and whole enough to look at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sessiecoach.domain.closing import OpenCode, open_points
from sessiecoach.domain.own_questions import OwnQuestionView, own_questions, question_rounds
from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import Session
from sessiecoach.storage.checking import check_files
from sessiecoach.storage.home import shipped
from sessiecoach.storage.listing import list_series
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.series import read_series, series_bytes
from sessiecoach.storage.werkvormen import load_werkvormen
from tests.storage.sample_checks import has_no_names, keeps_to_its_clock, marked

FOLDER = shipped("sessions") / "masterclass-zuid-holland"
# By name: whoever tried the program in a checkout has files of their own beside these.
RECORDS = tuple(
    FOLDER / f"{name}.toml"
    for name in (
        "2014-09-15-masterclass-bijeenkomst",
        "2015-02-02-masterclass-bijeenkomst",
        "2015-06-22-masterclass-slot",
    )
)
SERIES = FOLDER / "series.toml"
SEED_DAY = dt.date(2016, 6, 27)
"""The first meeting of the other sample, which is the one that newcomers go on with."""
each_record = pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def meetings() -> tuple[Session, ...]:
    """Give the three meetings that are there."""
    return tuple(read_record(path).session for path in RECORDS)


@pytest.fixture(scope="module")
def views(meetings: tuple[Session, ...]) -> tuple[OwnQuestionView, ...]:
    """Give the own questions as they stand after the last meeting."""
    return own_questions(read_series(SERIES).series.questions, meetings)


def test_all_files_are_in_order() -> None:
    """Checking them finds no fault."""
    report = check_files([*RECORDS, SERIES])
    assert report.faults == ()
    assert report.files == 4


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
    assert (found.series.id, found.series.kind) == (FOLDER.name, "reeks-masterclass")
    assert not list_series(FOLDER).planned
    assert found.series.origin == "invented"
    assert {each.origin for each in found.series.questions} == {"invented"}


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
    """Roles and organisations only, in participants, questions and everything that was said."""
    session = read_record(path).session
    has_no_names(session, "Zuid-Holland")


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
    keeps_to_its_clock(session, ("questions", "notes", "promises", "decisions"))


def test_every_reference_leads_somewhere(
    meetings: tuple[Session, ...], views: tuple[OwnQuestionView, ...]
) -> None:
    """Rounds and updates name questions, promises, decisions and report-backs that were there."""
    known = {each.id for each in views}
    for meeting in meetings:
        assert all(block.question in known for block in question_rounds(meeting))
        assert {each.item for each in meeting.updates} <= known
        for table in ("promises", "decisions", "report_backs"):
            known |= {each.id for each in getattr(meeting, table)}
    numbers = [each.number for meeting in meetings for each in meeting.decisions]
    assert numbers == [1, 2, 3, 4]


def test_only_the_last_meeting_leaves_something_open(meetings: tuple[Session, ...]) -> None:
    """After the closing meeting there is no next one; that is all, and its record says so."""
    *others, last = meetings
    assert [open_points(each) for each in others] == [(), ()]
    assert [each.code for each in open_points(last)] == [OpenCode.NEXT_DATE_UNKNOWN]
    assert last.header.closed_with == ("next_date_unknown",)


def test_each_meeting_has_its_theme_and_master(meetings: tuple[Session, ...]) -> None:
    """The theme is one of the werkvorm, and three questions were worked on."""
    for meeting in meetings[:2]:
        assert meeting.header.theme in meeting.header.themes
        assert meeting.header.guest.startswith("master")
        assert len({block.question for block in question_rounds(meeting)}) == 3


def test_the_questions_show_their_ways(views: tuple[OwnQuestionView, ...]) -> None:
    """From each party one; reworded and not, steps of every outcome, and one never worked on."""
    assert len(views) == 6
    assert max(len(each.versions) for each in views) == 3
    assert [each.by for each in views if not each.worked_on] == ["intern begeleider"]
    assert sum(len(each.worked_on) == 2 for each in views) == 1
    done = {step.done for each in views for step in each.steps}
    assert done == {"yes", "partly", "no", None}
    assert sum(bool(each.position) for each in views) == 4
