"""Tests of the words of each kind of item that comes back at a terugkom."""

from __future__ import annotations

from typing import get_args

import pytest

from sessiecoach.domain.carried_kinds import CHOICES, KINDS, CarriedItem, CarriedKind, Question
from sessiecoach.domain.session import (
    Decision,
    FrameworkLine,
    Note,
    OwnQuestion,
    Promise,
    ReportBack,
    Solution,
    Update,
)
from sessiecoach.dutch.carried_kinds import (
    KIND_WORDS,
    done_word,
    hint_of,
    item_about,
    item_words,
    label_of,
    lasting_word,
    title_of,
)


def test_every_kind_has_rules_and_words() -> None:
    """No kind is forgotten in one of both; what is counted apart can be counted off in words."""
    assert set(get_args(CarriedKind)) == set(KINDS) == set(KIND_WORDS)
    for kind, rules in KINDS.items():
        counted = rules.is_counted or kind == "solutions"
        assert counted == bool(KIND_WORDS[kind].many[1])


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_of_a_kind_has_a_title_and_a_line_a_hint(kind: CarriedKind) -> None:
    """A title fits before the answers; what a key answers needs no hint."""
    for question in Question:
        assert 0 < len(title_of(kind, question)) <= 17
        assert bool(hint_of(kind, question)) == (question not in CHOICES)


def test_a_kind_has_titles_of_its_own() -> None:
    """A decision is carried out, a knot is cut and a step is taken."""
    kinds: tuple[CarriedKind, ...] = ("report_backs", "decisions", "bottlenecks", "questions")
    assert [title_of(kind, Question.DONE) for kind in kinds] == [
        "Teruggekoppeld",
        "Uitgevoerd",
        "Doorgehakt",
        "Stap gezet",
    ]
    assert hint_of("bottlenecks", Question.FORM) != hint_of("report_backs", Question.FORM)
    assert [done_word(kind) for kind in (*kinds[1:], None)] == [
        "Gedaan",
        "Doorgehakt",
        "Stap gezet",
        "Gedaan",
    ]


def test_labels_tell_the_kind() -> None:
    """Kinds that a report numbers itself get none here; no two kinds share a letter."""
    assert [label_of(kind, 2) for kind in KIND_WORDS] == ["V2", "R2", "", "", "", "P2", "K2"]
    assert (lasting_word("framework"), lasting_word("questions")) == ("van kracht", "open")


@pytest.mark.parametrize(
    ("item", "words", "about"),
    [
        (Solution(text="Eén\nloket"), "Eén loket", ""),
        (Promise(what="Bellen", owner="teamleider"), "Bellen", ""),
        (Decision(text="Zo"), "Zo", ""),
        (ReportBack(organisation="ggz", subject="knelpunten"), "ggz · knelpunten", ""),
        (FrameworkLine(text="Samen"), "Samen", ""),
        (FrameworkLine(text="Samen", case="B"), "Samen", "uit casus B"),
        (Note(text="Wachtlijst", escalated_to="stuurgroep"), "Wachtlijst", "ligt bij MT"),
        (OwnQuestion(text="Hoe?"), "Wat doe ik?", "stap: Bellen"),
        (OwnQuestion(by="manager", text="Hoe?"), "manager: Wat doe ik?", "stap: Bellen"),
    ],
)
def test_an_item_in_words(item: CarriedItem, words: str, about: str) -> None:
    """On one line, with what was told of it since: how it reads now, and where it lies."""
    told = (Update(wording="Wat doe ik?", next_step="Bellen", form="MT"),)
    assert (item_words(item, told), item_about(item, told)) == (words, about)


def test_a_question_without_a_step_has_nothing_beside_it() -> None:
    """It reads as it was worded first."""
    assert item_words(OwnQuestion(text="Hoe?"), ()) == "Hoe?"
    assert item_about(OwnQuestion(text="Hoe?"), ()) == ""
