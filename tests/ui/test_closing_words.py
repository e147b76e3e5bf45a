"""The sentences of the check list: one for each thing that can be open, now and in the record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sessiecoach.domain.closing import OF_ATTENDANCE, OF_BSN, OpenCode, OpenPoint
from sessiecoach.domain.session import Header, Note, Perspective, Session, Solution
from sessiecoach.ui.closing_words import (
    closing_remedy,
    closing_sentence,
    held_sentence,
    left_open,
)

NAMED = Session(perspectives=(Perspective(id="zorg", title="Zorg en welzijn"),))


def kept(*marks: str) -> tuple[str, ...]:
    """Return what a record says that was closed with these marks."""
    return left_open(replace(NAMED, header=Header(closed_with=marks)))


@pytest.mark.parametrize("code", OpenCode)
def test_each_code_has_a_sentence(code: OpenCode) -> None:
    """Whatever is open is said in words, and the record says it in the same ones."""
    point = OpenPoint(code, "[b]iets")
    sentence = closing_sentence(point)
    assert sentence
    assert "{" not in sentence
    with_subject = "[b]iets" in sentence and code not in OF_BSN
    sentence = sentence if with_subject else closing_sentence(OpenPoint(code))
    assert kept(point.mark if with_subject else code) == (sentence,)


def test_only_a_block_that_was_skipped_cannot_be_mended() -> None:
    """Each other line says where Enter goes, or which keys answer; attendance is one place."""
    assert [code for code in OpenCode if not closing_remedy(OpenPoint(code))] == [
        OpenCode.BLOCK_NOT_HELD
    ]
    assert {closing_remedy(OpenPoint(code)) for code in OF_ATTENDANCE} == {"→ opkomst"}


def test_a_role_or_domain_keeps_its_own_name() -> None:
    """A perspective of the same name does not give its title to a domain or role."""
    assert kept("domain_missing:zorg", "missing_at_start:zorg") == (
        "Niemand uit het domein zorg",
        "Niet bij het begin: zorg",
    )
    assert kept("perspective_without_notes:zorg") == (
        "Perspectief zonder notities: Zorg en welzijn",
    )


def test_what_another_version_wrote_is_read_as_it_stands() -> None:
    """A mark that this program does not know is no reason to be silent."""
    assert kept("later_invented:x") == ("later_invented:x",)
    assert kept("line_not_confirmed") == ("Getypt, niet bevestigd",)


def test_no_sentence_has_a_whole_bsn() -> None:
    """Not of a BSN itself, not of a text that is open for another reason, not of a half line."""
    text = "bsn 123456782 opzoeken"
    session = Session(
        header=Header(
            closed_with=(
                "bsn_in_text:n-1",
                "bsn_in_withdrawn_text:weg",
                "bsn_in_text:next",
                "solution_without_promise:s-1",
            )
        ),
        notes=(Note(id="n-1", text=text),),
        solutions=(Solution(id="s-1", text=text),),
    )
    assert left_open(session) == (
        "BSN in een notitie",
        "BSN in het verslag, ingetrokken",
        "BSN in de vraag voor de volgende keer",
        "Voorstel zonder toezegging: bsn •••••782 opzoeken",
    )
    point = OpenPoint(OpenCode.BSN_IN_TEXT, "•••••782", "n-1", "notes")
    assert closing_sentence(point) == "BSN in een notitie: •••••782"
    assert held_sentence(text) == "Getypt, niet bevestigd, met een BSN: bsn •••••782 opzoeken"
