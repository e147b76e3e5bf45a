"""Comparing the meetings of a series from the start screen."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import ClassVar

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from sessiecoach.domain.session import Note, Session, Solution
from sessiecoach.storage.history import History
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.updates import read_updates
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens import compare
from sessiecoach.ui.screens.compare import CompareScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.page import Page
from sessiecoach.ui.widgets.twin_line import TwinLine
from tests.fake_clock import FakeClock
from tests.ui.pressing import HOSTILE, SIZES, put_meetings, until, until_read

Make = Callable[..., Surroundings]
Snap = Callable[..., bool]
GOLDEN = Path(__file__).parent / "meeting" / "2016-09-05-leersessie.golden.toml"
DAYS = 70
"""From the day of the test's clock to after both meetings."""


def put_series(sessions: Path) -> Path:
    """Write a series of two closed meetings, with two hindrances that read alike."""
    folder = put_meetings(sessions)
    first = read_record(folder / "2016-06-27-leersessie.toml").session
    alike = replace(_hindrance(first), id="n-aaaaaaaa", text="Te weinig tijd voor de inwoner")
    other = replace(alike, id="n-bbbbbbbb", text="De inwoner krijgt te weinig tijd", same_as="")
    _write(folder / "2016-06-27-leersessie.toml", replace(first, notes=(*first.notes, alike)))
    second = read_record(GOLDEN).session
    _write(folder / "2016-09-05-leersessie.toml", replace(second, notes=(*second.notes, other)))
    return folder


def _hindrance(session: Session) -> Note:
    return next(note for note in session.notes if note.kind == "belemmering")


def _write(path: Path, session: Session) -> None:
    path.write_bytes(record_bytes(session))


@asynccontextmanager
async def comparing(
    surroundings: Surroundings, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[Pilot[None], CompareScreen]]:
    """Open the comparison of the first series on the start screen, read and all."""
    app = SessiecoachApp(surroundings)
    async with app.run_test(size=size) as pilot:
        await until_read(pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen))
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        await until(pilot, lambda: screen.outline is not None)
        await pilot.pause()
        yield pilot, screen


@pytest.fixture
def later(clock: FakeClock) -> FakeClock:
    """Let it be after both meetings."""
    clock.advance(DAYS * 24 * 3600)
    return clock


def title_of(screen: CompareScreen) -> str:
    """Return the title of the view that is shown."""
    (section,) = screen.query_one(Page).outline.sections
    return section.short or section.title


def top_line(screen: CompareScreen) -> str:
    """Return the line on top as it reads."""
    return str(screen.query_one("#span", Static).content)


async def test_every_view_is_a_key_away(
    make_surroundings: Make, places: Places, later: FakeClock
) -> None:
    """Digits choose, n and b step, round and round; the list names all eleven."""
    put_series(places.sessions)
    async with comparing(make_surroundings()) as (pilot, screen):
        assert screen.query_one("#views", OptionList).option_count == 11
        assert title_of(screen) == "Terugkomlijst"
        await pilot.press("2")
        await until(pilot, lambda: title_of(screen) == "Naast elkaar")
        await pilot.press("0")
        await until(pilot, lambda: title_of(screen) == "Deelnemersvragen")
        await pilot.press("n")
        await until(pilot, lambda: screen.view == 10)
        await pilot.press("right")
        await until(pilot, lambda: title_of(screen) == "Terugkomlijst")
        await pilot.press("b")
        await until(pilot, lambda: screen.view == 10)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(screen.app.screen, StartScreen))


def subtitle(screen: CompareScreen) -> str:
    """Return of when it is what the screen shows."""
    return screen.outline.subtitle if screen.outline is not None else ""


