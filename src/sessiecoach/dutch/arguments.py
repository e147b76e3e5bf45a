"""A command line that explains itself, and says what is wrong with it, in Dutch."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Final, NoReturn

from sessiecoach.domain.text import one_line

WRONG_USE: Final = 2
"""The exit code of a program that cannot do what was typed."""

_ERRORS: Final = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"argument --(?:tempo|als|voor): (--.*)", r"{0}"),
        (r"argument --als: invalid choice: '?(.*?)'? \(.*", "--als is tekst, md of json, niet {0}"),
        (
            r"argument lijst.*: invalid choice: '?(.*?)'? \(.*",
            "na werkvorm hoort lijst, sleutels of kopieer, niet {0}",
        ),
        (r"argument .*: invalid choice: '?(.*?)'? \(.*", r"de opdracht {0} bestaat niet"),
        (
            r"the following arguments are required: WOORDEN",
            "er ontbreekt iets om te zoeken; zet -- voor een woord dat met een streepje begint",
        ),
        (r"the following arguments are required: (.*)", r"er ontbreekt nog iets: {0}"),
        (r"argument (.*): expected (?:one|at least one) argument", r"na {0} hoort nog iets"),
        (r"argument (.*): ignored explicit argument .*", r"bij {0} hoort niets"),
        (r"unrecognized arguments: (.*)", r"dit is onbekend: {0}"),
        (r"ambiguous option: (.*?) could match .*", r"{0} kan meer dan één optie zijn"),
    )
)


class DutchFormatter(argparse.RawDescriptionHelpFormatter):
    """Help that opens with a Dutch word."""

    def add_usage(
        self, usage: str | None, actions: object, groups: object, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: ")  # type: ignore[arg-type]


class DutchParser(argparse.ArgumentParser):
    """A parser that speaks Dutch."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, in which nothing that was typed commands the terminal."""
        words = message = one_line(message)
        for pattern, dutch in _ERRORS:
            if found := pattern.fullmatch(message):
                words = dutch.format(*found.groups())
                break
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"sessiecoach: {words}. Uitleg: sessiecoach --help\n")
