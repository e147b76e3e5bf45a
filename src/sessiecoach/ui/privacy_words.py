"""What is said of text that looks like personal data: never the text itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.personal_data import PersonalItem
from sessiecoach.domain.privacy import PERSONAL_KINDS, PersonalKind
from sessiecoach.dutch.numbers import counted
from sessiecoach.dutch.privacy import KIND_NOUNS

KEY: Final = "ctrl+l"
_TABLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "header": "de voorbereiding",
        "cases": "een casus",
        "groups": "een groep",
        "blocks": "de agenda",
        "questions": "een eigen vraag",
        "notes": "een notitie",
        "solutions": "een oplossing",
        "promises": "een toezegging",
        "decisions": "een besluit",
        "report_backs": "een terugkoppeling",
        "requirements": "een eis",
        "frameworks": "het kader",
        "interests": "een belang",
        "ways_out": "een uitweg",
        "updates": "de terugkom",
        "pioneer_team": "het pioniersteam",
        "diagnosis": "de diagnose",
        "evaluation": "de evaluatie",
        "next": "de vraag voor de volgende keer",
        "drafts": "een half getypte regel",
    }
)


def hints(kind: PersonalKind, by: str) -> tuple[str, ...]:
    """Return that something looks like personal data and what the key makes of it.

    The longest comes first; the last fits nearly everywhere.
    """
    noun = KIND_NOUNS[kind]
    return (
        f"lijkt op een {noun} · {KEY} maakt er {by} van",
        f"{noun}? {KEY} → {by}",
        f"{KEY} → {by}",
        f"{KEY} lakt",
        KEY,
    )


def place_words(table: str) -> str:
    """Return in what something stands: `een notitie`."""
    return _TABLES.get(table, "het verslag")


def summary_words(items: Iterable[PersonalItem]) -> str:
    """Return how many items look as if they hold personal data, and how much of each kind."""
    found = tuple(items)
    kinds = Counter(KIND_NOUNS[piece.kind] for item in found for piece in item.pieces)
    order = dict.fromkeys(KIND_NOUNS[kind] for kind in PERSONAL_KINDS)
    told = ", ".join(f"{noun} {kinds[noun]}" for noun in order if kinds[noun])
    lines = counted(len(found), "tekst lijkt", "teksten lijken")
    return f"{lines} persoonsgegevens te bevatten: {told}"
