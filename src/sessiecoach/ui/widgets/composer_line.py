"""The line of the composer: an Input that is quick, and careful with what is pasted."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive

from sessiecoach.domain.text import visible
from sessiecoach.ui.widgets.personal_field import PersonalInput

PLACEHOLDER = "Typ wat u hoort; Enter legt het vast"
READ_ONLY = "Alleen lezen: hier kan nu niets worden getypt"


class ComposerLine(PersonalInput):
    """The line itself: an Input that takes a paste of more lines and lets nothing evil in."""

    # An Input lays the whole screen out anew at every key, since its text became wider. This
    # line has the width of the screen whatever is in it, so it only needs to be drawn.
    virtual_size = Reactive(Size(0, 0))

    tells_itself = False  # the row above it does

    class Pasted(Message):
        """Text was pasted that has more than one line."""

        def __init__(self, lines: tuple[str, ...]) -> None:
            super().__init__()
            self.lines = lines

    def __init__(
        self, entered: Callable[[str], None], replacing: Callable[[int, int, str], None]
    ) -> None:
        """Make a line; `entered` takes what stands in it, before any later key.

        `replacing` is told when a code name is about to come in a place, or to go again.
        """
        self._entered, self._replacing = entered, replacing
        super().__init__(placeholder=PLACEHOLDER, select_on_focus=False)
        self.set_reactive(ComposerLine.cursor_blink, False)
        self.set_reactive(ComposerLine.virtual_size, Size(1, 1))

    def set_read_only(self, *, read_only: bool) -> None:
        """Take nothing, and say so; or take what is typed again."""
        self.disabled = read_only
        self.placeholder = READ_ONLY if read_only else PLACEHOLDER

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            # A binding or a message would come by after keys that were typed later.
            event.stop()
            event.prevent_default()
            self._entered(self.value)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = visible(event.text).replace("\t", " ")
        lines = tuple(" ".join(line.split()) for line in text.split("\n") if line.strip())
        if len(lines) > 1:
            self.post_message(self.Pasted(lines))
        elif "\n" in text:
            self._insert(lines[0] if lines else "")
        else:
            self._insert(text)

    def before_put(self, start: int, end: int, text: str) -> None:
        """Tell where other text comes."""
        self._replacing(start, end, text)

    def _insert(self, text: str) -> None:
        self.replace(text, *sorted(self.selection))


def replaced_in(
    lines: tuple[str, ...], start: int, end: int, text: str
) -> tuple[str, tuple[str, ...]] | None:
    """Return pasted lines with other text in a place of them, after how they stand as one line.

    None where that place is not within one of them.
    """
    begins = 0
    for number, line in enumerate(lines):
        if begins <= start and end <= begins + len(line):
            new = line[: start - begins] + text + line[end - begins :]
            lines = (*lines[:number], new, *lines[number + 1 :])
            return " ".join(lines), lines
        begins += len(line) + 1
    return None
