"""A small series that grew over three meetings, and ways to look in an outline of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion, Series
from sessiecoach.domain.session import (
    Block,
    Case,
    Decision,
    Diagnosis,
    Framework,
    FrameworkLine,
    Header,
    Note,
    Participant,
    Perspective,
    Promise,
    Rating,
    ReportBack,
    Scale,
    Session,
    Solution,
    Update,
)
from sessiecoach.export.comparison import Asked, comparison
from sessiecoach.export.outline import (
    Item,
    Listing,
    Outline,
    Paragraph,
    Section,
    Shifts,
    SideBySide,
    Table,
)
from sessiecoach.storage.history import History
from sessiecoach.storage.updates import LooseUpdate

JUNE, SEPTEMBER, OCTOBER = dt.date(2016, 6, 27), dt.date(2016, 9, 5), dt.date(2016, 10, 10)
TODAY = dt.date(2016, 11, 21)
NOW = dt.datetime(2016, 11, 21, 8, tzinfo=dt.UTC)


def minutes(day: dt.date, minute: int) -> dt.datetime:
    """Return an instant so many minutes after nine o'clock in Oss."""
    return dt.datetime.combine(day, dt.time(7), dt.UTC) + dt.timedelta(minutes=minute)


def people(professionals: int, managers: int) -> tuple[Participant, ...]:
    """Return who came."""
    found = [
        Participant(id="p-1", role="professional", count=professionals, present=("*",)),
        Participant(id="p-2", role="Manager", count=managers, present=("*",) if managers else ()),
    ]
    return tuple(each for each in found if each.count)


def rated(value: int) -> tuple[Rating, ...]:
    """Return two people who gave a number."""
    return (Rating(id=f"r-{value}", scale="intentie", value=value, of=10, count=2),)


SCALE = (Scale(id="intentie", title="Intentie", of=10),)
SIDES = (Perspective(id="systeem", title="Systeem"),)

FIRST = Session(
    header=Header(
        id="een",
        number=1,
        title="Eerste",
        status="closed",
        date=JUNE,
        learning_questions=("Wie belt wie?", "Wat mag ik?"),
        required_roles=("professional", "manager"),
    ),
    perspectives=SIDES,
    participants=people(14, 0),
    cases=(
        Case(id="a", title="De drempel", status="discussed"),
        Case(id="w", title="De wachtlijst", status="offered"),
    ),
    blocks=(
        Block(
            id="r1",
            title="Ronde 1",
            planned_minutes=20,
            started_at=minutes(JUNE, 0),
            ended_at=minutes(JUNE, 23),
        ),
    ),
    notes=(
        Note(
            id="n-1",
            kind="belemmering",
            perspective="systeem",
            case="a",
            text="Verantwoorden per product",
        ),
        Note(
            id="n-2",
            kind="belemmering",
            perspective="systeem",
            text="Te weinig tijd voor een gesprek aan de keukentafel",
        ),
        Note(id="n-3", kind="helpend", text="Elkaars nummer hebben"),
    ),
    solutions=(
        Solution(id="s-1", text="Eén aanspreekpunt per gezin", addressed_to=("management",)),
        Solution(id="s-2", text="Rugdekking vooraf"),
        Solution(id="s-3", text="Geheim plan", private=True),
    ),
    promises=(
        Promise(
            id="t-1",
            kind="toezegging",
            what="Uitkomsten meenemen",
            owner="werkgroep Anders samenwerken",
            due=dt.date(2016, 9, 1),
        ),
        Promise(id="t-2", what="Intervisie plannen", owner="manager ggz", due=dt.date(2016, 9, 30)),
        Promise(id="t-3", what="Bellen", owner="Manager GGZ", due=dt.date(2016, 8, 1)),
    ),
    decisions=(Decision(id="b-1", number=1, text="Wij bellen eerst", check_on=OCTOBER),),
    report_backs=(
        ReportBack(id="k-1", organisation="gemeente", who="manager", subject="de proef"),
        ReportBack(id="k-2", organisation="ggz"),
    ),
    scales=SCALE,
    ratings=rated(4),
    frameworks=(
        Framework(
            id="f-1",
            version=1,
            lines=(FrameworkLine(id="l-1", text="Wij bellen"), FrameworkLine(id="l-2", text="Weg")),
        ),
    ),
    diagnosis=Diagnosis(stagnation="sham", motivation="veel doelen, geen daden"),
)

