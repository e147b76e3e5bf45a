"""The words of removing: what goes, what stays, and what this program cannot reach."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.retention import KEPT_KINDS, REMOVED_KINDS, KeptKind, RemovedKind
from sessiecoach.dutch.numbers import counted

_REMOVED: Final[Mapping[RemovedKind, tuple[str, str]]] = MappingProxyType(
    {
        "cases": ("casus", "casussen"),
        "facts": ("feit of vraag bij een casus", "feiten en vragen bij een casus"),
        "private": ("privénotitie", "privénotities"),
        "withdrawn": ("teruggenomen notitie", "teruggenomen notities"),
        "drafts": ("half getypte regel", "half getypte regels"),
        "names": ("naam", "namen"),
        "personal": ("tekst met een detail erin", "teksten met een detail erin"),
    }
)
_KEPT: Final[Mapping[KeptKind, tuple[str, str]]] = MappingProxyType(
    {
        "hinders": ("belemmering", "belemmeringen"),
        "helps": ("helpende factor", "helpende factoren"),
        "lessons": ("inzicht of ander leerpunt", "inzichten en andere leerpunten"),
        "solutions": ("oplossing", "oplossingen"),
        "decisions": ("besluit", "besluiten"),
        "promises": ("toezegging of actie", "toezeggingen en acties"),
    }
)
NOT_DONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "missing": "is er niet",
        "broken": "kan niet worden gelezen en blijft zoals het is",
        "newer": "is van een nieuwere versie van sessiecoach en blijft zoals het is",
        "draft": "is nog niet gehouden en blijft zoals het is",
        "live": "is nog niet afgesloten en blijft zoals het is",
        "locked": "is nu elders geopend en blijft zoals het is",
        "refused": "kon niet worden gewijzigd",
    }
)
"""Why a record is left, after its name."""
LEFT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "changed": "is na het maken gewijzigd en blijft staan; verwijder het zelf",
        "gone": "staat niet meer waar het is gemaakt; verwijder het zelf waar het nu is",
        "of_another": "hoort bij een kopie van het verslag op een andere plaats",
        "refused": "kon niet worden verwijderd",
    }
)
"""Why a copy is left, after its name."""
NOT_REACHED: Final = (
    "Wat dit programma niet kan bereiken en u zelf moet nalopen: verzonden mail, papier,"
    " usb-sticks, reservekopieën, en mappen die met een andere computer of in de cloud worden"
    " gedeeld."
)
NO_WAY_BACK: Final = "Dit kan niet ongedaan worden gemaakt."


def removed_words(removed: Mapping[RemovedKind, int]) -> str:
    """Return what goes, by kind: `3 casussen, 1 naam`; a word for nothing where nothing does."""
    told = [counted(removed[kind], *_REMOVED[kind]) for kind in REMOVED_KINDS if kind in removed]
    return ", ".join(told) or "geen details"


def kept_words(kept: Mapping[KeptKind, int]) -> str:
    """Return what stays, by kind: `2 belemmeringen, 1 besluit`."""
    told = [counted(kept[kind], *_KEPT[kind]) for kind in KEPT_KINDS if kind in kept]
    return ", ".join(told) or "scores, opkomst en tijden"
