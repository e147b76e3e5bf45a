"""Setting the parts of an outline in lines of a given width, like a page of print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from sessiecoach.dutch.numbers import number_words
from sessiecoach.export.drawing import MADE_UP_SECTION, MADE_UP_SIGN
from sessiecoach.export.narrow import GAP, fits, least_widths, records
from sessiecoach.export.outline import (
    Bar,
    Bars,
    Cell,
    Column,
    Facts,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Part,
    Section,
    Shifts,
    SideBySide,
    Table,
    heads,
)
from sessiecoach.ui.widgets.drawn import STYLES, set_shifts, steps

_SIGNS: Final[Mapping[Mark, str]] = MappingProxyType({"helps": "+", "hinders": "−"})
_BESIDE_FROM: Final = 78
"""From this width on two lists stand next to each other."""
_GAP: Final = GAP
_LEAST_COLUMN: Final = 8
_BAR: Final = 20
_LEAST_BAR: Final = 6
_GLUE: Final = "\ue000"
"""Stands for a space while lines are broken; of the private use area, so in no text."""
_BREAKING: Final = frozenset(f"\n\t{_GLUE}")
_COUNT: Final = 4
_MEAN: Final = 5
_LEAST_LABEL: Final = 24

Lines = list[Content]


def set_section(section: Section, width: int) -> Content:
    """Return a section as lines of at most `width` cells, its title on top."""
    count = f"  {section.count}" if section.count is not None else ""
    lines: Lines = [
        Content.assemble((section.title, "bold $primary"), (count, "$muted")),
        Content.styled("─" * width, "$rule"),
    ]
    for place, part in enumerate(section.parts):
        lines += _before(section.parts[place - 1] if place else None, part)
        lines += set_part(part, width)
    if section.made_up:
        lines += [Content(""), *_wrapped(Content.styled(MADE_UP_SECTION, "$faint"), width)]
    return Content("\n").join(lines)


def _before(previous: Part | None, part: Part) -> Lines:
    """Return the air between two parts: none between a heading and what it heads."""
    if previous is None or (isinstance(previous, Heading) and previous.level >= _level(part)):
        return []
    if isinstance(previous, Heading) and not isinstance(part, Heading):
        return []
    if isinstance(previous, Heading) and previous.level < _level(part):
        return []
    blank = Content("")
    return [blank, blank] if isinstance(part, Heading) and part.level == 2 else [blank]


def _level(part: Part) -> int:
    return part.level if isinstance(part, Heading) else 0


def set_part(part: Part, width: int) -> Lines:
    """Return the lines of one part."""
    match part:
        case Heading():
            return _heading(part, width)
        case Paragraph():
            return _wrapped(Content.styled(part.text, STYLES[part.mark]), width)
        case Listing():
            return _listing(part, width)
        case SideBySide():
            return _side_by_side(part, width)
        case Table():
            return _table(part, width)
        case Facts():
            return _facts(part, width)
        case Bars():
            return _bars(part, width)
        case Shifts():
            return set_shifts(part, width)


def _wrapped(content: Content, width: int) -> Lines:
    if content.cell_length <= width and not _BREAKING.intersection(content.plain):
        return [content]
    lines = [line for each in content.split("\n") for line in (each.wrap(width) or [Content("")])]
    return [
        Content(line.plain.replace(_GLUE, " "), list(line.spans)) if _GLUE in line.plain else line
        for line in lines
    ]


def _glued(text: str) -> str:
    """Return a few words that a line never ends between."""
    return text.replace(" ", _GLUE)


def _hanging(first: Content, content: Content, width: int) -> Lines:
    """Return a text whose later lines stand under the begin of its first."""
    indent = first.cell_length
    lines = _wrapped(content, max(1, width - indent))
    rest = " " * indent
    return [(first if place == 0 else Content(rest)) + line for place, line in enumerate(lines)]


def _heading(heading: Heading, width: int) -> Lines:
    style = "bold" if heading.level == 2 else "bold $muted"
    beside = ("   " + heading.beside, "$muted") if heading.beside else ""
    return _wrapped(Content.assemble((heading.text, style), beside), width)


def _listing(listing: Listing, width: int) -> Lines:
    lines: Lines = []
    if listing.title:
        count = f"  {len(listing.items)}" if listing.items else ""
        style = f"bold {STYLES[listing.mark]}".rstrip()
        lines.append(Content.assemble((listing.title, style), (count, "$muted")))
    widest = max((len(item.label) for item in listing.items), default=0)
    spacious = any(item.details or item.parts for item in listing.items)
    for place, item in enumerate(listing.items):
        if spacious and place:
            lines.append(Content(""))
        lines += _item(item, width, _SIGNS.get(listing.mark, "·"), listing.mark, widest)
    return lines


def _item(item: Item, width: int, sign: str, mark: Mark, widest: int) -> Lines:
    style = STYLES[item.mark or mark]
    if item.label:
        first = Content.styled(item.label.ljust(widest) + "  ", f"bold {style}".rstrip())
    else:
        first = Content.assemble((sign, style or "$muted"), " ")
    text = Content(item.text)
    if item.made_up:
        text += Content.styled(MADE_UP_SIGN, "$faint")
    if item.tags:
        text += Content.styled("  " + " · ".join(map(_glued, item.tags)), "$faint")
    lines = _hanging(first, text, width)
    inside = Content(" " * first.cell_length)
    for part in item.parts:
        bullet = inside + Content.styled("– ", "$muted")
        lines += _hanging(bullet, Content(part), width)
    for word, said in item.details:
        words = Content.styled(said, "$muted")
        if word:
            words = Content.assemble((f"{word}: ", "$muted"), said)
        lines += _hanging(inside, words, width)
    return lines


def _side_by_side(pair: SideBySide, width: int) -> Lines:
    if width < _BESIDE_FROM:
        sides = [side for side in (pair.left, pair.right) if side.items]
        lines: Lines = []
        for side in sides:
            lines += [Content("")] if lines else []
            lines += _listing(side, width)
        return lines
    left_width = (width - _GAP) // 2
    right_width = width - _GAP - left_width
    left = _listing(pair.left, left_width) if pair.left.items else []
    right = _listing(pair.right, right_width) if pair.right.items else []
    return _beside([(left, left_width), (right, right_width)])


def _beside(columns: Sequence[tuple[Lines, int]]) -> Lines:
    """Return columns of lines next to each other, each padded to its width but the last."""
    height = max((len(lines) for lines, _width in columns), default=0)
    blank = Content("")
    rows: Lines = []
    for place in range(height):
        cells = [lines[place] if place < len(lines) else blank for lines, _width in columns]
        pieces: list[Content | str] = []
        for cell, (_lines, width) in zip(cells[:-1], columns[:-1], strict=True):
            pieces += (cell, " " * max(0, width + _GAP - cell.cell_length))
        rows.append(Content.assemble(*pieces, cells[-1]).rstrip())
    return rows


def _facts(facts: Facts, width: int) -> Lines:
    widest = max(len(word) for word, _said in facts.pairs)
    lines: Lines = []
    for word, said in facts.pairs:
        first = Content.styled(word.ljust(widest) + "  ", "$muted")
        lines += _hanging(first, Content(said), width)
    return lines


def _table(table: Table, width: int) -> Lines:
    least = least_widths(table, cell_len)
    if not fits(least, width):
        return _listing(records(table), width)
    columns = table.columns
    natural = [
        max(len(column.title), *(_cell_width(row[place]) for row in table.rows))
        for place, column in enumerate(columns)
    ]
    grows = [column.grows for column in columns]
    widths = share(natural, grows, width, least)
    rows = [_row(row, columns, widths) for row in table.rows]
    # Where most rows take several lines, air tells them apart better than the eye can.
    told = [row for row, cells in zip(rows, table.rows, strict=True) if not heads(cells)]
    spacious = sum(len(row) > 1 for row in told) * 2 > len(told) > 1
    titles = [Cell(column.title, mark="muted") for column in columns]
    lines = _row(titles, columns, widths) if any(title.text for title in titles) else []
    for place, row in enumerate(rows):
        apart = spacious or heads(table.rows[place])
        lines += [Content("")] if place and apart and not heads(table.rows[place - 1]) else []
        lines += row
    return lines


def _cell_width(cell: Cell) -> int:
    texts = (*cell.text.split("\n"), *cell.below)
    drawn = len(cell.trend.values) if cell.trend else 0
    return max(Content(text).cell_length for text in texts) + cell.made_up + drawn


def share(
    natural: Sequence[int],
    grows: Sequence[bool],
    width: int,
    least_widths: Sequence[int] | None = None,
) -> list[int]:
    """Return the widths of columns that have these natural widths, together at most `width`.

    Where they do not fit, those that may grow give way first, and then the widest; none to
    less than its least width.
    """
    widths = list(natural)
    floors = least_widths or [_LEAST_COLUMN] * len(widths)
    room = width - _GAP * (len(widths) - 1)
    givers = [place for place, may in enumerate(grows) if may] or list(range(len(widths)))
    for group in (givers, list(range(len(widths)))):
        while sum(widths) > room:
            able = [place for place in group if widths[place] > floors[place]]
            if not able:
                break
            widest = max(able, key=lambda place: widths[place])
            others = max((widths[place] for place in able if place != widest), default=0)
            over = sum(widths) - room
            least = max(floors[widest], min(others, widths[widest] - 1))
            widths[widest] = max(least, widths[widest] - over)
    return widths


def _row(cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int]) -> Lines:
    set_cells = []
    for cell, column, width in zip(cells, columns, widths, strict=True):
        style = f"bold {STYLES[cell.mark]}".rstrip() if cell.heads else STYLES[cell.mark]
        text = Content.styled(cell.text, style)
        if cell.trend:
            text = Content.assemble(*steps(cell.trend, width)) + text
        if cell.made_up:
            text += Content.styled(MADE_UP_SIGN, "$faint")
        lines = _wrapped(text, width)
        for quiet in cell.below:
            lines += _wrapped(Content.styled(quiet, "$muted"), width)
        if column.align == "right":
            lines = [Content(" " * max(0, width - line.cell_length)) + line for line in lines]
        set_cells.append((lines, width))
    return _beside(set_cells)


def _bars(bars: Bars, width: int) -> Lines:
    titles, numbers = bars.titles, bars.numbers
    most = max((count for bar in bars.bars for count in bar.counts), default=0)
    tight = max(len(str(most)), *map(cell_len, titles)) + 1
    room = (width - _LEAST_LABEL - _MEAN) // len(titles)
    count_width = max(tight, min(max(_COUNT, tight + 1), room))
    counts_width = count_width * len(titles)
    bar_width = min(_BAR, width - counts_width - 30)
    bar_width = bar_width if bar_width >= _LEAST_BAR else 0
    label_width = width - counts_width - (bar_width + _GAP if bar_width else 0) - _MEAN
    if label_width < _LEAST_COLUMN:
        return [line for bar in bars.bars for line in _stacked(bar, bars, width)]
    heads = Content.styled("".join(title.rjust(count_width) for title in titles), "$muted")
    lines: Lines = [Content(" " * label_width) + heads]
    for bar in bars.bars:
        label_lines = _wrapped(_bar_label(bar), label_width)
        first = label_lines[0]
        pieces = _counts(bar, numbers, count_width)
        row = Content.assemble(first, " " * (label_width - first.cell_length), *pieces)
        if bar_width:
            row += Content.assemble(" " * _GAP, *mean_bar(bar, bar_width))
        row += Content.styled(mean_words(bar).rjust(_MEAN), "bold")
        lines += [row, *label_lines[1:]]
    return lines


def _bar_label(bar: Bar) -> Content:
    label = Content(bar.label)
    return label + Content.styled(MADE_UP_SIGN, "$faint") if bar.made_up else label


def _stacked(bar: Bar, bars: Bars, width: int) -> Lines:
    """Return a bar where the numbers have no room beside the label: they stand under it."""
    given = [
        f"{title}: {count}"
        for title, number in zip(bars.titles, bars.numbers, strict=True)
        if (count := bar.count(number))
    ]
    words = " · ".join((*map(_glued, given), _glued(f"gemiddeld {mean_words(bar)}")))
    said = _wrapped(Content.styled(words, "$muted"), width)
    return [*_wrapped(_bar_label(bar), width), *said]


def _counts(bar: Bar, numbers: range, width: int) -> Iterator[tuple[str, str]]:
    highest = max(bar.counts, default=0)
    for number in numbers:
        count = bar.count(number)
        style = "bold" if count and count == highest else ("" if count else "$faint")
        shown = "" if count is None else str(count or "·")
        yield shown.rjust(width), style


def mean_bar(bar: Bar, width: int) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a bar as long as the mean: nothing at the lowest, full at the highest."""
    full = round(bar.fullness * width)
    yield "━" * full, "$primary"
    yield "━" * (width - full), "$rule"


def mean_words(bar: Bar) -> str:
    """Return the mean with one decimal, also a round one; a dash where nobody answered."""
    return number_words(bar.mean, 1)
