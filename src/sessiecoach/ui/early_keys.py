"""What is typed before the first screen stands: kept off the terminal, and played afterwards."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.events import Key, Paste

_MOST_BYTES = 65536
"""More than a terminal keeps for a program that is not reading yet."""


@contextmanager
def quiet_terminal() -> Iterator[str]:
    """Stop the terminal from showing keys and from taking them as lines.

    Gives what was typed until then; what is typed later waits for the program. The terminal
    is as it was afterwards. Does nothing where there is none, and on Windows, which keeps
    keys for the program by itself.
    """
    if sys.platform == "win32" or not sys.stdin.isatty():
        yield ""
        return
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    quiet = termios.tcgetattr(terminal)
    input_flags, local_flags = 0, 3
    quiet[input_flags] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
    # Ctrl+C still ends a start that hangs.
    quiet[local_flags] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    try:
        # Until now the terminal made a line feed of Enter.
        yield _waiting(terminal).replace("\n", "\r")
    finally:
        with suppress(termios.error):  # the window may be gone
            termios.tcsetattr(terminal, termios.TCSANOW, before)


def _waiting(terminal: int) -> str:
    data = b""
    while len(data) < _MOST_BYTES and select.select([terminal], [], [], 0)[0]:
        read = os.read(terminal, 4096)
        if not read:
            break
        data += read
    return data.decode(errors="replace")


def events_of(typed: str) -> list[Key | Paste]:
    """Return what the terminal sent as the keys and pastes that a screen takes."""
    if not typed:
        return []
    from textual._parser import ParseError
    from textual.events import Key, Paste

    from sessiecoach.ui.terminal_bytes import BurstParser

    parser = BurstParser()
    found = list(parser.feed(typed))
    with suppress(EOFError, ParseError):
        found += parser.feed("")
    return [event for event in found if isinstance(event, Key | Paste)]
