"""Every place is found without making it, in the order that the README promises."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from sessiecoach.storage.home import find_places, make_private, platform_folders, shipped


@dataclass(frozen=True)
class Folders:
    """A platform with its folders under one root."""

    root: Path

    @property
    def user_documents_path(self) -> Path:
        return self.root / "Documenten"

    @property
    def user_config_path(self) -> Path:
        return self.root / "config"

    @property
    def user_state_path(self) -> Path:
        return self.root / "state"


@pytest.fixture
def working_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "werk"
    folder.mkdir()
    return folder


def sessions(
    tmp_path: Path, argument: Path | None, environment: dict[str, str], working_folder: Path
) -> Path:
    return find_places(argument, environment, working_folder, Folders(tmp_path)).sessions


def test_sessions_are_found_in_order(tmp_path: Path, working_folder: Path) -> None:
    """The argument goes before the variable, that before ./sessions, that before documents."""
    argument, environment = tmp_path / "a", {"SESSIECOACH_SESSIONS": str(tmp_path / "b")}
    assert sessions(tmp_path, None, {}, working_folder) == tmp_path / "Documenten" / "sessiecoach"
    (working_folder / "sessions").mkdir()
    assert sessions(tmp_path, None, {}, working_folder) == working_folder / "sessions"
    assert sessions(tmp_path, None, environment, working_folder) == tmp_path / "b"
    assert sessions(tmp_path, argument, environment, working_folder) == tmp_path / "a"


def test_empty_variable_is_no_folder(tmp_path: Path, working_folder: Path) -> None:
    """A variable that is set to nothing counts as not set."""
    found = sessions(tmp_path, None, {"SESSIECOACH_SESSIONS": " "}, working_folder)
    assert found == tmp_path / "Documenten" / "sessiecoach"


def test_file_named_sessions_is_not_the_folder(tmp_path: Path, working_folder: Path) -> None:
    """Only a folder counts as ./sessions."""
    (working_folder / "sessions").write_text("")
    found = sessions(tmp_path, None, {}, working_folder)
    assert found == tmp_path / "Documenten" / "sessiecoach"


def test_relative_folder_starts_at_the_working_folder(tmp_path: Path, working_folder: Path) -> None:
    """What is typed without a root lies under the working folder, whatever that becomes later."""
    assert sessions(tmp_path, Path("x/y"), {}, working_folder) == working_folder / "x" / "y"


def test_tilde_that_the_shell_left_is_the_home_folder(tmp_path: Path, working_folder: Path) -> None:
    """`--sessions=~/map` means the home folder also where the shell did not say so."""
    environment = {"HOME": str(tmp_path)}
    assert sessions(tmp_path, Path("~/map"), environment, working_folder) == tmp_path / "map"
    assert sessions(tmp_path, Path("~"), environment, working_folder) == tmp_path
    assert sessions(tmp_path, Path("a~/map"), environment, working_folder).parent.name == "a~"


def test_finding_makes_nothing(tmp_path: Path, working_folder: Path) -> None:
    """Looking for the places makes no folder and no file."""
    places = find_places(None, {}, working_folder, Folders(tmp_path))
    assert list(tmp_path.iterdir()) == [working_folder]
    assert places.settings == tmp_path / "config" / "settings.toml"
    assert places.own_werkvormen == tmp_path / "config" / "werkvormen"
    assert places.state == tmp_path / "state"
    assert places.themes == (shipped("themes"), tmp_path / "config" / "themes")


def test_platform_gives_folders_named_after_the_program() -> None:
    """State and settings lie in folders of this program alone, whatever the platform."""
    folders = platform_folders()
    assert folders.user_state_path.name == "sessiecoach"
    assert folders.user_config_path.name == "sessiecoach"


def test_shipped_themes_are_found_here() -> None:
    """Wherever these tests run, checkout or wheel, the themes lie where `shipped` says."""
    assert list(shipped("themes").glob("*.toml"))


def test_wheel_carries_its_folders_in_the_package(tmp_path: Path) -> None:
    """In an installed package the folder inside it is used."""
    package = tmp_path / "site-packages" / "sessiecoach"
    (package / "shipped" / "sessions").mkdir(parents=True)
    assert shipped("sessions", package) == package / "shipped" / "sessions"


def test_checkout_has_its_folders_at_the_root(tmp_path: Path) -> None:
    """In a checkout the folder beside pyproject.toml is used."""
    package = tmp_path / "src" / "sessiecoach"
    package.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("")
    assert shipped("sessions", package) == tmp_path / "sessions"


def test_installed_package_without_its_folder_points_into_itself(tmp_path: Path) -> None:
    """A stray folder two levels above an installed package is never taken for ours."""
    package = tmp_path / "site-packages" / "sessiecoach"
    (tmp_path / "themes").mkdir()
    assert shipped("themes", package) == package / "shipped" / "themes"


@pytest.mark.parametrize("mask", [0, 0o022, 0o777])
def test_private_folder_is_for_its_owner(tmp_path: Path, mask: int) -> None:
    """A folder that is made, and each above it that was missing, gets 0700 under any umask."""
    before = os.umask(mask)
    try:
        make_private(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """A folder of a person is not closed to the others that it was open to."""
    tmp_path.chmod(0o755)
    make_private(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    """Where a file has the name of the folder, that is said and the file stays."""
    (tmp_path / "state").write_text("x")
    with pytest.raises(OSError, match="state"):
        make_private(tmp_path / "state" / "journaal")
    assert (tmp_path / "state").read_text() == "x"
