"""Which files a search looks in, and whether they are still as they were."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.storage.series import SERIES_FILE, UPDATES_FOLDER


class Seen(NamedTuple):
    """A file as its folder lists it."""

    modified_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Folder:
    """Every file of every series."""

    series: Mapping[str, Mapping[str, Seen]]
    """By the folder of the series, and then by the path of the file; both below the sessions
    folder, where `.` holds the records without a series."""
    faults: tuple[Fault, ...] = ()
    """Folders that could not be read."""


def look_in(sessions: Path) -> Folder:
    """List the records, series and updates below a folder; opens no file.

    One that is not there holds nothing. Nobody looks where a link to a folder points.
    """
    found: dict[str, dict[str, Seen]] = {}
    faults: list[Fault] = []
    root = os.fspath(sessions)
    loose, folders = _listed(root, "", faults)
    loose.pop(SERIES_FILE, None)
    if UPDATES_FOLDER in folders and not (sessions / UPDATES_FOLDER / SERIES_FILE).exists():
        folders.remove(UPDATES_FOLDER)  # told between the meetings that lie loose
        if loose:
            loose |= _listed(root, f"{UPDATES_FOLDER}/", faults)[0]
    if loose:
        found["."] = loose
    for name in sorted(folders):
        files, below = _listed(root, f"{name}/", faults)
        if UPDATES_FOLDER in below:
            files |= _listed(root, f"{name}/{UPDATES_FOLDER}/", faults)[0]
        if files:
            found[name] = files
    return Folder(found, tuple(faults))


def _listed(root: str, below: str, faults: list[Fault]) -> tuple[dict[str, Seen], list[str]]:
    """Return the files and folders in one folder: files by path below the root, folders by name."""
    files: dict[str, Seen] = {}
    folders: list[str] = []
    try:
        with os.scandir(f"{root}/{below}") as entries:
            for each in entries:
                name = each.name
                if name.startswith("."):
                    continue
                if each.is_dir(follow_symlinks=False):
                    folders.append(name)
                elif name.endswith(".toml") and (seen := _seen(each)) is not None:
                    files[below + name] = seen
    except OSError as error:
        if below or not isinstance(error, FileNotFoundError):
            reason = errno.errorcode.get(error.errno or 0, error.strerror or "")
            faults.append(Fault(FaultCode.NOT_READABLE, found=reason, file=str(Path(root, below))))
    return files, folders


def _seen(entry: os.DirEntry[str]) -> Seen | None:
    """Return a file as it is; None for a link to a folder, which is no record."""
    try:
        status = entry.stat()
    except OSError:
        return Seen(0, -1)  # such as a link to nothing: reading it says what is wrong
    return None if stat.S_ISDIR(status.st_mode) else Seen(status.st_mtime_ns, status.st_size)
