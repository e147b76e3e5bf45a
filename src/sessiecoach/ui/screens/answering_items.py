"""A screen on which items of earlier meetings are answered for, one question after the other.

What an answer changes is written down by who derives from it: in the record of a meeting, or
in a file between meetings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from textual import on

from sessiecoach.domain.carried_kinds import Question
from sessiecoach.domain.lookback import (
    LookedBack,
    answered,
    brought_back,
    embedded_or_not,
    without_action,
)
from sessiecoach.domain.session import Improvement
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import NotATimeError, parse_coming_date, why_not
from sessiecoach.dutch.improvement import read_improvement
from sessiecoach.dutch.longest import too_long_sentence
from sessiecoach.ui.screens.item_walk import ItemWalk
from sessiecoach.ui.widgets.answering import AnswerPanel

_NO_REASON: Final = "Geef een reden; Esc laat het zoals het was."
_NO_TEXT: Final = "Typ ook wat er beter moet."
_ANSWERING: Final = frozenset(
    {
        "adopt_improvements",
        "ask_remark",
        "ask_reporter",
        "drop_item",
        "move_item",
        "question_back",
        "question_on",
        "toggle_embedded",
    }
)

_BY_LETTER: Final = frozenset(
    {
        "adopt_improvements",
        "ask_remark",
        "ask_reporter",
        "drop_item",
        "toggle_closed",
        "toggle_embedded",
    }
)
"""What cannot be done while letters are text."""


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
        """Do something for the day that is set; a screen may refuse where that cannot be."""
        then()

    # What can be done now.

    def can_answer(self, action: str) -> bool | None:
        """Say whether an act on the item of now is possible; None shows it dimmed."""
        item = self.item
        if action in _BY_LETTER and item is not None and self.asks_line:
            # From the palette what was dropped can still be brought back.
            return action == "drop_item" and item.is_dropped_here
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
                return item.may_be_embedded
            case "drop_item":
                return item.may_be_dropped
            case "question_back":
                return self.preceding_question(item) is not None or None
        return True

    # Answers.

    @on(AnswerPanel.Chosen)
    def _answer_chosen(self, message: AnswerPanel.Chosen) -> None:
        message.stop()
        item = self.item_of(message.item)
        if item is None:
            self._act(self.show_items)
            return
        question = Question(message.question)
        if (question, message.value) == (Question.STATUS, "dropped"):
            self._act(lambda: self._ask_reason(item))
        else:
            self._act_dated(lambda: self._answer(item, question, message.value))

    @on(AnswerPanel.LineGiven)
    def _line_given(self, message: AnswerPanel.LineGiven) -> None:
        message.stop()
        item = self.item_of(message.item)
        if item is None:
            self._act(self.show_items)
            return
        question, text = Question(message.question), message.value
        if too_long := too_long_sentence(text):
            self._act(lambda: self._refuse(too_long))
            return
        match question:
            case Question.IMPROVE if text:
                self._act_dated(lambda: self._improve(item, text))
            case Question.DUE if text:
                self._act_dated(lambda: self._due(item, text))
            case Question.IMPROVE | Question.DUE:
                self._act(lambda: self._leave_empty(item, question))
            case Question.REASON if not text:
                self._act(lambda: self._refuse(_NO_REASON))
            case Question.WORDING if one_line(text) in ("", one_line(item.wording)):
                self._act(lambda: self._leave_empty(item, question))  # it stays as it is
            case Question.REMARK:
                self._act_dated(lambda: self._remark(item, text))
            case Question.REPORTER:
                self._act(lambda: self._name_reporter(item, text))
            case _:
                self._act_dated(lambda: self._answer(item, question, text))

    @on(AnswerPanel.Skipped)
    def _skipped(self, message: AnswerPanel.Skipped) -> None:
        message.stop()
        self._act(self.action_question_on)

    def _act(self, act: Callable[[], None]) -> None:
        """Work an answer out, and then take what was typed meanwhile."""
        act()
        self.query_one(AnswerPanel).ask_again()

    def _act_dated(self, act: Callable[[], None]) -> None:
        self.with_day(lambda: self._act(act))

    def _ask_reason(self, item: LookedBack) -> None:
        self.go_to(item)
        self.ask_beside(Question.REASON)

    def _leave_empty(self, item: LookedBack, question: Question) -> None:
        self._forget(item, question)
        self._after(item, question)

    def _name_reporter(self, item: LookedBack, reporter: str) -> None:
        self._forget(item, Question.REPORTER)
        self.reporter = reporter
        if item.is_told and item.here.reported_by != reporter:
            self.tell_of(item, {"reported_by": reporter})
        self.come_back()

    def _remark(self, item: LookedBack, remark: str) -> None:
        self._forget(item, Question.REMARK)
        if item.here.remark != remark:
            self.tell_of(item, {"remark": remark})
        self.come_back()

    def _answer(self, item: LookedBack, question: Question, answer: object) -> None:
        self._forget(item, question)
        values = answered(item.carried.kind, item.here, question, answer)
        if values:
            self.tell_of(item, values)
        self._after(item, question)

    def _after(self, item: LookedBack, question: Question) -> None:
        """Go on, unless somebody went elsewhere meanwhile."""
        if (item.carried.item.id, question) == (self.current, self.question):
            self.go_on(question)
        else:
            self.show_items()

    def _improve(self, item: LookedBack, text: str) -> None:
        improvement = read_improvement(text, self.day(), self._owner_of)
        if not improvement.text:
            self._refuse(_NO_TEXT)
            return
        self._forget(item, Question.IMPROVE)
        self.improve(item, [improvement])
        self.show_items()

    def _owner_of(self, word: str) -> str:
        """Return how somebody is spelled whose name was typed as one word."""
        wanted = word.casefold()
        found = (one for one in self.known_people() if "-".join(one.split()).casefold() == wanted)
        return next(found, "")

    def _due(self, item: LookedBack, text: str) -> None:
        try:
            due = parse_coming_date(text, self.day())
        except NotATimeError as error:
            self._refuse(why_not(error))
            return
        self._answer(item, Question.DUE, due)

    def _refuse(self, sentence: str) -> None:
        self.query_one(AnswerPanel).fault = sentence

    def _forget(self, item: LookedBack, question: Question) -> None:
        item_id = item.carried.item.id
        if self.drafts.pop((item_id, question), None) is not None:
            self.keep_draft(item_id, question, "")

    @on(AnswerPanel.Typed)
    def _typed(self, message: AnswerPanel.Typed) -> None:
        message.stop()
        item = self.item_of(message.item)
        if item is None or not message.question:
            return
        question = Question(message.question)
        if message.value.strip():
            self.drafts[message.item, question] = message.value
            self.keep_draft(message.item, question, message.value)
        else:
            self._forget(item, question)

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
        if item.is_dropped_here:
            self.tell_of(item, brought_back(item.here))
            self.come_back()
        else:
            self.ask_beside(Question.REASON)

    def action_ask_reporter(self) -> None:
        """Ask who tells it."""
        self.ask_beside(Question.REPORTER)

    def action_ask_remark(self) -> None:
        """Ask what else there is to say of it."""
        self.ask_beside(Question.REMARK)

    def action_toggle_closed(self) -> None:
        """Show what is closed too, or only what is open."""
        self.show_closed = not self.show_closed
