"""Commands on a series: what it comes to, and what is open in it."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessiecoach.cli.said import FAULTS_FOUND, draw, say, write
from sessiecoach.dutch.arguments import WRONG_USE
from sessiecoach.dutch.commands import SHOWN_AS

if TYPE_CHECKING:
    import datetime as dt

    from sessiecoach.export.comparison import Asked
    from sessiecoach.export.handing_on import HandingOn
    from sessiecoach.export.outline import Outline
    from sessiecoach.storage.history import History

_OF_FILES: Final = "{} hoort bij bestanden; kies bij --als docx, pdf of html, of md met --map."
_NOTHING_HELD: Final = "In deze reeks is nog geen bijeenkomst gehouden; er is niets door te geven."


def series_report(arguments: argparse.Namespace) -> int:
    """Write what a series comes to, or what is open in it, in the form that was asked for."""
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.export.comparison.wanted import UnclearError, series_folder
    from sessiecoach.live.clock import RoomClock, this_machine
    from sessiecoach.storage.history import read_history
    from sessiecoach.storage.home import find_places, platform_folders

    as_files = _as_files(arguments)
    if not as_files and (unused := _of_files_only(arguments)):
        say(_OF_FILES.format(unused), sys.stderr)
        return WRONG_USE
    places = find_places(arguments.sessions, os.environ, Path.cwd(), platform_folders())
    now = RoomClock(this_machine()).now().astimezone()
    try:
        history = read_history(series_folder(places.sessions, arguments.series))
        asked = _asked(arguments, history, now)
        if as_files:
            code = _files(arguments, history, asked, now)
        else:
            code = _shown(arguments, history, asked, now)
    except UnclearError as unclear:
        say(str(unclear), sys.stderr)
        return WRONG_USE
    for fault in history.faults:
        say(fault_sentence(fault), sys.stderr)
    return code or (FAULTS_FOUND if history.faults else 0)


def _as_files(arguments: argparse.Namespace) -> bool:
    """Return whether files are asked for; Markdown alone is one only where a folder is named."""
    if arguments.command != "vergelijk":
        return False
    forms = {*arguments.als}
    return not forms <= {*SHOWN_AS} or (forms == {"md"} and arguments.map is not None)


def _of_files_only(arguments: argparse.Namespace) -> str:
    """Return an option that would do nothing where no file is made; empty where there is none."""
    if arguments.command != "vergelijk":
        return ""
    if arguments.map is not None:
        return "--map"
    return "--overschrijven" if arguments.overschrijven else ""


def _asked(arguments: argparse.Namespace, history: History, now: dt.datetime) -> Asked:
    """Return what is to be compared. Raises UnclearError."""
    from sessiecoach.export.comparison import Asked, SeriesSource

    asked = Asked(now.date(), private=arguments.prive)
    if arguments.command != "vergelijk":
        return asked
    from sessiecoach.export.comparison.wanted import meetings_between

    held = SeriesSource(history, asked).held
    chosen = meetings_between(held, arguments.van, arguments.tot)
    ends = [each.header.date for each in held if arguments.tot and each.header.id in chosen]
    # Who asks until a meeting, asks how things stood on that day.
    on = (ends[-1] if ends else None) or asked.on
    return replace(asked, meetings=chosen, on=on)


def _shown(arguments: argparse.Namespace, history: History, asked: Asked, now: dt.datetime) -> int:
    """Write the report where one looks: in a terminal, in a pipe."""
    report = _worded(arguments, history, asked, now)
    if isinstance(report, str):
        write(report)
    else:
        draw(report)
    return 0


def _worded(
    arguments: argparse.Namespace, history: History, asked: Asked, now: dt.datetime
) -> str | Outline:
    """Return the report as text, or as an outline where a terminal is to draw it."""
    from sessiecoach.export.about_document import closed
    from sessiecoach.export.comparison import comparison, open_points

    whole, form = arguments.command == "vergelijk", arguments.als[0]
    handing = _handing(arguments, history, asked, now)
    # Whatever leaves the program may be handed on, so what files replace is replaced here too.
    read = handing.read
    if form == "json":
        from sessiecoach.export.comparison.data import as_json, comparison_data, open_points_data

        return as_json(
            comparison_data(read, asked, now) if whole else open_points_data(read, asked)
        )
    outline = comparison(read, asked, now) if whole else open_points(read, asked)
    outline = closed(outline, handing.options)
    if form == "md":
        from sessiecoach.export.markdown import markdown

        return markdown(outline)
    if sys.stdout.isatty():
        return outline
    from sessiecoach.export.plain_text import plain_text

    return plain_text(outline)


def _files(arguments: argparse.Namespace, history: History, asked: Asked, now: dt.datetime) -> int:
    """Make the comparison as files to hand on."""
    from sessiecoach.cli.putting import put_files

    handing = _handing(arguments, history, asked, now)
    planned = handing.planned(("vergelijking", form) for form in arguments.als)
    if not planned:
        say(_NOTHING_HELD, sys.stderr)
        return FAULTS_FOUND
    return put_files(handing, planned, arguments.map or history.folder, arguments)


def _handing(
    arguments: argparse.Namespace, history: History, asked: Asked, now: dt.datetime
) -> HandingOn:
    from sessiecoach.cli.putting import options_of
    from sessiecoach.export.handing_on import HandingOn, series_stem

    return HandingOn(history, now, series_stem(history), options=options_of(arguments), asked=asked)
