"""What is said of personal data: its kinds, and what was replaced in what is handed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.privacy import PERSONAL_KINDS, PersonalKind
from sessiecoach.domain.pseudonyms import Pseudonyms, ReplacedKind
from sessiecoach.dutch.numbers import counted

KIND_WORDS: Final[Mapping[PersonalKind, tuple[str, str]]] = MappingProxyType(
    {
        "bsn": ("BSN", "BSN's"),
        "phone": ("telefoonnummer", "telefoonnummers"),
        "email": ("e-mailadres", "e-mailadressen"),
        "iban": ("rekeningnummer (IBAN)", "rekeningnummers (IBAN)"),
        "postcode": ("adres met postcode", "adressen met postcode"),
        "birth_date": ("geboortedatum", "geboortedata"),
        "salutation": ("aanspreekvorm met achternaam", "aanspreekvormen met achternaam"),
        "name": ("volledige naam", "volledige namen"),
    }
)
"""What one of each kind is called, and several."""
KIND_NOUNS: Final[Mapping[PersonalKind, str]] = MappingProxyType(
    {
        "bsn": "BSN",
        "phone": "telefoonnummer",
        "email": "e-mailadres",
        "iban": "rekeningnummer",
        "postcode": "adres",
        "birth_date": "geboortedatum",
        "salutation": "naam",
        "name": "naam",
    }
)
"""The same in one word, where it is short."""

_CHECKED_FOR: Final = "Gezocht is naar {kinds}."
_NO_GUARANTEE: Final = (
    "Zo'n controle vindt niet alles: dit is gepseudonimiseerd en niet anoniem. "
    "Wie het deelt, leest het eerst zelf na."
)


def replaced_words(replaced: Mapping[ReplacedKind, int]) -> str:
    """Return how many of each kind were replaced: `1 BSN en 2 telefoonnummers`; or nothing."""
    return _listed(
        [
            counted(replaced[kind], *KIND_WORDS[kind])
            for kind in PERSONAL_KINDS
            if replaced.get(kind)
        ]
    )


def closing_words(pseudonyms: Pseudonyms) -> str:
    """Return what stands at the end of a document: what was replaced, and what that is worth.

    To be asked once the document was made, because then everything is counted.
    """
    names, personal = pseudonyms.keeps_names, pseudonyms.keeps_personal
    if names and personal:
        return "Namen en andere persoonsgegevens staan er op verzoek zoals ze zijn getypt."
    said = [
        "Namen van deelnemers staan er op verzoek voluit."
        if names
        else "Namen van deelnemers zijn vervangen door initialen."
    ]
    if personal:
        said.append("Andere persoonsgegevens staan er op verzoek zoals ze zijn getypt.")
    else:
        found = replaced_words(pseudonyms.replaced)
        said.append(
            f"Door een woord tussen haken vervangen: {found}."
            if found
            else "Andere persoonsgegevens zijn niet gevonden."
        )
        kinds = _listed([several for _, several in KIND_WORDS.values()])
        said.append(_CHECKED_FOR.format(kinds=kinds))
    return " ".join([*said, _NO_GUARANTEE])


def _listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: `a, b en c`."""
    *first, last = words or ("",)
    return f"{', '.join(first)} en {last}" if first else last
