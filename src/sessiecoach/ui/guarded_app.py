"""An app that falls without losing a word: whatever goes wrong, it saves, tells where, and ends."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Final

from rich.console import RenderableType
from rich.text import Text
from textual import events, on
from textual.app import App
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.geometry import Size
from textual.worker import WorkerFailed

from sessiecoach.domain.text import visible
from sessiecoach.ui.console_close import heed_console_close
from sessiecoach.ui.crash_report import CRASHED, crash_report, keep_report, told_at_the_end
from sessiecoach.ui.going import choose_only_what_is_there, no_loss, points_at_what_went
from sessiecoach.ui.lost_terminal import Farewell, outlive_terminal
from sessiecoach.ui.no_commands import NO_COMMANDS
from sessiecoach.ui.no_room import wrap_in_any_width
from sessiecoach.ui.terminal_bytes import TypedAtOnce, take_any_byte

SMALLEST: Final = Size(40, 10)
"""What is laid out in a smaller window is laid out as in this one, and shown as far as it goes:
a widget without room would otherwise have to be drawn in no columns at all."""
_KEY_SECONDS: Final = 2.0
"""After this long a key that was typed no longer keeps back what comes after it."""
_CATCHING_UP_SECONDS: Final = 1.5
"""When the system ends the program, what was typed before has this long to reach its field."""
_SAVING_SECONDS: Final = 20.0
"""A save that is not done by then waits for a disk that does not answer."""
_ENDING_SECONDS: Final = 1.0
"""After everything was saved the screens have this long to end by themselves."""
_WINDOW_CLOSED: Final = 129
"""As a closed window ends a program elsewhere, by SIGHUP."""
_NUMBERS: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGBREAK")


class GuardedApp(App[None]):
    """Guards what people typed against errors, signals, small windows and bursts of keys."""

    def __init__(self, state_folder: Path) -> None:
        """Guard an app that leaves its reports of errors in the state folder."""
        super().__init__()
        take_any_byte()
        outlive_terminal()
        wrap_in_any_width()
        choose_only_what_is_there()
        self._state_folder = state_folder
        self._error_shown: BaseException | None = None
        self._report = ""
        self._farewell = Farewell()
        self._ended_by = 0
        self._last_save = threading.Thread(target=self._save_and_end, name="last save", daemon=True)
        self._heeds_signals = False
        self._old_thread_hook = threading.excepthook

    def save_all(self) -> str:
        """Save everything, from whatever thread; return a sentence about what was not saved.

        Empty when all was saved. An app that keeps nothing has nothing to save.
        """
        return ""

    def leave_all(self) -> str:
        """Save everything and let go of it, as `save_all` otherwise."""
        return self.save_all()

    # Errors: every one that nobody handled comes by `_handle_exception`.

    def on_load(self) -> None:
        """Hear of errors in threads and tasks as well."""
        self._old_thread_hook = threading.excepthook
        threading.excepthook = self._thread_fell
        self._loop_of_app = asyncio.get_running_loop()
        self._loop_of_app.set_exception_handler(self._task_fell)

    @on(events.Mount)
    def heed_signals(self) -> None:
        """Heed the signals that end a program, once there is a terminal."""
        in_main_thread = threading.current_thread() is threading.main_thread()
        self._heeds_signals = in_main_thread and not self.is_headless
        if self._heeds_signals:
            for name in _NUMBERS:
                if (number := getattr(signal, name, None)) is not None:
                    signal.signal(number, self._ended_by_signal)
            heed_console_close(self.console_closed)

    def on_unmount(self) -> None:
        """Let the process handle its threads again; all is saved, so ctrl+C ends nothing more."""
        threading.excepthook = self._old_thread_hook
        if self._heeds_signals and not self._ended_by:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _thread_fell(self, fallen: threading.ExceptHookArgs) -> None:
        error = fallen.exc_value
        if isinstance(error, Exception):
            with suppress(RuntimeError):  # the loop is gone, and all was saved by then
                self._loop_of_app.call_soon_threadsafe(self._handle_exception, error)

    def _task_fell(self, loop: asyncio.AbstractEventLoop, context: Mapping[str, object]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception) and self._running:
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Save what was typed before the program falls over."""
        cause = _cause(error)
        if no_loss(cause, self):
            return
        if self._error_shown is None:
            self._error_shown = cause
            unsaved = self._saved(self.save_all)
            self._report = crash_report(cause)
            kept = keep_report(self._state_folder, self._report)
            self._report = told_at_the_end(self._report, kept, unsaved)
            if not self.is_headless:
                self._farewell.within(_ENDING_SECONDS, CRASHED, self._report)
        super()._handle_exception(error)

    def _saved(self, save: Callable[[], str]) -> str:
        try:
            return save()
        except Exception as error:
            return f"Bewaren ging mis ({type(error).__name__})."

    def panic(self, *_renderables: RenderableType) -> None:
        """End without what an error would show of itself, which may be what people typed."""
        if self._error_shown is None:
            self._handle_exception(RuntimeError())  # the thread that reads keys fell
            return
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Say what failed without a word of what people typed, and end the program."""
        if not self._exit_renderables:
            self._exit_renderables.append(Text(self._report))
        self._close_messages_no_wait()

    # Signals: saved in a thread of its own, so that a screen that hangs is saved as well.

    def _ended_by_signal(self, number: int, _frame: FrameType | None) -> None:
        if self._ended_by:
            return
        self._ended_by = 128 + number
        self._farewell.within(_SAVING_SECONDS, self._ended_by)
        self._last_save.start()

    def console_closed(self) -> None:
        """Return when everything is saved: Windows then ends the program."""
        if not self._ended_by:
            self._ended_by = _WINDOW_CLOSED
            self._last_save.start()
        self._last_save.join()

    def _save_and_end(self) -> None:
        with suppress(Exception):  # whatever it is, it must not keep anything from being saved
            coming = asyncio.run_coroutine_threadsafe(self._last_keys(), self._loop_of_app)
            coming.result(_CATCHING_UP_SECONDS)
        unsaved = self._saved(self.leave_all)
        if not self.is_headless:
            self._farewell.within(_ENDING_SECONDS, self._ended_by, unsaved)
        with suppress(RuntimeError):
            self._loop_of_app.call_soon_threadsafe(self._end, unsaved)

    async def _last_keys(self) -> None:
        with self.batch_update():  # painting would take the time that the keys need
            await self.caught_up()

    def _end(self, unsaved: str) -> None:
        self.exit(return_code=self._ended_by, message=Text(unsaved) if unsaved else None)

    # What a terminal does.

    async def caught_up(self, seconds: float = _KEY_SECONDS) -> None:
        """Wait until what was typed came by every node, then its binding, then what that posted.

        Not for ever, at most `seconds`: what hangs would keep back all that comes after it.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._catch_up(), seconds)

    async def _catch_up(self) -> None:
        for _ in range(3):
            node: DOMNode = self.focused or self.screen
            for each in node.ancestors_with_self:
                done = asyncio.Event()
                if not each.is_running or not each.call_later(done.set):
                    break
                await done.wait()

    @property
    def size(self) -> Size:
        """The size that is laid out: that of the terminal, but never too small to draw in."""
        return _at_least(super().size)

    async def on_event(self, event: events.Event) -> None:
        """Lay out no size that is too small, and take a burst of keys as one paste.

        What is pasted is made visible before anything takes it. A click on what is still drawn and
        no longer there is none.
        """
        if isinstance(event, events.MouseEvent) and points_at_what_went(event, self):
            return
        if isinstance(event, events.Resize):
            size = _at_least(event.size)
            if size != event.size:
                event = events.Resize(size, size, event.container_size, event.pixel_size)
        if isinstance(event, TypedAtOnce):
            if not self._takes_text:
                for key in event.as_keys():
                    await super().on_event(key)
                return
            # Who takes a paste takes it by the name of its class.
            event = events.Paste(event.text)
        if isinstance(event, events.Paste):
            event.text = visible(event.text)
        await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what each line goes through before it is shown, of any widget."""
        return (*super().get_line_filters(), NO_COMMANDS)

    @property
    def _takes_text(self) -> bool:
        """Whether what is typed goes to a field for text."""
        from textual.widgets import Input, TextArea

        return isinstance(self.focused, Input | TextArea)


def _at_least(size: Size) -> Size:
    return Size(max(size.width, SMALLEST.width), max(size.height, SMALLEST.height))


def _cause(error: BaseException) -> BaseException:
    """Return what fell inside a worker, for one that fell."""
    while isinstance(error, WorkerFailed):
        error = error.error
    return error
