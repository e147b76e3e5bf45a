"""The whole of one meeting: what is known beforehand, its tables, and how it is looked back on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from sessiecoach.domain.marks import Origin, nothing_extra
from sessiecoach.domain.session.frames import (
    Diagnosis,
    Framework,
    Interest,
    OwnQuestion,
    PioneerTeam,
    Requirement,
    Stagnation,
    WayOut,
)
from sessiecoach.domain.session.items import (
    Decision,
    Draft,
    Note,
    Promise,
    Rating,
    ReportBack,
    Solution,
)
from sessiecoach.domain.session.people import Case, Group, Participant
from sessiecoach.domain.session.plan import Block, Step
from sessiecoach.domain.session.updates import Update

SessionStatus = Literal["draft", "live", "closed"]
LateStart = Literal["end_fixed", "all_moves"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What one knows of a meeting before anybody has said a word."""

    id: str = ""
    series: str = ""
    number: int = 0
    """Which meeting of its series it is, counted from 1; 0 where that is not known."""
    title: str = ""
    werkvorm: str = ""
    status: SessionStatus = "draft"
    date: dt.date | None = None
    starts: dt.time | None = None
    ends: dt.time | None = None
    """The hard end as planned, in local time."""
    document: str = ""
    """Random and never changed: ties the journal, backups and room state to the record."""
    zone: str = "Europe/Amsterdam"
    location: str = ""
    goal: str = ""
    learning_questions: tuple[str, ...] = ()
    required_roles: tuple[str, ...] = ()
    desired_roles: tuple[str, ...] = ()
    late_start: LateStart = "end_fixed"
    """What gives when the meeting starts late: the minutes, or the end."""
    carousel: bool = False
    """Whether the groups rotate over the perspectives; else each looks as it likes."""
    hard_end: dt.datetime | None = None
    """The end that was agreed on the day itself, where it differs from `ends`."""
    theme: str = ""
    """What this meeting of a series is about."""
    guest: str = ""
    """Who is the guest, such as the master of a masterclass."""
    themes: tuple[str, ...] = ()
    """The themes that the werkvorm offers to choose from."""
    rules: tuple[str, ...] = ()
    """The spelregels that are shown at the opening."""
    outcomes: tuple[str, ...] = ()
    """What the werkvorm says that a meeting yields; empty where that is not known."""
    required_domains: tuple[str, ...] = ()
    """Domains that must all be represented."""
    present_at_start_and_end: tuple[str, ...] = ()
    """Roles that must be there in the first and in the last block."""
    min_participants: int = 0
    """With fewer people it does not work well; 0 for no limit, as with the two below."""
    max_participants: int = 0
    max_per_group: int = 0
    half_day_minutes: int = 0
    """How long a dagdeel is; 0 where the meeting does not count in half days."""
    names: bool = False
    """Whether people agreed to have full names kept with what they say."""
    closed_at: dt.datetime | None = None
    closed_with: tuple[str, ...] = ()
    """The warnings that stood open when a person chose to close all the same."""
    tidied_on: dt.date | None = None
    """When the details of its cases were removed, see `domain.retention`; None while they stay."""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspective:
    """A side from which cases are looked at; a tag on notes."""

    id: str = ""
    title: str = ""
    questions: tuple[str, ...] = ()
    own_elaboration: bool = False
    """Whether the questions are of this program, and not in the source."""
    withdrawn_at: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A statement that people answer with a number from 1 to `of`."""

    id: str = ""
    title: str = ""
    of: int = 5
    """The highest number."""
    least: int = 1
    """The lowest number: 0 or 1."""
    answers: tuple[str, ...] = ()
    """Words for the numbers, from the lowest; empty where the numbers speak for themselves."""
    perspective: str = ""
    """The id of the perspective that is asked this; empty where everybody is."""
    withdrawn_at: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What people said of the meeting itself."""

    good: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Roles or organisations that people missed at the table."""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What the next meeting should ask, and when it is."""

    question: str = ""
    date: dt.date | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One meeting as it stands. An empty one is what no facts fold to."""

    header: Header = field(default_factory=Header)
    perspectives: tuple[Perspective, ...] = ()
    scales: tuple[Scale, ...] = ()
    participants: tuple[Participant, ...] = ()
    groups: tuple[Group, ...] = ()
    cases: tuple[Case, ...] = ()
    steps: tuple[Step, ...] = ()
    blocks: tuple[Block, ...] = ()
    questions: tuple[OwnQuestion, ...] = ()
    notes: tuple[Note, ...] = ()
    solutions: tuple[Solution, ...] = ()
    promises: tuple[Promise, ...] = ()
    decisions: tuple[Decision, ...] = ()
    report_backs: tuple[ReportBack, ...] = ()
    ratings: tuple[Rating, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    interests: tuple[Interest, ...] = ()
    pioneer_team: PioneerTeam = field(default_factory=PioneerTeam)
    diagnosis: Diagnosis = field(default_factory=Diagnosis)
    stagnations: tuple[Stagnation, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    updates: tuple[Update, ...] = ()
    evaluation: Evaluation = field(default_factory=Evaluation)
    next: Next = field(default_factory=Next)
    drafts: tuple[Draft, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)

    def block(self, block_id: str) -> Block | None:
        """Return the block with this id."""
        return next((block for block in self.blocks if block.id == block_id), None)

    @property
    def plan(self) -> tuple[Block, ...]:
        """The blocks that were not dropped, in order."""
        return tuple(block for block in self.blocks if block.withdrawn_at is None)

    @property
    def running(self) -> Block | None:
        """The block whose clock runs or is interrupted; None before and after the meeting."""
        return next((b for b in self.plan if b.started_at and not b.ended_at), None)


Item = (
    Perspective
    | Scale
    | Participant
    | Group
    | Case
    | Step
    | Block
    | OwnQuestion
    | Note
    | Solution
    | Promise
    | Decision
    | ReportBack
    | Rating
    | Requirement
    | Framework
    | Interest
    | Stagnation
    | WayOut
    | Update
    | Draft
)

ITEM_TABLES: Mapping[str, type[Item]] = MappingProxyType(
    {
        "perspectives": Perspective,
        "scales": Scale,
        "participants": Participant,
        "groups": Group,
        "cases": Case,
        "steps": Step,
        "blocks": Block,
        "questions": OwnQuestion,
        "notes": Note,
        "solutions": Solution,
        "promises": Promise,
        "decisions": Decision,
        "report_backs": ReportBack,
        "ratings": Rating,
        "requirements": Requirement,
        "frameworks": Framework,
        "interests": Interest,
        "stagnations": Stagnation,
        "ways_out": WayOut,
        "updates": Update,
        "drafts": Draft,
    }
)
"""The tables of a record that hold many items, each with an id."""

SINGLE_TABLES: Mapping[str, type[Header | PioneerTeam | Diagnosis | Evaluation | Next]] = (
    MappingProxyType(
        {
            "header": Header,
            "pioneer_team": PioneerTeam,
            "diagnosis": Diagnosis,
            "evaluation": Evaluation,
            "next": Next,
        }
    )
)
"""The tables of a record of which there is one."""

ID_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "participants": "p",
        "questions": "q",
        "notes": "n",
        "solutions": "s",
        "promises": "t",
        "decisions": "b",
        "report_backs": "k",
        "ratings": "r",
        "requirements": "e",
        "frameworks": "f",
        "interests": "i",
        "updates": "u",
        "drafts": "c",
    }
)
"""The letter that opens the random id of an item; other tables have ids that people chose."""
