"""Commands on files: are they right, and a werkvorm of one's own."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sessiecoach.cli.said import FAULTS_FOUND, say, write
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.arguments import WRONG_USE

_COPY_NAMES: Final = 2


def check(sessions: Path | None, files: Sequence[Path]) -> int:
    """Name every fault of files, or of everything that the program would use."""
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.dutch.numbers import counted
    from sessiecoach.storage.checking import check_all, check_files
    from sessiecoach.storage.home import find_places, platform_folders

    if files:
        report = check_files(files)
    else:
        report = check_all(find_places(sessions, os.environ, Path.cwd(), platform_folders()))
    for fault in report.faults:
        say(fault_sentence(fault))
    looked_at = f"{counted(report.files, 'bestand', 'bestanden')} nagekeken"
    if not report.faults:
        say(f"{looked_at}: alles klopt.")
        return 0
    broken = len({fault.file for fault in report.faults})
    found = counted(len(report.faults), "fout", "fouten")
    say(f"{looked_at}: {found} in {counted(broken, 'bestand', 'bestanden')}.")
    return FAULTS_FOUND


def werkvorm(act: str, names: Sequence[str]) -> int:
    """List the werkvormen, explain their keys, or begin an own one as a copy."""
    from sessiecoach.storage.home import find_places, platform_folders
    from sessiecoach.storage.werkvormen import load_werkvormen

    if len(names) != (_COPY_NAMES if act == "kopieer" else 0):
        say("Zo: sessiecoach werkvorm lijst, of sleutels, of kopieer WELKE NAAM.", sys.stderr)
        return WRONG_USE
    own = find_places(None, os.environ, Path.cwd(), platform_folders()).own_werkvormen
    if act == "kopieer":
        wanted, name = names
        return _copy(wanted, name, own)
    if act == "sleutels":
        from sessiecoach.dutch.werkvorm_keys import key_tables

        write(key_tables())
        return 0
    from sessiecoach.dutch.faults import fault_sentence

    known = load_werkvormen(own)
    for table in (known.formats, known.series_kinds):
        for each in table.values():
            say(f"{each.id:<28}{one_line(each.title)}")
    say(f"Eigen werkvormen liggen in {one_line(str(own))}")
    for fault in known.faults:
        say(fault_sentence(fault), sys.stderr)
    return FAULTS_FOUND if known.faults else 0


def _copy(wanted: str, name: str, own: Path) -> int:
    from sessiecoach.domain.errors import FileFaultsError
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.storage.own_werkvormen import copy_werkvorm

    try:
        path = copy_werkvorm(wanted, name, own)
    except FileExistsError:
        say(f"{one_line(str(own / name))}.toml is er al; kies een andere naam.", sys.stderr)
    except FileFaultsError as error:
        for fault in error.faults:
            say(f"{one_line(name)}: {fault_sentence(fault)}", sys.stderr)
    except OSError as error:
        told = f"{one_line(str(own))}: de kopie kan niet worden gemaakt: {error.strerror}."
        say(told, sys.stderr)
    else:
        say(f"Gemaakt: {one_line(str(path))}")
        say("Bewerk het bestand; elke sleutel staat in: sessiecoach werkvorm sleutels")
        say(f'Kijk het na met: sessiecoach check "{one_line(str(path))}"')
        say("Daarna staat zij bovenaan in de lijst bij een nieuwe bijeenkomst (n).")
        return 0
    return FAULTS_FOUND
