"""A save succeeds whole or leaves the old file, and a changed file is noticed."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.storage.files import (
    FolderNotSyncedError,
    changed_since,
    keep_copy,
    mark_of,
    probe_writable,
    read_marked,
    remove_unfinished,
    safe_name,
    write_whole,
)
from sessiecoach.storage.platforms import Disk

OLD = b'title = "zoals het was"\n'
NEW = b'title = "zoals het wordt"\n' * 100


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


class FaultySystem:
    """The system, of which one call fails: the so-manieth of all, or each of one name."""

    def __init__(
        self, fails_at: int | None = None, code: int = errno.EIO, always: str = "", most: int = 1000
    ) -> None:
        self.calls: list[str] = []
        self._fails_at = fails_at
        self._code = code
        self._always = always
        self._most = most

    def _count(self, name: str) -> None:
        self.calls.append(name)
        if len(self.calls) - 1 == self._fails_at or name == self._always:
            raise OSError(self._code, os.strerror(self._code))

    def open(self, path: Path, flags: int, mode: int = 0o777, /) -> int:
        self._count("open")
        return os.open(path, flags, mode)

    def write(self, descriptor: int, data: memoryview, /) -> int:
        self._count("write")
        return os.write(descriptor, data[: self._most])

    def fsync(self, descriptor: int, /) -> None:
        self._count("fsync")
        os.fsync(descriptor)

    def close(self, descriptor: int, /) -> None:
        # As Linux does, the descriptor is gone also when closing tells of an error.
        os.close(descriptor)
        self._count("close")

    def fstat(self, descriptor: int, /) -> os.stat_result:
        self._count("fstat")
        return os.fstat(descriptor)

    def fchmod(self, descriptor: int, mode: int, /) -> None:
        self._count("fchmod")
        os.fchmod(descriptor, mode)

    def fchown(self, descriptor: int, user: int, group: int, /) -> None:
        self._count("fchown")
        os.fchown(descriptor, user, group)

    def stat(self, path: Path, /) -> os.stat_result:
        self._count("stat")
        return path.stat()

    def replace(self, source: Path, target: Path, /) -> None:
        self._count("replace")
        source.replace(target)

    def unlink(self, path: Path, /) -> None:
        self._count("unlink")
        path.unlink()


def linux(system: FaultySystem) -> Disk:
    return Disk(system, platform="linux")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "2016-06-27-leersessie.toml"
    path.write_bytes(OLD)
    path.chmod(0o600)
    return path


def calls_of_a_save(record: Path) -> list[str]:
    system = FaultySystem()
    write_whole(record, NEW, linux(system))
    record.write_bytes(OLD)
    return system.calls


def test_new_file_has_the_bytes_and_is_for_its_owner_only(tmp_path: Path) -> None:
    """A new file gets mode 0600 whatever the umask allows."""
    before = os.umask(0)
    try:
        write_whole(tmp_path / "nieuw.toml", NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "nieuw.toml").read_bytes() == NEW
    assert mode_of(tmp_path / "nieuw.toml") == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o660, 0o200])
def test_mode_of_the_owner_is_kept(record: Path, mode: int) -> None:
    """A mode that the owner chose stays, stricter or wider, under any umask."""
    record.chmod(mode)
    before = os.umask(0o077)
    try:
        write_whole(record, NEW)
    finally:
        os.umask(before)
    assert mode_of(record) == mode


def test_file_that_nobody_may_write_is_not_replaced(record: Path) -> None:
    """A record that a person made read-only stays as it is, though its folder allows a rename."""
    record.chmod(0o444)
    with pytest.raises(PermissionError):
        write_whole(record, NEW)
    assert record.read_bytes() == OLD
    assert os.listdir(record.parent) == [record.name]  # noqa: PTH208


def test_group_that_cannot_be_kept_gets_no_rights(record: Path) -> None:
    """Where the new file falls to another group, that group may not read what the old could."""
    record.chmod(0o664)

    class OtherGroup(FaultySystem):
        def stat(self, path: Path, /) -> os.stat_result:
            fields = list(path.stat())
            fields[stat.ST_GID] += 1
            return os.stat_result(fields)

    write_whole(record, NEW, linux(OtherGroup(code=errno.EPERM, always="fchown")))
    assert mode_of(record) == 0o604


def test_short_writes_are_continued(record: Path) -> None:
    """A system that takes seven bytes at a time still gets them all."""
    write_whole(record, NEW, linux(FaultySystem(most=7)))
    assert record.read_bytes() == NEW


def test_empty_file_can_be_written(record: Path) -> None:
    """No bytes are also a whole content."""
    assert write_whole(record, b"").size == 0
    assert record.read_bytes() == b""


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_failure_of_any_call_keeps_the_old_file(record: Path, code: int) -> None:
    """Up to and with the rename, each call may fail once: old file unharmed, nothing left over."""
    calls = calls_of_a_save(record)
    after_rename = calls.index("replace") + 1
    assert {"open", "fchmod", "write", "fsync", "fstat", "close"} <= set(calls[:after_rename])
    for position in range(after_rename):
        with pytest.raises(OSError, match=re.escape(os.strerror(code))):
            write_whole(record, NEW, linux(FaultySystem(position, code)))
        assert record.read_bytes() == OLD, calls[position]
        assert [found.name for found in record.parent.iterdir()] == [record.name], calls[position]


@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "replace"])
def test_lasting_failure_keeps_the_old_file(record: Path, call: str) -> None:
    """A disk that stays full leaves the old file and no temporary one."""
    with pytest.raises(OSError, match=re.escape(os.strerror(errno.ENOSPC))):
        write_whole(record, NEW, linux(FaultySystem(code=errno.ENOSPC, always=call)))
    assert record.read_bytes() == OLD
    assert [found.name for found in record.parent.iterdir()] == [record.name]


def test_failure_leaves_no_descriptor_open(record: Path) -> None:
    """A save that is tried again and again does not use up the descriptors."""
    calls = calls_of_a_save(record)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for position in range(len(calls)):
        with pytest.raises(OSError, match=re.escape(os.strerror(errno.EIO))):
            write_whole(record, NEW, linux(FaultySystem(position)))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_system_that_takes_nothing_does_not_hang(record: Path) -> None:
    """A write of zero bytes is an error, not an endless loop."""

    class TakesNothing(FaultySystem):
        def write(self, *_: object) -> int:
            return 0

    with pytest.raises(OSError, match=re.escape(os.strerror(errno.EIO))):
        write_whole(record, NEW, linux(TakesNothing()))
    assert record.read_bytes() == OLD


def test_folder_that_was_not_synced_is_told_with_the_mark(record: Path) -> None:
    """When only the last step fails the new file stands, and its mark comes with the error."""
    calls = calls_of_a_save(record)
    for position in range(calls.index("replace") + 1, len(calls)):
        with pytest.raises(FolderNotSyncedError) as raised:
            write_whole(record, NEW, linux(FaultySystem(position)))
        assert record.read_bytes() == NEW
        assert raised.value.mark == mark_of(record)
        assert raised.value.errno == errno.EIO


def test_folder_that_cannot_be_synced_at_all_is_no_error(record: Path) -> None:
    """Some shares refuse to sync a folder; that is not a failed save."""
    last_sync = len(calls_of_a_save(record)) - 2
    system = FaultySystem(last_sync, errno.EINVAL)
    write_whole(record, NEW, linux(system))
    assert system.calls[last_sync] == "fsync"
    assert record.read_bytes() == NEW


def test_link_stays_a_link_and_its_target_is_written(record: Path, tmp_path: Path) -> None:
    """A record that is a link to another folder stays one; the file there is replaced."""
    folder = tmp_path / "elders"
    folder.mkdir()
    link = folder / "koppeling.toml"
    link.symlink_to(record)
    mark = write_whole(link, NEW)
    assert link.is_symlink()
    assert record.read_bytes() == NEW
    assert not changed_since(link, mark)
    assert [found.name for found in folder.iterdir()] == [link.name]


def test_link_to_itself_is_an_error(tmp_path: Path) -> None:
    """A link that leads nowhere but to itself is not replaced by a file."""
    link = tmp_path / "rond.toml"
    link.symlink_to(link)
    with pytest.raises(OSError, match=re.escape(os.strerror(errno.ELOOP))):
        write_whole(link, NEW)
    assert link.is_symlink()


def test_folder_or_device_is_not_replaced(tmp_path: Path) -> None:
    """What is no ordinary file is never renamed over."""
    os.mkfifo(tmp_path / "pijp")
    for path in (tmp_path, tmp_path / "pijp"):
        with pytest.raises(OSError, match=re.escape(os.strerror(errno.EINVAL))):
            write_whole(path, NEW)
    assert stat.S_ISFIFO((tmp_path / "pijp").stat().st_mode)


def test_temporary_file_never_follows_a_planted_link(record: Path, tmp_path: Path) -> None:
    """The temporary file is opened so that an existing name, a link above all, is refused."""
    seen: list[int] = []

    class Watching(FaultySystem):
        def open(self, path: Path, flags: int, mode: int = 0o777, /) -> int:
            if path != record.parent:
                seen.append(flags)
                assert path.parent == record.parent
                assert mode == 0o600
            return super().open(path, flags, mode)

    write_whole(record, NEW, linux(Watching()))
    assert len(seen) == 1
    assert seen[0] & os.O_EXCL
    assert seen[0] & os.O_NOFOLLOW


def test_leftovers_of_a_killed_save_are_removed(record: Path) -> None:
    """Only temporary files of this very record go; everything else stays."""
    left = record.with_name(f".{record.name}.0a1b2c3d.tmp")
    left.write_bytes(NEW[:10])
    others = [
        record.with_name(f".{record.name}.lock"),
        record.with_name(".2016-09-05-leersessie.toml.0a1b2c3d.tmp"),
        record.with_name(f".{record.name}.mijn.tmp"),
    ]
    for other in others:
        other.write_bytes(b"")
    assert remove_unfinished(record) == 1
    assert not left.exists()
    assert all(other.exists() for other in [*others, record])


def test_killed_save_leaves_a_name_that_is_recognised(record: Path) -> None:
    """What stands beside the record while it is being saved is what the cleaning looks for."""

    class Killed(FaultySystem):
        def replace(self, *_: object) -> None:
            raise KeyboardInterrupt

        def unlink(self, *_: object) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(KeyboardInterrupt):
        write_whole(record, NEW, linux(Killed()))
    assert len(list(record.parent.iterdir())) == 2
    assert remove_unfinished(record) == 1


def test_own_save_is_no_change(record: Path) -> None:
    """The mark of a save is the mark of the file, and the file has not changed since."""
    mark = write_whole(record, NEW)
    assert mark == mark_of(record)
    assert read_marked(record) == (NEW, mark)
    assert not changed_since(record, mark)


def touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def copy_back(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("act", [touch, copy_back])
def test_same_bytes_are_no_change(record: Path, act: Callable[[Path], None]) -> None:
    """A file that was only touched, or put back with the same content, has not changed."""
    mark = mark_of(record)
    act(record)
    assert not changed_since(record, mark)


def edit_same_length(path: Path) -> None:
    path.write_bytes(OLD.replace(b"was", b"nee"))
    os.utime(path, ns=(1, 1))


def replace_with_same_size_and_time(path: Path) -> None:
    times = path.stat()
    other = path.with_name("ander")
    other.write_bytes(OLD.replace(b"was", b"nee"))
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(path)


def edit_longer(path: Path) -> None:
    path.write_bytes(OLD + b"# zelf\n")


@pytest.mark.parametrize(
    "act", [edit_same_length, replace_with_same_size_and_time, edit_longer, Path.unlink]
)
def test_edit_of_another_is_a_change(record: Path, act: Callable[[Path], None]) -> None:
    """Other bytes, of the same length too, and a file that is gone, are a change."""
    mark = mark_of(record)
    act(record)
    assert changed_since(record, mark)


def test_copy_is_whole_private_and_never_over_another(record: Path, tmp_path: Path) -> None:
    """Kept copies get names of their own, in a folder and with a mode for their owner only."""
    record.chmod(0o644)
    into = tmp_path / "state" / "bewaard"
    first = keep_copy(record, into)
    record.write_bytes(NEW)
    second = keep_copy(record, into)
    assert (first.name, second.name) == (record.name, "2016-06-27-leersessie-2.toml")
    assert (first.read_bytes(), second.read_bytes()) == (OLD, NEW)
    assert (mode_of(first), mode_of(into)) == (0o600, 0o700)


def test_same_copy_is_made_once(record: Path, tmp_path: Path) -> None:
    """Keeping what is already kept gives the copy that is there."""
    into = tmp_path / "bewaard"
    assert keep_copy(record, into) == keep_copy(record, into)
    assert len(list(into.iterdir())) == 1


def test_copy_beside_the_file_itself_is_another_file(record: Path) -> None:
    """In the folder of the file the copy is a second file, also under a name that is asked."""
    assert keep_copy(record, record.parent).name == "2016-06-27-leersessie-2.toml"
    assert keep_copy(record, record.parent, "apart.kapot").name == "apart.kapot"
    assert record.read_bytes() == OLD


def test_copy_does_not_follow_a_planted_link(record: Path, tmp_path: Path) -> None:
    """A link that waits under the name of the copy is passed over."""
    into = tmp_path / "bewaard"
    into.mkdir()
    victim = tmp_path / "slachtoffer"
    (into / record.name).symlink_to(victim)
    assert keep_copy(record, into).name == "2016-06-27-leersessie-2.toml"
    assert not victim.exists()


def test_failed_copy_leaves_nothing(record: Path, tmp_path: Path) -> None:
    """Half a copy is no copy."""
    system = FaultySystem(code=errno.ENOSPC, always="fsync")
    with pytest.raises(OSError, match=re.escape(os.strerror(errno.ENOSPC))):
        keep_copy(record, tmp_path / "bewaard", disk=linux(system))
    assert list((tmp_path / "bewaard").iterdir()) == []


def test_writable_folder_is_left_as_it_was(tmp_path: Path) -> None:
    """Trying whether a folder can be written leaves nothing in it."""
    assert probe_writable(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("call", "code"), [("open", errno.EROFS), ("write", errno.ENOSPC)])
def test_folder_that_refuses_says_why(tmp_path: Path, call: str, code: int) -> None:
    """A read-only folder and a full disk are both found before they are needed."""
    reason = probe_writable(tmp_path, linux(FaultySystem(code=code, always=call)))
    assert reason is not None
    assert reason.errno == code
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_is_not_writable(tmp_path: Path) -> None:
    """A folder that is not there is named as such."""
    assert isinstance(probe_writable(tmp_path / "nergens"), FileNotFoundError)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Eerste leersessie Proeftuin Ruwaard", "eerste-leersessie-proeftuin-ruwaard"),
        ("Casuïstiek: één vraag, drie loketten?", "casuistiek-een-vraag-drie-loketten"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-1"),
        ("lpt¹", "lpt1-1"),
        ("Console", "console"),
        ("", "naamloos"),
        ("…", "naamloos"),
        ("会议", "naamloos"),
        ("-rf", "rf"),
        ("straße", "strasse"),
        ("a" * 59 + " b", "a" * 59),
        ("a\x00b\x1b]2;x\x07", "a-b-2-x"),
    ],
)
def test_title_becomes_a_name(title: str, name: str) -> None:
    """Letters and digits stay, marks go, anything else parts words; reserved names are changed."""
    assert safe_name(title) == name


@given(st.text())
def test_any_title_gives_a_portable_name(title: str) -> None:
    """Whatever the title, the name is short, plain, never empty, and a name for itself."""
    name = safe_name(title)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 60
    assert not re.fullmatch("con|prn|aux|nul|com[0-9]|lpt[0-9]", name)
    assert safe_name(name) == name
