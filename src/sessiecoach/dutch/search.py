"""Dutch words around a search: how it is typed, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal

from sessiecoach.domain.kinds import KINDS
from sessiecoach.domain.search_query import SEARCHED_KINDS, SearchQuery
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import NotATimeError, parse_date, table_date
from sessiecoach.dutch.numbers import counted

SEARCH_EXPLAINED: Final = """\
Zoeken in alle verslagen: wat alle woorden heeft, de nieuwste bijeenkomst eerst.
Accenten, hoofdletters en de meeste verbuigingen tellen niet: belemmering vindt belemmeringen.
Ook kind vindt kinderen en stad steden, maar loop niet liep; een deel van een samenstelling
vindt het niet, en soms is een ander woord ook raak (geld en geldt). Na -- is alles een woord
om te zoeken, ook wat met een streepje begint.
Voor uzelf: treffers staan er zoals ze zijn getypt, ook namen en gegevens van cliënten.

  '"te weinig"'              precies deze woorden achter elkaar
  'samen*'                   woorden die zo beginnen
  is:open, is:te-laat        wat openstaat, of over zijn datum is
  wie:manager                van wie het is: trekker, spreker, organisatie
  soort:oplossing            ook besluit, actie, toezegging, eis, casus, terugkom en de andere
  perspectief: casus: reeks: elk met een woord
  voor:2017 na:5-9-2016      bijeenkomsten voor of na een jaar of dag

Twee keer hetzelfde filter zoekt het een of het ander. De exitcode is 0 met treffers en
1 zonder, of als een verslag niet te lezen is."""
NOTHING_ASKED: Final = "Er is niets om naar te zoeken: typ ten minste een woord of een filter."
TOLD_BETWEEN: Final = "tussen de bijeenkomsten"
"""Stands in place of a title where no record holds what was found."""
READING: Final = "Verslagen lezen"
_STANDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {"open": "open", "late": "te laat", "closed": "afgerond"}
)


_KNOWN_KINDS: Final = frozenset(
    {*SEARCHED_KINDS, *(word for kind in KINDS for word in (kind.title, kind.plural))}
)


def unknown_kinds(query: SearchQuery) -> tuple[str, ...]:
    """Say of each kind that was asked for and does not exist that there is no such kind."""
    return tuple(
        f"soort:{one_line(term.text)}: zo'n soort is er niet"
        for term in query.filters.get("kind", ())
        if not _is_kind(term.text.casefold())
    )


def kinds_sentence() -> str:
    """Name what can be typed after `soort:`."""
    return f"De soorten: {', '.join(SEARCHED_KINDS)}."


def _is_kind(text: str) -> bool:
    return any(
        known.startswith(text) or (len(known) > 3 and text.startswith(known))
        for known in _KNOWN_KINDS
    )


def day_meant(typed: str) -> dt.date | None:
    """Return the day that somebody typed, with its year; None where it is none."""
    try:
        return parse_date(typed)
    except NotATimeError:
        return None


def unclear_sentence(typed: str) -> str:
    """Say what can stand in a filter that was not understood."""
    typed = one_line(typed)
    if typed.lower().startswith("is:"):
        return f"{typed}: achter is: hoort open of te-laat."
    return f"{typed}: daar hoort een jaar of een datum met een jaar, zoals 2016 of 5-9-2016."


def meeting_line(date: dt.date | None, series: str, title: str) -> str:
    """Return what stands above the hits of a meeting, or of what was told between two."""
    day = table_date(date) if date else "zonder datum"
    return " · ".join((day, *(one_line(each) for each in (series, title) if each.strip())))


def hit_line(
    kind: str,
    text: str,
    tags: Iterable[str],
    standing: Literal["", "open", "late", "closed"],
    due: dt.date | None,
    *,
    private: bool,
) -> str:
    """Return one hit in a line: `toezegging: Bellen … (gemeente; te laat, 5 okt 2016)`."""
    about = [one_line(each) for each in tags if each.strip()]
    stand = _STANDINGS.get(standing, "")
    if due is not None and standing != "closed":
        stand = ", ".join(each for each in (stand, f"voor {table_date(due)}") if each)
    about += [stand] if stand else []
    about += ["privé"] if private else []
    return f"{kind}: {text}" + (f" ({'; '.join(about)})" if about else "")


def count_sentence(hits: int, meetings: int, *, more: bool) -> str:
    """Say how much was found; of `more` only the newest was asked for."""
    if not hits:
        return "Niets gevonden."
    if more:
        return f"De nieuwste {hits} treffers; er zijn er meer. Zoek met meer woorden of een filter."
    treffers = counted(hits, "treffer", "treffers")
    return f"{treffers} in {counted(meetings, 'bijeenkomst', 'bijeenkomsten')}."
