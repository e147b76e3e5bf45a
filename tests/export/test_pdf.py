"""A document as a PDF: its pages, text that stays text, and no row that is lost."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sessiecoach.domain.text import one_line
from sessiecoach.export.outline import (
    Bar,
    Bars,
    Cell,
    Column,
    Heading,
    Item,
    Listing,
    Outline,
    Paragraph,
    Part,
    Section,
    Shift,
    Shifts,
    Table,
    Trend,
)
from sessiecoach.export.pdf import pdf
from sessiecoach.export.pdf_pages import Pages
from tests.export.hostile import told_everywhere
from tests.export.test_markdown import EVERYTHING
from tests.hostile_texts import HOSTILE

GOLDEN = Path(__file__).parent / "golden" / "everything.pdf.txt"
MOMENT = dt.datetime(2016, 9, 5, 8, 30, tzinfo=dt.UTC)
_ACTIVE = ("/Annots", "/AA", "/JavaScript", "/URI", "/Launch", "/EmbeddedFiles")


def pages_of(data: bytes) -> list[str]:
    """Return the words of each page, in the order in which they were written."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def of_one(*parts: Part) -> Outline:
    """Return a document of one section."""
    return Outline("Titel", "", (Section("s", "S", parts),))


def joined(text: str) -> str:
    """Return a text without the places where its lines end."""
    return "".join(text.split())


def fitted(text: str) -> str:
    """Return a text in the letters of the face."""
    with Pages("t", MOMENT) as pages:
        return pages.fit(text)


def test_every_part_is_on_the_page() -> None:
    """The words of each page are those that were looked at."""
    pages = "\n----\n".join(pages_of(pdf(EVERYTHING, MOMENT)))
    assert f"{pages}\n" == GOLDEN.read_text(encoding="utf-8")


def test_the_same_report_is_the_same_file() -> None:
    """No date of today, name or number of this machine is in it."""
    data = pdf(EVERYTHING, MOMENT)
    assert data == pdf(EVERYTHING, MOMENT)
    known = PdfReader(io.BytesIO(data)).metadata
    assert known is not None
    assert known.title == "Titel"
    assert known.author is None
    assert known.creation_date == MOMENT


def test_it_is_dutch_and_has_bookmarks() -> None:
    """A reader that speaks knows the language, and each section can be gone to."""
    read = PdfReader(io.BytesIO(pdf(EVERYTHING, MOMENT)))
    assert str(read.root_object["/Lang"]) == "nl-NL"
    titles = [each.title for each in read.outline if not isinstance(each, list)]
    assert titles == ["Eerste deel", "Tweede deel"]


def test_dutch_signs_come_out_right() -> None:
    """Accents, quotes and dashes stand there as they were typed."""
    text = "Eén patiënt, naïef — “zo” en ‘zo’ – 5 × €3 → ° − … ƒ Łódź Đorđe Ağaoğlu"
    assert text in pages_of(pdf(of_one(Paragraph(text)), MOMENT))[0]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("🙂", "<1f642>"),
        ("漢", "<6f22>"),
        ("e\u0301e\u0308n", "éën"),
        ("ｆｕｌｌ", "full"),
        ("nul\u200bbreed\ufeff", "nulbreed"),
        ("a\x1bb\u202ec", "a<1b>b<202e>c"),
        ("a\t b\n\n c ", "a b\nc"),
    ],
)
def test_a_sign_that_the_face_lacks_is_told(text: str, written: str) -> None:
    """No sign is lost in silence: it becomes its plain likeness or its number."""
    assert fitted(text) == written


def test_each_page_says_which_it_is() -> None:
    """A foot has the title and the number of how many; a long title leaves room for it."""
    listing = Listing(tuple(Item(f"Regel {number}", "O1") for number in range(150)))
    title = "Een heel lange titel van een bijeenkomst " * 6
    outline = Outline(title, "", (Section("s", "S", (listing,)),))
    pages = pages_of(pdf(outline, MOMENT))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"{number} van {len(pages)}" in page
        assert "…" in page
        assert "Een heel lange titel" in page


def test_no_row_is_lost_between_pages() -> None:
    """Each row stands there once, whole, below the titles of its columns."""
    rows = tuple(
        (
            Cell(f"rij{number:03}b"),
            Cell(f"midden{number:03} woord " * (number % 30), (f"e{number:03}z",)),
        )
        for number in range(150)
    )
    table = Table((Column("linkerkop"), Column("rechterkop", grows=True)), rows)
    pages = pages_of(pdf(of_one(table), MOMENT))
    assert len(pages) > 5
    whole = "".join(pages)
    for number in range(150):
        begin, end = f"rij{number:03}b", f"e{number:03}z"
        assert whole.count(begin) == whole.count(end) == 1
        assert whole.count(f"midden{number:03}") == number % 30
        assert any(begin in page and end in page for page in pages)
    assert [page.count("linkerkop") for page in pages] == [1] * len(pages)