async def test_brackets_choose_the_meetings(
    make_surroundings: Make, places: Places, later: FakeClock
) -> None:
    """The whole series at first; each end moves by its own keys, and never past the other."""
    put_series(places.sessions)
    async with comparing(make_surroundings()) as (pilot, screen):
        assert "27 jun 2016 t/m 5 sep 2016   2 bijeenkomsten" in top_line(screen)
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "   5 sep 2016   1 bijeenkomst" in top_line(screen))
        await pilot.press("right_square_bracket", "left_curly_bracket")
        assert "   5 sep 2016   1 bijeenkomst" in top_line(screen)
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "2 bijeenkomsten" in top_line(screen))
        await pilot.press("left_curly_bracket")
        await until(pilot, lambda: "   27 jun 2016   1 bijeenkomst" in top_line(screen))
        await until(pilot, lambda: "stand op ma 27 jun 2016" in subtitle(screen))
        await pilot.press("right_curly_bracket")
        await until(pilot, lambda: "2 bijeenkomsten" in top_line(screen))
        await until(pilot, lambda: "stand op ma 27 jun 2016" not in subtitle(screen))


async def test_one_key_says_that_two_are_the_same(
    make_surroundings: Make, places: Places, later: FakeClock
) -> None:
    """The link is a file between meetings; no record changes, and undo takes it back."""
    folder = put_series(places.sessions)
    before = {path: path.read_bytes() for path in folder.glob("*.toml")}
    async with comparing(make_surroundings()) as (pilot, screen):
        line = screen.query_one(TwinLine)
        assert not line.display
        await pilot.press("2")
        await until(pilot, lambda: line.display)
        assert "De inwoner krijgt te weinig tijd" in str(line.content)
        assert "Te weinig tijd voor de inwoner" in str(line.content)
        many = len(screen.twins)
        await pilot.press("equals_sign")
        await until(pilot, lambda: len(screen.twins) == many - 1)
        (told,) = read_updates(folder).updates
        assert (told.update.item, told.update.same_as) == ("n-bbbbbbbb", "n-aaaaaaaa")
        assert told.update.on == later.now().astimezone().date()
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(screen.twins) == many)
        (taken,) = read_updates(folder).updates
        assert taken.update.withdrawn_at is not None
        await pilot.press("ctrl+z")  # there is nothing more to take back
        await pilot.pause()
    assert {path: path.read_bytes() for path in folder.glob("*.toml")} == before


async def test_what_differs_is_not_proposed_again(
    make_surroundings: Make, places: Places, later: FakeClock
) -> None:
    """A refused proposal stays refused, also the next time that somebody compares."""
    folder = put_series(places.sessions)
    async with comparing(make_surroundings()) as (pilot, screen):
        await pilot.press("2")
        await until(pilot, lambda: screen.query_one(TwinLine).display)
        many = len(screen.twins)
        await pilot.press("slash")
        await until(pilot, lambda: len(screen.twins) == many - 1)
    (told,) = read_updates(folder).updates
    assert told.update.differs_from == "n-aaaaaaaa"
    async with comparing(make_surroundings()) as (_pilot, screen):
        assert all(twin.later.id != "n-bbbbbbbb" for twin in screen.twins)


async def test_what_cannot_be_kept_is_said(
    make_surroundings: Make, places: Places, later: FakeClock
) -> None:
    """Where no file can be made the proposal stays, and one line says why."""
    folder = put_series(places.sessions)
    (folder / "updates").write_text("geen map")
    async with comparing(make_surroundings()) as (pilot, screen):
        await pilot.press("2")
        await until(pilot, lambda: screen.query_one(TwinLine).display)
        many = len(screen.twins)
        await pilot.press("equals_sign")
        await until(pilot, lambda: len(screen.app._notifications) == 1)
        (told,) = screen.app._notifications
        assert told.message.startswith("Dit kan niet worden bewaard")
        assert len(screen.twins) == many


async def test_private_things_show_when_asked(
    make_surroundings: Make, places: Places, later: FakeClock
) -> None:
    """What is private is not in a view until p, and the top line says that it is."""
    folder = put_series(places.sessions)
    path = folder / "2016-06-27-leersessie.toml"
    session = read_record(path).session
    secret = Solution(id="s-zzzzzzzz", text="Niet voor iedereen", private=True)
    _write(path, replace(session, solutions=(*session.solutions, secret)))
    async with comparing(make_surroundings()) as (pilot, screen):
        outline = screen.outline
        assert "Niet voor iedereen" not in repr(outline)
        await pilot.press("p")
        await until(pilot, lambda: "Niet voor iedereen" in repr(screen.outline))
        assert "privénotities zichtbaar" in top_line(screen)


