"""Earlier states of a record: as it was opened, every five minutes, ten of each."""

from __future__ import annotations

import datetime as dt
import errno
import stat
from pathlib import Path

from sessiecoach.storage.backups import EVERY_MINUTES, KEPT, Backups
from sessiecoach.storage.platforms import Disk
from tests.fake_clock import FakeClock

FIVE = dt.timedelta(minutes=EVERY_MINUTES)


def contents(folder: Path, kind: str) -> list[bytes]:
    """Return what was kept of a kind, the oldest first."""
    return [path.read_bytes() for path in sorted(folder.glob(f"{kind}-*"))]


def test_it_is_kept_as_it_was_at_opening(tmp_path: Path) -> None:
    """For its owner only, in a folder for its owner only; the same bytes are not kept twice."""
    folder, clock = tmp_path / "state" / "backups", FakeClock()
    for data in (b"one", b"one", b"two"):
        Backups(folder, clock.now).opened(data)
        clock.advance(60)
    assert contents(folder, "opened") == [b"one", b"two"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}


def test_a_save_is_kept_every_five_minutes(tmp_path: Path) -> None:
    """Not sooner, counted from the opening and then from the last one."""
    clock = FakeClock()
    backups = Backups(tmp_path, clock.now)
    for minute in range(1, 14):
        clock.advance(60)
        backups.saved(b"minute %d" % minute)
    assert contents(tmp_path, "saved") == [b"minute 5", b"minute 10"]


def test_the_last_ten_stay(tmp_path: Path) -> None:
    """Of each kind: a long meeting does not push out how it began. Other files are left alone."""
    clock = FakeClock()
    (tmp_path / "saved-by-hand.toml").write_bytes(b"mine")
    backups = Backups(tmp_path, clock.now)
    backups.opened(b"begin")
    for number in range(KEPT + 3):
        clock.advance(FIVE.total_seconds())
        backups.saved(b"%d" % number)
    saved = [int(each) for each in contents(tmp_path, "saved") if each != b"mine"]
    assert saved == list(range(3, KEPT + 3))
    assert contents(tmp_path, "opened") == [b"begin"]
    assert (tmp_path / "saved-by-hand.toml").read_bytes() == b"mine"


class Full:
    """A disk that opens no file."""

    def open(self, *_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    def unlink(self, path: Path) -> None:
        raise AssertionError(path)


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path) -> None:
    """Nothing is raised and nothing left; the next save tries again."""
    clock = FakeClock()
    full = Backups(tmp_path, clock.now, disk=Disk(Full()))  # type: ignore[arg-type]
    full.opened(b"one")
    clock.advance(FIVE.total_seconds())
    full.saved(b"one")
    assert list(tmp_path.iterdir()) == []


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    """Neither the folder of the backups nor a file in it."""
    elsewhere, folder, clock = tmp_path / "elsewhere", tmp_path / "backups", FakeClock()
    elsewhere.mkdir()
    folder.symlink_to(elsewhere)
    Backups(folder, clock.now).opened(b"one")
    assert list(elsewhere.iterdir()) == []
    folder.unlink()
    Backups(folder, clock.now).opened(b"one")
    (kept,) = folder.iterdir()
    kept.unlink()
    kept.symlink_to(elsewhere / "planted")
    Backups(folder, clock.now).opened(b"one")
    assert list(elsewhere.iterdir()) == []
