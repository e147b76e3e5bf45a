"""Whose names meetings hold: participants, and who is named as owner, author or presenter."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sessiecoach.domain.given_names import GIVEN_NAMES
from sessiecoach.domain.personal_names import PREFIXES
from sessiecoach.domain.privacy import IN_BRACKETS, PersonalKind, personal_signs, salutation_of
from sessiecoach.domain.series import ParticipantQuestion
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.word_surnames import WORD_SURNAMES

_FEWEST_LETTERS = 3
"""A shorter given name or surname is not looked for by itself."""
_ENDS_SENTENCE = re.compile(r"(?:\A|[.!?:;•\n])[\"'”’)\s*–-]*\Z")
_LOOK_BACK = 8
_LOOK_BACK_INITIALS = 24
_FEWEST_CAPITALS = 4
"""A name in capitals has at least so many letters: with fewer it is rather an abbreviation."""
_LETTER = r"[^\W\d_]"
_INITIALS = rf"{_LETTER}\.(?:[ \u00a0]?{_LETTER}\.){{0,4}}"
_AFTER_INITIALS = re.compile(rf"(?<!\w){_INITIALS}[ \u00a0]?\Z")
_PREFIX_WORDS = "|".join(re.escape(each) for each in sorted({*PREFIXES, "vd"}))
_PREFIXED = rf"(?i:(?:(?:{_PREFIX_WORDS})[ \u00a0]{{1,2}}){{0,3}})"
_PREFIXED_BEHIND = rf"(?i:(?:{_PREFIX_WORDS})(?:[ \u00a0](?:{_PREFIX_WORDS})){{0,2}})(?!\w)"
_NOT_WITHIN = r"(?<![\w-])", r"(?![\w-])"
_APART = r"(?<!\w)", r"(?!\w)"
"""A surname also counts within hyphens: `de Smits-aanpak`."""

Named = tuple[int, int, str]
"""Where a name stands in a text, and the initials that stand for it."""


def known_people(
    meetings: Sequence[Session], questions: Iterable[ParticipantQuestion] = ()
) -> KnownPeople:
    """Return the people whose names stand in the places of meetings where people are named."""
    names = [each.name for meeting in meetings for each in meeting.participants]
    for value in _where_people_are_named(meetings, questions):
        if _is_given_name(value):
            names.append(value)
        for sign in personal_signs(value):
            said = value[sign.start : sign.end]
            if sign.kind == "salutation":
                said = said.removeprefix(salutation_of(value, sign))
            if sign.kind in ("name", "salutation"):
                names.append(said)
    return KnownPeople(names)


def _is_given_name(value: str) -> bool:
    """Return whether a value is a given name, or a name in one word as it is typed after `@`."""
    name = _composed(value.strip())
    first, hyphen, _rest = name.partition("-")
    if any(each.isspace() for each in name) or (hyphen and len(first) < _FEWEST_LETTERS):
        return False
    return first.capitalize() in GIVEN_NAMES


def _where_people_are_named(
    meetings: Sequence[Session], questions: Iterable[ParticipantQuestion]
) -> Iterator[str]:
    for meeting in meetings:
        yield meeting.header.guest
        yield from (group.note_taker for group in meeting.groups)
        yield from (case.presenter.role for case in meeting.cases)
        yield from (note.who for note in meeting.notes)
        for promise in meeting.promises:
            yield from (promise.owner, promise.promised_by)
        yield from (decision.decided_by for decision in meeting.decisions)
        yield from (report.who for report in meeting.report_backs)
        yield from (interest.looked_after_by for interest in meeting.interests)
        yield from (rating.by for rating in meeting.ratings)
        yield from (question.by for question in meeting.questions)
        yield from meeting.pioneer_team.members
        for update in meeting.updates:
            yield update.reported_by
            yield from (each.owner for each in update.improvements)
    yield from (question.by for question in questions)


class KnownPeople:
    """People by their full names, each with initials that are theirs alone."""

    def __init__(self, names: Iterable[str]) -> None:
        spelled: dict[str, str] = {}
        for name in names:
            if re.search(r"[^\W\d_]{2}", name):
                spelled.setdefault(_compared(name), one_line(name))
        self._names = tuple(spelled.values())
        self._initials = _numbered(spelled)
        given, surnames = _parts(spelled)
        self._of_core = _by_core(spelled)
        self._given = {word: self._initials[name] for word, name in given.items()}
        self._surnames = {word: self._initials[name] for word, name in surnames.items()}
        alone = [each for each in spelled.values() if len(each.split()) == 1]
        whole = [each for each in spelled.values() if not _may_be_words(each)]
        self._full = _pattern(whole, _NOT_WITHIN, re.IGNORECASE)
        self._as_spelled = _pattern(
            (
                form
                for each in spelled.values()
                if _may_be_words(each) and each not in alone
                for form in _capitals(each)
            ),
            _NOT_WITHIN,
        )
        self._alone = _pattern((form for each in alone for form in _capitals(each)), _NOT_WITHIN)
        self._short_given = _pattern(self._given, _NOT_WITHIN)
        self._short_surnames = _pattern(self._surnames, _APART)
        self._with_initials = _with_initials(self._of_core)
        self._codes = _pattern(self._initials.values(), _NOT_WITHIN, genitive=False)

    def without_accents(self) -> KnownPeople:
        """Return the same people as they stand in the name of a file."""
        apart = (unicodedata.normalize("NFKD", name) for name in self._names)
        return KnownPeople(
            "".join(sign for sign in name if not unicodedata.combining(sign)) for name in apart
        )

    def initials_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where initials of these people stand already."""
        yield from (found.span() for found in self._codes.finditer(text))

    def full_names_in(self, text: str) -> Iterator[Named]:
        """Yield the names of these people; what may be other words only as it is spelled."""
        for pattern in (self._full, self._as_spelled):
            for found in pattern.finditer(text):
                initials = self._initials[_compared(found["name"])]
                yield *found.span(), initials + _genitive(found)

    def short_names_in(self, text: str) -> Iterator[Named]:
        """Yield surnames with initials, and given names and surnames that mean one person.

        At the beginning of a sentence any word has a capital, so there only a common given
        name counts, and a surname that is no word. Who is known by one word alone is among
        these: before a surname the same word can be somebody else.
        """
        yield from self._initialled_in(text)
        for found in self._alone.finditer(text):
            yield *found.span(), self._initials[_compared(found["name"])] + _genitive(found)
        for found in self._short_given.finditer(text):
            word = _composed(found["name"])
            if f"{word}s" in GIVEN_NAMES and found["s"]:
                continue
            if word in GIVEN_NAMES or not _opens_sentence(text, found.start()):
                yield *found.span(), self._given[word] + _genitive(found)
        for found in self._short_surnames.finditer(text):
            word = _composed(found["name"])
            is_word = _core(word) in WORD_SURNAMES
            if is_word and (found["s"] or self._opens(text, found.start())):
                continue
            yield *found.span(), self._surnames[word] + _genitive(found)

    def _opens(self, text: str, at: int) -> bool:
        """Return whether a sentence begins at a place; behind initials of others none does."""
        found = _AFTER_INITIALS.search(text[max(0, at - _LOOK_BACK_INITIALS) : at])
        if found is not None and found[0].strip() not in self._initials.values():
            return False
        return _opens_sentence(text, at)

    def _initialled_in(self, text: str) -> Iterator[Named]:
        """Yield surnames with initials before or behind them: J. van der Berg, or Berg, J."""
        for pattern in self._with_initials:
            for found in pattern.finditer(text):
                letters = [each for each in _composed(found["initials"]) if each.isalpha()]
                people = {
                    self._initials[name]
                    for name in self._of_core[_compared(found["core"])]
                    if _composed(name)[0].upper() in letters
                }
                if letters[0].isupper() and people:
                    known = people.pop() if len(people) == 1 else IN_BRACKETS["name"]
                    yield *found.span(), known

    def surname_after(self, said: str, kind: PersonalKind) -> str:
        """Return the initials of whom a salutation means; empty where that is none of them."""
        if kind != "salutation":
            return ""
        composed = _composed(said)
        meant = (
            initials for word, initials in self._surnames.items() if composed.endswith(f" {word}")
        )
        return next(meant, "")


