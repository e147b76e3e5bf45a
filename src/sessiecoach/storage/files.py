"""Bytes to disk whole or not at all, and marks that show whether somebody else changed them."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sessiecoach.storage.home import make_private
from sessiecoach.storage.platforms import DISK, NO_LINK, Disk

_NEW_FILE: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_LINK
_OWNER_ONLY: Final = 0o600
_TEMPORARY: Final = ".tmp"


@dataclass(frozen=True, slots=True)
class FileMark:
    """How a file was when this program last read or wrote it."""

    size: int
    mtime_ns: int
    inode: int
    sha256: str
    """Of the whole content, in hexadecimal digits."""

    @classmethod
    def of(cls, status: os.stat_result, data: bytes) -> FileMark:
        import hashlib

        return cls(len(data), status.st_mtime_ns, status.st_ino, hashlib.sha256(data).hexdigest())


class FolderNotSyncedError(OSError):
    """The file stands whole under its name, but a power cut could still bring back the old one."""

    def __init__(self, error: OSError, mark: FileMark) -> None:
        super().__init__(error.errno, error.strerror, error.filename)
        self.mark = mark
        """Of the file that was written, so that it is not taken for somebody else's."""


def write_whole(path: Path, data: bytes, disk: Disk = DISK) -> FileMark:
    """Put `data` in `path` whole or not at all, and return the mark of what stands there.

    The mode of an existing file is kept; a new one is for its owner only. Where `path` is a
    link it stays one and its target is written. A file that nobody may write is not replaced.

    Raises OSError when it did not succeed: then the old file is untouched and no temporary
    file is left. The one exception is FolderNotSyncedError, which says so itself.
    """
    target = Path(os.path.realpath(path))
    old = _replaceable(target, disk)
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}{_TEMPORARY}")
    descriptor = disk.system.open(temporary, _NEW_FILE, _OWNER_ONLY)
    try:
        if old is not None:
            try:
                disk.keep_mode(descriptor, old)
            except BaseException:
                with suppress(OSError):
                    disk.system.close(descriptor)
                raise
        mark = FileMark.of(disk.fill(descriptor, data), data)
        disk.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            disk.system.unlink(temporary)
        raise
    try:
        disk.sync_folder(target.parent)
    except OSError as error:
        raise FolderNotSyncedError(error, mark) from error
    return mark


def _replaceable(target: Path, disk: Disk) -> os.stat_result | None:
    """Return how the old file is, or None where there is none; raise where it must stay."""
    try:
        old = disk.system.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(target))
    if not old.st_mode & 0o222:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return old


def remove_unfinished(path: Path) -> int:
    """Remove what a killed save of `path` left beside it; returns how many files.

    Only for who holds the lock of `path`: another's save may be under way.
    """
    target = Path(os.path.realpath(path))
    name = re.compile(re.escape(f".{target.name}.") + "[0-9a-f]{8}" + re.escape(_TEMPORARY))
    removed = 0
    for found in target.parent.iterdir():
        if name.fullmatch(found.name):
            found.unlink(missing_ok=True)
            removed += 1
    return removed


def read_marked(path: Path) -> tuple[bytes, FileMark]:
    """Return the content of a file with its mark, both from the same moment."""
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        data = file.read()
    return data, FileMark.of(status, data)


def mark_of(path: Path) -> FileMark:
    """Return the mark of a file as it is now."""
    return read_marked(path)[1]


def changed_since(path: Path, mark: FileMark) -> bool:
    """Tell whether the content of `path` is another than when `mark` was made.

    A file that is gone has changed; one that was only touched or copied back has not.
    """
    try:
        status = path.stat()
        if (status.st_size, status.st_mtime_ns, status.st_ino) == (
            mark.size,
            mark.mtime_ns,
            mark.inode,
        ):
            return False
        return status.st_size != mark.size or mark_of(path).sha256 != mark.sha256
    except FileNotFoundError:
        return True


def keep_copy(path: Path, into: Path, name: str = "", disk: Disk = DISK) -> Path:
    """Copy a file as it is into a folder, never over another file; returns where it lies.

    The copy is called `name`, or as the file itself, with `-2`, `-3` ... where that is taken;
    a copy that holds the same bytes already is not made again. Only its owner can read it.
    """
    data = path.read_bytes()
    make_private(into)
    wanted = Path(name or path.name)
    count = 1
    while True:
        number = "" if count == 1 else f"-{count}"
        copy = into / f"{wanted.stem}{number}{wanted.suffix}"
        try:
            descriptor = disk.system.open(copy, _NEW_FILE, _OWNER_ONLY)
        except FileExistsError:
            if copy.is_file() and not copy.is_symlink() and not _same_file(copy, path):
                with suppress(OSError):
                    if copy.read_bytes() == data:
                        return copy
            count += 1
            continue
        try:
            disk.fill(descriptor, data)
        except BaseException:
            with suppress(OSError):
                disk.system.unlink(copy)
            raise
        disk.sync_folder(into)
        return copy


def _same_file(one: Path, other: Path) -> bool:
    return os.path.samestat(one.stat(), other.stat())


def probe_writable(folder: Path, disk: Disk = DISK) -> OSError | None:
    """Try to make a file in `folder`; return why that failed, or None when it can be done.

    Mode bits do not tell: a share, a full disk or a mounted image refuses in its own way.
    """
    probe = folder / f".{os.urandom(4).hex()}{_TEMPORARY}"
    try:
        descriptor = disk.system.open(probe, _NEW_FILE, _OWNER_ONLY)
        try:
            disk.fill(descriptor, bytes(4096))
        finally:
            disk.system.unlink(probe)
    except OSError as error:
        return error
    return None


_LETTERS_OF_THEIR_OWN: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l"}
)
_RESERVED_ON_WINDOWS: Final = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")
_LONGEST_NAME: Final = 60


def safe_name(title: str, otherwise: str = "naamloos") -> str:
    """Return a file name, without ending, for a title: letters, digits and `-`, at most 60.

    Any system takes it, it never names a folder, and it is never empty: a title without
    letters or digits gives `otherwise`.
    """
    plain = unicodedata.normalize("NFKD", title.translate(_LETTERS_OF_THEIR_OWN))
    # Marks go without a trace (é is e); any other sign parts two words.
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    name = re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")
    name = name[:_LONGEST_NAME].rstrip("-") or otherwise
    return f"{name}-1" if _RESERVED_ON_WINDOWS.fullmatch(name) else name
