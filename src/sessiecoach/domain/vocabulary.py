"""The values that are known while a line is typed, and the words that mean them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sessiecoach.domain.kinds import KINDS, Kind
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line

Part = Literal["kind", "case", "perspective", "who", "group"]
"""What a sign says something about; the name of the attribute of a line that it fills."""

SIGNS: Mapping[str, Part] = MappingProxyType(
    {"#": "case", "/": "perspective", "@": "who", "%": "group"}
)
"""The signs that may stand anywhere in a line, in the order in which they are written."""

LETTER_SIGN = ":"
"""Opens a line together with the letter of a kind."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that may follow a sign, by its id or by its title."""

    id: str
    """What is filed."""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The values that are known while a line is typed; of two alike the first counts."""

    kinds: tuple[Kind, ...] = KINDS
    cases: tuple[Known, ...] = ()
    perspectives: tuple[Known, ...] = ()
    people: tuple[Known, ...] = ()
    """Roles, organisations and bodies; names only where people agreed to that."""
    groups: tuple[Known, ...] = ()

    def of(self, part: Part) -> tuple[Known, ...]:
        """Return the values that a part of a line can have; kinds are not among them."""
        match part:
            case "case":
                return self.cases
            case "perspective":
                return self.perspectives
            case "who":
                return self.people
            case "group":
                return self.groups
        return ()

    def find(self, part: Part, word: str) -> Known | None:
        """Return the value that `word` means; an id goes before a title."""
        wanted = _plain(word)
        known = self.of(part)
        by_id = (each for each in known if _plain(each.id) == wanted)
        by_title = (each for each in known if _plain(each.title) == wanted)
        return next(by_id, next(by_title, None)) if wanted else None

    def word(self, part: Part, value: str) -> str | None:
        """Return the word that means `value`, or None where no word does."""
        for each in self.of(part):
            if each.id == value:
                for text in (each.id, each.title):
                    found = self.find(part, _hyphened(text))
                    if found is not None and found.id == value:
                        return _hyphened(text)
        return None

    def kind(self, word: str) -> Kind | None:
        """Return the kind that a first word means: its sign, or a colon and its letter."""
        for each in self.kinds:
            if word in (each.sign, LETTER_SIGN + each.letter):
                return each
        return None

    def kind_word(self, kind_id: str) -> str | None:
        """Return the first word that means this kind, its sign where it has one."""
        for each in self.kinds:
            if each.id == kind_id:
                return each.sign or LETTER_SIGN + each.letter
        return None


def vocabulary_of(session: Session, kinds: tuple[Kind, ...] = KINDS) -> Vocabulary:
    """Return what can follow a sign in this session: nothing that was withdrawn.

    After `@` go the roles and organisations of participants and the owners of promises, as
    they are spelled there; full names only where the session keeps names.
    """
    people: dict[str, None] = {}
    here = [each for each in session.participants if each.withdrawn_at is None]
    for participant in here:
        people.setdefault(participant.role)
        people.setdefault(participant.organisation)
        if session.header.names:
            people.setdefault(participant.name)
    for promise in session.promises:
        if promise.withdrawn_at is None and not promise.private:
            people.setdefault(promise.owner)
    return Vocabulary(
        kinds=kinds,
        cases=tuple(Known(c.id, c.title) for c in session.cases if c.withdrawn_at is None),
        perspectives=tuple(
            Known(p.id, p.title) for p in session.perspectives if p.withdrawn_at is None
        ),
        people=tuple(Known(person, person) for person in people if person),
        groups=tuple(Known(g.id, g.title) for g in session.groups if g.withdrawn_at is None),
    )


def _hyphened(text: str) -> str:
    """Return a value as one word, as it is typed after a sign."""
    return "-".join(one_line(text).split())


def _plain(text: str) -> str:
    """Return a value as it is compared: one word, without regard to capitals."""
    return unicodedata.normalize("NFC", _hyphened(unicodedata.normalize("NFC", text)).casefold())


def bare(text: str) -> str:
    """Return a value as it is searched: without regard to capitals and diacritics."""
    parts = unicodedata.normalize("NFKD", _hyphened(text).casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))
