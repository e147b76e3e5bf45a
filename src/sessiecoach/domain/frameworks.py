"""What changed between two versions of a kader op maat, and which case made it change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sessiecoach.domain.session import Framework, FrameworkLine, Session
from sessiecoach.domain.text import one_line


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
    """Return every version that meetings made, in their order; all lines of the first are new."""
    steps: list[FrameworkStep] = []
    for meeting in meetings:
        standing = [each for each in meeting.frameworks if each.withdrawn_at is None]
        for framework in sorted(standing, key=lambda each: each.version):
            before = steps[-1].framework if steps else Framework()
            steps.append(FrameworkStep(meeting, framework, framework_changes(before, framework)))
    return tuple(steps)


def framework_changes(before: Framework, after: Framework) -> tuple[LineChange, ...]:
    """Return what was added and changed, in the order of `after`, and then what was dropped."""
    was = {_known_by(line): line for line in before.lines}
    stands = {_known_by(line) for line in after.lines}
    why = {_known_by(line): line.case for line in after.dropped}
    changes = []
    for line in after.lines:
        old = was.get(_known_by(line))
        if old is None:
            changes.append(LineChange("added", line, case=line.case))
        elif old.text != line.text:
            changes.append(LineChange("changed", line, before=old.text, case=line.case))
    changes += [
        LineChange("dropped", line, case=why.get(_known_by(line), ""))
        for line in before.lines
        if _known_by(line) not in stands
    ]
    return tuple(changes)


def _known_by(line: FrameworkLine) -> tuple[str, str]:
    """Return what a line is known by in another version; where a person gave no id, its words."""
    return (line.id, "") if line.id else ("", one_line(line.text).casefold())
