"""Texts that somebody could type and that no document may take for anything but text."""

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

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></td></body><h1>x",
    "<!-- ]]> --> <![CDATA[x]]>",
    "&lt;b&gt; &#106; &amp;",
    "\" onmouseover='x' style=\"",
    "[hier](http://example.org) https://example.org <a href='http://example.org'>x</a>",
    "javascript:alert(1)",
    "=1+1",
    "@SUM(A1:A9)",
    "+31 | -1",
    "{{x}} {% x %} ${x} {nb} {0} %s",
    "**vet** __streep__ --lijn-- ~~weg~~ # kop",
    '{ HYPERLINK "http://example.org" } { DATE }',
    "\\fldinst INCLUDETEXT",
    "../../etc/passwd",
    "\x00\x07\x1b]2;x\x07\x9b2J",
    "\u202eomgekeerd\u202c \u2066x\u2069",
    "nul\u200bbreed\u200d\ufeff",
    "\ud800 \ufffe",
    "👩‍👩‍👧‍👦 é ｆｕｌｌ",
    "e\u0301e\u0308n",
    "שלום עולם مرحبا",
    "Samenwerkingsverbandenoverlegstructuur" * 20,
    " \t\n\n ",
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
