"""Folders of meetings to measure with: many records, and one meeting with many notes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import Block, Case, Group, Note, Session
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.werkvormen import load_werkvormen

NOTES = 300
RECORDS = 200
NOTES_A_RECORD = 20
TITLE = "Meting"
_ZONE = ZoneInfo("Europe/Amsterdam")
_SENTENCES = (
    "Te weinig ruimte en tijd om bij de vraag van de inwoner aan te sluiten",
    "Leidinggevende geeft rugdekking als ik afwijk",
    "Drie indicaties voor één vraag",
    "Kaders voor resultaat en geld verschillen per organisatie",
    "Professionals en managers zitten samen aan tafel: draagvlak",
)


def meeting(number: int, date: dt.date, starts: dt.time, notes: int) -> Session:
    """Return a prepared leersessie with notes in its first round, over all its perspectives."""
    werkvorm = load_werkvormen(None).formats["leersessie"]
    session = prepared_session(
        werkvorm,
        session_id=f"{date.isoformat()}-leersessie",
        document=f"meting{number:08}",
        series="proeftuin-ruwaard",
        number=number,
        title=f"{TITLE} {number}",
        date=date,
        starts=starts,
        ends=(dt.datetime.combine(date, starts) + dt.timedelta(minutes=90)).time(),
        earlier_meetings=number > 1,
    )
    perspectives = [each.id for each in session.perspectives]
    first_round = next(block.id for block in session.blocks if block.kind == "round")
    written_at = dt.datetime.combine(date, starts, _ZONE)
    return replace(
        session,
        groups=(Group(id="A"), Group(id="B")),
        cases=(Case(id="a", title="Inwoner met vragen bij drie organisaties"), Case(id="b")),
        notes=tuple(
            Note(
                id=f"n-{place:08}",
                block=first_round,
                perspective=perspectives[place % len(perspectives)],
                kind=("helpend", "belemmering")[place // len(perspectives) % 2],
                case=("a", "b", "")[place % 3],
                group=("A", "B")[place % 2],
                text=f"{_SENTENCES[place % len(_SENTENCES)]} ({place})",
                author="notulist A",
                written_at=written_at + dt.timedelta(seconds=place),
            )
            for place in range(notes)
        ),
    )


def live_meeting(notes: int = NOTES, *, running_minutes: float = 2) -> Session:
    """Return a meeting of which the first round runs since a few minutes."""
    now = dt.datetime.now(dt.UTC).astimezone(_ZONE).replace(microsecond=0)
    started_at = now - dt.timedelta(minutes=running_minutes)
    session = meeting(2, started_at.date(), started_at.time(), notes)
    blocks: list[Block] = []
    for block in session.blocks:
        if not any(each.started_at and not each.ended_at for each in blocks):
            ended_at = None if block.kind == "round" else started_at
            block = replace(block, started_at=started_at, ended_at=ended_at)
        blocks.append(block)
    header = replace(session.header, status="live")
    return replace(session, header=header, blocks=tuple(blocks))


def write_live_meeting(folder: Path, notes: int = NOTES) -> Path:
    """Write the record of a meeting that is held now, and return where it lies."""
    path = folder / "sessions" / "proeftuin-ruwaard" / "meting-leersessie.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(record_bytes(live_meeting(notes)))
    return path


def write_archive(folder: Path, records: int = RECORDS) -> Path:
    """Write closed meetings in series of ten, and return the folder of all."""
    sessions = folder / "sessions"
    first = dt.date(2016, 6, 27)
    for number in range(records):
        date = first + dt.timedelta(days=14 * number)
        session = meeting(number % 10 + 1, date, dt.time(9), NOTES_A_RECORD)
        series = f"reeks-{number // 10:02}"
        header = replace(
            session.header, status="closed", series=series, document=f"meting{number:08}"
        )
        path = sessions / series / f"{date.isoformat()}-leersessie.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(record_bytes(replace(session, header=header)))
    return sessions
