"""The ways to meet the end: side by side with their minutes, or one below the other."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.ui.steer_words import LengthLine, Way

_LETTERS: Final = "abc"
_GAP: Final = 3
_WIDEST: Final = 44
_LEAST_NAME: Final = 6


class WayCards(Widget):
    """One card a way, its key in front; a click takes it too."""

    DEFAULT_CSS = """
    WayCards {
        height: auto;
    }
    """

    ways: reactive[tuple[Way, ...]] = reactive((), layout=True)
    side_by_side: reactive[bool] = reactive(True, layout=True)
    stacked: reactive[bool] = reactive(False, layout=True)
    """Whether there is too little room for cards beside each other."""

    class Taken(Message):
        """Somebody clicked on a way."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines all of it takes."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the cards."""
        return Content("\n").join(self._lines(self.content_size.width))

    def on_click(self, event: events.Click) -> None:
        """Take the way that was clicked on."""
        width = self.content_size.width
        if self.side_by_side and not self.stacked:
            place = event.x // (self._card_width(width) + _GAP)
        else:
            place = self._row_at(event.y, width)
        if 0 <= place < len(self.ways):
            self.post_message(self.Taken(place))

    def _row_at(self, line: int, width: int) -> int:
        for place, rows in enumerate(self._rows(width)):
            if line < len(rows):
                return place
            line -= len(rows)
        return -1

    def _card_width(self, width: int) -> int:
        number = max(1, len(self.ways))
        return min(_WIDEST, (width - _GAP * (number - 1)) // number)

    def _lines(self, width: int) -> list[Content]:
        if self.side_by_side and not self.stacked:
            return self._beside(width)
        return [line for row in self._rows(width) for line in row]

    def _beside(self, width: int) -> list[Content]:
        room = self._card_width(width)
        cards = [_card(key, way, room) for key, way in zip(self._keys, self.ways, strict=False)]
        return [
            Content(" " * _GAP).join(_padded(line, room) for line in lines)
            for lines in zip_longest(*cards, fillvalue=Content(""))
        ]

    def _rows(self, width: int) -> list[list[Content]]:
        return [_row(key, way, width) for key, way in zip(self._keys, self.ways, strict=False)]

    @property
    def _keys(self) -> str:
        """The keys of the ways: letters beside each other, digits in a list."""
        return _LETTERS if self.side_by_side else "123456789"


def _padded(line: Content, width: int) -> Content:
    return line + Content(" " * max(0, width - line.cell_length))


def _key(key: str, way: Way) -> Content:
    return Content.assemble((key, "bold $accent"), "  ", (way.title, "bold"))


def _card(key: str, way: Way, width: int) -> list[Content]:
    """Return the lines of a card: what it is, when that is ready, and what changes for it."""
    lines = [_key(key, way), Content("   ") + Content.styled(way.ready, "$muted")]
    room = width - 3
    widths = [max(len(each) for each in side) for side in _sides(way.lengths)]
    for line in way.lengths:
        minutes = Content.assemble(
            (f"{line.before:>{widths[0]}}", "$muted"),
            (" → ", "$faint"),
            (f"{line.after:>{widths[1]}}", "bold"),
        )
        name = Content(line.name).truncate(
            max(_LEAST_NAME, room - minutes.cell_length - 1), ellipsis=True
        )
        gap = " " * max(1, room - name.cell_length - minutes.cell_length)
        lines.append(Content.assemble("   ", name, gap, minutes))
    if way.remark:
        remark = Content.styled(way.remark, "$muted").wrap(max(1, room))
        lines += [Content("   ") + each for each in remark]
    return lines


def _sides(lengths: tuple[LengthLine, ...]) -> tuple[list[str], list[str]]:
    return [line.before for line in lengths] or [""], [line.after for line in lengths] or [""]


def _row(key: str, way: Way, width: int) -> list[Content]:
    """Return the lines of a way that stands below another: one, and its minutes on the next."""
    ready = Content.styled(way.ready, "$muted")
    head = _key(key, way)
    if way.remark:
        head = Content.assemble(head, "  ", (way.remark, "$muted"))
    head = head.truncate(max(1, width - ready.cell_length - 2), ellipsis=True)
    gap = " " * max(1, width - head.cell_length - ready.cell_length)
    lines = [Content.assemble(head, gap, ready)]
    if way.lengths:
        parts = [
            Content.assemble(
                line.name,
                " ",
                (line.before, "$muted"),
                ("→", "$faint"),
                (line.after, "bold"),
            )
            for line in way.lengths
        ]
        lines += _filled(parts, width - 3)
    return lines


def _filled(parts: list[Content], width: int) -> list[Content]:
    """Return parts on as few lines as they need, none of them broken."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + 3 + part.cell_length <= width + 3:
            lines[-1] = Content.assemble(lines[-1], "   ", part)
        else:
            lines.append(Content("   ") + part.truncate(max(1, width), ellipsis=True))
    return lines
