"""The parts that letters share: why one gets it, what was put before one, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Decision, OwnQuestion, Participant, Solution
from sessiecoach.domain.standing import StepStatus, step_before, wording_now
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.dates import clock_in_text, long_date, span_in_text
from sessiecoach.dutch.numbers import counted, decimal
from sessiecoach.export.after_meeting import ComingMeeting, next_one, standing
from sessiecoach.export.agreements import about_decision
from sessiecoach.export.outline import (
    Bar,
    Bars,
    Cell,
    Column,
    Facts,
    Item,
    Listing,
    Outline,
    Paragraph,
    Part,
    Section,
    Table,
    summed_up,
)
from sessiecoach.export.report import subtitle
from sessiecoach.export.sections import evaluation
from sessiecoach.export.source import Source, made_up, section_of
from sessiecoach.export.to_do import ToDo
from sessiecoach.export.words import enumerated, yes_or_no

OWN_WORDS: Final = "In eigen woorden"
_STEPS_AHEAD: Final = (StepStatus.AGREED, StepStatus.PARTLY_TAKEN, StepStatus.NOT_TAKEN)
_UNTITLED: Final = "Bijeenkomst zonder titel"


@dataclass(frozen=True, slots=True)
class _LetterOutline(Outline):
    """A document of a few pages that is read from its beginning."""

    @property
    def contents(self) -> tuple[Section, ...]:
        """No section: a letter has no list of contents."""
        return ()


def letter(source: Source, series: Series, title: str, *found: Section | None) -> Outline:
    """Return a letter of the sections that there are."""
    return _LetterOutline(
        title=one_line(title),
        subtitle=subtitle(source.session.header, series.title),
        sections=tuple(summed_up(each) for each in found if each is not None),
    )


def meeting_words(source: Source) -> str:
    """Return a meeting in a sentence: `“Tweede leersessie” op maandag 5 september 2016`."""
    header = source.session.header
    title = f"“{one_line(header.title)}”" if header.title.strip() else "de bijeenkomst"
    return f"{title} op {long_date(header.date)}" if header.date else title


def opening(source: Source, audience: str, said: Iterable[str], *, goal: bool = True) -> Section:
    """Return to whom a letter is, of what day, about what, and why one gets it.

    With the goal of the meeting, where no section of its own tells that.
    """
    header = source.session.header
    facts = [("Aan", one_line(audience))]
    if header.date:
        facts.append(("Datum", long_date(header.date)))
    facts.append(("Onderwerp", f"afspraken uit {one_line(header.title) or _UNTITLED}"))
    if goal and header.goal.strip():
        facts.append(("Doel van de bijeenkomst", one_line(header.goal)))
    words = " ".join(each for each in said if each)
    return Section("brief", "Waarom u dit krijgt", (Facts(tuple(facts)), Paragraph(words)))


def roles_words(people: Iterable[Participant]) -> str:
    """Return people by their roles, with how many: `manager en professional (2)`."""
    found: dict[str, int] = {}
    for each in people:
        role = one_line(each.role) or "zonder rol"
        found[role] = found.get(role, 0) + each.count
    return enumerated([f"{role} ({many})" if many > 1 else role for role, many in found.items()])


def evaluation_in_short(source: Source) -> Section | None:
    """Return what people thought of the meeting: a number a statement, what was good and wished."""
    whole = evaluation(source)
    parts: list[Part] = []
    for part in whole.parts if whole else ():
        if isinstance(part, Bars):
            items = (
                Item(one_line(bar.label), tags=(_mean(bar),), made_up=bar.made_up)
                for bar in part.bars
                if bar.mean is not None
            )
            parts.append(Listing(tuple(items)))
        elif isinstance(part, Listing) and part.title != OWN_WORDS:
            parts.append(part)
    return section_of("evaluatie", "Wat deelnemers ervan vonden", parts)


def _mean(bar: Bar) -> str:
    most = bar.least + len(bar.counts) - 1
    return f"gemiddeld {decimal(bar.mean or 0)} op een schaal tot {most}"


def what_was_discussed(source: Source) -> Section | None:
    """Return the cases by their titles, and how much was noted of what helps and hinders."""
    cases = [each for each in source.session.cases if each.withdrawn_at is None]
    items = tuple(
        Item(
            one_line(each.title) or "(zonder titel)",
            label=one_line(each.id),
            made_up=made_up(each.origin),
        )
        for each in cases
        if each.status != "offered"
    )
    parts: list[Part] = [Listing(items, "Casussen")] if items else []
    helps = sum(each.kind == "helpend" for each in source.notes)
    hinders = sum(each.kind == "belemmering" for each in source.notes)
    if helps or hinders:
        parts.append(
            Paragraph(
                f"Genoteerd: {counted(hinders, 'belemmering', 'belemmeringen')} en"
                f" {counted(helps, 'helpende factor', 'helpende factoren')};"
                " het verslag noemt ze allemaal."
            )
        )
    return section_of("besproken", "Waarover het ging", parts)


def own_steps(source: Source) -> Section | None:
    """Return what each participant chose to do for the own question.

    Only those who took part read it, not their organisation: such a question is a person's own.
    """
    rows = []
    for each in standing(source):
        step = step_before(each.told) if isinstance(each.item, OwnQuestion) else ""
        if isinstance(each.item, OwnQuestion) and step and each.status in _STEPS_AHEAD:
            wording = one_line(wording_now(each.item.text, each.told))
            who = one_line(each.item.by) or "zonder naam"
            cells = (Cell(who, made_up=made_up(each.origin)), Cell(one_line(step), (wording,)))
            rows.append(cells)
    columns = (Column("wie"), Column("stap", grows=True))
    return section_of(
        "stappen", "Ieders volgende stap", [Table(columns, tuple(rows))] if rows else [], len(rows)
    )


def solutions_section(
    source: Source, title: str, found: Sequence[Solution], is_addressed: Callable[[str], bool]
) -> Section | None:
    """Return solutions, each with only those requests that were made of the audience."""
    items = tuple(
        Item(
            visible(each.text).strip(),
            label=source.labels.of(each.id),
            parts=tuple(visible(part).strip() for part in each.parts if part.strip()),
            details=tuple(_of_solution(each, is_addressed)),
            mark="solution",
            made_up=made_up(each.origin),
        )
        for each in found
    )
    return section_of("oplossingen", title, [Listing(items)] if items else [], len(items))


def _of_solution(
    solution: Solution, is_addressed: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    if solution.addressed_to:
        yield "Voor", enumerated(solution.addressed_to)
    if solution.feasible_for_management_present is not None:
        feasible = yes_or_no(solution.feasible_for_management_present)
        yield "Uitvoerbaar door aanwezig management", feasible
    for request in solution.requests:
        if is_addressed(request.to):
            yield f"Gevraagd aan {one_line(request.to)}", one_line(request.text)
    if solution.follow_up_at.strip():
        yield "Vervolg bij", one_line(solution.follow_up_at)


def decisions_section(source: Source, title: str, found: Sequence[Decision]) -> Section | None:
    """Return decisions with their numbers, why, and when they are looked at again."""
    items = tuple(
        Item(
            visible(each.text).strip(),
            label=source.labels.of(each.id),
            details=tuple(about_decision(each)),
            mark="decision",
            made_up=made_up(each.origin),
        )
        for each in found
    )
    return section_of("besluiten", title, [Listing(items)] if items else [], len(items))


def ahead(source: Source, series: Series, dated: Sequence[ToDo]) -> Section:
    """Return when and where the next meeting is, what it asks, and what comes before it."""
    following = next_one(source, series)
    if following is None:
        words = "Er is nog geen volgende bijeenkomst afgesproken."
        question = one_line(source.session.next.question)
        facts = [Facts((("Vraag", question),))] if question else []
        return Section("volgende-keer", "Volgende keer", (Paragraph(words), *facts))
    parts: list[Part] = [Facts(tuple(_of_next(following)))]
    before = [each for each in dated if each.due and each.due <= following.date]
    if before:
        words = counted(len(before), "punt van hierboven moet", "punten van hierboven moeten")
        parts.append(
            Paragraph(f"{words} op deze dag klaar zijn; dan wordt gevraagd wat ervan kwam.")
        )
    return Section("volgende-keer", "Volgende keer", tuple(parts))


def _of_next(following: ComingMeeting) -> Iterator[tuple[str, str]]:
    if following.title:
        yield "Bijeenkomst", following.title
    yield "Datum", long_date(following.date)
    if following.starts and following.ends:
        yield "Tijd", span_in_text(following.starts, following.ends)
    elif following.starts:
        yield "Tijd", clock_in_text(following.starts)
    yield "Plaats", following.location or "nog niet bekend"
    if following.question:
        yield "Vraag", following.question
