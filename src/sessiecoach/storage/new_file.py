"""A file that was not there: made whole or not at all, and never over another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from sessiecoach.storage.platforms import DISK, NO_LINK, Disk

_OWNER_ONLY: Final = 0o600
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK


def numbered(name: str) -> Iterator[str]:
    """Yield a name, and after it the same with `-2`, `-3` ... for who finds it taken."""
    yield name
    for number in count(2):
        yield f"{name}-{number}"


def create_whole(
    path: Path, data: bytes, disk: Disk = DISK, link: Callable[[Path, Path], None] = os.link
) -> None:
    """Make the file `path` with `data` in it, for its owner only.

    Raises FileExistsError where something of that name is there already, and OSError where it
    did not succeed; in both cases nothing was made.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    descriptor = disk.system.open(temporary, _NEW, _OWNER_ONLY)
    try:
        disk.fill(descriptor, data)
        _name(temporary, path, disk, link)
    finally:
        with suppress(OSError):
            disk.system.unlink(temporary)
    disk.sync_folder(path.parent)


def _name(temporary: Path, path: Path, disk: Disk, link: Callable[[Path, Path], None]) -> None:
    """Give a file that is whole its name, unless the name is taken."""
    try:
        link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A stick or a share without links: the name is held by an empty file for a moment.
        os.close(os.open(path, _NEW, _OWNER_ONLY))
        try:
            disk.replace(temporary, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
