"""A document with a text of somebody in every place where one can be."""

from __future__ import annotations

from sessiecoach.export.outline import (
    Bar,
    Bars,
    Cell,
    Column,
    Facts,
    Heading,
    Item,
    Listing,
    Outline,
    Paragraph,
    Section,
    Shift,
    Shifts,
    SideBySide,
    Table,
    Trend,
)


def told_everywhere(text: str) -> Outline:
    """Return a document that has a text in every place where a person's words can stand."""
    item = Item(text, text, (text,), ((text, text), ("", text)), (text,), "helps", made_up=True)
    cells = (Cell(text, (text,)), Cell(text, mark="attention"))
    parts = (
        Heading(text, 2, text),
        Heading(text, 3),
        Paragraph(text),
        Listing((item, Item(text)), text),
        SideBySide(Listing((Item(text),), text, "helps"), Listing((Item(text),), text, "hinders")),
        Table((Column(text), Column(text)), (cells, (Cell(text, heads=True), Cell("")), cells)),
        Table((Column(text),), ((Cell(text, mark="muted", trend=Trend((1, 2))),),), matrix=True),
        Facts(((text, text),)),
        Bars((Bar(text, (1, 2), words=(text, text)),)),
        Shifts((Shift(text, 1, 2, 3),), text, text),
    )
    again = tuple(Section(f"deel-{place}", text, (), short=text) for place in range(7))
    return Outline(text, text, (Section("een", text, parts, 2, text), *again), text)
