"""The command line: arguments in, one app or one report out; here the parts are joined."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final, NoReturn

from sessiecoach import __version__

_FAULTS_FOUND: Final = 1
_WRONG_USE: Final = 2
_INTERRUPTED: Final = 130

_DESCRIPTION: Final = """\
Leersessies leiden, vastleggen en bij de terugkom vergelijken.
Zonder opdracht opent het overzicht van alle bijeenkomsten."""

_SESSIONS_HELP: Final = (
    "de map met de bijeenkomsten; anders die in SESSIECOACH_SESSIONS, anders ./sessions als die"
    " er is, en anders sessiecoach in uw map met documenten"
)

_ERRORS: Final = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"argument .*: invalid choice: '?(.*?)'? \(.*", r"de opdracht {0} bestaat niet"),
        (r"the following arguments are required: (.*)", r"er ontbreekt nog iets: {0}"),
        (r"argument (.*): expected (?:one|at least one) argument", r"na {0} hoort nog iets"),
        (r"argument (.*): ignored explicit argument .*", r"bij {0} hoort niets"),
        (r"unrecognized arguments: (.*)", r"dit is onbekend: {0}"),
        (r"ambiguous option: (.*?) could match .*", r"{0} kan meer dan één optie zijn"),
    )
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help that opens with a Dutch word."""

    def add_usage(
        self, usage: str | None, actions: object, groups: object, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: ")  # type: ignore[arg-type]


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Dutch."""

    def error(self, message: str) -> NoReturn:
        words = message
        for pattern, dutch in _ERRORS:
            if found := pattern.fullmatch(message):
                words = dutch.format(*found.groups())
                break
        self.print_usage(sys.stderr)
        self.exit(_WRONG_USE, f"sessiecoach: {words}. Uitleg: sessiecoach --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "check":
            return _check(arguments.sessions, arguments.files)
        return _open(arguments.sessions, arguments.theme, arguments.file)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Somebody closed the pager; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAULTS_FOUND


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="sessiecoach",
        usage="sessiecoach [opties] [opdracht]",
        description=_DESCRIPTION,
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    parser.set_defaults(file=None, files=[])
    commands = parser.add_subparsers(
        title="opdrachten", dest="command", metavar="opdracht", parser_class=_Parser
    )
    opening = commands.add_parser(
        "open",
        usage="sessiecoach open [opties] BESTAND",
        help="een bijeenkomst meteen openen",
        description="Een bijeenkomst meteen openen: een gesloten om te lezen, een andere om aan"
        " te werken.",
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    words = opening.add_argument_group("bestand")
    words.add_argument("file", metavar="BESTAND", type=Path, help="het verslag, een TOML-bestand")
    checking = commands.add_parser(
        "check",
        usage="sessiecoach check [opties] [BESTAND ...]",
        help="nakijken of verslagen, reeksen, werkvormen en thema's kloppen",
        description="Nakijken of verslagen, reeksen, werkvormen en thema's kloppen.\n"
        "Een regel per fout; de exitcode is 0 als alles klopt en 1 als er fouten zijn.",
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
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
    _add_options(opening, default=argparse.SUPPRESS)
    _add_options(checking, default=argparse.SUPPRESS)
    return parser


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


def _open(sessions: Path | None, theme: str | None, file: Path | None) -> int:
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        _say("sessiecoach heeft een terminal nodig; check en --help kunnen zonder.", sys.stderr)
        return _WRONG_USE
    if os.environ.get("TERM") == "dumb":
        _say("Deze terminal (TERM=dumb) kan geen schermen tonen.", sys.stderr)
        return _WRONG_USE
    if file is not None and not file.is_file():
        _say(f"{file}: dit bestand is er niet.", sys.stderr)
        return _FAULTS_FOUND
    from sessiecoach.ui.early_keys import quiet_terminal

    with quiet_terminal() as typed_early:
        # Until the first screen stands nothing is thrown away, so there is nothing to collect.
        gc.disable()
        return _run(sessions, theme, file, typed_early)


def _run(sessions: Path | None, theme: str | None, file: Path | None, typed_early: str) -> int:
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.live.clock import Anchor, Clock, RoomClock, this_machine
    from sessiecoach.storage.home import find_places, platform_folders
    from sessiecoach.storage.settings import read_settings
    from sessiecoach.storage.themes import load_themes
    from sessiecoach.ui.app import SessiecoachApp
    from sessiecoach.ui.surroundings import Surroundings

    places = find_places(sessions, os.environ, Path.cwd(), platform_folders())
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

    def make_clock(anchor: Anchor | None) -> tuple[Clock, Anchor | None]:
        clock = RoomClock(this_machine(), anchor)
        return clock, clock.anchor

    app = SessiecoachApp(
        Surroundings(
            places=places,
            settings=settings,
            themes=tuple(themes.themes.values()),
            theme=themes.choose(wanted),
            make_clock=make_clock,
            open_first=None if file is None else file.absolute(),
            notices=tuple(notices),
            typed_early=typed_early,
            first_screen_stands=_collect_from_here,
        )
    )
    app.run()
    return app.return_code or 0


def _collect_from_here() -> None:
    """Let the collector work again, but never walk through what a start leaves for good."""
    gc.freeze()
    gc.enable()


def _say(line: str, stream: IO[str] | None = None) -> None:
    print(line, file=stream or sys.stdout)
