"""Scores by show of hands, given, given again, and added up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.evaluation import Score, hands, score, scores
from sessiecoach.domain.facts import Added, Changed, Fact, apply
from sessiecoach.domain.session import Rating, Scale, Session

AT = dt.datetime(2016, 9, 5, 8, 28, tzinfo=dt.UTC)
PACE = Scale(id="snelheid", title="De snelheid was prettig", of=5)
OTHER = Scale(id="interactie", of=3)


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"r-{next(numbers)}"


def shown(session: Session, counts: Mapping[int, int], **where: str) -> Session:
    """Return a session after a show of hands."""
    numbers = count(len(session.ratings) + 1)
    changes = hands(
        session,
        PACE,
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
    ("counts", "total", "mean"),
    [((0, 0, 0), 0, None), ((1, 0, 0), 1, 1.0), ((1, 2, 1), 4, 2.0), ((0, 1, 3), 4, 2.75)],
)
def test_total_and_mean(counts: tuple[int, ...], total: int, mean: float | None) -> None:
    """The mean weighs each number by its hands; without hands there is none."""
    result = Score(OTHER, counts)
    assert (result.total, result.mean) == (total, mean)


def test_scores_of_a_meeting() -> None:
    """Each scale has its score, of one block or of all; withdrawn ratings and scales have none."""
    session = Session(
        scales=(PACE, OTHER, Scale(id="weg", withdrawn_at=AT)),
        ratings=(
            Rating(id="r-1", block="a", scale="snelheid", value=5, count=2),
            Rating(id="r-2", block="b", scale="snelheid", value=1, count=4),
            Rating(id="r-3", block="a", scale="snelheid", value=5, withdrawn_at=AT),
            Rating(id="r-4", block="a", scale="snelheid", value=6),
            Rating(id="r-5", block="a", scale="snelheid", value=0),
            Rating(id="r-6", block="a", scale="snelheid", value=2, count=-9),
        ),
    )
    assert scores(session) == (Score(PACE, (4, 0, 0, 0, 2)), Score(OTHER, (0, 0, 0)))
    assert scores(session, block="a")[0].counts == (0, 0, 0, 0, 2)
