"""The worksheet of each name, made when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sessiecoach.domain.session import WorksheetKind
    from sessiecoach.ui.worksheets.sheet import Worksheet

TITLES: Final[Mapping[WorksheetKind, str]] = MappingProxyType(
    {
        "ratings": "Cijfers",
        "requirements": "Eisen",
        "tests": "Toets",
        "framework": "Kader",
        "interests": "Belangen",
        "diagnosis": "Diagnose",
        "bottlenecks": "Knelpunten",
        "questions": "Eigen vragen",
    }
)
"""How each is called where one chooses one."""


def worksheet_of(kind: WorksheetKind) -> Worksheet:
    """Return a worksheet by its name."""
    match kind:
        case "ratings":
            from sessiecoach.ui.worksheets.ratings import RatingsSheet

            return RatingsSheet()
        case "requirements":
            from sessiecoach.ui.worksheets.requirements import RequirementsSheet

            return RequirementsSheet()
        case "tests":
            from sessiecoach.ui.worksheets.case_tests import TestsSheet

            return TestsSheet()
        case "framework":
            from sessiecoach.ui.worksheets.framework import FrameworkSheet

            return FrameworkSheet()
        case "interests":
            from sessiecoach.ui.worksheets.interests import InterestsSheet

            return InterestsSheet()
        case "diagnosis":
            from sessiecoach.ui.worksheets.diagnosis import DiagnosisSheet

            return DiagnosisSheet()
        case "bottlenecks":
            from sessiecoach.ui.worksheets.bottlenecks import BottlenecksSheet

            return BottlenecksSheet()
        case "questions":
            from sessiecoach.ui.worksheets.questions import QuestionsSheet

            return QuestionsSheet()