SECOND = Session(
    header=Header(
        id="twee",
        number=2,
        title="Tweede",
        status="closed",
        date=SEPTEMBER,
        learning_questions=("wie belt  wie",),
        required_roles=("professional", "manager"),
    ),
    perspectives=SIDES,
    participants=people(12, 3),
    cases=(Case(id="b", title="De drempel", status="offered"),),
    blocks=(
        Block(
            id="r1",
            title="Ronde 1",
            planned_minutes=20,
            started_at=minutes(SEPTEMBER, 0),
            ended_at=minutes(SEPTEMBER, 20),
        ),
    ),
    notes=(
        Note(
            id="n-4",
            kind="belemmering",
            perspective="systeem",
            text="Ieder product een eigen verantwoording",
            same_as="n-1",
        ),
    ),
    solutions=(Solution(id="s-4", text="Een potje"),),
    updates=(
        Update(
            id="u-1",
            item="s-1",
            on=SEPTEMBER,
            worked_out="partly",
            how="Een eerste gezin",
            reported_by="wijkteam",
        ),
        Update(id="u-2", item="t-1", on=SEPTEMBER, due=dt.date(2016, 10, 1)),
        Update(
            id="u-3",
            item="k-1",
            on=SEPTEMBER,
            done="yes",
            form="MT",
            response="Akkoord",
            new_bottlenecks=("Geen rooster",),
        ),
        Update(id="u-4", item="t-3", on=SEPTEMBER, status="done"),
    ),
)

THIRD = Session(
    header=Header(
        id="drie",
        number=3,
        title="Derde",
        status="closed",
        date=OCTOBER,
        learning_questions=("Wat merkt de bewoner?",),
        required_roles=("professional", "manager"),
    ),
    perspectives=SIDES,
    participants=people(13, 7),
    blocks=(
        Block(
            id="r1",
            title="Ronde 1",
            planned_minutes=20,
            started_at=minutes(OCTOBER, 0),
            ended_at=minutes(OCTOBER, 18),
        ),
        Block(id="slot", title="Slot", planned_minutes=5),
    ),
    notes=(
        Note(
            id="n-5",
            kind="belemmering",
            perspective="systeem",
            text="Er is weinig tijd voor gesprekken aan de keukentafel",
        ),
        Note(id="n-6", kind="helpend", text="Niet voor anderen", private=True),
    ),
    updates=(
        Update(
            id="u-5",
            item="s-1",
            on=OCTOBER,
            applied="yes",
            applied_where="wijkteam",
            reported_by="manager",
        ),
        Update(id="u-6", item="s-2", on=OCTOBER, worked_out="unknown", remark="Niemand wist het"),
    ),
    scales=SCALE,
    ratings=rated(7),
    frameworks=(
        Framework(
            id="f-2",
            version=2,
            title="Oss",
            lines=(
                FrameworkLine(id="l-1", text="Wij bellen vóór de brief", case="a"),
                FrameworkLine(id="l-3", text="Eén potje"),
            ),
            dropped=(FrameworkLine(id="l-2", text="Weg", case="b"),),
        ),
    ),
    diagnosis=Diagnosis(stagnation="island"),
)

LOOSE = (
    Update(
        id="u-7",
        item="k-2",
        on=dt.date(2016, 11, 7),
        done="no",
        remark="Het overleg viel uit",
        reported_by="programmamanager",
    ),
)
SERIES = Series(
    title="Proeftuin",
    questions=(
        ParticipantQuestion(
            id="d-1",
            by="teamleider",
            versions=(
                QuestionVersion(on=JUNE, text="Hoe krijg ik lef in mijn team?"),
                QuestionVersion(on=OCTOBER, text="Wat doe ik zelf?"),
            ),
            next_step="Een week niets goedkeuren",
            next_step_done=False,
        ),
    ),
)


def history(
    *meetings: Session, loose: tuple[Update, ...] = (), series: Series | None = None
) -> History:
    """Return meetings as a series that was read."""
    return History(
        folder=Path("proeftuin"),
        title="Proeftuin",
        series=series or Series(),
        meetings=meetings,
        loose=tuple(LooseUpdate(Path(f"{each.id}.toml"), each) for each in loose),
    )


GROWN = history(FIRST, SECOND, THIRD, loose=LOOSE, series=SERIES)


def looked(found: History = GROWN, asked: Asked | None = None) -> Outline:
    """Return the comparison of a series on the day of the tests."""
    return comparison(found, asked or Asked(TODAY), NOW)


def view(section_id: str, found: History = GROWN, asked: Asked | None = None) -> Section:
    """Return one view of a comparison, which must be there."""
    return next(each for each in looked(found, asked).sections if each.id == section_id)


def table(section: Section, place: int = 0) -> list[tuple[str, ...]]:
    """Return the texts of a table of a section, its titles first."""
    found = [part for part in section.parts if isinstance(part, Table)][place]
    titles = tuple(column.title for column in found.columns)
    return [titles, *(tuple(cell.text for cell in row) for row in found.rows)]


def paragraphs(section: Section) -> list[str]:
    """Return the running texts of a section."""
    return [part.text for part in section.parts if isinstance(part, Paragraph)]


def items(section: Section) -> list[Item]:
    """Return what is listed in a section, in whatever list."""
    found: list[Item] = []
    for part in section.parts:
        match part:
            case Listing():
                found += part.items
            case SideBySide():
                found += (*part.left.items, *part.right.items)
    return found


def shifts(section: Section) -> Shifts:
    """Return what is drawn then and now in a section."""
    return next(part for part in section.parts if isinstance(part, Shifts))
