"""The command that makes papers of a meeting as files to hand on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessiecoach.cli.said import FAULTS_FOUND, say
from sessiecoach.dutch.arguments import WRONG_USE
from sessiecoach.dutch.commands import LIST_FORMS

if TYPE_CHECKING:
    from sessiecoach.export.handing_on import Choice, PaperForm, PaperKind

_NO_TEXT: Final = "--voor {} is een tekst; kies bij --als ook docx, pdf, html of md."

_MOST_LOST: Final = 8


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
    texts = [form for form in arguments.als if form not in LIST_FORMS]
    if arguments.voor and not texts:
        say(_NO_TEXT.format(", ".join(arguments.voor)), sys.stderr)
        return WRONG_USE
    chosen = _choices(arguments, texts)
    planned = handing.planned(chosen)
    for paper in handing.papers:
        if any(kind == paper.kind for kind, _form in chosen) and not handing.count(paper.kind):
            say(f"{paper.title}: {paper.nothing}.", sys.stderr)
    if "organisaties" in arguments.voor:
        _say_lost(handing.in_no_letter())
    return put_files(handing, planned, arguments.map or record.parent, arguments)


def _say_lost(sentences: Sequence[str]) -> None:
    """Say what stands in no letter; of much only the first, and how much more there is."""
    for sentence in sentences[:_MOST_LOST]:
        say(f"In geen enkele brief: {sentence}", sys.stderr)
    if len(sentences) > _MOST_LOST:
        say(f"In geen enkele brief: en nog {len(sentences) - _MOST_LOST}.", sys.stderr)


def _choices(arguments: argparse.Namespace, texts: Sequence[PaperForm]) -> set[Choice]:
    """Return what was asked for: texts for each audience, and the lists."""
    kinds: Sequence[PaperKind] = arguments.voor or ("verslag",)
    chosen: set[Choice] = {(kind, form) for kind in kinds for form in texts}
    lists: tuple[Choice, ...] = (("actielijst", "csv"), ("agenda", "ics"))
    return chosen | {choice for choice in lists if choice[1] in arguments.als}
