"""The record on disk while it is open here: noticing another hand, keeping what it wrote."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.facts import difference
from sessiecoach.domain.session import Draft, Session
from sessiecoach.storage.backups import Backups
from sessiecoach.storage.files import (
    FileMark,
    FolderNotSyncedError,
    changed_since,
    keep_copy,
    read_marked,
    write_whole,
)
from sessiecoach.storage.journal import Journal, WrittenRecord
from sessiecoach.storage.platforms import DISK, Disk
from sessiecoach.storage.records import RecordText, as_recorded, record_bytes, record_from, sha256

TAKEN_IN = "taken_in"
"""Where the journal has the fingerprint of a hand edit, until the record is written again."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The record was changed by another hand while it was open here."""

    kept: Path | None
    """Where what that hand wrote lies now; None where the file was gone."""
    edited: Session | None
    """What it says; None where it cannot be read or is another meeting."""
    before: Session
    """What the file said before, so that only that hand's own changes are taken in."""
    mark: FileMark | None
    """Of the file as that hand left it; None where it was gone."""
    fingerprint: str = ""
    """Of what it says, whatever its layout; empty where that cannot be read."""


class RecordFile:
    """The record on disk as this program last saw or wrote it. Not for two threads at once."""

    def __init__(
        self,
        path: Path,
        kept: Path,
        mark: FileMark | None,
        session: Session,
        *,
        own_layout: bool = False,
        on_disk: tuple[WrittenRecord, ...] = (),
        disk: Disk = DISK,
        backups: Backups | None = None,
    ) -> None:
        """Go on from the `session` that the file holds, drafts and all.

        `kept` is the folder for copies that are kept aside. `own_layout` tells whether a
        rewrite would lose a person's own comments or layout. `on_disk` are the records that
        the journal knows to be there.
        """
        self.path, self._kept, self._mark, self._disk = path, kept, mark, disk
        self._backups = backups
        self._session, self._drafts = replace(session, drafts=()), session.drafts
        self._own_layout = own_layout
        self.on_disk = on_disk
        """The records that may lie there, the newest first."""
        self._lost = False
        self._text = RecordText()

    @property
    def lost(self) -> bool:
        """Whether the file is gone, broken or another meeting, so that ours must be written."""
        return self._lost

    def holds(self, drafts: tuple[Draft, ...]) -> bool:
        """Tell whether these half-typed lines stand in the file already."""
        return _lines(drafts) == _lines(self._drafts)

    def conflict(self, now: dt.datetime) -> Conflict | None:
        """Return what another hand did to the file since it was last looked at, kept aside.

        Raises OSError where that cannot be read or kept; then it is still to be found.
        """
        if not self._changed():
            return None
        try:
            data, mark = read_marked(self.path)
        except FileNotFoundError:
            if not self.path.resolve().parent.exists():
                raise  # a stick that was pulled out, not a file that was deleted
            self._mark, self._lost = None, True
            return Conflict(None, None, self._session, None)
        edited, before = self._edited(data), as_recorded(self._session)
        if edited is not None and not difference(before, edited, now):
            # Only comments, layout or order are new: they are kept when they would be lost.
            self._mark, self._own_layout = mark, True
            return None
        kept = self._keep(conflict_name(self.path, now))
        self._mark, self._own_layout, self._lost = mark, False, edited is None
        return Conflict(kept, edited, before, mark, fingerprint(edited) if edited else "")

    def took_in(self, conflict: Conflict) -> None:
        """Compare the next hand edit with this one, as long as the file is as that hand left it."""
        if conflict.edited is not None and conflict.mark == self._mark:
            self._session = conflict.edited

    def keep_layout(self) -> Path | None:
        """Keep the file as a person laid it out, once; returns where, None where that was done.

        Raises OSError; then the file must not be written.
        """
        if not self._own_layout or self._mark is None:
            return None
        kept = self._keep(self.path.name)
        self._own_layout = False
        return kept

    def write(
        self,
        session: Session,
        drafts: tuple[Draft, ...] | None,
        fact_count: int,
        journal: Journal | None,
    ) -> OSError | None:
        """Write the session whole, and say in the journal beforehand what is coming.

        Without a journal, or where it lacks facts of the session, nothing is said: the next
        opening then takes what it finds for a hand edit, and loses nothing. So it does where
        the journal refuses; why is returned. Raises OSError where nothing was written.
        """
        drafts = drafts or ()
        data = self._text.bytes_of(replace(session, drafts=drafts))
        coming = (WrittenRecord(sha256(data), fact_count), *self.on_disk)
        refused: OSError | None = None
        if journal is not None:
            try:
                journal.append((), records=coming)
            except OSError as error:
                refused = error
        try:
            mark = write_whole(self.path, data, self._disk)
        except FolderNotSyncedError as error:
            self._wrote(error.mark, session, drafts, coming)
            raise
        self._wrote(mark, session, drafts, coming[:1])
        if self._backups is not None:
            self._backups.saved(data)
        return refused

    def _wrote(
        self,
        mark: FileMark,
        session: Session,
        drafts: tuple[Draft, ...],
        on_disk: tuple[WrittenRecord, ...],
    ) -> None:
        self._mark, self._session, self._drafts = mark, session, drafts
        self.on_disk, self._lost = on_disk, False

    def _changed(self) -> bool:
        if self._mark is None:
            return self.path.exists()
        return changed_since(self.path, self._mark)

    def _edited(self, data: bytes) -> Session | None:
        try:
            record = record_from(data)
        except FileFaultsError:
            return None
        ours = self._session.header.document
        if record.newer or record.session.header.document != ours:
            return None
        return replace(record.session, drafts=())

    def _keep(self, name: str) -> Path:
        try:
            return keep_copy(self.path, self._kept, name, self._disk)
        except OSError:
            # Without a state folder there is still the folder that people look in.
            return keep_copy(self.path, self.path.resolve().parent, name, self._disk)


def fingerprint(session: Session) -> str:
    """Return by what the journal knows a hand edit again that it took in."""
    return sha256(record_bytes(session))


def conflict_name(path: Path, now: dt.datetime) -> str:
    """Return the name of a copy of what another hand wrote."""
    return f"{path.stem}.conflict-{now:%Y%m%dT%H%M%S}{path.suffix}"


def _lines(drafts: tuple[Draft, ...]) -> list[tuple[str, ...]]:
    return [(each.by, each.text, each.perspective, each.case, each.group) for each in drafts]
