"""The command line: arguments in, one app or one report out; here the parts are joined."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sessiecoach import __version__
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.live.clock import Anchor, Clock, RoomClock, this_machine
from sessiecoach.storage.home import Places, find_places, platform_folders
from sessiecoach.storage.settings import read_settings
from sessiecoach.storage.themes import load_themes


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    parser = argparse.ArgumentParser(prog="sessiecoach")
    parser.add_argument("--sessions", type=Path)
    parser.add_argument("--theme", default="")
    parser.add_argument("--version", action="version", version=f"sessiecoach {__version__}")
    commands = parser.add_subparsers(dest="command")
    opening = commands.add_parser("open")
    opening.add_argument("file", type=Path)
    commands.add_parser("check").add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args(argv)
    places = find_places(arguments.sessions, os.environ, Path.cwd(), platform_folders())
    if arguments.command == "check":
        return 0
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("sessiecoach heeft een terminal nodig.", file=sys.stderr)
        return 2
    first = arguments.file.absolute() if arguments.command == "open" else None
    return _run(places, arguments.theme, first)


def _run(places: Places, theme: str, first: Path | None) -> int:
    gc.disable()
    from sessiecoach.ui.app import SessiecoachApp
    from sessiecoach.ui.surroundings import Surroundings

    settings, faults = read_settings(places.settings)
    themes = load_themes(places.themes)

    def make_clock(anchor: Anchor | None) -> tuple[Clock, Anchor | None]:
        clock = RoomClock(this_machine(), anchor)
        return clock, clock.anchor

    surroundings = Surroundings(
        places=places,
        settings=settings,
        themes=tuple(themes.themes.values()),
        theme=themes.choose(theme or settings.theme),
        make_clock=make_clock,
        open_first=first,
    )
    wrong = (*faults, *themes.faults)
    surroundings = replace(surroundings, notices=tuple(fault_sentence(each) for each in wrong))
    app = SessiecoachApp(surroundings)
    app.run()
    return app.return_code or 0
