"""What a measurement gives: the program and a bare app side by side, and the goal."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the program beside the same of a bare app."""

    what: str
    unit: str
    ours: float
    bare: float | None
    """None where there is nothing to measure against."""
    goal: float
    """The most that the ratio may be, or `ours` where there is no bare app."""

    @property
    def reached(self) -> float:
        """What the goal is held against."""
        return self.ours if self.bare is None else self.ours / self.bare

    def __str__(self) -> str:
        met = "ok    " if self.reached <= self.goal else "MISSED"
        own = f"{self.ours:8.1f} {self.unit:4}"
        if self.bare is None:
            return f"{met} {self.what:48} {own} {'':31} goal <= {self.goal:g} {self.unit}"
        bare = f"bare {self.bare:8.1f} {self.unit:4} ratio {self.reached:5.2f}"
        return f"{met} {self.what:48} {own} {bare} goal <= {self.goal:g}"


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
