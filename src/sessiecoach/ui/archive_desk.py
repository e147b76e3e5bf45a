"""The index as the archive screen uses it: every call may take long, and none is for the loop."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sessiecoach.domain.search_query import SearchQuery
from sessiecoach.storage.search.asking import Contents, Total
from sessiecoach.storage.search.folder import Folder, look_in
from sessiecoach.storage.search.found import Found
from sessiecoach.storage.search.index import Refreshed, SearchIndex

MOST_HITS: Final = 200
"""As many as a person looks through; of more the number is said."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked at one instant."""

    line: str
    """As it was typed."""
    query: SearchQuery
    today: dt.date
    private: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it."""

    asked: Asked
    found: Found
    total: Total
    without_filters: int = 0
    """How many hits there are without the filters, where there are none with them."""


class ArchiveDesk:
    """Opens the index, brings it up to date, and answers; one thread may read while another asks.

    An older question that still waits for its turn is not looked up any more.
    """

    def __init__(self, state: Path, sessions: Path) -> None:
        self._state, self._sessions = state, sessions
        self._index: SearchIndex | None = None
        self._reading, self._asking = threading.Lock(), threading.Lock()
        self._latest: Asked | None = None
        self._listed: Folder | None = None
        """The files as they were when the reading began."""
        self._closed = False
        self.stopped = False
        """Whether the reading is to stop, or was."""
        self.progress = (0, 0)
        """How many files were read, and of how many."""

    @property
    def on_disk(self) -> bool:
        """Whether the index lies on disk, and not in memory only."""
        return self._index is None or self._index.on_disk

    def open(self) -> None:
        """Open the index."""
        with self._reading, self._asking:
            if self._index is None and not self._closed:
                self._index = SearchIndex(self._state, self._sessions)

    def refresh(self, now: dt.datetime) -> Refreshed | None:
        """Read what changed, until `stopped`; None where the index was closed."""
        with self._reading:
            if self._index is None:
                return None
            self._listed = look_in(self._sessions)
            return self._index.refresh(now, self._heard, lambda: self.stopped)

    def is_outdated(self) -> bool:
        """Tell whether a file changed since the reading began, such as by another program."""
        return self._listed is not None and look_in(self._sessions) != self._listed

    def _heard(self, read: int, of: int) -> None:
        self.progress = (read, of)

    def latest(self, asked: Asked | None) -> None:
        """From now on this is what is asked."""
        self._latest = asked

    def answer(self, asked: Asked) -> Answer | None:
        """Return what answers to this; None where something else is asked by now."""
        with self._asking:
            if self._index is None or asked is not self._latest:
                return None
            index, query, today, private = self._index, asked.query, asked.today, asked.private
            found = index.find(query, today, private=private, limit=MOST_HITS)
            total = Total(found.hits, len(found.meetings))
            if found.more:
                total = index.count(query, today, private=private)
            without = 0
            words = SearchQuery(terms=query.terms)
            if not found.hits and query.terms and words != query:
                without = index.count(words, today, private=private).hits
            return Answer(asked, found, total, without)

    def contents(self) -> Contents:
        """Return what there is to search in."""
        with self._asking:
            return Contents() if self._index is None else self._index.contents()

    def close(self) -> None:
        """Let go of the index for good."""
        self._closed = True
        self.release()

    def release(self) -> None:
        """Stop reading and let go of the index until it is opened again: it may be deleted."""
        self.stopped = True
        with self._reading, self._asking:
            if self._index is not None:
                self._index.close()
                self._index = None
