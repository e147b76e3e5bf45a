"""The published room state: a small file that the room view follows from another process."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.room import RoomState
from sessiecoach.domain.session import nothing_extra
from sessiecoach.storage.files import write_whole
from sessiecoach.storage.home import make_private
from sessiecoach.storage.shape import plain, read_shape
from sessiecoach.storage.toml_file import read_toml_file
from sessiecoach.storage.toml_text import toml_text

ROOM_FILE = "room.toml"
_DOCUMENT = re.compile("[0-9a-z]{6,40}")
_NAME_LENGTH = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedClock:
    """By which clock the instants of the state are meant."""

    boot: str = ""
    running_seconds: float = 0.0
    wall: dt.datetime | None = None
    tempo: float = 1.0
    """How much faster than the room the clock runs; other than 1 only in practice."""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What the file holds."""

    state: RoomState = field(default_factory=RoomState)
    clock: PublishedClock = field(default_factory=PublishedClock)
    theme: str = ""
    practice: bool = False
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


def room_file(state_folder: Path, document: str) -> Path:
    """Return where the room state of a session is published.

    A record that a person made may hold any text as its document, or none; that gives a
    name of its own, never a way out of the state folder.
    """
    if not _DOCUMENT.fullmatch(document):
        document = hashlib.sha256(document.encode()).hexdigest()[:_NAME_LENGTH]
    return state_folder / document / ROOM_FILE


def publish(path: Path, published: Published) -> None:
    """Write the state whole, for its owner only. Raises OSError."""
    make_private(path.parent)
    write_whole(path, toml_text({"schema": 1, **plain(published)}).encode())


def sign_of_life(path: Path) -> None:
    """Say that the state still stands. Raises OSError, also where nothing is published."""
    os.utime(path)


def read_published(path: Path) -> Published | None:
    """Return what is published, or None where nothing is or it cannot be read."""
    try:
        mapping, _data = read_toml_file(path)
    except FileFaultsError:
        return None
    mapping.pop("schema", None)
    published, _faults = read_shape(Published, mapping, unknown="keep")
    return published


def signed_ns(path: Path) -> int | None:
    """Return when the last sign of life came, in nanoseconds of the system; None without one."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_mtime_ns if stat.S_ISREG(found.st_mode) else None


def newest_room(state_folder: Path) -> Path | None:
    """Return the room state that was touched last, for a room view that names no session."""
    signed = [(signed_ns(path), path) for path in state_folder.glob(f"*/{ROOM_FILE}")]
    return max(((sign, path) for sign, path in signed if sign is not None), default=(0, None))[1]
