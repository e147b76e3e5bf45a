"""Marks every screen of a rehearsal, so that nobody takes it for the meeting itself."""

from __future__ import annotations

from textual.app import App
from textual.content import Content
from textual.screen import ModalScreen, Screen

from sessiecoach.dutch.numbers import decimal

PRACTICE_CLASS = "-practice"


def practice_words(tempo: float) -> str:
    """Return what stands on top of every screen."""
    if tempo == 1:
        return "OEFENEN · niets hiervan blijft bewaard"
    return f"OEFENEN · de klok loopt {decimal(tempo)} keer zo snel · niets hiervan blijft bewaard"


def mark_practice(app: App[None], tempo: float) -> None:
    """Let every screen say that it is a rehearsal, from the one that is shown now."""
    words = Content(f" {practice_words(tempo)} ")

    def mark(screen: Screen[object]) -> None:
        # A dialog lies on a screen that says it already.
        if not isinstance(screen, ModalScreen):
            screen.border_title = words
            screen.add_class(PRACTICE_CLASS)

    app.sub_title = "OEFENEN"
    app.screen_change_signal.subscribe(app, mark)
    mark(app.screen)
