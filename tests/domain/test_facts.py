"""Facts and their fold: order and repetition do not matter, undo is exact, nothing is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from functools import reduce
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.facts import (
    Added,
    Allotted,
    BroughtBack,
    Change,
    Changed,
    Dropped,
    Ended,
    EndMoved,
    Extended,
    Fact,
    GivenBack,
    Interrupted,
    LateStartChosen,
    Resumed,
    Slept,
    Started,
    Undone,
    apply,
    difference,
    fold,
    interrupted_since,
    standing,
)
from sessiecoach.domain.session import (
    ITEM_TABLES,
    Block,
    Evaluation,
    Gap,
    Header,
    Interruption,
    Item,
    Note,
    SecondsAt,
    Session,
    Solution,
)
from tests.strategies import fact_lists, instants, sessions

NINE = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)


def minutes(number: float) -> dt.datetime:
    return NINE + dt.timedelta(minutes=number)


def told(*changes: Change | tuple[Change, ...], by: str = "links") -> list[Fact]:
    """Return a fact a change, a minute apart, numbered f1, f2, ..."""
    return [
        Fact(f"f{seq}", seq, by, minutes(seq), change if isinstance(change, tuple) else (change,))
        for seq, change in enumerate(changes, start=1)
    ]


NOTE = Added("notes", "n-1", {"text": "te weinig tijd"})
TWO_BLOCKS = (Added("blocks", "r1", {"planned_minutes": 20}), Added("blocks", "r2", {}))


@given(fact_lists(), st.randoms(use_true_random=False), st.integers(0, 12))
def test_order_and_repetition_do_not_matter(facts: list[Fact], random: Random, again: int) -> None:
    """The same set of facts gives the same session, in any order, some of them twice."""
    shuffled = facts + facts[:again]
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(facts)


@given(fact_lists(), st.integers(0, 12))
def test_merging_two_laptops_is_the_union(facts: list[Fact], place: int) -> None:
    """Folding what two laptops have gives the same whichever of them does it."""
    here, there = facts[:place], facts[max(0, place - 2) :]
    assert fold([*here, *there]) == fold([*there, *here]) == fold(facts)


@given(fact_lists(undo=False))
def test_applying_one_by_one_is_folding(facts: list[Fact]) -> None:
    """A snapshot that is kept up fact by fact is the fold of them all."""
    assert reduce(apply, standing(facts), Session()) == fold(facts)


@given(fact_lists(), st.data())
def test_undo_and_redo(facts: list[Fact], data: st.DataObject) -> None:
    """Undoing a fact is as if it never was; redoing it is as if it was never undone."""
    if not facts:
        return
    chosen = data.draw(st.sampled_from(facts))
    undo = Fact("undo", 100, "links", NINE, (Undone(chosen.id),))
    redo = Fact("redo", 101, "links", NINE, (Undone("undo"),))
    without = [fact for fact in facts if fact is not chosen]
    assert fold([*facts, undo]) == fold(without)
    assert fold([*facts, undo, redo]) == fold(facts)
    again = Fact("again", 102, "links", NINE, (Undone("redo"),))
    assert fold([*facts, undo, redo, again]) == fold(without)


@given(sessions(), instants())
def test_a_session_becomes_facts(session: Session, at: dt.datetime) -> None:
    """The difference from nothing to a session, as one fact, folds to that session."""
    whole = Fact("f1", 1, "links", at, difference(Session(), session, at))
    assert fold([whole]) == session


@given(sessions(), sessions(), instants())
def test_the_difference_leads_from_one_to_the_other(
    old: Session, new: Session, at: dt.datetime
) -> None:
    """Applied to the old session it gives the new one; what is gone from it is withdrawn."""
    after = apply(old, Fact("f1", 1, "links", at, difference(old, new, at)))
    for each in fields(Session):
        if each.name not in ITEM_TABLES:
            assert getattr(after, each.name) == getattr(new, each.name)
    for table in ITEM_TABLES:
        before: tuple[Item, ...] = getattr(old, table)
        expected = {
            item.id: item if item.withdrawn_at else replace(item, withdrawn_at=at)
            for item in before
        } | {item.id: item for item in getattr(new, table)}
        assert {item.id: item for item in getattr(after, table)} == expected
        ids = [item.id for item in getattr(after, table)]
        assert ids[: len(before)] == [item.id for item in before]


@given(sessions(), instants())
def test_no_difference_is_no_change(session: Session, at: dt.datetime) -> None:
    """A session that is as it was gives no changes at all."""
    assert difference(session, session, at) == ()


def test_nothing_folds_to_an_empty_session() -> None:
    """No facts are a session in which nothing is known."""
    assert fold([]) == Session()


def test_added_and_changed() -> None:
    """An item comes with what is known of it, and changes in what is said, no more."""
    session = fold(
        told(
            NOTE,
            Changed("notes", "n-1", {"kind": "belemmering"}),
            Changed("header", "", {"title": "Tweede"}),
            Changed("evaluation", "", {"good": ("tempo",)}),
            Changed("", "", {"extra": {"eigen": 1}}),
        )
    )
    assert session == Session(
        header=Header(title="Tweede"),
        notes=(Note(id="n-1", text="te weinig tijd", kind="belemmering"),),
        evaluation=Evaluation(good=("tempo",)),
        extra={"eigen": 1},
    )


def test_added_twice_is_one_item() -> None:
    """Two laptops that add the same item have one of it, the later values over the earlier."""
    session = fold(told(NOTE, Added("notes", "n-1", {"kind": "feit"})))
    assert session.notes == (Note(id="n-1", text="te weinig tijd", kind="feit"),)


def test_a_change_to_an_item_that_was_undone_changes_nothing() -> None:
    """An item whose making was undone elsewhere stays away."""
    facts = told(NOTE, Changed("notes", "n-1", {"text": "x"}), Undone("f1"))
    assert fold(facts).notes == ()


def test_items_keep_the_order_in_which_they_came() -> None:
    """A change does not move an item, and leaves the others alone."""
    facts = told(
        (Added("notes", "n-1", {}), Added("notes", "n-2", {})),
        Changed("notes", "n-1", {"text": "x"}),
    )
    assert fold(facts).notes == (Note(id="n-1", text="x"), Note(id="n-2"))


@given(fact_lists(undo=False))
def test_changes_of_one_act_count_one_by_one(facts: list[Fact]) -> None:
    """An act of many changes does what as many acts of one change do, in the same order."""
    changes = tuple(change for fact in facts for change in fact.changes)
    together = Fact("samen", 1, "links", NINE, changes)
    apart = [replace(together, changes=(change,)) for change in changes]
    assert apply(Session(), together) == reduce(apply, apart, Session())


def test_items_of_more_tables_in_one_act() -> None:
    """Items that stand through each other come in their own tables, in their own order."""
    solution = Added("solutions", "s-1", {"text": "elke week"})
    again = Added("notes", "n-1", {"kind": "feit"})
    session = fold(told((NOTE, solution, Added("notes", "n-2", {}), again)))
    assert session.notes == (Note(id="n-1", text="te weinig tijd", kind="feit"), Note(id="n-2"))
    assert session.solutions == (Solution(id="s-1", text="elke week"),)


def test_an_undo_counts_for_all_changes_of_a_fact() -> None:
    """All changes of one act count, or none does."""
    facts = told(TWO_BLOCKS, (Started("r1"), NOTE), Undone("f2"))
    assert fold(facts) == fold(facts[:1])


def test_of_two_edits_at_once_the_later_shows() -> None:
    """Facts count by number, then writer, then id; the earlier edit is still there."""
    facts = [
        Fact("a", 1, "links", NINE, (NOTE,)),
        Fact("b", 2, "rechts", NINE, (Changed("notes", "n-1", {"text": "rechts"}),)),
        Fact("c", 2, "links", minutes(9), (Changed("notes", "n-1", {"text": "links"}),)),
    ]
    assert fold(facts).notes[0].text == "rechts"
    assert fold([*facts, Fact("d", 3, "x", NINE, (Undone("b"),))]).notes[0].text == "links"


def test_an_undo_of_a_later_fact_does_not_count() -> None:
    """Only what sorts before it can be taken back, and never the undo itself."""
    facts = [
        Fact("u", 1, "links", NINE, (Undone("n"), Undone("u"))),
        Fact("n", 2, "links", NINE, (NOTE,)),
    ]
    assert [fact.id for fact in standing(facts)] == ["u", "n"]


def test_acts_of_the_clock_are_known() -> None:
    """The clock has an undo of its own, so its facts must be told from the others."""
    of_clock, of_note, mixed = told(Started("r1"), NOTE, (NOTE, Extended("r1", 60)))
    assert (of_clock.moves_clock, of_note.moves_clock, mixed.moves_clock) == (True, False, True)


@pytest.mark.parametrize(
    "change",
    [EndMoved(minutes(90)), LateStartChosen("all_moves"), Dropped("r1"), BroughtBack("r1")],
)
def test_steering_is_an_act_of_the_clock(change: Change) -> None:
    """Rule 16: what is decided to meet the end is taken back by the undo of the clock."""
    (fact,) = told(change)
    assert fact.moves_clock


def test_another_end() -> None:
    """The end of the day itself and what gives at a late start stand beside the plan."""
    planned = Changed("header", "", {"ends": dt.time(10, 30)})
    moved = told(planned, EndMoved(minutes(100)), LateStartChosen("all_moves"))
    header = fold(moved).header
    assert (header.hard_end, header.late_start) == (minutes(100), "all_moves")
    again = fold([*moved, Fact("e", 9, "links", NINE, (EndMoved(),))]).header
    assert (again.hard_end, again.ends) == (None, dt.time(10, 30))


def test_a_block_that_is_dropped_and_brought_back() -> None:
    """A dropped block says when that was, and is in the plan again without a trace of it."""
    dropped = told(TWO_BLOCKS, Dropped("r1"))
    assert [(b.id, b.withdrawn_at) for b in fold(dropped).blocks] == [
        ("r1", minutes(2)),
        ("r2", None),
    ]
    back = [*dropped, Fact("e", 9, "links", NINE, (BroughtBack("r1"),))]
    assert fold(back) == fold(told(TWO_BLOCKS))


def block_after(*changes: Change) -> Block:
    block = fold(told(TWO_BLOCKS, *changes)).block("r1")
    assert block is not None
    return block


RUNNING = Block(id="r1", planned_minutes=20, started_at=minutes(2))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), RUNNING),
        ((Ended("r1"),), replace(RUNNING, ended_at=minutes(3))),
        ((Started("r2"),), replace(RUNNING, ended_at=minutes(3))),
        ((Ended("r2"),), RUNNING),
        (
            (Interrupted("r1"), Interrupted("r1")),
            replace(RUNNING, interruptions=(Interruption(from_=minutes(3)),)),
        ),
        ((Resumed("r1"),), RUNNING),
        (
            (Interrupted("r1"), Resumed("r1"), Resumed("r1")),
            replace(RUNNING, interruptions=(Interruption(from_=minutes(3), until=minutes(4)),)),
        ),
        (
            (Interrupted("r1"), Ended("r1")),
            replace(
                RUNNING,
                interruptions=(Interruption(from_=minutes(3), until=minutes(4)),),
                ended_at=minutes(4),
            ),
        ),
        (
            (Extended("r1", 60), Extended("r1", -60)),
            replace(
                RUNNING,
                added=(
                    SecondsAt(at=minutes(3), seconds=60),
                    SecondsAt(at=minutes(4), seconds=-60),
                ),
            ),
        ),
        (
            (Allotted("r1", 660),),
            replace(RUNNING, allotted=(SecondsAt(at=minutes(3), seconds=660),)),
        ),
        (
            (
                Slept("r1", minutes(2.1), minutes(2.5)),
                Slept("r1", minutes(2.6), minutes(2.9)),
                GivenBack("r1", minutes(2.6)),
            ),
            replace(
                RUNNING,
                gaps=(
                    Gap(from_=minutes(2.1), until=minutes(2.5)),
                    Gap(from_=minutes(2.6), until=minutes(2.9), given_back=True),
                ),
            ),
        ),
    ],
)
def test_the_clock_of_a_block(changes: tuple[Change, ...], expected: Block) -> None:
    """Each act of the clock leaves its mark at its own instant, in its own block only."""
    assert block_after(Started("r1"), *changes) == expected


def test_starting_again_takes_the_end_away() -> None:
    """A block that is taken up again runs from then on."""
    again = block_after(Started("r1"), Ended("r1"), Started("r1"))
    assert again == replace(RUNNING, started_at=minutes(4))


def test_starting_ends_only_what_runs() -> None:
    """A block that was done keeps its end, one that never began has none."""
    session = fold(
        told((*TWO_BLOCKS, Added("blocks", "r3", {})), Started("r1"), Started("r2"), Started("r2"))
    )
    assert [(b.started_at, b.ended_at) for b in session.blocks] == [
        (minutes(2), minutes(3)),
        (minutes(4), None),
        (None, None),
    ]


def test_interrupted_since() -> None:
    """Only an interruption that is not over says since when the clock stands still."""
    assert interrupted_since(RUNNING) is None
    over = Interruption(from_=minutes(3), until=minutes(4))
    assert interrupted_since(replace(RUNNING, interruptions=(over,))) is None
    still = replace(RUNNING, interruptions=(over, Interruption(from_=minutes(5))))
    assert interrupted_since(still) == minutes(5)
