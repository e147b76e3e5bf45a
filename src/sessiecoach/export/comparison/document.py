"""The comparison of a series as a document to hand on: every view that holds something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sessiecoach.domain.carry_over import opening
from sessiecoach.domain.comparison import Recurrence, recurring, side_by_side
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.turnout import present_total
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import counted
from sessiecoach.dutch.standing import NOTHING_EARLIER, opening_sentence
from sessiecoach.export.comparison import comparison_of
from sessiecoach.export.comparison.source import Asked, SeriesSource
from sessiecoach.export.outline import Cell, Column, Outline, Paragraph, Section, Table
from sessiecoach.storage.history import History


def comparison_document(history: History, asked: Asked, now: dt.datetime) -> Outline:
    """Return what a series comes to, for who was not there: a summary, the meetings, the views.

    A view that has nothing is left out. `now` is only for a meeting that still runs.
    """
    source = SeriesSource(history, asked, now)
    views = comparison_of(source)
    told = tuple(section for section in views.sections if _holds_something(section))
    summary = Section("samenvatting", "In het kort", (Paragraph(_summary(source)),))
    return replace(views, sections=(summary, *_meetings(source), *told))


def _holds_something(section: Section) -> bool:
    """Return whether a view shows more than a sentence, such as how it comes to hold something."""
    return not all(isinstance(part, Paragraph) for part in section.parts)


def _summary(source: SeriesSource) -> str:
    if not source.chosen:
        return NOTHING_EARLIER
    sentences = [
        opening_sentence(opening(source.left)),
        *_what_changed(source),
        *_most_often(source),
        *_attendance(source.chosen),
    ]
    return " ".join(sentences)


def _what_changed(source: SeriesSource) -> Iterator[str]:
    if source.pair is None:
        return
    before, after = source.pair
    rows = side_by_side(before, after, source.links, private=source.asked.private)
    if not rows:
        return
    found = [row.recurrence for row in rows]
    recurs = found.count(Recurrence.RECURRING)
    yield (
        f"Van wat helpt en belemmert {'keerden' if recurs > 1 else 'keerde'} tussen"
        f" {source.day(before)} en {source.day(after)} {recurs or 'niets'} terug;"
        f" {counted(found.count(Recurrence.NEW), 'is', 'zijn')} nieuw en"
        f" {counted(found.count(Recurrence.GONE), 'is', 'zijn')} verdwenen."
    )


def _most_often(source: SeriesSource) -> Iterator[str]:
    for each in recurring(source.held, source.links, private=source.asked.private)[:1]:
        _meeting, note = each.notes[-1]
        if words := one_line(note.text):
            yield f"Het vaakst kwam terug, in {each.times} bijeenkomsten: «{words.rstrip('.')}»."


def _attendance(meetings: Sequence[Session]) -> Iterator[str]:
    counts = [present for meeting in meetings if (present := present_total(meeting))]
    if len(counts) > 1:
        yield f"De eerste keer waren er {counts[0]} aanwezigen, de laatste keer {counts[-1]}."


def _meetings(source: SeriesSource) -> Iterator[Section]:
    """Yield the meetings that are compared, with how many came to each."""
    rows = tuple(
        (
            Cell(table_date(each.header.date) if each.header.date else "zonder datum"),
            Cell(one_line(each.header.title) or "Bijeenkomst zonder titel"),
            Cell(str(present_total(each) or "–")),
        )
        for each in source.chosen
    )
    if rows:
        columns = (
            Column("datum"),
            Column("bijeenkomst", grows=True),
            Column("aanwezig", align="right"),
        )
        yield Section("bijeenkomsten", "Bijeenkomsten", (Table(columns, rows),), len(rows))
