"""Numbers and addresses in a text that lead to one person: where each begins and ends.

Every pattern begins at a border and repeats a bounded number of times, so that the work grows
with the length of a text and with nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sessiecoach.domain.elfproef import BSN_DIGITS, iban_length, is_bsn, is_iban

Span = tuple[int, int]
"""Where something begins in a text, and where it has ended."""

_HYPHENS = "\\-\u2010\u2011\u2013"
_SPACES = " \u00a0\u202f"
_BETWEEN = f"[{_SPACES}.{_HYPHENS}]"
_DIGIT_RUN = re.compile(f"[0-9]+(?:{_BETWEEN}[0-9]+)*")
_DIGITS = re.compile("[0-9]+")
_FEWEST_TOGETHER = 2
_NEAR = 40
"""Signs before and after a number in which a word for it counts."""
_BSN_WORD = re.compile(r"\b(?:bsn|burgerservicenummer|sofi-?nummer|sofi-?nr)", re.IGNORECASE)
_BSN_WORD_BEFORE = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofi-?nummer|sofi-?nr)"
    r"(?:[ -]?(?:nummer|nr))?[.:= ]{0,3}(?:(?:is|was|van \w{1,20})[: ]{1,2})?\Z",
    re.IGNORECASE,
)
_RSIN_BEFORE = re.compile(r"\brsin(?:[ -]?(?:nummer|nr))?[.:= ]{0,3}\Z", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(?:€|\beuro?|\beur)[ \u00a0]?\Z", re.IGNORECASE)
_MONEY_AFTER = re.compile(r",[0-9]|,-|[ \u00a0]?(?:€|euro\b|eur\b)", re.IGNORECASE)
_USUAL_SHAPES = frozenset({(9,), (3, 3, 3), (4, 2, 3), (2, 3, 4), (4, 3, 2)})
"""How many digits stand together when a BSN is written in parts."""
_DAY_AND_YEAR = re.compile("(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}")


def bsn_numbers(text: str) -> Iterator[Span]:
    """Yield the numbers that pass the elfproef of a BSN, also written in parts.

    Eight digits count only near a word for BSN, because many dates pass as well; an amount
    of money and the number of an organisation (RSIN) do not.
    """
    for run in _DIGIT_RUN.finditer(text):
        parts = [each.span() for each in _DIGITS.finditer(text, *run.span())]
        reached = 0
        for first in range(len(parts)):
            last = _last_part(parts, first)
            if parts[first][0] >= reached and last is not None:
                whole = parts[first : last + 1]
                if _is_bsn_in_parts(text, whole):
                    reached = whole[-1][1]
                    yield whole[0][0], reached


def _last_part(parts: Sequence[Span], first: int) -> int | None:
    """Return with which part a number has as many digits as a BSN; none is of one digit."""
    digits = 0
    for last in range(first, len(parts)):
        start, end = parts[last]
        digits += end - start
        if end - start < _FEWEST_TOGETHER or digits > BSN_DIGITS:
            return None
        if digits >= BSN_DIGITS - 1:
            return last
    return None


def _is_bsn_in_parts(text: str, parts: Sequence[Span]) -> bool:
    shape = tuple(end - start for start, end in parts)
    start, end = parts[0][0], parts[-1][1]
    between = {text[each] for _, each in parts[:-1]}
    digits = "".join(text[a:b] for a, b in parts)
    if len(between) > 1 or not is_bsn(digits):
        return False
    if between and not _stands_apart(text, start, end, between):
        return False
    if _is_joined(text, start, end) or _is_money(text, start, end):
        return False
    before = text[max(0, start - _NEAR) : start]
    if _RSIN_BEFORE.search(before):
        return False
    if shape in _USUAL_SHAPES:
        return True
    if _DAY_AND_YEAR.fullmatch(digits):
        return _BSN_WORD_BEFORE.search(before) is not None
    return _BSN_WORD.search(text, max(0, start - _NEAR), end + _NEAR) is not None


def _stands_apart(text: str, start: int, end: int, between: set[str]) -> bool:
    """Return whether a number in parts is not cut out of a longer one."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (
        (before[-1:] in between and before[:-1].isdigit())
        or (after[:1] in between and after[1:].isdigit())
    )


def _is_joined(text: str, start: int, end: int) -> bool:
    """Return whether a letter or a comma ties a number to something else."""
    letters = text[max(0, start - 3) : start]
    tied = letters[-1:].isalpha() or letters[-1:] == "_" or re.search("[0-9],\\Z", letters)
    return bool(tied and letters.casefold() != "bsn") or text[end : end + 1].isalpha()


def _is_money(text: str, start: int, end: int) -> bool:
    if _MONEY_BEFORE.search(text[max(0, start - 6) : start]):
        return True
    return _MONEY_AFTER.match(text, end) is not None


_IBAN_BEGIN = re.compile("(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?=[ .\u00a0-]?[A-Za-z0-9])")
_IBAN_SIGN = re.compile("[ .\u00a0-]?([A-Za-z0-9])")


def ibans(text: str) -> Iterator[Span]:
    """Yield the bank accounts of any country whose check digits are right."""
    for begin in _IBAN_BEGIN.finditer(text):
        number, at = begin[0], begin.end()
        while len(number) < iban_length(begin[0][:2]):
            sign = _IBAN_SIGN.match(text, at)
            if sign is None:
                break
            number, at = number + sign[1], sign.end()
        if is_iban(number) and not text[at : at + 1].isalnum():
            yield begin.start(), at


