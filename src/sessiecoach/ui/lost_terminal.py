"""Where the screens go: to the terminal while it is there, and nowhere once it is gone.

And how a program that stood still gets its terminal back, once.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import IO, TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver

_AS_IT_WAS: Final = (
    "\x1b[?2026l"  # show what was kept back
    "\x1b[?2004l\x1b[?7h\x1b[?2048l"  # no brackets around a paste, lines wrap, no sizes sent
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # no mouse
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"  # plain keys, first screen, cursor
)
_WORDS_BYTES: Final = 8192
_INPUT, _LOCAL = 0, 3
"""Where termios has the flags for input and for the terminal itself."""


def outlive_terminal() -> None:
    """Let what is shown go nowhere once the terminal is gone, as long as this process lasts.

    The thread in which Textual writes ends at the first error; what comes after that waits for
    it for ever, and the record stays locked by a program that nobody sees.

    Textual draws on stderr. Where that goes to a file, the screens go to stdout.
    """
    if sys.platform == "win32":
        return
    from textual.drivers._writer_thread import WriterThread

    class LastingWriter(WriterThread):
        """Writes on, whatever becomes of the terminal."""

        def __init__(self, file: IO[str]) -> None:
            super().__init__(cast("IO[str]", _Lasting(_terminal(file))))

    module = importlib.import_module("textual.drivers.linux_driver")
    vars(module)["WriterThread"] = LastingWriter
    driver = module.LinuxDriver
    if not hasattr(driver.start_application_mode, "__wrapped__"):
        driver.start_application_mode = _started_once(driver.start_application_mode)


def _started_once(start: Callable[[LinuxDriver], None]) -> Callable[[LinuxDriver], None]:
    """Start the screen again after a stop of which nobody told, such as SIGSTOP.

    Textual then starts a second thread that reads keys beside the first; at the end it waits for
    ever for the one that waits for a key. And it takes the terminal as it was in use for how it
    was before, and gives it back so.
    """

    @wraps(start)
    def started(driver: LinuxDriver) -> None:
        reader = driver._key_thread  # noqa: SLF001  who reads keys is told nowhere else
        before = driver.attrs_before
        if reader is None or not reader.is_alive():
            start(driver)
            return
        driver.exit_event.set()
        reader.join()
        driver.exit_event.clear()
        driver.close()
        start(driver)
        driver.attrs_before = before

    return started


def _terminal(file: IO[str]) -> IO[str]:
    if file.isatty() or sys.__stdout__ is None:
        return file
    return sys.__stdout__


class _Lasting:
    """A file of which a failed write is no error."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


class Farewell:
    """Ends the process by force when the screens do not end by themselves, terminal given back."""

    def __init__(self) -> None:
        """Nothing ends yet."""
        self._timer: threading.Timer | None = None

    def within(self, seconds: float, code: int, words: str = "") -> None:
        """End with this exit code after so many seconds, unless the process ended by then.

        Said again it counts from then, and what was said before counts no longer.
        """
        self.called_off()
        self._timer = threading.Timer(seconds, self._end, (code, words))
        self._timer.daemon = True
        self._timer.start()

    def called_off(self) -> None:
        """Leave it to the process itself after all."""
        if self._timer is not None:
            self._timer.cancel()

    def _end(self, code: int, words: str) -> None:
        give_back_terminal(words)
        os._exit(code)


def give_back_terminal(words: str = "") -> None:
    """Make the terminal fit for a shell, without waiting for one that takes nothing any more."""
    terminal = _terminal(sys.__stderr__) if sys.__stderr__ is not None else None
    text = _AS_IT_WAS + (words.replace("\n", "\r\n") + "\r\n" if words else "")
    with suppress(OSError, ValueError, AttributeError):
        number = cast("IO[str]", terminal).fileno()
        os.set_blocking(number, False)
        try:
            os.write(number, text.encode("utf-8", "replace")[:_WORDS_BYTES])
        finally:
            os.set_blocking(number, True)
    if sys.platform == "win32" or sys.__stdin__ is None:
        return
    import termios

    with suppress(OSError, ValueError, termios.error):
        keyboard = sys.__stdin__.fileno()
        modes = termios.tcgetattr(keyboard)
        modes[_INPUT] |= termios.ICRNL | termios.IXON
        modes[_LOCAL] |= termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
        termios.tcsetattr(keyboard, termios.TCSANOW, modes)
