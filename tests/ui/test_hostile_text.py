"""What is hostile goes through every screen as text, at every size, and nothing falls."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, get_args

import pytest
from textual import events
from textual.app import App
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.screen import Screen

from sessiecoach import ui
from sessiecoach.domain.room import RoomPlace
from sessiecoach.domain.session import Session, WorksheetKind
from sessiecoach.domain.worksheets import worksheets
from sessiecoach.ui import screens
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.messages import LeaveRecord, OpenRecord, ShowStage, Stage
from sessiecoach.ui.palette import Palette
from sessiecoach.ui.screens.archive import ArchiveScreen
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.blocks_there import BlocksThereScreen
from sessiecoach.ui.screens.compare import CompareScreen
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.screens.hand_on import Handed, HandOnScreen
from sessiecoach.ui.screens.handing import HandingScreen
from sessiecoach.ui.screens.help import HelpScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.new_meeting import NewMeetingScreen
from sessiecoach.ui.screens.open_items import OpenItemsScreen
from sessiecoach.ui.screens.pick import Choice, PickScreen
from sessiecoach.ui.screens.series import SeriesScreen
from sessiecoach.ui.screens.session_screen import SessionScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.screens.steer import SteerScreen
from sessiecoach.ui.screens.tidy import TidyScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock
from tests.hostile_texts import IN_ONE, commanding
from tests.ui.hostile_series import NAME, TEXT, hostile, put_hostile
from tests.ui.pressing import until, until_read
from tests.ui.test_room_app import FULL, Room

Make = Callable[..., Surroundings]
SMALL_AND_LARGE: Final = ((1, 1), (300, 100), (120, 36))
"""The sizes that each screen goes through; it stays at the last."""
_READING: Final = frozenset(
    [
        "compare",
        "contents",
        "detail",
        "earlier",
        "hand_on",
        "history",
        "list",
        "look",
        "make",
        "names",
        "neighbours",
        "read",
        "records",
        "view",
    ]
)
"""Groups of workers that read or make something to show; others wait for somebody."""


class BareApp(SessiecoachApp):
    """The program without the last look at its lines, so that each widget has to do it."""

    CSS_PATH = [Path(ui.__file__).parent / name for name in SessiecoachApp.CSS_PATH]  # noqa: RUF012

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of Textual alone."""
        return App.get_line_filters(self)


class Tour:
    """Goes from screen to screen, and looks at each."""

    def __init__(self, pilot: Pilot[None], surroundings: Surroundings, clock: FakeClock) -> None:
        assert isinstance(pilot.app, SessiecoachApp)
        self.pilot, self.app = pilot, pilot.app
        self.surroundings, self.clock = surroundings, clock
        self.seen: set[type[Screen[object]]] = set()
        self.with_text: set[type[Screen[object]]] = set()
        """The screens on which hostile markup stood as it was typed."""

    async def look(self) -> str:
        """Look at the screen that is shown, the first time at every size; return what it shows."""
        await self.settled()
        kind = type(self.app.screen)
        sizes = (self.app.size,) if kind in self.seen else SMALL_AND_LARGE
        self.seen.add(kind)
        for size in sizes:
            if size != self.app.size:
                await self.pilot.resize_terminal(*size)
            shown = painted(self.app)
            assert commanding(shown) == set(), (self.app.screen, size)
        if "[/x]" in shown:
            self.with_text.add(kind)
        return shown

    async def settled(self) -> None:
        """Wait until nothing is being read or laid out."""
        await self.pilot.pause()
        await until(
            self.pilot,
            lambda: all(each.is_finished for each in self.app.workers if each.group in _READING),
        )
        await self.pilot.pause()

    async def over(self, screen: Screen[object]) -> None:
        """Look at a screen over this one, and leave it."""
        below = self.app.screen
        await self.app.push_screen(screen)
        await until(self.pilot, lambda: self.app.screen is screen)
        await self.look()
        await self.app.pop_screen()
        await until(self.pilot, lambda: self.app.screen is below)

    async def help_and_palette(self) -> None:
        """Look at both over the screen that is shown."""
        for key, kind in (("f1", HelpScreen), ("ctrl+p", Palette)):
            await self.pilot.press(key)
            await until(self.pilot, lambda kind=kind: isinstance(self.app.screen, kind))  # type: ignore[misc]
            if kind is Palette:
                await self.pilot.press("t", "h", "e", "m", "a")
            await self.look()
            await self.pilot.press("escape")
            await until(self.pilot, lambda kind=kind: not isinstance(self.app.screen, kind))  # type: ignore[misc]

    async def stage(self, stage: Stage) -> None:
        """Look at a screen of the open session."""
        before = self.app.screen
        before.post_message(ShowStage(stage))
        await until(self.pilot, lambda: self.app.screen is not before)
        await self.look()


