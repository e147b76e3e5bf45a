"""Every file operation on a folder counted, and any of them made to fail, to be the last, or noted.

What is replaced are the calls of the system (`os.open`, `os.write` ...), as `storage` makes them.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch


class DiedError(BaseException):
    """The program was gone at this operation; nothing after it happens either."""


@dataclass(slots=True)
class Inode:
    """A file as the program sees it, and as far as it is sure to be on disk."""

    now: bytes = b""
    safe: bytes = b""


@dataclass(slots=True)
class FailingDisk:
    """A folder of which operations can fail, and what a power cut could leave of it."""

    folder: Path
    fails_at: int | None = None
    """The operation that fails, counted from 0."""
    code: int = errno.EIO
    dies: bool = False
    """Whether the failing one is the last that ever happens."""
    goes_on: bool = False
    """Whether all after it fail too, until `mend`."""
    noted: Callable[[], None] = lambda: None
    """Called after each operation that was done."""
    count: int = 0
    names: dict[str, Inode] = field(default_factory=dict)
    """The folder as the program sees it."""
    safe_names: dict[str, Inode] = field(default_factory=dict)
    """The names that a power cut cannot take."""
    pending: list[tuple[str, Inode | None]] = field(default_factory=list)
    """Changes of names since the folder was last synced, in order."""
    _open: dict[int, Inode | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.folder.iterdir():
            if self._ours(path):
                data = path.read_bytes()
                self.names[path.name] = Inode(data, data)
        self.safe_names = dict(self.names)

    def mend(self) -> None:
        """Let everything succeed from here on."""
        self.fails_at = None

    def _ours(self, path: object) -> bool:
        """Tell whether a path is a file of the folder whose saving is tried; locks are not."""
        if not isinstance(path, str | os.PathLike):
            return False
        found = Path(path)
        return found.parent == self.folder and found.suffix != ".lock"

    def _counted(self) -> None:
        at, self.count = self.count, self.count + 1
        if self.fails_at is None or at < self.fails_at:
            return
        if self.dies:
            raise DiedError
        if at == self.fails_at or self.goes_on:
            raise OSError(self.code, os.strerror(self.code))

    @contextmanager
    def in_place(self) -> Iterator[FailingDisk]:
        """Stand between the program and the folder."""
        real: dict[str, Callable[..., Any]] = {
            name: getattr(os, name)
            for name in ("open", "write", "fsync", "close", "replace", "unlink", "link")
        }

        def opened(path: Any, flags: int, *rest: Any, **named: Any) -> int:
            if not (self._ours(path) or path == self.folder):
                return int(real["open"](path, flags, *rest, **named))
            self._counted()
            number = int(real["open"](path, flags, *rest, **named))
            inode = None
            if path != self.folder:
                inode = self.names.get(Path(path).name)
                if inode is None:
                    inode = self.names[Path(path).name] = Inode()
                    self.pending.append((Path(path).name, inode))
            self._open[number] = inode
            self.noted()
            return number

        def written(number: int, data: Any) -> int:
            if number not in self._open:
                return int(real["write"](number, data))
            self._counted()
            done = int(real["write"](number, data))
            inode = self._open[number]
            if inode is not None:
                inode.now += bytes(data[:done])
            self.noted()
            return done

        def synced(number: int) -> None:
            if number not in self._open:
                real["fsync"](number)
                return
            self._counted()
            real["fsync"](number)
            inode = self._open[number]
            if inode is not None:
                inode.safe = inode.now
            else:
                self.safe_names, self.pending = dict(self.names), []
            self.noted()

        def closed(number: int) -> None:
            ours = self._open.pop(number, self) is not self
            real["close"](number)  # as on Linux it is gone also when closing tells of an error
            if ours:
                self._counted()
                self.noted()

        def named(source: Any, target: Any, *, how: str, keeps: bool, **rest: Any) -> None:
            if not self._ours(target):
                real[how](source, target, **rest)
                return
            self._counted()
            real[how](source, target, **rest)
            inode = self.names[Path(source).name]
            if not keeps:
                del self.names[Path(source).name]
                self.pending.append((Path(source).name, None))
            self.names[Path(target).name] = inode
            self.pending.append((Path(target).name, inode))
            self.noted()

        def replaced(source: Any, target: Any, **rest: Any) -> None:
            named(source, target, how="replace", keeps=False, **rest)

        def linked(source: Any, target: Any, **rest: Any) -> None:
            named(source, target, how="link", keeps=True, **rest)

        def removed(path: Any, **rest: Any) -> None:
            if not self._ours(path):
                real["unlink"](path, **rest)
                return
            self._counted()
            real["unlink"](path, **rest)
            self.names.pop(Path(path).name, None)
            self.pending.append((Path(path).name, None))
            self.noted()

        with patch.multiple(
            os,
            open=opened,
            write=written,
            fsync=synced,
            close=closed,
            replace=replaced,
            link=linked,
            unlink=removed,
        ):
            yield self

    def after_a_cut(self) -> set[tuple[tuple[str, bytes], ...]]:
        """Return the contents that this folder could have after a power cut now.

        What was not synced may be there, not, or by half; changes of names may all have
        happened, none, the first so many, or all but one.
        """
        tables = [dict(self.names)]
        for end in range(len(self.pending) + 1):
            tables.append(_with(self.safe_names, self.pending[:end]))
            tables.append(_with(self.safe_names, self.pending[:end] + self.pending[end + 1 :]))
        bodies: tuple[Callable[[Inode], bytes], ...] = (
            lambda inode: inode.now,
            lambda inode: inode.safe,
            lambda inode: (
                inode.safe if inode.safe == inode.now else inode.now[: len(inode.now) // 2]
            ),
            lambda inode: inode.safe if inode.safe == inode.now else bytes(len(inode.now)),
        )
        return {
            tuple(sorted((name, body(inode)) for name, inode in table.items()))
            for table in tables
            for body in bodies
        }


def _with(names: dict[str, Inode], changes: list[tuple[str, Inode | None]]) -> dict[str, Inode]:
    made = dict(names)
    for name, inode in changes:
        if inode is None:
            made.pop(name, None)
        else:
            made[name] = inode
    return made
