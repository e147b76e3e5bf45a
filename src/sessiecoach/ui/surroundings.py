"""What the program gets from outside: places, clock and settings; a test brings its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sessiecoach.live.clock import Anchor, Clock, Machine
from sessiecoach.storage.files import probe_writable
from sessiecoach.storage.home import Places
from sessiecoach.storage.settings import Settings
from sessiecoach.storage.themes import ThemeFile
from sessiecoach.ui.viewer import show_in_viewer


def _no_player() -> None:
    """Find nothing that plays a sound."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything that is not the program itself."""

    places: Places
    settings: Settings
    themes: tuple[ThemeFile, ...]
    theme: ThemeFile
    make_clock: Callable[[Anchor | None], tuple[Clock, Anchor | None]]
    """Gives the room clock, going on from an anchor, and the anchor it has now."""
    open_first: Path | None = None
    """The record to open at once."""
    notices: tuple[str, ...] = ()
    """What to tell as soon as the first screen stands, a Dutch sentence each."""
    typed_early: str = ""
    """What the terminal got before the program could take it."""
    first_screen_stands: Callable[[], None] | None = None
    """Called once, when a person can see and type."""
    probe_writable: Callable[[Path], OSError | None] = probe_writable
    """Tells why nothing can be saved in a folder, or None where that can be."""
    machine: Machine | None = None
    """The clocks of the laptop, to notice that it slept; None where nobody looks."""
    room_path: Callable[[str], Path] | None = None
    """Where a session is published for the room, by its document; None publishes nothing."""
    find_player: Callable[[], Callable[[Path], None] | None] = _no_player
    """Finds what plays a sound file at once and without waiting, where the system has it."""
    show_file: Callable[[Path], None] = show_in_viewer
    """Shows a file or a folder in the program that the system has for it. Raises OSError."""
    practice: bool = False
    """Whether this is a rehearsal, of which nothing stays."""
    tempo: float = 1.0
    """How much faster than a person's time the agenda runs; other than 1 only in practice."""
