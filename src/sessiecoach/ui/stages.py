"""The screens of one open session, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.screen import Screen

    from sessiecoach.domain.session import SessionStatus
    from sessiecoach.live.opening import Opened
    from sessiecoach.ui.messages import Stage

FIRST_STAGES: Final[Mapping[SessionStatus, Stage]] = MappingProxyType(
    {"draft": "prepare", "live": "live", "closed": "read"}
)
"""The screen that a session opens with."""


def stage_screen(stage: Stage, opened: Opened, came_from: Stage) -> Screen[None]:
    """Return a screen of an open session; `came_from` is the one that shows now."""
    match stage:
        case "prepare":
            from sessiecoach.ui.screens.prepare import PrepareScreen

            return PrepareScreen(opened)
        case "live":
            from sessiecoach.ui.screens.live import LiveScreen

            return LiveScreen(opened)
        case "lookback":
            from sessiecoach.ui.screens.lookback import LookbackScreen

            return LookbackScreen(opened, came_from)
        case "finish":
            from sessiecoach.ui.screens.finish import FinishScreen

            return FinishScreen(opened)
        case "read":
            from sessiecoach.ui.screens.read import ReadScreen

            return ReadScreen(opened)
