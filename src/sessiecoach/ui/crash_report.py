"""What is said of an error that nobody foresaw: where it was, and nothing that people typed."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Final

from sessiecoach import __version__
from sessiecoach.storage.home import make_private
from sessiecoach.storage.new_file import create_whole

CRASHED: Final = 1
"""The exit code after an error that nobody foresaw."""
REPORTS_FOLDER: Final = "crashes"
_MOST_REPORTS: Final = 10
_MOST_PLACES: Final = 60
_MOST_CAUSES: Final = 5


def crash_report(error: BaseException | None) -> str:
    """Return a report with the kind of error and its places in the code.

    Its message and the values of variables are left out, because they may hold a note.
    """
    lines = [
        f"sessiecoach {__version__}, Python {platform.python_version()}, {sys.platform}",
    ]
    for number in range(_MOST_CAUSES):
        if error is None:
            break
        lines += ["", f"{'Oorzaak: ' if number else ''}{type(error).__name__}"]
        frames = traceback.extract_tb(error.__traceback__)[-_MOST_PLACES:]
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)


def keep_report(state_folder: Path, report: str) -> Path | None:
    """Keep a report in the state folder, for its owner only; None where that cannot be done.

    The last ten stay.
    """
    folder = state_folder / REPORTS_FOLDER
    path = folder / f"{os.urandom(4).hex()}.txt"
    try:
        make_private(folder)
        create_whole(path, f"{report}\n".encode())
    except OSError:
        return None
    with suppress(OSError):
        made = sorted(folder.glob("*.txt"), key=lambda each: each.stat().st_mtime_ns)
        for old in made[:-_MOST_REPORTS]:
            old.unlink(missing_ok=True)
    return path


def told_at_the_end(report: str, kept: Path | None, what_now: str = "") -> str:
    """Return what a person reads when it is over.

    `what_now` is for when not all was saved, or nothing had to be.
    """
    lines = [
        "sessiecoach is gestopt door een fout in het programma.",
        what_now or "Wat u typte is bewaard; start opnieuw om verder te gaan.",
    ]
    if kept is not None:
        where = str(kept).replace(str(Path.home()), "~")
        lines.append(f"Voor wie het programma maakt, zonder wat u typte: {where}")
    return "\n".join([*lines, "", report])
