"""What people do with a kader op maat: the first change of a meeting makes a version of it.

A meeting has at most one version of its own. Later changes in it change that one; where it says
again what the version before said, it is withdrawn, because it is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.frameworks import (
    LineChange,
    MadeFramework,
    framework_changes,
    framework_versions,
    known_by,
    meetings_before,
)
from sessiecoach.domain.requirements import outcome_of, standing_requirements
from sessiecoach.domain.session import (
    ID_LETTERS,
    Framework,
    FrameworkLine,
    Requirement,
    Session,
)

LINE_LETTER: Final = "l"
"""What opens the random id of a line."""

NewId = Callable[[str], str]
"""Gives a new id that opens with a letter."""
Lines = tuple[FrameworkLine, ...]


@dataclass(frozen=True, slots=True)
class FrameworkHere:
    """The framework as one meeting has it before it."""

    session: Session
    versions: tuple[MadeFramework, ...]
    """All until this meeting, its own too; the one that stands last."""

    @property
    def made(self) -> MadeFramework | None:
        """The version that stands; None where there is none yet."""
        return self.versions[-1] if self.versions else None

    @property
    def standing(self) -> Framework:
        """The version that stands; an empty one with number 0 where there is none yet."""
        return self.versions[-1].framework if self.versions else Framework(version=0)

    @property
    def is_made_here(self) -> bool:
        """Whether the version that stands was made in this meeting, so that it can still change."""
        return bool(self.versions) and self.versions[-1].meeting is self.session

    @property
    def before(self) -> Framework | None:
        """The version before the one that stands; None where that is the first."""
        return self.versions[-2].framework if len(self.versions) > 1 else None

    @property
    def changes(self) -> tuple[LineChange, ...]:
        """What differs between the version that stands and the one before it; none of the first."""
        return framework_changes(self.before, self.standing) if self.before is not None else ()

    @property
    def asks_case(self) -> bool:
        """Whether a change here is one of an earlier version, so that a case caused it."""
        return self.changes_of is not None

    @property
    def changes_of(self) -> Framework | None:
        """What the version of this meeting differs from, also while it is not made yet."""
        return self.before if self.is_made_here else self.standing if self.versions else None

    @property
    def lines(self) -> Lines:
        """The lines as this meeting goes on from them: what changed before has no case now."""
        if self.is_made_here:
            return self.standing.lines
        return tuple(replace(each, case="") for each in self.standing.lines)

    @property
    def dropped(self) -> Lines:
        """The lines that went out of the version of this meeting, with their cases."""
        return self.standing.dropped if self.is_made_here else ()

    def was(self, line: str) -> FrameworkLine | None:
        """Return a line of the version that this meeting changes, as it read there."""
        return _found(self.changes_of.lines, line) if self.changes_of is not None else None


def framework_here(session: Session, meetings: Iterable[Session]) -> FrameworkHere:
    """Return the framework as a meeting has it; `meetings` of its series may hold the meeting."""
    until = (*meetings_before(meetings, session), session)
    return FrameworkHere(session, framework_versions(until))


def proposals(here: FrameworkHere) -> tuple[Requirement, ...]:
    """Return what could become a line: requirements that held, or that need adjusting.

    One that was not tested is proposed as well; one that a line came from, also a line that
    went out of this version, is not.
    """
    gone = (change.line for change in here.changes if change.how == "dropped")
    taken = {each for line in (*here.standing.lines, *gone) for each in line.from_}
    return tuple(
        each
        for each in standing_requirements(here.session)
        if each.id not in taken and each.text.strip() and outcome_of(each) != "drops"
    )


def add_line(
    here: FrameworkHere, text: str, case: str, mark: Mark, new_id: NewId
) -> tuple[Change, ...]:
    """Add a line that a case made come; nothing where it has no text."""
    if not text.strip():
        return ()
    line = FrameworkLine(id=new_id(LINE_LETTER), text=text.strip(), case=case)
    return _became(here, (*here.lines, line), here.dropped, mark, new_id)


def take_over(
    here: FrameworkHere,
    requirements: Sequence[Requirement],
    case: str,
    mark: Mark,
    new_id: NewId,
) -> tuple[Change, ...]:
    """Make requirements lines, each in its words; those that are no proposal are left out."""
    proposed = {each.id for each in proposals(here)}
    lines = tuple(
        FrameworkLine(id=new_id(LINE_LETTER), text=each.text.strip(), from_=(each.id,), case=case)
        for each in requirements
        if each.id in proposed
    )
    return _became(here, (*here.lines, *lines), here.dropped, mark, new_id) if lines else ()


def reword_line(
    here: FrameworkHere, line: str, text: str, case: str, mark: Mark, new_id: NewId
) -> tuple[Change, ...]:
    """Let a line read otherwise, caused by a case; nothing where it has no text then.

    A line that reads again as in the version before did not change, so no case caused it.
    """
    old = _found(here.lines, line)
    if old is None or not text.strip():
        return ()
    was = here.was(line)
    as_before = was is not None and was.text == text.strip()
    new = replace(old, text=text.strip(), case="" if as_before else case)
    if new == old:
        return ()
    lines = tuple(new if known_by(each) == line else each for each in here.lines)
    return _became(here, lines, here.dropped, mark, new_id)


def drop_line(
    here: FrameworkHere, line: str, case: str, mark: Mark, new_id: NewId
) -> tuple[Change, ...]:
    """Take a line out, caused by a case; one that came in this version leaves no trace."""
    left = tuple(each for each in here.lines if known_by(each) != line)
    if len(left) == len(here.lines):
        return ()
    was = here.was(line)
    dropped = here.dropped if was is None else (*here.dropped, replace(was, case=case))
    return _became(here, left, dropped, mark, new_id)


def bring_back_line(
    here: FrameworkHere, line: str, mark: Mark, new_id: NewId
) -> tuple[Change, ...]:
    """Let a line of the version before stand again, as it read there, where it stood there."""
    was = here.was(line)
    if was is None or _found(here.lines, line) is not None:
        return ()
    dropped = tuple(each for each in here.dropped if known_by(each) != line)
    lines = list(here.lines)
    lines.insert(_place(here, line), replace(was, case=""))
    return _became(here, tuple(lines), dropped, mark, new_id)


def _place(here: FrameworkHere, line: str) -> int:
    """Return where a line comes back: behind the nearest that stood before it and stands still."""
    previous = here.changes_of
    order = [known_by(each) for each in previous.lines] if previous is not None else []
    stands = [known_by(each) for each in here.lines]
    for each in reversed(order[: order.index(line)]):
        if each in stands:
            return stands.index(each) + 1
    return 0


def move_line(here: FrameworkHere, line: str, steps: int) -> tuple[Change, ...]:
    """Move a line so many places down, or up; only a version of this meeting has another order."""
    if not here.is_made_here:
        return ()
    lines = list(here.standing.lines)
    known = [known_by(each) for each in lines]
    if line not in known:
        return ()
    place = known.index(line)
    lines.insert(max(0, place + steps), lines.pop(place))
    return _changed(here.standing, {"lines": tuple(lines)})


def _found(lines: Lines, line: str) -> FrameworkLine | None:
    return next((each for each in lines if known_by(each) == line), None)


def _became(
    here: FrameworkHere, lines: Lines, dropped: Lines, mark: Mark, new_id: NewId
) -> tuple[Change, ...]:
    """Return the changes that give this meeting a version with these lines."""
    standing = here.standing
    if not here.is_made_here:
        values = {
            "block": mark.block,
            "version": standing.version + 1,
            "title": standing.title,
            "lines": lines,
            "dropped": dropped,
            "author": mark.author,
            "written_at": mark.at,
        }
        new = new_id(ID_LETTERS["frameworks"])
        return (Added("frameworks", new, {k: v for k, v in values.items() if v}),)
    if not framework_changes(here.before or Framework(), replace(standing, lines=lines)):
        return (Changed("frameworks", standing.id, {"withdrawn_at": mark.at}),)
    return _changed(standing, {"lines": lines, "dropped": dropped})


def _changed(framework: Framework, values: dict[str, object]) -> tuple[Change, ...]:
    new = {name: value for name, value in values.items() if getattr(framework, name) != value}
    return (Changed("frameworks", framework.id, new),) if new else ()
