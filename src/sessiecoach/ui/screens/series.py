"""One series: what it is, its meetings with their dates, and the own questions of participants."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.domain.own_questions import own_questions
from sessiecoach.domain.series import ParticipantQuestion, Series
from sessiecoach.domain.series_plan import (
    asked,
    changed_meeting,
    planned,
    with_meetings,
    without_meeting,
    without_question,
)
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.live.clock import Clock
from sessiecoach.live.moving import move_meeting
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.history import read_history
from sessiecoach.storage.listing import ListedMeeting
from sessiecoach.storage.series import SeriesChange, change_series
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.screens.series_forms import (
    about_fields,
    about_of,
    meeting_fields,
    meeting_of,
    question_fields,
    question_of,
    rhythm_fields,
    rhythm_of,
)
from sessiecoach.ui.screens.series_tidying import OpensTidying
from sessiecoach.ui.series_words import SERIES, ShownSeries, key_of, series_rows
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.cursor_rows import CursorRows
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.meeting_rows import MeetingStatus
from sessiecoach.ui.words import reason_words

_WIDEST: Final = 120
_MOVABLE: Final = frozenset({MeetingStatus.PLANNED, MeetingStatus.DRAFT})
_NOT_MOVED: Final = {
    "held": "Deze bijeenkomst is elders geopend of kan niet worden geschreven; zij bleef staan.",
    "begun": "Deze bijeenkomst is al begonnen; haar datum staat vast.",
}


class SeriesList(CursorRows):
    """The rows of a series, with one row that the keys work on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "move_cursor(-5)", "Vijf terug", show=False),
        Binding("pagedown", "move_cursor(5)", "Vijf verder", show=False),
    ]
    EDIT = "screen.edit_row"

    shown: reactive[ShownSeries | None] = reactive(None, repaint=False)

    def watch_shown(self) -> None:
        """Show the series as it is now."""
        self.lay_out()

    def on_resize(self) -> None:
        """Break the rows for another width."""
        self.lay_out()
        super().on_resize()

    def lay_out(self) -> None:
        """Break the rows for the width that there is."""
        if self.shown is not None and self.size.width:
            self.rows = series_rows(self.shown, min(self.size.width, _WIDEST))
            if self.cursor is None and self.items:
                ahead = self.shown.ahead
                self.cursor = key_of(ahead) if ahead is not None else self.items[0]


