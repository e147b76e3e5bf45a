"""What was heard later about something of an earlier meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sessiecoach.domain.marks import Origin, nothing_extra

Answer = Literal["yes", "partly", "no", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """What must still get better, heard at a terugkom."""

    text: str = ""
    owner: str = ""
    due: dt.date | None = None
    becomes: str = ""
    """The id of the promise that was made of it; from then on that one tells how it stands."""
    extra: Mapping[str, object] = field(default_factory=nothing_extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What was heard later about an item of an earlier meeting.

    Such as a solution, a promise, a line of a framework, a bottleneck or an own question. Also
    where a person said that two notes are the same, or are not: `item` is then the note.
    """

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
    embedded: bool | None = None
    """None where nobody said; False takes back that an earlier update said so."""
    dropped: bool = False
    reason: str = ""
    reported_by: str = ""
    improvements: tuple[Improvement, ...] = ()
    status: Literal["open", "started", "done", "dropped"] | None = None
    due: dt.date | None = None
    done: Answer | None = None
    form: str = ""
    """In which form a report-back was done; of a bottleneck, on whose agenda it is now."""
    response: str = ""
    """How people responded; of a bottleneck, what was decided."""
    new_bottlenecks: tuple[str, ...] = ()
    wording: str = ""
    """How a participant words the own question from now on."""
    position: str = ""
    """The position in the field that a participant chose for the own question."""
    next_step: str = ""
    """What a participant will do for the own question; `done` tells of the step before."""
    same_as: str = ""
    """The note of an earlier meeting that says the same as the note `item`."""
    differs_from: str = ""
    """The note that was proposed as the same, and is not."""
    written_at: dt.datetime | None = None
    """Of two updates of one day the one that was written later counts."""
    withdrawn_at: dt.datetime | None = None
    origin: Origin = ""
    invented: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=nothing_extra)
