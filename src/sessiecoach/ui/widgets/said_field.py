"""A field of one line for what somebody says; a paste cannot command the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.longest import too_long_sentence
from sessiecoach.ui.widgets.bound_field import KnownWords
from sessiecoach.ui.widgets.personal_field import PersonalInput


class SaidField(PersonalInput):
    """Takes one line; `words` gives what can be completed.

    What names people of the meeting, or a date, need not be watched for personal data.
    """

    def __init__(
        self,
        *,
        id: str,  # noqa: A002
        placeholder: str,
        words: Callable[[], Sequence[str]] | None = None,
        watched: bool = True,
    ) -> None:
        self.is_watched = watched
        super().__init__(
            id=id,
            placeholder=placeholder,
            suggester=KnownWords(words) if words else None,
            select_on_focus=False,
        )
        self.cursor_blink = False

    @property
    def said(self) -> str:
        """What stands in it, on one line and visible."""
        return one_line(self.value)

    async def action_submit(self) -> None:
        """Give what stands in it, or say that it is too long and let it stand."""
        if too_long := too_long_sentence(self.said):
            self.notify(too_long, severity="warning", timeout=8, markup=False)
        else:
            await super().action_submit()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(visible(event.text).replace("\n", " "), *sorted(self.selection))
