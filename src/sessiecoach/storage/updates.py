"""What is told between meetings: one small TOML file an update, in `updates/` of the series.

Files have names that nobody else makes, so that two copies of a folder merge by copying.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.session import Update
from sessiecoach.storage.files import FileMark, write_whole
from sessiecoach.storage.home import make_private
from sessiecoach.storage.ids import new_part
from sessiecoach.storage.new_file import create_whole
from sessiecoach.storage.schema import SCHEMA_KEY, schema_of, with_newer
from sessiecoach.storage.shape import plain, read_shape
from sessiecoach.storage.toml_file import read_toml_file
from sessiecoach.storage.toml_text import toml_text

SCHEMA: Final = 1
UPDATES_FOLDER: Final = "updates"
_SUFFIX: Final = ".toml"


@dataclass(frozen=True, slots=True)
class LooseUpdate:
    """An update with the file that holds it."""

    path: Path
    update: Update


@dataclass(frozen=True, slots=True)
class LooseUpdates:
    """Everything that lies in the folder of updates."""

    updates: tuple[LooseUpdate, ...] = ()
    """By name of file."""
    faults: tuple[Fault, ...] = ()
    """Why some could not be read; each names its file."""


def read_updates(series: Path) -> LooseUpdates:
    """Return what was told between the meetings of the series in this folder."""
    folder = series / UPDATES_FOLDER
    try:
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
            found.append(LooseUpdate(path, read_update(path)))
        except FileFaultsError as error:
            faults.extend(error.faults)
    return LooseUpdates(tuple(found), tuple(faults))


def read_update(path: Path) -> Update:
    """Read one update. Raises FileFaultsError with every fault, the file named.

    Where a person wrote none, the name of the file is its id.
    """
    document, _data = read_toml_file(path)
    try:
        update = _update(document)
    except FileFaultsError as error:
        faults = tuple(replace(fault, file=str(path)) for fault in error.faults)
        raise FileFaultsError(faults) from error
    return update if update.id else replace(update, id=path.stem)


def _update(document: Mapping[str, object]) -> Update:
    schema = schema_of(document, SCHEMA)
    mapping = {name: value for name, value in document.items() if name != SCHEMA_KEY}
    update, faults = read_shape(Update, mapping, unknown="keep")
    if faults or update is None:
        raise FileFaultsError(with_newer(faults, schema, SCHEMA))
    return update


def update_bytes(update: Update) -> bytes:
    """Return an update as the bytes of its file, the same bytes for the same update."""
    document: dict[str, object] = {SCHEMA_KEY: SCHEMA}
    return toml_text(document | plain(update)).encode()


def add_update(series: Path, update: Update) -> LooseUpdate:
    """Put an update in a file of its own, named after its day. Raises OSError."""
    folder = series / UPDATES_FOLDER
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
    """Write an update again, in the file that it has. Raises OSError when it did not succeed."""
    return write_whole(loose.path, update_bytes(update))
