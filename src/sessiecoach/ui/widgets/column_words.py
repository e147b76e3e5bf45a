"""What columns of notes are called, and what to type where there is no note yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.columns import GENERAL, Column, home_of
from sessiecoach.domain.kinds import Kind
from sessiecoach.domain.kinds import by_id as kind_by_id
from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.vocabulary import LETTER_SIGN, vocabulary_of

GENERAL_TITLE: Final = "Algemeen"
NOTES_TITLE: Final = "Notities"
HELPS_AND_HINDERS: Final = ("helpend", "belemmering")
"""The kinds of which everybody is told the signs."""
_TYPE: Final = "Typ hieronder wat u hoort en druk op Enter."
_BOTH: Final = "Met + helpt het, met - belemmert het."
_ONE: Final = MappingProxyType({"helpend": "helpende factor", "evaluatie": "evaluatiepunt"})
"""What one of a kind is called where that is not its id."""
_MOST_TITLED: Final = 2
"""With more kinds than this a title would be an enumeration."""
_MOST_NAMED: Final = 3


def captured_kinds(block: Block | None) -> tuple[Kind, ...]:
    """Return the kinds that a block captures, the one of a line without a sign first."""
    return tuple(
        kind_by_id[each] for each in (block.captures if block else ()) if each in kind_by_id
    )


def captured_notes(session: Session, column: Column, block: Block | None) -> tuple[str, ...]:
    """Return the kinds of note that are captured in a column while a block runs.

    Without a block, before and after the meeting, it is what helps and what hinders.
    """
    home = session.block(column.block) if column.block else home_of(session, block)
    if home is None:
        return HELPS_AND_HINDERS
    return tuple(each.id for each in captured_kinds(home) if each.filed_as == "note")


def column_title(session: Session, column: Column) -> str:
    """Return what stands above a column: a perspective, a heading, or what is captured there."""
    if column == GENERAL:
        return GENERAL_TITLE
    if not column.block:
        titles = (each.title for each in session.perspectives if each.id == column.perspective)
        return one_line(next(titles, "")) or column.perspective
    block = session.block(column.block)
    if block is not None and block.heading:
        return _capitalised(one_line(block.heading))
    notes = [each for each in captured_kinds(block) if each.filed_as == "note"]
    if not 0 < len(notes) <= _MOST_TITLED:
        return NOTES_TITLE
    return _capitalised(" en ".join(each.plural for each in notes))


def empty_hint(session: Session, block: Block | None, columns: Iterable[Column]) -> str:
    """Return what to type where there is no note yet; with a column that is not the first."""
    home = home_of(session, block)
    kinds = captured_kinds(home)
    vocabulary = vocabulary_of(session)
    words = [vocabulary.word("perspective", each.perspective) for each in columns]
    other = next((word for word in words[1:] if word), None)
    if home is None or {each.id for each in kinds} >= set(HELPS_AND_HINDERS):
        # With a column to name it is as short as this, so that all of it shows on 80x24.
        unsigned = f" Zonder teken wordt het een {_one(kinds[0])}." if kinds and not other else ""
        parts = [_TYPE, _BOTH + unsigned]
    else:
        parts = [_TYPE, _without_sign(kinds)] if kinds else [_TYPE]
    return " ".join([*parts, f"Met /{other} komt het in die kolom."] if other else parts)


def _without_sign(kinds: Sequence[Kind]) -> str:
    """Return what a line becomes: `Zonder teken wordt het een vraag, met :f een feit.`"""
    first, *others = kinds[:_MOST_NAMED]
    signs = [f"met {each.sign or LETTER_SIGN + each.letter} een {_one(each)}" for each in others]
    sentence = ", ".join([f"Zonder teken wordt het een {_one(first)}", *signs]) + "."
    if first.filed_as == "note":
        return sentence
    return f"{sentence} F4 toont wat hier wordt vastgelegd."


def _one(kind: Kind) -> str:
    return _ONE.get(kind.id, kind.id)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
