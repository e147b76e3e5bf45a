"""Moving a meeting that has a record, without a screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.live.moving import move_meeting
from sessiecoach.live.opening import open_to_work
from sessiecoach.storage.records import read_record, record_bytes
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import prepared

DAY, STARTS, ENDS = dt.date(2016, 9, 12), dt.time(10), dt.time(11, 30)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A meeting in preparation."""
    path = tmp_path / "2016-09-05-leersessie.toml"
    path.write_bytes(record_bytes(prepared()))
    return path


def test_only_date_and_hours_change(record: Path, tmp_path: Path, clock: FakeClock) -> None:
    """Everything else of the record is as it was, its id and document included."""
    before = read_record(record).session
    assert move_meeting(record, tmp_path / "state", clock, DAY, STARTS, ENDS) == ""
    moved = replace(before.header, date=DAY, starts=STARTS, ends=ENDS)
    assert read_record(record).session == replace(before, header=moved)


def test_a_meeting_that_began_stays(record: Path, tmp_path: Path, clock: FakeClock) -> None:
    """What was begun was on that day."""
    session = read_record(record).session
    begun = replace(session, header=replace(session.header, status="live"))
    record.write_bytes(record_bytes(begun))
    before = record.read_bytes()
    assert move_meeting(record, tmp_path / "state", clock, DAY, STARTS, ENDS) == "begun"
    assert record.read_bytes() == before


def test_a_meeting_that_is_open_elsewhere_stays(
    record: Path, tmp_path: Path, clock: FakeClock
) -> None:
    """Who has it open is not overtaken."""
    opened = open_to_work(record, tmp_path / "state", clock)
    before = record.read_bytes()
    assert move_meeting(record, tmp_path / "state", clock, DAY, STARTS, ENDS) == "held"
    assert record.read_bytes() == before
    opened.leave()
    assert move_meeting(record, tmp_path / "state", clock, DAY, STARTS, ENDS) == ""
