"""In which folder papers come: beside the sessions, or where a person last chose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.storage.handing_folder import (
    folder_for,
    handing_folder,
    keep_handing_folder,
    lies_in,
)
from sessiecoach.storage.home import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Places in a folder of the test."""
    (tmp_path / "sessions").mkdir()
    return Places(
        sessions=tmp_path / "sessions",
        themes=(),
        own_werkvormen=tmp_path / "werkvormen",
        state=tmp_path / "state",
        settings=tmp_path / "settings.toml",
    )


def test_papers_come_beside_the_sessions(places: Places, tmp_path: Path) -> None:
    """Never in the folder that is read as records, and named after it where it has a name."""
    assert handing_folder(places) == tmp_path / "doorgegeven"
    own = replace(places, sessions=tmp_path / "sessiecoach")
    assert handing_folder(own) == tmp_path / "sessiecoach-doorgegeven"


def test_the_last_choice_counts(places: Places, tmp_path: Path) -> None:
    """It is remembered in the state folder, for its owner only."""
    keep_handing_folder(places, tmp_path / "één map")
    assert handing_folder(places) == tmp_path / "één map"


@pytest.mark.parametrize("kept", ["kapot", "folder = 3", 'folder = "ergens"', "IN"])
def test_what_will_not_do_is_passed_over(places: Places, tmp_path: Path, kept: str) -> None:
    """A broken file, a path that depends on where one stands, or one among the records."""
    if kept == "IN":
        keep_handing_folder(places, places.sessions / "reeks")
    else:
        places.state.mkdir()
        (places.state / "doorgeven.toml").write_text(kept)
    assert handing_folder(places) == tmp_path / "doorgegeven"


def test_a_folder_among_the_records_is_recognised(places: Places, tmp_path: Path) -> None:
    """Also by another way to it."""
    assert lies_in(places.sessions, places)
    assert lies_in(tmp_path / "x" / ".." / "sessions" / "reeks", places)
    assert not lies_in(tmp_path / "sessions-2", places)


def test_each_series_and_meeting_has_a_folder(tmp_path: Path) -> None:
    """A meeting that lies in no series has one as well."""
    sessions, base = tmp_path / "sessions", tmp_path / "uit"
    assert folder_for(base, sessions, sessions / "oss", "een") == base / "oss" / "een"
    assert folder_for(base, sessions, sessions / "oss") == base / "oss"
    assert folder_for(base, sessions, sessions, "los") == base / "los"
