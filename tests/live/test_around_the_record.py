"""What opening tells of the place of a record, and what it keeps of it beforehand."""

from __future__ import annotations

import codecs
import shutil
import tomllib
from pathlib import Path
from typing import Any

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


# What a person or a newer version put in the record.

UNKNOWN = """\
schema = 1
eigen = 0xFF # van mij

[session]
id = "2016-09-05-leersessie"
document = "m4w8k2p6t9c3x7q5z8d4"
eigen = [1, [2.50, "drie"], { vier = 1979-05-27 }]

[[blocks]]
id = "r1"
title = "Ronde 1"
planned_minutes = 20
eigen = 07:32:00

[blocks.extra]
diep = { dieper = true }

[[notes]]
id = "n-aaaaaaaa"
text = "Te weinig tijd"
eigen = "e\u0301"

[tafel]
poten = 4

[[lijst]]
plaats = 1
"""


@pytest.mark.parametrize("layout", ["plain", "byte order mark", "windows", "no last line end"])
def test_unknown_keys_survive_a_rewrite_and_the_layout_is_kept(desk: Desk, layout: str) -> None:
    """At each level with their values; the file as it was lies in the state folder, told once."""
    laid_out = UNKNOWN.encode()
    if layout == "byte order mark":
        laid_out = codecs.BOM_UTF8 + laid_out
    if layout == "windows":
        laid_out = laid_out.replace(b"\n", b"\r\n")
    if layout == "no last line end":
        laid_out = laid_out.rstrip()
    desk.path.write_bytes(laid_out)
    for text in ("Meer tijd", "Nog meer tijd"):
        opened = desk.open()
        assert desk.kept() == ([] if text == "Meer tijd" else [laid_out])
        opened.live.add("notes", text=text)
        opened.live.change("notes", "n-aaaaaaaa", text="Veel te weinig tijd")
        opened.leave()
    before, after = tomllib.loads(UNKNOWN), tomllib.loads(desk.path.read_text(encoding="utf-8"))
    for keys in (["eigen"], ["session", "eigen"], ["tafel"], ["lijst"]):
        assert _at(after, keys) == _at(before, keys)
    assert after["blocks"][0]["eigen"] == before["blocks"][0]["eigen"]
    assert after["blocks"][0]["extra"] == before["blocks"][0]["extra"]
    assert after["notes"][0]["eigen"] == "e\u0301"
    assert [note["text"] for note in after["notes"]] == [
        "Veel te weinig tijd",
        "Meer tijd",
        "Nog meer tijd",
    ]
    assert desk.kept() == [laid_out]


def _at(mapping: dict[str, Any], keys: list[str]) -> object:
    for key in keys:
        mapping = mapping[key]
    return mapping


def test_an_older_copy_put_back_while_it_is_open(desk: Desk) -> None:
    """As a sync program does: nothing is gone, it is told, and saving goes on."""
    older = desk.path.read_bytes()
    opened = desk.open()
    opened.live.add("notes", text="Hier gezegd")
    save(opened)
    replacement = desk.path.with_name("incoming")
    replacement.write_bytes(older)
    replacement.replace(desk.path)
    opened.live.add("notes", text="Daarna gezegd")
    save(opened)
    save(opened)
    assert desk.kept() == [older]
    assert [notice.code for notice in opened.live.snapshot.notices] == [NoticeCode.HAND_EDITED]
    written = desk.path.read_text(encoding="utf-8")
    assert "Hier gezegd" in written
    assert "Daarna gezegd" in written
    opened.live.add("notes", text="En verder")
    assert save(opened).reason == ""
    assert "En verder" in desk.path.read_text(encoding="utf-8")
    opened.leave()


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
