"""Whether a number is one: the elfproef of a BSN, and the check digits of an IBAN."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BSN_DIGITS = 9
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_NO_BSN = "0" * BSN_DIGITS

_COUNTRIES = """
AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29
ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20
LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24
RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 VG24 XK20
"""
_LENGTHS: Mapping[str, int] = MappingProxyType(
    {each[:2]: int(each[2:]) for each in _COUNTRIES.split()}
)


def is_bsn(digits: str) -> bool:
    """Return whether digits without signs between them are a BSN; eight get a zero in front."""
    number = digits.rjust(BSN_DIGITS, "0") if len(digits) == BSN_DIGITS - 1 else digits
    if len(number) != BSN_DIGITS or number == _NO_BSN:
        return False
    if not (number.isascii() and number.isdigit()):
        return False
    weighed = (weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=True))
    return sum(weighed) % 11 == 0


def iban_length(country: str) -> int:
    """Return how many letters and digits an IBAN of a country has; 0 where it has none."""
    return _LENGTHS.get(country.upper(), 0)


def is_iban(number: str) -> bool:
    """Return whether letters and digits without spaces are an IBAN: length and check digits."""
    if len(number) != iban_length(number[:2]) or not (number.isascii() and number.isalnum()):
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
