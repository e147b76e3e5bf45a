"""Tests of reading a closed meeting: the page, its sections, its neighbours, reopening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from sessiecoach.domain.session import Header, Note, Perspective, Session
from sessiecoach.export.outline import (
    Bar,
    Bars,
    Cell,
    Column,
    Facts,
    Heading,
    Item,
    Listing,
    Paragraph,
    Section,
    SideBySide,
    Table,
)
from sessiecoach.live.opening import open_to_work
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.read import ReadScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.page import Page, PageSection, PageTitle
from sessiecoach.ui.widgets.typeset import set_section, share
from tests.fake_clock import FakeClock
from tests.ui.finish_meeting import nearly_done, record_in, stands
from tests.ui.live_meeting import SIZES, at
from tests.ui.series_of_three import BETWEEN, put_series
from tests.ui.series_of_three import FIRST as JUNE

MakeSurroundings = Callable[..., Surroundings]
FIRST = "2016-06-27-leersessie.toml"


class Library:
    """A folder with the shipped meeting of June and a closed one of September."""

    def __init__(self, make: MakeSurroundings) -> None:
        self.make = make
        self.folder = make().places.sessions
        second = nearly_done()
        header = replace(
            second.header,
            status="closed",
            closed_at=at("10.35.00"),
            closed_with=("promise_without_date:t-1", "no_report_backs", "line_not_confirmed"),
        )
        self.second = record_in(self.folder, replace(second, header=header))
        self.first = self.second.with_name(FIRST)

    def app(self, path: Path, theme: str = "avond") -> SessiecoachApp:
        """Make the program with a record open."""
        return SessiecoachApp(replace(self.make(theme), open_first=path))

    def closed(self, session: Session) -> Path:
        """Put a closed meeting in the place of the one of September."""
        header = replace(session.header, status="closed")
        return record_in(self.folder, replace(session, header=header))


@pytest.fixture
def library(make_surroundings: MakeSurroundings) -> Library:
    """Give two closed meetings of one series."""
    return Library(make_surroundings)


async def reading(app: SessiecoachApp, pilot: Pilot[None]) -> ReadScreen:
    """Wait until a meeting can be read, its neighbours known."""
    await stands(app, pilot, ReadScreen)
    screen = app.screen
    assert isinstance(screen, ReadScreen)
    return screen


def page_text(screen: ReadScreen) -> str:
    """Return all that stands on the page."""
    title = str(screen.query_one(PageTitle).render())
    return "\n".join([title, *(str(each.render()) for each in screen.query(PageSection))])


async def test_a_closed_meeting_opens_to_read(library: Library) -> None:
    """The page has a title with its place in the series, and nothing can be changed."""
    app = library.app(library.first)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        shown = page_text(screen)
        assert "Eerste leersessie Proeftuin Ruwaard" in shown
        assert "bijeenkomst 1 van Proeftuin Ruwaard" in shown
        assert screen.check_action("undo", ()) is False
        before = library.first.read_bytes()
        await pilot.press("ctrl+z", "escape")
        await stands(app, pilot, StartScreen)
        assert library.first.read_bytes() == before


async def test_sections_are_gone_to_by_digit_and_key(library: Library) -> None:
    """A digit brings a section to the top, and the contents say where one is."""
    app = library.app(library.first)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        page, contents = screen.query_one(Page), screen.query_one("#contents", OptionList)
        await pilot.press("7")
        await pilot.pause()
        section = list(page.query(PageSection))[6]
        assert section.section.id == "oplossingen"
        assert section.region.y - page.region.y == 2
        assert (page.place, contents.highlighted) == (6, 6)
        await pilot.press("n")
        await pilot.pause()
        assert page.place == 7
        await pilot.press("b", "b")
        await pilot.pause()
        assert page.place == 5
        await pilot.press("home")
        await pilot.wait_for_scheduled_animations()
        assert contents.highlighted == 0


async def test_each_line_of_the_contents_stays_on_one_line(library: Library) -> None:
    """No count stands alone on a second line, also not of what was left open at closing."""
    session = nearly_done()
    marks = tuple(f"block_not_held:r{number}" for number in range(12))
    promises = session.promises * 12
    session = replace(
        session,
        header=replace(session.header, closed_with=marks),
        promises=tuple(replace(each, id=f"t-{at}") for at, each in enumerate(promises, start=1)),
    )
    app = library.app(library.closed(session))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        contents = screen.query_one("#contents", OptionList)
        lines = [str(option.prompt) for option in contents.options]
        assert any("Nog open" in line and line.endswith("  12") for line in lines)
        assert any("Toezeggingen en acties" in line and line.endswith("  12") for line in lines)
        assert contents.virtual_size.height == len(lines)


async def test_the_contents_can_be_chosen_from(library: Library) -> None:
    """Enter in the list of contents goes there, and the page can be read on."""
    app = library.app(library.first)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        contents = screen.query_one("#contents", OptionList)
        contents.focus()
        contents.highlighted = 4
        await pilot.press("enter")
        await pilot.pause()
        assert screen.query_one(Page).place == 4
        assert screen.focused is screen.query_one(Page)


async def test_private_is_shown_only_when_asked(library: Library) -> None:
    """A private note is not on the page until p is pressed, and the top line says that it is."""
    session = nearly_done()
    note = Note(id="n-p", kind="belemmering", perspective="systeem", text="geheim", private=True)
    path = library.closed(replace(session, notes=(*session.notes, note)))
    app = library.app(path)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        assert "geheim" not in page_text(screen)
        await pilot.press("p")
        await pilot.pause()
        assert "geheim" in page_text(screen)
        assert "privé" in str(screen.query_one("#state").render())
        await pilot.press("p")
        await pilot.pause()
        assert "geheim" not in page_text(screen)


async def test_neighbours_of_the_series(library: Library) -> None:
    """] opens the next meeting and [ the one before; where there is none nothing happens."""
    app = library.app(library.first)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        assert screen.check_action("previous_meeting", ()) is None
        await pilot.press("[")
        await pilot.press("]")
        await pilot.pause()
        await stands(app, pilot, ReadScreen)
        for _ in range(100):
            await pilot.pause()
            if app.opened is not None and app.opened.path == library.second:
                break
        screen = await reading(app, pilot)
        assert screen.opened.path == library.second
        assert "Tweede leersessie" in page_text(screen)
        assert screen.check_action("next_meeting", ()) is None
        assert screen.check_action("previous_meeting", ()) is True


async def test_what_was_left_open_stands_at_the_end(library: Library) -> None:
    """The warnings with which it was closed are there in words."""
    app = library.app(library.second)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        shown = page_text(screen)
        assert "Toezegging zonder datum: In het teamoverleg zeggen wie dat is" in shown
        assert "Nog niet gezegd wie waar terugkoppelt" in shown
        assert "Getypt, niet bevestigd" in shown


async def test_reopening_is_asked_first(library: Library) -> None:
    """Heropenen asks; no leaves all as it is, yes goes to the live screen."""
    app = library.app(library.second)
    async with app.run_test(size=(120, 36)) as pilot:
        await reading(app, pilot)
        await pilot.press("h")
        await stands(app, pilot, AskScreen)
        await pilot.press("n")
        screen = await reading(app, pilot)
        assert screen.live.session.header.status == "closed"
        await pilot.press("h")
        await stands(app, pilot, AskScreen)
        await pilot.press("j")
        await stands(app, pilot, LiveScreen)
        await pilot.press("ctrl+o")
        await stands(app, pilot, StartScreen)
    kept = read_record(library.second).session.header
    assert (kept.status, kept.closed_at, kept.closed_with) == ("live", None, ())


async def test_a_record_that_another_has_can_be_read_but_not_reopened(
    library: Library, clock: FakeClock, tmp_path: Path
) -> None:
    """Who has it is said, and Heropenen is not offered."""
    holder = open_to_work(library.second, tmp_path / "other", clock)
    app = library.app(library.second)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        assert "alleen lezen" in str(screen.query_one("#state").render())
        assert screen.check_action("reopen", ()) is None
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(app.screen, ReadScreen)
    holder.leave()


async def test_a_large_record_takes_few_widgets(library: Library) -> None:
    """Three hundred notes are on the page, and no widget is made for any of them."""
    notes = tuple(
        Note(id=f"n-{place}", kind="helpend", perspective="systeem", text=f"notitie {place}.")
        for place in range(300)
    )
    app = library.app(library.closed(replace(nearly_done(), notes=notes)))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        assert "notitie 299." in page_text(screen)
        assert len(screen.query("*")) < 60


# Setting lines.


def set_lines(*parts: object, width: int = 40) -> list[str]:
    """Return the lines of a section with these parts, without its title."""
    section = Section("x", "X", parts)  # type: ignore[arg-type]
    return set_section(section, width).plain.split("\n")[2:]


def test_later_lines_hang_under_the_first() -> None:
    """A text that is broken goes on under its own begin, not under its bullet."""
    listing = Listing((Item("een twee drie vier vijf zes", parts=("deel",)),), mark="helps")
    assert set_lines(listing, width=16) == [
        "+ een twee drie",
        "  vier vijf zes",
        "  – deel",
    ]


def test_labels_details_and_tags() -> None:
    """A label stands before its text, details under it, tags behind it and never broken."""
    item = Item("Ruimte", label="O1", details=(("Voor", "management"),), tags=("groep B",))
    assert set_lines(Listing((item, Item("Tijd", label="O10"))), width=20) == [
        "O1   Ruimte  groep B",
        "     Voor:",
        "     management",
        "",
        "O10  Tijd",
    ]


def test_two_sides_stand_beside_each_other_where_there_is_room() -> None:
    """On a wide page helps and hinders stand next to each other, on a narrow one below."""
    pair = SideBySide(Listing((Item("ja"),), "Helpt", "helps"), Listing((), "Belemmert"))
    both = replace(pair, right=Listing((Item("nee"),), "Belemmert", "hinders"))
    assert set_lines(both, width=83) == [
        "Helpt  1" + " " * 35 + "Belemmert  1",
        "+ ja" + " " * 39 + "− nee",
    ]
    assert set_lines(both, width=40) == ["Helpt  1", "+ ja", "", "Belemmert  1", "− nee"]
    assert set_lines(pair, width=40) == ["Helpt  1", "+ ja"]


def test_tables_give_room_to_what_grows() -> None:
    """Numbers stand right, the growing column is broken, and no line is too long."""
    columns = (Column("wie"), Column("wat", grows=True), Column("n", align="right"))
    rows = ((Cell("ggz"), Cell("een lange tekst hier", ("eronder",)), Cell("12")),)
    assert set_lines(Table(columns, rows), width=24) == [
        "wie   wat              n",
        "ggz   een lange       12",
        "      tekst hier",
        "      eronder",
    ]


@pytest.mark.parametrize(
    ("natural", "grows", "width", "expected"),
    [
        ((10, 10), (False, False), 40, [10, 10]),
        ((10, 60), (False, True), 40, [10, 27]),
        ((40, 60), (False, False), 43, [20, 20]),
        ((40, 9, 5), (False, True, False), 30, [11, 8, 5]),
    ],
)
def test_sharing_the_width(
    natural: tuple[int, ...], grows: tuple[bool, ...], width: int, expected: list[int]
) -> None:
    """Columns that fit keep their width; else those that grow give way, and then the widest."""
    assert share(natural, grows, width) == expected


def test_headings_facts_and_bars() -> None:
    """Air stands before a heading and not after it; words and what they say are in line."""
    lines = set_lines(
        Facts((("Datum", "morgen"), ("Vraag", "hoe?"))),
        Heading("Systeem", 2, "helpt 1"),
        Heading("Casus a", 3),
        Paragraph("tekst"),
    )
    assert lines == [
        "Datum  morgen",
        "Vraag  hoe?",
        "",
        "",
        "Systeem   helpt 1",
        "Casus a",
        "tekst",
    ]
    bars = set_lines(Bars((Bar("Kort", (0, 2)), Bar("Niemand", (0, 0)))), width=60)
    assert [line.split() for line in bars] == [
        ["1", "2"],
        ["Kort", "·", "2", "━" * 20, "2,0"],
        ["Niemand", "·", "·", "━" * 20, "–"],
    ]


def test_bars_of_any_scale() -> None:
    """A scale may begin at 0 and may have words; where numbers find no room, they stand below."""
    force = Bar("Actie", (1, *(0,) * 8, 4, 12), least=0)
    short = Bar("Kort", (3, 0))
    lines = [line.split() for line in set_lines(Bars((force, short)), width=80)]
    assert lines[0] == [*map(str, range(11))]
    assert lines[1] == ["Actie", "1", *"········", "4", "12", mean_bar_of(6), "9,2"]
    assert lines[2] == ["Kort", "3", "·", mean_bar_of(6), "1,0"]
    words = Bar("Delen?", (1, 0, 3), words=("nee", "deels", "ja"))
    assert [line.split() for line in set_lines(Bars((words,)), width=60)] == [
        ["nee", "deels", "ja"],
        ["Delen?", "1", "·", "3", mean_bar_of(9), "2,5"],
    ]
    assert set_lines(Bars((force,)), width=38) == [
        "Actie",
        "0: 1 · 9: 4 · 10: 12 · gemiddeld 9,2",
    ]
    assert not [line for line in set_lines(Bars((force,)), width=76) if "━" in line]
    for width in range(20, 100):
        assert all(len(line) <= width for line in set_lines(Bars((force, words)), width=width))


def mean_bar_of(width: int) -> str:
    """Return a bar without its colours."""
    return "━" * width


def test_text_of_people_is_never_markup() -> None:
    """Brackets stand on the page as they were typed."""
    assert set_lines(Listing((Item("[/x] [b]vet[/b]"),))) == ["· [/x] [b]vet[/b]"]


def empty() -> Session:
    """A closed meeting in which nothing was said."""
    return Session(
        header=Header(title="Lege bijeenkomst", document="leeg0000", status="closed"),
        perspectives=(Perspective(id="systeem", title="Systeem"),),
    )


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_read_screen(snap_compare: object, library: Library, size: tuple[int, int]) -> None:
    """The shipped meeting as a page, at its begin, at three sizes."""
    app = library.app(library.first)

    async def run_before(pilot: Pilot[None]) -> None:
        await reading(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=run_before)  # type: ignore[operator]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_read_solutions(snap_compare: object, library: Library, size: tuple[int, int]) -> None:
    """Solutions and promises on the page, at three sizes, by daylight."""
    app = library.app(library.first, theme="ochtend")

    async def run_before(pilot: Pilot[None]) -> None:
        await reading(app, pilot)
        await pilot.press("7")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)  # type: ignore[operator]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_read_empty(snap_compare: object, library: Library, size: tuple[int, int]) -> None:
    """A meeting in which nothing was said still has a page."""
    app = library.app(library.closed(empty()))

    async def run_before(pilot: Pilot[None]) -> None:
        await reading(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=run_before)  # type: ignore[operator]


async def test_what_was_told_later_stands_on_the_page(
    make_surroundings: MakeSurroundings,
) -> None:
    """The record of June is not rewritten, and yet one reads what became of its solutions."""
    folder = put_series(make_surroundings().places.sessions, JUNE, BETWEEN)
    path = folder / f"{JUNE.header.id}.toml"
    app = SessiecoachApp(replace(make_surroundings(), open_first=path))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await reading(app, pilot)
        solutions = next(
            e for e in screen.query_one(Page).outline.sections if e.id == "oplossingen"
        )
        (listing,) = (part for part in solutions.parts if isinstance(part, Listing))
        assert listing.items[0].details[-1][0] == "1 aug 2016"
        assert listing.items[0].details[-1][1].startswith("deels uitgewerkt")
