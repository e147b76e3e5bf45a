"""The kinds of note: what a line can be, how it is typed, and where it is filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

FiledAs = Literal["note", "solution", "decision", "promise"]
"""The table of the record, in the singular, that takes the line."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of note."""

    id: str
    """As it stands in records and werkvormen; Dutch, because people type and read it."""
    letter: str
    """Typed after a colon at the start of a line: `:f`."""
    title: str
    """Of one line, as on its chip."""
    plural: str
    """Above many of them."""
    sign: str = ""
    """Typed at the start of a line, before a space; empty for a kind that has only a letter."""
    filed_as: FiledAs = "note"


KINDS: tuple[Kind, ...] = (
    Kind("feit", "f", "feit", "feiten"),
    Kind("belemmering", "b", "belemmert", "belemmeringen", sign="-"),
    Kind("helpend", "h", "helpt", "helpende factoren", sign="+"),
    Kind("inzicht", "i", "inzicht", "inzichten"),
    Kind("vraag", "v", "vraag", "vragen", sign="?"),
    Kind("knelpunt", "k", "knelpunt", "knelpunten", sign="&"),
    Kind("oplossing", "o", "oplossing", "oplossingen", sign="!", filed_as="solution"),
    Kind("advies", "s", "advies", "adviezen"),
    Kind("eis", "e", "eis", "eisen"),
    Kind("waarde", "w", "waarde", "waarden"),
    Kind("besluit", "d", "besluit", "besluiten", sign="=", filed_as="decision"),
    Kind("actie", "a", "actie", "acties", sign=">", filed_as="promise"),
    Kind("toezegging", "t", "toezegging", "toezeggingen", sign="*", filed_as="promise"),
    Kind("parkeerpunt", "p", "parkeerpunt", "parkeerpunten"),
    Kind("evaluatie", "r", "evaluatie", "evaluatiepunten"),
)
"""In the order in which they are offered."""

KIND_IDS: tuple[str, ...] = tuple(kind.id for kind in KINDS)

by_id: Mapping[str, Kind] = MappingProxyType({kind.id: kind for kind in KINDS})
by_letter: Mapping[str, Kind] = MappingProxyType({kind.letter: kind for kind in KINDS})
by_sign: Mapping[str, Kind] = MappingProxyType({kind.sign: kind for kind in KINDS if kind.sign})
