"""Which columns a block has: its perspectives, the board that it is on, or one of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.columns import GENERAL, Column, board_of, columns, home_of
from sessiecoach.domain.session import Block, Note, Perspective, Session

AT = dt.datetime(2016, 9, 5, 9, 10, tzinfo=dt.UTC)
LOOKS = tuple(Perspective(id=each, title=each.title()) for each in ("systeem", "professional"))


def round_(block_id: str, *perspectives: str, **values: object) -> Block:
    """Make a round that captures insights from perspectives."""
    everything = {"captures": ("inzicht",), "perspectives": perspectives, **values}
    return Block(id=block_id, kind="round", **everything)  # type: ignore[arg-type]


def said(note_id: str, block: str, perspective: str = "", **values: object) -> Note:
    """Make a note of a block."""
    return Note(id=note_id, block=block, perspective=perspective, **values)  # type: ignore[arg-type]


def ids(found: dict[Column, tuple[Note, ...]]) -> dict[Column, list[str]]:
    """Return the ids of the notes in each column."""
    return {column: [note.id for note in notes] for column, notes in found.items()}


def perspective(value: str) -> Column:
    """Return the column of a perspective."""
    return Column(perspective=value)


def of(block: str) -> Column:
    """Return the column of a block."""
    return Column(block=block)


SHARED = Session(
    perspectives=LOOKS,
    blocks=(
        Block(id="opening", kind="opening", captures=("vraag",)),
        round_("r1", "systeem", "professional"),
        Block(id="w1", kind="changeover"),
        round_("r2", "*"),
    ),
)
"""Every round looks from every perspective."""

LENSES = Session(
    perspectives=LOOKS,
    blocks=(
        Block(id="start", kind="opening", captures=("feit", "vraag")),
        round_("r1", "systeem"),
        Block(id="pauze", kind="break"),
        round_("r2", "professional"),
        Block(id="advies", kind="plenary", captures=("advies",), outcome="advies"),
    ),
)
"""A round a perspective."""

BOARD = Session(
    perspectives=LOOKS,
    blocks=(
        round_("is", heading="is", outcome="beeld"),
        round_("niet", heading="is niet", outcome="beeld"),
        round_("ander", heading="anders", outcome="iets anders"),
        Block(id="samen", kind="plenary", captures=("besluit",), outcome="beeld"),
        round_("later", outcome="beeld"),
        round_("spel", "systeem"),
        Block(id="slot", kind="plenary", captures=("inzicht",)),
    ),
)
"""Two blocks under headings that yield the same, and a plenary that looks at both."""


def block(session: Session, block_id: str) -> Block:
    """Return a block that is there."""
    found = session.block(block_id)
    assert found is not None
    return found


def of_block(session: Session, block_id: str, **values: bool) -> dict[Column, list[str]]:
    """Return the columns of a block, with the ids of their notes."""
    return ids(columns(session, block(session, block_id), **values))


# Perspectives.


def test_a_block_shows_the_perspectives_that_it_names_in_its_own_order() -> None:
    """Also where the record lists them in another one; unknown ones are none."""
    given = replace(
        LENSES, blocks=(*LENSES.blocks, round_("r3", "professional", "onbekend", "systeem"))
    )
    assert list(of_block(LENSES, "r1")) == [perspective("systeem")]
    assert list(of_block(given, "r3")) == [perspective("professional"), perspective("systeem")]


@pytest.mark.parametrize("block_id", ["opening", "r1", "w1", "r2"])
def test_where_every_round_looks_from_all_every_block_shows_all(block_id: str) -> None:
    """The perspectives are those of the whole meeting then, and its notes stay in sight."""
    given = replace(SHARED, notes=(said("n1", "r1", "professional"), said("n2", "opening")))
    assert of_block(given, block_id) == {
        perspective("systeem"): [],
        perspective("professional"): ["n1"],
        GENERAL: ["n2"],
    }


def test_perspectives_that_no_block_names_are_those_of_the_whole_meeting() -> None:
    """Whoever writes perspectives and no blocks for them has them everywhere."""
    given = replace(SHARED, blocks=(round_("r1"), round_("r2")))
    assert list(of_block(given, "r1")) == [perspective("systeem"), perspective("professional")]


@pytest.mark.parametrize(
    "other",
    [round_("r2"), round_("r2", "systeem"), replace(round_("r2", "systeem"), kind="plenary")],
)
def test_a_round_without_all_perspectives_makes_them_those_of_their_blocks(other: Block) -> None:
    """A block that names none then has one column, of what was said in it."""
    opening, r1, *_rest = SHARED.blocks
    given = replace(
        SHARED,
        blocks=(opening, r1, other),
        notes=(said("n1", "opening"), said("n2", "r1", "systeem"), said("n3", "r2")),
    )
    assert of_block(given, "opening") == {of("opening"): ["n1"]}


def test_a_column_of_a_perspective_has_what_was_said_from_it_in_every_block() -> None:
    """What was asked for in one round is there when another puts it side by side."""
    given = replace(LENSES, notes=(said("n1", "r1", "systeem"), said("n2", "r2", "systeem")))
    assert of_block(given, "r1") == {perspective("systeem"): ["n1", "n2"]}
    assert of_block(given, "r2") == {perspective("professional"): []}


def test_notes_of_no_known_perspective_have_a_column_when_there_are_any() -> None:
    """It comes last; a perspective that was withdrawn is not known."""
    gone = replace(SHARED, perspectives=(LOOKS[0], replace(LOOKS[1], withdrawn_at=AT)))
    for each in (
        replace(SHARED, notes=(said("n1", "r1"),)),
        replace(SHARED, notes=(said("n1", "r1", "onbekend"),)),
        replace(gone, notes=(said("n1", "r1", "professional"),)),
    ):
        assert list(of_block(each, "r1").items())[-1] == (GENERAL, ["n1"])
    assert GENERAL not in of_block(SHARED, "r1")


def test_what_has_a_column_of_its_block_is_not_general_elsewhere() -> None:
    """A round of one lens does not show what the opening gathered."""
    given = replace(
        LENSES,
        notes=(said("n1", "start"), said("n2", "r1"), said("n3", "r1", "systeem")),
    )
    assert of_block(given, "r1") == {perspective("systeem"): ["n3"], GENERAL: ["n2"]}
    assert of_block(given, "start") == {of("start"): ["n1"]}


def test_a_meeting_without_perspectives_has_a_column_a_block() -> None:
    """Whatever perspective a note names, it stands in the block that it was said in."""
    given = replace(LENSES, perspectives=(), notes=(said("n1", "r1", "systeem"),))
    assert of_block(given, "r1") == {of("r1"): ["n1"]}
    assert of_block(given, "r2") == {of("r2"): []}


# Boards.


@pytest.mark.parametrize("block_id", ["is", "niet", "samen"])
def test_blocks_with_headings_that_yield_the_same_are_one_board(block_id: str) -> None:
    """Each sees all, and so does the plenary that yields the same."""
    given = replace(
        BOARD,
        notes=(said("n1", "is"), said("n2", "niet", "systeem"), said("n3", "ander")),
    )
    assert of_block(given, block_id) == {of("is"): ["n1"], of("niet"): ["n2"]}


def test_who_is_on_no_board() -> None:
    """A round that yields the same without a heading, and a plenary that yields nothing."""
    assert board_of(BOARD, block(BOARD, "later")) == ()
    assert board_of(BOARD, block(BOARD, "slot")) == ()
    assert [each.id for each in board_of(BOARD, block(BOARD, "ander"))] == ["ander"]
    assert [each.id for each in board_of(BOARD, block(BOARD, "samen"))] == ["is", "niet"]


def test_what_yields_nothing_is_no_board() -> None:
    """Headings without an outcome stand side by side, and no plenary belongs to them."""
    given = Session(blocks=(round_("is", heading="is"), Block(id="samen", kind="plenary")))
    assert [each.id for each in board_of(given, block(given, "is"))] == ["is"]
    assert board_of(given, block(given, "samen")) == ()


def test_a_block_that_was_dropped_is_on_no_board() -> None:
    """Its heading goes; what was said under it before is at home in the block before it."""
    dropped = replace(BOARD.blocks[1], withdrawn_at=AT)
    given = replace(
        BOARD, blocks=(BOARD.blocks[0], dropped, *BOARD.blocks[2:]), notes=(said("n1", "niet"),)
    )
    assert of_block(given, "is") == {of("is"): ["n1"]}


def test_what_is_said_while_a_board_is_looked_at_has_a_column_beside_it() -> None:
    """Only where there is anything of that."""
    given = replace(BOARD, notes=(said("n1", "samen"), said("n2", "later"), said("n3", "is")))
    assert of_block(given, "samen") == {of("is"): ["n3"], of("niet"): [], of("samen"): ["n1"]}
    assert of_block(given, "is") == {of("is"): ["n3"], of("niet"): []}


def test_what_stands_on_a_board_is_not_general_elsewhere() -> None:
    """The play shows its own perspective, without the picture that was made before it."""
    given = replace(BOARD, notes=(said("n1", "is"), said("n2", "spel", "systeem")))
    assert of_block(given, "spel") == {perspective("systeem"): ["n2"]}


def test_moving_a_note_changes_what_its_column_has_in_common() -> None:
    """On a board the block; beside other perspectives the perspective."""
    assert of("is").moved_here() == {"block": "is"}
    assert perspective("systeem").moved_here() == {"perspective": "systeem"}
    assert GENERAL.moved_here() == {"perspective": ""}


# Where a note is at home.


def test_what_is_said_in_a_break_is_at_home_in_the_block_before_it() -> None:
    """A break that captures nothing shows that block, and keeps what is said in it there."""
    given = replace(LENSES, notes=(said("n1", "pauze", "systeem"), said("n2", "start")))
    assert home_of(given, block(given, "pauze")) == block(given, "r1")
    assert of_block(given, "pauze") == of_block(given, "r1") == {perspective("systeem"): ["n1"]}


def test_what_belongs_to_no_block_is_at_home_in_the_first_that_captures() -> None:
    """What is typed before the start, or in a block that nobody knows, does not get lost."""
    early = Block(id="inloop", kind="break")
    given = replace(
        LENSES,
        blocks=(early, *LENSES.blocks),
        notes=(said("n1", ""), said("n2", "onbekend"), said("n3", "inloop")),
    )
    assert of_block(given, "inloop") == {of("start"): ["n1", "n2", "n3"]}
    assert of_block(given, "advies") == {of("advies"): []}


def test_a_plan_that_captures_nothing_has_a_column_a_block() -> None:
    """A werkvorm of one's own may forget what it captures."""
    given = Session(blocks=(Block(id="a"), Block(id="b")), notes=(said("n1", "b"),))
    assert of_block(given, "a") == {of("a"): []}
    assert of_block(given, "b") == {of("b"): ["n1"]}
    assert home_of(Session(), Block(id="a")) is None