class SeriesScreen(ClosesOnce, OpensTidying):
    """Look at a series and plan it."""

    CSS_PATH = ["../widgets/item_rows.tcss", "series.tcss"]  # noqa: RUF012  Textual wants it so
    HELP: ClassVar[str] = (
        "Waar de reeks over gaat, de bijeenkomsten met hun data, en de eigen vragen van"
        " deelnemers. Enter wijzigt de regel waar u staat. Een datum verzetten mag: wat ernaar"
        " verwijst blijft kloppen. Wat is gehouden staat vast. Na de bewaardatum ruimt o op."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit_row", "Wijzigen", id="series.edit", tooltip="Wijzigen waar u staat"),
        Binding(
            "p",
            "plan_dates",
            "Data plannen",
            id="series.plan",
            tooltip="Een aantal bijeenkomsten plannen, met een vaste tussenpoos",
        ),
        Binding(
            "n",
            "add_meeting",
            "Bijeenkomst",
            id="series.meeting",
            tooltip="Een bijeenkomst aan de planning toevoegen",
        ),
        Binding(
            "v",
            "add_question",
            "Eigen vraag",
            id="series.question",
            tooltip="De vraag die een deelnemer uit het eigen werk inbrengt",
        ),
        Binding(
            "x,delete",
            "drop_row",
            "Weg",
            id="series.drop",
            tooltip="Deze geplande bijeenkomst of vraag weghalen; ctrl+z haalt terug",
        ),
        Binding(
            "ctrl+z",
            "take_back",
            "Ongedaan",
            id="series.undo",
            show=False,
            tooltip="De laatste wijziging van de reeks terugnemen",
        ),
        Binding(
            "escape",
            "close",
            "Terug",
            id="series.close",
            tooltip="Terug naar het overzicht van bijeenkomsten",
        ),
    ]

    shown: reactive[ShownSeries | None] = reactive(None, init=False, repaint=False)
    """The series as it was read last."""

    def __init__(
        self, surroundings: Surroundings, folder: Path, clock: Clock, *, plans: bool = False
    ) -> None:
        """Show the series in `folder`; with `plans` its dates are asked for at once."""
        super().__init__()
        self.surroundings, self.folder, self.clock = surroundings, folder, clock
        self._plans = plans
        self._archive = Archive(surroundings.places.sessions)
        self._done: list[SeriesChange] = []
        self._writes = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Lay out the top line, the rows and the keys."""
        yield Static(id="series-top", markup=False)
        yield SeriesList()
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the series."""
        self.query_one(SeriesList).focus()
        self._read(first=True)

    @work(exclusive=True, group="series")
    async def _read(self, *, first: bool = False) -> None:
        self.shown = await asyncio.to_thread(self._read_series)
        if first and self._plans:
            self.action_plan_dates()

    def _read_series(self) -> ShownSeries:
        listed = self._archive.meetings_of(self.folder)
        today = self.clock.now().astimezone().date()
        werkvormen = load_werkvormen(self.surroundings.places.own_werkvormen)
        summaries = self._archive.summaries_of(listed, today)
        history = read_history(self.folder)
        return ShownSeries(
            listed,
            {each.path.stem: each for each in summaries},
            werkvormen.formats,
            werkvormen.series_kinds,
            own_questions(listed.series.questions, history.meetings, history.updates),
            today,
        )

    def watch_shown(self, shown: ShownSeries) -> None:
        """Show the series as it is now, and what is wrong with its file."""
        self.query_one("#series-top", Static).update(Content.styled("Reeks", "bold"))
        self.query_one(SeriesList).shown = shown
        self.refresh_bindings()
        for fault in shown.listed.faults:
            self.notify(fault_sentence(fault), severity="error", timeout=20, markup=False)

    # What the keys work on.

    @property
    def _row(self) -> ItemKey | None:
        return self.query_one(SeriesList).cursor

    def _meeting(self) -> ListedMeeting | None:
        if self.shown is None:
            return None
        found = (each for each in self.shown.listed.meetings if key_of(each) == self._row)
        return next(found, None)

    def _question(self) -> ParticipantQuestion | None:
        row = self._row
        if self.shown is None or row is None or row.table != "question":
            return None
        return next((each for each in self.shown.series.questions if each.id == row.item), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        if action == "take_back":
            return bool(self._done) or None
        if action in ("edit_row", "plan_dates", "add_meeting", "add_question", "drop_row"):
            if self.shown is None or self.shown.listed.faults:
                return False
            if action == "add_question":
                return self.shown.asks_questions
            meeting = self._meeting()
            if action == "edit_row" and meeting is not None:
                return self.shown.status_of(meeting) in _MOVABLE
            if action in ("edit_row", "drop_row") and meeting is None and self._row != SERIES:
                # What was brought in during a meeting stands in the record of that meeting.
                return self._question() is not None
            if action == "drop_row":
                return meeting is not None and meeting.path is None
        return super().check_action(action, parameters)

    # Acts.

    @work(exclusive=True, group="form")
    async def action_edit_row(self) -> None:
        """Change the series, a meeting that was not held yet, or a question."""
        shown, meeting, question = self.shown, self._meeting(), self._question()
        if shown is None:
            return
        if self._row == SERIES:
            about = await self._filled("Reeks", about_fields(shown))
            if about is not None:
                await self._change(lambda series: about_of(series, about))
        elif meeting is not None:
            await self._edit_meeting(shown, meeting)
        elif question is not None:
            values = await self._filled("Eigen vraag", question_fields(question))
            if values is not None:
                on = self.clock.now().astimezone().date()
                await self._change(lambda series: asked(series, question_of(question, values, on)))

    async def _edit_meeting(self, shown: ShownSeries, meeting: ListedMeeting) -> None:
        values = await self._filled("Bijeenkomst", meeting_fields(shown, meeting))
        if values is None:
            return
        wanted = meeting_of(meeting, values)
        if meeting.path is not None:
            try:
                reason = await asyncio.to_thread(
                    move_meeting,
                    meeting.path,
                    self.surroundings.places.state,
                    self.clock,
                    wanted.date,
                    wanted.starts,
                    wanted.ends,
                )
            except (FileFaultsError, OSError):
                reason = "held"
            if reason:
                self._tell(_NOT_MOVED.get(reason, f"Niet opgeslagen: {reason_words(reason)}."))
                return
        if meeting.planned is not None:
            await self._change(lambda series: changed_meeting(series, wanted))
        else:
            self._read()

    @work(exclusive=True, group="form")
    async def action_plan_dates(self) -> None:
        """Plan a number of meetings, so many weeks apart."""
        shown = self.shown
        if shown is None:
            return
        today = self.clock.now().astimezone().date()
        values = await self._filled("Data plannen", rhythm_fields(shown, today))
        if values is not None:
            meetings = planned(shown.kind, rhythm_of(values))
            await self._change(lambda series: with_meetings(series, meetings))

    @work(exclusive=True, group="form")
    async def action_add_meeting(self) -> None:
        """Plan one more meeting."""
        if self.shown is None:
            return
        values = await self._filled("Bijeenkomst", meeting_fields(self.shown, None))
        if values is not None:
            meeting = meeting_of(None, values)
            await self._change(lambda series: with_meetings(series, [meeting]))

    @work(exclusive=True, group="form")
    async def action_add_question(self) -> None:
        """Add the question of a participant."""
        values = await self._filled("Eigen vraag", question_fields(None))
        if values is not None:
            on = self.clock.now().astimezone().date()
            await self._change(lambda series: asked(series, question_of(None, values, on)))

    @work(exclusive=True, group="form")
    async def action_drop_row(self) -> None:
        """Take a planned meeting or a question away."""
        meeting, question = self._meeting(), self._question()
        if meeting is not None and meeting.path is None and meeting.planned is not None:
            gone = meeting.planned.id
            await self._change(lambda series: without_meeting(series, gone))
            self._tell("Weggehaald. ctrl+z haalt de bijeenkomst terug.")
        elif question is not None:
            await self._change(lambda series: without_question(series, question.id))
            self._tell("Weggehaald. ctrl+z haalt de vraag terug.")

    @work(exclusive=True, group="form")
    async def action_take_back(self) -> None:
        """Take back the last change, unless the file says something else by now."""
        if not self._done:
            return
        last = self._done.pop()

        def back(series: Series) -> Series:
            return last.before if series == last.after else series

        change = await self._written(back)
        if change is None:
            self._done.append(last)
        elif change.after != last.before:
            self._tell("De reeks is intussen elders gewijzigd; er is niets teruggenomen.")

    async def _filled(self, title: str, fields: tuple[FormField, ...]) -> dict[str, object] | None:
        year = self.clock.now().astimezone().year
        values = await self.app.push_screen_wait(FormScreen(title, fields, year=year))
        return dict(values) if values is not None else None

    async def _change(self, change: Callable[[Series], Series]) -> None:
        made = await self._written(change)
        if made is not None and made.after != made.before:
            self._done.append(made)

    async def _written(self, change: Callable[[Series], Series]) -> SeriesChange | None:
        """Bring a change to the file as it is now; None where that failed, which was said."""
        kept = self.surroundings.places.state / "kept"
        async with self._writes:
            try:
                made = await asyncio.to_thread(change_series, self.folder, change, kept)
            except FileFaultsError as error:
                self._tell(fault_sentence(error.faults[0]), wrong=True)
                return None
            except OSError as error:
                reason = reason_words(error.strerror or type(error).__name__)
                self._tell(f"NIET OPGESLAGEN: {reason}.", wrong=True)
                return None
        if made.kept is not None:
            self._tell(f"Het bestand zoals u het had ligt in {one_line(str(made.kept))}.")
        self._read()
        return made

    def _tell(self, sentence: str, *, wrong: bool = False) -> None:
        self.notify(sentence, severity="error" if wrong else "information", timeout=8, markup=False)

    def action_close(self) -> None:
        """Go back to the start screen."""
        self.dismiss()
