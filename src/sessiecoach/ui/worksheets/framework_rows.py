"""A kader op maat as rows: its lines and what changed, and the requirements that wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from rich.cells import cell_len

from sessiecoach.domain.framework_acts import FrameworkHere, proposals
from sessiecoach.domain.frameworks import LineChange, MadeFramework, known_by, requirements_of
from sessiecoach.domain.requirements import outcome_of
from sessiecoach.domain.session import FrameworkLine, Requirement, Session
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.dates import table_date
from sessiecoach.export.comparison.words import CHANGE_SIGNS, CHANGE_WORDS, TEST_WORDS
from sessiecoach.export.requirements import requirement_labels
from sessiecoach.export.words import enumerated, title_of
from sessiecoach.ui.widgets.item_rows import BLANK, ItemKey, Line, Piece, Row, flow, indentation
from sessiecoach.ui.widgets.note_line import MOST_LINES

LINES: Final = "lines"
"""What stands for a table in the key of a line; of a framework they are no table of their own."""
DROPPED: Final = "dropped"
"""The same for a line that was dropped: the cursor stays where it stood, not with the line."""
REQUIREMENTS: Final = "requirements"
_WIDEST: Final = 110
_INDENT: Final = 4
_CHANGE_STYLES: Final[Mapping[str, str]] = MappingProxyType(
    {"added": "helps", "changed": "promise", "dropped": "missing"}
)
_READING: Final = "De eerdere bijeenkomsten van deze reeks worden gelezen…"
_NOTHING: Final = "Nog geen kader op maat."
_HOW_TO_BEGIN: Final = (
    "n zet er een regel in. Wat bij Eisen is opgenomen en niet vervalt in de toets, staat hier"
    " klaar om over te nemen."
)
_HOW_TO_TAKE: Final = (
    "Enter neemt een eis over als regel, a neemt ze alle over, n zet er een regel in met eigen"
    " woorden."
)


def reading_row(width: int) -> Row:
    """Return what shows while the series is being read."""
    return Row(flow([Piece(_READING, "muted")], width))


def case_words(case: str, title: str = "") -> str:
    """Return what a person calls a case: its code and its title."""
    code, name = one_line(case), one_line(title)
    return f"{code} · {name}" if name and name != code else code


def framework_rows(
    here: FrameworkHere,
    meetings: Iterable[Session],
    width: int,
    *,
    unsaved: frozenset[str],
    shows_changes: bool,
    may_change: bool,
) -> tuple[Row, ...]:
    """Return the rows of the version that stands, and of what could become a line of it."""
    page = _Page(here, tuple(meetings), min(width, _WIDEST), may_change=may_change)
    page.unsaved = here.standing.id in unsaved
    return tuple(page.rows(shows_changes=shows_changes))


class _Page:
    """The rows of one width."""

    def __init__(
        self, here: FrameworkHere, meetings: tuple[Session, ...], width: int, *, may_change: bool
    ) -> None:
        self._here, self._width, self._may_change = here, width, may_change
        # This meeting last: what was read of it is older than what stands.
        self._meetings = (*meetings, here.session)
        self.unsaved = False

    def rows(self, *, shows_changes: bool) -> Iterator[Row]:
        """Yield the lines with what changed, those that were dropped, and the proposals."""
        made, waiting = self._here.made, proposals(self._here)
        if made is None:
            yield self._said(_NOTHING, "heading")
            if self._may_change:
                yield self._said(_HOW_TO_TAKE if waiting else _HOW_TO_BEGIN, "muted")
        else:
            yield from self._version(made, shows_changes=shows_changes)
        if waiting:
            yield BLANK
            yield self._heading("Uit het programma van eisen", len(waiting))
            yield from map(self._proposal, waiting)

    def _version(self, made: MadeFramework, *, shows_changes: bool) -> Iterator[Row]:
        changes = self._here.changes if shows_changes else ()
        by_line = {known_by(each.line): each for each in changes}
        lines = made.framework.lines
        name = one_line(made.framework.title) or "Kader op maat"
        yield self._heading(f"{name}, versie {made.framework.version}", len(lines))
        yield self._said(" · ".join(self._about(made, changes, shown=shows_changes)), "muted")
        for number, line in enumerate(lines, start=1):
            yield BLANK
            yield self._line(number, line, by_line.get(known_by(line)))
        dropped = [each for each in changes if each.how == "dropped"]
        if dropped:
            yield BLANK
            yield self._heading("Geschrapt", len(dropped))
            yield from map(self._dropped, dropped)

    def _about(
        self, made: MadeFramework, changes: tuple[LineChange, ...], *, shown: bool
    ) -> Iterator[str]:
        """Yield where a version is from, and what it is compared with."""
        if self._here.is_made_here:
            yield "van deze bijeenkomst"
        else:
            yield f"van {_day(made.meeting)}"
            if self._may_change:
                yield f"de eerste wijziging hier maakt versie {made.framework.version + 1}"
        if self._here.before is not None and shown:
            hows = [each.how for each in changes]
            counts = [
                f"{hows.count(how)} {CHANGE_WORDS[how]}" for how in CHANGE_WORDS if how in hows
            ]
            than = self._here.versions[-2]
            day = "" if than.meeting is made.meeting else f" van {_day(than.meeting)}"
            words = enumerated(counts) if counts else "niets veranderd"
            yield f"{words} sinds versie {than.framework.version}{day}"

    def _line(self, number: int, line: FrameworkLine, change: LineChange | None) -> Row:
        first = (Piece(f"{number:<{_INDENT}}", "unsaved" if self.unsaved else "faint"),)
        pieces = [Piece(_text(line.text))]
        lines = [*flow(pieces, self._width, first=first, indent=_INDENT, most_lines=MOST_LINES)]
        if change is not None:
            if change.before.strip():
                lines += self._below([Piece(_text(change.before), "withdrawn")])
            lines += self._below(self._change(change))
        lines += self._below([Piece(each, "muted") for each in self._sources(line)])
        return Row(tuple(lines), ItemKey(LINES, known_by(line)))

    def _dropped(self, change: LineChange) -> Row:
        lines = self._below([Piece(_text(change.line.text), "withdrawn")])
        key = ItemKey(DROPPED, known_by(change.line))
        return Row((*lines, *self._below(self._change(change))), key)

    def _change(self, change: LineChange) -> list[Piece]:
        """Say what happened to a line, and by which case."""
        style = _CHANGE_STYLES[change.how]
        words = [Piece(f"{CHANGE_SIGNS[change.how]} {CHANGE_WORDS[change.how]}", style)]
        if change.case.strip():
            # The codes of cases begin again at every meeting.
            titles = {case.id: case.title for case in self._here.versions[-1].meeting.cases}
            named = case_words(change.case, titles.get(change.case, ""))
            words.append(Piece(f"door casus {named}", "muted"))
        return words

    def _sources(self, line: FrameworkLine) -> Iterator[str]:
        """Yield which requirements a line comes from, and who stands behind them."""
        for requirement, meeting in requirements_of(line, self._meetings):
            label = requirement_labels(meeting).get(requirement.id, "")
            origin = f"uit eis {label}" if label else "uit een eis die is ingetrokken"
            yield " · ".join([origin, *_support(requirement, meeting)])

    def _proposal(self, requirement: Requirement) -> Row:
        label = requirement_labels(self._here.session)[requirement.id]
        first: Line = (Piece(f"{label:<{_INDENT}}", "faint"),)
        text = Piece(_text(requirement.text))
        indent = max(_INDENT, cell_len(label) + 1)
        lines = flow([text], self._width, first=first, indent=indent, most_lines=MOST_LINES)
        outcome = outcome_of(requirement)
        words = [Piece(f"{each} ·", "muted") for each in _support(requirement, self._here.session)]
        words.append(Piece(TEST_WORDS[outcome], "missing" if outcome == "adjust" else "muted"))
        return Row((*lines, *self._below(words)), ItemKey(REQUIREMENTS, requirement.id))

    def _heading(self, title: str, count: int) -> Row:
        return Row(((Piece(title, "heading"), Piece(f"  {count}", "faint")),))

    def _said(self, words: str, style: str) -> Row:
        return Row(flow([Piece(words, style)], self._width))

    def _below(self, pieces: Iterable[Piece]) -> tuple[Line, ...]:
        blanks = (indentation(_INDENT),)
        found = [*pieces]
        if not found:
            return ()
        return flow(found, self._width, first=blanks, indent=_INDENT, most_lines=MOST_LINES)


def _text(text: str) -> str:
    return visible(text).strip() or "(zonder tekst)"


def _support(requirement: Requirement, meeting: Session) -> Iterator[str]:
    if requirement.supported_by:
        titles = {each.id: each.title for each in meeting.perspectives}
        supporters = [title_of(titles, each) for each in requirement.supported_by]
        yield f"steun van {enumerated(supporters)}"


def _day(meeting: Session) -> str:
    """Return what a meeting is called in the running words of a line."""
    if meeting.header.date is not None:
        return table_date(meeting.header.date)
    return one_line(meeting.header.title) or "een eerdere bijeenkomst"
