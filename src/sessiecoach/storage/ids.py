"""Ids that are made where an item is made and stay for ever."""

from __future__ import annotations

import secrets
from typing import Final

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


def new_document() -> str:
    """Return what ties the journal and the room state of a session to its record."""
    return _random(_DOCUMENT_LENGTH)


def _random(length: int) -> str:
    return "".join(secrets.choice(CHARACTERS) for _ in range(length))
