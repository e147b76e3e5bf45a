"""How far items are, whatever kind of status they have."""

from __future__ import annotations

import pytest

from sessiecoach.domain.progress import Progress, progress_of
from sessiecoach.domain.standing import (
    CLOSED,
    BottleneckStatus,
    CheckStatus,
    ItemStatus,
    LineStatus,
    PromiseStatus,
    SolutionStatus,
    StepStatus,
)

EVERY: tuple[ItemStatus, ...] = (
    *SolutionStatus,
    *PromiseStatus,
    *CheckStatus,
    *LineStatus,
    *BottleneckStatus,
    *StepStatus,
)


@pytest.mark.parametrize("status", EVERY)
def test_what_is_closed_is_finished_or_dropped(status: ItemStatus) -> None:
    """And nothing that still comes back is."""
    over = progress_of(status) in (Progress.FINISHED, Progress.DROPPED)
    assert over == (status in CLOSED)


@pytest.mark.parametrize(
    ("status", "progress"),
    [
        (SolutionStatus.APPLIED, Progress.WELL),
        (LineStatus.APPLIED, Progress.WELL),
        (StepStatus.TAKEN, Progress.WELL),
        (SolutionStatus.WORKED_OUT, Progress.UNDER_WAY),
        (PromiseStatus.STARTED, Progress.UNDER_WAY),
        (CheckStatus.PARTLY, Progress.UNDER_WAY),
        (BottleneckStatus.PARTLY_RESOLVED, Progress.UNDER_WAY),
        (PromiseStatus.LATE, Progress.WRONG),
        (BottleneckStatus.NOT_RESOLVED, Progress.WRONG),
        (StepStatus.NOT_TAKEN, Progress.WRONG),
        (PromiseStatus.OPEN, Progress.NOT_BEGUN),
        (StepStatus.NONE, Progress.NOT_BEGUN),
        (LineStatus.UNKNOWN, Progress.UNKNOWN),
        (StepStatus.UNKNOWN, Progress.UNKNOWN),
    ],
)
def test_statuses_of_different_kinds_are_as_far(status: ItemStatus, progress: Progress) -> None:
    """So that one sign and one colour can tell it."""
    assert progress_of(status) is progress
