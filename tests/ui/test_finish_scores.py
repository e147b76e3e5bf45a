"""Which scores are asked while a meeting is rounded off."""

from __future__ import annotations

from dataclasses import replace

from sessiecoach.domain.session import Block, Rating, Scale, Session
from sessiecoach.ui.screens.finish_acts import asked_scores, evaluation_block
from sessiecoach.ui.widgets.hands_grid import HandsGrid
from tests.fake_clock import FakeClock
from tests.ui.finish_meeting import Closing, MakeSurroundings, nearly_done, rounding_off
from tests.ui.pressing import until
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


async def test_last_time_stands_under_the_statement_that_is_asked(
    make_surroundings: MakeSurroundings, clock: FakeClock
) -> None:
    """What an earlier meeting of the series answered stands there, and beside a new answer."""
    app = Closing(make_surroundings, clock).app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        grid = screen.query_one(HandsGrid)
        await until(pilot, lambda: bool(grid.last_times))
        asked = [score.scale.id for score in grid.scores]

        def told() -> str:
            return "\n".join(line.plain for line in grid.foot(80))

        first = grid.last_times[asked[0]]
        assert first.startswith("vorige keer ")
        assert first.endswith("(27 jun)")
        assert first in told()
        await pilot.press("5")
        await until(pilot, lambda: "▲" in grid.last_times[asked[0]])
        assert grid.last_times[asked[1]] in told()
