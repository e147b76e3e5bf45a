"""What a meeting yields in words: by outcome, under headings or of the kinds it captures."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from sessiecoach.domain.outcomes import (
    expects_report_backs,
    outcomes,
    remaining,
    yielded,
    yields_solutions,
)
from sessiecoach.domain.session import Block, Header, Note, ReportBack, Session

AT = dt.datetime(2016, 9, 5, 9, 10, tzinfo=dt.UTC)


def yields(block_id: str, outcome: str = "advies", **values: object) -> Block:
    """Make a round that captures advice and yields something."""
    everything = {"kind": "round", "captures": ("advies",), **values}
    return Block(id=block_id, outcome=outcome, **everything)  # type: ignore[arg-type]


def said(note_id: str, block: str, kind: str = "advies") -> Note:
    """Make a note of a block."""
    return Note(id=note_id, block=block, kind=kind)


def ids(of: Session) -> dict[str, list[str]]:
    """Return the ids of what each block yields."""
    return {block: [note.id for note in notes] for block, notes in yielded(of, of.notes).items()}


def test_blocks_that_yield_the_same_are_one_outcome() -> None:
    """In the order of the plan; a block that was dropped yields nothing."""
    given = Session(
        blocks=(
            yields("a"),
            yields("b", "beeld"),
            yields("c"),
            yields("d", withdrawn_at=AT),
        )
    )
    found = {each: [block.id for block in blocks] for each, blocks in outcomes(given).items()}
    assert found == {"advies": ["a", "c"], "beeld": ["b"]}


@pytest.mark.parametrize(
    "block",
    [
        yields("a", ""),
        yields("a", captures=()),
        yields("a", captures=("iets anders",)),
        yields("a", captures=("oplossing", "advies")),
        yields("a", captures=("evaluatie", "advies")),
        yields("a", kind="evaluation"),
        yields("a", worksheets=("interests",)),
    ],
    ids=lambda block: f"{block.outcome}-{block.kind}-{block.captures}-{block.worksheets}",
)
def test_what_yields_no_notes(block: Block) -> None:
    """Nothing is said to come of it, or it comes as something else than notes."""
    assert outcomes(Session(blocks=(block,))) == {}
    headed = replace(block, heading="is")
    assert outcomes(Session(blocks=(headed,))) == {block.outcome: (headed,)}


def test_a_block_yields_the_kinds_that_it_captures() -> None:
    """Another kind is said beside it, and stays with what else was said."""
    given = Session(
        blocks=(yields("a", captures=("advies", "inzicht")), yields("b", "")),
        notes=(
            said("n1", "a"),
            said("n2", "a", "vraag"),
            said("n3", "a", "inzicht"),
            said("n4", "b"),
            said("n5", "onbekend"),
        ),
    )
    assert ids(given) == {"a": ["n1", "n3"]}
    assert [note.id for note in remaining(given, given.notes)] == ["n2", "n4", "n5"]


def test_under_a_heading_every_kind_counts_but_what_is_said_of_the_meeting() -> None:
    """As they all stood there; what is said in the break after it belongs to it as well."""
    given = Session(
        blocks=(yields("a", heading="is"), Block(id="pauze", kind="break")),
        notes=(said("n1", "a", "vraag"), said("n2", "a", "evaluatie"), said("n3", "pauze")),
    )
    assert ids(given) == {"a": ["n1", "n3"]}


@given_any(
    st.lists(
        st.tuples(st.sampled_from("abcx"), st.sampled_from(["advies", "vraag", "evaluatie"])),
        max_size=8,
    )
)
def test_every_note_is_yielded_or_remains(notes: list[tuple[str, str]]) -> None:
    """Each is told once."""
    given = Session(
        blocks=(yields("a"), yields("b", heading="is"), yields("c", "")),
        notes=tuple(said(f"n{place}", *each) for place, each in enumerate(notes)),
    )
    told = [note for part in ids(given).values() for note in part]
    told += [note.id for note in remaining(given, given.notes)]
    assert sorted(told) == sorted(note.id for note in given.notes)


def test_solutions_are_asked_after_where_they_are_what_a_meeting_works_towards() -> None:
    """A block that yields them says so; without any aim on record they may be."""
    alternatives = Block(id="a", captures=("oplossing",))
    aim = Block(id="b", outcome="besluit", captures=("besluit",))
    ways_out = Block(id="c", outcome="doorbraak", captures=("oplossing", "knelpunt"))
    assert yields_solutions(Session(blocks=(alternatives,)))
    assert not yields_solutions(Session(blocks=(alternatives, aim)))
    assert yields_solutions(Session(blocks=(aim, ways_out)))


def test_report_backs_are_expected_where_the_werkvorm_names_them() -> None:
    """What is said may have to stay in the room; who reports back all the same is not hidden."""
    stays = Session(header=Header(outcomes=("adviezen",)))
    told = ReportBack(id="k-1", organisation="wijkteam")
    gone = replace(told, withdrawn_at=dt.datetime(2016, 9, 5, tzinfo=dt.UTC))
    assert not expects_report_backs(stays)
    assert not expects_report_backs(replace(stays, report_backs=(gone,)))
    assert expects_report_backs(replace(stays, report_backs=(gone, told)))
    assert expects_report_backs(Session(header=Header(outcomes=("terugkoppelingen",))))
    assert expects_report_backs(Session())
