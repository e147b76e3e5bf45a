"""A session and its items as they stand: frozen, and with the names of the record on disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Origin = Literal["", "seed", "invented"]
"""Whether a source text says so (`seed`) or it is plausible filler of a sample (`invented`)."""

BlockKind = Literal["opening", "lookback", "round", "changeover", "break", "plenary", "evaluation"]
SessionStatus = Literal["draft", "live", "closed"]
CaseStatus = Literal["offered", "discussed", "continued"]
PromiseKind = Literal["toezegging", "actie"]
Answer = Literal["yes", "partly", "no", "unknown"]
EVERY_BLOCK = "*"

_NOTHING: Mapping[str, object] = MappingProxyType({})


def nothing_extra() -> Mapping[str, object]:
    """Return the value of `extra` where a file held no unknown keys."""
    return _NOTHING


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
    late_start: Literal["end_fixed", "all_moves"] = "end_fixed"
    """What gives when the meeting starts late: the minutes, or the end."""
    hard_end: dt.datetime | None = None
    """The end that was agreed on the day itself, where it differs from `ends`."""
    names: bool = False
    """Whether people agreed to have full names kept with what they say."""
    closed_at: dt.datetime | None = None
    closed_with: tuple[str, ...] = ()
    """The warnings that stood open when a person chose to close all the same."""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspective:
    """A side from which cases are looked at; a tag on notes."""

    id: str = ""
    title: str = ""
    questions: tuple[str, ...] = ()
    withdrawn_at: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A statement that people answer with a number from 1 to `of`."""

    id: str = ""
    title: str = ""
    of: int = 5
    withdrawn_at: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody at the table, or a number of people of one role from one organisation."""

    id: str = ""
    role: str = ""
    organisation: str = ""
    name: str = ""
    count: int = 1
    present: tuple[str, ...] = ()
    """Block ids, or `*` for the whole meeting; empty while nobody said that they came."""
    group: str = ""
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who talk at one table."""

    id: str = ""
    title: str = ""
    note_taker: str = ""
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presenter:
    """Who brings a case: a role and an organisation, never a client."""

    role: str = ""
    organisation: str = ""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case from practice, by a code name only."""

    id: str = ""
    title: str = ""
    text: str = ""
    presenter: Presenter = field(default_factory=Presenter)
    status: CaseStatus = "offered"
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondsAt:
    """A number of seconds that was decided on at an instant."""

    at: dt.datetime
    seconds: int
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """The clock of a block stood still from here until there, or still does."""

    from_: dt.datetime
    until: dt.datetime | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The laptop slept; the room did not, so this counts unless it was given back."""

    from_: dt.datetime
    until: dt.datetime
    given_back: bool = False
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the meeting: the plan as it was that day, and the facts of its clock."""

    id: str = ""
    kind: BlockKind = "round"
    title: str = ""
    planned_minutes: int = 0
    """As the meeting was prepared; never changed once it is live."""
    min_minutes: int = 0
    flexible: bool = False
    buffer: bool = False
    """Gives its minutes first when the meeting runs late."""
    auto_next: bool = False
    warn_minutes: tuple[int, ...] = ()
    """Minutes before the end at which the room is told, most first."""
    questions: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()
    """Kinds of note that belong here; the first is the default of a line without a sign."""
    perspectives: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    allotted: tuple[SecondsAt, ...] = ()
    """Lengths given by applied proposals; the last one stands in place of the planned length."""
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    added: tuple[SecondsAt, ...] = ()
    gaps: tuple[Gap, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    withdrawn_at: dt.datetime | None = None
    """When this block was dropped from the plan."""
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One line that somebody said and somebody typed."""

    id: str = ""
    block: str = ""
    perspective: str = ""
    """Empty where the note belongs to the whole, not to one perspective."""
    kind: str = ""
    case: str = ""
    group: str = ""
    text: str = ""
    who: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    private: bool = False
    same_as: str = ""
    """The same hindrance or help in an earlier meeting, linked by a person."""
    merged_into: str = ""
    """The twin that stands for this note, when two were merged."""
    escalated_to: str = ""
    resolved_on: dt.date | None = None
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked upward for a solution, and of whom."""

    to: str = ""
    text: str = ""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A proposed way out; without a promise it is a "voorstel zonder toezegging"."""

    id: str = ""
    block: str = ""
    perspective: str = ""
    case: str = ""
    group: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    text: str = ""
    parts: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    """Ids of the notes that it answers."""
    addressed_to: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    follow_up_at: str = ""
    feasible_for_management_present: bool | None = None
    """Whether the managers in the room can carry it out; None while nobody answered."""
    private: bool = False
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What one owner will do: a toezegging of a manager or body, or an action."""

    id: str = ""
    kind: PromiseKind = "actie"
    block: str = ""
    perspective: str = ""
    case: str = ""
    group: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    what: str = ""
    owner: str = ""
    promised_by: str = ""
    """May differ from the owner; empty where the owner promised it in person."""
    cover: str = ""
    """The rugdekking that is given."""
    due: dt.date | None = None
    from_: tuple[str, ...] = ()
    """Ids of the solutions that it carries out."""
    private: bool = False
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A besluit; its number runs on over the series."""

    id: str = ""
    number: int = 0
    block: str = ""
    perspective: str = ""
    case: str = ""
    group: str = ""
    author: str = ""
    written_at: dt.datetime | None = None
    text: str = ""
    reason: str = ""
    decided_by: str = ""
    check_on: dt.date | None = None
    from_: tuple[str, ...] = ()
    private: bool = False
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBack:
    """Who will tell what in the own organisation."""

    id: str = ""
    organisation: str = ""
    who: str = ""
    subject: str = ""
    due: dt.date | None = None
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One answer on one scale, and how many gave it."""

    id: str = ""
    block: str = ""
    scale: str = ""
    value: int = 0
    of: int = 5
    count: int = 1
    by: str = ""
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """What must still get better, heard at a terugkom."""

    text: str = ""
    owner: str = ""
    due: dt.date | None = None
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What was heard later about a solution, promise, decision or report-back."""

    id: str = ""
    item: str = ""
    on: dt.date | None = None
    worked_out: Answer | None = None
    how: str = ""
    applied: Answer | None = None
    applied_where: str = ""
    went: Literal["well", "mixed", "badly", "too_early"] | None = None
    remark: str = ""
    hindered_by: tuple[str, ...] = ()
    embedded: bool = False
    dropped: bool = False
    reason: str = ""
    reported_by: str = ""
    improvements: tuple[Improvement, ...] = ()
    status: Literal["open", "started", "done", "dropped"] | None = None
    due: dt.date | None = None
    done: Answer | None = None
    form: str = ""
    response: str = ""
    new_bottlenecks: tuple[str, ...] = ()
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A line that was typed but not confirmed when the program was left."""

    id: str = ""
    block: str = ""
    by: str = ""
    text: str = ""
    written_at: dt.datetime | None = None
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
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    solutions: tuple[Solution, ...] = ()
    promises: tuple[Promise, ...] = ()
    decisions: tuple[Decision, ...] = ()
    report_backs: tuple[ReportBack, ...] = ()
    ratings: tuple[Rating, ...] = ()
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
    | Block
    | Note
    | Solution
    | Promise
    | Decision
    | ReportBack
    | Rating
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
        "blocks": Block,
        "notes": Note,
        "solutions": Solution,
        "promises": Promise,
        "decisions": Decision,
        "report_backs": ReportBack,
        "ratings": Rating,
        "updates": Update,
        "drafts": Draft,
    }
)
"""The tables of a record that hold many items, each with an id."""

SINGLE_TABLES: Mapping[str, type[Header | Evaluation | Next]] = MappingProxyType(
    {"header": Header, "evaluation": Evaluation, "next": Next}
)
"""The tables of a record of which there is one."""

ID_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "participants": "p",
        "notes": "n",
        "solutions": "s",
        "promises": "t",
        "decisions": "b",
        "report_backs": "k",
        "ratings": "r",
        "updates": "u",
        "drafts": "c",
    }
)
"""The letter that opens the random id of an item; other tables have ids that people chose."""
