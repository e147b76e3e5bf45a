"""What is told between meetings: one small TOML file an update, in `updates/` of the series.

Files have names that nobody else makes, so that two copies of a folder merge by copying.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.session import ID_LETTERS, Update
from sessiecoach.storage.files import FileMark, write_whole
from sessiecoach.storage.home import make_private
from sessiecoach.storage.ids import made_id, new_id, new_part
from sessiecoach.storage.new_file import create_whole
from sessiecoach.storage.schema import SCHEMA_KEY, schema_of, with_newer
from sessiecoach.storage.series import UPDATES_FOLDER as UPDATES_FOLDER
from sessiecoach.storage.shape import plain, read_shape
from sessiecoach.storage.toml_file import read_toml_file
from sessiecoach.storage.toml_text import toml_text

SCHEMA: Final = 1
_SUFFIX: Final = ".toml"


@dataclass(frozen=True, slots=True)
class LooseUpdate:
    """An update with the file that holds it."""

    path: Path
    update: Update
    newer: bool = False
    """Whether a newer version of this program wrote it, so that it is read-only here."""


@dataclass(frozen=True, slots=True)
class LooseUpdates:
    """Everything that lies in the folder of updates."""

    updates: tuple[LooseUpdate, ...] = ()
    """By name of file."""
    faults: tuple[Fault, ...] = ()
    """Why some could not be read; each names its file."""


def read_updates(series: Path) -> LooseUpdates:
    """Return what was told between the meetings of the series in this folder.

    Nobody looks where a link to a folder points: that may be anything.
    """
    folder = series / UPDATES_FOLDER
    try:
        _refuse_link(folder)
        names = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return LooseUpdates()
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, error.strerror or "")
        return LooseUpdates(faults=(Fault(FaultCode.NOT_READABLE, found=reason, file=str(folder)),))
    found: list[LooseUpdate] = []
    faults: list[Fault] = []
    for name in names:
        if name.startswith(".") or not name.endswith(_SUFFIX):
            continue
        path = folder / name
        try:
            found.append(_read(path))
        except FileFaultsError as error:
            faults.extend(error.faults)
    return LooseUpdates(tuple(found), tuple(faults))


def read_update(path: Path) -> Update:
    """Read one update. Raises FileFaultsError with every fault, the file named.

    It must say of which item it tells. Where a person wrote no id, what it tells gives one:
    the same in every copy of the file.
    """
    return _read(path).update


def _read(path: Path) -> LooseUpdate:
    document, _data = read_toml_file(path)
    try:
        schema = schema_of(document, SCHEMA)
        mapping = {name: value for name, value in document.items() if name != SCHEMA_KEY}
        update, faults = read_shape(Update, mapping, unknown="keep")
        if update is not None and not update.item:
            # A misspelled key would make it count for nothing, and nobody would know.
            faults.append(Fault(FaultCode.MISSING_KEY, "item"))
        if faults or update is None:
            raise FileFaultsError(with_newer(faults, schema, SCHEMA))
    except FileFaultsError as error:
        faults = [replace(fault, file=str(path)) for fault in error.faults]
        raise FileFaultsError(tuple(faults)) from error
    if not update.id:
        update = replace(update, id=made_id(ID_LETTERS["updates"], update_bytes(update)))
    return LooseUpdate(path, update, newer=schema > SCHEMA)


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder))


def update_bytes(update: Update) -> bytes:
    """Return an update as the bytes of its file, the same bytes for the same update."""
    document: dict[str, object] = {SCHEMA_KEY: SCHEMA}
    return toml_text(document | plain(update)).encode()


def add_update(series: Path, update: Update) -> LooseUpdate:
    """Put an update in a file of its own, named after its day. Raises OSError.

    One without an id gets one, so that two copies of the file are known as one update.
    """
    folder = series / UPDATES_FOLDER
    _refuse_link(folder)
    update = update if update.id else replace(update, id=new_id(ID_LETTERS["updates"]))
    make_private(folder)
    day = update.on.isoformat() if update.on else "zonder-dag"
    while True:
        path = folder / f"{day}-{new_part()}{_SUFFIX}"
        try:
            create_whole(path, update_bytes(update))
        except FileExistsError:
            continue
        return LooseUpdate(path, update)


def change_update(loose: LooseUpdate, update: Update) -> FileMark:
    """Write an update again, in the file that it has.

    Raises OSError when it did not succeed, as when a newer version of this program wrote it.
    """
    if loose.newer:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(loose.path))
    return write_whole(loose.path, update_bytes(update))
