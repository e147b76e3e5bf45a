"""The terugkom: what earlier meetings left, asked about while the clock goes on."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from sessiecoach.domain.carried_kinds import Question
from sessiecoach.domain.idle_lookback import agreements_block, give_minutes, idle_lookback
from sessiecoach.domain.lookback import (
    LookedBack,
    looked_back,
    told_here,
)
from sessiecoach.domain.session import Improvement, Update
from sessiecoach.domain.text import one_line
from sessiecoach.domain.vocabulary import vocabulary_of
from sessiecoach.dutch.dates import clock
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.dutch.standing import NOTHING_EARLIER, NOTHING_LEFT
from sessiecoach.live.opening import Opened
from sessiecoach.live.session import Snapshot
from sessiecoach.storage.history import read_history
from sessiecoach.ui.messages import ShowStage, Stage
from sessiecoach.ui.screens.answering_items import AnsweringScreen
from sessiecoach.ui.screens.clock_screen import ClockScreen
from sessiecoach.ui.screens.room_controls import RoomControls
from sessiecoach.ui.screens.typed_text import TypedText
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.clock_line import ClockLine
from sessiecoach.ui.widgets.clock_panel import ClockPanel, clock_face
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.notice_line import NoticeLine
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.words import group_name, save_state, short_name

HELD_PREFIX = "lookback/"
"""Opens the name of a field under which a half-typed answer is kept."""
_NO_FILES = "Niet elk verslag van deze reeks kan worden gelezen: {fault}"
_OF_CLOCK = frozenset(
    each.action.partition("(")[0] for each in ClockScreen.BINDINGS if isinstance(each, Binding)
)


class LookbackScreen(RoomControls, TypedText, AnsweringScreen):
    """Ask about each item that is still open, one key an answer."""

    CSS_PATH = [  # noqa: RUF012  Textual declares it so
        *AnsweringScreen.ITEM_STYLES,
        "../widgets/clock_line.tcss",
        "../widgets/clock_panel.tcss",
        "../widgets/notice_line.tcss",
        "../widgets/session_header.tcss",
        "lookback.tcss",
    ]
    HELP: ClassVar[str] = (
        "Alles wat eerdere bijeenkomsten openlieten, de oudste eerst. Eén toets is een antwoord; "
        "de volgende vraag komt vanzelf en Enter slaat er een over. Wat u typt blijft staan, ook "
        "als u met Escape teruggaat naar de sessie."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "back",
            "Terug",
            id="lookback.back",
            tooltip="Terug naar de sessie; alles is bewaard, ook wat nog niet is bevestigd",
        ),
        Binding(
            "f2",
            "compare",
            "Vergelijken",
            id="lookback.compare",
            priority=True,
            tooltip="De bijeenkomsten van deze reeks met elkaar vergelijken; F2 gaat weer terug",
        ),
        Binding(
            "g",
            "give_minutes",
            "Minuten geven",
            id="lookback.give",
            tooltip="De minuten van de terugkom gaan naar het blok van de afspraken",
        ),
    ]

    def __init__(self, opened: Opened, came_from: Stage = "live") -> None:
        super().__init__(opened)
        self._goes_to: Stage = came_from if came_from in ("prepare", "finish") else "live"
        held = opened.writer.held if opened.writer is not None else opened.held
        for line in held:
            if line.field.startswith(HELD_PREFIX):
                item, _, question = line.field.removeprefix(HELD_PREFIX).partition("/")
                if question in [each.value for each in Question]:
                    self.drafts[item, Question(question)] = line.text

    def compose(self) -> ComposeResult:
        """Lay out the top line, the time, the summary, the list, and what is asked."""
        yield SessionHeader()
        yield ClockLine()
        yield from self.compose_answering(ClockPanel())
        yield NoticeLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show where one is, and read the series."""
        self.set_class(self._goes_to == "prepare", "-prepares")
        self._show_header()
        self.tick()
        self.show_items()
        self.query_one(AnswerPanel).focus()
        self._read_history()

    @work(exclusive=True, group="history")
    async def _read_history(self) -> None:
        history = await asyncio.to_thread(read_history, self.opened.path.parent)
        self.history = history
        for fault in history.faults[:1]:
            self.notify(
                _NO_FILES.format(fault=fault_sentence(fault)),
                severity="warning",
                timeout=12,
                markup=False,
            )

    def read_items(self) -> None:
        """Take what earlier meetings left to this one, with what it told so far."""
        if self.history is not None:
            self.items = looked_back(
                self.snapshot.session,
                self.history.meetings,
                self.history.updates,
                self.day(),
                self.history.series.questions,
            )
            self._show_header()

    # What is shown.

    def read_clock(self, now: dt.datetime) -> None:
        """Read the clock and paint what shows otherwise than before."""
        super().read_clock(now)
        agenda, zone = self.agenda, self.live.zone
        if agenda is None or not self.query(ClockPanel):
            return
        self.query_one(SessionHeader).time = clock(now.astimezone(zone))
        face = clock_face(self.snapshot.session, agenda, zone, now)
        panel = self.query_one(ClockPanel)
        panel.face = face
        panel.hint = self.steer_hint(agenda)
        self.query_one(ClockLine).face = face
        self.query_one(NoticeLine).notice = self.guard or self.standing_notice()

    def watch_told(self) -> None:
        """Say it at once."""
        self.query_one(NoticeLine).notice = self.guard or self.standing_notice()

    def watch_guard(self, guard: str) -> None:
        """Ask for the second press."""
        self.query_one(NoticeLine).notice = guard or self.standing_notice()

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:
        """Show the session as it stands now."""
        super().watch_snapshot(before, after)
        self._show_header()
        told_otherwise = before.session.updates != after.session.updates
        if told_otherwise or before.session.blocks != after.session.blocks:
            self.read_items()
            self.show_items()

    def _show_header(self) -> None:
        header = self.query_one(SessionHeader)
        header.name_meeting(self.snapshot.session.header)
        progress = self.progress()
        header.group = f"Terugkom {progress}" if progress else "Terugkom"
        header.saved = save_state(self.snapshot, self.live.zone)

    def empty_words(self) -> tuple[str, str]:
        """Say why there is nothing, and what can be done with the minutes."""
        if self.history is None:
            return "De eerdere verslagen worden gelezen…", ""
        own = self.snapshot.session.header.id
        if any(each.asks for each in self.items):
            return "", ""
        others = [each for each in self.history.meetings if each.header.id != own]
        reason = NOTHING_LEFT if others else NOTHING_EARLIER
        if self.items:
            reason = "Alles van eerdere sessies is afgesloten; a laat het zien."
        return reason, self._giving_words()

    def _giving_words(self) -> str:
        session = self.snapshot.session
        giving, taking = idle_lookback(session), agreements_block(session)
        if giving is None or taking is None or self.snapshot.read_only:
            return "Esc gaat terug."
        minutes = giving.planned_minutes
        return (
            f"g geeft de {minutes} minuten van “{short_name(session, giving)}”"
            f" aan “{short_name(session, taking)}”."
        )

    # What is told.

    @property
    def may_adopt(self) -> bool:
        """Whether this session can hold new actions."""
        return self.may_answer

    @property
    def may_answer(self) -> bool:
        """Whether this session can be changed here."""
        return not self.snapshot.read_only

    def day(self) -> dt.date:
        """Return the day of this meeting."""
        return (
            self.snapshot.session.header.date or self.live.now().astimezone(self.live.zone).date()
        )

    def known_people(self) -> tuple[str, ...]:
        """Return the roles, organisations and owners of this meeting, then those of before."""
        here = (one_line(each.id) for each in vocabulary_of(self.snapshot.session).people)
        return tuple(dict.fromkeys((*here, *super().known_people())))

    def tell_of(self, item: LookedBack, values: Mapping[str, object]) -> None:
        """Write it in the record of this meeting."""
        self.live.tell(item.carried.item.id, values, self._told_by)

    def improve(self, item: LookedBack, improvements: Sequence[Improvement]) -> None:
        """Make actions of this meeting that come from the item."""
        self.live.improve(item.carried.item.id, improvements, self._told_by)

    @property
    def _told_by(self) -> str:
        """Who tells it: as a person typed it, or the group while groups are apart."""
        running = self.snapshot.session.running
        if self.reporter or running is None or running.kind != "round":
            return self.reporter
        groups = (each for each in self.snapshot.session.groups if each.id == self.live.group)
        return next((group_name(each) for each in groups), "")

    def keep_draft(self, item: str, question: Question, text: str) -> None:
        """Keep a half-typed line in the journal."""
        self.live.hold(text, f"{HELD_PREFIX}{item}/{question.value}")

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        if self._goes_to == "prepare" and action in _OF_CLOCK:
            return False  # the meeting has not begun: no key starts it from here
        if action == "give_minutes":
            asks = any(each.asks for each in self.items)
            return self.history is not None and not asks and self._giving_words().startswith("g ")
        possible = self.can_answer(action)
        if possible is not True:
            return possible
        return super().check_action(action, parameters)

    # Acts.

    def action_compare(self) -> None:
        """Compare the meetings of the series; what is half typed waits here."""
        self.post_message(ShowStage("compare"))

    def action_back(self) -> None:
        """Leave a question beside the others, or go back to the session."""
        if not self.leave_side_question():
            self.post_message(ShowStage(self._goes_to))

    def action_give_minutes(self) -> None:
        """Give the minutes of the terugkom to the agreements."""
        session, zone = self.snapshot.session, self.live.zone
        taking = agreements_block(session)
        changes = give_minutes(session, self.live.now(), zone)
        if changes and taking is not None:
            self.live.do(changes)
            self.tell(f"De minuten zijn nu voor {short_name(session, taking)}.")

    def action_undo(self) -> None:
        """Take back the last thing that was done, and show where that was."""
        before = self.snapshot.session.updates
        super().action_undo()
        self._show_where(before)

    def action_redo(self) -> None:
        """Do again what was taken back, and show where that is."""
        before = self.snapshot.session.updates
        super().action_redo()
        self._show_where(before)

    def _show_where(self, before: tuple[Update, ...]) -> None:
        after = self.snapshot.session.updates
        for update in (*before, *after):
            was, now = (told_here(each, update.item) for each in (before, after))
            if was != now:
                self.show_changed(update.item, was)
                return
