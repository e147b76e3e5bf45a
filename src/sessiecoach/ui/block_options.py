"""What can be set of a block beside its minutes: how it gives, how it goes on, when it signals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sessiecoach.domain.session import Block
from sessiecoach.dutch.dates import NotATimeError, parse_minutes, why_not
from sessiecoach.ui.plan_words import Giving, giving
from sessiecoach.ui.screens.form import FormField

_GIVING: Final[tuple[tuple[str, Giving], ...]] = (
    ("vast: houdt altijd zijn tijd", "fixed"),
    ("mag korter, tot het minimum", "flexible"),
    ("buffer: geeft het eerst", "buffer"),
)
_GOING_ON: Final = (("met een toets", "by_key"), ("begint vanzelf", "by_itself"))
_MOST_MARKS: Final = 4
_LONGEST_MARK: Final = 60


def option_fields(block: Block) -> tuple[FormField, ...]:
    """Return the fields of the form for one block."""
    marks = "; ".join(map(str, block.warn_minutes))
    return (
        FormField("planned_minutes", "Minuten", "minutes", block.planned_minutes, required=True),
        FormField("min_minutes", "Minstens", "minutes", block.min_minutes, required=True),
        FormField("giving", "Bij uitloop", "choice", giving(block), choices=_GIVING, required=True),
        FormField(
            "going_on",
            "Volgend blok",
            "choice",
            _GOING_ON[block.auto_next][1],
            choices=_GOING_ON,
            required=True,
        ),
        FormField(
            "warn_minutes",
            "Seinen",
            value=marks,
            hint="minuten voor het einde: 5; 1",
            read=marks_of,
        ),
    )


def option_values(filled: Mapping[str, object]) -> dict[str, object]:
    """Return the attributes of the block that a filled form stands for."""
    return {
        "planned_minutes": filled["planned_minutes"],
        "min_minutes": filled["min_minutes"],
        "flexible": filled["giving"] != "fixed",
        "buffer": filled["giving"] == "buffer",
        "auto_next": filled["going_on"] == "by_itself",
        "warn_minutes": filled["warn_minutes"],
    }


def marks_of(text: str) -> tuple[int, ...]:
    """Read how many minutes before the end the room is told, most first: `5; 1`.

    Raises ValueError with a Dutch sentence.
    """
    parts = [
        part for part in text.replace(",", ";").replace(" en ", ";").split(";") if part.strip()
    ]
    try:
        marks = sorted({parse_minutes(part) for part in parts}, reverse=True)
    except NotATimeError as error:
        raise ValueError(why_not(error)) from error
    if len(marks) > _MOST_MARKS or any(not 1 <= mark <= _LONGEST_MARK for mark in marks):
        raise ValueError(
            f"Hoogstens {_MOST_MARKS} seinen, elk van 1 tot en met {_LONGEST_MARK} minuten"
            " voor het einde."
        )
    return tuple(marks)
