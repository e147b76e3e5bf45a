"""The command line: arguments in, one app or one report out; here the parts are joined."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

from sessiecoach import __version__
from sessiecoach.cli.said import FAULTS_FOUND
from sessiecoach.dutch.commands import command_line

_INTERRUPTED: Final = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code."""
    arguments = command_line(__version__).parse_args(argv)
    try:
        match arguments.command:
            case "check":
                from sessiecoach.cli.files import check

                return check(arguments.sessions, arguments.files)
            case "zaal":
                from sessiecoach.cli.screens import show_room

                return show_room(arguments.sessions, arguments.theme, arguments.file)
            case "oefenen":
                from sessiecoach.cli.screens import practise

                return practise(arguments)
            case "werkvorm":
                from sessiecoach.cli.files import werkvorm

                return werkvorm(arguments.act, arguments.names)
            case "zoek":
                from sessiecoach.cli.search import search

                return search(arguments)
            case "vergelijk" | "open-punten":
                from sessiecoach.cli.series import series_report

                return series_report(arguments)
            case "opruimen":
                from sessiecoach.cli.tidy import tidy_series

                return tidy_series(arguments)
            case "wissen":
                from sessiecoach.cli.tidy import wipe_meetings

                return wipe_meetings(arguments)
            case "verslag":
                from sessiecoach.cli.report import report_files

                return report_files(arguments)
            case _:
                from sessiecoach.cli.screens import open_screens

                return open_screens(arguments.sessions, arguments.theme, arguments.file)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Somebody closed the pager; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTS_FOUND
