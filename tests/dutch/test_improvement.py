"""Tests of the line that says what must get better."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.session import Improvement
from sessiecoach.dutch.improvement import read_improvement

TODAY = dt.date(2016, 9, 5)
TENTH = dt.date(2016, 10, 10)


def nobody(_word: str) -> str:
    """Know nobody."""
    return ""


@pytest.mark.parametrize(
    ("line", "text", "owner", "due"),
    [
        ("Eerst één team @teamleider vóór 10 okt", "Eerst één team", "teamleider", TENTH),
        ("Eerst één team", "Eerst één team", "", None),
        ("uiterlijk 10-10-2016 regelen", "regelen", "", TENTH),
        ("op maandag 10 oktober 2016 af.", "af.", "", TENTH),
        ("voor 3 gezinnen regelen", "voor 3 gezinnen regelen", "", None),
        ("mail a@b.nl en @ iets", "mail a@b.nl en @ iets", "", None),
        ("@a eerst @b", "eerst", "b", None),
        ("@werkgroep-anders doen", "doen", "werkgroep anders", None),
        ("per 4 jan", "", "", dt.date(2017, 1, 4)),
        ("", "", "", None),
    ],
)
def test_line(line: str, text: str, owner: str, due: dt.date | None) -> None:
    """`@` names the owner, a date counts after vóór, uiterlijk, op or per; the rest is text."""
    assert read_improvement(line, TODAY, nobody) == Improvement(text=text, owner=owner, due=due)


def test_an_owner_who_is_known_keeps_the_spelling() -> None:
    """The word that was typed gives the name that is used."""
    known = {"anders-samenwerken": "werkgroep 'Anders samenwerken'"}
    found = read_improvement("doen @anders-samenwerken", TODAY, lambda word: known.get(word, ""))
    assert found.owner == "werkgroep 'Anders samenwerken'"


@given(st.text(max_size=60))
def test_any_line_can_be_read(line: str) -> None:
    """Whatever was typed, it is read without a fault, on one line."""
    assert "\n" not in read_improvement(line, TODAY, nobody).text
