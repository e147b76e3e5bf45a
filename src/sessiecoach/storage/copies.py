"""Every copy of a meeting that this program made: where they lie, and removing them.

In the state folder its journal, what was kept aside and what the room sees; beside the record
what another hand wrote; and the files that were made of it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.session import Session
from sessiecoach.storage.handed_on import MadeFile, forget_made, made_files
from sessiecoach.storage.journal import Journal, JournalDamagedError
from sessiecoach.storage.own_folders import JOURNAL, known_as, of_copy, own_folders
from sessiecoach.storage.platforms import DISK, Disk
from sessiecoach.storage.records import read_record
from sessiecoach.storage.room import room_file

_SEARCH: Final = "search"
# The log goes before the database itself: a log without its database would be played into the next.
_FIRST: Final = ("-wal", "-shm", "-journal")


class Why(StrEnum):
    """Why a copy was left."""

    CHANGED = "changed"  # somebody worked on it since it was made
    GONE = "gone"  # it is not where it was put
    OF_ANOTHER = "of_another"  # it belongs to a copy of the record elsewhere
    REFUSED = "refused"  # the system did not let it be removed; `reason` is what it said


@dataclass(frozen=True, slots=True)
class Left:
    """A copy that is not removed."""

    path: Path
    why: Why
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of one meeting."""

    known_as: str = ""
    files: tuple[Path, ...] = ()
    """Of the program itself, in the order in which they are removed."""
    folders: tuple[Path, ...] = ()
    """Those in which they lie, the deepest first."""
    made: tuple[MadeFile, ...] = ()
    """What was handed on."""
    left: tuple[Left, ...] = ()

    @property
    def removable(self) -> tuple[Path, ...]:
        """All that is removed, what was handed on first."""
        return (*(each.path for each in self.made if each.unchanged), *self.files)

    def __bool__(self) -> bool:
        """Whether there is anything to remove or to name."""
        return bool(self.files or self.made or self.left)


@dataclass(slots=True)
class Removed:
    """What was removed so far, and what was left."""

    files: list[Path] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether the system kept something, so that it must be tried again."""
        return any(each.why is Why.REFUSED for each in self.left)

    def remove(self, paths: Iterable[Path], disk: Disk) -> None:
        """Remove these files; one that is gone already is none."""
        for path in paths:
            try:
                disk.system.unlink(path)
            except FileNotFoundError:
                continue
            except OSError as error:
                reason = error.strerror or type(error).__name__
                self.left.append(Left(path, Why.REFUSED, reason))
            else:
                self.files.append(path)


def copies_of(state: Path, session: Session, record: Path) -> Copies:
    """Return every copy of the meeting in this record; removes nothing."""
    document = session.header.document
    name = known_as(document, record)
    files: list[Path] = [*_beside(record)]
    folders: list[Path] = []
    left: list[Left] = []
    for folder in own_folders(state, name):
        if _of_another(folder, state, record, session):
            left.append(Left(folder, Why.OF_ANOTHER))
            continue
        for place, inside, names in os.walk(folder, topdown=False):
            files += [Path(place, each) for each in sorted(names, key=_log_first)]
            # A link to a folder is a file to remove; what it points to is somebody's.
            files += [Path(place, each) for each in inside if Path(place, each).is_symlink()]
            folders.append(Path(place))
    room = room_file(state, document)
    if document and room.parent.name != name and room.is_file():
        files.append(room)
        folders.append(room.parent)
    made = []
    for each in made_files(state, name):
        if each.record is not None and _is_of(each.record, record.resolve(), session):
            left.append(Left(each.path, Why.OF_ANOTHER))
            continue
        made.append(each)
        if not each.there:
            left.append(Left(each.path, Why.GONE))
        elif not each.unchanged:
            left.append(Left(each.path, Why.CHANGED))
    return Copies(name, tuple(files), tuple(folders), tuple(made), tuple(left))


def remove_copies(
    copies: Copies, state: Path, disk: Disk = DISK, removed: Removed | None = None
) -> Removed:
    """Remove copies; what the system refuses is left and named, and the rest goes on.

    What is done is added to `removed` at once, for whoever is stopped halfway.
    """
    removed = Removed() if removed is None else removed
    removed.left += copies.left
    removed.remove(copies.removable, disk)
    for folder in copies.folders:
        with suppress(OSError):  # somebody put something else there
            folder.rmdir()
    with suppress(OSError):
        forget_made(state, copies.known_as, [each.path for each in copies.made if not each.there])
    return removed


def has_indexes(state: Path) -> bool:
    """Tell whether there is a search index of any sessions folder."""
    with suppress(OSError):
        return any((state / _SEARCH).iterdir())
    return False


def remove_indexes(state: Path, disk: Disk = DISK) -> Removed:
    """Remove the search index of every sessions folder: it holds what records held."""
    removed = Removed()
    with suppress(OSError):
        found = [path for path in (state / _SEARCH).iterdir() if path.is_file()]
        removed.remove(sorted(found, key=lambda path: _log_first(path.name)), disk)
    return removed


def series_copies(state: Path, folder: Path) -> tuple[Path, ...]:
    """Return the copies of the file of a series that were kept as a person laid them out."""
    name = re.compile(rf"{re.escape(folder.name)}-series(-[0-9]+)?\.toml")
    with suppress(OSError):
        kept = (state / "kept").iterdir()
        return tuple(sorted(path for path in kept if name.fullmatch(path.name)))
    return ()


def _log_first(name: str) -> tuple[bool, str]:
    return not name.endswith(_FIRST), name


def _beside(record: Path) -> Iterator[Path]:
    """Yield what another hand wrote, where that was kept beside the record."""
    target = record.resolve()
    name = re.compile(
        rf"{re.escape(target.stem)}\.conflict-[0-9]{{8}}T[0-9]{{6}}(-[0-9]+)?"
        rf"{re.escape(target.suffix)}"
    )
    with suppress(OSError):
        yield from sorted(path for path in target.parent.iterdir() if name.fullmatch(path.name))


def _of_another(folder: Path, state: Path, record: Path, session: Session) -> bool:
    """Tell whether a folder belongs to a copy of the record that lies elsewhere."""
    target = record.resolve()
    name = known_as(session.header.document, record)
    if folder == of_copy(state / name, record):
        return False
    journal = folder / JOURNAL
    if not journal.is_file():
        return False
    try:
        with closing(Journal(journal)) as opened:
            owner = opened.claim(target)
    except JournalDamagedError:
        return False
    except OSError:
        return True
    return _is_of(owner, target, session)


def _is_of(owner: Path, target: Path, session: Session) -> bool:
    """Tell whether something belongs to a copy that is still there, and not to this record."""
    if owner == target or not owner.is_file():
        return False
    try:
        return read_record(owner).session.header.document == session.header.document
    except FileFaultsError:
        return True
