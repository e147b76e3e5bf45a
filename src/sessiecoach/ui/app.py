"""The app: it wires screens to the open session and does nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker

from sessiecoach.domain.errors import FileFaultsError
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.live.clock import Anchor, Clock
from sessiecoach.storage.themes import FALLBACK_THEME
from sessiecoach.ui.key_names import key_name
from sessiecoach.ui.keys_in_turn import KeysInTurnApp
from sessiecoach.ui.messages import (
    CannotMakeError,
    LeaveRecord,
    LookAt,
    MakeRecord,
    OpenRecord,
    ShowStage,
    Stage,
)
from sessiecoach.ui.stages import ARCHIVE, ASIDE, FIRST_STAGES, stage_screen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.themes import textual_theme

if TYPE_CHECKING:
    from sessiecoach.live.opening import Opened
    from sessiecoach.ui.company import Company

_MOST_FAULTS_TOLD = 3
_LEAVING_SECONDS = 6.0
"""Leaving waits this long at most for keys that were typed before it."""


class SessiecoachApp(KeysInTurnApp):
    """The program on the laptop of the gespreksleider."""

    TITLE = "sessiecoach"
    # The styles of the start screen as well: Textual parses all it has anew for each that comes.
    CSS_PATH = ["app.tcss", "screens/start.tcss"]  # noqa: RUF012  Textual declares it so
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  Textual declares it so
        (0, "-narrow"),
        (100, "-normal"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  Textual declares it so
        (0, "-low"),
        (30, "-high"),
    ]
    COMMAND_PALETTE_DISPLAY = "^p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f1",
            "show_help",
            "Help",
            id="app.help",
            priority=True,
            tooltip="Toetsen van dit scherm",
        ),
        Binding(
            "ctrl+q",
            "quit",
            "Stoppen",
            id="app.quit",
            priority=True,
            show=False,
            tooltip="Alles bewaren en het programma verlaten",
        ),
        Binding(
            "ctrl+p",
            "command_palette",
            "Opdrachten",
            id="app.palette",
            priority=True,
            show=False,
            key_display="^p",
            tooltip="Alles wat hier kan, op naam",
        ),
    ]

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.clock: Clock = surroundings.make_clock(None)[0]
        self.opened: Opened | None = None
        self._stage: Stage = "live"
        """Where looking back and comparing go back to."""
        self._screens_below = 1
        """How many screens lie below those of a session: what Textual keeps there, and the start
        screen once it was shown."""
        self._writing: Worker[None] | None = None
        self._company: Company | None = None
        self._told_unsaved = False
        """Whether a person knows that leaving now would lose something."""
        for theme in surroundings.themes:
            self.register_theme(textual_theme(theme))
        self.theme = surroundings.theme.id

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every name that our styles use a colour, whatever theme is worn."""
        return dict(FALLBACK_THEME.variables)

    async def on_mount(self) -> None:
        """Show the start screen, or at once the record that was asked for."""
        if self.surroundings.practice:
            from sessiecoach.ui.practice import mark_practice

            mark_practice(self, self.surroundings.tempo)
        first = self.surroundings.open_first
        if first is not None:
            self.open_record(lambda: first)
        else:
            # What is laid out while Textual itself still starts is drawn, and painted nowhere.
            self.call_later(self._begin_at_start)
        for notice in self.surroundings.notices:
            self.notify(notice, severity="warning", timeout=12, markup=False)

    async def _begin_at_start(self) -> None:
        await self._back_to_start()
        self.call_after_refresh(self.stands)

    # The open session.

    @on(OpenRecord)
    def _open_asked(self, message: OpenRecord) -> None:
        self.open_record(lambda: message.path, message.at)

    @on(MakeRecord)
    def _make_asked(self, message: MakeRecord) -> None:
        self.open_record(message.make)

    def open_record(self, find: Callable[[], Path], at: LookAt | None = None) -> None:
        """Open the record that `find` gives, and hold what is typed until its screen stands."""
        self._stands = False
        self._open(find, at)

    @work(exclusive=True, group="open")
    async def _open(self, find: Callable[[], Path], at: LookAt | None) -> None:
        """Show the screen that fits how far the record is."""
        from sessiecoach.live.opening import anchor_of, open_to_work
        from sessiecoach.storage.records import read_record

        places = self.surroundings.places
        try:
            if not await self._let_go():
                return
            path = await asyncio.to_thread(find)
            record = await asyncio.to_thread(read_record, path)
            anchor = await asyncio.to_thread(anchor_of, record, path, places.state)
            clock, anchor = self.surroundings.make_clock(anchor)
            opened = await asyncio.to_thread(
                open_to_work, path, places.state, clock, anchor, record
            )
        except FileFaultsError as error:
            await self._back_to_start()
            for fault in error.faults[:_MOST_FAULTS_TOLD]:
                self._tell_error(fault_sentence(fault))
        except OSError as error:
            from sessiecoach.ui.words import reason_words

            await self._back_to_start()
            reason = reason_words(error.strerror or type(error).__name__)
            self._tell_error(f"Het verslag kan niet worden gemaakt: {reason}.")
        except CannotMakeError as error:
            self._tell_error(str(error))
        else:
            await self._show(opened, clock, anchor, at)
        finally:
            self.call_after_refresh(self.stands)

    async def _show(
        self, opened: Opened, clock: Clock, anchor: Anchor | None, at: LookAt | None
    ) -> None:
        from sessiecoach.ui.company import Company
        from sessiecoach.ui.notices import notice_sentence
        from sessiecoach.ui.screens.session_screen import SessionScreen

        self.opened = opened
        self._company = Company(self, opened, self.surroundings, clock, anchor)
        if opened.writer is not None:
            self._writing = self.run_worker(
                opened.writer.run(opened.live.saved), name="writer", group="writer"
            )
        screen = self._stage_screen(FIRST_STAGES[opened.live.session.header.status])
        if at is not None and isinstance(screen, SessionScreen):
            screen.look_at(at)
        if self._stage_shown:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)
        for notice in opened.notices:
            self.notify(notice_sentence(notice, opened.live.zone), timeout=12, markup=False)

    def _tell_error(self, sentence: str) -> None:
        self.notify(sentence, severity="error", timeout=20, markup=False)

    @property
    def _stage_shown(self) -> bool:
        """Whether a screen of a session is shown, with or without the start screen below it."""
        archives = sum(each.id == ARCHIVE for each in self.screen_stack)
        return len(self.screen_stack) > self._screens_below + archives

    async def _back_to_start(self) -> None:
        """Show the start screen; it is made when it is first needed."""
        while self._stage_shown:
            await self.pop_screen()
        if self._screens_below == 1:
            from sessiecoach.ui.fitting import fitted
            from sessiecoach.ui.screens.start import StartScreen

            self._screens_below += 1
            await self.push_screen(fitted(StartScreen(self.surroundings, self.clock), self))

    @on(ShowStage)
    async def _show_stage(self, message: ShowStage) -> None:
        from sessiecoach.ui.screens.session_screen import SessionScreen

        if self.opened is not None:
            if isinstance(self.screen, SessionScreen):
                # Its parts go before it does; nothing may be shown on it from here.
                self.screen.stop_following()
            await self.switch_screen(self._stage_screen(message.stage))

    @on(LeaveRecord)
    @work(exclusive=True, group="open")
    async def _leave_asked(self) -> None:
        if await self._let_go():
            await self._back_to_start()

    def _stage_screen(self, stage: Stage) -> Screen[None]:
        opened = self.opened
        assert opened is not None  # noqa: S101  a stage is only shown of an open session
        if stage not in ASIDE:
            self._stage = stage
        return stage_screen(stage, opened, self._stage)

    async def _let_go(self) -> bool:
        """Leave the open session with everything saved; False when a person chose to stay."""
        # A field may still have keys that were typed before, on a busy laptop many.
        await self.caught_up(_LEAVING_SECONDS)
        opened = self.opened
        if opened is None:
            return True
        if opened.writer is not None:
            saved = await asyncio.to_thread(opened.writer.save_now)
            if saved.reason and not await self._leave_unsaved(opened, saved.reason):
                return False
            self._told_unsaved = False
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None
        company, self._company = self._company, None
        if company is not None:
            company.leave()
        await asyncio.to_thread(opened.leave)
        if company is not None:
            await asyncio.to_thread(company.withdraw)
        self.opened = None
        return True

    async def _leave_unsaved(self, opened: Opened, reason: str) -> bool:
        """Stay the first time and say why, so that nothing is in the way of typing on."""
        from sessiecoach.ui.leaving import leave_unsaved, unsaved_words

        if not self._told_unsaved:
            self._told_unsaved = True
            self._tell_error(unsaved_words(reason))
            return False
        return await leave_unsaved(self, opened, reason)

    def get_key_display(self, binding: Binding) -> str:
        """Return the name of a key as it stands on a keyboard: `F5`, `^z`, `Enter`."""
        return key_name(super().get_key_display(binding))

    # Acts.

    def action_show_help(self) -> None:
        """List the keys of the screen that is shown."""
        from sessiecoach.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    @work(exclusive=True, group="quit")
    async def action_quit(self) -> None:  # type: ignore[override]
        """Save everything and end the program."""
        if await self._let_go():
            self.exit()

    def action_command_palette(self) -> None:
        """Show what can be done here, by name."""
        from sessiecoach.ui.palette import Palette

        # It may lie below the help that was asked in it; there is place for one.
        if not any(isinstance(each, Palette) for each in self.screen_stack):
            self.push_screen(Palette())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every act of this screen by name, then the themes."""
        from sessiecoach.ui.palette import offered

        return offered(self, screen)

    # What goes wrong.

    def save_all(self) -> str:
        """Save what was typed, here or else in another folder."""
        opened = self.opened
        if opened is None or opened.writer is None:
            return ""
        from sessiecoach.ui.leaving import kept_elsewhere

        reason = opened.writer.save_now().reason
        return kept_elsewhere(opened, reason) if reason else ""

    def leave_all(self) -> str:
        """Save what was typed, here or else in another folder, and let go of the record."""
        opened = self.opened
        if opened is None:
            return ""
        from sessiecoach.ui.leaving import kept_elsewhere

        reason = opened.leave()
        return kept_elsewhere(opened, reason) if reason else ""
