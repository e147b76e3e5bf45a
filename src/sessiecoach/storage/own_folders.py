"""What the folders of one meeting are called within the state folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

JOURNAL: Final = "journal.sqlite3"
"""The file in each of them that holds the facts."""
_NAME: Final = re.compile("[0-9a-z]{6,40}")
_NAME_LENGTH: Final = 26
_FINGERPRINT: Final = 8


def known_as(document: str, record: Path) -> str:
    """Return by what the state folder knows a meeting.

    A record that a person made may hold any text as its document, or none; then the place of
    the record tells which it is. What a file says is never a path.
    """
    return document if _NAME.fullmatch(document) else _hashed(record)[:_NAME_LENGTH]


def of_copy(folder: Path, record: Path) -> Path:
    """Return the folder of a copy of a record, beside the one of the meeting itself."""
    return folder.with_name(f"{folder.name}-{_hashed(record)[:_FINGERPRINT]}")


def own_folders(state: Path, name: str) -> Iterator[Path]:
    """Yield the folders of a meeting and of copies of its record, those that there are."""
    wanted = re.compile(rf"{re.escape(name)}(-[0-9a-f]{{{_FINGERPRINT}}})?")
    with suppress(OSError):
        found = [path for path in state.iterdir() if wanted.fullmatch(path.name)]
        yield from sorted(path for path in found if path.is_dir() and not path.is_symlink())


def _hashed(record: Path) -> str:
    # The name of a file need not be text.
    return hashlib.sha256(str(record.resolve()).encode(errors="replace")).hexdigest()
