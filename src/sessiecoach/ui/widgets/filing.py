"""How a line is filed: what counts where it says nothing, and how that is shown in chips."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from sessiecoach.domain.carousel import station_of
from sessiecoach.domain.kinds import KINDS, Kind
from sessiecoach.domain.kinds import by_id as kind_by_id
from sessiecoach.domain.line import Line
from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.vocabulary import LETTER_SIGN, Vocabulary
from sessiecoach.dutch.due import due_words, split_due
from sessiecoach.ui.widgets.chip_row import ShownChip, ShownSign
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_line import SHOWN_SIGNS

_DEFAULT_KIND = "inzicht"
"""Of a line without a sign where no block says what it captures."""
_NEW = " (niet op de lijst)"
"""Behind somebody whom nothing in the meeting names yet, so that a slip shows before Enter."""


def capturing_block(session: Session) -> Block | None:
    """Return the block whose kinds and perspectives count now.

    That is the running one; in a changeover or another block that captures nothing the last
    one that did, and before the first such block the one to come.
    """
    plan = session.plan
    running = session.running
    until = plan.index(running) if running is not None else -1
    before = [block for block in plan[: until + 1] if block.captures]
    if before:
        return before[-1]
    return next((block for block in plan if block.captures), None)


def defaults(block: Block | None, vocabulary: Vocabulary, used: Line) -> Line:
    """Return what counts where a line does not say it, in a block that captures.

    `used` says which column, case and group were used last. A block that looks from no
    perspective gives none, and only a round is about a case.
    """
    cases = [known.id for known in vocabulary.cases]
    case = used.case if used.case in cases else (cases[0] if len(cases) == 1 else "")
    if block is None:
        return Line(kind=_DEFAULT_KIND, group=used.group)
    only = block.perspectives[0] if len(block.perspectives) == 1 else ""
    only = "" if only == "*" else only
    return Line(
        kind=block.captures[0] if block.captures else _DEFAULT_KIND,
        perspective=(used.perspective or only) if block.perspectives else "",
        case=case if block.kind == "round" else "",
        group=used.group,
    )


def captured_first(captures: Collection[str]) -> tuple[Kind, ...]:
    """Return all kinds, those that a block asks for before the others."""
    return tuple(sorted(KINDS, key=lambda kind: kind.id not in captures))


def writes_privately(session: Session, revises: ItemKey | None = None) -> bool:
    """Return whether what is typed now is for its writer alone.

    A new line is where the running block is private; one that is revised stays what it is.
    """
    if revises is None:
        return session.running is not None and session.running.private
    items = getattr(session, revises.table)
    return any(each.private for each in items if each.id == revises.item)


def with_defaults(line: Line, used: Line, block: Block | None) -> Line:
    """Return a line with what counts where it says nothing.

    A line of another group of a carousel is about where that group is.
    """
    other = station_of(block, line.group) if line.group != used.group else None
    return replace(
        line,
        perspective=line.perspective or (other.perspective if other else used.perspective),
        case=line.case or (other.case if other else used.case),
        group=line.group or used.group,
    )


def with_day(line: Line, today: dt.date | None) -> Line:
    """Return a promise with the day that stands at the end of its text; any other as it is."""
    kind = kind_by_id.get(line.kind)
    if today is None or kind is None or kind.filed_as != "promise":
        return line
    text, due = split_due(line.text, today)
    return replace(line, text=text, due=due)


def legend(vocabulary: Vocabulary, captures: Collection[str]) -> list[ShownSign]:
    """Return the signs, least wanted first; kinds that have only a letter where the block asks.

    A sign that has nothing to tell apart, such as that of a case where there is one, is left out.
    """
    others = [kind for kind in vocabulary.kinds if kind.sign and kind.id not in captures]
    others.sort(key=lambda kind: kind.filed_as != "note")
    parts = [
        ShownSign(sign, sign + word)
        for sign, word, known in (
            ("#", "casus", len(vocabulary.cases) > 1),
            ("%", "groep", len(vocabulary.groups) > 1),
            ("@", "wie", bool(vocabulary.people)),
            ("/", "perspectief", len(vocabulary.perspectives) > 1),
        )
        if known
    ]
    return [
        *(_shown(kind) for kind in others),
        *parts,
        *(_shown(kind, wanted=True) for kind in vocabulary.kinds if kind.id in captures),
    ]


def _shown(kind: Kind, *, wanted: bool = False) -> ShownSign:
    sign = SHOWN_SIGNS.get(kind.sign, kind.sign) or LETTER_SIGN + kind.letter
    return ShownSign(sign, f"{sign} {kind.title}", wanted)


def chips(
    line: Line, vocabulary: Vocabulary, revises: ItemKey | None, *, private: bool = False
) -> tuple[ShownChip, ...]:
    """Return the chips of a line; what stands in it shows as typed."""
    typed = {chip.part for chip in line.chips}
    kind = kind_by_id.get(line.kind)
    chips = [ShownChip("verbetert")] if revises is not None else []
    if kind is not None:
        sign = SHOWN_SIGNS.get(kind.sign, kind.sign)
        chips.append(ShownChip(f"{sign} {kind.title}".strip(), kind.id, "kind" in typed))
    perspective = vocabulary.find("perspective", line.perspective)
    if perspective is not None:
        title = one_line(perspective.title) or perspective.id
        chips.append(ShownChip(title, typed="perspective" in typed))
    if line.case:
        chips.append(ShownChip("casus " + one_line(line.case), typed="case" in typed))
    if line.group:
        chips.append(ShownChip("groep " + one_line(line.group), typed="group" in typed))
    if line.who:
        new = "" if vocabulary.find("who", line.who) else _NEW
        chips.append(ShownChip("@" + one_line(line.who) + new, typed=True))
    if line.due is not None:
        chips.append(ShownChip(due_words(line.due), typed=True))
    if private:
        chips.append(ShownChip("■ privé"))
    return tuple(chips)
