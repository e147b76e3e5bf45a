"""Another length of the half days: sums are exact, breaks stay, and there and back is nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.facts import Change, Fact, apply
from sessiecoach.domain.half_days import (
    LEAST_MINUTES,
    MOST_MINUTES,
    Refusal,
    Unfit,
    length_refusal,
    refusal,
    shared,
    with_half_days,
)
from sessiecoach.domain.preparing import PlanCode, plan_findings, prepared_session
from sessiecoach.domain.session import Block, Header, Session, Step
from sessiecoach.domain.werkvorm import Werkvorm
from sessiecoach.storage.werkvormen import load_werkvormen

AT = dt.datetime(2016, 9, 5, 7, 0, tzinfo=dt.UTC)
LENGTHS = st.integers(LEAST_MINUTES // 2, MOST_MINUTES // 2).map(lambda half: 2 * half)
COUNTED = [each for each in load_werkvormen(None).formats.values() if each.steps]
"""The shipped werkvormen that count in half days."""


def after(session: Session, changes: tuple[Change, ...]) -> Session:
    """Return the session once an act was done."""
    return apply(session, Fact("f", 1, "x", AT, changes))


def fresh(werkvorm: Werkvorm, day: int) -> Session:
    """Return the draft of a day of a werkvorm, as nobody changed it."""
    return prepared_session(
        werkvorm, session_id="x", document="d", number=day, earlier_meetings=day > 1
    )


def of_step(session: Session, step: str) -> list[Block]:
    """Return the blocks that count in a step."""
    return [block for block in session.plan if block.step == step and block.counts]


DRAFT = Session(
    header=Header(half_day_minutes=210),
    steps=(Step(id="1", title="Kijken", minutes=105), Step(id="2", title="Vrij")),
    blocks=(
        Block(id="a", kind="opening", planned_minutes=15, min_minutes=15, step="1"),
        Block(id="b", planned_minutes=50, min_minutes=30, flexible=True, step="1"),
        Block(id="p", kind="break", planned_minutes=10, min_minutes=5, flexible=True, step="1"),
        Block(id="c", planned_minutes=30, min_minutes=29, buffer=True, step="1"),
        Block(id="l", kind="break", planned_minutes=45, step="1", counts=False),
        Block(id="z", planned_minutes=20, flexible=True, step="2"),
        Block(id="x", planned_minutes=30, flexible=True, step="1", withdrawn_at=AT),
    ),
)
"""A step of half a half day and one that is not measured."""


def minutes_of(session: Session) -> dict[str, tuple[int, int]]:
    """Return the minutes and the minimum of each block."""
    return {block.id: (block.planned_minutes, block.min_minutes) for block in session.blocks}


def test_what_gives_and_what_stays() -> None:
    """Breaks, fixed and uncounted blocks stay; the others take all that the step is shorter."""
    shorter = after(DRAFT, with_half_days(DRAFT, 180))
    assert shorter.header.half_day_minutes == 180
    assert [step.minutes for step in shorter.steps] == [90, 0]
    assert minutes_of(shorter) == {
        "a": (15, 15),
        "b": (41, 26),
        "p": (10, 5),
        "c": (24, 24),  # its minimum would be 25
        "l": (45, 0),
        "z": (20, 0),
        "x": (30, 0),
    }


def test_one_act_says_only_what_changes() -> None:
    """A block that keeps its minutes is in no change."""
    changed = {change.item for change in with_half_days(DRAFT, 212) if hasattr(change, "item")}
    assert changed == {"", "1", "b"}


@pytest.mark.parametrize(
    ("minutes", "why"),
    [
        (179, Unfit.OUT_OF_RANGE),
        (178, Unfit.OUT_OF_RANGE),
        (180, None),
        (181, Unfit.ODD),
        (240, None),
        (241, Unfit.OUT_OF_RANGE),
        (-210, Unfit.OUT_OF_RANGE),
    ],
)
def test_lengths_that_a_half_day_can_have(minutes: int, why: Unfit | None) -> None:
    """Half a half day takes whole minutes, so only even lengths of three to four hours can be."""
    expected = Refusal(why) if why else None
    assert length_refusal(minutes) == expected
    assert refusal(DRAFT, minutes) == expected
    assert bool(with_half_days(DRAFT, minutes)) is (why is None)


def test_a_step_that_comes_out_broken_is_refused() -> None:
    """A quarter of a half day takes no whole minutes at each length."""
    quarter = replace(DRAFT, steps=(Step(id="1", minutes=53), Step(id="2", minutes=1)))
    assert refusal(quarter, 200) == Refusal(Unfit.STEP_NOT_WHOLE, "1")
    assert with_half_days(quarter, 200) == ()
    gone = replace(quarter, steps=tuple(replace(e, withdrawn_at=AT) for e in quarter.steps))
    assert refusal(gone, 200) is None


def test_a_step_with_too_little_left_is_refused() -> None:
    """The fixed blocks of a step leave each of the others at least a minute."""

    def with_opening(minutes: int) -> Session:
        blocks = (replace(DRAFT.blocks[0], planned_minutes=minutes), *DRAFT.blocks[1:])
        return replace(DRAFT, blocks=blocks)

    assert refusal(with_opening(78), 180) is None
    assert refusal(with_opening(79), 180) == Refusal(Unfit.STEP_TOO_SHORT, "Kijken")


def test_a_step_of_fixed_blocks_is_refused() -> None:
    """Where nothing gives or takes, a step keeps its length."""
    fixed = tuple(replace(block, flexible=False, buffer=False) for block in DRAFT.blocks)
    assert refusal(replace(DRAFT, blocks=fixed), 200) == Refusal(Unfit.STEP_FIXED, "Kijken")


def test_a_step_of_fixed_blocks_that_fits_is_left_alone() -> None:
    """A step whose fixed blocks take just what it will have needs no other block."""
    fixed = Session(
        header=Header(half_day_minutes=210),
        steps=(Step(id="1", minutes=210),),
        blocks=(Block(id="a", planned_minutes=200, step="1"),),
    )
    assert minutes_of(after(fixed, with_half_days(fixed, 200))) == {"a": (200, 0)}


def test_only_a_draft_that_counts_in_half_days_changes() -> None:
    """What is held keeps its plan, and most meetings have no half days."""
    live = replace(DRAFT, header=replace(DRAFT.header, status="live"))
    assert with_half_days(live, 200) == ()
    assert with_half_days(replace(DRAFT, header=Header()), 200) == ()
    assert with_half_days(DRAFT, 210) == ()


def test_the_end_shows_that_it_moved() -> None:
    """A longer half day runs past the hard end, and the plan says by how much."""
    (werkvorm,) = COUNTED
    draft = fresh(werkvorm, 2)
    header = replace(draft.header, starts=dt.time(9), ends=dt.time(12, 30))
    longer = replace(draft, header=header)
    longer = after(longer, with_half_days(longer, 240, werkvorm))
    found = {each.code: each.minutes for each in plan_findings(longer)}
    assert found[PlanCode.SURPLUS] == 30


@pytest.mark.parametrize("werkvorm", COUNTED, ids=lambda each: each.id)
@given(lengths=st.lists(LENGTHS, max_size=4), day=st.integers(1, 2))
def test_there_and_back_is_nothing(werkvorm: Werkvorm, lengths: list[int], day: int) -> None:
    """However often the length changes, the usual one gives the plan of the werkvorm again."""
    draft = fresh(werkvorm, day)
    session = draft
    for minutes in lengths:
        session = after(session, with_half_days(session, minutes, werkvorm))
    assert after(session, with_half_days(session, 210, werkvorm)) == draft


@pytest.mark.parametrize("werkvorm", COUNTED, ids=lambda each: each.id)
@given(minutes=LENGTHS, day=st.integers(1, 2), known=st.booleans())
def test_sums_are_exact(werkvorm: Werkvorm, minutes: int, day: int, known: bool) -> None:
    """Each step takes exactly its half days, breaks untouched, and no minimum is above a length."""
    draft = fresh(werkvorm, day)
    session = after(draft, with_half_days(draft, minutes, werkvorm if known else None))
    for step in session.steps:
        parts = {each.number: each.day_parts for each in werkvorm.steps}[int(step.id)] or 0
        assert step.minutes == parts * minutes
        assert sum(block.planned_minutes for block in of_step(session, step.id)) == step.minutes
    for before, now in zip(draft.blocks, session.blocks, strict=True):
        if before.kind == "break" or not before.flexible or not before.counts:
            assert now == before
        assert 0 <= now.min_minutes <= now.planned_minutes


@given(
    changed=st.dictionaries(st.sampled_from(["2a", "2b", "2c", "2g", "2h"]), st.integers(0, 90)),
    minutes=LENGTHS,
)
def test_a_plan_that_a_person_changed_keeps_its_proportions(
    changed: dict[str, int], minutes: int
) -> None:
    """Minutes that were typed count as they stand: no part is more than a minute off its share."""
    (werkvorm,) = COUNTED
    draft = fresh(werkvorm, 1)
    draft = replace(
        draft,
        blocks=tuple(
            replace(block, planned_minutes=changed.get(block.id, block.planned_minutes))
            for block in draft.blocks
        ),
    )
    minutes = 182 if minutes == 210 else minutes
    session = after(draft, with_half_days(draft, minutes, werkvorm))
    (step,) = (each for each in session.steps if each.id == "2")
    stretched = [block for block in of_step(session, "2") if block.flexible]
    left = step.minutes - 15
    assert sum(block.planned_minutes for block in stretched) == left
    before = {block.id: block.planned_minutes for block in draft.blocks}
    whole = sum(before[block.id] for block in stretched)
    lifted = sum(before[block.id] * left < whole for block in stretched)
    for block in stretched:
        assert block.planned_minutes >= 1
        assert abs(block.planned_minutes - before[block.id] * left / whole) <= 1 + lifted


@given(shares=st.lists(st.integers(0, 60), min_size=1, max_size=9), more=st.integers(0, 300))
def test_shares_are_whole_and_together_all(shares: list[int], more: int) -> None:
    """Whatever is divided, it is divided wholly, and nobody is left with nothing."""
    total = len(shares) + more
    parts = shared(shares, total)
    assert sum(parts) == total
    assert min(parts) >= 1


@given(shares=st.lists(st.integers(1, 60), max_size=9))
def test_shares_of_their_own_sum_are_themselves(shares: list[int]) -> None:
    """Where there is as much as before, everybody keeps what they had."""
    assert shared(shares, sum(shares)) == tuple(shares)


def test_what_rounding_leaves_goes_where_it_took_most() -> None:
    """Two thirds of a minute that were lost come before one third, and the first before others."""
    assert shared((1, 2), 5) == (2, 3)
    assert shared((5, 5, 5), 17) == (6, 6, 5)
    assert shared((0, 0), 5) == (3, 2)
    assert shared((0, 9), 9) == (1, 8)
