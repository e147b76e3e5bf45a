"""How much two Dutch notes say the same, so that a person may be asked whether they do."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")

TWIN = 0.6
"""The likeness from which two notes are proposed to a person as the same."""

_OPPOSED = 0.5
"""What is left of the likeness when one note speaks of a lack and the other does not."""

_FULL = 100
"""The credit of a stem that the other note has too; a part of a compound gets less."""

_SHORTEST_PART = 4
_HEAVIEST = 10
_LONGEST_WORD = 64


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that say how a sentence hangs together, not what it is about.
_FUNCTION_WORDS = _words(
    """
    aan achter af al alle alleen allemaal als altijd ander andere anders behalve ben bent bij
    binnen boven buiten daar daardoor daarna daarom dan dat de deze die dit doe doen doet door
    doordat dus echt een eens eigen elk elkaar elke en er erbij erg ergens ervan even gaan gaat
    geweest had hadden hem hen het heb hebben hebt heeft heel hele hier hij hoe hun ieder iedere
    iedereen iemand iets ik in is ja je jij jou jouw jullie k kan kon konden krijg krijgen krijgt
    kun kunnen kunt laat laten langs m maar maken maakt me mee meer meerdere meestal men met mij
    mijn moest moet moeten n na naar naast nog nu of om omdat onder ons onze ook op over per r s
    sinds soms steeds t te tegen telkens terwijl toch toe toen tot tussen u uit uw vaak van vanuit
    vanwege veel vele via vol voor vooral vooraf waar waardoor waarin waarom wanneer want waren
    was wat we weer wel welke werd werden wie wij wil willen word worden wordt z zal ze
    zeer zelf zich zichzelf zij zijn zo zoals zodat zou zouden zowel zulke
    """
)

# Words that say that something is not there, or hardly, or not as it should be.
_LACK_WORDS = _words(
    """
    amper beperkt beperkte gebrek gebrekkig gebrekkige geen gemis lastig lastige mis mist miste
    missen moeilijk moeilijke moeizaam moeizame nauwelijks nergens niemand niet niets niks noch
    nooit ontbrak ontbreekt ontbreken ontbrekende slecht slechte tekort tekorten weinig zelden
    zonder
    """
)
# `onbereikbaar` is a lack of what is `bereikbaar`; `onder` and `onafhankelijk` lack nothing.
_UN = re.compile(
    "on(?!der|middel|afhank|t[^eo])(?=.*"
    "(?:lijke?|baar|bare|ige?|ende?|zekere?|voldoende|heid|heden)$)"
)

# Plurals that change more than their end, with the word that they are of.
_PLURALS = MappingProxyType(
    dict(
        pair.split("/")
        for pair in _words(
            """
            beenderen/been bladeren/blad bestuursleden/bestuurslid catalogi/catalogus
            centra/centrum collegas/collega commissieleden/commissielid criteria/criterium
            data/datum eieren/ei familieleden/familielid gezinsleden/gezinslid goederen/goed
            groepsleden/groepslid klederen/kleed kleren/kleed koeien/koe leden/lid liederen/lied
            media/medium medici/medicus musea/museum politici/politicus raadsleden/raadslid
            schepen/schip smeden/smid steden/stad teamleden/teamlid themas/thema volkeren/volk
            """
        )
    )
)
_CHILDREN = "kinderen"

_WORD = re.compile(r"[^\W_]+")
_DOUBLED_VOWEL = re.compile(r"([aeou])\1")
_LOOSE_END = re.compile(r"(?<=[^\Waeiou\d_])[et]$")


@dataclass(frozen=True, slots=True)
class Twin(Generic[T]):
    """Two things that may be the same, and how alike their texts are (0 to 1)."""

    later: T
    earlier: T
    likeness: float


@dataclass(frozen=True, slots=True)
class _Gist:
    """What a text is about: its stems, their weights together, and whether it tells of a lack."""

    stems: frozenset[str]
    weight: int
    lacking: bool


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


class Stems:
    """Stems of plain Dutch words, each found once. Not for use by two threads together."""

    def __init__(self) -> None:
        import snowballstemmer  # here, because it takes 20 ms that not every command needs

        self._stemmer: _Stemmer = snowballstemmer.stemmer("dutch")
        self._stems: dict[str, str] = {}

    def of(self, word: str) -> str:
        """Return the stem of a word, with what the stemmer leaves of inflection taken off."""
        known = self._stems.get(word)
        if known is None:
            short = _PLURALS.get(word, word)[:_LONGEST_WORD]
            if short.endswith(_CHILDREN):  # such as kleinkinderen
                short = short[: -len("eren")]
            stem = _DOUBLED_VOWEL.sub(r"\1", self._stemmer.stemWord(short))
            known = _LOOSE_END.sub("", stem) or short
            self._stems[word] = known
        return known


class _Reader:
    """Reads texts, stemming each word once. Not for use by two threads together."""

    def __init__(self) -> None:
        self._stems = Stems()

    def read(self, text: str) -> _Gist:
        """Return what `text` is about; a text of function words or signs is about those."""
        words = plain_words(text)
        lacking = False
        stems = set()
        for word in words:
            if word in _LACK_WORDS:
                lacking = True
            elif word not in _FUNCTION_WORDS:
                un = _UN.match(word)
                lacking = lacking or un is not None
                stems.add(self._stems.of(word[un.end() :] if un else word))
        about = frozenset(stems or words or _signs(text))
        return _Gist(about, sum(map(_weight, about)), lacking)


class _Index:
    """Gists that can be asked all together how alike they are to another one."""

    def __init__(self, gists: Sequence[_Gist]) -> None:
        self._gists = gists
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._longer: dict[str, list[str]] = defaultdict(list)
        self._kin: dict[str, list[tuple[int, str]]] = {}
        for place, gist in enumerate(gists):
            for stem in gist.stems:
                self._holders[stem].append(place)
        for stem in self._holders:
            for part in _parts(stem):
                self._longer[part].append(stem)

    def likenesses(self, gist: _Gist) -> dict[int, float]:
        """Return the likeness to `gist` of each held gist that has something in common with it."""
        there: dict[int, int] = defaultdict(int)
        back: dict[int, int] = defaultdict(int)
        best: dict[str, int] = {}
        for stem in gist.stems:
            seen: set[int] = set()
            for credit, kin in self._kin_of(stem):
                best[kin] = max(credit, best.get(kin, 0))
                for place in self._holders[kin]:
                    if place not in seen:
                        seen.add(place)
                        there[place] += credit * _weight(stem)
        for kin, credit in best.items():
            for place in self._holders[kin]:
                back[place] += credit * _weight(kin)
        found = {}
        for place, shared in there.items():
            other = self._gists[place]
            alike = (shared + back[place]) / (_FULL * (gist.weight + other.weight))
            found[place] = alike if gist.lacking == other.lacking else alike * _OPPOSED
        return found

    def _kin_of(self, stem: str) -> list[tuple[int, str]]:
        """Return the held stems that `stem` is, begins or ends, or that begin or end it."""
        kin = self._kin.get(stem)
        if kin is None:
            others = {*self._longer.get(stem, ()), *_parts(stem), stem}
            kin = [(_credit(stem, other), other) for other in others if other in self._holders]
            kin.sort(reverse=True)
            self._kin[stem] = kin
        return kin


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 (nothing in common) to 1 (the same words).

    Inflection, order, case, punctuation and function words do not count, half a compound
    counts for half. Where one speaks of a lack and the other does not, at most 0.5.
    """
    return likenesses(one, (other,))[0]


