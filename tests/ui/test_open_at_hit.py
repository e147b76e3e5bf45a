"""Tests of a hit in a meeting that is not closed: it is opened at what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from sessiecoach.domain.session import Case, Evaluation, Note, Promise, Session, Solution, Update
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.bound_field import BoundInput, BoundText
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.solution_list import SolutionList
from tests.ui.live_meeting import in_round_two, prepared
from tests.ui.pressing import until
from tests.ui.series_of_three import FIRST
from tests.ui.test_archive import Archive, archive

Make = Callable[..., Surroundings]
WORD = "kwartelkoning"
MANY = 60


def notes(*, found_at: int = MANY - 1) -> tuple[Note, ...]:
    """Return more notes than fit in a column, of which one has the word that is looked for."""
    return tuple(
        Note(
            id=f"n-{place:08}",
            block="r2",
            perspective="professional",
            kind="belemmering",
            text=f"Dit gaat over de {WORD}." if place == found_at else f"Nummer {place}.",
            written_at=dt.datetime(2016, 9, 5, 7, 20, tzinfo=dt.UTC) + dt.timedelta(seconds=place),
        )
        for place in range(MANY)
    )


async def opened(sitting: Archive, kind: type, word: str = WORD) -> None:
    """Look for a word and open the first hit."""
    await sitting.write(word)
    await sitting.pilot.press("enter")
    await sitting.opened(kind)


def said(sitting: Archive) -> list[str]:
    """Return what was told."""
    return [each.message for each in sitting.app._notifications]


async def test_a_note_of_a_running_meeting_has_the_cursor(make_surroundings: Make) -> None:
    """The cursor stands on the note in its column, which scrolled to it."""
    meeting = replace(in_round_two(), notes=notes())
    async with archive(make_surroundings(), FIRST, meeting) as sitting:
        await opened(sitting, LiveScreen)
        columns = sitting.app.screen.query_one(NoteColumns)
        assert columns.current == ItemKey("notes", f"n-{MANY - 1:08}")
        await until(sitting.pilot, lambda: columns.has_focus)
        await until(sitting.pilot, lambda: f"over de {WORD}" in " ".join(sitting.shown().split()))


@pytest.mark.parametrize("table", ["solutions", "promises"])
async def test_what_was_agreed_has_the_cursor(make_surroundings: Make, table: str) -> None:
    """Solutions and promises show in the place of the notes, with the cursor on the hit."""
    solutions = tuple(Solution(id=f"s-{n:08}", text=f"Oplossing {n}.") for n in range(40))
    found: Solution | Promise = (
        Solution(id="x-1", text=f"Vraag de {WORD}.")
        if table == "solutions"
        else Promise(id="x-1", kind="toezegging", what=f"Vraag de {WORD}.")
    )
    meeting = replace(in_round_two(), solutions=solutions)
    meeting = replace(meeting, **{table: (*getattr(meeting, table), found)})  # type: ignore[arg-type]
    async with archive(make_surroundings(), FIRST, meeting) as sitting:
        await opened(sitting, LiveScreen)
        agreed = sitting.app.screen.query_one(SolutionList)
        await until(sitting.pilot, lambda: agreed.has_focus)
        await until(sitting.pilot, lambda: f"Vraag de {WORD}." in sitting.shown())
        assert agreed.current == ItemKey(table, "x-1")


@pytest.mark.parametrize(
    ("meeting", "told"),
    [
        (
            replace(in_round_two(), cases=(Case(id="a", title=f"De {WORD}"),)),
            "Wat u vond staat in de voorbereiding; shift+F5 gaat erheen.",
        ),
        (
            replace(in_round_two(), evaluation=Evaluation(good=(f"De {WORD}",))),
            "Wat u vond staat bij het afronden; F10 gaat erheen.",
        ),
        (
            replace(in_round_two(), updates=(Update(id="u-1", item="s-1", remark=f"De {WORD}"),)),
            "Wat u vond staat bij de terugkom; F2 gaat erheen.",
        ),
    ],
    ids=["case", "evaluation", "update"],
)
async def test_what_does_not_show_live_is_told(
    make_surroundings: Make, meeting: Session, told: str
) -> None:
    """One line says where it is; the line to type in has the focus, as always."""
    async with archive(make_surroundings(), FIRST, meeting) as sitting:
        await opened(sitting, LiveScreen)
        await until(sitting.pilot, lambda: told in said(sitting))
        assert sitting.app.screen.query_one(Composer).has_focus_within


async def test_a_learning_question_is_gone_to(make_surroundings: Make) -> None:
    """The cursor stands on the line of the question, in its field."""
    meeting = prepared()
    questions = ("Wat lukt al?", "Wat kost tijd?", f"Waar broedt de {WORD}?")
    meeting = replace(meeting, header=replace(meeting.header, learning_questions=questions))
    async with archive(make_surroundings(), FIRST, meeting) as sitting:
        await opened(sitting, PrepareScreen)
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen.focused, BoundText))
        field = sitting.app.screen.focused
        assert isinstance(field, BoundText)
        assert field.bond.place.attribute == "learning_questions"
        assert field.cursor_location == (2, 0)


async def test_the_goal_is_gone_to(make_surroundings: Make) -> None:
    """Words of the goal lead to the field of the goal."""
    meeting = prepared()
    meeting = replace(meeting, header=replace(meeting.header, goal=f"Ruimte voor de {WORD}."))
    async with archive(make_surroundings(), FIRST, meeting) as sitting:
        await opened(sitting, PrepareScreen)
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen.focused, BoundText))
        field = sitting.app.screen.focused
        assert isinstance(field, BoundText)
        assert field.bond.place.attribute == "goal"


async def test_a_case_is_gone_to(make_surroundings: Make) -> None:
    """The row of a case has the focus, and shows."""
    cases = tuple(Case(id=f"c-{n}", title=f"Casus {n}") for n in range(30))
    meeting = replace(prepared(), cases=(*cases, Case(id="x", title=f"De {WORD}")))
    async with archive(make_surroundings(), FIRST, meeting) as sitting:
        await opened(sitting, PrepareScreen)

        def is_there() -> bool:
            field = sitting.app.screen.focused
            return isinstance(field, BoundInput) and field.bond.place.item == "x"

        await until(sitting.pilot, is_there)
        await until(sitting.pilot, lambda: f"De {WORD}" in sitting.shown())


async def test_what_does_not_show_while_preparing_is_told(make_surroundings: Make) -> None:
    """Of a note in a meeting that did not begin one line says where it is."""
    meeting = replace(prepared(), notes=notes()[-1:])
    async with archive(make_surroundings(), FIRST, meeting) as sitting:
        await opened(sitting, PrepareScreen)
        told = "Wat u vond staat bij de notities; F5 gaat naar de sessie."
        await until(sitting.pilot, lambda: told in said(sitting))


async def test_the_place_is_gone_to(make_surroundings: Make) -> None:
    """A word of where the meeting is leads to that field."""
    meeting = prepared()
    meeting = replace(meeting, header=replace(meeting.header, location=f"Huis De {WORD}"))
    async with archive(make_surroundings(), FIRST, meeting) as sitting:
        await opened(sitting, PrepareScreen)

        def is_there() -> bool:
            field = sitting.app.screen.focused
            return isinstance(field, BoundInput) and field.bond.place.attribute == "location"

        await until(sitting.pilot, is_there)
