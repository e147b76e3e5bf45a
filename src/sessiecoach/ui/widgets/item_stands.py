"""Items of earlier meetings as a list: each with what it is, how it stands, and how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from textual.reactive import reactive

from sessiecoach.ui.widgets.item_rows import (
    BLANK,
    HARD_SPACE,
    ItemKey,
    ItemRows,
    Line,
    Piece,
    Row,
    flow,
    indentation,
)

_WIDEST: Final = 110
_MARKS: Final = 4
"""Cells before a label: the row of now, and whether it was spoken of."""
_MOST_LINES: Final = 3
_LEAST_TEXT: Final = 24


@dataclass(frozen=True, slots=True)
class Stand:
    """One item in the words of the list."""

    item: str
    """Its id."""
    label: str
    text: str
    style: str
    """Of its label: a style of `ItemRows`."""
    badge: str
    """How it stands: a sign and a word."""
    badge_style: str
    since: str = ""
    """How long it has been open, and by when it was promised."""
    tick: str = " "
    """`✓` where it was spoken of here, `…` where that is not finished."""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class StandGroup:
    """The items of one meeting."""

    title: str
    stands: tuple[Stand, ...]


class ItemStands(ItemRows):
    """The list of a terugkom. It is read beside what asks; that has the keys."""

    groups: reactive[tuple[StandGroup, ...]] = reactive((), repaint=False)
    current: reactive[str] = reactive("", repaint=False)
    """The id of the item that is asked about."""
    empty: reactive[str] = reactive("", repaint=False)
    """What it says where there is nothing to list."""
    dense: reactive[bool] = reactive(False, repaint=False)
    """Whether each item takes one line."""

    def __init__(self) -> None:
        super().__init__()
        self._laid_out: dict[tuple[Stand, bool, bool, int, int], Row] = {}

    def on_mount(self) -> None:
        """Show which item is asked about, whoever has the keys."""
        self.active = True

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        self._laid_out.clear()
        self._lay_out()
        super().on_resize()

    def watch_groups(self) -> None:
        """Show what there is now."""
        self._lay_out()

    def watch_current(self) -> None:
        """Point at another item."""
        self._lay_out()

    def watch_empty(self) -> None:
        """Say it."""
        self._lay_out()

    def watch_dense(self) -> None:
        """Lay out in one line each, or in more."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = min(self.size.width, _WIDEST)
        if not width:
            return
        self.rows = tuple(self._rows(width))
        self.cursor = ItemKey("", self.current) if self.current else None

    def _rows(self, width: int) -> Iterator[Row]:
        labels = [cell_len(each.label) for group in self.groups for each in group.stands]
        indent = _MARKS + max(labels, default=2) + 2
        if not self.groups and self.empty:
            yield Row(flow([Piece(self.empty, "muted")], width))
        for place, group in enumerate(self.groups):
            if place and not self.dense:
                yield BLANK
            title = flow([Piece(group.title, "heading")], width, most_lines=1)
            yield Row(title)
            for stand in group.stands:
                yield self._row(stand, indent, width)

    def _row(self, stand: Stand, indent: int, width: int) -> Row:
        """Return the row of an item; one that looks as before is not laid out again."""
        looks = (stand, stand.item == self.current, self.dense, indent, width)
        row = self._laid_out.get(looks)
        if row is None:
            lay_out = self._one if self.dense else self._more
            lines = tuple(lay_out(stand, indent, width))
            row = self._laid_out[looks] = Row(lines, ItemKey("", stand.item))
        return row

    def _marks(self, stand: Stand, indent: int) -> Line:
        here = "▸ " if stand.item == self.current else "  "
        label = stand.label.ljust(indent - _MARKS)
        tick = "saved" if stand.tick == "✓" else "missing"
        return (Piece(here, "heading"), Piece(f"{stand.tick} ", tick), Piece(label, stand.style))

    def _one(self, stand: Stand, indent: int, width: int) -> Sequence[Line]:
        """Lay an item out in one line, how it stands at the right."""
        room = width - indent - cell_len(stand.badge) - 2
        style = "muted" if stand.closed else "text"
        first, *_rest = flow(
            [Piece(stand.text.replace("\n", " "), style)],
            max(room, _LEAST_TEXT) + indent,
            first=self._marks(stand, indent),
            indent=indent,
            most_lines=1,
        )
        used = sum(cell_len(piece.text) for piece in first)
        gap = width - used - cell_len(stand.badge)
        if gap < 1:
            return [first]
        return [(*first, indentation(gap), Piece(stand.badge, stand.badge_style))]

    def _more(self, stand: Stand, indent: int, width: int) -> Sequence[Line]:
        """Lay an item out with its text first, and how it stands below."""
        style = "muted" if stand.closed else "text"
        text = flow(
            [Piece(stand.text, style)],
            width,
            first=self._marks(stand, indent),
            indent=indent,
            most_lines=_MOST_LINES,
        )
        about = [Piece(stand.badge.replace(" ", HARD_SPACE), stand.badge_style)]
        if stand.since:
            about += [Piece(part, "muted") for part in _kept_together(stand.since)]
        below = flow(about, width, first=(indentation(indent),), indent=indent, most_lines=2)
        return [*text, *(_without_dot(line) for line in below)]


def _without_dot(line: Line) -> Line:
    """Return a line that does not open with the dot between two parts."""
    first, *rest = line[1:] or (Piece(""),)
    return (*line[:1], first._replace(text=first.text.removeprefix(f"·{HARD_SPACE}")), *rest)


def _kept_together(words: str) -> Iterator[str]:
    """Yield what is said in few words, each on one line."""
    for part in words.split(" · "):
        first, *more = part.split(", ")
        yield f"·{HARD_SPACE}" + first.replace(" ", HARD_SPACE) + ("," if more else "")
        yield from (each.replace(" ", HARD_SPACE) for each in more)
