"""What screens ask of the app: the only things that a screen cannot do itself."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from textual.message import Message

Stage = Literal["prepare", "live", "finish", "read"]
"""The screens of one open session."""


class OpenRecord(Message):
    """Open a record: a closed one to read, another to work on."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class LeaveRecord(Message):
    """Save and leave the open session, back to the start screen."""


class ShowStage(Message):
    """Show another screen of the open session."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
