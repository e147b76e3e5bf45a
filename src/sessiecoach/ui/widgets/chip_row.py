"""The row above the composer: how the line will be filed, and quietly the signs there are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar, Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from sessiecoach.ui.widgets.note_line import KIND_STYLES

Severity = Literal["", "ask", "fault"]
_TYPED = Style(bold=True)
_GAP = 3
_BETWEEN, _BETWEEN_BARE = 3, 2
_LONGEST_BARE = 3


class ShownChip(NamedTuple):
    """One chip: its text, the kind whose colour it has, and whether a person typed it."""

    text: str
    kind: str = ""
    typed: bool = False


class ShownSign(NamedTuple):
    """One sign that can be typed, bare and with what it means."""

    bare: str
    whole: str
    wanted: bool = False
    """Whether the block asks for what it stands for."""


class ChipRow(Widget):
    """Chips on the left, the legend on the right; or one sentence that goes before both."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chip--plain",
        "chip--text",
        "chip--helps",
        "chip--hinders",
        "chip--solution",
        "chip--decision",
        "chip--promise",
        "chip--legend",
        "chip--personal",
        "chip--ask",
        "chip--fault",
    }

    chips: reactive[tuple[ShownChip, ...]] = reactive(())
    legend: reactive[tuple[ShownSign, ...]] = reactive(())
    """Wanted ones last, and so within them: what stands furthest left gives way first."""
    personal: reactive[tuple[str, ...]] = reactive(())
    """That the line has what looks like personal data, the longest words first; the longest
    that fit show."""
    sentence: reactive[tuple[str, Severity]] = reactive(("", ""))
    """A question or a refusal that goes before the chips."""

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        style = self.get_component_rich_style
        sentence, severity = self.sentence
        if sentence:
            drawn = Segment(f" {sentence} ", style(f"chip--{severity}"))
            return Strip([drawn]).adjust_cell_length(width, self.rich_style)
        segments: list[Segment] = []
        for chip in self.chips:
            name = KIND_STYLES.get(chip.kind, "text") if chip.kind else "plain"
            drawn_as = style(f"chip--{name}") + _TYPED if chip.typed else style(f"chip--{name}")
            # A lead with a style of its own: pictures of a screen drop it otherwise.
            lead = Style(color=drawn_as.bgcolor, bgcolor=drawn_as.bgcolor)
            segments += [
                Segment(" ", lead),
                Segment(f"{chip.text} ", drawn_as),
                Segment(" ", self.rich_style),
            ]
        used = sum(cell_len(segment.text) for segment in segments)
        for words in self.personal:
            if used + cell_len(words) + 2 <= width:
                segments.append(Segment(f" {words} ", style("chip--personal")))
                used += cell_len(words) + 2
                break
        legend = _row(self._fitting(width - used - _GAP))
        if legend:
            blank = " " * (width - used - cell_len(legend))
            segments += [Segment(blank, self.rich_style), Segment(legend, style("chip--legend"))]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _fitting(self, room: int) -> list[str]:
        """Return the signs that fit, those that are wanted first; bare where words do not fit."""
        shown: list[str] = []
        for wanted in (True, False):
            signs = [sign for sign in self.legend if sign.wanted is wanted]
            while signs and cell_len(_row([*(sign.bare for sign in signs), *shown])) > room:
                signs.pop(0)
            texts = [sign.bare for sign in signs]
            for place in reversed(range(len(signs))):
                worded = [*texts[:place], signs[place].whole, *texts[place + 1 :]]
                if cell_len(_row([*worded, *shown])) > room:
                    break
                texts = worded
            shown = [*texts, *shown]
        return shown


def _row(texts: Sequence[str]) -> str:
    """Return signs beside each other; those without words stand a little closer."""
    row = ""
    for before, text in pairwise(("", *texts)):
        bare = len(before) < _LONGEST_BARE and len(text) < _LONGEST_BARE
        row += (" " * (_BETWEEN_BARE if bare else _BETWEEN) if row else "") + text
    return row
