"""Where a group is in a carousel, in words."""

from __future__ import annotations

from sessiecoach.domain.session import Session, Station
from sessiecoach.domain.text import one_line


def perspective_name(session: Session, perspective: str) -> str:
    """Return what a perspective is called."""
    known = (each.title for each in session.perspectives if each.id == perspective)
    return one_line(next(known, "")) or one_line(perspective)


def case_name(case: str) -> str:
    """Return what a case is called: `casus b`."""
    return f"casus {one_line(case)}"


def station_words(session: Session, station: Station | None) -> str:
    """Return where a group is: `Systeem · casus b`; a dash where nobody said so."""
    if station is None:
        return "–"
    looks = perspective_name(session, station.perspective) if station.perspective else ""
    told = case_name(station.case) if station.case else ""
    return " · ".join(part for part in (looks, told) if part) or "–"
