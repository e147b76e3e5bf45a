"""Rule 33: the next preparation proposes minutes from the median of earlier meetings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sessiecoach.domain.facts import Fact, difference, fold
from sessiecoach.domain.session import Block, Header, Interruption, Session, SessionStatus
from sessiecoach.domain.usual_minutes import (
    other_than_planned,
    plan_as_usual,
    usual_minutes,
    usual_plan,
)

BEGAN = dt.datetime(2016, 9, 5, 7, 0, tzinfo=dt.UTC)


def held(minutes: float, *, interrupted: float = 0, status: SessionStatus = "closed") -> Session:
    """A meeting whose first round took so long, interruptions on top."""
    ended_at = BEGAN + dt.timedelta(minutes=minutes + interrupted)
    pause = Interruption(from_=BEGAN, until=BEGAN + dt.timedelta(minutes=interrupted))
    block = Block(id="r1", started_at=BEGAN, ended_at=ended_at, interruptions=(pause,))
    return Session(header=Header(status=status), blocks=(block,))


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        ([], None),
        ([held(22)], 22),
        ([held(18), held(22), held(45)], 22),
        ([held(18), held(23)], 20),
        ([held(0.2)], 1),
        ([held(20, interrupted=9)], 20),
        ([held(90, status="live"), held(21)], 21),
    ],
)
def test_the_median_of_what_a_block_took(earlier: list[Session], expected: int | None) -> None:
    """Rule 33: the median counts, so that one meeting that ran late does not."""
    assert usual_minutes(earlier, "r1") == expected


def test_a_block_that_was_not_held_does_not_count() -> None:
    """Rule 33: blocks that never began, never ended, were dropped or are not there say nothing."""
    never_began = Session(header=Header(status="closed"), blocks=(Block(id="r1"),))
    never_ended = Session(
        header=Header(status="closed"), blocks=(Block(id="r1", started_at=BEGAN),)
    )
    dropped = Session(
        header=Header(status="closed"),
        blocks=(Block(id="r1", started_at=BEGAN, ended_at=BEGAN, withdrawn_at=BEGAN),),
    )
    other = Session(header=Header(status="closed"))
    assert usual_minutes([never_began, never_ended, dropped, other], "r1") is None


def test_a_plan_as_usual() -> None:
    """Rule 33: what differs from the plan is known by block, and taken over in one act."""
    plan = Session(
        header=Header(werkvorm="leersessie"),
        blocks=(
            Block(id="r1", planned_minutes=20),
            Block(id="r2", planned_minutes=20),
            Block(id="weg", planned_minutes=9, withdrawn_at=BEGAN),
        ),
    )
    other = replace(held(50), header=Header(status="closed", werkvorm="wereldcafe"))
    alike = replace(held(23), header=Header(status="closed", werkvorm="leersessie"))
    weg = replace(alike, blocks=(*alike.blocks, replace(alike.blocks[0], id="weg")))
    usual = usual_plan([other, weg], plan)
    assert usual == {"r1": 23}
    assert other_than_planned(plan, usual) == {"r1": 23}
    assert other_than_planned(plan, {"r1": 20, "elders": 5}) == {}
    added = Fact("f1", 1, "links", BEGAN, difference(Session(), plan, BEGAN))
    planned = fold([added, Fact("f2", 2, "links", BEGAN, plan_as_usual(usual))])
    assert [block.planned_minutes for block in planned.plan] == [23, 20]
