"""The index is a cache: it follows the files, may be deleted, and never stands in the way."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.errors import FaultCode
from sessiecoach.domain.session import Note, Session, Update
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.search.cache import LAYOUT, index_file, remove_index
from sessiecoach.storage.search.index import Refreshed, SearchIndex
from sessiecoach.storage.updates import add_update
from tests.storage.searched import FIRST, NOW, SECOND, ask, items, put


class Folder:
    """A sessions folder with its state folder."""

    def __init__(self, root: Path) -> None:
        self.sessions, self.state = root / "sessions", root / "state"
        self.oss = put(self.sessions, "oss", FIRST)
        self.zuid = put(self.sessions, "zuid", SECOND)

    @property
    def file(self) -> Path:
        """Where the index lies."""
        return index_file(self.state, self.sessions)

    def index(self) -> SearchIndex:
        """Open the index."""
        return SearchIndex(self.state, self.sessions)

    def read_by(self, index: SearchIndex, now: dt.datetime = NOW) -> int:
        """Bring an index up to date, and return how many files it read."""
        read: list[int] = []
        index.refresh(now, lambda done, _of: read.append(done))
        return len(read)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Give a folder with two series."""
    return Folder(tmp_path)


def noted(text: str) -> Session:
    """Return a meeting with one note."""
    return replace(SECOND, notes=(Note(id="n-8", kind="feit", text=text),), updates=())


def test_only_what_changed_is_read_again(folder: Folder) -> None:
    """A series without a change is not opened; another run of the program knows it too."""
    index = folder.index()
    assert folder.read_by(index) == 2
    assert folder.read_by(index) == 0
    put(folder.sessions, "zuid", noted("Appeltaart"))
    assert folder.read_by(index) == 1
    assert items(index, "appeltaart") == ["n-8"]
    assert items(index, "verrassend") == []
    index.close()
    again = folder.index()
    assert folder.read_by(again) == 0
    assert items(again, "appeltaart") == ["n-8"]
    again.close()


def test_a_file_that_was_only_touched_is_not_read_again(folder: Folder) -> None:
    """A copy or a sync changes times, not words."""
    index = folder.index()
    folder.read_by(index)
    os.utime(folder.oss, ns=(1, 1_000_000_000))
    assert folder.read_by(index) == 0
    index.close()


