"""An outline as text without anything that commands a terminal, for a pipe or a file."""

from __future__ import annotations

from io import StringIO
from typing import Final

from rich.console import Console

from sessiecoach.export.outline import Outline
from sessiecoach.export.rich_page import rich_page

WIDTH: Final = 100


def plain_text(outline: Outline, width: int = WIDTH) -> str:
    """Return a document as lines of at most `width` cells, none with spaces at its end."""
    page = StringIO()
    console = Console(
        file=page,
        width=width,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(rich_page(outline, width, draws=False))
    return "\n".join(line.rstrip() for line in page.getvalue().split("\n"))
