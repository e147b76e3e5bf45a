"""Bare Textual apps to measure against: `python -m benchmarks.bare label|input|clock`."""

from __future__ import annotations

import datetime as dt
import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Label

READY = "gereed"
"""What a bare app shows when its first screen stands."""


class LabelApp(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Label(READY)


class InputApp(App[None]):
    """One line to type in."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Label(READY)
        yield Input()


class ClockApp(App[None]):
    """A clock that is painted once a second."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Label(READY)
        yield Label("", id="clock")

    def on_mount(self) -> None:
        """Begin to paint."""
        self.set_interval(1.0, self.paint)

    def paint(self) -> None:
        """Show the time."""
        now = dt.datetime.now(dt.UTC)
        self.query_one("#clock", Label).update(f"{now:%H:%M:%S}")


if __name__ == "__main__":
    {"label": LabelApp, "input": InputApp, "clock": ClockApp}[sys.argv[1]]().run()
