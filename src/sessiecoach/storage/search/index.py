"""The index of a sessions folder: brought up to date by what changed, and asked.

What was read of a series is replaced as a whole when one of its files changed, because what a
meeting told later decides how the items of earlier ones stand.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Literal

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.search_query import SearchQuery
from sessiecoach.dutch.likeness import Stems
from sessiecoach.storage.search.cache import in_memory, open_index, refused_by_disk, remove_index
from sessiecoach.storage.search.folder import Seen, look_in
from sessiecoach.storage.search.found import Found, FoundMeeting, Hit
from sessiecoach.storage.search.match import marks, match_text
from sessiecoach.storage.search.reading import ReadSeries, fingerprint, read_folder
from sessiecoach.storage.search.rows import (
    ENTRY_BITS,
    Rows,
    first_place,
    name_kept,
)

_SETTLED_NS: Final = 2_000_000_000
"""A file that changed less than this ago may change again within one tick of its clock."""
_ATTEMPTS: Final = 2
"""On disk as it is, then begun anew; after that in memory."""
_NEVER: Final = dt.date.max.isoformat()

_FILTERED: Final = """
SELECT e.place, e.item, e.held_in, e.kind, e.text, e.who, e.perspective, e.casus, e.private,
       e.about, e.is_open, e.due
FROM {tables}
WHERE {match} AND (e.private = 0 OR :private) AND (NOT :late OR e.due < :today)
  AND {place} >= :first AND {place} < :last
ORDER BY {place} DESC LIMIT :limit
"""
_BY_WORDS: Final = _FILTERED.format(
    tables="found CROSS JOIN entries e ON e.place = found.rowid",
    match="found MATCH :match",
    place="found.rowid",
)
_BY_DATE: Final = _FILTERED.format(tables="entries e", match="1", place="e.place")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How an index was brought up to date."""

    faults: tuple[Fault, ...] = ()
    """Why some files could not be read; each names its file, and the others can be found."""
    complete: bool = True
    """Whether it was not stopped before everything was read."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A file as it was when it was read."""

    seen: Seen
    sha256: str
    settled: bool