class Watched(CompareScreen):
    """A comparison that remembers which threads read its series."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        str(Path(compare.__file__).parent / each) for each in CompareScreen.CSS_PATH
    ]
    threads: ClassVar[list[int]] = []

    def read_series(self) -> History:
        """Read the series, and remember in which thread."""
        self.threads.append(threading.get_ident())
        return super().read_series()


async def test_reading_is_off_the_event_loop(
    make_surroundings: Make, places: Places, later: FakeClock
) -> None:
    """A long series is read in a thread, so that keys and the clock go on."""
    folder = put_series(places.sessions)
    app = SessiecoachApp(make_surroundings())
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen) and app.is_ready)
        screen = Watched(folder, later)
        await app.push_screen(screen)
        assert screen.query_one("#views", OptionList).option_count == 11
        await until(pilot, lambda: screen.outline is not None)
    assert screen.threads
    assert threading.get_ident() not in screen.threads


async def test_hostile_text_is_only_text(
    make_surroundings: Make, places: Places, later: FakeClock
) -> None:
    """Markup and control signs in notes of both meetings show as what they are."""
    folder = put_series(places.sessions)
    for name in ("2016-06-27-leersessie.toml", "2016-09-05-leersessie.toml"):
        session = read_record(folder / name).session
        note = replace(_hindrance(session), id=f"n-{name[5:7]}hostil", text=HOSTILE, same_as="")
        _write(folder / name, replace(session, notes=(*session.notes, note)))
    async with comparing(make_surroundings()) as (pilot, screen):
        await pilot.press("2")
        line = screen.query_one(TwinLine)
        await until(pilot, lambda: line.display)
        await pilot.press("full_stop")
        await until(pilot, lambda: "[/x] [red]rood[/red]" in str(line.content))
        assert "\x1b" not in str(line.content)
        for _ in range(11):
            await pilot.press("n")
            await pilot.pause()
            assert "\x1b" not in repr(screen.query_one(Page).outline)


async def test_a_series_without_meetings_says_how_they_come(
    make_surroundings: Make, places: Places, later: FakeClock
) -> None:
    """Each view has its empty state; the keys of the span and of proposals do nothing."""
    folder = places.sessions / "leeg"
    folder.mkdir()
    (folder / "series.toml").write_text('schema = 1\ntitle = "Lege reeks"\n')
    async with comparing(make_surroundings()) as (pilot, screen):
        assert "Lege reeks" in top_line(screen)
        for key in ("right_square_bracket", "equals_sign", "slash", "full_stop", "ctrl+z"):
            await pilot.press(key)
        for _ in range(11):
            await pilot.press("n")
            await pilot.pause()
            (section,) = screen.query_one(Page).outline.sections
            assert section.parts
    assert not (folder / "updates").exists()


@pytest.mark.parametrize(
    ("size", "keys", "theme"),
    [
        ("80x24", "2", "avond"),
        ("80x24", "5", "ochtend"),
        ("120x36", "1", "avond"),
        ("120x36", "6", "avond"),
        ("120x36", "9", "ochtend"),
        ("200x50", "2", "avond"),
    ],
)
def test_picture_of_a_view(
    snap_compare: Snap,
    make_surroundings: Make,
    places: Places,
    later: FakeClock,
    size: str,
    keys: str,
    theme: str,
) -> None:
    """The views read well in a small, a usual and a large window."""
    put_series(places.sessions)

    async def show(pilot: Pilot[None]) -> None:
        app = pilot.app
        await until_read(pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen))
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        await until(pilot, lambda: screen.outline is not None)
        await pilot.press(keys)
        await pilot.pause()
        await pilot.pause()

    app = SessiecoachApp(make_surroundings(theme))
    assert snap_compare(app, terminal_size=SIZES[size], run_before=show)