def _compared(name: str) -> str:
    return _composed(one_line(name)).casefold()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _numbered(spelled: Mapping[str, str]) -> dict[str, str]:
    """Return initials for each name; people with the same ones get a number."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in sorted(spelled):
        alike[_initials(spelled[name])].append(name)
    return {
        name: f"{initials}{place}" if len(names) > 1 else initials
        for initials, names in alike.items()
        for place, name in enumerate(names, start=1)
    }


def _initials(name: str) -> str:
    """Return the initials of a name, those of a prefix as they are: J.v.d.B."""
    letters = (re.search(r"[^\W\d_]", word) for word in _composed(name).split())
    return "".join(f"{letter[0]}." for letter in letters if letter is not None)


def _parts(spelled: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return given names and surnames that mean one person, with the full name of that person."""
    of_word: dict[str, set[str]] = defaultdict(set)
    given: dict[str, str] = {}
    surnames: dict[str, str] = {}
    for name in spelled:
        first, _, rest = _composed(spelled[name]).partition(" ")
        if not rest:
            continue
        for word, found in ((first, given), (rest, surnames)):
            letters = sum(each.isalpha() for each in word)
            of_word[word.casefold()].add(name)
            if letters >= _FEWEST_LETTERS and any(part[:1].isupper() for part in word.split()):
                forms = {*_capitals(word)}
                if letters >= _FEWEST_CAPITALS:
                    forms.add(word.upper())
                found |= dict.fromkeys(forms, name)
    for found in (given, surnames):
        for word in [each for each in found if len(of_word[each.casefold()]) > 1]:
            del found[word]
    return given, surnames


