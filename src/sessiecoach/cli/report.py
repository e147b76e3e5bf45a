"""The command that makes papers of a meeting as files to hand on."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sessiecoach.cli.said import FAULTS_FOUND, say

if TYPE_CHECKING:
    from sessiecoach.export.handing_on import Choice


def report_files(arguments: argparse.Namespace) -> int:
    """Make the papers of a meeting that were asked for, each in each form."""
    from sessiecoach.cli.putting import options_of, put_files
    from sessiecoach.domain.errors import FileFaultsError
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.export.handing_on import HandingOn
    from sessiecoach.live.clock import RoomClock, this_machine
    from sessiecoach.storage.history import read_history
    from sessiecoach.storage.records import read_record
    from sessiecoach.ui.closing_words import left_open

    record: Path = arguments.file
    try:
        session = read_record(record).session
    except FileFaultsError as error:
        for fault in error.faults:
            say(fault_sentence(fault), sys.stderr)
        return FAULTS_FOUND
    handing = HandingOn(
        # Files beside it that cannot be read are told by check; this report stands without them.
        read_history(record.absolute().parent),
        RoomClock(this_machine()).now(),
        record.stem,
        session,
        options_of(arguments),
        left_open=left_open,
    )
    planned = handing.planned(_choices(arguments))
    return put_files(handing, planned, arguments.map or record.parent, arguments)


def _choices(arguments: argparse.Namespace) -> tuple[Choice, ...]:
    return tuple(("verslag", form) for form in arguments.als)
