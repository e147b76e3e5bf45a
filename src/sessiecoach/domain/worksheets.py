"""Which worksheets a meeting has: what a group makes besides notes, block by block."""

from __future__ import annotations

from typing import Final

from sessiecoach.domain.session import Block, Session, WorksheetKind

_OF_WHO_ARE_THERE: Final[frozenset[WorksheetKind]] = frozenset(
    {"questions", "interests", "ratings", "diagnosis", "bottlenecks"}
)
"""Worksheets about the people who are there and how they work together, and about no case."""


def worksheets_of(session: Session, block: Block) -> tuple[WorksheetKind, ...]:
    """Return what is made in a block, the main thing first.

    A block with scales is where they are filled in, also where it does not say so. Those of the
    evaluation are filled in while rounding off; where a meeting has worksheets anyhow, also here,
    for each person apart.
    """
    made = block.worksheets
    if not block.scales or "ratings" in made:
        return made
    if block.kind == "evaluation" and not any(map(_has_worksheet, session.plan)):
        return made
    return (*made, "ratings")


def _has_worksheet(block: Block) -> bool:
    """Return whether anything is made in a block but the scores of the evaluation."""
    return bool(block.worksheets or (block.scales and block.kind != "evaluation"))


def worksheets(session: Session) -> tuple[WorksheetKind, ...]:
    """Return every worksheet of a meeting once, in the order in which its blocks come by."""
    return tuple(
        dict.fromkeys(kind for block in session.plan for kind in worksheets_of(session, block))
    )


def home_of(session: Session, kind: WorksheetKind) -> Block | None:
    """Return the block that a worksheet belongs to: the running one, or else the first."""
    running = session.running
    homes = [block for block in session.plan if kind in worksheets_of(session, block)]
    return running if running in homes else next(iter(homes), None)


def is_about_own_questions(session: Session) -> bool:
    """Return whether a meeting works on own questions alone: not on cases, nor in groups."""
    rounds = (block for block in session.plan if block.kind == "round")
    asks = "questions" in worksheets(session)
    return asks and all("questions" in block.worksheets for block in rounds)


def needs_no_cases(session: Session) -> bool:
    """Return whether every round works on who are there: not on cases, nor in groups.

    Only what a round makes counts: one that looks at a case and ends in a score makes findings.
    """
    rounds = [block.worksheets for block in session.plan if block.kind == "round"]
    asked = bool(rounds) or is_about_own_questions(session)
    return asked and all(_OF_WHO_ARE_THERE.intersection(kinds) for kinds in rounds)
