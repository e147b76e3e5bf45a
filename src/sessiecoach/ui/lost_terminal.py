"""A window that is closed takes no more output; the program must still end by itself, and whole."""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress
from typing import IO, cast


def outlive_terminal() -> None:
    """Let what is shown go nowhere once the terminal is gone, as long as this process lasts.

    The thread in which Textual writes ends at the first error; what comes after that waits for
    it for ever, and the record stays locked by a program that nobody sees.
    """
    if sys.platform == "win32":
        return
    from textual.drivers._writer_thread import WriterThread

    class LastingWriter(WriterThread):
        """Writes on, whatever becomes of the terminal."""

        def __init__(self, file: IO[str]) -> None:
            super().__init__(cast("IO[str]", _Lasting(file)))

    vars(importlib.import_module("textual.drivers.linux_driver"))["WriterThread"] = LastingWriter


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
