"""An outline as text without anything that commands a terminal, for a pipe or a file."""

from __future__ import annotations

from typing import Final

from rich.console import Console

from sessiecoach.export.outline import Outline
from sessiecoach.export.rich_page import rich_page

WIDTH: Final = 100


def plain_text(outline: Outline, width: int = WIDTH) -> str:
    """Return a document as lines of at most `width` cells, none with spaces at its end."""
    console = Console(
        width=width,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
    )
    page = rich_page(outline, width, draws=False)
    lines = console.render_lines(page, pad=False)
    texts = ("".join(segment.text for segment in line).rstrip() for line in lines)
    return "".join(f"{text}\n" for text in texts)
