"""What commands that hand on share: files are made, none is replaced unasked, each is told."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessiecoach.cli.said import FAULTS_FOUND, say
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.arguments import WRONG_USE

if TYPE_CHECKING:
    from sessiecoach.export.about_document import Options
    from sessiecoach.export.handing_on import HandingOn, Planned

_NOT_NOTED: Final = "Opruimen zal deze bestanden niet vinden: dat zij er zijn is niet onthouden"
_MAKING: Final = "Documenten maken"


def options_of(arguments: argparse.Namespace) -> Options:
    """Return what goes along, as it was typed."""
    from sessiecoach.export.about_document import Options

    return Options(
        private=arguments.prive, names=arguments.namen, personal=arguments.persoonsgegevens
    )


def put_files(
    handing: HandingOn, planned: Sequence[Planned], folder: Path, arguments: argparse.Namespace
) -> int:
    """Make files in a folder and say each; returns the exit code."""
    from sessiecoach.export.handing_on import note_put
    from sessiecoach.export.written import put, there_already, why_not_put
    from sessiecoach.storage.home import find_places, platform_folders

    over: bool = arguments.overschrijven
    if not folder.is_dir():
        say(f"{one_line(str(folder))}: deze map is er niet.", sys.stderr)
        return WRONG_USE
    taken = () if over else there_already([folder / each.name for each in planned])
    for path in taken:
        _say_taken(path)
    if taken:
        return FAULTS_FOUND
    # All are made before the first is put down: what cannot be made leaves nothing behind.
    documents = []
    with _progress(len(planned)) as made:
        for each in planned:
            documents.append(each.made_in(folder))
            made()
    state = find_places(arguments.sessions, os.environ, Path.cwd(), platform_folders()).state
    done: list[Path] = []
    code = 0
    for document in documents:
        try:
            put(document, over=over)
        except FileExistsError:
            _say_taken(document.path)
            code = FAULTS_FOUND
        except OSError as error:
            why = why_not_put(error)
            say(f"{one_line(str(document.path))}: kan niet worden gemaakt: {why}.", sys.stderr)
            code = FAULTS_FOUND
        if code:
            break
        done.append(document.path)
        say(f"Gemaakt: {one_line(str(document.path))}")
    try:
        note_put(handing, state, done)
    except OSError as error:
        say(f"{_NOT_NOTED} ({one_line(error.strerror or '')}).", sys.stderr)
    return code


def _say_taken(path: Path) -> None:
    say(
        f"{one_line(str(path))} is er al; met --overschrijven komt het nieuwe ervoor in de plaats.",
        sys.stderr,
    )


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], object]]:
    """Show how many were made, where somebody watches it and it is more than one."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(_MAKING, markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as bar:
        task = bar.add_task(_MAKING, total=total)
        yield lambda: bar.advance(task)
