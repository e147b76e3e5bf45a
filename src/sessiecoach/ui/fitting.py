"""A screen that knows how large the terminal is before it is laid out for the first time."""

from __future__ import annotations

from textual.app import App
from textual.screen import Screen


def fitted(screen: Screen[None], app: App[None]) -> Screen[None]:
    """Return a screen with the classes of the size that the app has now.

    It gets them anyway, but only after it was painted once without them.
    """
    for breakpoints, room in (
        (app.HORIZONTAL_BREAKPOINTS, app.size.width),
        (app.VERTICAL_BREAKPOINTS, app.size.height),
    ):
        fitting = [name for least, name in breakpoints or () if least <= room]
        screen.add_class(*fitting[-1:])
    return screen