def test_without_a_block_everything_is_there() -> None:
    """Before and after the meeting all perspectives, and the rest beside them."""
    given = replace(LENSES, notes=(said("n1", "start"), said("n2", "r1", "systeem")))
    assert home_of(given, None) is None
    assert ids(columns(given, None)) == {
        perspective("systeem"): ["n2"],
        perspective("professional"): [],
        GENERAL: ["n1"],
    }
    assert columns(Session(), None) == {GENERAL: ()}


def test_what_was_withdrawn_is_there_when_it_is_asked_for() -> None:
    """Also where it is all that a column has."""
    given = replace(SHARED, notes=(said("n1", "r1", withdrawn_at=AT),))
    assert GENERAL not in of_block(given, "r1")
    assert of_block(given, "r1", with_withdrawn=True)[GENERAL] == ["n1"]


_BLOCKS = st.lists(
    st.builds(
        Block,
        id=st.sampled_from("abcdef"),
        kind=st.sampled_from(["round", "plenary", "break"]),
        captures=st.sampled_from([(), ("inzicht",)]),
        perspectives=st.sampled_from([(), ("systeem",), ("*",), ("systeem", "professional")]),
        heading=st.sampled_from(["", "is"]),
        outcome=st.sampled_from(["", "beeld"]),
        withdrawn_at=st.sampled_from([None, None, AT]),
    ),
    max_size=6,
    unique_by=lambda each: each.id,
)
_NOTES = st.lists(
    st.tuples(st.sampled_from(["", *"abcdefg"]), st.sampled_from(["", "systeem", "professional"])),
    max_size=8,
)


@given(_BLOCKS, _NOTES)
def test_every_note_stands_once_at_a_time_and_somewhere_in_the_meeting(
    blocks: list[Block], notes: list[tuple[str, str]]
) -> None:
    """No block shows a note twice, no note is lost to all of them, and none is empty."""
    given = Session(
        perspectives=LOOKS,
        blocks=tuple(blocks),
        notes=tuple(said(f"n{place}", *each) for place, each in enumerate(notes)),
    )
    seen = set()
    for each in (None, *given.plan):
        shown = ids(columns(given, each))
        flat = [note for column in shown.values() for note in column]
        assert shown
        assert len(flat) == len(set(flat))
        if each is None:
            assert set(flat) == {note.id for note in given.notes}
        else:
            seen |= {note.id for note in given.notes if note.id in flat}
    of_no_perspective = {note.id for note in given.notes if not note.perspective}
    assert not given.plan or of_no_perspective <= seen
