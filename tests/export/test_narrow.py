"""A table on a page that is too narrow for it."""

from __future__ import annotations

import pytest

from sessiecoach.export.narrow import fits, least_widths, records
from sessiecoach.export.outline import (
    Cell,
    Column,
    Item,
    Listing,
    Outline,
    Section,
    Table,
    Trend,
)
from sessiecoach.export.plain_text import plain_text
from sessiecoach.ui.widgets.typeset import set_section

MATRIX = Table(
    (Column("organisatie", grows=True), Column("27 jun"), Column("5 sep")),
    (
        (Cell("een grote woningcorporatie"), Cell("afgesproken"), Cell("● gedaan")),
        (Cell("gemeente", made_up=True), Cell(""), Cell("? onbekend")),
    ),
)
LABELLED = Table(
    (Column(""), Column("wat", grows=True), Column("verloop"), Column("stand")),
    (
        (
            Cell("T1", made_up=True),
            Cell("Bellen", ("van 27 jun",), mark="attention"),
            Cell("", trend=Trend((1, 2))),
            Cell("! te laat", ("al lang",)),
        ),
        (Cell(""), Cell("manager", heads=True), Cell(""), Cell("")),
    ),
)


def test_columns_are_no_narrower_than_their_words() -> None:
    """No word is broken, and a column of running text keeps room to be read."""
    assert least_widths(MATRIX, len) == [16, 11, 8]
    word = Table((Column("a"),), ((Cell("x" * 60),),))
    assert least_widths(word, len) == [24]
    assert least_widths(Table((Column("a", grows=True),), ((Cell("kort"),),)), len) == [4]


def test_what_is_drawn_and_marked_takes_room_too() -> None:
    """Signs of a course and the mark of a sample count as part of the text."""
    assert least_widths(LABELLED, len)[0] == len("T1°")
    assert least_widths(LABELLED, len)[2] == len("verloop")


@pytest.mark.parametrize(("width", "expected"), [(40, False), (41, True)])
def test_a_table_fits_or_not(width: int, expected: bool) -> None:
    """Its least widths and the air between them are what a table needs."""
    assert fits(least_widths(MATRIX, len), width) is expected


def test_rows_become_items_with_titles_before_their_values() -> None:
    """What stood in a column stands behind its title; what was empty is left out."""
    assert records(MATRIX) == Listing(
        (
            Item(
                "een grote woningcorporatie",
                details=(("27 jun", "afgesproken"), ("5 sep", "● gedaan")),
            ),
            Item("gemeente", details=(("5 sep", "? onbekend"),), made_up=True),
        )
    )


def test_a_column_without_a_title_labels_the_rows() -> None:
    """The first column of labels goes before the text; a name of rows has nothing below it."""
    assert records(LABELLED) == Listing(
        (
            Item(
                "Bellen",
                label="T1",
                details=(("", "van 27 jun"), ("verloop", "▅█"), ("stand", "! te laat, al lang")),
                mark="attention",
                made_up=True,
            ),
            Item("manager"),
        )
    )


def test_a_narrow_page_shows_rows_under_each_other() -> None:
    """A page that has no room for the columns shows every value, with no word broken."""
    page = set_section(Section("s", "S", (MATRIX,)), 30).plain.splitlines()[2:]
    assert page == [
        "· een grote woningcorporatie",
        "  27 jun: afgesproken",
        "  5 sep: ● gedaan",
        "",
        "· gemeente°",
        "  5 sep: ? onbekend",
    ]


def test_a_name_of_rows_stands_right_above_them() -> None:
    """Air comes before a name of rows, not between it and its rows."""
    table = Table(
        (Column(""), Column("wie en wat", grows=True)),
        (
            (Cell(""), Cell("manager", heads=True)),
            (Cell("T1"), Cell("Bellen", ("van 27 jun",))),
            (Cell("T2"), Cell("Mailen", ("van 5 sep",))),
            (Cell(""), Cell("bestuurder", heads=True)),
            (Cell("T3"), Cell("Tekenen", ("van 5 sep",))),
        ),
    )
    page = set_section(Section("s", "S", (table,)), 60).plain.splitlines()[2:]
    assert [line.split() for line in page] == [
        ["wie", "en", "wat"],
        ["manager"],
        ["T1", "Bellen"],
        ["van", "27", "jun"],
        [],
        ["T2", "Mailen"],
        ["van", "5", "sep"],
        [],
        ["bestuurder"],
        ["T3", "Tekenen"],
        ["van", "5", "sep"],
    ]


def test_air_comes_before_a_name_of_rows_in_a_tight_table() -> None:
    """Rows of one line stand together under their name, apart from the next name."""
    table = Table(
        (Column("wie en wat"),),
        (
            (Cell("manager", heads=True),),
            (Cell("Bellen"),),
            (Cell("Mailen"),),
            (Cell("bestuurder", heads=True),),
            (Cell("Tekenen"),),
        ),
    )
    section = Section("s", "S", (table,))
    expected = ["wie en wat", "manager", "Bellen", "Mailen", "", "bestuurder", "Tekenen"]
    assert set_section(section, 60).plain.splitlines()[2:] == expected
    assert plain_text(Outline("t", "", (section,))).splitlines()[5:] == expected


def test_a_table_without_titles_has_no_line_for_them() -> None:
    """Where no column has a title, the rows begin at once."""
    table = Table((Column(""), Column("")), ((Cell("a"), Cell("b")),))
    assert set_section(Section("s", "S", (table,)), 40).plain.splitlines()[2:] == ["a   b"]
