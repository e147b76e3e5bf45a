"""Records that are one meeting: what a sync program or a person made of one file.

A sync program that finds two versions of a file keeps both, one of them under another name.
Such a copy is named to whoever opens or compares, and its meeting is counted once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.session import ITEM_TABLES, Session
from sessiecoach.storage.records import read_record

_SUFFIX: Final = ".toml"
_COPY: Final = re.compile(
    r"(?P<stem>.+?)(?: \([^()]*\)| - (?:kopie|copy)|\.sync-conflict-[\w-]+|\.conflict-[\w-]+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A meeting with the record that counts, and the other records that are it as well."""

    path: Path
    session: Session
    """As that record has it."""
    copies: tuple[tuple[Path, Session], ...] = ()

    @property
    def whole(self) -> Session:
        """The meeting with what only a copy holds: nothing twice, and nothing vanishes."""
        session = self.session
        for _path, copy in self.copies:
            session = _with_items_of(session, copy)
        return session

    def own_part(self, copy: Session) -> Session | None:
        """Return a copy with only the items that it says otherwise or alone; None without any."""
        changed: dict[str, object] = {}
        some = False
        for table in ITEM_TABLES:
            known = {item.id: item for item in getattr(self.session, table)}
            own = tuple(item for item in getattr(copy, table) if known.get(item.id) != item)
            changed[table], some = own, some or bool(own)
        return replace(copy, **changed) if some else None  # type: ignore[arg-type]


def original_stem(stem: str) -> str:
    """Return the name that a record had before a copy of it was given another."""
    found = _COPY.fullmatch(stem)
    return found["stem"] if found else stem


def is_same(one: Session, other: Session) -> bool:
    """Tell whether two records of one series are one meeting.

    Who makes a new meeting by copying a record changes its id and date, maybe not its document.
    """
    mine, theirs = one.header, other.header
    if mine.id and mine.id == theirs.id:
        return True
    return _same_document(one, other) and mine.date == theirs.date


def counted_once(
    records: Sequence[tuple[Path, Session]],
) -> tuple[tuple[Counted, ...], tuple[Fault, ...]]:
    """Return the records of one series, each meeting once, and a fault for each that is a copy.

    A meeting without an id is known by the name of its file, before it became a copy. The one
    that counts is called as its meeting, or else the one with the shortest name.
    """
    groups: list[list[tuple[Path, Session]]] = []
    places: dict[object, int] = {}
    faults: list[Fault] = []
    documents: dict[str, Path] = {}
    for path, session in records:
        header = session.header
        keys: list[object] = [header.id or original_stem(path.stem)]
        if header.document:
            keys.append((header.document, header.date))
        place = next((places[key] for key in keys if key in places), len(groups))
        if place == len(groups):
            groups.append([])
            if header.document in documents:
                faults.append(_fault(path, documents[header.document]))
        groups[place].append((path, session))
        if header.document:
            documents.setdefault(header.document, path)
        for key in keys:
            places.setdefault(key, place)
    counted = []
    for group in groups:
        first = min(group, key=_rank)
        copies = tuple(each for each in group if each is not first)
        counted.append(Counted(*first, copies))
        faults.extend(_fault(path, first[0]) for path, _session in copies)
    return tuple(counted), tuple(faults)


def copies_beside(path: Path, session: Session) -> tuple[Path, ...]:
    """Return the records in the folder of `path` that are the same meeting.

    Only those whose name is an extension of this one, or the other way round, are read.
    """
    target = path.resolve()
    mine = original_stem(target.stem)
    found = []
    try:
        names = sorted(each.name for each in target.parent.iterdir())
    except OSError:
        return ()
    for name in names:
        stem = name.removesuffix(_SUFFIX)
        theirs = original_stem(stem)
        alike = theirs.startswith(mine) or mine.startswith(theirs)
        if not alike or stem == name or name.startswith(".") or name == target.name:
            continue
        other = target.with_name(name)
        try:
            read = read_record(other).session
        except FileFaultsError:
            continue
        unnamed = not (session.header.id or read.header.id) and mine == theirs
        if unnamed or is_same(session, read):
            found.append(other)
    return tuple(found)


def _same_document(one: Session, other: Session) -> bool:
    return bool(one.header.document) and one.header.document == other.header.document


def _rank(record: tuple[Path, Session]) -> tuple[bool, int, str]:
    path, session = record
    return path.stem != session.header.id, len(path.stem), path.stem


def _fault(path: Path, same_as: Path) -> Fault:
    return Fault(FaultCode.SAME_MEETING, found=same_as.name, file=str(path))


def _with_items_of(session: Session, copy: Session) -> Session:
    changed: dict[str, object] = {}
    for table in ITEM_TABLES:
        mine = getattr(session, table)
        known = {item.id for item in mine}
        changed[table] = mine + tuple(each for each in getattr(copy, table) if each.id not in known)
    return replace(session, **changed)  # type: ignore[arg-type]
