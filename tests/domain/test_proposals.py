"""How the rest of a meeting meets its hard end, on the reference plan of the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain import acts
from sessiecoach.domain.agenda import length_seconds
from sessiecoach.domain.facts import Allotted, Changed
from sessiecoach.domain.proposals import (
    Proposal,
    ProposalKind,
    apply_proposal,
    move_end,
    proposals,
    spread_lengths,
    ways_out,
)
from sessiecoach.domain.session import Block, Header, SecondsAt, Session
from tests.domain.reference_plan import NINE, ZONE, Meeting, at, reference_session


def offered(meeting: Meeting, *, whole_minutes: bool = True) -> tuple[Proposal, ...]:
    return proposals(meeting.session, meeting.now, ZONE, whole_minutes=whole_minutes)


def minutes_of(proposal: Proposal) -> dict[str, float]:
    return {new.block: new.seconds / 60 for new in proposal.lengths}


def late_by(minutes: float) -> Meeting:
    """Return the reference plan with round 1 over and this many minutes late."""
    meeting = Meeting()
    meeting.play_until("w1", r1=20 + minutes)
    return meeting


def test_nothing_is_proposed_on_time() -> None:
    """A meeting that meets its end, or has none, needs no proposal."""
    assert offered(late_by(0)) == ()
    assert offered(late_by(-2)) == ()
    session = replace(reference_session(), header=Header())
    assert proposals(session, at("11.00"), ZONE) == ()
    assert proposals(Session(header=reference_session().header), at("10.00"), ZONE) == ()


def test_nine_minutes_late() -> None:
    """Rule 22: three ways side by side: the buffer first, evenly off the rounds, a later end."""
    buffers, evenly, accept = offered(late_by(9))
    assert buffers.kind is ProposalKind.BUFFERS_FIRST
    assert minutes_of(buffers) == {"afronding": 8, "r2": 19, "r3": 18}
    assert evenly.kind is ProposalKind.EVENLY
    assert minutes_of(evenly) == {"r2": 16, "r3": 15}
    assert accept == Proposal(ProposalKind.ACCEPT, (), at("10.39"), 0)
    assert buffers.ends_at == evenly.ends_at == at("10.30")
    assert buffers.short_seconds == evenly.short_seconds == 0


def test_before_the_late_round_is_over() -> None:
    """Rule 22: a round in overrun gives the same ways while it still runs."""
    meeting = Meeting()
    meeting.play_until("r1")
    meeting.wait(minutes=29)
    assert [minutes_of(each) for each in offered(meeting)] == [
        minutes_of(each) for each in offered(late_by(9))
    ]


@pytest.mark.parametrize("place", [0, 1])
def test_a_proposal_that_is_applied(place: int) -> None:
    """Rule 22: one act applies, one undoes; the total meets the end and the plan stays."""
    meeting = late_by(9)
    before = meeting.session
    proposal = offered(meeting)[place]
    meeting.do(*apply_proposal(before, proposal))
    assert meeting.agenda.expected_end == at("10.30")
    assert meeting.agenda.surplus_seconds == 0
    assert [b.planned_minutes for b in meeting.session.blocks] == [10, 20, 3, 20, 3, 20, 14]
    assert offered(meeting) == ()
    meeting.undo()
    assert meeting.session == before


def test_a_later_end_that_is_accepted() -> None:
    """Rule 22: accepting 10.39 makes that the end of this day; the planned end stays."""
    meeting = late_by(9)
    meeting.do(*apply_proposal(meeting.session, offered(meeting)[-1]))
    assert meeting.session.header.hard_end == at("10.39")
    assert meeting.session.header.ends == dt.time(10, 30)
    assert meeting.agenda.surplus_seconds == 0
    assert offered(meeting) == ()


def test_what_was_added_stays_added() -> None:
    """A block that was lengthened before keeps that in the record; its new length holds both."""
    meeting = late_by(9)
    longer = replace(
        meeting.session,
        blocks=tuple(
            replace(b, added=(SecondsAt(at=NINE, seconds=60),)) if b.id == "r3" else b
            for b in meeting.session.blocks
        ),
    )
    evenly = proposals(longer, meeting.now, ZONE)[1]
    lengths = {new.block: new.seconds for new in evenly.lengths}
    allotted = dict.fromkeys(apply_proposal(longer, evenly))
    assert Allotted("r3", lengths["r3"] - 60) in allotted
    assert Allotted("r2", lengths["r2"]) in allotted


def test_a_block_that_is_gone_gets_nothing() -> None:
    """A proposal that was made before its block went gives no change for it."""
    evenly = offered(late_by(9))[1]
    assert apply_proposal(Session(), evenly) == ()


def test_four_quarters() -> None:
    """Rule 20: 60 minutes as 4 x 15, the first 5 over, gives 13:20 for the others, sum 60:00."""
    blocks = tuple(Block(id=f"k{n}", planned_minutes=15, flexible=True) for n in range(1, 5))
    header = replace(reference_session().header, ends=dt.time(10))
    meeting = Meeting(Session(header=header, blocks=blocks))
    meeting.next_block()
    meeting.extend(5)
    evenly, accept = offered(meeting, whole_minutes=False)
    assert [new.seconds for new in evenly.lengths] == [800, 800, 800]
    assert accept.kind is ProposalKind.ACCEPT
    assert 20 * 60 + sum(new.seconds for new in evenly.lengths) == 3600


def test_odd_seconds_go_to_the_last() -> None:
    """Rule 21: whole minutes for all but the last, which meets the end to the second."""
    meeting = late_by(0)
    meeting.wait(minutes=3, seconds=7 * 60 + 11)
    evenly = offered(meeting)[1]
    assert [new.seconds for new in evenly.lengths] == [16 * 60, 40 * 60 - 7 * 60 - 11 - 16 * 60]
    assert evenly.ends_at == at("10.30")


def test_minima_that_do_not_fit() -> None:
    """Rule 23: it says by how much the minima are over, and goes below none of them."""
    meeting = late_by(25)
    for proposal in offered(meeting)[:-1]:
        assert minutes_of(proposal) == {"afronding": 8, "r2": 12, "r3": 12}
        assert proposal.short_seconds == 3 * 60
        assert proposal.ends_at == at("10.33")


def test_ways_out() -> None:
    """Rule 23: any block that has not begun can be dropped, or the end moved."""
    meeting = late_by(25)
    ways = {way.block: way.ends_at for way in ways_out(meeting.session, meeting.now, ZONE)}
    assert ways == {
        "w2": at("10.30"),
        "afronding": at("10.25"),
        "r2": at("10.21"),
        "r3": at("10.21"),
        "": at("10.33"),
    }
    assert next(iter(ways)) == "w2"
    assert list(ways)[-1] == ""
    meeting.do(*acts.withdraw("blocks", "w2", meeting.now))
    assert offered(meeting)[0].ends_at == at("10.30")


def test_no_way_out_is_needed_while_minima_fit() -> None:
    """Rule 23: dropping a block is offered only where nothing else helps."""
    for minutes in (0, 9, 22):
        meeting = late_by(minutes)
        assert ways_out(meeting.session, meeting.now, ZONE) == ()


def test_a_block_without_length_is_not_offered() -> None:
    """Rule 23: dropping what takes no time helps nobody."""
    blocks = (
        Block(id="a", planned_minutes=100),
        Block(id="b", planned_minutes=20, flexible=True),
    )
    session = replace(reference_session(), blocks=blocks)
    ways = ways_out(session, NINE, ZONE)
    assert [way.block for way in ways] == ["a", ""]


def test_moving_the_end() -> None:
    """The end of the day itself is kept as an instant in UTC."""
    (change,) = move_end(dt.datetime(2016, 9, 5, 10, 45, tzinfo=ZONE))
    assert change == Changed("header", "", {"hard_end": at("10.45")})
    assert isinstance(change, Changed)
    assert change.values["hard_end"].tzinfo is dt.UTC  # type: ignore[attr-defined]


BLOCKS = st.lists(
    st.builds(
        Block,
        planned_minutes=st.integers(0, 40),
        min_minutes=st.integers(0, 45),
        added=st.lists(st.builds(SecondsAt, at=st.just(NINE), seconds=st.integers(0, 300))).map(
            tuple
        ),
    ),
    max_size=6,
).map(lambda blocks: [replace(block, id=f"k{n}") for n, block in enumerate(blocks)])


@given(BLOCKS, st.integers(0, 3 * 3600), st.booleans())
def test_spreading_meets_the_end_to_the_second(
    blocks: list[Block], take: int, whole_minutes: bool
) -> None:
    """Rules 20 and 21: what is taken is taken exactly, and no block goes below its minimum."""
    lengths, left = spread_lengths(blocks, take, whole_minutes=whole_minutes)
    before = {block.id: length_seconds(block) for block in blocks}
    assert sum(before.values()) - sum(lengths.values()) == take - left
    assert left >= 0
    for block in blocks:
        assert lengths[block.id] >= min(block.min_minutes * 60, before[block.id])
    if left:
        assert all(
            lengths[block.id] == min(block.min_minutes * 60, before[block.id]) for block in blocks
        )


@given(st.lists(st.integers(10, 40), min_size=1, max_size=6), st.integers(0, 600))
def test_evenly_is_even_to_the_second(minutes: list[int], take: int) -> None:
    """Rule 20: where no minimum is met, no two blocks give more than a second apart."""
    blocks = [Block(id=f"k{n}", planned_minutes=each) for n, each in enumerate(minutes)]
    lengths, left = spread_lengths(blocks, take, whole_minutes=False)
    given_up = [length_seconds(block) - lengths[block.id] for block in blocks]
    assert left == 0
    assert max(given_up) - min(given_up) <= 1
