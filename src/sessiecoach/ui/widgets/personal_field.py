"""Fields that point out what looks like personal data, and replace it when a person asks.

Whatever takes text about cases is a `PersonalInput` or a `PersonalText`. Nothing is changed
unasked, and what is read at a key has a limit, however long the text is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple, Protocol, runtime_checkable

from rich.cells import cell_len
from rich.highlighter import RegexHighlighter
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, TextArea

from sessiecoach.domain.personal_data import signs_near, signs_of_no_name
from sessiecoach.domain.privacy import Sign, code_name, code_names_in, replaced
from sessiecoach.ui.privacy_words import hints
from sessiecoach.ui.widgets.typed_pieces import Edit, Typing

_LINES_AROUND: Final = 100
"""How many lines above and below the cursor are looked at."""
_AROUND: Final = 2
"""Blank cells beside a hint."""

REPLACE: Final = Binding(
    "ctrl+l",
    "replace_personal",
    "Lakken",
    id="field.replace_personal",
    show=False,
    tooltip="Wat op een persoonsgegeven lijkt vervangen door een codenaam; ctrl+z zet het terug",
)
"""The one key for it, in a field and on whatever else has a text; `lakken` is what one does
with a black marker."""
_CSS: Final = """
    {name} > .field--personal {{ color: $private; text-style: underline; }}
    {name} > .field--hint {{ color: $faint; }}
