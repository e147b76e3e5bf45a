"""What is said of an error that nobody foresaw: where it was, and nothing that people typed."""

from __future__ import annotations

import traceback
from pathlib import Path


def crash_report(error: BaseException | None) -> str:
    """Return a report with the kind of error and its places in the code.

    Its message and the values of variables are left out, because they may hold a note.
    """
    lines = [
        "sessiecoach is gestopt door een fout in het programma.",
        "Wat u typte is bewaard; start opnieuw om verder te gaan.",
    ]
    if error is not None:
        lines += ["", f"Voor wie het programma maakt: {type(error).__name__}"]
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join(lines)