_PHONE_BETWEEN = f"[{_SPACES}./{_HYPHENS}]"
_PHONE = re.compile(
    "(?<![0-9A-Za-z+,.])(?:"
    # From abroad: the number of a country, and seven digits or more.
    rf"(?:\+|00)[1-9](?:{_PHONE_BETWEEN}?\(0\){_PHONE_BETWEEN}?[0-9]|{_PHONE_BETWEEN}?[0-9])"
    r"{8,13}"
    # Mobile, in whatever parts.
    rf"|06(?:{_PHONE_BETWEEN}|[{_SPACES}][{_HYPHENS}][{_SPACES}])?[1-9]"
    rf"(?:{_PHONE_BETWEEN}?[0-9]){{7}}"
    # An area code of three or four digits, and what makes ten with it.
    rf"|\(?0[1-57-9][0-9]\)?(?:{_PHONE_BETWEEN}|[{_SPACES}][{_HYPHENS}][{_SPACES}])?"
    rf"[1-9](?:{_PHONE_BETWEEN}?[0-9]){{6}}"
    rf"|\(?0[1-57-9][0-9]{{2}}\)?(?:{_PHONE_BETWEEN}|[{_SPACES}][{_HYPHENS}][{_SPACES}])"
    rf"[1-9](?:{_PHONE_BETWEEN}?[0-9]){{5}}"
    rf")(?![0-9]|[./{_HYPHENS}][0-9])"
)
_THOUSANDS = re.compile(r"\+[0-9]{1,3}(?:\.[0-9]{3})+\Z")
_DATE_BEGIN = re.compile(f"06{_BETWEEN}(?:0?[1-9]|1[0-2]){_BETWEEN}(?:19|20)[0-9]{{2}}(?![0-9])")


def phone_numbers(text: str) -> Iterator[Span]:
    """Yield telephone numbers: Dutch ones of ten digits, and those with a country in front."""
    for found in _PHONE.finditer(text):
        if not _THOUSANDS.match(found[0]) and not _DATE_BEGIN.match(found[0]):
            yield found.span()


_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])", re.UNICODE
)


def email_addresses(text: str) -> Iterator[Span]:
    """Yield e-mail addresses."""
    if "@" in text:
        yield from (found.span() for found in _EMAIL.finditer(text))


_POSTCODE = re.compile(
    r"(?<![\w.,-])(?P<digits>[1-9][0-9]{3})(?P<space>[ \u00a0]?)"
    r"(?P<letters>[A-Z]{2}|[a-z]{2})(?![\w-])"
    r"(?P<house>,?[ \u00a0]?(?:(?:nr\.?|nummer|huisnummer|huisnr\.?)[ \u00a0]?)?"
    r"[1-9][0-9]{0,3}(?:[ -]?[A-Za-z](?![\w])|-[0-9]{1,4})?(?![\w]|[.,:][0-9]))?"
)
_POSTCODE_WORD = re.compile(r"\bpostcode[: ]{1,3}(?:is )?\Z", re.IGNORECASE)
_UNITS = "KG KM CM MM KW MW ML MB GB HD PK EU BV NV SA SD SS"
_NO_LETTERS = frozenset(_UNITS.split())
_STREET_ENDINGS = (
    "straat|laan|weg|plein|hof|dijk|kade|singel|gracht|pad|steeg|park|dreef|markt|baan|ring|wal"
)
_STREET_BEFORE = re.compile(
    rf"(?<!\w)(?:[A-Z][^\W\d_]{{1,20}}[ ]){{0,2}}[^\W\d_]{{0,25}}(?:{_STREET_ENDINGS})[ ]"
    r"[1-9][0-9]{0,3}[A-Za-z]?,?[ \n]\Z"
)
_STREET_LENGTH = 80


def postcodes(text: str) -> Iterator[Span]:
    """Yield postcodes with the number of a house, and the street where it stands in front.

    Without a number one counts when it is written as a postcode and cannot be a year.
    """
    for found in _POSTCODE.finditer(text):
        before = text[max(0, found.start() - _STREET_LENGTH) : found.start()]
        street = _STREET_BEFORE.search(before)
        named = _POSTCODE_WORD.search(before) is not None
        if named or _is_postcode(found, street is not None):
            yield found.start() - (len(before) - street.start() if street else 0), found.end()


def _is_postcode(found: re.Match[str], in_street: bool) -> bool:
    letters = found["letters"]
    if letters.upper() in _NO_LETTERS:
        return False
    if letters.islower():
        return not found["space"] and found["house"] is not None
    can_be_year = found["digits"][:2] in ("19", "20") and bool(found["space"])
    return in_street or found["house"] is not None or not can_be_year


_MONTH = (
    "(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    r"sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATE = (
    r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    r"|[0-9]{1,2}[ ]?[-/. ][ ]?[0-9]{1,2}[ ]?[-/. ][ ]?(?:[0-9]{4}|'?[0-9]{2})"
    rf"|[0-9]{{1,2}}(?:e|ste)?[ -]{_MONTH}(?:[ -](?:[0-9]{{4}}|['’]?[0-9]{{2}}))?"
    r"|[0-9]{8})(?![0-9])"
)
_BORN = r"\b(?:geb\.|geb\b|geboren\b|geboortedatum\b|geboortedag\b|geb\.?[ ]?datum\b|geboorte:)"
_BIRTH_DATE = re.compile(rf"{_BORN}[^0-9\n.;?!]{{0,30}}(?<![0-9])({_DATE})", re.IGNORECASE)
_DATE_AND_BORN = re.compile(
    rf"(?<![0-9.,/-])({_DATE})(?:[ ](?:is|werd|was|in|te)[^0-9\n.;?!]{{0,25}})?[ ]geboren\b",
    re.IGNORECASE,
)


def birth_dates(text: str) -> Iterator[Span]:
    """Yield dates beside a word that says that somebody was born; the word itself stays."""
    for pattern in (_BIRTH_DATE, _DATE_AND_BORN):
        yield from (found.span(1) for found in pattern.finditer(text))