def test_a_change_within_the_tick_of_a_clock_is_seen(folder: Folder) -> None:
    """The same size and the same time do not hide another text of a file that was just written."""
    index = folder.index()
    put(folder.sessions, "zuid", noted("Appeltaart"))
    before = folder.zuid.stat()
    written = dt.datetime.fromtimestamp(before.st_mtime, dt.UTC)
    assert folder.read_by(index, written) == 2
    folder.zuid.write_bytes(record_bytes(noted("Perentaart")))
    os.utime(folder.zuid, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert folder.zuid.stat().st_size == before.st_size
    assert folder.read_by(index, written) == 1
    assert items(index, "perentaart") == ["n-8"]
    index.close()


def test_what_is_gone_is_not_found(folder: Folder) -> None:
    """A record and a series that were taken away are not in the index either."""
    put(folder.sessions, "oss", noted("Appeltaart"))
    index = folder.index()
    folder.read_by(index)
    assert items(index, "appeltaart") == ["n-8"]
    (folder.sessions / "oss" / "tweede.toml").unlink()
    folder.zuid.unlink()
    folder.zuid.parent.rmdir()
    folder.read_by(index)
    assert items(index, "appeltaart") == items(index, "verrassend") == []
    assert items(index, "terugbellen") == ["f-2"]
    index.close()


def test_a_broken_record_is_named_and_hides_no_other(folder: Folder) -> None:
    """It is named every time, also when it was not read again, until it is mended."""
    broken = folder.sessions / "oss" / "stuk.toml"
    broken.write_text("schema = 1\n[session\n")
    index = folder.index()
    for _ in range(2):
        (fault,) = index.refresh(NOW).faults
        assert (fault.code, fault.file, fault.line) == (FaultCode.NOT_TOML, str(broken), 2)
        assert items(index, "terugbellen") == ["f-2"]
    broken.write_bytes(record_bytes(noted("Appeltaart")))
    assert index.refresh(NOW).faults == ()
    assert items(index, "appeltaart") == ["n-8"]
    index.close()


def test_a_link_that_leads_nowhere_is_named(folder: Folder) -> None:
    """What cannot be looked at is a fault, and gets another chance every time."""
    link = folder.sessions / "oss" / "link.toml"
    try:
        link.symlink_to(folder.sessions / "elders.toml")
    except OSError:
        pytest.skip("this system makes no links")
    index = folder.index()
    assert [each.code for each in index.refresh(NOW).faults] == [FaultCode.NOT_READABLE]
    (folder.sessions / "elders.toml").write_bytes(record_bytes(noted("Appeltaart")))
    assert index.refresh(NOW).faults == ()
    assert items(index, "appeltaart") == ["n-8", "n-8"]
    index.close()


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text_hides_nothing(folder: Folder) -> None:
    """A file and a series with bytes that no text has are read and found like any other."""
    odd = put(folder.sessions, os.fsdecode(b"reeks-\xff"), noted("Appeltaart"))
    odd = odd.rename(odd.with_name(os.fsdecode(b"\xfe.toml")))
    (odd.parent / os.fsdecode(b"\xfd.toml")).write_text("stuk")
    index = folder.index()
    for _ in range(2):
        (fault,) = index.refresh(NOW).faults
        assert fault.file == str(odd.parent / os.fsdecode(b"\xfd.toml"))
        (meeting,) = ask(index, "appeltaart").meetings
        assert (meeting.path, meeting.record, meeting.folder) == (odd, odd, odd.parent)
    assert folder.read_by(index) == 0
    index.close()


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """A new user has no records yet, and no fault either."""
    index = SearchIndex(tmp_path / "state", tmp_path / "nergens")
    assert index.refresh(NOW) == Refreshed()
    assert items(index, "iets") == []
    index.close()


def test_records_without_a_series_have_their_updates_beside_them(folder: Folder) -> None:
    """The folder of updates is no series, and what is told there belongs to the loose records."""
    put(folder.sessions, "", noted("Appeltaart"))
    told = Update(item="n-8", on=SECOND.header.date, remark="Gebakken")
    add_update(folder.sessions, told)
    index = folder.index()
    assert index.refresh(NOW).faults == ()
    (meeting,) = ask(index, "gebakken").meetings
    assert (meeting.series, meeting.record) == ("", folder.sessions / "tweede.toml")
    index.close()


def test_the_records_may_not_be_where_they_are_said_to_be(folder: Folder) -> None:
    """A file in place of the sessions folder is a fault that is named."""
    (folder.sessions / "bestand").write_text("")
    index = SearchIndex(folder.state, folder.sessions / "bestand")
    (fault,) = index.refresh(NOW).faults
    assert fault.file == str(folder.sessions / "bestand")
    index.close()


def test_links_to_folders_are_not_followed(folder: Folder, tmp_path: Path) -> None:
    """What a link points to may be anything."""
    put(tmp_path / "elders", "west", noted("Appeltaart"))
    try:
        (folder.sessions / "west").symlink_to(tmp_path / "elders" / "west")
        (folder.sessions / "oss" / "x.toml").symlink_to(tmp_path / "elders" / "west")
    except OSError:
        pytest.skip("this system makes no links")
    index = folder.index()
    assert index.refresh(NOW).faults == ()
    assert items(index, "appeltaart") == []
    index.close()


def test_the_index_may_be_deleted(folder: Folder) -> None:
    """It comes back by itself, and is for its owner only."""
    index = folder.index()
    folder.read_by(index)
    if sys.platform != "win32":
        assert {each.stat().st_mode & 0o777 for each in folder.file.parent.iterdir()} == {0o600}
        assert folder.file.parent.stat().st_mode & 0o777 == 0o700
    index.close()
    remove_index(folder.state, folder.sessions)
    assert list(folder.file.parent.iterdir()) == []
    again = folder.index()
    assert folder.read_by(again) == 2
    again.close()


@pytest.mark.parametrize("content", [b"geen database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_index_is_made_anew(folder: Folder, content: bytes) -> None:
    """Nothing of it is worth keeping: it is all in the records."""
    folder.file.parent.mkdir(parents=True)
    folder.file.write_bytes(content)
    index = folder.index()
    folder.read_by(index)
    assert index.on_disk
    assert items(index, "terugbellen") == ["f-2"]
    index.close()


def test_an_index_of_another_version_is_made_anew(folder: Folder) -> None:
    """What it holds is not guessed at, though it may look the same."""
    index = folder.index()
    folder.read_by(index)
    index.close()
    with sqlite3.connect(folder.file) as newer:
        newer.execute(f"PRAGMA user_version = {LAYOUT + 1}")
    newer.close()
    again = folder.index()
    assert folder.read_by(again) == 2
    assert again.on_disk
    again.close()


@pytest.mark.parametrize("table", ["files", "found_data", "entries"])
def test_an_index_that_breaks_later_is_made_anew(folder: Folder, table: str) -> None:
    """A question finds nothing then, and everything after the next look at the files."""
    index = folder.index()
    folder.read_by(index)
    with sqlite3.connect(folder.file, isolation_level=None) as other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute(f"DROP TABLE {table}" if table != "found_data" else "DELETE FROM found_data")
    other.close()
    ask(index, "terugbellen")
    folder.read_by(index)
    assert index.on_disk
    assert items(index, "terugbellen") == ["f-2"]
    index.close()


def test_without_a_place_for_it_the_index_is_in_memory(folder: Folder) -> None:
    """A state folder that cannot be written to takes no search away."""
    folder.state.write_text("geen map")
    index = folder.index()
    assert not index.on_disk
    assert folder.read_by(index) == 2
    assert items(index, "terugbellen") == ["f-2"]
    assert folder.read_by(index) == 0
    index.close()


def test_a_disk_that_refuses_later_moves_the_index_to_memory(folder: Folder) -> None:
    """What cannot be written any more is read once more, and found."""
    index = folder.index()
    folder.read_by(index)
    put(folder.sessions, "zuid", noted("Appeltaart"))
    index._database.execute("PRAGMA query_only = ON")
    assert index.refresh(NOW).complete
    assert not index.on_disk
    assert items(index, "appeltaart") == ["n-8"]
    assert items(index, "terugbellen") == ["f-2"]
    index.close()


def test_reading_can_be_stopped_and_goes_on_later(folder: Folder) -> None:
    """What was read until then can be found; the rest comes the next time."""
    index = folder.index()
    heard: list[tuple[int, int]] = []
    stopped = index.refresh(NOW, lambda done, of: heard.append((done, of)), lambda: len(heard) > 1)
    assert not stopped.complete
    assert heard == [(1, 2), (2, 2)]
    assert items(index, "terugbellen") == ["f-2"]
    assert items(index, "verrassend") == []
    assert folder.read_by(index) == 1
    assert items(index, "verrassend") == ["u-1"]
    index.close()


def test_two_programs_and_many_threads_share_an_index(folder: Folder) -> None:
    """Who asks while another reads gets an answer, and in the end both know the same."""
    for number in range(10):
        put(folder.sessions, f"reeks-{number}", noted(f"Appeltaart {number}"))
    one, other = folder.index(), folder.index()
    failed: list[BaseException] = []

    def work(index: SearchIndex) -> None:
        try:
            index.refresh(NOW)
            ask(index, "appeltaart")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(index,)) for index in (one, other) * 3]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    assert one.on_disk
    assert other.on_disk
    assert items(one, "appeltaart") == items(other, "appeltaart") == ["n-8"] * 10
    one.close()
    other.close()


def test_an_answer_is_of_one_instant(folder: Folder) -> None:
    """A meeting that another program takes out while its hits are read is still there for them."""
    index = folder.index()
    folder.read_by(index)
    other = sqlite3.connect(folder.file, isolation_level=None)

    def between(statement: str) -> None:
        if "FROM meetings" in statement:
            other.execute("DELETE FROM meetings")

    index._database.set_trace_callback(between)
    assert items(index, "terugbellen") == ["f-2"]
    assert other.execute("SELECT count(*) FROM meetings").fetchone() == (0,)
    index.close()
    other.close()


def test_each_sessions_folder_has_its_own_index(folder: Folder, tmp_path: Path) -> None:
    """What lies in another folder is not found here."""
    put(tmp_path / "ander", "oss", noted("Appeltaart"))
    index, other = folder.index(), SearchIndex(folder.state, tmp_path / "ander")
    index.refresh(NOW)
    other.refresh(NOW)
    assert (items(index, "appeltaart"), items(other, "appeltaart")) == ([], ["n-8"])
    assert items(other, "terugbellen") == []
    index.close()
    other.close()
