"""What opening tells of the place of a record, and what it keeps of it beforehand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sessiecoach.live.notices import Notice, NoticeCode
from sessiecoach.live.opening import Opened, open_to_work
from sessiecoach.storage.backups import EVERY_MINUTES
from sessiecoach.storage.copies import copies_of, remove_copies
from sessiecoach.storage.network import Mounts
from tests.live.meeting import DOCUMENT, Desk, crash, save

SHARED = Mounts("linux", lambda: "30 1 0:40 / / rw - nfs4 server:/ rw")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a meeting on a laptop."""
    return Desk(tmp_path)


def told(opened: Opened, code: NoticeCode) -> list[Notice]:
    """Return what opening had to tell of one thing."""
    return [notice for notice in opened.notices if notice.code is code]


def backups(desk: Desk, kind: str) -> list[bytes]:
    """Return the backups of a kind, the oldest first."""
    return [
        path.read_bytes() for path in sorted((desk.state / DOCUMENT / "backups").glob(f"{kind}-*"))
    ]


# A folder on another machine.


def test_a_network_folder_is_told_once(desk: Desk) -> None:
    """With its kind; at the next opening no more, and elsewhere never."""
    opened = open_to_work(desk.path, desk.state, desk.clock, mounts=SHARED)
    assert told(opened, NoticeCode.NETWORK_FOLDER) == [
        Notice(NoticeCode.NETWORK_FOLDER, {"kind": "nfs4"})
    ]
    opened.leave()
    opened = open_to_work(desk.path, desk.state, desk.clock, mounts=SHARED)
    assert told(opened, NoticeCode.NETWORK_FOLDER) == []
    opened.leave()


def test_an_own_disk_is_no_network_folder(desk: Desk) -> None:
    """Nothing is said of a folder of which the system says nothing."""
    opened = open_to_work(desk.path, desk.state, desk.clock, mounts=Mounts("linux", lambda: ""))
    assert told(opened, NoticeCode.NETWORK_FOLDER) == []
    opened.leave()


# Copies of a sync program.


def test_a_copy_beside_the_record_is_named(desk: Desk) -> None:
    """Also to who can only read it."""
    copy = desk.path.with_name("meeting (conflicted copy 2016-09-05).toml")
    shutil.copy(desk.path, copy)
    opened = desk.open()
    second = desk.open()
    wanted = [Notice(NoticeCode.SAME_MEETING, {"copies": (copy,)})]
    assert told(opened, NoticeCode.SAME_MEETING) == wanted
    assert second.writer is None
    assert told(second, NoticeCode.SAME_MEETING) == wanted
    opened.leave()


# Earlier states.


def test_the_record_is_kept_as_it_was_opened(desk: Desk) -> None:
    """Before a byte of it changes; an opening that found the same keeps nothing more."""
    before = desk.path.read_bytes()
    for _ in range(2):
        opened = desk.open()
        assert backups(desk, "opened") == [before]
        opened.leave()
        desk.clock.advance(60)
    opened = desk.open()
    opened.live.add("notes", text="Meer tijd")
    save(opened)
    opened.leave()
    after = desk.path.read_bytes()
    desk.clock.advance(60)
    desk.open().leave()
    assert backups(desk, "opened") == [before, after]


def test_a_long_meeting_is_kept_every_five_minutes(desk: Desk) -> None:
    """As the record was saved then, also when the program crashes after it."""
    opened = desk.open()
    saved = []
    for number in range(3):
        desk.clock.advance(EVERY_MINUTES * 60)
        opened.live.add("notes", text=f"Na {number}")
        save(opened)
        saved.append(desk.path.read_bytes())
    opened.live.add("notes", text="Direct erna")
    save(opened)
    assert backups(desk, "saved") == saved
    crash(opened)


def test_a_state_folder_that_refuses_backups_stops_no_save(desk: Desk) -> None:
    """A file stands in the way of the folder: the record is saved all the same."""
    (desk.state / DOCUMENT).mkdir(parents=True)
    (desk.state / DOCUMENT / "backups").write_bytes(b"")
    opened = desk.open()
    desk.clock.advance(EVERY_MINUTES * 60)
    opened.live.add("notes", text="Meer tijd")
    assert save(opened).reason == ""
    assert b"Meer tijd" in desk.path.read_bytes()
    opened.leave()


def test_wiping_a_meeting_takes_its_backups_along(desk: Desk) -> None:
    """They hold what the record held."""
    opened = desk.open()
    desk.clock.advance(EVERY_MINUTES * 60)
    opened.live.add("notes", text="Meer tijd")
    save(opened)
    opened.leave()
    assert backups(desk, "opened")
    assert backups(desk, "saved")
    remove_copies(copies_of(desk.state, desk.recorded(), desk.path), desk.state)
    assert [path for path in desk.state.rglob("*") if path.is_file()] == []
