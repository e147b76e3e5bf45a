"""A report as files: in which forms it can be made, and how it is put on disk.

A form is loaded when it is asked for, so that nobody waits for a library of another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sessiecoach.export.outline import Outline
from sessiecoach.storage.files import FolderNotSyncedError, write_whole
from sessiecoach.storage.new_file import create_whole

Form = Literal["md", "html"]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is whole in memory, and where it is to stand."""

    path: Path
    data: bytes


def document(outline: Outline, form: Form) -> bytes:
    """Return a document in one of the forms; the same outline gives the same bytes."""
    match form:
        case "md":
            from sessiecoach.export.markdown import markdown

            return markdown(outline).encode()
        case "html":
            from sessiecoach.export.html_page import html_page

            return html_page(outline).encode()


def there_already(documents: Sequence[Document]) -> tuple[Path, ...]:
    """Return where a file stands already, or anything else of that name."""
    return tuple(each.path for each in documents if each.path.is_symlink() or each.path.exists())


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
