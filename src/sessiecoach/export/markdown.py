"""An outline as Markdown; what people typed is text in it and never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sessiecoach.domain.text import visible
from sessiecoach.dutch.numbers import difference_words, number_words
from sessiecoach.export.drawing import (
    MADE_UP_LEGEND,
    MADE_UP_SECTION,
    MADE_UP_SIGN,
    bar_signs,
    count_words,
    step_signs,
    track_signs,
)
from sessiecoach.export.outline import (
    Bars,
    Cell,
    Facts,
    Heading,
    Item,
    Listing,
    Outline,
    Paragraph,
    Part,
    Section,
    Shifts,
    SideBySide,
    Table,
)

_INLINE: Final = re.compile(
    r"[\\`*_\[\]<>|~$&@]|/(?=/)|(?<=[wW]{3})\.|(?<=[^\W_])\.(?=[^\W\d_]{2})"
)
"""What is markup, and what makes a link of an address: @, the first of //, a full stop in it."""
_OPENING: Final = re.compile(r"(\d{1,9})([.)])|[-+=#:]")
"""What makes a list, a heading or a rule of a line that it opens."""
_BREAK: Final = "<br>"
_DRAWN: Final = 12
"""Signs of a bar or a line."""


def markdown(outline: Outline) -> str:
    """Return a document as Markdown (CommonMark with the tables of GitHub)."""
    blocks = [f"# {escaped(outline.title, ' ')}"]
    if outline.kind:
        blocks.append(f"**{escaped(outline.kind, ' ')}**")
    if outline.subtitle:
        blocks.append(escaped(outline.subtitle))
    if outline.has_made_up:
        blocks.append(escaped(MADE_UP_LEGEND))
    for section in outline.sections:
        blocks += _section(section)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str, newline: str = "\\\n") -> str:
    """Return a text such that Markdown shows it as it is; its lines stay lines.

    `newline` is what ends a line within it.
    """
    lines = (line.strip() for line in visible(text).split("\n"))
    return newline.join(_escaped_line(line) for line in lines if line)


def _escaped_line(line: str) -> str:
    plain = _INLINE.sub(lambda found: f"\\{found[0]}", line.replace("\t", " "))
    opening = _OPENING.match(plain)
    if opening is None:
        return plain
    number, after = opening.groups()
    if number:
        return f"{number}\\{after}{plain[opening.end() :]}"
    return f"\\{plain}"


def _section(section: Section) -> Iterator[str]:
    count = f" ({section.count})" if section.count is not None else ""
    yield f"## {escaped(section.title, ' ')}{count}"
    if section.made_up:
        yield f"*{escaped(MADE_UP_SECTION)}*"
    for part in section.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    match part:
        case Heading():
            beside = f" — {escaped(part.beside, ' ')}" if part.beside else ""
            yield f"{'#' * (part.level + 1)} {escaped(part.text, ' ')}{beside}"
        case Paragraph():
            yield escaped(part.text)
        case Listing():
            yield from _listing(part)
        case SideBySide():
            for side in (part.left, part.right):
                if side.items:
                    yield from _listing(side)
        case Table():
            yield _table(part)
        case Facts():
            yield "\n".join(
                f"- **{escaped(word, ' ')}**: {escaped(said, _BREAK)}" for word, said in part.pairs
            )
        case Bars():
            yield _bars(part)
        case Shifts():
            yield _shifts(part)


def _listing(listing: Listing) -> Iterator[str]:
    if listing.title:
        yield f"**{escaped(listing.title, ' ')}**"
    if listing.items:
        yield "\n".join(line for item in listing.items for line in _item(item))


def _item(item: Item) -> Iterator[str]:
    # A label of one sign, such as `+`, would begin a list of its own.
    label = f"**{escaped(item.label, ' ')}** " if item.label else ""
    sign = MADE_UP_SIGN if item.made_up else ""
    tags = " · ".join(escaped(tag, " ") for tag in item.tags)
    behind = f" ({tags})" if tags else ""
    yield f"- {label}{escaped(item.text, _BREAK)}{sign}{behind}"
    for part in item.parts:
        yield f"  - {escaped(part, _BREAK)}"
    for word, said in item.details:
        before = f"{escaped(word, ' ')}: " if word else ""
        yield f"  - {before}{escaped(said, _BREAK)}"


def _table(table: Table) -> str:
    return _rows(
        [column.title for column in table.columns],
        ["right" if column.align == "right" else "left" for column in table.columns],
        [[_cell(cell) for cell in row] for row in table.rows],
    )


def _cell(cell: Cell) -> str:
    drawn = step_signs(cell.trend) if cell.trend else ""
    sign = MADE_UP_SIGN if cell.made_up else ""
    text = escaped(cell.text, _BREAK)
    texts = [f"{drawn}{f'**{text}**' if cell.heads and text else text}{sign}"]
    texts += [escaped(each, _BREAK) for each in cell.below]
    return _BREAK.join(text for text in texts if text)


def _bars(bars: Bars) -> str:
    titles = ["stelling", *bars.titles, "gemiddeld", ""]
    rows = [
        [
            escaped(bar.label, _BREAK) + MADE_UP_SIGN * bar.made_up,
            *(count_words(bar.count(number)) for number in bars.numbers),
            number_words(bar.mean, 1),
            bar_signs(bar, _DRAWN),
        ]
        for bar in bars.bars
    ]
    return _rows(titles, ["left", *["right"] * (len(titles) - 2), "left"], rows)


def _shifts(shifts: Shifts) -> str:
    rows = [
        [
            escaped(shift.label, _BREAK) + MADE_UP_SIGN * shift.made_up,
            number_words(shift.then, shifts.places),
            "".join(sign for sign, _stretch in track_signs(shift, _DRAWN)),
            number_words(shift.now, shifts.places),
            difference_words(shift.delta, shifts.places),
        ]
        for shift in shifts.shifts
    ]
    titles = ["", shifts.then, "", shifts.now, "verschil"]
    return _rows(titles, ["left", "right", "left", "right", "right"], rows)


def _rows(titles: Sequence[str], aligns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [[escaped(title, _BREAK) for title in titles]]
    lines.append(["---:" if align == "right" else "---" for align in aligns])
    lines += [list(row) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
