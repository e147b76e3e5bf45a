"""One Dutch line for each thing that can be wrong with a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.keys import ValueType
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.numbers import counted

_LONGEST = 80

_TYPES: Mapping[str, str] = {
    ValueType.TEXT: "een tekst tussen aanhalingstekens",
    ValueType.INTEGER: "een geheel getal",
    ValueType.NUMBER: "een getal",
    ValueType.TRUE_OR_FALSE: "true of false",
    ValueType.DATE: "een datum zoals 2016-09-05",
    ValueType.TIME: "een tijd zoals 09:00:00",
    ValueType.INSTANT: "een tijdstip met tijdzone zoals 2016-09-05T09:00:00+02:00",
    ValueType.LIST: "een lijst tussen [ en ]",
    ValueType.TABLE: "een groep sleutels",
}

_SYSTEM: Mapping[str, str] = {
    "ENOENT": "het bestaat niet",
    "ENOTDIR": "het bestaat niet",
    "EACCES": "er is geen toestemming om het te lezen",
    "EPERM": "er is geen toestemming om het te lezen",
    "EISDIR": "het is een map",
    "ENODEV": "het is geen gewoon bestand",
    "ELOOP": "de koppeling verwijst naar zichzelf",
    "EIO": "de schijf geeft een leesfout",
    "ENAMETOOLONG": "de naam is te lang",
    "EINVAL": "de naam kan niet",
}

_PARSER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(reason), words)
    for reason, words in (
        (r"Invalid statement", "hier hoort een sleutel, [tabel] of # commentaar"),
        (r"Invalid initial character for a key part", "hier hoort een sleutel"),
        (r"Expected '=' after a key.*", "na de sleutel hoort een ="),
        (r"Invalid value", "na = hoort een waarde, en een tekst staat tussen aanhalingstekens"),
        (r"Unclosed array", "de lijst mist een ]"),
        (r"Unclosed inline table", "de groep mist een }"),
        (r"Unterminated string", "de tekst mist een aanhalingsteken aan het eind"),
        (r"Expected ([\"'].*[\"'])", r"hier hoort \1"),
        (r"Expected '(\]\]?)' at the end of .*", r"de kop mist \1"),
        (
            r"Expected newline or end of document after a statement",
            "hier hoort de regel te eindigen",
        ),
        (r"Cannot overwrite a value", "deze sleutel of groep staat er al"),
        (r"Cannot declare .* twice", "deze groep staat er al"),
        (r"Cannot mutate immutable namespace .*", "deze groep is al afgesloten"),
        (r"Cannot redefine namespace .*", "deze groep staat er al"),
        (r"Duplicate inline table key .*", "deze sleutel staat er al"),
        (r"Unescaped '\\' in a string", r"een \\ in een tekst schrijft u als \\\\"),
        (r"Invalid hex value|Escaped character is not .*", r"deze code na \\ bestaat niet"),
        (r"(?:Illegal|Found invalid) character .*", "dit teken mag hier niet staan"),
        (r"Invalid date or datetime", "deze datum bestaat niet"),
        (r"Number too long", "dit getal is te lang"),
    )
)


def fault_sentence(fault: Fault) -> str:
    """Return one line for people: file, place, what was expected and what was found."""
    words = _SENTENCES[fault.code](fault)
    return one_line(f"{_place(fault)}{words}")


def file_troubles(faults: Iterable[Fault]) -> list[str]:
    """Return how many files of a series cannot be read, and how many are copies, in few words."""
    read = tuple(faults)
    copies = {each.file for each in read if each.code is FaultCode.SAME_MEETING}
    broken = {each.file for each in read} - copies
    troubles = []
    if broken:
        troubles.append(f"{counted(len(broken), 'bestand', 'bestanden')} niet leesbaar")
    if copies:
        number = counted(len(copies), "kopie", "kopieën")
        troubles.append(f"{number} van een bijeenkomst in de map")
    return troubles


def _place(fault: Fault) -> str:
    parts = [fault.file]
    if fault.line is not None:
        column = "" if fault.column is None else f", kolom {fault.column}"
        parts.append(f"regel {fault.line}{column}")
    parts.append(_cut(fault.key))
    place = ", ".join(part for part in parts if part)
    return f"{place}: " if place else ""


def _cut(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _found(fault: Fault) -> str:
    return f"; er staat {_cut(fault.found)}" if fault.found else ""


def _choice(expected: str) -> str:
    """Return `a | b | c` as "a, b of c"."""
    if not expected:
        return "alleen een bekende waarde"
    *first, last = expected.split(" | ")
    return f"{', '.join(first)} of {last}" if first else last


def _range(expected: str) -> str:
    least, _, most = expected.partition("..")
    if least and most:
        return f"van {least} tot en met {most}"
    return f"hoogstens {most}" if most else f"{least} of meer"


def _reason(fault: Fault) -> str:
    for reason, words in _PARSER:
        match = reason.fullmatch(fault.found)
        if match is not None:
            return _cut(match.expand(words))
    return _cut(fault.found)


def _not_readable(fault: Fault) -> str:
    reason = _SYSTEM.get(fault.found, fault.found)
    return f"het bestand kan niet worden gelezen: {_cut(reason) or 'reden onbekend'}"


def _unknown_key(fault: Fault) -> str:
    meant = f"; bedoeld is misschien {_cut(fault.expected)}" if fault.expected else ""
    return f"deze sleutel is onbekend{meant}"


def _unknown_reference(fault: Fault) -> str:
    found = _cut(fault.found)
    known = _known(fault.expected) or "; er is nog niets waarnaar dit kan verwijzen"
    return f"verwijst naar iets dat er niet is: {found}{known}"


def _known(expected: str) -> str:
    return f"; wel bekend: {_choice(expected)}" if expected else ""


def _wrong_sum(fault: Fault) -> str:
    return f"de som klopt niet: er hoort {fault.expected} en de som is {_cut(fault.found)}"


def _newer_schema(fault: Fault) -> str:
    known = f", en dit programma kent {fault.expected}" if fault.expected else ""
    return f"het bestand is van een nieuwere versie ({_cut(fault.found)}){known}; alleen lezen"


_SENTENCES: Mapping[FaultCode, Callable[[Fault], str]] = {
    FaultCode.NOT_READABLE: _not_readable,
    FaultCode.TOO_LARGE: lambda _: "het bestand is te groot: hoogstens 10 MB",
    FaultCode.NOT_UTF8: lambda fault: (
        f"dit teken is geen UTF-8 ({_cut(fault.found)}); bewaar het bestand als UTF-8"
    ),
    FaultCode.NOT_TOML: lambda fault: f"dit is geen TOML: {_reason(fault)}",
    FaultCode.TOO_DEEP: lambda fault: (
        f"lijsten en groepen zitten te diep in elkaar{_levels(fault.expected)}"
    ),
    FaultCode.WRONG_SCHEMA: lambda fault: (
        f"deze versie van het bestand is onbekend{_known(fault.expected)}{_found(fault)}"
    ),
    FaultCode.NEWER_SCHEMA: _newer_schema,
    FaultCode.WRONG_TYPE: lambda fault: (
        f"hier hoort {_TYPES.get(fault.expected, fault.expected) or 'iets anders'}{_found(fault)}"
    ),
    FaultCode.NOT_ALLOWED: lambda fault: f"hier mag {_choice(fault.expected)}{_found(fault)}",
    FaultCode.OUT_OF_RANGE: lambda fault: f"hier mag {_range(fault.expected)}{_found(fault)}",
    FaultCode.WRONG_FORM: lambda fault: f"hier hoort iets als {fault.expected}{_found(fault)}",
    FaultCode.MISSING_KEY: lambda _: "deze sleutel ontbreekt en is verplicht",
    FaultCode.UNKNOWN_KEY: _unknown_key,
    FaultCode.DOUBLE_ID: lambda fault: f"dit id komt vaker voor: {_cut(fault.found)}",
    FaultCode.UNKNOWN_REFERENCE: _unknown_reference,
    FaultCode.WRONG_SUM: _wrong_sum,
    FaultCode.NOT_FILE_NAME: lambda fault: (
        f"het id moet gelijk zijn aan de bestandsnaam, {_cut(fault.expected)}{_found(fault)}"
    ),
    FaultCode.SAME_MEETING: lambda fault: (
        f"dit is dezelfde bijeenkomst als {_cut(fault.found)}; houd er één van over,"
        " of geef deze een eigen id en document"
    ),
}


def _levels(expected: str) -> str:
    return f": {_range(expected)} niveaus" if expected else ""
