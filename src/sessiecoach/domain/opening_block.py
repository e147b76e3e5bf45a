"""The block that opens a meeting, where its spelregels are shown."""

from __future__ import annotations

from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.text import one_line


def opens(session: Session, block: Block) -> bool:
    """Return whether a block is the one that opens the meeting: the first of that kind."""
    first = next((each for each in session.plan if each.kind == "opening"), None)
    return first is not None and first.id == block.id


def rules_at(session: Session, block: Block) -> tuple[str, ...]:
    """Return the spelregels that are shown in a block: all at the opening, and none later."""
    if not opens(session, block):
        return ()
    return tuple(rule for each in session.header.rules if (rule := one_line(each)))
