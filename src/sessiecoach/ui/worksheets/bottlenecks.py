"""Bottlenecks, on whose agenda each lies, and when it was cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from sessiecoach.domain import acts
from sessiecoach.domain.bottlenecks import (
    BOTTLENECK,
    BottleneckState,
    bottleneck_state,
    bottlenecks,
    earlier_bottlenecks,
    steering_groups,
    take_up,
)
from sessiecoach.domain.facts import Added, Change
from sessiecoach.domain.session import ID_LETTERS, Note, Session
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.cooperation import bottleneck_words
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import counted
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.screens.item_forms import changed
from sessiecoach.ui.widgets.item_rows import BLANK, HARD_SPACE, ItemKey, Piece, Row, flow
from sessiecoach.ui.widgets.note_line import bullet
from sessiecoach.ui.worksheets.sheet import Worksheet

_STYLES: Mapping[BottleneckState, str] = {
    BottleneckState.NOWHERE: "missing",
    BottleneckState.ON_AGENDA: "promise",
    BottleneckState.CUT: "helps",
}
_EMPTY = (
    "Nog geen knelpunten. Typ hieronder & en het knelpunt, of druk op n. Met a komt het op de"
    " agenda van een stuurgroep."
)
_EARLIER = (
    "Wat op een agenda staat komt terug bij de terugkom. Wat nog nergens ligt, zet a vandaag op"
    " een agenda. Het verslag van toen verandert niet."
)
_OF_EARLIER = "earlier"
"""The rows of what earlier meetings left; not a table of the record."""


class BottlenecksSheet(Worksheet):
    """Every bottleneck with where it lies, and those of earlier meetings that are still open."""

    HELP: ClassVar[str] = (
        "Elk knelpunt van deze bijeenkomst, en waar het ligt. a zet het op de agenda van een"
        " stuurgroep, d zegt op welke dag het is doorgehakt. Wat van een eerdere bijeenkomst nog"
        " open staat, staat eronder; of het is doorgehakt vertelt u bij de terugkom."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit_row", "Wijzigen", id="bottlenecks.edit", tooltip="Dit wijzigen"),
        Binding(
            "a",
            "put_on_agenda",
            "Agenderen",
            id="bottlenecks.agenda",
            tooltip="Op de agenda van een stuurgroep zetten",
        ),
        Binding(
            "d",
            "cut",
            "Doorgehakt",
            id="bottlenecks.cut",
            tooltip="Zeggen op welke dag het is doorgehakt",
        ),
        Binding(
            "n", "new", "Nieuw knelpunt", id="bottlenecks.new", tooltip="Een knelpunt toevoegen"
        ),
        Binding(
            "x,delete",
            "withdraw",
            "Intrekken",
            id="bottlenecks.withdraw",
            tooltip="Niet laten meetellen; ctrl+z haalt het terug",
        ),
    ]
    _made = ""
    """The id of a bottleneck that was just made, to stand on."""

    # What is shown.

    def show_sheet(self) -> None:
        """Lay the rows out anew, and stand on what was just made."""
        super().show_sheet()
        if (made := ItemKey("notes", self._made)) in self.items:
            self._made = ""
            self.go_to(made)

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return the bottlenecks of this meeting, and the open ones of earlier meetings."""
        here = bottlenecks(self.session)
        rows = [self._heading(here, width), BLANK]
        if not here:
            rows = [Row(flow([Piece(_EMPTY, "muted")], width))]
        rows += [self._row(each, width) for each in here]
        earlier = self._of_earlier()
        if earlier:
            title = f"VAN EERDER{HARD_SPACE}{HARD_SPACE}{len(earlier)}"
            rows += [BLANK, Row(flow([Piece(title, "heading")], width))]
            rows += [self._row(note, width, meeting) for meeting, note in earlier]
            rows.append(Row(flow([Piece(_EARLIER, "muted")], width)))
        return tuple(rows)

    def _heading(self, here: tuple[Note, ...], width: int) -> Row:
        pieces = [Piece(counted(len(here), "knelpunt", "knelpunten"), "heading")]
        nowhere = sum(bottleneck_state(each) is BottleneckState.NOWHERE for each in here)
        if nowhere:
            words = f"·{HARD_SPACE}{nowhere} nog nergens geagendeerd"
            pieces.append(Piece(words.replace(" ", HARD_SPACE), "missing"))
        return Row(flow(pieces, width))

    def _row(self, note: Note, width: int, meeting: Session | None = None) -> Row:
        first = bullet(unsaved=note.id in self.snapshot.unsaved, private=note.private)
        state = bottleneck_words(note).replace(" ", HARD_SPACE)
        pieces = [
            Piece(visible(note.text).strip() or "(zonder tekst)", "text"),
            Piece(f"·{HARD_SPACE}{state}", _STYLES[bottleneck_state(note)]),
        ]
        if note.private:
            pieces.append(Piece(f"·{HARD_SPACE}privé", "private"))
        if meeting is not None:
            day = table_date(meeting.header.date)[3:] if meeting.header.date else ""
            words = f"van eerder {day}".strip() if day else "van eerder"
            pieces.append(Piece(f"·{HARD_SPACE}{words.replace(' ', HARD_SPACE)}", "faint"))
        table = "notes" if meeting is None else _OF_EARLIER
        return Row(flow(pieces, width, first=first, indent=2), ItemKey(table, note.id))

    def _of_earlier(self) -> tuple[tuple[Session, Note], ...]:
        if self.earlier is None:
            return ()
        return earlier_bottlenecks(self.session, self.earlier.meetings, self.earlier.updates)

    # Acts.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        match action:
            case "new":
                return self.may_change
            case "put_on_agenda":
                known = self._at_cursor() or self._earlier_at_cursor()
                return self.may_change and known is not None
            case "edit_row" | "cut" | "withdraw":
                return self.may_change and self._at_cursor() is not None
        return super().check_action(action, parameters)

    def _at_cursor(self) -> Note | None:
        key = self.cursor
        if key is None or key.table != "notes":
            return None
        return next((each for each in self.session.notes if each.id == key.item), None)

    def _earlier_at_cursor(self) -> Note | None:
        """Return the bottleneck of an earlier meeting that lies nowhere yet."""
        for _meeting, note in self._of_earlier():
            lies_nowhere = bottleneck_state(note) is BottleneckState.NOWHERE
            if lies_nowhere and self.cursor == ItemKey(_OF_EARLIER, note.id):
                return note
        return None

    def action_edit_row(self) -> None:
        """Change everything of a bottleneck."""
        self._fill("Knelpunt", "text", "escalated_to", "resolved_on")

    def action_put_on_agenda(self) -> None:
        """Put a bottleneck on the agenda of a steering group."""
        earlier = self._earlier_at_cursor()
        if earlier is not None:
            self._take_up(earlier)
        else:
            self._fill("Op de agenda", "escalated_to")

    @work
    async def _take_up(self, note: Note) -> None:
        """Put a bottleneck of an earlier meeting on an agenda, as a note of this one."""
        fields = [each for each in self._fields(note) if each.name == "escalated_to"]
        values = await self.fill_in("Op de agenda", fields)
        to = str(values["escalated_to"]) if values is not None else ""
        if to:
            made = self._made = new_id(ID_LETTERS["notes"])
            self.act(
                lambda mark: take_up(note, to, replace(mark, block=mark.block or self.block), made)
            )

    def action_cut(self) -> None:
        """Say when a bottleneck was cut."""
        self._fill("Doorgehakt", "resolved_on")

    @work
    async def _fill(self, title: str, *names: str) -> None:
        note = self._at_cursor()
        if note is None:
            return
        cuts = names == ("resolved_on",)
        fields = [each for each in self._fields(note, cuts=cuts) if each.name in names]
        values = await self.fill_in(title, fields)
        if values is not None:
            self.act(lambda _mark: changed("notes", note, values))

    @work
    async def action_new(self) -> None:
        """Name another bottleneck."""
        fields = [each for each in self._fields(Note()) if each.name != "resolved_on"]
        values = await self.fill_in("Nieuw knelpunt", fields)
        if values is None:
            return
        made = self._made = new_id(ID_LETTERS["notes"])

        def add(mark: acts.Mark) -> tuple[Change, ...]:
            given = {
                **values,
                "kind": BOTTLENECK,
                "block": mark.block or self.block,
                "group": mark.group,
                "author": mark.author,
                "written_at": mark.at,
            }
            return (Added("notes", made, {k: v for k, v in given.items() if v}),)

        self.act(add)

    def _fields(self, note: Note, *, cuts: bool = False) -> tuple[FormField, ...]:
        """Return the fields of a bottleneck; one that `cuts` proposes the day of the meeting."""
        meetings = (*(self.earlier.meetings if self.earlier is not None else ()), self.session)
        cut_on = note.resolved_on or (self.session.header.date if cuts else None)
        bodies = dict.fromkeys((*steering_groups(meetings), *self.people()))
        return (
            FormField("text", "Knelpunt", value=note.text, required=True),
            FormField(
                "escalated_to",
                "Op de agenda van",
                value=note.escalated_to,
                suggestions=tuple(bodies),
                hint="bijv. stuurgroep Wonen",
            ),
            FormField("resolved_on", "Doorgehakt op", "date", cut_on, hint="bijv. 10 okt"),
        )

    def action_withdraw(self) -> None:
        """Let a bottleneck not count."""
        if (note := self._at_cursor()) is not None:
            told = f"Ingetrokken: {one_line(note.text)[:40]}. ctrl+z haalt het terug."
            self.act(lambda mark: acts.withdraw("notes", note.id, mark.at), told)
