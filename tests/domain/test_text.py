"""Text of people and files: what could command a terminal is made visible."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.text import one_line, visible

ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from("\r\n\t\x1b\x9b\u202e\ud800"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("in casuïstiek\tof\nniet €", "in casuïstiek\tof\nniet €"),
        ("\x1b[31mrood", "<1b>[31mrood"),
        ("\x9b31m\x07\x7f\x00", "<9b>31m<07><7f><00>"),
        ("een\r\ntwee\rdrie\n", "een\ntwee\ndrie\n"),
        ("\u202egnip\u2066\u200f", "<202e>gnip<2066><200f>"),
        ("\u2028\u2029\x85", "<2028><2029><85>"),
        ("\ud800x", "\ufffdx"),
        ("\uffff\ufffe", "<ffff><fffe>"),
        ("👩‍👩‍👧 é e\u0301", "👩‍👩‍👧 é e\u0301"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """Tab, newline and all that people write stay; what commands becomes a stand-in."""
    assert visible(text) == shown


@given(ANY_TEXT)
def test_visible_text_is_safe(text: str) -> None:
    """Nothing that is left commands a terminal, and every file can hold it."""
    shown = visible(text)
    shown.encode()
    assert not any(
        unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs")
        for character in shown.replace("\n", "").replace("\t", "")
    )
    assert not any(
        unicodedata.bidirectional(character).startswith(("LR", "RL", "PD", "FSI"))
        for character in shown
    )


@given(ANY_TEXT)
def test_visible_twice_is_visible_once(text: str) -> None:
    """Text that comes in a second time stays as it is."""
    assert visible(visible(text)) == visible(text)


@given(ANY_TEXT)
def test_one_line(text: str) -> None:
    """Text for a place with one line has one, without space at its ends, and stays as it is."""
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip() == one_line(line)
    assert line.split() == visible(text).split()
