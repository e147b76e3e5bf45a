"""The program with the terugkom of a meeting on the screen, for tests to press keys in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.pilot import Pilot
from textual.widgets import Input

from sessiecoach.domain.lookback import told_here
from sessiecoach.domain.session import Session, Update
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.lookback import LookbackScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.item_stands import ItemStands
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import at
from tests.ui.pressing import until
from tests.ui.series_of_three import put_series

MakeSurroundings = Callable[..., Surroundings]


def typed(text: str) -> list[str]:
    """Return the keys that type a text."""
    names = {" ": "space", "?": "question_mark"}
    return [names.get(each, each) for each in text]


class Meeting:
    """The program with the terugkom of a meeting on the screen."""

    def __init__(self, app: SessiecoachApp, pilot: Pilot[None], clock: FakeClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    async def press(self, *keys: str) -> None:
        """Press keys and let everything that follows happen."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Type a line and confirm it."""
        await self.press(*typed(text), "enter")

    async def look_back(self) -> None:
        """Go to the terugkom, and wait until the series was read."""
        await self.press("f2")
        await self.stands(LookbackScreen)
        await until(self.pilot, lambda: self.screen.history is not None)
        await self.pilot.pause()

    async def stands(self, kind: type) -> None:
        """Wait until a screen stands that takes keys."""
        await until(self.pilot, lambda: isinstance(self.app.screen, kind) and self.app.is_ready)
        await self.pilot.pause()

    @property
    def screen(self) -> LookbackScreen:
        """The terugkom."""
        assert isinstance(self.app.screen, LookbackScreen)
        return self.app.screen

    @property
    def session(self) -> Session:
        """The session that is open."""
        assert self.app.opened is not None
        return self.app.opened.live.session

    def told(self, item: str) -> Update:
        """What was told here of an item."""
        return told_here(self.session.updates, item)

    @property
    def asked(self) -> tuple[str, str]:
        """The item and the question of now."""
        asking = self.screen.query_one(AnswerPanel).asking
        return asking.item, asking.question

    @property
    def line(self) -> str:
        """What stands in the line."""
        return self.screen.query_one(AnswerPanel).query_one(Input).value

    def badges(self) -> dict[str, tuple[str, str]]:
        """How each listed item stands, and its tick."""
        groups = self.screen.query_one(ItemStands).groups
        return {each.item: (each.tick, each.badge) for group in groups for each in group.stands}


def app_of(
    make: MakeSurroundings,
    clock: FakeClock,
    session: Session,
    *earlier: Session,
    theme: str = "avond",
) -> SessiecoachApp:
    """Make the program with a record open at seven minutes past nine."""
    surroundings = make(theme)
    folder = put_series(surroundings.places.sessions, *earlier, session)
    clock.advance((at("9.07.18") - clock.now()).total_seconds())
    path = folder / f"{session.header.id}.toml"
    return SessiecoachApp(replace(surroundings, open_first=path))


async def looking_back(pilot: Pilot[None]) -> Meeting:
    """Go to the terugkom of the meeting that is open."""
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    meeting = Meeting(app, pilot, FakeClock(at("9.07.18")))
    await until(pilot, lambda: app.is_ready)
    await meeting.look_back()
    return meeting


async def saved(meeting: Meeting) -> None:
    """Wait until everything is on disk."""
    opened = meeting.app.opened
    assert opened is not None
    await until(meeting.pilot, lambda: not opened.live.snapshot.unsaved)
    await meeting.pilot.pause()
