"""The programma van eisen in the comparison: whose it is, and how it came out of its tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sessiecoach.domain.session import Case, Perspective, Requirement, RequirementTest
from sessiecoach.export.outline import Heading
from tests.export.comparison.grown import FIRST, history, items, view


def test_each_requirement_tells_how_it_came_out_of_its_cases() -> None:
    """Party, supporters and the result per case stand there; a withdrawn one does not."""
    session = replace(
        FIRST,
        cases=(Case(id="a", title="De drempel"),),
        perspectives=(Perspective(id="burger", title="De burger"),),
        requirements=(
            Requirement(
                id="e-1",
                text="Eén aanspreekpunt",
                party="burger",
                supported_by=("wijkteam", "gemeente"),
                tests=(
                    RequirementTest(case="a", result="holds"),
                    RequirementTest(case="z", result="adjust", remark="ook in het weekend"),
                    RequirementTest(case="a"),
                ),
            ),
            Requirement(id="e-2", text=" "),
            Requirement(id="e-3", text="Weg", withdrawn_at=dt.datetime(2016, 6, 27, tzinfo=dt.UTC)),
        ),
        frameworks=(),
    )
    section = view("kader", history(session))
    heads = [(part.text, part.beside) for part in section.parts if isinstance(part, Heading)]
    assert heads == [("Programma van eisen", "27 jun")]
    assert [(each.text, each.tags, each.details) for each in items(section)] == [
        (
            "Eén aanspreekpunt",
            ("De burger", "gesteund door wijkteam en gemeente"),
            (
                ("De drempel", "houdt stand"),
                ("z", "aanpassen: ook in het weekend"),
                ("De drempel", "nog niet getoetst"),
            ),
        ),
        ("(zonder tekst)", (), ()),
    ]
