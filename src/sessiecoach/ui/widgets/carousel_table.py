"""Groups that rotate, while a meeting is prepared: a row a group, a column a round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain.carousel import (
    can_rotate,
    carousel_findings,
    cases_of,
    groups_of,
    rotates,
    rotating_rounds,
    station_of,
)
from sessiecoach.domain.session import Block, Group, Session, Station
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.carousel import perspective_name
from sessiecoach.ui.carousel_words import DIVIDE_KEY, finding_sentences
from sessiecoach.ui.widgets.row_list import Lines, RowList
from sessiecoach.ui.words import group_name, short_name

CHOOSE_KEY = "ctrl+r"
_LEAST_CELL: Final = 15
_LONGEST_NAME: Final = 12
_MOST_SENTENCES: Final = 6


class CarouselTable(RowList):
    """Where each group is in each round; Enter changes one, a key divides them anew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "across(-1)", "Ronde terug", show=False, system=True),
        Binding("right", "across(1)", "Ronde verder", show=False, system=True),
        Binding(
            "enter",
            "change",
            "Wijzigen",
            id="carousel.change",
            tooltip="Een ander perspectief of een andere casus voor deze groep in deze ronde",
        ),
        Binding(
            DIVIDE_KEY,
            "divide",
            "Opnieuw indelen",
            id="carousel.divide",
            show=False,
            tooltip="Alle groepen opnieuw over de perspectieven en casussen verdelen",
        ),
    ]

    session: reactive[Session] = reactive(Session, layout=True)
    column: reactive[int] = reactive(0)

    class ChangeAsked(Message):
        """A person wants a group elsewhere in one round."""

        def __init__(self, block: str, group: str) -> None:
            super().__init__()
            self.block, self.group = block, group

    class DivideAsked(Message):
        """A person wants all groups divided anew."""

    @property
    def rounds(self) -> tuple[Block, ...]:
        """The columns."""
        return rotating_rounds(self.session)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The rows."""
        return groups_of(self.session)

    # What is shown.

    def head(self, width: int) -> Lines:
        """Return the names of the rounds."""
        lead, cell, first, last = self._room(width)
        if not self.groups:
            return []
        words = [Content(" " * lead)]
        for place, block in enumerate(self.rounds[first:last], start=first):
            here = self.has_focus and place == self.column
            name = Content.styled(short_name(self.session, block), "bold" if here else "$faint")
            words.append(name.truncate(cell, ellipsis=True, pad=True))
        return [Content("").join(words)]

    def rows(self, width: int) -> Sequence[Lines]:
        """Return a row for each group."""
        return [[self._row(place, group, width)] for place, group in enumerate(self.groups)]

    def foot(self, width: int) -> Lines:
        """Return what is amiss, and what the keys do."""
        sentences = finding_sentences(self.session)
        lines = [*self._legend(width)] if self.groups else []
        for refuses, sentence in sentences[:_MOST_SENTENCES]:
            sign, style = ("▲ ", "$error") if refuses else ("△ ", "$muted")
            parts = Content.styled(sentence, style).wrap(max(1, width - len(sign)))
            lines += [
                Content.assemble((sign if not place else "  ", f"bold {style}"), part)
                for place, part in enumerate(parts)
            ]
        more = len(sentences) - _MOST_SENTENCES
        return [*lines, Content.styled(f"  en nog {more}", "$muted")] if more > 0 else lines

    def _legend(self, width: int) -> Lines:
        """Return which letter is which case, and what the keys do."""
        told = Content.styled("  ", "$faint").join(
            Content.assemble(
                (one_line(each.id), "bold $accent"), (f" {one_line(each.title)}", "$faint")
            )
            for each in cases_of(self.session)
        )
        words = f"Enter wijzigt een vak · {DIVIDE_KEY} deelt opnieuw in"
        lines = [told] if told else []
        lines.append(Content.styled(words, "$faint"))
        return [line.truncate(max(1, width), ellipsis=True) for line in lines]

    def _room(self, width: int) -> tuple[int, int, int, int]:
        """Return the widths of the names and of a cell, and which rounds show."""
        names = [len(group_name(each)) for each in self.groups]
        lead = min(_LONGEST_NAME, max(names, default=0)) + 2
        count = len(self.rounds)
        shown = max(1, min(count, (width - lead) // _LEAST_CELL))
        first = max(0, min(self.column - shown + 1, count - shown))
        return lead, max(1, (width - lead) // shown), first, min(count, first + shown)

    def _row(self, place: int, group: Group, width: int) -> Content:
        lead, cell, first, last = self._room(width)
        name = Content.styled(group_name(group), "$muted").truncate(lead - 1, ellipsis=True)
        parts = [name + Content(" " * (lead - name.cell_length))]
        wrong = self._wrong()
        for at, block in enumerate(self.rounds[first:last], start=first):
            shown = self._cell(station_of(block, group.id), cell - 1)
            if (group.id, block.id) in wrong:
                shown = shown.stylize("bold $error")
            if self.has_focus and (place, at) == (self.cursor, self.column):
                cursor = "bold $block-cursor-foreground on $block-cursor-background"
                shown = Content.styled(shown.plain, cursor)
            parts.append(shown + Content(" " * max(0, cell - shown.cell_length)))
        return Content("").join(parts)

    def _cell(self, station: Station | None, width: int) -> Content:
        """Return a perspective with the letter of the case, which shows however narrow it is."""
        if station is None or not (station.perspective or station.case):
            return Content.styled("–", "$faint")
        case = f" {one_line(station.case)}" if station.case else ""
        looks = perspective_name(self.session, station.perspective) or "–"
        room = max(1, width - len(case))
        return Content(looks).truncate(room, ellipsis=True) + Content.styled(case, "bold $accent")

    def _wrong(self) -> set[tuple[str, str]]:
        """Return which group in which round is refused."""
        return {
            (group, block)
            for each in carousel_findings(self.session)
            if each.refuses
            for group in each.groups
            for block in each.rounds
        }

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell that somebody clicked."""
        lead, cell, first, last = self._room(self.content_size.width)
        if self.rounds:
            at = first + max(0, event.x - self.gutter.left - lead) // cell
            self.column = min(at, last - 1)
        super().on_click(event)

    # What a person does.

    def action_across(self, step: int) -> None:
        """Go to the round beside this one."""
        self.column = max(0, min(self.column + step, len(self.rounds) - 1))

    def action_change(self) -> None:
        """Ask for another place of this group."""
        if self.groups and self.rounds:
            column = min(self.column, len(self.rounds) - 1)
            group = self.groups[self.validate_cursor(self.cursor)]
            self.post_message(self.ChangeAsked(self.rounds[column].id, group.id))

    def action_divide(self) -> None:
        """Ask for all groups to be divided anew."""
        self.post_message(self.DivideAsked())


