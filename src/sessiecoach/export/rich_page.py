"""An outline as a page for a terminal, drawn by Rich; what people typed is text and no markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from sessiecoach.domain.text import visible
from sessiecoach.dutch.numbers import difference_words, number_words
from sessiecoach.export.drawing import (
    MADE_UP_LEGEND,
    MADE_UP_SECTION,
    MADE_UP_SIGN,
    Stretch,
    count_words,
    step_signs,
    track_signs,
)
from sessiecoach.export.narrow import GAP, fits, least_widths, records
from sessiecoach.export.outline import (
    Bars,
    Cell,
    Facts,
    Heading,
    Item,
    Listing,
    Mark,
    Outline,
    Paragraph,
    Part,
    Section,
    Shift,
    Shifts,
    SideBySide,
    Table,
    heads,
)

_STYLES: Final[Mapping[Mark, str]] = MappingProxyType(
    {
        "": "",
        "helps": "green",
        "hinders": "red",
        "solution": "cyan",
        "promise": "magenta",
        "decision": "blue",
        "muted": "dim",
        "attention": "bold yellow",
    }
)
"""Names of colours that a terminal has of its own, so that they fit on light and on dark."""
_GAP: Final = GAP
_BESIDE_FROM: Final = 90
_TRACK: Final = 20
_TRACK_FROM: Final = 78
_BLANK: Final = Text("")


def rich_page(outline: Outline, width: int, *, draws: bool) -> RenderableType:
    """Return a document as what Rich draws in `width` cells.

    With `draws` there are lines between its numbers too; without, numbers alone.
    """
    parts: list[RenderableType] = [_text(outline.title, "bold")]
    if outline.subtitle:
        parts.append(_text(outline.subtitle, "dim"))
    if outline.has_made_up:
        parts.append(_text(MADE_UP_LEGEND, "dim"))
    for section in outline.sections:
        parts += _section(section, width, draws=draws)
    return Group(*parts)


def _text(text: str, style: str = "") -> Text:
    return Text(visible(text).expandtabs(4), style)


def _made_up(text: Text, is_made_up: bool) -> Text:
    return text.append(MADE_UP_SIGN, "dim") if is_made_up else text


def _section(section: Section, width: int, *, draws: bool) -> Iterator[RenderableType]:
    title = _text(section.title, "bold cyan")
    if section.count is not None:
        title.append(f"  {section.count}", "dim")
    yield _BLANK
    yield _BLANK
    yield title
    yield Text("─" * width if draws else "=" * min(width, title.cell_len), "dim")
    previous: Part | None = None
    for part in section.parts:
        if previous is not None and not isinstance(previous, Heading):
            yield _BLANK
        yield from _part(part, width, draws=draws)
        previous = part
    if section.made_up:
        yield _BLANK
        yield _text(MADE_UP_SECTION, "dim")


def _part(part: Part, width: int, *, draws: bool) -> Iterator[RenderableType]:
    match part:
        case Heading():
            heading = _text(part.text, "bold" if part.level == 2 else "bold dim")
            if part.beside:
                heading.append_text(_text(f"   {part.beside}", "not bold dim"))
            yield heading
        case Paragraph():
            yield _text(part.text, _STYLES[part.mark])
        case Listing():
            yield from _listing(part)
        case SideBySide():
            yield from _side_by_side(part, width)
        case Table():
            least = least_widths(part, cell_len)
            if fits(least, width):
                yield _table(part, least)
            else:
                yield from _listing(records(part))
        case Facts():
            grid = _grid(2)
            for word, said in part.pairs:
                grid.add_row(_text(word, "dim"), _text(said))
            yield grid
        case Bars():
            yield _bars(part)
        case Shifts():
            yield _shifts(part, _TRACK if draws and width >= _TRACK_FROM else 0)


def _grid(columns: int) -> RichTable:
    grid = RichTable.grid(padding=(0, _GAP, 0, 0))
    for _ in range(columns):
        grid.add_column(overflow="fold")
    return grid


def _listing(listing: Listing) -> Iterator[RenderableType]:
    if listing.title:
        title = _text(listing.title, f"bold {_STYLES[listing.mark]}".rstrip())
        yield title.append(f"  {len(listing.items)}", "not bold dim")
    widest = max((len(item.label) for item in listing.items), default=0)
    spacious = any(item.details or item.parts for item in listing.items)
    for place, item in enumerate(listing.items):
        if spacious and place:
            yield _BLANK
        yield _item(item, listing.mark, widest)


def _item(item: Item, mark: Mark, widest: int) -> RenderableType:
    style = _STYLES[item.mark or mark]
    text = _made_up(_text(item.text), item.made_up)
    if item.tags:
        text.append_text(_text(f"  {' · '.join(item.tags)}", "dim"))
    lines: list[RenderableType] = [text]
    lines += [_hanging(_text("–", "dim"), _text(part), 2) for part in item.parts]
    for word, said in item.details:
        words = _text(f"{word}: ", "dim") if word else Text("")
        lines.append(words.append_text(_text(said, "" if word else "dim")))
    if not item.label:
        return _hanging(_text("-", style or "dim"), Group(*lines), 2)
    return _hanging(_text(item.label, f"bold {style}".rstrip()), Group(*lines), widest + 2)


def _hanging(first: Text, body: RenderableType, indent: int) -> RichTable:
    """Return a body whose lines all stand right of what opens it."""
    grid = RichTable.grid(padding=0)
    grid.add_column(width=indent, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(first, body)
    return grid


def _side_by_side(pair: SideBySide, width: int) -> Iterator[RenderableType]:
    sides = [side for side in (pair.left, pair.right) if side.items]
    if width >= _BESIDE_FROM and len(sides) > 1:
        grid = RichTable.grid(padding=(0, _GAP, 0, 0), expand=True)
        for _side in sides:
            grid.add_column(ratio=1, overflow="fold")
        grid.add_row(*(Group(*_listing(side)) for side in sides))
        yield grid
        return
    for place, side in enumerate(sides):
        if place:
            yield _BLANK
        yield from _listing(side)


def _table(table: Table, least: Sequence[int]) -> RichTable:
    drawn = RichTable(
        box=None,
        padding=(0, _GAP, 0, 0),
        pad_edge=False,
        header_style="dim",
        show_header=any(column.title for column in table.columns),
    )
    for column, narrowest in zip(table.columns, least, strict=True):
        drawn.add_column(
            _text(column.title),
            justify=column.align,
            overflow="fold",
            ratio=1 if column.grows else None,
            min_width=narrowest,
        )
    spacious = any(cell.below for row in table.rows for cell in row)
    for place, row in enumerate(table.rows):
        cells = [_cell(cell) for cell in row]
        following = table.rows[place + 1 : place + 2]
        if following and not heads(row) and (spacious or heads(following[0])):
            # Where rows take several lines, air tells them apart better than the eye can.
            cells = [Padding(cell, (0, 0, 1, 0)) for cell in cells]
        drawn.add_row(*cells)
    return drawn


def _cell(cell: Cell) -> RenderableType:
    style = _STYLES[cell.mark]
    text = _text(cell.text, f"bold {style}".rstrip() if cell.heads else style)
    if cell.trend:
        text = Text(step_signs(cell.trend), "cyan").append_text(text)
    lines = [_made_up(text, cell.made_up), *(_text(each, "dim") for each in cell.below)]
    return Text("\n").join(lines)


def _bars(bars: Bars) -> RichTable:
    titles = ["stelling", *bars.titles, "gemiddeld"]
    rows = [
        [
            _made_up(_text(bar.label), bar.made_up),
            *(_text(count_words(bar.count(number))) for number in bars.numbers),
            _text(number_words(bar.mean, 1), "bold"),
        ]
        for bar in bars.bars
    ]
    return _numbers(titles, rows)


def _shifts(shifts: Shifts, track: int) -> RichTable:
    rows = [
        [
            _made_up(_text(shift.label, _STYLES[shift.mark]), shift.made_up),
            _text(number_words(shift.then, shifts.places), "dim"),
            *([_track(shift, track)] if track else []),
            _text(number_words(shift.now, shifts.places), "bold"),
            _text(difference_words(shift.delta, shifts.places)),
        ]
        for shift in shifts.shifts
    ]
    drawn = [""] if track else []
    return _numbers(["", shifts.then, *drawn, shifts.now, "verschil"], rows)


def _track(shift: Shift, width: int) -> Text:
    styles: dict[Stretch, str] = {"then": "dim", "now": "bold cyan", "between": "cyan"}
    return Text.assemble(
        *((sign, styles.get(stretch, "dim")) for sign, stretch in track_signs(shift, width))
    )


def _numbers(titles: Sequence[str], rows: Sequence[Sequence[Text]]) -> RichTable:
    drawn = RichTable(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="dim")
    for place, title in enumerate(titles):
        drawn.add_column(_text(title), justify="right" if place else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    return drawn
