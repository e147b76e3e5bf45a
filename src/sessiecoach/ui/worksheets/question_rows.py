"""Participants' own questions as rows, and all that is known of one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sessiecoach.domain.own_questions import (
    NextStep,
    OwnQuestionView,
    Turn,
    in_turn,
    question_rounds,
    rounds_on,
    step_before,
    turn_of,
)
from sessiecoach.domain.session import OwnQuestion, Session
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
from sessiecoach.ui.widgets.note_line import bullet
from sessiecoach.ui.words import short_name

TABLE = "questions"
MOST_LINES = 5
"""How much of a long question the list shows; all of it shows beside it."""
READING = "De vragen van deze reeks worden gelezen…"
EMPTY = (
    "Nog geen eigen vragen in deze reeks. n schrijft de vraag van een deelnemer op: een concrete"
    " vraag uit het eigen werk."
)
NO_WORDS = "(nog niet onder woorden gebracht)"
_TURNS: dict[Turn, str] = {
    "today": "Vandaag",
    "waiting": "Nog niet aan de beurt",
    "had": "Eerder aan de beurt",
}
_DONE = {"yes": "gedaan", "partly": "deels gedaan", "no": "niet gedaan"}
_SIGNS = {"yes": "●", "partly": "◐", "no": "○"}
_STYLES = {"yes": "saved", "no": "missing"}


def question_rows(
    session: Session,
    views: Sequence[OwnQuestionView],
    width: int,
    *,
    unsaved: frozenset[str] = frozenset(),
) -> tuple[Row, ...]:
    """Return every question of the series in the order that is proposed, then withdrawn ones."""
    rows: list[Row] = []
    withdrawn = [each for each in session.questions if each.withdrawn_at is not None]
    if not views:
        rows.append(Row(flow([Piece(EMPTY, "muted")], width)))
    rounds = question_rounds(session)
    before = ""
    for view in in_turn(session, views) if rounds else views:
        turn = turn_of(session, view)
        title = _TURNS[turn] if rounds else "Vragen"
        if title != before:
            before = title
            alike = [each for each in views if not rounds or turn_of(session, each) == turn]
            count = str(len(alike))
            if turn == "today" and rounds:
                count = f"{len(alike)} van {len(rounds)}"
            rows += _heading(title, count, width, rows)
        rows.append(_row(session, view, width, unsaved=view.id in unsaved))
    if withdrawn:
        rows += _heading("Ingetrokken", str(len(withdrawn)), width, rows)
        rows += [_withdrawn(each, width) for each in withdrawn]
    return tuple(rows)


def _heading(title: str, count: str, width: int, rows: Sequence[Row]) -> Iterator[Row]:
    if rows:
        yield BLANK
    pieces = [Piece(title.upper(), "heading"), Piece(count, "heading")]
    yield Row(flow(pieces, width))


def _row(session: Session, view: OwnQuestionView, width: int, *, unsaved: bool) -> Row:
    first = bullet(unsaved=unsaved, private=False)
    text = visible(view.text).strip()
    words = Piece(text) if text else Piece(NO_WORDS, "missing")
    lines = flow([*_who(view.by), words], width, first=first, indent=2, most_lines=MOST_LINES)
    about = _separated(tuple(_about(session, view)))
    below = flow(about, width, first=(indentation(2),), indent=2) if about else ()
    return Row((*lines, *below), ItemKey(TABLE, view.id))


def _withdrawn(question: OwnQuestion, width: int) -> Row:
    words = visible(question.text).strip() or NO_WORDS
    pieces = [*_who(question.by), Piece(words, "withdrawn")]
    lines = flow(pieces, width, first=(indentation(2),), indent=2, most_lines=MOST_LINES)
    return Row(lines, ItemKey(TABLE, question.id))


def _who(by: str) -> list[Piece]:
    who = one_line(by)
    return [Piece(f"{who}:", "heading")] if who else []


def _about(session: Session, view: OwnQuestionView) -> Iterator[Piece]:
    """Yield what one must know of a question without going to it."""
    for block in rounds_on(session, view.id):
        yield Piece(one_line(block.title) or short_name(session, block), "promise")
    if len(view.versions) > 1:
        yield Piece(f"{len(view.versions)}e verwoording", "muted")
    asked = step_before(session, view)
    if asked is not None:
        done = _DONE.get(asked.done or "")
        if done is None:
            yield Piece("vorige stap gedaan?", "missing")
        else:
            yield Piece(f"vorige stap {done}", _STYLES.get(asked.done or "", "muted"))
    planned = view.step
    if planned is not None and planned is not asked:
        yield Piece("stap afgesproken", "muted")


def _separated(pieces: Sequence[Piece]) -> list[Piece]:
    """Put a point between pieces, each whole and on the line of what follows it."""
    whole = [Piece(text.replace(" ", HARD_SPACE), style) for text, style in pieces]
    return [
        Piece(f"·{HARD_SPACE}{piece.text}", piece.style) if place else piece
        for place, piece in enumerate(whole)
    ]


# All that is known of one question.


def detail_lines(view: OwnQuestionView, width: int, *, close: bool = False) -> tuple[Line, ...]:
    """Return the first wording against the one now, the position, the steps, and the rest.

    `close` is for little room, right under the list, which has the wording now.
    """
    page = _Page(width, close=close)
    first, *others = view.versions or (None,)
    if first is None:
        page.quiet("Nog niet onder woorden gebracht.")
    elif not others:
        page.quiet(f"Nog in de eerste woorden, van {_day(first.on)}.")
    else:
        page.headed("Eerst", first.on, first.text)
        if not close:
            page.headed("Nu", others[-1].on, others[-1].text)
    if view.position.strip():
        page.headed("Positie", None, view.position)
    page.steps(view.steps)
    for number, each in enumerate(others[:-1], start=2):
        page.headed(f"{number}e verwoording", each.on, each.text)
    if view.worked_on:
        days = ", ".join(_day(each.on) for each in view.worked_on)
        page.quiet(f"Aan de beurt op {days}")
    return tuple(page.lines)


class _Page:
    """The lines of one question as they come."""

    def __init__(self, width: int, *, close: bool) -> None:
        self.lines: list[Line] = []
        self._width, self._close = width, close

    def headed(self, title: str, on: dt.date | None, text: str) -> None:
        """A text under its title, or behind it where there is little room."""
        heading = [Piece(title.upper(), "heading")]
        if on is not None:
            heading.append(Piece(_day(on), "muted"))
        words = Piece(visible(text).strip())
        if self._close:
            self.lines += flow([*heading, words], self._width)
        else:
            self._blank()
            self.lines += (*flow(heading, self._width), *flow([words], self._width))

    def steps(self, steps: Sequence[NextStep]) -> None:
        """The steps, the last one first, each with what is known of it."""
        if not steps:
            return
        if not self._close:
            self._blank()
            self.lines += flow([Piece("STAPPEN", "heading")], self._width)
        for step in reversed(steps):
            done = step.done or ""
            style = _STYLES.get(done, "muted")
            told = [_DONE[done]] if done in _DONE else []
            agreed = "" if self._close else "afgesproken op "
            told += [f"{agreed}{_day(step.on)}"] if step.on else []
            words, about = Piece(visible(step.text).strip()), Piece(" · ".join(told), style)
            sign = (Piece(f"{_SIGNS.get(done, '·')} ", style),)
            if self._close:
                pieces = [words, Piece(f"·{HARD_SPACE}{about.text}", style)] if told else [words]
                self.lines += flow(pieces, self._width, first=sign, indent=2)
            else:
                self.lines += flow([words], self._width, first=sign, indent=2)
                under = (indentation(2),)
                self.lines += flow([about], self._width, first=under, indent=2) if told else ()

    def quiet(self, words: str) -> None:
        """A sentence that only tells."""
        self._blank()
        self.lines += flow([Piece(words, "muted")], self._width)

    def _blank(self) -> None:
        if self.lines and not self._close:
            self.lines.append(())


def _day(on: dt.date | None) -> str:
    return table_date(on)[3:].replace(" ", HARD_SPACE) if on else "een onbekende dag"
