"""Names of people in a text: after a salutation, known in the meeting, or told by a given name.

A text is read word by word, and from a word no more than a few words further.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sessiecoach.domain.given_names import GIVEN_NAMES

Span = tuple[int, int]

_LETTERS = r"[^\W\d_][\u0300-\u036f]*"
_WORD = re.compile(rf"(?<!\w)(?:{_LETTERS})+(?:[-'’](?:{_LETTERS})+)*")
_NEXT = re.compile(rf"[ \u00a0]{{0,2}}['’]?((?:{_LETTERS})+(?:[-'’](?:{_LETTERS})+)*)")
_INITIAL = rf"(?:Ch|Th|Ph|IJ|{_LETTERS})\."
_INITIALS = re.compile(rf"[ \u00a0]{{0,2}}{_INITIAL}(?:[ \u00a0]?{_INITIAL}){{0,4}}")
_FEW = 6
"""Words that a name has at most after its salutation or its first given name."""
_FEWEST_CAPITALS = 4
"""A surname may be in capitals; with fewer it is rather an abbreviation or a code name."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ABBREVIATED = _words("dhr mw mevr mej fam dr drs mr ir ing prof ds")
"""Salutations that may have a full stop; in capitals they mean something else (MR, MW)."""
_SALUTATIONS = _ABBREVIATED | _words(
    "mevrouw meneer mijnheer heer juffrouw juf dokter familie gezin"
)
_TITLES = _words("dr drs mr ir ing prof ds")
PREFIXES = _words(
    "van de den der het 't t ten ter te la le du des el al ben bin abu ait aït ould da dos di del "
    "von zu zum st op in aan bij uit onder over voor 's s"
)
"""Small words that open a surname, without regard to capitals."""
_ONLY_WITH_ARTICLE = _words("op in aan bij uit onder over voor")
_ARTICLES = _words("t 't den der")
_NO_SURNAME = _words(
    # What people are, written with a capital.
    "voorzitter wethouder burgemeester directeur minister staatssecretaris rector gemeente "
    "secretaris raadslid bestuurder projectleider manager stichting vereniging raad commissie "
    # Organisations and fields.
    "welzijn wonen zorg jeugdzorg jeugdhulp onderwijs woonzorg wijkteam thuiszorg wmo wlz zvw ggz "
    "ggd uwv svb pgb mt ic huisarts politie corporatie centrum netwerk beraad noord zuid oost west "
    # Words that open the next sentence, after a code name such as "mevrouw A.".
    "ik je jij u hij zij ze het wij we jullie de een er dit dat die deze men niemand iedereen "
    "iemand als maar en of want dus daar hier nu na in op bij voor met van wat wie waar hoe waarom "
    "wanneer welke geen alle alles veel ook toen dan daarna daarom om uit over volgens omdat sinds "
    "tot tijdens zonder door onder zo nog niet al wel eerst vandaag morgen gisteren beide haar "
    "zijn hun mijn ons onze is heeft kan wil moet gaat komt was werd"
)
_NO_NAME_ENDINGS = (
    "straat", "laan", "plein", "singel", "gracht", "school", "college", "lyceum", "centrum",
    "stichting", "fonds", "methode", "instituut", "ziekenhuis", "zorg", "huizen",
)  # fmt: skip
_ORGANISATION_AFTER = _words(
    "college school basisschool lyceum ziekenhuis huis stichting fonds prijs straat plein kerk "
    "groep methode instituut hospice centrum laan weg park stichting huizen kliniek"
)
_ORGANISATION_BEFORE = _words(
    "stichting sint st huize prins prinses koning koningin paus zaal wijkcentrum buurthuis gebouw "
    "restaurant café woonzorgcentrum verpleeghuis basisschool kasteel"
)


def after_salutation(text: str) -> Iterator[Span]:
    """Yield a salutation with the surname after it, such as `mevrouw Van den Berg`.

    A code name of one letter (`mevrouw A.`) and a function (`Mevrouw de Voorzitter`) are none.
    """
    reached = 0
    for word in _WORD.finditer(text):
        salutation = word[0].casefold()
        if word.start() < reached or salutation not in _SALUTATIONS:
            continue
        if word[0].isupper() or word[0] == "Gezin":
            continue
        at = word.end()
        if text[at : at + 1] == ".":
            if salutation not in _ABBREVIATED:
                continue
            at += 1
        elif salutation in _TITLES and salutation not in ("dr", "drs"):
            continue
        end = _end_of_surname(text, at)
        if end is not None:
            reached = end
            yield word.start(), end


