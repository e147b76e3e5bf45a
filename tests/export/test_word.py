"""A document as a Word file: its parts, text that stays text, and nothing of the machine."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiecoach.domain.text import one_line, visible
from sessiecoach.export.outline import Cell, Column, Outline, Paragraph, Section, Table
from sessiecoach.export.word import word
from tests.export.hostile import told_everywhere
from tests.export.test_markdown import EVERYTHING
from tests.hostile_texts import HOSTILE

GOLDEN = Path(__file__).parent / "golden"
MOMENT = dt.datetime(2016, 9, 5, 8, 30, tzinfo=dt.UTC)
_WORDS = {qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:trPr"), qn("w:cantSplit"), qn("w:tblHeader")}


def docx_part(data: bytes, name: str) -> str:
    """Return a part of a Word file, an element on each line.

    A declaration of names is the library's own and says nothing of the document.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        lines = packed.read(name).decode().replace("><", ">\n<") + "\n"
    return re.sub(r' xmlns:\w+="[^"]*"', "", lines)


def read(data: bytes) -> WordDocument:
    """Return a Word file as another program reads it."""
    return docx.Document(io.BytesIO(data))


def elements(document: WordDocument) -> list[str]:
    """Return the elements of a document but for its words, their lines, and how high rows are."""
    return [each.tag for each in document.element.iter() if each.tag not in _WORDS]


@pytest.mark.parametrize("name", ["word/document.xml", "docProps/core.xml", "word/footer1.xml"])
def test_every_part_has_its_xml(name: str) -> None:
    """The parts of the file that hold a report are as they were looked at."""
    golden = GOLDEN / f"everything.{Path(name).stem}.xml"
    assert docx_part(word(EVERYTHING, MOMENT), name) == golden.read_text(encoding="utf-8")


def test_the_same_report_is_the_same_file() -> None:
    """No date of today, name or number of this machine is in it."""
    data = word(EVERYTHING, MOMENT)
    assert data == word(EVERYTHING, MOMENT)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {each.date_time[0] for each in packed.infolist()} == {1980}
    known = read(data).core_properties
    assert (known.title, known.language) == ("Titel", "nl-NL")
    assert (known.author, known.last_modified_by, known.comments) == ("", "", "")
    assert known.created == known.modified == MOMENT


def test_it_holds_a_document_and_nothing_else() -> None:
    """No macro, link to elsewhere, data of another document, or picture but those of numbers."""
    data = word(told_everywhere(HOSTILE[6]), MOMENT)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        links = [packed.read(name).decode() for name in names if name.endswith(".rels")]
    others = [name for name in names if not name.endswith((".xml", ".rels"))]
    assert all(re.fullmatch(r"word/media/image\d\.png", name) for name in others)
    assert not [name for name in names if "custom" in name or "vba" in name or "Effects" in name]
    assert not any("External" in each or "hyperlink" in each for each in links)


def test_headings_are_headings_and_the_text_is_dutch() -> None:
    """Who finds the way by headings, or has it read aloud, is served."""
    document = read(word(EVERYTHING, MOMENT))
    styles = [(each.style.name, each.text) for each in document.paragraphs if each.style]
    assert [each for each in styles if each[0].startswith(("Head", "Title"))] == [
        ("Title", "Titel"),
        ("Heading 1", "Eerste deel 2"),
        ("Heading 2", "Kop 2 open"),
        ("Heading 3", "Onderkop"),
        ("Heading 1", "Tweede deel"),
    ]
    assert ("List Bullet", "O1 Een potje° (casus f · groep A)") in styles
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}


def test_a_table_has_a_header_row_and_whole_rows() -> None:
    """The titles of the columns come back on each page, and no row is cut by its end."""
    document = read(word(EVERYTHING, MOMENT))
    assert len(document.tables) == 3
    for table in document.tables:
        flags = [[each.tag for each in row._tr.trPr] for row in table.rows]
        assert all(qn("w:cantSplit") in each for each in flags)
        assert [qn("w:tblHeader") in each for each in flags] == [True, *[False] * (len(flags) - 1)]
        widths = [cell.width for cell in table.rows[0].cells]
        assert widths == [column.width for column in table.columns]


