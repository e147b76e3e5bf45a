"""A command that falls over an error nobody foresaw."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessiecoach.cli import main
from sessiecoach.storage.home import platform_folders
from sessiecoach.ui.crash_report import CRASHED, REPORTS_FOLDER


def test_a_command_that_falls_shows_no_words_of_a_person(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It tells where its report lies and gives an exit code, where Python shows everything."""
    # No shell can give such a folder, so no command looks out for it.
    assert main(["--sessions", "/\0Jansen", "zoek", "BSN"]) == CRASHED
    said = capsys.readouterr().err
    (report,) = Path(platform_folders().user_state_path, REPORTS_FOLDER).iterdir()
    assert report.name in said.replace("\n", "")
    for told in (said, report.read_text("utf-8")):
        assert "ValueError" in told
        assert "Jansen" not in told
        assert "Traceback" not in told
