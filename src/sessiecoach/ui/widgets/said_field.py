"""A field of one line for what somebody says; a paste cannot command the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.widgets import Input

from sessiecoach.domain.text import one_line, visible
from sessiecoach.ui.widgets.bound_field import KnownWords


class SaidField(Input):
    """Takes one line; `words` gives what can be completed."""

    def __init__(
        self,
        *,
        id: str,  # noqa: A002
        placeholder: str,
        words: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        super().__init__(
            id=id,
            placeholder=placeholder,
            suggester=KnownWords(words) if words else None,
            compact=True,
            select_on_focus=False,
        )
        self.cursor_blink = False

    @property
    def said(self) -> str:
        """What stands in it, on one line and visible."""
        return one_line(self.value)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(visible(event.text).replace("\n", " "), *sorted(self.selection))
