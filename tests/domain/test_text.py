"""Text of people and files: what could command a terminal is made visible."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.text import LONGEST_BYTES, bytes_of, is_too_long, one_line, visible

_HARD = "\r\n\t\x1b\x9b\u202e\ud800\u200b\u200c\u200d\ufeff👩\U0001f3f4\U000e0067\U000e007f"
ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from(_HARD))


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
        ("nul\u200bbreed\u200d\ufeff", "nul\u200bbreed\u200d\ufeff"),
        ("a" + "\u0301" * 100, "a" + "\u0301" * 100),
        ("\u2764\ufe0f \u2764\ufe0e", "\u2764\ufe0f \u2764\ufe0e"),
        ("ja\U000e0041\U000e007f", "ja<e0041><e007f>"),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e007f",
            "\U0001f3f4\U000e0067\U000e0062\U000e007f",
        ),
        ("\u206a\ufff9", "<206a><fff9>"),
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
    assert visible(line) == line


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Jan\u200b", "Jan<200b>"),
        ("\ufeffGemeente", "<feff>Gemeente"),
        ("Ge\u200dmeen\u200cte", "Ge<200d>meen<200c>te"),
        ("a\u2060b", "a<2060>b"),
        ("👩‍👩‍👧 ❤\ufe0f\u200d🔥", "👩‍👩‍👧 ❤\ufe0f\u200d🔥"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d", "👩<200d>"),
    ],
)
def test_a_name_hides_nothing(name: str, shown: str) -> None:
    """What has no width shows in a name, unless it joins signs of an emoji or a script."""
    assert one_line(name) == shown


@pytest.mark.parametrize("sign", ["a", "é", "€", "🙂"])
def test_longest_text(sign: str) -> None:
    """A text of a hundred kilobytes fits and one byte more does not, in whatever letters."""
    fits = sign * (LONGEST_BYTES // len(sign.encode()))
    assert not is_too_long(fits)
    assert is_too_long(fits + sign)
    assert bytes_of("\ud800\x1b") == len("\ufffd<1b>".encode())
