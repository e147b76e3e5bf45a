"""What is asked of one item: a key for each answer, or a line; the next question comes by itself.

It knows no session and no file. It shows an `Asking`, and posts what a person answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from sessiecoach.ui.widgets.asked_item import AskedItem, Asking, step_lines
from sessiecoach.ui.widgets.said_field import SaidField

_LOW_LINES: Final = 5
_LEAST: Final = 4
"""Lines for the item itself, where there is little room."""
_AROUND: Final = 2
_ENTER: Final = "\r"


class AnswerLine(SaidField):
    """The line for an answer in words; leaving it empty goes on."""

    async def _on_key(self, event: events.Key) -> None:
        panel = self.parent
        if isinstance(panel, AnswerPanel) and panel.takes(event):
            event.stop()
            event.prevent_default()

    def action_delete_left(self) -> None:
        """Delete, or where there is nothing to delete go to the question before."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(AnswerPanel.BackAsked())

    def action_cursor_left(self, select: bool = False) -> None:
        """Go left, or in an empty line to the question before."""
        if self.value:
            super().action_cursor_left(select)
        else:
            self.post_message(AnswerPanel.BackAsked())


class AnswerPanel(Widget, can_focus=True):
    """Asks one question at a time; a screen says in `asking` which one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.move_item(-1)", "Vorig punt", show=False),
        Binding("down", "screen.move_item(1)", "Volgend punt", show=False),
        Binding("pageup", "screen.move_item(-5)", "Vijf terug", show=False),
        Binding("pagedown", "screen.move_item(5)", "Vijf verder", show=False),
        Binding(
            "backspace,left",
            "screen.question_back",
            "Vraag terug",
            id="answer.back",
            key_display="←",
            show=False,
            tooltip="Naar de vraag hiervoor, om het antwoord te verbeteren",
        ),
        Binding(
            "enter,right",
            "screen.question_on",
            "Overslaan",
            id="answer.skip",
            show=False,
            tooltip="Verder zonder antwoord op deze vraag",
        ),
        Binding(
            "b",
            "screen.toggle_embedded",
            "Geborgd",
            id="answer.embedded",
            tooltip="Het is gewoon werk geworden: het komt niet meer terug; nog eens neemt terug",
        ),
        Binding(
            "x",
            "screen.drop_item",
            "Vervallen",
            id="answer.drop",
            tooltip="Laten vervallen, met een reden; nog eens brengt het terug",
        ),
        Binding(
            "i",
            "screen.adopt_improvements",
            "Acties maken",
            id="answer.adopt",
            show=False,
            tooltip="Wat eerder beter moest een actie maken, die van nu af langskomt",
        ),
        Binding(
            "m",
            "screen.ask_reporter",
            "Melder",
            id="answer.reporter",
            show=False,
            tooltip="Wie dit meldt: een rol, groep of organisatie; geldt ook voor wat volgt",
        ),
        Binding(
            "a",
            "screen.toggle_closed",
            "Alles",
            id="answer.closed",
            tooltip="Ook tonen wat is afgesloten, of alleen wat open staat",
        ),
    ]

    asking: reactive[Asking] = reactive(Asking(), init=False)
    fault: reactive[str] = reactive("", init=False)
    """Why a line could not be taken; it stays as it was typed."""
    low: reactive[bool] = reactive(False, init=False)
    """Whether every line of the screen counts."""

    class Answer(Message):
        """Something about the question of now."""

        def __init__(self, item: str, question: str, value: str) -> None:
            super().__init__()
            self.item, self.question, self.value = item, question, value

    class Chosen(Answer):
        """A key gave an answer."""

    class LineGiven(Answer):
        """A line was confirmed; it may be empty."""

    class Typed(Answer):
        """The line is another one now, not confirmed."""

    class BackAsked(Message):
        """The question before is wanted."""

    class Skipped(Message):
        """The question is left without an answer."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__()
        self.words = tuple(words)
        """What can be completed in the line."""
        self._waits = False
        self._typed_ahead: list[str] = []
        self._told_value = ""

    def compose(self) -> ComposeResult:
        """Lay out the item, what was answered, the line, and what is still to be asked."""
        yield AskedItem(id="asked-item")
        yield Static(id="asked-now", markup=False)
        yield AnswerLine(id="answer-line", placeholder="", words=lambda: self.words)
        yield Static(id="asked-fault", markup=False)
        yield Static(id="asked-later", markup=False)

    def on_mount(self) -> None:
        """Show what is asked."""
        self._show()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._show()

    @property
    def _line(self) -> AnswerLine:
        return self.query_one(AnswerLine)

    def watch_asking(self, before: Asking, after: Asking) -> None:
        """Ask it, with what was typed while it was on its way."""
        if _which(before) != _which(after):
            self.fault = ""
            with self.prevent(Input.Changed):
                self._line.value = self._told_value = after.value
            self._line.cursor_position = len(after.value)
        self._show()
        if self._has_keys:
            self.focus()

    def ask_again(self) -> None:
        """Take keys again: an answer was worked out, and what is to be asked now shows.

        What was typed meanwhile comes after it, key by key.
        """
        self._waits = False
        while self._typed_ahead and not self._waits:
            self._take(self._typed_ahead.pop(0))

    def watch_fault(self) -> None:
        """Say what is wrong under the line."""
        shown = self.query_one("#asked-fault", Static)
        shown.update(Content(self.fault))
        shown.display = bool(self.fault)

    def watch_low(self) -> None:
        """Show less, or more."""
        self._show()

    @property
    def _has_keys(self) -> bool:
        focused = self.screen.focused
        return focused is None or focused is self or focused is self._line

    @property
    def asks_line(self) -> bool:
        """Whether a line answers what is asked now."""
        return bool(self.asking.question) and not self.asking.keys

    def focus(self, scroll_visible: bool = False) -> AnswerPanel:
        """Take the keys: in the line where one is asked."""
        if self.asks_line:
            self._line.focus(scroll_visible)
        else:
            super().focus(scroll_visible)
        return self

    def _show(self) -> None:
        line = self._line
        line.display = self.asks_line
        line.placeholder = self.asking.hint
        width = max(20, self.content_size.width)
        now, later = step_lines(self.asking, width, low=self.low)
        about = self.query_one(AskedItem)
        about.asking = self.asking
        taken = len(now) + len(later) + self.asks_line + bool(later) + _AROUND
        about.most_lines = _LOW_LINES if self.low else max(_LEAST, self.size.height - taken)
        self.query_one("#asked-now", Static).update(Content("\n").join(now))
        rest = self.query_one("#asked-later", Static)
        rest.update(Content("\n").join(later))
        rest.display = bool(later)
        self.query_one("#asked-fault").display = bool(self.fault)

    # Answers.

    def on_key(self, event: events.Key) -> None:
        """Take the key of an answer."""
        if self.has_focus and self.takes(event):
            event.stop()
            event.prevent_default()

    def takes(self, event: events.Key) -> bool:
        """Take a key where it answers something; while an answer is on its way the next waits."""
        key = _ENTER if event.key == "enter" else event.character or ""
        if key != _ENTER and not event.is_printable:
            return False
        if self._waits:
            self._typed_ahead.append(key)
            return True
        answers = any(key == each.key for each in self.asking.keys)
        # Until the line has the focus what is typed for it comes by here.
        if answers or (self.asks_line and (key == _ENTER or self.has_focus)):
            self._take(key)
            return True
        return False

    def _take(self, key: str) -> None:
        asking = self.asking
        if self.asks_line and key != _ENTER:
            self._line.insert_text_at_cursor(key)
        elif self.asks_line:
            self._waits, self._told_value = True, self._line.value
            given = self._line.said
            self.post_message(self.LineGiven(asking.item, asking.question, given))
        elif key == _ENTER:
            self._waits = True
            self.post_message(self.Skipped())
        else:
            chosen = next((each for each in asking.keys if each.key == key), None)
            if chosen is not None:
                self._waits = True
                self.post_message(self.Chosen(asking.item, asking.question, chosen.value))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        value = self._line.value
        # Of a line that was confirmed meanwhile the last change comes after its answer.
        if value != self._told_value:
            self.fault, self._told_value = "", value
            self.post_message(self.Typed(self.asking.item, self.asking.question, value))


def _which(asking: Asking) -> tuple[str, str, int]:
    return asking.item, asking.question, asking.turn