"""


@runtime_checkable
class KnowsCodeNames(Protocol):
    """A screen of a meeting: it knows which code names are of somebody already."""

    def code_names(self) -> Sequence[str]:
        """Return the code names that the meeting has."""
        ...


class Proposed(NamedTuple):
    """What the key replaces, and by what."""

    sign: Sign
    by: str


class _Marks(RegexHighlighter):
    """Underlines what looks like personal data."""

    def __init__(self, field: PersonalInput) -> None:
        self._field = field

    def __call__(self, text: str | Text) -> Text:
        """Return a text with its marks."""
        marked = text.copy() if isinstance(text, Text) else Text(text)
        # An Input measures its text before it has any style.
        signs = self._field.signs if self._field.is_mounted else ()
        if signs:
            style = self._field.get_component_rich_style("field--personal", partial=True)
            for sign in signs:
                marked.stylize(style, sign.start, sign.end)
        return marked


class PersonalInput(Input):
    """A field of one line that points out personal data; `is_watched` says whether it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        REPLACE,
        Binding("ctrl+z", "undo_typed", "Terugnemen", show=False),
        Binding("ctrl+y", "redo_typed", "Terugzetten", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--personal", "field--hint"}
    DEFAULT_CSS = _CSS.format(name="PersonalInput")

    is_watched = True
    """Whether what is typed here can be about somebody outside the room."""
    keeps_typing = True
    """Whether typing can be taken back step by step."""
    is_of_people = False
    """Whether people name themselves or each other here, so that a name is no client's."""
    tells_itself = True
    """Whether the hint shows in the field; else its owner shows `hints`."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        suggester: Suggester | None = None,
        select_on_focus: bool = True,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        self._typing = Typing()
        self._expected = value
        super().__init__(
            value,
            placeholder=placeholder,
            highlighter=_Marks(self),
            suggester=suggester,
            select_on_focus=select_on_focus,
            compact=True,
            id=id,
            classes=classes,
        )

    @property
    def signs(self) -> tuple[Sign, ...]:
        """What looks like personal data, in order; in a long line only near the cursor."""
        if not self.is_watched or not self.value:
            return ()
        find = signs_of_no_name if self.is_of_people else signs_near
        return find(self.value, self.cursor_position)

    @property
    def proposed(self) -> Proposed | None:
        """What the key replaces, and by what."""
        return _proposed(self, self.value, () if self.disabled else self.signs)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether there is something to replace or to put back; other keys go through."""
        if action == "replace_personal":
            return self.proposed is not None
        if action == "undo_typed":
            return self.can_undo_typed
        if action == "redo_typed":
            return self.can_redo_typed
        return super().check_action(action, parameters)

    def action_replace_personal(self) -> None:
        """Replace the first thing that looks like personal data; the next key the following."""
        proposed = self.proposed
        if proposed is not None:
            sign, by = proposed
            end = sign.end + _swallowed(self.value, proposed)
            self._put(sign.start, end, by)

    # Taking back what was typed.

    def replace(self, text: str, start: int, end: int) -> None:
        """Let other text stand in a place; every key that changes something comes by here."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        before = self.value
        self._expected = before[:start] + text + before[end:]
        super().replace(text, start, end)
        if self.keeps_typing and self.value == self._expected:
            self._typing.take(Edit(start, before[start:end], text))

    def watch_value(self, value: str) -> None:
        """Forget what was typed when the program puts another text here."""
        if value != self._expected:
            self.forget_typed()

    def forget_typed(self) -> None:
        """Let nothing that was typed until now be taken back."""
        self._expected = self.value
        self._typing = Typing()

    @property
    def can_undo_typed(self) -> bool:
        """Whether something that was typed here can be taken back."""
        return self._typing.last is not None and not self.disabled

    @property
    def can_redo_typed(self) -> bool:
        """Whether something that was typed here was taken back."""
        return self._typing.following is not None and not self.disabled

    def action_undo_typed(self) -> None:
        """Take back the last piece of typing: a word, a paste, a replacement."""
        self._let_stand(self._typing.back())

    def action_redo_typed(self) -> None:
        """Do the last piece of typing again that was taken back."""
        self._let_stand(self._typing.forth())

    def _let_stand(self, edit: Edit | None) -> None:
        if edit is not None:
            start, removed, inserted = edit
            end = start + len(removed)
            self._expected = self.value[:start] + inserted + self.value[end:]
            self.before_put(start, end, inserted)
            super().replace(inserted, start, end)
            self.cursor_position = start + len(inserted)

    def _put(self, start: int, end: int, text: str) -> None:
        """Let other text stand in a place; the cursor stays where it was in the rest."""
        cursor = self.cursor_position
        if cursor >= end:
            cursor += len(text) - (end - start)
        elif cursor > start:
            cursor = start + len(text)
        self.before_put(start, end, text)
        self.replace(text, start, end)
        self.cursor_position = cursor

    def before_put(self, start: int, end: int, text: str) -> None:
        """Take in that other text is about to stand in a place."""

    def render_line(self, y: int) -> Strip:
        """Draw the line, with a hint at its end where there is room."""
        strip = super().render_line(y)
        if y or not (self.has_focus and self.tells_itself):
            return strip
        proposed = self.proposed
        if proposed is None:
            return strip
        return _hinted(
            strip,
            hints(proposed.sign.kind, proposed.by),
            self.get_component_rich_style("field--hint"),
        )


class PersonalText(TextArea):
    """A field of more lines that points out personal data; undo of typing puts it back."""

    BINDINGS: ClassVar[list[BindingType]] = [REPLACE]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--personal", "field--hint"}
    DEFAULT_CSS = _CSS.format(name="PersonalText")

    is_watched = True

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(
            text,
            placeholder=placeholder,
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            id=id,
            classes=classes,
        )

    def _signs_in(self, row: int) -> tuple[Sign, ...]:
        if not self.is_watched:
            return ()
        cursor_row, column = self.cursor_location
        return signs_near(self.document.get_line(row), column if row == cursor_row else 0)

    @property
    def proposed(self) -> tuple[int, Proposed] | None:
        """In which line the key replaces something, and what."""
        if self.disabled or self.read_only:
            return None
        row = self.cursor_location[0]
        first, last = max(0, row - _LINES_AROUND), row + _LINES_AROUND
        for place in range(first, min(last, self.document.line_count)):
            proposed = _proposed(self, self.document.get_line(place), self._signs_in(place))
            if proposed is not None:
                return place, proposed
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether there is something to replace."""
        if action == "replace_personal":
            return self.proposed is not None
        return super().check_action(action, parameters)

    def action_replace_personal(self) -> None:
        """Replace the first thing that looks like personal data; the next key the following."""
        proposed = self.proposed
        if proposed is not None:
            row, (sign, by) = proposed
            end = sign.end + _swallowed(self.document.get_line(row), proposed[1])
            self.history.checkpoint()  # so that undo takes back this and no more
            self.replace(by, (row, sign.start), (row, end))
            self.history.checkpoint()

    def get_line(self, line_index: int) -> Text:
        """Return a line with what looks like personal data underlined."""
        line = super().get_line(line_index)
        for sign in self._signs_in(line_index):
            line.stylize(self.get_component_rich_style("field--personal"), sign.start, sign.end)
        return line

    def render_line(self, y: int) -> Strip:
        """Draw a line; the last that shows has a hint at its end where there is room."""
        strip = super().render_line(y)
        if not self.has_focus or y != self.size.height - 1:
            return strip
        proposed = self.proposed
        if proposed is None:
            return strip
        _row, (sign, by) = proposed
        return _hinted(strip, hints(sign.kind, by), self.get_component_rich_style("field--hint"))


def _proposed(field: Widget, text: str, signs: Sequence[Sign]) -> Proposed | None:
    if not signs:
        return None
    knowing = (
        each for each in reversed(field.app.screen_stack) if isinstance(each, KnowsCodeNames)
    )
    screen = next(knowing, None)
    taken = (*(screen.code_names() if screen is not None else ()), *code_names_in(text))
    return Proposed(signs[0], code_name(text, signs[0], taken))


def _swallowed(text: str, proposed: Proposed) -> int:
    """Return how many characters after a sign go with it."""
    sign, by = proposed
    left = len(replaced(text, sign, by)) - len(by)
    return len(text) - (sign.end - sign.start) - left


def _hinted(strip: Strip, offered: Sequence[str], style: Style) -> Strip:
    """Return a line with the longest hint at its end that covers nothing."""
    width = strip.cell_length
    used = cell_len(strip.text.rstrip())
    for hint in offered:
        place = width - cell_len(hint) - 1
        if place >= used + _AROUND:
            drawn = Strip([Segment(hint, style), Segment(" ", style)])
            return Strip.join([strip.crop(0, place), drawn])
    return strip
