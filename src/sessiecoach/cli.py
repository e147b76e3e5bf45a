"""The command line: arguments in, one app or one report out; here the parts are joined."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from sessiecoach import __version__
from sessiecoach.dutch.arguments import WRONG_USE
from sessiecoach.dutch.commands import command_line

if TYPE_CHECKING:
    import datetime as dt

    from sessiecoach.export.outline import Outline
    from sessiecoach.storage.history import History
    from sessiecoach.storage.home import Places

SWITCH_SECONDS: Final = 0.001
"""After this long a save at work in its thread gives the screen its turn; Python waits 5 ms."""
_FAULTS_FOUND: Final = 1
_INTERRUPTED: Final = 130
_WIDEST_PAGE: Final = 110
_PRACTICE: Final = "oefenen"
"""What the folder of a rehearsal is called, and where its room is published."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code."""
    arguments = command_line(__version__).parse_args(argv)
    try:
        match arguments.command:
            case "check":
                return _check(arguments.sessions, arguments.files)
            case "zaal":
                return _room(arguments.sessions, arguments.theme, arguments.file)
            case "oefenen":
                return _practise(arguments)
            case "vergelijk" | "open-punten":
                return _series_report(arguments)
            case _:
                return _open(arguments.sessions, arguments.theme, arguments.file)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Somebody closed the pager; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAULTS_FOUND


def _check(sessions: Path | None, files: Sequence[Path]) -> int:
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.dutch.numbers import counted
    from sessiecoach.storage.checking import check_all, check_files
    from sessiecoach.storage.home import find_places, platform_folders

    if files:
        report = check_files(files)
    else:
        report = check_all(find_places(sessions, os.environ, Path.cwd(), platform_folders()))
    for fault in report.faults:
        _say(fault_sentence(fault))
    looked_at = f"{counted(report.files, 'bestand', 'bestanden')} nagekeken"
    if not report.faults:
        _say(f"{looked_at}: alles klopt.")
        return 0
    broken = len({fault.file for fault in report.faults})
    found = counted(len(report.faults), "fout", "fouten")
    _say(f"{looked_at}: {found} in {counted(broken, 'bestand', 'bestanden')}.")
    return _FAULTS_FOUND


def _series_report(arguments: argparse.Namespace) -> int:
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
        _say(str(unclear), sys.stderr)
        return WRONG_USE
    if isinstance(report, str):
        _write(report)
    else:
        _draw(report)
    for fault in history.faults:
        _say(fault_sentence(fault), sys.stderr)
    return _FAULTS_FOUND if history.faults else 0


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


def _draw(outline: Outline) -> None:
    """Show an outline in the terminal, in its colours and its width."""
    from rich.console import Console

    from sessiecoach.export.rich_page import rich_page

    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that lacks a sign shows a stand-in.
        sys.stdout.reconfigure(errors="replace")
    console = Console(highlight=False, markup=False, emoji=False)
    width = min(console.width, _WIDEST_PAGE)
    console.print(rich_page(outline, width, draws=True), width=width)


