"""A program in a terminal of its own: what it paints and when, and what it costs."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[1]
COLUMNS, ROWS = 120, 40
LONGEST_SECONDS = 30.0
"""After this a program is taken not to show what was waited for."""
_READ_BYTES = 1 << 16
_MILLISECONDS = 1000.0
_NANOSECONDS = 1e9


class NothingShownError(Exception):
    """A program ended, or did not show what was waited for."""


class Terminal:
    """Runs a command in a pseudo-terminal, from the moment that it is entered."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        """Start `command` in the folder of the project, with `home` as the home of its user."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PATH": os.environ.get("PATH", ""),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        self.painted = bytearray()
        """All bytes that the program sent."""
        self._started = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603  our own commands
            command,
            cwd=ROOT,
            env=environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def until_shown(self, *texts: str, since: int = 0) -> float:
        """Wait until all texts were painted, each in one piece; returns ms since the start.

        Only what was painted after the first `since` bytes counts.
        """
        wanted = [text.encode() for text in texts]
        while True:
            self._read(LONGEST_SECONDS)
            shown = time.perf_counter()
            wanted = [text for text in wanted if self.painted.find(text, since) < 0]
            if not wanted:
                return (shown - self._started) * _MILLISECONDS

    def elapsed(self) -> float:
        """Return ms since the start."""
        return (time.perf_counter() - self._started) * _MILLISECONDS

    def key_to_screen(self, letter: str) -> float:
        """Type a letter that is nowhere on the screen; returns ms until it is painted."""
        since = len(self.painted)
        pressed = time.perf_counter()
        os.write(self._master, letter.encode())
        while self.painted.find(letter.encode(), since) < 0:
            self._read(LONGEST_SECONDS)
        return (time.perf_counter() - pressed) * _MILLISECONDS

    def type(self, text: str) -> None:
        """Type without looking."""
        os.write(self._master, text.encode())

    def let_pass(self, seconds: float) -> None:
        """Take in what is painted for a while."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                self._read(left)

    def cpu_seconds(self) -> float:
        """Return the processor time that the program used since it started."""
        threads = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(each.read_text().split()[0]) for each in threads) / _NANOSECONDS

    def memory_kilobytes(self) -> int:
        """Return the memory that the program holds."""
        for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0

    def _read(self, seconds: float) -> None:
        if not select.select([self._master], [], [], seconds)[0]:
            raise NothingShownError(self._last_words())
        try:
            self.painted += os.read(self._master, _READ_BYTES)
        except OSError as error:
            raise NothingShownError(self._last_words()) from error

    def _last_words(self) -> str:
        return self.painted[-2000:].decode(errors="replace")
