"""The screens of one open session, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sessiecoach.domain.session import SessionStatus
    from sessiecoach.live.opening import Opened
    from sessiecoach.ui.messages import Stage
    from sessiecoach.ui.screens.session_screen import SessionScreen

FIRST_STAGES: Final[Mapping[SessionStatus, Stage]] = MappingProxyType(
    {"draft": "prepare", "live": "live", "closed": "read"}
)
"""The screen that a session opens with."""

ARCHIVE: Final = "archive"
"""The id of the screen that stays below those of a session, to go back to from a record."""

ASIDE: Final[frozenset[Stage]] = frozenset({"worksheet", "lookback", "compare"})
"""Screens that one looks at in between, and then goes back."""


def stage_screen(stage: Stage, opened: Opened, came_from: Stage) -> SessionScreen:
    """Return a screen of an open session; `came_from` is where one goes back to from aside."""
    match stage:
        case "prepare":
            from sessiecoach.ui.screens.prepare import PrepareScreen

            return PrepareScreen(opened)
        case "live":
            from sessiecoach.ui.screens.live import LiveScreen

            return LiveScreen(opened)
        case "worksheet":
            from sessiecoach.ui.screens.worksheet import WorksheetScreen

            return WorksheetScreen(opened, came_from)
        case "lookback":
            from sessiecoach.ui.screens.lookback import LookbackScreen

            return LookbackScreen(opened, came_from)
        case "compare":
            from sessiecoach.ui.screens.compare_stage import CompareStage

            return CompareStage(opened, came_from)
        case "finish":
            from sessiecoach.ui.screens.finish import FinishScreen

            return FinishScreen(opened)
        case "read":
            from sessiecoach.ui.screens.read import ReadScreen

            return ReadScreen(opened)
