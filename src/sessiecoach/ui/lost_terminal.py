"""Where the screens go: to the terminal while it is there, and nowhere once it is gone."""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress
from typing import IO, cast


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

    vars(importlib.import_module("textual.drivers.linux_driver"))["WriterThread"] = LastingWriter


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
