"""A document in a terminal and in a pipe: its parts, its width, and text that stays text."""

from __future__ import annotations

from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from sessiecoach.export.comparison import Asked, comparison
from sessiecoach.export.outline import (
    Cell,
    Column,
    Item,
    Listing,
    Outline,
    Paragraph,
    Section,
    Shift,
    Shifts,
    SideBySide,
    Table,
)
from sessiecoach.export.plain_text import WIDTH, plain_text
from sessiecoach.export.rich_page import rich_page
from tests.export.comparison.grown import GROWN, NOW, TODAY
from tests.export.test_markdown import EVERYTHING

GOLDEN = """\
Titel
ma 5 sep 2016
° bedacht als voorbeeld; staat in geen bron.


Eerste deel  2
==============
Kop   2 open
Onderkop
Eerste regel

  tweede regel

Oplossingen  2
O1  Een potje°  casus f · groep A
    – beginnen
    Voor: management
    zonder woord

- - geen lijst

Belemmert  1
- Tijd


Tweede deel
===========
rol        verloop   nu
manager°   ▁·█        4
uit ggz

Plaats   Oss

stelling   1   2   3   gemiddeld
Kort       0   1   3         2,8
Lang°      0   0               –

           27 jun   5 sep   verschil
Intentie      3,5     5,0       +1,5
Actie           –     4,0

° Voorbeeldmateriaal: dit onderdeel is bedacht en staat in geen bron.
"""


def drawn(outline: Outline, width: int, *, colours: bool = False, draws: bool = True) -> str:
    """Return what a terminal of this width gets."""
    page = StringIO()
    console = Console(
        file=page,
        width=width,
        force_terminal=colours,
        color_system="standard" if colours else None,
        legacy_windows=False,
    )
    console.print(rich_page(outline, width, draws=draws))
    return page.getvalue()


def one(*parts: object) -> Outline:
    """Return a document of one section."""
    return Outline("t", "", (Section("s", "S", parts),))  # type: ignore[arg-type]


def test_every_part_as_plain_text() -> None:
    """Lists hang, tables are aligned, numbers stand alone, and no line ends in spaces."""
    assert plain_text(EVERYTHING) == GOLDEN


def test_a_terminal_gets_lines_between_numbers() -> None:
    """Where there is room a line goes from then to now; without drawing there is none."""
    outline = one(Shifts((Shift("Intentie", 0, 10, 10),), "27 jun", "5 sep"))
    line = drawn(outline, 80).splitlines()[-1]
    assert "○" + "━" * 18 + "●" in line
    assert line.split() == ["Intentie", "0", "○" + "━" * 18 + "●", "10", "+10"]
    assert "━" not in drawn(outline, 60)
    assert "━" not in drawn(outline, 80, draws=False)


def test_marks_have_colours_and_words() -> None:
    """What asks for attention is coloured in a terminal, and the same words stand in a pipe."""
    outline = one(Paragraph("2 te laat", mark="attention"))
    assert "\x1b[1;33m2 te laat" in drawn(outline, 80, colours=True)
    assert "2 te laat" in plain_text(outline)


def test_two_lists_stand_beside_each_other_where_there_is_room() -> None:
    """A wide page has both lists on one line, a narrow one under each other."""
    pair = SideBySide(Listing((Item("Tijd"),), "Belemmert"), Listing((Item("Nummer"),), "Helpt"))
    wide, narrow = drawn(one(pair), 100), drawn(one(pair), 60)
    assert any("Tijd" in line and "Nummer" in line for line in wide.splitlines())
    assert not any("Tijd" in line and "Nummer" in line for line in narrow.splitlines())
    assert narrow.index("Tijd") < narrow.index("Nummer")


def test_markup_is_text() -> None:
    """Brackets, emoji names and links that somebody typed are shown as they are."""
    hostile = "[red]x[/red] :smile: [link=http://a]y[/link]"
    parts = (
        Paragraph(hostile),
        Listing((Item(hostile, label="[b]", details=((hostile, hostile),)),), hostile),
        Table((Column(hostile),), ((Cell(hostile, (hostile,)),),)),
    )
    written = plain_text(one(*parts), 200)
    assert written.count(hostile) == 8


@settings(max_examples=60)
@given(st.text() | st.text("\x1b[31m]\x07\x9b\u202e\u2066\t\n "))
def test_no_text_commands_a_terminal_or_breaks_the_page(text: str) -> None:
    """Whatever somebody typed, a pipe gets no control character and no line that is too wide."""
    parts = (
        Paragraph(text),
        Listing((Item(text, label="O1", tags=(text,), details=((text, text),)),), text),
        Table((Column("a"), Column("b", grows=True)), ((Cell(text), Cell(text, (text,))),)),
    )
    written = plain_text(one(*parts), 60)
    assert not any(ord(sign) < 32 and sign != "\n" for sign in written)
    assert not any(0x7F <= ord(sign) < 0xA0 or sign == "\u202e" for sign in written)
    assert all(cell_len(line) <= 60 for line in written.split("\n"))


def test_a_whole_comparison_fits_any_width() -> None:
    """The eleven views are within the width of a small, a usual and a wide terminal."""
    outline = comparison(GROWN, Asked(TODAY), NOW)
    for width in (40, 80, 110):
        assert all(cell_len(line) <= width for line in drawn(outline, width).splitlines())
    assert all(cell_len(line) <= WIDTH for line in plain_text(outline).splitlines())


def test_a_pipe_gets_no_lines_of_boxes() -> None:
    """Plain text has words and numbers; what draws a frame or a line is left to a terminal."""
    written = plain_text(comparison(GROWN, Asked(TODAY), NOW))
    assert not any(0x2500 <= ord(sign) < 0x2580 for sign in written)
