"""The last look at each line of a screen: what would command the terminal is not in it."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from sessiecoach.domain.text import with_stand_ins

_NOT_OF_A_LINE: Final = {ord(each): None for each in "\t\n"} | dict.fromkeys(
    range(0xD800, 0xE000), "\ufffd"
)


class NoCommands(LineFilter):
    """Leaves out what some widget forgot to make visible.

    A line has its width by now, so there is no room for a stand-in: as many blanks come in
    its place as it was counted for, which is none for nearly all of it.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return a line in which nothing is but text; the same list where that was so."""
        if all(text.isprintable() for text, _style, _control in segments):
            return segments
        return [Segment(_left(text), style, control) for text, style, control in segments]


def _left(text: str) -> str:
    if text.isprintable():
        return text
    return with_stand_ins(text, _blanks).translate(_NOT_OF_A_LINE)


def _blanks(character: str) -> str:
    return " " * cell_len(character)


NO_COMMANDS: Final = NoCommands()
