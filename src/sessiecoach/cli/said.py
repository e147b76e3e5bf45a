"""What the command line writes: lines for a person, or a text for another program."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Final

from sessiecoach.domain.text import visible

if TYPE_CHECKING:
    from sessiecoach.export.outline import Outline

FAULTS_FOUND: Final = 1
"""The exit code of a program that found something that is wrong."""
_WIDEST_PAGE: Final = 110


def say(line: str, stream: IO[str] | None = None) -> None:
    """Write one line, on standard output where nothing else is said.

    Nothing in it commands the terminal, and what the terminal has no sign for gets another.
    """
    to = stream or sys.stdout
    if isinstance(to, TextIOWrapper):
        to.reconfigure(errors="replace")
    print(visible(line), file=to)


def write(text: str) -> None:
    """Write a text as UTF-8 where it goes to a file or another program.

    Nothing in it commands the terminal that it may end in.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(visible(text))
    sys.stdout.flush()


def draw(outline: Outline) -> None:
    """Show an outline in the terminal, in its colours and its width."""
    from rich.console import Console

    from sessiecoach.export.rich_page import rich_page

    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that lacks a sign shows a stand-in.
        sys.stdout.reconfigure(errors="replace")
    console = Console(highlight=False, markup=False, emoji=False)
    width = min(console.width, _WIDEST_PAGE)
    console.print(rich_page(outline, width, draws=True), width=width)