def test_a_table_without_titles_has_no_header_row() -> None:
    """A row without words is no header."""
    part = Table((Column(""), Column("")), ((Cell("a"), Cell("b")),))
    document = read(word(Outline("t", "", (Section("s", "S", (part,)),)), MOMENT))
    assert len(document.tables[0].rows) == 1
    assert not list(document.element.iter(qn("w:tblHeader")))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_typed_is_text(text: str) -> None:
    """A hostile text makes no element of its own, no field and no link, and can be read."""
    data = word(told_everywhere(text), MOMENT)
    document = read(data)
    if not one_line(text):
        return  # a place without words may be left out
    assert elements(document) == elements(read(word(told_everywhere("gewoon"), MOMENT)))
    assert not [tag for tag in elements(document) if "fld" in tag or "instr" in tag]
    assert any(one_line(text) in one_line(each.text) for each in document.paragraphs)
    assert one_line(document.core_properties.title) == one_line(text)[:255]


@settings(max_examples=25)
@given(st.text() | st.text("<>&]\t\n {}\\\x0b\ufffe"))
def test_any_text_can_be_written(text: str) -> None:
    """Whatever somebody typed, the file is one that can be read, with these words."""
    outline = Outline("t", "", (Section("s", "S", (Paragraph(text),)),))
    data = word(outline, MOMENT)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        ElementTree.fromstring(packed.read("word/document.xml"))  # noqa: S314
    assert read(data).paragraphs[-1].text.split() == visible(text).split()


def test_numbers_are_pictures_that_tell_what_they_show() -> None:
    """Each bar and line is drawn, and who cannot see it hears what it is; the same is one file."""
    data = word(EVERYTHING, MOMENT)
    shown = [each.get("descr") for each in read(data).element.iter(qn("wp:docPr"))]
    assert shown == ["verloop: ▁·█", "balk", "balk", *["open stip: toen; dichte stip: nu"] * 2]
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        pictures = [packed.read(name) for name in packed.namelist() if name.endswith(".png")]
    assert len(pictures) == 5
    assert all(each.startswith(b"\x89PNG") for each in pictures)


def test_contents_lead_to_the_headings() -> None:
    """Each line of the contents is a way to a bookmark in this document, and to nowhere else."""
    document = read(word(told_everywhere("gewoon"), MOMENT))
    ways = [each.get(qn("w:anchor")) for each in document.element.iter(qn("w:hyperlink"))]
    marks = [each.get(qn("w:name")) for each in document.element.iter(qn("w:bookmarkStart"))]
    assert ways == marks == [f"deel{number}" for number in range(1, 9)]
    elsewhere = [each.tag for each in document.element.iter() if each.get(qn("r:id"))]
    assert elsewhere == [qn("w:footerReference")]
    short = read(word(EVERYTHING, MOMENT))
    assert not list(short.element.iter(qn("w:hyperlink")))


def test_a_row_that_names_others_stays_with_them() -> None:
    """So do the titles of the columns, and the last row with a word below the table."""
    rows = ((Cell("groep", heads=True),), (Cell("een"),), (Cell("twee"),))
    table = Table((Column("kop"),), rows)
    parts = (table, Paragraph("uitleg", mark="muted"))
    document = read(word(Outline("t", "", (Section("s", "S", parts),)), MOMENT))
    stays = [
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next
        for row in document.tables[0].rows
    ]
    assert stays == [True, True, None, True]


def test_a_row_that_is_too_high_may_be_cut() -> None:
    """A row of more than a page would run off it, and so would titles that come back on each."""
    long = "woord " * 900
    short, high = (Cell("a"), Cell("b")), (Cell("a"), Cell(long))
    table = Table((Column("kop"), Column("")), (short, high))
    titled = Table((Column(long), Column("")), (short,))
    document = read(word(Outline("t", "", (Section("s", "S", (table, titled)),)), MOMENT))
    flags = [
        [[each.tag.rpartition("}")[2] for each in row._tr.get_or_add_trPr()] for row in found.rows]
        for found in document.tables
    ]
    assert flags == [[["tblHeader", "cantSplit"], ["cantSplit"], []], [[], ["cantSplit"]]]


def test_what_closes_a_document_is_never_alone_on_a_page() -> None:
    """What stands before it goes to its page: the last lines, or the last row of a table."""
    closing = Section("over", "Over dit document", (Paragraph("geen garantie"),), closing=True)
    table = Table((Column("kop"),), ((Cell("een"),), (Cell("twee"),)))
    for part in (Paragraph("Het laatste."), table):
        made = word(Outline("t", "", (Section("s", "S", (part,)), closing)), MOMENT)
        document = read(made)
        *_before, last, heading, _words = document.paragraphs
        assert heading.text == "Over dit document"
        assert last.paragraph_format.keep_with_next is True
        rows = [row.cells[0].paragraphs[0] for each in document.tables for row in each.rows]
        kept = [each.paragraph_format.keep_with_next for each in rows]
        assert kept in ([], [True, None, True])
