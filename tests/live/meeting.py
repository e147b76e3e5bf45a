"""A small meeting on disk that tests open, leave, and let crash."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from sessiecoach.domain.facts import Fact
from sessiecoach.domain.session import Block, Header, Note, Session
from sessiecoach.live.opening import Opened, open_to_work
from sessiecoach.live.writer import Saved
from sessiecoach.storage.journal import HeldLine, Journal
from sessiecoach.storage.records import read_record, record_bytes
from tests.fake_clock import FakeClock

DOCUMENT = "m4w8k2p6t9c3x7q5z8d4"
MEETING = Session(
    header=Header(
        id="2016-09-05-leersessie",
        title="Tweede leersessie",
        date=dt.date(2016, 9, 5),
        starts=dt.time(9),
        ends=dt.time(10, 30),
        document=DOCUMENT,
    ),
    blocks=(
        Block(id="r1", title="Ronde 1", planned_minutes=20, warn_minutes=(5, 1)),
        Block(id="w1", kind="changeover", title="Wissel", planned_minutes=3),
        Block(id="r2", title="Ronde 2", planned_minutes=20, warn_minutes=(5, 1)),
    ),
    notes=(Note(id="n-aaaaaaaa", text="Te weinig tijd", perspective="professional"),),
)


@dataclass
class Desk:
    """A record, the state folder of one laptop, and the clock in the room."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    laptop: str = "laptop"

    def __post_init__(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():
            self.path.write_bytes(record_bytes(MEETING))

    @property
    def path(self) -> Path:
        """Where the record lies."""
        return self.folder / "sessions" / "meeting.toml"

    @property
    def state(self) -> Path:
        """The state folder of this laptop."""
        return self.folder / self.laptop

    @property
    def journal_path(self) -> Path:
        """Where the journal of the record lies."""
        return self.state / DOCUMENT / "journal.sqlite3"

    def open(self) -> Opened:
        """Open the record to work on it."""
        return open_to_work(self.path, self.state, self.clock)

    def recorded(self) -> Session:
        """Return what the record says now."""
        return read_record(self.path).session

    def journal(self) -> Journal:
        """Open the journal as a second program would."""
        return Journal(self.journal_path)

    def facts(self) -> tuple[Fact, ...]:
        """Return the facts that are on disk."""
        with contextlib.closing(self.journal()) as journal:
            return journal.facts()

    def held(self) -> tuple[HeldLine, ...]:
        """Return the half-typed lines that are on disk."""
        with contextlib.closing(self.journal()) as journal:
            return journal.held()

    def remembered(self, name: str) -> str | None:
        """Return a small value that is on disk."""
        with contextlib.closing(self.journal()) as journal:
            return journal.remembered(name)

    def edit(self, old: str, new: str) -> bytes:
        """Change the record as a person with an editor does; returns what it is then."""
        text = self.path.read_text(encoding="utf-8")
        assert old in text
        self.path.write_text(text.replace(old, new), encoding="utf-8")
        return self.path.read_bytes()

    def kept(self) -> list[bytes]:
        """Return what was kept aside."""
        return [file.read_bytes() for file in sorted(self.state.glob("*/kept/*")) if file.is_file()]


def crash(opened: Opened) -> None:
    """Let a program be gone without a word: the system closes its files, and that is all."""
    if opened.writer is not None:
        opened.writer.close()
    if opened.lock is not None:
        opened.lock.release()


def save(opened: Opened) -> Saved:
    """Save at once, and let the session know, as the writer task does."""
    assert opened.writer is not None
    saved = opened.writer.save_now()
    opened.live.saved(saved)
    return saved


@contextlib.asynccontextmanager
async def writing(opened: Opened) -> AsyncIterator[list[Saved]]:
    """Let the writer task run; gives all that it saved."""
    assert opened.writer is not None
    done: list[Saved] = []

    def on_saved(saved: Saved) -> None:
        done.append(saved)
        opened.live.saved(saved)

    task = asyncio.create_task(opened.writer.run(on_saved))
    try:
        yield done
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def texts(session: Session) -> list[str]:
    """Return the notes that count."""
    return [note.text for note in session.notes if note.withdrawn_at is None]
