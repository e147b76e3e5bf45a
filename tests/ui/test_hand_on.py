"""Handing on from the screens: choosing, making, stopping, what is refused, and opening files."""

from __future__ import annotations

import errno
import stat
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from sessiecoach.export.handing_on import HandingOn, Planned
from sessiecoach.export.written import Document, put
from sessiecoach.storage.handed_on import made_of
from sessiecoach.storage.handing_folder import handing_folder
from sessiecoach.storage.history import read_history
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.compare import CompareScreen
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.hand_on import Handed, HandOnScreen
from sessiecoach.ui.screens.handing import HandingScreen
from sessiecoach.ui.screens.read import ReadScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.viewer import NoViewerError
from sessiecoach.ui.widgets.paper_choices import PaperChoices
from tests.fake_clock import FakeClock
from tests.ui.finish_meeting import Closing, nearly_done, rounding_off, stands
from tests.ui.pressing import SIZES, put_meetings, until, until_read

MakeSurroundings = Callable[..., Surroundings]
STEM = "2016-06-27-leersessie"


class Desk:
    """A meeting that can be handed on, with a viewer that only remembers."""

    def __init__(self, make: MakeSurroundings, clock: FakeClock, home: Path) -> None:
        self.make, self.clock, self.home = make, clock, home
        self.places: Places = make().places
        self.series = put_meetings(self.places.sessions)
        self.record = self.series / f"{STEM}.toml"
        self.folder = home / "doorgegeven" / self.series.name / STEM
        self.opened: list[Path] = []
        self.refuses: OSError | None = None

    def surroundings(self, theme: str = "avond") -> Surroundings:
        """Return what the program gets from outside."""
        return replace(self.make(theme), show_file=self._show)

    def _show(self, path: Path) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.opened.append(path)

    def app(self, theme: str = "avond") -> SessiecoachApp:
        """Make the program with the meeting open to read."""
        return SessiecoachApp(replace(self.surroundings(theme), open_first=self.record))

    @property
    def made(self) -> set[str]:
        """The names of what stands in the folder, hidden files too."""
        return {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set()

    def handing(self) -> HandingOn:
        """The meeting as it can be handed on."""
        session = read_record(self.record).session
        return HandingOn(read_history(self.series), self.clock.now(), STEM, session)


@pytest.fixture
def desk(
    make_surroundings: MakeSurroundings,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """Give a meeting that can be handed on; its home folder is called the same everywhere."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return Desk(make_surroundings, clock, tmp_path)


async def choosing(app: SessiecoachApp, pilot: Pilot[None]) -> HandOnScreen:
    """Go to handing on from the page of the meeting; returns its screen."""
    await stands(app, pilot, ReadScreen)
    await pilot.press("d")
    await until(pilot, lambda: isinstance(app.screen, HandOnScreen) and bool(app.screen.planned))
    await pilot.pause()
    assert isinstance(app.screen, HandOnScreen)
    return app.screen


async def made(app: SessiecoachApp, pilot: Pilot[None]) -> HandingScreen:
    """Wait until everything is made, or that is over."""
    await until(pilot, lambda: isinstance(app.screen, HandingScreen) and app.screen.done)
    await pilot.pause()
    assert isinstance(app.screen, HandingScreen)
    return app.screen


async def making(
    desk: Desk,
    pilot: Pilot[None],
    planned: tuple[Planned, ...],
    put_file: Callable[[Document, bool], None] = lambda document, over: put(document, over=over),
) -> HandingScreen:
    """Show the screen that makes these files."""
    await until_read(pilot)
    screen = HandingScreen(
        desk.surroundings(), desk.handing(), planned, desk.folder, put_file=put_file
    )
    await pilot.app.push_screen(screen)
    return screen


def text_of(screen: HandOnScreen | HandingScreen, name: str) -> str:
    """Return what a part of a screen says."""
    return str(screen.query_one(f"#{name}", Static).render())


def names(screen: HandOnScreen) -> list[str]:
    """Return which files would be made."""
    return [each.name for each in screen.planned]


# Choosing.


async def test_the_report_as_word_and_pdf_is_proposed(desk: Desk) -> None:
    """One key from the page, and Enter makes what most people want."""
    async with desk.app().run_test(size=(120, 36)) as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        screen = await choosing(app, pilot)
        assert names(screen) == [f"{STEM}.docx", f"{STEM}.pdf"]
        assert text_of(screen, "files").split() == names(screen)
        await pilot.press("enter")
        await made(app, pilot)
        assert desk.made == {f"{STEM}.docx", f"{STEM}.pdf"}
        if sys.platform != "win32":
            modes = {stat.S_IMODE(path.stat().st_mode) for path in desk.folder.iterdir()}
            assert modes == {0o600}


async def test_what_was_made_is_remembered_for_tidying(desk: Desk) -> None:
    """Each file is in the register of its meeting."""
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        await choosing(app, pilot)
        await pilot.press("enter")
        await made(app, pilot)
    document = read_record(desk.record).session.header.document
    assert {path.name for path in made_of(desk.places.state, document)} == desk.made


async def test_space_chooses_and_arrows_go_around(desk: Desk) -> None:
    """A form of a paper is taken and let go of; the names follow."""
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        screen = await choosing(app, pilot)
        await pilot.press("space", "right", "right", "space")
        wanted = [f"{STEM}.pdf", f"{STEM}.html"]
        await until(pilot, lambda: names(screen) == wanted)
        await pilot.press("down", "down", "left", "space")
        await until(pilot, lambda: names(screen) == [*wanted, f"{STEM}-managers.pdf"])
        assert "managers toezegden" in text_of(screen, "about")


async def test_all_is_chosen_by_one_key_and_let_go_of_by_the_same(desk: Desk) -> None:
    """Every paper in the usual forms, or nothing; of nothing, nothing can be made."""
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        screen = await choosing(app, pilot)
        await pilot.press("a")
        await until(pilot, lambda: len(screen.planned) > 10)
        assert f"{STEM}-agenda.ics" in names(screen)
        assert f"{STEM}-actielijst.csv" in names(screen)
        await pilot.press("a")
        await until(pilot, lambda: not screen.planned)
        assert screen.check_action("make", ()) is None
        assert "Kies met de spatiebalk" in text_of(screen, "files")


async def test_options_count_in_what_is_made(desk: Desk) -> None:
    """Private notes, names and personal data go along when they are chosen."""
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        screen = await choosing(app, pilot)
        choices = screen.query_one(PaperChoices)
        first = len(choices.choices) - 3
        for place in range(3):
            choices.cursor = first + place
            await pilot.press("space")
        await until(pilot, lambda: screen.handing is not None and screen.handing.options.personal)
        assert screen.handing is not None
        options = screen.handing.options
        assert (options.private, options.names, options.personal) == (True, True, True)


async def test_escape_goes_back_to_the_page(desk: Desk) -> None:
    """Nothing was made."""
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        await choosing(app, pilot)
        await pilot.press("escape")
        await stands(app, pilot, ReadScreen)
        assert desk.made == set()


async def test_a_comparison_is_handed_on_from_comparing(desk: Desk) -> None:
    """The series has a folder of its own, and the span that was chosen counts."""
    async with SessiecoachApp(desk.surroundings()).run_test() as pilot:
        app = pilot.app
        await until_read(pilot)
        await app.push_screen(CompareScreen(desk.series, desk.clock))
        compare = app.screen
        assert isinstance(compare, CompareScreen)
        await until(pilot, lambda: compare.outline is not None)
        await pilot.press("d")
        await until(
            pilot, lambda: isinstance(app.screen, HandOnScreen) and app.screen.handing is not None
        )
        screen = app.screen
        assert isinstance(screen, HandOnScreen)
        await pilot.pause()
        assert screen.folder == desk.folder.parent
        assert [each.kind for each in screen.planned] == ["vergelijking", "vergelijking"]


async def test_a_series_without_meetings_says_what_is_missing(desk: Desk) -> None:
    """There is nothing to choose, and it is said how there will be."""
    empty = desk.places.sessions / "leeg"
    empty.mkdir()
    async with SessiecoachApp(desk.surroundings()).run_test() as pilot:
        await until_read(pilot)
        screen = HandOnScreen(desk.surroundings(), desk.clock.now, Handed(empty))
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.handing is not None)
        await pilot.pause()
        assert "nog geen bijeenkomst gehouden" in text_of(screen, "files")
        assert screen.check_action("make", ()) is None


async def test_closing_a_meeting_says_how_it_is_handed_on(
    make_surroundings: MakeSurroundings, clock: FakeClock
) -> None:
    """Who is done reads where to go on."""
    app = Closing(make_surroundings, clock).app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await pilot.press("ctrl+s")
        await stands(app, pilot, AskScreen)
        await pilot.press("j")
        await stands(app, pilot, StartScreen)
        assert any("Doorgeven" in each.message for each in app._notifications)


# What stands there already.


async def test_nothing_is_replaced_without_asking(desk: Desk) -> None:
    """What exists is marked; the answer that breaks nothing has the focus."""
    desk.folder.mkdir(parents=True)
    mine = desk.folder / f"{STEM}.pdf"
    mine.write_text("van mij")
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        screen = await choosing(app, pilot)
        assert screen.taken == {mine.name}
        assert "bestaat al" in text_of(screen, "files")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        assert (desk.made, mine.read_text()) == ({mine.name}, "van mij")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("j")
        await made(app, pilot)
        assert mine.read_bytes().startswith(b"%PDF")
        assert desk.made == {mine.name, f"{STEM}.docx"}


async def test_what_came_in_between_stays(desk: Desk) -> None:
    """A file that nobody was asked about is not replaced, also not at the last moment."""
    planned = desk.handing().planned([("verslag", "md"), ("verslag", "html")])
    desk.folder.mkdir(parents=True)
    (desk.folder / f"{STEM}.md").write_text("van mij")
    async with SessiecoachApp(desk.surroundings()).run_test() as pilot:
        screen = await making(desk, pilot, planned)
        await until(pilot, lambda: screen.done)
        assert (desk.folder / f"{STEM}.md").read_text() == "van mij"
        assert "daar staat al iets met die naam" in text_of(screen, "refused")


# Making.


class Slow:
    """A file of which the making waits for a word."""

    def __init__(self, name: str) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.planned = Planned("verslag", "md", name, self._make)

    def _make(self) -> bytes:
        self.begun.set()
        self.go_on.wait(60)
        return b"x"


async def test_stopping_while_files_are_made_puts_none(desk: Desk) -> None:
    """Nothing is put before all are made, so that nothing half is left."""
    one, two = Slow("een.md"), Slow("twee.md")
    one.go_on.set()
    async with SessiecoachApp(desk.surroundings()).run_test() as pilot:
        screen = await making(desk, pilot, (one.planned, two.planned))
        await until(pilot, two.begun.is_set)
        assert text_of(screen, "state").startswith("Maken: 1 van 2")
        await pilot.press("escape")
        two.go_on.set()
        await until(pilot, lambda: screen.done)
        assert desk.made == set()
        assert text_of(screen, "state") == "Gestopt; er is geen enkel bestand gemaakt."


async def test_stopping_while_files_are_put_leaves_those_that_stand(desk: Desk) -> None:
    """What was put stays, is listed, and can be opened."""
    waits, goes_on = threading.Event(), threading.Event()

    def put_slowly(document: Document, over: bool) -> None:
        waits.set()
        goes_on.wait(60)
        put(document, over=over)

    planned = tuple(Planned("verslag", "md", f"{number}.md", lambda: b"x") for number in range(3))
    async with SessiecoachApp(desk.surroundings()).run_test() as pilot:
        screen = await making(desk, pilot, planned, put_slowly)
        await until(pilot, waits.is_set)
        await pilot.press("escape")
        goes_on.set()
        await until(pilot, lambda: screen.done)
        await pilot.pause()
        assert desk.made == {"0.md"}
        assert text_of(screen, "state") == "Gestopt; 1 van de 3 bestanden staat er."
        assert screen.query_one(OptionList).option_count == 1
        await pilot.press("enter")
        await until(pilot, lambda: desk.opened == [desk.folder / "0.md"])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "de schijf is vol; maak ruimte of kies een andere map"),
        (errno.EACCES, "er is geen toestemming om daar te schrijven; kies een andere map"),
    ],
)
async def test_what_the_disk_refuses_is_told(desk: Desk, number: int, words: str) -> None:
    """In Dutch, with what to do; what was put before it stays."""

    def put_one(document: Document, over: bool) -> None:
        if document.path.name == "1.md":
            raise OSError(number, "refused")
        put(document, over=over)

    planned = tuple(Planned("verslag", "md", f"{each}.md", lambda: b"x") for each in range(3))
    async with SessiecoachApp(desk.surroundings()).run_test() as pilot:
        screen = await making(desk, pilot, planned, put_one)
        await until(pilot, lambda: screen.done)
        await pilot.pause()
        assert desk.made == {"0.md"}
        assert text_of(screen, "refused") == f"1.md kan niet worden gemaakt: {words}."
        assert text_of(screen, "state") == "Niet gelukt; 1 van de 3 bestanden staat er."


async def test_a_file_where_the_folder_should_be_is_told(desk: Desk) -> None:
    """A folder that cannot be made is a sentence, no crash."""
    (desk.home / "doorgegeven").write_text("van mij")
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        await choosing(app, pilot)
        await pilot.press("enter")
        screen = await made(app, pilot)
        assert "kan niet worden gemaakt" in text_of(screen, "refused")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HandOnScreen))


async def test_a_register_that_cannot_be_written_is_told(desk: Desk) -> None:
    """The files stand there; that tidying will not find them is said."""
    desk.places.state.write_text("in de weg")
    planned = desk.handing().planned([("verslag", "md")])
    async with SessiecoachApp(desk.surroundings()).run_test() as pilot:
        screen = await making(desk, pilot, planned)
        await until(pilot, lambda: screen.done)
        assert desk.made == {f"{STEM}.md"}
        assert "kon niet worden onthouden" in text_of(screen, "refused")


# Looking at what was made.


async def test_files_and_their_folder_are_opened(desk: Desk) -> None:
    """Enter opens the file that is pointed at, m the folder."""
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        await choosing(app, pilot)
        await pilot.press("enter")
        await made(app, pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(desk.opened) == 1)
        await pilot.press("m")
        await until(pilot, lambda: len(desk.opened) == 2)
        assert desk.opened == [desk.folder / f"{STEM}.pdf", desk.folder]


@pytest.mark.parametrize(
    ("refuses", "words"),
    [
        (NoViewerError(), "Uw systeem opent dit niet vanzelf. Het staat in ~"),
        (FileNotFoundError(errno.ENOENT, "gone"), "kan niet worden geopend"),
    ],
)
async def test_what_cannot_be_opened_is_told(desk: Desk, refuses: OSError, words: str) -> None:
    """Without a program for it, one reads where it stands."""
    desk.refuses = refuses
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        await choosing(app, pilot)
        await pilot.press("enter")
        await made(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app._notifications))
        assert any(words in each.message for each in app._notifications)


# The folder.


async def asked_folder(pilot: Pilot[None], typed: Path | str) -> None:
    """Type another folder."""
    await pilot.press("m")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    pilot.app.screen.query_one(Input).value = str(typed)
    await pilot.press("ctrl+s")


async def test_a_folder_that_is_not_there_is_made_when_asked(desk: Desk) -> None:
    """Another folder is remembered for the next time."""
    wanted = desk.home / "elders" / "stukken"
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        screen = await choosing(app, pilot)
        await asked_folder(pilot, wanted)
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("j")
        await until(pilot, lambda: screen.base == wanted)
        await until(pilot, lambda: handing_folder(desk.places) == wanted)
        assert screen.folder == wanted / desk.series.name / STEM
        assert wanted.is_dir()


async def test_a_folder_that_is_not_wanted_is_not_made(desk: Desk) -> None:
    """Then everything stays as it was."""
    wanted = desk.home / "elders"
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        screen = await choosing(app, pilot)
        before = screen.folder
        await asked_folder(pilot, wanted)
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("n")
        await until(pilot, lambda: app.screen is screen)
        assert screen.folder == before
        assert not wanted.exists()


@pytest.mark.parametrize("typed", ["SESSIONS", "ergens"])
async def test_not_every_folder_will_do(desk: Desk, typed: str) -> None:
    """Not one in which records are read, and not one that depends on where one stands."""
    folder = desk.series / "uit" if typed == "SESSIONS" else typed
    async with desk.app().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        await choosing(app, pilot)
        await asked_folder(pilot, folder)
        await pilot.pause()
        assert isinstance(app.screen, FormScreen)
        fault = str(app.screen.query_one("#fault-base", Static).render())
        assert ("met bijeenkomsten" in fault) is (typed == "SESSIONS")
        assert fault


# Pictures.


async def _ready(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    await choosing(app, pilot)


async def _all(pilot: Pilot[None]) -> None:
    await _ready(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, HandOnScreen)
    await pilot.press("a", "down")
    await until(pilot, lambda: len(screen.planned) > 10)


async def _done(pilot: Pilot[None]) -> None:
    """Make the report and, as they are made fast, the letters as Markdown."""
    await _ready(pilot)
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    assert isinstance(app.screen, HandOnScreen)
    screen = app.screen
    await pilot.press("down", "right", "right", "right", "space")
    await until(pilot, lambda: len(screen.planned) > 2)
    await pilot.press("enter")
    await made(app, pilot)


async def _asking(pilot: Pilot[None]) -> None:
    await _done(pilot)
    await pilot.press("escape")
    screen = pilot.app.screen
    assert isinstance(screen, HandOnScreen)
    await until(pilot, lambda: bool(screen.taken))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))


@pytest.mark.parametrize(
    ("size", "theme", "before"),
    [
        ("80x24", "avond", _all),
        ("120x36", "ochtend", _ready),
        ("200x50", "avond", _all),
        ("80x24", "avond", _asking),
        ("120x36", "avond", _done),
    ],
    ids=["all-80x24", "ready-120x36", "all-200x50", "asking-80x24", "done-120x36"],
)
def test_looks(
    desk: Desk,
    snap_compare: Callable[..., bool],
    size: str,
    theme: str,
    before: Callable[[Pilot[None]], object],
) -> None:
    """Ready to make, with everything chosen, while it asks, and when it is done."""
    assert snap_compare(desk.app(theme), terminal_size=SIZES[size], run_before=before)


def test_looks_while_it_is_made(desk: Desk, snap_compare: Callable[..., bool]) -> None:
    """The bar says how far it is."""
    slow = Slow("twee.md")
    first = Planned("verslag", "md", "een.md", lambda: b"x")

    async def halfway(pilot: Pilot[None]) -> None:
        await making(desk, pilot, (first, slow.planned, first))
        await until(pilot, slow.begun.is_set)
        await pilot.pause()

    try:
        app = SessiecoachApp(desk.surroundings())
        assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=halfway)
    finally:
        slow.go_on.set()
