"""The files that were made of a meeting, remembered in the state folder so that they can be found.

Each file is a small entry of its own, so that two programs never write over one another and a
damaged entry hides no other. An entry holds where the file was put and what it looked like then.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sessiecoach.storage.files import write_whole
from sessiecoach.storage.home import make_private

_FOLDER: Final = "handed_on"
_SUFFIX: Final = ".json"
_NAME: Final = re.compile("[0-9a-z]{6,40}")
_NAME_LENGTH: Final = 26


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file as it was when it was made."""

    path: Path
    sha256: str
    """Of its whole content; empty where it could not be read back."""
    record: Path | None = None
    """The record that it was made of, where that was remembered; a copy has the same document."""

    @property
    def unchanged(self) -> bool:
        """Whether the file is there, and holds what it held when it was made."""
        return (
            bool(self.sha256) and not self.path.is_symlink() and _sha256(self.path) == self.sha256
        )

    @property
    def there(self) -> bool:
        """Whether something lies under its name."""
        return os.path.lexists(self.path)


def note_made(
    state: Path, document: str, paths: Sequence[Path], record: Path | None = None
) -> None:
    """Remember files that were made of the meeting with this document.

    A paper of more than one meeting, such as a comparison, is noted once for each. Raises
    OSError; then the files are there, and only not remembered.
    """
    folder = _folder(state, document)
    make_private(folder)
    for path in paths:
        absolute = _absolute(path)
        # Python writes what is no text in a file name as `\udc..`, and reads that back.
        entry = {"path": str(absolute), "sha256": _sha256(absolute)}
        if record is not None:
            entry["record"] = str(record.resolve())
        write_whole(folder / _entry_name(absolute), json.dumps(entry).encode())


def made_files(state: Path, document: str) -> tuple[MadeFile, ...]:
    """Return what is remembered of a meeting, by path; an entry that is damaged is left out."""
    found = []
    with suppress(OSError):
        for entry in _folder(state, document).glob(f"*{_SUFFIX}"):
            with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
                read = json.loads(entry.read_bytes())
                path, sha256, record = read["path"], read["sha256"], read.get("record")
                # An entry counts only under the name that its path gives, so that a file that
                # was put there by another hand does not have something else deleted.
                if entry.name == _entry_name(Path(path)) and isinstance(sha256, str):
                    of = Path(record) if isinstance(record, str) else None
                    found.append(MadeFile(Path(path), sha256, of))
    return tuple(sorted(found, key=lambda each: str(each.path)))


def made_of(state: Path, document: str) -> tuple[Path, ...]:
    """Return where the files lie, or lay, that were made of a meeting."""
    return tuple(each.path for each in made_files(state, document))


def forget_made(state: Path, document: str, paths: Sequence[Path] | None = None) -> None:
    """Forget these files of a meeting, or without `paths` all of them. Raises OSError."""
    folder = _folder(state, document)
    if paths is not None:
        for path in paths:
            (folder / _entry_name(_absolute(path))).unlink(missing_ok=True)
        with suppress(OSError):  # as long as something else is remembered, it stays
            folder.rmdir()
        return
    with suppress(FileNotFoundError):
        for entry in folder.iterdir():
            entry.unlink(missing_ok=True)
        folder.rmdir()


def _folder(state: Path, document: str) -> Path:
    """Return the folder of a meeting; what a file says is never a path."""
    if not _NAME.fullmatch(document):
        document = hashlib.sha256(document.encode(errors="replace")).hexdigest()[:_NAME_LENGTH]
    return state / _FOLDER / document


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  a link in it stays a link


def _entry_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:_NAME_LENGTH] + _SUFFIX


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
