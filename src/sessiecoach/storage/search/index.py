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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.search_query import SearchQuery
from sessiecoach.dutch.likeness import Stems
from sessiecoach.storage.search.asking import (
    Contents,
    Question,
    Total,
    contents_of,
    found_in,
    total_of,
)
from sessiecoach.storage.search.cache import in_memory, open_index, refused_by_disk, remove_index
from sessiecoach.storage.search.folder import Seen, look_in
from sessiecoach.storage.search.found import Found
from sessiecoach.storage.search.match import match_text
from sessiecoach.storage.search.reading import ReadSeries, fingerprint, read_folder
from sessiecoach.storage.search.rows import Rows, name_kept

T = TypeVar("T")

_SETTLED_NS: Final = 2_000_000_000
"""A file that changed less than this ago may change again within one tick of its clock."""
_ATTEMPTS: Final = 2
"""On disk as it is, then begun anew; after that in memory."""
_NEVER: Final = dt.date.max.isoformat()


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
        question = Question(query, today, private)
        return self._answered(lambda: self._find(question, limit), Found())

    def count(self, query: SearchQuery, today: dt.date, *, private: bool = False) -> Total:
        """Return how much answers to a query, without giving it."""
        question = Question(query, today, private)

        def counted() -> Total:
            match = match_text(query, self._stems)
            if query.is_empty or match is None:
                return Total()
            return total_of(self._database, question, match)

        return self._answered(counted, Total())

    def contents(self) -> Contents:
        """Return what there is to search in, and which values filters can have."""
        return self._answered(lambda: contents_of(self._database), Contents())

    def _answered(self, ask: Callable[[], T], otherwise: T) -> T:
        with self._lock:
            try:
                return ask()
            except sqlite3.Error as error:
                if not self.on_disk:
                    raise
                self._begin_anew(in_memory_only=refused_by_disk(error))
                return otherwise

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

    def _find(self, question: Question, limit: int | None) -> Found:
        match = match_text(question.query, self._stems)
        if question.query.is_empty or match is None:
            return Found()
        # One picture of the index: another program may be replacing a series at this instant.
        with self._transaction("BEGIN"):
            return found_in(
                self._database, self._sessions, question, match, self._stems, limit=limit
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


def _fault(body: str) -> Fault:
    fields: dict[str, Any] = json.loads(body)
    return Fault(**fields | {"code": FaultCode(fields["code"])})
