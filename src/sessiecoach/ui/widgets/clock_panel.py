"""The clock of the running block: large digits, the same in words, and how far it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from sessiecoach.domain.agenda import Agenda, AgendaEntry, Phase, shown_seconds
from sessiecoach.domain.facts import interrupted_since
from sessiecoach.domain.session import Session
from sessiecoach.dutch.dates import duration, point_clock, timer
from sessiecoach.ui.widgets.big_time import BigTime
from sessiecoach.ui.words import (
    BlockName,
    block_name,
    drift_words,
    marker_word,
    minute_clock,
    whole_minutes,
)

SHAPES: Final = {
    Phase.LAST_MINUTES: "▁▁",
    Phase.LAST_MINUTE: "▲▲",
    Phase.OVERRUN: "◆◆",
    Phase.INTERRUPTED: "‖",
}
"""The sign at both sides of the word of a phase, so that no phase is told by colour alone."""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """All that the panel shows, ready as words: equal faces look alike."""

    phase: Phase
    name: BlockName
    digits: str
    plain: str
    ready: str
    share: float
    """How much of the block has gone by, from 0 to 1, in the thousandths that can be seen."""
    drift: str
    late: bool
    marker: str


_LEAST_SIDE_BY_SIDE: Final = 30
"""With fewer cells what remains and the end do not stand on one line."""
_HINT_GAP: Final = 3
_STRONG: Final = Style(bold=True)
NO_FACE: Final = ClockFace(Phase.PLANNED, BlockName("", ""), "", "", "", 0.0, "", False, "")


def clock_face(session: Session, agenda: Agenda, zone: dt.tzinfo, now: dt.datetime) -> ClockFace:
    """Return what the panel shows at an instant: the running block, or the one to start."""
    if agenda.current is not None:
        return _running(session, agenda, agenda.current, zone, now)
    if agenda.following is not None:
        return _waiting(session, agenda, agenda.following, zone)
    name = BlockName("ALLE BLOKKEN ZIJN GEWEEST" if agenda.entries else "GEEN BLOKKEN", "")
    return ClockFace(Phase.DONE, name, "", "", "", 1.0, "", False, "")


def _running(
    session: Session, agenda: Agenda, entry: AgendaEntry, zone: dt.tzinfo, now: dt.datetime
) -> ClockFace:
    shown = shown_seconds(entry.remaining_seconds)
    digits = timer(entry.remaining_seconds)
    ends_at = now + dt.timedelta(seconds=entry.remaining_seconds)
    ready = f"klaar om {minute_clock(ends_at, zone)}"
    plain = f"nog {digits}"
    if entry.phase is Phase.OVERRUN:
        plain = f"Uitloop {digits}" if shown < 0 else "Tijd is om"
        ready = f"einde was {minute_clock(ends_at, zone)}"
    since = interrupted_since(entry.block)
    if since is not None:
        plain = f"Onderbroken sinds {point_clock(since.astimezone(zone))}"
    gone = 1.0 - entry.remaining_seconds / entry.length_seconds if entry.length_seconds else 1.0
    return ClockFace(
        phase=entry.phase,
        name=block_name(session, entry.block),
        digits=digits,
        plain=plain,
        ready=ready,
        share=round(min(1.0, max(0.0, gone)), 3),
        drift=drift_words(agenda.drift_seconds),
        late=whole_minutes(agenda.drift_seconds) > 0,
        marker=marker_word(entry.phase, shown),
    )


def _waiting(session: Session, agenda: Agenda, entry: AgendaEntry, zone: dt.tzinfo) -> ClockFace:
    begins, ends = (
        minute_clock(moment, zone) for moment in (entry.expected_from, entry.expected_until)
    )
    return ClockFace(
        phase=Phase.PLANNED,
        name=block_name(session, entry.block),
        digits=timer(entry.length_seconds),
        plain=f"duurt {duration(entry.length_seconds)}",
        ready=f"{begins}-{ends}",
        share=0.0,
        drift=drift_words(agenda.drift_seconds),
        late=whole_minutes(agenda.drift_seconds) > 0,
        marker="",
    )


def _class_of(phase: Phase) -> str:
    return f"-{phase.value.replace('_', '-')}"


class _Word(NamedTuple):
    """A bit of text in one style: strong, by a component class of `ClockWords`, or its own."""

    text: str
    style: str


class ClockWords(Widget):
    """The time in words, how much has gone by, and how late it is: one widget, cheap to paint.

    Where it is narrow what remains and the end stand below each other, and the lateness stands
    elsewhere.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"words--{name}" for name in ("muted", "late", "rule", "bar")
    }

    face: reactive[ClockFace] = reactive(NO_FACE, repaint=False, init=False)
    only_remaining: reactive[bool] = reactive(False, repaint=False, init=False)
    """Whether the place is needed for a question."""
    hint: reactive[str] = reactive("", repaint=False, init=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual calls it so
        super().__init__(id=id)
        self._drawn: tuple[tuple[object, ...], list[tuple[_Word, ...]]] = ((), [])

    def watch_face(self) -> None:
        """Paint again what shows otherwise."""
        self._show()

    def watch_only_remaining(self) -> None:
        """Make place for a question, or take it back."""
        self._show()

    def watch_hint(self) -> None:
        """Show another hint."""
        self._show()

    def _shown(self) -> list[tuple[_Word, ...]]:
        """Return the lines of now; they are made once, not once a line."""
        width = self.content_size.width
        of = (self.face, self.only_remaining, self.hint, width)
        if self._drawn[0] != of:
            self._drawn = (of, self._lines(width))
        return self._drawn[1]

    def _show(self) -> None:
        """Paint the lines that are otherwise; another number of them moves what is below."""
        before, after, size = self._drawn[1], self._shown(), self.content_size
        if len(after) != size.height:
            self.refresh(layout=True)
            return
        for y, line in enumerate(after):
            if y >= len(before) or before[y] != line:
                self.refresh(Region(0, y, size.width, 1))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes in a width, which may not be the one of now."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, style = self.content_size.width, self.visual_style.rich_style
        lines = self._shown()
        if y >= len(lines):
            return Strip.blank(width, style)
        drawn = [Segment(text, self._style(name)) for text, name in lines[y] if text]
        return Strip(drawn).adjust_cell_length(width, style.background_style)

    def _style(self, name: str) -> Style:
        own = self.visual_style.rich_style
        if name == "strong":
            return own + _STRONG
        return self.get_component_rich_style(f"words--{name}") if name else own

    def render(self) -> Content:
        """Return the lines as text, for who copies them."""
        lines = self._lines(self.content_size.width)
        return Content("\n".join("".join(word.text for word in line) for line in lines))

    def _lines(self, width: int) -> list[tuple[_Word, ...]]:
        face = self.face
        stacked = width < _LEAST_SIDE_BY_SIDE
        remaining, ready = _Word(face.plain, "strong"), _Word(face.ready, "muted")
        if self.only_remaining and stacked:
            return [(remaining,)]
        bar = [] if face.phase in (Phase.PLANNED, Phase.DONE) else [_bar(face, width)]
        if stacked:
            return [(remaining,), (ready,), *bar]
        gap = max(1, width - cell_len(face.plain) - cell_len(face.ready))
        drift = [_Word(face.drift, "late" if face.late else "muted")]
        if self.hint and cell_len(face.drift) + _HINT_GAP + len(self.hint) <= width:
            drift += [_Word(" " * _HINT_GAP, ""), _Word(self.hint, "muted")]
        return [(remaining, _Word(" " * gap, ""), ready), *bar, tuple(drift)]


def _bar(face: ClockFace, width: int) -> tuple[_Word, ...]:
    """Return the part of a block that is gone as a heavy line; broken while it stands still."""
    gone = round(face.share * width)
    heavy = "╍" if face.phase is Phase.INTERRUPTED else "━"
    return _Word(heavy * gone, "bar"), _Word("─" * (width - gone), "rule")


class ClockPanel(Vertical):
    """The clock as the gespreksleider sees it; it repaints only what shows otherwise."""

    face: reactive[ClockFace] = reactive(NO_FACE, repaint=False, init=False)
    guard: reactive[str] = reactive("", repaint=False, init=False)
    """What a first press of a guarded key asks; it stands where the marker stands."""
    hint: reactive[str] = reactive("", repaint=False, init=False)
    """What can be done about the lateness, its key first: `F9 bijsturen`."""
    flash: reactive[bool] = reactive(False, repaint=False, init=False)
    """Whether the marker is in the faint half of its blinking."""

    def __init__(self) -> None:
        super().__init__()
        self._block_name = Static(id="block-name", markup=False)
        self._drift = Static(id="drift", markup=False)
        self._digits = BigTime(id="digits")
        self._words = ClockWords(id="words")
        self._marker = Static(id="marker", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the digits and the words beside or below them."""
        with Horizontal(id="block-line"):
            yield self._block_name
            yield self._drift
        with Vertical(id="clock-face"):
            yield self._digits
            with Vertical(id="below-digits"):
                yield self._words
                yield self._marker

    def on_mount(self) -> None:
        """Show what was set before this stood."""
        if self.face is not NO_FACE:
            self.watch_face(NO_FACE, self.face)

    def watch_face(self, before: ClockFace, face: ClockFace) -> None:
        """Bring what changed to the screen, and nothing else: this is called every second."""
        if not self.children:
            return
        self._digits.text = face.digits
        self._words.face = face
        if face.name != before.name:
            self._block_name.update(_name_line(face.name))
        if face.drift != before.drift:
            self._show_drift()
        other_phase = face.phase is not before.phase or not self.has_class(_class_of(face.phase))
        # Each time the classes are another set, all that is inside is styled anew.
        self.set_class(face.late, "-late", update=not other_phase)
        if other_phase:
            self.remove_class(*map(_class_of, Phase), update=False)
            self.add_class(_class_of(face.phase))
        if (face.phase, face.marker) != (before.phase, before.marker) or before is NO_FACE:
            self._show_marker()

    def watch_guard(self, guard: str) -> None:
        """Ask for the second press, or stop asking."""
        self._words.only_remaining = bool(guard)
        self._show_marker()

    def watch_hint(self, hint: str) -> None:
        """Say what can be done about the lateness."""
        self._words.hint = hint
        self._show_drift()

    def _show_drift(self) -> None:
        """Say how late it is where it is narrow; of the hint there is room for the key alone."""
        key = self.hint.partition(" ")[0]
        self._drift.update(Content(" · ".join(filter(None, (self.face.drift, key)))))

    def watch_flash(self, flash: bool) -> None:
        """Show one half of the blinking."""
        self._marker.set_class(flash, "-faint")

    def _show_marker(self) -> None:
        self.set_class(bool(self.guard), "-guarded")
        self._marker.update(Content(self.guard) if self.guard else _marker_line(self.face))
        self._marker.display = bool(self.guard or self.face.marker)


def _name_line(name: BlockName) -> Content:
    if not name.title:
        return Content.styled(name.kind, "bold")
    return Content.assemble((name.kind, "$muted"), ("  ·  ", "$faint"), (name.title, "bold"))


def _marker_line(face: ClockFace) -> Content:
    shape = SHAPES.get(face.phase, "")
    return Content(f"{shape} {face.marker} {shape}" if shape else face.marker)
