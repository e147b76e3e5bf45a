"""The scales of a meeting, answered by show of hands or by one person after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import ClassVar, Final

from textual import events, work
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from sessiecoach.domain.evaluation import (
    BY_HANDS,
    Asked,
    Earlier,
    Score,
    answer_of,
    asked,
    hands,
    last_time,
    levels,
    raters,
    scale_key,
)
from sessiecoach.domain.session import ID_LETTERS, Scale, Session
from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.domain.turnout import expected_total, parties, present_total
from sessiecoach.export.source import in_order
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.screens.pick import Choice, PickScreen
from sessiecoach.ui.widgets.hands_entry import HandsEntry
from sessiecoach.ui.widgets.item_rows import BLANK, ItemKey, Piece, Row, flow
from sessiecoach.ui.worksheets.rating_rows import (
    RatingGroup,
    RatingRow,
    group_rows,
    kind_of,
    last_time_words,
)
from sessiecoach.ui.worksheets.sheet import Worksheet

_KEYS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
_LOW: Final = 20
"""At so few lines every one is needed."""
_SOMEBODY_ELSE: Final = "\n"
"""No name: one line is never more than one."""
_NOTHING_ASKED: Final = (
    "Deze bijeenkomst vraagt geen cijfers. Een werkvorm vraagt ze door bij een blok schalen te "
    "noemen."
)


class RatingsSheet(Worksheet, HandsEntry):
    """The scales of the running block, and below them those of the others."""

    DEFAULT_CSS = """
    RatingsSheet > .rows--strong { color: $foreground; text-style: bold; }
    RatingsSheet > .rows--own { color: $primary; text-style: bold underline; }
    RatingsSheet > .rows--cell { color: $foreground; text-style: bold reverse; }
    RatingsSheet > .rows--bar { color: $primary; }
    RatingsSheet > .rows--rest { color: $foreground 20%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--strong",
        "rows--own",
        "rows--cell",
        "rows--bar",
        "rows--rest",
    }
    HELP: ClassVar[str] = (
        "Lees een stelling voor en typ een cijfer: dat krijgt alle handen, en de volgende stelling "
        "is aan de beurt (t is tien; ja, deels en nee gaan ook met hun eerste letter). Met → telt "
        "u de handen per cijfer. Met p geeft één persoon de cijfers, met een toets per stelling; "
        "handen en personen tellen samen. Het verslag noemt aantallen en nooit wie wat gaf."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "p",
            "one_person",
            "Per persoon",
            id="ratings.person",
            tooltip="Kiezen wie de cijfers geeft, en dan een toets per stelling",
        ),
        Binding(
            "h",
            "by_hands",
            "Handen",
            id="ratings.hands",
            tooltip="Terug naar handen opsteken: een cijfer krijgt alle handen",
        ),
    ]
    EDIT = "next_row"
    ACT_KEYS = frozenset("ph")

    person: reactive[str] = reactive("", repaint=False)
    """Who gives the numbers; empty while hands go up."""

    def __init__(self) -> None:
        super().__init__()
        self._scores: dict[ItemKey, Score] = {}
        self._last_times: dict[Hashable, Earlier | None] = {}

    # What is shown.

    def show_sheet(self) -> None:
        """Lay the rows out anew, for as many people as there are."""
        self.present, self.expected = present_total(self.session), expected_total(self.session)
        super().show_sheet()

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return the rows, broken for so many cells."""
        every = asked(self.session)
        here = [each for each in every if _block_of(each) == self.block]
        elsewhere = [each for each in every if _block_of(each) != self.block]
        self._scores = {
            ItemKey(_block_of(each), score.scale.id): score
            for each in (*here, *elsewhere)
            for score in each.scores
        }
        if not self._scores:
            return (Row(flow([Piece(_NOTHING_ASKED, "muted")], width)),)
        groups = [group for each in here for group in self._groups(each, is_quiet=False)]
        groups += [group for each in elsewhere for group in self._groups(each, is_quiet=True)]
        air = (BLANK,) if self.size.height > _LOW else ()
        return (Row(self._keys(width)), *air, *group_rows(groups, self.hands, width))

    def _keys(self, width: int) -> tuple[tuple[Piece, ...], ...]:
        """Return who answers, and what the keys do."""
        score = self.answered
        ten = " (t=10)" if score is not None and score.scale.of >= 10 else ""
        if self.person:
            who = Piece(f"Cijfers van {self.person}", "promise")
            keys = Piece(f"· een cijfer per stelling{ten} · Del: wissen", "muted")
            return flow([who, keys], width)
        if not self.may_change:
            return flow([Piece("Alleen lezen.", "muted")], width)
        who = Piece(f"{self.hands} {self.who}", "strong")
        keys = Piece(f"· cijfer: alle handen{ten} · →: per cijfer tellen · Del: wissen", "muted")
        return flow([who, keys], width)

    def _groups(self, each: Asked, *, is_quiet: bool) -> Iterator[RatingGroup]:
        titles = {one.id: one_line(one.title) or one.id for one in self.session.perspectives}
        block = "Los van een onderdeel"
        if each.block is not None:
            block = one_line(each.block.title) or one_line(each.block.id)
        for perspective in in_order(titles, (score.scale.perspective for score in each.scores)):
            scores = [one for one in each.scores if one.scale.perspective == perspective]
            side = titles.get(perspective, one_line(perspective))
            title = " · ".join(part for part in (block if is_quiet else "", side) if part) or block
            for kind in dict.fromkeys(kind_of(one.scale) for one in scores):
                rows = [
                    self._row(_block_of(each), score)
                    for score in scores
                    if kind_of(score.scale) == kind
                ]
                yield RatingGroup(title, tuple(rows), is_quiet)

    def _row(self, block: str, score: Score) -> RatingRow:
        key = ItemKey(block, score.scale.id)
        cell = None
        if key == self.cursor and self.column and not self.person:
            number = levels(score.scale)[self.column - 1]
            cell = number, self.cell_words(score, number, here=True)
        own = self._own(key)
        beneath = [f"gaf {_answer_words(score.scale, own)}"] if own is not None else []
        alone = sum(score.others)
        if alone and not self.person:
            beneath.append(f"{alone} per persoon")
        beneath.append(self._last_time(score))
        return RatingRow(
            key, score, cell, own, tuple(filter(None, beneath)), self.too_many(score.total)
        )

    def _own(self, key: ItemKey) -> int | None:
        block, scale = key
        if not self.person:
            return None
        return answer_of(self.session, scale, block=block, by=self.person)

    def _last_time(self, score: Score) -> str:
        if self.earlier is None:
            return ""
        asks = scale_key(score.scale)
        if asks not in self._last_times:
            found = last_time(self.session, self.earlier.meetings, score.scale)
            self._last_times[asks] = found
        return last_time_words(score, self._last_times[asks], self.session.header.date)

    def watch_block(self, before: str = "", _after: str = "") -> None:
        """Put the scales of the block on top, and begin there once those before are answered."""
        mine = [score.total for key, score in self._scores.items() if key.table == before]
        super().watch_block()
        if mine and all(mine) and not self.typed:
            self.column = 0
            self.go_to(self.items[0])
        elif self.cursor is not None:
            self.show(self.cursor)

    def watch_earlier(self) -> None:
        """Show what earlier meetings tell."""
        self._last_times = {}
        super().watch_earlier()

    def watch_cursor(self) -> None:
        """Show which column the keys work on, which may be one of another row."""
        score = self.answered
        if score is not None:
            self.column = min(self.column, len(levels(score.scale)))
        super().watch_cursor()
        self.show_sheet()

    def watch_column(self) -> None:
        """Show where hands are counted."""
        self.show_sheet()

    def watch_typed(self) -> None:
        """Show what is being typed."""
        self.show_sheet()

    def watch_person(self) -> None:
        """Show whose answers are taken in."""
        self.show_sheet()

    # Entering.

    @property
    def answered(self) -> Score | None:
        """How the statement under the cursor was answered; None where nothing can be entered."""
        if self.cursor is None or not self.may_change:
            return None
        return self._scores.get(self.cursor)

    def take(self, number: int) -> None:
        """Give a number all hands or this person's answer, and go on."""
        if self.person:
            self._give({number: 1})
            self.go_on()
        else:
            super().take(number)

    def count_hands(self, counts: Mapping[int, int]) -> None:
        """File the hands for the statement under the cursor."""
        self._give(counts)

    def _give(self, counts: Mapping[int, int]) -> None:
        score, by = self.answered, self.person or BY_HANDS
        if score is None or self.cursor is None:
            return
        block = self.cursor.table
        self.act(
            lambda mark: hands(
                self.session,
                score.scale,
                counts,
                block=block,
                at=mark.at,
                new_id=lambda: new_id(ID_LETTERS["ratings"]),
                by=by,
            )
        )

    def go_on(self) -> None:
        """Go to the next statement of the block; after the last, stay."""
        following = self.moved(1)
        if following is not None and self.cursor is not None:
            if following.table == self.cursor.table:
                self.go_to(following)
            else:
                self.column = 0

    def action_clear(self) -> None:
        """Take back a digit, the hands of a column or a statement, or a person's answer."""
        if self.person:
            self._give({})
        else:
            super().action_clear()

    def action_move_cursor(self, steps: int) -> None:
        """Go to another row; a number that was typed is taken in."""
        self.leave_row()
        super().action_move_cursor(steps)

    def go_to(self, item: ItemKey) -> None:
        """Put the cursor on an item; a number that was typed is taken in."""
        self.leave_row()
        super().go_to(item)

    def on_blur(self, _event: events.Blur) -> None:
        """Take in what was typed."""
        self.leave_row()

    # One person after the other.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        match action:
            case "forget":
                return bool(self.typed or self.person)
            case "by_hands":
                return bool(self.person)
            case "one_person" | "clear":
                return self.answered is not None
            case "across":
                return self.answered is not None and not self.person
        return super().check_action(action, parameters)

    def action_forget(self) -> None:
        """Forget the number that is being typed, or go back to hands."""
        if self.typed:
            super().action_forget()
        else:
            self.action_by_hands()

    def action_by_hands(self) -> None:
        """Let a key stand for all hands again."""
        self.person = ""
        self.refresh_bindings()

    @work(exclusive=True, group="ratings")
    async def action_one_person(self) -> None:
        """Choose who gives the numbers, and begin with the first statement."""
        self.leave_row()
        mine = [key for key in self.items if self.cursor and key.table == self.cursor.table]
        names = who_can_rate(self.session)
        given = {name: sum(self._answered_by(name, key) for key in mine) for name in names}
        names = tuple(sorted(names, key=lambda name: given[name] == len(mine)))
        choices = [
            Choice(_progress(name, given[name], len(mine)), name, key)
            for name, key in zip(names, _KEYS.ljust(len(names)), strict=False)
        ]
        choices.append(Choice("Iemand anders…", _SOMEBODY_ELSE, "+"))
        chosen = await self.app.push_screen_wait(PickScreen("Wie geeft de cijfers?", choices))
        if chosen == _SOMEBODY_ELSE:
            chosen = await self._somebody_else(names)
        if chosen and mine:
            self.column = 0
            self.person = chosen
            left = (key for key in mine if not self._answered_by(chosen, key))
            self.go_to(next(left, mine[0]))
            self.refresh_bindings()

    def _answered_by(self, name: str, key: ItemKey) -> bool:
        return answer_of(self.session, key.item, block=key.table, by=name) is not None

    async def _somebody_else(self, known: Sequence[str]) -> str | None:
        field = FormField(
            "by",
            "Rol of initialen",
            suggestions=self.people(),
            hint="bijvoorbeeld: manager wonen",
            required=True,
            read=_name_of,
        )
        values = await self.fill_in("Wie geeft de cijfers?", (field,))
        if values is None:
            return None
        typed = one_line(str(values["by"]))
        spelled = {as_compared(name): name for name in known}
        return spelled.get(as_compared(typed), typed)


def who_can_rate(session: Session) -> tuple[str, ...]:
    """Return everybody who can answer alone: the people on the list, and who already did."""
    people: Counter[tuple[str, str]] = Counter()
    for party in parties(session):
        who = one_line(party.role) or "zonder rol", one_line(party.organisation)
        people[who] += party.present or party.expected or 1
    found = [
        " · ".join(part for part in (f"{role} {number}" if many > 1 else role, place) if part)
        for (role, place), many in people.items()
        for number in range(1, many + 1)
    ]
    return tuple(dict.fromkeys((*found, *raters(session))))


def _name_of(typed: str) -> str:
    name = one_line(typed)
    if as_compared(name) == BY_HANDS:
        raise ValueError("Zo heten de opgestoken handen; typ een rol of initialen.")
    return name


def _progress(name: str, given: int, asked_of: int) -> str:
    return f"{name} ({given} van {asked_of})" if given else name


def _answer_words(scale: Scale, number: int) -> str:
    place = number - scale.least
    return one_line(scale.answers[place]) if place < len(scale.answers) else str(number)


def _block_of(each: Asked) -> str:
    return each.block.id if each.block is not None else ""
