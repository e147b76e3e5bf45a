"""The meetings that come with the program, put in a person's own folder to try it out."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sessiecoach.storage.home import make_private, shipped
from sessiecoach.storage.new_file import create_whole


def put_sample(sessions: Path, sample: Path | None = None) -> int:
    """Copy every shipped series to `sessions`; returns how many files that made.

    What is there already stays as it is. Raises OSError.
    """
    source = sample or shipped("sessions")
    made = 0
    for file in sorted(source.glob("*/**/*.toml")):
        target = sessions / file.relative_to(source)
        make_private(target.parent)
        with suppress(FileExistsError):
            create_whole(target, file.read_bytes())
            made += 1
    return made
