"""The command line: arguments in, one app or one report out; here the parts are joined."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Final

from sessiecoach import __version__
from sessiecoach.cli.said import FAULTS_FOUND, say
from sessiecoach.dutch.commands import command_line

_INTERRUPTED: Final = 130
_TRY_AGAIN: Final = "Probeer het nog eens; blijft het misgaan, geef dan dit bericht door."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code."""
    arguments = command_line(__version__).parse_args(argv)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Somebody closed the pager; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTS_FOUND
    except Exception as error:
        return _fell(error)


def _run(arguments: argparse.Namespace) -> int:
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


def _fell(error: Exception) -> int:
    """Say where a command fell, without what the error says: that may hold a note."""
    from sessiecoach.storage.home import platform_folders
    from sessiecoach.ui.crash_report import CRASHED, crash_report, keep_report, told_at_the_end

    report = crash_report(error)
    kept = keep_report(platform_folders().user_state_path, report)
    say(told_at_the_end(report, kept, _TRY_AGAIN), sys.stderr)
    return CRASHED
