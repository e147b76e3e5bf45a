"""The block that opens a meeting shows the spelregels, and no other does."""

from __future__ import annotations

import datetime as dt

from sessiecoach.domain.opening_block import opens, rules_at
from sessiecoach.domain.session import Block, Header, Session

DROPPED = Block(id="weg", kind="opening", withdrawn_at=dt.datetime(2016, 9, 5, tzinfo=dt.UTC))
FIRST = Block(id="opening", kind="opening")
ROUND = Block(id="r1", kind="round")
SECOND = Block(id="2", kind="opening")
MEETING = Session(
    header=Header(rules=("Alles telt.", "  ", "Geen\nnamen.")),
    blocks=(DROPPED, ROUND, FIRST, SECOND),
)


def test_the_first_of_its_kind_opens_the_meeting() -> None:
    """One that was dropped does not; without any nothing does."""
    assert [opens(MEETING, each) for each in MEETING.blocks] == [False, False, True, False]
    assert not opens(Session(blocks=(ROUND,)), ROUND)


def test_the_rules_are_those_of_the_opening() -> None:
    """Each on one line; a rule without words is none."""
    assert rules_at(MEETING, FIRST) == ("Alles telt.", "Geen namen.")
    assert rules_at(MEETING, ROUND) == rules_at(MEETING, SECOND) == ()
