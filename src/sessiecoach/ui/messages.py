"""What screens ask of the app: the only things that a screen cannot do itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from textual.message import Message

from sessiecoach.domain.errors import SessiecoachError

if TYPE_CHECKING:
    from sessiecoach.domain.signals import SignalKind

Stage = Literal["prepare", "live", "worksheet", "lookback", "compare", "finish", "read"]
"""The screens of one open session."""


class CannotMakeError(SessiecoachError):
    """A record cannot be made; the Dutch sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class LookAt:
    """What of a record is to be shown at once: something that was found in it."""

    table: str
    """The table of the record that holds it, such as `notes`."""
    item: str
    """Its id; empty for what has none, such as the goal."""
    text: str
    """The whole of it, on one line."""
    words: tuple[str, ...] = ()
    """What was found, as it stands in the text."""
    private: bool = False


class OpenRecord(Message):
    """Open a record: a closed one to read, another to work on."""

    def __init__(self, path: Path, at: LookAt | None = None) -> None:
        super().__init__()
        self.path, self.at = path, at


class MakeRecord(Message):
    """Make a record and open it.

    `make` runs off the event loop and returns where the record lies. It raises OSError where
    that cannot be, and CannotMakeError where something is missing for it.
    """

    def __init__(self, make: Callable[[], Path]) -> None:
        super().__init__()
        self.make = make


class LeaveRecord(Message):
    """Save and leave the open session, back to the start screen."""


class ShowStage(Message):
    """Show another screen of the open session."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage


class SoundSignal(Message):
    """Let a signal of the clock be heard, in the way that a person chose."""

    def __init__(self, kind: SignalKind) -> None:
        super().__init__()
        self.kind = kind
