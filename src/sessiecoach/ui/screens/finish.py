"""Rounding off a meeting: what people thought, who came, who reports back, and closing it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Input, Static

from sessiecoach.domain.acts import number_decisions
from sessiecoach.domain.outcomes import expects_report_backs
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.domain.turnout import expected_total, parties, present_total
from sessiecoach.domain.worksheets import needs_no_cases
from sessiecoach.dutch.dates import clock
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import Snapshot
from sessiecoach.storage.decisions import last_decision_number
from sessiecoach.ui.closing_words import (
    LINE_NOT_CONFIRMED,
)
from sessiecoach.ui.messages import LeaveRecord, ShowStage
from sessiecoach.ui.presence_words import parts_words
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.earlier_meetings import EarlierMeetings
from sessiecoach.ui.screens.finish_acts import (
    asked_scores,
    cases_discussed,
    last_times,
    offered_cases,
    roles_to_miss,
)
from sessiecoach.ui.screens.finish_answers import HELD_PREFIX
from sessiecoach.ui.screens.finish_checks import FinishChecks, closing_question, is_only_told
from sessiecoach.ui.screens.room_controls import RoomControls
from sessiecoach.ui.widgets.attendance_table import AttendanceTable
from sessiecoach.ui.widgets.check_list import CheckList
from sessiecoach.ui.widgets.choices import AddedLine, AddedLines, Choices
from sessiecoach.ui.widgets.hands_grid import HandsGrid
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.notice_line import NoticeLine
from sessiecoach.ui.widgets.said_field import SaidField
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.widgets.time_use import TimeUse
from sessiecoach.ui.words import save_state

_CLOSED = "Gesloten en bewaard. Doorgeven: open de bijeenkomst en druk d."
_REPORT_BACKS = "#report-title, #report-backs, #report-organisation, #report-who, #report-subject"


class FinishScreen(RoomControls, FinishChecks, EarlierMeetings):
    """Evaluate, count, look ahead, and close; everything can be done in any order."""

    CSS_PATH = [  # noqa: RUF012  Textual declares it so
        "../widgets/notice_line.tcss",
        "../widgets/session_header.tcss",
        "finish.tcss",
    ]
    HELP: ClassVar[str] = (
        "Bij een stelling geeft één cijfer alle handen aan dat cijfer; met de pijl naar rechts "
        "telt u de handen per cijfer. Tab gaat naar het volgende onderdeel. Wat nog open staat "
        "houdt niets tegen: Ctrl+s sluit de bijeenkomst, Escape gaat terug naar live. Op een regel "
        "over een BSN maakt Ctrl+l er [BSN] van."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "close",
            "Sluiten",
            id="finish.close",
            priority=True,
            tooltip="De bijeenkomst sluiten; wat nog open staat wordt eerst genoemd",
        ),
        Binding(
            "escape",
            "back",
            "Live",
            id="finish.back",
            tooltip="Terug naar het scherm van de sessie; er wordt niets gesloten",
        ),
        Binding(
            "f4",
            "checks",
            "Nog open",
            id="finish.checks",
            priority=True,
            tooltip="Naar de lijst van wat nog open staat",
        ),
        Binding(
            "f9,f10",
            "back",
            "Live",
            id="finish.back_too",
            priority=True,
            show=False,
            tooltip="Terug naar het scherm van de sessie; er wordt niets gesloten",
        ),
        Binding(
            "ctrl+n",
            "add_people",
            "Deelnemer erbij",
            id="finish.people",
            priority=True,
            show=False,
            tooltip="Mensen toevoegen die er waren en niet op de lijst stonden",
        ),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Lay out what people say and the time it took, what is open, who came, what comes next."""
        yield SessionHeader()
        with VerticalScroll(id="finish", can_focus=False), Container(id="columns"):
            with Vertical(id="said", classes="column"):
                yield _title("Evaluatie")
                yield HandsGrid(id="hands")
                yield _label("Wie ontbrak er aan tafel?")
                yield Choices(id="missing-roles")
                yield SaidField(id="missing", placeholder="iemand anders", watched=False)
                yield _label("Nieuwe casussen", "cases-label")
                yield AddedLines(id="cases")
                yield SaidField(id="case", placeholder="een codenaam en waar het om gaat")
                yield _label("Goed")
                yield AddedLines(id="good-lines")
                yield SaidField(id="good", placeholder="wat goed was")
                yield _label("Wensen")
                yield AddedLines(id="wishes-lines")
                yield SaidField(id="wishes", placeholder="wat de volgende keer anders mag")
                yield _title("Tijd")
                yield TimeUse(id="time")
            with Container(id="rest"):
                with Vertical(id="came", classes="column"):
                    yield _title("Nog open", "checks-title")
                    yield CheckList(id="checks")
                    yield _title("Opkomst")
                    yield AttendanceTable(id="attendance")
                with Vertical(id="ahead", classes="column"):
                    yield _title("Terugkoppeling in de eigen organisatie", "report-title")
                    yield AddedLines(id="report-backs")
                    yield SaidField(
                        id="report-organisation",
                        placeholder="organisatie",
                        words=self.organisations,
                        watched=False,
                    )
                    yield SaidField(
                        id="report-who", placeholder="wie", words=self.people, watched=False
                    )
                    yield SaidField(id="report-subject", placeholder="waarover")
                    yield _title("Volgende keer")
                    yield SaidField(
                        id="next-date", placeholder="datum, bijvoorbeeld 10 okt 2016", watched=False
                    )
                    yield Static("", id="next-note", markup=False)
                    yield SaidField(
                        id="next-question", placeholder="de vraag voor de volgende keer"
                    )
        yield NoticeLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is, bring back half-typed lines, and start with the first statement."""
        self._bring_back_lines()
        self._show_session(self.snapshot.session)
        self.tick()
        self.propose_next()
        self.read_earlier()
        self.query_one(HandsGrid).focus()

    # What is shown.

    def tick(self) -> None:
        """Read the clock and paint what it changes."""
        super().tick()
        now = self.live.now()
        header = self.query_one(SessionHeader)
        header.time = clock(now.astimezone(self.live.zone))
        self.query_one(TimeUse).show(self.snapshot.session, self.agenda, now, self.live.zone)
        self.query_one(NoticeLine).notice = self.guard or self.standing_notice()

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Show the session as it stands now."""
        super().watch_snapshot(before, after)
        self._show_session(after.session)
        if before.session.header.status != after.session.header.status:
            self.refresh_bindings()

    def _show_session(self, session: Session) -> None:
        head = session.header
        header = self.query_one(SessionHeader)
        header.name_meeting(head)
        header.group = "Afronden"
        header.saved = save_state(self.snapshot, self.live.zone)
        grid = self.query_one(HandsGrid)
        grid.scores = asked_scores(session)
        grid.last_times = last_times(session, self.earlier, grid.scores)
        grid.present, grid.expected = present_total(session), expected_total(session)
        roles = self.query_one(Choices)
        roles.options = roles_to_miss(session)
        missed = {as_compared(each) for each in session.evaluation.missing}
        roles.chosen = frozenset(each for each in roles.options if each.casefold() in missed)
        table = self.query_one(AttendanceTable)
        table.parties, table.names = parties(session), head.names
        table.parts = parts_words(session)
        self._show_lines(session)
        self.show_next()
        self.show_checks()

    def watch_earlier(self) -> None:
        """Say how the statements were answered last time."""
        self._show_session(self.snapshot.session)

    def _show_lines(self, session: Session) -> None:
        for name in ("good", "wishes"):
            said: tuple[str, ...] = getattr(session.evaluation, name)
            shown = tuple(AddedLine(str(place), text) for place, text in enumerate(said))
            self.query_one(f"#{name}-lines", AddedLines).lines = shown
        offered = (
            AddedLine(each, title, f"casus {each}") for each, title in offered_cases(session)
        )
        self.query_one("#cases", AddedLines).lines = tuple(offered)
        cases = bool(session.cases) or not needs_no_cases(session)
        for name in ("#cases-label", "#cases", "#case"):
            self.query_one(name).display = cases
        for part in self.query(_REPORT_BACKS):
            part.display = expects_report_backs(session)
        self.query_one("#report-backs", AddedLines).lines = tuple(
            AddedLine(
                each.id,
                " · ".join(part for part in map(one_line, (each.organisation, each.who)) if part),
                one_line(each.subject),
            )
            for each in session.report_backs
            if each.withdrawn_at is None
        )

    # Lines that are typed but not confirmed.

    def _bring_back_lines(self) -> None:
        for line in self.held:
            if line.field.startswith(HELD_PREFIX):
                field = self.query(f"#{line.field.removeprefix(HELD_PREFIX)}").first(Input)
                field.value = line.text

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A line that was left half-typed stands on the list."""
        self.show_checks()

    # Acts of the screen.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        match action:
            case "close":
                closed = self.snapshot.session.header.status == "closed"
                return None if closed or self.snapshot.read_only else True
            case "add_people":
                return not self.snapshot.read_only
            case "absence_choices":
                return False
            case _:
                return super().check_action(action, parameters)

    def action_checks(self) -> None:
        """Go to what is still open."""
        self.query_one(CheckList).focus()

    def action_back(self) -> None:
        """Go back to live; nothing is closed."""
        if self.snapshot.session.header.status == "closed":
            self.live.reopen()
        self.post_message(ShowStage("live"))

    def action_next_block(self) -> None:
        """Go on to the next block; after the last one the clock just ends."""
        if self.live.agenda().following is None:
            self.live.end_clock()
        else:
            super().action_next_block()

    @work(exclusive=True, group="close")
    async def action_close(self) -> None:
        """Close the meeting; what is still open is named once and kept with it."""
        self.take_pending()
        lines = self.asked_lines
        question = closing_question(lines, self.snapshot.session.running)
        if question and not await self.app.push_screen_wait(
            AskScreen(question, yes="Sluiten", no="Nog niet", wait=True)
        ):
            return
        kept = [line for line in lines if not is_only_told(line)]
        marks = [line.point.mark for line in kept if line.point is not None]
        marks += [LINE_NOT_CONFIRMED for line in lines if line.field]
        self.live.do(cases_discussed(self.snapshot.session))
        last = await asyncio.to_thread(last_decision_number, self.opened.path)
        self.live.do(number_decisions(self.snapshot.session, last))
        self.live.close(tuple(dict.fromkeys(marks)))
        self.app.notify(_CLOSED, timeout=10, markup=False)
        self.post_message(LeaveRecord())


def _title(text: str, id: str | None = None) -> Static:  # noqa: A002
    return Static(text, id=id, classes="title", markup=False)


def _label(text: str, id: str | None = None) -> Static:  # noqa: A002
    return Static(text, id=id, classes="label", markup=False)
