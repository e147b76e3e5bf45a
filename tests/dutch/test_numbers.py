"""Numbers get a decimal comma and their word in one or more."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.dutch.numbers import counted, decimal, difference_words, number_words


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.5, 1, "0,5"),
        (3.0, 1, "3"),
        (3, 1, "3"),
        (100, 0, "100"),
        (7.25, 1, "7,3"),
        (7.25, 2, "7,25"),
        (2.675, 2, "2,68"),
        (-0.04, 1, "0"),
        (-1.5, 0, "-2"),
        (Decimal("12.50"), 2, "12,5"),
    ],
)
def test_decimal_comma(value: float | Decimal, places: int, text: str) -> None:
    """A comma, no zeros at the end, halves away from zero, and no minus before zero."""
    assert decimal(value, places) == text


@given(st.decimals(-1000, 1000, places=2))
def test_decimal_says_the_number(value: Decimal) -> None:
    """Read back with a point for the comma it is the same number."""
    assert Decimal(decimal(value, 2).replace(",", ".")) == value


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 oplossingen"), (1, "1 oplossing"), (3, "3 oplossingen")]
)
def test_count_and_word_agree(count: int, text: str) -> None:
    """Only one has the word for one."""
    assert counted(count, "oplossing", "oplossingen") == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(4, 1, "4,0"), (4.25, 1, "4,3"), (4, 0, "4"), (4.5, 2, "4,50"), (None, 1, "–")],
)
def test_a_number_among_others_has_its_decimals(
    value: float | None, places: int, text: str
) -> None:
    """A round number has its decimal too, so that numbers under each other line up."""
    assert number_words(value, places) == text


@pytest.mark.parametrize(
    ("delta", "places", "text"),
    [
        (0.9, 1, "+0,9"),
        (-2, 0, "−2"),
        (-1, 1, "−1,0"),
        (0, 0, "gelijk"),
        (0.04, 1, "gelijk"),
        (-0.04, 1, "gelijk"),
        (10, 0, "+10"),
        (None, 1, ""),
    ],
)
def test_a_difference_has_a_sign(delta: float | None, places: int, text: str) -> None:
    """More and less have a sign, and what is the same at these decimals says so."""
    assert difference_words(delta, places) == text
