"""The werkvormen and kinds of series that come with the program, and a person's own."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.werkvorm import SCHEMA, SeriesKind, Werkvorm
from sessiecoach.domain.werkvorm_faults import faults_of, series_faults_of
from sessiecoach.storage.shape import read_shape
from sessiecoach.storage.toml_file import read_toml, read_toml_file

_ORIGINS = ("own", "seed", "derived", "public")
_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Werkvormen:
    """What could be read, in the order in which it is offered, and what was wrong."""

    formats: Mapping[str, Werkvorm]
    series_kinds: Mapping[str, SeriesKind]
    faults: tuple[Fault, ...] = field(default=())


def load_werkvormen(own: Path | None) -> Werkvormen:
    """Return the shipped files and those in the folder `own`, which win where ids are equal.

    A file with a fault costs only itself; one with unknown keys alone is used all the same.
    A folder `own` that is not there holds nothing.
    """
    formats: dict[str, Werkvorm] = {}
    series_kinds: dict[str, tuple[SeriesKind, str]] = {}
    faults: list[Fault] = []
    for name, stem, table in (*_shipped(faults), *_own(own, faults)):
        read, found = read_werkvorm(table, stem)
        faults.extend(replace(fault, file=name) for fault in found)
        if isinstance(read, Werkvorm):
            formats[read.id] = read
        elif read is not None:
            series_kinds[read.id] = (read, name)
    for series, name in series_kinds.values():
        for key, werkvorm in series.references():
            if werkvorm not in formats:
                known = " | ".join(sorted(formats))
                found_text = f'"{werkvorm}"'
                faults.append(Fault(FaultCode.UNKNOWN_REFERENCE, key, known, found_text, file=name))
    return Werkvormen(
        MappingProxyType(dict(sorted(formats.items(), key=lambda item: _order(item[1])))),
        MappingProxyType(
            {
                each.id: each
                for each in sorted((series for series, _ in series_kinds.values()), key=_order)
            }
        ),
        tuple(faults),
    )


def read_werkvorm(
    table: Mapping[str, object], stem: str
) -> tuple[Werkvorm | SeriesKind | None, tuple[Fault, ...]]:
    """Return what a file with the name `stem` holds, and its faults, which name no file."""
    schema = table.get("schema")
    if isinstance(schema, int) and not isinstance(schema, bool) and schema != SCHEMA:
        code = FaultCode.NEWER_SCHEMA if schema > SCHEMA else FaultCode.WRONG_SCHEMA
        return None, (Fault(code, "schema", str(SCHEMA), str(schema)),)
    kind = table.get("kind")
    if kind == "werkvorm":
        werkvorm, faults = read_shape(Werkvorm, table, unknown="fault")
        if werkvorm is not None:
            between = (*faults_of(werkvorm), *_name_fault(werkvorm.id, stem))
            return (None if between else werkvorm), (*faults, *between)
        return None, tuple(faults)
    if kind == "series":
        series, faults = read_shape(SeriesKind, table, unknown="fault")
        if series is not None:
            between = (*series_faults_of(series), *_name_fault(series.id, stem))
            return (None if between else series), (*faults, *between)
        return None, tuple(faults)
    if kind is None:
        return None, (Fault(FaultCode.MISSING_KEY, "kind"),)
    found = f'"{kind}"' if isinstance(kind, str) else str(kind)
    return None, (Fault(FaultCode.NOT_ALLOWED, "kind", "werkvorm | series", found),)


def _name_fault(found: str, stem: str) -> Iterator[Fault]:
    if found != stem:
        yield Fault(FaultCode.NOT_FILE_NAME, "id", stem, f'"{found}"')


def _order(read: Werkvorm | SeriesKind) -> tuple[int, str]:
    """A person's own first, then what the source texts hold, then what is commonly known."""
    return _ORIGINS.index(read.origin), read.title.casefold()


_Named = tuple[str, str, dict[str, object]]


def _shipped(faults: list[Fault]) -> Iterator[_Named]:
    folder = resources.files("sessiecoach") / "werkvormen"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(_SUFFIX):
            try:
                table = read_toml(file.read_bytes())
            except FileFaultsError as error:
                faults.extend(replace(fault, file=file.name) for fault in error.faults)
            else:
                yield file.name, file.name.removesuffix(_SUFFIX), table


def _own(folder: Path | None, faults: list[Fault]) -> Iterator[_Named]:
    if folder is None:
        return
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == _SUFFIX)
    except FileNotFoundError:
        return
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, error.strerror or "")
        faults.append(Fault(FaultCode.NOT_READABLE, found=reason, file=str(folder)))
        return
    for path in paths:
        try:
            table, _ = read_toml_file(path)
        except FileFaultsError as error:
            faults.extend(error.faults)
        else:
            yield str(path), path.stem, table
