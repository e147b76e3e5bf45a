"""How far an item of an earlier meeting is, of whatever kind: what a sign or a colour tells."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.standing import (
    BottleneckStatus,
    CheckStatus,
    ItemStatus,
    LineStatus,
    PromiseStatus,
    SolutionStatus,
    StepStatus,
)


class Progress(Enum):
    """How far an item of any kind is: what a sign or a colour can tell of it."""

    FINISHED = auto()
    WELL = auto()  # as it should be, and asked again
    UNDER_WAY = auto()
    NOT_BEGUN = auto()
    UNKNOWN = auto()
    WRONG = auto()
    DROPPED = auto()


_PROGRESS: Final[Mapping[type[StrEnum], Mapping[str, Progress]]] = MappingProxyType(
    {
        SolutionStatus: {
            SolutionStatus.EMBEDDED: Progress.FINISHED,
            SolutionStatus.APPLIED: Progress.WELL,
            SolutionStatus.NOT_TAKEN_UP: Progress.WRONG,
        },
        PromiseStatus: {
            PromiseStatus.DONE: Progress.FINISHED,
            PromiseStatus.LATE: Progress.WRONG,
            PromiseStatus.OPEN: Progress.NOT_BEGUN,
        },
        CheckStatus: {
            CheckStatus.DONE: Progress.FINISHED,
            CheckStatus.NOT_DONE: Progress.WRONG,
        },
        LineStatus: {
            LineStatus.EMBEDDED: Progress.FINISHED,
            LineStatus.APPLIED: Progress.WELL,
            LineStatus.NOT_APPLIED: Progress.WRONG,
        },
        BottleneckStatus: {
            BottleneckStatus.RESOLVED: Progress.FINISHED,
            BottleneckStatus.NOT_RESOLVED: Progress.WRONG,
        },
        StepStatus: {
            StepStatus.TAKEN: Progress.WELL,
            StepStatus.NOT_TAKEN: Progress.WRONG,
            StepStatus.AGREED: Progress.NOT_BEGUN,
            StepStatus.NONE: Progress.NOT_BEGUN,
        },
    }
)
"""By kind of status, because statuses of two kinds may have one value."""


def progress_of(status: ItemStatus) -> Progress:
    """Return how far an item is."""
    if status in ("dropped", "unknown"):
        return Progress[status.upper()]
    return _PROGRESS[type(status)].get(status, Progress.UNDER_WAY)
