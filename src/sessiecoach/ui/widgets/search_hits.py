"""What was found, by meeting, with one hit that Enter opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from textual.reactive import reactive

from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.search import TOLD_BETWEEN
from sessiecoach.storage.search.found import Found, FoundMeeting, Hit
from sessiecoach.ui.widgets.item_rows import (
    BLANK,
    ItemKey,
    ItemRows,
    Line,
    Piece,
    Row,
    flow,
    indentation,
)

_KIND_STYLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "helpend": "helps",
        "belemmering": "hinders",
        "oplossing": "solution",
        "toezegging": "promise",
        "actie": "promise",
        "besluit": "decision",
    }
)
_STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {"draft": "in voorbereiding", "live": "loopt"}
)
_STANDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {"open": "open", "late": "te laat", "closed": "afgerond"}
)
_KIND_WIDTH: Final = 16
_INDENT: Final = 2
_MOST_TEXT: Final = 110
_MOST_LINES: Final = 2
"""Of the text of a hit."""
_ABOUT_BESIDE: Final = 150
"""From this width on what belongs to a hit stands beside it."""
_ABOUT_WIDTH: Final = 60
_BETWEEN: Final = " · "
_ID_BEHIND: Final = re.compile(r" \([^()\s]+\)$")


@dataclass(frozen=True, slots=True)
class FoundHit:
    """A hit with the meeting that it is of."""

    meeting: FoundMeeting
    hit: Hit


class SearchHits(ItemRows):
    """The hits under their meetings; the cursor shows though another widget has the focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--found", "rows--meeting"}

    found: reactive[Found] = reactive(Found(), init=False, repaint=False)
    formats: reactive[Mapping[str, str]] = reactive({}, init=False, repaint=False)
    """What werkvormen are called, by id."""

    def __init__(self) -> None:
        super().__init__()
        self.id = "hits"
        self._hits: dict[ItemKey, FoundHit] = {}
        self._set_for = 0
        self.set_reactive(SearchHits.active, True)

    @property
    def hit(self) -> FoundHit | None:
        """The hit that the keys work on."""
        return self._hits.get(self.cursor) if self.cursor is not None else None

    def watch_found(self) -> None:
        """Show other hits; the cursor stays at its hit where that is still there."""
        self._hits = {
            _key(meeting, hit, place): FoundHit(meeting, hit)
            for meeting in self.found.meetings
            for place, hit in enumerate(meeting.hits)
        }
        before = self.cursor
        self._lay_out()
        if before not in self._hits:
            self.top = 0
            self.cursor = next(iter(self._hits), None)

    def watch_formats(self) -> None:
        """Name the werkvormen."""
        self._lay_out()

    def on_resize(self) -> None:
        """Set the lines for another width."""
        if self.size.width != self._set_for:
            self._lay_out()
        super().on_resize()

    def move(self, step: int) -> None:
        """Put the cursor on another hit."""
        key = self.moved(step)
        if key is not None:
            self.cursor = key

    def go_to_meeting(self, step: int) -> None:
        """Put the cursor on the first hit of another meeting."""
        here = self.hit
        firsts = {each.meeting.path: key for key, each in reversed(self._hits.items())}
        paths = [meeting.path for meeting in self.found.meetings]
        if here is not None and here.meeting.path in paths:
            place = paths.index(here.meeting.path) + step
            self.cursor = firsts[paths[max(0, min(place, len(paths) - 1))]]

    def _lay_out(self) -> None:
        width = self._set_for = self.size.width
        if not width:
            self.rows = ()
            return  # it is set when it knows its room
        rows: list[Row] = []
        for meeting in self.found.meetings:
            if rows:
                rows.append(BLANK)
            rows.append(Row(tuple(_heading(meeting, self.formats, width))))
            for place, hit in enumerate(meeting.hits):
                rows.append(Row(_hit_lines(hit, width), _key(meeting, hit, place)))
        self.rows = tuple(rows)


def _key(meeting: FoundMeeting, hit: Hit, place: int) -> ItemKey:
    return ItemKey(str(meeting.path), f"{hit.table}/{hit.item or place}")


