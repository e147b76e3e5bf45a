"""An outline as a PDF; what people typed is text in it, never a link or a command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import Final

from sessiecoach.export.drawing import MADE_UP_LEGEND, MADE_UP_SECTION, MADE_UP_SIGN
from sessiecoach.export.grid import grid
from sessiecoach.export.outline import (
    Bars,
    Facts,
    Heading,
    Item,
    Listing,
    Mark,
    Outline,
    Paragraph,
    Part,
    Section,
    Shifts,
    SideBySide,
    Table,
)
from sessiecoach.export.pdf_pages import ACCENT, COLOURS, INK, LINE, MUTED, Colour, Pages

_STEP: Final = 4.5
"""How far a list, and a list within it, stands to the right."""
_WITH_HEADING: Final = {1: 38, 2: 26, 3: 18}
"""What must fit from a heading of each level on, or it goes to the next page too."""
_GUTTER: Final = 10
"""Between the two columns of the contents."""
_AIR_ABOVE_TABLE: Final = 1
_OWN_HEIGHT: Final = 15
"""Of the heading of a section."""
_HEADINGS: Final[dict[int, tuple[float, Colour, float]]] = {
    1: (13.5, ACCENT, 5),
    2: (11, INK, 2.5),
    3: (9.5, MUTED, 1.5),
}
"""Of each level how large, in which colour, and how much air above it."""


def pdf(outline: Outline, moment: dt.datetime) -> bytes:
    """Return a document as the bytes of a PDF that was made at `moment`."""
    numbers, written = _written(outline, moment, {})
    # The contents take as much room with and without their numbers: nothing moves.
    return _written(outline, moment, numbers)[1] if outline.contents else written


def _written(
    outline: Outline, moment: dt.datetime, numbers: dict[str, int]
) -> tuple[dict[str, int], bytes]:
    """Write a document whose contents have these numbers; return on which page each section is."""
    found: dict[str, int] = {}
    with Pages(outline.title, moment) as pages:
        _opening(pages, outline)
        _contents(pages, outline, numbers)
        for section in outline.sections:
            _section(pages, section)
            found[section.id] = pages.section_began
        return found, bytes(pages.output())


def _opening(pages: Pages, outline: Outline) -> None:
    if outline.kind:
        pages.style(size=10, bold=True, colour=MUTED)
        pages.multi_cell(0, 5.5, pages.fit(outline.kind, " "), align="L", new_x="LMARGIN")
    pages.style(size=19, bold=True, colour=ACCENT)
    pages.multi_cell(0, 8.5, pages.fit(outline.title, " "), align="L", new_x="LMARGIN")
    for quiet in (outline.subtitle, MADE_UP_LEGEND if outline.has_made_up else ""):
        if quiet:
            _paragraph(pages, quiet, "muted")


def _contents(pages: Pages, outline: Outline, numbers: dict[str, int]) -> None:
    """Write which section begins on which page, in two columns."""
    named = outline.contents
    if not named:
        return
    pages.ln(3)
    left, top = pages.l_margin, pages.y
    half = (len(named) + 1) // 2
    width = (pages.epw - _GUTTER) / 2
    for place, section in enumerate(named):
        column, line = divmod(place, half)
        pages.set_xy(left + column * (width + _GUTTER), top + line * LINE)
        pages.entry(section.short or section.title, str(numbers.get(section.id, "")), width)
    pages.set_xy(left, top + half * LINE + 1)


def _paragraph(pages: Pages, text: str, mark: Mark = "", *, bold: bool = False) -> None:
    pages.flow(pages.fit(text), mark, bold=bold)
    pages.end()


def _heading(pages: Pages, text: str, level: int, beside: str) -> None:
    size, colour, above = _HEADINGS[level]
    pages.keep(_WITH_HEADING[level])
    pages.ln(above)
    pages.style(size=size, bold=True, colour=colour)
    pages.write(size * 0.5, pages.fit(text, " "))
    pages.style(colour=MUTED)
    if beside:
        pages.write(size * 0.5, f"  {pages.fit(beside, ' ')}")
    pages.ln(size * 0.5 + 1)


def _section(pages: Pages, section: Section) -> None:
    first = section.parts[0] if section.parts else None
    table = _beginning(pages, section.parts)
    small = len(section.parts) == 1 and isinstance(first, Facts)
    least = _OWN_HEIGHT + 2 * LINE if small else _WITH_HEADING[1]
    pages.keep(min(pages.eph, max(least, _OWN_HEIGHT + table)))
    if title := pages.fit(section.title, " "):
        pages.start_section(title)
    pages.section_began = pages.page_no()
    _heading(pages, section.title, 1, str(section.count) if section.count is not None else "")
    if section.made_up:
        _paragraph(pages, MADE_UP_SECTION, "muted")
    for place, (part, after) in enumerate(zip_longest(section.parts, section.parts[1:])):
        if isinstance(part, Heading):
            pages.keep(min(pages.eph, _beginning(pages, section.parts[place:])))
        _part(pages, part, explained=isinstance(after, Paragraph) and after.mark == "muted")


def _beginning(pages: Pages, parts: Sequence[Part]) -> float:
    """Return how high headings are with the beginning of a table below them; 0 without one."""
    above = 0.0
    for part in parts:
        if isinstance(part, Table | Bars | Shifts):
            return above + _AIR_ABOVE_TABLE + pages.opening(grid(part))
        if not isinstance(part, Heading):
            return 0.0
        size, _colour, air = _HEADINGS[part.level]
        above += air + size * 0.5 + 1
    return 0.0


def _part(pages: Pages, part: Part, *, explained: bool) -> None:
    """Write a part; what is `explained` below it is on the page of its end."""
    match part:
        case Heading():
            _heading(pages, part.text, part.level, part.beside)
        case Paragraph():
            _paragraph(pages, part.text, part.mark)
        case Listing():
            _listing(pages, part)
        case SideBySide():
            for side in (part.left, part.right):
                if side.items:
                    _listing(pages, side)
        case Table() | Bars() | Shifts():
            pages.ln(_AIR_ABOVE_TABLE)
            pages.table(grid(part), below=3 * LINE if explained else 0)
        case Facts():
            for word, said in part.pairs:
                _pair(pages, word, said, 0)


def _listing(pages: Pages, listing: Listing) -> None:
    if listing.title:
        pages.keep(3 * LINE)
        pages.ln(1)
        pages.flow(pages.fit(listing.title, " "), listing.mark, bold=True)
        pages.flow(f"  {len(listing.items)}", "muted")
        pages.end()
    for item in listing.items:
        _item(pages, item, listing.mark)
    pages.ln(0.8)


def _item(pages: Pages, item: Item, mark: Mark) -> None:
    pages.keep((2 if item.parts or item.details else 1) * LINE)
    _bullet(pages, 0, item.mark or mark)
    with _indented(pages, 1):
        if item.label:
            pages.flow(f"{pages.fit(item.label, ' ')} ", item.mark or mark, bold=True)
        pages.flow(pages.fit(item.text))
        if item.made_up:
            pages.flow(MADE_UP_SIGN, "muted")
        if item.tags:
            tags = " · ".join(pages.fit(tag, " ") for tag in item.tags)
            pages.flow(f" ({tags})", "muted")
        pages.end()
    for part in item.parts:
        pages.keep(LINE)
        _bullet(pages, 1, "muted")
        with _indented(pages, 2):
            _paragraph(pages, part)
    for word, said in item.details:
        _pair(pages, word, said, 1)


def _pair(pages: Pages, word: str, said: str, steps: int) -> None:
    with _indented(pages, steps):
        if word:
            pages.flow(f"{pages.fit(word, ' ')}: ", "muted")
        _paragraph(pages, said)


def _bullet(pages: Pages, steps: int, mark: Mark) -> None:
    pages.style(bold=True, colour=COLOURS[mark])
    pages.set_x(pages.l_margin + steps * _STEP)
    pages.cell(_STEP, LINE, "•")


@contextmanager
def _indented(pages: Pages, steps: int) -> Iterator[None]:
    """Let lines begin some steps to the right."""
    pages.set_left_margin(pages.l_margin + steps * _STEP)
    pages.set_x(pages.l_margin)
    yield
    pages.set_left_margin(pages.l_margin - steps * _STEP)
    pages.set_x(pages.l_margin)
