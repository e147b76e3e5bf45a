"""What stands on the start screen while there is no meeting: what one can do."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content

from sessiecoach.domain.text import one_line


def empty_lines(folder: Path) -> list[Content]:
    """Return what to do first, and in which folder that will be."""
    return [
        Content.styled("Nog geen bijeenkomsten", "bold"),
        Content.assemble(("Map  ", "$muted"), one_line(str(folder))),
        Content(""),
        _key_words("v", "zet voorbeelden neer: leersessies en de andere systemen"),
        _key_words("n", "maakt een bijeenkomst en opent de voorbereiding"),
        _key_words("s", "maakt een reeks, voor bijeenkomsten die bij elkaar horen"),
        _key_words("F1", "legt uit wat er kan"),
    ]


def _key_words(key: str, words: str) -> Content:
    return Content.assemble((f"{key:<4}", "bold $accent"), words)
