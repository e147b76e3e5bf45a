"""Earlier states of a record, kept in the state folder in case somebody wants one back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sessiecoach.storage.home import make_private
from sessiecoach.storage.new_file import create_whole
from sessiecoach.storage.platforms import DISK, Disk

EVERY_MINUTES: Final = 5
KEPT: Final = 10
_OPENED: Final = "opened"
_SAVED: Final = "saved"


class Backups:
    """The backups of one record: as it was at each opening, and every five minutes since.

    Of both the last ten stay. What fails here is told to nobody: record and journal are what
    keeps a meeting, and they have their own alarms. Not for two threads at once.
    """

    def __init__(
        self, folder: Path, now: Callable[[], dt.datetime], suffix: str = ".toml", disk: Disk = DISK
    ) -> None:
        """Keep them in `folder`, which need not be there yet."""
        self._folder, self._now, self._suffix, self._disk = folder, now, suffix, disk
        self._last_at = now()

    def opened(self, data: bytes) -> None:
        """Keep the record as it is now that it is opened, unless it was no other the last time."""
        with suppress(OSError):
            before = self._of(_OPENED)
            if not before or _content(before[-1]) != data:
                self._keep(_OPENED, data)

    def saved(self, data: bytes) -> None:
        """Keep the record as it was just saved, when the last time is long enough ago."""
        now = self._now()
        if now - self._last_at < dt.timedelta(minutes=EVERY_MINUTES):
            return
        with suppress(OSError):
            self._keep(_SAVED, data)
            self._last_at = now

    def _keep(self, kind: str, data: bytes) -> None:
        make_private(self._folder)
        if self._folder.is_symlink():
            return  # planted: what it points to is somebody's
        stamp = self._now().astimezone(dt.UTC)
        path = self._folder / f"{kind}-{stamp:%Y%m%dT%H%M%SZ}{self._suffix}"
        with suppress(FileExistsError):
            create_whole(path, data, self._disk)
        for old in self._of(kind)[:-KEPT]:
            self._disk.system.unlink(old)

    def _of(self, kind: str) -> list[Path]:
        """Return the backups of a kind, the oldest first."""
        name = re.compile(rf"{kind}-[0-9]{{8}}T[0-9]{{6}}Z{re.escape(self._suffix)}")
        try:
            found = sorted(self._folder.iterdir())
        except FileNotFoundError:
            return []
        return [path for path in found if name.fullmatch(path.name)]


def _content(path: Path) -> bytes:
    return b"" if path.is_symlink() else path.read_bytes()