def _may_be_words(name: str) -> bool:
    """Return whether a name in small letters can mean something else: `jan`, `de boer`."""
    first, _, rest = name.partition(" ")
    return not rest or first.casefold() in PREFIXES


def _capitals(name: str) -> tuple[str, str]:
    """Return a name as it is written after another name, and alone: van den Berg, Van den Berg."""
    return name, name[0].upper() + name[1:]


def _core(surname: str) -> str:
    """Return a surname as it is compared, without its prefix: berg for van den Berg."""
    words = _compared(surname).split()
    return next((word for word in words if word not in PREFIXES), words[-1])


def _by_core(spelled: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the full names of people by what their surname is without its prefix."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, as_spelled in spelled.items():
        _first, _, rest = _composed(as_spelled).partition(" ")
        words = rest.split()
        while len(words) > 1 and words[0].casefold() in PREFIXES:
            del words[0]
        core = " ".join(words)
        if sum(each.isalpha() for each in core) >= _FEWEST_LETTERS and core[0].isupper():
            found[_compared(core)].append(name)
    return found


def _with_initials(of_core: Iterable[str]) -> Sequence[re.Pattern[str]]:
    """Return what finds surnames with initials, before and behind; the surname has a capital."""
    either = _either(of_core)
    if not either:
        return ()
    core = rf"(?![a-z])(?P<core>(?i:{either}))"
    initials = rf"(?P<initials>{_INITIALS})"
    return (
        re.compile(rf"(?<!\w){initials}[ \u00a0]{{0,2}}{_PREFIXED}{core}(?!\w)"),
        re.compile(rf"(?<!\w){_PREFIXED}{core},[ \u00a0]{{0,2}}{initials}(?: {_PREFIXED_BEHIND})?"),
    )


def _opens_sentence(text: str, at: int) -> bool:
    return _ENDS_SENTENCE.search(text[max(0, at - _LOOK_BACK) : at]) is not None


def _genitive(found: re.Match[str]) -> str:
    """Return what stands behind initials where a name had an s of its own: Smitsens plan."""
    return "'s" if found["s"] else ""


def _pattern(
    words: Iterable[str],
    ends: tuple[str, str],
    flags: re.RegexFlag = re.NOFLAG,
    *,
    genitive: bool = True,
) -> re.Pattern[str]:
    """Return what finds whole words, the longest first; nothing at all where there are none."""
    either = _either(words)
    behind = "(?P<s>[sS])?" if genitive else ""
    return re.compile(
        rf"{ends[0]}(?P<name>{either}){behind}{ends[1]}" if either else r"(?!)", flags
    )


def _either(words: Iterable[str]) -> str:
    forms = {form for word in words for form in _forms(word)}
    return "|".join(
        r"\s{1,3}".join(re.escape(part) for part in form.split())
        for form in sorted(forms, key=lambda each: (-len(each), each))
    )


def _forms(word: str) -> tuple[str, str]:
    """Return a word with its accents composed and apart: a file may have either."""
    return _composed(word), unicodedata.normalize("NFD", word)
