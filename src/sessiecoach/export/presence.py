"""Who was there of each role in a report: from where, of which domain, and for which part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.attendance import (
    attendance_known,
    blocks_to_attend,
    counts_parts,
    domains_not_present,
)
from sessiecoach.domain.presence import Part as Attended
from sessiecoach.domain.presence import attended, part_of
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.domain.turnout import Party
from sessiecoach.dutch.numbers import counted
from sessiecoach.export.words import enumerated

_PART_WORDS: Final[Mapping[Attended, str]] = MappingProxyType(
    {
        Attended.WHOLE: "",
        Attended.START: "alleen begin",
        Attended.END: "alleen einde",
        Attended.BOTH_ENDS: "begin en einde",
    }
)


def came_from(session: Session, parties: Iterable[Party]) -> str:
    """Return from where the people of one role came, with how many: `ggz 2, wijkteam`.

    Where it matters, their domain stands behind it, and for which part of it they were there.
    """
    found: dict[tuple[str, str], int] = {}
    spelled: dict[str, str] = {}
    for party in parties:
        who = one_line(party.organisation)
        if session.header.names and party.name:
            who = f"{one_line(party.name)}, {who}" if who else one_line(party.name)
        who = spelled.setdefault(as_compared(who), who)
        for each in party.participants:
            if each.present:
                about = ", ".join(_about(session, replace(party, participants=(each,))))
                found[who, about] = found.get((who, about), 0) + each.count
    return ", ".join(
        _words(who, about, many) for (who, about), many in found.items() if who or about
    )


def domains_missed(session: Session) -> str:
    """Return in a sentence which required domains nobody came from; empty where none is missed.

    While nobody was counted, nobody knows.
    """
    missed = domains_not_present(session) if attendance_known(session) else ()
    if not missed:
        return ""
    noun = "het domein" if len(missed) == 1 else "de domeinen"
    return f"Niemand uit {noun} {enumerated(missed)}."


def _about(session: Session, party: Party) -> Iterator[str]:
    if session.header.required_domains and party.domain.strip():
        yield one_line(party.domain)
    if counts_parts(session) and (part := _part(session, party)):
        yield part


def _part(session: Session, party: Party) -> str:
    """Return for which part of a meeting people were there; empty for all of it."""
    part = part_of(session, party)
    if part in _PART_WORDS:
        return _PART_WORDS[part]
    many = counted(len(blocks_to_attend(session)), "blok", "blokken")
    return f"{len(attended(session, party))} van {many}"


def _words(who: str, about: str, many: int) -> str:
    number = f" {many}" if many > 1 else ""
    if not who:
        return f"{about}{number}"
    return f"{who}{number} ({about})" if about else f"{who}{number}"