def _write(text: str) -> None:
    """Write a text as UTF-8 where it goes to a file or another program."""
    if isinstance(sys.stdout, TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    sys.stdout.flush()


def _no_screens(file: Path | None = None) -> int:
    """Say why no screen can be shown, or not of this file; 0 where that can be."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _say("sessiecoach heeft een terminal nodig; check en --help kunnen zonder.", sys.stderr)
        return WRONG_USE
    if os.environ.get("TERM") == "dumb":
        _say("Deze terminal (TERM=dumb) kan geen schermen tonen.", sys.stderr)
        return WRONG_USE
    if file is not None and not file.is_file():
        _say(f"{file}: dit bestand is er niet.", sys.stderr)
        return _FAULTS_FOUND
    return 0


def _open(sessions: Path | None, theme: str | None, file: Path | None) -> int:
    from sessiecoach.storage.home import find_places, platform_folders

    if code := _no_screens(file):
        return code
    places = find_places(sessions, os.environ, Path.cwd(), platform_folders())
    return _run(places, theme, None if file is None else file.absolute())


def _practise(arguments: argparse.Namespace) -> int:
    """Run a meeting with a plan that is filled in, in a folder that goes when it is left."""
    import tempfile

    from sessiecoach.live.clock import RoomClock, this_machine
    from sessiecoach.storage.home import find_places, platform_folders
    from sessiecoach.storage.rehearsal import put_rehearsal
    from sessiecoach.storage.room import room_file
    from sessiecoach.storage.werkvormen import load_werkvormen

    if code := _no_screens():
        return code
    own = find_places(arguments.sessions, os.environ, Path.cwd(), platform_folders())
    formats = load_werkvormen(own.own_werkvormen).formats
    wanted = arguments.werkvorm or next(iter(formats))
    if wanted not in formats:
        _say(f"De werkvorm {wanted} is er niet; wel: {', '.join(formats)}.", sys.stderr)
        return WRONG_USE
    with tempfile.TemporaryDirectory(prefix="sessiecoach-") as temporary:
        folder = Path(temporary)
        places = replace(own, sessions=folder / "sessions", state=folder / "state")
        now = RoomClock(this_machine()).now()
        record = put_rehearsal(places.sessions / _PRACTICE, formats[wanted], now)
        # The beamer is found where it always is, so that it can be rehearsed as well.
        published = room_file(own.state, _PRACTICE)
        try:
            return _run(places, arguments.theme, record, published, arguments.tempo)
        finally:
            with suppress(OSError):
                published.parent.rmdir()


def _run(
    places: Places,
    theme: str | None,
    file: Path | None,
    published: Path | None = None,
    tempo: float = 1.0,
) -> int:
    """Show the screens; with `published` it is a rehearsal, whose room is published there."""
    from sessiecoach.ui.early_keys import quiet_terminal

    with quiet_terminal() as typed_early:
        # Until the first screen stands nothing is thrown away, so there is nothing to collect.
        gc.disable()
        sys.setswitchinterval(SWITCH_SECONDS)
        return _shown(places, theme, file, typed_early, published, tempo)


def _shown(
    places: Places,
    theme: str | None,
    file: Path | None,
    typed_early: str,
    published: Path | None,
    tempo: float,
) -> int:
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.live.clock import Anchor, Clock, RoomClock, this_machine
    from sessiecoach.live.room_clock import practice_or_room_clock
    from sessiecoach.storage.settings import read_settings
    from sessiecoach.storage.themes import load_themes
    from sessiecoach.ui.app import SessiecoachApp
    from sessiecoach.ui.surroundings import Surroundings

    settings, setting_faults = read_settings(places.settings)
    themes = load_themes(places.themes)
    home = str(Path.home())
    notices = [
        fault_sentence(fault).replace(home, "~") for fault in (*setting_faults, *themes.faults)
    ]
    wanted = theme or settings.theme
    if wanted not in themes.themes:
        known = ", ".join(themes.themes)
        notices.append(f"Het thema {wanted} is er niet; wel: {known or 'geen enkel'}.")
    machine = this_machine()

    def make_clock(anchor: Anchor | None) -> tuple[Clock, Anchor | None]:
        clock = RoomClock(machine, anchor)
        return practice_or_room_clock(clock, tempo), clock.anchor

    def room_path(document: str) -> Path:
        from sessiecoach.storage.room import room_file

        return published or room_file(places.state, document)

    app = SessiecoachApp(
        Surroundings(
            places=places,
            settings=settings,
            themes=tuple(themes.themes.values()),
            theme=themes.choose(wanted),
            make_clock=make_clock,
            open_first=file,
            notices=tuple(notices),
            typed_early=typed_early,
            first_screen_stands=_collect_from_here,
            machine=machine,
            room_path=room_path,
            find_player=_find_player,
            practice=published is not None,
            tempo=tempo,
        )
    )
    app.run()
    return app.return_code or 0


def _find_player() -> Callable[[Path], None] | None:
    from sessiecoach.ui.sound import find_player

    return find_player()


def _room(sessions: Path | None, theme: str | None, file: Path | None) -> int:
    """Show the room view of a session, or of the one that is open."""
    if code := _no_screens(file):
        return code
    from sessiecoach.domain.errors import FileFaultsError
    from sessiecoach.domain.session import Session
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.live.clock import this_machine
    from sessiecoach.live.room_clock import clock_of
    from sessiecoach.storage.home import find_places, platform_folders
    from sessiecoach.storage.records import read_record, zone_of
    from sessiecoach.storage.room import room_file
    from sessiecoach.storage.settings import read_settings
    from sessiecoach.storage.themes import load_themes
    from sessiecoach.ui.room_app import RoomApp

    places = find_places(sessions, os.environ, Path.cwd(), platform_folders())
    settings, _faults = read_settings(places.settings)
    themes = load_themes(places.themes)
    session, path = Session(), None
    if file is not None:
        try:
            session = read_record(file).session
        except FileFaultsError as error:
            for fault in error.faults:
                _say(fault_sentence(fault), sys.stderr)
            return _FAULTS_FOUND
        path = room_file(places.state, session.header.document)
    machine = this_machine()
    app = RoomApp(
        path,
        places.state,
        tuple(themes.themes.values()),
        themes.choose(theme or settings.theme),
        lambda published: clock_of(published, machine),
        zone_of(session),
    )
    app.run()
    return app.return_code or 0


def _collect_from_here() -> None:
    """Let the collector work again, but never walk through what a start leaves for good."""
    gc.freeze()
    gc.enable()


def _say(line: str, stream: IO[str] | None = None) -> None:
    print(line, file=stream or sys.stdout)
