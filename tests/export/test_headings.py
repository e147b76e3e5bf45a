"""The outcomes of a meeting in its report: each told once, under the headings of the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sessiecoach.domain.session import Block, Note, Perspective, Session
from sessiecoach.export.outline import Heading, Listing, Outline, Section, SideBySide
from sessiecoach.export.report import report
from tests.export.texts import texts

NOW = dt.datetime(2016, 9, 5, 8, 40, tzinfo=dt.UTC)


def section(outline: Outline, section_id: str) -> Section:
    """Return a section that must be there."""
    return next(each for each in outline.sections if each.id == section_id)


def said(text: str, block: str, kind: str, **values: object) -> Note:
    """Make a note of a block."""
    return Note(id=text, block=block, kind=kind, text=text, **values)  # type: ignore[arg-type]


BOARD = Session(
    blocks=(
        Block(id="1", captures=("inzicht",), heading="is niet", outcome="gedeeld_beeld"),
        Block(id="2", captures=("belemmering",), heading="schaduwzijden", outcome="gedeeld_beeld"),
        Block(id="3", captures=("helpend",), heading="zo werkt het", outcome="gedeeld_beeld"),
        Block(id="4", captures=("belemmering",)),
    ),
    notes=(
        said("geen gunst", "1", "inzicht"),
        said("willekeur", "2", "belemmering", case="a"),
        said("tijdgebrek", "4", "belemmering"),
        said("los gezegd", "4", "inzicht"),
    ),
)


def test_a_board_is_a_section_with_its_headings() -> None:
    """The title is what the blocks yield, in words; a heading without notes is left out."""
    found = section(report(BOARD, NOW), "opbrengst-gedeeld_beeld")
    assert (found.title, found.count) == ("Gedeeld beeld", 2)
    headings = [part for part in found.parts if isinstance(part, Heading)]
    assert [(part.text, part.beside) for part in headings] == [
        ("Is niet", "1"),
        ("Schaduwzijden", "1"),
    ]
    items = [item for part in found.parts if isinstance(part, Listing) for item in part.items]
    assert [(item.text, item.tags) for item in items] == [
        ("geen gunst", ()),
        ("willekeur", ("casus a",)),
    ]


def test_what_stands_under_a_heading_is_not_told_again() -> None:
    """What helps and hinders, and what else was said, have only the rest."""
    outline = report(BOARD, NOW)
    assert [text for text in texts(outline) if text == "willekeur"] == ["willekeur"]
    assert [text for text in texts(outline) if text == "geen gunst"] == ["geen gunst"]
    assert section(outline, "helpt-belemmert").count == 1
    assert section(outline, "verder").count == 1


def test_headings_that_yield_nothing_in_particular_have_a_title() -> None:
    """A werkvorm of one's own may leave out what they yield."""
    blocks = tuple(replace(each, outcome="") for each in BOARD.blocks)
    outline = report(replace(BOARD, blocks=blocks), NOW)
    assert section(outline, "opbrengst").title == "Naast elkaar gezet"


def test_a_joint_advice_has_its_section() -> None:
    """Of one kind it is a list without a title; the rest of what was said there is elsewhere."""
    given = Session(
        blocks=(Block(id="a", kind="plenary", captures=("advies",), outcome="gezamenlijk_advies"),),
        notes=(said("doe het samen", "a", "advies"), said("maar hoe", "a", "vraag")),
    )
    outline = report(given, NOW)
    found = section(outline, "opbrengst-gezamenlijk_advies")
    assert found.title == "Gezamenlijk advies"
    assert [(part.title, len(part.items)) for part in found.parts if isinstance(part, Listing)] == [
        ("", 1)
    ]
    assert section(outline, "verder").count == 1


def test_what_blocks_yield_together_stands_block_by_block() -> None:
    """Phases of one outcome keep their titles; with notes in one of them no title is needed."""
    phases = tuple(
        Block(id=each, title=each.upper(), captures=("inzicht",), outcome="gespreksverloop")
        for each in ("contact", "verkennen", "keerpunt")
    )
    notes = (said("koffie", "contact", "inzicht"), said("wij", "keerpunt", "inzicht"))
    found = section(report(Session(blocks=phases, notes=notes), NOW), "opbrengst-gespreksverloop")
    told = [
        part.text if isinstance(part, Heading) else part.items[0].text
        for part in found.parts
        if isinstance(part, Heading | Listing)
    ]
    assert told == ["CONTACT", "koffie", "KEERPUNT", "wij"]
    alone = section(
        report(Session(blocks=phases, notes=notes[:1]), NOW), "opbrengst-gespreksverloop"
    )
    assert not any(isinstance(part, Heading) for part in alone.parts)


def test_findings_stand_by_perspective_with_what_helps_and_hinders() -> None:
    """A lens has its insights and both sides under its name, and does not name itself again."""
    given = Session(
        perspectives=(Perspective(id="ambitie", title="Ambitie"), Perspective(id="relatie")),
        blocks=tuple(
            Block(
                id=each,
                captures=("inzicht", "belemmering", "helpend"),
                perspectives=(each,),
                outcome="bevinding_per_lens",
            )
            for each in ("relatie", "ambitie")
        ),
        notes=(
            said("vertrouwen", "relatie", "helpend", perspective="relatie"),
            said("een doel", "ambitie", "inzicht", perspective="ambitie"),
            said("eigen doel", "ambitie", "belemmering", perspective="ambitie"),
        ),
    )
    found = section(report(given, NOW), "opbrengst-bevinding_per_lens")
    headings = [part.text for part in found.parts if isinstance(part, Heading)]
    assert headings == ["Ambitie", "relatie"]
    listed = [part for part in found.parts if isinstance(part, Listing)]
    assert [(part.title, [item.tags for item in part.items]) for part in listed] == [
        ("Inzichten", [()])
    ]
    sides = [part for part in found.parts if isinstance(part, SideBySide)]
    assert [(len(part.left.items), len(part.right.items)) for part in sides] == [(0, 1), (1, 0)]


def test_private_notes_are_in_no_section() -> None:
    """Unless private ones are asked for; without any note there is no section."""
    notes = tuple(replace(each, private=True) for each in BOARD.notes)
    given = replace(BOARD, notes=notes)
    assert not [each for each in report(given, NOW).sections if each.id.startswith("opbrengst")]
    assert section(report(given, NOW, private=True), "opbrengst-gedeeld_beeld").count == 2
