"""One writer per record: a lock that the kernel frees when its holder dies."""

from __future__ import annotations

import errno
import os
import socket
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sessiecoach.domain.errors import SessiecoachError
from sessiecoach.domain.text import one_line
from sessiecoach.storage.platforms import NO_LINK, Kernel, kernel_of

_FLAGS: Final = os.O_RDWR | os.O_CREAT | NO_LINK
_OWNER_ONLY: Final = 0o600
_LONGEST_HOLDER: Final = 1000
_TRIES: Final = 5
_HELD: Final = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a record open, as that program wrote it down; texts of another, made visible."""

    pid: int
    host: str
    since: str
    """An ISO instant; empty where it could not be read."""


class LockedError(SessiecoachError):
    """Another program has this record open; it can be opened read-only."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__("locked")
        self.holder = holder
        """None where the lock file does not tell who it is."""


class LockNotPossibleError(SessiecoachError):
    """No lock can be made here, as in a read-only folder; the record opens read-only."""

    def __init__(self, reason: OSError) -> None:
        super().__init__("lock_not_possible")
        self.reason = reason


class Lock:
    """The right to write one record, until it is released or this process ends."""

    def __init__(self, path: Path, descriptor: int, kernel: Kernel) -> None:
        self.path = path
        self._descriptor: int | None = descriptor
        self._kernel = kernel

    def release(self) -> None:
        """Let others have the record; once is enough and twice does no harm."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        # Closing frees the lock also where one of the first two is refused.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
        with suppress(OSError):
            self._kernel.unlock(descriptor)
        with suppress(OSError):
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lock_path(record: Path) -> Path:
    """Return where the lock of a record lies: beside the file itself, not beside a link to it."""
    target = Path(os.path.realpath(record))
    return target.with_name(f".{target.name}.lock")


def take_lock(record: Path, since: datetime, kernel: Kernel | None = None) -> Lock:
    """Take the lock of a record, which need not exist yet, and write down who has it.

    The lock file is never removed: a second program could then lock a file of that name while
    the first still holds the one without a name.

    Raises LockedError when another has it, LockNotPossibleError where none can be made.
    """
    path = lock_path(record)
    kernel = kernel or kernel_of()
    for _ in range(_TRIES):
        try:
            descriptor = os.open(path, _FLAGS, _OWNER_ONLY)
        except OSError as error:
            raise LockNotPossibleError(error) from error
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise LockNotPossibleError(OSError(errno.EINVAL, os.strerror(errno.EINVAL)))
            _take(descriptor, kernel)
            if not (kernel.open_file_keeps_its_name or _stands_at(path, status)):
                os.close(descriptor)
                continue
            _write_holder(descriptor, Holder(os.getpid(), socket.gethostname(), since.isoformat()))
        except BaseException:
            with suppress(OSError):
                os.close(descriptor)
            raise
        return Lock(path, descriptor, kernel)
    raise LockNotPossibleError(OSError(errno.ELOOP, os.strerror(errno.ELOOP)))


def _take(descriptor: int, kernel: Kernel) -> None:
    try:
        kernel.lock(descriptor)
    except OSError as error:
        if error.errno in _HELD:
            raise LockedError(_read_holder(descriptor)) from error
        raise LockNotPossibleError(error) from error


def _stands_at(path: Path, status: os.stat_result) -> bool:
    """Tell whether the locked file still has its name: a person may have cleaned up meanwhile."""
    try:
        return os.path.samestat(status, path.lstat())
    except FileNotFoundError:
        return False


def _write_holder(descriptor: int, holder: Holder) -> None:
    text = f"{holder.pid}\n{holder.host}\n{holder.since}\n".encode()
    # On a full disk the lock still holds; others only cannot read by whom.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text)


def _read_holder(descriptor: int) -> Holder | None:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        text = os.read(descriptor, _LONGEST_HOLDER).decode("utf-8", "replace")
    except OSError:
        return None
    lines = [one_line(line) for line in text.split("\n")]
    if len(lines) < 3 or not (lines[0].isascii() and lines[0].isdigit()):
        return None
    return Holder(int(lines[0][:20]), lines[1][:100], lines[2][:40])
