"""Every text of an outline, for tests of what is in one and what is not."""

from __future__ import annotations

from collections.abc import Iterator

from sessiecoach.export.outline import (
    Bars,
    Facts,
    Heading,
    Listing,
    Outline,
    Paragraph,
    Part,
    Shifts,
    SideBySide,
    Table,
)


def texts(outline: Outline) -> Iterator[str]:
    """Yield every text of an outline."""
    yield from (outline.title, outline.subtitle)
    for section in outline.sections:
        yield section.title
        for part in section.parts:
            yield from _texts(part)


def _texts(part: Part) -> Iterator[str]:
    match part:
        case Heading():
            yield from (part.text, part.beside)
        case Paragraph():
            yield part.text
        case Listing():
            yield part.title
            for item in part.items:
                yield from (item.text, item.label, *item.parts, *item.tags)
                yield from (word for pair in item.details for word in pair)
        case SideBySide():
            yield from _texts(part.left)
            yield from _texts(part.right)
        case Table():
            yield from (column.title for column in part.columns)
            for row in part.rows:
                for cell in row:
                    yield from (cell.text, *cell.below)
        case Facts():
            yield from (word for pair in part.pairs for word in pair)
        case Bars():
            yield from (bar.label for bar in part.bars)
        case Shifts():
            yield from (part.then, part.now, *(shift.label for shift in part.shifts))
