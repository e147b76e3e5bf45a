"""What stands on the start screen while there is no meeting: what one can do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.storage.listing import Listing

_MOST_COPIES = 2

if TYPE_CHECKING:
    from sessiecoach.storage.summaries import SameMeeting, Summary


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


def trouble_lines(
    listing: Listing, folder: Path, reason: str, summaries: Iterable[Summary] = ()
) -> list[str]:
    """Return what is wrong with a folder: what cannot be read, and why nothing can be saved.

    Where records are the same meeting, one line names them all.
    """
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
    same_meetings = _same_meetings(summaries)
    lines += [
        f"Dezelfde bijeenkomst ligt in {_names(same.paths)}; houd er één van over."
        for same in same_meetings[:_MOST_COPIES]
    ]
    if len(same_meetings) > _MOST_COPIES:
        lines.append(f"Dat is bij nog {len(same_meetings) - _MOST_COPIES} andere zo.")
    return lines


def not_made_sentence(what: str, error: OSError) -> str:
    """Say that something cannot be made in this folder, and why."""
    from sessiecoach.ui.words import reason_words

    reason = reason_words(error.strerror or type(error).__name__)
    return f"{what} kan niet worden gemaakt: {reason}."


def _names(paths: tuple[Path, ...]) -> str:
    names = ", ".join(one_line(path.name) for path in paths[:_MOST_COPIES])
    more = len(paths) - _MOST_COPIES
    return f"{names} en nog {more} andere" if more > 0 else names


def _same_meetings(summaries: Iterable[Summary]) -> tuple[SameMeeting, ...]:
    read = tuple(summaries)
    if len(read) < 2:
        return ()
    from sessiecoach.storage.summaries import same_meetings

    return same_meetings(read)


def _key_words(key: str, words: str) -> Content:
    return Content.assemble((f"{key:<4}", "bold $accent"), words)
