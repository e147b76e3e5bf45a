"""What macOS and Windows do otherwise in keeping a file, played here by fakes."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sessiecoach.storage.files import write_whole
from sessiecoach.storage.lock import LockedError, take_lock
from sessiecoach.storage.new_file import create_whole
from sessiecoach.storage.platforms import (
    DISK,
    NO_LINK,
    Disk,
    PosixKernel,
    WindowsKernel,
    kernel_of,
)
from tests.storage.test_files import FaultySystem

SINCE = datetime(2016, 9, 5, 7, 0, tzinfo=UTC)
OLD = b'title = "zoals het was"\n'
NEW = b'title = "zoals het wordt"\n' * 100


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Give a record that is there."""
    path = tmp_path / "2016-06-27-leersessie.toml"
    path.write_bytes(OLD)
    path.chmod(0o600)
    return path


# How a file gets to the disk.


def test_macos_syncs_through_the_cache_of_the_drive(record: Path) -> None:
    """On macOS the full sync is used, and the plain one where a volume does not know it."""
    full: list[int] = []
    system = FaultySystem()
    write_whole(record, NEW, Disk(system, "darwin", full_sync=full.append))
    assert len(full) == 1
    assert system.calls.count("fsync") == 1  # only that of the folder

    def refuses(descriptor: int) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    system = FaultySystem()
    write_whole(record, OLD, Disk(system, "darwin", full_sync=refuses))
    assert system.calls.count("fsync") == 2


def test_macos_full_sync_that_fails_is_a_failed_save(record: Path) -> None:
    """A real error of the drive is not hidden by a plain sync that says all is well."""

    def fails(descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(OSError, match=re.escape(os.strerror(errno.EIO))):
        write_whole(record, NEW, Disk(FaultySystem(), "darwin", full_sync=fails))
    assert record.read_bytes() == OLD


class WindowsError(OSError):
    """An error as Windows gives it: with a number of its own."""

    def __init__(self, number: int) -> None:
        super().__init__(errno.EACCES, "geweigerd")
        self.winerror = number


class HeldOnWindows(FaultySystem):
    """Windows, where another program holds the file for some tries."""

    def __init__(self, number: int, tries: int) -> None:
        super().__init__()
        self._number = number
        self._tries = tries

    def replace(self, source: Path, target: Path, /) -> None:
        self._tries -= 1
        if self._tries >= 0:
            raise WindowsError(self._number)
        super().replace(source, target)


@pytest.mark.parametrize("number", [5, 32, 33])
def test_windows_tries_again_while_a_scanner_holds_the_file(record: Path, number: int) -> None:
    """Three refusals of a passing kind are waited out; modes and folders are left alone."""
    waits: list[float] = []
    system = HeldOnWindows(number, 3)
    write_whole(record, NEW, Disk(system, "win32", wait=waits.append))
    assert record.read_bytes() == NEW
    assert len(waits) == 3
    assert "fchmod" not in system.calls
    assert system.calls.count("open") == 1


@pytest.mark.parametrize(("number", "tries"), [(32, 100), (112, 1)])
def test_windows_gives_up_in_the_end(record: Path, number: int, tries: int) -> None:
    """A file that stays held, or another refusal, is an error and leaves the old file."""
    with pytest.raises(WindowsError):
        write_whole(record, NEW, Disk(HeldOnWindows(number, tries), "win32", wait=lambda _: None))
    assert record.read_bytes() == OLD
    assert [found.name for found in record.parent.iterdir()] == [record.name]


def test_windows_waits_longer_each_time_and_not_for_ever(record: Path) -> None:
    """The waits grow, and together stay below a second, so that a save never hangs."""
    waits: list[float] = []
    with pytest.raises(WindowsError):
        write_whole(record, NEW, Disk(HeldOnWindows(32, 100), "win32", wait=waits.append))
    assert waits == sorted(set(waits))
    assert sum(waits) < 1


def test_another_platform_does_not_wait(record: Path) -> None:
    """A refusal without a number of Windows is told at once."""
    waits: list[float] = []
    disk = Disk(FaultySystem(code=errno.EACCES, always="replace"), "linux", wait=waits.append)
    with pytest.raises(PermissionError):
        write_whole(record, NEW, disk)
    assert waits == []


def test_a_new_file_on_a_stick_is_waited_for_as_well(tmp_path: Path) -> None:
    """Where a disk has no links, a new file gets its name by a rename that a scanner may delay."""

    def no_links(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    waits: list[float] = []
    system = HeldOnWindows(32, 2)
    path = tmp_path / "verslag.md"
    create_whole(path, NEW, Disk(system, "win32", wait=waits.append), no_links)
    assert path.read_bytes() == NEW
    assert len(waits) == 2


def test_a_folder_that_cannot_be_synced_is_no_failure(record: Path) -> None:
    """Shares and some disks know no sync of a folder; another refusal is told."""

    class NoFolders(FaultySystem):
        def fsync(self, descriptor: int, /) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(self._code, os.strerror(self._code))
            super().fsync(descriptor)

    write_whole(record, NEW, Disk(NoFolders(code=errno.EINVAL), "linux"))
    assert record.read_bytes() == NEW
    with pytest.raises(OSError, match=re.escape(os.strerror(errno.EIO))):
        write_whole(record, OLD, Disk(NoFolders(code=errno.EIO), "linux"))


def test_this_machine_plays_itself() -> None:
    """Without being told otherwise the disk is that of the system that runs this."""
    assert DISK.platform == sys.platform
    assert DISK.system is os
    if sys.platform != "win32":
        assert NO_LINK & os.O_NOFOLLOW
        assert isinstance(kernel_of(), PosixKernel)


# How a file is locked.


class FakeWindows:
    """`msvcrt.locking` for one byte: remembers which, refuses while it is taken."""

    def __init__(self) -> None:
        self.taken: set[int] = set()

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        place = os.lseek(descriptor, 0, os.SEEK_CUR)
        assert count == 1
        if mode == 0:
            self.taken.remove(place)
        elif place in self.taken:
            raise PermissionError(errno.EACCES, "geweigerd")
        else:
            self.taken.add(place)


def test_windows_locks_a_byte_past_the_text(record: Path) -> None:
    """On Windows the text stays readable for others, because the locked byte lies far past it."""
    windows = FakeWindows()
    kernel = WindowsKernel(windows.locking)
    with take_lock(record, SINCE, kernel):
        assert min(windows.taken) > 1_000_000
        with pytest.raises(LockedError) as raised:
            take_lock(record, SINCE, kernel)
        assert raised.value.holder is not None
        assert raised.value.holder.pid == os.getpid()
    assert windows.taken == set()


def test_windows_does_not_look_whether_a_locked_file_has_its_name(record: Path) -> None:
    """There an open file cannot be removed, and looking by inode would not tell."""
    windows = FakeWindows()

    class Replacing(WindowsKernel):
        def lock(self, descriptor: int) -> None:
            super().lock(descriptor)
            path = record.with_name(f".{record.name}.lock")
            path.unlink()

    take_lock(record, SINCE, Replacing(windows.locking)).release()
    assert windows.taken == set()
