"""A short series in which much was agreed, for what is handed on: letters, a list, a calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.session import (
    Case,
    Decision,
    Evaluation,
    Header,
    Improvement,
    Next,
    Note,
    Participant,
    Promise,
    Rating,
    ReportBack,
    Request,
    Scale,
    Session,
    Solution,
    Update,
)
from sessiecoach.export.source import Source

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = dt.datetime(2016, 9, 5, 9, tzinfo=dt.UTC)
GONE = dt.datetime(2016, 9, 5, 8, tzinfo=dt.UTC)

JUNE = Session(
    header=Header(
        id="2016-06-27-leersessie",
        series="proef",
        number=1,
        title="Eerste sessie",
        status="closed",
        date=dt.date(2016, 6, 27),
    ),
    participants=(
        Participant(role="manager", organisation="ggz", present=("*",)),
        Participant(role="teamleider", organisation="wijkteam", present=("*",)),
    ),
    solutions=(Solution(id="s-juni", text="Een vast aanspreekpunt", addressed_to=("ggz",)),),
    promises=(
        Promise(
            id="t-wacht",
            kind="toezegging",
            what="De wachtlijst delen",
            owner="manager ggz",
            due=dt.date(2016, 8, 1),
            from_=("s-juni",),
        ),
        Promise(id="t-klaar", what="Een kamer regelen", owner="teamleider wijkteam"),
        Promise(id="t-lang", what="De folder herdrukken", owner="manager ggz"),
        Promise(id="t-stil", what="Stil gehouden", owner="manager ggz", private=True),
    ),
    report_backs=(
        ReportBack(id="k-allen", organisation="elke deelnemende organisatie", subject="de start"),
    ),
    updates=(
        Update(
            id="u-0", item="t-lang", on=dt.date(2016, 6, 28), status="done", reported_by="allen"
        ),
    ),
)
SEPTEMBER = Session(
    header=Header(
        id="2016-09-05-leersessie",
        series="proef",
        number=2,
        title="Tweede sessie",
        status="closed",
        date=dt.date(2016, 9, 5),
        starts=dt.time(9),
        ends=dt.time(10, 30),
        document="abc",
        location="gemeentehuis Oss",
        goal="Doen wat nodig is.",
        learning_questions=("Hoe dan?",),
        required_roles=("manager",),
        closed_at=dt.datetime(2016, 9, 5, 8, 33, tzinfo=dt.UTC),
    ),
    participants=(
        Participant(role="manager", organisation="GGZ", present=("*",)),
        Participant(role="professional", organisation="wijkteam", count=3, present=("*",)),
        Participant(role="teamleider", organisation="wijkteam", name="Karin de Boer"),
        Participant(role="manager", organisation="gemeente"),
        Participant(role="notulist", present=("*",)),
    ),
    cases=(
        Case(id="c", title="De drempel", status="discussed"),
        Case(id="d", title="Nog niet besproken"),
    ),
    scales=(Scale(id="lang", title="Het duurde lang genoeg."),),
    ratings=(Rating(id="r-1", scale="lang", value=4, count=3),),
    notes=(
        Note(id="n-1", kind="belemmering", text="Notitie van een ander"),
        Note(id="n-2", kind="helpend", text="Nog een notitie"),
        Note(id="n-3", kind="evaluatie", text="Eigen woorden"),
        Note(id="n-4", kind="knelpunt", text="Wie betaalt?", escalated_to="stuurgroep Zorg"),
    ),
    solutions=(
        Solution(
            id="s-potje",
            text="Eén potje",
            parts=("klein beginnen",),
            addressed_to=("management",),
            requests=(
                Request(to="gemeente", text="geld geven"),
                Request(to="wijkteam", text="een lijst maken"),
            ),
            follow_up_at="stuurgroep Zorg",
            feasible_for_management_present=True,
        ),
        Solution(id="s-los", text="Iets voor niemand", addressed_to=("bestuurders",)),
        Solution(id="s-geheim", text="Privéplan", addressed_to=("management",), private=True),
        Solution(id="s-weg", text="Vervallen plan", withdrawn_at=GONE),
    ),
    promises=(
        Promise(
            id="t-potje",
            kind="toezegging",
            what="Het potje vullen",
            owner="manager gemeente",
            promised_by="manager GGZ",
            cover="fouten mogen",
            due=dt.date(2016, 10, 3),
            case="c",
            from_=("s-potje",),
        ),
        Promise(id="t-bel", what="De familie bellen", owner="Karin de Boer"),
        Promise(
            id="t-los",
            what="Iemand zoeken",
            owner="",
            due=dt.date(2016, 12, 1),
            from_=("s-geheim",),
        ),
        Promise(id="t-prive", what="Niet vertellen", owner="manager GGZ", private=True),
    ),
    decisions=(
        Decision(id="b-1", number=4, text="We beginnen klein.", reason="Dat kan altijd."),
        Decision(
            id="b-2",
            number=5,
            text="Het wijkteam kiest.",
            decided_by="managers aan tafel",
            check_on=dt.date(2016, 10, 10),
        ),
        Decision(id="b-3", number=6, text="Iets anders.", decided_by="het college"),
        Decision(id="b-4", number=7, text="Geheim besluit.", private=True),
    ),
    report_backs=(
        ReportBack(
            id="k-1",
            organisation="wijkteam",
            who="teamleider",
            subject="het potje",
            due=dt.date(2016, 10, 10),
        ),
    ),
    updates=(
        Update(id="u-1", item="t-klaar", on=dt.date(2016, 9, 5), status="done", remark="Mooi."),
        Update(id="u-2", item="t-wacht", due=dt.date(2016, 8, 15), status="started"),
        Update(id="u-3", item="k-allen", done="partly", remark="Bij de een wel."),
        Update(
            id="u-4",
            item="s-juni",
            improvements=(
                Improvement(text="Ook in de avond", owner="manager GGZ", due=dt.date(2016, 9, 30)),
                Improvement(text="Is al beloofd", owner="manager GGZ", becomes="t-bel"),
                Improvement(text=" "),
            ),
        ),
        Update(id="u-5", item="s-juni", improvements=(Improvement(text="Weg"),), withdrawn_at=GONE),
    ),
    evaluation=Evaluation(good=("kort",), wishes=("meer koffie",)),
    next=Next(date=dt.date(2016, 10, 10), question="Wat merkt de familie?"),
)
SERIES = Series(
    id="proef",
    title="Proeftuin",
    location="gemeentehuis Oss",
    planned_meetings=(
        PlannedMeeting(id="2016-09-05", date=dt.date(2016, 9, 5)),
        PlannedMeeting(
            id="2016-10-10",
            date=dt.date(2016, 10, 10),
            starts=dt.time(9),
            ends=dt.time(10, 30),
            title="Derde sessie",
        ),
        PlannedMeeting(id="2016-12-19", date=dt.date(2016, 12, 19), location="wijkcentrum"),
    ),
)
SOURCE = Source(SEPTEMBER, ZONE, NOW, others=(JUNE,))


def with_text(text: str) -> tuple[Source, Series]:
    """Return the series with one text everywhere where a person can put one."""
    everybody = tuple(
        replace(each, role=text, organisation=text, name=text) for each in SEPTEMBER.participants
    )
    meeting = replace(
        SEPTEMBER,
        header=replace(SEPTEMBER.header, title=text, location=text, goal=text),
        participants=everybody,
        cases=tuple(replace(each, title=text) for each in SEPTEMBER.cases),
        solutions=tuple(
            replace(
                each,
                text=text,
                parts=(text,),
                addressed_to=(text,),
                requests=(Request(to=text, text=text),),
                follow_up_at=text,
            )
            for each in SEPTEMBER.solutions
        ),
        promises=tuple(
            replace(each, what=text, owner=text, promised_by=text, cover=text, case=text)
            for each in SEPTEMBER.promises
        ),
        decisions=tuple(
            replace(each, text=text, reason=text, decided_by=text) for each in SEPTEMBER.decisions
        ),
        report_backs=(ReportBack(id="k-1", organisation=text, who=text, subject=text),),
        next=replace(SEPTEMBER.next, question=text),
    )
    planned = tuple(replace(each, title=text, location=text) for each in SERIES.planned_meetings)
    series = replace(SERIES, title=text, location=text, planned_meetings=planned)
    return replace(SOURCE, session=meeting), series
