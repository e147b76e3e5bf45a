"""The werkvormen to choose from, and what one of them is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sessiecoach.domain.text import one_line, visible
from sessiecoach.domain.werkvorm import Block, Origin, Werkvorm
from sessiecoach.dutch.dates import duration

_ORIGINS: Mapping[Origin, str] = {
    "own": "zelf gemaakt",
    "seed": "uit de bron",
    "derived": "afgeleid van een bron",
    "public": "algemeen bekend",
}


class WerkvormList(OptionList):
    """One line a werkvorm: its title and how long it takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Kiezen", id="new.choose", tooltip="Deze werkvorm kiezen")
    ]

    class Looked(Message):
        """Another werkvorm is looked at; it is the one that counts."""

        def __init__(self, werkvorm: Werkvorm) -> None:
            super().__init__()
            self.werkvorm = werkvorm

    class Chosen(Message):
        """Enter was pressed on a werkvorm."""

    def __init__(self, formats: Mapping[str, Werkvorm], *, id: str) -> None:  # noqa: A002
        self._formats = tuple(formats.values())
        super().__init__(*(Option(_line(each)) for each in self._formats), id=id, markup=False)

    @property
    def werkvorm(self) -> Werkvorm | None:
        """The werkvorm that is looked at."""
        return None if self.highlighted is None else self._formats[self.highlighted]

    def choose(self, werkvorm_id: str) -> None:
        """Look at a werkvorm, or at the first where this one is not there."""
        ids = [each.id for each in self._formats]
        place = ids.index(werkvorm_id) if werkvorm_id in ids else 0
        self.highlighted = place if ids else None

    @on(OptionList.OptionHighlighted)
    def _looked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.werkvorm is not None:
            self.post_message(self.Looked(self.werkvorm))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen())


def length_words(werkvorm: Werkvorm) -> str:
    """Return how long a werkvorm takes: `1 uur 30 min`, `3 dagen`."""
    if len(werkvorm.day_minutes) > 1:
        return f"{len(werkvorm.day_minutes)} dagen"
    return duration(werkvorm.day_minutes[0] * 60)


def werkvorm_lines(werkvorm: Werkvorm) -> list[Content]:
    """Return what a werkvorm is: its purpose, where it comes from, and its agenda."""
    lines = [Content.styled(one_line(werkvorm.title), "bold")]
    if werkvorm.summary:
        lines.append(Content(visible(werkvorm.summary)))
    origin = _ORIGINS[werkvorm.origin]
    if werkvorm.own_elaboration or any(each.own_elaboration for each in werkvorm.blocks):
        origin += ", met een eigen uitwerking van sessiecoach"
    source = f": {one_line(werkvorm.source)}" if werkvorm.source else ""
    lines.append(Content.styled(f"{origin[:1].upper()}{origin[1:]}{source}", "$muted"))
    for day, meeting in _meetings(werkvorm):
        lines.append(Content(""))
        if day:
            lines.append(Content.styled(day, "bold $muted"))
        lines += [_block_line(block) for block in werkvorm.agenda(meeting)]
    if any(each.own_elaboration for each in werkvorm.blocks):
        lines.append(Content.styled("       ° eigen uitwerking", "$faint"))
    return lines


def _meetings(werkvorm: Werkvorm) -> list[tuple[str, int]]:
    """Return each day with its title and number; of one day its second meeting, with all in it."""
    if not werkvorm.days:
        return [("", 2)]
    return [(one_line(day.title), number) for number, day in enumerate(werkvorm.days, start=1)]


def _block_line(block: Block) -> Content:
    own = " °" if block.own_elaboration else ""
    return Content.assemble((f"{block.minutes:>4} min  ", "$muted"), one_line(block.title), own)


def _line(werkvorm: Werkvorm) -> Content:
    return Content.assemble((f"{length_words(werkvorm):>12}  ", "$muted"), one_line(werkvorm.title))
