"""A whole series as it was read: every meeting, what was told between them, and every fault."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.carry_over import carried
from sessiecoach.domain.errors import FaultCode
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Header, Note, Session, Solution, Update
from sessiecoach.storage.history import History, read_history
from sessiecoach.storage.listing import list_folder
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.series import series_bytes
from sessiecoach.storage.updates import add_update

JUNE, SEPTEMBER, OCTOBER = dt.date(2016, 6, 27), dt.date(2016, 9, 5), dt.date(2016, 10, 10)


def put(folder: Path, name: str, date: dt.date | None, **tables: Any) -> Path:
    """Write a record with this name as its id."""
    path = folder / f"{name}.toml"
    header = Header(id=tables.pop("id", name), date=date, status="closed")
    path.write_bytes(record_bytes(Session(header=header, **tables)))
    return path


def ids(history: History) -> list[str]:
    """Return the ids of the meetings that were read."""
    return [each.header.id for each in history.meetings]


def test_a_series_is_read_with_its_meetings_and_updates(tmp_path: Path) -> None:
    """The meetings by the day in their records, whatever their files are called."""
    series = Series(id="reeks", title="Onze reeks")
    (tmp_path / "series.toml").write_bytes(series_bytes(series))
    october = put(tmp_path, "2016-05-01-verplaatst", OCTOBER)
    june = put(tmp_path, "2016-06-27-leersessie", JUNE)
    september = put(tmp_path, "2016-09-05-leersessie", SEPTEMBER)
    told = add_update(tmp_path, Update(item="s-1", on=SEPTEMBER))
    history = read_history(tmp_path)
    assert (history.folder, history.title, history.series) == (tmp_path, "Onze reeks", series)
    assert ids(history) == [june.stem, september.stem, october.stem]
    assert history.paths == {path.stem: path for path in (june, september, october)}
    assert (history.loose, history.updates) == ((told,), (told.update,))
    assert history.faults == ()


def test_a_broken_file_is_a_fault_and_the_others_are_read(tmp_path: Path) -> None:
    """Of a record, of the series and of an update, each by its name."""
    put(tmp_path, "2016-06-27-leersessie", JUNE)
    add_update(tmp_path, Update(item="s-1", on=SEPTEMBER))
    broken = {
        "series.toml": FaultCode.NOT_TOML,
        "2016-09-05-leersessie.toml": FaultCode.NOT_TOML,
        "updates/2016-09-19-kapot.toml": FaultCode.NOT_TOML,
    }
    for name in broken:
        (tmp_path / name).write_text("schema =\n", encoding="utf-8")
    history = read_history(tmp_path)
    assert ids(history) == ["2016-06-27-leersessie"]
    assert len(history.updates) == 1
    assert history.title == tmp_path.name
    assert {fault.file: fault.code for fault in history.faults} == {
        str(tmp_path / name): code for name, code in broken.items()
    }


def test_an_empty_folder_is_a_series_without_meetings(tmp_path: Path) -> None:
    """One that is gone says why it could not be read."""
    history = read_history(tmp_path)
    assert (history.meetings, history.updates, history.faults) == ((), (), ())
    gone = read_history(tmp_path / "weg")
    assert [(each.code, each.found) for each in gone.faults] == [(FaultCode.NOT_READABLE, "ENOENT")]


def test_loose_records_in_the_sessions_folder_are_a_series(tmp_path: Path) -> None:
    """With what was told between them, which is no series of its own."""
    put(tmp_path, "2016-06-27-vrij", JUNE)
    add_update(tmp_path, Update(item="s-1", on=SEPTEMBER))
    other = tmp_path / "reeks"
    other.mkdir()
    put(other, "2016-09-05-leersessie", SEPTEMBER)
    history = read_history(tmp_path)
    assert (ids(history), len(history.updates)) == (["2016-06-27-vrij"], 1)
    assert [each.folder for each in list_folder(tmp_path).series] == [tmp_path, other]


def test_a_series_may_be_called_updates(tmp_path: Path) -> None:
    """It has a file of its own that says so."""
    series = tmp_path / "updates"
    series.mkdir()
    put(series, "2016-06-27-vrij", JUNE)
    assert list_folder(tmp_path).series == ()
    (series / "series.toml").write_bytes(series_bytes(Series(title="Updates")))
    assert [each.title for each in list_folder(tmp_path).series] == ["Updates"]


def test_a_meeting_without_an_id_is_known_by_its_file(tmp_path: Path) -> None:
    """Two that a person wrote by hand are two meetings, and each can look back."""
    first = put(tmp_path, "2016-06-27-vrij", JUNE, id="", solutions=(Solution(id="s-1"),))
    second = put(tmp_path, "2016-09-05-vrij", SEPTEMBER, id="")
    history = read_history(tmp_path)
    assert history.paths == {"2016-06-27-vrij": first, "2016-09-05-vrij": second}
    (found,) = carried(history.meetings, history.updates, OCTOBER, "2016-09-05-vrij")
    assert found.meeting.header.id == "2016-06-27-vrij"


def test_of_two_copies_of_a_record_the_first_is_where_it_lies(tmp_path: Path) -> None:
    """Both are read, so that nothing vanishes that only one of them has."""
    first = put(tmp_path, "2016-06-27-vrij", JUNE)
    put(tmp_path, "2016-06-27-vrij-2", JUNE, id="2016-06-27-vrij", solutions=(Solution(id="s-1"),))
    history = read_history(tmp_path)
    assert history.paths == {"2016-06-27-vrij": first}
    assert [each.item.id for each in carried(history.meetings, (), OCTOBER)] == ["s-1"]


def test_an_open_meeting_takes_the_place_of_its_record(tmp_path: Path) -> None:
    """What was typed since it was last written counts; a meeting without a record is added."""
    put(tmp_path, "2016-06-27-vrij", JUNE)
    put(tmp_path, "2016-09-05-vrij", SEPTEMBER)
    history = read_history(tmp_path)
    now = Session(header=Header(id="2016-06-27-vrij", date=OCTOBER), notes=(Note(id="n-1"),))
    assert history.with_meeting(now).meetings == (history.meetings[1], now)
    new = Session(header=Header(id="nieuw", date=JUNE))
    assert ids(history.with_meeting(new)) == ["2016-06-27-vrij", "nieuw", "2016-09-05-vrij"]


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_in_which_files_were_made_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[str]
) -> None:
    """A copy of a folder may hold its files in any order."""
    folder = tmp_path_factory.mktemp("reeks")
    for name in order:
        told = (Update(id=f"u-{name}", item="s-a", on=OCTOBER, how=name),)
        put(folder, name, JUNE, solutions=(Solution(id=f"s-{name}"),), updates=told)
    history = read_history(folder)
    found = carried(history.meetings, history.updates, OCTOBER)
    assert [each.item.id for each in found] == ["s-a", "s-b", "s-c", "s-d"]
    assert [each.how for each in found[0].told] == ["a", "b", "c", "d"]
