"""How the rest of a meeting meets its hard end, on the reference plan of the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiecoach.domain import acts
from sessiecoach.domain.agenda import length_seconds
from sessiecoach.domain.facts import Allotted, EndMoved, Started
from sessiecoach.domain.proposals import (
    LEAST_LATE_SECONDS,
    Proposal,
    ProposalKind,
    WayOut,
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


@pytest.mark.parametrize(
    ("seconds", "offers"),
    [(1, False), (LEAST_LATE_SECONDS - 1, False), (LEAST_LATE_SECONDS, True), (60, True)],
)
def test_a_few_seconds_late(seconds: int, offers: bool) -> None:
    """Some seconds of a person who pressed late are not divided; from half a minute on they are."""
    meeting = late_by(seconds / 60)
    assert bool(offered(meeting)) is offers
    assert meeting.agenda.expected_end == at("10.30")


def test_a_few_seconds_that_no_minimum_holds() -> None:
    """Where every block is at its minimum a few seconds ask for no way out either."""
    meeting = late_by(22)
    meeting.do(*apply_proposal(meeting.session, offered(meeting)[0]))
    meeting.wait(minutes=3, seconds=LEAST_LATE_SECONDS - 1)
    assert meeting.agenda.surplus_seconds == LEAST_LATE_SECONDS - 1
    assert (offered(meeting), ways_out(meeting.session, meeting.now, ZONE)) == ((), ())
    meeting.wait(seconds=1)
    assert offered(meeting)[0].short_seconds == LEAST_LATE_SECONDS
    assert ways_out(meeting.session, meeting.now, ZONE)


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


def test_the_later_of_two_buffers_gives_first() -> None:
    """Rule 19: a proposal takes from two buffers as the agenda does by itself."""
    blocks = (
        Block(id="a", planned_minutes=30, min_minutes=20, flexible=True),
        Block(id="b", planned_minutes=30, min_minutes=25, buffer=True),
        Block(id="c", planned_minutes=30, min_minutes=27, buffer=True),
    )
    meeting = Meeting(replace(reference_session(), blocks=blocks), starts_at=at("9.04"))
    assert minutes_of(offered(meeting)[0]) == {"b": 29, "c": 27}
    by_itself = {entry.block.id: entry.length_seconds / 60 for entry in meeting.agenda.entries}
    assert by_itself == {"a": 30, "b": 29, "c": 27}


def test_two_ways_that_are_one() -> None:
    """Rule 22: where only the buffer can give, or nothing can, that is offered once."""
    fixed = replace(reference_session().blocks[1], flexible=False)
    blocks = (fixed, reference_session().blocks[-1])
    header = replace(reference_session().header, ends=dt.time(9, 30))
    meeting = Meeting(replace(reference_session(), header=header, blocks=blocks))
    assert [minutes_of(each) for each in offered(meeting)] == [{"afronding": 10}, {}]
    round_two = replace(fixed, id="r2")
    meeting = Meeting(replace(reference_session(), header=header, blocks=(fixed, round_two)))
    nothing, accept = offered(meeting)
    assert (nothing.lengths, nothing.short_seconds) == ((), 600)
    assert accept.ends_at == at("9.40")


def test_what_was_passed_by_gives_nothing() -> None:
    """Only blocks that are still to come can give: one that was skipped is no help."""
    meeting = late_by(0)
    meeting.do(Started("r3"))
    meeting.until("10.24")
    least, accept = offered(meeting)
    assert minutes_of(least) == {"afronding": 8}
    assert (least.short_seconds, accept.ends_at) == (2 * 60, at("10.38"))


def test_an_end_is_a_whole_second() -> None:
    """The record keeps instants in seconds, so an end between two is never agreed on."""
    meeting = Meeting()
    meeting.play_until("r1")
    meeting.wait(minutes=28, seconds=59.25)
    accept = offered(meeting)[-1]
    assert accept.ends_at == at("10.39")
    meeting.do(*apply_proposal(meeting.session, accept))
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
    least, accept = offered(late_by(25))
    assert minutes_of(least) == {"r2": 12, "r3": 12, "afronding": 8}
    assert (least.short_seconds, least.ends_at) == (3 * 60, at("10.33"))
    assert (accept.kind, accept.ends_at) == (ProposalKind.ACCEPT, at("10.55"))


def test_ways_out() -> None:
    """Rule 23: any block that has not begun can be dropped, or the end moved."""
    meeting = late_by(25)
    ways = ways_out(meeting.session, meeting.now, ZONE)
    assert ways == (
        WayOut("w2", at("10.30")),
        WayOut("afronding", at("10.30")),
        WayOut("r2", at("10.30")),
        WayOut("r3", at("10.30")),
        WayOut("", at("10.33")),
    )
    meeting.do(*acts.withdraw("blocks", "w2", meeting.now))
    assert offered(meeting)[0].ends_at == at("10.30")


def test_ways_out_that_do_not_suffice_come_after() -> None:
    """Rule 23: what makes it fit comes first, then what helps most; all say when it ends."""
    meeting = late_by(29)
    assert ways_out(meeting.session, meeting.now, ZONE) == (
        WayOut("afronding", at("10.30")),
        WayOut("r2", at("10.30")),
        WayOut("r3", at("10.30")),
        WayOut("w2", at("10.34")),
        WayOut("", at("10.37")),
    )


def test_dropping_more_than_enough() -> None:
    """Rule 23: without a long block the meeting may end before its hard end, and it says so."""
    blocks = (
        Block(id="a", planned_minutes=80),
        Block(id="b", planned_minutes=60, min_minutes=30, flexible=True),
    )
    session = replace(reference_session(), blocks=blocks)
    assert ways_out(session, NINE, ZONE) == (
        WayOut("b", at("10.20")),
        WayOut("a", at("10.00")),
        WayOut("", at("10.50")),
    )


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
    assert change == EndMoved(at("10.45"))
    assert isinstance(change, EndMoved)
    assert change.ends_at is not None
    assert change.ends_at.tzinfo is dt.UTC


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
    """Rules 20 and 21: what is taken is taken exactly, none below its minimum, none longer."""
    lengths, left = spread_lengths(blocks, take, whole_minutes=whole_minutes)
    before = {block.id: length_seconds(block) for block in blocks}
    assert sum(before.values()) - sum(lengths.values()) == take - left
    assert left >= 0
    for block in blocks:
        least = min(block.min_minutes * 60, before[block.id])
        assert least <= lengths[block.id] <= before[block.id]
    if left:
        assert all(
            lengths[block.id] == min(block.min_minutes * 60, before[block.id]) for block in blocks
        )


def test_rounding_lengthens_nothing() -> None:
    """Rule 21: a block of odd seconds is not rounded to more than it had."""
    blocks = [
        Block(id=f"k{seconds}", added=(SecondsAt(at=NINE, seconds=seconds),))
        for seconds in (35, 10, 5)
    ]
    lengths, left = spread_lengths(blocks, 5, whole_minutes=True)
    assert (lengths, left) == ({"k35": 35, "k10": 5, "k5": 5}, 0)


@given(st.lists(st.integers(10, 40), min_size=1, max_size=6), st.integers(0, 600))
def test_evenly_is_even_to_the_second(minutes: list[int], take: int) -> None:
    """Rule 20: where no minimum is met, no two blocks give more than a second apart."""
    blocks = [Block(id=f"k{n}", planned_minutes=each) for n, each in enumerate(minutes)]
    lengths, left = spread_lengths(blocks, take, whole_minutes=False)
    given_up = [length_seconds(block) - lengths[block.id] for block in blocks]
    assert left == 0
    assert max(given_up) - min(given_up) <= 1


def one_act(meeting: Meeting, act: str, seconds: float) -> None:
    """Do one of the things that happen in a meeting, where it can be done, and wait."""
    number = int(seconds)
    waiting = [block.id for block in meeting.session.plan if block.started_at is None]
    match act:
        case "next":
            meeting.next_block()
        case "interrupt":
            meeting.interrupt_or_resume()
        case "extend":
            meeting.extend(number % 11 - 5)
        case "apply" if ways := offered(meeting):
            way = ways[number % len(ways)]
            meeting.do(*apply_proposal(meeting.session, way))
        case "undo" if meeting._facts:
            meeting.undo()
        case "drop" if waiting:
            meeting.do(*acts.withdraw("blocks", waiting[number % len(waiting)], meeting.now))
    meeting.wait(seconds=seconds)


ACTS = st.tuples(
    st.sampled_from(["next", "next", "wait", "interrupt", "extend", "apply", "undo", "drop"]),
    st.floats(0, 1800).map(lambda seconds: round(seconds, 2)) | st.integers(0, 1800),
)


@settings(max_examples=200)
@given(st.lists(ACTS, max_size=14), st.booleans(), st.sampled_from(["end_fixed", "all_moves"]))
def test_an_applied_proposal_meets_the_hard_end(
    happened: list[tuple[str, float]],
    whole_minutes: bool,
    late_start: Literal["end_fixed", "all_moves"],
) -> None:
    """Rules 20 to 23: whatever happened before, what is proposed is what comes of it.

    It ends on the hard end, or later by what it says; to the second, where the room stands
    between two seconds. No block falls below its minimum; what is finished, running or fixed
    is left alone, and the planned minutes are still there.
    """
    plan = reference_session()
    meeting = Meeting(replace(plan, header=replace(plan.header, late_start=late_start)))
    for act, seconds in happened:
        one_act(meeting, act, seconds)
    before = {block.id: block for block in meeting.session.blocks}
    slot = meeting.agenda.slot
    assert slot is not None
    for proposal in offered(meeting, whole_minutes=whole_minutes):
        after = apply_proposal(meeting.session, proposal)
        meeting.do(*after)
        state = meeting.agenda
        assert state.expected_end is not None
        assert state.slot is not None
        early = (proposal.ends_at - state.expected_end).total_seconds()
        assert 0 <= early < 1
        if proposal.kind is ProposalKind.ACCEPT:
            assert state.slot.ends_at == proposal.ends_at
        else:
            late = (proposal.ends_at - slot.ends_at).total_seconds()
            assert late == proposal.short_seconds
        for block in meeting.session.blocks:
            was = before[block.id]
            assert block.planned_minutes == was.planned_minutes
            least = min(was.min_minutes * 60, length_seconds(was))
            assert length_seconds(block) >= least
            if was.started_at or not (was.flexible or was.buffer):
                assert block == was
        if after:
            meeting.undo()
