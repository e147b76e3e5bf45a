"""Notes that say the same are proposed as twins, and how often that is right is counted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.dutch.likeness import TWIN, Twin, likely_twins, likeness
from tests.test_architecture import loaded_by

HERE = Path(__file__).parent
EXPLANATION = HERE.parents[1] / "docs" / "vergelijken.md"

_SOME_WORDS = (
    "de een te geen niet bewoner inwoners wachttijd wachttijden jeugdhulp hulp regels afwijken "
    "huisarts gemeente gemeentelijke café onduidelijk duidelijk plan plannen woning"
)
SENTENCES = st.lists(st.sampled_from(_SOME_WORDS.split()), min_size=1, max_size=8).map(" ".join)
NOTES = st.lists(SENTENCES, max_size=8)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two notes and what a person says of them."""

    one: str
    other: str
    same: bool


def read_pairs(name: str) -> tuple[Pair, ...]:
    """Read the pairs of a file beside this one."""
    tables = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["pair"]
    return tuple(Pair(**table) for table in tables)


PAIRS = read_pairs("likeness_pairs.toml")
TRIAL = read_pairs("likeness_trial_pairs.toml")
PROPOSED = [pair for pair in PAIRS if likeness(pair.one, pair.other) >= TWIN]
SAME = [pair for pair in PAIRS if pair.same]
RIGHT = [pair for pair in PROPOSED if pair.same]


def rows_of_the_explanation() -> set[tuple[str, str, str]]:
    """Read the table of misses: what went wrong, and the two notes."""
    text = EXPLANATION.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (onterecht|gemist) \| (.+) \| (.+) \|$", text, re.MULTILINE)
    assert len(rows) == len(set(rows))
    return set(rows)


def test_pairs_are_fifty_of_both_kinds() -> None:
    """The figures rest on fifty different pairs, half of them the same."""
    assert len({(pair.one, pair.other) for pair in PAIRS}) == 50
    assert len(SAME) == 25


def test_what_is_proposed_is_mostly_right() -> None:
    """Of the pairs that are proposed at least four in five are the same."""
    assert len(RIGHT) / len(PROPOSED) >= 0.8


def test_the_pairs_of_the_trial_are_others() -> None:
    """No sentence that the measure was made with is counted in how well it works."""
    assert not {text for pair in TRIAL for text in (pair.one, pair.other)} & {
        text for pair in PAIRS for text in (pair.one, pair.other)
    }


def test_explanation_lists_every_miss() -> None:
    """The documentation names the wrong proposals and the missed pairs: all and only those."""
    misses = {("onterecht", pair.one, pair.other) for pair in PROPOSED if not pair.same}
    misses |= {("gemist", pair.one, pair.other) for pair in SAME if pair not in PROPOSED}
    assert rows_of_the_explanation() == misses


def test_explanation_says_the_figures() -> None:
    """Threshold, precision and recall stand in the documentation as they are now."""
    text = " ".join(EXPLANATION.read_text(encoding="utf-8").split())
    assert f"{len(RIGHT)} van de {len(PROPOSED)} voorstellen" in text
    assert f"precisie {len(RIGHT) / len(PROPOSED):.2f}".replace(".", ",") in text
    assert f"{len(RIGHT)} van de {len(SAME)} paren die hetzelfde zijn" in text
    assert f"volledigheid {len(RIGHT) / len(SAME):.2f}".replace(".", ",") in text
    tried = [pair for pair in TRIAL if likeness(pair.one, pair.other) >= TWIN]
    right = sum(pair.same for pair in tried)
    assert f"{right} van de {len(tried)} ({right / len(tried):.2f})".replace(".", ",") in text
    assert f"vanaf {TWIN}".replace(".", ",") in text


@given(st.one_of(SENTENCES, st.text()), st.one_of(SENTENCES, st.text()))
def test_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    """One is as like the other as the other is like the one, and never more than wholly."""
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@given(st.one_of(SENTENCES, st.text()))
def test_a_text_is_wholly_like_itself(text: str) -> None:
    """Every text is 1 to itself, but a text of nothing is like nothing."""
    assert likeness(text, text) == (1 if text.strip() else 0)


@given(
    SENTENCES,
    st.sampled_from([str.upper, str.title, str.swapcase]),
    st.sampled_from([" ", "  ", "\n", "\t", ", ", " – ", "/", " (", "... 👍 "]),
    st.sampled_from(["", ".", "!?", " ", "\u201d"]),
)
def test_looks_do_not_matter(
    sentence: str, recase: Callable[[str], str], between: str, end: str
) -> None:
    """Capitals, punctuation and white space change nothing."""
    dressed = end + between.join(recase(word) for word in sentence.split()) + end
    assert likeness(sentence, dressed) == 1


@given(SENTENCES, SENTENCES)
def test_order_of_words_does_not_matter(sentence: str, other: str) -> None:
    """The same words the other way round are as like anything as they were."""
    turned = " ".join(reversed(sentence.split()))
    assert likeness(sentence, turned) == 1
    assert likeness(sentence, other) == likeness(turned, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wachttijd", "wachttijden"),
        ("hoge drempel", "Drempels zijn hoog"),
        ("De aanvraag duurt lang", "lang durende aanvragen"),
        ("er wordt geluisterd", "luisteren"),
        ("besluiten", "het besluit"),
        ("één tafel", "een tafel"),
        ("onduidelijke afspraken", "Afspraken zijn niet duidelijk"),
        ("een lange wachttijd", "De wachttijden zijn te lang"),
    ],
)
def test_inflection_does_not_matter(one: str, other: str) -> None:
    """Number, tense, bent adjectives and accents are the same word."""
    assert likeness(one, other) == 1


