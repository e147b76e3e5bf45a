"""Making a meeting: of which series, in which werkvorm, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from sessiecoach.domain.text import one_line, visible
from sessiecoach.domain.werkvorm import Werkvorm
from sessiecoach.dutch.dates import DAYS, duration
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.home import make_private
from sessiecoach.storage.listing import ListedSeries, Listing
from sessiecoach.storage.summaries import Summary
from sessiecoach.storage.werkvormen import Werkvormen
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.field_values import FieldKind, read_value, shown_value
from sessiecoach.ui.messages import CannotMakeError
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.personal_field import PersonalInput
from sessiecoach.ui.widgets.werkvorm_list import WerkvormList, werkvorm_lines

_NEW: Final = "new"
_NONE: Final = "none"
_STARTS: Final = dt.time(9)


@dataclass(frozen=True, slots=True)
class WantedMeeting:
    """What was filled in, all of it valid."""

    folder: Path | None
    """Of the series; None for a new one."""
    new_series: str
    werkvorm: Werkvorm
    title: str
    date: dt.date
    starts: dt.time | None
    ends: dt.time | None

    def make(self, archive: Archive) -> Path:
        """Make the record, and the series where that is new. Raises OSError."""
        folder, location = self.folder, ""
        if folder is None:
            folder = archive.new_series(self.new_series, werkvorm=self.werkvorm.id).folder
        elif folder == archive.sessions:
            make_private(folder)
        else:
            location = archive.meetings_of(folder).series.location
        return archive.new_meeting(
            folder,
            self.werkvorm,
            date=self.date,
            starts=self.starts,
            ends=self.ends,
            title=self.title,
            location=location,
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a next meeting of a series could be."""

    werkvorm: str = ""
    title: str = ""
    date: dt.date | None = None
    starts: dt.time | None = None
    ends: dt.time | None = None


def proposed(series: ListedSeries | None, summaries: Mapping[Path, Summary]) -> Proposal:
    """Return the first planned meeting after the last record, with times as they were before."""
    if series is None:
        return Proposal()
    read = {each.path for each in series.records}
    records = [summary for path, summary in summaries.items() if path in read]
    last = max(
        (each for each in records if each.date and not each.broken),
        key=lambda each: each.date or dt.date.min,
        default=None,
    )
    after = last.date if last is not None and last.date is not None else dt.date.min
    following = next((each for each in series.planned if each.date and each.date > after), None)
    planned = following.planned if following is not None else None
    used = last.werkvorm if last is not None else ""
    return Proposal(
        werkvorm=(planned.werkvorm if planned else "") or series.series.werkvorm or used,
        title=planned.title if planned else "",
        date=planned.date if planned else None,
        starts=(planned.starts if planned else None) or (last.header.starts if last else None),
        ends=(planned.ends if planned else None) or (last.header.ends if last else None),
    )


