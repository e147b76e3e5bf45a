"""The werkvormen and kinds of series that come with the program, and a person's own."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.werkvorm import SCHEMA, SeriesKind, Werkvorm
from sessiecoach.domain.werkvorm_faults import faults_of, series_faults_of
from sessiecoach.storage.made_up import WAYS, made_up
from sessiecoach.storage.shape import read_shape
from sessiecoach.storage.toml_file import read_toml, read_toml_file

_ORIGINS = ("own", "seed", "derived", "public")
_SUFFIX = ".toml"
_PLACES_BLOCK = re.compile(r"blocks(\[\d+\](\.day|\.step|\.counts)?)?|days.*|steps.*")
_OF_PLACED_BLOCKS = re.compile(r".*(total_minutes|day_parts|gives_minutes_to)")
"""What cannot be said while it is not known of every block to which day and step it belongs."""
_T = TypeVar("_T", Werkvorm, SeriesKind)
_Rule = Callable[[_T], tuple[Fault, ...]]


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
        return _read(Werkvorm, faults_of, table, stem)
    if kind == "series":
        return _read(SeriesKind, series_faults_of, table, stem)
    if kind is None:
        return None, (Fault(FaultCode.MISSING_KEY, "kind"),)
    found = f'"{kind}"' if isinstance(kind, str) else str(kind)
    return None, (Fault(FaultCode.NOT_ALLOWED, "kind", "werkvorm | series", found),)


def _read(
    cls: type[_T], faults_between: _Rule[_T], table: Mapping[str, object], stem: str
) -> tuple[_T | None, tuple[Fault, ...]]:
    """Return what a table holds, with the faults of single keys before those between keys.

    Where a key has a fault, those between the other keys are told as well: what is found with
    one value in its place and with another was not drawn from it.
    """

    def between(read: _T) -> tuple[Fault, ...]:
        return (*faults_between(read), *_name_fault(read.id, stem))

    whole: _T | None
    faults: list[Fault]
    whole, faults = read_shape(cls, table, unknown="fault")
    if whole is not None:
        told: tuple[Fault, ...] = between(whole)
        return (None if told else whole), (*faults, *told)
    found: list[tuple[Fault, ...]] = []
    for way in WAYS:
        read: _T | None = read_shape(cls, made_up(cls, table, faults, way), unknown="fault")[0]
        found.append(() if read is None else between(read))
    unplaced = any(_PLACES_BLOCK.fullmatch(fault.key) for fault in faults)
    sure: list[Fault] = [
        fault
        for fault in found[0]
        if fault in found[1] and not (unplaced and _OF_PLACED_BLOCKS.fullmatch(fault.key))
    ]
    return None, (*faults, *sure)


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
