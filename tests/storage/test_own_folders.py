"""What the folders of one meeting are called within the state folder."""

from __future__ import annotations

from pathlib import Path

from sessiecoach.storage.own_folders import known_as, of_copy, own_folders

DOCUMENT = "m4w8k2p6t9c3x7q5z8d4h6j2r9"


def test_the_folder_of_a_copy_is_one_of_the_meeting(tmp_path: Path) -> None:
    """What opening a copy makes is found again, and nothing that only begins alike."""
    name = known_as(DOCUMENT, tmp_path / "a.toml")
    main = tmp_path / name
    copied = of_copy(main, tmp_path / "b.toml")
    for folder in (main, copied, tmp_path / f"{name}-elders", tmp_path / f"{name}1"):
        folder.mkdir()
    assert set(own_folders(tmp_path, name)) == {main, copied}
    assert of_copy(main, tmp_path / "c.toml") != copied


def test_a_name_that_is_no_text_has_a_folder(tmp_path: Path) -> None:
    """The file system may hold bytes that are no text; a record there is opened as any other."""
    record = tmp_path / "verslag\udcff.toml"
    assert known_as("../elders", record) != known_as("../elders", tmp_path / "verslag.toml")
    assert of_copy(tmp_path / DOCUMENT, record).parent == tmp_path


def test_without_a_state_folder_there_are_none(tmp_path: Path) -> None:
    """A program that never ran kept nothing."""
    assert list(own_folders(tmp_path / "niets", DOCUMENT)) == []