def test_half_a_compound_counts_for_a_part() -> None:
    """A part of a compound is something in common, but less than the whole."""
    assert 0.5 <= likeness("de woningcorporatie", "de corporatie") < 1
    assert likeness("de woningcorporatie", "de coöperatie") == 0


@pytest.mark.parametrize(
    ("there", "lacking"),
    [
        ("Er is ruimte om af te wijken.", "Er is geen ruimte om af te wijken."),
        ("De manager staat achter ons.", "De manager staat niet achter ons."),
        ("Meteen terecht met een verwijzing.", "Meteen terecht zonder verwijzing."),
        ("Bereikbaar wijkteam.", "Onbereikbaar wijkteam."),
        ("Veel vertrouwen in de school.", "Weinig vertrouwen in de school."),
    ],
)
def test_a_lack_is_not_proposed_as_what_is_there(there: str, lacking: str) -> None:
    """The same words with a denial in one of the two are known to be near, and not proposed."""
    assert 0 < likeness(there, lacking) < TWIN
    assert likely_twins([there], [lacking], str) == ()


def test_on_at_the_start_of_other_words_denies_nothing() -> None:
    """`onderlinge` and `onafhankelijke` are no denials, so their denials are."""
    for text in ("onderlinge hulp", "onafhankelijke hulp", "ontwikkelende hulp"):
        assert likeness(text, f"geen {text}") < TWIN


def test_each_earlier_note_is_proposed_once_and_the_strongest_first() -> None:
    """The best pair takes its two notes; who comes second gets the best that is left."""
    later = ["plan voor het gezin", "plan van het gezin", "iets heel anders", "lange wachttijd"]
    earlier = ["wachttijden bij jeugdhulp", "gezamenlijk plan voor gezinnen", "plannen gezin"]
    assert likely_twins(later, earlier, str) == (
        Twin("plan voor het gezin", "plannen gezin", 1.0),
        Twin(
            "plan van het gezin",
            "gezamenlijk plan voor gezinnen",
            likeness("plan van het gezin", "gezamenlijk plan voor gezinnen"),
        ),
    )


def test_things_with_equal_texts_stay_two_things() -> None:
    """What is paired is a place in the list, so two notes with one text get a twin each."""
    later = [{"id": "a", "text": "lange wachttijd"}, {"id": "b", "text": "lange wachttijd"}]
    earlier = [{"id": "c", "text": "Lange wachttijden"}, {"id": "d", "text": "Lange wachttijden"}]
    twins = likely_twins(later, earlier, lambda note: note["text"])
    assert [(twin.later["id"], twin.earlier["id"]) for twin in twins] == [("a", "c"), ("b", "d")]


def test_threshold_can_be_another() -> None:
    """Who asks for less gets more, but never what has nothing in common."""
    later, earlier = ["lange wachttijd voor hulp"], ["wachttijd voor beschermd wonen", "de bus"]
    assert likely_twins(later, earlier, str) == ()
    assert [twin.earlier for twin in likely_twins(later, earlier, str, least=0)] == earlier[:1]


@given(NOTES, NOTES, st.sampled_from([0.3, TWIN, 0.9]))
def test_twins_are_the_likest_pairs_that_are_free(
    later: list[str], earlier: list[str], least: float
) -> None:
    """Asked of all together it is what asking pair by pair gives, and nobody free is left over."""
    twins = likely_twins(
        list(enumerate(later)), list(enumerate(earlier)), lambda placed: placed[1], least=least
    )
    taken_later = [twin.later[0] for twin in twins]
    taken_earlier = [twin.earlier[0] for twin in twins]
    assert len(set(taken_later)) == len(set(taken_earlier)) == len(twins)
    assert [twin.likeness for twin in twins] == sorted(
        (twin.likeness for twin in twins), reverse=True
    )
    for twin in twins:
        assert twin.likeness == likeness(twin.later[1], twin.earlier[1]) >= least
    for ours, text in enumerate(later):
        for theirs, other in enumerate(earlier):
            alike = likeness(text, other)
            assert alike < least or any(
                twin.likeness >= alike and (twin.later[0] == ours or twin.earlier[0] == theirs)
                for twin in twins
            )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        ".",
        "👍",
        "[/x] [bold]{0} %s",
        "\x1b[31m\x00\ud800\u202e",
        "ĳsvrĳ e\u0301e\u0301n",
        "niet " * 2000,
        "a" * 10_000,
        "👍" * 10_000,
        "\ufdfa" * 10_000,
        " ".join(f"woord{number}" for number in range(1300)),
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_any_text_is_only_data(text: str) -> None:
    """Nothing, signs, commands and ten thousand characters are compared as any other text."""
    assert likeness(text, text) == (1 if text.strip() else 0)
    assert likeness(text, "Lange wachttijd bij de jeugdhulp") == 0
    assert len(likely_twins([text] * 3, [text] * 2, str)) == (2 if text.strip() else 0)


def test_loading_the_module_does_not_load_the_stemmer() -> None:
    """Who compares nothing does not wait for the stemmer; who does gets it."""
    load = "import sessiecoach.dutch.likeness as asked"
    assert "snowballstemmer" not in loaded_by(load)
    assert "snowballstemmer" in loaded_by(load + "\nasked.likeness('een plan', 'plannen')")


@pytest.mark.parametrize(("part", "one", "other"), [("werk", "p", "k"), ("👍👎🙏🎉", "🎈", "🎁")])
def test_a_word_without_end_is_read_as_far_as_words_go(part: str, one: str, other: str) -> None:
    """After 64 signs a word is read no further, so no word takes seconds."""
    assert likeness(part * 16 + one, part * 16 + other) == 1
    assert likeness(part * 15 + one, part * 15 + other) < 1