def by_given_name(text: str) -> Iterator[Span]:
    """Yield a common given name with a surname after it, such as `Fatima El Amrani`.

    A given name alone is none, nor are streets, schools and the like that are named after
    somebody.
    """
    reached, before = 0, ""
    for word in _WORD.finditer(text):
        previous, before = before, word[0].casefold()
        if word.start() < reached or not _is_given_name(word[0]):
            continue
        end = _end_of_surname(text, word.end())
        if end is None:
            continue
        reached = end
        if previous not in _ORGANISATION_BEFORE and not _is_organisation(text, end):
            yield word.start(), end


def known_names(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Yield names that are known: whole words, of two words or more in whatever capitals.

    A name of one word counts only as it is spelled, because `jan` is a month as well.
    """
    beginnings = _by_first_word(names)
    if not beginnings:
        return
    reached = 0
    for word in _WORD.finditer(text):
        # A name may begin within hyphens: what is looked up is the letters before the first.
        first = _FIRST_LETTERS.match(word[0])
        if word.start() < reached or first is None:
            continue
        for pattern in beginnings.get(_compared(first[0]), ()):
            found = pattern.match(text, word.start())
            if found is not None:
                reached = found.end()
                yield found.span()
                break


_FIRST_LETTERS = re.compile(rf"(?:{_LETTERS})+")


def _by_first_word(names: Iterable[str]) -> Mapping[str, Sequence[re.Pattern[str]]]:
    found: dict[str, list[re.Pattern[str]]] = {}
    spelled = {form for name in names for form in _forms(" ".join(name.split()))}
    for name in sorted(spelled, key=lambda each: (-len(each), each)):
        first = _FIRST_LETTERS.match(name)
        if first is None:
            continue
        flags = re.IGNORECASE if " " in name else re.NOFLAG
        words = r"[ \u00a0]{1,3}".join(re.escape(word) for word in name.split())
        found.setdefault(_compared(first[0]), []).append(re.compile(rf"{words}(?!\w)", flags))
    return found


def _forms(name: str) -> tuple[str, ...]:
    """Return a name with its accents composed and apart: a file may have either."""
    return unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)


def _compared(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _is_given_name(word: str) -> bool:
    composed = unicodedata.normalize("NFC", word)
    return composed in GIVEN_NAMES or composed.partition("-")[0] in GIVEN_NAMES


def _is_organisation(text: str, end: int) -> bool:
    after = _NEXT.match(text, end)
    return after is not None and after[1].casefold() in _ORGANISATION_AFTER


def _end_of_surname(text: str, at: int) -> int | None:
    """Return where a surname ends that stands at a place, or None where none does.

    More given names, initials and prefixes (`van der`) may stand in front of it.
    """
    end: int | None = None
    if (initials := _INITIALS.match(text, at)) is not None:
        at = initials.end()
    for _ in range(_FEW):
        word = _NEXT.match(text, at)
        if word is None:
            break
        at = word.end()
        if word[1].casefold() in PREFIXES:
            if not _opens_surname(text, word):
                break
        elif _is_given_name(word[1]):
            end = at
        elif _is_surname(word[1]):
            end = at
            # Of two surnames the second may have its own prefix: Jansen-de Vries.
            if word[1].casefold().rpartition("-")[2] not in PREFIXES:
                break
        else:
            break
    return end


def _opens_surname(text: str, prefix: re.Match[str]) -> bool:
    """Return whether a prefix may open a surname: `in` does in `in 't Veld`, not in `in Oss`."""
    if prefix[1].casefold() not in _ONLY_WITH_ARTICLE:
        return True
    after = _NEXT.match(text, prefix.end())
    return after is not None and after[1].casefold() in _ARTICLES


def _is_surname(word: str) -> bool:
    composed = unicodedata.normalize("NFC", word)
    low = composed.casefold()
    letters = sum(each.isalpha() for each in composed)
    if not composed[0].isupper():
        return False
    if composed.isupper() and letters < _FEWEST_CAPITALS:
        return False
    return low.partition("-")[0] not in _NO_SURNAME and not low.endswith(_NO_NAME_ENDINGS)
