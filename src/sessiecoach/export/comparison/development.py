"""What grows from meeting to meeting: solutions, a kader op maat, and the questions asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from sessiecoach.domain import own_questions as own
from sessiecoach.domain.carry_over import Carried
from sessiecoach.domain.frameworks import FrameworkStep, LineChange, framework_steps
from sessiecoach.domain.over_time import (
    QuestionState,
    Timeline,
    cases_not_discussed,
    learning_questions_over,
    timelines,
)
from sessiecoach.domain.own_questions import OwnQuestionView
from sessiecoach.domain.session import Requirement, RequirementTest
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.numbers import counted
from sessiecoach.export.comparison.source import SeriesSource
from sessiecoach.export.comparison.words import (
    CHANGE_SIGNS,
    CHANGE_WORDS,
    QUESTION_WORDS,
    TEST_WORDS,
    nothing_yet,
    status_mark,
    status_words,
)
from sessiecoach.export.outline import (
    Cell,
    Column,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Part,
    Section,
    Table,
)
from sessiecoach.export.own_questions import NO_WORDS, about, who
from sessiecoach.export.source import made_up
from sessiecoach.export.words import enumerated, title_of


def timeline(source: SeriesSource) -> Section:
    """Return how each solution went from meeting to meeting, with who reported."""
    title = "Tijdlijn per oplossing"
    found = timelines(source.chosen, source.items)
    if not found:
        return Section("tijdlijn", title, (nothing_yet("tijdlijn"),), 0, short="Tijdlijn")
    carried = {each.item.id: each for each in source.items}
    items = tuple(_timeline(source, each, carried[each.solution.id]) for each in found)
    return Section("tijdlijn", title, (Listing(items),), len(items), short="Tijdlijn")


def _timeline(source: SeriesSource, line: Timeline, carried: Carried) -> Item:
    """Return a solution with a line for each meeting at which something was told of it."""
    steps = [(source.day(line.meeting), "voorgesteld")]
    since, before = line.meeting.header.date or dt.date.min, carried.status
    for place, (meeting, status, reporter) in enumerate(line.stands):
        day = meeting.header.date or dt.date.max
        told = any(each.on and since < each.on <= day for each in carried.told)
        if told or (place and status is not before):
            by = f", gemeld door {one_line(reporter)}" if reporter.strip() else ""
            steps.append((source.day(meeting), f"{status_words(status)}{by}"))
        since, before = day, status
    if not carried.told and line.stands:
        steps.append((source.day(line.stands[-1][0]), "? nog niets over gehoord"))
    elif carried.status is not before or any(each.on and each.on > since for each in carried.told):
        steps.append(("Nu", status_words(carried.status)))
    return Item(
        visible(line.solution.text).strip() or "(zonder tekst)",
        label=source.label(line.solution.id),
        details=tuple(steps),
        mark=status_mark(carried.status),
        made_up=made_up(line.solution.origin),
    )


def framework(source: SeriesSource) -> Section:
    """Return what each version of the kader op maat added, changed and dropped, and why."""
    steps = framework_steps(source.chosen)
    parts: list[Part] = []
    for step in steps:
        parts += _version(source, step)
    parts += _requirements(source)
    title = "Versies van het kader op maat"
    return Section(
        "kader",
        title,
        tuple(parts) or (nothing_yet("kader"),),
        len(steps),
        short="Kader",
    )


def _requirements(source: SeriesSource) -> Iterator[Part]:
    """Yield the programma van eisen, with what testing each on cases came to."""
    for meeting in source.chosen:
        standing = [each for each in meeting.requirements if each.withdrawn_at is None]
        if not standing:
            continue
        cases = {case.id: one_line(case.title) for case in meeting.cases}
        parties = {each.id: each.title for each in meeting.perspectives}
        yield Heading("Programma van eisen", 2, source.day(meeting))
        yield Listing(
            tuple(
                Item(
                    visible(each.text).strip() or "(zonder tekst)",
                    details=tuple(
                        (cases.get(test.case) or one_line(test.case), _tested(test))
                        for test in each.tests
                    ),
                    tags=tuple(_stood_for(each, parties)),
                    made_up=made_up(each.origin),
                )
                for each in standing
            )
        )


def _tested(test: RequirementTest) -> str:
    words = TEST_WORDS[test.result]
    return f"{words}: {one_line(test.remark)}" if test.remark.strip() else words


def _stood_for(requirement: Requirement, parties: Mapping[str, str]) -> Iterator[str]:
    """Yield from whom a requirement comes, and who supports it."""
    if requirement.party.strip():
        yield title_of(parties, requirement.party)
    if requirement.supported_by:
        names = [title_of(parties, each) for each in requirement.supported_by]
        yield f"gesteund door {enumerated(names)}"


def _version(source: SeriesSource, step: FrameworkStep) -> Iterator[Part]:
    hows = [change.how for change in step.changes]
    counts = [f"{hows.count(how)} {word}" for how, word in CHANGE_WORDS.items() if how in hows]
    words = " · ".join([source.day(step.meeting), *(counts or ["niets veranderd"])])
    name = one_line(step.framework.title)
    yield Heading(f"Versie {step.framework.version}{f': {name}' if name else ''}", 2, words)
    # The codes of cases begin again at every meeting: only its own are those that it meant.
    cases = {case.id: one_line(case.title) for case in step.meeting.cases}
    if step.changes:
        invented = made_up(step.framework.origin)
        yield Listing(tuple(_line(change, cases, invented=invented) for change in step.changes))


def _line(change: LineChange, cases: dict[str, str], *, invented: bool) -> Item:
    details = []
    if change.before.strip():
        details.append(("Was", one_line(change.before)))
    if change.case.strip():
        title = cases.get(change.case, "")
        code = one_line(change.case)
        details.append(("Door casus", f"{code} · {title}" if title else code))
    marks: dict[str, Mark] = {"added": "helps", "dropped": "muted"}
    return Item(
        visible(change.line.text).strip() or "(zonder tekst)",
        label=CHANGE_SIGNS[change.how],
        details=tuple(details),
        tags=(CHANGE_WORDS[change.how],),
        mark=marks.get(change.how, ""),
        made_up=invented,
    )


def questions(source: SeriesSource) -> Section:
    """Return which learning questions are new, taken along and dealt with, and cases that wait."""
    rows = learning_questions_over(source.chosen)
    waiting = cases_not_discussed(source.held)
    parts: list[Part] = []
    if rows:
        shown = range(len(source.chosen) - len(source.columns), len(source.chosen))
        columns = (
            Column("leervraag", grows=True),
            *(Column(source.day(meeting)) for meeting in source.columns),
        )
        lines = tuple(
            (
                Cell(visible(row.question).strip()),
                *(_question(row.states[place]) for place in shown),
            )
            for row in rows
        )
        parts.append(Table(columns, lines, matrix=True))
        if words := source.only_last():
            parts.append(Paragraph(words, mark="muted"))
        parts.append(
            Paragraph(
                "Behandeld is een vraag die op een bijeenkomst op tafel lag en op de volgende niet"
                " meer.",
                mark="muted",
            )
        )
    if waiting:
        words = counted(len(waiting), "casus", "casussen")
        parts.append(Heading("Aangeboden, nog niet besproken", 2, words))
        items = (
            Item(one_line(title) or "(zonder titel)", tags=(f"van {source.day(meeting)}",))
            for meeting, title in waiting
        )
        parts.append(Listing(tuple(items)))
    return Section(
        "leervragen",
        "Leervragen en casussen die wachten",
        tuple(parts) or (nothing_yet("leervragen"),),
        len(rows),
        short="Leervragen",
    )


def _question(state: QuestionState | None) -> Cell:
    if state is None:
        return Cell("")
    marks: dict[QuestionState, Mark] = {QuestionState.HANDLED: "muted"}
    return Cell(QUESTION_WORDS[state], mark=marks.get(state, ""))


def own_questions(source: SeriesSource) -> Section:
    """Return the questions that participants bring: as first worded, as now, and every step."""
    history = source.history
    found = own.own_questions(
        history.series.questions, history.meetings, history.updates, source.asked.on
    )
    items = tuple(_own_question(source, each) for each in found)
    parts: tuple[Part, ...] = (Listing(items),) if items else (nothing_yet("deelnemersvragen"),)
    return Section("deelnemersvragen", "Deelnemersvragen", parts, len(items))


def _own_question(source: SeriesSource, view: OwnQuestionView) -> Item:
    details = []
    if len(view.versions) > 1:
        for word, version in (("Eerst", view.versions[0]), ("Nu", view.versions[-1])):
            day = f" ({source.short(version.on)})" if version.on else ""
            details.append((f"{word}{day}", one_line(version.text)))
    details += about(view)
    if view.worked_on:
        days = [source.short(each.on) if each.on else "zonder dag" for each in view.worked_on]
        details.append(("Aan de beurt", enumerated(days)))
    many = len(view.versions)
    times = (counted(many, "versie", "versies"),) if many > 2 else ()
    return Item(
        one_line(view.text) or NO_WORDS,
        details=tuple(details),
        tags=(*who(view), *times),
        made_up=made_up(view.origin),
    )
