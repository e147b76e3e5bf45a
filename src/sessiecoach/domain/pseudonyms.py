"""Meetings as they are handed on: initials for names, a word in brackets for personal data.

What is replaced follows from the text and the names that are known; nothing is kept that
could lead back from initials to a name. It is no promise that nobody can be recognised.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeVar, cast

from sessiecoach.domain.known_people import KnownPeople, known_people
from sessiecoach.domain.personal_names import PREFIXES
from sessiecoach.domain.privacy import (
    IN_BRACKETS,
    PersonalKind,
    Sign,
    personal_signs,
    replaced,
    salutation_of,
)
from sessiecoach.domain.series import ParticipantQuestion
from sessiecoach.domain.session import Session, Update
from sessiecoach.domain.stays import stays

ReplacedKind = PersonalKind | Literal["participant"]
"""What can be replaced; a participant is somebody whose name the meetings themselves hold."""

T = TypeVar("T")
_SMALL = {"gezin", *PREFIXES}
"""Words that mean something else with a capital: de Boer is who takes part, the family a gezin."""
_BETWEEN_WORDS = re.compile(r"[-_\s]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-_\s]+[^\W\d_]+)*")
"""Of the name of a file, words without a number between them."""


def pseudonyms_for(
    meetings: Sequence[Session],
    questions: Iterable[ParticipantQuestion] = (),
    *,
    keep_names: bool = False,
    keep_personal: bool = False,
) -> Pseudonyms:
    """Return what replaces names and personal data in meetings that are handed on.

    `meetings` are all whose names count, such as those of a series, and `questions` those that
    stand in the series itself. `keep_names` leaves the names of who took part; `keep_personal`
    leaves other personal data.
    """
    return Pseudonyms(known_people(meetings, questions), keep_names, keep_personal)


class Pseudonyms:
    """Replaces names and personal data, and counts what it replaced.

    What was replaced once is not replaced again: doing it twice gives the same.
    """

    def __init__(self, people: KnownPeople, keep_names: bool, keep_personal: bool) -> None:
        self._people = people
        self._keep_names = keep_names
        self._keep_personal = keep_personal
        self._counted: Counter[ReplacedKind] = Counter()
        self._seen: dict[str, str] = {}

    @property
    def replaced(self) -> Mapping[ReplacedKind, int]:
        """How often something was replaced; a text that comes back is counted once."""
        return MappingProxyType(dict(self._counted))

    @property
    def keeps_names(self) -> bool:
        """Whether the names of who took part are left as they are."""
        return self._keep_names

    @property
    def keeps_personal(self) -> bool:
        """Whether other personal data is left as it is."""
        return self._keep_personal

    def text(self, text: str) -> str:
        """Return a text with initials for names and a word in brackets for personal data."""
        if text not in self._seen:
            done = text
            # What is replaced can bring two things together that were apart, so until nothing
            # is left. It ends: each time more of the text is initials or stands in brackets.
            while found := self._found(done):
                for sign, kind, by in reversed(found):
                    done = replaced(done, sign, by)
                    self._counted[kind] += 1
            self._seen[text] = done
        done = self._seen[text]
        return text if done == text else done

    def stem(self, stem: str) -> str:
        """Return the name of a file, without ending, with no name of anybody in it.

        It is read as if each of its words had a capital; what holds no name stays as it is.
        """
        people = self._people.without_accents()
        reading = Pseudonyms(people, self._keep_names, self._keep_personal)

        def named(found: re.Match[str]) -> str:
            words = _BETWEEN_WORDS.split(found[0])
            text = " ".join(each if each in _SMALL else each.capitalize() for each in words)
            done = reading.text(text)
            return found[0] if done == text else re.sub(r"[\W_]+", "-", done.lower()).strip("-")

        return _WORDS.sub(named, stem)

    def session(self, session: Session) -> Session:
        """Return a meeting with every text in it replaced; ids, words of choice and times stay."""
        return self.of(session)

    def updates(self, updates: Iterable[Update]) -> tuple[Update, ...]:
        """Return updates with every text in them replaced."""
        return tuple(self.of(each) for each in updates)

    def questions(
        self, questions: Iterable[ParticipantQuestion]
    ) -> tuple[ParticipantQuestion, ...]:
        """Return questions of participants with every text in them replaced."""
        return tuple(self.of(each) for each in questions)

    def of(self, thing: T) -> T:
        """Return anything of a record or a series with every text in it replaced.

        Where nothing is to be replaced, it is the same thing and not a copy.
        """
        return cast("T", self._of(thing))

    def _of(self, thing: object) -> object:
        if isinstance(thing, str):
            return self.text(thing)
        if isinstance(thing, (tuple, list)):
            each = [self._of(part) for part in thing]
            same = all(new is old for new, old in zip(each, thing, strict=True))
            return thing if same else type(thing)(each)
        if isinstance(thing, Mapping):
            pairs = {name: self._of(value) for name, value in thing.items()}
            return thing if all(pairs[name] is thing[name] for name in thing) else pairs
        if is_dataclass(thing) and not isinstance(thing, type):
            kept = stays(type(thing))
            old = {f.name: getattr(thing, f.name) for f in fields(thing) if f.name not in kept}
            new = {name: self._of(value) for name, value in old.items()}
            changed = {name: value for name, value in new.items() if value is not old[name]}
            return replace(thing, **changed) if changed else thing
        return thing

    def _found(self, text: str) -> list[tuple[Sign, ReplacedKind, str]]:
        """Return what is to be replaced in a text, in order, and what comes in its place."""
        covered = bytearray(len(text))
        found: list[tuple[Sign, ReplacedKind, str]] = []

        def take(sign: Sign) -> bool:
            if 1 in covered[sign.start : sign.end]:
                return False
            covered[sign.start : sign.end] = b"\x01" * (sign.end - sign.start)
            return True

        for start, end in self._people.initials_in(text):
            covered[start:end] = b"\x01" * (end - start)
        for start, end, initials in self._people.full_names_in(text):
            sign = Sign("name", start, end)
            if take(sign) and not self._keep_names:
                found.append((sign, "participant", initials))
        for sign in personal_signs(text):
            known = self._people.surname_after(text[sign.start : sign.end], sign.kind)
            if not take(sign):
                continue
            if known and not self._keep_names:
                by = f"{salutation_of(text, sign)} {known}"
                found.append((sign, "participant", by))
            elif not known and not self._keep_personal:
                found.append((sign, sign.kind, _in_brackets(text, sign)))
        for start, end, initials in self._people.short_names_in(text):
            sign = Sign("name", start, end)
            if take(sign) and not self._keep_names:
                found.append((sign, "participant", initials))
        return sorted(found, key=lambda each: each[0].start)


def _in_brackets(text: str, sign: Sign) -> str:
    """Return what stands in place of personal data; a salutation stays as it was."""
    if sign.kind == "salutation":
        return f"{salutation_of(text, sign)} {IN_BRACKETS[sign.kind]}"
    return IN_BRACKETS[sign.kind]
