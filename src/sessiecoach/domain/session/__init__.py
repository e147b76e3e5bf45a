"""A session and its items as they stand: frozen, and with the names of the record on disk."""

from sessiecoach.domain.session.items import (
    Decision,
    Draft,
    Note,
    Promise,
    PromiseKind,
    Rating,
    ReportBack,
    Request,
    Solution,
)
from sessiecoach.domain.session.marks import (
    EVERY_BLOCK,
    Origin,
    nothing_extra,
)
from sessiecoach.domain.session.people import (
    Case,
    CaseStatus,
    Group,
    Participant,
    Presenter,
)
from sessiecoach.domain.session.plan import (
    Block,
    BlockKind,
    Gap,
    Interruption,
    SecondsAt,
)
from sessiecoach.domain.session.updates import (
    Answer,
    Improvement,
    Update,
)
from sessiecoach.domain.session.whole import (
    ID_LETTERS,
    ITEM_TABLES,
    SINGLE_TABLES,
    Evaluation,
    Header,
    Item,
    Next,
    Perspective,
    Scale,
    Session,
    SessionStatus,
)

__all__ = [
    "EVERY_BLOCK",
    "ID_LETTERS",
    "ITEM_TABLES",
    "SINGLE_TABLES",
    "Answer",
    "Block",
    "BlockKind",
    "Case",
    "CaseStatus",
    "Decision",
    "Draft",
    "Evaluation",
    "Gap",
    "Group",
    "Header",
    "Improvement",
    "Interruption",
    "Item",
    "Next",
    "Note",
    "Origin",
    "Participant",
    "Perspective",
    "Presenter",
    "Promise",
    "PromiseKind",
    "Rating",
    "ReportBack",
    "Request",
    "Scale",
    "SecondsAt",
    "Session",
    "SessionStatus",
    "Solution",
    "Update",
    "nothing_extra",
]
