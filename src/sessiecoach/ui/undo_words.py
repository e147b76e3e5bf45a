"""What an undo took back, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from sessiecoach.domain.session import Item, Promise, Session
from sessiecoach.domain.text import one_line

_TABLES = ("notes", "solutions", "promises", "decisions")
_LONGEST = 40
_AGAIN = " · ^y zet terug"


def taken_back_words(before: Session, after: Session) -> str:
    """Return what is other after an undo than before, by the words people wrote in it."""
    gone = [item for item in _differing(before, after) if _beside(after, item) is None]
    if gone:
        more = f" en {len(gone) - 1} meer" if len(gone) > 1 else ""
        return f"Teruggenomen: {_quoted(gone[0])}{more}{_AGAIN}"
    changed = next(_differing(before, after), None) or next(_differing(after, before), None)
    if changed is not None:
        return f"Teruggenomen: wijziging van {_quoted(changed)}{_AGAIN}"
    return f"Teruggenomen{_AGAIN}"


def _items(session: Session) -> Iterator[Item]:
    for table in _TABLES:
        yield from getattr(session, table)


def _differing(session: Session, other: Session) -> Iterator[Item]:
    """Yield the items of a session that are not the same in the other."""
    there = {item.id: item for item in _items(other)}
    for item in _items(session):
        if there.get(item.id) != item:
            yield item


def _beside(session: Session, item: Item) -> Item | None:
    return next((each for each in _items(session) if each.id == item.id), None)


def _quoted(item: Item) -> str:
    text = item.what if isinstance(item, Promise) else getattr(item, "text", "")
    text = one_line(text)
    return f"‘{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}’"
