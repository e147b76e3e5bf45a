"""What differs between Linux, macOS and Windows in keeping a file, all in one place.

The platform is an argument with a default, so that a test can play each of them here.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""Of a file that this program makes: no planted link is followed, no line end translated."""
HAS_MODES: Final = sys.platform != "win32"
"""Whether a mode says who may read a file; on Windows its folder does, which only the owner has."""
_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_NOT_SUPPORTED: Final = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.ENOSYS}
)
_FOLDER_CANNOT_SYNC: Final = _NOT_SUPPORTED | {errno.EACCES, errno.EPERM, errno.EBADF}
_HELD_BY_ANOTHER_PROGRAM: Final = frozenset({5, 32, 33})  # denied, sharing, lock violation
_WAITS_SECONDS: Final = (0.05, 0.1, 0.2, 0.4)
# Windows keeps others from reading what is locked, so the locked byte lies far past the text.
_LOCKED_BYTE: Final = 1 << 30


class System(Protocol):
    """The part of `os` that a save is made of, so that each call can fail in a test."""

    def open(self, path: Path, flags: int, mode: int = ..., /) -> int: ...
    def write(self, descriptor: int, data: memoryview, /) -> int: ...
    def fsync(self, descriptor: int, /) -> None: ...
    def close(self, descriptor: int, /) -> None: ...
    def fstat(self, descriptor: int, /) -> os.stat_result: ...
    def fchmod(self, descriptor: int, mode: int, /) -> None: ...
    def fchown(self, descriptor: int, user: int, group: int, /) -> None: ...
    def stat(self, path: Path, /) -> os.stat_result: ...
    def replace(self, source: Path, target: Path, /) -> None: ...
    def unlink(self, path: Path, /) -> None: ...


def _full_sync(descriptor: int) -> None:
    """Ask macOS to push the drive's own cache out too; its plain fsync does not."""
    import fcntl

    fcntl.fcntl(descriptor, getattr(fcntl, "F_FULLFSYNC", 51))


@dataclass(frozen=True, slots=True)
class Disk:
    """What a save asks of the operating system, with what differs between platforms."""

    system: System = os
    platform: str = sys.platform
    full_sync: Callable[[int], None] = _full_sync
    wait: Callable[[float], None] = time.sleep

    def sync(self, descriptor: int) -> None:
        if self.platform == "darwin":
            try:
                self.full_sync(descriptor)
            except OSError as error:
                if error.errno not in _NOT_SUPPORTED:
                    raise
            else:
                return
        self.system.fsync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Make a rename last through a power cut, where folders can be synced at all."""
        if self.platform == "win32":
            return
        try:
            descriptor = self.system.open(folder, _FOLDER)
            try:
                self.system.fsync(descriptor)
            finally:
                self.system.close(descriptor)
        except OSError as error:
            if error.errno not in _FOLDER_CANNOT_SYNC:
                raise

    def replace(self, source: Path, target: Path) -> None:
        for seconds in _WAITS_SECONDS:
            try:
                self.system.replace(source, target)
            except OSError as error:
                # A virus scanner or a sync program holds the file for a moment.
                if getattr(error, "winerror", None) not in _HELD_BY_ANOTHER_PROGRAM:
                    raise
                self.wait(seconds)
            else:
                return
        self.system.replace(source, target)

    def fill(self, descriptor: int, data: bytes) -> os.stat_result:
        """Write all of `data`, sync and close; the descriptor is closed in any case."""
        try:
            rest = memoryview(data)
            while rest:
                written = self.system.write(descriptor, rest)
                if written <= 0:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                rest = rest[written:]
            self.sync(descriptor)
            status = self.system.fstat(descriptor)
        except BaseException:
            with suppress(OSError):
                self.system.close(descriptor)
            raise
        self.system.close(descriptor)
        return status

    def keep_mode(self, descriptor: int, old: os.stat_result) -> None:
        """Give the new file the mode of the old one, and its group or nothing for the group."""
        if self.platform == "win32":
            return
        mode = stat.S_IMODE(old.st_mode) & 0o777
        if self.system.fstat(descriptor).st_gid != old.st_gid:
            try:
                self.system.fchown(descriptor, -1, old.st_gid)
            except PermissionError:
                mode &= ~0o070
        self.system.fchmod(descriptor, mode)


DISK: Final = Disk()
"""The disk of this machine."""


class Kernel(Protocol):
    """How a platform locks an open file; both raise OSError."""

    open_file_keeps_its_name: bool
    """Whether a file that somebody has open cannot be removed or replaced."""

    def lock(self, descriptor: int) -> None: ...
    def unlock(self, descriptor: int) -> None: ...


class PosixKernel:
    """Lock by flock, which belongs to the open file and not to the process."""

    open_file_keeps_its_name = False

    def lock(self, descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(self, descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_UN)


class WindowsKernel:
    """Lock one byte by `msvcrt.locking`, which is passed in as its module has it."""

    open_file_keeps_its_name = True
    _TAKE_OR_FAIL: Final = 2
    _FREE: Final = 0

    def __init__(self, locking: Callable[[int, int, int], None]) -> None:
        self._locking = locking

    def lock(self, descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        self._locking(descriptor, self._TAKE_OR_FAIL, 1)

    def unlock(self, descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        self._locking(descriptor, self._FREE, 1)


def kernel_of() -> Kernel:
    """Return how this platform locks."""
    if sys.platform == "win32":
        import msvcrt

        return WindowsKernel(msvcrt.locking)
    return PosixKernel()
