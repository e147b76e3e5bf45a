"""What comes with the program as data, from a checkout; the gate asks the same of a wheel."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from sessiecoach.storage.home import shipped

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", ["themes", "sessions"])
def test_shipped_folder_is_found_from_a_checkout(name: str) -> None:
    """The folder at the root of the checkout is the one that is used, and holds files."""
    assert shipped(name) == ROOT / name
    assert list(shipped(name).rglob("*.toml"))


@pytest.mark.parametrize("name", ["themes", "sessions"])
def test_wheel_carries_the_folder_where_it_is_looked_for(name: str, tmp_path: Path) -> None:
    """Where the build puts the folder is where an installed package finds it."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = build["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    packed = tmp_path / carried[name]
    packed.mkdir(parents=True)
    assert shipped(name, package=tmp_path / "sessiecoach") == packed


def test_werkvormen_lie_in_the_package() -> None:
    """The session formats need no copying: they are data of the package itself."""
    werkvormen = ROOT / "src" / "sessiecoach" / "werkvormen"
    assert (werkvormen / "leersessie.toml").is_file()
