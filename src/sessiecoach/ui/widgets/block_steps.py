"""The blocks that are still to come, with their length: each can be changed or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from sessiecoach.ui.steer_words import BlockRow
from sessiecoach.ui.widgets.row_list import Lines, RowList

_TIME: Final = 7
_LENGTH: Final = 8
_LEAST: Final = 11
_REMARK: Final = 15
_NAME: Final = (10, 40)


class BlockSteps(RowList):
    """One line a block: when it begins, how long it is, and how short it can be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "plus",
            "step(1)",
            "Minuut",
            id="steer.longer",
            key_display="+ -",
            tooltip="Het blok met de balk een minuut langer, of korter",
        ),
        Binding("equals_sign,right", "step(1)", show=False, system=True),
        Binding("left", "step(-1)", show=False, system=True),
        Binding(
            "minus",
            "step(-1)",
            "Korter",
            id="steer.shorter",
            show=False,
            tooltip="Het blok met de balk een minuut korter",
        ),
        Binding(
            "enter",
            "ask_length",
            "Lengte",
            id="steer.length",
            tooltip="De lengte van het blok met de balk typen",
        ),
        Binding(
            "x",
            "drop(True)",
            "Vervalt",
            id="steer.drop",
            tooltip="Het blok met de balk uit de agenda nemen",
        ),
        Binding(
            "x",
            "drop(False)",
            "Terughalen",
            id="steer.back",
            tooltip="Het vervallen blok met de balk weer in de agenda zetten",
        ),
    ]

    blocks: reactive[tuple[BlockRow, ...]] = reactive((), layout=True)
    can_act: reactive[bool] = reactive(True)

    class Stepped(Message):
        """A block should be so many minutes longer, or shorter below zero."""

        def __init__(self, block: str, minutes: int) -> None:
            super().__init__()
            self.block, self.minutes = block, minutes

    class LengthAsked(Message):
        """Somebody wants to type the length of a block."""

        def __init__(self, block: str) -> None:
            super().__init__()
            self.block = block

    class Dropped(Message):
        """A block should go, or come back."""

        def __init__(self, block: str, goes: bool) -> None:
            super().__init__()
            self.block, self.goes = block, goes

    @property
    def at(self) -> BlockRow | None:
        """The block with the cursor."""
        return self.blocks[self.cursor] if self.cursor < len(self.blocks) else None

    def watch_blocks(self, before: tuple[BlockRow, ...], blocks: tuple[BlockRow, ...]) -> None:
        """Stay on the block that the cursor was on."""
        held = before[self.cursor].block if self.cursor < len(before) else ""
        places = [place for place, row in enumerate(blocks) if row.block == held]
        self.cursor = places[0] if places else self.validate_cursor(self.cursor)
        self.refresh_bindings()

    def watch_cursor(self) -> None:
        """Bring the row into view; what can be done with it may be something else."""
        super().watch_cursor()
        self.refresh_bindings()

    def head(self, width: int) -> Lines:
        """Return the titles of the columns."""
        if not self.blocks:
            return [Content.styled("Er komt geen blok meer.", "$muted")]
        titles = f"  {'van':<{_TIME}}{'nog te gaan':<{self._room(width)}}"
        return [Content.styled(f"{titles}{'min':>{_LENGTH}}  minst", "$faint")]

    def rows(self, width: int) -> Sequence[Lines]:
        """Return a line for each block."""
        return [[self._line(row, width)] for row in self.blocks]

    def _room(self, width: int) -> int:
        """Return how wide the names are: what the other columns leave, within bounds."""
        left = width - 2 - _TIME - _LENGTH - 2 - _LEAST - _REMARK
        return max(_NAME[0], min(_NAME[1], left))

    def _line(self, row: BlockRow, width: int) -> Content:
        room = self._room(width)
        name = Content(row.name).truncate(room - 1, ellipsis=True)
        name += Content(" " * (room - name.cell_length))
        if row.dropped:
            line = Content.assemble("× ", f"{'':<{_TIME}}", name.stylize("strike $faint"))
            return Content.assemble(line, ("vervalt".rjust(_LENGTH), "$faint"))
        after = Content.assemble((f"{row.least:<{_LEAST}}", "$muted"), (row.remark, "$muted"))
        line = Content.assemble(
            "  ",
            (f"{row.begins:<{_TIME}}", "$muted"),
            name,
            (row.length.rjust(_LENGTH), "bold"),
            "  ",
            after,
        )
        return line.truncate(max(1, width), ellipsis=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the block that the cursor is on."""
        if action == "move":
            return True
        row = self.at
        if row is None or not self.can_act:
            return False
        if action == "drop":
            return parameters[0] is not row.dropped
        return not row.dropped

    def action_step(self, minutes: int) -> None:
        """Make the block longer or shorter."""
        if self.at is not None:
            self.post_message(self.Stepped(self.at.block, minutes))

    def action_ask_length(self) -> None:
        """Ask for the length of the block."""
        if self.at is not None:
            self.post_message(self.LengthAsked(self.at.block))

    def action_drop(self, goes: bool) -> None:
        """Drop the block, or bring it back."""
        if self.at is not None:
            self.post_message(self.Dropped(self.at.block, goes))
