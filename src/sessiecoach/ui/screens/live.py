"""The screen of a meeting that is held: the clock, the question, the notes and a line to type."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive

from sessiecoach.domain.agenda import Agenda
from sessiecoach.domain.columns import board_of
from sessiecoach.domain.kinds import by_id
from sessiecoach.domain.session import Block, Group
from sessiecoach.domain.worksheets import worksheets
from sessiecoach.dutch.dates import clock, duration
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import Snapshot
from sessiecoach.ui.fitting import fitted
from sessiecoach.ui.found_words import elsewhere_live
from sessiecoach.ui.messages import LookAt, ShowStage
from sessiecoach.ui.screens.clock_screen import TOLD_SECONDS
from sessiecoach.ui.screens.earlier_meetings import EarlierMeetings
from sessiecoach.ui.screens.note_acts import NoteActs
from sessiecoach.ui.screens.room_controls import RoomControls
from sessiecoach.ui.screens.session_screen import SessionScreen
from sessiecoach.ui.widgets.agenda_list import AgendaList, agenda_rows
from sessiecoach.ui.widgets.clock_panel import ClockPanel, clock_face
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.notice_line import NoticeLine
from sessiecoach.ui.widgets.question_panel import QuestionPanel, asked
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.widgets.solution_list import SolutionList
from sessiecoach.ui.widgets.turns_line import TurnsLine
from sessiecoach.ui.words import group_name, save_state

BLINK_SECONDS: Final = 0.5
"""Half a blink: bright and faint together take a second, twice as slow as is allowed."""
_AGREED: Final = frozenset({"solutions", "promises", "decisions", "report_backs"})
"""What the list of solutions shows."""


class LiveScreen(RoomControls, NoteActs, EarlierMeetings):
    """Lead a meeting: see the time, see what was said, type the next line."""

    CSS_PATH = [  # noqa: RUF012  Textual declares it so
        *NoteActs.ITEM_STYLES,
        "../widgets/agenda_list.tcss",
        "../widgets/clock_panel.tcss",
        "../widgets/notice_line.tcss",
        "../widgets/question_panel.tcss",
        "../widgets/session_header.tcss",
        "../widgets/turns_line.tcss",
        "live.tcss",
    ]
    AUTO_FOCUS = ""  # it would be the notes first, and then the line
    HELP: ClassVar[str] = (
        "Typ wat er gezegd wordt en druk op Enter: elke regel is meteen een notitie. "
        "Midden in de regel kiest / de kolom (zoals /systeem), @ wie, % de groep en # de casus. "
        "F5 start de klok en zet haar stil, F8 gaat naar het volgende blok. "
        "De klok loopt door na nul; u bepaalt wanneer een blok klaar is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f3",
            "next_group",
            "Groep",
            id="live.group",
            priority=True,
            show=False,
            tooltip="Voor welke groep u nu typt",
        ),
        Binding(
            "f4",
            "show_solutions(True)",
            "Oplossingen",
            id="live.solutions",
            priority=True,
            tooltip="De oplossingen, toezeggingen en besluiten tonen",
        ),
        Binding(
            "f4",
            "show_solutions(False)",
            "Notities",
            id="live.notes",
            priority=True,
            tooltip="De notities weer tonen",
        ),
        Binding(
            "f10",
            "finish",
            "Afronden",
            id="live.finish",
            priority=True,
            tooltip="Evaluatie, wat nog open staat, en sluiten",
        ),
        Binding(
            "ctrl+w",
            "show_worksheet",
            "Werkblad",
            id="live.worksheet",
            priority=True,
            tooltip="Wat hier samen wordt gemaakt: cijfers, eisen, een kader, een diagnose",
        ),
        Binding(
            "shift+f5,f17",  # f17 is what many terminals make of it
            "prepare",
            "Voorbereiding",
            id="live.prepare",
            priority=True,
            show=False,
            key_display="Shift+F5",
            tooltip="Terug naar wat is voorbereid; de klok loopt door en F5 brengt u weer hier",
        ),
    ]

    shows_solutions: reactive[bool] = reactive(False, repaint=False, init=False)

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._block = ""
        self._found: LookAt | None = None
        self._choose_group()

    def look_at(self, at: LookAt) -> None:
        """Begin at something that was found, or say where it is."""
        self._found = at

    def compose(self) -> ComposeResult:
        """Lay out the top line, the clock beside the notes, and the line to type in."""
        fitted(self, self.app)
        yield SessionHeader()
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield ClockPanel()
                yield AgendaList()
            with Vertical(id="middle"):
                yield QuestionPanel()
                yield NoteColumns().data_bind(SessionScreen.snapshot)
                yield SolutionList().data_bind(SessionScreen.snapshot)
        yield TurnsLine()
        yield NoticeLine()
        yield Composer().data_bind(SessionScreen.snapshot)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the session as it is, and be ready to type."""
        surroundings = getattr(self.app, "surroundings", None)
        self._blinks = surroundings is None or surroundings.settings.blink
        self.query_one(SolutionList).display = False
        self._show_session()
        self.tick()
        if self._found is not None and self._went_to(self._found):
            return
        if self.snapshot.read_only:
            self.action_focus_items()
        else:
            self.action_focus_composer()

    def _went_to(self, found: LookAt) -> bool:
        """Put the cursor on what was found; where it does not show, say where it is instead."""
        key = ItemKey(found.table, found.item)
        columns, solutions = self.query_one(NoteColumns), self.query_one(SolutionList)
        if any(key in column.items for column in columns.columns):
            self.shows_solutions = False
            columns.go_to(key)
        elif found.table in _AGREED:
            self.shows_solutions = True
            solutions.cursor = key  # its rows come as soon as it has a width
        else:
            self.notify(elsewhere_live(found.table), timeout=TOLD_SECONDS, markup=False)
            return False
        self.action_focus_items()
        return True

    # What is shown.

    def read_clock(self, now: dt.datetime) -> None:
        """Read the clock and paint what shows otherwise than before."""
        super().read_clock(now)
        if self.agenda is not None:
            self._show_time(self.agenda, now)

    def _show_time(self, agenda: Agenda, now: dt.datetime) -> None:
        session, zone = self.snapshot.session, self.live.zone
        header = self.query_one(SessionHeader)
        header.time = clock(now.astimezone(zone))
        panel = self.query_one(ClockPanel)
        panel.face = clock_face(session, agenda, zone, now)
        panel.hint = self.steer_hint(agenda)
        panel.flash = self._is_faint()
        self.query_one(AgendaList).rows = agenda_rows(session, agenda, zone)
        entry = agenda.current or agenda.following
        question = self._own_question(entry.block) if entry is not None else ""
        self.query_one(QuestionPanel).asked = asked(
            session, agenda, self.earlier_words(), self.live.group, question
        )
        self._show_block(agenda)
        self._show_notice(agenda)

    def _own_question(self, block: Block) -> str:
        """Return the wording now of the participant's question that a block works on."""
        if not block.question:
            return ""
        from sessiecoach.domain.own_questions import question_of_block

        self.read_earlier()
        earlier = self.earlier
        if earlier is None:
            return question_of_block(self.snapshot.session, (), block)
        return question_of_block(
            self.snapshot.session,
            earlier.series.questions,
            block,
            earlier.meetings,
            earlier.updates,
        )

    def _show_block(self, agenda: Agenda) -> None:
        """Show the columns of the block, or in a solution block its solutions."""
        entry = agenda.current or agenda.following
        block = entry.block if entry is not None else None
        if block is not None and block.kind == "lookback":
            self.read_earlier()
        if block is not None and block.id != self._block:
            self._block = block.id
            # Who looks at a board together has it there, whatever follows from it.
            board = board_of(self.snapshot.session, block)
            self.shows_solutions = captures_solutions(block) and not board
        columns = self.query_one(NoteColumns)
        if columns.block != block:
            columns.block = block

    def watch_earlier(self) -> None:
        """Say what stands ready for the terugkom."""
        self.read_again()
        self.tick()

    @on(Composer.Confirmed)
    def _tell_where(self, event: Composer.Confirmed) -> None:
        """Say of what was filed elsewhere that it was, so that nobody types it twice."""
        kinds = [by_id[line.kind] for line in event.lines if line.kind in by_id]
        elsewhere = [kind for kind in kinds if kind.filed_as != "note"]
        if elsewhere and event.revises is None and not self.shows_solutions:
            what = elsewhere[-1].title.capitalize()
            self.tell(f"{what} vastgelegd; F4 toont oplossingen en afspraken.")

    def watch_shows_solutions(self, shows: bool) -> None:
        """Put the solutions in the place of the notes, or the notes back."""
        notes, solutions = self.query_one(NoteColumns), self.query_one(SolutionList)
        had_focus = self.focused in (notes, solutions)
        notes.display, solutions.display = not shows, shows
        if had_focus:
            self.action_focus_items()
        self.refresh_bindings()

    def _is_faint(self) -> bool:
        if not self._blinks or self.signalled_at is None:
            return False
        since = self.live.person_seconds() - self.signalled_at
        return 0 <= since < TOLD_SECONDS and int(since / BLINK_SECONDS) % 2 == 1

    def _show_notice(self, agenda: Agenda) -> None:
        notice = self.standing_notice()
        if not notice and agenda.current is None and agenda.slot is not None and agenda.slot.moved:
            length = duration(round((agenda.slot.ends_at - agenda.slot.begins_at).total_seconds()))
            # As short as it is, it fits on one line of 80 cells.
            notice = f"Niet op het geplande moment: {length} vanaf nu; het plan blijft bewaard."
        self.query_one(NoticeLine).notice = notice

    def watch_told(self) -> None:
        """Say it at once."""
        self._show_notice(self.live.agenda())

    def watch_absent(self) -> None:
        """Say no more of it once it is settled."""
        self._show_notice(self.live.agenda())

    def watch_guard(self, guard: str) -> None:
        """Ask for the second press beside the clock."""
        self.query_one(ClockPanel).guard = guard

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Show the session as it stands now."""
        super().watch_snapshot(before, after)
        self._show_session()

    def _show_session(self) -> None:
        snapshot = self.snapshot
        header = self.query_one(SessionHeader)
        header.name_meeting(snapshot.session.header)
        header.group = group_name(self._group()) if self._groups() else ""
        header.saved = save_state(snapshot, self.live.zone)

    # Groups.

    def _groups(self) -> tuple[Group, ...]:
        return tuple(each for each in self.snapshot.session.groups if each.withdrawn_at is None)

    def _group(self) -> Group | None:
        return next((each for each in self._groups() if each.id == self.live.group), None)

    def _choose_group(self) -> None:
        """Go on with the group of the last note, or begin with the first."""
        groups = self._groups()
        if self.live.group or not groups:
            return
        notes = self.snapshot.session.notes
        known = {each.id for each in groups}
        last = next((note.group for note in reversed(notes) if note.group in known), "")
        self.live.group = last or groups[0].id

    def action_next_group(self) -> None:
        """Type for the next group; after the last one for the whole room."""
        order = [*(each.id for each in self._groups()), ""]
        place = order.index(self.live.group) if self.live.group in order else -1
        self.use_group(order[(place + 1) % len(order)])

    def use_group(self, group: str) -> None:
        """Type for this group from now on, and show so."""
        super().use_group(group)
        self._show_session()
        self.read_again()
        self.tick()

    # Acts.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        if action == "next_group":
            return bool(self._groups()) and not self.snapshot.read_only
        if action == "show_solutions":
            return parameters[0] is not self.shows_solutions
        if action == "show_worksheet":
            return bool(worksheets(self.snapshot.session))
        if action == "finish":
            return not self.snapshot.read_only
        return super().check_action(action, parameters)

    def action_show_solutions(self, shows: bool) -> None:
        """Show the solutions instead of the notes, or the notes again."""
        self.shows_solutions = shows

    def action_show_worksheet(self) -> None:
        """Go to what is made here besides notes; the clock goes on."""
        self.post_message(ShowStage("worksheet"))

    def action_finish(self) -> None:
        """Go to rounding off; the clock goes on."""
        self.post_message(ShowStage("finish"))

    def action_prepare(self) -> None:
        """Go back to what was prepared; the clock goes on."""
        self.post_message(ShowStage("prepare"))


def captures_solutions(block: Block) -> bool:
    """Return whether what a block writes down first are solutions, promises or decisions."""
    kind = by_id.get(block.captures[0]) if block.captures else None
    return kind is not None and kind.filed_as != "note"
