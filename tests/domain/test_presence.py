"""For which part of a meeting people were there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.facts import Change, Fact, apply
from sessiecoach.domain.presence import Part, attended, next_part, part_of, present_in
from sessiecoach.domain.session import Block, Header, Participant, Session
from sessiecoach.domain.turnout import Party, parties

NOW = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)
BLOCKS = (
    Block(id="koffie", kind="break"),
    Block(id="begin", kind="opening"),
    Block(id="midden"),
    Block(id="wissel", kind="changeover"),
    Block(id="eind", kind="evaluation"),
)


def meeting(*people: tuple[str, ...], blocks: tuple[Block, ...] = BLOCKS) -> Session:
    """A meeting with raadsleden who were there in these blocks, a line for each."""
    lines = tuple(
        Participant(id=f"p-{number}", role="raadslid", present=present)
        for number, present in enumerate(people)
    )
    return Session(header=Header(), participants=lines, blocks=blocks)


def party(session: Session) -> Party:
    """Return the one party of a meeting."""
    (only,) = parties(session)
    return only


def after(session: Session, changes: tuple[Change, ...]) -> Session:
    """Return the session once an act was done."""
    return apply(session, Fact("f-1", 1, "w-1", NOW, changes))


def stepped(session: Session) -> Session:
    """Return the session once the key was pressed."""
    ids = (f"p-new{number}" for number in count())
    return after(session, next_part(session, party(session), at=NOW, new_id=lambda: next(ids)))


@pytest.mark.parametrize(
    ("present", "part", "blocks"),
    [
        (("*",), Part.WHOLE, ("begin", "midden", "eind")),
        (("begin",), Part.START, ("begin",)),
        (("eind",), Part.END, ("eind",)),
        (("eind", "begin"), Part.BOTH_ENDS, ("begin", "eind")),
        (("begin", "midden"), Part.SOME, ("begin", "midden")),
        (("midden",), Part.SOME, ("midden",)),
        ((), Part.NONE, ()),
    ],
)
def test_which_part(present: tuple[str, ...], part: Part, blocks: tuple[str, ...]) -> None:
    """Begin and end are the first and the last block in which something is said."""
    session = meeting(present)
    assert part_of(session, party(session)) is part
    assert attended(session, party(session)) == blocks


def test_people_of_one_party_who_were_there_for_other_parts() -> None:
    """What is not the same for all is some of it; who stayed away says nothing of the others."""
    differ = meeting(("begin",), ("eind",))
    assert part_of(differ, party(differ)) is Part.SOME
    assert attended(differ, party(differ)) == ("begin", "eind")
    away = meeting(("begin",), ())
    assert part_of(away, party(away)) is Part.START


def test_a_key_goes_round() -> None:
    """From all of it to the begin, the end, both, nothing, and all of it again."""
    session = meeting(("*",))
    found = []
    for _ in range(5):
        session = stepped(session)
        found.append(part_of(session, party(session)))
    assert found == [Part.START, Part.END, Part.BOTH_ENDS, Part.NONE, Part.WHOLE]


def test_after_chosen_blocks_comes_nobody() -> None:
    """What was chosen block by block is not lost halfway a round, but as its first step."""
    session = stepped(meeting(("midden",)))
    assert part_of(session, party(session)) is Part.NONE


@pytest.mark.parametrize(
    ("blocks", "round_"),
    [
        (BLOCKS[:2], [Part.NONE, Part.WHOLE]),
        ((BLOCKS[1], BLOCKS[4]), [Part.START, Part.END, Part.NONE, Part.WHOLE]),
    ],
)
def test_short_agendas_have_fewer_parts(blocks: tuple[Block, ...], round_: list[Part]) -> None:
    """One block is all of it, and begin and end of two blocks are as well."""
    session = meeting(("*",), blocks=blocks)
    for part in round_:
        session = stepped(session)
        assert part_of(session, party(session)) is part


def test_a_role_that_nobody_was_expected_in() -> None:
    """Somebody of a needed role who was on no list came after all."""
    empty = Session(header=Header(required_roles=("raadslid",)), blocks=BLOCKS)
    session = stepped(empty)
    assert [(each.role, each.present) for each in session.participants] == [("raadslid", ("*",))]


def test_who_came_is_there_in_chosen_blocks() -> None:
    """Those who stayed away stay away; where nobody was counted all of them were there."""
    session = meeting(("*",), ())
    chosen = after(session, present_in(session, party(session), {"eind", "midden", "koffie"}))
    assert [each.present for each in chosen.participants] == [("midden", "eind"), ()]
    assert present_in(chosen, party(chosen), ("midden", "eind")) == ()
    nobody = meeting((), ())
    chosen = after(nobody, present_in(nobody, party(nobody), ("begin",)))
    assert [each.present for each in chosen.participants] == [("begin",), ("begin",)]


def test_all_blocks_are_all_of_it_and_none_is_no_choice() -> None:
    """Each block is the whole meeting, also once a block comes in; no block changes nothing."""
    session = meeting(("begin",))
    whole = after(session, present_in(session, party(session), ("begin", "midden", "eind")))
    assert whole.participants[0].present == ("*",)
    assert present_in(session, party(session), ("koffie",)) == ()


@given(
    presents=st.lists(
        st.sampled_from([(), ("*",), ("begin",), ("midden",), ("eind",)]), min_size=1, max_size=3
    ),
    presses=st.integers(1, 12),
)
def test_no_press_changes_how_many_were_expected(
    presents: list[tuple[str, ...]], presses: int
) -> None:
    """However often the key is pressed, the people of a party stay as many as they were."""
    session = meeting(*presents)
    for _ in range(presses):
        session = stepped(session)
    standing = [each for each in session.participants if each.withdrawn_at is None]
    assert sum(each.count for each in standing) == len(presents)
    assert part_of(session, party(replace(session))) is not Part.SOME
