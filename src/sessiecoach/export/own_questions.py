"""The participants' own questions in a report: the first wording against the one now, and steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from sessiecoach.domain import own_questions as own
from sessiecoach.domain.kinds import by_id
from sessiecoach.domain.own_questions import NextStep, OwnQuestionView
from sessiecoach.domain.session import Answer
from sessiecoach.domain.text import one_line, visible
from sessiecoach.domain.worksheets import worksheets
from sessiecoach.dutch.dates import table_date
from sessiecoach.export.outline import Heading, Item, Listing, Part, Section
from sessiecoach.export.source import Source, made_up, section_of

NO_WORDS: Final = "(nog niet onder woorden gebracht)"
NO_STEP: Final = "nog geen"
_DONE: Final[Mapping[Answer | None, str]] = MappingProxyType(
    {
        "yes": "gedaan",
        "partly": "deels gedaan",
        "no": "niet gedaan",
        "unknown": "onbekend of het gedaan is",
        None: "nog niet bekend of het gedaan is",
    }
)


def own_questions(source: Source) -> Section | None:
    """Return every question of the series, those of today first, with what its round said.

    In a meeting that does not work on own questions only those stand that were told of.
    """
    session = source.session
    views = source.questions
    if "questions" not in worksheets(session):
        told = {each.item for each in session.updates if each.withdrawn_at is None}
        views = tuple(
            each for each in views if each.id in told or each.brought_in == session.header.id
        )
    today = [each for each in own.in_turn(session, views) if own.rounds_on(session, each.id)]
    others = [each for each in views if each not in today]
    parts: list[Part] = []
    for title, found in (("Vandaag", today), ("De andere vragen", others)):
        if found:
            parts += [Heading(title, 2)] if today else []
            parts.append(Listing(tuple(_item(source, each) for each in found)))
    return section_of("eigen-vragen", "Eigen vragen", parts, len(views))


def _item(source: Source, view: OwnQuestionView) -> Item:
    session = source.session
    blocks = own.rounds_on(session, view.id)
    details: list[tuple[str, str]] = []
    if len(view.versions) > 1:
        details += _wording("Eerst", view.versions[:1])
    details += about(view)
    details += _said(source, view.id)
    titles = [one_line(block.title) or one_line(block.id) for block in blocks]
    return Item(
        visible(view.text).strip() or NO_WORDS,
        details=tuple(details),
        tags=(*who(view), *titles),
        made_up=made_up(view.origin),
    )


def _wording(title: str, versions: Sequence[own.Wording]) -> Iterator[tuple[str, str]]:
    for each in versions:
        day = f" ({table_date(each.on)[3:]})" if each.on else ""
        yield f"{title}{day}", one_line(each.text)


def _said(source: Source, question: str) -> Iterator[tuple[str, str]]:
    """Yield what was noted in the rounds of a question."""
    for note in source.said_of(question):
        kind = by_id.get(note.kind)
        yield (kind.title if kind else note.kind).capitalize(), one_line(note.text)


def who(view: OwnQuestionView) -> tuple[str, ...]:
    """Return by whom a question is; nothing where nobody said."""
    return (one_line(view.by),) if view.by.strip() else ()


def about(view: OwnQuestionView) -> Iterator[tuple[str, str]]:
    """Yield the position that was chosen, and every step with whether it was done."""
    if view.position.strip():
        yield "Positie", one_line(view.position)
    for step in view.steps[:-1]:
        yield "Eerdere stap", _step(step)
    last = view.step
    if last is None:
        yield "Volgende stap", NO_STEP
    else:
        # Of which is told whether it was taken is no next one any more.
        yield ("Volgende stap" if last.done is None else "Laatste stap"), _step(last)


def _step(step: NextStep) -> str:
    return f"{one_line(step.text)} — {_DONE[step.done]}"
