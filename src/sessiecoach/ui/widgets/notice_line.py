"""One line between the notes and the composer: what there is to say, and keys to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a single key does while the line asks for it."""

    key: str
    """As shown: `o`, `+`."""
    words: str
    action: str
    """The name of the action of the screen."""
    repeats: bool = False
    """Whether it can be pressed again at once, as long as the field below is empty."""


class NoticeLine(Widget):
    """A notice, or a row of keys of which the next press takes one.

    While it asks it has the focus, so that the key reaches no field, and gives it back.
    """

    can_focus = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_choices", "Terug", show=False, priority=True)
    ]
    DEFAULT_CSS = """
    NoticeLine {
        height: auto;
        display: none;
    }
    """

    notice: reactive[str] = reactive("")
    """What is told; empty when there is nothing."""
    question: reactive[str] = reactive("")
    choices: reactive[tuple[Choice, ...]] = reactive(())

    _before: Widget | None = None

    class Chosen(Message):
        """A key of the choices was pressed."""

        def __init__(self, choice: Choice, *, again: bool = False) -> None:
            super().__init__()
            self.choice, self.again = choice, again
            """`again` where the line still asks for what can be repeated."""

    class Left(Message):
        """The choices were left without choosing."""

    def ask(self, question: str, choices: Sequence[Choice]) -> None:
        """Let the next key choose; any other key leaves."""
        if self.screen.focused is not self:
            self._before = self.screen.focused
        self.question, self.choices = question, tuple(choices)
        self.can_focus = True
        self.focus(scroll_visible=False)

    def stop_asking(self) -> None:
        """Give the focus back to where it was."""
        if not self.choices:
            return
        self.question, self.choices = "", ()
        before = self._before
        if self.has_focus and before is not None and before.is_mounted:
            before.focus(scroll_visible=False)
        self.can_focus = False

    def on_key(self, event: events.Key) -> None:
        """Take the key that was asked for; any other leaves, and does nothing else.

        Once a key was repeated nobody waits for another choice: then text is for the field.
        """
        if not self.choices:
            return
        event.stop()
        event.prevent_default()
        chosen = next((each for each in self.choices if event.character == each.key), None)
        if chosen is not None and chosen.repeats and not _has_text(self._before):
            self.choices = tuple(each for each in self.choices if each.repeats)
            self.post_message(self.Chosen(chosen, again=True))
            return
        field = self._before if all(each.repeats for each in self.choices) else None
        self.stop_asking()
        self.post_message(self.Left() if chosen is None else self.Chosen(chosen))
        if isinstance(field, Input) and event.is_printable:
            field.post_message(events.Key(event.key, event.character))

    def on_blur(self) -> None:
        """A click elsewhere leaves the choices."""
        self._before = None
        self.stop_asking()

    def action_leave_choices(self) -> None:
        """Leave without choosing."""
        self.stop_asking()
        self.post_message(self.Left())

    def watch_notice(self) -> None:
        """Stand there only with something to say."""
        self._place()

    def watch_choices(self) -> None:
        """Stand there while asking."""
        self._place()
        self.refresh(layout=True)  # fewer choices may take fewer lines

    def _place(self) -> None:
        self.display = bool(self.notice or self.choices)
        self.set_class(bool(self.choices), "-asking")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes at this width."""
        if self.choices:
            return len(self._rows(width))
        return super().get_content_height(container, viewport, width)

    def render(self) -> Content:
        """Draw the keys to choose from, or the notice."""
        if not self.choices:
            return Content(self.notice)
        return Content("\n").join(self._rows(self.content_size.width))

    def _rows(self, width: int) -> list[Content]:
        """Return the choices in rows that fit, a key always beside its words."""
        parts = [Content.styled(self.question, "bold")] if self.question else []
        parts += [
            Content.assemble((choice.key, "bold $accent"), " ", choice.words)
            for choice in self.choices
        ]
        parts.append(Content.styled("Esc", "bold $accent"))
        rows = [parts[0]]
        for part in parts[1:]:
            longer = Content("  ").join((rows[-1], part))
            if longer.cell_length <= width:
                rows[-1] = longer
            else:
                rows.append(part)
        return rows


def _has_text(field: Widget | None) -> bool:
    if isinstance(field, Input):
        return bool(field.value)
    return isinstance(field, TextArea) and bool(field.text)
