"""The row above the composer: how the line will be filed, and quietly the signs there are."""

from __future__ import annotations

from collections.abc import Iterator
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
_BETWEEN = 3


class ShownChip(NamedTuple):
    """One chip: its text, the kind whose colour it has, and whether a person typed it."""

    text: str
    kind: str = ""
    typed: bool = False


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
        "chip--ask",
        "chip--fault",
    }

    chips: reactive[tuple[ShownChip, ...]] = reactive(())
    legend: reactive[tuple[str, ...]] = reactive(())
    """Most wanted last: what stands furthest left gives way to the chips first."""
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
        legend = (" " * _BETWEEN).join(self._fitting(width - used - _GAP))
        if legend:
            blank = " " * (width - used - cell_len(legend))
            segments += [Segment(blank, self.rich_style), Segment(legend, style("chip--legend"))]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _fitting(self, room: int) -> Iterator[str]:
        """Give the entries of the legend that fit, without letting those that stay move."""
        entries = list(self.legend)
        while entries and sum(map(cell_len, entries)) + _BETWEEN * (len(entries) - 1) > room:
            entries.pop(0)
        yield from entries
