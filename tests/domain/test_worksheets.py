"""Which worksheets a meeting has, and where the scores of the evaluation are filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sessiecoach.domain.session import Block, Session, WorksheetKind
from sessiecoach.domain.worksheets import home_of, worksheets, worksheets_of

EVALUATION = Block(id="e", kind="evaluation", scales=("tempo",))


def meeting(*blocks: Block) -> Session:
    """Return a meeting with these blocks, and an evaluation with a scale after them."""
    return Session(blocks=(*blocks, EVALUATION))


def test_scores_of_the_evaluation_alone_are_no_worksheet() -> None:
    """A meeting that makes nothing else counts hands while it is rounded off, and only then."""
    plain = meeting(Block(id="r", kind="round"))
    assert worksheets(plain) == ()
    assert worksheets_of(plain, EVALUATION) == ()
    assert home_of(plain, "ratings") is None


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        (Block(id="r", kind="round", worksheets=("framework",)), ("framework", "ratings")),
        (Block(id="r", kind="round", scales=("actie",)), ("ratings",)),
    ],
)
def test_beside_another_worksheet_there_is_one_for_the_evaluation(
    block: Block, wanted: tuple[WorksheetKind, ...]
) -> None:
    """Then each person can answer apart, in the block of the evaluation."""
    session = meeting(block)
    assert worksheets(session) == wanted
    assert worksheets_of(session, EVALUATION) == ("ratings",)


def test_a_block_that_names_its_scores_has_them_in_its_own_order() -> None:
    """What a block says it makes stays as it is, with or without scales."""
    both = replace(EVALUATION, worksheets=("ratings", "questions"))
    session = Session(blocks=(both,))
    assert worksheets_of(session, both) == worksheets(session) == ("ratings", "questions")
    assert home_of(session, "questions") == both
    bare = Block(id="p", worksheets=("interests",))
    assert worksheets_of(meeting(bare), bare) == ("interests",)
