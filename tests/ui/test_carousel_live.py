"""Leading groups that rotate: every group has its own perspective and case, and its own notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sessiecoach.domain.carousel import choose_carousel
from sessiecoach.domain.facts import Fact, apply
from sessiecoach.domain.session import Case, Group, Note, Session
from sessiecoach.live.opening import Opened
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.chip_row import ChipRow
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.question_panel import QuestionPanel
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import SIZES, LiveApp, at, in_round_two, opened_at, prepared, running
from tests.ui.pressing import until

MakeApp = Callable[..., LiveApp]
Snap = Callable[..., bool]


def rotating(session: Session) -> Session:
    """A meeting with three groups that rotate, each with a case."""
    titles = {"a": "Drie organisaties", "b": "Twee wetten", "c": "Geen adres"}
    session = replace(
        session,
        groups=tuple(Group(id=each) for each in "ABC"),
        cases=tuple(Case(id=each, title=title) for each, title in titles.items()),
    )
    return apply(session, Fact("f", 1, "test", at("8.30.00"), choose_carousel(session)))


def in_round_one() -> Session:
    """The meeting with its first round running."""
    return running("9.00.00", "9.05.00", "9.15.00", session=rotating(prepared()))


def in_second_round() -> Session:
    """The meeting in its second round, with what was said so far."""
    return rotating(in_round_two())


@pytest.fixture
def make_app(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> Iterator[MakeApp]:
    """Give what makes the app of a session at a moment; it lets go at the end."""
    all_opened: list[Opened] = []

    def make(session: Session, now: str = "9.46.26") -> LiveApp:
        opened = opened_at(session, clock, at(now), tmp_path)
        all_opened.append(opened)
        return LiveApp(make_surroundings(), opened)

    yield make
    for opened in all_opened:
        opened.leave()


class Leading:
    """A meeting that is led in a test."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> LiveScreen:
        """The live screen."""
        assert isinstance(self.pilot.app.screen, LiveScreen)
        return self.pilot.app.screen

    @property
    def about(self) -> list[tuple[str, str]]:
        """What the question is about."""
        return list(self.screen.query_one(QuestionPanel).asked.about)

    @property
    def chips(self) -> list[str]:
        """How the line would be filed, its kind left out."""
        return [chip.text for chip in self.screen.query_one(ChipRow).chips][1:]

    async def files_as(self, *chips: str) -> None:
        """Wait until the line would be filed like this."""
        await until(self.pilot, lambda: self.chips == list(chips))

    async def types(self, line: str) -> Note:
        """Type a line, confirm it and return its note."""
        before = len(self.screen.live.session.notes)
        self.screen.query_one(Composer).take(line)
        await self.pilot.pause()
        await self.pilot.press("enter")
        await until(self.pilot, lambda: len(self.screen.live.session.notes) == before + 1)
        return self.screen.live.session.notes[-1]


async def test_each_group_has_its_own_perspective_and_case(make_app: MakeApp) -> None:
    """F3 changes both, the question says so, and a line is filed there with its group."""
    async with make_app(in_round_one(), "9.20.00").run_test() as pilot:
        leading = Leading(pilot)
        await leading.files_as("Systeem", "casus a", "groep A")
        assert leading.about == [("Groep A", "Systeem · casus a: Drie organisaties")]
        columns = leading.screen.query_one(NoteColumns)
        await pilot.press("f3")
        await leading.files_as("Professional", "casus b", "groep B")
        await until(pilot, lambda: columns.perspective == "professional")
        assert leading.about == [("Groep B", "Professional · casus b: Twee wetten")]
        note = await leading.types("drie loketten")
        assert (note.group, note.perspective, note.case) == ("B", "professional", "b")
        await pilot.press("f3", "f3")
        await leading.files_as("Veranderproces")
        assert leading.about == [
            ("Groep A", "Systeem · casus a"),
            ("Groep B", "Professional · casus b"),
            ("Groep C", "Veranderproces · casus c"),
        ]
        await pilot.press("f3")
        await leading.files_as("Systeem", "casus a", "groep A")


async def test_what_a_line_says_goes_before_the_carousel(make_app: MakeApp) -> None:
    """Another perspective, case or group that is typed counts; of another group its own place."""
    async with make_app(in_round_one(), "9.20.00").run_test() as pilot:
        leading = Leading(pilot)
        await leading.files_as("Systeem", "casus a", "groep A")
        note = await leading.types("van een ander %C")
        assert (note.group, note.perspective, note.case) == ("C", "veranderproces", "c")
        note = await leading.types("iets anders /professional #b")
        assert (note.group, note.perspective, note.case) == ("A", "professional", "b")
        await pilot.press("f3", "f3", "f3", "f3")
        await leading.files_as("Systeem", "casus a", "groep A")


async def test_groups_go_on_in_the_next_round(make_app: MakeApp) -> None:
    """A changeover says where everybody goes; a late note still belongs to the round before."""
    async with make_app(in_round_one(), "9.35.30").run_test() as pilot:
        leading = Leading(pilot)
        await leading.files_as("Systeem", "casus a", "groep A")
        await pilot.press("f8")
        await until(pilot, lambda: len(leading.about) == 3)
        assert leading.about[0] == ("Groep A", "Professional · casus a")
        await leading.files_as("Systeem", "casus a", "groep A")
        await pilot.press("f8", "f8")
        await leading.files_as("Professional", "casus a", "groep A")
        assert leading.about == [("Groep A", "Professional · casus a: Drie organisaties")]
        columns = leading.screen.query_one(NoteColumns)
        await until(pilot, lambda: columns.perspective == "professional")


async def test_a_group_without_a_place_is_no_trouble(make_app: MakeApp) -> None:
    """It files as in a free round, and the question says where the others are."""
    session = in_round_one()
    session = replace(session, groups=(Group(id="D"), *session.groups))
    async with make_app(session, "9.20.00").run_test() as pilot:
        leading = Leading(pilot)
        await leading.files_as("Systeem", "groep D")
        assert [name for name, _place in leading.about] == ["Groep A", "Groep B", "Groep C"]


async def test_without_a_carousel_nothing_changes(make_app: MakeApp) -> None:
    """Free groups keep the column and case that were used last, whichever group types."""
    session = running("9.00.00", "9.05.00", "9.15.00")
    async with make_app(session, "9.20.00").run_test() as pilot:
        leading = Leading(pilot)
        await leading.types("een /professional #b")
        await pilot.press("f3")
        await leading.files_as("Professional", "casus b", "groep B")
        assert leading.about == [
            ("Casus A", "Inwoner met vragen bij drie organisaties"),
            ("Casus B", "Gezin dat tussen twee wetten valt"),
        ]
        await pilot.press("f8", "f8")
        await until(pilot, lambda: leading.about == [])


@pytest.mark.parametrize("size", [pytest.param(SIZES[n], id=n) for n in ("80x24", "120x36")])
def test_picture_of_a_carousel_round(
    make_app: MakeApp, snap_compare: Snap, size: tuple[int, int]
) -> None:
    """The group, its perspective and its case stand below the question."""

    async def settled(pilot: Pilot[None]) -> None:
        await Leading(pilot).files_as("Professional", "casus a", "groep A")
        columns = pilot.app.screen.query_one(NoteColumns)
        await until(pilot, lambda: columns.perspective == "professional")
        await pilot.pause()

    assert snap_compare(make_app(in_second_round()), run_before=settled, terminal_size=size)
