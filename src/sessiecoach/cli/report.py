"""The command that makes the report of a meeting as files to hand on."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sessiecoach.cli.said import FAULTS_FOUND, say
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.arguments import WRONG_USE

if TYPE_CHECKING:
    from sessiecoach.domain.session import Session
    from sessiecoach.export.outline import Outline

_NO_PERMISSION: Final = "er is geen toestemming om daar te schrijven"
_WHY: Final[Mapping[int | None, str]] = MappingProxyType(
    {
        errno.EACCES: _NO_PERMISSION,
        errno.EPERM: _NO_PERMISSION,
        errno.EROFS: _NO_PERMISSION,
        errno.ENOSPC: "de schijf is vol",
        errno.EINVAL: "daar staat iets anders dan een bestand",
        errno.ENAMETOOLONG: "de naam is te lang",
    }
)


def report_files(arguments: argparse.Namespace) -> int:
    """Make the report of a meeting in each form that was asked for."""
    from sessiecoach.domain.errors import FileFaultsError
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.export.written import Document, document, moment_of, put, there_already
    from sessiecoach.storage.records import read_record

    record: Path = arguments.file
    folder: Path = arguments.map or record.parent
    try:
        session = read_record(record).session
    except FileFaultsError as error:
        for fault in error.faults:
            say(fault_sentence(fault), sys.stderr)
        return FAULTS_FOUND
    if not folder.is_dir():
        say(f"{one_line(str(folder))}: deze map is er niet.", sys.stderr)
        return WRONG_USE
    outline = _outline(record, session, private=arguments.prive)
    # All are made before the first is put down: what cannot be made leaves nothing behind.
    documents = [
        Document(folder / f"{record.stem}.{form}", document(outline, form, moment_of(session)))
        for form in arguments.als
    ]
    taken = () if arguments.overschrijven else there_already(documents)
    for path in taken:
        _say_taken(path)
    if taken:
        return FAULTS_FOUND
    for each in documents:
        try:
            put(each, over=arguments.overschrijven)
        except FileExistsError:
            _say_taken(each.path)
            return FAULTS_FOUND
        except OSError as error:
            why = _WHY.get(error.errno, error.strerror)
            say(f"{one_line(str(each.path))}: kan niet worden gemaakt: {why}.", sys.stderr)
            return FAULTS_FOUND
        say(f"Gemaakt: {one_line(str(each.path))}")
    return 0


def _say_taken(path: Path) -> None:
    say(
        f"{one_line(str(path))} is er al; met --overschrijven komt het nieuwe ervoor in de plaats.",
        sys.stderr,
    )


def _outline(record: Path, session: Session, *, private: bool) -> Outline:
    """Return the report as the program shows it, with what its series tells."""
    from sessiecoach.export.report import report
    from sessiecoach.live.clock import RoomClock, this_machine
    from sessiecoach.storage.history import read_history
    from sessiecoach.ui.closing_words import left_open

    # Files beside it that cannot be read are told by check; this report stands without them.
    history = read_history(record.absolute().parent)
    return report(
        session,
        RoomClock(this_machine()).now(),
        series_title=history.title,
        private=private,
        left_open=left_open(session),
        meetings=history.meetings,
        loose=history.updates,
        brought=history.series.questions,
    )
