"""What in a text looks like personal data of somebody: a sign for a person to judge.

No rule finds everything and none is always right, so nothing is ever changed by these rules
themselves: a person chooses to put a code name in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from types import MappingProxyType
from typing import Literal, get_args

from sessiecoach.domain.personal_names import after_salutation, by_given_name, known_names
from sessiecoach.domain.personal_numbers import (
    birth_dates,
    bsn_numbers,
    email_addresses,
    ibans,
    phone_numbers,
    postcodes,
)

PersonalKind = Literal[
    "bsn", "phone", "email", "iban", "postcode", "birth_date", "salutation", "name"
]
PERSONAL_KINDS: tuple[PersonalKind, ...] = get_args(PersonalKind)


@dataclass(frozen=True, slots=True)
class Sign:
    """A place in a text that looks like personal data."""

    kind: PersonalKind
    start: int
    end: int
    """Where it is over: the place after its last letter."""


IN_BRACKETS: Mapping[PersonalKind, str] = MappingProxyType(
    {
        "bsn": "[BSN]",
        "phone": "[telefoonnummer]",
        "email": "[e-mailadres]",
        "iban": "[rekeningnummer]",
        "postcode": "[adres]",
        "birth_date": "[geboortedatum]",
        "salutation": "[naam]",
        "name": "[naam]",
    }
)
"""What stands in a text in place of personal data that needs no telling apart."""


def personal_signs(text: str, names: Sequence[str] = ()) -> tuple[Sign, ...]:
    """Return what looks like personal data, in order; no two signs overlap.

    `names` are the full names that are known, such as those of participants. The work grows
    with the length of the text, so this may be asked at every key.
    """
    found: list[Sign] = []
    free = _Free(text)
    # What says most surely what it is comes first: a telephone number is no BSN.
    for kind, spans in _looked_for(text, names):
        found += [Sign(kind, *span) for span in spans if free.take(*span)]
    return tuple(sorted(found, key=lambda sign: sign.start))


def _looked_for(
    text: str, names: Sequence[str]
) -> Iterator[tuple[PersonalKind, Iterator[tuple[int, int]]]]:
    yield "email", email_addresses(text)
    yield "iban", ibans(text)
    yield "phone", phone_numbers(text)
    yield "birth_date", birth_dates(text)
    yield "bsn", bsn_numbers(text)
    yield "postcode", postcodes(text)
    yield "name", known_names(text, names)
    yield "salutation", after_salutation(text)
    yield "name", by_given_name(text)


class _Free:
    """Which places of a text no sign covers yet."""

    def __init__(self, text: str) -> None:
        self._covered = bytearray(len(text))

    def take(self, start: int, end: int) -> bool:
        """Cover a span where nothing of it is covered; return whether that was so."""
        if 1 in self._covered[start:end]:
            return False
        self._covered[start:end] = b"\x01" * (end - start)
        return True


def bsn_found(text: str) -> tuple[Sign, ...]:
    """Return what in a text passes for a BSN."""
    return tuple(sign for sign in personal_signs(text) if sign.kind == "bsn")


def replaced(text: str, sign: Sign, by: str) -> str:
    """Return a text with other words in the place of a sign.

    A full stop that ends the sentence serves for a code name with one as well.
    """
    after = text[sign.end :]
    if by.endswith(".") and after.startswith("."):
        after = after[1:]
    return text[: sign.start] + by + after


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CODE_NAME = re.compile(
    r"(?<!\w)(?:persoon|mevrouw|meneer|mijnheer|heer|juffrouw|juf|dokter|familie|gezin"
    r"|(?:dhr|mw|mevr|mej|fam|drs?|mr|ir|ing|prof|ds)\.?) ([A-Z](?:[0-9]{1,3})?)(?![\w'’-])",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"[^\W\d_]+\.?")


def code_names_in(text: str) -> tuple[str, ...]:
    """Return the code names of persons that a text has already, such as `persoon A`."""
    return tuple(found[0] for found in _CODE_NAME.finditer(text))


def code_name(text: str, sign: Sign, taken: Iterable[str] = ()) -> str:
    """Return the code name that is proposed for a sign; a person decides.

    `taken` are the code names that the meeting has already (`code_names_in`): the letter of
    each stands for one person, so the first letter that none of them has is proposed. After a
    salutation the salutation stays: `mevrouw A.`. What is no person gets the word for its kind
    in brackets.
    """
    if sign.kind not in ("name", "salutation"):
        return IN_BRACKETS[sign.kind]
    letters = {found[1].upper() for name in taken for found in _CODE_NAME.finditer(name)}
    letter = next(each for each in _code_letters() if each not in letters)
    if sign.kind == "name":
        return f"persoon {letter}"
    return f"{salutation_of(text, sign)} {letter}."


def salutation_of(text: str, sign: Sign) -> str:
    """Return the word that a salutation begins with, such as `mevrouw` or `dhr.`."""
    found = _SALUTATION.match(text, sign.start, sign.end)
    return found[0] if found is not None else ""


def _code_letters() -> Iterator[str]:
    """Yield A to Z, and then A2 to Z2, and so on."""
    numbered = (f"{letter}{place}" for place in count(2) for letter in _LETTERS)
    return chain(_LETTERS, numbered)
