"""What the clock says while a meeting is rounded off, and where the time went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.domain.agenda import Agenda, Phase
from sessiecoach.domain.block_times import BlockTime, block_times, largest_deviations
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import duration, timer
from sessiecoach.export.times import changes_of, deviation_words


class TimeUse(Widget):
    """The running block, the largest deviations from the plan, what was given and interrupted."""

    lines: reactive[tuple[Content, ...]] = reactive((), layout=True)

    def show(
        self, session: Session, agenda: Agenda | None, now: dt.datetime, zone: dt.tzinfo
    ) -> None:
        """Show the time as it stands at `now`."""
        self.lines = tuple(time_lines(agenda, block_times(session, now, zone)))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self.lines)


def time_lines(agenda: Agenda | None, times: tuple[BlockTime, ...]) -> Iterator[Content]:
    """Yield the running block, then the deviations, then the sums."""
    current = agenda.current if agenda else None
    if current is not None:
        title = one_line(current.block.title)
        still = current.phase is Phase.INTERRUPTED
        late = current.remaining_seconds < 0
        words = "onderbroken" if still else "uitloop" if late else "nog"
        style = "bold $overrun" if late else "bold $interrupted" if still else "bold $running"
        left = timer(current.remaining_seconds)
        yield Content.assemble((title, "bold"), "  ", (f"{words} {left}", style))
    if not any(time.began_at for time in times):
        yield Content.styled("De klok is nog niet gestart; F5 start het eerste blok.", "$muted")
        return
    over = tuple(time for time in times if time.ended_at is not None)
    largest = largest_deviations(over)
    for time in largest:
        used, planned = round(time.used_seconds / 60), time.block.planned_minutes
        style = "$warning" if time.deviation_seconds > 0 else "$success"
        yield Content.assemble(
            (deviation_words(time.deviation_seconds).rjust(8), style),
            "  ",
            one_line(time.block.title),
            (f"  {used} van {planned} min", "$muted"),
        )
        if changes := changes_of(time):
            yield Content.styled(" " * 10 + "; ".join(changes), "$muted")
    if over and not largest:
        yield Content.styled("Elk blok hield zich aan de tijd.", "$success")
    changed = [time for time in times if changes_of(time)]
    if len(changed) > 1 or any(time not in largest for time in changed):
        # Of one block alone it stands there already.
        yield from _sums(times)


def _sums(times: tuple[BlockTime, ...]) -> Iterator[Content]:
    added = sum(time.added_seconds for time in times)
    pauses = sum(time.interruptions for time in times)
    words = []
    if added:
        words.append(f"{duration(added)} {'gegeven' if added > 0 else 'ingekort'}")
    if pauses:
        still = duration(sum(time.interrupted_seconds for time in times))
        words.append(f"{pauses} keer onderbroken, {still}")
    if words:
        yield Content.styled("Samen: " + "; ".join(words), "$muted")
