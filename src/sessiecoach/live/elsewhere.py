"""A copy of an open session in another folder, when its own disk takes nothing any more."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sessiecoach.live.opening import Opened
from sessiecoach.storage.home import make_private
from sessiecoach.storage.new_file import create_whole, numbered
from sessiecoach.storage.records import record_bytes


def save_elsewhere(opened: Opened, folder: Path) -> Path:
    """Write the record as it stands, with every half-typed line, and return where it lies.

    It is a record like any other, for its owner only, and never over another file. Raises
    OSError.
    """
    assert opened.writer is not None  # noqa: S101  what can only be read has nothing to save
    data = record_bytes(opened.writer.as_it_stands())
    make_private(folder)
    for name in numbered(opened.path.stem):
        path = folder / f"{name}{opened.path.suffix}"
        with suppress(FileExistsError):
            create_whole(path, data)
            return path
    raise AssertionError  # the names do not end
