"""What one person chose for this program, in a file that may be broken without harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from sessiecoach.domain.errors import Fault, FileFaultsError
from sessiecoach.domain.keys import key
from sessiecoach.storage.files import keep_copy, write_whole
from sessiecoach.storage.home import make_private
from sessiecoach.storage.shape import plain, read_shape
from sessiecoach.storage.themes import DEFAULT_THEME
from sessiecoach.storage.toml_file import read_toml_file
from sessiecoach.storage.toml_text import toml_text

SCHEMA: Final = 1

SoundMode = Literal["off", "bell", "tone"]
"""No sound, the bell of the terminal, or a tone by the player of the system."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one person, the same for every session."""

    schema: int = key(default=SCHEMA, allowed=(SCHEMA,))
    theme: str = key(default=DEFAULT_THEME, form="[a-z][a-z0-9-]{0,39}", example=DEFAULT_THEME)
    """The id of a theme."""
    sound: SoundMode = "bell"
    """A sound at the marks and the end of a block."""
    blink: bool = True
    """Blinking in the last minute and in overrun."""
    extra: Mapping[str, object] = key(default_factory=dict)
    """Keys of a newer program, kept as they are."""


def read_settings(path: Path) -> tuple[Settings, tuple[Fault, ...]]:
    """Return the settings and what is wrong with their file; a key that is wrong is left out.

    Without a file, and for one that cannot be read at all, these are the defaults.
    """
    try:
        mapping, _ = read_toml_file(path)
    except FileFaultsError as error:
        missing = not path.exists() and not path.is_symlink()
        return Settings(), () if missing else error.faults
    if isinstance(mapping.get("sound"), bool):
        # An earlier program knew yes and no only.
        mapping["sound"] = "bell" if mapping["sound"] else "off"
    settings, faults = read_shape(Settings, mapping, unknown="keep")
    if settings is None:
        wrong = {fault.key.split(".")[0].split("[")[0] for fault in faults}
        right = {name: value for name, value in mapping.items() if name not in wrong}
        settings, _ = read_shape(Settings, right, unknown="keep")
    return settings or Settings(), tuple(replace(fault, file=str(path)) for fault in faults)


def write_settings(path: Path, settings: Settings, keep_in: Path) -> Path | None:
    """Write the settings whole or not at all.

    Where a person wrote in the file by hand, or it is broken, it is first kept as it was in the
    folder `keep_in`; returns that copy. Raises OSError.
    """
    make_private(path.parent)
    kept = None
    if path.exists():
        before, _ = read_settings(path)
        if path.read_bytes() != _as_bytes(before):
            kept = keep_copy(path, keep_in)
    write_whole(path, _as_bytes(settings))
    return kept


def _as_bytes(settings: Settings) -> bytes:
    return toml_text({"schema": SCHEMA} | plain(settings)).encode()
