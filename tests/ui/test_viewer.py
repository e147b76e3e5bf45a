"""Opening files in the program that the system has for them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sessiecoach.ui.viewer import NoViewerError, show_in_viewer

_PATIENCE_SECONDS = 60.0


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Give a file with a name that a shell would take apart."""
    if sys.platform == "win32":
        pytest.skip("a shell script as a program")
    path = tmp_path / "-a $(touch x); `b` 'c'.pdf"
    path.write_bytes(b"x")
    return path


def program(folder: Path, code: int) -> str:
    """Make a program that writes down with what it was called."""
    path = folder / "viewer"
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" > "{folder}/called"\nexit {code}\n')
    path.chmod(0o700)
    return str(path)


@pytest.mark.parametrize(("platform", "name"), [("linux", "xdg-open"), ("darwin", "open")])
def test_the_path_is_one_argument(
    document: Path, tmp_path: Path, platform: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a file is called, the program gets it as it is, and nothing is carried out."""
    wanted: list[str] = []

    def which(asked: str) -> str:
        wanted.append(asked)
        return program(tmp_path, 0)

    monkeypatch.chdir(tmp_path)
    show_in_viewer(Path(document.name), platform, which, _PATIENCE_SECONDS)
    assert wanted == [name]
    assert (tmp_path / "called").read_text().splitlines() == ["1", str(document)]
    assert not (tmp_path / "x").exists()


def test_a_program_that_refuses_is_told(document: Path, tmp_path: Path) -> None:
    """So that a person is not left waiting."""
    with pytest.raises(NoViewerError):
        show_in_viewer(document, "linux", lambda _name: program(tmp_path, 3), _PATIENCE_SECONDS)


def test_a_program_that_stays_is_left_alone(document: Path, tmp_path: Path) -> None:
    """It is showing the file."""
    path = tmp_path / "viewer"
    path.write_text("#!/bin/sh\nexec sleep 1\n")
    path.chmod(0o700)
    show_in_viewer(document, "linux", lambda _name: str(path), 0.0)


def test_a_system_without_a_viewer_is_told(document: Path) -> None:
    """Nothing is started."""
    with pytest.raises(NoViewerError):
        show_in_viewer(document, "linux", lambda _name: None)


def test_a_file_that_went_away_is_told(tmp_path: Path) -> None:
    """Before any program is asked."""
    with pytest.raises(FileNotFoundError):
        show_in_viewer(tmp_path / "weg.pdf", "linux", lambda _name: "/bin/false")