class NewMeetingScreen(ClosesOnce, Screen[WantedMeeting | None]):
    """Ask for what a record cannot be made without; everything else can wait."""

    CSS_PATH = "new_meeting.tcss"
    AUTO_FOCUS = "#date"
    HELP: ClassVar[str] = (
        "Kies de reeks, de werkvorm en de datum; de rest vult u in bij het voorbereiden."
        " Wat er staat is een voorstel uit de reeks. ctrl+s maakt het verslag en opent het."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "make",
            "Maken en openen",
            id="new.make",
            priority=True,
            tooltip="Het verslag maken en de voorbereiding openen",
        ),
        Binding(
            "f8",
            "go_werkvormen",
            "Werkvormen",
            id="new.werkvormen",
            tooltip="Naar de lijst met werkvormen",
        ),
        Binding(
            "escape",
            "leave",
            "Terug",
            id="new.leave",
            tooltip="Terug, zonder iets te maken; is er iets getypt, dan wordt dat gevraagd",
        ),
    ]

    def __init__(
        self,
        listing: Listing,
        summaries: Sequence[Summary],
        werkvormen: Werkvormen,
        series: ListedSeries | None,
        today: dt.date,
        sessions: Path,
    ) -> None:
        super().__init__()
        self._series = {str(each.folder): each for each in listing.series}
        if series is not None:
            self._series.setdefault(str(series.folder), series)
        self._series.pop(str(sessions), None)
        self._summaries = {each.path: each for each in summaries}
        self._formats, self._today, self._sessions = werkvormen.formats, today, sessions
        wanted = str(series.folder) if series is not None else ""
        self._first = wanted if wanted in self._series else next(iter(self._series), _NEW)
        self._proposed_ends = ""
        self._proposed: dict[str, str] = {}
        """What the fields held before anybody typed."""

    def compose(self) -> ComposeResult:
        """Lay out the questions beside the werkvormen."""
        yield Static("Nieuwe bijeenkomst", id="top", markup=False)
        with Container(id="new-meeting"):
            with Vertical(id="questions"):
                yield from self._questions()
            with Vertical(id="formats"):
                yield WerkvormList(self._formats, id="werkvormen")
                with VerticalScroll(id="format-detail", can_focus=False):
                    yield Static(id="format-text", markup=False)
        yield Static(id="fault", markup=False)
        yield KeyLine()

    def _questions(self) -> ComposeResult:
        choices = [(Text(each.title), folder) for folder, each in self._series.items()]
        choices += [(Text("Nieuwe reeks…"), _NEW), (Text("Zonder reeks"), _NONE)]
        yield _labelled(
            "Reeks",
            Select(choices, value=self._first, allow_blank=False, compact=True, id="series"),
        )
        yield _labelled("Naam", PersonalInput(placeholder="naam van de reeks", id="new-series"))
        yield _labelled("Titel", PersonalInput(placeholder="mag leeg blijven", id="title"))
        yield _labelled(
            "Datum",
            Input(placeholder="bijv. 5 sep 2016", compact=True, id="date"),
            Static(id="weekday", markup=False),
        )
        yield _labelled("Begin", Input(placeholder="bijv. 9.00", compact=True, id="starts"))
        yield _labelled(
            "Einde",
            Input(placeholder="bijv. 10.30", compact=True, id="ends"),
            Static(id="length", markup=False),
        )

    def on_mount(self) -> None:
        """Propose what the series says."""
        for line in self.query(Input):
            line.cursor_blink = False
        self._propose()

    # Proposals.

    @on(Select.Changed, "#series")
    def _series_chosen(self) -> None:
        self._propose()

    def _propose(self) -> None:
        chosen = str(self.query_one("#series", Select).value)
        self.query_one("#new-series").parent.display = chosen == _NEW  # type: ignore[union-attr]
        proposal = proposed(self._series.get(chosen), self._summaries)
        date = proposal.date or self._today
        self.query_one("#title", Input).value = one_line(proposal.title)
        day = self.query_one("#date", Input)
        day.value = shown_value("date", date)
        if day.has_focus:
            day.action_select_all()  # as every field is when one comes to it
        self.query_one("#starts", Input).value = shown_value("clock", proposal.starts or _STARTS)
        if proposal.ends is not None:
            self.query_one("#ends", Input).value = shown_value("clock", proposal.ends)
        self._proposed_ends = "" if proposal.ends else self.query_one("#ends", Input).value
        self.query_one(WerkvormList).choose(proposal.werkvorm)
        self._proposed = self._texts()

    @on(WerkvormList.Looked)
    def _werkvorm_looked(self, message: WerkvormList.Looked) -> None:
        lines = werkvorm_lines(message.werkvorm)
        self.query_one("#format-text", Static).update(Content("\n").join(lines))
        self._propose_end(message.werkvorm)

    def _propose_end(self, werkvorm: Werkvorm) -> None:
        """Let the end follow begin and werkvorm, until somebody typed an end."""
        ends = self.query_one("#ends", Input)
        if ends.value and ends.value != self._proposed_ends:
            return
        starts = self._value("starts", "clock")
        if isinstance(starts, dt.time):
            at = dt.datetime.combine(self._today, starts)
            at += dt.timedelta(minutes=werkvorm.day_minutes[0])
            self._proposed_ends = shown_value("clock", at.time())
            ends.value = self._proposed_ends
            self._proposed["ends"] = self._proposed_ends

    @on(Input.Changed, "#starts")
    def _starts_typed(self) -> None:
        werkvorm = self.query_one(WerkvormList).werkvorm
        if werkvorm is not None:
            self._propose_end(werkvorm)

    @on(Input.Changed)
    def _tell(self) -> None:
        """Say beside the fields which day it is and how long it takes."""
        date = self._value("date", "date")
        told = DAYS[date.weekday()] if isinstance(date, dt.date) else ""
        self.query_one("#weekday", Static).update(Content(told))
        starts, ends = self._value("starts", "clock"), self._value("ends", "clock")
        told = ""
        if isinstance(starts, dt.time) and isinstance(ends, dt.time):
            minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
            told = duration((minutes % (24 * 60)) * 60)
        self.query_one("#length", Static).update(Content(told))

    def _value(self, name: str, kind: FieldKind) -> object:
        """Return what a field says, or None while it says nothing that can be read."""
        try:
            return read_value(kind, self.query_one(f"#{name}", Input).value, self._today.year)
        except ValueError:
            return None

    # Acts.

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if event.input.id == "ends":
            self.action_make()
        else:
            self.focus_next(Input)

    @on(WerkvormList.Chosen)
    def _werkvorm_chosen(self) -> None:
        self.query_one("#date").focus()

    def action_go_werkvormen(self) -> None:
        """Go to the list of werkvormen."""
        self.query_one(WerkvormList).focus()

    @work
    async def action_leave(self) -> None:
        """Go back without making anything; ask where something was typed."""
        if self._texts() == self._proposed:
            self.dismiss(None)
        elif await self.app.push_screen_wait(
            AskScreen("De bijeenkomst maken?", yes="Maken", no="Weggooien")
        ):
            self.action_make()
        else:
            self.dismiss(None)

    def _texts(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {str(each.id): each.value for each in self.query("#questions Input").results(Input)}

    def action_make(self) -> None:
        """Give what was filled in, or say what is still wrong and stand on it."""
        line = self.query_one("#fault", Static)
        try:
            self.dismiss(self._wanted())
        except _NotYetError as error:
            line.update(Content(str(error)))
            line.display = True
            self.query_one(f"#{error.field}").focus()

    def _wanted(self) -> WantedMeeting:
        chosen = str(self.query_one("#series", Select).value)
        new_series = one_line(self.query_one("#new-series", Input).value)
        if chosen == _NEW and not new_series:
            raise _NotYetError("new-series", "Geef de nieuwe reeks een naam.")
        werkvorm = self.query_one(WerkvormList).werkvorm
        if werkvorm is None:
            raise _NotYetError("werkvormen", "Kies een werkvorm.")
        read: dict[str, object] = {}
        kinds: dict[str, FieldKind] = {"date": "date", "starts": "clock", "ends": "clock"}
        for name, kind in kinds.items():
            try:
                text = self.query_one(f"#{name}", Input).value
                read[name] = read_value(kind, text, self._today.year)
            except ValueError as error:
                raise _NotYetError(name, str(error)) from error
        date, starts, ends = read["date"], read["starts"], read["ends"]
        if not isinstance(date, dt.date):
            raise _NotYetError("date", "Een datum is nodig: het verslag heet ernaar.")
        folder = self._series[chosen].folder if chosen in self._series else None
        return WantedMeeting(
            folder=self._sessions if chosen == _NONE else folder,
            new_series=new_series,
            werkvorm=werkvorm,
            title=visible(one_line(self.query_one("#title", Input).value)),
            date=date,
            starts=starts if isinstance(starts, dt.time) else None,
            ends=ends if isinstance(ends, dt.time) else None,
        )


class _NotYetError(CannotMakeError):
    """Something is still missing in a field."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def _labelled(words: str, *parts: Widget) -> Horizontal:
    return Horizontal(Static(words, classes="field-label", markup=False), *parts, classes="field")
