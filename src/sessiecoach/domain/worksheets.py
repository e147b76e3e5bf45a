"""Which worksheets a meeting has: what a group makes besides notes, block by block."""

from __future__ import annotations

from typing import Final

from sessiecoach.domain.session import Block, Session, WorksheetKind

_OF_WHO_ARE_THERE: Final[frozenset[WorksheetKind]] = frozenset(
    {"questions", "interests", "ratings", "diagnosis", "bottlenecks"}
)
"""Worksheets about the people who are there and how they work together, and about no case."""


def worksheets_of(block: Block) -> tuple[WorksheetKind, ...]:
    """Return what is made in a block, the main thing first.

    A block with scales is where they are filled in, also where it does not say so; those of
    the evaluation are filled in while rounding off.
    """
    if block.scales and block.kind != "evaluation" and "ratings" not in block.worksheets:
        return (*block.worksheets, "ratings")
    return block.worksheets


def worksheets(session: Session) -> tuple[WorksheetKind, ...]:
    """Return every worksheet of a meeting once, in the order in which its blocks come by."""
    return tuple(dict.fromkeys(kind for block in session.plan for kind in worksheets_of(block)))


def home_of(session: Session, kind: WorksheetKind) -> Block | None:
    """Return the block that a worksheet belongs to: the running one, or else the first."""
    running = session.running
    homes = [block for block in session.plan if kind in worksheets_of(block)]
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
