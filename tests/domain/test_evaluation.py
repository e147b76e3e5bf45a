"""Scores by show of hands or one by one: given, given again, added up, and of last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.evaluation import (
    Score,
    answer_of,
    asked,
    hands,
    last_time,
    levels,
    raters,
    scale_key,
    score,
    scores,
)
from sessiecoach.domain.facts import Added, Changed, Fact, apply
from sessiecoach.domain.session import Block, BlockKind, Header, Rating, Scale, Session

AT = dt.datetime(2016, 9, 5, 8, 28, tzinfo=dt.UTC)
PACE = Scale(id="snelheid", title="De snelheid was prettig", of=5)
OTHER = Scale(id="interactie", of=3)
FORCE = Scale(id="actie", title="We doen het", of=10, least=0)
WORDS = Scale(id="delen", title="Delen we?", of=3, answers=("nee", "deels", "ja"))


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"r-{next(numbers)}"


def shown(
    session: Session, counts: Mapping[int, int], scale: Scale = PACE, **where: str
) -> Session:
    """Return a session after a show of hands."""
    numbers = count(len(session.ratings) + 1)
    changes = hands(
        session,
        scale,
        counts,
        block=where.get("block", "evaluatie"),
        at=AT,
        new_id=lambda: f"r-{next(numbers)}",
        by=where.get("by", "deelnemer"),
    )
    return apply(session, Fact("f", 1, "links", AT, changes))


def test_hands_become_ratings() -> None:
    """Each number for which hands went up is one rating, with how many there were."""
    changes = hands(Session(), PACE, {5: 3, 4: 12, 3: 0}, block="evaluatie", at=AT, new_id=ids())
    given = {"block": "evaluatie", "scale": "snelheid", "of": 5, "by": "deelnemer"}
    assert changes == (
        Added("ratings", "r-1", given | {"value": 4, "count": 12}),
        Added("ratings", "r-2", given | {"value": 5, "count": 3}),
    )


def test_hands_again_take_the_place_of_the_first() -> None:
    """Counting again changes the numbers, withdraws what is gone and brings back what returns."""
    first = shown(Session(), {4: 12, 5: 3})
    again = hands(first, PACE, {4: 11, 3: 1}, block="evaluatie", at=AT, new_id=lambda: "r-3")
    assert again[:2] == (
        Changed("ratings", "r-1", {"count": 11, "of": 5}),
        Changed("ratings", "r-2", {"withdrawn_at": AT}),
    )
    second = shown(first, {4: 11, 3: 1})
    assert score(second.ratings, PACE).counts == (0, 0, 1, 11, 0)
    third = shown(second, {5: 3})
    assert score(third.ratings, PACE).counts == (0, 0, 0, 0, 3)
    assert len(third.ratings) == 3


def test_the_same_hands_change_nothing() -> None:
    """Counting again with the same outcome is no change, also where something was withdrawn."""
    session = shown(shown(Session(), {4: 12, 5: 3}), {4: 12})
    assert hands(session, PACE, {4: 12}, block="evaluatie", at=AT, new_id=ids()) == ()


def test_other_blocks_scales_and_people_stay() -> None:
    """A show of hands replaces only its own: this block, this scale, these people."""
    others = (
        Rating(id="r-a", block="r1", scale="snelheid", value=1, by="deelnemer"),
        Rating(id="r-b", block="evaluatie", scale="interactie", value=1, by="deelnemer"),
        Rating(id="r-c", block="evaluatie", scale="snelheid", value=1, by="bestuurder"),
    )
    assert shown(Session(ratings=others), {2: 1}).ratings[:3] == others


def test_twins_become_one() -> None:
    """Where two laptops both have a rating of one number, one keeps it and one is withdrawn."""
    twins = tuple(
        Rating(id=f"r-{n}", block="evaluatie", scale="snelheid", value=4, count=2, by="deelnemer")
        for n in (1, 2)
    )
    session = shown(Session(ratings=twins), {4: 2})
    assert score(session.ratings, PACE).counts == (0, 0, 0, 2, 0)


@given(
    st.lists(
        st.dictionaries(st.integers(-1, 7), st.integers(-2, 20), max_size=6),
        min_size=1,
        max_size=4,
    )
)
def test_the_last_show_of_hands_counts(shows: list[dict[int, int]]) -> None:
    """Whatever was counted before, the score is what was counted last; nonsense is no hands."""
    session = Session()
    for counts in shows:
        session = shown(session, counts)
    result = score(session.ratings, PACE)
    assert result.counts == tuple(max(0, shows[-1].get(value, 0)) for value in range(1, 6))


@pytest.mark.parametrize(
    ("scale", "counts", "total", "mean"),
    [
        (OTHER, (0, 0, 0), 0, None),
        (OTHER, (1, 0, 0), 1, 1.0),
        (OTHER, (1, 2, 1), 4, 2.0),
        (OTHER, (0, 1, 3), 4, 2.75),
        (WORDS, (1, 0, 1), 2, 2.0),
        (FORCE, (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 2, 5.0),
        (FORCE, (2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 2, 0.0),
    ],
)
def test_total_and_mean(
    scale: Scale, counts: tuple[int, ...], total: int, mean: float | None
) -> None:
    """The mean weighs each number by its hands; without hands there is none."""
    result = Score(scale, counts)
    assert (result.total, result.mean) == (total, mean)


def test_a_scale_may_begin_at_zero() -> None:
    """Then 0 is an answer like any other; on a scale from 1 it is none."""
    assert (list(levels(FORCE))[:2], list(levels(PACE))[:2]) == ([0, 1], [1, 2])
    result = score(shown(Session(), {0: 3, 10: 1, 11: 4}, FORCE).ratings, FORCE)
    assert result.counts == (3, *(0,) * 9, 1)
    assert (result.by_number[0], result.by_number[10], result.mean) == (3, 1, 2.5)
    assert shown(Session(), {0: 3}).ratings == ()


def test_scores_of_a_meeting() -> None:
    """Each scale has its score, of one block or of all; withdrawn ratings and scales have none."""
    session = Session(
        scales=(PACE, OTHER, Scale(id="weg", withdrawn_at=AT)),
        ratings=(
            Rating(id="r-1", block="a", scale="snelheid", value=5, count=2, by="deelnemer"),
            Rating(id="r-2", block="b", scale="snelheid", value=1, count=4, by="deelnemer"),
            Rating(id="r-3", block="a", scale="snelheid", value=5, withdrawn_at=AT),
            Rating(id="r-4", block="a", scale="snelheid", value=6),
            Rating(id="r-5", block="a", scale="snelheid", value=0),
            Rating(id="r-6", block="a", scale="snelheid", value=2, count=-9),
        ),
    )
    assert scores(session) == (Score(PACE, (4, 0, 0, 0, 2)), Score(OTHER, (0, 0, 0)))
    assert scores(session, block="a")[0].counts == (0, 0, 0, 0, 2)


# One by one.


def test_people_and_hands_count_together_and_apart() -> None:
    """Who answered alone counts with the hands; counting hands again leaves their answer."""
    session = shown(Session(), {4: 3})
    session = shown(session, {2: 1}, by="manager")
    session = shown(session, {4: 1}, by="JD")
    result = score(session.ratings, PACE, block="evaluatie")
    assert result == Score(PACE, (0, 1, 0, 4, 0), (0, 1, 0, 1, 0))
    assert result.hands == {1: 0, 2: 0, 3: 0, 4: 3, 5: 0}
    again = score(shown(session, {5: 2}).ratings, PACE, block="evaluatie")
    assert again.counts == (0, 1, 0, 1, 2)
    assert raters(session) == ("manager", "JD")


def test_a_person_answers_again_and_takes_it_back() -> None:
    """One person has one answer on a scale in a block, and may have none again."""
    session = shown(shown(Session(), {2: 1}, by="JD"), {5: 1}, by="JD")
    assert answer_of(session, "snelheid", block="evaluatie", by="JD") == 5
    assert answer_of(session, "snelheid", block="r1", by="JD") is None
    assert score(session.ratings, PACE).total == 1
    gone = shown(session, {}, by="JD")
    assert answer_of(gone, "snelheid", block="evaluatie", by="JD") is None
    assert raters(gone) == ()


# Which block asks what.


def block(name: str, kind: BlockKind, *asks: str) -> Block:
    return Block(id=name, kind=kind, scales=asks)


def rated(scale: str, value: int, where: str, by: str = "deelnemer") -> Rating:
    return Rating(id=f"r-{scale}-{value}-{where}", block=where, scale=scale, value=value, by=by)


def test_each_block_asks_its_own_and_every_answer_counts_once() -> None:
    """An answer belongs to its block where that asks it, else to the first that does."""
    session = Session(
        blocks=(
            block("krachten", "round", "actie", "actie", "weg"),
            block("pauze", "break"),
            block("later", "round", "actie"),
            block("evaluatie", "evaluation", "snelheid"),
        ),
        scales=(PACE, OTHER, FORCE, Scale(id="weg", withdrawn_at=AT)),
        ratings=(
            rated("actie", 0, "krachten"),
            rated("actie", 7, "later"),
            rated("actie", 9, "pauze"),
            rated("snelheid", 4, ""),
            rated("interactie", 3, "krachten"),
        ),
    )
    found = asked(session)
    assert [(each.block.id if each.block else "", each.evaluates) for each in found] == [
        ("krachten", False),
        ("later", False),
        ("evaluatie", True),
        ("", True),
    ]
    forces, later, pace, unnamed = (each.scores[0] for each in found)
    assert [len(each.scores) for each in found] == [1, 1, 1, 1]
    assert {value for value, number in forces.by_number.items() if number} == {0, 9}
    assert forces.hands[9] == 0  # a show of hands at this block does not take its place
    assert later.by_number[7] == later.hands[7] == 1
    assert (pace.total, unnamed.scale, unnamed.total) == (1, OTHER, 1)
    assert unnamed.others == ()


def test_without_scales_nothing_is_asked() -> None:
    """A meeting without scales has no block that asks one."""
    assert asked(Session(blocks=(block("r1", "round"),))) == ()


# Last time.


def held(name: str, date: dt.date, *values: int, scale: Scale = FORCE) -> Session:
    ratings = tuple(rated(scale.id, value, "krachten") for value in values)
    return Session(header=Header(id=name, date=date), scales=(OTHER, scale), ratings=ratings)


def test_last_time_is_the_last_earlier_meeting_that_answered() -> None:
    """Not this one, not a later one, not one without answers, and not another statement."""
    here = held("nu", dt.date(2016, 10, 10), 9)
    first, second = held("a", dt.date(2016, 6, 27), 4), held("b", dt.date(2016, 7, 4), 5, 6)
    silent = held("c", dt.date(2016, 9, 5))
    reworded = Scale(id="actie", title="We deden het", of=10, least=0)
    other = held("d", dt.date(2016, 9, 12), 8, scale=reworded)
    later = held("e", dt.date(2016, 11, 7), 1)
    found = last_time(here, [later, other, here, silent, second, first], FORCE)
    assert found is not None
    assert (found.meeting, found.score.mean) == (second, 5.5)
    assert last_time(here, [here, later, silent], FORCE) is None


def test_scales_are_the_same_by_id_statement_and_numbers() -> None:
    """How a statement is spaced and capitalised does not matter."""
    assert scale_key(FORCE) == scale_key(Scale(id="actie", title="we doen  het", of=10, least=0))
    for other in (
        Scale(id="actie", title="We doen het", of=10),
        Scale(id="actie", title="We doen het", of=5, least=0),
        Scale(id="daad", title="We doen het", of=10, least=0),
        Scale(id="actie", title="We willen het", of=10, least=0),
    ):
        assert scale_key(other) != scale_key(FORCE)
