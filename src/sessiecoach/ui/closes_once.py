"""A screen that closes once, however often and fast it is asked to."""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen


class ClosesOnce:
    """Stands before the screen in the bases of a class.

    Textual takes away whichever screen is on top, so that a second Esc that was pressed before
    the first was heard would take away the screen below, or the last one there is. A button that
    was pressed before the help came over its dialog would take away the help.
    """

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close with an answer; nothing happens where this is not the screen on top."""
        if isinstance(self, Screen) and self.app.screen_stack[-1:] != [self]:
            return AwaitComplete()
        return super().dismiss(result)  # type: ignore[misc,no-any-return]
