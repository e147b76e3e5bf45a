"""Whom an agreement concerns: which organisations an owner, an addressee or a text means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sessiecoach.domain.attendance import manages
from sessiecoach.domain.session import Decision, Participant, Promise, Session
from sessiecoach.domain.text import as_compared, one_line

Words = tuple[str, ...]

_WORD = re.compile(r"\w+")
_EVERYBODY = frozenset(
    {"alle", "allebei", "allemaal", "allen", "elk", "elke", "ieder", "iedere", "iedereen"}
)
_EVERY_PARTY = frozenset(
    {"deelnemers", "organisaties", "partijen", "partners", "samenwerkingspartners"}
)
_BODY = re.compile(
    r"\b(?:kern|pioniers|project|regie|stuur|werk)groep\b[^,;:()/]*"
    r"|\b(?:directie|kern|management|pioniers|project|regie)team\b[^,;:()/]*",
    re.IGNORECASE,
)
"""A group that is of no organisation and that can promise something all the same."""


def words_of(text: str) -> Words:
    """Return the words of a text as they are compared: without capitals, signs and diacritics."""
    # Letters of another form have their capital only once they are taken apart.
    folded = unicodedata.normalize("NFKD", as_compared(text)).casefold()
    parts = unicodedata.normalize("NFKD", folded)
    return tuple(_WORD.findall("".join(each for each in parts if not unicodedata.combining(each))))


@dataclass(frozen=True)
class Circle:
    """Who can be meant in one meeting: all organisations that are known, and who took part.

    A werkgroep that can promise something is one of them.
    """

    organisations: tuple[str, ...]
    """As they were spelled first."""
    people: tuple[Participant, ...]
    """Those on the list of this meeting, also who did not come."""

    @cached_property
    def _known(self) -> Mapping[str, Words]:
        return {each: words_of(each) for each in self.organisations}

    @cached_property
    def invited(self) -> frozenset[str]:
        """The organisations on the list of this meeting."""
        return self._from(lambda _each: True)

    def at(self, meeting: Session) -> Circle:
        """Return who can be meant in another meeting of the series."""
        return Circle(self.organisations, _people(meeting))

    def is_of(self, participant: Participant, organisation: str) -> bool:
        """Return whether a participant is of an organisation."""
        return words_of(participant.organisation) == words_of(organisation)

    def named_in(self, text: str) -> frozenset[str]:
        """Return the organisations that stand in a text as whole words; of two the longer name."""
        said = words_of(text)
        spans = [
            (start, start + len(words), name)
            for name, words in self._known.items()
            for start in _places(words, said)
        ]
        return frozenset(
            name
            for start, end, name in spans
            if not any(
                (begin, until) != (start, end) and begin <= start and end <= until
                for begin, until, _other in spans
            )
        )

    def whose(self, text: str) -> frozenset[str]:
        """Return of which organisations an owner or promiser is; of none where nobody can tell.

        By the role, the name or both, exactly; else by an organisation that is named, by a person
        who is, and by a role that people of one organisation have. A role that several have tells
        nothing, since one owner is meant.
        """
        said = words_of(text)
        exactly = self._from(lambda each: said in tuple(_ways_to_say(each)))
        if len(exactly) == 1:
            return exactly
        if found := self.named_in(text) or self._people_in(said):
            return found
        by_role = self._from(lambda each: bool(_places(words_of(each.role), said)))
        if len(by_role) == 1:
            return by_role
        return self.addressed(text) if _EVERYBODY & {*said} else frozenset()

    def addressed(self, text: str) -> frozenset[str]:
        """Return the organisations to which something is addressed: all where all are meant.

        By their names or those of their people; else by a role, which each may have.
        """
        said = words_of(text)
        if found := self.named_in(text) or self._people_in(said):
            return found
        if found := self._from(lambda each: _has_role(each.role, said)):
            return found
        return self.invited if (_EVERYBODY | _EVERY_PARTY) & {*said} else frozenset()

    def leads(self, text: str) -> bool:
        """Return whether an owner or addressee is of management: by role, or by who has one."""
        said = words_of(text)
        return _means_management(said) or any(
            manages(each.role) and _named(each, said) for each in self.people
        )

    def is_nobody(self, text: str) -> bool:
        """Return whether an owner is a role, an organisation or a body, and no person by name."""
        said = words_of(text)
        if any(_named(each, said) for each in self.people):
            return False
        known = (*self._known.values(), *(words_of(each.role) for each in self.people))
        rest = set(said) - {word for words in known if _places(words, said) for word in words}
        return not rest

    def _people_in(self, said: Words) -> frozenset[str]:
        """Return the organisations of the people whose name of two words or more is in a text."""
        return self._from(lambda each: _named(each, said))

    def _from(self, counts: Callable[[Participant], bool]) -> frozenset[str]:
        spelled = {words: name for name, words in self._known.items()}
        return frozenset(
            spelled[words_of(each.organisation)]
            for each in self.people
            if words_of(each.organisation) in spelled and counts(each)
        )


def circle_of(session: Session, others: Iterable[Session] = ()) -> Circle:
    """Return who can be meant in a meeting; `others` of its series tell of more organisations."""
    spelled: dict[Words, str] = {}
    for meeting in (session, *others):
        for name in _organisations_in(meeting):
            spelled.setdefault(words_of(name), one_line(name))
    spelled.pop((), None)
    return Circle(tuple(spelled.values()), _people(session))


def _people(meeting: Session) -> tuple[Participant, ...]:
    return tuple(each for each in meeting.participants if each.withdrawn_at is None)


def of_promise(promise: Promise, circle: Circle) -> frozenset[str]:
    """Return which organisations an agreement concerns: of who does it, and of who promised it."""
    return circle.whose(promise.owner) | circle.whose(promise.promised_by)


def of_decision(decision: Decision, circle: Circle) -> frozenset[str]:
    """Return which organisations a decision concerns.

    Those that it names, and those that took it. One that names nobody and of which nobody says
    who took it was taken by the meeting: it concerns all.
    """
    named = circle.named_in(decision.text)
    if not named and not decision.decided_by.strip():
        return circle.invited
    return named | circle.addressed(decision.decided_by)


def _organisations_in(meeting: Session) -> Iterator[str]:
    """Yield the organisations and bodies of a meeting, also with nothing in their name."""
    yield from (each.organisation for each in _people(meeting))
    yield from (each.presenter.organisation for each in meeting.cases if each.withdrawn_at is None)
    for each in meeting.report_backs:
        if each.withdrawn_at is None and not _means_all(each.organisation):
            yield each.organisation
    for text in _who_in(meeting):
        yield from (found[0] for found in _BODY.finditer(one_line(text)))


def _who_in(meeting: Session) -> Iterator[str]:
    """Yield whom the agreements of a meeting name, as far as others may read of them."""
    for promise in meeting.promises:
        if promise.withdrawn_at is None and not promise.private:
            yield from (promise.owner, promise.promised_by)
    for solution in meeting.solutions:
        if solution.withdrawn_at is None and not solution.private:
            yield from solution.addressed_to
            yield from (each.to for each in solution.requests)
    for note in meeting.notes:
        if note.withdrawn_at is None and not note.private:
            yield note.escalated_to


def _means_all(text: str) -> bool:
    return bool((_EVERYBODY | _EVERY_PARTY) & {*words_of(text)})


def _places(words: Words, said: Words) -> tuple[int, ...]:
    """Return where words stand in what was said, after each other."""
    many = len(words)
    if not many:
        return ()
    return tuple(at for at in range(len(said) - many + 1) if said[at : at + many] == words)


def _ways_to_say(each: Participant) -> Iterator[Words]:
    role, organisation, name = map(words_of, (each.role, each.organisation, each.name))
    ways = (role, organisation, name, role + organisation, organisation + role)
    yield from (way for way in ways if way)


def _named(each: Participant, said: Words) -> bool:
    """Return whether a person is named: a name of one word only where nothing else is said."""
    name = words_of(each.name)
    return bool(_places(name, said)) and (len(name) > 1 or name == said)


def _means_management(said: Words) -> bool:
    return "management" in said or any(map(manages, said))


def _has_role(role: str, said: Words) -> bool:
    """Return whether people of a role are addressed, as one or as many."""
    if _means_management(said) and manages(role):
        return True
    *first, last = words_of(role) or ("",)
    many = (last, f"{last}s", f"{last}en", last.removesuffix("lid") + "leden")
    return any(_places((*first, each), said) for each in many if each)
