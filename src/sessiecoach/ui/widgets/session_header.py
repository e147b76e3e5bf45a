"""The top line: which meeting, which group, whether it is on disk, and the time in the room."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.domain.session import Header
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.ui.words import SaveKind, SaveState

_BETWEEN: Final = "  ·  "
_STYLES: Final = {
    SaveKind.SAVED: "$saved",
    SaveKind.SAVING: "$muted",
    SaveKind.NOT_FILED: "bold $warning",
    SaveKind.NOT_SAVED: "bold $alarm-foreground on $alarm-background",
    SaveKind.READ_ONLY: "bold $warning",
}
_LEAST_LEFT: Final = 24
_LEAST_SAVED: Final = 16
"""Cells; NIET OPGESLAGEN is never cut, a long reason is."""


class SessionHeader(Widget):
    """The line on top of every screen of an open session."""

    DEFAULT_CSS = """
    SessionHeader {
        dock: top;
        height: 1;
        text-wrap: nowrap;
    }
    """

    session_title: reactive[str] = reactive("")
    date: reactive[str] = reactive("")
    group: reactive[str] = reactive("")
    """Empty where the meeting has no groups."""
    saved: reactive[SaveState] = reactive(SaveState(SaveKind.SAVED, ""))
    time: reactive[str] = reactive("")

    def name_meeting(self, header: Header) -> None:
        """Show the title and the day of a meeting."""
        self.session_title = one_line(header.title) or "Bijeenkomst zonder titel"
        self.date = table_date(header.date) if header.date else ""

    def render(self) -> Content:
        """Draw the line; where it is short the date gives way first, then the title's end."""
        width = self.content_size.width
        between = "   "
        most = width - len(between) - len(self.time) - 2 - _LEAST_LEFT
        saved = Content.styled(_padded(self.saved), _STYLES[self.saved.kind])
        saved = saved.truncate(max(_LEAST_SAVED, most), ellipsis=True)
        right = Content.assemble(saved, between, (self.time, "bold"))
        room = max(0, width - right.cell_length - 2)
        left = header_left(self.session_title, self.date, self.group, room)
        gap = width - left.cell_length - right.cell_length
        return Content.assemble(left, " " * max(0, gap), right)


def header_left(title: str, date: str, group: str, width: int) -> Content:
    """Return title, date and group in `width` cells; the group is what a person must see."""
    tail = Content.assemble(*_tail((date, "$muted"), (group, "bold $primary")))
    if Content(title).cell_length + tail.cell_length > width:
        tail = Content.assemble(*_tail((group, "bold $primary")))
    room = max(0, width - tail.cell_length)
    return Content.assemble(Content.styled(title, "bold").truncate(room, ellipsis=True), tail)


def _tail(*parts: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        piece for text, style in parts if text for piece in ((_BETWEEN, "$faint"), (text, style))
    ]


def _padded(saved: SaveState) -> str:
    return f" {saved.text} " if saved.kind is SaveKind.NOT_SAVED else saved.text
