"""Where records, themes, own werkvormen, settings and the state folder lie."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from sessiecoach.storage.platforms import HAS_MODES

_PROGRAM: Final = "sessiecoach"
SESSIONS_VARIABLE: Final = "SESSIECOACH_SESSIONS"
_PACKAGE: Final = Path(__file__).resolve().parents[1]


class PlatformFolders(Protocol):
    """What the platform calls its folders for documents, settings and state."""

    @property
    def user_documents_path(self) -> Path: ...
    @property
    def user_config_path(self) -> Path: ...
    @property
    def user_state_path(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class Places:
    """Every folder and file outside the program itself; none of them needs to exist yet."""

    sessions: Path
    """One folder per series, with the records in it."""
    themes: tuple[Path, ...]
    """The shipped themes first, so that an own theme with the same id wins."""
    own_werkvormen: Path
    state: Path
    """Journal, backups, kept copies: may hold what people said, so only for their owner."""
    settings: Path
    """The file with the settings."""


def platform_folders() -> PlatformFolders:
    """Return the folders of the platform this program runs on; makes none of them."""
    from platformdirs import PlatformDirs

    return PlatformDirs(_PROGRAM, appauthor=False)


def find_places(
    arguments_sessions: Path | None,
    environment: Mapping[str, str],
    working_folder: Path,
    platform: PlatformFolders,
) -> Places:
    """Find every place; the sessions are the first of these that applies.

    What the command line says, what SESSIECOACH_SESSIONS says, the folder `sessions` of the
    working folder when it is there, and else `sessiecoach` among the person's documents.
    """
    config = platform.user_config_path
    return Places(
        sessions=_sessions(arguments_sessions, environment, working_folder, platform),
        themes=(shipped("themes"), config / "themes"),
        own_werkvormen=config / "werkvormen",
        state=platform.user_state_path,
        settings=config / "settings.toml",
    )


def _sessions(
    arguments_sessions: Path | None,
    environment: Mapping[str, str],
    working_folder: Path,
    platform: PlatformFolders,
) -> Path:
    wanted = arguments_sessions
    if wanted is None and environment.get(SESSIONS_VARIABLE, "").strip():
        wanted = Path(environment[SESSIONS_VARIABLE].strip())
    if wanted is not None:
        # A shell leaves the ~ of --sessions=~/map and of a quoted variable as it stands.
        home = environment.get("HOME") or environment.get("USERPROFILE")
        if home and wanted.parts[:1] == ("~",):
            wanted = Path(home, *wanted.parts[1:])
        return working_folder / wanted
    here = working_folder / "sessions"
    return here if here.is_dir() else platform.user_documents_path / _PROGRAM


def shipped(name: str, package: Path = _PACKAGE) -> Path:
    """Return a folder that comes with the program, from a wheel or from a checkout.

    A wheel carries it inside the package, a checkout has it at its root.
    """
    packed = package / "shipped" / name
    checkout = package.parents[1]
    if not packed.is_dir() and (checkout / "pyproject.toml").is_file():
        return checkout / name
    return packed


def make_private(folder: Path) -> None:
    """Make `folder`, with what is missing above it, for its owner only.

    A folder that is there already keeps its mode. Raises OSError.
    """
    if folder.is_dir():
        return
    make_private(folder.parent)
    folder.mkdir(mode=stat.S_IRWXU, exist_ok=True)
    if HAS_MODES:
        # The mode of mkdir goes through the umask, which may also take rights of the owner.
        folder.chmod(stat.S_IRWXU)
