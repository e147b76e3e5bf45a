"""The room view: a second terminal window on the beamer that follows the session."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain.agenda import Phase
from sessiecoach.live.clock import Clock
from sessiecoach.live.follower import RoomFollower
from sessiecoach.storage.room import PublishedClock
from sessiecoach.storage.themes import FALLBACK_THEME, ThemeFile
from sessiecoach.ui.guarded_app import GuardedApp
from sessiecoach.ui.room_face import RoomFace, TimerFace, room_face
from sessiecoach.ui.themes import textual_theme
from sessiecoach.ui.widgets.big_time import BigTime

LOOK_SECONDS = 0.25
"""How often the state is looked for and the time is painted; it is computed, never counted."""


class RoomTime(BigTime):
    """The time in the middle of all the room there is."""

    def lines(self, text: str, size: Size) -> list[str]:
        """Draw the digits, as far from the left as from the right."""
        lines = super().lines(text, size)
        left = " " * ((size.width - len(lines[0])) // 2) if lines else ""
        above = [""] * ((size.height - len(lines)) // 2)
        return [*above, *(left + line for line in lines)]


class RoomLine(Static):
    """Some words in the middle; takes no place where there are none."""

    words: reactive[Content] = reactive(Content(""), layout=True)

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)

    def on_mount(self) -> None:
        """Begin empty."""
        self.display = False

    def watch_words(self, words: Content) -> None:
        """Show them."""
        self.update(words)
        self.display = bool(words.plain)


class RoomApp(GuardedApp):
    """Shows the published state of a session and nothing else."""

    TITLE = "sessiecoach zaal"
    CSS_PATH = "room_app.tcss"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  Textual declares it so
        (0, "-low"),
        (24, "-normal"),
        (50, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+q,ctrl+c", "quit", "Sluiten", tooltip="Het zaalscherm sluiten")
    ]

    face: reactive[RoomFace] = reactive(RoomFace(), repaint=False, init=False)

    def __init__(
        self,
        path: Path | None,
        state_folder: Path,
        themes: tuple[ThemeFile, ...],
        theme: ThemeFile,
        make_clock: Callable[[PublishedClock], Clock],
        zone: dt.tzinfo,
    ) -> None:
        """Follow the state at `path`, or without one the session that is open."""
        super().__init__(state_folder)
        self._make_clock, self._zone = make_clock, zone
        self._clock_of, self._clock = PublishedClock(), make_clock(PublishedClock())
        self._follower = RoomFollower(path, state_folder, self._clock)
        self._looking = asyncio.Lock()
        for each in themes:
            self.register_theme(textual_theme(each))
        self.theme = theme.id

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every name that our styles use a colour, whatever theme is worn."""
        return dict(FALLBACK_THEME.variables)

    def compose(self) -> ComposeResult:
        """Lay out name, questions, time, what comes next and the message."""
        with Vertical(id="room"):
            yield RoomLine(id="place")
            yield RoomLine(id="title")
            yield RoomLine(id="questions")
            yield RoomTime(id="time")
            yield RoomLine(id="marker")
            yield RoomLine(id="end")
            yield RoomLine(id="hand")
            yield RoomLine(id="timers")
            yield RoomLine(id="message")
            yield RoomLine(id="following")
            yield RoomLine(id="lost")

    async def on_mount(self) -> None:
        """Look at once, and then a few times a second."""
        await self.look()
        self.set_interval(LOOK_SECONDS, self._look_again)
        self.set_interval(LOOK_SECONDS, self.paint)

    def _look_again(self) -> None:
        """Look without waiting for it: a disk that hangs must not stop the time."""
        if not self._looking.locked():
            self.run_worker(self.look(), name="look", group="look")

    async def look(self) -> None:
        """Take in what is published, and paint it."""
        async with self._looking:
            published = await asyncio.to_thread(self._follower.look)
        if published is not None and published.clock != self._clock_of:
            self._clock_of, self._clock = published.clock, self._make_clock(published.clock)
        if published is not None and published.theme in self.available_themes:
            self.theme = published.theme
        self.paint()

    def paint(self) -> None:
        """Show what the state and the clock say now."""
        follower = self._follower
        now = self._clock.now()
        self.face = room_face(follower.published, now, self._zone, lost=follower.lost)

    def watch_face(self, face: RoomFace) -> None:
        """Bring each part of the face to its place."""
        room = self.query_one("#room")
        room.set_class(face.blackout, "-blackout")
        room.set_class(not face.time, "-still")
        for each in Phase:
            room.set_class(face.phase is each, f"-{each.value.replace('_', '-')}")
        self.query_one("#time", RoomTime).text = face.time
        for name, words in (
            ("place", face.place),
            ("title", face.title),
            ("marker", face.marker),
            ("end", face.end),
            ("hand", face.hand),
            ("message", face.message),
            ("following", face.following),
            ("lost", face.lost),
        ):
            self._say(name, Content(words))
        self._say("questions", Content("\n").join(map(Content, face.questions)))
        self._say("timers", _timers(face.timers))

    def _say(self, name: str, words: Content) -> None:
        self.query_one(f"#{name}", RoomLine).words = words


def _timers(timers: Sequence[TimerFace]) -> Content:
    """Return the timers beside each other, the one that is held as the only bright one."""
    parts = []
    for each in timers:
        style = "$overrun bold" if each.held and each.over else "bold" if each.held else "$muted"
        parts.append(Content.styled(f"{each.group} {each.time}".replace(" ", "\u00a0"), style))
    return Content("    ").join(parts)
