"""How removing is shown: each series with its date, what goes, what stays, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.dutch.numbers import counted
from sessiecoach.dutch.tidying import LEFT, NOT_DONE, NOT_REACHED, kept_words, removed_words
from sessiecoach.storage.copies import Left
from sessiecoach.storage.tidying import MeetingTidied, SeriesTidied
from sessiecoach.ui.widgets.item_rows import (
    BLANK,
    HARD_SPACE,
    ItemKey,
    Line,
    Piece,
    Row,
    flow,
    indentation,
)

_LABEL: Final = 12
_NOTHING: Final = (
    "Nog geen reeks heeft een bewaardatum. Kies er een op het scherm van de reeks: p in het"
    " overzicht van bijeenkomsten, en dan Enter op de bovenste regel."
)
_NO_SERIES: Final = "Er is nog geen reeks."


def key_of(folder: Path) -> ItemKey:
    """Return by what a series is known on the screen."""
    return ItemKey("series", str(folder))


def tidy_rows(
    plans: Sequence[SeriesTidied], done: Mapping[Path, SeriesTidied], width: int
) -> tuple[Row, ...]:
    """Return the rows, broken for so many cells; `done` is what was done since it opened."""
    rows: list[Row] = []
    if not plans:
        return (Row(flow((Piece(_NO_SERIES, "muted"),), width)),)
    if all(each.until is None for each in plans):
        rows += [Row(flow((Piece(_NOTHING, "muted"),), width)), BLANK]
    for plan in sorted(plans, key=_order):
        was = done.get(plan.folder)
        rows.append(Row(tuple(_head(was or plan, width, was is not None)), key_of(plan.folder)))
        rows += _details(was or plan, width, was is not None)
        rows.append(BLANK)
    if done or any(each.work for each in plans):
        rows.append(Row(flow((Piece(NOT_REACHED, "muted"),), width)))
    return tuple(rows)


def _order(plan: SeriesTidied) -> tuple[bool, bool, str]:
    return not plan.work, plan.until is None, plan.title.casefold()


def _head(series: SeriesTidied, width: int, done: bool) -> Iterator[Line]:
    yield from flow((Piece(one_line(series.title), "heading"),), width, most_lines=2)
    yield from _told("", _state(series, done), width, "muted")


def _details(series: SeriesTidied, width: int, done: bool) -> Iterator[Row]:
    """Yield what goes and what stays of a series, a row for each meeting."""
    for fault in series.faults:
        yield Row(_told("let op", fault_sentence(fault), width, "missing"))
    for meeting in series.meetings:
        lines = tuple(_meeting(meeting, width, done))
        if lines:
            yield BLANK
            yield Row(lines)
    rest = list(_copies(series.files, series.left, width, done))
    if series.questions:
        rest += _told("reeks", "namen en persoonsgegevens weg uit series.toml", width)
    if series.updates:
        many = counted(series.updates, "bestand", "bestanden")
        rest += _told("tussentijds", f"details weg uit {many}", width)
    if rest:
        yield BLANK
        yield Row(tuple(rest))


def _state(series: SeriesTidied, done: bool) -> str:
    if series.until is None:
        return "geen bewaardatum; alles blijft"
    day = table_date(series.until)
    if not series.passed:
        return f"casusdetails blijven tot en met {day}"
    if done and series.is_unfinished:
        return f"bewaard tot en met {day}; nog niet alles is opgeruimd"
    if done:
        return f"bewaard tot en met {day}; nu opgeruimd"
    if series.work:
        return f"bewaard tot en met {day}; die datum is voorbij"
    return f"bewaard tot en met {day}; er is niets meer op te ruimen"


def _meeting(meeting: MeetingTidied, width: int, done: bool) -> Iterator[Line]:
    day = table_date(meeting.date) if meeting.date is not None else ""
    title = meeting.title or one_line(meeting.path.name)
    if meeting.problem is None and not meeting.work:
        return
    yield from _told("", f"{day}{HARD_SPACE}{HARD_SPACE}{title}" if day else title, width)
    if meeting.problem is not None:
        reason = f" ({one_line(meeting.reason)})" if meeting.reason else ""
        yield from _told("blijft", NOT_DONE[meeting.problem] + reason, width, style="missing")
        return
    yield from _told("verwijderd" if done else "weg", removed_words(meeting.removed), width)
    yield from _told("gebleven" if done else "blijft", kept_words(meeting.kept), width, "muted")
    yield from _copies(meeting.files, meeting.left, width, done)


def _copies(files: Sequence[Path], left: Sequence[Left], width: int, done: bool) -> Iterator[Line]:
    for path in files:
        yield from _told("verwijderd" if done else "weg", one_line(str(path)), width, "faint")
    for each in left:
        reason = f" ({one_line(each.reason)})" if each.reason else ""
        words = f"{one_line(str(each.path))} {LEFT[each.why]}{reason}"
        yield from _told("let op", words, width, "missing")


def _told(label: str, text: str, width: int, style: str = "text") -> tuple[Line, ...]:
    if not label:
        return flow((Piece(text, style),), width, indent=2, first=(indentation(2),))
    first = (Piece(f"    {label:<{_LABEL}}", "faint"),)
    return flow((Piece(text, style),), width, first=first, indent=4 + _LABEL)
