"""Numbers drawn with signs of a page of text: steps, and a line from then to now.

A plotting library draws a canvas with axes of its own; one line of signs beside its numbers
says the same here, can be read in a list, and scrolls with the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from sessiecoach.dutch.numbers import difference_words, number_words
from sessiecoach.export.drawing import MADE_UP_SIGN, Stretch, step_signs, track_signs
from sessiecoach.export.outline import Mark, Shift, Shifts, Trend

STYLES: Final[Mapping[Mark, str]] = MappingProxyType(
    {
        "": "",
        "helps": "$helps",
        "hinders": "$hinders",
        "solution": "$solution",
        "promise": "$promise",
        "decision": "$decision",
        "muted": "$muted",
        "attention": "$warning",
    }
)
_STRETCHES: Final[Mapping[Stretch, str]] = MappingProxyType(
    {"then": "$muted", "now": "bold $primary", "between": "$primary", "outside": "$rule"}
)
_GAP: Final = 3
_LEAST_LABEL: Final = 8
_LONGEST_WORD: Final = 24
_SHORTEST_TRACK: Final = 6
_USUAL_TRACK: Final = 12
_LONGEST_TRACK: Final = 30

Pieces = Iterator[tuple[str, str]]


def steps(trend: Trend, width: int) -> Pieces:
    """Yield a sign a number, as high as the number is; the last ones where not all fit."""
    yield step_signs(trend)[-max(1, width) :], "$primary"


def set_shifts(shifts: Shifts, width: int) -> list[Content]:
    """Return a line a number: its name, then, a line from then to now, now, the difference."""
    rows = [
        (
            shift,
            number_words(shift.then, shifts.places),
            number_words(shift.now, shifts.places),
            difference_words(shift.delta, shifts.places),
        )
        for shift in shifts.shifts
    ]
    then_width = max(len(shifts.then), *(len(then) for _shift, then, _now, _delta in rows))
    now_width = max(len(shifts.now), *(len(now) for _shift, _then, now, _delta in rows))
    delta_width = max(len(delta) for _shift, _then, _now, delta in rows)
    names = [_name(shift) for shift in shifts.shifts]
    left = width - then_width - now_width - delta_width - 4 * _GAP
    widest = max(name.cell_length for name in names)
    words = (word for name in names for word in name.plain.split())
    longest = min(_LONGEST_WORD, max(map(cell_len, words), default=0))
    label_width = max(_LEAST_LABEL, longest, min(widest, left - _USUAL_TRACK))
    track = min(_LONGEST_TRACK, left - label_width)
    track = track if track >= _SHORTEST_TRACK else 0
    gap = " " * _GAP
    between = f"{gap}{' ' * track}{gap}" if track else gap
    title = f"{' ' * label_width}{gap}{shifts.then.rjust(then_width)}{between}{shifts.now}"
    lines = [Content.styled(title, "$muted")]
    for (shift, then, now, delta), name in zip(rows, names, strict=True):
        first, *rest = name.wrap(label_width) or [Content("")]
        drawn = [(gap, ""), *line_to_now(shift, track), (gap, "")] if track else [(gap, "")]
        lines.append(
            Content.assemble(
                first,
                " " * (label_width - first.cell_length + _GAP),
                (then.rjust(then_width), "$muted"),
                *drawn,
                (now.ljust(now_width) if track else now.rjust(now_width), "bold"),
                gap,
                (delta, "$muted"),
            ).rstrip()
        )
        lines += rest
    return lines


def _name(shift: Shift) -> Content:
    name = Content.styled(shift.label, STYLES[shift.mark])
    return name + Content.styled(MADE_UP_SIGN, "$faint") if shift.made_up else name


def line_to_now(shift: Shift, width: int) -> Pieces:
    """Yield the pieces of a line with an open dot where it was and a full dot where it is."""
    for sign, stretch in track_signs(shift, width):
        yield sign, _STRETCHES[stretch]
