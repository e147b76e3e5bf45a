"""Items that are still to be filled in, with the id that they will have."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from sessiecoach.domain.session import ID_LETTERS, Case, Group, Item, Participant
from sessiecoach.storage.ids import new_id

EMPTY: Final[Mapping[str, Item]] = {
    "cases": Case(),
    "groups": Group(),
    "participants": Participant(),
}


def new_participant(_taken: Iterable[str]) -> Item:
    """Return somebody who is still to be described."""
    return Participant(id=new_id(ID_LETTERS["participants"]))


def new_case(taken: Iterable[str]) -> Item:
    """Return a case with the next small letter that no other has."""
    return Case(id=_free_letter(string.ascii_lowercase, taken))


def new_group(taken: Iterable[str]) -> Item:
    """Return a group with the next capital that no other has."""
    return Group(id=_free_letter(string.ascii_uppercase, taken))


def _free_letter(letters: str, taken: Iterable[str]) -> str:
    """Return the first letter that no item has, and after the last one letters with a number."""
    used = set(taken)
    numbered: Iterator[str] = (
        f"{letter}{number}" for number in range(2, 100) for letter in letters
    )
    return next(each for each in chain(letters, numbered) if each not in used)
