"""The commands of the program with their explanation, in Dutch."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.arguments import DutchFormatter, DutchParser
from sessiecoach.dutch.search import SEARCH_EXPLAINED

_DESCRIPTION: Final = """\
Leersessies leiden, vastleggen en bij de terugkom vergelijken.
Zonder opdracht opent het overzicht van alle bijeenkomsten."""

_SESSIONS_HELP: Final = (
    "de map met de bijeenkomsten; anders die in SESSIECOACH_SESSIONS, anders ./sessions als die"
    " er is, en anders sessiecoach in uw map met documenten"
)

REPORT_FORMS: Final = ("md", "html", "docx", "pdf")
"""How a report is handed on."""
_TEMPO: Final = 60
_FASTEST: Final = 600


def command_line(version: str) -> argparse.ArgumentParser:
    """Return what reads the arguments of the program, which has this version."""
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
    comparing = command(
        "vergelijk",
        "REEKS",
        "de bijeenkomsten van een reeks vergelijken",
        "De bijeenkomsten van een reeks vergelijken: wat open staat, wat terugkeert,\n"
        "wat er kwam van oplossingen en toezeggingen, de opkomst, de scores en de tijd.",
    )
    words = comparing.add_argument_group("vergelijken")
    _add_series(words)
    for name, what in (("--van", "de eerste"), ("--tot", "de laatste")):
        words.add_argument(
            name,
            metavar="WELKE",
            help=f"{what} bijeenkomst die meedoet: een nummer (2) of een datum (5-9-2016)",
        )
    opened = command(
        "open-punten",
        "REEKS",
        "wat er in een reeks nog open staat",
        "Wat er in een reeks nog open staat: de terugkomlijst en de toezeggingen per trekker.",
    )
    _add_series(opened.add_argument_group("open punten"))
    reporting = command(
        "verslag",
        "BESTAND",
        "het verslag van een bijeenkomst als document om door te geven",
        "Het verslag van een bijeenkomst als document om door te geven.\n"
        "Wat als privé is gemarkeerd staat er niet in, en een bestand dat er al is blijft staan.",
    )
    words = reporting.add_argument_group("verslag")
    words.add_argument("file", metavar="BESTAND", type=Path, help="het verslag, een TOML-bestand")
    words.add_argument(
        "--als",
        metavar="VORMEN",
        type=_forms,
        default=REPORT_FORMS[:1],
        help=f"{', '.join(REPORT_FORMS)}; meer dan een met komma's; anders {REPORT_FORMS[0]}",
    )
    words.add_argument(
        "--map",
        metavar="MAP",
        type=Path,
        help="waar de documenten komen; anders naast het verslag",
    )
    words.add_argument("--prive", action="store_true", help="ook wat als privé is gemarkeerd")
    words.add_argument(
        "--overschrijven", action="store_true", help="vervangen wat er van die naam al staat"
    )
    searching = command("zoek", "WOORDEN", "zoeken in alle verslagen", SEARCH_EXPLAINED)
    words = searching.add_argument_group("zoeken")
    words.add_argument("words", metavar="WOORDEN", nargs="+", help="woorden en filters, zie boven")
    words.add_argument(
        "--als",
        metavar="VORM",
        type=_text_or_json,
        default="tekst",
        help="tekst of json (voor een programma); anders tekst",
    )
    words.add_argument("--prive", action="store_true", help="ook wat iemand als privé noteerde")
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
    shaping = command(
        "werkvorm",
        "lijst | sleutels | kopieer WELKE NAAM",
        "een eigen werkvorm maken van een die er is",
        "Een eigen werkvorm maken: kopieer er een, bewerk het bestand, kijk het na met check,\n"
        "en kies haar bij een nieuwe bijeenkomst.",
    )
    words = shaping.add_argument_group("werkvorm")
    words.add_argument(
        "act",
        metavar="lijst, sleutels of kopieer",
        choices=("lijst", "sleutels", "kopieer"),
        help="lijst toont welke er zijn; sleutels legt elke sleutel van het bestand uit;"
        " kopieer WELKE NAAM maakt een eigen bestand, zoals: kopieer leersessie mijn-sessie",
    )
    words.add_argument("names", metavar="WELKE NAAM", nargs="*", help="bij kopieer")
    _add_options(parser, version, default=None)
    for each in (
        opening,
        room,
        practising,
        comparing,
        opened,
        searching,
        reporting,
        checking,
        shaping,
    ):
        _add_options(each, version, default=argparse.SUPPRESS)
    return parser


def _add_series(words: argparse._ArgumentGroup) -> None:
    words.add_argument(
        "series",
        metavar="REEKS",
        help="de titel van de reeks, de naam van haar map, of waar die map staat",
    )
    words.add_argument(
        "--als",
        metavar="VORM",
        choices=("tekst", "md", "json"),
        default="tekst",
        help="tekst, md (Markdown) of json (voor een programma); anders tekst",
    )


def _forms(typed: str) -> tuple[str, ...]:
    forms = tuple(dict.fromkeys(each.strip().lower() for each in typed.split(",")))
    for form in forms:
        if form not in REPORT_FORMS:
            known = f"{', '.join(REPORT_FORMS[:-1])} of {REPORT_FORMS[-1]}"
            named = one_line(form) or "niets"
            raise argparse.ArgumentTypeError(f"--als is {known}, niet {named}")
    return forms


def _text_or_json(typed: str) -> str:
    if typed not in ("tekst", "json"):
        raise argparse.ArgumentTypeError(f"--als is tekst of json, niet {one_line(typed)}")
    return typed


def _tempo(typed: str) -> float:
    try:
        tempo = float(typed.replace(",", "."))
    except ValueError:
        tempo = 0.0
    if not 1 <= tempo <= _FASTEST:
        raise argparse.ArgumentTypeError(f"--tempo is een getal van 1 tot {_FASTEST}")
    return tempo


def _add_options(parser: argparse.ArgumentParser, version: str, default: object) -> None:
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
        version=f"sessiecoach {version}",
        help="het nummer van deze versie tonen",
    )
    options.add_argument("-h", "--help", action="help", help="deze uitleg tonen")
