"""Tests of the words for how items stand, and of the sentence that opens a terugkom."""

from __future__ import annotations

import datetime as dt

import pytest

from sessiecoach.domain.carry_over import Opening
from sessiecoach.domain.session import Improvement, Update
from sessiecoach.domain.standing import (
    CLOSED,
    BottleneckStatus,
    CheckStatus,
    LineStatus,
    PromiseStatus,
    SolutionStatus,
    StepStatus,
)
from sessiecoach.dutch.standing import (
    NOTHING_LEFT,
    opening_sentence,
    status_sign,
    status_word,
    told_words,
)

EVERY_STATUS = [
    *SolutionStatus,
    *PromiseStatus,
    *CheckStatus,
    *LineStatus,
    *BottleneckStatus,
    *StepStatus,
]


def test_every_status_has_a_word_and_a_sign() -> None:
    """No status of any kind of item lacks its Dutch word or its sign."""
    for status in EVERY_STATUS:
        assert status_word(status)
        assert len(status_sign(status)) == 1


def test_statuses_that_share_a_value_keep_the_word_of_their_own_kind() -> None:
    """What is done is `gereed` of a promise and `gedaan` of a report-back."""
    assert status_word(PromiseStatus.DONE) == "gereed"
    assert status_word(CheckStatus.DONE) == "gedaan"
    assert status_word(SolutionStatus.UNKNOWN) == status_word(CheckStatus.UNKNOWN) == "onbekend"


def test_only_what_is_closed_has_a_closed_sign() -> None:
    """The sign tells without colour whether something still comes back."""
    for status in EVERY_STATUS:
        is_closed = any(status is each for each in CLOSED) or status in CLOSED
        if status_sign(status) in "●×":
            assert is_closed


def test_the_sentence_of_the_design() -> None:
    """Solutions by status, promises that are late, and organisations that reported back."""
    opening = Opening(
        {
            SolutionStatus.UNKNOWN: 1,
            SolutionStatus.BEING_WORKED_OUT: 1,
            SolutionStatus.APPLIED: 1,
        },
        promises_late=2,
        promises_open=5,
        organisations_reported=4,
        organisations=6,
    )
    assert opening_sentence(opening) == (
        "3 oplossingen: 1 toegepast, 1 in uitwerking, 1 onbekend; 2 toezeggingen te laat; "
        "terugkoppeling uit 4 van 6 organisaties."
    )


def test_every_kind_is_counted_in_the_order_in_which_it_is_asked() -> None:
    """Each with its own words; a step is taken by somebody, so its number comes last."""
    opening = Opening(
        {SolutionStatus.APPLIED: 1},
        promises_late=1,
        promises_open=1,
        organisations_reported=0,
        organisations=0,
        by_kind={
            "bottlenecks": {BottleneckStatus.UNKNOWN: 1},
            "framework": {LineStatus.NOT_APPLIED: 2, LineStatus.APPLIED: 3},
            "questions": {StepStatus.NONE: 2, StepStatus.TAKEN: 4},
        },
    )
    assert opening_sentence(opening) == (
        "6 deelnemersvragen: stap gezet bij 4, nog geen stap bij 2; 5 afspraken van het kader: "
        "3 toegepast, 2 niet toegepast; 1 oplossing: 1 toegepast; 1 toezegging te laat; "
        "1 knelpunt: 1 onbekend."
    )


@pytest.mark.parametrize(
    ("opening", "sentence"),
    [
        (Opening({}, 0, 0, 0, 0), NOTHING_LEFT),
        (Opening({SolutionStatus.DROPPED: 1}, 0, 0, 0, 0), "1 oplossing: 1 vervallen."),
        (Opening({}, 1, 1, 0, 0), "1 toezegging te laat."),
        (Opening({}, 0, 3, 0, 0), "3 toezeggingen open, geen te laat."),
        (Opening({}, 0, 0, 0, 1), "terugkoppeling uit 0 van 1 organisatie."),
    ],
)
def test_what_there_is_not_is_left_out(opening: Opening, sentence: str) -> None:
    """Only what earlier meetings left is counted off, in the singular where it is one."""
    found = opening_sentence(opening)
    assert found == sentence[:1].upper() + sentence[1:]


@pytest.mark.parametrize(
    ("update", "words"),
    [
        (Update(), ""),
        (
            Update(worked_out="partly", how="Per team.", applied="no"),
            "deels uitgewerkt — Per team; niet toegepast",
        ),
        (
            Update(applied="yes", applied_where="Oss", went="well", embedded=True),
            "geborgd; toegepast — Oss; het ging goed",
        ),
        (Update(dropped=True, reason="achterhaald"), "vervallen — achterhaald"),
        (Update(status="dropped", reason="achterhaald"), "vervallen — achterhaald"),
        (Update(status="started", due=dt.date(2016, 10, 10)), "loopt; nu voor ma 10 okt 2016"),
        (
            Update(done="yes", form="MT", response="fijn", new_bottlenecks=("tijd",)),
            "gedaan — MT; reactie: fijn; nieuw knelpunt: tijd",
        ),
        (Update(remark="later meer", reported_by="manager"), "later meer (gemeld door manager)"),
        (
            Update(remark="Vier doen het.", reported_by="ggz", new_bottlenecks=("Tijd.", "Geld.")),
            "Vier doen het; nieuw knelpunt: Tijd; nieuw knelpunt: Geld (gemeld door ggz)",
        ),
        (
            Update(
                improvements=(
                    Improvement(text="a", owner="b", due=dt.date(2016, 10, 10)),
                    Improvement(text="c"),
                )
            ),
            "moet beter: a (b, voor ma 10 okt 2016); moet beter: c",
        ),
    ],
)
def test_what_was_told_in_one_line(update: Update, words: str) -> None:
    """Each answer with the words that go with it."""
    assert told_words(update) == words


def test_what_was_told_of_another_kind_has_its_words() -> None:
    """A knot is cut and a step is taken; without a kind both are done."""
    knot = Update(done="partly", form="college", response="Delen mag")
    assert told_words(knot, "bottlenecks") == "deels doorgehakt — college; besloten: Delen mag"
    assert told_words(knot) == "deels gedaan — college; reactie: Delen mag"
    step = Update(done="no", wording="Wat doe ik?", position="ernaast", next_step="Bellen.")
    assert told_words(step, "questions") == (
        "stap niet gezet; vraag nu: Wat doe ik?; positie: ernaast; volgende stap: Bellen."
    )
