"""Which texts of a record are no words about a person: ids, words of choice, where one meets."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sessiecoach.domain import series, session

_EVERYWHERE = frozenset({"id", "origin", "invented"})
_FILED = "block perspective case group"
_OF: Mapping[type, str] = MappingProxyType(
    {
        session.Header: "series werkvorm status document zone late_start closed_with location",
        session.Scale: "perspective",
        session.Participant: "present group",
        session.Case: "status",
        session.Block: "kind captures perspectives scales worksheets choice question step",
        session.Turn: "group",
        session.Station: "group perspective case",
        session.OwnQuestion: "block",
        session.Note: f"{_FILED} kind same_as merged_into",
        session.Solution: f"{_FILED} answers",
        session.Promise: f"{_FILED} kind from_",
        session.Decision: f"{_FILED} from_",
        session.Rating: "block scale",
        session.Draft: _FILED,
        session.Requirement: "block party from_ supported_by",
        session.RequirementTest: "case result",
        session.FrameworkLine: "from_ case",
        session.Framework: "block",
        session.Diagnosis: "choice stagnation",
        session.Stagnation: "between",
        session.WayOut: "stagnation role solution",
        session.Interest: "block",
        session.PioneerTeam: "promise",
        session.Update: "item worked_out applied went status done same_as differs_from",
        session.Improvement: "becomes",
        series.Series: "kind werkvorm zone location",
        series.PlannedMeeting: "werkvorm record location",
    }
)


def stays(kind: type) -> frozenset[str]:
    """Return the names of the fields of a dataclass that are handed on as they are.

    What is not named here counts as words of a person, so that a field that is new is not
    handed on unread.
    """
    return _EVERYWHERE | frozenset(_OF.get(kind, "").split())
