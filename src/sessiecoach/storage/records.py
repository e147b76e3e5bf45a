"""A session as a TOML record and back: readable by a person, whole, unknown keys and all."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.session import ID_LETTERS, ITEM_TABLES, Item, Session
from sessiecoach.storage.files import FileMark
from sessiecoach.storage.ids import double_ids, made_id
from sessiecoach.storage.schema import SCHEMA_KEY, schema_of, with_newer
from sessiecoach.storage.shape import plain, read_shape
from sessiecoach.storage.toml_file import read_toml, read_toml_file
from sessiecoach.storage.toml_text import LaidOut, toml_text

SCHEMA = 1
_ITEMS = frozenset(ITEM_TABLES.values())


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it was read."""

    session: Session
    schema: int
    data: bytes
    mark: FileMark | None = None
    """Of the file it was read from, to notice another hand."""

    @property
    def newer(self) -> bool:
        """Whether a newer version of this program wrote it, so that it is read-only here."""
        return self.schema > SCHEMA


def read_record(path: Path) -> Record:
    """Read the record at `path`. Raises FileFaultsError with every fault, the file named."""
    try:
        # Taken first: what changes while it is read then shows as changed.
        status = path.stat()
    except (OSError, ValueError):
        status = None  # why, reading tells
    document, data = read_toml_file(path)
    try:
        record = _record(document, data)
    except FileFaultsError as error:
        faults = tuple(replace(fault, file=str(path)) for fault in error.faults)
        raise FileFaultsError(faults) from error
    return record if status is None else replace(record, mark=FileMark.of(status, data))


def record_from(data: bytes) -> Record:
    """Return the record that these bytes hold. Raises FileFaultsError with every fault."""
    return _record(read_toml(data), data)


def _record(document: Mapping[str, object], data: bytes) -> Record:
    schema = schema_of(document, SCHEMA)
    mapping = {("header" if key == "session" else key): value for key, value in document.items()}
    mapping.pop(SCHEMA_KEY)
    if "header" in document:
        # Somebody's own table of that name would take the place of ours.
        raise FileFaultsError((Fault(FaultCode.UNKNOWN_KEY, "header", expected="session"),))
    session, faults = read_shape(Session, mapping, unknown="keep")
    if session is not None:
        session = _with_ids(session)
        for table in ITEM_TABLES:
            faults.extend(double_ids(table, (item.id for item in getattr(session, table))))
    if faults or session is None:
        named = [_named_as_in_file(fault) for fault in faults]
        raise FileFaultsError(with_newer(named, schema, SCHEMA))
    return Record(session, schema, data)


def record_bytes(session: Session) -> bytes:
    """Return a session as the bytes of its record, the same bytes for the same session.

    Times are local, with their offset, in whole seconds.
    """
    return RecordText().bytes_of(session)


class RecordText:
    """Gives what `record_bytes` gives; an item that it gave the time before costs little.

    Items are frozen, so the same object has the same lines. Not for two threads at once.
    """

    def __init__(self) -> None:
        self._zone: ZoneInfo | None = None
        self._laid_out: dict[int, tuple[object, LaidOut]] = {}
        """By identity, with the item itself: as long as that is held, no other has its identity."""

    def bytes_of(self, session: Session) -> bytes:
        """Return a session as the bytes of its record."""
        zone = zone_of(session)
        before = self._laid_out if zone is self._zone else {}
        laid_out: dict[int, tuple[object, LaidOut]] = {}

        def local(value: object) -> object:
            return _local_instant(value, zone) if isinstance(value, dt.datetime) else value

        def written(value: object) -> object:
            if type(value) not in _ITEMS:
                return local(value)
            place = id(value)
            laid_out[place] = before.get(place) or (value, LaidOut(plain(value, local)))
            return laid_out[place][1]

        tables = plain(session, written)
        self._zone, self._laid_out = zone, laid_out
        document: dict[str, object] = {SCHEMA_KEY: SCHEMA, "session": tables.pop("header", {})}
        return toml_text(document | tables).encode()


def as_recorded(session: Session) -> Session:
    """Return a session as reading its record back gives it: instants in whole seconds."""
    return record_from(record_bytes(session)).session


def zone_of(session: Session) -> ZoneInfo:
    """Return the time zone of a session; the one of its readers where it names none we know."""
    try:
        return ZoneInfo(session.header.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder, or far too long
        return ZoneInfo("Europe/Amsterdam")


def sha256(data: bytes) -> str:
    """Return the fingerprint by which the journal knows a record again."""
    return hashlib.sha256(data).hexdigest()


def _with_ids(session: Session) -> Session:
    """Give items that a person wrote without an id one that is the same at every reading."""
    changed: dict[str, object] = {}
    for table in ITEM_TABLES:
        items: tuple[Item, ...] = getattr(session, table)
        if any(not item.id for item in items):
            changed[table] = tuple(
                item if item.id else replace(item, id=_made_id(session, table, place))
                for place, item in enumerate(items)
            )
    return replace(session, **changed) if changed else session  # type: ignore[arg-type]


def _made_id(session: Session, table: str, place: int) -> str:
    header = session.header
    # Who writes a record by hand gives it no document either; two of those are not one meeting.
    known_by = header.document or f"{header.id}/{header.date}/{header.title}"
    return made_id(ID_LETTERS.get(table, table[0]), f"{known_by}/{table}/{place}".encode())


def _named_as_in_file(fault: Fault) -> Fault:
    if fault.key == "header" or fault.key.startswith("header."):
        return replace(fault, key="session" + fault.key.removeprefix("header"))
    return fault


def _local_instant(instant: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return an instant in whole seconds as the clock on the wall has it, where a file can.

    Before there were time zones an offset had seconds, which TOML has no way to write; and at
    either end of the calendar another offset would be another year than there is.
    """
    instant = instant.replace(microsecond=0)
    for each in (zone, dt.UTC):
        with suppress(OverflowError):
            local = instant.astimezone(each)
            offset = local.utcoffset() or dt.timedelta()
            if not offset % dt.timedelta(minutes=1):
                return local
    return instant
