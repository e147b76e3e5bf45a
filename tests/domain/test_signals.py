"""The signals of a block, by the rules of the clock in the design."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.session import Block
from sessiecoach.domain.signals import Signal, SignalKind, signal_between
from tests.domain.reference_plan import NINE, round_of

ROUND = round_of("r1")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (300.2, 300.01, None),
        (300.2, 300.0, Signal(SignalKind.WARNING, 300)),
        (60.1, 59.9, Signal(SignalKind.WARNING, 60)),
        (0.2, 0.0, Signal(SignalKind.END, 0)),
        (0.0, -0.3, None),
        (-59.9, -60.0, Signal(SignalKind.STILL_OVER, -60)),
        (-60.0, -60.4, None),
        (-120.0, -180.0, None),
    ],
)
def test_each_mark_signals_once(before: float, after: float, expected: Signal | None) -> None:
    """Rules 7 and 10: at 5:00, 1:00 and 0:00 one signal each, and once more at +1:00."""
    assert signal_between(ROUND, before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (700, 200, Signal(SignalKind.WARNING, 300)),
        (700, 20, Signal(SignalKind.WARNING, 60)),
        (700, -20, Signal(SignalKind.END, 0)),
        (700, -200, Signal(SignalKind.END, 0)),
        (-5, -200, Signal(SignalKind.STILL_OVER, -60)),
    ],
)
def test_missed_signals_are_one(before: float, after: float, expected: Signal) -> None:
    """Rule 28: of all that was slept through only the last is told."""
    assert signal_between(ROUND, before, after) == expected


def test_again_only_after_passing_back() -> None:
    """Rule 7: a minute more passes back above the mark and is no signal; then it comes again."""
    assert signal_between(ROUND, 50, 110) is None
    assert signal_between(ROUND, 60.2, 59.8) == Signal(SignalKind.WARNING, 60)
    assert signal_between(ROUND, -61, 59) is None
    assert signal_between(ROUND, -59.5, -60.5) == Signal(SignalKind.STILL_OVER, -60)


def test_short_round_skips_the_first() -> None:
    """Rule 8: a round shorter than five minutes has its last signal only."""
    short = Block(id="kort", planned_minutes=4, warn_minutes=(3, 1), started_at=NINE)
    assert signal_between(short, 181, 179) is None
    assert signal_between(short, 61, 59) == Signal(SignalKind.WARNING, 60)


@given(
    st.lists(st.floats(min_value=0.05, max_value=30), min_size=1, max_size=300),
    st.floats(min_value=1, max_value=700),
)
def test_every_signal_comes_once_however_late_the_looks(steps: list[float], starts: float) -> None:
    """Rule 3: whenever the clock is looked at, no signal comes twice and none too early."""
    left, signals = starts, []
    for step in steps:
        signal = signal_between(ROUND, left, left - step)
        left -= step
        if signal is not None:
            signals.append(signal.mark_seconds)
            assert left <= signal.mark_seconds
    assert signals == sorted(set(signals), reverse=True)
    assert signals == [mark for mark in (300, 60, 0, -60) if left <= mark < starts]
