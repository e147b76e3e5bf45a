"""The clock of the running block: large digits, the same in words, and how far it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
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


class ProgressLine(Widget):
    """How much of the block has gone by, as a line of the width that there is."""

    share: reactive[float] = reactive(0.0)
    phase: reactive[Phase] = reactive(Phase.PLANNED)

    def render(self) -> Content:
        """Draw the part that is gone heavy; broken while the clock stands still."""
        width = self.content_size.width
        gone = round(self.share * width)
        heavy = "╍" if self.phase is Phase.INTERRUPTED else "━"
        return Content.assemble(heavy * gone, ("─" * (width - gone), "$rule"))


class ClockPanel(Vertical):
    """The clock as the gespreksleider sees it; it repaints only what shows otherwise."""

    face: reactive[ClockFace] = reactive(NO_FACE, repaint=False, init=False)
    guard: reactive[str] = reactive("", repaint=False, init=False)
    """What a first press of a guarded key asks; it stands where the marker stands."""
    flash: reactive[bool] = reactive(False, repaint=False, init=False)
    """Whether the marker is in the faint half of its blinking."""

    def __init__(self) -> None:
        super().__init__()
        self._digits = BigTime(id="digits")
        self._progress = ProgressLine(id="progress")
        self._marker = Static(id="marker", markup=False)
        self._lines = {
            "name": Static(id="block-name", markup=False),
            "plain": Static(id="remaining", markup=False),
            "ready": Static(id="ready", markup=False),
        }
        # Which of the two shows depends on the room there is; the styles know.
        self._drifts = tuple(
            Static(id=f"drift-{place}", classes="drift", markup=False)
            for place in ("beside", "below")
        )

    def compose(self) -> ComposeResult:
        """Lay out the digits and the words beside or below them."""
        beside, below = self._drifts
        with Horizontal(id="block-line"):
            yield self._lines["name"]
            yield beside
        with Vertical(id="clock-face"):
            yield self._digits
            with Vertical(id="clock-words"):
                with Horizontal(id="clock-plain"):
                    yield self._lines["plain"]
                    yield self._lines["ready"]
                yield self._progress
                yield self._marker
                yield below

    def on_mount(self) -> None:
        """Show what was set before this stood."""
        self.watch_face(NO_FACE, self.face)

    def on_resize(self) -> None:
        """Fit the progress to the new width."""
        self.call_after_refresh(self._show_progress)

    def watch_face(self, before: ClockFace, face: ClockFace) -> None:
        """Bring what changed to the screen, and nothing else: this is called every second."""
        if not self.children:
            return
        self._digits.text = face.digits
        self._show_progress()
        if face.plain != before.plain:
            _write(self._lines["plain"], Content(face.plain))
        if face.ready != before.ready:
            _write(self._lines["ready"], Content(face.ready))
        if face.name != before.name:
            _write(self._lines["name"], _name_line(face.name))
        if face.drift != before.drift:
            for line in self._drifts:
                _write(line, Content(face.drift))
            self.set_class(face.late, "-late")
        if face.phase is not before.phase or not self.has_class(_class_of(face.phase)):
            self.remove_class(*map(_class_of, Phase))
            self.add_class(_class_of(face.phase))
        if (face.phase, face.marker) != (before.phase, before.marker) or before is NO_FACE:
            self._show_marker()

    def watch_guard(self) -> None:
        """Ask for the second press, or stop asking."""
        self._show_marker()

    def watch_flash(self, flash: bool) -> None:
        """Show one half of the blinking."""
        self._marker.set_class(flash, "-faint")

    def _show_progress(self) -> None:
        width = max(1, self._progress.content_size.width)
        # In steps that can be seen: the line is drawn again a few times a minute at most.
        self._progress.share = round(self.face.share * width) / width
        self._progress.phase = self.face.phase

    def _show_marker(self) -> None:
        self.set_class(bool(self.guard), "-guarded")
        _write(self._marker, Content(self.guard) if self.guard else _marker_line(self.face))
        self._marker.display = bool(self.guard or self.face.marker)


def _write(line: Static, content: Content) -> None:
    """Change a line; one as long as before needs no new layout, which costs most of all."""
    before = line.content
    same = isinstance(before, Content) and before.cell_length == content.cell_length
    line.update(content, layout=not same)


def _class_of(phase: Phase) -> str:
    return f"-{phase.value.replace('_', '-')}"


def _name_line(name: BlockName) -> Content:
    if not name.title:
        return Content.styled(name.kind, "bold")
    return Content.assemble((name.kind, "$muted"), ("  ·  ", "$faint"), (name.title, "bold"))


def _marker_line(face: ClockFace) -> Content:
    shape = SHAPES.get(face.phase, "")
    return Content(f"{shape} {face.marker} {shape}" if shape else face.marker)
