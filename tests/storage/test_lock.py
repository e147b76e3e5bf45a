"""One program has a record, the next is told who, and a crash leaves no lock behind."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sessiecoach.storage.lock import (
    Holder,
    LockedError,
    LockNotPossibleError,
    lock_path,
    take_lock,
)
from sessiecoach.storage.platforms import PosixKernel

SINCE = datetime(2016, 9, 5, 7, 0, tzinfo=UTC)
OTHER_PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sessiecoach.storage.lock import take_lock
lock = take_lock(Path(sys.argv[1]), datetime(2016, 9, 5, 7, 0, tzinfo=UTC))
print("heeft", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "2016-09-05-leersessie.toml"
    path.write_bytes(b"schema = 1\n")
    return path


def test_second_is_told_who_has_it(record: Path) -> None:
    """While one has the record another gets the process, the machine and since when."""
    with take_lock(record, SINCE), pytest.raises(LockedError) as raised:
        take_lock(record, SINCE)
    assert raised.value.holder == Holder(os.getpid(), os.uname().nodename, SINCE.isoformat())


def test_released_lock_can_be_taken_again(record: Path) -> None:
    """After leaving, the record is free; releasing twice does no harm to the next holder."""
    first = take_lock(record, SINCE)
    first.release()
    with take_lock(record, SINCE):
        first.release()
        with pytest.raises(LockedError):
            take_lock(record, SINCE)


def test_lock_file_stays_and_tells_nothing_afterwards(record: Path) -> None:
    """The sidecar is never removed, is for its owner only, and empty when nobody has it."""
    with take_lock(record, SINCE) as lock:
        assert lock.path == record.with_name(".2016-09-05-leersessie.toml.lock")
        assert stat.S_IMODE(lock.path.stat().st_mode) == 0o600
    assert lock.path.read_bytes() == b""
    assert record.read_bytes() == b"schema = 1\n"


def test_lock_survives_a_save(record: Path) -> None:
    """A rename over the record leaves the lock in place, as it lies on a file of its own."""
    with take_lock(record, SINCE):
        record.with_name("nieuw").write_bytes(b"schema = 1\n")
        record.with_name("nieuw").replace(record)
        with pytest.raises(LockedError):
            take_lock(record, SINCE)


def test_killed_program_leaves_no_lock(record: Path) -> None:
    """The kernel frees the lock of a program that was killed, whatever it wrote inside."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", OTHER_PROGRAM, str(record)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"heeft\n"
        with pytest.raises(LockedError) as raised:
            take_lock(record, SINCE)
        assert raised.value.holder is not None
        assert raised.value.holder.pid == other.pid
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert lock_path(record).read_bytes() != b""
    with take_lock(record, SINCE):
        pass


def test_link_and_record_share_one_lock(record: Path, tmp_path: Path) -> None:
    """Two names for one record cannot both be opened for writing."""
    folder = tmp_path / "elders"
    folder.mkdir()
    link = folder / "koppeling.toml"
    link.symlink_to(record)
    with take_lock(link, SINCE), pytest.raises(LockedError):
        take_lock(record, SINCE)
    assert list(folder.iterdir()) == [link]


def test_record_that_is_still_to_be_made_can_be_locked(tmp_path: Path) -> None:
    """Two windows that open the same planned meeting cannot both make its record."""
    record = tmp_path / "nieuw.toml"
    with take_lock(record, SINCE), pytest.raises(LockedError):
        take_lock(record, SINCE)
    assert not record.exists()


@pytest.mark.parametrize(
    "rubbish",
    [b"", b"\xff\xfe\x00", b"\n\n\n", b"een\ntwee\ndrie\n", b"12", b"[" * 5000, b"9" * 5000],
)
def test_rubbish_in_the_lock_file_names_nobody(record: Path, rubbish: bytes) -> None:
    """A lock file that does not say who has it still locks."""
    with take_lock(record, SINCE) as lock:
        lock.path.write_bytes(rubbish)
        with pytest.raises(LockedError) as raised:
            take_lock(record, SINCE)
    assert raised.value.holder is None


