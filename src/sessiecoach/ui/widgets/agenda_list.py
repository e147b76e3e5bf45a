"""The agenda with planned and expected times, as much of it as fits around the present."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.domain.agenda import Agenda, AgendaEntry, Phase
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.ui.words import BLOCK_WORDS, minute_clock, surplus_words

RowState = Literal["done", "current", "next", "planned", "dropped", "end", "late_end"]

_SIGNS: Final[dict[RowState, str]] = {"done": "✓", "current": "▶", "next": "›", "dropped": "×"}
_STYLES: Final[dict[RowState, str]] = {
    "done": "$faint",
    "current": "bold $primary on $panel",
    "next": "$foreground",
    "planned": "$muted",
    "dropped": "strike $faint",
    "end": "$foreground",
    "late_end": "bold $warning",
}
_TIME_WIDTH: Final = 5
_TWO_TIMES_WIDTH: Final = 24
"""With fewer cells only the time that counts is shown."""


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One line of the agenda, ready as words."""

    state: RowState
    planned: str
    """Empty for a block that was dropped."""
    now: str
    """When it began or is expected to begin; empty where that is as planned."""
    title: str


@dataclass(frozen=True, slots=True)
class AgendaRows:
    """All lines of the agenda: equal ones look alike."""

    blocks: tuple[AgendaRow, ...] = ()
    end: AgendaRow | None = None

    @property
    def shifted(self) -> bool:
        """Whether anything is, was or will be at another time than planned."""
        rows = self.blocks if self.end is None else (*self.blocks, self.end)
        return any(row.now for row in rows)


def agenda_rows(session: Session, agenda: Agenda, zone: dt.tzinfo) -> AgendaRows:
    """Return the lines of the agenda: every block, also a dropped one, and the end."""
    entries = {entry.block.id: entry for entry in agenda.entries}
    rows = []
    for block in session.blocks:
        title = one_line(block.title) or BLOCK_WORDS[block.kind]
        entry = entries.get(block.id)
        if entry is None:
            rows.append(AgendaRow("dropped", "", "", title))
            continue
        planned = minute_clock(entry.planned_from, zone)
        now = minute_clock(entry.expected_from, zone)
        state = _state(entry, agenda)
        rows.append(AgendaRow(state, planned, "" if now == planned else now, title))
    return AgendaRows(tuple(rows), _end(agenda, zone))


def _state(entry: AgendaEntry, agenda: Agenda) -> RowState:
    if entry is agenda.current:
        return "current"
    if entry is agenda.following:
        return "next"
    return "done" if entry.phase is Phase.DONE else "planned"


def _end(agenda: Agenda, zone: dt.tzinfo) -> AgendaRow | None:
    expected = agenda.expected_end
    if expected is None:
        return None
    now = minute_clock(expected, zone)
    planned = minute_clock(agenda.slot.ends_at, zone) if agenda.slot else now
    surplus = surplus_words(agenda.surplus_seconds)
    title = f"Einde, {surplus}" if surplus else "Einde"
    return AgendaRow(
        "late_end" if surplus else "end", planned, "" if now == planned else now, title
    )


def window(rows: AgendaRows, height: int) -> tuple[AgendaRow, ...]:
    """Return the lines that fit in `height`: around the current block, and always the end."""
    room = max(0, height - (rows.end is not None))
    blocks = rows.blocks
    place = next(
        (at for at, row in enumerate(blocks) if row.state in ("current", "next")), len(blocks) - 1
    )
    # One block that is done stays in sight above the current one where there is room.
    first = max(0, min(place - (room > 2), len(blocks) - room))
    shown = blocks[first : first + room]
    return (*shown, rows.end) if rows.end is not None and height > 0 else shown


class AgendaList(Widget):
    """The agenda of the meeting."""

    DEFAULT_CSS = """
    AgendaList {
        height: 1fr;
        text-wrap: nowrap;
    }
    """

    rows: reactive[AgendaRows] = reactive(AgendaRows())

    def render(self) -> Content:
        """Draw the lines that fit; planned times get a column of their own once they differ."""
        size = self.content_size
        rows = self.rows
        if not rows.blocks:
            return Content("")
        lines = []
        height = size.height
        shifted = rows.shifted and size.width >= _TWO_TIMES_WIDTH
        if shifted and height > len(rows.blocks) + 1:
            lines.append(
                Content.styled(f"  {'plan':>{_TIME_WIDTH}} {'nu':>{_TIME_WIDTH}}", "$faint")
            )
            height -= 1
        lines += [_line(row, size.width, shifted=shifted) for row in window(rows, height)]
        return Content("\n").join(lines)


def _line(row: AgendaRow, width: int, *, shifted: bool) -> Content:
    style = _STYLES[row.state]
    sign = f"{_SIGNS.get(row.state, ' ')} "
    times = Content(f"{row.now or row.planned:>{_TIME_WIDTH}} ")
    if shifted:
        # The time that counts stands out; the planned one steps back where it no longer holds.
        faint = "$faint" if row.now and row.state in ("next", "planned", "end") else ""
        times = Content.assemble((f"{row.planned:>{_TIME_WIDTH}} ", faint))
        times += Content(f"{row.now:>{_TIME_WIDTH}} ")
    room = max(0, width - len(sign) - times.cell_length)
    words = row.title
    if row.state == "late_end" and len(words) > room:
        # How late it is matters more than that this is the end: it stands last.
        words = words.partition(", ")[2]
    title = Content(words).truncate(room, ellipsis=True)
    line = Content(sign) + times + title
    if row.state == "dropped":
        return Content.assemble((sign, "$faint"), times, title.stylize(style))
    return line.pad_right(max(0, width - line.cell_length)).stylize_before(style)