class CarouselPart(Vertical):
    """Whether groups rotate; where they do, how, and what is amiss with that beside it.

    Where there is nothing to rotate, or one group only, it does not show.
    """

    DEFAULT_CSS = """
    CarouselPart {
        height: auto;
        margin-top: 1;
        display: none;
    }
    CarouselPart CarouselTable {
        height: auto;
        margin-top: 1;
        display: none;
    }
    CarouselPart .-rotates {
        display: block;
    }
    """

    session: reactive[Session] = reactive(Session, init=False)

    def compose(self) -> ComposeResult:
        """Lay out the choice and the table."""
        yield Static(classes="carousel-choice", markup=False)
        yield CarouselTable()

    def watch_session(self) -> None:
        """Follow the session."""
        session = self.session
        chosen = rotates(session)
        self.display = chosen or (can_rotate(session) and len(groups_of(session)) > 1)
        words = "Groepen rouleren over de perspectieven" if chosen else "Groepen zijn vrij"
        act = "maakt ze vrij" if chosen else "laat ze rouleren"
        self.query_one(".carousel-choice", Static).update(
            Content.assemble(words, ("  ^r ", "bold $accent"), (act, "$muted"))
        )
        table = self.query_one(CarouselTable)
        table.set_class(chosen, "-rotates")
        table.session = session
