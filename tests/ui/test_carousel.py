"""Groups that rotate: chosen, shown, changed and refused in preparation, and led by it live."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Select, Static

from sessiecoach.domain.carousel import choose_carousel, station_of
from sessiecoach.domain.facts import Fact, apply
from sessiecoach.domain.session import Case, Group, Session, Station
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.carousel_table import CarouselPart, CarouselTable
from sessiecoach.ui.widgets.composer import Composer
from tests.fake_clock import FakeClock
from tests.ui import drafts
from tests.ui.pressing import SIZES, until, until_prepares

Make = Callable[..., Surroundings]
Begin = Callable[..., AbstractAsyncContextManager["Rotating"]]
NOW = dt.datetime(2016, 9, 1, 9, tzinfo=dt.UTC)


def draft(groups: str = "ABC", cases: str = "abc") -> Session:
    """A leersessie with these groups and cases, the groups free."""
    session = drafts.draft()
    titles = ("Inwoner met drie loketten", "Gezin tussen twee wetten", "Jongere zonder adres")
    return replace(
        session,
        groups=tuple(Group(id=each, note_taker=f"notulist {each}") for each in groups),
        cases=tuple(
            Case(id=each, title=titles[place % len(titles)]) for place, each in enumerate(cases)
        ),
    )


def rotating(session: Session | None = None) -> Session:
    """A leersessie whose groups rotate."""
    session = session or draft()
    return apply(session, Fact("f", 1, "test", NOW, choose_carousel(session)))


class Rotating:
    """A meeting that is being prepared in a test."""

    def __init__(self, pilot: Pilot[None], screen: PrepareScreen) -> None:
        self.pilot, self.screen = pilot, screen

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.screen.live.session

    @property
    def part(self) -> CarouselPart:
        """What shows of the carousel."""
        return self.screen.query_one(CarouselPart)

    @property
    def table(self) -> CarouselTable:
        """The groups and rounds."""
        return self.screen.query_one(CarouselTable)

    @property
    def findings(self) -> str:
        """What is amiss, as it stands below the table."""
        lines = [line.plain for line in self.table.foot(300)]
        return "\n".join(line for line in lines if line.startswith(("▲", "△", "  ")))

    def said(self, selector: str) -> str:
        """Return the words of a line, or nothing where it does not show."""
        line = self.screen.query_one(selector, Static)
        return str(line.render()) if line.display else ""

    def at(self, block: str, group: str) -> Station | None:
        """Return where a group is in a round."""
        return station_of(self.session.block(block), group)

    async def in_table(self, *keys: str) -> None:
        """Go to the table and press keys."""
        self.table.focus()
        await until(self.pilot, lambda: self.table.has_focus)
        await self.pilot.press(*keys)

    async def change(self, perspective: str, case: str) -> None:
        """Fill the form of a cell that was asked for, and keep it."""
        app = self.pilot.app
        await until(self.pilot, lambda: bool(app.screen.query("#field-looks SelectCurrent")))
        app.screen.query_one("#field-looks", Select).value = perspective
        app.screen.query_one("#field-case", Select).value = case
        await self.pilot.pause()
        await self.pilot.press("ctrl+s")
        await until(self.pilot, lambda: app.screen is self.screen)


@pytest.fixture
def prepare(make_surroundings: Make, places: Places) -> Begin:
    """Give a way to prepare a meeting."""

    @asynccontextmanager
    async def begin(session: Session, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Rotating]:
        path = places.sessions / "2016-09-05-leersessie.toml"
        path.write_bytes(record_bytes(session))
        app = SessiecoachApp(make_surroundings(open_first=path))
        async with app.run_test(size=size) as pilot:
            yield Rotating(pilot, await until_prepares(pilot))

    return begin


# Preparing.


async def test_groups_are_free_until_somebody_chooses(prepare: Begin, places: Places) -> None:
    """One key lets them rotate and is in the record; once more, or undo, and they are free."""
    async with prepare(draft()) as meeting:
        assert "Groepen zijn vrij" in meeting.said(".carousel-choice")
        assert not meeting.table.display
        await meeting.pilot.press("ctrl+r")
        await until(meeting.pilot, lambda: meeting.table.display)
        assert meeting.session.header.carousel
        assert meeting.at("r2", "A") == Station(group="A", perspective="professional", case="a")
        assert "rouleren" in meeting.said(".carousel-choice")
        assert meeting.findings == ""
        assert meeting.said("#plan-carousel") == ""
        chosen = meeting.session
        await meeting.pilot.press("ctrl+r")
        await until(meeting.pilot, lambda: not meeting.table.display)
        assert not any(block.stations for block in meeting.session.blocks)
        await meeting.pilot.press("ctrl+z")
        await until(meeting.pilot, lambda: meeting.session == chosen)
        await meeting.pilot.press("ctrl+z")
        await until(meeting.pilot, lambda: meeting.session == draft())
        await meeting.pilot.press("ctrl+y", "ctrl+o")
        path = places.sessions / "2016-09-05-leersessie.toml"
        await until(meeting.pilot, lambda: read_record(path).session.header.carousel)
        assert read_record(path).session.blocks == chosen.blocks


async def test_a_cell_is_changed_and_refused_in_words(prepare: Begin) -> None:
    """A group that meets a perspective twice is told in red with how to mend it; undo mends it."""
    async with prepare(rotating()) as meeting:
        await meeting.in_table("right", "enter")
        await meeting.change("systeem", "a")
        await until(
            meeting.pilot,
            lambda: meeting.at("r2", "A") == Station(group="A", perspective="systeem", case="a"),
        )
        findings = meeting.findings
        assert (
            "▲ Groep A krijgt Systeem in Ronde 1 en Ronde 2: kies daar een ander perspectief"
            in findings
        )
        assert "▲ Casus a komt nooit langs Professional" in findings
        assert "△ Groep A en Groep C" in findings
        assert "Carrousel klopt niet: 2 fouten, zie Groepen" in meeting.said("#plan-carousel")
        await meeting.pilot.press("ctrl+z")
        await until(meeting.pilot, lambda: meeting.findings == "")
        assert meeting.said("#plan-carousel") == ""


async def test_a_carousel_that_cannot_be_held_does_not_begin_unasked(prepare: Begin) -> None:
    """F5 asks first where a group meets a perspective twice; a carousel that is right goes on."""
    async with prepare(rotating(draft("ABC", "abcd"))) as meeting:
        app = meeting.pilot.app
        await meeting.pilot.press("f5")
        await until(meeting.pilot, lambda: isinstance(app.screen, AskScreen))
        await meeting.pilot.press("n")
        await until(meeting.pilot, lambda: app.screen is meeting.screen)
        await meeting.pilot.press("f5")
        await until(meeting.pilot, lambda: isinstance(app.screen, AskScreen))
        await meeting.pilot.press("j")
        await until(meeting.pilot, lambda: isinstance(app.screen, LiveScreen))
    async with prepare(rotating()) as meeting:
        await meeting.pilot.press("f5")
        await until(meeting.pilot, lambda: isinstance(meeting.pilot.app.screen, LiveScreen))


async def test_what_numbers_make_impossible_is_told(prepare: Begin) -> None:
    """A case too many is said with the numbers; taken away and divided anew the plan is right."""
    async with prepare(rotating(draft("ABC", "abcd"))) as meeting:
        findings = meeting.findings
        assert "▲ Te veel casussen: er zijn 9 plekken en er zijn er 12 nodig" in findings
        meeting.screen.live.withdraw("cases", "d")
        await until(meeting.pilot, lambda: "Te veel" not in meeting.findings)
        await meeting.in_table("i")
        await until(meeting.pilot, lambda: meeting.findings == "")
        assert meeting.session.block("r1") == rotating().block("r1")


async def test_a_group_that_comes_later_is_told(prepare: Begin) -> None:
    """It has no place until somebody gives it one."""
    async with prepare(rotating(draft("ABC", "ab"))) as meeting:
        meeting.screen.live.add("groups", id="D")
        await until(meeting.pilot, lambda: "Groep D heeft" in meeting.findings)
        assert "i deelt opnieuw in" in meeting.findings
        await meeting.in_table("i")
        await until(meeting.pilot, lambda: "Groep D heeft" not in meeting.findings)
        assert meeting.findings.startswith("△ 4 groepen op 3 perspectieven")


async def test_without_groups_it_says_what_to_do(prepare: Begin) -> None:
    """Chosen before there are groups, and without cases, the form asks only what there is."""
    async with prepare(draft("", "")) as meeting:
        assert not meeting.part.display
        await meeting.pilot.press("ctrl+r")
        await until(meeting.pilot, lambda: meeting.part.display)
        assert "Nog geen groepen om te rouleren" in meeting.findings
        await meeting.in_table("enter")
        meeting.screen.live.add("groups", id="A")
        await until(meeting.pilot, lambda: "Groep A heeft" in meeting.findings)
        await meeting.in_table("enter")
        app = meeting.pilot.app
        await until(meeting.pilot, lambda: bool(app.screen.query("#field-looks SelectCurrent")))
        assert not app.screen.query("#field-case")
        await meeting.pilot.press("escape")
        await until(meeting.pilot, lambda: app.screen is meeting.screen)
        assert meeting.at("r1", "A") is None


async def test_nothing_shows_where_nothing_can_rotate(prepare: Begin) -> None:
    """A meeting without perspectives knows no carousel."""
    async with prepare(replace(draft(), perspectives=())) as meeting:
        assert not meeting.part.display
        await meeting.pilot.press("ctrl+r")
        await meeting.pilot.pause()
        assert not meeting.session.header.carousel


async def test_a_meeting_that_is_held_is_not_divided_anew(prepare: Begin) -> None:
    """Once it began everybody stays where the plan put them."""
    async with prepare(rotating()) as meeting:
        meeting.screen.live.change("header", "", status="live")
        before = meeting.session
        await meeting.in_table("i", "enter", "ctrl+r")
        await meeting.pilot.pause()
        assert meeting.pilot.app.screen is meeting.screen
        assert meeting.session == before


async def test_keys_and_mouse_stay_within_the_table(prepare: Begin) -> None:
    """The cursor goes to the cell that is clicked, and no further than the last."""
    async with prepare(rotating()) as meeting:
        await meeting.in_table("right", "right", "right", "down", "down", "down")
        assert (meeting.table.cursor, meeting.table.column) == (2, 2)
        await meeting.in_table("left", "left", "left", "left")
        assert meeting.table.column == 0
        width = meeting.table.content_size.width
        await meeting.pilot.click(CarouselTable, offset=(width - 4, 2))
        assert (meeting.table.cursor, meeting.table.column) == (1, 2)


async def test_from_preparing_to_the_record(
    make_surroundings: Make, places: Places, clock: FakeClock
) -> None:
    """Chosen while preparing and led by key: the record has each place, and the notes of each."""
    path = places.sessions / "2016-09-05-leersessie.toml"
    path.write_bytes(record_bytes(draft()))
    app = SessiecoachApp(make_surroundings(open_first=path))
    async with app.run_test(size=(120, 36)) as pilot:
        await until_prepares(pilot)
        await pilot.press("ctrl+r", "f5")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        for running in ("opening", "terugkom", "r1"):
            await pilot.press("f5" if running == "opening" else "f8")
            await until(pilot, lambda wanted=running: _running(screen) == wanted)  # type: ignore[misc]
            clock.advance(60 * 60)
            screen.tick()
        composer = screen.query_one(Composer)
        for place, group in enumerate("ABC"):
            await until(pilot, lambda wanted=group: composer.group == wanted)  # type: ignore[misc]
            composer.take(f"- van groep {group}")
            await pilot.pause()
            await pilot.press("enter")
            await until(pilot, lambda count=place + 1: len(screen.live.session.notes) == count)  # type: ignore[misc]
            await pilot.press("f3")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
    session = read_record(path).session
    assert session.header.carousel
    assert [(n.group, n.perspective, n.case, n.author) for n in session.notes] == [
        ("A", "systeem", "a", "notulist A"),
        ("B", "professional", "b", "notulist B"),
        ("C", "veranderproces", "c", "notulist C"),
    ]
    assert station_of(session.block("r3"), "C") == Station(
        group="C", perspective="professional", case="c"
    )


def _running(screen: LiveScreen) -> str:
    block = screen.live.session.running
    return block.id if block is not None else ""


# How it looks.


@pytest.mark.parametrize("size", [pytest.param(SIZES[n], id=n) for n in ("80x24", "120x36")])
def test_picture_of_a_carousel(
    make_surroundings: Make,
    places: Places,
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
) -> None:
    """The table below the groups, with what is amiss in words."""
    path = places.sessions / "2016-09-05-leersessie.toml"
    path.write_bytes(record_bytes(rotating(draft("ABC", "abcd"))))

    async def in_table(pilot: Pilot[None]) -> None:
        screen = await until_prepares(pilot)
        table = screen.query_one(CarouselTable)
        table.focus()
        await until(pilot, lambda: table.has_focus)
        await pilot.press("right")
        table.scroll_visible(animate=False, top=True)
        await pilot.pause()

    app = SessiecoachApp(make_surroundings(open_first=path))
    assert snap_compare(app, run_before=in_table, terminal_size=size)
