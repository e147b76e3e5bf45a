"""The sample that a person puts in a folder of their own."""

from __future__ import annotations

from pathlib import Path

from sessiecoach.storage.home import shipped
from sessiecoach.storage.sample import put_sample


def test_the_sample_is_copied_whole_and_overwrites_nothing(tmp_path: Path) -> None:
    """Also what was told between meetings comes along; what a person changed stays."""
    source = shipped("sessions")
    wanted = {
        file.relative_to(source): file.read_bytes() for file in sorted(source.glob("*/**/*.toml"))
    }
    assert any(path.parent.name == "updates" for path in wanted)
    assert put_sample(tmp_path) == len(wanted)
    found = {each.relative_to(tmp_path): each.read_bytes() for each in tmp_path.rglob("*.toml")}
    assert found == wanted
    own = tmp_path / next(iter(wanted))
    own.write_bytes(b"schema = 1\n")
    assert put_sample(tmp_path) == 0
    assert own.read_bytes() == b"schema = 1\n"
