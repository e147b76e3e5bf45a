"""Each fault in one clear Dutch line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.keys import ValueType
from sessiecoach.dutch.faults import fault_sentence, file_troubles


@pytest.mark.parametrize("code", FaultCode)
def test_every_code_has_a_sentence(code: FaultCode) -> None:
    """A code that is added without words is found here."""
    sentence = fault_sentence(Fault(code, key="blocks[2].id", file="a.toml"))
    assert sentence.startswith("a.toml, blocks[2].id: ")
    assert len(sentence) > len("a.toml, blocks[2].id: ") + 10


@pytest.mark.parametrize("value_type", ValueType)
def test_every_type_of_value_has_dutch_words(value_type: ValueType) -> None:
    """No word of the code stands in the sentence."""
    sentence = fault_sentence(Fault(FaultCode.WRONG_TYPE, expected=value_type, found="1"))
    assert value_type not in sentence.split()


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            Fault(FaultCode.WRONG_TYPE, "blocks[2].minutes", "integer", '"20"', file="x.toml"),
            'x.toml, blocks[2].minutes: hier hoort een geheel getal; er staat "20"',
        ),
        (
            Fault(FaultCode.NOT_ALLOWED, "assignment", "free | per_round | carousel", '"vrij"'),
            'assignment: hier mag free, per_round of carousel; er staat "vrij"',
        ),
        (
            Fault(FaultCode.OUT_OF_RANGE, "blocks[1].minutes", "1..480", "0"),
            "blocks[1].minutes: hier mag van 1 tot en met 480; er staat 0",
        ),
        (
            Fault(FaultCode.OUT_OF_RANGE, "warn_minutes[1]", "0..", "-1"),
            "warn_minutes[1]: hier mag 0 of meer; er staat -1",
        ),
        (
            Fault(FaultCode.OUT_OF_RANGE, "x", "..5", "6"),
            "x: hier mag hoogstens 5; er staat 6",
        ),
        (
            Fault(FaultCode.UNKNOWN_KEY, "blocks[1].minuts", "minutes"),
            "blocks[1].minuts: deze sleutel is onbekend; bedoeld is misschien minutes",
        ),
        (Fault(FaultCode.UNKNOWN_KEY, "zzz"), "zzz: deze sleutel is onbekend"),
        (
            Fault(FaultCode.UNKNOWN_REFERENCE, "blocks[1].scales[1]", "", '"c"'),
            (
                'blocks[1].scales[1]: verwijst naar iets dat er niet is: "c";'
                " er is nog niets waarnaar dit kan verwijzen"
            ),
        ),
        (
            Fault(FaultCode.UNKNOWN_REFERENCE, "blocks[1].scales[1]", "a | b", '"c"'),
            'blocks[1].scales[1]: verwijst naar iets dat er niet is: "c"; wel bekend: a of b',
        ),
        (
            Fault(FaultCode.NOT_UTF8, found="0xe9", line=3, column=7, file="x.toml"),
            (
                "x.toml, regel 3, kolom 7: dit teken is geen UTF-8 (0xe9);"
                " bewaar het bestand als UTF-8"
            ),
        ),
        (
            Fault(FaultCode.NOT_READABLE, found="EACCES", file="x.toml"),
            "x.toml: het bestand kan niet worden gelezen: er is geen toestemming om het te lezen",
        ),
        (
            Fault(FaultCode.NEWER_SCHEMA, "schema", "1", "2"),
            (
                "schema: het bestand is van een nieuwere versie (2), en dit programma kent 1;"
                " alleen lezen"
            ),
        ),
        (
            Fault(FaultCode.WRONG_SUM, "total_minutes", "90", "88"),
            "total_minutes: de som klopt niet: er hoort 90 en de som is 88",
        ),
        (
            Fault(FaultCode.TOO_DEEP, expected="..64"),
            "lijsten en groepen zitten te diep in elkaar: hoogstens 64 niveaus",
        ),
    ],
)
def test_place_expectation_and_finding_stand_in_one_line(fault: Fault, sentence: str) -> None:
    """File, place, what belongs there, what stands there: in that order."""
    assert fault_sentence(fault) == sentence


def test_a_long_text_is_cut() -> None:
    """A note of a page does not fill the screen with its fault."""
    sentence = fault_sentence(Fault(FaultCode.DOUBLE_ID, found="x" * 5000))
    assert sentence == f"dit id komt vaker voor: {'x' * 79}…"


texts = st.text(max_size=200)


@given(st.builds(Fault, st.sampled_from(FaultCode), texts, texts, texts, file=texts))
def test_no_text_of_a_file_commands_the_terminal_or_breaks_the_line(fault: Fault) -> None:
    """Whatever a file or its name holds, it is shown on one line, visibly."""
    sentence = fault_sentence(fault)
    assert "\n" not in sentence
    assert "\x1b" not in sentence
    assert "\u202e" not in sentence


def test_files_that_are_broken_or_copies_are_counted_apart() -> None:
    """A file with two faults is one file; what says nothing is left out."""
    broken = Fault(FaultCode.NOT_TOML, file="a.toml")
    copy = Fault(FaultCode.SAME_MEETING, file="b.toml", found="a.toml")
    assert file_troubles([]) == []
    assert file_troubles([broken, broken]) == ["1 bestand niet leesbaar"]
    assert file_troubles([broken, copy]) == [
        "1 bestand niet leesbaar",
        "1 kopie van een bijeenkomst in de map",
    ]
