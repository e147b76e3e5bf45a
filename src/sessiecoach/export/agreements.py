"""What a meeting leads to: solutions, promises, decisions, report-backs, and what was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.carried_kinds import KINDS, CarriedKind
from sessiecoach.domain.session import ID_LETTERS, Decision, Promise, Solution, Update
from sessiecoach.domain.standing import PromiseStatus, promise_status
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.carried_kinds import KIND_WORDS, done_word
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.standing import status_word
from sessiecoach.export.outline import (
    Cell,
    Column,
    Item,
    Listing,
    Mark,
    Paragraph,
    Part,
    Section,
    Table,
)
from sessiecoach.export.source import Elsewhere, Source, in_order, made_up, section_of
from sessiecoach.export.words import (
    ANSWERS,
    PROMISE_TOLD,
    WENT,
    due_words,
    enumerated,
    yes_or_no,
)


def solutions(source: Source) -> Section | None:
    """Return the solutions with their parts, addressees and promises, per perspective."""
    shown = [
        each
        for each in source.session.solutions
        if each.withdrawn_at is None and (source.private or not each.private)
    ]
    parts: list[Part] = []
    sides = list(in_order(source.perspectives, (each.perspective for each in shown)))
    if len(sides) > 1:
        counts = (
            f"{source.perspective(side)} {sum(each.perspective == side for each in shown)}"
            for side in sides
        )
        parts.append(Paragraph(" · ".join(counts), mark="muted"))
    if shown:
        parts.append(Listing(tuple(_solution(source, each) for each in shown)))
    return section_of("oplossingen", "Oplossingen", parts, len(shown))


def _solution(source: Source, solution: Solution) -> Item:
    return Item(
        visible(solution.text).strip(),
        label=source.labels.of(solution.id),
        parts=tuple(visible(part).strip() for part in solution.parts if part.strip()),
        details=tuple(_of_solution(source, solution)),
        tags=tuple(
            source.tags(
                solution.group,
                private=solution.private,
                case=solution.case,
                perspective=solution.perspective,
            )
        ),
        mark="solution",
        made_up=made_up(solution.origin),
    )


def _of_solution(source: Source, solution: Solution) -> Iterator[tuple[str, str]]:
    yield "Voor", enumerated(solution.addressed_to) or "nog niemand genoemd"
    feasible = yes_or_no(solution.feasible_for_management_present)
    yield "Uitvoerbaar door aanwezig management", feasible
    for request in solution.requests:
        asked = one_line(request.text)
        yield (f"Gevraagd aan {one_line(request.to)}", asked) if request.to else ("Gevraagd", asked)
    if solution.follow_up_at.strip():
        yield "Vervolg bij", one_line(solution.follow_up_at)
    hindered = [note for note in source.notes if note.id in solution.answers]
    if hindered:
        yield "Antwoord op", " · ".join(one_line(note.text) for note in hindered)
    promised = [each.id for each in _shown_promises(source) if solution.id in each.from_]
    words = source.labels.joined(promised)
    yield "Toegezegd", words or "nog niet: voorstel zonder toezegging"
    yield from source.told(solution.id)


def _shown_promises(source: Source) -> list[Promise]:
    return [
        each
        for each in source.session.promises
        if each.withdrawn_at is None and (source.private or not each.private)
    ]


def promises(source: Source) -> Section | None:
    """Return who promised what, and by when."""
    shown = _shown_promises(source)
    if not shown:
        return None
    rows = tuple(
        (
            Cell(source.labels.of(each.id), mark="promise", made_up=made_up(each.origin)),
            Cell(
                one_line(each.owner) or "nog niemand",
                mark="" if each.owner.strip() else "attention",
            ),
            Cell(visible(each.what).strip(), tuple(_of_promise(source, each))),
            Cell(due_words(each.due), mark="" if each.due else "attention"),
            _status(source, each),
        )
        for each in shown
    )
    columns = (
        Column(""),
        Column("wie"),
        Column("wat", grows=True),
        Column("voor wanneer"),
        Column("status"),
    )
    return Section("toezeggingen", "Toezeggingen en acties", (Table(columns, rows),), len(rows))


def _status(source: Source, promise: Promise) -> Cell:
    """Return how a promise stands by what was told; whether it is late depends on when one reads.

    What this meeting itself told of it counts too.
    """
    said = (*source.updates(promise.id), *source.session.updates)
    status = promise_status(promise, said, dt.date.min)
    marks: dict[PromiseStatus, Mark] = {
        PromiseStatus.DONE: "helps",
        PromiseStatus.DROPPED: "muted",
    }
    return Cell(status_word(status), mark=marks.get(status, ""))


def _of_promise(source: Source, promise: Promise) -> Iterator[str]:
    if promise.promised_by.strip() and promise.promised_by != promise.owner:
        yield f"toegezegd door {one_line(promise.promised_by)}"
    if promise.cover.strip():
        yield f"rugdekking: {one_line(promise.cover)}"
    if words := source.labels.joined(promise.from_):
        yield f"uit {words}"
    for each in promise.from_:
        earlier = source.elsewhere.get(each)
        if earlier is not None:
            yield f"uit {earlier.label or earlier.text} van {earlier.day}".removesuffix(" van ")
    if tags := source.tags("", private=promise.private, case=promise.case):
        yield " · ".join(tags)
    yield from (f"{day}: {told}" for day, told in source.told(promise.id))


def decisions(source: Source) -> Section | None:
    """Return the decisions with their numbers, which run on over the series."""
    shown = [
        each
        for each in source.session.decisions
        if each.withdrawn_at is None and (source.private or not each.private)
    ]
    items = tuple(
        Item(
            visible(each.text).strip(),
            label=source.labels.of(each.id),
            details=(*about_decision(each), *source.told(each.id)),
            tags=tuple(
                source.tags(
                    each.group, private=each.private, case=each.case, perspective=each.perspective
                )
            ),
            mark="decision",
            made_up=made_up(each.origin),
        )
        for each in shown
    )
    return section_of("besluiten", "Besluiten", [Listing(items)] if items else [], len(items))


def about_decision(decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield what is known of a decision beside its text, each with its word."""
    if decision.reason.strip():
        yield "Waarom", one_line(decision.reason)
    if decision.decided_by.strip():
        yield "Besloten door", one_line(decision.decided_by)
    if decision.check_on:
        yield "Navragen op", table_date(decision.check_on)


