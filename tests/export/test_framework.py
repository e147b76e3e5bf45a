"""The kader op maat in the report of the meeting that made it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from sessiecoach.domain.session import (
    Case,
    Framework,
    FrameworkLine,
    Header,
    Perspective,
    Requirement,
    Session,
)
from sessiecoach.export.comparison import Asked, comparison
from sessiecoach.export.outline import Heading, Item, Listing, Paragraph, Section
from sessiecoach.export.report import report
from sessiecoach.storage.history import History
from tests.export.texts import texts

NOW = dt.datetime(2016, 11, 21, 8, tzinfo=dt.UTC)
FIRST = Session(
    header=Header(id="een", title="Dag 1", status="closed", date=dt.date(2016, 9, 5)),
    perspectives=(Perspective(id="burger", title="Burger"), Perspective(id="raad", title="Raad")),
    cases=(Case(id="b7", title="De verhuizing"),),
    requirements=(
        Requirement(id="e-1", text="Altijd bereikbaar", supported_by=("burger", "raad")),
        Requirement(id="e-2", text="Uitlegbaar"),
    ),
    frameworks=(
        Framework(
            id="f-1",
            title="Kader voor de wijk",
            lines=(
                FrameworkLine(id="l-1", text="Altijd bereikbaar", from_=("e-1",)),
                FrameworkLine(id="l-2", text="Uit te leggen aan de buren", from_=("e-2", "e-9")),
                FrameworkLine(id="l-3", text="Eén loket", case="b7"),
            ),
        ),
    ),
)
SECOND = Session(
    header=Header(id="twee", title="Dag 2", status="closed", date=dt.date(2016, 10, 10)),
    cases=(Case(id="c2", title="Het gezin"),),
    frameworks=(
        Framework(
            id="f-2",
            version=2,
            lines=(
                FrameworkLine(id="l-1", text="Altijd bereikbaar", from_=("e-1",)),
                FrameworkLine(id="l-2", text="Uit te leggen", from_=("e-2",), case="c2"),
                FrameworkLine(id="l-4", text="Eerst bellen", case="z"),
            ),
            dropped=(FrameworkLine(id="l-3", text="Eén loket", case="c2"),),
        ),
    ),
)
THIRD = Session(header=Header(id="drie", date=dt.date(2016, 11, 21)))


def section(session: Session, *others: Session) -> Section | None:
    """Return the framework in the report of a meeting, where it has one."""
    found = report(session, NOW, meetings=others or (FIRST, SECOND, THIRD)).sections
    return next((each for each in found if each.id == "kader"), None)


def lists(found: Section | None) -> list[tuple[Item, ...]]:
    """Return the things in each list of a section."""
    assert found is not None
    return [part.items for part in found.parts if isinstance(part, Listing)]


def test_a_first_version_names_what_each_line_comes_from() -> None:
    """The requirement where it reads otherwise, who supports it, and the case that made it come."""
    found = section(FIRST)
    assert found is not None
    assert (found.title, found.count, found.short) == ("Kader op maat, versie 1", 3, "Kader")
    [lines] = lists(found)
    assert [(each.label, each.text, each.details) for each in lines] == [
        ("1", "Altijd bereikbaar", (("Uit eis", "E1"), ("Gesteund door", "Burger en Raad"))),
        ("2", "Uit te leggen aan de buren", (("Uit eis", "E2 · Uitlegbaar"),)),
        ("3", "Eén loket", (("Door", "Casus b7 · De verhuizing"),)),
    ]
    assert [part.title for part in found.parts if isinstance(part, Listing)] == [
        "Kader voor de wijk"
    ]


def test_a_requirement_that_was_taken_back_has_no_number() -> None:
    """What a line comes from can still be read, where it says something else."""
    first, second = (replace(each, withdrawn_at=NOW) for each in FIRST.requirements)
    [lines] = lists(section(replace(FIRST, requirements=(first, second))))
    assert lines[0].details == (("Gesteund door", "Burger en Raad"),)
    assert lines[1].details == (("Uit eis", "Uitlegbaar"),)


def test_a_later_version_tells_what_the_cases_changed() -> None:
    """Beside all its lines; the requirements are those of the meeting before."""
    found = section(SECOND)
    assert found is not None
    assert found.title == "Kader op maat, versie 2"
    lines, changes = lists(found)
    assert [each.text for each in lines] == ["Altijd bereikbaar", "Uit te leggen", "Eerst bellen"]
    assert [each.details for each in lines] == [
        (("Uit eis", "E1"), ("Gesteund door", "Burger en Raad")),
        (("Uit eis", "E2 · Uitlegbaar"),),
        (),
    ]
    assert [(each.label, each.text, each.tags, each.details) for each in changes] == [
        (
            "~",
            "Uit te leggen",
            ("gewijzigd",),
            (("Was", "Uit te leggen aan de buren"), ("Door", "Casus c2 · Het gezin")),
        ),
        ("+", "Eerst bellen", ("toegevoegd",), (("Door", "Casus z"),)),
        ("×", "Eén loket", ("geschrapt",), (("Door", "Casus c2 · Het gezin"),)),
    ]
    heading = next(part for part in found.parts if isinstance(part, Heading))
    assert (heading.text, heading.beside) == (
        "Wat er veranderde",
        "sinds versie 1 van ma 5 sep 2016",
    )


def test_a_meeting_that_made_none_has_no_such_section() -> None:
    """Though the framework of the series stands; a withdrawn version is none."""
    assert section(THIRD) is None
    gone = replace(FIRST.frameworks[0], withdrawn_at=NOW)
    assert section(replace(FIRST, frameworks=(gone,))) is None
    assert section(replace(FIRST, frameworks=(Framework(id="f-1"),))) is None


def test_two_versions_of_one_meeting_show_the_last_with_its_changes() -> None:
    """Who writes a record by hand can make two; the date of the first is no news then."""
    both = replace(FIRST, frameworks=(*FIRST.frameworks, *SECOND.frameworks))
    found = section(both)
    assert found is not None
    assert found.title == "Kader op maat, versie 2"
    assert [each.beside for each in found.parts if isinstance(each, Heading)] == ["sinds versie 1"]


def test_what_a_later_meeting_made_is_no_version_before() -> None:
    """It may have been made on a copy that knew only the first."""
    copied = replace(THIRD, frameworks=(replace(FIRST.frameworks[0], id="f-7", lines=()),))
    assert section(SECOND, FIRST, copied) == section(SECOND, FIRST)


def test_a_version_that_is_the_same_says_so() -> None:
    """There is nothing to list then; the day is left out where nobody knows it."""
    again = replace(FIRST.frameworks[0], id="f-3", version=2)
    found = section(replace(THIRD, frameworks=(again,)), FIRST)
    assert found is not None
    words = [part.text for part in found.parts if isinstance(part, Paragraph)]
    assert words == ["Hetzelfde als versie 1 van ma 5 sep 2016."]
    undated = replace(FIRST, header=replace(FIRST.header, date=None))
    found = section(replace(THIRD, frameworks=(again,)), undated)
    assert found is not None
    assert found.parts[-1] == Paragraph("Hetzelfde als versie 1.", mark="muted")


def test_filler_of_a_sample_is_marked() -> None:
    """Each line of a version that was made up; the section says it once."""
    found = section(replace(FIRST, frameworks=(replace(FIRST.frameworks[0], origin="invented"),)))
    assert found is not None
    assert found.made_up


def test_hostile_text_stays_text() -> None:
    """A line without words says so, and an escape shows as a sign."""
    lines = (FrameworkLine(id="l-1", text=" "), FrameworkLine(id="l-2", text="a\x1b[31mb[/b]"))
    session = replace(FIRST, frameworks=(Framework(id="f-1", lines=lines),))
    [shown] = lists(section(session))
    assert shown[0].text == "(zonder tekst)"
    assert all("\x1b" not in text for text in texts(report(session, NOW)))


def test_the_comparison_shows_the_same_changes() -> None:
    """Lines are known by their ids there as well."""
    series = History(folder=Path("reeks"), title="Reeks", meetings=(FIRST, SECOND))
    views = comparison(series, Asked(NOW.date()), NOW).sections
    compared = lists(next(each for each in views if each.id == "kader"))
    _lines, changes = lists(section(SECOND))
    assert [(each.label, each.text) for each in compared[1]] == [
        (each.label, each.text) for each in changes
    ]
