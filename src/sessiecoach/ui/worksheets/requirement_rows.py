"""The wishes of each party and the programme of requirements as rows."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from textual.content import Content

from sessiecoach.domain.requirements import (
    open_wishes,
    parties,
    standing_requirements,
    wishes_of,
)
from sessiecoach.domain.session import Note, Requirement, Session
from sessiecoach.domain.text import one_line, visible
from sessiecoach.export.requirements import requirement_labels
from sessiecoach.export.words import title_of
from sessiecoach.ui.widgets.item_rows import (
    BLANK,
    HARD_SPACE,
    ItemKey,
    Line,
    Piece,
    Row,
    flow,
    indentation,
)
from sessiecoach.ui.widgets.note_line import MOST_LINES, bullet
from sessiecoach.ui.worksheets.panes import chips, cut

MOST_PARTIES: Final = 9
"""How many parties have a digit."""
NO_TEXT: Final = "(zonder tekst)"
_NOBODY: Final = "Zonder partij"
_NO_WISHES: Final = (
    "Nog geen wensen. Wat in de rondes als eis wordt genoteerd (:e) staat hier per partij."
)
_NO_OPEN_WISHES: Final = "Alle wensen zijn opgenomen."
_NO_REQUIREMENTS: Final = (
    "Nog geen eisen. Enter maakt van een wens een eis, g voegt hem bij een eis die er al staat,"
    " n zet er een neer die niemand noemde."
)
_INDENT: Final = 4


def party_title(session: Session, party: str) -> str:
    """Return what a party is called; a wish may have none."""
    titles = {each.id: each.title for each in session.perspectives}
    return title_of(titles, party) if party else _NOBODY


def party_legend(session: Session) -> Content:
    """Return which digit stands for which party."""
    parts = [Content.styled("Steun", "$muted")]
    for number, each in enumerate(parties(session)[:MOST_PARTIES], start=1):
        title = party_title(session, each.id).replace(" ", HARD_SPACE)
        parts.append(Content.assemble((f"{number}{HARD_SPACE}", "bold"), (title, "$muted")))
    return Content("  ").join(parts)


def wish_rows(session: Session, width: int, unsaved: frozenset[str]) -> tuple[Row, ...]:
    """Return the wishes that are still open, party by party."""
    wishes = open_wishes(session)
    rows = [_heading("Wensen", len(wishes), "heading")]
    if not wishes:
        taken = any(each.from_ for each in session.requirements)
        words = Piece(_NO_OPEN_WISHES if taken else _NO_WISHES, "muted")
        rows += [BLANK, Row(flow([words], width))]
    for party, group in groupby(wishes, key=lambda each: each.perspective):
        found = list(group)
        title = Piece(cut(party_title(session, party), width - 6), "heading")
        rows += [BLANK, Row(((title, Piece(f"  {len(found)}", "faint")),))]
        rows += [_wish_row(wish, width, unsaved) for wish in found]
    return tuple(rows)


def _wish_row(wish: Note, width: int, unsaved: frozenset[str]) -> Row:
    first = bullet(unsaved=wish.id in unsaved, private=wish.private)
    pieces = [Piece(visible(wish.text).strip() or NO_TEXT)]
    if wish.private:
        pieces.append(Piece("privé", "private"))
    lines = flow(pieces, width, first=first, indent=2, most_lines=MOST_LINES)
    return Row(lines, ItemKey("notes", wish.id))


def programme_rows(session: Session, width: int, unsaved: frozenset[str]) -> tuple[Row, ...]:
    """Return the requirements, with those behind them and the wishes that they came from."""
    standing = standing_requirements(session)
    gone = [each for each in session.requirements if each.withdrawn_at is not None]
    labels = requirement_labels(session)
    rows = [_heading("Programma van eisen", len(standing), "solution")]
    if not standing:
        rows += [BLANK, Row(flow([Piece(_NO_REQUIREMENTS, "muted")], width))]
    for each in standing:
        style = "unsaved" if each.id in unsaved else "faint"
        label = Piece(labels[each.id].ljust(_INDENT), style)
        rows += [BLANK, Row(_requirement_lines(session, each, label, width), _key(each))]
    if gone:
        rows += [BLANK, _heading("Ingetrokken", len(gone), "faint")]
    for each in gone:
        text = Piece(visible(each.text).strip() or NO_TEXT, "withdrawn")
        rows.append(Row(flow([text], width, first=(indentation(2),), indent=2), _key(each)))
    return tuple(rows)


def _key(requirement: Requirement) -> ItemKey:
    return ItemKey("requirements", requirement.id)


def _heading(title: str, count: int, style: str) -> Row:
    return Row(((Piece(title.upper(), style), Piece(f"  {count}" if count else "", style)),))


def _requirement_lines(
    session: Session, requirement: Requirement, label: Piece, width: int
) -> tuple[Line, ...]:
    text = Piece(visible(requirement.text).strip() or NO_TEXT)
    lines = [*flow([text], width, first=(label,), indent=_INDENT, most_lines=MOST_LINES)]
    whose = cut(party_title(session, requirement.party), width // 3)
    whose = f"van {whose}" if requirement.party else whose.lower()
    begin: Line = (indentation(_INDENT), Piece(f"{whose} · ", "muted"))
    if behind := _behind(session, requirement):
        lines += chips(behind, width, first=(*begin, Piece("steun van  ", "muted")))
    else:
        lines.append((*begin, Piece("nog geen steun", "missing")))
    for wish in wishes_of(session, requirement):
        if one_line(wish.text) != one_line(requirement.text):
            lines += _source_lines(session, wish, width)
    return tuple(lines)


def _behind(session: Session, requirement: Requirement) -> list[str]:
    known = [each.id for each in parties(session)]
    others = [each for each in requirement.supported_by if each not in known]
    if len(known) > 1 and set(known) <= set(requirement.supported_by):
        return ["alle partijen", *(party_title(session, each) for each in others)]
    return [party_title(session, each) for each in requirement.supported_by]


def _source_lines(session: Session, wish: Note, width: int) -> tuple[Line, ...]:
    said = f"{party_title(session, wish.perspective)}: {one_line(wish.text)}"
    first: Line = (indentation(_INDENT), Piece("↳ ", "faint"))
    return flow([Piece(said, "faint")], width, first=first, indent=_INDENT + 2, most_lines=1)
