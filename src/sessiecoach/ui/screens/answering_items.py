"""A screen on which items of earlier meetings are answered for, one question after the other.

What an answer changes is written down by who derives from it: in the record of a meeting, or
in a file between meetings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from textual import on

from sessiecoach.domain.lookback import (
    LookedBack,
    Question,
    answered,
    brought_back,
    embedded_or_not,
    is_dropped,
    without_action,
)
from sessiecoach.domain.session import Improvement
from sessiecoach.dutch.dates import NotATimeError, parse_date, why_not
from sessiecoach.dutch.improvement import next_day, read_improvement
from sessiecoach.ui.screens.item_walk import ItemWalk
from sessiecoach.ui.widgets.answering import AnswerPanel

_NO_REASON: Final = "Geef een reden; Esc laat het zoals het was."
_NO_TEXT: Final = "Typ ook wat er beter moet."
_ANSWERING: Final = frozenset(
    {
        "adopt_improvements",
        "ask_reporter",
        "drop_item",
        "move_item",
        "question_back",
        "question_on",
        "toggle_embedded",
    }
)


class AnsweringScreen(ItemWalk):
    """A screen whose keys answer the question of now."""

    # What is told; a screen says how.

    def tell_of(self, item: LookedBack, values: Mapping[str, object]) -> None:
        """Write down what was told of an item, and read the items again."""
        raise NotImplementedError

    def improve(self, item: LookedBack, improvements: Sequence[Improvement]) -> None:
        """Write down what must get better, and read the items again."""
        raise NotImplementedError

    def keep_draft(self, item: str, question: Question, text: str) -> None:
        """Keep a line that is not confirmed; empty forgets it."""

    def day(self) -> dt.date:
        """Return for which day something is told."""
        raise NotImplementedError

    def with_day(self, then: Callable[[], None]) -> None:
        """Do something of which the day must be known; a screen may ask for it first."""
        then()

    # What can be done now.

    def can_answer(self, action: str) -> bool | None:
        """Say whether an act on the item of now is possible; None shows it dimmed."""
        item = self.item
        if action == "toggle_closed":
            return any(not each.asks for each in self.items) or self.show_closed
        if action not in _ANSWERING:
            return True
        if item is None:
            return False
        if action != "move_item" and not self.may_answer:
            return False
        match action:
            case "adopt_improvements":
                return self.may_adopt and bool(without_action(item))
            case "toggle_embedded":
                return item.carried.kind == "solutions"
            case "question_back":
                return self.preceding_question(item) is not None or None
        return True

    # Answers.

    @on(AnswerPanel.Chosen)
    def _answer_chosen(self, message: AnswerPanel.Chosen) -> None:
        message.stop()
        item = self._asked(message)
        if item is None:
            return
        question = Question(message.question)
        if (question, message.value) == (Question.STATUS, "dropped"):
            self.ask_beside(Question.REASON)
        else:
            self.with_day(lambda: self._answer(item, question, message.value))

    @on(AnswerPanel.LineGiven)
    def _line_given(self, message: AnswerPanel.LineGiven) -> None:
        message.stop()
        item = self._asked(message)
        if item is None:
            return
        question, text = Question(message.question), message.value
        match question:
            case Question.IMPROVE if text:
                self.with_day(lambda: self._improve(item, text))
            case Question.DUE if text:
                self.with_day(lambda: self._due(item, text))
            case Question.IMPROVE | Question.DUE:
                self._forget(question)
                self.go_on(question)
            case Question.REASON if not text:
                self._refuse(_NO_REASON)
            case Question.REPORTER:
                self._forget(question)
                self.reporter = text
                if item.is_told and item.here.reported_by != text:
                    self.tell_of(item, {"reported_by": text})
                self.come_back()
            case _:
                self.with_day(lambda: self._answer(item, question, text))

    def _asked(self, message: AnswerPanel.Answer) -> LookedBack | None:
        """Return the item of an answer, where that is still what is asked."""
        question = self.question.value if self.question is not None else ""
        if (message.item, message.question) != (self.current, question):
            return None
        return self.item

    def _answer(self, item: LookedBack, question: Question, answer: str) -> None:
        self._forget(question)
        values = answered(item.carried.kind, item.here, question, answer)
        if values:
            self.tell_of(item, values)
        self.go_on(question)

    def _improve(self, item: LookedBack, text: str) -> None:
        improvement = read_improvement(text, self.day(), self._owner_of)
        if not improvement.text:
            self._refuse(_NO_TEXT)
            return
        self._forget(Question.IMPROVE)
        self.improve(item, [improvement])
        self.show_items()

    def _owner_of(self, word: str) -> str:
        """Return how somebody is spelled whose name was typed as one word."""
        wanted = word.casefold()
        found = (one for one in self.known_people() if "-".join(one.split()).casefold() == wanted)
        return next(found, "")

    def _due(self, item: LookedBack, text: str) -> None:
        due = next_day(text, self.day())
        if due is None:
            try:
                due = parse_date(text, self.day().year)
            except NotATimeError as error:
                self._refuse(why_not(error))
                return
        self._forget(Question.DUE)
        values = answered(item.carried.kind, item.here, Question.DUE, due)
        if values:
            self.tell_of(item, values)
        self.go_on(Question.DUE)

    def _refuse(self, sentence: str) -> None:
        self.query_one(AnswerPanel).fault = sentence

    def _forget(self, question: Question) -> None:
        if self.drafts.pop((self.current, question), None) is not None:
            self.keep_draft(self.current, question, "")

    @on(AnswerPanel.Typed)
    def _typed(self, message: AnswerPanel.Typed) -> None:
        message.stop()
        if self._asked(message) is None or self.question is None:
            return
        if message.value.strip():
            self.drafts[self.current, self.question] = message.value
            self.keep_draft(self.current, self.question, message.value)
        else:
            self._forget(self.question)

    def action_toggle_embedded(self) -> None:
        """Say that it has become everyday work, or that it has not."""
        item = self.item
        if item is None:
            return

        def tell() -> None:
            self.tell_of(item, embedded_or_not(item))
            self.show_items()

        self.with_day(tell)

    def action_adopt_improvements(self) -> None:
        """Make actions of what had to get better before."""
        item = self.item
        if item is not None:
            self.improve(item, without_action(item))
            self.show_items()

    def action_drop_item(self) -> None:
        """Ask why it is dropped; what was dropped here comes back."""
        item = self.item
        if item is None:
            return
        if is_dropped(item.here):
            self.tell_of(item, brought_back(item.here))
            self.come_back()
        else:
            self.ask_beside(Question.REASON)

    def action_ask_reporter(self) -> None:
        """Ask who tells it."""
        self.ask_beside(Question.REPORTER)

    def action_toggle_closed(self) -> None:
        """Show what is closed too, or only what is open."""
        self.show_closed = not self.show_closed
