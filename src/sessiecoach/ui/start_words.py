"""What stands on the start screen while there is no meeting: what one can do."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.storage.listing import Listing


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


def trouble_lines(listing: Listing, folder: Path, reason: str) -> list[str]:
    """Return what is wrong with a folder: what cannot be read, and why nothing can be saved."""
    lines = [fault_sentence(fault) for fault in listing.faults]
    if reason:
        from sessiecoach.ui.words import reason_words

        lines.append(
            f"In {one_line(str(folder))} kan niets worden bewaard: {reason_words(reason)}."
            " Lezen kan wel; kies voor het begin een andere map met --sessions."
        )
    lines += [
        f"{one_line(link.name)} is een koppeling naar een andere map en is overgeslagen."
        for link in listing.not_followed
    ]
    return lines


def _key_words(key: str, words: str) -> Content:
    return Content.assemble((f"{key:<4}", "bold $accent"), words)
