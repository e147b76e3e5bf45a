"""What was heard later about something of an earlier meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sessiecoach.domain.session.marks import Origin, nothing_extra

Answer = Literal["yes", "partly", "no", "unknown"]


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
