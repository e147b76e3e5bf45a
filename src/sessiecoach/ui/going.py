"""What is being taken away: what it no longer finds, or gets, ends nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from textual._context import active_message_pump
from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.errors import NoWidget
from textual.events import Click, MouseEvent
from textual.message_pump import MessagePump
from textual.widgets import OptionList
from textual.worker import NoActiveWorker, get_current_worker

_NOT_FOUND: Final = (NoMatches, NoScreen, NoWidget)


def no_loss(error: BaseException, app: App[None]) -> bool:
    """Whether something only missed what was taken away together with it, or with the program.

    Textual adds no parts to what is closing, but lets its handlers, timers and workers go on.
    """
    if not isinstance(error, _NOT_FOUND):
        return False
    if app._exit:  # noqa: SLF001  all is saved by then, and no part finds another
        return True
    at_work = active_message_pump.get(app)
    if at_work is app:
        # A worker works in the name of the app; what it made, in its own.
        with suppress(NoActiveWorker):
            at_work = get_current_worker().node
    return at_work is not app and is_going(at_work)


def is_going(node: MessagePump) -> bool:
    """Whether a part of the screen is being taken away, or was."""
    at: MessagePump | None = node
    while at is not None and not isinstance(at, App):
        if at._closing or at._closed or (isinstance(at, DOMNode) and at._pruning):  # noqa: SLF001
            return True
        at = at._parent  # noqa: SLF001
    return at is None


def points_at_what_went(event: MouseEvent, app: App[None]) -> bool:
    """Whether what is under the mouse is still drawn and no longer there.

    Textual takes hold of the parent of what is clicked, which it no longer has.
    """
    try:
        widget, _region = app.get_widget_at(event.x, event.y)
    except NoWidget:
        return False
    return is_going(widget)


def choose_only_what_is_there() -> None:
    """Let a click on a row that a list no longer has do nothing, as long as this process lasts."""
    OptionList._on_click = _clicked  # type: ignore[method-assign]  # noqa: SLF001


async def _clicked(self: OptionList, event: Click) -> None:
    row: int | None = event.style.meta.get("option")
    if row is None or row >= self.option_count or self.get_option_at_index(row).disabled:
        return
    self.highlighted = row
    self.action_select()
