"""A list of items of earlier meetings, and the question that is asked of one of them.

It knows where in the list and in the questions one is; it changes nothing.
"""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from sessiecoach.domain.carried_kinds import CHOICES, Question
from sessiecoach.domain.carry_over import opening
from sessiecoach.domain.lookback import BESIDE, LookedBack, reporters
from sessiecoach.domain.session import Update
from sessiecoach.dutch.standing import opening_sentence
from sessiecoach.storage.history import History
from sessiecoach.ui.lookback_words import ItemLabels, asking_of, stand_groups
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.asked_item import Asking
from sessiecoach.ui.widgets.item_rows import ItemRows
from sessiecoach.ui.widgets.item_stands import ItemStands

_READ_ONLY: Final = "Alleen lezen: hier kan nu niets worden geantwoord."


class ItemWalk(Screen[None]):
    """The list of items and the question of now."""

    ITEM_STYLES: ClassVar[list[str]] = ["../widgets/item_rows.tcss", "answering_items.tcss"]

    history: reactive[History | None] = reactive(None, init=False, repaint=False)
    """The series as it was read; None while that is under way."""
    items: reactive[tuple[LookedBack, ...]] = reactive((), init=False, repaint=False)
    """Every item that earlier meetings left, oldest first."""
    show_closed: reactive[bool] = reactive(False, init=False, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self.current = ""
        self.question: Question | None = None
        self.reporter = ""
        """Who tells it, as a person typed it last."""
        self.drafts: dict[tuple[str, Question], str] = {}
        """Lines that were typed and not confirmed."""
        self.labels = ItemLabels()
        """What the items are called."""
        self._all_asked = False

    @property
    def may_answer(self) -> bool:
        """Whether anything can be told here."""
        return True

    @property
    def may_adopt(self) -> bool:
        """Whether what had to get better before can become an action here."""
        return False

    @property
    def asks_line(self) -> bool:
        """Whether a line answers the question of now: letters are text."""
        return self.may_answer and self.question is not None and self.question not in CHOICES

    def known_people(self) -> tuple[str, ...]:
        """Return who can be named as owner or as the one who tells it."""
        return reporters(self.items)

    def empty_words(self) -> tuple[str, str]:
        """Return what the list and the panel say where there is nothing to ask."""
        raise NotImplementedError

    # What is shown.

    def compose_answering(self, *beside: Widget) -> ComposeResult:
        """Lay out the summary, the list, and what is asked."""
        yield Static(id="summary", markup=False)
        with Horizontal(id="looking"):
            yield ItemStands()
            with Vertical(id="asking"):
                yield from beside
                yield AnswerPanel()

    @property
    def shown_items(self) -> tuple[LookedBack, ...]:
        """The items of the list."""
        return tuple(each for each in self.items if each.asks or self.show_closed)

    @property
    def item(self) -> LookedBack | None:
        """The item that is asked about."""
        return self.item_of(self.current)

    def item_of(self, item: str) -> LookedBack | None:
        """Return an item by its id."""
        return next((each for each in self.items if each.carried.item.id == item), None)

    def read_items(self) -> None:
        """Take the items from the series as it was read."""
        raise NotImplementedError

    def watch_history(self) -> None:
        """Show what the meetings of the series left."""
        self.read_items()
        self.resume()
        self.refresh_bindings()

    def watch_items(self) -> None:
        """Show how they stand now."""
        self.show_items()

    def watch_show_closed(self) -> None:
        """Show what is closed too, or no longer."""
        if not any(each.carried.item.id == self.current for each in self.shown_items):
            self.resume()
        self.show_items()
        self.refresh_bindings()

    def resume(self) -> None:
        """Go to where one was: to a line that is not confirmed, or to what is not done."""
        shown = self.shown_items
        waiting = {item for item, _question in self.drafts}
        drafted = (each for each in shown if each.carried.item.id in waiting)
        undone = (each for each in shown if not each.is_done)
        found = next(drafted, None) or next(undone, None) or next(iter(shown), None)
        self.go_to(found)

    def go_to(self, item: LookedBack | None) -> None:
        self._all_asked = False
        self.current = item.carried.item.id if item is not None else ""
        self.question = self._first_question(item) if item is not None else None
        self.show_items()

    def _first_question(self, item: LookedBack) -> Question:
        asked = item.questions
        drafted = (q for (found, q) in self.drafts if found == item.carried.item.id)
        return next(drafted, None) or item.unanswered or asked[0]

    def on_resize(self) -> None:
        """Show less of everything where there is little room."""
        self.show_items()

    def show_items(self) -> None:
        """Bring the list and the question of now to the screen."""
        if not self.is_mounted or not self.query(AnswerPanel):
            return
        stands, panel = self.query_one(ItemStands), self.query_one(AnswerPanel)
        low = self.app.size.height < 30
        stands.dense, panel.low = low, low or self.app.size.width < 100
        shown = self.shown_items
        in_list, in_panel = self.empty_words() if not shown else ("", "")
        stands.empty = in_list
        stands.groups = stand_groups(shown, self.labels)
        stands.current = self.current
        self.query_one("#summary", Static).update(self._summary())
        panel.words = self.known_people()
        item = self.item
        panel.asking = self._asking(item) if item is not None else Asking(closing=in_panel)
        self.refresh_bindings()

    def _asking(self, item: LookedBack) -> Asking:
        question = self.question if self.may_answer else None
        draft = self.drafts.get((self.current, question)) if question is not None else None
        closing = self._done_words() if self._all_asked else ""
        return asking_of(
            item,
            question,
            self.labels,
            draft=draft,
            reporter=self.reporter,
            closing=closing if self.may_answer else _READ_ONLY,
            adopts=self.may_adopt,
        )

    def _done_words(self) -> str:
        asked = [each for each in self.items if each.asks]
        done = sum(each.is_done for each in asked)
        what = (
            "Alles is besproken." if done == len(asked) else f"{done} van {len(asked)} besproken."
        )
        return f"{what} ↑ en ↓ gaan naar een punt, Esc gaat terug."

    def _summary(self) -> Content:
        if not self.items:
            return Content("")
        sentence = opening_sentence(opening(each.carried for each in self.items))
        return Content.styled(sentence, "bold")

    def progress(self) -> str:
        """Return how far one is: `3 van 8`; empty where there is nothing to ask."""
        asked = [each for each in self.items if each.asks]
        return f"{sum(each.is_done for each in asked)} van {len(asked)}" if asked else ""

    # From question to question, and from item to item.

    def go_on(self, question: Question) -> None:
        item = self.item
        if item is None:
            return
        after = item.following(question)
        if after is None:
            self._next_item()
        else:
            self.question = after
            self.show_items()

    def _next_item(self) -> None:
        asked = [each for each in self.items if each.asks]
        ids = [each.carried.item.id for each in asked]
        place = ids.index(self.current) if self.current in ids else -1
        rest = [*asked[place + 1 :], *asked[: max(place, 0)]]
        undone = next((each for each in rest if not each.is_done), None)
        if undone is not None:
            self.go_to(undone)
        else:
            self.question, self._all_asked = None, True
            self.show_items()

    def preceding_question(self, item: LookedBack) -> Question | None:
        if self.question is None:
            return item.questions[-1]
        if self._is_beside(item):
            return item.unanswered or self._first_question(item)
        return item.preceding(self.question)

    def _is_beside(self, item: LookedBack) -> bool:
        return self.question in BESIDE and self.question not in item.questions

    def ask_beside(self, question: Question) -> None:
        self.question, self._all_asked = question, False
        self.show_items()

    def come_back(self) -> None:
        item = self.item
        if item is not None:
            self.question = item.unanswered or self._last(item)
            self.show_items()

    def _last(self, item: LookedBack) -> Question:
        return item.questions[-1]

    @on(AnswerPanel.BackAsked)
    def _back_asked(self) -> None:
        self.action_question_back()

    @on(ItemRows.Clicked)
    def _clicked(self, message: ItemRows.Clicked) -> None:
        message.stop()
        found = (each for each in self.shown_items if each.carried.item.id == message.item.item)
        self.go_to(next(found, None))

    def action_move_item(self, steps: int) -> None:
        """Go to another item; what was typed stays with this one."""
        shown = self.shown_items
        ids = [each.carried.item.id for each in shown]
        if ids:
            place = ids.index(self.current) + steps if self.current in ids else 0
            self.go_to(shown[max(0, min(place, len(ids) - 1))])

    def action_question_back(self) -> None:
        """Go to the question before, to answer it otherwise."""
        item = self.item
        before = self.preceding_question(item) if item is not None else None
        if before is not None:
            self.question, self._all_asked = before, False
            self.show_items()

    def action_question_on(self) -> None:
        """Leave this question without an answer."""
        if self.question is not None:
            self.go_on(self.question)
        else:
            self._next_item()

    def leave_side_question(self) -> bool:
        """Go back from a question beside the others; False where one was not asked."""
        item = self.item
        if item is None or not self._is_beside(item):
            return False
        self.come_back()
        return True

    def show_changed(self, item: str, before: Update) -> None:
        """Go to the question whose answer was taken back, or came again."""
        found = self.item_of(item)
        if found is None:
            return
        self.go_to(found)
        for question in found.questions:
            if getattr(before, question) != getattr(found.here, question):
                self.question = question
                self.show_items()
                return
