"""The versions of a kader op maat through a series, what each changed, and by which case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from sessiecoach.domain.chronology import HeldAt, chronological, held_at
from sessiecoach.domain.session import Framework, FrameworkLine, Requirement, Session
from sessiecoach.domain.text import one_line

_LONG_AGO: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class MadeFramework:
    """A version of the framework, and the meeting that made it."""

    meeting: Session
    framework: Framework


def framework_versions(meetings: Iterable[Session]) -> tuple[MadeFramework, ...]:
    """Return every version that meetings made, the one that stands now last.

    A framework stands for its whole series: the highest version wins, and of two with the same
    number, made on copies that did not know of each other, the one of the latest meeting. What
    lies in two copies of one record counts once.
    """
    found: list[MadeFramework] = []
    for meeting in chronological(meetings):
        for framework in meeting.frameworks:
            known = (meeting.header.id, framework) in (
                (each.meeting.header.id, each.framework) for each in found
            )
            if framework.withdrawn_at is None and not known:
                found.append(MadeFramework(meeting, framework))
    return tuple(sorted(found, key=_place))


def _place(made: MadeFramework) -> tuple[int, HeldAt, dt.datetime, str]:
    written_at = made.framework.written_at or _LONG_AGO
    return made.framework.version, held_at(made.meeting), written_at, made.framework.id


def latest_framework(
    meetings: Iterable[Session], before: Session | None = None
) -> MadeFramework | None:
    """Return the framework that stands, or that stood when a meeting began; None without one.

    `before` is the meeting that looks back: neither it nor what came after it counts. Where it
    has no date yet, all others do.
    """
    if before is not None:
        meetings = meetings_before(meetings, before)
    return next(reversed(framework_versions(meetings)), None)


def meetings_before(meetings: Iterable[Session], before: Session) -> tuple[Session, ...]:
    """Return the meetings that were held before one; all others where that has no date yet."""
    others = (each for each in meetings if each.header.id != before.header.id)
    if before.header.date is None:
        return tuple(others)
    return tuple(each for each in others if held_at(each) < held_at(before))


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that is in one of two versions, or differs between them."""

    how: Literal["added", "changed", "dropped"]
    line: FrameworkLine
    """As it stands now; of one that was dropped, as it stood."""
    before: str = ""
    """How a changed line read before."""
    case: str = ""
    """The case that caused it; empty where nobody said."""


@dataclass(frozen=True, slots=True)
class FrameworkStep:
    """A version of the framework, and what is different from the one before it."""

    meeting: Session
    framework: Framework
    changes: tuple[LineChange, ...]


def framework_steps(meetings: Iterable[Session]) -> tuple[FrameworkStep, ...]:
    """Return every version with what it changed, the first first; all lines of that are new."""
    steps: list[FrameworkStep] = []
    before = Framework()
    for made in framework_versions(meetings):
        changes = framework_changes(before, made.framework)
        steps.append(FrameworkStep(made.meeting, made.framework, changes))
        before = made.framework
    return tuple(steps)


def framework_changes(before: Framework, after: Framework) -> tuple[LineChange, ...]:
    """Return what was added and changed, in the order of `after`, and then what was dropped."""
    was = {known_by(line): line for line in before.lines}
    stands = {known_by(line) for line in after.lines}
    why = {known_by(line): line.case for line in after.dropped}
    changes = []
    for line in after.lines:
        old = was.get(known_by(line))
        if old is None:
            changes.append(LineChange("added", line, case=line.case))
        elif old.text != line.text:
            changes.append(LineChange("changed", line, before=old.text, case=line.case))
    changes += [
        LineChange("dropped", line, case=why.get(known_by(line), ""))
        for line in before.lines
        if known_by(line) not in stands
    ]
    return tuple(changes)


def known_by(line: FrameworkLine) -> str:
    """Return what a line is known by in every version; where a person gave no id, its words."""
    return line.id or f"={one_line(line.text).casefold()}"


def requirements_of(
    line: FrameworkLine, meetings: Iterable[Session]
) -> tuple[tuple[Requirement, Session], ...]:
    """Return the requirements that a line comes from, with the meeting that has each."""
    found = {each.id: (each, meeting) for meeting in meetings for each in meeting.requirements}
    return tuple(found[each] for each in line.from_ if each in found)
