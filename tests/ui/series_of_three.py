"""A series of which two meetings were held, as tests of a terugkom look back on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from sessiecoach.domain.session import (
    Block,
    Decision,
    Header,
    Improvement,
    Promise,
    ReportBack,
    Session,
    Solution,
    Update,
)
from sessiecoach.storage.records import record_bytes
from tests.ui.live_meeting import prepared, running

FIRST = Session(
    header=Header(
        id="2016-06-27-leersessie",
        series="proeftuin-ruwaard",
        number=1,
        title="Eerste leersessie",
        werkvorm="leersessie",
        status="closed",
        date=dt.date(2016, 6, 27),
        starts=dt.time(9),
        ends=dt.time(10, 30),
        document="aaaaaaaaaaaaaaaaaaaaaaaaaa",
    ),
    blocks=(Block(id="r3", kind="round", title="Ronde 3: oplossingen", planned_minutes=20),),
    solutions=(
        Solution(
            id="s-1",
            text="Figuurlijke ruimte en tijd krijgen om aan te sluiten bij de vraag van de burger.",
        ),
        Solution(id="s-2", text="Eén contactpersoon per gezin [/x] \U0001f642"),
    ),
    promises=(
        Promise(
            id="t-1",
            kind="toezegging",
            what="Uitkomsten meenemen en er actie op ondernemen",
            owner="werkgroep Anders samenwerken",
            due=dt.date(2016, 7, 15),
            from_=("s-1",),
        ),
    ),
    decisions=(
        Decision(
            id="b-1",
            number=1,
            text="Elke casus krijgt een schuilnaam.",
            check_on=dt.date(2016, 9, 5),
        ),
    ),
    report_backs=(
        ReportBack(id="k-1", organisation="gemeente", who="manager", subject="de knelpunten"),
        ReportBack(id="k-2", organisation="wijkteam", who="professional"),
    ),
)
BETWEEN = Session(
    header=Header(
        id="2016-08-01-leersessie",
        series="proeftuin-ruwaard",
        number=2,
        title="Tweede leersessie",
        werkvorm="leersessie",
        status="closed",
        date=dt.date(2016, 8, 1),
        document="bbbbbbbbbbbbbbbbbbbbbbbbbb",
    ),
    solutions=(Solution(id="s-3", text="Samen een huisbezoek"),),
    promises=(Promise(id="t-2", what="Rooster delen", owner="teamleider", due=None),),
    updates=(
        Update(
            id="u-1",
            item="s-1",
            on=dt.date(2016, 8, 1),
            worked_out="partly",
            how="Per organisatie besproken in de werkgroep.",
            applied="no",
            improvements=(Improvement(text="Eerst één team", owner="teamleider"),),
            reported_by="werkgroep",
        ),
        Update(id="u-2", item="k-2", on=dt.date(2016, 8, 1), done="yes", form="teamoverleg"),
    ),
)


def third(*starts: str) -> Session:
    """The meeting of 5 September, with its first blocks started at these times."""
    session = running(*starts) if starts else prepared()
    return replace(session, header=replace(session.header, number=3, title="Derde leersessie"))


def put_series(sessions: Path, *meetings: Session) -> Path:
    """Write records in a folder of their own and return where it lies."""
    folder = sessions / "proeftuin-ruwaard"
    folder.mkdir(parents=True, exist_ok=True)
    for meeting in meetings:
        (folder / f"{meeting.header.id}.toml").write_bytes(record_bytes(meeting))
    return folder
