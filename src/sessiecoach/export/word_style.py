"""How a document looks in Word: one face, A4, Dutch, headings of its own kind."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.rel import Relationships
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sessiecoach.export.outline import Mark

WIDTH_MM: Final = 170
_MARGIN_MM: Final = 20
IN_TABLE: Final = "In een tabel"
_FACE: Final = "Calibri"
_DUTCH: Final = "nl-NL"
ACCENT: Final = RGBColor(0x1F, 0x4E, 0x79)
MUTED: Final = RGBColor(0x5B, 0x66, 0x73)
COLOURS: Final[dict[Mark, RGBColor]] = {
    "helps": RGBColor(0x1B, 0x6E, 0x3C),
    "hinders": RGBColor(0xA3, 0x30, 0x2A),
    "solution": RGBColor(0x0B, 0x64, 0x78),
    "promise": RGBColor(0x7A, 0x2F, 0x86),
    "decision": RGBColor(0x2A, 0x4E, 0xA3),
    "muted": MUTED,
    "attention": RGBColor(0x8A, 0x53, 0x00),
}
_STYLES: Final = (
    ("Title", 22, ACCENT, 0, 2),
    ("Subtitle", 11, MUTED, 0, 10),
    ("Heading 1", 15, ACCENT, 18, 4),
    ("Heading 2", 12, RGBColor(0x1D, 0x27, 0x33), 12, 3),
    ("Heading 3", 11, MUTED, 8, 2),
    ("Normal", 10.5, None, 0, 4),
    ("List Bullet", 10.5, None, 0, 3),
    ("List Bullet 2", 10.5, None, 0, 2),
    ("List Continue", 10.5, None, 0, 2),
)
_LONGEST_FOOT: Final = 70
"""As many letters of a title fit beside the number of a page."""
_LONGEST_TITLE: Final = 255
"""What the file has room for beside its text."""
_NOT_OURS: Final = frozenset({"thumbnail", "customXml", "stylesWithEffects"})
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The date of each part in the file, so that the same report is the same file."""


def empty_document(title: str, moment: dt.datetime) -> WordDocument:
    """Return a document without a word in it; it names no person and no machine."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    for name, size, colour, before, after in _STYLES:
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _set(style, size, colour, before, after)
    in_table = document.styles.add_style(IN_TABLE, WD_STYLE_TYPE.PARAGRAPH)
    in_table.base_style = document.styles["Normal"]
    in_table.font.size = Pt(9.5)
    in_table.paragraph_format.space_before = in_table.paragraph_format.space_after = Pt(2)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _DUTCH)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), _DUTCH)
    _foot(section.footer.paragraphs[0], title)
    known = document.core_properties
    known.title, known.language = title[:_LONGEST_TITLE], _DUTCH
    known.author = known.last_modified_by = known.comments = known.keywords = ""
    known.created = known.modified = moment
    known.revision = 1
    if document.part.package is not None:
        _drop(document.part.package.rels)
    _drop(document.part.rels)
    return document


def _drop(relations: Relationships) -> None:
    """Leave out what the template has besides a document: a picture, and data of another one."""
    for name, each in list(relations.items()):
        if each.reltype.rpartition("/")[2] in _NOT_OURS:
            del relations[name]


def _set(
    style: ParagraphStyle, size: float, colour: RGBColor | None, before: int, after: int
) -> None:
    style.font.size, style.font.name = Pt(size), _FACE
    style.font.italic = False
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    properties = style.element.get_or_add_rPr()
    for faces in properties.iter(qn("w:rFonts")):
        # The face of a theme would go before the one that is named.
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            faces.attrib.pop(qn(f"w:{name}"), None)
        faces.set(qn("w:cs"), _FACE)
    for spacing in list(properties.iter(qn("w:spacing"), qn("w:kern"))):
        properties.remove(spacing)
    for borders in list(style.element.iter(qn("w:pBdr"))):
        borders.getparent().remove(borders)
    for spacing in list(style.element.iter(qn("w:contextualSpacing"))):
        spacing.getparent().remove(spacing)


def _foot(paragraph: Paragraph, title: str) -> None:
    """Say below each page of what it is and which of how many: the only fields there are."""
    paragraph.style = "Normal"  # that of a footer has tabs of its own
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    short = title if len(title) <= _LONGEST_FOOT else f"{title[:_LONGEST_FOOT]}…"
    _small(paragraph.add_run(f"{short}\t"))
    _field(paragraph, "PAGE")
    _small(paragraph.add_run(" van "))
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    """Put a number that the program that shows the document counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    _small(run)
    field.append(run._r)  # noqa: SLF001 - the library has no word for a field
    paragraph._p.append(field)  # noqa: SLF001


def _small(run: Run) -> None:
    run.font.size, run.font.color.rgb = Pt(9), MUTED


def saved(document: WordDocument) -> bytes:
    """Return a document as the bytes of its file, the same bytes for the same document."""
    made = io.BytesIO()
    document.save(made)
    written = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return written.getvalue()
