"""The sections of a report about the people, the cases, what was said, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sessiecoach.domain.attendance import (
    attendance_known,
    blocks_to_attend,
    roles_missing_in,
    roles_not_present,
)
from sessiecoach.domain.bottlenecks import BOTTLENECK
from sessiecoach.domain.kinds import KINDS
from sessiecoach.domain.session import Note
from sessiecoach.domain.text import as_compared, one_line, visible
from sessiecoach.domain.turnout import Party, parties
from sessiecoach.dutch.dates import long_date, table_date
from sessiecoach.export.cooperation import lists_bottlenecks
from sessiecoach.export.outline import (
    Cell,
    Column,
    Facts,
    Heading,
    Item,
    Listing,
    Paragraph,
    Part,
    Section,
    SideBySide,
    Table,
)
from sessiecoach.export.presence import came_from, domains_missed
from sessiecoach.export.ratings import evaluation_bars
from sessiecoach.export.source import Source, in_order, made_up, section_of
from sessiecoach.export.words import CASE_STATUS, enumerated, title_of


def purpose(source: Source) -> Section | None:
    """Return what the meeting was for."""
    header = source.session.header
    parts: list[Part] = []
    named = (("Thema", one_line(header.theme)), ("Gast", one_line(header.guest)))
    if any(said for _word, said in named):
        parts.append(Facts(tuple((word, said) for word, said in named if said)))
    if header.goal.strip():
        parts.append(Paragraph(visible(header.goal).strip()))
    if header.learning_questions:
        questions = tuple(Item(visible(each)) for each in header.learning_questions)
        parts.append(Listing(questions, title="Leervragen"))
    return section_of("doel", "Doel", parts)


def attendance(source: Source) -> Section | None:
    """Return who came, per role, with the required roles that were missing."""
    session = source.session
    rows = []
    by_role: dict[str, list[Party]] = {}
    spelled: dict[str, str] = {}
    for party in parties(session):
        role = one_line(party.role) or "zonder rol"
        spelled.setdefault(role.casefold(), role)
        by_role.setdefault(role.casefold(), []).append(party)
    required = {as_compared(role) for role in session.header.required_roles}
    for key, alike in by_role.items():
        expected, present = sum(each.expected for each in alike), sum(p.present for p in alike)
        missing = key in required and not present
        rows.append(
            (
                Cell(spelled[key], made_up=all(map(_is_made_up, alike))),
                Cell(came_from(session, alike)),
                Cell(str(expected), mark="muted"),
                Cell(str(present), mark="attention" if missing else ""),
            )
        )
    if not rows:
        return None
    columns = (
        Column("rol"),
        Column("uit", grows=True),
        Column("verwacht", align="right"),
        Column("aanwezig", align="right"),
    )
    parts: list[Part] = [Table(columns, tuple(rows))]
    absent = roles_not_present(session)
    if absent:
        roles = enumerated(absent)
        verb = "ontbrak" if len(absent) == 1 else "ontbraken"
        parts.append(Paragraph(f"Vereist en {verb}: {roles}.", mark="attention"))
    known = attendance_known(session)
    others = [key for key, alike in by_role.items() if key not in required and _stayed_away(alike)]
    if others and known:
        roles = enumerated([spelled[key] for key in others])
        parts.append(Paragraph(f"Verwacht en niet gekomen: {roles}."))
    blocks = blocks_to_attend(session) if known else ()
    for where, block in (("begin", blocks[0]), ("einde", blocks[-1])) if blocks else ():
        if gone := roles_missing_in(session, block.id):
            words = f"Niet bij het {where}: {enumerated(gone)}."
            parts.append(Paragraph(words, mark="attention"))
    if missed := domains_missed(session):
        parts.append(Paragraph(missed, mark="attention"))
    present = sum(party.present for party in parties(session))
    return Section("opkomst", "Opkomst", tuple(parts), present)


def _stayed_away(alike: Sequence[Party]) -> bool:
    """Return whether people of a role were expected, and nobody of it came."""
    return any(each.expected for each in alike) and not any(each.present for each in alike)


def _is_made_up(party: Party) -> bool:
    return bool(party.participants) and all(made_up(each.origin) for each in party.participants)


def cases(source: Source) -> Section | None:
    """Return the cases by their code names, and how far each came."""
    items = []
    for case in source.session.cases:
        if case.withdrawn_at is not None:
            continue
        brought = [one_line(part) for part in (case.presenter.role, case.presenter.organisation)]
        details = [("", visible(case.text).strip())] if case.text.strip() else []
        if any(brought):
            details.append(("Ingebracht door", ", ".join(part for part in brought if part)))
        items.append(
            Item(
                one_line(case.title) or "(zonder titel)",
                label=one_line(case.id),
                details=tuple(details),
                tags=(CASE_STATUS[case.status],),
                made_up=made_up(case.origin),
            )
        )
    return section_of("casussen", "Casussen", [Listing(tuple(items))] if items else [], len(items))


def helps_and_hinders(source: Source) -> Section | None:
    """Return what helps and what hinders, per perspective and in it per case."""
    both = [note for note in source.remaining_notes if note.kind in ("helpend", "belemmering")]
    parts: list[Part] = []
    for perspective in in_order(source.perspectives, (note.perspective for note in both)):
        notes = [note for note in both if note.perspective == perspective]
        helps = sum(note.kind == "helpend" for note in notes)
        counts = f"helpt {helps} · belemmert {len(notes) - helps}"
        parts.append(Heading(source.perspective(perspective), 2, counts))
        found = list(in_order(source.cases, (note.case for note in notes)))
        for case in found:
            if found != [""]:
                parts.append(Heading(source.case(case), 3))
            parts.append(_sides(source, [note for note in notes if note.case == case]))
    title = "Wat helpt en wat belemmert"
    return section_of("helpt-belemmert", title, parts, len(both), short="Helpt en belemmert")


def _sides(source: Source, notes: Sequence[Note]) -> Part:
    helps = shown_notes(source, (note for note in notes if note.kind == "helpend"))
    hinders = shown_notes(source, (note for note in notes if note.kind == "belemmering"))
    return SideBySide(Listing(helps, "Helpt", "helps"), Listing(hinders, "Belemmert", "hinders"))


def shown_notes(source: Source, notes: Iterable[Note], *, whole: bool = False) -> tuple[Item, ...]:
    """Return notes as items; `whole` where the place does not tell perspective and case."""
    return tuple(
        Item(
            visible(note.text).strip(),
            details=tuple(_about(note)),
            tags=tuple(
                source.tags(
                    note.group,
                    private=note.private,
                    case=note.case if whole else "",
                    perspective=note.perspective if whole else "",
                )
            ),
            made_up=made_up(note.origin),
        )
        for note in notes
    )


def _about(note: Note) -> Iterator[tuple[str, str]]:
    if note.who.strip():
        yield "Wie", one_line(note.who)
    if note.escalated_to.strip():
        yield "Geagendeerd bij", one_line(note.escalated_to)
    if note.resolved_on:
        yield "Doorgehakt op", table_date(note.resolved_on)


def other_notes(source: Source) -> Section | None:
    """Return everything else that was said, per kind of note."""
    elsewhere: tuple[str, ...] = ("helpend", "belemmering", "evaluatie")
    if lists_bottlenecks(source):
        elsewhere = (*elsewhere, BOTTLENECK)
    notes = [note for note in source.remaining_notes if note.kind not in elsewhere]
    names = {kind.id: kind.plural for kind in KINDS}
    parts: list[Part] = []
    for kind in in_order(names, (note.kind for note in notes)):
        items = shown_notes(source, (note for note in notes if note.kind == kind), whole=True)
        title = title_of(names, kind) or "zonder soort"
        parts.append(Listing(items, title[:1].upper() + title[1:]))
    return section_of("verder", "Verder gezegd", parts, len(notes))


def evaluation(source: Source) -> Section | None:
    """Return what people said of the meeting itself."""
    said = source.session.evaluation
    parts: list[Part] = evaluation_bars(source)
    everything = ("good", "wishes", "missing")
    invented_fields = everything if made_up(said.origin) else said.invented
    in_own_words = shown_notes(
        source, (n for n in source.notes if n.kind == "evaluatie"), whole=True
    )
    for title, items in (
        ("Goed", _lines(said.good, "good" in invented_fields)),
        ("Wensen", _lines(said.wishes, "wishes" in invented_fields)),
        ("Wie ontbrak er", _lines(said.missing, "missing" in invented_fields)),
        ("In eigen woorden", in_own_words),
    ):
        if items:
            parts.append(Listing(items, title))
    return section_of("evaluatie", "Evaluatie", parts)


def _lines(texts: Iterable[str], invented: bool) -> tuple[Item, ...]:
    return tuple(Item(visible(text).strip(), made_up=invented) for text in texts if text.strip())


def ahead(source: Source) -> Section | None:
    """Return when the next meeting is and what it asks."""
    following = source.session.next
    pairs = []
    if following.date:
        pairs.append(("Datum", long_date(following.date)))
    if following.question.strip():
        pairs.append(("Vraag", one_line(following.question)))
    return section_of("volgende-keer", "Volgende keer", [Facts(tuple(pairs))] if pairs else [])


def unconfirmed(source: Source) -> Section | None:
    """Return the lines that were typed and never confirmed; they are their writer's own."""
    drafts = [each for each in source.session.drafts if each.text.strip() and not each.withdrawn_at]
    if not drafts or not source.private:
        return None
    listing = Listing(tuple(Item(visible(each.text).strip()) for each in drafts))
    return Section("niet-bevestigd", "Getypt, niet bevestigd", (listing,), len(drafts))
