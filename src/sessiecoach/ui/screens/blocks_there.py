"""In which blocks of a meeting people were there: each block is chosen or left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from sessiecoach.domain.session import Block
from sessiecoach.domain.text import one_line
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.words import BLOCK_WORDS


class BlocksThereScreen(ClosesOnce, ModalScreen[tuple[str, ...] | None]):
    """Ask for blocks; gives the ids of those chosen, None when left."""

    CSS_PATH = "blocks_there.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "toggle_block", "Kiezen", show=False, priority=True),
        Binding("enter", "accept", "Bewaren", show=False, priority=True),
        Binding("escape", "dismiss", "Terug", show=False),
    ]

    def __init__(self, who: str, blocks: Sequence[Block], chosen: Collection[str]) -> None:
        super().__init__()
        self._who, self._blocks, self._chosen = who, tuple(blocks), set(chosen)

    def compose(self) -> ComposeResult:
        """Lay out the question, the blocks and the keys."""
        with Vertical(id="dialog"):
            yield Static(Content(f"Waar was {self._who} bij?"), id="blocks-title", markup=False)
            yield OptionList(
                *(Option(self._shown(block)) for block in self._blocks),
                markup=False,
                compact=True,
            )
            yield Static(
                "Spatie kiest een blok, Enter bewaart, Esc gaat terug.",
                id="blocks-keys",
                markup=False,
            )

    def _shown(self, block: Block) -> Content:
        sign = "✓" if block.id in self._chosen else " "
        title = one_line(block.title) or BLOCK_WORDS[block.kind]
        return Content.assemble((f" {sign}  ", "bold"), title)

    def action_toggle_block(self) -> None:
        """Choose the block with the cursor, or leave it out."""
        blocks = self.query_one(OptionList)
        if blocks.highlighted is not None:
            block = self._blocks[blocks.highlighted]
            self._chosen ^= {block.id}
            blocks.replace_option_prompt_at_index(blocks.highlighted, self._shown(block))

    def action_accept(self) -> None:
        """Give the blocks that were chosen, in the order of the agenda."""
        self.dismiss(tuple(block.id for block in self._blocks if block.id in self._chosen))
