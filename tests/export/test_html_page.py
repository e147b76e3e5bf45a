"""A document as a web page: its parts, text that stays text, and nothing from elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.text import one_line, visible
from sessiecoach.export.html_page import html_page
from sessiecoach.export.html_style import STYLE
from sessiecoach.export.outline import Cell, Column, Outline, Paragraph, Section, Table
from tests.export.hostile import told_everywhere
from tests.export.test_markdown import EVERYTHING
from tests.hostile_texts import HOSTILE

GOLDEN = Path(__file__).parent / "golden" / "everything.html"
_ALONE = {"meta", "br"}


class Page(HTMLParser):
    """What a browser would make of a page: its tags, their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {f"{tag} {name}={value}" for name, value in attrs}
        if tag not in _ALONE:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    unknown_decl = handle_comment
    handle_pi = handle_comment


def test_every_part_has_its_html() -> None:
    """The page is the one that was looked at, to the letter."""
    assert html_page(EVERYTHING) == GOLDEN.read_text(encoding="utf-8").replace("STYLE", STYLE)


def test_the_page_needs_nothing_else() -> None:
    """No address, picture, font or script: a page that is mailed is the whole page."""
    page = html_page(told_everywhere("gewoon"))
    read = Page(page)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(read.tags)
    assert "url(" not in page
    assert "@import" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert "default-src 'none'" in page


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_typed_is_text(text: str) -> None:
    """A hostile text makes no tag and no attribute, and stands there to be read."""
    plain = Page(html_page(told_everywhere("gewoon")))
    read = Page(html_page(told_everywhere(text)))
    if not one_line(text):
        return  # a place without words may be left out
    assert [tag for tag in read.tags if tag != "br"] == [tag for tag in plain.tags if tag != "br"]
    assert read.attributes == plain.attributes
    assert any(one_line(text) in one_line(each) for each in read.text)


@given(st.text() | st.text("<>&\"'/!-[]= abc\n"))
def test_no_text_makes_a_tag(text: str) -> None:
    """Whatever somebody typed, a paragraph is one paragraph with these words."""
    outline = Outline(text, "", (Section("s", "S", (Paragraph(text),)),))
    read = Page(html_page(outline))
    assert read.tags.count("p") == 1
    assert "".join(visible(text).split()) in "".join("".join(read.text).split())


def test_a_long_report_opens_with_its_contents() -> None:
    """Who opens a page of many sections can go to one; a short one has no list before it."""
    sections = tuple(
        Section(f"d{number}", f"Deel {number}", (), short=f"D{number}") for number in range(8)
    )
    page = html_page(Outline("t", "", sections))
    assert '<li><a href="#d3">D3</a></li>' in page
    assert '<section id="d3">' in page
    assert "<nav" not in html_page(Outline("t", "", sections[:7]))


def test_numbers_are_drawn() -> None:
    """Bars, lines and steps are shapes in the page, which nobody has read aloud twice."""
    read = Page(html_page(EVERYTHING))
    assert read.tags.count("svg") == 5
    assert {"svg aria-hidden=true", "rect class=accent", "circle class=paper"} <= read.attributes
    matrix = Table((Column("a"),), ((Cell("x", mark="helps"),),), matrix=True)
    page = html_page(Outline("t", "", (Section("s", "S", (matrix,)),)))
    assert '<td class="tint helps">' in page
