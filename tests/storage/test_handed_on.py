"""The register of files that were made of a meeting."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from sessiecoach.storage.handed_on import forget_made, made_files, made_of, note_made
from sessiecoach.storage.own_folders import known_as

DOCUMENT = "7k3qam9x0123456789ab"


def _made(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(b"verslag")
    return paths


def test_what_was_made_is_known_again(tmp_path: Path) -> None:
    """Each file once, by path, also where it was made a second time."""
    one, two = _made(tmp_path, "b.docx", "a.pdf")
    note_made(tmp_path / "state", DOCUMENT, [one])
    note_made(tmp_path / "state", DOCUMENT, [one, two])
    assert made_of(tmp_path / "state", DOCUMENT) == (two, one)
    assert made_of(tmp_path / "state", "anders12") == ()


def test_a_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found again from any working folder, and a link in it stays a link."""
    _made(tmp_path, "a.pdf")
    monkeypatch.chdir(tmp_path)
    note_made(tmp_path / "state", DOCUMENT, [Path("x/../a.pdf")])
    assert made_of(tmp_path / "state", DOCUMENT) == (tmp_path / "a.pdf",)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    """Folders 0700, entries 0600: a name of a file may tell who was there."""
    note_made(tmp_path / "state", DOCUMENT, _made(tmp_path, "a.pdf"))
    for path in (tmp_path / "state").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_damaged_entry_hides_no_other(tmp_path: Path) -> None:
    """Whatever stands in an entry, asking raises nothing and the others are told."""
    state = tmp_path / "state"
    one, *others = _made(tmp_path, *(f"{number}.pdf" for number in range(7)))
    note_made(state, DOCUMENT, others)
    damage = [b"", b"\xff\xfe", b"[]", b"{}", b'{"path": 3, "sha256": ""}', b"[" * 100_000]
    entries = sorted((state / "handed_on" / DOCUMENT).iterdir())
    for entry, data in zip(entries, damage, strict=True):
        entry.write_bytes(data)
    (state / "handed_on" / DOCUMENT / "map.json").mkdir()
    note_made(state, DOCUMENT, [one])
    assert made_of(state, DOCUMENT) == (one,)


def test_an_entry_that_another_hand_changed_points_to_nothing(tmp_path: Path) -> None:
    """An entry counts under the name that its path gives only."""
    state = tmp_path / "state"
    (one,) = _made(tmp_path, "a.pdf")
    note_made(state, DOCUMENT, [one])
    (entry,) = (state / "handed_on" / DOCUMENT).iterdir()
    entry.write_bytes(entry.read_bytes().replace(b"a.pdf", b"b.pdf"))
    assert made_of(state, DOCUMENT) == ()


def test_a_name_that_is_no_text_is_kept(tmp_path: Path) -> None:
    """A file name of any bytes comes back as it was."""
    name = os.fsdecode(b"verslag-\xe9.pdf")
    try:
        (one,) = _made(tmp_path, name)
    except OSError:
        pytest.skip("this file system takes no such name")
    note_made(tmp_path / "state", DOCUMENT, [one])
    assert made_of(tmp_path / "state", DOCUMENT) == (one,)


def test_it_is_known_whether_a_file_was_changed(tmp_path: Path) -> None:
    """Unchanged is what holds the bytes of then; a link to the same bytes is another file."""
    state = tmp_path / "state"
    same, other, gone, linked = _made(tmp_path, "a", "b", "c", "d")
    note_made(state, DOCUMENT, [same, other, gone, linked])
    other.write_bytes(b"verslag, aangevuld")
    gone.unlink()
    linked.unlink()
    linked.symlink_to(same)
    found = made_files(state, DOCUMENT)
    assert [each.unchanged for each in found] == [True, False, False, False]
    assert [each.there for each in found] == [True, True, False, True]


def test_a_file_that_is_not_there_is_noted_and_never_counts_as_unchanged(tmp_path: Path) -> None:
    """Who notes too early does not have another's file deleted later."""
    note_made(tmp_path / "state", DOCUMENT, [tmp_path / "a.pdf"])
    _made(tmp_path, "a.pdf")
    (found,) = made_files(tmp_path / "state", DOCUMENT)
    assert not found.unchanged


def test_what_is_forgotten_leaves_no_entry(tmp_path: Path) -> None:
    """One file, then all; forgetting what was never noted does nothing."""
    state = tmp_path / "state"
    one, two = _made(tmp_path, "a.pdf", "b.pdf")
    note_made(state, DOCUMENT, [one, two])
    forget_made(state, DOCUMENT, [one])
    assert made_of(state, DOCUMENT) == (two,)
    forget_made(state, DOCUMENT)
    forget_made(state, DOCUMENT)
    assert not (state / "handed_on" / DOCUMENT).exists()


@pytest.mark.parametrize("document", ["", "../../weg", "Één", "\udc80"])
def test_a_document_is_never_a_path(tmp_path: Path, document: str) -> None:
    """Whatever a record calls itself, its entries lie in the register."""
    state = tmp_path / "a" / "state"
    note_made(state, document, _made(tmp_path, "a.pdf"))
    assert made_of(state, document) == (tmp_path / "a.pdf",)
    entries = list(tmp_path.rglob("*.json"))
    assert all(entry.parent.parent == state / "handed_on" for entry in entries)


def test_a_record_without_a_document_is_known_by_its_place(tmp_path: Path) -> None:
    """Two records that a person wrote without a document are not one meeting."""
    assert known_as(DOCUMENT, tmp_path / "a.toml") == DOCUMENT
    one, two = known_as("", tmp_path / "a.toml"), known_as("", tmp_path / "b.toml")
    assert one != two
    assert len(one) == 26
