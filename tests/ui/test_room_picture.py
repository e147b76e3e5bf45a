"""Pictures of what the laptop did, of the groups that report back, and of a rehearsal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sessiecoach.domain.session import Group, Session, Turn
from sessiecoach.live.opening import Opened
from sessiecoach.ui.practice import mark_practice
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import SIZES, LiveApp, at, in_round_two, opened_at
from tests.ui.test_awake import Laptop

Snap = Callable[..., bool]


@pytest.fixture
def laptop(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> Iterator[Laptop]:
    laptop = Laptop(make_surroundings, clock, tmp_path)
    yield laptop
    laptop.opened.leave()


def reporting_back() -> Session:
    """Round 2 with three groups, of which the first is over its time."""
    session = in_round_two()
    turns = (
        Turn(group="A", seconds=120, started_at=at("9.44.16")),
        Turn(group="B", seconds=120),
        Turn(group="C", seconds=120),
    )
    blocks = tuple(
        replace(block, turns=turns) if block.id == "r2" else block for block in session.blocks
    )
    groups = (Group(id="A"), Group(id="B", title="Het raam"), Group(id="C"))
    return replace(session, groups=groups, blocks=blocks)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_slept_while_groups_report_back(
    snap_compare: Snap, laptop: Laptop, size: tuple[int, int]
) -> None:
    """The line about the sleep and the groups stand below each other; nothing is cut."""
    app = laptop.app(reporting_back())

    async def sleep(pilot: Pilot[None]) -> None:
        await pilot.pause()
        laptop.sleeps(25)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=sleep)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_a_rehearsal(
    snap_compare: Snap,
    make_surroundings: Callable[..., Surroundings],
    clock: FakeClock,
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    """OEFENEN stands on top, by daylight too."""
    opened: Opened = opened_at(in_round_two(), clock, at("9.46.26"), tmp_path)
    app = LiveApp(make_surroundings("ochtend"), opened)

    async def practise(pilot: Pilot[None]) -> None:
        await pilot.pause()
        mark_practice(app, 60)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=practise)
    opened.leave()
