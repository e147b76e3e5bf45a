"""The file series.toml: read and written as records are."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import assume, given

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.keys import ValueType
from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.storage.series import read_series, series_bytes, series_from, write_series
from tests import strategies

MEETING = PlannedMeeting(id="2016-09-05", date=dt.date(2016, 9, 5), starts=dt.time(9))


def faults_of(data: bytes) -> tuple[Fault, ...]:
    with pytest.raises(FileFaultsError) as caught:
        series_from(data)
    return caught.value.faults


@given(strategies.shaped(Series))
def test_any_series_survives_writing_and_reading(series: Series) -> None:
    """What is on disk is the series, but for the ids that a person left out."""
    taken = [meeting.id for meeting in series.planned_meetings]
    assume("" not in taken and len(set(taken)) == len(taken))
    data = series_bytes(series)
    assert series_from(data).series == series
    assert series_bytes(series_from(data).series) == data


def test_keys_that_this_program_does_not_know_stay() -> None:
    """What participants bring, and whatever a person added, survives at every level."""
    data = (
        b'schema = 1\ntitle = "Reeks"\neigen = 1.5\n\n[[planned_meetings]]\nid = "a"\n'
        b"date = 2016-09-05\nlunch = true\n\n"
        b'[[participants]]\nid = "p-1"\nquestions = [ { text = "Hoe?", on = 2016-06-27 } ]\n'
    )
    written = series_bytes(series_from(data).series)
    assert tomllib.loads(written.decode()) == tomllib.loads(data.decode())


def test_the_file_reads_as_a_list_of_dates() -> None:
    """The series first, then a table for each planned meeting; nothing that says nothing."""
    series = Series(id="reeks", title="Reeks", partners=("wonen",), planned_meetings=(MEETING,))
    assert series_bytes(series).decode() == (
        'schema = 1\nid = "reeks"\ntitle = "Reeks"\npartners = ["wonen"]\n\n'
        '[[planned_meetings]]\nid = "2016-09-05"\ndate = 2016-09-05\nstarts = 09:00:00\n'
    )


def test_a_planned_meeting_without_an_id_is_known_by_its_date() -> None:
    """Two on one day are told apart, and an id that a person gave is not taken by another."""
    dates = ["2016-09-05", "2016-09-05", "2016-10-10"]
    tables = "".join(f"[[planned_meetings]]\ndate = {date}\n" for date in dates)
    own = '[[planned_meetings]]\nid = "2016-10-10"\ndate = 2016-11-21\n'
    data = f"schema = 1\n{tables}{own}".encode()
    ids = [meeting.id for meeting in series_from(data).series.planned_meetings]
    assert ids == ["2016-09-05", "2016-09-05-2", "2016-10-10-2", "2016-10-10"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [Fault(FaultCode.MISSING_KEY, "schema", "1")]),
        ("schema = true", [Fault(FaultCode.WRONG_SCHEMA, "schema", "1", "true")]),
        (
            "schema = 1\n[[planned_meetings]]\n",
            [Fault(FaultCode.MISSING_KEY, "planned_meetings[1].date")],
        ),
        (
            'schema = 1\ntitle = 2016\n[[planned_meetings]]\ndate = "maandag"\n',
            [
                Fault(FaultCode.WRONG_TYPE, "title", ValueType.TEXT, "2016"),
                Fault(
                    FaultCode.WRONG_TYPE, "planned_meetings[1].date", ValueType.DATE, '"maandag"'
                ),
            ],
        ),
        (
            "schema = 1\n" + 2 * '[[planned_meetings]]\nid = "a"\ndate = 2016-09-05\n',
            [Fault(FaultCode.DOUBLE_ID, "planned_meetings[2].id", found='"a"')],
        ),
        (
            "schema = 2\ntitle = [1]\n",
            [
                Fault(FaultCode.NEWER_SCHEMA, "schema", "1", "2"),
                Fault(FaultCode.WRONG_TYPE, "title", ValueType.TEXT, "[…]"),
            ],
        ),
    ],
)
def test_a_broken_series_is_told_with_its_place(text: str, faults: list[Fault]) -> None:
    """Each fault has its key, what belongs there and what stands there."""
    assert list(faults_of(text.encode())) == faults


def test_a_newer_series_is_read_and_says_so() -> None:
    """What a newer program wrote can be looked at where it is still understood."""
    assert series_from(b"schema = 2\nnieuw = 1").newer
    assert not series_from(b"schema = 1").newer


def test_a_series_is_kept_in_its_file(tmp_path: Path) -> None:
    """A fault in the file names the file."""
    path = tmp_path / "series.toml"
    series = Series(title="Reeks", planned_meetings=(MEETING,))
    write_series(path, series)
    assert read_series(path).series == series
    path.write_bytes(b"schema = 1\ntitle = 1\n")
    with pytest.raises(FileFaultsError) as caught:
        read_series(path)
    assert caught.value.faults[0].file == str(path)