def report_backs(source: Source) -> Section | None:
    """Return who tells what in which organisation."""
    dated = any(each.due for each in source.session.report_backs if each.withdrawn_at is None)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Cell(one_line(each.organisation), made_up=made_up(each.origin)),
            Cell(one_line(each.who)),
            Cell(
                visible(each.subject).strip(),
                tuple(f"{day}: {words}" for day, words in source.told(each.id)),
            ),
            *((Cell(due_words(each.due) if each.due else ""),) if dated else ()),
        )
        for each in source.session.report_backs
        if each.withdrawn_at is None
    )
    if not rows:
        return None
    columns = (
        Column("organisatie"),
        Column("wie"),
        Column("onderwerp", grows=True),
        *((Column("voor wanneer"),) if dated else ()),
    )
    title = "Terugkoppeling in de eigen organisatie"
    return Section(
        "terugkoppeling", title, (Table(columns, rows),), len(rows), short="Terugkoppeling"
    )


_KIND_BY_LETTER: Final[Mapping[str, CarriedKind]] = MappingProxyType(
    {
        letter: kind
        for kind in KINDS
        if (letter := ID_LETTERS.get({"bottlenecks": "notes"}.get(kind, kind)))
    }
)
"""What the id of an item tells of it where its record is not at hand."""


def told(source: Source) -> Section | None:
    """Return what was heard about items of this and earlier meetings.

    Of an own question only what does not stand with the own questions already.
    """
    questions = {each.id for each in source.questions}
    texts = {item.id: item.text for item in source.session.solutions}
    texts |= {item.id: item.what for item in source.session.promises}
    texts |= {item.id: item.text for item in source.session.decisions}
    items = []
    for update in source.session.updates:
        if update.withdrawn_at is not None:
            continue
        if update.same_as or update.differs_from:
            continue  # a word about notes, which stand elsewhere
        if update.item in source.hidden:
            continue
        if update.item in questions:
            update = replace(update, wording="", position="", done=None, next_step="")
            if not any(_of_update(update, None)):
                continue
        known = one_line(texts.get(update.item, ""))
        kind = source.kind_of(update.item) or _KIND_BY_LETTER.get(update.item[:1])
        name = KIND_WORDS[kind].name if kind else "Punt"
        earlier = source.elsewhere.get(update.item, Elsewhere("", "", ""))
        items.append(
            Item(
                known or earlier.text or f"{name} van een eerdere bijeenkomst",
                label=earlier.label,
                details=tuple(_of_update(update, kind)),
                tags=(earlier.day,) if earlier.day else (),
                made_up=made_up(update.origin),
            )
        )
    listing = [Listing(tuple(items))] if items else []
    title = "Gehoord over eerdere afspraken"
    return section_of("terugkom", title, listing, len(items), short="Terugkom")


def _of_update(update: Update, kind: CarriedKind | None) -> Iterator[tuple[str, str]]:
    if update.status:
        yield "Stand", PROMISE_TOLD[update.status]
    if update.worked_out:
        yield "Uitgewerkt", _with(ANSWERS[update.worked_out], update.how)
    if update.applied:
        yield "Toegepast", _with(ANSWERS[update.applied], update.applied_where)
    if update.went:
        yield "Hoe ging het", WENT[update.went]
    if update.done:
        yield done_word(kind), _with(ANSWERS[update.done], update.form)
    if update.response.strip():
        yield KIND_WORDS[kind or "report_backs"].response.capitalize(), one_line(update.response)
    if update.wording.strip():
        yield "Vraag nu", one_line(update.wording)
    if update.position.strip():
        yield "Positie", one_line(update.position)
    if update.next_step.strip():
        yield "Volgende stap", one_line(update.next_step)
    if update.remark.strip():
        yield "Opmerking", one_line(update.remark)
    if update.dropped or update.reason.strip():
        yield ("Vervallen" if update.dropped else "Reden"), one_line(update.reason) or "ja"
    if update.embedded:
        yield "Geborgd", "ja"
    if update.due:
        yield "Verschoven naar", table_date(update.due)
    for improvement in update.improvements:
        owner = f" ({one_line(improvement.owner)})" if improvement.owner.strip() else ""
        yield "Moet beter", f"{one_line(improvement.text)}{owner}"
    for bottleneck in update.new_bottlenecks:
        yield "Nieuw knelpunt", one_line(bottleneck)


def _with(answer: str, words: str) -> str:
    return f"{answer}; {one_line(words)}" if words.strip() else answer
