"""A Windows console that is closed: all is saved before the system ends the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

Handler = Callable[[int], bool]
"""Takes the number of what happens to a console; tells whether nobody else needs to hear of it."""
_CLOSING: Final = frozenset({2, 5, 6})
"""The window was closed, the person logged off, the system shuts down."""
_REGISTERED: Final[list[object]] = []
"""The system calls these as long as the process lasts, and does not hold them for us."""


def heed_console_close(
    save: Callable[[], object], register: Callable[[Handler], object] | None = None
) -> None:
    """Call `save` when the console goes away.

    Windows calls it in a thread of its own, ends the program when it returns, and waits for
    about five seconds. Ctrl+C and Ctrl+Break go on to who hears of them otherwise. On other
    platforms a signal tells, and nothing is registered.
    """

    def handler(event: int) -> bool:
        if event not in _CLOSING:
            return False
        save()
        return True

    (register or _with_windows)(handler)


def _with_windows(handler: Handler) -> None:
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    routine = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)(handler)
    _REGISTERED.append(routine)
    ctypes.windll.kernel32.SetConsoleCtrlHandler(routine, True)
