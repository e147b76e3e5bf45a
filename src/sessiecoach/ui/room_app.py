"""The room view: a second terminal window on the beamer that follows the session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain.agenda import Phase, shown_seconds
from sessiecoach.domain.room import RoomState, room_phase, room_remaining_seconds
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import clock_in_text, timer
from sessiecoach.live.clock import Clock
from sessiecoach.storage.room import Published, PublishedClock, newest_room, read_published
from sessiecoach.storage.themes import ThemeFile
from sessiecoach.ui.themes import textual_theme
from sessiecoach.ui.widgets.big_time import BigTime, big_time
from sessiecoach.ui.words import marker_word

LOOK_SECONDS = 0.25
LOST_SECONDS = 5.0
"""Without a sign of life for this long the connection is said to be gone."""

_SHAPES: dict[Phase, str] = {
    Phase.LAST_MINUTES: "▲",
    Phase.LAST_MINUTE: "◆ ◆",
    Phase.OVERRUN: "■ ■ ■",
    Phase.INTERRUPTED: "▍▍",
}


class RoomTime(BigTime):
    """The time in the middle of all the room there is."""

    def render(self) -> Content:
        """Draw the digits, as far from the left as from the right."""
        size = self.content_size
        lines = big_time(self.text, size.width, size.height)
        left = " " * ((size.width - len(lines[0])) // 2) if lines else ""
        above = "\n" * ((size.height - len(lines)) // 2)
        return Content(above + "\n".join(left + line for line in lines))


class RoomApp(App[None]):
    """Shows the published state of a session and nothing else."""

    TITLE = "sessiecoach zaal"
    CSS_PATH = "room_app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+q", "quit", "Sluiten", tooltip="Het zaalscherm sluiten")
    ]

    published: reactive[Published | None] = reactive(None)
    lost: reactive[bool] = reactive(False)

    def __init__(
        self,
        path: Path | None,
        state_folder: Path,
        themes: tuple[ThemeFile, ...],
        theme: ThemeFile,
        make_clock: Callable[[PublishedClock], Clock],
        zone: dt.tzinfo,
    ) -> None:
        """Follow the state at `path`, or the one that was touched last where there is none."""
        super().__init__()
        self._path, self._state_folder = path, state_folder
        self._make_clock, self._zone = make_clock, zone
        self._clock = make_clock(PublishedClock())
        self._looked: tuple[Path, int] | None = None
        self._sign_at = self._clock.monotonic()
        for each in themes:
            self.register_theme(textual_theme(each))
        self.theme = theme.id

    def compose(self) -> ComposeResult:
        """Lay out name, questions, time, what comes next and the message."""
        with Vertical(id="room"):
            yield Static("", id="place", markup=False)
            yield Static("", id="title", markup=False)
            yield Static("", id="questions", markup=False)
            yield RoomTime(id="time")
            yield Static("", id="phase", markup=False)
            yield Static("", id="timers", markup=False)
            yield Static("", id="message", markup=False)
            yield Static("", id="following", markup=False)
            yield Static("", id="lost", markup=False)

    def on_mount(self) -> None:
        """Look at once, and then a few times a second."""
        self.look()
        self.set_interval(LOOK_SECONDS, self.look)

    def look(self) -> None:
        """Read the state when its file changed, and paint what the clock says."""
        path = self._path or newest_room(self._state_folder)
        try:
            looked = (path, path.stat().st_mtime_ns) if path else None
        except OSError:
            looked = None
        if looked is not None and looked != self._looked:
            self._looked = looked
            self._sign_at = self._clock.monotonic()
            self._take(read_published(looked[0]))
        self.lost = (
            self.published is not None and self._clock.monotonic() - self._sign_at > LOST_SECONDS
        )
        self._paint()

    def _take(self, published: Published | None) -> None:
        if published is None:
            return
        if self.published is None or published.clock != self.published.clock:
            self._clock = self._make_clock(published.clock)
        if published.theme in self.available_themes:
            self.theme = published.theme
        self.published = published

    def _paint(self) -> None:
        room = self.query_one("#room")
        published = self.published
        state = published.state if published else RoomState()
        now = self._clock.now()
        phase = room_phase(state, now)
        remaining = room_remaining_seconds(state, now)
        room.set_class(state.blackout, "-blackout")
        for each in Phase:
            room.set_class(phase is each, f"-{each.value.replace('_', '-')}")
        if published is None:
            self._show("title", "Nog geen bijeenkomst gestart")
            self._show("questions", "Dit scherm volgt vanzelf, zodra er een begint.")
            return
        if state.closed:
            self._show("title", "Dank jullie wel")
            for name in ("place", "questions", "phase", "timers", "following"):
                self._show(name, "")
            self.query_one("#time", BigTime).text = ""
            return
        practice = "OEFENEN · " if published.practice else ""
        place = state.place.partition("/")
        self._show("place", practice + (f"RONDE {place[0]} VAN {place[2]}" if place[0] else ""))
        self._show("title", one_line(state.title))
        self._show("questions", "\n".join(one_line(question) for question in state.questions))
        self.query_one("#time", BigTime).text = "" if remaining is None else timer(remaining)
        self._show("phase", self._phase_words(state, phase, remaining))
        self._show("timers", self._timer_words(state, now))
        self._show("message", one_line(state.message))
        following = f"Hierna: {one_line(state.following)}" if state.following else ""
        self._show("following", following)
        self._show("lost", self._lost_words(state) if self.lost else "")

    def _phase_words(self, state: RoomState, phase: Phase, remaining: float | None) -> str:
        word = marker_word(phase, shown_seconds(remaining or 0))
        shape = _SHAPES.get(phase, "")
        line = f"{shape}  {word}  {shape}" if word else ""
        if phase is Phase.OVERRUN and state.hand:
            return f"{line}\n✋  hand omhoog = stil"
        if state.ends_at is not None and phase is not Phase.OVERRUN:
            end = f"klaar om {clock_in_text(state.ends_at.astimezone(self._zone))}"
            return f"{line}\n{end}" if line else end
        return line

    def _timer_words(self, state: RoomState, now: dt.datetime) -> str:
        words = []
        for each in state.timers:
            left = (each.ends_at - now).total_seconds() if each.ends_at else each.seconds
            words.append(f"{one_line(each.title)}  {timer(left)}")
        return "     ".join(words)

    def _lost_words(self, state: RoomState) -> str:
        if state.meeting_ends_at is None:
            return "verbinding weg"
        end = clock_in_text(state.meeting_ends_at.astimezone(self._zone))
        return f"verbinding weg · laatst bekende einde {end}"

    def _show(self, name: str, text: str) -> None:
        line = self.query_one(f"#{name}", Static)
        line.update(Content(text))
        line.display = bool(text)
