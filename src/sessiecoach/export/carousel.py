"""The section of a report that says which group looked where, when groups rotated."""

from __future__ import annotations

from sessiecoach.domain.carousel import groups_of, rotates, rotating_rounds, station_of
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.carousel import station_words
from sessiecoach.export.outline import Cell, Column, Section, Table
from sessiecoach.export.source import Source


def carousel(source: Source) -> Section | None:
    """Return a row a group: in each round its perspective and case; None without a carousel."""
    session = source.session
    rounds, groups = rotating_rounds(session), groups_of(session)
    if not rotates(session) or not rounds or not groups:
        return None
    columns = (
        Column("groep"),
        *(Column(one_line(each.title) or each.id, grows=True) for each in rounds),
    )
    rows = tuple(
        (
            Cell(one_line(group.title) or f"Groep {one_line(group.id)}"),
            *(Cell(station_words(session, station_of(block, group.id))) for block in rounds),
        )
        for group in groups
    )
    return Section("carrousel", "Welke groep keek waar", (Table(columns, rows),), len(rows))
