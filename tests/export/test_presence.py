"""Who was there in a report: of which domain, and for which part of the meeting."""

from __future__ import annotations

import datetime as dt

from sessiecoach.domain.session import Block, Header, Participant, Session
from sessiecoach.export.outline import Paragraph, Table
from sessiecoach.export.report import report

NOW = dt.datetime(2016, 9, 5, 9, 0, tzinfo=dt.UTC)


def told(session: Session) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return the rows of the attendance in a report, and the sentences below them."""
    [found] = [each for each in report(session, NOW).sections if each.id == "opkomst"]
    rows = [
        tuple(cell.text for cell in row)
        for part in found.parts
        if isinstance(part, Table)
        for row in part.rows
    ]
    return rows, [part.text for part in found.parts if isinstance(part, Paragraph)]


def plan(*minutes: int) -> tuple[Block, ...]:
    """Return blocks of so many minutes."""
    return tuple(
        Block(id=f"b{number}", kind="round", planned_minutes=each)
        for number, each in enumerate(minutes, start=1)
    )


LINES = (
    Participant(id="p-1", role="wethouder", organisation="gemeente", present=("b1",)),
    Participant(id="p-2", role="professional", organisation="ggz", count=2, present=("*",)),
    Participant(id="p-3", role="professional", organisation="ggz", present=("b1", "b3")),
    Participant(id="p-4", role="professional", organisation="wijkteam", present=("b3",)),
    Participant(id="p-5", role="burger", count=3, present=("b1", "b2")),
    Participant(id="p-6", role="burger", present=("*",)),
    Participant(id="p-7", role="burger", count=2),
)


def test_of_a_meeting_of_hours_it_is_told_who_was_there_for_which_part() -> None:
    """People who came and went stand apart from those who stayed; who stayed needs no word."""
    rows, _sentences = told(Session(blocks=plan(60, 60, 60), participants=LINES))
    assert rows == [
        ("wethouder", "gemeente (alleen begin)", "1", "1"),
        (
            "professional",
            "ggz 2, ggz (begin en einde), wijkteam (alleen einde)",
            "4",
            "4",
        ),
        ("burger", "2 van 3 blokken 3", "6", "4"),
    ]


def test_of_a_short_meeting_nobody_asks_for_which_part() -> None:
    """A meeting of less than three hours has the numbers alone, as it always had."""
    rows, sentences = told(Session(blocks=plan(30, 30, 30), participants=LINES))
    assert [row[1] for row in rows] == ["gemeente", "ggz 3, wijkteam", ""]
    assert sentences == []


def test_an_organisation_is_named_once_however_it_is_spelled() -> None:
    """As it was spelled first."""
    people = tuple(
        Participant(id=f"p-{place}", name=f"P{place}", role="x", organisation=name, present=("*",))
        for place, name in enumerate(("GGZ", "ggz", " Ggz "))
    )
    rows, _sentences = told(Session(participants=people))
    assert rows == [("x", "GGZ 3", "3", "3")]


def test_required_domains_are_told_and_missed() -> None:
    """Of each party the domain is told; a domain that nobody came from has its sentence."""
    header = Header(required_domains=("wonen", "zorg", "welzijn"))
    people = (
        Participant(id="p-1", role="x", organisation="Stek", domain="Wonen", present=("*",)),
        Participant(id="p-2", role="x", domain="zorg", count=2),
        Participant(id="p-3", role="y", domain="sport", count=2, present=("*",)),
    )
    rows, sentences = told(Session(header=header, participants=people))
    assert [row[1] for row in rows] == ["Stek (Wonen)", "sport 2"]
    assert sentences == ["Niemand uit de domeinen zorg en welzijn."]
    one = Header(required_domains=("wonen", "zorg"))
    assert told(Session(header=one, participants=people))[1] == ["Niemand uit het domein zorg."]
    nobody = Session(header=header, participants=(Participant(id="p-1", role="x"),))
    assert told(nobody)[1] == []
    assert told(Session(participants=people))[0][0][1] == "Stek"
