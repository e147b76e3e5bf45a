"""Steering to the hard end: the ways side by side, and what a person decides otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.live.opening import Opened
from sessiecoach.ui.screens.clock_screen import ClockScreen
from sessiecoach.ui.screens.steer_acts import SteerActs
from sessiecoach.ui.steer_words import LateStartWords, Steering, steering_words
from sessiecoach.ui.widgets.block_steps import BlockSteps
from sessiecoach.ui.widgets.clock_panel import clock_face
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.way_cards import WayCards
from sessiecoach.ui.words import short_name

_STAYING: Final = ("f5", "f6", "f7", "f11", "f12")
"""Keys of the clock that work here as on the screen below."""
_LEAVING: Final = ("f8", "ctrl+t")
"""Keys of the clock that ask something there, so that this screen goes first."""


def _clock_keys() -> Iterator[Binding]:
    """Give the keys of the clock again, to be passed on to the screen below."""
    for each in ClockScreen.BINDINGS:
        if isinstance(each, Binding) and each.key in (*_STAYING, *_LEAVING):
            act = "pass_on" if each.key in _STAYING else "leave_for"
            yield replace(each, action=f"{act}({each.action!r})", id=f"steer.{each.id}", show=False)


def _way_keys() -> Iterator[Binding]:
    """Give each way its keys: a letter beside each other, a digit in a list."""
    for place in range(9):
        keys = f"{'abc'[place]},{place + 1}" if place < 3 else str(place + 1)
        yield Binding(
            keys,
            f"take({place})",
            f"Keuze {place + 1}",
            id=f"steer.way{place + 1}",
            show=False,
            tooltip="Zo verdergaan; één toets neemt het terug",
        )


class SteerScreen(SteerActs):
    """Choose how the rest of the meeting meets its end; it lies over the screen of the clock."""

    CSS_PATH = "steer.tcss"
    HELP: ClassVar[str] = (
        "Elke keuze zegt precies hoeveel minuten elk blok krijgt en wanneer het klaar is."
        " Blokken die lopen, geweest zijn of vast zijn veranderen niet, en geen blok komt"
        " ongemerkt onder zijn minimum. Ctrl+z of F12 neemt de laatste keuze een halve minuut"
        " lang terug; de klok zelf loopt gewoon door."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *_way_keys(),
        Binding(
            "s",
            "toggle_seconds",
            "Seconden",
            id="steer.seconds",
            show=False,
            tooltip="Verdelen in hele minuten, of op de seconde",
        ),
        Binding(
            "escape",
            "close",
            "Klaar",
            id="steer.close",
            priority=True,
            tooltip="Terug naar de sessie",
        ),
        Binding("f9", "close", "Klaar", id="steer.leave", priority=True, show=False),
        *_clock_keys(),
    ]

    whole_minutes: reactive[bool] = reactive(True, init=False)

    def __init__(self, opened: Opened, below: ClockScreen) -> None:
        super().__init__(opened, below)
        self._shown: Steering | None = None
        self._laid_out = False

    def compose(self) -> ComposeResult:
        """Lay out how things stand, the ways, and the blocks that are still to come."""
        with Vertical(id="dialog"):
            with Horizontal(id="steer-top"):
                yield Static("Bijsturen", id="steer-title", markup=False)
                yield Static(id="steer-clock", markup=False)
            yield Static(id="steer-state", markup=False)
            yield Static(id="steer-late", markup=False)
            yield WayCards()
            yield Static(id="steer-seconds", markup=False)
            with VerticalScroll(id="steer-blocks", can_focus=False):
                yield BlockSteps()
            yield Static(id="steer-told", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show how things stand; the keys work on the blocks."""
        self._laid_out = True
        self.query_one("#steer-told").display = False
        self.on_resize()
        self.tick()
        self.query_one(BlockSteps).focus()

    def on_resize(self) -> None:
        """Put the ways one below the other where there is little room."""
        self.query_one(WayCards).stacked = self.app.size.width < 100

    def tick(self) -> None:
        """Bring what shows otherwise than before to the screen."""
        super().tick()
        if not self._laid_out:
            return
        session, now, zone = self.snapshot.session, self.live.now(), self.live.zone
        if self.agenda is not None and self.agenda.current is not None:
            face = clock_face(session, self.agenda, zone, now)
            name = short_name(session, self.agenda.current.block)
            self.query_one("#steer-clock", Static).update(Content(f"{name}: {face.plain}"))
        shown = steering_words(session, now, zone, whole_minutes=self.whole_minutes)
        if shown != self._shown:
            self._shown = shown
            self._show(shown)

    def _show(self, shown: Steering) -> None:
        state = self.query_one("#steer-state", Static)
        state.update(Content(shown.state))
        state.set_class(shown.trouble, "-trouble")
        cards = self.query_one(WayCards)
        cards.side_by_side, cards.ways = shown.side_by_side, shown.ways
        cards.display = bool(shown.ways)
        seconds = self.query_one("#steer-seconds", Static)
        seconds.update(_seconds_line(self.whole_minutes))
        seconds.display = bool(shown.ways) and shown.side_by_side
        late = self.query_one("#steer-late", Static)
        late.display = shown.late_start is not None
        if shown.late_start is not None:
            late.update(_late_line(shown.late_start))
        self.query_one(BlockSteps).blocks = shown.blocks
        self.refresh_bindings()

    def watch_whole_minutes(self) -> None:
        """Divide otherwise."""
        self.tick()

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now."""
        if action in ("pass_on", "leave_for"):
            return self._passed_on(str(parameters[0]))
        if action in ("close", "show_help"):
            return True
        if self.snapshot.read_only or action == "leave":
            return False
        shown = self._shown
        match action:
            case "take":
                return shown is not None and parameters[0] in range(len(shown.ways))
            case "toggle_seconds":
                return shown is not None and bool(shown.ways) and shown.side_by_side
            case "choose_late_start":
                return shown is not None and shown.late_start is not None
            case "planned_end":
                header = self.snapshot.session.header
                return header.hard_end is not None and header.ends is not None
            case "undo":
                return self.live.can_undo_clock() or None
            case "redo":
                return self.live.can_redo_clock() or None
        return True

    def _passed_on(self, act: str) -> bool | None:
        name, _, rest = act.partition("(")
        number = rest.rstrip(")")
        return self.below.check_action(name, (int(number),) if number else ())

    async def action_pass_on(self, act: str) -> None:
        """Let the screen below do an act of the clock."""
        await self.below.run_action(act)

    async def action_leave_for(self, act: str) -> None:
        """Go back to the screen below, which asks something for this act."""
        self.dismiss()
        await self.below.run_action(act)

    # Acts.

    def action_close(self) -> None:
        """Go back to the screen of the session."""
        self.dismiss()

    def action_toggle_seconds(self) -> None:
        """Divide in whole minutes, or to the second."""
        self.whole_minutes = not self.whole_minutes

    def action_take(self, place: int) -> None:
        """Go on in this way, as it is at this very moment."""
        session, now = self.snapshot.session, self.live.now()
        ways = steering_words(session, now, self.live.zone, whole_minutes=self.whole_minutes).ways
        if place >= len(ways):
            return
        way = ways[place]
        words = f"{way.title[:1].upper()}{way.title[1:]}, {way.ready} uur."
        self.do(way.changes, words, leaves=way.settles)

    @on(WayCards.Taken)
    def _taken(self, message: WayCards.Taken) -> None:
        if not self.snapshot.read_only:
            self.action_take(message.place)


def _choice(key: str, words: str, chosen: bool) -> Content:
    mark, style = ("●", "bold") if chosen else ("○", "$muted")
    return Content.assemble((key, "bold $accent"), "  ", (f"{mark} {words}", style))


def _seconds_line(whole_minutes: bool) -> Content:
    marks = ("●", "○") if whole_minutes else ("○", "●")
    styles = ("", "$muted") if whole_minutes else ("$muted", "")
    return Content.assemble(
        ("s", "bold $accent"),
        (f"  {marks[0]} hele minuten", styles[0]),
        (f"   {marks[1]} op de seconde", styles[1]),
    )


def _late_line(late: LateStartWords) -> Content:
    fixed = "einde vast" if late.started else "nu starten, einde vast"
    return Content.assemble(
        (f"Start {late.late} te laat.", "$muted"),
        "\n",
        _choice("n", f"{fixed} ({late.fixed_end})", not late.all_moves),
        "   ",
        _choice("m", f"alles schuift op ({late.moved_end})", late.all_moves),
    )
