"""The commands of the program with their explanation, in Dutch."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.arguments import DutchFormatter, DutchParser
from sessiecoach.dutch.dates import NotATimeError, parse_date, why_not
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
LIST_FORMS: Final = ("csv", "ics")
"""How the action list and the days of a series are handed on."""
SHOWN_AS: Final = ("tekst", "md", "json")
"""How a comparison is written where one looks."""
_AS_FILES: Final = tuple(form for form in REPORT_FORMS if form not in SHOWN_AS)
REPORT_PAPERS: Final = ("verslag", "organisaties", "managers", "deelnemers")
"""For whom a text can be made of a meeting."""
_REPLACED: Final = (
    "Namen worden initialen, en wat op gegevens van een cliënt lijkt wordt vervangen."
)
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
        "wat er kwam van oplossingen en toezeggingen, de opkomst, de scores en de tijd.\n"
        f"{_REPLACED}",
    )
    words = comparing.add_argument_group("vergelijken")
    _add_series(words, files=True)
    _add_handing_on(words, "in de map van de reeks")
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
        "Wat er in een reeks nog open staat: de terugkomlijst en de toezeggingen per trekker.\n"
        f"{_REPLACED}",
    )
    words = opened.add_argument_group("open punten")
    _add_series(words)
    _add_going_along(words)
    reporting = command(
        "verslag",
        "BESTAND",
        "het verslag van een bijeenkomst als document om door te geven",
        "Het verslag van een bijeenkomst als document om door te geven, of een brief per"
        " organisatie,\nvoor de managers of voor de deelnemers; de actielijst en de agenda.\n"
        f"{_REPLACED}\n"
        "Wat als privé is gemarkeerd staat er niet in, en een bestand dat er al is blijft staan.",
    )
    words = reporting.add_argument_group("verslag")
    words.add_argument("file", metavar="BESTAND", type=Path, help="het verslag, een TOML-bestand")
    words.add_argument(
        "--als",
        metavar="VORMEN",
        type=_forms,
        default=REPORT_FORMS[:1],
        help=f"{', '.join(REPORT_FORMS)}, en csv (de actielijst) of ics (voor een agenda);"
        f" meer dan een met komma's; anders {REPORT_FORMS[0]}",
    )
    words.add_argument(
        "--voor",
        metavar="WIE",
        type=_papers,
        default=(),
        help=f"{', '.join(REPORT_PAPERS)}; meer dan een met komma's; anders {REPORT_PAPERS[0]}",
    )
    _add_handing_on(words, "naast het verslag")
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
    tidying = command(
        "opruimen",
        "[REEKS ...]",
        "casusdetails verwijderen van reeksen waarvan de bewaardatum voorbij is",
        "Casusdetails verwijderen van reeksen waarvan de bewaardatum voorbij is; de lessen blijven."
        "\nZonder --doen laat het alleen zien wat er weg zou gaan. Terughalen kan niet.",
    )
    words = tidying.add_argument_group("opruimen")
    words.add_argument(
        "series",
        metavar="REEKS",
        nargs="*",
        help="de titel van een reeks, de naam van haar map, of waar die staat; zonder dit alle",
    )
    words.add_argument("--doen", action="store_true", help="het ook echt doen")
    words.add_argument(
        "--op",
        metavar="DATUM",
        type=_date,
        help="laten zien wat er op die dag weg zou gaan (31-12-2026)",
    )
    wiping = command(
        "wissen",
        "BESTAND ...",
        "een bijeenkomst met al haar kopieën voorgoed verwijderen",
        "Een bijeenkomst voorgoed verwijderen: het verslag en elke kopie die dit programma ervan"
        " maakte.\nZonder --doen laat het alleen zien wat er weg zou gaan. Terughalen kan niet.",
    )
    words = wiping.add_argument_group("wissen")
    words.add_argument(
        "files", metavar="BESTAND", nargs="+", type=Path, help="het verslag, een TOML-bestand"
    )
    words.add_argument("--doen", action="store_true", help="het ook echt doen")
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
        tidying,
        wiping,
        checking,
        shaping,
    ):
        _add_options(each, version, default=argparse.SUPPRESS)
    return parser


def _add_handing_on(words: argparse._ArgumentGroup, otherwise: str) -> None:
    words.add_argument(
        "--map", metavar="MAP", type=Path, help=f"waar de documenten komen; anders {otherwise}"
    )
    _add_going_along(words)
    words.add_argument(
        "--overschrijven", action="store_true", help="vervangen wat er van die naam al staat"
    )


def _add_going_along(words: argparse._ArgumentGroup) -> None:
    words.add_argument("--prive", action="store_true", help="ook wat als privé is gemarkeerd")
    words.add_argument("--namen", action="store_true", help="volledige namen laten staan")
    words.add_argument(
        "--persoonsgegevens",
        action="store_true",
        help="laten staan wat op gegevens van een cliënt lijkt",
    )


def _add_series(words: argparse._ArgumentGroup, *, files: bool = False) -> None:
    words.add_argument(
        "series",
        metavar="REEKS",
        help="de titel van de reeks, de naam van haar map, of waar die map staat",
    )
    words.add_argument(
        "--als",
        metavar="VORM",
        type=_compared_as if files else _shown_as,
        default=SHOWN_AS[:1],
        help="tekst, md (Markdown) of json (voor een programma); anders tekst"
        + (f"; of als bestanden {', '.join(_AS_FILES)}, met komma's" if files else ""),
    )


def _several(typed: str, known: Sequence[str], option: str) -> tuple[str, ...]:
    """Read names with commas between them; raise in Dutch where one is not known."""
    chosen = tuple(dict.fromkeys(each.strip().lower() for each in typed.split(",")))
    for each in chosen:
        if each not in known:
            words = f"{', '.join(known[:-1])} of {known[-1]}"
            raise argparse.ArgumentTypeError(
                f"{option} is {words}, niet {one_line(each) or 'niets'}"
            )
    return chosen


def _forms(typed: str) -> tuple[str, ...]:
    return _several(typed, (*REPORT_FORMS, *LIST_FORMS), "--als")


def _papers(typed: str) -> tuple[str, ...]:
    return _several(typed, REPORT_PAPERS, "--voor")


def _shown_as(typed: str) -> tuple[str, ...]:
    if typed.strip().lower() not in SHOWN_AS:
        raise argparse.ArgumentTypeError(
            f"--als is tekst, md of json, niet {one_line(typed) or 'niets'}"
        )
    return (typed.strip().lower(),)


def _compared_as(typed: str) -> tuple[str, ...]:
    forms = _several(typed, (*SHOWN_AS, *_AS_FILES), "--als")
    if len(forms) > 1 and not set(forms) <= {"md", *_AS_FILES}:
        raise argparse.ArgumentTypeError("tekst en json gaan niet samen met een andere vorm")
    return forms


def _text_or_json(typed: str) -> str:
    if typed not in ("tekst", "json"):
        raise argparse.ArgumentTypeError(f"--als is tekst of json, niet {one_line(typed)}")
    return typed


def _date(typed: str) -> dt.date:
    try:
        return parse_date(typed)
    except NotATimeError as error:
        raise argparse.ArgumentTypeError(why_not(error)) from error


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
