"""What is counted from meeting to meeting, on scales of every kind."""

from __future__ import annotations

from dataclasses import replace

from sessiecoach.domain.session import Scale, Session
from sessiecoach.export.outline import Shifts, Table
from tests.export.comparison.grown import FIRST, THIRD, history, paragraphs, rated, view


def test_scales_from_zero_and_in_words_are_drawn_apart() -> None:
    """Means of ten and means of three words each stand above what their numbers mean."""
    scales = (
        Scale(id="intentie", title="Intentie", of=10, least=0),
        Scale(id="delen", title="Delen we?", of=3, answers=("nee", "deels", "ja")),
    )

    def scored(meeting: Session, *values: int) -> Session:
        given = zip(scales, values, strict=True)
        ratings = tuple(replace(rated(v)[0], id=f"r-{s.id}", scale=s.id, value=v) for s, v in given)
        return replace(meeting, scales=scales, ratings=ratings)

    found = view("krachten", history(scored(FIRST, 0, 1), scored(THIRD, 8, 3)))
    drawn = [part for part in found.parts if isinstance(part, Shifts)]
    told = [(one.label, one.least, one.of, one.delta) for part in drawn for one in part.shifts]
    assert told == [("Intentie", 0, 10, 8), ("Delen we?", 1, 3, 2)]
    assert paragraphs(found) == [
        "Gemiddelden op een schaal van 0 tot 10.",
        "Gemiddelden op een schaal van 1 (nee) tot 3 (ja).",
    ]
    assert not [part for part in found.parts if isinstance(part, Table)]