def painted(app: App[None]) -> str:
    """Return all that stands on the screen, as it goes to the terminal."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(each.text for each in strip if not each.control) for strip in strips)


def every_screen() -> set[type[Screen[object]]]:
    """Return the screens of the program, without what they derive from."""
    found: set[type[Screen[object]]] = set()
    for module in pkgutil.iter_modules(screens.__path__):
        names = vars(importlib.import_module(f"{screens.__name__}.{module.name}"))
        found |= {
            each
            for each in names.values()
            if isinstance(each, type)
            and issubclass(each, Screen)
            and each.__module__.startswith(screens.__name__)
        }
    return {each for each in found if not any(each in other.__mro__[1:] for other in found)}


def made_hostile(surroundings: Surroundings) -> Surroundings:
    """Give themes hostile titles."""
    themes = tuple(replace(theme, title=f"{TEXT} {theme.title}") for theme in surroundings.themes)
    return replace(surroundings, themes=themes, notices=(f"[/x] {NAME}",))


async def test_every_screen(make_surroundings: Make, clock: FakeClock) -> None:
    """Records, series, files, folders and themes with hostile texts, on every screen there is."""
    surroundings = made_hostile(make_surroundings())
    sessions = surroundings.places.sessions
    meetings = put_hostile(sessions)
    (sessions / "kapot.toml").write_text(f'"{NAME[:20]}" = = [', encoding="utf-8")
    sheets: set[WorksheetKind] = set()
    async with BareApp(surroundings).run_test(size=(120, 36)) as pilot:
        await until_read(pilot)
        tour = Tour(pilot, surroundings, clock)
        await tour.look()
        await from_the_start(tour, *meetings[0])
        for path, session in meetings:
            if tour.seen >= every_screen() and sheets.issuperset(worksheets(session)):
                continue
            tour.app.screen.post_message(OpenRecord(path))
            await until(pilot, lambda: tour.app.is_ready and tour.app.opened is not None)
            sheets |= await through(tour)
            tour.app.screen.post_message(LeaveRecord())
            await until(pilot, lambda: tour.app.opened is None)
    assert tour.seen >= every_screen()
    assert sheets == set(get_args(WorksheetKind))
    assert tour.seen - tour.with_text <= {HelpScreen}


async def from_the_start(tour: Tour, path: Path, session: Session) -> None:
    """Look at the screens that need no open session."""
    folder = path.parent
    surroundings, clock, app = tour.surroundings, tour.clock, tour.app
    app.notify(f"[/x] {TEXT}", title=TEXT, markup=False)
    await tour.help_and_palette()
    await tour.pilot.press("n")
    await until(tour.pilot, lambda: isinstance(app.screen, NewMeetingScreen))
    await tour.look()
    await app.pop_screen()
    for screen in (
        SeriesScreen(surroundings, folder, clock),
        OpenItemsScreen(folder, f"{TEXT} titel", clock),
        CompareScreen(folder, clock),
        TidyScreen(surroundings, clock),
        HandOnScreen(surroundings, clock.now, Handed(folder)),
        HandOnScreen(surroundings, clock.now, Handed(folder, session, NAME)),
        PickScreen(TEXT, [Choice(TEXT), Choice(TEXT, "x", "1")]),
        AskScreen(TEXT, yes=TEXT[:30], no=TEXT[:30]),
        BlocksThereScreen(TEXT, session.blocks, [session.blocks[0].id]),
        FormScreen(TEXT, form_fields(), first="line"),
    ):
        await tour.over(screen)  # type: ignore[arg-type]
    await searching(tour)
    await handing(tour, folder, session)


def form_fields() -> list[FormField]:
    """Return a field of each kind, hostile in all that it shows."""
    choices = [(TEXT, "x"), (f"b{TEXT}", "y")]
    return [
        FormField("line", TEXT, value=IN_ONE, suggestions=[TEXT], hint=TEXT),
        FormField("text", TEXT, "text", IN_ONE, hint=TEXT),
        FormField("list", TEXT, "list", (IN_ONE, IN_ONE)),
        FormField("choice", TEXT, "choice", "x", choices),
        FormField("yes", TEXT, "yes_no", value=True),
        FormField("hint", TEXT, hint=TEXT),
    ]


async def searching(tour: Tour) -> None:
    """Type and paste in the archive, and look at what is found."""
    screen = ArchiveScreen(tour.surroundings, tour.clock)
    await tour.app.push_screen(screen)
    await until(tour.pilot, lambda: screen.refreshed is not None)
    await tour.look()
    for line in ("rood", f"is:{IN_ONE}", IN_ONE):
        for _ in range(3):
            await tour.pilot.press("ctrl+u")
        await tour.app.on_event(events.Paste(line))
        await tour.look()
    await tour.app.pop_screen()


async def handing(tour: Tour, folder: Path, session: Session) -> None:
    """Make files with hostile names, some of which are refused, and look at them."""
    over = HandOnScreen(tour.surroundings, tour.clock.now, Handed(folder, session, NAME))
    await tour.app.push_screen(over)
    await until(tour.pilot, lambda: over.handing is not None)
    await tour.settled()
    assert over.handing is not None
    assert over.planned

    def refuse(*_: object) -> None:
        raise OSError(13, f"[/x] {NAME}", NAME)

    for put in ({"put_file": refuse}, {}):
        screen = HandingScreen(
            tour.surroundings,
            over.handing,
            over.planned[:1],
            folder,
            **put,  # type: ignore[arg-type]
        )
        await tour.over(screen)  # type: ignore[arg-type]
    await tour.app.pop_screen()


async def through(tour: Tour) -> set[WorksheetKind]:
    """Look at each screen of the open session that was not seen; returns its worksheets."""
    app = tour.app
    live = app.screen
    assert isinstance(live, LiveScreen)
    kinds = set(worksheets(live.snapshot.session))
    if LiveScreen not in tour.seen:
        await tour.look()
        await tour.help_and_palette()
        await app.on_event(events.Paste(f"{IN_ONE}\n{IN_ONE}"))
        await tour.look()
        await tour.pilot.press("enter")
        await tour.look()
        await tour.over(SteerScreen(live.opened, live))  # type: ignore[arg-type]
        stages: tuple[Stage, ...] = ("lookback", "compare", "finish", "read", "prepare", "live")
        for stage in stages:
            await tour.stage(stage)
    if kinds:
        await tour.stage("worksheet")
        screen = app.screen
        assert isinstance(screen, WorksheetScreen)
        for kind in kinds:
            await screen.show_kind(kind)
            await tour.look()
    return kinds


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (300, 100), (80, 24)])
async def test_the_room(tmp_path: Path, size: tuple[int, int]) -> None:
    """What stands in the file that the beamer follows is text there too, at every size."""
    room = Room(tmp_path)
    for state in (FULL, replace(FULL, running=False, places=(RoomPlace(group="a"),))):
        room.publish(replace(hostile(state), message="[/x]\x1b]2;P\x07\x9b\u202e[red]"))
        app = room.app()
        async with app.run_test(size=size) as pilot:
            await app.look()
            await pilot.pause()
            shown = painted(app)
            assert commanding(shown) == set()
            assert "[/x]<1b>]2;P<07><9b><202e>[red]" in shown or size < (80, 24)


def test_screens_are_found() -> None:
    """The first that everybody sees is a screen, and what screens derive from is none."""
    assert StartScreen in every_screen()
    assert SessionScreen not in every_screen()
