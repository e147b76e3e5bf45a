"""The composer: one line, one Enter, and at every key how the line will be filed."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from sessiecoach.domain.carousel import station_of
from sessiecoach.domain.line import Completion, Line, completions, finished, read_line
from sessiecoach.domain.session import Block, Session, Station
from sessiecoach.domain.text import bytes_of, visible
from sessiecoach.domain.vocabulary import Vocabulary, vocabulary_of
from sessiecoach.dutch.longest import too_long_sentence
from sessiecoach.live.session import Snapshot
from sessiecoach.ui.privacy_words import hints
from sessiecoach.ui.widgets.chip_row import ChipRow, Severity
from sessiecoach.ui.widgets.completion_list import CompletionList
from sessiecoach.ui.widgets.composer_line import ComposerLine, replaced_in
from sessiecoach.ui.widgets.filing import (
    captured_first,
    capturing_block,
    chips,
    defaults,
    legend,
    with_day,
    with_defaults,
    writes_privately,
)
from sessiecoach.ui.widgets.item_rows import ItemKey

_LONG_CHARACTERS = 2_000
_LONG_SECONDS = 0.2
"""A line longer than that is read only when the typing pauses this long."""


class Composer(Widget):
    """Where everything that is said comes in.

    Give it `snapshot` (by `data_bind`), the current `group`, and as `perspective` the column
    that was used last. It posts what happens; a screen that is a `NoteActs` does the rest.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "accept", "Aanvullen", id="composer.accept", show=False),
        Binding(
            "up",
            "up",
            "Laatste verbeteren",
            id="composer.recall",
            show=False,
            tooltip="In een lege regel: de laatste notitie terughalen; Enter verbetert haar dan",
        ),
        Binding("down", "down", "Volgende keuze", show=False),
        Binding("escape", "escape", "Sluiten", show=False),
        Binding(
            "ctrl+up",
            "screen.focus_items",
            "Naar de notities",
            id="composer.items",
            show=False,
            tooltip="Naar de kolommen, om een notitie te wijzigen; ook met Tab",
        ),
    ]

    # The chips and the line draw themselves.
    snapshot: reactive[Snapshot] = reactive(lambda: Snapshot(Session()), repaint=False)
    perspective: reactive[str] = reactive("", repaint=False)
    group: reactive[str] = reactive("", repaint=False)

    class Edited(Message):
        """The line is another one, or goes elsewhere; `revises` is what it will replace."""

        def __init__(self, text: str, revises: ItemKey | None, used: Line) -> None:
            super().__init__()
            self.text, self.revises, self.used = text, revises, used

    class Confirmed(Message):
        """Lines are to be filed, as one act; or one revises an item."""

        def __init__(self, lines: tuple[Line, ...], revises: ItemKey | None) -> None:
            super().__init__()
            self.lines, self.revises = lines, revises

    class RecallAsked(Message):
        """The item before `revises` is wanted (or after it), or else the last one."""

        def __init__(self, composer: Composer, revises: ItemKey | None, steps: int) -> None:
            super().__init__()
            self.composer, self.revises, self.steps = composer, revises, steps

    class StationTaken(Message):
        """In a carousel the group of the line looks from this perspective from now on."""

        def __init__(self, perspective: str) -> None:
            super().__init__()
            self.perspective = perspective

    def __init__(self) -> None:
        super().__init__()
        self.line = ComposerLine(self._entered, self._replacing)
        self._chips = ChipRow()
        self._list = CompletionList()
        self._vocabulary = Vocabulary()
        self._case = ""
        self._revises: ItemKey | None = None
        self._recalled = ""
        self._pasted: tuple[str, tuple[str, ...]] | None = None
        self._closed_at: int | None = None
        """Where the word begins at which a person closed the list."""
        self._block: Block | None = None
        self.today: dt.date | None = None
        """The day of a meeting without a date; the year of a promised day follows from it."""
        self._told = Line()
        self._station: Station | None = None
        """Where the group is, in a carousel."""

    def compose(self) -> ComposeResult:
        """Lay out the chips, the list that opens over them, and the line."""
        yield self._chips
        yield self._list
        yield self.line

    def focus(self, scroll_visible: bool = True) -> Composer:
        """Go to the line."""
        self.line.focus(scroll_visible)
        return self

    # What is known while typing.

    @property
    def vocabulary(self) -> Vocabulary:
        """What can follow a sign."""
        return self._vocabulary

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Learn new values and the kinds of another block."""
        self.line.set_read_only(read_only=after.read_only)
        if before.session is not after.session:
            self._learn()

    def on_mount(self) -> None:
        """Learn what is known from the beginning."""
        self._learn()

    def _learn(self) -> None:
        session = self.snapshot.session
        self._block = capturing_block(session)
        captures = self._block.captures if self._block else ()
        self._vocabulary = vocabulary_of(session, captured_first(captures))
        self._chips.legend = tuple(legend(self._vocabulary, captures))
        self._take_station()
        self._read()

    def _take_station(self) -> None:
        """In a carousel, go on with the perspective and case that the group has now."""
        station = station_of(self._block, self.group)
        if station == self._station:
            return
        self._station = station
        self._case = station.case if station is not None else ""
        if station is not None and station.perspective:
            self.perspective = station.perspective
            self.post_message(self.StationTaken(station.perspective))

    def watch_perspective(self) -> None:
        """Show where the line goes now."""
        self._read()

    def watch_group(self) -> None:
        """Show whose line it is now."""
        self._take_station()
        self._read()

    @property
    def used(self) -> Line:
        """Which column, case and group were used last."""
        return Line(perspective=self.perspective, case=self._case, group=self.group)

    def use(self, perspective: str, case: str) -> None:
        """Go on with a column and a case; a carousel says both itself."""
        if self._station is None:
            self.perspective, self._case = perspective, case
            self._read()

    # What is typed.

    @property
    def text(self) -> str:
        """The line as it stands."""
        return self.line.value

    def take(self, text: str, revises: ItemKey | None = None) -> None:
        """Put a line in the field: one that was held, or one to revise."""
        self._revises = revises
        self._recalled = " ".join(visible(text).split("\n")) if revises else ""
        text = " ".join(visible(text).split("\n"))
        if text and revises is None:
            self.line.replace(text, 0, len(self.line.value))  # as if it were typed just now
        else:
            self.line.value = text
        self.line.cursor_position = len(text)

    @property
    def is_revising(self) -> bool:
        """Whether the line will take the place of an item."""
        return self._revises is not None

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pasted is not None and event.value == self._pasted[0]:
            self._offer_lines(len(self._pasted[1]))
        else:
            self._pasted = None
            self._say("")
        self._tell_edited()
        if len(event.value) > _LONG_CHARACTERS:
            self._list.close()
            self.set_timer(_LONG_SECONDS, lambda: self._read_if_still(event.value))
        else:
            self._read()
            self._complete()

    def _read_if_still(self, value: str) -> None:
        if self.line.value == value:
            self._read()

    def _read(self) -> None:
        """Show how the line would be filed."""
        text = self.line.value
        line = self._filed(text)
        if line.who and self._vocabulary.find("who", line.who) is None:
            # The beginning of somebody known is nobody new.
            line = self._filed(self._finished(text))
        private = writes_privately(self.snapshot.session, self._revises)
        self._chips.chips = chips(line, self._vocabulary, self._revises, private=private)
        proposed = self.line.proposed
        self._chips.personal = hints(proposed.sign.kind, proposed.by) if proposed else ()
        if text and self.used != self._told:
            self._tell_edited()

    def _tell_edited(self) -> None:
        self._told = self.used
        self.post_message(self.Edited(self.line.value, self._revises, self._told))

    def _filed(self, text: str, kind: str = "") -> Line:
        """Return what a text says; `kind` goes before that of the block."""
        used = defaults(self._block, self._vocabulary, self.used)
        day = self.snapshot.session.header.date or self.today
        line = with_day(read_line(text, self._vocabulary, kind or used.kind), day)
        # A line that is revised shows all that counts, so there only the kind has a default.
        return line if self._revises else with_defaults(line, used, self._block)

    def _finished(self, text: str) -> str:
        """Return the line with its last word completed, as the list shows it or will."""
        if self._closed_at is None and len(text) <= _LONG_CHARACTERS:
            return finished(text, self._vocabulary)
        return text

    def _say(self, sentence: str, severity: Severity = "") -> None:
        self._chips.sentence = (sentence, severity)

    # Completion.

    def _complete(self) -> None:
        text, cursor = self.line.value, self.line.cursor_position
        found = completions(text, cursor, self._vocabulary) if text else ()
        word = text[found[0].start : found[0].end] if found else ""
        if self._closed_at is not None and (
            len(text) <= self._closed_at or (found and found[0].start != self._closed_at)
        ):
            self._closed_at = None
        if self._closed_at is not None or all(each.insert.strip() == word for each in found):
            found = ()
        if found or self._list.is_open:
            region = self.line.cursor_screen_offset
            self._list.open(found, region.x - self.content_region.x - (cursor - _start(found)))

    def _accept(self, completion: Completion) -> None:
        completion_end = completion.start + len(completion.insert)
        self.line.replace(completion.insert, completion.start, completion.end)
        self.line.cursor_position = completion_end
        self._list.close()

    @on(CompletionList.Accepted)
    def _accepted(self, event: CompletionList.Accepted) -> None:
        event.stop()
        self._accept(event.completion)
        self.focus()

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Tab, the arrows and Escape through where there is nothing to choose or to leave."""
        match action:
            case "accept":
                return self._list.is_open
            case "down":
                return self._list.is_open or self._revises is not None
            case "escape":
                return bool(self._list.is_open or self._pasted or self._revises)
        return True

    def action_accept(self) -> None:
        """Take the chosen completion, or the first."""
        if self._list.best is not None:
            self._accept(self._list.best)

    def action_up(self) -> None:
        """Choose the completion above, or ask for the note before."""
        if self._list.is_open:
            self._list.choose(-1)
        elif not self.line.value or self._is_untouched:
            self.post_message(self.RecallAsked(self, self._revises, -1))

    def action_down(self) -> None:
        """Choose the completion below, or ask for the note after."""
        if self._list.is_open:
            self._list.choose(1)
        elif self._is_untouched:
            self.post_message(self.RecallAsked(self, self._revises, 1))

    @property
    def _is_untouched(self) -> bool:
        return self._revises is not None and self.line.value == self._recalled

    def action_escape(self) -> None:
        """Close the list, take pasted lines as one note, or leave what was recalled as it was."""
        if self._list.is_open:
            completion = self._list.best
            if completion is not None:
                self._closed_at = completion.start
            self._list.close()
        elif self._pasted is not None:
            self._pasted = None
            self._say("")
        elif self._revises is not None:
            self.take("")

    # Paste of more lines.

    @on(ComposerLine.Pasted)
    def _pasted_lines(self, event: ComposerLine.Pasted) -> None:
        event.stop()
        begin, end = sorted(self.line.selection)
        before, after = self.line.value[:begin], self.line.value[end:]
        lines = list(event.lines)
        lines[0], lines[-1] = before + lines[0], lines[-1] + after
        value = before + " ".join(event.lines) + after
        if self._revises is None:
            self._pasted = (value, tuple(lines))
        self.line.replace(" ".join(event.lines), begin, end)
        self.line.cursor_position = len(value) - len(after)

    def _replacing(self, start: int, end: int, text: str) -> None:
        if self._pasted is not None:
            self._pasted = replaced_in(self._pasted[1], start, end, text)

    def _offer_lines(self, count: int) -> None:
        said = f"{count} regels geplakt: Enter = {count} notities, Esc = één notitie"
        self._say(said + (", ctrl+l lakt" if self.line.proposed else ""), "ask")

    # Enter.

    def _entered(self, text: str) -> None:
        if self._list.is_open and self._list.chosen is not None:
            self.action_accept()
            return
        text = self._finished(text)
        texts = self._pasted[1] if self._pasted is not None else (text,)
        lines = [self._filed(texts[0])]
        # A sign before pasted lines is meant for each of them that has none of its own.
        lines += [self._filed(text, lines[0].kind) for text in texts[1:]]
        lines = [line for line in lines if line.text]
        if not lines:
            return
        too_long = too_long_sentence(max((line.text for line in lines), key=bytes_of))
        if too_long:
            self._say(too_long, "fault")
            return
        self._list.close()
        self._case = lines[-1].case or self._case
        self.post_message(self.Confirmed(tuple(lines), self._revises))
        self._revises = self._pasted = None
        self._say("")
        self.line.value = ""


def _start(found: tuple[Completion, ...]) -> int:
    return found[0].start if found else 0
