"""The facts of a session and what they add up to, after each of them."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from sessiecoach.domain.facts import Added, Changed, Fact, Undone, fold
from sessiecoach.domain.session import Session
from sessiecoach.live.ledger import Ledger
from tests import strategies

AT = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)


@given(strategies.fact_lists(), st.data())
def test_it_is_always_the_fold(facts: list[Fact], data: st.DataObject) -> None:
    """Built at once or fact by fact, undone or not, it is what folding all of them gives."""
    facts.sort(key=lambda fact: fact.order)
    known = data.draw(st.integers(0, len(facts)))
    ledger = Ledger(reversed(facts[:known]))
    assert ledger.session == fold(facts[:known])
    for number, fact in enumerate(facts[known:], known + 1):
        assert ledger.add(fact) == ledger.session == fold(facts[:number])
    assert ledger.facts == tuple(facts)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 200) | st.none(), min_size=80, max_size=160))
def test_undoing_far_back_in_a_long_meeting(targets: list[int | None]) -> None:
    """Taking back any of many facts, and taking that back, gives what folding gives."""
    ledger = Ledger()
    facts: list[Fact] = []
    for number, target in enumerate(targets, 1):
        change = (
            Undone(facts[target].id)
            if target is not None and target < len(facts)
            else Added("notes", f"n-{number % 50}", {"text": f"{number}"})
        )
        facts.append(Fact(f"f-{number}", ledger.next_seq, "w", AT, (change,)))
        ledger.add(facts[-1])
        if number % 20 == 0:
            assert ledger.session == fold(facts)
    assert ledger.session == fold(facts)


def test_an_empty_ledger() -> None:
    """Without facts there is an empty session, and the first fact has number 1."""
    assert Ledger().session == Session()
    assert Ledger().next_seq == 1


def test_the_next_fact_sorts_last() -> None:
    """The next number is above every number that is here."""
    facts = [Fact(f"f-{seq}", seq, "w", AT, ()) for seq in (7, 3, 7)]
    assert Ledger(facts).next_seq == 8


def test_a_fact_that_came_twice_counts_once() -> None:
    """What arrives again, as from another laptop, changes nothing."""
    fact = Fact("f-1", 1, "w", AT, (Changed("header", "", {"title": "Leersessie"}),))
    ledger = Ledger([fact, fact])
    ledger.add(fact)
    assert ledger.facts == (fact,)
    assert ledger.session.header.title == "Leersessie"
