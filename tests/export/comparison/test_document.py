"""The comparison as a document: what it begins with, and which views are in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sessiecoach.domain.session import Header, Session
from sessiecoach.export.comparison import Asked, comparison
from sessiecoach.export.comparison.document import comparison_document
from sessiecoach.export.outline import Outline, Paragraph, Table
from sessiecoach.storage.history import History
from tests.export.comparison.grown import FIRST, GROWN, NOW, SECOND, TODAY, history
from tests.export.texts import texts


def made(found: History = GROWN, asked: Asked | None = None) -> Outline:
    """Return the document of a series, as one looks on the day of the tests."""
    return comparison_document(found, asked or Asked(TODAY), NOW)


def summary(outline: Outline) -> str:
    """Return what stands under `In het kort`."""
    part = outline.sections[0].parts[0]
    assert isinstance(part, Paragraph)
    return part.text


def test_it_begins_with_a_summary_and_the_meetings() -> None:
    """Who was not there reads first what it comes to, and of which days it is."""
    outline = made()
    assert outline.title == "Vergelijking van Proeftuin"
    assert "3 bijeenkomsten · ma 27 jun 2016 tot en met ma 10 okt 2016" in outline.subtitle
    assert [each.id for each in outline.sections[:2]] == ["samenvatting", "bijeenkomsten"]
    assert summary(outline) == (
        "3 oplossingen: 1 toegepast, 2 onbekend; 2 toezeggingen te laat; terugkoppeling uit 1 van"
        " 2 organisaties. Van wat helpt en belemmert keerde tussen 5 sep en 10 okt niets terug;"
        " 1 is nieuw en 1 is verdwenen. Het vaakst kwam terug, in 2 bijeenkomsten: «Ieder product"
        " een eigen verantwoording». De eerste keer waren er 14 aanwezigen, de laatste keer 20."
    )
    table = outline.sections[1].parts[0]
    assert isinstance(table, Table)
    assert [tuple(cell.text for cell in row) for row in table.rows] == [
        ("ma 27 jun 2016", "Eerste", "14"),
        ("ma 5 sep 2016", "Tweede", "15"),
        ("ma 10 okt 2016", "Derde", "20"),
    ]


def test_every_view_that_holds_something_follows() -> None:
    """All are in one document, in the order of the screen."""
    views = comparison(GROWN, Asked(TODAY), NOW).sections
    assert made().sections[2:] == views


def test_a_view_without_anything_is_left_out() -> None:
    """Who reads it cannot do what an empty view advises, so it is not there."""
    first = replace(FIRST, frameworks=(), diagnosis=Session().diagnosis)
    outline = made(history(replace(first, ratings=(), scales=())))
    found = {each.id for each in outline.sections}
    assert {"terugkomlijst", "tijdlijn", "toezeggingen", "tijd"} <= found
    assert not found & {"naast-elkaar", "kader", "krachten", "deelnemersvragen"}
    assert not any("Dan staat hier" in text or "dan staat hier" in text for text in texts(outline))


def test_a_series_without_meetings_says_so() -> None:
    """Even then there is a document, with one sentence."""
    outline = made(history())
    assert [each.id for each in outline.sections] == ["samenvatting"]
    assert summary(outline) == "Nog geen eerdere sessie in deze reeks."


def test_only_what_was_asked_is_summed_up() -> None:
    """The meetings that were chosen are listed, and a private text is not there unasked."""
    outline = made(asked=Asked(TODAY, meetings=("een", "twee")))
    assert outline.sections[1].count == 2
    assert "keerde tussen 27 jun en 5 sep 1 terug; 0 zijn nieuw en 2 zijn verdwenen" in summary(
        outline
    )
    assert not any("Geheim plan" in text for text in texts(outline))
    assert any("Geheim plan" in text for text in texts(made(asked=Asked(TODAY, private=True))))


@pytest.mark.parametrize("title", ["", "  "])
def test_a_meeting_without_words_has_a_row(title: str) -> None:
    """Without a title, a date or a count it can still be told from the others."""
    bare = Session(header=Header(id="kaal", title=title, status="closed"))
    table = made(history(bare, SECOND)).sections[1].parts[0]
    assert isinstance(table, Table)
    words = [tuple(cell.text for cell in row) for row in table.rows]
    assert ("zonder datum", "Bijeenkomst zonder titel", "–") in words
