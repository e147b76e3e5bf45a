"""The sentences with which the rules for personal data are measured, and how they come out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sessiecoach.domain.privacy import PERSONAL_KINDS, personal_signs

HERE = Path(__file__).parent
NAMES = ("Susanne Smits", "Bart Bakker")
"""Who takes part in the meeting in which these sentences are typed."""

Found = tuple[str, int, int]
"""A kind of personal data, and where it stands."""

_MARK = re.compile(r"\{(\w+)\|([^}]+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, what a person points out in it, and where the rules go wrong."""

    text: str
    expected: tuple[Found, ...]
    missed: tuple[str, ...] = ()
    """What the rules do not find."""
    false: tuple[str, ...] = ()
    """What the rules find and a person does not: a kind, a bar and the text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in a sentence beside what a person points out."""

    hits: tuple[Found, ...]
    """What a person points out and was found, wholly or in part."""
    missed: tuple[Found, ...]
    false: tuple[Found, ...]


def read_sentences(name: str) -> tuple[Sentence, ...]:
    """Read the sentences of a file beside this one."""
    tables = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["sentence"]
    return tuple(_sentence(**table) for table in tables)


def _sentence(text: str, missed: Sequence[str] = (), false: Sequence[str] = ()) -> Sentence:
    plain, at, expected = "", 0, []
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        assert mark[1] in PERSONAL_KINDS
        expected.append((mark[1], len(plain), len(plain) + len(mark[2])))
        plain, at = plain + mark[2], mark.end()
    return Sentence(plain + text[at:], tuple(expected), tuple(missed), tuple(false))


def found_by_rules(text: str) -> tuple[Found, ...]:
    """Return what the rules of the program find."""
    return tuple((sign.kind, sign.start, sign.end) for sign in personal_signs(text, NAMES))


def outcome(sentence: Sentence, find: Callable[[str], Iterable[Found]]) -> Outcome:
    """Return how something that finds personal data does on a sentence.

    What a person points out is found by a sign of that kind that shares a letter with it.
    """
    found = tuple(find(sentence.text))
    hits = tuple(each for each in sentence.expected if any(_meets(each, sign) for sign in found))
    return Outcome(
        hits=hits,
        missed=tuple(each for each in sentence.expected if each not in hits),
        false=tuple(
            sign for sign in found if not any(_meets(each, sign) for each in sentence.expected)
        ),
    )


def _meets(one: Found, other: Found) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


TRIAL = read_sentences("privacy_trial_sentences.toml")
MEASURED = read_sentences("privacy_sentences.toml")
