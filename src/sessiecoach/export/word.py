"""An outline as a Word document; what people typed is text in it, never a field or a link."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from sessiecoach.domain.text import one_line, visible
from sessiecoach.export.drawing import (
    MADE_UP_LEGEND,
    MADE_UP_SECTION,
    MADE_UP_SIGN,
    Drawing,
)
from sessiecoach.export.grid import Grid, Square, grid
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
from sessiecoach.export.picture import png
from sessiecoach.export.word_style import (
    ACCENT,
    COLOURS,
    IN_TABLE,
    MUTED,
    WIDTH_MM,
    empty_document,
    saved,
)

_LINE: Final = "D5DBE1"
_HEAD: Final = "F2F5F8"
_TINTS: Final[dict[Mark, str]] = {"helps": "E4EEE8", "hinders": "F4E6E5", "attention": "F1EAE0"}
_CELL_MARGIN_MM: Final = 1.2
_HIGHEST_HEAD: Final = 8
"""Of so many lines at most are the titles of columns that come back on each page."""
_HIGHEST_WHOLE: Final = 30
"""Of so many lines at most is a row that stays whole."""
_LETTER_MM: Final = 1.9
"""How wide a letter is in a table, with room for a face that is wider than the one named."""
_NARROW: Final = frozenset("ijlftr.,;:'!|()[] ")
_WIDE: Final = frozenset("mwMW—%@")


def word(outline: Outline, moment: dt.datetime) -> bytes:
    """Return a document as the bytes of a docx file that was made at `moment`."""
    document = empty_document(one_line(outline.title), moment)
    if outline.kind:
        kind = document.add_paragraph()
        kind.paragraph_format.keep_with_next = True
        kind.paragraph_format.space_after = Pt(0)
        _add(kind, one_line(outline.kind), "muted", bold=True)
    document.add_paragraph(one_line(outline.title), "Title")
    if outline.subtitle:
        document.add_paragraph(one_line(outline.subtitle), "Subtitle")
    if outline.has_made_up:
        _add(document.add_paragraph(), MADE_UP_LEGEND, "muted")
    _contents(document, outline)
    for place, section in enumerate(outline.sections):
        if section.closing:
            _keep_end(document)
        _section(document, section, place)
    return saved(document)


def _text(text: str) -> str:
    """Return a text as it may stand in a run, its lines as lines."""
    return "\n".join(line.strip() for line in visible(text).split("\n") if line.strip())


def _add(paragraph: WordParagraph, text: str, mark: Mark = "", *, bold: bool = False) -> None:
    run = paragraph.add_run(_text(text))
    run.bold = bold or mark == "attention" or None
    if mark:
        run.font.color.rgb = COLOURS[mark]


def _quiet(paragraph: WordParagraph, text: str) -> None:
    """Put words behind others, in a quieter voice."""
    run = paragraph.add_run(f" {one_line(text)}")
    run.bold, run.font.color.rgb = False, MUTED


def _heading(document: WordDocument, text: str, level: int, beside: str) -> WordParagraph:
    paragraph = document.add_paragraph(one_line(text), f"Heading {level}")
    if beside:
        _quiet(paragraph, beside)
    return paragraph


def _contents(document: WordDocument, outline: Outline) -> None:
    """List the sections, each a way to its heading; what stands where, the program knows best."""
    if not outline.contents:
        return
    paragraph = document.add_paragraph()
    for place, section in enumerate(outline.contents):
        if place:
            paragraph.add_run("  ·  ").font.color.rgb = MUTED
        way = OxmlElement("w:hyperlink")
        way.set(qn("w:anchor"), _anchor(place))
        _add(paragraph, one_line(section.short or section.title))
        run = paragraph.runs[-1]
        run.font.color.rgb = ACCENT
        way.append(run._r)  # noqa: SLF001 - the library has no word for a way within a document
        paragraph._p.append(way)  # noqa: SLF001


def _anchor(place: int) -> str:
    return f"deel{place + 1}"


def _section(document: WordDocument, section: Section, place: int) -> None:
    count = str(section.count) if section.count is not None else ""
    heading = _heading(document, section.title, 1, count)
    if section.closing:
        heading.paragraph_format.space_before = Pt(9)
    _bookmark(heading, place)
    if section.made_up:
        legend = document.add_paragraph()
        legend.paragraph_format.keep_with_next = True
        _add(legend, MADE_UP_SECTION, "muted")
    for part, after in zip_longest(section.parts, section.parts[1:]):
        explained = isinstance(after, Paragraph) and after.mark == "muted"
        _part(document, part, explained=explained)


def _keep_end(document: WordDocument) -> None:
    """Let the last lines of a document so far be on the page of what comes."""
    last = document.paragraphs[-1]
    last.paragraph_format.keep_with_next = True
    before = last._p.getprevious()  # noqa: SLF001 - a table is no paragraph
    if before is not None and before.tag == qn("w:tbl"):
        for cell in document.tables[-1].rows[-1].cells:
            for each in cell.paragraphs:
                each.paragraph_format.keep_with_next = True


def _bookmark(heading: WordParagraph, place: int) -> None:
    """Let the contents find a heading."""
    for name, at in (("w:bookmarkStart", 0), ("w:bookmarkEnd", len(heading.runs))):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(place))
        if not at:
            mark.set(qn("w:name"), _anchor(place))
        heading._p.insert(at + 1, mark)  # noqa: SLF001


def _part(document: WordDocument, part: Part, *, explained: bool) -> None:
    """Write a part; what is `explained` below it is on the page of its end."""
    match part:
        case Heading():
            _heading(document, part.text, part.level, part.beside)
        case Paragraph():
            _add(document.add_paragraph(), part.text, part.mark)
        case Listing():
            _listing(document, part)
        case SideBySide():
            for side in (part.left, part.right):
                if side.items:
                    _listing(document, side)
        case Table() | Bars() | Shifts():
            _table(document, grid(part), explained=explained)
        case Facts():
            for word_, said in part.pairs:
                _pair(document.add_paragraph(), word_, said)


def _listing(document: WordDocument, listing: Listing) -> None:
    if listing.title:
        title = document.add_paragraph()
        title.paragraph_format.keep_with_next = True
        title.paragraph_format.space_before = Pt(6)
        _add(title, one_line(listing.title), listing.mark, bold=True)
        _quiet(title, str(len(listing.items)))
    for item in listing.items:
        _item(document, item, listing.mark)


def _item(document: WordDocument, item: Item, mark: Mark) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.paragraph_format.keep_with_next = bool(item.parts or item.details) or None
    if item.label:
        _add(paragraph, one_line(item.label), item.mark or mark, bold=True)
        paragraph.add_run(" ")
    _add(paragraph, item.text)
    if item.made_up:
        _add(paragraph, MADE_UP_SIGN, "muted")
    if item.tags:
        _quiet(paragraph, f"({' · '.join(map(one_line, item.tags))})")
    for part in item.parts:
        _add(document.add_paragraph(style="List Bullet 2"), part)
    for word_, said in item.details:
        _pair(document.add_paragraph(style="List Continue"), word_, said)


def _pair(paragraph: WordParagraph, word_: str, said: str) -> None:
    if word_:
        _add(paragraph, f"{one_line(word_)}:", "muted")
        paragraph.add_run(" ")
    _add(paragraph, said)


def _table(document: WordDocument, made: Grid, *, explained: bool) -> None:
    headed = any(made.titles)
    table = document.add_table(rows=0, cols=len(made.titles), style="Table Grid")
    table.autofit = False
    _lines(table)
    widths = [Mm(round(WIDTH_MM * share, 1)) for share in made.shares(_width, WIDTH_MM)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if headed:
        row = table.add_row()
        titles = [Square(title, mark="muted", bold=True) for title in made.titles]
        if _lines_of(titles, widths) <= _HIGHEST_HEAD:
            _flag(row, "w:tblHeader")
        _row(row, titles, made, widths, shade=True, stays=True)
    for place, squares in enumerate(made.rows):
        stays = place in made.named or (explained and place == len(made.rows) - 1)
        _row(table.add_row(), squares, made, widths, stays=stays)
    after = document.add_paragraph()
    after.paragraph_format.keep_with_next = explained or None
    after.paragraph_format.space_before = after.paragraph_format.space_after = Pt(0)
    after.paragraph_format.line_spacing = Pt(6)


def _width(text: str) -> float:
    """Return about how many millimetres a text takes in the face of a table, or in a wide one."""
    narrow = sum(each in _NARROW for each in text)
    wide = sum(each in _WIDE for each in text)
    return _LETTER_MM * (len(text) - 0.4 * narrow + 0.5 * wide)


def _lines_of(squares: Sequence[Square], widths: Sequence[Length]) -> int:
    """Return about how many lines the fullest place of a row has."""
    return max(
        sum(1 + int(_width(line) / width.mm) for line in (square.text, *square.below))
        for square, width in zip(squares, widths, strict=True)
    )


def _row(
    row: _Row,
    squares: Sequence[Square],
    made: Grid,
    widths: Sequence[Length],
    *,
    shade: bool = False,
    stays: bool = False,
) -> None:
    """Fill a row; one that `stays` is on the page of the row after it."""
    if _lines_of(squares, widths) <= _HIGHEST_WHOLE:
        _flag(row, "w:cantSplit")  # a higher one would run off its page
    places = zip(row.cells, squares, made.right, widths, strict=True)
    for cell, square, to_right, width in places:
        cell.width = width
        if shade or square.tint:
            _shade(cell, _TINTS.get(square.tint, _HEAD))
        paragraph = cell.paragraphs[0]
        if square.drawing is not None:
            _draw(paragraph, square.drawing)
        _fill(paragraph, square.text, square.mark, to_right=to_right, bold=square.bold)
        for each in square.below:
            _fill(cell.add_paragraph(), each, "muted", to_right=to_right)
        if stays:
            for each in cell.paragraphs:
                each.paragraph_format.keep_with_next = True


def _fill(
    paragraph: WordParagraph, text: str, mark: Mark, *, to_right: bool, bold: bool = False
) -> None:
    paragraph.style = IN_TABLE
    if to_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add(paragraph, text, mark, bold=bold)


def _flag(row: _Row, name: str) -> None:
    """Give a row a property: it is repeated on each page, or it stays whole."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _draw(paragraph: WordParagraph, drawing: Drawing) -> None:
    """Put a picture on a line, with what it shows for who cannot see it."""
    shape = paragraph.add_run().add_picture(io.BytesIO(png(drawing)), Mm(drawing.width))
    shape._inline.docPr.set("descr", drawing.words)  # noqa: SLF001 - the library has no word for it


def _shade(cell: _Cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001


def _lines(table: WordTable) -> None:
    """Give a table quiet lines between its rows, none beside them, and little air there."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        upright = side in ("left", "right", "insideV")
        for name, value in (
            ("val", "nil" if upright else "single"),
            ("sz", "4"),
            ("space", "0"),
            ("color", _LINE),
        ):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(_CELL_MARGIN_MM).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # What comes after it in a table is said in a fixed order.
    properties = table._tbl.tblPr  # noqa: SLF001 - the library has no word for its lines
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")
