"""How wide the columns of a table on paper are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.export.widths import LETTERS, shares


@given(st.lists(st.tuples(st.lists(st.text(), min_size=1), st.booleans()), min_size=1, max_size=12))
def test_together_they_are_the_line(columns: list[tuple[list[str], bool]]) -> None:
    """Whatever stands in them, columns fill the line and none is without width."""
    found = shares([texts for texts, _ in columns], [grows for _, grows in columns])
    assert sum(found) == pytest.approx(1)
    assert min(found) > 0


def test_what_nobody_needs_goes_to_those_that_grow() -> None:
    """A column of dates is as wide as a date; the rest is for the words."""
    found = shares([["ma 21 nov 2016"], ["kort"]], [False, True])
    assert found[0] * LETTERS == pytest.approx(len("ma 21 nov 2016") + 2)


def test_short_texts_get_all_they_wish_before_long_ones() -> None:
    """A date stays on one line beside a story."""
    found = shares([["ma 21 nov 2016"], ["een verhaal " * 40]], [False, True])
    assert found[0] * LETTERS >= len("ma 21 nov 2016") + 2


def test_a_word_without_end_pushes_nobody_away() -> None:
    """A word longer than a quarter of the line is broken off, not its neighbours."""
    found = shares([["x" * 500], ["woningcorporatie"], ["huisartsenzorg"]], [True, False, False])
    assert found[1] * LETTERS >= len("woningcorporatie")
    assert found[2] * LETTERS >= len("huisartsenzorg")
