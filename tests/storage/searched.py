"""A sessions folder to search in, and ways to ask."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sessiecoach.domain.search_query import read_query
from sessiecoach.domain.session import (
    Case,
    Decision,
    Evaluation,
    Framework,
    FrameworkLine,
    Header,
    Interest,
    Note,
    OwnQuestion,
    Perspective,
    Presenter,
    Promise,
    ReportBack,
    Requirement,
    Session,
    Solution,
    Update,
)
from sessiecoach.dutch.search import day_meant
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.search.found import Found, Hit
from sessiecoach.storage.search.index import SearchIndex

JUNE, SEPTEMBER = dt.date(2016, 6, 27), dt.date(2016, 9, 5)
NOW = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
"""Long after any file here was written."""
TODAY = dt.date(2016, 11, 21)
GONE = dt.datetime(2016, 6, 27, 8, tzinfo=dt.UTC)

FIRST = Session(
    header=Header(
        id="eerste",
        title="Eerste leersessie",
        date=JUNE,
        document="document0001",
        goal="Ruimte vinden",
        learning_questions=("Wat helpt een mandaat?",),
    ),
    perspectives=(Perspective(id="systeem", title="Het systeem"),),
    cases=(Case(id="a", title="Het dak", text="Lekkage", presenter=Presenter(role="wijkagent")),),
    questions=(OwnQuestion(id="q-1", by="HdV", text="Hoe begin ik?"),),
    notes=(
        Note(
            id="n-1",
            kind="belemmering",
            perspective="systeem",
            case="a",
            who="manager",
            text="Eén grote belemmeringen-lijst over huizen",
        ),
        Note(id="n-2", kind="feit", text="Geheim van de smid", private=True),
        Note(id="n-3", kind="feit", text="Teruggetrokken spreekwoord", withdrawn_at=GONE),
        Note(id="n-4", kind="feit", text="Samengevoegd spreekwoord", merged_into="n-1"),
    ),
    solutions=(Solution(id="s-1", text="Eén aanspreekpunt", parts=("met mandaat",)),),
    promises=(
        Promise(
            id="t-1", kind="toezegging", what="Bellen", owner="gemeente", due=dt.date(2016, 7, 1)
        ),
        Promise(id="t-2", what="Schrijven", owner="corporatie", due=dt.date(2017, 1, 1)),
    ),
    decisions=(Decision(id="b-1", text="We beginnen", reason="het is tijd"),),
    report_backs=(ReportBack(id="k-1", organisation="Zorggroep", who="teamleider", subject="Dak"),),
    requirements=(Requirement(id="e-1", text="Binnen een week antwoord", party="systeem"),),
    frameworks=(Framework(id="f-1", lines=(FrameworkLine(id="f-2", text="Altijd terugbellen"),)),),
    interests=(Interest(id="i-1", partner="Huurders", text="Rust", looked_after_by="bewoner"),),
    evaluation=Evaluation(good=("Fijne koffie",)),
)
SECOND = Session(
    header=Header(id="tweede", title="Tweede", date=SEPTEMBER, document="document0002"),
    updates=(
        Update(id="u-1", item="s-1", on=SEPTEMBER, applied="yes", remark="Het werkt verrassend"),
        Update(id="u-2", item="n-2", on=SEPTEMBER, remark="Verklapt"),
    ),
)


def put(sessions: Path, folder: str, session: Session) -> Path:
    """Write the record of a meeting in the folder of a series."""
    path = sessions / folder / f"{session.header.id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(record_bytes(session))
    return path


def ask(
    index: SearchIndex,
    typed: str,
    *,
    private: bool = False,
    limit: int | None = None,
    today: dt.date = TODAY,
) -> Found:
    """Ask what was typed."""
    return index.find(read_query(typed, day_meant), today, private=private, limit=limit)


def hits(found: Found) -> list[Hit]:
    """Return every hit, in its order."""
    return [hit for meeting in found.meetings for hit in meeting.hits]


def items(index: SearchIndex, typed: str, *, today: dt.date = TODAY) -> list[str]:
    """Return the ids of what was found."""
    return [hit.item for hit in hits(ask(index, typed, today=today))]
