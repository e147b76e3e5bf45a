"""Groups that rotate over perspectives and cases, and what is said of a division that cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.carousel import (
    CarouselCode,
    can_rotate,
    carousel_findings,
    choose_carousel,
    leave_carousel,
    looked_from,
    perspectives_of,
    place_group,
    rotates,
    rotating_rounds,
    rotation,
    round_after,
    shared_perspectives,
    station_of,
)
from sessiecoach.domain.facts import Change, Changed, Fact, apply
from sessiecoach.domain.session import (
    Block,
    Case,
    Group,
    Perspective,
    Session,
    Station,
)
from tests.domain.reference_plan import NINE
from tests.strategies import sessions

LOOKS = ("systeem", "professional", "veranderproces")


def meeting(
    groups: str = "ABC",
    cases: str = "abc",
    rounds: int = 3,
    looks: tuple[str, ...] = LOOKS,
    *,
    changeovers: bool = True,
) -> Session:
    """A meeting with these groups and cases, rounds with changeovers between them."""
    blocks: list[Block] = []
    for number in range(1, rounds + 1):
        if number > 1 and changeovers:
            blocks.append(Block(id=f"w{number - 1}", kind="changeover"))
        blocks.append(Block(id=f"r{number}", kind="round", perspectives=("*",)))
    return Session(
        perspectives=tuple(Perspective(id=each) for each in looks),
        groups=tuple(Group(id=each) for each in groups),
        cases=tuple(Case(id=each) for each in cases),
        blocks=(*blocks, Block(id="oogst", kind="plenary", perspectives=("*",))),
    )


def done(session: Session, changes: tuple[Change, ...]) -> Session:
    """The meeting after an act."""
    return apply(session, Fact("f", 1, "test", NINE, changes))


def carousel(session: Session) -> Session:
    """The meeting with its groups rotating."""
    return done(session, choose_carousel(session))


def put(session: Session, block_id: str, group: str, perspective: str, case: str) -> Session:
    """The meeting with a group somewhere else in one round."""
    block = session.block(block_id)
    assert block is not None
    return done(session, place_group(block, group, perspective, case))


def codes(session: Session) -> list[CarouselCode]:
    """What is amiss, without of what."""
    return [each.code for each in carousel_findings(session)]


# The rotation.


def test_three_groups_three_perspectives() -> None:
    """As many groups as perspectives rotate in a Latin square, each with its own case."""
    rows = rotation("ABC", 3, LOOKS, "abc")
    assert [[(each.group, each.perspective, each.case) for each in row] for row in rows] == [
        [("A", "systeem", "a"), ("B", "professional", "b"), ("C", "veranderproces", "c")],
        [("A", "professional", "a"), ("B", "veranderproces", "b"), ("C", "systeem", "c")],
        [("A", "veranderproces", "a"), ("B", "systeem", "b"), ("C", "professional", "c")],
    ]


@given(st.integers(0, 9), st.integers(0, 7), st.integers(1, 7), st.integers(0, 7))
def test_no_group_meets_a_perspective_twice(
    groups: int, rounds: int, perspectives: int, cases: int
) -> None:
    """Every group is once in every round, and meets all before it meets one again."""
    rows = rotation(
        [f"g{n}" for n in range(groups)],
        rounds,
        [f"p{n}" for n in range(perspectives)],
        [f"c{n}" for n in range(cases)],
    )
    assert [[each.group for each in row] for row in rows] == [
        [f"g{n}" for n in range(groups)]
    ] * rounds
    for place in range(groups):
        met = [row[place].perspective for row in rows]
        assert len(set(met)) == min(rounds, perspectives)
        assert len(set(met[:perspectives])) == min(rounds, perspectives)
    for row in rows:
        here = [each.perspective for each in row]
        assert max(map(here.count, here), default=0) <= -(-groups // perspectives)
        assert all(bool(each.case) == bool(cases) for each in row)


@given(st.integers(1, 8), st.integers(1, 6), st.integers(1, 6), st.integers(1, 6))
def test_every_case_meets_every_perspective_where_that_can_be(
    groups: int, rounds: int, perspectives: int, cases: int
) -> None:
    """Where there are places enough, no case misses a perspective."""
    looks = [f"p{n}" for n in range(perspectives)]
    told = [f"c{n}" for n in range(cases)]
    rows = rotation([f"g{n}" for n in range(groups)], rounds, looks, told)
    met = {(each.case, each.perspective) for row in rows for each in row}
    wanted = {(case, look) for case in told for look in looks}
    if cases * perspectives <= groups * rounds:
        assert met == wanted
    else:
        assert met < wanted


@given(st.integers(1, 8), st.integers(2, 6), st.integers(1, 6))
def test_a_group_keeps_its_case_where_it_can(groups: int, perspectives: int, cases: int) -> None:
    """With a round a perspective and no more cases than groups nobody changes case."""
    told = [f"c{n}" for n in range(min(groups, cases))]
    looks = [f"p{n}" for n in range(perspectives)]
    rows = rotation([f"g{n}" for n in range(groups)], perspectives, looks, told)
    for place in range(groups):
        assert {row[place].case for row in rows} == {told[place % len(told)]}


def test_without_perspectives_nobody_is_anywhere() -> None:
    """There is nothing to rotate over."""
    assert rotation("AB", 2, (), "a") == ((), ())


# What there is to rotate.


def test_which_rounds_rotate() -> None:
    """Rounds of the plan that look from more sides than one; no plenary, none that was dropped."""
    session = meeting()
    one, *_rest, last, oogst = session.blocks
    session = replace(
        session,
        perspectives=(*session.perspectives, Perspective(id="oud", withdrawn_at=NINE)),
        blocks=(
            replace(one, perspectives=("professional", "systeem", "oud")),
            replace(last, id="smal", perspectives=("systeem",)),
            replace(last, id="weg", withdrawn_at=NINE),
            last,
            oogst,
        ),
    )
    assert [each.id for each in rotating_rounds(session)] == ["r1", "r3"]
    assert perspectives_of(session, session.blocks[0]) == ("systeem", "professional")
    assert shared_perspectives(session) == ("systeem", "professional")
    assert can_rotate(session)


@pytest.mark.parametrize(
    "session",
    [
        pytest.param(Session(), id="nothing at all"),
        pytest.param(meeting(rounds=1), id="one round"),
        pytest.param(meeting(looks=("systeem",)), id="one perspective"),
    ],
)
def test_what_cannot_rotate(session: Session) -> None:
    """One round or one perspective gives nothing to choose; chosen all the same, nothing breaks."""
    assert not can_rotate(session)
    assert not rotates(session)
    assert rotates(carousel(session))


def test_rounds_that_share_no_perspective() -> None:
    """Two rounds with sides of their own have no rotation, and nobody is placed."""
    session = meeting(rounds=2, looks=("a", "b", "c", "d"))
    first, changeover, second, oogst = session.blocks
    session = replace(
        session,
        blocks=(
            replace(first, perspectives=("a", "b")),
            changeover,
            replace(second, perspectives=("c", "d")),
            oogst,
        ),
    )
    assert not can_rotate(session)
    assert all(not each.stations for each in carousel(session).blocks)


# Acts.


def test_choosing_and_leaving_a_carousel() -> None:
    """Choosing places every group in every round; leaving takes all of that away again."""
    session = carousel(meeting())
    assert session.header.carousel
    assert carousel_findings(session) == ()
    block = session.block("r2")
    assert station_of(block, "C") == Station(group="C", perspective="systeem", case="c")
    assert station_of(block, "D") is None
    assert station_of(block, "") is None
    assert station_of(None, "A") is None
    assert station_of(Block(stations=(Station(perspective="systeem"),)), "") is None
    assert not session.blocks[-1].stations
    assert done(session, leave_carousel(session)) == meeting()


def test_choosing_again_divides_anew() -> None:
    """A group that came later gets its place; rounds that are right already do not change."""
    session = carousel(meeting(cases="ab"))
    assert choose_carousel(session) == (Changed("header", "", {"carousel": True}),)
    more = replace(session, groups=(*session.groups, Group(id="D")))
    assert CarouselCode.NO_PERSPECTIVE in codes(more)
    assert CarouselCode.NO_PERSPECTIVE not in codes(carousel(more))


def test_a_round_that_no_longer_rotates_is_cleared() -> None:
    """A dropped round keeps no place for anybody when the groups are divided anew."""
    session = carousel(meeting())
    blocks = [replace(b, withdrawn_at=NINE if b.id == "r3" else None) for b in session.blocks]
    session = carousel(replace(session, blocks=tuple(blocks)))
    assert [each.id for each in session.blocks if each.stations] == ["r1", "r2"]


def test_placing_a_group() -> None:
    """One cell changes, unknown keys stay, and the same again is no act."""
    session = carousel(meeting())
    block = session.block("r1")
    assert block is not None
    assert place_group(block, "A", "systeem", "a") == ()
    kept = replace(block, stations=(replace(block.stations[0], extra={"tafel": 4}),))
    session = replace(session, blocks=(kept, *session.blocks[1:]))
    session = put(session, "r1", "A", "professional", "b")
    session = put(session, "r1", "Z", "systeem", "")
    changed = session.block("r1")
    assert changed is not None
    assert changed.stations == (
        Station(group="A", perspective="professional", case="b", extra={"tafel": 4}),
        Station(group="Z", perspective="systeem"),
    )


def test_where_groups_go_in_a_changeover() -> None:
    """The round after a changeover, when groups have a place there; after the last none."""
    session = carousel(meeting(rounds=2))
    first, changeover, second, oogst = session.blocks
    assert round_after(session, changeover) == second
    assert round_after(session, first) == second
    assert round_after(session, second) is None
    assert round_after(session, oogst) is None
    assert round_after(session, Block(id="elders")) is None


# What is amiss.


def test_free_groups_have_no_findings() -> None:
    """Whatever the numbers: where nobody rotates nothing is said of rotating."""
    assert carousel_findings(meeting("A", "abcdef", 5)) == ()


def test_a_record_with_stations_rotates() -> None:
    """Places written by hand are a carousel, also where the record does not say so above."""
    session = carousel(meeting())
    by_hand = replace(session, header=replace(session.header, carousel=False))
    assert rotates(by_hand)
    assert carousel_findings(by_hand) == ()


def test_without_groups_only_that_is_said() -> None:
    """Chosen before there are groups: first the groups."""
    assert codes(carousel(meeting(""))) == [CarouselCode.NO_GROUPS]


def test_a_group_that_meets_a_perspective_twice() -> None:
    """It is refused, with the rounds, and so is the case that then misses that perspective."""
    session = put(carousel(meeting()), "r2", "A", "systeem", "a")
    twice, never, shared = carousel_findings(session)
    assert twice.code is CarouselCode.TWICE
    assert twice.groups == ("A",)
    assert twice.perspectives == ("systeem",)
    assert twice.rounds == ("r1", "r2")
    assert never.code is CarouselCode.NEVER
    assert (never.case, never.perspectives) == ("a", ("professional",))
    assert shared.code is CarouselCode.SHARED
    assert (shared.groups, shared.rounds) == (("A", "C"), ("r2",))
    assert [each.refuses for each in (twice, never, shared)] == [True, True, False]


def test_what_no_division_can_do() -> None:
    """More rounds than perspectives, and more cases than places: said first, with the numbers."""
    rounds, *rest = carousel_findings(carousel(meeting(rounds=4)))
    assert rounds.code is CarouselCode.MORE_ROUNDS_THAN_PERSPECTIVES
    assert (rounds.places, rounds.needed) == (4, 3)
    assert [each.code for each in rest] == [CarouselCode.TWICE] * 3
    cases, *rest = carousel_findings(carousel(meeting(cases="abcd")))
    assert cases.code is CarouselCode.CASES_DO_NOT_FIT
    assert (cases.places, cases.needed) == (9, 12)
    assert CarouselCode.NEVER in [each.code for each in rest]
    assert cases.refuses


def test_more_groups_than_perspectives() -> None:
    """Four groups over three perspectives can be, with two together somewhere: good to know."""
    session = carousel(meeting("ABCD"))
    (finding,) = carousel_findings(session)
    assert finding.code is CarouselCode.MORE_GROUPS_THAN_PERSPECTIVES
    assert (finding.places, finding.needed) == (3, 4)
    assert not finding.refuses


def test_a_group_without_a_place_or_a_case() -> None:
    """A perspective that is gone, one of another round and no case are said a group at a time."""
    session = carousel(meeting("ABCD"))
    session = put(session, "r1", "D", "ethiek", "a")
    session = put(session, "r2", "D", "", "a")
    session = put(session, "r3", "D", "systeem", "weg")
    found = [each for each in carousel_findings(session) if each.groups == ("D",)]
    assert [(each.code, each.rounds) for each in found] == [
        (CarouselCode.NO_PERSPECTIVE, ("r1", "r2")),
        (CarouselCode.NO_CASE, ("r3",)),
    ]
    without = carousel(meeting(cases=""))
    assert carousel_findings(without) == ()


def test_a_withdrawn_group_shows_a_case_nothing() -> None:
    """What only a group that is gone would meet, is not met."""
    session = carousel(meeting())
    gone = replace(session.groups[2], withdrawn_at=NINE)
    found = codes(replace(session, groups=(*session.groups[:2], gone)))
    assert CarouselCode.NEVER in found
    assert CarouselCode.CASES_DO_NOT_FIT in found
    with_a = put(session, "r2", "A", "systeem", "a")
    assert CarouselCode.SHARED not in codes(replace(with_a, groups=(*session.groups[:2], gone)))


def test_rounds_without_a_changeover_between_them() -> None:
    """Groups that go elsewhere need a moment to walk: good to know, not refused."""
    found = carousel_findings(carousel(meeting(changeovers=False)))
    assert [(each.code, each.rounds) for each in found] == [
        (CarouselCode.NO_CHANGEOVER, ("r1", "r2")),
        (CarouselCode.NO_CHANGEOVER, ("r2", "r3")),
    ]
    assert not any(each.refuses for each in found)


@given(
    st.integers(1, 6).map(lambda n: "ABCDEF"[:n]),
    st.integers(0, 6).map(lambda n: "abcdef"[:n]),
    st.integers(2, 5),
    st.integers(2, 5).map(lambda n: ("p1", "p2", "p3", "p4", "p5")[:n]),
)
def test_only_what_cannot_be_is_refused(
    groups: str, cases: str, rounds: int, looks: tuple[str, ...]
) -> None:
    """The proposed rotation is refused only where the numbers make it impossible."""
    session = carousel(meeting(groups, cases, rounds, looks))
    refused = {each.code for each in carousel_findings(session) if each.refuses}
    impossible = {
        CarouselCode.MORE_ROUNDS_THAN_PERSPECTIVES,
        CarouselCode.CASES_DO_NOT_FIT,
    }
    assert bool(refused) == bool(refused & impossible)
    assert (CarouselCode.MORE_ROUNDS_THAN_PERSPECTIVES in refused) == (rounds > len(looks))
    assert (CarouselCode.CASES_DO_NOT_FIT in refused) == (
        len(cases) * len(looks) > len(groups) * rounds
    )


@given(sessions())
def test_any_session_can_be_asked(session: Session) -> None:
    """Whatever a record holds, it can be told, chosen and left."""
    carousel_findings(session)
    chosen = carousel(session)
    assert rotates(chosen)
    assert all(isinstance(each.code, CarouselCode) for each in carousel_findings(chosen))
    left = done(chosen, leave_carousel(chosen))
    assert not rotates(left)
    assert carousel_findings(left) == ()


def test_from_which_one_perspective_a_block_is_looked_at() -> None:
    """The station of a group, else the only one that the block names; of several it is open."""
    session = meeting()
    station = Station(group="A", perspective="professional")
    moved = replace(session.blocks[0], stations=(station,))
    named = replace(session.blocks[0], perspectives=("veranderproces",))
    strange = replace(moved, stations=(replace(station, perspective="weg"),))
    found = [
        each and each.id
        for each in (
            looked_from(session, session.blocks[0], "A"),
            looked_from(session, moved, "A"),
            looked_from(session, moved, "B"),
            looked_from(session, moved),
            looked_from(session, named),
            looked_from(session, strange, "A"),
            looked_from(session, session.blocks[1]),
        )
    ]
    assert found == [None, "professional", None, None, "veranderproces", None, None]
