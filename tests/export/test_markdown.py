"""A document as Markdown: its parts, and text that stays text."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sessiecoach.export.comparison import Asked, comparison
from sessiecoach.export.markdown import escaped, markdown
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
from tests.export.comparison.grown import GROWN, NOW

HOSTILE = "a|b *c* _d_ [e](f) <g> `h` ~i~ $j$ &amp; \\k"

EVERYTHING = Outline(
    title="Titel",
    subtitle="ma 5 sep 2016",
    sections=(
        Section(
            "een",
            "Eerste deel",
            (
                Heading("Kop", 2, "2 open"),
                Heading("Onderkop", 3),
                Paragraph("Eerste regel\n\n  tweede regel"),
                Listing(
                    (
                        Item(
                            "Een potje",
                            label="O1",
                            parts=("beginnen",),
                            details=(("Voor", "management"), ("", "zonder woord")),
                            tags=("casus f", "groep A"),
                            made_up=True,
                        ),
                        Item("- geen lijst"),
                    ),
                    "Oplossingen",
                ),
                SideBySide(
                    Listing((Item("Tijd"),), "Belemmert", "hinders"), Listing((), "Helpt", "helps")
                ),
            ),
            2,
        ),
        Section(
            "twee",
            "Tweede deel",
            (
                Table(
                    (Column("rol"), Column("verloop"), Column("nu", align="right")),
                    (
                        (
                            Cell("manager", ("uit ggz",), made_up=True),
                            Cell("", trend=Trend((0, None, 4))),
                            Cell("4"),
                        ),
                    ),
                ),
                Facts((("Plaats", "Oss"),)),
                Bars((Bar("Kort", (0, 1, 3)), Bar("Lang", (0, 0), made_up=True))),
                Shifts(
                    (Shift("Intentie", 3.5, 5, 10), Shift("Actie", None, 4, 10)),
                    "27 jun",
                    "5 sep",
                    places=1,
                ),
            ),
            made_up=True,
        ),
    ),
    kind="Verslag",
)

GOLDEN = Path(__file__).parent / "golden" / "everything.md"


def test_every_part_has_its_markdown() -> None:
    """Titles, lists, tables and numbers are written so that any reader of Markdown shows them."""
    assert markdown(EVERYTHING) == GOLDEN.read_text(encoding="utf-8")


def test_nothing_made_up_has_no_legend() -> None:
    """A document of what was really said does not speak of samples."""
    assert "voorbeeld" not in markdown(Outline("t", "", (Section("a", "A", (Paragraph("b"),)),)))


def test_signs_of_markdown_are_text() -> None:
    """A sign that would make bold, a link, a table or a formula is escaped."""
    assert escaped(HOSTILE) == (r"a\|b \*c\* \_d\_ \[e\](f) \<g\> \`h\` \~i\~ \$j\$ \&amp; \\k")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# kop", r"\# kop"),
        ("- punt", r"\- punt"),
        ("+ punt", r"\+ punt"),
        ("===", r"\==="),
        ("12. punt", r"12\. punt"),
        ("3) punt", r"3\) punt"),
        ("2016 was een jaar", "2016 was een jaar"),
        ("3,5 dagdeel", "3,5 dagdeel"),
        ("    code", "code"),
        ("\tcode", "code"),
        ("een\n# twee", "een\\\n\\# twee"),
        ("\n\n", ""),
    ],
)
def test_a_line_begins_no_list_heading_or_code(text: str, written: str) -> None:
    """What a line begins with never makes more of it than a line."""
    assert escaped(text) == written


def test_what_commands_a_terminal_is_visible() -> None:
    """A document on the screen of somebody who prints it is as safe as in the program."""
    assert escaped("a\x1b[2Jb\u202ec") == r"a\<1b\>\[2Jb\<202e\>c"


def test_a_table_keeps_its_columns() -> None:
    """A cell with a newline or a bar stays one cell of one row."""
    part = Table((Column("a"), Column("b")), ((Cell("x|y\nz"), Cell("1")),))
    written = markdown(Outline("t", "", (Section("s", "S", (part,)),)))
    assert written.splitlines()[-1] == r"| x\|y<br>z | 1 |"


@given(st.text() | st.text("|\\\\#\n` -*"))
def test_no_text_makes_a_heading_or_a_table(text: str) -> None:
    """Whatever somebody typed, a document has the headings and the rows that it would have."""
    part = Table((Column("a"),), ((Cell(text),),))
    listing = Listing((Item(text, label="O1", details=(("Wie", text),)),))
    sections = (Section("s", "S", (Paragraph(text), listing, part)),)
    written = markdown(Outline("t", "", sections))
    assert [line for line in written.splitlines() if line.startswith("#")] == ["# t", "## S"]
    rows = [line for line in written.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", rows[-1])) == 2


def shown(text: str) -> tuple[str, str]:
    """Return what a viewer that makes links of addresses shows of a text, and its HTML."""
    viewer = MarkdownIt("gfm-like")
    written = escaped(text, " ")
    said = "".join(child.content for each in viewer.parse(written) for child in each.children or ())
    return said, viewer.render(written)


@pytest.mark.parametrize(
    "text",
    [
        "Zie https://example.nl/a?b=1, of http://10.0.0.1 en ftp://x.",
        "HTTPS://EXAMPLE.NL en https://localhost/pad",
        "Mail jan@b.nl of mailto:jan@b.nl, xmpp:jan@b.nl",
        "Op www.rosrobuust.nl/programma en rosrobuust.nl",
        "Dubbel //example.nl en ///x.nl, www.a.b.c.nl",
        "Met een accent: www.één.nl en een@café.nl",
    ],
)
def test_an_address_is_no_link(text: str) -> None:
    """An address that somebody typed is shown as it is, and is nothing to click on."""
    said, html = shown(text)
    assert said == text
    assert "<a " not in html


@given(st.text("abw.:/@ -_?=1é", max_size=40) | st.from_regex(r"(https?://|www\.)?a@?b\.nl/?"))
def test_no_text_becomes_a_link(text: str) -> None:
    """Whatever it is made of."""
    assert "<a " not in shown(text)[1]


@pytest.mark.parametrize("text", ["Om 9.30 uur: J.v.d.B. zei ja. Nee/ja, 1/2.", "d.d. 5-9-2016"])
def test_what_is_no_address_is_written_as_it_is(text: str) -> None:
    """Full stops, colons and slashes elsewhere need nothing before them."""
    assert escaped(text) == text


def test_a_whole_comparison_is_written() -> None:
    """The eleven views are eleven headings of the second level."""
    written = markdown(comparison(GROWN, Asked(dt.date(2016, 11, 21)), NOW))
    assert len([line for line in written.splitlines() if line.startswith("## ")]) == 11
    assert "|  | **manager ggz** |  |  |\n| A1 | Intervisie plannen<br>van 27 jun |" in written
