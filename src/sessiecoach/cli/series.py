"""Commands on a series: what it comes to, and what is open in it."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sessiecoach.cli.said import FAULTS_FOUND, draw, say, write
from sessiecoach.dutch.arguments import WRONG_USE

if TYPE_CHECKING:
    import datetime as dt

    from sessiecoach.export.outline import Outline
    from sessiecoach.storage.history import History


def series_report(arguments: argparse.Namespace) -> int:
    """Write what a series comes to, or what is open in it, in the form that was asked for."""
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.export.comparison.wanted import UnclearError, series_folder
    from sessiecoach.live.clock import RoomClock, this_machine
    from sessiecoach.storage.history import read_history
    from sessiecoach.storage.home import find_places, platform_folders

    places = find_places(arguments.sessions, os.environ, Path.cwd(), platform_folders())
    now = RoomClock(this_machine()).now().astimezone()
    try:
        history = read_history(series_folder(places.sessions, arguments.series))
        report = _worded(arguments, history, now)
    except UnclearError as unclear:
        say(str(unclear), sys.stderr)
        return WRONG_USE
    if isinstance(report, str):
        write(report)
    else:
        draw(report)
    for fault in history.faults:
        say(fault_sentence(fault), sys.stderr)
    return FAULTS_FOUND if history.faults else 0


def _worded(arguments: argparse.Namespace, history: History, now: dt.datetime) -> str | Outline:
    """Return the report as text, or as an outline where a terminal is to draw it."""
    from sessiecoach.export.comparison import Asked, SeriesSource, comparison, open_points

    asked, whole = Asked(now.date()), arguments.command == "vergelijk"
    if whole:
        from sessiecoach.export.comparison.wanted import meetings_between

        held = SeriesSource(history, asked).held
        chosen = meetings_between(held, arguments.van, arguments.tot)
        ends = [each.header.date for each in held if arguments.tot and each.header.id in chosen]
        # Who asks until a meeting, asks how things stood on that day.
        asked = replace(asked, meetings=chosen, on=(ends[-1] if ends else None) or asked.on)
    if arguments.als == "json":
        from sessiecoach.export.comparison.data import as_json, comparison_data, open_points_data

        return as_json(
            comparison_data(history, asked, now) if whole else open_points_data(history, asked)
        )
    outline = comparison(history, asked, now) if whole else open_points(history, asked)
    if arguments.als == "md":
        from sessiecoach.export.markdown import markdown

        return markdown(outline)
    if sys.stdout.isatty():
        return outline
    from sessiecoach.export.plain_text import plain_text

    return plain_text(outline)
