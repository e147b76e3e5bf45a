"""Whether files are what they should be: every fault of records, series, werkvormen and themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sessiecoach.domain.errors import Fault, FileFaultsError
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record
from sessiecoach.storage.series import SERIES_FILE, UPDATES_FOLDER, read_series
from sessiecoach.storage.themes import load_themes, read_theme
from sessiecoach.storage.toml_file import read_toml_file
from sessiecoach.storage.updates import read_update
from sessiecoach.storage.werkvormen import load_werkvormen, read_werkvorm

_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what was wrong with it."""

    files: int
    faults: tuple[Fault, ...]
    """Each names its file."""


def check_files(paths: Iterable[Path]) -> Report:
    """Check these files, and every TOML file in folders among them."""
    found = [file for path in paths for file in _files_of(path)]
    return Report(len(found), tuple(fault for file in found for fault in faults_in(file)))


def check_all(places: Places) -> Report:
    """Check everything that the program would use: sessions, werkvormen and themes."""
    records = check_files([places.sessions] if places.sessions.is_dir() else [])
    werkvormen = load_werkvormen(places.own_werkvormen)
    themes = load_themes(places.themes)
    read = {
        *werkvormen.formats,
        *werkvormen.series_kinds,
        *themes.themes,
        *(Path(fault.file).stem for fault in (*werkvormen.faults, *themes.faults)),
    }
    faults = (*records.faults, *werkvormen.faults, *themes.faults)
    return Report(records.files + len(read), faults)


def faults_in(path: Path) -> tuple[Fault, ...]:
    """Return what is wrong with one file; what it should be shows from its name and its kind."""
    try:
        if path.name == SERIES_FILE:
            read_series(path)
            return ()
        if path.parent.name == UPDATES_FOLDER and not (path.parent / SERIES_FILE).exists():
            read_update(path)
            return ()
        table, _data = read_toml_file(path)
        match table.get("kind"):
            case "theme":
                return tuple(read_theme(path)[1])
            case "werkvorm" | "series":
                _read, faults = read_werkvorm(table, path.stem)
                return tuple(replace(fault, file=str(path)) for fault in faults)
        read_record(path)
    except FileFaultsError as error:
        return error.faults
    return ()


def _files_of(path: Path) -> Iterator[Path]:
    """Yield the file itself, or every TOML file below a folder that does not hide itself."""
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob(f"*{_SUFFIX}")):
        if not any(part.startswith(".") for part in file.relative_to(path).parts):
            yield file
