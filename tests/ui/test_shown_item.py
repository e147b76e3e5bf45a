"""One thing of a report stands out: it is found by its text, and its lines are lit."""

from __future__ import annotations

from textual.content import Content

from sessiecoach.export.outline import (
    Cell,
    Column,
    Item,
    Listing,
    Outline,
    Paragraph,
    Section,
    Table,
)
from sessiecoach.ui.messages import LookAt
from sessiecoach.ui.shown_item import lit, with_shown
from sessiecoach.ui.widgets.typeset import set_section

OUTLINE = Outline(
    "Titel",
    "",
    (
        Section(
            "verder",
            "Verder",
            (Paragraph("Bellen met de gemeente, zei iemand"), Paragraph("Bellen")),
        ),
        Section(
            "toezeggingen",
            "Toezeggingen",
            (Table((Column("Wat"),), ((Cell("Schrijven"),), (Cell("Bellen"),))),),
        ),
        Section("oplossingen", "Oplossingen", (Listing((Item("Eén  loket", parts=("snel",)),)),)),
    ),
)


def lit_lines(at: LookAt, width: int = 30) -> list[tuple[str, str]]:
    """Return the section and the text of each line that stands out."""
    found = []
    for section in with_shown(OUTLINE, at).sections:
        before = set_section(section, width).split("\n")
        lines, first = lit(before, at.words)
        for line in lines:
            if any("chip-background" in str(span.style) for span in line.spans):
                assert first is not None
                found.append((section.id, line.plain.rstrip()))
    return found


def test_it_stands_out_in_the_section_about_such_things() -> None:
    """A promise does among the promises, though its words stand in an earlier section too."""
    assert lit_lines(LookAt("promises", "t-1", "Bellen")) == [("toezeggingen", "Bellen")]


def test_a_part_of_a_longer_text_is_found() -> None:
    """Where no text is the same one, one that holds it will do; all its lines stand out."""
    at = LookAt("notes", "n-1", "met de gemeente")
    assert lit_lines(at, 20) == [
        ("verder", "Bellen met de"),
        ("verder", "gemeente, zei iemand"),
    ]


def test_of_what_was_joined_the_first_part_that_is_there_counts() -> None:
    """The index joins what belongs to one thing; the page has it in parts, spaces as typed."""
    assert lit_lines(LookAt("solutions", "s-1", "Eén loket · snel")) == [
        ("oplossingen", "· Eén  loket")
    ]


def test_what_is_nowhere_changes_nothing() -> None:
    """Then the page is as it always is."""
    assert with_shown(OUTLINE, LookAt("notes", "n-1", "Iets anders")) is OUTLINE


def test_found_words_stand_out_within_it() -> None:
    """The signs that show where it stands are gone, and the words are marked."""
    (line,), first = lit([Content("\u2066Eén loket\u2069 · zaak")], ("loket",))
    assert (line.plain, first) == ("Eén loket · zaak", 0)
    assert [line.plain[each.start : each.end] for each in line.spans if each.start] == ["loket"]