def test_contents_tell_the_page_of_each_section() -> None:
    """The numbers are those of the pages on which the sections begin."""
    listing = Listing(tuple(Item(f"Regel {number}") for number in range(25)))
    sections = tuple(
        Section(f"s{number}", f"Deel nummer {number}", (listing,), short=f"Kort {number}")
        for number in range(8)
    )
    pages = pages_of(pdf(Outline("Titel", "", sections), MOMENT))
    begins = [
        next(at for at, page in enumerate(pages, 1) if f"Deel nummer {number}" in page)
        for number in range(8)
    ]
    assert len(set(begins)) > 2
    for number, begin in enumerate(begins):
        assert f"Kort {number} {begin}\n" in pages[0]
    assert "Kort" not in pages_of(pdf(Outline("Titel", "", sections[:7]), MOMENT))[0]


def test_numbers_are_drawn() -> None:
    """Bars, lines and steps are shapes on the page; no picture is taken along."""
    trend = Table((Column("verloop"),), ((Cell("", trend=Trend((1, 3))),),), matrix=True)
    bare = Table((Column("verloop"),), ((Cell(""),),))
    shifts = Shifts((Shift("a", 1, 2, 3),), "toen", "nu")
    for part, more in ((trend, bare), (shifts, bare), (Bars((Bar("a", (1, 2)),)), bare)):
        drawn, plain = pdf(of_one(part), MOMENT), pdf(of_one(more), MOMENT)
        assert _shapes(drawn) > _shapes(plain)
        assert b"/Subtype /Image" not in drawn


def _shapes(data: bytes) -> int:
    """Return how many things on the first page are filled with a colour."""
    contents = PdfReader(io.BytesIO(data)).pages[0].get_contents()
    assert contents is not None
    return sum(
        line.endswith((b" f", b"re f")) or line == b"f" for line in contents.get_data().split(b"\n")
    )


def test_a_row_that_names_others_is_on_their_page() -> None:
    """Wherever the page ends, a name stands above the first row that it names."""
    rows: list[tuple[Cell, ...]] = []
    for number in range(60):
        rows += [(Cell(f"naam{number:02}z", heads=True),), (Cell(f"rij{number:02}z"),)]
        rows += [(Cell("nog een"),)] * (number % 3)
    for page in pages_of(pdf(of_one(Table((Column("kop"),), tuple(rows))), MOMENT)):
        for number in range(60):
            assert (f"naam{number:02}z" in page) == (f"rij{number:02}z" in page)


def test_a_row_higher_than_a_page_goes_on() -> None:
    """A cell with a whole story in it is cut where the page ends, and loses no word."""
    words = [f"woord{number:04}" for number in range(3000)]
    table = Table((Column("kop"), Column("")), ((Cell(" ".join(words)), Cell("naast")),))
    pages = pages_of(pdf(of_one(table), MOMENT))
    assert len(pages) > 3
    assert all("kop" in page for page in pages)
    whole = "".join(pages)
    assert [whole.count(word) for word in words] == [1] * len(words)


def test_a_table_without_titles_or_words_can_be_written() -> None:
    """Neither a row of titles without words, nor a row without words, gets in the way."""
    table = Table((Column(""), Column("")), ((Cell("a"), Cell("b")), (Cell(""), Cell(" "))))
    assert "a" in pages_of(pdf(of_one(table), MOMENT))[0]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_typed_is_text(text: str) -> None:
    """A hostile text is shown, and makes no link, form or script."""
    data = pdf(told_everywhere(text), MOMENT)
    assert not [name for name in _ACTIVE if name.encode() in data]
    there, found = joined(fitted(text)), joined("".join(pages_of(data)))
    # Letters that are read from the right are told in that order by the reader.
    assert there in found or there[::-1] in found
    if one_line(text):
        known = PdfReader(io.BytesIO(data)).metadata
        assert known is not None
        assert known.title


@settings(max_examples=15)
@given(st.text() | st.text("()\\{}<>[]/% \n\u00ad-"))
def test_any_text_can_be_written(text: str) -> None:
    """Whatever somebody typed, there is a PDF, and it can be read."""
    table = Table((Column(text), Column("b")), ((Cell(text, (text,)), Cell("")),))
    listing = Listing((Item(text, text, (text,), ((text, text),), (text,)),), text)
    assert pages_of(pdf(of_one(Paragraph(text), listing, table), MOMENT))


def test_a_heading_stands_with_the_table_below_it() -> None:
    """Wherever on a page it comes, and however high the first row is."""
    row = (Cell("een", below=tuple(f"regel {each}" for each in range(8))), Cell("twee"))
    table = Table((Column("wat"), Column("nu")), (row, row))
    for lines in (34, 36, 38, 40, 42):
        before = Listing(tuple(Item("voorwerk") for _ in range(lines)))
        heads = (Heading("Kop van de tabel", 2), Heading("Onderkop", 3))
        (page,) = [
            each
            for each in pages_of(pdf(of_one(before, *heads, table), MOMENT))
            if heads[0].text in each
        ]
        assert "regel 7" in page, lines
