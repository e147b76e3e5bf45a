"""What the archive screen says: what can be typed, what came of it, and what to try."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.content import Content

from sessiecoach.domain.errors import Fault
from sessiecoach.domain.search_query import SearchQuery
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.dutch.numbers import counted
from sessiecoach.dutch.search import unclear_sentence, unknown_kinds

if TYPE_CHECKING:
    from sessiecoach.ui.archive_desk import Answer
    from sessiecoach.ui.search_offers import Offers

FILTER_HINT: Final = "Filters  is:  wie:  soort:  perspectief:  casus:  reeks:  voor:  na:"
NO_PLACE: Final = "Dit staat bij geen verslag; er is niets om te openen."
IN_MEMORY: Final = "index alleen in het geheugen"
"""Where nothing can be written: said quietly, because all else works."""
_EXAMPLES: Final = (
    ("mandaat is:open", "wat nog openstaat en over mandaat gaat"),
    ('"te weinig tijd"', "precies deze woorden achter elkaar"),
    ("soort:besluit na:2016", "besluiten van na 2016"),
)
_MOST_OFFERS: Final = 8


def thousands(count: int) -> str:
    """Return a count with a point between thousands: `10.000`."""
    return f"{count:,}".replace(",", ".")


def meetings_words(count: int) -> str:
    """Say in how many meetings is looked."""
    if not count:
        return "geen verslagen"
    return f"{thousands(count)} {'bijeenkomst' if count == 1 else 'bijeenkomsten'}"


def count_words(answer: Answer) -> str:
    """Say how much was found, and how much of that is shown."""
    total, shown = answer.total, answer.found.hits
    meetings = meetings_words(total.meetings)
    if shown < total.hits:
        return (
            f"{thousands(total.hits)} treffers in {meetings}; de nieuwste {shown} staan hier."
            " Een woord of filter erbij maakt het minder."
        )
    return f"{counted(total.hits, 'treffer', 'treffers')} in {meetings}"


def unclear_words(query: SearchQuery, being_typed: str) -> str:
    """Say what is wrong with filters that do not count; not of one that is still being typed."""
    told = [unclear_sentence(each) for each in query.unclear if each != being_typed]
    told += [f"{each}; Tab achter soort: laat ze zien." for each in unknown_kinds(query)]
    return " ".join(told)


def offers_line(offers: Offers | None, chosen: int) -> Content:
    """Return what Tab puts in the line, the next one standing out; else which filters there are."""
    if offers is None or (chosen < 0 and len(offers.texts) == len(FILTER_HINT.split()) - 1):
        return Content.styled(FILTER_HINT, "$muted")
    first = max(0, min(chosen - _MOST_OFFERS + 1, len(offers.texts) - _MOST_OFFERS))
    shown = offers.texts[first : first + _MOST_OFFERS]
    words = [
        Content.styled(text.strip(), "bold $accent" if place == max(chosen, 0) else "$muted")
        for place, text in enumerate(shown, start=first)
    ]
    if first + len(shown) < len(offers.texts):
        words.append(Content.styled("…", "$muted"))
    return Content.assemble(("Tab  ", "$muted"), Content("  ").join(words))


def empty_lines(meetings: int) -> list[Content]:
    """Return what can be typed, with examples that work as they stand."""
    if not meetings:
        return [
            Content.styled("Nog geen verslagen om in te zoeken", "bold"),
            Content(""),
            Content.styled("Esc gaat terug; daar maakt n een bijeenkomst.", "$muted"),
        ]
    where = "in 1 bijeenkomst" if meetings == 1 else f"in alle {meetings_words(meetings)}"
    widest = max(len(typed) for typed, _means in _EXAMPLES)
    return [
        Content.styled(f"Typ een woord en vind het {where}", "bold"),
        Content(""),
        *(
            Content.assemble((typed.ljust(widest), "$accent"), "   ", (means, "$muted"))
            for typed, means in _EXAMPLES
        ),
        Content(""),
        Content.styled(
            "Accenten, hoofdletters en de meeste verbuigingen tellen niet. Een woord dat nog"
            " niet af is vindt al wat zo begint.",
            "$muted",
        ),
    ]


def nothing_lines(answer: Answer, *, is_reading: bool, stopped: bool) -> list[Content]:
    """Return that nothing was found, and what to try."""
    query = answer.asked.query
    lines = [Content.styled("Niets gevonden", "bold"), Content("")]
    if is_reading or stopped:
        lines.append(Content.styled("Nog niet alle verslagen zijn gelezen.", "$warning"))
    tries: list[str] = []
    if answer.without_filters:
        hits = counted(answer.without_filters, "treffer", "treffers")
        tries.append(f"Zonder de filters: {hits}. Haal er een weg.")
    elif query.filters or query.standing or query.before or query.after:
        tries.append("Haal een filter weg, of kies met Tab een andere waarde.")
    if any(term.exactly for term in query.terms):
        tries.append("Haal de aanhalingstekens weg: dan tellen verbuigingen ook mee.")
    if len(query.terms) > 1:
        tries.append("Typ minder woorden: nu moeten ze alle voorkomen.")
    if query.terms:
        tries.append("Typ alleen het begin met een sterretje: samen* vindt samenwerken.")
        tries.append("Probeer een andere spelling of een verwant woord: huis, woning.")
    if not answer.asked.private:
        tries.append("F2 zoekt ook in wat privé is.")
    lines += [Content.styled(f"·  {each}", "$muted") for each in tries]
    return lines


def stopped_words(read: int, of: int) -> str:
    """Say that not everything was read, and how to go on."""
    return (
        f"Gestopt na {thousands(read)} van {thousands(of)} bestanden: wat gelezen is, is te vinden."
        " F5 leest verder."
    )


def trouble_words(faults: Iterable[Fault], sessions: Path) -> str:
    """Name the files that could not be read, below the sessions folder; the others are found."""
    told = tuple(replace(each, file=_below(each.file, sessions)) for each in faults)
    if not told:
        return ""
    files = list(dict.fromkeys(fault.file for fault in told))
    first = fault_sentence(told[0])
    if len(files) == 1:
        return f"Niet doorzocht: {first}"
    return f"Niet doorzocht: {counted(len(files), 'bestand', 'bestanden')}. {first}"


def _below(file: str, sessions: Path) -> str:
    path = Path(file)
    return str(path.relative_to(sessions)) if path.is_relative_to(sessions) else file
