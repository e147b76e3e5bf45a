"""The report of one meeting as an outline: what every format of it lays out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sessiecoach.domain.series import ParticipantQuestion
from sessiecoach.domain.session import Header, Session, Update
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import clock_in_text, long_date, span_in_text
from sessiecoach.export import (
    agreements,
    carousel,
    cooperation,
    framework,
    headings,
    own_questions,
    ratings,
    requirements,
    sections,
    times,
)
from sessiecoach.export.outline import Item, Listing, Outline, Section, summed_up
from sessiecoach.export.source import Source
from sessiecoach.storage.records import zone_of

_SECTIONS = (
    sections.purpose,
    sections.attendance,
    times.agenda,
    sections.cases,
    carousel.carousel,
    own_questions.own_questions,
    sections.helps_and_hinders,
    sections.other_notes,
    cooperation.interests,
    cooperation.diagnosis,
    cooperation.bottlenecks,
    requirements.programme,
    requirements.case_tests,
    framework.framework,
    agreements.solutions,
    agreements.promises,
    agreements.decisions,
    agreements.report_backs,
    agreements.told,
    ratings.ratings,
    sections.evaluation,
    sections.ahead,
    sections.unconfirmed,
)
"""In the order in which they are read."""


def report(
    session: Session,
    now: dt.datetime,
    *,
    series_title: str = "",
    private: bool = False,
    left_open: Sequence[str] = (),
    meetings: Iterable[Session] = (),
    loose: Iterable[Update] = (),
    brought: Iterable[ParticipantQuestion] = (),
) -> Outline:
    """Return the report of a meeting: withdrawn items are not in it, private ones if asked.

    `now` is only for a meeting that still runs. `left_open` says what was open when it was
    closed. What `meetings` of its series and `loose` updates tell of its items stands with
    them. `brought` are the own questions that stand in the series. A section without anything
    in it is left out.
    """
    others = tuple(each for each in meetings if each.header.id != session.header.id)
    source = Source(session, zone_of(session), now, private, others, tuple(loose), tuple(brought))
    found = [make(source) for make in _SECTIONS]
    place = _SECTIONS.index(sections.helps_and_hinders)
    found[place:place] = headings.yielded_notes(source)
    if left_open:
        listing = Listing(tuple(Item(sentence) for sentence in left_open))
        title, count = "Nog open bij het sluiten", len(listing.items)
        found.append(Section("nog-open", title, (listing,), count, short="Nog open"))
    return Outline(
        title=one_line(session.header.title) or "Bijeenkomst zonder titel",
        subtitle=subtitle(session.header, series_title),
        sections=tuple(summed_up(section) for section in found if section is not None),
        kind="Verslag",
    )


def subtitle(header: Header, series_title: str = "") -> str:
    """Return when and where a meeting was, and which of its series it is."""
    words = [long_date(header.date)] if header.date else []
    if header.starts and header.ends:
        words.append(span_in_text(header.starts, header.ends))
    elif header.starts:
        words.append(clock_in_text(header.starts))
    if header.location.strip():
        words.append(one_line(header.location))
    series = one_line(series_title)
    if header.number:
        words.append(f"bijeenkomst {header.number}{f' van {series}' if series else ''}")
    elif series:
        words.append(series)
    return " · ".join(words)
