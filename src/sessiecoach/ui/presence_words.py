"""The Dutch words for which part of a meeting people were there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.attendance import counts_parts
from sessiecoach.domain.presence import Part, attended, part_of
from sessiecoach.domain.session import Session
from sessiecoach.domain.turnout import Party, parties
from sessiecoach.dutch.numbers import counted

_WORDS: Final[Mapping[Part, str]] = MappingProxyType(
    {
        Part.WHOLE: "helemaal",
        Part.START: "begin",
        Part.END: "einde",
        Part.BOTH_ENDS: "begin+einde",
        Part.NONE: "",
    }
)


def parts_words(session: Session) -> tuple[str, ...]:
    """Return for which part each party was there; empty where that does not matter."""
    if not counts_parts(session):
        return ()
    return tuple(_part_words(session, party) for party in parties(session))


def _part_words(session: Session, party: Party) -> str:
    part = part_of(session, party)
    if part is Part.SOME:
        return counted(len(attended(session, party)), "blok", "blokken")
    return _WORDS[part]
