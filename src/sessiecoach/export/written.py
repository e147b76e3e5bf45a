"""A report as files: in which forms it can be made, and how it is put on disk.

A form is loaded when it is asked for, so that nobody waits for a library of another one.
"""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from sessiecoach.domain.session import Session
from sessiecoach.export.outline import Outline
from sessiecoach.storage.files import FolderNotSyncedError, write_whole
from sessiecoach.storage.new_file import create_whole
from sessiecoach.storage.records import zone_of

Form = Literal["md", "html", "docx", "pdf"]
_NO_DATE: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


_NO_PERMISSION: Final = "er is geen toestemming om daar te schrijven; kies een andere map"
_REFUSED: Final[Mapping[int | None, str]] = MappingProxyType(
    {
        errno.EACCES: _NO_PERMISSION,
        errno.EPERM: _NO_PERMISSION,
        errno.EROFS: _NO_PERMISSION,
        errno.ENOSPC: "de schijf is vol; maak ruimte of kies een andere map",
        errno.EDQUOT: "de schijf is vol; maak ruimte of kies een andere map",
        errno.ENOENT: "de map is er niet meer",
        errno.ENOTDIR: "een deel van het pad is een bestand en geen map; kies een andere map",
        errno.EEXIST: "daar staat al iets met die naam",
        errno.EINVAL: "daar staat iets anders dan een bestand",
        errno.EISDIR: "daar staat een map met die naam",
        errno.ENAMETOOLONG: "de naam is te lang; kies een map met een korter pad",
    }
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is whole in memory, and where it is to stand."""

    path: Path
    data: bytes


def moment_of(session: Session) -> dt.datetime:
    """Return of when a report is, which is the same whenever it is made.

    That is when the meeting was closed, or else when it was planned to begin.
    """
    header = session.header
    if header.closed_at is not None:
        return header.closed_at.astimezone(dt.UTC)
    if header.date is None:
        return _NO_DATE
    begin = dt.datetime.combine(header.date, header.starts or dt.time(), zone_of(session))
    return begin.astimezone(dt.UTC)


def document(outline: Outline, form: Form, moment: dt.datetime) -> bytes:
    """Return a document in one of the forms; the same outline and moment give the same bytes."""
    match form:
        case "md":
            from sessiecoach.export.markdown import markdown

            return markdown(outline).encode()
        case "html":
            from sessiecoach.export.html_page import html_page

            return html_page(outline).encode()
        case "docx":
            from sessiecoach.export.word import word

            return word(outline, moment)
        case "pdf":
            from sessiecoach.export.pdf import pdf

            return pdf(outline, moment)


def there_already(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return where a file stands already, or anything else of that name."""
    return tuple(each for each in paths if each.is_symlink() or each.exists())


def put(each: Document, *, over: bool) -> None:
    """Put a document on disk, whole or not at all; with `over` also where a file stands.

    Raises FileExistsError without `over` where something stands there, and OSError where it
    did not succeed.
    """
    if not over:
        create_whole(each.path, each.data)
        return
    try:
        write_whole(each.path, each.data)
    except FolderNotSyncedError:
        return  # it stands there whole, and it can be made again


def why_not_put(error: OSError) -> str:
    """Return in Dutch why a file could not be put, and what to do where something can be done."""
    return _REFUSED.get(error.errno) or error.strerror or type(error).__name__
