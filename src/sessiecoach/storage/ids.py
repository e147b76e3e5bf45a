"""Ids that are made where an item is made, stay for ever, and stand once in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sessiecoach.domain.errors import Fault, FaultCode

CHARACTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Base32 without the letters that look like another one."""
_ITEM_LENGTH: Final = 8
_DOCUMENT_LENGTH: Final = 20


def new_id(letter: str) -> str:
    """Return a letter, a dash and eight random characters, such as `n-7k3qam9x`."""
    return f"{letter}-{new_part()}"


def new_part() -> str:
    """Return the random part of an id, also for the name of a file that nobody else makes."""
    return _random(_ITEM_LENGTH)


def made_id(letter: str, seed: bytes) -> str:
    """Return the id that an item without one always gets, by what is the same at every reading."""
    import hashlib

    digest = hashlib.sha256(seed).digest()
    letters = "".join(CHARACTERS[byte % len(CHARACTERS)] for byte in digest[:_ITEM_LENGTH])
    return f"{letter}-{letters}"


def new_document() -> str:
    """Return what ties the journal and the room state of a session to its record."""
    return _random(_DOCUMENT_LENGTH)


def double_ids(table: str, ids: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault at each place where an id stands that stood before in the same table."""
    seen: set[str] = set()
    for number, each in enumerate(ids, start=1):
        if each in seen:
            yield Fault(FaultCode.DOUBLE_ID, f"{table}[{number}].id", found=f'"{each}"')
        seen.add(each)


def _random(length: int) -> str:
    import secrets

    return "".join(secrets.choice(CHARACTERS) for _ in range(length))