def likenesses(one: str, others: Sequence[str]) -> tuple[float, ...]:
    """Return the likeness of a text to each of some others, in their order."""
    reader = _Reader()
    found = _Index([reader.read(other) for other in others]).likenesses(reader.read(one))
    return tuple(found.get(place, 0.0) for place in range(len(others)))


def likely_twins(
    later: Sequence[T],
    earlier: Sequence[T],
    text: Callable[[T], str],
    *,
    least: float = TWIN,
) -> tuple[Twin[T], ...]:
    """Pair each later thing with the earlier one that is most like it, strongest pair first.

    Pairs less alike than `least`, or with nothing in common, are left out; no thing is in two
    pairs: who finds its best one taken by a stronger pair gets the best that is free. Of equally
    likely pairs the first in the order given goes first.
    """
    reader = _Reader()
    index = _Index([reader.read(text(thing)) for thing in earlier])
    pairs = [
        (-alike, ours, theirs)
        for ours, thing in enumerate(later)
        for theirs, alike in index.likenesses(reader.read(text(thing))).items()
        if alike >= least
    ]
    return tuple(
        Twin(later[ours], earlier[theirs], -opposite)
        for opposite, ours, theirs in _each_once(sorted(pairs))
    )


def _each_once(pairs: Iterable[tuple[float, int, int]]) -> Iterable[tuple[float, int, int]]:
    """Leave out each pair of which one was in a pair before it."""
    taken_ours: set[int] = set()
    taken_theirs: set[int] = set()
    for pair in pairs:
        _, ours, theirs = pair
        if ours not in taken_ours and theirs not in taken_theirs:
            taken_ours.add(ours)
            taken_theirs.add(theirs)
            yield pair


def plain_words(text: str) -> list[str]:
    """Return the words of a text in their order, without capitals, accents and signs."""
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    """Return `text` without capitals and accents: `Één` is `een`."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _signs(text: str) -> list[str]:
    """Return what a text without words has instead, such as a thumb, as one sign."""
    signs = "".join(text.split())
    return [signs[:_LONGEST_WORD]] if signs else []


def _parts(stem: str) -> Iterable[str]:
    """Name what a compound may be made of: how it begins and how it ends."""
    for length in range(_SHORTEST_PART, len(stem)):
        yield stem[:length]
        yield stem[-length:]


def _credit(one: str, other: str) -> int:
    """Return what part the shorter of two stems is of the longer, in hundredths."""
    shorter, longer = sorted((len(one), len(other)))
    return _FULL * shorter // longer


def _weight(stem: str) -> int:
    """Return how much a stem says: a longer word is mostly a rarer one."""
    return min(len(stem), _HEAVIEST)
