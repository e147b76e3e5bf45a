"""Taking out of texts what tells of a person: names, titles of cases, personal data."""

from __future__ import annotations

import itertools
import re
import string
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Final, Literal, TypeVar, get_args

from sessiecoach.domain.privacy import IN_BRACKETS, personal_signs, replaced
from sessiecoach.domain.session import Block, Case, Session, Solution, WayOut

T = TypeVar("T")
Words = Callable[[str], str]
"""Takes a text and gives it without what tells of a person."""
_SHORT_ID: Final = re.compile("[0-9A-Za-z]{1,3}")
_LEAST_TITLE: Final = 8
_MOST_ROUNDS: Final = 8
_A_PARTICIPANT: Final = "deelnemer"
# Names of things, not words of people; the rest of what is text is looked through, so that a
# field that is added later is not forgotten.
_NOT_SAID: Final = frozenset(
    {
        *("id", "block", "perspective", "case", "group", "kind", "series", "werkvorm", "document"),
        *("zone", "location", "scale", "step", "promise", "stagnation", "solution", "party"),
        *("item", "becomes", "same_as", "differs_from", "merged_into", "heading", "outcome"),
        *("domain", "from_", "supported_by", "between", "present", "captures", "perspectives"),
        *("scales", "choice", "invented", "outcomes", "required_roles", "desired_roles"),
        *("required_domains", "present_at_start_and_end"),
    }
)
_NOT_SAID_IN: Final = frozenset({(Solution, "answers"), (Block, "question"), (WayOut, "role")})


def names_in(meetings: Iterable[Session]) -> Mapping[str, str]:
    """Return the full names of participants, each with the role that takes its place."""
    every = [each for meeting in meetings for each in meeting.participants if each.name.strip()]
    known = [each.name for each in every]
    found: dict[str, str] = {}
    for each in every:
        # A role that holds a name itself would bring back what it stands for.
        plain = each.role.strip() and not personal_signs(each.role, known)
        found.setdefault(each.name.strip(), each.role.strip() if plain else _A_PARTICIPANT)
    return found


def words_without(
    names: Mapping[str, str], cases: Sequence[Case] = (), others: Sequence[Case] = ()
) -> Words:
    """Return what takes titles of cases, known names and recognised personal data out of texts.

    A case of the meeting itself becomes its letter, one of the `others` of its series just a
    case. A title of one short word stays: it is a word of every day, and found everywhere.
    """
    roles = {_as_name(name): role for name, role in names.items()}
    known = tuple(names)
    letters = letters_of(cases)
    titles = {
        _as_name(case.title): f"casus {letters.get(case.id, case.id).upper()}" if own else "casus"
        for own, each in ((False, others), (True, cases))
        for case in each
        if len(case.title.split()) > 1 or len(case.title.strip()) >= _LEAST_TITLE
    }
    spaced = (r"\s+".join(map(re.escape, title.split())) for title in titles)
    pattern = "|".join(sorted(spaced, key=len, reverse=True))
    titled = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None

    def without(text: str) -> str:
        if titled is not None:
            text = titled.sub(lambda found: titles.get(_as_name(found[0]), "casus"), text)
        # What takes the place of a name may stand beside what then looks like another.
        for _ in range(_MOST_ROUNDS):
            signs = personal_signs(text, known)
            for sign in reversed(signs):
                named = _as_name(text[sign.start : sign.end])
                text = replaced(text, sign, roles.get(named, IN_BRACKETS[sign.kind]))
            if not signs:
                break
        return text

    return without


def _as_name(text: str) -> str:
    return " ".join(text.split()).casefold()


def letters_of(cases: Sequence[Case]) -> Mapping[str, str]:
    """Return a letter for each id of a case that a person made of words, which may tell who."""
    taken = {case.id for case in cases}
    free = (each for each in _every_letter() if each not in taken)
    return {case.id: next(free) for case in cases if not _SHORT_ID.fullmatch(case.id)}


def _every_letter() -> Iterator[str]:
    """Yield a to z, then aa, ab and so on."""
    length = 1
    while True:
        yield from map("".join, itertools.product(string.ascii_lowercase, repeat=length))
        length += 1


def plain(value: T, words: Words, letters: Mapping[str, str]) -> T:
    """Return a value with every text that a person said looked through, however deep."""
    return typing.cast("T", _looked_at(value, words, letters))


def _looked_at(value: object, words: Words, letters: Mapping[str, str]) -> object:
    if isinstance(value, tuple | list):
        return type(value)(_looked_at(each, words, letters) for each in value)
    if isinstance(value, Mapping):  # of keys that this version does not know
        return {name: _looked_at(each, words, letters) for name, each in value.items()}
    if isinstance(value, str):
        return words(value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for name in _looked_through(type(value)):
        old = getattr(value, name)
        new = letters.get(old, old) if name == "case" else _looked_at(old, words, letters)
        if new != old:
            changed[name] = new
    return replace(value, **changed) if changed else value


@cache
def _looked_through(cls: Any) -> tuple[str, ...]:
    """Return the fields of a dataclass that can hold what a person said, and where a case is."""
    hints = typing.get_type_hints(cls)
    return tuple(
        each.name
        for each in fields(cls)
        if each.name == "case"
        or (
            each.name not in _NOT_SAID
            and (cls, each.name) not in _NOT_SAID_IN
            and _holds_text(hints[each.name])
        )
    )


def _holds_text(hint: Any) -> bool:
    """Tell whether a value of this type can hold a text that is not one of a few words."""
    origin = typing.get_origin(hint)
    if origin is Literal:
        return False
    if origin is None:
        return hint is str or is_dataclass(hint)
    return origin is Mapping or any(_holds_text(each) for each in get_args(hint))
