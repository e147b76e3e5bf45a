"""Opening a file or a folder in the program that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

_PATIENCE_SECONDS: Final = 4.0
"""A program that stands after this long is showing the file."""


class NoViewerError(OSError):
    """The system has nothing that shows the file, or it refused."""


def show_in_viewer(
    path: Path,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
    patience_seconds: float = _PATIENCE_SECONDS,
) -> None:
    """Show a file or a folder in the program of the system. Raises OSError where not.

    The path is one argument of one program, and absolute, so that no name is taken for an
    option or a command.
    """
    whole = path.absolute()
    if not whole.exists():
        raise FileNotFoundError(2, os.strerror(2), str(whole))
    if platform == "win32":
        _show_on_windows(whole)
        return
    program = which("open" if platform == "darwin" else "xdg-open")
    if program is None:
        raise NoViewerError
    started = subprocess.Popen(  # noqa: S603  the system's own program, on a file that we made
        [program, str(whole)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = started.wait(patience_seconds)
    except subprocess.TimeoutExpired:
        # It ends when the person closes it; somebody has to hear that.
        threading.Thread(target=started.wait, daemon=True).start()
        return
    if code:
        raise NoViewerError


def _show_on_windows(path: Path) -> None:
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606  a file that we made, in the program that belongs to it
