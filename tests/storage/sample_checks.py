"""What holds for the records of every sample series, whatever its werkvorm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sessiecoach.domain.session import ITEM_TABLES, SINGLE_TABLES, Session
from sessiecoach.storage.records import zone_of
from tests.storage.test_sample_series import NAMED_PERSON, said


def marked(session: Session, *singles: str) -> Iterator[tuple[str, Any]]:
    """Yield everything in a record that says where it comes from, with its table.

    Of the tables of which there is one those count that every record has, and the `singles`.
    """
    assert set(singles) <= set(SINGLE_TABLES)
    for table in ("header", *singles, "evaluation", "next"):
        yield table, getattr(session, table)
    for table in ITEM_TABLES:
        for item in getattr(session, table):
            yield table, item


def has_no_names(session: Session, place: str = "") -> None:
    """Assert that nobody has a name, in participants or in what was said; a `place` may."""
    assert not session.header.names
    assert not any(each.name for each in session.participants)
    for text in said(session):
        assert not NAMED_PERSON.search(text.replace(place, "")), text
        assert not re.search(r"\d{6,}", text), text


def keeps_to_its_clock(session: Session, tables: Sequence[str]) -> None:
    """Assert that blocks follow each other, and what was written down falls within its block."""
    for one, two in zip(session.plan, session.plan[1:], strict=False):
        assert one.ended_at == two.started_at
    last = session.plan[-1].ended_at
    assert last is not None
    assert session.header.ends is not None
    assert last.astimezone(zone_of(session)).time() <= session.header.ends
    blocks = {block.id: block for block in session.plan}
    for table in tables:
        for item in getattr(session, table):
            block = blocks[item.block]
            assert block.started_at <= item.written_at <= block.ended_at, item
