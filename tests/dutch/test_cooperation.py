"""What is said of a cooperation."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain.cooperation import forces
from sessiecoach.domain.session import Note, Rating, Scale, Session, Stagnation
from sessiecoach.dutch.cooperation import (
    NO_NUMBERS,
    bottleneck_words,
    force_words,
    pointing_words,
)

MODEL = Session(
    scales=(Scale(id="wat_we_willen", of=10, least=0), Scale(id="doen", of=10, least=0)),
    stagnations=(Stagnation(id="schijn", title="Schijn", between=("wat_we_willen", "doen")),),
)


def scored(want: int, does: int) -> Session:
    ratings = (
        Rating(id="r1", scale="wat_we_willen", value=want, of=10),
        Rating(id="r2", scale="doen", value=does, of=10),
    )
    return replace(MODEL, ratings=ratings)


def test_the_numbers_begin_a_conversation() -> None:
    """What they point at with both numbers, and that the group chooses; never a verdict."""
    assert pointing_words(scored(7, 3)) == (
        "De cijfers wijzen op schijn: wat we willen 7,0, doen 3,0."
        " Een begin van het gesprek; de groep kiest."
    )
    assert pointing_words(scored(7, 6)) == (
        "De cijfers wijzen niet één kant op: nergens is het verschil 2 punten of meer."
        " Praat erover; de groep kiest."
    )


def test_without_numbers_nothing_is_pointed_at() -> None:
    """It says where numbers come from; a werkvorm without a model says nothing."""
    assert pointing_words(MODEL) == NO_NUMBERS
    assert pointing_words(Session()) == ""


def test_a_force_without_a_number_has_a_name() -> None:
    """Its id, as words."""
    assert [force_words(each) for each in forces(MODEL)] == ["wat we willen", "doen"]


@pytest.mark.parametrize(
    ("to", "cut", "words"),
    [
        ("", None, "nog nergens geagendeerd"),
        ("stuurgroep Jeugd", None, "ligt bij stuurgroep Jeugd"),
        ("", dt.date(2016, 10, 3), "doorgehakt op 3 okt 2016"),
        ("college", dt.date(2016, 10, 3), "doorgehakt door college op 3 okt 2016"),
    ],
)
def test_where_a_bottleneck_lies_in_words(to: str, cut: dt.date | None, words: str) -> None:
    """Nowhere, with a named body, or cut on a day."""
    assert bottleneck_words(Note(escalated_to=to, resolved_on=cut)) == words
