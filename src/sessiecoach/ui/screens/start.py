"""Every series with its meetings: where one begins."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.dutch.dates import long_date
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.live.clock import Clock
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.listing import ListedSeries, Listing
from sessiecoach.ui.fitting import fitted
from sessiecoach.ui.keys_in_turn import keys_held
from sessiecoach.ui.messages import MakeRecord
from sessiecoach.ui.start_words import empty_lines, not_made_sentence, trouble_lines
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.meeting_detail import Looked, MeetingDetail
from sessiecoach.ui.widgets.meeting_list import MeetingList
from sessiecoach.ui.widgets.meeting_rows import MeetingRow, MeetingStatus, rows_of

if TYPE_CHECKING:
    from sessiecoach.domain.session import Session
    from sessiecoach.storage.summaries import Summary
    from sessiecoach.storage.werkvormen import Werkvormen


class StartScreen(Screen[None]):
    """Series and their meetings, the next one on top."""

    CSS_PATH = "start.tcss"
    HELP: ClassVar[str] = (
        "Hier staan alle reeksen met hun bijeenkomsten; bovenaan die aan de beurt is. Kies met de"
        " pijltjes en open met Enter: een gesloten bijeenkomst om te lezen, een andere om voor te"
        " bereiden of verder te leiden. Wie een geplande bijeenkomst opent, maakt haar verslag."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n",
            "new_meeting",
            "Nieuw",
            id="start.new",
            tooltip="Een bijeenkomst maken en voorbereiden",
        ),
        Binding(
            "s",
            "new_series",
            "Nieuwe reeks",
            id="start.series",
            show=False,
            tooltip="Een reeks maken waar bijeenkomsten bij horen",
        ),
        Binding(
            "v",
            "put_sample",
            "Voorbeelden neerzetten",
            id="start.sample",
            tooltip="De voorbeeldreeksen in deze map zetten, om te bekijken en mee te oefenen",
        ),
        Binding(
            "a",
            "archive",
            "Archief",
            id="start.archive",
            tooltip="Zoeken in alles wat in alle bijeenkomsten is gezegd en afgesproken",
        ),
        Binding(
            "c",
            "compare",
            "Vergelijken",
            id="start.compare",
            tooltip="De bijeenkomsten van deze reeks met elkaar vergelijken",
        ),
        Binding(
            "o",
            "open_items",
            "Open punten",
            id="start.open_items",
            show=False,
            tooltip="Wat in deze reeks nog open staat, en vastleggen wat u erover hoorde",
        ),
        Binding(
            "p",
            "show_series",
            "Reeks en planning",
            id="start.plan",
            show=False,
            tooltip="De data, partners en vragen van deze reeks, en nieuwe data plannen",
        ),
        Binding(
            "r",
            "refresh_list",
            "Vernieuwen",
            id="start.refresh",
            show=False,
            tooltip="De map opnieuw lezen, bijvoorbeeld nadat een bestand is hersteld",
        ),
        Binding("q", "app.quit", "Stoppen", id="start.quit", tooltip="Het programma verlaten"),
    ]

    def __init__(self, surroundings: Surroundings, clock: Clock) -> None:
        super().__init__()
        self.surroundings, self.clock = surroundings, clock
        self.archive = Archive(surroundings.places.sessions)
        self.listing = Listing()
        self._summaries: dict[Path, Summary] = {}
        self._werkvormen: Werkvormen | None = None
        self._left: Path | None = None  # which record to look at, coming back

    # What is shown.

    def compose(self) -> ComposeResult:
        """Lay out the top line, the list with its detail, and the keys."""
        with Horizontal(id="top"):
            yield Static("sessiecoach", id="program", markup=False)
            yield Static(id="today", markup=False)
        yield Static(id="trouble", markup=False)
        yield Static(id="empty", markup=False)
        with Horizontal(id="body"):
            yield MeetingList(id="meetings")
            yield MeetingDetail(id="detail")
        yield KeyLine()

    async def on_mount(self) -> None:
        """List by names before the first paint; records are read after it."""
        await self._list()
        self.query_one(MeetingList).focus()
        self.call_after_refresh(self._read_records)

    @work(exclusive=True, group="list")
    async def on_screen_resume(self) -> None:
        """List again when a meeting was left, because it is another now."""
        if self._werkvormen is not None:
            await self._list()
            if self._left and self.query_one(MeetingList).look_at_record(self._left):
                self._left = None
            self._read_records()

    async def _list(self) -> None:
        self.listing = await asyncio.to_thread(self.archive.list_meetings)
        self._summaries = {at: each for at, each in self._summaries.items() if at.exists()}
        self._show()

    @work(exclusive=True, group="records")
    async def _read_records(self) -> None:
        """Read every record, series by series, and whether new ones can be saved."""
        for series in self.listing.series:
            found = await asyncio.to_thread(self.archive.summaries_of, series, self._today())
            self._summaries |= {summary.path: summary for summary in found}
        self._show()
        self._tell_trouble(await asyncio.to_thread(self._why_not_writable))
        await self._formats()

    async def _formats(self) -> Werkvormen:
        """Return the werkvormen, read once; a broken one costs a notice."""
        if self._werkvormen is None:
            from sessiecoach.storage.werkvormen import load_werkvormen

            own = self.surroundings.places.own_werkvormen
            self._werkvormen = await asyncio.to_thread(load_werkvormen, own)
            if self._stands:
                for fault in self._werkvormen.faults:
                    self.notify(fault_sentence(fault), severity="warning", timeout=12, markup=False)
                self.query_one(MeetingDetail).formats = self._werkvormen.formats
                self.query_one(MeetingList).formats = self._werkvormen.formats
        return self._werkvormen

    @property
    def _stands(self) -> bool:
        """Whether this can still show something: a thread may end after it was taken down."""
        return self.app.is_running and not self._pruning

    def _show(self) -> None:
        if not self._stands:
            return
        shown = rows_of(self.listing, self._summaries, self.archive.sessions, self._today())
        self.query_one("#today", Static).update(Content(long_date(self._today())))
        self.set_class(not shown, "-empty")
        self.query_one("#empty", Static).update(
            Content("\n").join(empty_lines(self.archive.sessions))
        )
        meetings = self.query_one(MeetingList)
        meetings.disabled = not shown
        meetings.shown = shown
        self.refresh_bindings()

    def _why_not_writable(self) -> str:
        """Return why nothing can be saved here; a folder that is still to be made is no reason."""
        folder = self.archive.sessions
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        error = self.surroundings.probe_writable(folder)
        return "" if error is None else error.strerror or type(error).__name__

    def _tell_trouble(self, reason: str) -> None:
        if not self._stands:
            return
        summaries = self._summaries.values()
        lines = trouble_lines(self.listing, self.archive.sessions, reason, summaries)
        trouble = self.query_one("#trouble", Static)
        trouble.update(Content("\n".join(lines)))
        trouble.display = bool(lines)

    def _today(self) -> dt.date:
        return self.clock.now().astimezone().date()

    # The meeting that is looked at.

    @on(MeetingList.RowHighlighted)
    def _looked(self, message: MeetingList.RowHighlighted) -> None:
        self._look_at(message.row)

    @work(exclusive=True, group="detail")
    async def _look_at(self, row: MeetingRow) -> None:
        detail = self.query_one(MeetingDetail)
        session: Session | None = None
        werkvorm = None
        meeting = row.meeting
        if meeting is not None and meeting.path is not None and row.summary is not None:
            session = await asyncio.to_thread(_session_of, meeting.path)
        elif meeting is not None and meeting.planned is not None:
            wanted = row.series.series.werkvorm_of(meeting.planned)
            werkvorm = (await self._formats()).formats.get(wanted)
        if self._stands:
            detail.looked = Looked(row, session, werkvorm)

    # Acts.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; the keys, help and palette only ask."""
        if action == "put_sample":
            return not self.listing.series
        if action in ("archive", "compare", "open_items", "show_series"):
            return bool(self.listing.series)
        return True

    @on(MeetingList.RowChosen)
    def _chosen(self, message: MeetingList.RowChosen) -> None:
        from sessiecoach.ui.planned_record import invited_finder, record_finder

        row, own = message.row, self.surroundings.places.own_werkvormen
        series, meeting = row.series, row.meeting
        unread = any(each.path not in self._summaries for each in series.records)
        if row.status is MeetingStatus.BROKEN:
            self.notify(
                "Dit bestand is beschadigd; ernaast staat wat eraan schort.",
                severity="warning",
                markup=False,
            )
        elif meeting is None:
            self._ask_new_meeting(series)
        elif unread and (row.invites or not message.looked_round):
            # What stands ready by names alone need not be what to go on with.
            self._open(invited_finder(self.archive, own, series, meeting, self._today()))
        else:
            self._open(record_finder(self.archive, own, series.series, meeting))

    def _open(self, find: Callable[[], Path]) -> None:
        def found() -> Path:
            self._left = find()
            return self._left

        self.post_message(MakeRecord(found))

    def action_new_meeting(self) -> None:
        """Make a meeting, in the series that is looked at unless one says otherwise."""
        row = self.query_one(MeetingList).row
        self._ask_new_meeting(row.series if row is not None else None)

    @work(exclusive=True, group="new")
    async def _ask_new_meeting(self, series: ListedSeries | None) -> None:
        from sessiecoach.ui.screens.new_meeting import NewMeetingScreen

        with keys_held(self.app):
            werkvormen = await self._formats()
        screen = NewMeetingScreen(
            self.listing,
            tuple(self._summaries.values()),
            werkvormen,
            series,
            self._today(),
            self.archive.sessions,
        )
        if wanted := await self.app.push_screen_wait(screen):
            self._open(lambda: wanted.make(self.archive))

    @work(exclusive=True, group="new")
    async def action_new_series(self) -> None:
        """Make a series, and go on with its first meeting."""
        from sessiecoach.ui.screens.form import FormScreen
        from sessiecoach.ui.screens.series_forms import make_series, new_series_fields

        with keys_held(self.app):
            werkvormen = await self._formats()
        form = FormScreen("Nieuwe reeks", new_series_fields(werkvormen))
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        with keys_held(self.app):
            try:
                series = await asyncio.to_thread(make_series, self.archive, werkvormen, values)
            except OSError as error:
                self._not_made("De reeks", error)
                return
            await self._list()
            self._read_records()
            if series.series.kind:
                self._show_series(series, plans=True)
            else:
                self._ask_new_meeting(series)

    @work(exclusive=True, group="new")
    async def action_put_sample(self) -> None:
        """Put the meetings that come with the program in this folder."""
        from sessiecoach.storage.sample import put_sample

        try:
            await asyncio.to_thread(put_sample, self.archive.sessions)
        except OSError as error:
            self._not_made("Het voorbeeld", error)
            return
        await self._list()
        self._read_records()
        self.query_one(MeetingList).focus()

    def action_archive(self) -> None:
        """Search in all meetings."""
        from sessiecoach.ui.screens.archive import ArchiveScreen

        self.app.push_screen(fitted(ArchiveScreen(self.surroundings, self.clock), self.app))

    def action_compare(self) -> None:
        """Compare the meetings of the series that is looked at."""
        row = self.query_one(MeetingList).row
        if row is not None:
            from sessiecoach.ui.screens.compare import CompareScreen

            self.app.push_screen(CompareScreen(row.series.folder, self.clock))

    def action_open_items(self) -> None:
        """Show what is open in the series that is looked at, and tell how it stands."""
        row = self.query_one(MeetingList).row
        if row is not None:
            from sessiecoach.ui.screens.open_items import OpenItemsScreen

            folder, title = row.series.folder, row.series.title
            self.app.push_screen(OpenItemsScreen(folder, title, self.clock))

    def action_show_series(self) -> None:
        """Show the series that is looked at: its dates, partners and questions."""
        row = self.query_one(MeetingList).row
        if row is not None:
            self._show_series(row.series)

    def _show_series(self, series: ListedSeries, *, plans: bool = False) -> None:
        from sessiecoach.ui.screens.series import SeriesScreen

        screen = SeriesScreen(self.surroundings, series.folder, self.clock, plans=plans)
        self.app.push_screen(screen)

    def action_refresh_list(self) -> None:
        """Read the folder again."""
        self._summaries.clear()
        self._list_again()

    @work(exclusive=True, group="list")
    async def _list_again(self) -> None:
        await self._list()
        self._read_records()

    def _not_made(self, what: str, error: OSError) -> None:
        sentence = not_made_sentence(what, error)
        self.notify(sentence, severity="error", timeout=12, markup=False)


def _session_of(path: Path) -> Session | None:
    from sessiecoach.storage.records import read_record

    try:
        return read_record(path).session
    except FileFaultsError:
        return None  # the list says why