def _heading(meeting: FoundMeeting, formats: Mapping[str, str], width: int) -> Iterator[Line]:
    """Yield the line of a meeting, and another one where its series has no room on it."""
    day = table_date(meeting.date) if meeting.date else "zonder datum"
    title = meeting.title if meeting.path == meeting.record else TOLD_BETWEEN
    werkvorm = formats.get(meeting.werkvorm, one_line(meeting.werkvorm))
    series = one_line(meeting.series)
    series = "" if as_compared(series) == as_compared(werkvorm) else series
    beside = _BETWEEN.join(filter(None, (_STATUSES.get(meeting.status), werkvorm, series)))
    first = Piece(f"{day}  ", "meeting")
    room = max(8, width - cell_len(first.text))
    (line,) = flow((Piece(one_line(title) or "zonder titel", "meeting"),), room, most_lines=1)
    used = cell_len(first.text) + sum(cell_len(piece.text) for piece in line)
    gap = width - used - cell_len(beside)
    if beside and gap >= 2:
        yield (first, *line, indentation(gap), Piece(beside, "muted"))
        return
    yield (first, *line)
    if beside:
        (below,) = flow((Piece(beside, "muted"),), max(8, width - _INDENT), most_lines=1)
        yield (indentation(_INDENT), *below)


def _hit_lines(hit: Hit, width: int) -> tuple[Line, ...]:
    """Return the lines of a hit: its text around what was found, and whose it is."""
    beside = width >= _ABOUT_BESIDE
    taken = _INDENT + _KIND_WIDTH
    room = min(_MOST_TEXT, width - taken - (_ABOUT_WIDTH + 2 if beside else 0))
    room = max(room, 12)
    kind = set_cell_size(set_cell_size(one_line(hit.kind), _KIND_WIDTH - 1), _KIND_WIDTH)
    first = (indentation(_INDENT), Piece(kind, _KIND_STYLES.get(hit.kind, "muted")))
    about = tuple(_about(hit))
    lines = _text_lines(hit, room)
    if not beside:
        indent = indentation(_INDENT + _KIND_WIDTH)
        told = flow(about, room, most_lines=1) if about else ()
        return (
            (*first, *lines[0]),
            *((indent, *line) for line in lines[1:]),
            *((indent, *line) for line in told),
        )
    told = flow(about, _ABOUT_WIDTH, most_lines=max(2, len(lines))) if about else ()
    rows: list[Line] = []
    for place in range(max(len(lines), len(told))):
        line = lines[place] if place < len(lines) else ()
        head = first if place == 0 else (indentation(_INDENT + _KIND_WIDTH),)
        used = sum(cell_len(piece.text) for piece in line)
        row = (*head, *line)
        if place < len(told):
            used += taken + sum(cell_len(piece.text) for piece in told[place])
            row = (*row, indentation(width - used), *told[place])
        rows.append(row)
    return tuple(rows)


def _text_lines(hit: Hit, room: int) -> list[Line]:
    # A line ends where a word does, so that not every sign of the room is used.
    excerpt = hit.around(_MOST_LINES * room - room // 5)
    lines = flow((Piece(excerpt.text),), room, most_lines=_MOST_LINES)
    shown: list[Line] = []
    begin = 0
    for line in lines:
        text = "".join(piece.text for piece in line)
        whole = text[:-1] if line and line[-1].style == "muted" else text
        begin = max(begin, excerpt.text.find(whole, begin))
        shown.append(tuple(_marked(text, begin, excerpt.marks)))
        begin += len(whole)
    return shown


def _marked(text: str, begin: int, marks: tuple[tuple[int, int], ...]) -> Iterator[Piece]:
    """Yield a line in pieces: what was found, and what stands between."""
    done = 0
    for start, stop in marks:
        start, stop = max(start - begin, done), min(stop - begin, len(text))
        if start < stop:
            if done < start:
                yield Piece(text[done:start])
            yield Piece(text[start:stop], "found")
            done = stop
    if done < len(text):
        yield Piece(text[done:])


def _about(hit: Hit) -> Iterator[Piece]:
    """Yield whose it is, how it stands and whether it is private."""
    perspective = _ID_BEHIND.sub("", hit.perspective)
    tags = [Piece(one_line(each), "muted") for each in (hit.who, perspective, hit.case) if each]
    if hit.standing:
        style = "missing" if hit.standing == "late" else "muted"
        tags.append(Piece(_STANDINGS[hit.standing], style))
    if hit.due is not None and hit.standing != "closed":
        tags.append(Piece(f"voor {table_date(hit.due)}", "muted"))
    if hit.private:
        tags.append(Piece("privé", "private"))
    for place, tag in enumerate(tags):
        if place:
            yield Piece("·", "muted")
        yield tag
