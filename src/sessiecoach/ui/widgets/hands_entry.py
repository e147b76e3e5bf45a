"""Entering answers on scales with a key each: all hands at once, hands counted, or one person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.domain.evaluation import Score, levels
from sessiecoach.domain.session import Scale
from sessiecoach.domain.text import one_line

_TEN: Final = "t"
_MOST_DIGITS: Final = 3


class HandsEntry(Widget, can_focus=True):
    """What takes in numbers for one statement after the other.

    On the statement a key gives that number all hands and goes to the next statement; in the
    columns the hands for each number are typed. Who derives from it says which statement
    stands under the cursor and what is done with what is counted.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left",
            "across(-1)",
            "Kolom terug",
            show=False,
            tooltip="Bij de stelling geeft een cijfer alle handen, in de kolommen een aantal",
        ),
        Binding(
            "right", "across(1)", "Kolom verder", show=False, tooltip="Handen per cijfer tellen"
        ),
        Binding("enter", "next_row", "Volgende stelling", show=False),
        Binding("backspace,delete", "clear", "Wissen", show=False, tooltip="Het antwoord wissen"),
        Binding("escape", "forget", "Getal vergeten", show=False, system=True),
    ]

    ACT_KEYS: ClassVar[frozenset[str]] = frozenset()
    """Letters that do something else here, so that they stand for no word."""

    present: reactive[int] = reactive(0, layout=True)
    """How many people are there; 0 while nobody counted them."""
    expected: reactive[int] = reactive(0, layout=True)
    column: reactive[int] = reactive(0)
    """0 on the statement, else the place of the number whose hands are counted, from 1."""
    typed: reactive[str] = reactive("")

    @property
    def hands(self) -> int:
        """How many hands one key stands for."""
        return self.present or self.expected or 1

    @property
    def who(self) -> str:
        """Whom that stands for."""
        return "aanwezig" if self.present else "verwacht" if self.expected else "hand per toets"

    @property
    def answered(self) -> Score | None:
        """How the statement under the cursor was answered; None where there is none."""
        raise NotImplementedError

    def count_hands(self, counts: Mapping[int, int]) -> None:
        """Do what is to be done with the hands that were counted for it."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Go to the next statement, or on when this was the last."""
        raise NotImplementedError

    def too_many(self, counted: int) -> str:
        """Say that there are more hands than people: mostly a slip, and never refused."""
        people = self.present or self.expected
        return f"{counted} handen geteld, {people} {self.who}" if 0 < people < counted else ""

    def cell_words(self, score: Score, number: int, *, here: bool) -> str:
        """Return what stands in the column of a number; `here` where its hands are counted."""
        if here:
            return f"{self.typed}▏" if self.typed else str(score.hands[number])
        return str(score.by_number[number] or "·")

    # Keys.

    def on_key(self, event: events.Key) -> None:
        """Take a key that stands for a number, or a digit of a number of hands."""
        score, typed = self.answered, event.character or ""
        if score is None or self.column:
            if score is not None and typed and typed in "0123456789":
                event.stop()
                self.typed = (self.typed + typed)[-_MOST_DIGITS:]
            return
        number = number_of(typed, score.scale) if typed not in self.ACT_KEYS else None
        if number is not None:
            event.stop()
            self.take(number)
        elif typed and typed in "0123456789":
            event.stop()
            self.app.bell()

    def take(self, number: int) -> None:
        """Give a number all hands, and go on."""
        self.count_hands({number: self.hands})
        self.action_next_row()

    def typed_hands(self) -> Mapping[int, int] | None:
        """Return the number that is being typed as if it were done, and forget it here."""
        score = self.answered
        if not (self.typed and self.column and score is not None):
            return None
        counts = {**score.hands, self._counted(score): int(self.typed)}
        self.typed = ""
        return counts

    def leave_row(self) -> None:
        """Take in the number that was typed."""
        if (counts := self.typed_hands()) is not None:
            self.count_hands(counts)

    def action_across(self, step: int) -> None:
        """Go to the column beside this one."""
        self.leave_row()
        if self.answered is not None:
            self.column = max(0, min(self.column + step, len(levels(self.answered.scale))))

    def action_next_row(self) -> None:
        """Go to the next statement, or on when this was the last."""
        self.leave_row()
        self.go_on()

    def action_clear(self) -> None:
        """Take back a digit, the hands of a column, or all hands of a statement."""
        score = self.answered
        if self.typed:
            self.typed = self.typed[:-1]
        elif score is not None:
            self.count_hands({**score.hands, self._counted(score): 0} if self.column else {})

    def action_forget(self) -> None:
        """Forget the number that is being typed."""
        self.typed = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Escape to the screen while no number is being typed."""
        if action == "forget":
            return bool(self.typed)
        return super().check_action(action, parameters)

    def _counted(self, score: Score) -> int:
        return levels(score.scale)[self.column - 1]


def number_of(typed: str, scale: Scale) -> int | None:
    """Return the number of a scale that a key stands for.

    A digit is itself; `t` is ten, and so is 0 where the scale does not begin at 0. A word is
    given by its number or by its first letter, where no other word begins with that.
    """
    numbers = levels(scale)
    begun = [word for word in scale.answers if typed and one_line(word).casefold()[:1] == typed]
    if len(begun) == 1 and not typed.isdecimal():
        place = scale.answers.index(begun[0])
        return numbers[place] if place < len(numbers) else None
    if typed == _TEN or (typed == "0" and scale.least > 0):
        number = 10
    elif typed and typed in "0123456789":
        number = int(typed)
    else:
        return None
    return number if number in numbers else None


def words_of(scales: Sequence[Scale]) -> tuple[str, ...]:
    """Return what stands above the columns of scales: words where all have the same."""
    numbers = numbers_of(scales)
    words = {tuple(map(one_line, scale.answers)) for scale in scales}
    same = words.pop() if len(words) == 1 else ()
    return same if len(same) == len(numbers) else tuple(map(str, numbers))


def numbers_of(scales: Sequence[Scale]) -> range:
    """Return every number that one of the scales has."""
    least = min((scale.least for scale in scales), default=1)
    return range(least, max((scale.of for scale in scales), default=0) + 1)
