"""Tests of the day by which something is promised, as it stands at the end of a line."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.dutch.due import split_due, with_due

TODAY = dt.date(2016, 9, 5)
FIRST = dt.date(2016, 12, 1)


@pytest.mark.parametrize(
    ("line", "text", "due"),
    [
        ("ik bel de wethouder vóór 1 dec", "ik bel de wethouder", FIRST),
        ("ik bel voor 1 december.", "ik bel", FIRST),
        ("ik bel, uiterlijk do 1 dec 2016", "ik bel", FIRST),
        ("ik bel Vóór 1-12", "ik bel", FIRST),
        ("ik bel vo\u0301o\u0301r 1 dec", "ik bel", FIRST),
        ("ruimte voor Piet voor 1 jan", "ruimte voor Piet", dt.date(2017, 1, 1)),
        ("uiterlijk 5 sep", "", TODAY),
    ],
)
def test_a_day_at_the_end_is_taken_out(line: str, text: str, due: dt.date) -> None:
    """After vóór, voor or uiterlijk; the year is that of the first such day from today on."""
    assert split_due(line, TODAY) == (text, due)


@pytest.mark.parametrize(
    "line",
    [
        "bellen vóór 31 feb",
        "bellen vóór wo 1 dec",
        "vóór 1 dec bellen",
        "bellen op 1 dec",
        "bellen per 1 dec",
        "ruimte voor 3 gezinnen",
        "bellen voor 9.10",
        "bellen voor",
        "bellenvoor 1 dec",
        "",
    ],
)
def test_what_is_no_day_at_the_end_stays_text(line: str) -> None:
    """A day that does not exist, one elsewhere in the line, and what may be a time."""
    assert split_due(line, TODAY) == (line, None)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.text("ab voor1dec", max_size=20))
def test_a_day_that_was_written_is_read_back(due: dt.date, text: str) -> None:
    """What is put behind a text to be changed is what the changed line says again."""
    text = " ".join(text.split())
    assert split_due(with_due(text, due), TODAY) == (text, due)
