"""What a line or a form makes of an item of the session, as changes that are not yet made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sessiecoach.domain import acts
from sessiecoach.domain.facts import Added, Change, Changed
from sessiecoach.domain.kinds import KINDS, FiledAs, by_id
from sessiecoach.domain.line import Line, word_for
from sessiecoach.domain.session import (
    ID_LETTERS,
    Case,
    Decision,
    Group,
    Item,
    Note,
    Perspective,
    Promise,
    ReportBack,
    Request,
    Session,
    Solution,
)
from sessiecoach.domain.text import one_line
from sessiecoach.domain.vocabulary import Vocabulary
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.form import FormField

TABLES: Mapping[FiledAs, str] = {
    "note": "notes",
    "solution": "solutions",
    "decision": "decisions",
    "promise": "promises",
}
_YES, _NO = "yes", "no"


def item_of(session: Session, table: str, item: str) -> Item | None:
    """Return an item by its id."""
    found: Sequence[Item] = getattr(session, table)
    return next((each for each in found if each.id == item), None)


# A line of the composer.


def line_from(item: Item) -> Line | None:
    """Return what a line would have to say to file this item; None for what no line files."""
    due = None
    match item:
        case Note():
            kind, text, who = item.kind, item.text, item.who
        case Solution():
            who = item.addressed_to[0] if len(item.addressed_to) == 1 else ""
            kind, text = "oplossing", item.text
        case Decision():
            kind, text, who = "besluit", item.text, item.decided_by
        case Promise():
            kind, text, who, due = item.kind, item.what, item.owner, item.due
        case _:
            return None
    return Line(
        kind=kind,
        text=text,
        case=item.case,
        perspective=item.perspective,
        who=who,
        group=item.group,
        due=due,
    )


def added_by_line(line: Line, mark: acts.Mark) -> Added:
    """Return the item that a line files."""
    table, values = _values(line)
    values |= {
        "block": mark.block,
        "group": line.group or mark.group,
        "author": mark.author,
        "written_at": mark.at,
        "private": mark.private,
    }
    return Added(table, new_id(ID_LETTERS[table]), {k: v for k, v in values.items() if v})


def revised_by_line(
    table: str, item: Item, line: Line, vocabulary: Vocabulary, mark: acts.Mark
) -> tuple[Change, ...]:
    """Return the changes that make an item say what a line says.

    A value that no line can say, because nothing known means it, stays. A line of a kind that
    is filed elsewhere takes the place of the item.
    """
    before = line_from(item)
    if before is None or line == before:
        return ()
    parts = {
        part: getattr(before, part)
        for part in ("case", "perspective", "group", "who")
        if not getattr(line, part) and word_for(part, before, vocabulary) is None
    }
    line = replace(line, **parts)
    new_table, values = _values(line)
    if new_table != table:
        moved = added_by_line(line, replace(mark, private=getattr(item, "private", False)))
        return (*acts.withdraw(table, item.id, mark.at), moved)
    values["group"] = line.group
    if "addressed_to" in values and line.who == before.who:
        del values["addressed_to"]
    return changed(table, item, values)


def _values(line: Line) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {"perspective": line.perspective, "case": line.case}
    filed_as = by_id[line.kind].filed_as
    match filed_as:
        case "note":
            values |= {"kind": line.kind, "text": line.text, "who": line.who}
        case "solution":
            values |= {"text": line.text, "addressed_to": (line.who,) if line.who else ()}
        case "decision":
            values |= {"text": line.text, "decided_by": line.who}
        case "promise":
            values |= {"kind": line.kind, "what": line.text, "owner": line.who, "due": line.due}
    return TABLES[filed_as], values


def changed(table: str, item: Item, values: Mapping[str, object]) -> tuple[Change, ...]:
    """Return the change to these values; none where they are what they were."""
    new = {name: value for name, value in values.items() if getattr(item, name) != value}
    return (Changed(table, item.id, new),) if new else ()


# Forms.


def title_of(item: Item) -> str:
    """Return what the form of an item is called."""
    match item:
        case Note():
            return "Notitie"
        case Solution():
            return "Oplossing"
        case Promise():
            return "Toezegging of actie"
        case Decision():
            return "Besluit"
        case ReportBack():
            return "Terugkoppeling in de eigen organisatie"
    return ""


def fields_of(item: Item, session: Session, people: Sequence[str]) -> tuple[FormField, ...]:
    """Return the fields in which an item is changed; `people` are suggested as owner."""
    match item:
        case Note():
            return _note_fields(item, session, people)
        case Solution():
            return _solution_fields(item, session, people)
        case Promise():
            return _promise_fields(item, people)
        case Decision():
            return (
                FormField("text", "Besluit", "text", item.text, required=True),
                FormField("reason", "Waarom", value=item.reason),
                FormField("decided_by", "Besloten door", value=item.decided_by, suggestions=people),
                FormField("check_on", "Nagaan op", "date", item.check_on, hint="bijv. 10 okt"),
            )
        case ReportBack():
            return (
                FormField(
                    "organisation",
                    "Organisatie",
                    value=item.organisation,
                    suggestions=people,
                    required=True,
                ),
                FormField("who", "Wie", value=item.who, suggestions=people),
                FormField("subject", "Waarover", value=item.subject),
                FormField("due", "Voor", "date", item.due, hint="bijv. 10 okt"),
            )
    return ()


def _note_fields(note: Note, session: Session, people: Sequence[str]) -> tuple[FormField, ...]:
    kinds = [(kind.title, kind.id) for kind in KINDS if kind.filed_as == "note"]
    if note.kind not in [kind for _title, kind in kinds]:
        kinds.append((note.kind or "geen", note.kind or "-"))
    fields = [
        FormField("text", "Tekst", "text", note.text, required=True),
        FormField("kind", "Soort", "choice", note.kind, kinds, required=True),
        *_place_fields(note, session),
        FormField("who", "Wie", value=note.who, suggestions=people),
        _private_field(private=note.private),
    ]
    if note.kind == "knelpunt":
        fields += [
            FormField(
                "escalated_to", "Geagendeerd bij", value=note.escalated_to, suggestions=people
            ),
            FormField(
                "resolved_on", "Doorgehakt op", "date", note.resolved_on, hint="bijv. 10 okt"
            ),
        ]
    return tuple(fields)


def _solution_fields(
    solution: Solution, session: Session, people: Sequence[str]
) -> tuple[FormField, ...]:
    requests = tuple(
        f"{request.to}: {request.text}" if request.to else request.text
        for request in solution.requests
    )
    return (
        FormField("text", "Oplossing", "text", solution.text, required=True),
        FormField("parts", "Onderdelen", "list", solution.parts, hint="bijv. eerste; tweede"),
        FormField(
            "addressed_to",
            "Gericht aan",
            "list",
            solution.addressed_to,
            suggestions=people,
            hint="bijv. management; werkgroep",
        ),
        FormField(
            "feasible_for_management_present",
            "Uitvoerbaar door het aanwezige management",
            "yes_no",
            solution.feasible_for_management_present,
        ),
        FormField("requests", "Verzoeken", "list", requests, hint="bijv. bestuurders: geef ruimte"),
        FormField("follow_up_at", "Vervolg bij", value=solution.follow_up_at, suggestions=people),
        *_place_fields(solution, session),
        _private_field(private=solution.private),
    )


def _promise_fields(promise: Promise, people: Sequence[str]) -> tuple[FormField, ...]:
    kinds = [("toezegging", "toezegging"), ("actie", "actie")]
    return (
        FormField("what", "Wat", "text", promise.what, required=True),
        FormField("kind", "Soort", "choice", promise.kind, kinds, required=True),
        FormField("owner", "Trekker", value=promise.owner, suggestions=people, hint="precies één"),
        FormField(
            "promised_by",
            "Toegezegd door",
            value=promise.promised_by,
            suggestions=people,
            hint="als dat een ander is",
        ),
        FormField("cover", "Rugdekking", value=promise.cover),
        FormField("due", "Voor", "date", promise.due, hint="bijv. 10 okt"),
        _private_field(private=promise.private),
    )


def _place_fields(item: Note | Solution, session: Session) -> tuple[FormField, ...]:
    return (
        _known_field("perspective", "Perspectief", item.perspective, session.perspectives),
        _known_field("case", "Casus", item.case, session.cases),
        _known_field("group", "Groep", item.group, session.groups),
    )


def _known_field(
    name: str, label: str, value: str, known: Sequence[Perspective | Case | Group]
) -> FormField:
    """Return a choice of what is known; a value that is not stays possible."""
    choices = [
        (_named(each), each.id) for each in known if each.withdrawn_at is None or each.id == value
    ]
    if value and value not in [each for _title, each in choices]:
        choices.append((value, value))
    return FormField(name, label, "choice", value, choices)


def _named(known: Perspective | Case | Group) -> str:
    """Return what a person calls it; a case by its letter too, as it is typed after `#`."""
    title = one_line(known.title) or known.id
    return f"{known.id} · {title}" if isinstance(known, Case) and known.title else title


def _private_field(*, private: bool) -> FormField:
    choices = (("nee", _NO), ("ja, niet in het verslag", _YES))
    return FormField("private", "Privé", "choice", _YES if private else _NO, choices, required=True)


def values_of(values: Mapping[str, object]) -> dict[str, object]:
    """Return what was filled in as attributes of an item."""
    filled = dict(values)
    if "private" in filled:
        filled["private"] = filled["private"] == _YES
    if "requests" in filled:
        filled["requests"] = tuple(_request(str(each)) for each in filled["requests"])  # type: ignore[attr-defined]
    return filled


def _request(text: str) -> Request:
    to, colon, what = text.partition(":")
    if colon and what.strip():
        return Request(to=to.strip(), text=what.strip())
    return Request(text=text.strip())
