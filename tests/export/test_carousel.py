"""What a report says of groups that rotated."""

from __future__ import annotations

from dataclasses import replace

from sessiecoach.domain.carousel import choose_carousel, leave_carousel
from sessiecoach.domain.facts import Fact, apply
from sessiecoach.domain.session import Case, Group, Session
from sessiecoach.export.outline import Section, Table
from sessiecoach.export.report import report
from tests.ui.live_meeting import at, prepared


def rotating() -> Session:
    """A meeting with three groups that rotate, each with a case."""
    session = replace(
        prepared(),
        groups=(Group(id="A", title="Groep [wit]"), Group(id="B"), Group(id="C")),
        cases=tuple(Case(id=each) for each in "abc"),
    )
    return apply(session, Fact("f", 1, "test", at("8.30.00"), choose_carousel(session)))


def section_of(session: Session) -> Section | None:
    """Return the section of the report about the carousel."""
    sections = report(session, at("11.00.00")).sections
    return next((each for each in sections if each.id == "carrousel"), None)


def test_each_group_has_a_row_with_its_places() -> None:
    """Perspective and case of each group in each round stand there, no group twice in one."""
    section = section_of(rotating())
    assert section is not None
    [table] = section.parts
    assert isinstance(table, Table)
    assert [each.title for each in table.columns] == [
        "groep",
        "Ronde 1: in beeld brengen",
        "Ronde 2: verdiepen",
        "Ronde 3: oplossingen",
    ]
    assert [row[0].text for row in table.rows] == ["Groep [wit]", "Groep B", "Groep C"]
    for row in table.rows:
        looked_from = [cell.text.split(" · ")[0] for cell in row[1:]]
        assert sorted(looked_from) == ["Professional", "Systeem", "Veranderproces"]
        assert all(" · casus " in cell.text for cell in row[1:])


def test_without_a_carousel_there_is_no_such_section() -> None:
    """Groups that chose freely have no rotation to tell of."""
    session = rotating()
    free = apply(session, Fact("g", 2, "test", at("8.31.00"), leave_carousel(session)))
    assert section_of(free) is None