class SearchIndex:
    """Everything that can be found in a sessions folder. Any thread may call any method."""

    on_disk: bool
    """Whether the index lies in the state folder, and not in memory only."""

    def __init__(self, state: Path, sessions: Path) -> None:
        """Open the index of `sessions` in the state folder; makes it where it is not there.

        Where nothing can be written there, everything is read into memory.
        """
        # What a record is called does not depend on where the program was started.
        self._sessions = Path(os.path.abspath(sessions))  # noqa: PTH100  (follows no link)
        self._state = state
        self._lock = threading.RLock()
        self._stems = Stems()
        self._database, self.on_disk = open_index(state, sessions)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def refresh(
        self,
        now: dt.datetime,
        progress: Callable[[int, int], None] = lambda _read, _of: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Refreshed:
        """Read what changed since the last time; not for the event loop.

        `now` is in local time. `progress` hears how many files were read, and of how many;
        `stopped` is asked after each of them, and what was read until then stays.
        """
        for attempt in range(_ATTEMPTS):
            try:
                return self._refresh(now, progress, stopped)
            except sqlite3.Error as error:
                if not self.on_disk:
                    raise
                self._begin_anew(in_memory_only=attempt > 0 or refused_by_disk(error))
        return self._refresh(now, progress, stopped)

    def find(
        self,
        query: SearchQuery,
        today: dt.date,
        *,
        private: bool = False,
        limit: int | None = None,
    ) -> Found:
        """Return what answers to a query, at most `limit` hits, the newest meetings first.

        Private items are found only where they are asked for. An empty query finds nothing, and
        so does an index that turns out to be damaged: it is full again after a `refresh`.
        """
        with self._lock:
            try:
                return self._find(query, today, private=private, limit=limit)
            except sqlite3.Error as error:
                if not self.on_disk:
                    raise
                self._begin_anew(in_memory_only=refused_by_disk(error))
                return Found()

    def _begin_anew(self, *, in_memory_only: bool) -> None:
        """Take an empty index: on disk where that works, and else in memory."""
        with self._lock:
            self._database.close()
            if in_memory_only:
                self._database, self.on_disk = in_memory(), False
                return
            with suppress(OSError):
                remove_index(self._state, self._sessions)
            self._database, self.on_disk = open_index(self._state, self._sessions)

    # Bringing it up to date.

    def _refresh(
        self,
        now: dt.datetime,
        progress: Callable[[int, int], None],
        stopped: Callable[[], bool],
    ) -> Refreshed:
        today = now.date()
        settled_before = int(now.timestamp() * 1e9) - _SETTLED_NS
        there = look_in(self._sessions)
        known = self._known()
        asked = {
            name_kept(folder): (asked_on, until)
            for folder, asked_on, until in self._rows("SELECT folder, asked_on, until FROM series")
        }
        for folder in asked.keys() - there.series.keys():
            with self._writing() as rows:
                rows.forget(folder)
        to_read = {}
        for folder, files in there.series.items():
            asked_on, until = asked.get(folder, (_NEVER, _NEVER))
            fits_today = asked_on <= today.isoformat() < until
            if not fits_today or not self._unchanged(files, known.get(folder, {}), settled_before):
                to_read[folder] = files
        total = sum(len(files) for files in to_read.values())
        done = 0

        def each_read() -> bool:
            nonlocal done
            done += 1
            progress(min(done, total), total)
            return not stopped()

        complete = True
        stems = Stems()
        for folder, files in to_read.items():
            # Before they are read: what changes meanwhile then shows as changed.
            prints = {path: fingerprint(self._sessions / path) for path in files}
            read = read_folder(self._sessions, folder, files, today, each_read)
            if read is None:
                complete = False
                break
            known_as = {
                path: _Known(seen, prints[path], _is_settled(seen, prints[path], settled_before))
                for path, seen in files.items()
            }
            self._put(folder, known_as, read, today, stems)
        found = self._rows("SELECT body FROM faults ORDER BY rowid")
        faults = tuple(_fault(body) for (body,) in found)
        return Refreshed((*there.faults, *faults), complete)

    def _known(self) -> Mapping[str, Mapping[str, _Known]]:
        found: dict[str, dict[str, _Known]] = {}
        columns = "folder, path, modified, size, sha256, settled"
        for folder, path, modified, size, sha256, settled in self._rows(
            f"SELECT {columns} FROM files"  # noqa: S608  (no text of a person)
        ):
            of_series = found.setdefault(name_kept(folder), {})
            of_series[name_kept(path)] = _Known(Seen(modified, size), sha256, bool(settled))
        return found

    def _unchanged(
        self, files: Mapping[str, Seen], known: Mapping[str, _Known], settled_before: int
    ) -> bool:
        """Tell whether files hold what was read of them; what only looks new is noted."""
        if files.keys() != known.keys():
            return False
        touched = []
        for path, seen in files.items():
            before = known[path]
            if before.seen == seen and before.settled:
                continue
            sha256 = fingerprint(self._sessions / path)
            if sha256 != before.sha256:
                return False
            touched.append((path, seen, sha256))
        if touched:
            with self._writing() as rows:
                for path, seen, sha256 in touched:
                    rows.note_again(path, seen, settled=_is_settled(seen, sha256, settled_before))
        return True

    def _put(
        self,
        folder: str,
        files: Mapping[str, _Known],
        read: ReadSeries,
        today: dt.date,
        stems: Stems,
    ) -> None:
        with self._writing() as rows:
            rows.forget(folder)
            rows.add_series(folder, read.title, today, read.until or dt.date.max)
            for path, file in files.items():
                rows.add_file(folder, path, file.seen, file.sha256, settled=file.settled)
            for fault in read.faults:
                rows.add_fault(folder, json.dumps(asdict(fault)))
            series = f"{read.title} {folder}"
            for told in read.told:
                rows.add_told(self._sessions, folder, series, told, stems)

    # Asking it.

    def _find(
        self, query: SearchQuery, today: dt.date, *, private: bool, limit: int | None
    ) -> Found:
        match = match_text(query, self._stems)
        if query.is_empty or match is None:
            return Found()
        # One picture of the index: another program may be replacing a series at this instant.
        with self._transaction("BEGIN"):
            return self._looked_up(query, match, today, private=private, limit=limit)

    def _looked_up(
        self, query: SearchQuery, match: str, today: dt.date, *, private: bool, limit: int | None
    ) -> Found:
        first, last = _between(query)
        rows = self._database.execute(
            _BY_WORDS if match else _BY_DATE,
            {
                "match": match,
                "private": private,
                "late": query.standing == "late",
                "today": today.isoformat(),
                "first": first,
                "last": last,
                "limit": -1 if limit is None else limit + 1,
            },
        ).fetchall()
        more = limit is not None and len(rows) > limit
        by_meeting = groupby(rows[:limit], key=lambda row: int(row[0]) >> ENTRY_BITS)
        meetings = (self._meeting(number, of_it, query, today) for number, of_it in by_meeting)
        return Found(meetings=tuple(meetings), more=more)

    def _meeting(
        self, number: int, rows: Iterable[tuple[Any, ...]], query: SearchQuery, today: dt.date
    ) -> FoundMeeting:
        folder, series, path, record, date, title = self._database.execute(
            "SELECT m.folder, s.title, m.path, m.record, m.date, m.title"
            " FROM meetings m JOIN series s ON s.folder = m.folder WHERE m.number = ?",
            (number,),
        ).fetchone()
        return FoundMeeting(
            folder=self._sessions / name_kept(folder),
            series=series,
            path=self._sessions / name_kept(path),
            record=self._sessions / name_kept(record) if record else None,
            date=dt.date.fromisoformat(date) if date else None,
            title=title,
            hits=tuple(_hit(row, query, today, self._stems) for row in rows),
        )

    def _rows(self, select: str) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(select).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[Rows]:
        with self._transaction("BEGIN IMMEDIATE"):
            yield Rows(self._database)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        """Hold one transaction under the lock."""
        with self._lock:
            self._database.execute(begin)
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if self._database.in_transaction:
                        self._database.execute("ROLLBACK")
                raise


def _is_settled(seen: Seen, sha256: str, settled_before: int) -> bool:
    return bool(sha256) and seen.modified_ns < settled_before


def _between(query: SearchQuery) -> tuple[int, int]:
    """Return the places of the first entry that counts, and of the first that does not any more."""
    first = 0 if query.after is None else first_place(query.after.toordinal() + 1)
    if query.before is not None:
        # What has no date is neither before nor after a day.
        return max(first, first_place(1)), first_place(query.before.toordinal())
    return first, first_place(dt.date.max.toordinal() + 1)


def _fault(body: str) -> Fault:
    fields: dict[str, Any] = json.loads(body)
    return Fault(**fields | {"code": FaultCode(fields["code"])})


def _hit(row: tuple[Any, ...], query: SearchQuery, today: dt.date, stems: Stems) -> Hit:
    _, item, table, kind, text, who, perspective, case, private, about, is_open, due = row
    by = dt.date.fromisoformat(due) if due else None
    standing: Literal["", "open", "late", "closed"] = ""
    if is_open is not None:
        late = by is not None and by < today
        standing = ("late" if late else "open") if is_open else "closed"
    return Hit(
        item=item,
        table=table,
        kind=kind,
        text=text,
        marks=marks(text, query, stems),
        who=who,
        perspective=perspective,
        case=case,
        private=bool(private),
        about=about,
        standing=standing,
        due=by,
    )
