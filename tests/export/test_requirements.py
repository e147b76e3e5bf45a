"""The programma van eisen and its test per case, as a report tells them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sessiecoach.domain.session import (
    Case,
    Note,
    Participant,
    Perspective,
    Requirement,
    RequirementTest,
    Session,
)
from sessiecoach.export.outline import Facts, Heading, Listing, Section, Table
from sessiecoach.export.report import report
from sessiecoach.export.requirements import requirement_labels

NOW = dt.datetime(2016, 9, 5, 8, tzinfo=dt.UTC)
MEETING = Session(
    perspectives=(
        Perspective(id="burger", title="Burger"),
        Perspective(id="raad", title="Raadslid"),
    ),
    cases=(Case(id="a", title="Drie loketten"), Case(id="b")),
    notes=(
        Note(id="n-1", kind="eis", perspective="burger", text="Eén  aanspreekpunt"),
        Note(id="n-2", kind="eis", perspective="raad", text="Eén\nverhaal"),
        Note(id="n-3", kind="eis", text="Los", private=True),
        Note(id="n-4", kind="eis", text="Van het geheel"),
    ),
    requirements=(
        Requirement(
            id="e-1",
            text="Eén aanspreekpunt",
            party="burger",
            from_=("n-1", "n-2", "n-3", "n-4"),
            supported_by=("burger", "raad"),
            tests=(
                RequirementTest(case="a", result="holds"),
                RequirementTest(case="b", result="adjust", remark=" ook in het weekend "),
            ),
        ),
        Requirement(id="e-2", text="Weg", withdrawn_at=NOW),
        Requirement(id="e-3", text=" ", origin="invented"),
    ),
)


def section(session: Session, name: str, *, private: bool = False) -> Section | None:
    """Return a section of the report of a meeting, if it has it."""
    found = report(session, NOW, private=private).sections
    return next((each for each in found if each.id == name), None)


def told(session: Session, *, private: bool = False) -> list[tuple[str, str, object]]:
    """Return the label, text and details of each requirement in the report."""
    found = section(session, "programma-van-eisen", private=private)
    assert found is not None
    (listing,) = found.parts
    assert isinstance(listing, Listing)
    return [(each.label, each.text, each.details) for each in listing.items]


def tables(session: Session) -> list[Table]:
    """Return the tables of the test."""
    found = section(session, "toets-per-casus")
    assert found is not None
    return [part for part in found.parts if isinstance(part, Table)]


def test_each_requirement_tells_from_whom_and_who_is_behind_it() -> None:
    """With the wishes that it stands for, where those said it otherwise, and how it came out."""
    assert told(MEETING) == [
        (
            "E1",
            "Eén aanspreekpunt",
            (
                ("Van", "Burger"),
                ("Gesteund door", "Burger en Raadslid"),
                ("Wens van Raadslid", "Eén verhaal"),
                ("Wens", "Van het geheel"),
                ("Uit de toets", "aanpassen"),
            ),
        ),
        ("E2", "(zonder tekst)", (("Gesteund door", "nog niemand"),)),
    ]


def test_a_private_wish_is_told_only_where_private_things_are() -> None:
    """As any note."""
    assert ("Wens", "Los") not in told(MEETING)[0][2]  # type: ignore[operator]
    assert ("Wens", "Los") in told(MEETING, private=True)[0][2]  # type: ignore[operator]


def test_made_up_requirements_say_so() -> None:
    """Plausible filler of a sample is marked."""
    found = section(MEETING, "programma-van-eisen")
    assert found is not None
    assert isinstance(found.parts[0], Listing)
    assert [each.made_up for each in found.parts[0].items] == [False, True]
    assert found.count == 2


def test_the_test_is_a_table_of_requirements_and_cases() -> None:
    """What each came to, with the remark under it, and the outcome that follows."""
    (table,) = tables(MEETING)
    assert [each.title for each in table.columns] == [
        "",
        "eis",
        "Drie loketten",
        "casus b",
        "uitkomst",
    ]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["E1", "Eén aanspreekpunt", "houdt stand", "aanpassen", "aanpassen"],
        ["E2", "(zonder tekst)", "", "", "nog niet getoetst"],
    ]
    assert [cell.below for cell in table.rows[0]] == [(), (), (), ("ook in het weekend",), ()]
    assert [row[0].made_up for row in table.rows] == [False, True]


def test_many_cases_stand_in_tables_under_each_other() -> None:
    """Three cases a table, and each case in one of them."""
    many = replace(MEETING, cases=tuple(Case(id=each) for each in "abcdefg"))
    titles = [[each.title for each in table.columns[2:-1]] for table in tables(many)]
    assert titles == [
        ["casus a", "casus b", "casus c"],
        ["casus d", "casus e", "casus f"],
        ["casus g"],
    ]


def test_without_requirements_or_tests_there_is_nothing() -> None:
    """A meeting without them has no such sections; a programme without a test only the first."""
    none = replace(MEETING, requirements=())
    assert section(none, "programma-van-eisen") is None
    assert section(none, "toets-per-casus") is None
    untested = replace(MEETING, requirements=MEETING.requirements[1:])
    assert section(untested, "programma-van-eisen") is not None
    assert section(untested, "toets-per-casus") is None


def test_a_remark_alone_is_worth_a_table() -> None:
    """Something was said about a requirement on a case before anybody decided."""
    said = replace(MEETING.requirements[0], tests=(RequirementTest(case="a", remark="knelt hier"),))
    (table,) = tables(replace(MEETING, requirements=(said,)))
    assert table.rows[0][2].below == ("knelt hier",)


def test_labels_count_those_that_stand() -> None:
    """E1, E2 and so on; a withdrawn one has none."""
    assert dict(requirement_labels(MEETING)) == {"e-1": "E1", "e-3": "E2"}


def test_who_stood_in_whose_shoes_comes_first() -> None:
    """Each position that was taken names its roles, before what was demanded from it."""
    played = (
        Participant(id="p-1", role="bestuurder", position="burger"),
        Participant(id="p-2", role="teamleider", position="Burger"),
    )
    found = section(replace(MEETING, participants=played), "programma-van-eisen")
    assert found is not None
    heading, facts, _listing = found.parts
    assert isinstance(heading, Heading)
    assert isinstance(facts, Facts)
    assert heading.text == "Wie stond in wiens schoenen"
    assert facts.pairs == (("Burger", "bestuurder en teamleider"),)
