"""The program in a terminal of its own: started, typed at, looked at, ended and read afterwards."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pyte

import sessiecoach
from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import Group, Session
from sessiecoach.live.clock import RoomClock, this_machine
from sessiecoach.live.opening import open_to_work
from sessiecoach.storage.journal import Journal
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.werkvormen import load_werkvormen

SOURCE: Final = Path(sessiecoach.__file__).resolve().parents[1]
"""The program that is tested: the one that this process imports."""
READY: Final = "Onderbreken"
"""Stands on the screen of a meeting whose block runs: from here on it can be typed at."""
PATIENCE_SECONDS: Final = 90.0
"""So long a thing may take on a machine that is busy; reaching it is a failure."""
_ZONE: Final = ZoneInfo("Europe/Amsterdam")
QUIT: Final = "\x11"
ENTER: Final = "\r"
_TAKES_THE_TERMINAL: Final = (
    "import os,sys;os.close(os.open(sys.argv[1],os.O_RDWR));"
    "os.execv(sys.executable,[sys.executable,*sys.argv[2:]])"
)
_PLACES: Final = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_DOCUMENTS_DIR": "Documents",
}


class _Screen(pyte.Screen):
    """A screen that does not fall over what is newer than itself."""

    def select_graphic_rendition(self, *attributes: int, **kinds: bool) -> None:
        if not kinds:
            super().select_graphic_rendition(*attributes)


def meeting(now: dt.datetime) -> Session:
    """Return a leersessie of today whose first block runs."""
    prepared = prepared_session(
        load_werkvormen(None).formats["leersessie"],
        session_id="proef-leersessie",
        document="k3m8w2p6t9c4x7q5z8d1",
        series="",
        number=1,
        title="Proef leersessie",
        date=now.date(),
        starts=now.time().replace(microsecond=0, tzinfo=None),
        ends=(now + dt.timedelta(minutes=90)).time().replace(microsecond=0, tzinfo=None),
        earlier_meetings=False,
    )
    first = replace(prepared.blocks[0], started_at=now.replace(microsecond=0))
    return replace(
        prepared,
        header=replace(prepared.header, status="live"),
        blocks=(first, *prepared.blocks[1:]),
        groups=(Group(id="A"), Group(id="B")),
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """What the next start brings back."""

    notes: tuple[str, ...]
    half: tuple[str, ...]
    """Lines that were typed but not confirmed."""

    @property
    def text(self) -> str:
        """All of it as one text."""
        return "\n".join((*self.notes, *self.half))


class Sandbox:
    """A person's home, a folder with one meeting in it, and the programs that were started."""

    def __init__(self, base: Path | None = None) -> None:
        """Make everything in a folder of its own, on the disk of `base` where that is given."""
        self.root = Path(tempfile.mkdtemp(prefix="sessiecoach-faults-", dir=base))
        self.home = self.root / "home"
        self.record = self.root / "sessies" / "proef.toml"
        self.temporary = self.root / "tmp"
        for folder in (self.home, self.record.parent, self.temporary):
            folder.mkdir(mode=0o700)
        self.record.write_bytes(record_bytes(meeting(dt.datetime.now(_ZONE))))
        self.record.chmod(0o600)
        self.terminals: list[Terminal] = []

    @property
    def state(self) -> Path:
        """The folder of the journals."""
        return self.home / ".local" / "state" / "sessiecoach"

    def environment(self, changes: Mapping[str, str | None]) -> dict[str, str]:
        """Return what the program finds around it; None takes a variable away."""
        made: dict[str, str | None] = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.home),
            **{name: str(self.home / folder) for name, folder in _PLACES.items()},
            "TMPDIR": str(self.temporary),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "TZ": "Europe/Amsterdam",
            "PYTHONPATH": str(SOURCE),
            "PYTHONDONTWRITEBYTECODE": "1",
            **changes,
        }
        return {name: value for name, value in made.items() if value is not None}

    def terminal(
        self,
        *arguments: str,
        size: tuple[int, int] = (120, 36),
        environment: Mapping[str, str | None] | None = None,
        program: Sequence[str] = ("-m", "sessiecoach"),
        folder: Path | None = None,
    ) -> Terminal:
        """Start the program in a new terminal, without waiting for it."""
        made = Terminal(
            (*program, *(arguments or ("open", str(self.record)))),
            size,
            self.environment(environment or {}),
            folder or self.root,
        )
        self.terminals.append(made)
        return made

    def opened(self, **how: object) -> Terminal:
        """Start the program on the meeting and wait until it can be typed at."""
        terminal = self.terminal(**how)  # type: ignore[arg-type]
        terminal.until_shown(READY)
        return terminal

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command that shows no screen."""
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "sessiecoach", *arguments],
            cwd=self.root,
            env=self.environment({}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    def recorded(self) -> Brought:
        """Return what the record itself says, without any journal."""
        return _brought(read_record(self.record).session)

    def brought_back(self) -> Brought:
        """Return what the next start makes of all that lies there, and leave it so."""
        opened = open_to_work(self.record, self.state, RoomClock(this_machine()))
        assert opened.writer is not None, "the lock was not freed"
        half = tuple(line.text for line in opened.held)
        brought = _brought(opened.live.session)
        opened.leave()
        return Brought(brought.notes, (*half, *brought.half))

    def journaled(self) -> str:
        """Return the half-typed lines that are in the journal now."""
        lines: list[str] = []
        for path in self.state.glob("*/journal.sqlite3"):
            with suppress(Exception), closing(Journal(path)) as journal:
                lines += [line.text for line in journal.held()]
        return "\n".join(lines)

    def holds(self, word: str, *, but: Path | None = None) -> list[Path]:
        """Return the files in which a word stands, wherever they lie."""
        wanted = word.encode()
        return [
            path
            for path in self.root.rglob("*")
            if path.is_file() and path != but and wanted in path.read_bytes()
        ]

    def remove(self) -> None:
        """End what still runs, by its own number, and remove everything."""
        for terminal in self.terminals:
            terminal.close()
        for path in (self.root, *self.root.rglob("*")):
            with suppress(OSError):
                if path.is_dir() and not path.is_symlink():
                    path.chmod(0o700)
        shutil.rmtree(self.root, ignore_errors=True)


@contextmanager
def sandbox(base: Path | None = None) -> Iterator[Sandbox]:
    """Give a sandbox and leave nothing of it."""
    made = Sandbox(base)
    try:
        yield made
    finally:
        made.remove()


class Terminal:
    """One running program and the terminal it runs in."""

    def __init__(
        self,
        arguments: Sequence[str],
        size: tuple[int, int],
        environment: Mapping[str, str],
        folder: Path,
    ) -> None:
        columns, rows = size
        self.shown_bytes = bytearray()
        """Everything that was sent to the terminal."""
        self.screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        self._modes = termios.tcgetattr(slave)
        self._slave = slave
        os.set_blocking(self._master, False)
        self._size(columns, rows)
        self.program = subprocess.Popen(  # noqa: S603
            [sys.executable, "-ISc", _TAKES_THE_TERMINAL, os.ttyname(slave), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=dict(environment),
            start_new_session=True,
        )

    # Looking.

    def look(self, seconds: float = 0.05) -> None:
        """Take in what the program sends, for at most so long."""
        if self._master < 0:
            time.sleep(seconds)
            return
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # nobody holds the other side any more
            time.sleep(seconds)
            return
        self.shown_bytes += data
        self._stream.feed(data)

    @property
    def text(self) -> str:
        """What can be read on the screen now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(
        self, reached: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS
    ) -> None:
        """Wait until something holds; fail with the screen when it never does."""
        end = time.monotonic() + seconds
        while not reached():
            assert time.monotonic() < end, f"never {what}; the screen:\n{self.text}"
            self.look()

    def until_shown(self, *wanted: str) -> None:
        """Wait until one of these texts stands on the screen."""

        def shown() -> bool:
            text = self.text
            found = any(each in text for each in wanted)
            assert found or self.alive, f"ended ({self.program.poll()}) instead; it said:\n{text}"
            return found

        self.until(shown, f"shown: {' | '.join(wanted)}")

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        return self.program.poll() is None

    @property
    def fell(self) -> bool:
        """Whether it showed how it fell."""
        return b"Traceback" in self.shown_bytes

    # Acting.

    def type(self, text: str | bytes) -> None:
        """Send keys, however long it takes the program to take them."""
        rest = text.encode() if isinstance(text, str) else text
        end = time.monotonic() + PATIENCE_SECONDS
        while rest:
            assert time.monotonic() < end, "the program takes no more keys"
            with suppress(BlockingIOError):
                rest = rest[os.write(self._master, rest[:4096]) :]
            self.look(0.01)

    def paste(self, text: str) -> None:
        """Paste as a terminal with bracketed paste does."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def say(self, text: str) -> None:
        """Type a note and confirm it."""
        self.type(text + ENTER)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        self._size(columns, rows)

    def _size(self, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def signal(self, number: int) -> None:
        """Send a signal."""
        self.program.send_signal(number)

    def kill(self) -> None:
        """End it at once, as a battery that is empty does."""
        self.program.kill()
        self.program.wait()

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self._slave)
        os.close(self._master)
        self._slave = self._master = -1

    def ended(self) -> int:
        """Wait until the program ends; return its exit code."""
        self.until(lambda: not self.alive, "ended")
        for _ in range(3):
            self.look(0.02)
        return self.program.wait()

    def leave(self) -> int:
        """Quit as a person does; return the exit code."""
        self.type(QUIT)
        return self.ended()

    @property
    def given_back(self) -> list[str]:
        """What of the terminal was not given back; empty when a shell can use it."""
        left = []
        for name, taken, back in (
            ("second screen", b"\x1b[?1049h", b"\x1b[?1049l"),
            ("mouse", b"\x1b[?1000h", b"\x1b[?1000l"),
            ("pasting", b"\x1b[?2004h", b"\x1b[?2004l"),
            ("cursor", b"\x1b[?25l", b"\x1b[?25h"),
        ):
            if self.shown_bytes.rfind(taken) > self.shown_bytes.rfind(back):
                left.append(name)
        now = termios.tcgetattr(self._slave)
        for place, flags in ((0, termios.ICRNL), (3, termios.ECHO | termios.ICANON | termios.ISIG)):
            if (now[place] & flags) != (self._modes[place] & flags):
                left.append("modes of the keyboard")
        return left

    def close(self) -> None:
        """End the program whatever it does, and close the terminal."""
        if self.alive:
            with suppress(OSError):
                self.program.send_signal(signal.SIGCONT)
            self.program.kill()
        self.program.wait()
        if self._master >= 0:
            self.hang_up()


def _brought(session: Session) -> Brought:
    notes = tuple(note.text for note in session.notes if note.withdrawn_at is None)
    return Brought(notes, tuple(draft.text for draft in session.drafts))