def test_text_of_another_commands_no_terminal(record: Path) -> None:
    """What another program wrote is made visible and kept short."""
    with take_lock(record, SINCE) as lock:
        lock.path.write_bytes(b"12\npc\x1b]2;x\x07" + b"y" * 300 + b"\n\x9b31m\n")
        with pytest.raises(LockedError) as raised:
            take_lock(record, SINCE)
    holder = raised.value.holder
    assert holder is not None
    assert holder.host.startswith("pc<1b>]2;x<07>yy")
    assert len(holder.host) == 100
    assert "\x9b" not in holder.since


def test_planted_link_is_not_followed(record: Path, tmp_path: Path) -> None:
    """A link under the name of the lock is refused and what it points to is left alone."""
    victim = tmp_path / "slachtoffer"
    victim.write_text("van iemand anders")
    lock_path(record).symlink_to(victim)
    with pytest.raises(LockNotPossibleError) as raised:
        take_lock(record, SINCE)
    assert raised.value.reason.errno == errno.ELOOP
    assert victim.read_text() == "van iemand anders"


def test_planted_link_to_nothing_makes_nothing(record: Path, tmp_path: Path) -> None:
    """Locking never makes a file elsewhere through a link that waits under its name."""
    lock_path(record).symlink_to(tmp_path / "slachtoffer")
    with pytest.raises(LockNotPossibleError):
        take_lock(record, SINCE)
    assert not (tmp_path / "slachtoffer").exists()


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_cannot_be_locked(record: Path, make: object) -> None:
    """A folder or a pipe under the name of the lock is told, and does not hang."""
    assert callable(make)
    make(lock_path(record))
    with pytest.raises(LockNotPossibleError):
        take_lock(record, SINCE)


def test_folder_where_no_lock_can_be_made_is_told_apart(tmp_path: Path) -> None:
    """Without a lock file nobody has the record: that is another answer than being locked."""
    with pytest.raises(LockNotPossibleError) as raised:
        take_lock(tmp_path / "nergens" / "a.toml", SINCE)
    assert isinstance(raised.value.reason, FileNotFoundError)


class RefusingKernel(PosixKernel):
    """A file system that knows no locks."""

    def lock(self, *_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


def test_file_system_without_locks_is_told_apart(record: Path) -> None:
    """Where the kernel cannot lock, that is said, and no descriptor stays open."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(LockNotPossibleError) as raised:
        take_lock(record, SINCE, RefusingKernel())
    assert raised.value.reason.errno == errno.ENOLCK
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_lock_file_removed_while_locking_is_made_again(record: Path) -> None:
    """If a person cleans up at that moment, the lock that counts is on the file with the name."""

    class CleanedUp(PosixKernel):
        times = 0

        def lock(self, descriptor: int) -> None:
            super().lock(descriptor)
            self.times += 1
            if self.times == 1:
                lock_path(record).unlink()

    kernel = CleanedUp()
    with take_lock(record, SINCE, kernel), pytest.raises(LockedError):
        take_lock(record, SINCE)
    assert kernel.times == 2


def test_lock_file_that_keeps_disappearing_ends_the_tries(record: Path) -> None:
    """Something that removes every lock file is told as such, and does not hang the program."""

    class Removing(PosixKernel):
        def lock(self, descriptor: int) -> None:
            super().lock(descriptor)
            lock_path(record).unlink()

    with pytest.raises(LockNotPossibleError):
        take_lock(record, SINCE, Removing())


def test_lock_ends_with_the_block_also_on_an_error(record: Path) -> None:
    """An error inside the block frees the record."""
    with pytest.raises(ValueError, match="kapot"), take_lock(record, SINCE):
        raise ValueError("kapot")
    take_lock(record, SINCE).release()
