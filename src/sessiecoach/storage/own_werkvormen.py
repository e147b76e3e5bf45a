"""A werkvorm of a person's own, begun as a copy of one that there is."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.storage.home import make_private
from sessiecoach.storage.new_file import create_whole
from sessiecoach.storage.toml_file import read_toml, read_toml_file
from sessiecoach.storage.werkvormen import load_werkvormen, read_werkvorm

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_SUFFIX: Final = ".toml"


def copy_werkvorm(wanted: str, name: str, own: Path) -> Path:
    """Make a file `name` in the folder `own` that begins as the werkvorm or series `wanted`.

    Comments and layout are those of the original; only its id, title and origin are its own.
    Raises FileFaultsError where `wanted` is not known or `name` cannot be one, FileExistsError
    where there is a file of that name, and OSError where it could not be made.
    """
    known = load_werkvormen(own)
    ids = (*known.formats, *known.series_kinds)
    if wanted not in ids:
        fault = Fault(FaultCode.UNKNOWN_REFERENCE, expected=" | ".join(ids), found=wanted)
        raise FileFaultsError((fault,))
    if not _NAME.fullmatch(name):
        raise FileFaultsError((Fault(FaultCode.WRONG_FORM, expected="mijn-sessie", found=name),))
    data = _named_anew(_text_of(wanted, own), name).encode()
    _read, faults = read_werkvorm(read_toml(data), name)
    if faults:
        raise FileFaultsError(faults)
    make_private(own)
    path = own / f"{name}{_SUFFIX}"
    create_whole(path, data)
    return path


def _text_of(wanted: str, own: Path) -> str:
    mine = own / f"{wanted}{_SUFFIX}"
    if mine.is_file():
        return read_toml_file(mine)[1].decode("utf-8-sig")
    folder = resources.files("sessiecoach") / "werkvormen"
    return (folder / mine.name).read_text(encoding="utf-8")


def _named_anew(text: str, name: str) -> str:
    """Return the text of a file with another id, title and origin; the rest stays as it is."""
    table = re.search(r"(?m)^\s*\[", text)
    place = table.start() if table else len(text)
    head = text[:place]
    title = name.replace("-", " ").replace("_", " ").capitalize()
    for key, value in (("id", name), ("title", title), ("origin", "own")):
        line = f'{key} = "{value}"'
        head, found = re.subn(rf"(?m)^{key}\s*=.*$", lambda _old, new=line: new, head, count=1)  # type: ignore[misc]
        if not found:
            head = f"{line}\n{head}"
    return head + text[place:]
