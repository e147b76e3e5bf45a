"""The comparison of the meetings of a series, as an outline of eleven views."""

from __future__ import annotations

import datetime as dt

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import counted
from sessiecoach.export.comparison.agreed import open_list, promises, report_backs
from sessiecoach.export.comparison.development import (
    framework,
    own_questions,
    questions,
    timeline,
)
from sessiecoach.export.comparison.measured import attendance, scored, time_use
from sessiecoach.export.comparison.notes import beside
from sessiecoach.export.comparison.source import Asked, SeriesSource
from sessiecoach.export.outline import Outline, summed_up
from sessiecoach.storage.history import History

__all__ = ["Asked", "SeriesSource", "comparison", "comparison_of", "open_points"]

_VIEWS = (
    open_list,
    beside,
    timeline,
    report_backs,
    promises,
    attendance,
    framework,
    questions,
    scored,
    own_questions,
    time_use,
)
"""In the order in which they are read."""


def comparison(history: History, asked: Asked, now: dt.datetime) -> Outline:
    """Return the eleven views of a series; one that has nothing says what is missing.

    `now` is only for a meeting that still runs.
    """
    return comparison_of(SeriesSource(history, asked, now))


def comparison_of(source: SeriesSource) -> Outline:
    """Return the eleven views of a series that somebody goes on asking."""
    return Outline(
        title=f"Vergelijking van {one_line(source.history.title) or 'de reeks'}",
        subtitle=_subtitle(source),
        sections=tuple(summed_up(view(source)) for view in _VIEWS),
    )


def open_points(history: History, asked: Asked) -> Outline:
    """Return what is open: what earlier meetings left, and the promises by owner."""
    source = SeriesSource(history, asked)
    return Outline(
        title=f"Open punten van {one_line(history.title) or 'de reeks'}",
        subtitle=_subtitle(source),
        sections=tuple(summed_up(view(source)) for view in (open_list, promises)),
    )


def _subtitle(source: SeriesSource) -> str:
    chosen = source.chosen
    words = [counted(len(chosen), "bijeenkomst", "bijeenkomsten")]
    days = [each.header.date for each in chosen if each.header.date]
    if len(days) > 1:
        words.append(f"{table_date(days[0])} tot en met {table_date(days[-1])}")
    elif days:
        words.append(table_date(days[0]))
    words.append(f"stand op {table_date(source.asked.on)}")
    return " · ".join(words)
