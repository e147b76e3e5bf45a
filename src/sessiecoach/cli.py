"""The command line: arguments in, one app or one report out; here the parts are joined."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from sessiecoach import __version__
from sessiecoach.dutch.arguments import WRONG_USE, DutchFormatter, DutchParser

if TYPE_CHECKING:
    from sessiecoach.storage.home import Places

SWITCH_SECONDS: Final = 0.001
"""After this long a save at work in its thread gives the screen its turn; Python waits 5 ms."""
_FAULTS_FOUND: Final = 1
_INTERRUPTED: Final = 130
_PRACTICE: Final = "oefenen"
"""What the folder of a rehearsal is called, and where its room is published."""

_DESCRIPTION: Final = """\
Leersessies leiden, vastleggen en bij de terugkom vergelijken.
Zonder opdracht opent het overzicht van alle bijeenkomsten."""

_SESSIONS_HELP: Final = (
    "de map met de bijeenkomsten; anders die in SESSIECOACH_SESSIONS, anders ./sessions als die"
    " er is, en anders sessiecoach in uw map met documenten"
)

_TEMPO: Final = 60
_FASTEST: Final = 600


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        match arguments.command:
            case "check":
                return _check(arguments.sessions, arguments.files)
            case "zaal":
                return _room(arguments.sessions, arguments.theme, arguments.file)
            case "oefenen":
                return _practise(arguments)
            case _:
                return _open(arguments.sessions, arguments.theme, arguments.file)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Somebody closed the pager; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAULTS_FOUND


def _parser() -> argparse.ArgumentParser:
    parser = DutchParser(
        prog="sessiecoach",
        usage="sessiecoach [opties] [opdracht]",
        description=_DESCRIPTION,
        formatter_class=DutchFormatter,
        add_help=False,
        allow_abbrev=False,
    )
    parser.set_defaults(file=None, files=[])
    commands = parser.add_subparsers(
        title="opdrachten", dest="command", metavar="opdracht", parser_class=DutchParser
    )

    def command(name: str, usage: str, help_line: str, description: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            usage=f"sessiecoach {name} [opties] {usage}",
            help=help_line,
            description=description,
            formatter_class=DutchFormatter,
            add_help=False,
            allow_abbrev=False,
        )

    opening = command(
        "open",
        "BESTAND",
        "een bijeenkomst meteen openen",
        "Een bijeenkomst meteen openen: een gesloten om te lezen, een andere om aan te werken.",
    )
    words = opening.add_argument_group("bestand")
    words.add_argument("file", metavar="BESTAND", type=Path, help="het verslag, een TOML-bestand")
    room = command(
        "zaal",
        "[BESTAND]",
        "het scherm voor de beamer, in een tweede terminalvenster",
        "Het scherm voor de beamer: de ronde, de vraag en de klok, en niets dat niet voor de zaal"
        " is.\nHet volgt de bijeenkomst die open is; het mag eerder of later beginnen.",
    )
    words = room.add_argument_group("bestand")
    words.add_argument(
        "file",
        metavar="BESTAND",
        nargs="?",
        type=Path,
        help="het verslag om te volgen; zonder dit de bijeenkomst die open is",
    )
    practising = command(
        "oefenen",
        "[WERKVORM]",
        "een bijeenkomst doorlopen met een snelle klok; er blijft niets van bewaard",
        "Een bijeenkomst doorlopen met een klok die sneller loopt.\n"
        "Alles werkt als altijd en verdwijnt als u stopt.",
    )
    words = practising.add_argument_group("oefenen")
    words.add_argument(
        "werkvorm", metavar="WERKVORM", nargs="?", help="welke; zonder dit de eerste uit de lijst"
    )
    words.add_argument(
        "--tempo",
        metavar="GETAL",
        type=_tempo,
        default=_TEMPO,
        help=f"hoeveel keer zo snel de klok loopt; anders {_TEMPO}",
    )
    checking = command(
        "check",
        "[BESTAND ...]",
        "nakijken of verslagen, reeksen, werkvormen en thema's kloppen",
        "Nakijken of verslagen, reeksen, werkvormen en thema's kloppen.\n"
        "Een regel per fout; de exitcode is 0 als alles klopt en 1 als er fouten zijn.",
    )
    words = checking.add_argument_group("bestanden")
    words.add_argument(
        "files",
        metavar="BESTAND",
        nargs="*",
        type=Path,
        help="bestanden of mappen; zonder dit alles in de map met bijeenkomsten, en alle"
        " werkvormen en thema's",
    )
    _add_options(parser, default=None)
    for each in (opening, room, practising, checking):
        _add_options(each, default=argparse.SUPPRESS)
    return parser


def _tempo(typed: str) -> float:
    try:
        tempo = float(typed.replace(",", "."))
    except ValueError:
        tempo = 0.0
    if not 1 <= tempo <= _FASTEST:
        raise argparse.ArgumentTypeError(f"--tempo is een getal van 1 tot {_FASTEST}")
    return tempo


def _add_options(parser: argparse.ArgumentParser, default: object) -> None:
    options = parser.add_argument_group("opties")
    options.add_argument(
        "--sessions", metavar="MAP", type=Path, default=default, help=_SESSIONS_HELP
    )
    options.add_argument(
        "--theme", metavar="NAAM", default=default, help="kleuren: avond, ochtend, contrast"
    )
    options.add_argument(
        "--version",
        action="version",
        version=f"sessiecoach {__version__}",
        help="het nummer van deze versie tonen",
    )
    options.add_argument("-h", "--help", action="help", help="deze uitleg tonen")


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


def _no_screens(file: Path | None = None) -> int:
    """Say why no screen can be shown, or not of this file; 0 where that can be."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
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
