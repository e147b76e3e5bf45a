"""What a meeting leaves with as rows: solutions in groups, then decisions and the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sessiecoach.domain.session import (
    Decision,
    Promise,
    ReportBack,
    Session,
    Solution,
)
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.dates import table_date
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
from sessiecoach.ui.widgets.note_line import bullet, personal_mark

MOST_LINES = 8
PLENARY = "Plenair"
NO_PROMISE = "voorstel zonder toezegging"
_EMPTY = (
    "Nog geen oplossingen. Typ hieronder ! en de oplossing, * en een toezegging of = en een"
    " besluit; of maak met o een oplossing van een notitie."
)


def solution_rows(
    session: Session, width: int, *, unsaved: frozenset[str], with_withdrawn: bool = False
) -> tuple[Row, ...]:
    """Return the rows of the list: solutions in groups, then what belongs to no solution."""
    groups = sum(each.withdrawn_at is None for each in session.groups) > 1
    page = _Page(width, unsaved, groups=groups)
    solutions = [each for each in session.solutions if with_withdrawn or not each.withdrawn_at]
    promises = [each for each in session.promises if with_withdrawn or not each.withdrawn_at]
    decisions = [each for each in session.decisions if with_withdrawn or not each.withdrawn_at]
    report_backs = [
        each for each in session.report_backs if with_withdrawn or not each.withdrawn_at
    ]
    if not (solutions or promises or decisions or report_backs):
        return (Row(flow([Piece(_EMPTY, "muted")], width)),)
    of_solution: dict[str, list[Promise]] = {each.id: [] for each in solutions}
    loose: list[Promise] = []
    for promise in promises:
        # Of several solutions that it carries out, the first names it.
        first = next((each for each in promise.from_ if each in of_solution), None)
        (of_solution[first] if first is not None else loose).append(promise)
    for title, group in _groups(session, solutions):
        page.heading(title, group, "solution")
        for solution in group:
            page.solution(solution, of_solution[solution.id])
    if decisions:
        page.heading("Besluiten", decisions, "decision")
        for place, decision in enumerate(decisions, start=1):
            page.decision(decision, place)
    if loose:
        page.heading(
            "Toezeggingen en acties" + (" zonder oplossing" if solutions else ""), loose, "promise"
        )
        for promise in loose:
            page.promise(promise, indent=0)
    if report_backs:
        page.heading("Terugkoppeling in de eigen organisatie", report_backs, "heading")
        for report_back in report_backs:
            page.report_back(report_back)
    return tuple(page.rows)


def _groups(
    session: Session, solutions: Sequence[Solution]
) -> Iterator[tuple[str, list[Solution]]]:
    """Give the solutions per perspective and case, in the order of the meeting."""
    perspectives = [each.id for each in session.perspectives]
    cases = [each.id for each in session.cases]
    titles = {each.id: one_line(each.title) or each.id for each in session.perspectives}

    def place(of: Sequence[str], value: str) -> int:
        return of.index(value) if value in of else len(of)

    grouped: dict[tuple[int, str, int, str], list[Solution]] = {}
    for each in solutions:
        key = (
            place(perspectives, each.perspective),
            each.perspective,
            place(cases, each.case),
            each.case,
        )
        grouped.setdefault(key, []).append(each)
    for (_, perspective, _, case), group in sorted(grouped.items()):
        title = titles.get(perspective, one_line(perspective) or PLENARY)
        yield (f"{title} · casus {one_line(case)}" if case else title), group


class _Page:
    """The rows as they come, of one width."""

    def __init__(self, width: int, unsaved: frozenset[str], *, groups: bool) -> None:
        self.rows: list[Row] = []
        self._width, self._unsaved, self._groups = width, unsaved, groups

    def heading(
        self,
        title: str,
        items: Sequence[Solution] | Sequence[Promise] | Sequence[Decision] | Sequence[ReportBack],
        style: str,
    ) -> None:
        """Open a group with how many count in it."""
        count = sum(each.withdrawn_at is None for each in items)
        if self.rows:
            self.rows.append(BLANK)
        self.rows.append(
            Row(flow([Piece(title.upper(), style), Piece(str(count), style)], self._width))
        )

    def solution(self, solution: Solution, promises: Sequence[Promise]) -> None:
        """A solution: its text and parts, for whom, feasible or not, and who promised what."""
        head = self._text(solution.text, solution, "solutions")
        lines = [*head]
        for part in solution.parts:
            lines += self._below([Piece("– " + visible(part))])
        about: list[Piece] = []
        addressed = ", ".join(one_line(each) for each in solution.addressed_to)
        about.append(
            Piece(f"gericht aan {addressed}", "muted")
            if addressed
            else Piece("nog aan niemand gericht", "missing")
        )
        match solution.feasible_for_management_present:
            case True:
                about.append(Piece("uitvoerbaar: ja", "saved"))
            case False:
                about.append(Piece("uitvoerbaar: nee", "missing"))
            case None:
                about.append(Piece("uitvoerbaar?", "missing"))
        if solution.follow_up_at:
            about.append(Piece(f"vervolg bij {one_line(solution.follow_up_at)}", "muted"))
        if not any(each.withdrawn_at is None for each in promises):
            about.append(Piece(NO_PROMISE, "missing"))
        lines += self._below(_separated(about))
        for request in solution.requests:
            to = f"verzoek aan {one_line(request.to)}: " if request.to else "verzoek: "
            lines += self._below([Piece(to, "muted"), Piece(visible(request.text))])
        self.rows.append(Row(tuple(lines), ItemKey("solutions", solution.id)))
        for promise in promises:
            self.promise(promise, indent=2)

    def promise(self, promise: Promise, *, indent: int) -> None:
        """A promise: who, what, before when, with which cover."""
        owner = one_line(promise.owner)
        pieces = [
            Piece(f"{owner}:", "promise") if owner else Piece("nog geen trekker:", "missing"),
            Piece(visible(promise.what) or "(zonder tekst)", self._style(promise)),
        ]
        about = [
            Piece(f"voor {_date(promise.due)}", "muted")
            if promise.due
            else Piece("nog geen datum", "missing")
        ]
        if promise.promised_by and promise.promised_by != promise.owner:
            about.append(Piece(f"toegezegd door {one_line(promise.promised_by)}", "muted"))
        if promise.cover:
            about.append(Piece(f"rugdekking: {one_line(promise.cover)}", "muted"))
        if promise.kind == "actie":
            about.append(Piece("actie", "muted"))
        self._add(
            [
                *pieces,
                *personal_mark("promises", promise),
                *_separated([Piece("", "muted"), *about, *self._marks(promise)]),
            ],
            promise,
            "promises",
            indent,
        )

    def decision(self, decision: Decision, place: int) -> None:
        """A decision: what, why, by whom."""
        about = [Piece(f"besluit {decision.number or place}", "muted")]
        if decision.reason:
            about.append(Piece(f"omdat {one_line(decision.reason)}", "muted"))
        if decision.decided_by:
            about.append(Piece(f"door {one_line(decision.decided_by)}", "muted"))
        if decision.check_on:
            about.append(Piece(f"nagaan op {_date(decision.check_on)}", "muted"))
        lines = [*self._text(decision.text, decision, "decisions")]
        lines += self._below(_separated(about))
        self.rows.append(Row(tuple(lines), ItemKey("decisions", decision.id)))

    def report_back(self, report_back: ReportBack) -> None:
        """A report-back: where, who, about what."""
        about = [Piece(one_line(report_back.who) or "wie is nog open", "muted")]
        if report_back.subject:
            about.append(Piece(one_line(report_back.subject)))
        if report_back.due:
            about.append(Piece(f"voor {_date(report_back.due)}", "muted"))
        organisation = one_line(report_back.organisation) or "(organisatie)"
        self._add(
            [
                Piece(f"{organisation}:", self._style(report_back)),
                *_separated(about),
                *personal_mark("report_backs", report_back),
            ],
            report_back,
            "report_backs",
            0,
        )

    def _text(self, text: str, item: Solution | Decision, table: str) -> tuple[Line, ...]:
        return flow(
            [
                Piece(visible(text).strip() or "(zonder tekst)", self._style(item)),
                *personal_mark(table, item),
                *self._marks(item),
            ],
            self._width,
            first=self._bullet(item),
            indent=2,
            most_lines=MOST_LINES,
        )

    def _add(
        self, pieces: Sequence[Piece], item: Promise | ReportBack, table: str, indent: int
    ) -> None:
        first = (indentation(indent), *self._bullet(item))
        lines = flow(pieces, self._width, first=first, indent=indent + 2, most_lines=MOST_LINES)
        self.rows.append(Row(lines, ItemKey(table, item.id)))

    def _below(self, pieces: Sequence[Piece]) -> tuple[Line, ...]:
        return flow(pieces, self._width, first=(indentation(2),), indent=2, most_lines=MOST_LINES)

    def _bullet(self, item: Solution | Promise | Decision | ReportBack) -> Line:
        private = getattr(item, "private", False)
        return bullet(unsaved=item.id in self._unsaved, private=private)

    def _marks(self, item: Solution | Promise | Decision) -> list[Piece]:
        marks = []
        if item.private:
            marks.append(Piece("privé", "private"))
        if self._groups and item.group:
            marks.append(Piece("%" + one_line(item.group), "faint"))
        if item.withdrawn_at is not None:
            marks.append(Piece("ingetrokken", "muted"))
        return marks

    def _style(self, item: Solution | Promise | Decision | ReportBack) -> str:
        return "withdrawn" if item.withdrawn_at is not None else "text"


def _date(date: dt.date) -> str:
    """Return a date that no line break takes apart."""
    return table_date(date).replace(" ", HARD_SPACE)


def _separated(pieces: Sequence[Piece]) -> list[Piece]:
    """Put a point before each piece but the first, on the line of what it opens."""
    return [
        Piece(f"·{HARD_SPACE}{piece.text}", piece.style) if place else piece
        for place, piece in enumerate(pieces)
    ]
