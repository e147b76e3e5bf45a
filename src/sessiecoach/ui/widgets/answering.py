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

from sessiecoach.domain.text import visible
from sessiecoach.ui.widgets.asked_item import AskedItem, Asking, step_lines
from sessiecoach.ui.widgets.said_field import SaidField
from sessiecoach.ui.widgets.typed_keys import BACKSPACE, ENTER, TypedKey, refusal, typed_as

_LOW_LINES: Final = 5
_LEAST: Final = 4
"""Lines for the item itself, where there is little room."""
_AROUND: Final = 2
_AT_ONCE_SECONDS: Final = 0.01
"""Keys that follow each other faster are no keys that a person chose one by one."""


_MOVES: Final = (
    Binding(
        "up",
        "screen.move_item(-1)",
        "Vorig punt",
        id="answer.up",
        show=False,
        tooltip="Naar het punt erboven; wat u typte blijft staan",
    ),
    Binding(
        "down",
        "screen.move_item(1)",
        "Volgend punt",
        id="answer.down",
        show=False,
        tooltip="Naar het punt eronder; wat u typte blijft staan",
    ),
)


class AnswerLine(SaidField):
    """The line for an answer in words; leaving it empty goes on."""

    # A field has its own arrows, which would scroll it.
    BINDINGS: ClassVar[list[BindingType]] = [*_MOVES]

    async def _on_key(self, event: events.Key) -> None:
        if typed_as(event):
            event.stop()
            event.prevent_default()
            # What came for the panel before the line had the focus may still wait there.
            self.post_message(AnswerPanel.KeyPassed(event))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(AnswerPanel.PastePassed(event))

    def put(self, text: str) -> None:
        """Put text where the cursor is, instead of what is selected."""
        self.replace(text, *sorted(self.selection))

    def action_cursor_left(self, select: bool = False) -> None:
        """Go left, or in an empty line to the question before."""
        if self.value:
            super().action_cursor_left(select)
        else:
            self.post_message(AnswerPanel.BackAsked())


class AnswerPanel(Widget, can_focus=True):
    """Asks one question at a time; a screen says in `asking` which one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_MOVES,
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
            "r",
            "screen.ask_remark",
            "Opmerking",
            id="answer.remark",
            show=False,
            tooltip="Wat er verder over te zeggen is; leeg haalt het weg",
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

    class KeyPassed(Message):
        """A key that the line has taken for the panel."""

        def __init__(self, key: events.Key) -> None:
            super().__init__()
            self.key = key

    class PastePassed(Message):
        """A paste that the line has taken for the panel."""

        def __init__(self, paste: events.Paste) -> None:
            super().__init__()
            self.paste = paste

    class Worked(Message):
        """An answer was worked out."""

    class BackAsked(Message):
        """The question before is wanted."""

    class Skipped(Message):
        """The question is left without an answer."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__()
        self.words = tuple(words)
        """What can be completed in the line."""
        self._waits = False
        self._typed_ahead: list[TypedKey] = []
        self._last_key_at = 0.0
        self._refused = ""
        """What of keys that came at once answers nothing."""
        self._told_value = ""

    def compose(self) -> ComposeResult:
        """Lay out the item, what was answered, the line, and what is still to be asked."""
        yield AskedItem(id="asked-item")
        yield Static(id="asked-now", markup=False)
        yield AnswerLine(id="answer-line", placeholder="", words=lambda: self.words)
        yield Static(id="asked-fault", markup=False)
        yield Static(id="asked-leaving", markup=False)
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
        """Take keys again: an answer was worked out, and what is to be asked now shows."""
        self.post_message(self.Worked())

    @on(Worked)
    async def _worked(self, message: Worked) -> None:
        """Take what was typed meanwhile, key by key, before what is typed from now on."""
        message.stop()
        self._waits = False
        while self._typed_ahead and not self._waits:
            await self._take(self._typed_ahead.pop(0))

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
        taken = len(now) + len(later) + 2 * self.asks_line + bool(later) + _AROUND
        about.most_lines = _LOW_LINES if self.low else max(_LEAST, self.size.height - taken)
        self.query_one("#asked-now", Static).update(Content("\n").join(now))
        leaving = self.query_one("#asked-leaving", Static)
        leaving.update(Content(self.asking.leaving))
        leaving.display = self.asks_line
        rest = self.query_one("#asked-later", Static)
        rest.update(Content("\n").join(later))
        rest.display = bool(later)
        self.query_one("#asked-fault").display = bool(self.fault)

    # Answers.

    async def on_key(self, event: events.Key) -> None:
        """Take the key of an answer, in the order in which keys come."""
        if self.has_focus and typed_as(event):
            event.stop()
            event.prevent_default()
            await self._came(typed_as(event), event.key, event.time)

    @on(KeyPassed)
    async def _key_passed(self, message: KeyPassed) -> None:
        message.stop()
        await self._came(typed_as(message.key), message.key.key, message.key.time)

    async def on_paste(self, event: events.Paste) -> None:
        """Take a paste as keys that come at once."""
        event.stop()
        await self._pasted(event)

    @on(PastePassed)
    async def _paste_passed(self, message: PastePassed) -> None:
        message.stop()
        await self._pasted(message.paste)

    async def _pasted(self, paste: events.Paste) -> None:
        text = visible(paste.text).replace("\n", " ")
        if self.asks_line and not self._waits:
            self._line.put(text)
            return
        for character in text:
            await self._came(character, "", paste.time)

    async def _came(self, text: str, key: str, at: float) -> None:
        """Take a key, or let it wait while an answer is on its way."""
        at_once = not key or at - self._last_key_at < _AT_ONCE_SECONDS
        self._last_key_at = at
        typed = TypedKey(text, key, at_once=at_once)
        if self._waits:
            self._typed_ahead.append(typed)
        else:
            await self._take(typed)

    async def _take(self, typed: TypedKey) -> None:
        text, asking = typed.text, self.asking
        if not typed.at_once:
            self._refused = ""
        if self.asks_line:
            self._take_in_line(text)
            return
        chosen = next((each for each in asking.keys if each.key == text), None)
        if typed.at_once and text.isprintable() and (self._refused or chosen is None):
            # The rest of words for which there is no line: its letters are no answers.
            self._refused += text
            self.fault = refusal(asking, self._refused)
        elif chosen is not None:
            self._waits = True
            self.post_message(self.Chosen(asking.item, asking.question, chosen.value))
        elif text == ENTER and asking.question:
            self._waits = True
            self.post_message(self.Skipped())
        else:
            await self._act_by(typed)

    def _take_in_line(self, text: str) -> None:
        if text == BACKSPACE and not self._line.value:
            self.post_message(self.BackAsked())
        elif text == BACKSPACE:
            self._line.action_delete_left()
        elif text == ENTER:
            self._waits, self._told_value = True, self._line.value
            given = self._line.said
            self.post_message(self.LineGiven(self.asking.item, self.asking.question, given))
        else:
            self._line.put(text)

    async def _act_by(self, typed: TypedKey) -> None:
        """Do what a key does beside answering; one that does nothing is told."""
        active = self.screen.active_bindings.get(typed.key)
        if active is not None and active.enabled:
            await self.app.run_action(active.binding.action, active.node)
        elif active is None and self.asking.keys and typed.text.isprintable():
            self.fault = refusal(self.asking, "")

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
