"""In which folder a person last had papers put, remembered in the state folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.storage.files import write_whole
from sessiecoach.storage.home import Places, make_private
from sessiecoach.storage.toml_file import read_toml_file
from sessiecoach.storage.toml_text import toml_text

_FILE: Final = "doorgeven.toml"
_KEY: Final = "folder"
_USUAL: Final = "doorgegeven"


def handing_folder(places: Places) -> Path:
    """Return the folder that was chosen last, or else one beside the sessions folder.

    Never one inside it: what lies there is read as a series.
    """
    try:
        mapping, _data = read_toml_file(places.state / _FILE)
    except FileFaultsError:
        mapping = {}
    chosen = mapping.get(_KEY)
    if isinstance(chosen, str) and Path(chosen).is_absolute() and not lies_in(chosen, places):
        return Path(chosen)
    own = places.sessions.name
    return places.sessions.with_name(_USUAL if own == "sessions" else f"{own}-{_USUAL}")


def lies_in(folder: Path | str, places: Places) -> bool:
    """Return whether a folder is the sessions folder, or lies in it."""
    return Path(folder).resolve().is_relative_to(places.sessions.resolve())


def keep_handing_folder(places: Places, folder: Path) -> None:
    """Remember the folder that was chosen. Raises OSError."""
    make_private(places.state)
    write_whole(places.state / _FILE, toml_text({"schema": 1, _KEY: str(folder)}).encode())


def folder_for(base: Path, sessions: Path, series: Path, stem: str = "") -> Path:
    """Return where the papers of a meeting go, or without `stem` those of its series.

    Each series has a folder of its own, and each meeting one in it.
    """
    here = base if series.resolve() == sessions.resolve() else base / series.name
    return here / stem if stem else here
