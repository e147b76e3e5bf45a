"""Which scores are asked while a meeting is rounded off."""

from __future__ import annotations

from dataclasses import replace

from sessiecoach.domain.session import Block, Rating, Scale, Session
from sessiecoach.ui.screens.finish_acts import asked_scores, evaluation_block
from tests.ui.sheet_meeting import meeting_of

PACE = Scale(id="tempo", title="Tempo")


def asked(session: Session) -> list[str]:
    """Return the ids of the scales that are asked."""
    return [score.scale.id for score in asked_scores(session)]


def test_only_the_evaluation_asks_its_scales() -> None:
    """What a round asks is filled in on its worksheet, and not again at the end."""
    assert asked(meeting_of("kijkglas")) == []
    assert asked(meeting_of("stagnatiescan")) == []
    session = meeting_of("praktijklab")
    assert (evaluation_block(session), asked(session)) == ("evaluatie", ["samenhang"])


def test_scales_that_no_block_names_are_asked_at_the_end() -> None:
    """A record in which no block names its scales asks them all, also without an evaluation."""
    rated = Rating(id="r-1", scale="tempo", value=4, count=2)
    session = Session(scales=(PACE,), ratings=(rated,))
    assert (evaluation_block(session), asked(session)) == ("", ["tempo"])
    evaluation = Block(id="eind", kind="evaluation")
    session = replace(session, blocks=(Block(id="r1", kind="round"), evaluation))
    assert (evaluation_block(session), asked(session)) == ("eind", ["tempo"])
    assert asked_scores(session)[0].total == 2


def test_of_two_evaluations_the_one_that_asks_counts() -> None:
    """An evaluation without scales is no reason to ask nothing."""
    blocks = (
        Block(id="dag-1", kind="evaluation"),
        Block(id="dag-2", kind="evaluation", scales=("tempo",)),
    )
    session = Session(blocks=blocks, scales=(PACE,))
    assert (evaluation_block(session), asked(session)) == ("dag-2", ["tempo"])
