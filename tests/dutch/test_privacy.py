"""What documents and the documentation say of personal data is what was done and measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sessiecoach.domain.privacy import IN_BRACKETS, PERSONAL_KINDS
from sessiecoach.domain.pseudonyms import Pseudonyms, pseudonyms_for
from sessiecoach.domain.session import Participant, Session
from sessiecoach.dutch.privacy import KIND_WORDS, closing_words, replaced_words
from tests.domain.privacy_sentences import MEASURED, TRIAL, found_by_rules, outcome

EXPLANATION = Path(__file__).parents[2] / "docs" / "privacy.md"
MEETING = Session(participants=(Participant(id="p1", name="Susanne Smits"),))
OUTCOMES = [(sentence, outcome(sentence, found_by_rules)) for sentence in MEASURED]


def made_with(*, names: bool = False, personal: bool = False) -> Pseudonyms:
    """Return what replaced names and personal data in a text with both."""
    pseudonyms = pseudonyms_for([MEETING], keep_names=names, keep_personal=personal)
    pseudonyms.text("Susanne Smits belt 0612345678 en 0687654321 over BSN 123456782.")
    return pseudonyms


def test_replaced_kinds_are_counted_in_a_sentence() -> None:
    """Kinds stand in one order, one or several of each, and participants are not among them."""
    assert replaced_words({}) == ""
    assert replaced_words({"participant": 2}) == ""
    assert replaced_words({"email": 1}) == "1 e-mailadres"
    assert replaced_words({"phone": 2, "bsn": 1, "name": 0}) == "1 BSN en 2 telefoonnummers"
    assert replaced_words({"name": 1, "phone": 2, "bsn": 3}) == (
        "3 BSN's, 2 telefoonnummers en 1 volledige naam"
    )


def test_a_document_says_what_was_replaced_and_checked() -> None:
    """At its end stands what was replaced, what was looked for, and that it is no guarantee."""
    said = closing_words(made_with())
    assert said.startswith(
        "Namen van deelnemers zijn vervangen door initialen. "
        "Door een woord tussen haken vervangen: 1 BSN en 2 telefoonnummers. Gezocht is naar BSN's, "
    )
    assert all(several in said for _, several in KIND_WORDS.values())
    assert "vindt niet alles" in said


def test_a_document_without_personal_data_says_so() -> None:
    """Where nothing was found, that is said, with what was looked for."""
    said = closing_words(pseudonyms_for([MEETING]))
    assert "Andere persoonsgegevens zijn niet gevonden. Gezocht is naar" in said


def test_a_document_says_what_was_asked_for() -> None:
    """What stands there because somebody asked for it is named; then nothing else is promised."""
    names = closing_words(made_with(names=True))
    assert names.startswith("Namen van deelnemers staan er op verzoek voluit. Door een woord")
    personal = closing_words(made_with(personal=True))
    assert personal.startswith(
        "Namen van deelnemers zijn vervangen door initialen. Andere persoonsgegevens staan er op "
    )
    assert "Gezocht" not in personal
    assert "vindt niet alles" in personal
    both = closing_words(made_with(names=True, personal=True))
    assert both == "Namen en andere persoonsgegevens staan er op verzoek zoals ze zijn getypt."


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("personal", [True, False])
def test_nothing_is_called_anonymous(names: bool, personal: bool) -> None:
    """The word is there only to deny it, in documents and in the documentation."""
    for said in (
        closing_words(made_with(names=names, personal=personal)),
        EXPLANATION.read_text(encoding="utf-8"),
    ):
        assert not re.findall(r"(?i)(?<!niet )(?<!nooit )\b(?:ge)?anoni", said)


def rows(head: str) -> list[str]:
    """Return the rows of the table in the documentation that begins with these words."""
    text = EXPLANATION.read_text(encoding="utf-8")
    table = text[text.index(f"| {head} |") :].partition("\n\n")[0]
    return table.splitlines()[2:]


def test_the_documentation_has_the_figures_of_the_measurement() -> None:
    """For each kind the hits, misses and false hits are those of the sentences, and the sum too."""
    expected = []
    for kind in PERSONAL_KINDS:
        hits, missed, false = (
            sum(sign[0] == kind for _, each in OUTCOMES for sign in getattr(each, name))
            for name in ("hits", "missed", "false")
        )
        expected.append(f"| {KIND_WORDS[kind][1]} | {hits} | {missed} | {false} |")
    sums = [
        sum(len(getattr(each, name)) for _, each in OUTCOMES)
        for name in ("hits", "missed", "false")
    ]
    expected.append(f"| samen | {sums[0]} | {sums[1]} | {sums[2]} |")
    assert rows("soort | gevonden | gemist | onterecht") == expected
    text = EXPLANATION.read_text(encoding="utf-8")
    assert f"{len(MEASURED)} bedachte zinnen" in text
    assert f"{len(TRIAL)} andere zinnen" in text


def test_the_documentation_names_every_miss() -> None:
    """What was missed or found wrongly stands there: all and only those."""
    expected = [
        f"| {what} | {sentence.text[start:end]} | {sentence.text} |"
        for what, name in (("gemist", "missed"), ("onterecht", "false"))
        for sentence, each in OUTCOMES
        for _, start, end in getattr(each, name)
    ]
    assert rows("wat | tekst | zin") == expected


def test_the_documentation_names_what_comes_in_place() -> None:
    """The words in brackets that stand in documents are explained."""
    text = EXPLANATION.read_text(encoding="utf-8")
    assert all(f"`{word}`" in text for word in IN_BRACKETS.values())
