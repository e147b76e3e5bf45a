"""The comparison as a document in every form, as it was looked at."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from pypdf import PdfReader

from sessiecoach.export.comparison import Asked
from sessiecoach.export.comparison.document import comparison_document
from sessiecoach.export.html_style import STYLE
from sessiecoach.export.outline import Outline
from sessiecoach.export.written import document
from tests.export.comparison.grown import GROWN, NOW, TODAY
from tests.export.test_word import docx_part

GOLDEN = Path(__file__).parent.parent / "golden"
MOMENT = dt.datetime(2016, 11, 21, 8, tzinfo=dt.UTC)


def compared() -> Outline:
    """Return the document of a series that grew over three meetings."""
    return comparison_document(GROWN, Asked(TODAY), NOW)


def golden(name: str) -> str:
    """Return what a form was when somebody looked at it."""
    return (GOLDEN / f"comparison.{name}").read_text(encoding="utf-8")


def test_it_has_its_markdown() -> None:
    """Pictures are signs beside their numbers."""
    assert document(compared(), "md", MOMENT).decode() == golden("md")


def test_it_has_its_page() -> None:
    """Pictures are shapes in the page."""
    found = document(compared(), "html", MOMENT).decode().replace(STYLE, "STYLE")
    assert found == golden("html")


def test_it_has_its_word_document() -> None:
    """Pictures are pictures, with what they show."""
    assert docx_part(document(compared(), "docx", MOMENT), "word/document.xml") == golden(
        "document.xml"
    )


def test_it_has_its_pdf() -> None:
    """The words of each page, in the order in which they were written."""
    read = PdfReader(io.BytesIO(document(compared(), "pdf", MOMENT)))
    pages = "\n----\n".join(page.extract_text() for page in read.pages)
    assert f"{pages}\n" == golden("pdf.txt")
