"""The kader op maat that a meeting made: its lines, and what changed since the version before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sessiecoach.domain.framework_acts import framework_here
from sessiecoach.domain.frameworks import (
    LineChange,
    MadeFramework,
    framework_changes,
    requirements_of,
)
from sessiecoach.domain.session import FrameworkLine
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.dates import table_date
from sessiecoach.export.comparison.words import CHANGE_SIGNS, CHANGE_WORDS
from sessiecoach.export.outline import Heading, Item, Listing, Mark, Paragraph, Part, Section
from sessiecoach.export.requirements import requirement_labels
from sessiecoach.export.source import Source, made_up
from sessiecoach.export.words import enumerated, title_of

_MARKS: Final[dict[str, Mark]] = {"added": "helps", "dropped": "muted"}


def framework(source: Source) -> Section | None:
    """Return the last version that the meeting made, and what the cases changed in it."""
    session = source.session
    versions = framework_here(session, source.others).versions
    own = [place for place, each in enumerate(versions) if each.meeting is session]
    if not own:
        return None
    made = versions[own[-1]]
    before = versions[own[-1] - 1] if own[-1] else None
    invented = made_up(made.framework.origin)
    lines = tuple(
        Item(
            _text(line),
            label=str(number),
            details=tuple(_of_line(source, line, first=before is None)),
            made_up=invented,
        )
        for number, line in enumerate(made.framework.lines, start=1)
    )
    parts: list[Part] = [Listing(lines, title=one_line(made.framework.title))] if lines else []
    if before is not None:
        parts += _changes(source, before, made, invented=invented)
    title = f"Kader op maat, versie {made.framework.version}"
    return Section("kader", title, tuple(parts), len(lines), short="Kader") if parts else None


def _text(line: FrameworkLine) -> str:
    return visible(line.text).strip() or "(zonder tekst)"


def _of_line(source: Source, line: FrameworkLine, *, first: bool) -> Iterator[tuple[str, str]]:
    """Yield what a line comes from; in the first version also which case made it come."""
    for requirement, meeting in requirements_of(line, (*source.others, source.session)):
        words = [requirement_labels(meeting).get(requirement.id, "")]
        if one_line(requirement.text) != one_line(line.text):
            words.append(one_line(requirement.text))
        if any(words):
            yield "Uit eis", " · ".join(filter(None, words))
        if requirement.supported_by:
            titles = {each.id: each.title for each in meeting.perspectives}
            supporters = [title_of(titles, each) for each in requirement.supported_by]
            yield "Gesteund door", enumerated(supporters)
    if first and line.case.strip():
        yield "Door", source.case(line.case)


def _changes(
    source: Source, before: MadeFramework, made: MadeFramework, *, invented: bool
) -> Iterator[Part]:
    changes = framework_changes(before.framework, made.framework)
    held_on = before.meeting.header.date
    day = f" van {table_date(held_on)}" if held_on and before.meeting is not made.meeting else ""
    than = f"versie {before.framework.version}{day}"
    if changes:
        yield Heading("Wat er veranderde", 2, f"sinds {than}")
        yield Listing(tuple(_change(source, each, invented=invented) for each in changes))
    else:
        yield Paragraph(f"Hetzelfde als {than}.", mark="muted")


def _change(source: Source, change: LineChange, *, invented: bool) -> Item:
    details = [("Was", one_line(change.before))] if change.before.strip() else []
    if change.case.strip():
        details.append(("Door", source.case(change.case)))
    return Item(
        _text(change.line),
        label=CHANGE_SIGNS[change.how],
        details=tuple(details),
        tags=(CHANGE_WORDS[change.how],),
        mark=_MARKS.get(change.how, ""),
        made_up=invented,
    )
